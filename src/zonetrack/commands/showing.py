"""Commands: sending a report where it is wanted: a terminal, a pipe, a file."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Failed, Refusal
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any, TextIO

    from zonetrack.commands.options import Output, Paper
    from zonetrack.commands.session import Session
    from zonetrack.document import Document
    from zonetrack.render import Format
    from zonetrack.report import Report


def show(session: Session, report: Report, output: Output) -> None:
    """Print `report` on standard output, or write it to the file of `-o`, whose ending chooses the format.

    Raises Refusal for an ending that says nothing and for bytes on a terminal, Failed where an extra is missing.
    """
    from zonetrack.render import FORMATS, render

    report = having(report, output.table)
    _send(session, output, FORMATS, partial(render, report, wide=output.wide, table=output.table))


def show_paper(session: Session, document: Document, paper: Paper) -> None:
    """Print a paper as `show` prints a report; raises Refusal besides for a template that cannot be used."""
    from zonetrack.render import PAPERS, render_paper

    template = None
    if paper.template is not None:
        if (paper.format or _by_ending(paper.file, PAPERS)) != "docx":
            raise Refusal("template.only_docx")
        template = _template(paper.template)
    document = document._replace(report=having(document.report, paper.table))
    _send(session, paper, PAPERS, partial(render_paper, document, table=paper.table, template=template))


def having(report: Report, table: str | None) -> Report:
    """Return `report` with the table that is asked for, empty where it stands only if there is something.

    So a script gets no rows of what there is none of; a name that the report never has is left to be refused.
    """
    if table is None or any(section.key == table for section in report.sections):
        return report
    from zonetrack.report import Table
    from zonetrack.reports.columns import INSTEAD, OPTIONAL, REPORTS

    columns = REPORTS.get(report.key, {}).get(table)
    if columns is None or table not in OPTIONAL or table in INSTEAD.get(report.key, ()):
        return report
    lasting = [column for column in columns if not column.key.endswith("@")]  # those speak of a period: there is none
    return report._replace(sections=(*report.sections, Table(table, tuple(lasting), [])))


def _template(path: str) -> tuple[str, bytes]:
    """Return the name of a Word file and what is in it."""
    from pathlib import Path

    try:
        return path, Path(path).read_bytes()
    except OSError:
        raise Refusal("template.unreadable", path=path) from None


def _send(session: Session, output: Output | Paper, formats: Mapping[str, Format], print_: Callable[..., None]) -> None:
    name, width = _chosen(output, formats)
    if output.file is None:
        colour = width is not None and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        _print(print_, sys.stdout, name, formats[name], width=width, colour=colour)
        return
    from io import BytesIO, TextIOWrapper
    from pathlib import Path

    paper = BytesIO()
    with TextIOWrapper(paper, encoding="utf-8", newline="") as out:
        _print(print_, out, name, formats[name], bom=True)
        out.flush()
        content = paper.getvalue()
    write(Path(output.file), content, force=output.force, ledger=Path(session.path()))
    session.say(t("echo.file", path=output.file))


def refuse_early(session: Session, output: Output) -> None:
    """Raise what `show` would raise of the format and file asked for, before a command writes anything elsewhere."""
    from pathlib import Path

    from zonetrack.render import FORMATS

    _chosen(output, FORMATS)
    if output.file is not None:
        refuse_taken(Path(output.file), force=output.force, ledger=Path(session.path()))


def _chosen(output: Output | Paper, formats: Mapping[str, Format]) -> tuple[str, int | None]:
    """Return the format that is asked for, and how wide the terminal is, None where nothing goes to one."""
    name = output.format or _by_ending(output.file, formats)
    width = _width() if output.file is None and sys.stdout.isatty() else None
    if width is not None and formats[name].binary:
        raise Refusal("output.terminal", name=name, ending=formats[name].ending)
    return name, width


def _print(print_: Callable[..., None], out: TextIO, name: str, wanted: Format, **options: Any) -> None:
    try:
        print_(out, format=name, **options)
    except ModuleNotFoundError as missing:
        if not wanted.library or missing.name != wanted.library:
            raise
        raise Failed("output.extra", name=name, extra=wanted.extra) from None


def _by_ending(file: str | None, formats: Mapping[str, Format]) -> str:
    """Return the format that the name of a file asks for; without a file that for people."""
    if file is None:
        return "table"
    from pathlib import Path

    endings = {wanted.ending: name for name, wanted in formats.items()}
    name = endings.get(Path(file).suffix.lower())
    if name is None:
        raise Refusal("output.ending", path=file, known=" ".join(endings))
    return name


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def write(target: Path, content: bytes, *, force: bool, ledger: Path) -> None:
    """Write `content` to `target` whole or not at all.

    Raises AlreadyThere for an existing file without `force` and for the ledger itself, CannotWrite.
    """
    refuse_taken(target, force=force, ledger=ledger)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise CannotWrite("file.unwritable", path=str(target), why=error.strerror or "") from None
    finally:
        with suppress(OSError):  # where no file could be made, none can be taken away
            temporary.unlink(missing_ok=True)


def refuse_taken(target: Path, *, force: bool, ledger: Path) -> None:
    """Raise AlreadyThere for an existing file without `force` and for the ledger, CannotWrite for what is no file."""
    if _is_ledger(target, ledger):
        raise AlreadyThere("file.is_ledger", path=str(target))
    if os.path.lexists(target) and not force:
        raise AlreadyThere("file.exists", path=str(target))
    if target.exists() and not target.is_file():
        raise CannotWrite("file.unwritable", path=str(target), why=t("file.not_regular"))


def _is_ledger(target: Path, ledger: Path) -> bool:
    if target.exists() and ledger.exists() and target.samefile(ledger):
        return True
    beside = {ledger.name + ending for ending in ("", "-journal", "-wal", "-shm")}
    return target.resolve().parent == ledger.resolve().parent and target.name in beside

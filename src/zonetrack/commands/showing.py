"""Commands: sending a report where it is wanted: a terminal, a pipe, a file."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Failed, Refusal
from zonetrack.words import t

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TextIO

    from zonetrack.commands.options import Output
    from zonetrack.commands.session import Session
    from zonetrack.report import Report


def show(session: Session, report: Report, output: Output) -> None:
    """Print `report` on standard output, or write it to the file of `-o`, whose ending chooses the format.

    Raises Refusal for an ending that says nothing and for bytes on a terminal, Failed where an extra is missing.
    """
    from zonetrack.render import FORMATS

    name = output.format or _by_ending(output.file)
    width = _width() if output.file is None and sys.stdout.isatty() else None
    if width is not None and FORMATS[name].binary:
        raise Refusal("output.terminal", name=name, ending=FORMATS[name].ending)
    if output.file is None:
        colour = width is not None and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        _print(report, sys.stdout, name, output, width=width, colour=colour)
        return
    from io import BytesIO, TextIOWrapper
    from pathlib import Path

    paper = BytesIO()
    with TextIOWrapper(paper, encoding="utf-8", newline="") as out:
        _print(report, out, name, output, bom=True)
        out.flush()
        content = paper.getvalue()
    write(Path(output.file), content, force=output.force, ledger=Path(session.path()))
    session.say(t("echo.file", path=output.file))


def _print(report: Report, out: TextIO, name: str, output: Output, **options: Any) -> None:
    from zonetrack.render import FORMATS, render

    try:
        render(report, out, format=name, wide=output.wide, table=output.table, **options)
    except ModuleNotFoundError as missing:
        wanted = FORMATS[name]
        if not wanted.library or missing.name != wanted.library:
            raise
        raise Failed("output.extra", name=name, extra=wanted.extra) from None


def _by_ending(file: str | None) -> str:
    """Return the format that the name of a file asks for; without a file that for people."""
    if file is None:
        return "table"
    from pathlib import Path

    from zonetrack.render import FORMATS

    endings = {wanted.ending: name for name, wanted in FORMATS.items()}
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
    if _is_ledger(target, ledger):
        raise AlreadyThere("file.is_ledger", path=str(target))
    if os.path.lexists(target) and not force:
        raise AlreadyThere("file.exists", path=str(target))
    if target.exists() and not target.is_file():
        raise CannotWrite("file.unwritable", path=str(target), why=t("file.not_regular"))
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


def _is_ledger(target: Path, ledger: Path) -> bool:
    if target.exists() and ledger.exists() and target.samefile(ledger):
        return True
    beside = {ledger.name + ending for ending in ("", "-journal", "-wal", "-shm")}
    return target.resolve().parent == ledger.resolve().parent and target.name in beside

"""Commands: sending a report where it is wanted: a terminal, a pipe, a file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Refusal
from zonetrack.words import t

if TYPE_CHECKING:
    from pathlib import Path

    from zonetrack.commands.options import Output
    from zonetrack.commands.session import Session
    from zonetrack.report import Report

ENDINGS = {".json": "json", ".csv": "csv", ".txt": "table"}


def show(session: Session, report: Report, output: Output) -> None:
    """Print `report` on standard output, or write it to the file of `-o`, whose ending chooses the format."""
    from zonetrack.render import render

    if output.file is None:
        name = output.format or "table"
        width = _width() if sys.stdout.isatty() else None
        colour = width is not None and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        render(report, sys.stdout, format=name, width=width, colour=colour, wide=output.wide, table=output.table)
        return
    from io import StringIO
    from pathlib import Path

    target = Path(output.file)
    by_ending = output.format or ENDINGS.get(target.suffix.lower())
    if by_ending is None:
        raise Refusal("output.ending", path=output.file, known=" ".join(ENDINGS))
    text = StringIO()
    render(report, text, format=by_ending, wide=output.wide, table=output.table, bom=by_ending == "csv")
    write(target, text.getvalue(), force=output.force, ledger=Path(session.path()))
    session.say(t("echo.file", path=target))


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def write(target: Path, text: str, *, force: bool, ledger: Path) -> None:
    """Write `text` to `target` whole or not at all.

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
        with temporary.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise CannotWrite("file.unwritable", path=str(target), why=error.strerror or "") from None
    finally:
        temporary.unlink(missing_ok=True)


def _is_ledger(target: Path, ledger: Path) -> bool:
    beside = {ledger.name + ending for ending in ("", "-journal", "-wal", "-shm")}
    return target.resolve().parent == ledger.resolve().parent and target.name in beside

"""Intake: the reader of workbooks, calamine, in this process or in one of its own.

It ends its process over some damages of workbooks of Excel 97 to 2003, and fills the memory over others.  Those of
newer kinds are sound when they come here: intake/zipped.py has seen to that.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from python_calamine import CalamineWorkbook

LONGEST = 60.0  # seconds
MEMORY = 2 * 1024**3  # bytes


class Sheet(NamedTuple):
    """A sheet as the reader gives it.

    `state`: whether it is "seen" by a person, "hidden", or "other", which is no grid of cells, but a chart.  Its rows
    and its merged ranges (first row and column, last row and column) are those of a sheet that is seen.
    """

    name: str
    state: str
    rows: list[list[Any]]
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


class ReaderFailed(Exception):
    """The reader could not read a workbook; the text is what it said."""


def read_here(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, in its order.

    Raises ReaderFailed, and ModuleNotFoundError where the reader is not installed.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return [_sheet(book, number) for number in range(len(book.sheets_metadata))]
    except CalamineError as error:
        raise ReaderFailed(str(error)) from None
    except BaseException as error:
        # A panic of the reader is no Exception, and has no name to be caught by.
        if type(error).__name__ == "PanicException":
            raise ReaderFailed(str(error)) from None
        raise


def _sheet(book: CalamineWorkbook, number: int) -> Sheet:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    about = book.sheets_metadata[number]
    if about.typ is not SheetTypeEnum.WorkSheet:
        return Sheet(about.name, "other", [])
    if about.visible is not SheetVisibleEnum.Visible:
        return Sheet(about.name, "hidden", [])
    sheet = book.get_sheet_by_index(number)
    return Sheet(about.name, "seen", sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or ())


def read_apart(content: bytes) -> list[Sheet]:
    """Return what `read_here` does, read by a process that may come to any end; raises ReaderFailed."""
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(content, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(LONGEST):
            raise ReaderFailed("late")
        sheets: list[Sheet] = ours.recv()
    except EOFError:
        raise ReaderFailed("ended") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    return sheets


def _answer(content: bytes, out: Connection) -> None:
    """Send the sheets of a workbook, within bounds and in silence: what the reader says of itself is for its makers."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such bounds
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out.send(read_here(content))

"""Intake: how much of a sheet is read, and what a file is refused for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.intake.grid import letters
from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# Far more than an office has, and less than exhausts the memory of its computers: a cell takes 40 bytes, empty or not.
ROWS = 200_000
COLUMNS = 1_000
CELLS = 5_000_000
FAILURES = 50_000
MERGES = 200_000
SHEETS = 2_000


class Unsheetlike(Refusal):
    """A file that cannot be read as sheets; `params` always hold `file`, its name (exit 2)."""


def check_reach(file: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet of so many rows and columns, counted from A1 to its last cell, if it is too large."""
    if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
        raise too_far(file, sheet, rows, columns)


def too_far(file: str, sheet: str, rows: int, columns: int) -> Unsheetlike:
    """Return the refusal of a sheet that has so many rows and columns."""
    cell = f"{letters(columns - 1)}{rows}"
    return Unsheetlike("sheet.far", file=file, sheet=sheet, cell=cell, rows=ROWS, columns=COLUMNS, cells=CELLS)


def check_failures(file: str, sheet: str, failed: Collection[tuple[int, int]]) -> None:
    """Refuse a sheet in which so many formulas have failed that nobody can have meant it."""
    if len(failed) > FAILURES:
        raise Unsheetlike("sheet.failures", file=file, sheet=sheet, limit=FAILURES)


def check_count(file: str, count: int, limit: int) -> None:
    """Refuse a file that has more of something than any honest one."""
    if count > limit:
        raise Unsheetlike("sheet.bomb", file=file)


def trimmed(rows: Sequence[list[Any]], errors: Collection[tuple[int, int]] = ()) -> list[list[Any]]:
    """Return `rows` all of one length, without the empty rows and columns after the last cell that holds something.

    `errors` are cells that hold something although they are given as empty.
    """
    height = max((number for number, row in enumerate(rows, 1) if row.count("") < len(row)), default=0)
    height = max(height, *(row + 1 for row, _ in errors)) if errors else height
    kept = rows[:height]
    width = max(map(len, kept), default=0)
    least = max((column + 1 for _, column in errors), default=0)
    while width > least and all(len(row) < width or row[width - 1] == "" for row in kept):
        width -= 1
    return [row if len(row) == width else row[:width] + [""] * (width - len(row)) for row in kept]

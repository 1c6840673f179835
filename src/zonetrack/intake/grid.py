"""Intake: a sheet as it was read, cell by cell, before anybody asks what it means."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

# What a reader gives for a cell: "" is an empty one.  Numbers are floats, as spreadsheets hold them; CSV has texts.
Value = str | int | float | bool | date | datetime | time | timedelta

GENERAL = "General"


class Merge(NamedTuple):
    """A merged range, by its first and last row and column (from 0); its value stands in the first cell."""

    top: int
    left: int
    bottom: int
    right: int


class Grid(NamedTuple):
    """One sheet of a file, from its first cell A1 on.

    `file` is the name of the file, `sheet` that of the sheet (empty for CSV and TSV), `rows` the cells, every row as
    long as the longest.  `merges`: the merged ranges, where the format tells them.  `errors`: the cells (row, column)
    whose formula failed: readers give them as empty, and they are not.  `format_of` returns the number format of a
    cell, `General` where none is known; asking for the first one may read the file again.  `formats_matter`: a number
    format somewhere in the file scales the numbers that it shows, or shows percent.  `encoding` is that of a text file.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Value]]
    merges: Sequence[Merge] = ()
    errors: frozenset[tuple[int, int]] = frozenset()
    format_of: Callable[[int, int], str] = lambda _row, _column: GENERAL
    encoding: str = ""
    formats_matter: bool = False

    def place(self, row: int, column: int) -> str:
        """Return the address of a cell as a spreadsheet writes it: `Sheet1!F7`, in a text file `F7`."""
        cell = f"{letters(column)}{row + 1}"
        return f"{self.sheet}!{cell}" if self.sheet else cell


class Workbook(NamedTuple):
    """The sheets of a file that a person sees, and the names of those that are hidden and were not read."""

    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()


@cache
def letters(column: int) -> str:
    """Return the name of a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name

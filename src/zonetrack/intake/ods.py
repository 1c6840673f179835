"""Intake: a look into an OpenDocument workbook, for what its reader does not tell and for what that cannot bear.

A row or a cell is written once and repeated.  What is empty is repeated a million times in every honest workbook, to
fill the sheet; what is not is a bomb.  What is looked for besides is the same as in intake/xlsx.py.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from zonetrack.intake.bounds import (
    CELLS,
    MERGES,
    SHEETS,
    Unsheetlike,
    check_count,
    check_failures,
    check_reach,
    too_far,
)
from zonetrack.intake.grid import GENERAL, Merge
from zonetrack.intake.look import Look, formats_by_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.intake.zipped import Package

_CELLS = {"table:table-cell", "table:covered-table-cell"}
# What only a cell that holds something has.
_HOLDS = {"office:value-type", "office:value", "office:string-value", "table:formula"}
_FORMATS = (GENERAL, "0.00%")
_BLANKS = 10_000_000  # blanks in a row are written as one, with their number


def look(file: str, package: Package) -> list[Look]:
    """Return what a look tells of each sheet, in the order of the workbook, hidden ones too: the reader reads all.

    Raises Unsheetlike for a workbook that is broken, hostile or protected, for a sheet that reaches too far, and for
    numbers that are shown in thousands.
    """
    if any(name == "encryption-data" for name, _ in package.elements("META-INF/manifest.xml")):
        raise Unsheetlike("sheet.password", file=file)
    walk = _Walk(file)
    parser = ParserCreate()
    parser.StartElementHandler = walk.start
    try:
        for piece in package.markup("content.xml"):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (ExpatError, ValueError):
        raise package.broken() from None
    return [sheet.look() for sheet in walk.sheets]


class _Walk:
    """A way through the elements of a workbook."""

    def __init__(self, file: str) -> None:
        self.sheets: list[_Sheet] = []
        self._file = file
        self._sheet: _Sheet | None = None
        self._blanks = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element; raises ValueError for a number that is none."""
        if tag == "table:table":
            self._sheet = _Sheet(self._file, attributes.get("table:name", ""))
            if self._sheet.name:
                self.sheets.append(self._sheet)
                check_count(self._file, len(self.sheets), SHEETS)
        elif tag == "table:table-row" and self._sheet:
            self._sheet.row(_number(attributes, "table:number-rows-repeated"))
        elif tag in _CELLS and self._sheet:
            self._sheet.cell(attributes)
        elif tag == "text:s":
            self._blanks += _number(attributes, "text:c")
            check_count(self._file, self._blanks, _BLANKS)
        elif attributes.get("number:display-factor", "1") != "1":
            raise Unsheetlike("sheet.scaled", file=self._file)


class _Sheet:
    """A sheet as far as it has been walked."""

    def __init__(self, file: str, name: str) -> None:
        self.name = name
        self._file = file
        self._row = self._column = 0  # of the next cell, from 0
        self._repeated = 0  # how often its row is
        self._rows = self._columns = 0  # to the last cell that holds something
        self._room = self._pending = 0  # cells for which the reader has made room, and will if another follows
        self._failed: set[tuple[int, int]] = set()
        self._percents = array("L")  # four numbers for each: the rows and the columns, from and to
        self._merges: list[Merge] = []

    def row(self, repeated: int) -> None:
        """Take note of the beginning of a row that is so often repeated."""
        self._row += self._repeated
        self._column = self._pending = 0
        self._repeated = repeated

    def cell(self, attributes: dict[str, str]) -> None:
        """Take note of a cell."""
        count = _number(attributes, "table:number-columns-repeated")
        self._room += self._pending
        self._pending = count
        rows = range(self._row, self._row + self._repeated)
        columns = range(self._column, self._column + count)
        self._column = columns.stop
        if not _HOLDS.isdisjoint(attributes):
            self._rows, self._columns = max(self._rows, rows.stop), max(self._columns, columns.stop)
            check_reach(self._file, self.name, self._rows, self._columns)
            self._held(attributes, rows, columns)
        if self._room > CELLS:
            raise too_far(self._file, self.name, rows.stop, columns.stop)
        spans = [_number(attributes, f"table:number-{axis}-spanned") for axis in ("rows", "columns")]
        if max(spans) > 1:
            self._merges.append(Merge(rows[0], columns[0], rows[0] + spans[0] - 1, columns[0] + spans[1] - 1))
            check_count(self._file, len(self._merges), MERGES)

    def look(self) -> Look:
        """Return what is told of the sheet."""
        percents = self._percents

        def styles() -> Iterator[tuple[int, int, int]]:
            for at in range(0, len(percents), 4):
                top, bottom, left, right = percents[at : at + 4]
                yield from ((row, column, 1) for row in range(top, bottom) for column in range(left, right))

        formats = _FORMATS if percents else _FORMATS[:1]
        format_of = formats_by_cell(self._rows, self._columns, formats, styles)
        return Look(self._rows, self._columns, frozenset(self._failed), format_of, bool(percents), self._merges)

    def _held(self, attributes: dict[str, str], rows: range, columns: range) -> None:
        """Take note of what the cells of these rows and columns hold."""
        self._room += self._pending
        self._pending = 0
        if attributes.get("office:value-type") == "percentage":
            self._percents.extend((rows.start, rows.stop, columns.start, columns.stop))
        if attributes.get("calcext:value-type") == "error":
            for row in rows:
                self._failed.update((row, column) for column in columns)
                check_failures(self._file, self.name, self._failed)


def _number(attributes: dict[str, str], name: str) -> int:
    """Return a number of things, 1 where none is given; raises ValueError for what is none."""
    text = attributes.get(name, "1")
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise ValueError(text)
    return int(text)

"""Intake: a look into an OpenDocument workbook, for what its reader does not tell and for what that cannot bear.

A row or a cell is written once and repeated.  What is empty is repeated a million times in every honest workbook, to
fill the sheet; what is not is a bomb.  What is looked for besides is the same as in intake/xlsx.py.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
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
from zonetrack.intake.cells import shows_month
from zonetrack.intake.grid import GENERAL, Merge
from zonetrack.intake.look import STYLES, Look, formats_by_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.intake.zipped import Package

_CELLS = {"table:table-cell", "table:covered-table-cell"}
# What only a cell that holds something has.
_HOLDS = {"office:value-type", "office:value", "office:string-value", "table:formula"}
_DEFAULT = "table:default-cell-style-name"
_PERCENT = "0.00%"
# What the parts of a format of dates are in the letters of a number format, short and long.
_DATE_PARTS = {
    "number:year": ("yy", "yyyy"),
    "number:month": ("m", "mm"),
    "number:day": ("d", "dd"),
    "number:hours": ("h", "hh"),
}
_BLANKS = 10_000_000  # blanks in a row are written as one, with their number


def look(file: str, package: Package) -> list[Look]:
    """Return what a look tells of each sheet, in the order of the workbook, hidden ones too: the reader reads all.

    Raises Unsheetlike for a workbook that is broken, hostile or protected, for a sheet that reaches too far, and for
    numbers that are shown in thousands.
    """
    if any(name == "encryption-data" for name, _ in package.elements("META-INF/manifest.xml")):
        raise Unsheetlike("sheet.password", file=file)
    styles = _Styles(file)
    walk = _Walk(file, styles)
    try:
        if "styles.xml" in package:
            _parse(package.markup("styles.xml"), styles)
        _parse(package.markup("content.xml"), walk)
    except (ExpatError, ValueError):
        raise package.broken() from None
    return [sheet.look() for sheet in walk.sheets]


def _parse(pieces: Iterable[bytes], walk: _Styles | _Walk) -> None:
    parser = ParserCreate()
    parser.StartElementHandler = walk.start
    parser.CharacterDataHandler = walk.text
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)


class _Styles:
    """The styles of cells, as far as they show less of a date than its day."""

    def __init__(self, file: str) -> None:
        self.formats = [GENERAL, _PERCENT]
        self._file = file
        self._dates: dict[str, str] = {}  # number formats by the name of a style of dates
        self._cells: dict[str, tuple[str, str]] = {}  # by the name of a style of cells: its style of dates, its parent
        self._name = ""  # of the style of dates that is being read
        self._words = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element."""
        self._words = tag == "number:text"
        if tag == "number:date-style":
            self._name = attributes.get("style:name", "")
            self._dates[self._name] = ""
        elif tag in _DATE_PARTS:
            self._add(_DATE_PARTS[tag][attributes.get("number:style") == "long"])
        elif tag == "style:style" and attributes.get("style:family") == "table-cell":
            parts = attributes.get("style:data-style-name", ""), attributes.get("style:parent-style-name", "")
            self._cells[attributes.get("style:name", "")] = parts
        if tag.endswith("-style") and tag != "number:date-style":
            self._name = ""

    def text(self, text: str) -> None:
        """Take in the words between the parts of a date."""
        if self._words and (words := text.strip().replace('"', "")):
            self._add(f'"{words}"')

    def _add(self, part: str) -> None:
        if self._name:
            self._dates[self._name] += part

    def number(self, cell: str) -> int:
        """Return the number of the format of a style of cells, 0 for one that shows a date to its day."""
        passed: set[str] = set()
        while cell in self._cells and cell not in passed:
            passed.add(cell)
            dates, parent = self._cells[cell]
            if dates:
                return self._number(self._dates.get(dates, ""))
            cell = parent
        return 0

    def _number(self, number_format: str) -> int:
        return self.known(number_format) if shows_month(number_format) else 0

    def known(self, number_format: str) -> int:
        """Return the number of a number format, which is new where it has not been seen before."""
        if number_format not in self.formats:
            self.formats.append(number_format)
            check_count(self._file, len(self.formats), STYLES)
        return self.formats.index(number_format)


class _Walk:
    """A way through the elements of a workbook."""

    def __init__(self, file: str, styles: _Styles) -> None:
        self.sheets: list[_Sheet] = []
        self._styles = styles
        self._file = file
        self._sheet: _Sheet | None = None
        self._blanks = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element; raises ValueError for a number that is none."""
        if tag == "table:table":
            self._sheet = _Sheet(self._file, attributes.get("table:name", ""), self._styles)
            if self._sheet.name:
                self.sheets.append(self._sheet)
                check_count(self._file, len(self.sheets), SHEETS)
        elif tag == "table:table-row" and self._sheet:
            self._sheet.row(_number(attributes, "table:number-rows-repeated"), attributes.get(_DEFAULT, ""))
        elif tag == "table:table-column" and self._sheet:
            self._sheet.column(_number(attributes, "table:number-columns-repeated"), attributes.get(_DEFAULT, ""))
        elif tag in _CELLS and self._sheet:
            self._sheet.cell(attributes)
        elif tag == "text:s":
            self._blanks += _number(attributes, "text:c")
            check_count(self._file, self._blanks, _BLANKS)
        elif attributes.get("number:display-factor", "1") != "1":
            raise Unsheetlike("sheet.scaled", file=self._file)
        elif self._sheet is None:
            self._styles.start(tag, attributes)

    def text(self, text: str) -> None:
        """Take in a text, which matters only in styles."""
        if self._sheet is None:
            self._styles.text(text)


class _Sheet:
    """A sheet as far as it has been walked."""

    def __init__(self, file: str, name: str, styles: _Styles) -> None:
        self.name = name
        self._styles = styles
        self._style = ""  # of the cells of its row that have none of their own
        self._defaults: list[tuple[int, str]] = []  # for the columns: before which one it ends, and the style
        self._file = file
        self._row = self._column = 0  # of the next cell, from 0
        self._repeated = 0  # how often its row is
        self._rows = self._columns = 0  # to the last cell that holds something
        self._room = self._pending = 0  # cells for which the reader has made room, and will if another follows
        self._failed: set[tuple[int, int]] = set()
        self._formats = array("L")  # five numbers for each: its rows and its columns, from and to, and its format
        self._merges: list[Merge] = []

    def column(self, repeated: int, style: str) -> None:
        """Take note of the style of so many columns."""
        before = self._defaults[-1][0] if self._defaults else 0
        self._defaults.append((before + repeated, style))

    def row(self, repeated: int, style: str) -> None:
        """Take note of the beginning of a row that is so often repeated."""
        self._style = style
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
        known = self._formats

        def styles() -> Iterator[tuple[int, int, int]]:
            for at in range(0, len(known), 5):
                top, bottom, left, right, number = known[at : at + 5]
                yield from ((row, column, number) for row in range(top, bottom) for column in range(left, right))

        formats = self._styles.formats if known else [GENERAL]
        format_of = formats_by_cell(self._rows, self._columns, formats, styles)
        return Look(self._rows, self._columns, frozenset(self._failed), format_of, bool(known), self._merges)

    def _held(self, attributes: dict[str, str], rows: range, columns: range) -> None:
        """Take note of what the cells of these rows and columns hold."""
        self._room += self._pending
        self._pending = 0
        number = self._format(attributes, columns.start)
        if number:
            self._formats.extend((rows.start, rows.stop, columns.start, columns.stop, number))
        if attributes.get("calcext:value-type") == "error":
            for row in rows:
                self._failed.update((row, column) for column in columns)
                check_failures(self._file, self.name, self._failed)

    def _format(self, attributes: dict[str, str], column: int) -> int:
        """Return the number of the format of a cell, 0 for one that shows its value as it is."""
        kind = attributes.get("office:value-type")
        if kind == "percentage":
            return 1
        if kind == "currency" and attributes.get("office:currency", "CNY") != "CNY":
            return self._styles.known(f"[${attributes['office:currency']}]0")
        if kind != "date":
            return 0
        of_column = bisect_right(self._defaults, column, key=lambda one: one[0])
        default = self._defaults[of_column][1] if of_column < len(self._defaults) else ""
        return self._styles.number(attributes.get("table:style-name") or self._style or default)


def _number(attributes: dict[str, str], name: str) -> int:
    """Return a number of things, 1 where none is given; raises ValueError for what is none."""
    text = attributes.get(name, "1")
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise ValueError(text)
    return int(text)

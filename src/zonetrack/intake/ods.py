"""Intake: a look into an OpenDocument workbook, for what its reader does not tell and for what that cannot bear.

A row or a cell is written once and repeated.  What is empty is repeated a million times in every honest workbook, to
fill the sheet; what is not is a bomb.  What is looked for besides is the same as in intake/xlsx.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from zonetrack.intake.bounds import CELLS, COLUMNS, ROWS, Unsheetlike, check_failures, check_reach
from zonetrack.intake.grid import GENERAL, Merge
from zonetrack.intake.look import Look, formats_by_cell

if TYPE_CHECKING:
    from zonetrack.intake.zipped import Package

_CELL = {"table:table-cell", "table:covered-table-cell"}
# Attributes of a cell that holds something.
_HOLDS = ("office:value-type", "office:value", "office:string-value", "table:formula")
_FORMATS = [GENERAL, "0.00%"]
_PERCENT = 1


class _Cells(NamedTuple):
    """Cells of a row that are alike: the first column, how many, and what they hold."""

    column: int
    count: int
    failed: bool
    percent: bool
    spans: tuple[int, int]  # rows and columns


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
    walk.finish()
    return walk.looks


class _Walk:
    """A way through the elements of a workbook, which takes every sheet, row and cell when the next one begins."""

    def __init__(self, file: str) -> None:
        self.looks: list[Look] = []
        self._file = file
        self._name: str | None = None
        self._begin("")

    def _begin(self, name: str) -> None:
        self._name = name
        self._row = 0  # the number of the row, from 0
        self._repeated = 0  # how often it is
        self._column = 0  # how many columns of it have been met
        self._cells: list[_Cells] = []  # what it holds
        self._rows = self._columns = self._room = 0
        self._failed: set[tuple[int, int]] = set()
        self._percents: list[tuple[int, int, int, int]] = []
        self._merges: list[Merge] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element; raises ValueError for a number that is none."""
        if tag in _CELL:
            self._cell(attributes)
        elif tag == "table:table-row":
            self._end_row()
            self._repeated = int(attributes.get("table:number-rows-repeated", "1"))

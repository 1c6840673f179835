"""Intake: a look into an Excel workbook, for what its reader does not tell and for what that cannot bear.

The reader makes room for all cells between the first and the last, however far away that is; it gives cells whose
formula failed as empty; and it has no number formats.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from zonetrack.intake.bounds import CELLS, COLUMNS, MERGES, ROWS, check_count, check_failures, check_reach
from zonetrack.intake.grid import GENERAL
from zonetrack.intake.look import BUILT_IN, STYLES, Look, formats_by_cell, matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.intake.zipped import Package

# How much XML is read slowly, and exactly, where it is written in an unusual way or reaches too far (bytes).
_SLOWLY = 64 * 1024 * 1024

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"[^<>]*><(?:v|is)>')
_FAILED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]* t="e"')
# A formula whose result was never saved, as programs write that do not calculate; t="str" is an empty text.
_UNSAVED = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?![^>]* t="str")[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)
_STYLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*? s="([0-9]+)"')
# Cells that the patterns above would miss, though the reader takes them: no address, other quotes, a prefix.
_UNUSUAL = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9][0-9]{0,6}")[\s/>]|:c[\s/>]')
_LONGEST_CELL = 64 * 1024  # bytes of a cell that is kept where a piece ends inside of it
_ADDRESS = re.compile("([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Sheet(NamedTuple):
    """A sheet as the workbook lists it: its name, its part of the package, and whether a person sees it."""

    name: str
    part: str
    seen: bool


class _Reach(NamedTuple):
    """How many rows and columns a sheet has, from A1 to its last cell, its cells, and those whose formula failed."""

    rows: int
    columns: int
    cells: int
    failed: frozenset[tuple[int, int]]

    @property
    def bearable(self) -> bool:
        """Whether the sheet is not too large, be some of its cells empty."""
        return self.rows <= ROWS and self.columns <= COLUMNS and max(self.rows * self.columns, self.cells) <= CELLS


class _Cell(NamedTuple):
    """A cell that holds something, by its row and column (from 0), its style, and whether its formula failed."""

    row: int
    column: int
    style: int
    failed: bool


def look(file: str, package: Package) -> list[Look]:
    """Return what a look tells of each sheet, in the order of the workbook; nothing of sheets that are hidden.

    Raises Unsheetlike for a workbook that is broken or hostile, and for a sheet that reaches too far.
    """
    sheets = _sheets(package)
    if len({sheet.part.lower() for sheet in sheets}) < len(sheets):
        raise package.broken()
    if "xl/sharedStrings.xml" in package:
        _check_texts(file, package.markup("xl/sharedStrings.xml"))
    formats = _formats(package)
    return [_look(file, package, sheet, formats) if sheet.seen else Look() for sheet in sheets]


def _check_texts(file: str, pieces: Iterable[bytes]) -> None:
    """Refuse more texts than there are cells: each takes room, be it empty."""
    tags = 0
    for piece in pieces:
        tags += piece.count(b"si")
        check_count(file, tags, 4 * CELLS)


def _sheets(package: Package) -> list[_Sheet]:
    """Return the sheets that the workbook lists."""
    parts = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in package.elements("xl/_rels/workbook.xml.rels")
        if name == "Relationship"
    }
    found = []
    for name, attributes in package.elements("xl/workbook.xml"):
        if name == "sheet":
            target = parts.get(attributes.get("r:id", attributes.get("relationships:id", "")), "")
            part = target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
            found.append(_Sheet(attributes.get("name", ""), part, attributes.get("state", "visible") == "visible"))
    return found


def _formats(package: Package) -> list[str]:
    """Return the number format of each style of cells; of none where the workbook has no styles."""
    named: dict[str, str] = {}
    formats: list[str] = []
    within = ""
    for name, attributes in package.elements("xl/styles.xml") if "xl/styles.xml" in package else ():
        if name in {"numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            within = name
        elif name == "numFmt" and within == "numFmts":
            named[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and within == "cellXfs" and len(formats) < STYLES:
            number = attributes.get("numFmtId", "")
            formats.append(named.get(number) or BUILT_IN.get(number) or GENERAL)
    return formats


def _look(file: str, package: Package, sheet: _Sheet, formats: list[str]) -> Look:
    """Return what a look tells of a sheet that is seen, which reaches no farther than can be read."""
    reach, usual = _reach(file, package, sheet)
    check_reach(file, sheet.name, reach.rows, reach.columns)
    check_count(file, reach.cells, CELLS)

    def styles() -> Iterator[tuple[int, int, int]]:
        if usual:
            return _styles_quickly(package.markup(sheet.part))
        return ((cell.row, cell.column, cell.style) for cell in _cells(package, sheet.part))

    format_of = formats_by_cell(reach.rows, reach.columns, formats, styles)
    return Look(reach.rows, reach.columns, reach.failed, format_of, matter(formats))


def _reach(file: str, package: Package, sheet: _Sheet) -> tuple[_Reach, bool]:
    """Return how far a sheet reaches, and whether it is written as usual; read slowly only where that matters."""
    reach = _reach_quickly(file, sheet, _pieces(file, package, sheet))
    if reach is not None and reach.bearable:
        return reach, True
    if reach is not None:
        # Cells that hold nothing but a style may be anywhere.  First, then, those that surely hold something.
        filled = _reach_quickly(file, sheet, package.markup(sheet.part), _FILLED) or reach
        check_reach(file, sheet.name, filled.rows, filled.columns)
    if package.size(sheet.part) <= _SLOWLY:
        return _reach_slowly(file, sheet, _cells(package, sheet.part)), reach is not None
    if reach is None:
        raise package.broken()
    return reach, True


def _pieces(file: str, package: Package, sheet: _Sheet) -> Iterator[bytes]:
    """Yield the pieces of a sheet, in which no more ranges are merged than can be read."""
    merges = 0
    for piece in package.markup(sheet.part):
        merges += piece.count(b"mergeCell")
        check_count(file, merges, MERGES)
        yield piece


def _reach_quickly(file: str, sheet: _Sheet, pieces: Iterable[bytes], cell: re.Pattern[bytes] = _CELL) -> _Reach | None:
    """Return how far a sheet reaches by the cells that `cell` finds; None if it is written in an unusual way."""
    rows = cells = 0
    letters: set[bytes] = set()
    failed: set[tuple[int, int]] = set()
    rest = b""
    for piece in pieces:
        addresses = cell.findall(piece)
        usual = piece.count(b"<c") - piece.count(b"<col") == len(addresses) and b":c" not in piece
        if not usual and _UNUSUAL.search(piece):
            return None
        cells += len(addresses)
        joined = b" ".join(addresses)
        letters.update(joined.translate(None, _DIGITS).split())
        rows = max(rows, *map(int, set(joined.translate(None, _LETTERS).split())), 0)
        if b' t="e"' in piece:
            failed.update((int(row) - 1, _column(column)) for column, row in _FAILED.findall(piece))
            check_failures(file, sheet.name, failed)
        if b"<f" in piece or b"<f" in rest:
            failed.update((int(row) - 1, _column(column)) for column, row in _UNSAVED.findall(rest + piece))
            check_failures(file, sheet.name, failed)
        rest = piece[max(piece.rfind(b"<c "), 0) :][:_LONGEST_CELL]
    return _Reach(rows, 1 + max(map(_column, letters), default=-1), cells, frozenset(failed))


def _reach_slowly(file: str, sheet: _Sheet, cells: Iterable[_Cell]) -> _Reach:
    """Return how far a sheet reaches, by the cells that hold something.

    Raises Unsheetlike at the first cell that is too far.
    """
    rows = columns = total = 0
    failed = set()
    for cell in cells:
        total += 1
        if cell.row >= rows or cell.column >= columns:
            rows, columns = max(rows, cell.row + 1), max(columns, cell.column + 1)
            check_reach(file, sheet.name, rows, columns)
        if cell.failed:
            failed.add((cell.row, cell.column))
            check_failures(file, sheet.name, failed)
    return _Reach(rows, columns, total, frozenset(failed))


def _styles_quickly(pieces: Iterable[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the column and the style of the cells of a sheet that is written as usual."""
    columns: dict[bytes, int] = {}
    for piece in pieces:
        for letters, row, style in _STYLED.findall(piece):
            if letters not in columns:
                columns[letters] = _column(letters)
            yield int(row) - 1, columns[letters], int(style)


def _cells(package: Package, part: str) -> Iterator[_Cell]:
    """Yield the cells of a sheet that hold something, however it is written.

    Raises Unsheetlike for XML that is not well-formed, and for an address that no cell has.
    """
    walk = _Walk()
    parser = ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    try:
        for piece in package.markup(part):
            parser.Parse(piece)
            yield from walk.taken()
        parser.Parse(b"", True)
    except (ExpatError, ValueError):
        raise package.broken() from None


class _Walk:
    """A way through the elements of a sheet that keeps count as the reader does, where cells have no address."""

    def __init__(self) -> None:
        self._found: list[_Cell] = []
        self._row = self._column = 0
        self._cell: _Cell | None = None

    def taken(self) -> list[_Cell]:
        """Return the cells found since this was last asked."""
        found, self._found = self._found, []
        return found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element; raises ValueError for an address that no cell has."""
        name = tag.rpartition(":")[2]
        if name == "row" and "r" in attributes:
            self._row = _number(attributes["r"]) - 1
        elif name == "c":
            if "r" in attributes:
                address = _ADDRESS.fullmatch(attributes["r"])
                if address is None:
                    raise ValueError(attributes["r"])
                self._column = _column(address[1].encode())
                place = int(address[2]) - 1, self._column
            else:
                place = self._row, self._column
            self._cell = _Cell(*place, int(attributes.get("s", "0")), attributes.get("t") == "e")
        elif name in {"v", "is"} and self._cell is not None:
            self._found.append(self._cell)
            self._cell = None

    def end(self, tag: str) -> None:
        """Take note of the end of an element."""
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row, self._column = self._row + 1, 0
        elif name == "c":
            self._column += 1
            self._cell = None


def _number(text: str) -> int:
    """Return the number of a row as it is written; raises ValueError for what no row has."""
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise ValueError(text)
    return int(text)


def _column(letters: bytes) -> int:
    """Return the number of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 31)
    return number - 1

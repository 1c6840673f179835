"""Intake: a look into a workbook of Excel 97 to 2003, for what its reader does not tell and for what that cannot bear.

A workbook is one stream of records: first those of the workbook, then those of each sheet, in which those of charts
stand.  What is looked for is the same as in intake/xlsx.py, and so is the reader.
"""

from __future__ import annotations

import struct
from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.bounds import MERGES, SHEETS, Unsheetlike, check_count, check_failures, check_reach
from zonetrack.intake.grid import GENERAL, Merge
from zonetrack.intake.look import BUILT_IN, STYLES, Look, formats_by_cell, matter
from zonetrack.intake.ole import Compound

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN, _END, _PASSWORD, _SHEET, _FORMAT, _STYLE, _MERGES = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0, 0x00E5
_FORMULA, _TRUTH_OR_ERROR, _NUMBERS = 0x0006, 0x0205, 0x00BD
# Records of one cell: a number, a short number, a text in three ways, and the above.
_CELLS = {0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, _FORMULA, _TRUTH_OR_ERROR}
_NOTHING = b"\xff\xff"  # no record: readers pass over it
_UNICODE = 0x0600  # the version from which on texts are in Unicode


class _Record(NamedTuple):
    """A record: where it stands in the stream, its kind, and what it holds."""

    at: int
    kind: int
    data: bytes


class _Sheet(NamedTuple):
    """A sheet by its name, and from where to where its records stand in the stream."""

    name: str
    start: int
    end: int


class _Book(NamedTuple):
    """The sheets of a workbook, and the number formats of its styles."""

    sheets: list[_Sheet]
    formats: list[str]


def look(file: str, content: bytes) -> tuple[list[Look], bytes]:
    """Return what a look tells of each sheet, in the order of the workbook, and the file without its charts.

    The reader would take the figures that a chart remembers for cells of the sheet.  It reads hidden sheets, too.
    Raises Unsheetlike for a workbook that is broken, hostile or protected, and for a sheet that reaches too far.
    """
    compound = Compound(file, content)
    if "EncryptedPackage" in compound:
        raise Unsheetlike("sheet.password", file=file)
    name = next((name for name in ("Workbook", "Book") if name in compound), None)
    if name is None:
        raise Unsheetlike("sheet.ending", file=file)
    stream = bytearray(compound.stream(name))
    try:
        book = _book(file, stream)
        check_count(file, len(book.sheets), SHEETS)
        looks = [_look(file, stream, sheet, book.formats) for sheet in book.sheets]
    except (struct.error, IndexError):
        raise compound.broken() from None
    return looks, compound.replaced(name, bytes(stream))


def _records(stream: bytearray, start: int, end: int) -> Iterator[_Record]:
    """Yield the records of a stream from `start` to `end`; raises struct.error where the last one is cut off."""
    at = start
    while at < end:
        kind, size = struct.unpack_from("<2H", stream, at)
        if at + 4 + size > end:
            raise struct.error
        yield _Record(at, kind, bytes(stream[at + 4 : at + 4 + size]))
        at += 4 + size


def _book(file: str, stream: bytearray) -> _Book:
    """Return what the records of the workbook say, which end where the first sheet begins."""
    version = _UNICODE
    starts: list[tuple[str, int]] = []
    named: dict[int, str] = {}
    styles: list[int] = []
    for _, kind, data in _records(stream, 0, len(stream)):
        if kind == _BEGIN:
            (version,) = struct.unpack_from("<H", data)
        elif kind == _PASSWORD:
            raise Unsheetlike("sheet.password", file=file)
        elif kind == _SHEET:
            (start,) = struct.unpack_from("<L", data)
            starts.append((_text(data[6], data[7:], version), start))
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<2H" if version >= _UNICODE else "<HB", data)
            named[number] = _text(length, data[4 if version >= _UNICODE else 3 :], version)
        elif kind == _STYLE and len(styles) < STYLES:
            styles.append(struct.unpack_from("<2xH", data)[0])
        elif kind == _END:
            break
    ends = sorted({len(stream), *(start for _, start in starts)})
    sheets = [_Sheet(name, start, ends[bisect(ends, start)]) for name, start in starts]
    return _Book(sheets, [named.get(style) or BUILT_IN.get(str(style)) or GENERAL for style in styles])


def _text(length: int, data: bytes, version: int) -> str:
    """Return a text of so many characters."""
    if version < _UNICODE:
        return data[:length].decode("gb18030", "replace")
    wide = data[0] & 1
    return data[1 : 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _look(file: str, stream: bytearray, sheet: _Sheet, formats: list[str]) -> Look:
    """Return what a look tells of a sheet, and take its charts out of `stream`."""
    rows = columns = 0
    failed: set[tuple[int, int]] = set()
    merges: list[Merge] = []
    for kind, data in _inside(stream, sheet):
        for row, column, _ in _places(kind, data):
            if row >= rows or column >= columns:
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                check_reach(file, sheet.name, rows, columns)
            if _has_failed(kind, data):
                failed.add((row, column))
                check_failures(file, sheet.name, failed)
        if kind == _MERGES:
            ranges = struct.iter_unpack("<4H", data[2 : 2 + 8 * struct.unpack_from("<H", data)[0]])
            merges += [Merge(top, left, bottom, right) for top, bottom, left, right in ranges]
            check_count(file, len(merges), MERGES)

    def styles() -> Iterator[tuple[int, int, int]]:
        return (place for kind, data in _inside(stream, sheet) for place in _places(kind, data))

    format_of = formats_by_cell(rows, columns, formats, styles)
    return Look(rows, columns, frozenset(failed), format_of, matter(formats), merges)


def _inside(stream: bytearray, sheet: _Sheet) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the data of the records of a sheet, its charts aside, which are taken out of `stream`.

    Raises struct.error where no sheet begins, or none ends.
    """
    depth = 0
    for at, kind, data in _records(stream, sheet.start, sheet.end):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth > 1 or (depth == 1 and kind == _END):
            stream[at : at + 2] = _NOTHING
        elif depth == 1:
            yield kind, data
        elif kind == _END:
            return
        else:
            break
    raise struct.error


def _places(kind: int, data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the column and the style of each cell in a record."""
    if kind in _CELLS:
        yield struct.unpack_from("<3H", data)
    elif kind == _NUMBERS:
        row, first = struct.unpack_from("<2H", data)
        for turn in range((len(data) - 6) // 6):
            yield row, first + turn, struct.unpack_from("<H", data, 4 + 6 * turn)[0]


def _has_failed(kind: int, data: bytes) -> bool:
    """Whether the record of a cell says that its formula failed."""
    if kind == _TRUTH_OR_ERROR:
        return data[7] == 1
    return kind == _FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff"

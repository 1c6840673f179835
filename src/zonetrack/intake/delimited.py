"""Intake: CSV and TSV into a grid, in whatever encoding and with whatever delimiter an office saved them."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from functools import cache
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING

from zonetrack.intake.bounds import Unsheetlike, check_reach, trimmed
from zonetrack.intake.grid import Grid, Workbook, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

# How a text may begin, the codec that then reads it, and its name for users.
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    (b"", "utf-8", "UTF-8"),
    (b"", "gb18030", "GB18030"),  # what spreadsheet programs in Chinese save as CSV; it holds GBK and GB2312
)
_DELIMITERS = ",\t;|"
_LOOKED_AT = 200  # rows that settle the delimiter
_LONGEST = 1_000_000  # characters of a line
_PIECE = 1024 * 1024  # bytes


def read_delimited(file: str, content: bytes) -> Workbook:
    """Return the one grid of a text file: every cell a text, as it was before it was quoted and guarded.

    Raises Unsheetlike for text in no known encoding, NUL, quotes that do not close, and more than a ledger holds.
    """
    codec, encoding = _encoding(file, content)
    delimiter = _delimiter(content, codec)
    with TextIOWrapper(BytesIO(content), encoding=codec, newline="") as stream:
        rows = list(_rows(file, stream, delimiter))
    return Workbook((Grid(file, "", trimmed(rows), encoding=encoding),))


def _rows(file: str, stream: TextIOWrapper, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(stream), delimiter=delimiter, strict=True)
    height = width = line = 0
    try:
        for row in reader:
            height, width, line = height + 1, max(width, len(row)), reader.line_num
            check_reach(file, file, height, width)
            for column, cell in enumerate(row):
                if "\0" in cell:
                    raise Unsheetlike("sheet.nul", file=file, cell=f"{letters(column)}{height}")
            yield [_unguarded(cell) if cell.startswith("'") else cell for cell in row]
    except csv.Error:
        raise Unsheetlike("sheet.quotes", file=file, line=line + 1) from None


def _encoding(file: str, content: bytes) -> tuple[str, str]:
    """Return the codec that reads all of `content`, and its name for users."""
    for mark, codec, name in _ENCODINGS:
        if content.startswith(mark) and _decodes(content, codec):
            return codec, name
    raise Unsheetlike("sheet.encoding", file=file)


def _decodes(content: bytes, codec: str) -> bool:
    """Whether `codec` reads all of `content`, which is not held as text."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for at in range(0, len(content), _PIECE):
            decoder.decode(content[at : at + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(content: bytes, codec: str) -> str:
    """Return what parts the cells: that which gives most cells in rows of the same length."""

    def cells(delimiter: str) -> int:
        with TextIOWrapper(BytesIO(content), encoding=codec, newline="") as stream:
            lengths = Counter(_lengths(stream, delimiter))
        return max((count * (length - 1) for length, count in lengths.items()), default=0)

    return max(_DELIMITERS, key=cells)


def _lengths(stream: TextIOWrapper, delimiter: str) -> Iterator[int]:
    """Yield the lengths of the first rows, none where a quote stands as no quote can with this delimiter."""
    try:
        rows = csv.reader(_lines(stream), delimiter=delimiter, strict=True)
        yield from [len(row) for row in islice(rows, _LOOKED_AT)]
    except csv.Error:
        return


def _lines(stream: TextIOWrapper) -> Iterator[str]:
    """Yield the lines of a text; raises csv.Error for one that is longer than any row."""
    while line := stream.readline(_LONGEST):
        if len(line) == _LONGEST:
            raise csv.Error
        yield line


def _unguarded(cell: str) -> str:
    """Return a text without the apostrophe that `render/csv_.py` put before what looks like a formula."""
    return cell[1:] if _formula().match(cell, 1) else cell


@cache
def _formula() -> re.Pattern[str]:
    return re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")

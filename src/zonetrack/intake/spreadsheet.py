"""Intake: workbooks of Excel, WPS and LibreOffice into grids: a look inside, then the reader."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

from zonetrack.domain.errors import Failed
from zonetrack.intake.bounds import CELLS, Unsheetlike, trimmed
from zonetrack.intake.calamine import ReaderFailed, read_apart, read_here
from zonetrack.intake.grid import Grid, Merge, Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.intake.calamine import Sheet
    from zonetrack.intake.look import Look

# Parts by which the reader tells the kind of a workbook; nothing else in them is of any use to it.
_EXCEL = {
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    b' Target="xl/workbook.xml"/></Relationships>',
}
_OPEN_DOCUMENT = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}


def read_zipped(file: str, content: bytes) -> Workbook:
    """Return the sheets of an Excel or OpenDocument workbook that a person sees.

    Raises Failed without the extra `excel`, and Unsheetlike for what cannot be read.
    """
    from zonetrack.intake.zipped import Package

    _require_reader(file)
    package = Package(file, content)
    if "xl/workbook.xml" in package:
        from zonetrack.intake.xlsx import look

        return _workbook(file, look(file, package), lambda: read_here(package.sound(_EXCEL)))
    if "content.xml" in package:
        from zonetrack.intake.ods import look

        return _workbook(file, look(file, package), lambda: read_here(package.sound(_OPEN_DOCUMENT)))
    raise Unsheetlike("sheet.ending", file=file)


def read_compound(file: str, content: bytes) -> Workbook:
    """Return the sheets of a workbook of Excel 97 to 2003 that a person sees.

    Raises Failed without the extra `excel`, and Unsheetlike for what cannot be read.
    """
    from zonetrack.intake.xls import look

    _require_reader(file)
    looks, content = look(file, content)
    return _workbook(file, looks, lambda: read_apart(content))


def _require_reader(file: str) -> None:
    if find_spec("python_calamine") is None:
        raise Failed("sheet.extra", extra="excel", file=file)


def _workbook(file: str, looks: list[Look], read: Callable[[], list[Sheet]]) -> Workbook:
    if sum(look.rows * look.columns for look in looks) > CELLS:
        raise Unsheetlike("sheet.many", file=file, limit=CELLS)
    try:
        sheets = read()
    except ReaderFailed as failed:
        if value := re.search(r"error value '(#[^']+)'", str(failed)):
            raise Unsheetlike("sheet.failure", file=file, value=value[1]) from None
        raise Unsheetlike("sheet.broken", file=file) from None
    if len(sheets) != len(looks):
        raise Unsheetlike("sheet.broken", file=file)
    grids = tuple(_grid(file, sheet, look) for sheet, look in zip(sheets, looks, strict=True) if sheet.state == "seen")
    return Workbook(grids, tuple(sheet.name for sheet in sheets if sheet.state == "hidden"))


def _grid(file: str, sheet: Sheet, look: Look) -> Grid:
    merges = look.merges if look.merges is not None else [Merge(*first, *last) for first, last in sheet.merges]
    rows = trimmed(sheet.rows, look.errors)
    return Grid(file, sheet.name, rows, merges, look.errors, look.format_of, formats_matter=look.formats_matter)

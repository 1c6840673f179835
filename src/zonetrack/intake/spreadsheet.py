"""Intake: workbooks of Excel, WPS and LibreOffice into grids, read by calamine."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from zonetrack.domain.errors import Failed
from zonetrack.intake.bounds import Unsheetlike, trimmed
from zonetrack.intake.grid import Grid, Merge, Workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_spreadsheet(file: str, content: bytes) -> Workbook:
    """Return the sheets of a workbook that a person sees.

    Raises Failed without the extra `excel`, and Unsheetlike for what cannot be read.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
    except ModuleNotFoundError:
        raise Failed("sheet.extra", extra="excel", file=file) from None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        grids, hidden = [], []
        for number, sheet in enumerate(book.sheets_metadata):
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible is not SheetVisibleEnum.Visible:
                hidden.append(sheet.name)
                continue
            grids.append(_grid(file, book.get_sheet_by_index(number)))
    except PasswordError:
        raise Unsheetlike("sheet.password", file=file) from None
    except CalamineError:
        raise Unsheetlike("sheet.broken", file=file) from None
    return Workbook(tuple(grids), tuple(hidden))


def _grid(file: str, sheet: CalamineSheet) -> Grid:
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    merges = [Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return Grid(file, sheet.name, trimmed(rows), merges)

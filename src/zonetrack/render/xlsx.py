"""Render: a report as an Excel workbook: a sheet per table, figures as numbers, the same bytes for the same report."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from zonetrack.render import page, xlsx_working
from zonetrack.render.cells import Pen
from zonetrack.render.medium import Medium
from zonetrack.render.xlsx_sheet import Looks, Sheet
from zonetrack.words import has, t

if TYPE_CHECKING:
    from typing import TextIO

    from zonetrack.report import Report, Table

# Texts are texts: nothing in a ledger becomes a formula, a link or a number by how it looks.
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_NAME = 31  # characters of the name of a sheet


def render(report: Report, out: TextIO, *, wide: bool = False) -> None:
    """Write `report` to `out.buffer` as a workbook.  Raises ModuleNotFoundError without XlsxWriter."""
    import xlsxwriter

    pen = Pen(Medium(None), report.as_of, drawn=False)
    paper = io.BytesIO()
    # A working sheet may have 50,000 rows: each leaves memory when the next one begins.
    book = xlsxwriter.Workbook(paper, _PLAIN | {"constant_memory": report.working, "in_memory": not report.working})
    title = pen.medium.text(page.title(report))
    # A report says when it was, not when it was printed: the same report is the same file.
    book.set_properties({"title": title, "created": datetime.combine(report.as_of, time())})
    looks, names = Looks(book), set[str]()
    for number, section in enumerate(report.sections):
        paper_sheet = book.add_worksheet(sheet_name(section, names))
        if report.working:
            xlsx_working.fill(paper_sheet, looks, pen, report, section)
            continue
        sheet = Sheet(paper_sheet, looks, pen, wide=wide)
        sheet.fill(report, section, notes=page.notes(report) if number == 0 else [])
    book.close()
    out.buffer.write(paper.getvalue())


def sheet_name(section: Table, taken: set[str]) -> str:
    """Return a name for a sheet that Excel allows and that is not in `taken`, and put it there."""
    short = f"sheet.{section.key}"
    whole = re.sub(r"[\[\]:*?/\\]", " ", t(short if has(short) else f"table.{section.key}")).strip("' ")
    name = whole if len(whole) <= _MOST_NAME else f"{whole[: _MOST_NAME - 1]}…"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{whole[: _MOST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name

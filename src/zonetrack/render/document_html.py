"""Render: a paper as one HTML file that needs nothing else and prints as it is meant: one sheet, or GB/T 9704."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from zonetrack.render import html_, html_cells
from zonetrack.render.cells import Pen
from zonetrack.render.document_lay import Line, Sheet, laid
from zonetrack.render.html_cells import escaped
from zonetrack.render.medium import Medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from zonetrack.document import Document

_DATE = re.compile(r"\d[\d年月日]*")  # a title is never broken inside one
_TAGS = {"title": "h1", "h1": "h2", "h2": "h3", "annex_title": "h2"}


def render(document: Document, out: TextIO) -> None:
    """Print `document` on `out` as one page without script, picture file, font or link."""
    html_.write(out, _page(document))


def _page(document: Document) -> Iterator[str]:
    pieces = list(laid(document, Pen(Medium(None), document.report.as_of, drawn=False)))
    title = next(piece.text for piece in pieces if isinstance(piece, Line))
    yield from html_.head(escaped(title), _style(document.form))
    yield f'<body class="{document.form}{" large" if document.large else ""}">'
    yield "<main>"
    for piece in pieces:
        if isinstance(piece, Line):
            text = escaped(piece.text)
            if piece.kind == "title":
                text = _DATE.sub(r'<span class="part">\g<0></span>', text)
            tag = _TAGS.get(piece.kind, "p")
            yield f'<{tag} class="{piece.kind}">{text}</{tag}>'
        elif isinstance(piece, Sheet):
            yield from _table(piece)
        else:
            from zonetrack.render.svg import svg

            yield from map(svg, piece.charts)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _table(sheet: Sheet) -> Iterator[str]:
    fields = sheet.fields
    writers = [html_cells.Writer(field, first=field is fields[0]) for field in fields]
    yield "<table>"
    yield "<colgroup>" + "".join(f'<col style="width: {share}%">' for share in sheet.grid.shares) + "</colgroup>"
    yield "<thead><tr>" + "".join(writer.header() for writer in writers) + "</tr></thead>"
    yield "<tbody>"
    for number, row in enumerate(sheet.grid.table.rows):
        cells = (writer.cell(writer.field.cells[number], row.get(writer.field.column.key)) for writer in writers)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    if (total := sheet.grid.table.total) is not None:
        cells = (writer.cell(writer.field.total, total.get(writer.field.column.key)) for writer in writers)
        yield f"<tfoot><tr>{''.join(cells)}</tr></tfoot>"
    yield "</table>"


@cache
def _style(form: str) -> str:
    return "".join(
        files(__package__).joinpath(name).read_text("utf-8") for name in ("document.css", f"document_{form}.css")
    )

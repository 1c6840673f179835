"""Render: a paper as text, on a terminal or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from zonetrack.render import table
from zonetrack.render.document_lay import Line, Sheet, laid
from zonetrack.render.medium import Medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from rich.console import RenderableType

    from zonetrack.document import Document, Figure

_STYLES = {
    "title": "bold",
    "dated": "dim",
    "first": "",
    "h1": "bold",
    "h2": "bold",
    "annex": "dim",
    "annex_title": "bold",
}
_CLOSE = frozenset({"dated", "annex_title"})  # stand right under the line before them


def render(document: Document, out: TextIO, *, width: int | None = None, colour: bool = False) -> None:
    """Print `document` on `out`, at most `width` cells wide; without `width` at its natural width."""
    page = table.Page(document.report, Medium(out.encoding), width, wide=False)
    table.printed(_pieces(document, page), out, colour=colour)


def _pieces(document: Document, page: table.Page) -> Iterator[RenderableType]:
    before = ""
    for piece in laid(document, page.pen):
        kind = piece.kind if isinstance(piece, Line) else "grid"
        items = kind == before == "text" and document.form == "official"
        if before and not (kind in _CLOSE or items or (kind != "h1" and before in ("h1", "h2"))):
            yield Text("")
        before = kind
        if isinstance(piece, Line):
            yield from page.sentence(piece.text, _STYLES.get(piece.kind, ""))
        elif isinstance(piece, Sheet):
            yield from page.section(piece.grid.table)
        else:
            yield from _charts(piece, page)


def _charts(figure: Figure, page: table.Page) -> Iterator[RenderableType]:
    from zonetrack.render.chart_text import chart_lines

    for number, chart in enumerate(figure.charts):
        if number:
            yield Text("")
        yield from chart_lines(chart, page.pen.medium, page.width)

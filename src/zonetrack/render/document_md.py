"""Render: a paper as Markdown (GFM), ledger text as text and never as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import markdown
from zonetrack.render.cells import Pen
from zonetrack.render.document_lay import Line, Sheet, laid
from zonetrack.render.medium import Medium, write

if TYPE_CHECKING:
    from typing import TextIO

    from zonetrack.document import Document

_MARKS = {"title": "# ", "h1": "## ", "h2": "### ", "annex_title": "## "}


def render(document: Document, out: TextIO) -> None:
    """Print `document` on `out`: headings, paragraphs, tables, and charts as the picture beside it or as text."""
    pen = Pen(Medium(out.encoding), document.report.as_of, drawn=False)
    blocks = []
    for piece in laid(document, pen):
        if isinstance(piece, Line):
            blocks.append(_MARKS.get(piece.kind, "") + markdown.escaped(piece.text))
        elif isinstance(piece, Sheet):
            blocks.append("\n".join(markdown.grid(piece.fields)))
        else:
            blocks += ["\n".join(lines) for lines in markdown.charted(piece.charts, document.picture, pen.medium)]
    write(out, "\n\n".join(blocks) + "\n")

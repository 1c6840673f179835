"""Render: a paper as a Word file, in our own layout or in that of an office's template."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from zonetrack.render import docx_file, docx_picture
from zonetrack.render.cells import Pen
from zonetrack.render.document_lay import Line, Sheet, laid
from zonetrack.render.medium import Medium
from zonetrack.values.errors import Refusal
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from zonetrack.document import Document, Figure
    from zonetrack.render.cells import Cell

BODY = "{{body}}"
TITLE = "{{title}}"
# What a template must have; our own file has them too.
STYLES = ("Title", "Heading 1", "Heading 2", "Table Grid")
_NAMES = {"title": "Title", "h1": "Heading 1", "h2": "Heading 2", "annex_title": "Title"}
_TEXT = ("Body Text", "Normal")  # the first that there is
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Form(NamedTuple):
    """What tables are set in: their width in twips (1/1440 inch), and their print in half points.

    `signed`: the day stands to the right below the text.
    """

    width: int
    print: int
    signed: bool


FORMS = {"page": Form(10432, 18, signed=False), "official": Form(8845, 21, signed=True)}


def render(document: Document, out: TextIO, *, template: tuple[str, bytes] | None = None) -> None:
    """Write `document` to `out.buffer`: a file of our own, or the Word file `template` (name, bytes) filled in.

    A template has the styles `STYLES` and a paragraph `BODY`, where the text goes; a paragraph `TITLE` is optional.
    Raises Refusal for one without them, ModuleNotFoundError without python-docx.
    """
    import docx

    pen = Pen(Medium(None), document.report.as_of, drawn=False)
    pieces = list(laid(document, pen))
    title = next(piece.text for piece in pieces if isinstance(piece, Line) and piece.kind == "title")
    if template is None:
        word = docx.Document()
        docx_file.lay_out(word, document.form, large=document.large)
        before: BaseOxmlElement = word.element.body.sectPr
    else:
        word = _opened(*template)
        before, kept = _places(word, template[0], title)
        pieces = [piece for piece in pieces if kept or not (isinstance(piece, Line) and piece.kind == "title")]
    form = FORMS[document.form]
    if document.large:
        form = form._replace(print=round(form.print * docx_file.LARGE))
    for element in _elements(word, pieces, form):
        before.addprevious(element)
    if template is not None:
        word.element.body.remove(before)
    docx_file.describe(word, title, document.report.as_of)
    out.buffer.write(docx_file.saved(word, own=template is None))


def _opened(path: str, content: bytes) -> Word:
    """Open a template.  Raises Refusal."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(io.BytesIO(content))
    except (BadZipFile, OpcError, SyntaxError, KeyError, ValueError):  # lxml's errors are errors of syntax
        raise Refusal("template.unreadable", path=path) from None


def _places(word: Word, path: str, title: str) -> tuple[BaseOxmlElement, bool]:
    """Return the paragraph before which the text goes, and whether the title is still to be printed.

    Raises Refusal with what the template lacks.
    """
    # The paragraphs of a document are those right in its body, in order.
    marks = [number for number, paragraph in enumerate(word.paragraphs) if paragraph.text.strip() == BODY]
    names = {style.name for style in word.styles}
    missing = [*([] if marks else [BODY]), *(name for name in STYLES if name not in names)]
    if missing:
        listed = t("figure.list")
        raise Refusal("template.missing", path=path, missing=listed.join(missing), styles=listed.join(STYLES))
    headed = [paragraph for paragraph in word.paragraphs if paragraph.text.strip() == TITLE]
    for paragraph in headed:
        _fill(paragraph, title)
    return word.element.body.xpath("./w:p")[marks[0]], not headed


def _fill(paragraph: Paragraph, text: str) -> None:
    """Put `text` into a paragraph in the look of its first run."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run.text = ""


def _elements(word: Word, pieces: list[Line | Sheet | Figure], form: Form) -> Iterator[BaseOxmlElement]:
    from docx.oxml import parse_xml

    ids = {style.name: style.style_id for style in word.styles}
    text = next(ids[name] for name in _TEXT if name in ids)
    for piece in pieces:
        if isinstance(piece, Line):
            style = ids[_NAMES[piece.kind]] if piece.kind in _NAMES else text
            yield parse_xml(_paragraph(piece, style, form))
        elif isinstance(piece, Sheet):
            yield parse_xml(_table(piece, ids["Table Grid"], form))
            # Two tables that touch would become one.
            yield parse_xml(f'<w:p xmlns:w="{_W}"><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>')
        else:
            yield from (docx_picture.paragraph(word, chart, text, form.width) for chart in piece.charts)


def _paragraph(line: Line, style: str, form: Form) -> str:
    look = ""
    if line.kind == "annex":
        look = '<w:pageBreakBefore/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
    elif line.kind == "dated" and form.signed:
        look = '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
    print_ = '<w:rPr><w:color w:val="5B6774"/></w:rPr>' if line.kind == "dated" else ""
    return (
        f'<w:p xmlns:w="{_W}"><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
        f'<w:r>{print_}<w:t xml:space="preserve">{escape(line.text)}</w:t></w:r></w:p>'
    )


def _table(sheet: Sheet, style: str, form: Form) -> str:
    widths = [form.width * share // 100 for share in sheet.grid.shares]
    row = partial(_row, widths=widths, right=[field.right for field in sheet.fields], size=form.print)
    rows = [row([field.label for field in sheet.fields], head=True)]
    for number in range(len(sheet.grid.table.rows)):
        cells = [field.cells[number] for field in sheet.fields]
        rows.append(row([cell.text for cell in cells], colours=[_colour(cell) for cell in cells]))
    if sheet.grid.table.total is not None:
        rows.append(row([field.total.text if field.total else "" for field in sheet.fields], bold=True))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    texts: list[str],
    *,
    widths: list[int],
    right: list[bool],
    size: int,
    head: bool = False,
    bold: bool = False,
    colours: list[str] | None = None,
) -> str:
    """Return a row; that of the headers is repeated on every page."""
    weight = "<w:b/>" if head or bold else ""
    cells = []
    for number, text in enumerate(texts):
        side = "center" if head else "right" if right[number] else "left"
        ink = colours[number] if colours else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[number]}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            '<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
            f'<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{weight}{ink}'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        )
    look = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def _colour(cell: Cell) -> str:
    """Return the ink of what is late; the word or the figure says it too."""
    return '<w:b/><w:color w:val="B3261E"/>' if cell.style == "bold red" else ""

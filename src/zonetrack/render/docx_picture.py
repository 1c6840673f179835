"""Render: a chart in a Word file: the drawing itself as SVG, and a bitmap of it for programs that show no SVG."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from zonetrack.render import chart_words, png
from zonetrack.render.svg import size, svg
from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement

    from zonetrack.chart import Chart

_HIGHEST = 0.8  # of the print area: what the headings of an annex leave
_GREY = 0xA0
_EMU = 635  # English metric units in a twip
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_MAIN}" xmlns:pic="{_PICTURE}"'
)
# How Word and LibreOffice find the drawing behind its bitmap.
_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)


def paragraph(word: Word, chart: Chart, style: str, widest: int) -> BaseOxmlElement:
    """Return a paragraph with the picture of `chart`, at most `widest` twips wide; its files go into `word`."""
    from docx.oxml import parse_xml

    drawn = svg(chart)
    width, height = _within(word, size(drawn), widest)
    vector = _put(word, "chart%d.svg", "image/svg+xml", drawn.encode())
    bitmap = _put(word, "chart%d.png", "image/png", _bitmap(drawn))
    number = word.part.next_id
    names = (
        f'id="{number}" name={quoteattr(chart_words.title(chart))} descr={quoteattr(chart_words.alternative(chart))}'
    )
    extent = f'cx="{width}" cy="{height}"'
    return parse_xml(
        f'<w:p {_SPACES}><w:pPr><w:pStyle w:val="{style}"/><w:snapToGrid w:val="0"/>'
        '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {names}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{bitmap}">{_VECTOR.format(vector)}</a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def _within(word: Word, drawn: tuple[float, float], widest: int) -> tuple[int, int]:
    """Return width and height of a picture in English metric units: as wide as the text, or less to be on one page."""
    page = word.sections[-1]
    wide = _left(page.page_width, page.left_margin, page.right_margin) or widest * _EMU
    high = _left(page.page_height, page.top_margin, page.bottom_margin) or widest * _EMU
    scale = min(widest * _EMU / drawn[0], wide / drawn[0], high * _HIGHEST / drawn[1])
    return round(drawn[0] * scale), round(drawn[1] * scale)


def _left(whole: int | None, *margins: int | None) -> int:
    """Return what margins leave of a page; 0 where a template does not say how large it is."""
    return max((whole or 0) - sum(margin or 0 for margin in margins), 0)


def _put(word: Word, name: str, kind: str, content: bytes) -> str:
    """Put a file among the media of `word`, and return the id by which its text refers to it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = word.part.package
    part = Part(package.next_partname(f"/word/media/{name}"), kind, content, package)
    return word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _bitmap(drawn: str) -> bytes:
    """Return the picture for programs that show no SVG; without the library or a font a crossed box says: not shown."""
    try:
        return png.png(drawn)
    except (ModuleNotFoundError, Refusal):
        return _box(*(round(length / 4) for length in size(drawn)))


def _box(width: int, height: int) -> bytes:
    """Return a PNG of an empty box with a cross in it, as programs draw a picture that they cannot show."""
    rows = bytearray()
    for y in range(height):
        begin, end = (number * width // height for number in (y, y + 1))
        grey = {0, width - 1, *range(begin, end + 1), *range(width - 1 - end, width - begin)}
        inside = range(width) if y in (0, height - 1) else grey.intersection(range(width))
        rows += b"\0" + bytes(_GREY if x in inside else 0xFF for x in range(width))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )

"""Render: a Word file of our own: paper, styles with Chinese fonts, page numbers; the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.words import language

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.section import _Footer
    from docx.styles.style import BaseStyle

LARGE = 1.25
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of the times that a zip file can hold
# Where a computer lacks a font, Word takes one of its other names.
FALLBACKS = {
    "方正小标宋简体": ("方正小标宋_GBK", "小标宋体", "华文中宋", "宋体"),
    "仿宋_GB2312": ("仿宋", "FangSong", "华文仿宋"),
    "楷体_GB2312": ("楷体", "KaiTi", "华文楷体"),
    "黑体": ("SimHei", "华文黑体"),
    "微软雅黑": ("Microsoft YaHei", "黑体"),
}


class Print(NamedTuple):
    """How a style prints: font, that of Latin letters, size in points, weight; `side` is left, center or both.

    `line`: the distance of lines in points; `indent` in hundredths of a character; `before`, `after`: room in points;
    `ink` as RRGGBB; `closer`: by how many twentieths of a point characters stand closer.
    """

    font: str
    size: float
    line: float
    bold: bool = False
    side: str = "left"
    indent: int = 0
    before: float = 0
    after: float = 0
    ink: str = "000000"
    closer: int = 0
    latin: str = "Times New Roman"

    def larger(self) -> Print:
        """Return the same a quarter larger."""
        return self._replace(size=self.size * LARGE, line=self.line * LARGE)


# GB/T 9704: 22 lines of 28 characters; title 2号小标宋 (22 pt), text 3号仿宋 (16 pt), headings 黑体, then 楷体.
_LINE = 28.95
_OFFICIAL = {
    "Normal": Print("仿宋_GB2312", 16, _LINE, closer=5),
    "Body Text": Print("仿宋_GB2312", 16, _LINE, side="both", indent=200, closer=5),
    "Title": Print("方正小标宋简体", 22, 33, side="center", after=_LINE),
    "Heading 1": Print("黑体", 16, _LINE, indent=200, closer=5),
    "Heading 2": Print("楷体_GB2312", 16, _LINE, indent=200, closer=5),
}
_PAGE = {
    "Normal": Print("微软雅黑", 9, 13, latin="微软雅黑"),
    "Body Text": Print("微软雅黑", 9, 13, after=3, latin="微软雅黑"),
    "Title": Print("微软雅黑", 16, 21, bold=True, after=2, latin="微软雅黑"),
    "Heading 1": Print("微软雅黑", 10.5, 15, bold=True, before=6, after=2, ink="1F4E79", latin="微软雅黑"),
    "Heading 2": Print("微软雅黑", 9, 13, bold=True, latin="微软雅黑"),
}
# Top, right, bottom, left in millimetres: 37, 26, 35, 28 leave the 156 × 225 of GB/T 9704.
_MARGINS = {"official": (37, 26, 35, 28), "page": (12, 13, 12, 13)}


def lay_out(word: Word, form: str, *, large: bool) -> None:
    """Give a new file its paper, styles and page numbers; `form` is page or official, `large` its print."""
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = map(Mm, _MARGINS[form])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    for name, print_ in (_OFFICIAL if form == "official" else _PAGE).items():
        _set(word.styles[name], print_.larger() if large else print_)
    if form == "official":
        section.footer_distance = Mm(24)
        word.settings.odd_and_even_pages_header_footer = True
        _number(section.footer, "right")
        _number(section.even_page_footer, "left")


def _set(style: BaseStyle, print_: Print) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    element = style.element
    for old in [*element.iterchildren(qn("w:pPr"), qn("w:rPr"))]:
        element.remove(old)
    spacing = f'<w:spacing w:before="{print_.before * 20:.0f}" w:after="{print_.after * 20:.0f}"'
    spacing += f' w:line="{print_.line * 20:.0f}" w:lineRule="exact"/>'
    # Latin words are too long to be spread over the width.
    side = "left" if print_.side == "both" and language() != "zh" else print_.side
    keep = "" if style.name in ("Normal", "Body Text") else "<w:keepNext/>"
    indent = f'<w:ind w:firstLineChars="{print_.indent}" w:firstLine="{print_.indent * print_.size / 5:.0f}"/>'
    weight = "<w:b/>" if print_.bold else '<w:b w:val="0"/>'
    closer = f'<w:spacing w:val="-{print_.closer}"/>' if print_.closer else ""
    half = f"{print_.size * 2:.0f}"
    element.append(parse_xml(f'<w:pPr {nsdecls("w")}>{keep}{spacing}{indent if print_.indent else ""}'
                             f'<w:jc w:val="{side}"/></w:pPr>'))  # fmt: skip
    element.append(
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{print_.latin}" w:hAnsi="{print_.latin}" w:cs="{print_.latin}" '
            f'w:eastAsia="{print_.font}"/>{weight}<w:color w:val="{print_.ink}"/>{closer}<w:sz w:val="{half}"/>'
            f'<w:szCs w:val="{half}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )
    )


def _number(footer: _Footer, side: str) -> None:
    """Print the number of the page between dashes, 4号 (14 pt), one character from the edge of the text."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    print_ = '<w:rPr><w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
    text = f'<w:r>{print_}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    field = f'<w:fldSimple w:instr=" PAGE ">{text.format("1")}</w:fldSimple>'
    footer.is_linked_to_previous = False
    element = footer.part.element
    for old in [*element]:
        element.remove(old)
    element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
            f"{text.format('— ')}{field}{text.format(' —')}</w:p>"
        )
    )


def describe(word: Word, title: str, day: date) -> None:
    """Write into the file what it is, and no more: its day is that of the figures, not that of printing."""
    properties = word.core_properties
    properties.title = title[:255]
    properties.created = properties.modified = datetime.combine(day, time())
    properties.author = properties.last_modified_by = "zonetrack"
    properties.comments = properties.keywords = ""
    properties.revision = 1


def saved(word: Word, *, own: bool) -> bytes:
    """Return the file; its parts bear no time of writing.  `own`: it began as python-docx's file, not as a template."""
    paper = io.BytesIO()
    word.save(paper)
    steady = io.BytesIO()
    with zipfile.ZipFile(paper) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in parts.namelist():
            content = parts.read(name)
            if own and name == "docProps/thumbnail.jpeg":
                continue
            if own and name == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            if own and name == "word/fontTable.xml":
                content = _fonts()
            whole.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _fonts() -> bytes:
    """Return the table of fonts, each with the names that stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{main}">{fonts}</w:fonts>'.encode()

"""Render: what a paper says line by line, in words; every format of papers prints these and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from zonetrack.document import Figure, Grid, Heading, Paragraph
from zonetrack.render import formal, page
from zonetrack.words import language, t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.document import Document
    from zonetrack.render.cells import Pen
    from zonetrack.render.page import Field

Kind = Literal["title", "dated", "first", "h1", "h2", "text", "annexes", "annex", "annex_title"]
_STOPS = ("。", "！", "？", "；", "：", "…")  # of what is quoted from the ledger, too
_HAN = "〇一二三四五六七八九"


class Line(NamedTuple):
    """A heading or a paragraph; `first` is what a brief opens with, `annexes` names what is behind the paper."""

    kind: Kind
    text: str


class Sheet(NamedTuple):
    """A table: its columns with their cells, and the hundredths of the width that each takes."""

    grid: Grid
    fields: list[Field]


def laid(document: Document, pen: Pen) -> Iterator[Line | Sheet | Figure]:
    """Yield the paper from top to bottom; texts are harmless, but not yet escaped for any format."""
    for piece in _Laying(document, pen).pieces():
        yield piece._replace(text=pen.medium.text(piece.text)) if isinstance(piece, Line) else piece


class _Laying:
    """A paper being laid out: the numbers of its headings and items go on as it does."""

    def __init__(self, document: Document, pen: Pen) -> None:
        self.document = document
        self.pen = pen
        self.official = document.form == "official"
        self.annexes = [block for block in document.blocks if isinstance(block, Heading) and block.annex]
        self.level1 = self.level2 = self.item = 0

    def pieces(self) -> Iterator[Line | Sheet | Figure]:
        """Yield the paper from top to bottom; an official one has its day below its text, before the annexes."""
        yield Line("title", page.title(self.document.report))
        dated = Line("dated", page.dated(self.document.report))
        if not self.official:
            yield dated
        ended = False
        for number, block in enumerate(self.document.blocks):
            if self.official and isinstance(block, Heading) and block.annex and not ended:
                ended = True
                yield from self._end(dated)
            match block:
                case Heading():
                    yield from self._heading(block)
                case Paragraph():
                    yield Line("first" if number == 0 and not self.official else "text", self._text(block))
                case Grid():
                    yield Sheet(block, page.fields(self.pen, block.table, wide=False))
                case Figure():
                    yield block
        if self.official and not ended:
            yield dated

    def _end(self, dated: Line) -> Iterator[Line]:
        names = [formal.filled(f"heading.{annex.key}", annex.params) for annex in self.annexes]
        if len(names) > 1:
            names = [t("formal.annex_name", number=number, name=name) for number, name in enumerate(names, 1)]
        yield Line("annexes", t("formal.annexes", names=("　" if language() == "zh" else "; ").join(names)))
        yield dated

    def _heading(self, block: Heading) -> Iterator[Line]:
        text = formal.filled(f"heading.{block.key}", block.params)
        self.item = 0
        if block.annex:
            number = self.annexes.index(block) + 1 if len(self.annexes) > 1 else ""
            yield Line("annex", t("formal.annex", number=number).rstrip())
            yield Line("annex_title", text)
        elif block.level == 1:
            self.level1, self.level2 = self.level1 + 1, 0
            yield Line("h1", t("formal.level1", number=_number(self.level1), text=text) if self.official else text)
        else:
            self.level2 += 1
            yield Line("h2", t("formal.level2", number=_number(self.level2), text=text) if self.official else text)

    def _text(self, block: Paragraph) -> str:
        sentences = [formal.sentence(one) for one in block.sentences]
        if language() == "zh":
            text = "".join(one if one.endswith(_STOPS) else f"{one}。" for one in sentences)
        else:
            text = " ".join(sentences)
        if not block.item:
            return text
        self.item += 1
        return t("formal.item", number=self.item, text=text)


def _number(number: int) -> str:
    """Return the number of a heading: in Chinese in characters, 一 to 九十九."""
    if language() != "zh":
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")

"""Render: a paper as PDF, set by typst from the lines that every format prints; texts are data there, never markup."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zonetrack.render.cells import Pen
from zonetrack.render.document_lay import Line, Sheet, laid
from zonetrack.render.medium import Medium
from zonetrack.values.errors import Refusal
from zonetrack.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from zonetrack.document import Document, Figure

_PLAIN = (
    "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
_SERIF = ("SimSun", "NSimSun", "STSong", "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC")
# What each part of a paper is set in: the first that this machine has.  Every list ends in any font for Chinese.
FONTS = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", *_SERIF, *_PLAIN),
    "text": ("FangSong_GB2312", "FangSong", "STFangsong", *_SERIF, *_PLAIN),
    "hei": ("SimHei", "STHeiti", "Heiti SC", *_PLAIN, *_SERIF),
    "kai": ("KaiTi_GB2312", "KaiTi", "STKaiti", "Kaiti SC", *_SERIF, *_PLAIN),
    "song": (*_SERIF, *_PLAIN),
    "plain": (*_PLAIN, "SimHei", *_SERIF),
}


def render(document: Document, out: TextIO) -> None:
    """Write `document` to `out.buffer` as PDF, the same bytes for the same paper.

    Raises Refusal `pdf.no_font` where this machine has no font for Chinese, ModuleNotFoundError without typst.
    """
    import typst

    paper = _paper(document) | {"fonts": _fonts(typst.Fonts().families())}
    source = files(__package__).joinpath("document.typ").read_bytes()
    printed = typst.compile(source, format="pdf", sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)})
    out.buffer.write(printed)


def _fonts(known: Iterable[str]) -> dict[str, list[str]]:
    """Return the fonts of each part that this machine has, the best first."""
    by_name = {name.casefold(): name for name in known}
    found = {part: [by_name[n.casefold()] for n in names if n.casefold() in by_name] for part, names in FONTS.items()}
    if not all(found.values()):
        raise Refusal("pdf.no_font")
    return found


def _paper(document: Document) -> dict[str, Any]:
    pieces = list(laid(document, Pen(Medium(None), document.report.as_of, drawn=False)))
    return {
        "form": document.form,
        "large": document.large,
        "lang": language(),
        "title": next(piece.text for piece in pieces if isinstance(piece, Line)),
        "pieces": [_piece(piece) for piece in pieces],
    }


def _piece(piece: Line | Sheet | Figure) -> dict[str, Any]:
    if isinstance(piece, Line):
        return piece._asdict()
    return _table(piece) if isinstance(piece, Sheet) else _charts(piece)


def _charts(figure: Figure) -> dict[str, Any]:
    from zonetrack.render import chart_words
    from zonetrack.render.svg import svg

    return {
        "kind": "charts",
        "charts": [{"svg": svg(chart), "alt": chart_words.alternative(chart)} for chart in figure.charts],
    }


def _table(sheet: Sheet) -> dict[str, Any]:
    rows = [
        [{"text": field.cells[number].text, "late": field.cells[number].style == "bold red"} for field in sheet.fields]
        for number in range(len(sheet.grid.table.rows))
    ]
    total = [field.total.text if field.total else "" for field in sheet.fields]
    return {
        "kind": "grid",
        "shares": sheet.grid.shares,
        "right": [field.right for field in sheet.fields],
        "head": [field.label for field in sheet.fields],
        "rows": rows,
        "total": total if sheet.grid.table.total is not None else [],
    }

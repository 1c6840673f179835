"""Render: breaking text into lines, so that no figure is torn from its digits or its unit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.text import Text

from zonetrack.render import bars
from zonetrack.render.cells import BREAKABLE

if TYPE_CHECKING:
    from zonetrack.render.cells import Cell

_WIDE = "⺀-\uffff\U00010000-\U0010ffff"
_OPENING = "（《「『【〔“‘"
_CLOSING = "，。、；：！？）》」』】〕”’…％"
_MEASURES = "年月日万亿千元个项口套家人天"


@cache
def _atom() -> re.Pattern[str]:
    """Return the pattern of what is never broken: a word, a figure with its unit, a Han character with its marks."""
    figure = rf"\d[^\s{_WIDE}]*(?:[{_MEASURES}]{{1,3}}(?:\d[^\s{_WIDE}]*)?)*"
    return re.compile(rf"[{_OPENING}]*(?:{figure}|[^\s{_WIDE}]+|[{_WIDE}])?[{_CLOSING}]*\s*")


def atoms(text: str) -> list[str]:
    """Return `text` in pieces between which a line may end; a piece keeps the blanks behind it."""
    return [piece for piece in _atom().findall(text) if piece]


def pieces(cell: Cell) -> list[str]:
    """Return what of a cell has to stay on one line: of a figure all of it."""
    if cell.kind in BREAKABLE:
        return atoms(cell.text)
    return bars.pieces(cell.text) if cell.kind == "progress" else [cell.text]


def broken(cell: Cell, width: int) -> list[str]:
    """Return the text of a cell on lines of at most `width` cells; only a figure that is wider stays whole."""
    if cell_len(cell.text) <= width:
        return [cell.text]
    return wrap(pieces(cell), width, fold=cell.kind in BREAKABLE)


def styled(cell: Cell, text: str) -> Text:
    """Return `text`, the cell's or a line of it, as rich text, a bar in its colours."""
    shown = Text(text, cell.style)
    if cell.kind in ("progress", "nodes"):
        bars.colour(shown)
    return shown


def wrap(pieces: list[str], width: int, *, fold: bool = True) -> list[str]:
    """Return `pieces` on lines of at most `width` cells; a longer piece is folded, or with `fold` off left whole."""
    lines = [""]
    for piece in pieces:
        if cell_len(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
            continue
        parts = chop_cells(piece, width) if fold and cell_len(piece.rstrip()) > width else [piece]
        lines[-1:] = [lines[-1], *parts] if lines[-1] else parts
    return [line.rstrip() for line in lines]

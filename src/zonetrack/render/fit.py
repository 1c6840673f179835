"""Render: which columns of a table a terminal has room for, and how wide each of them is.

In this order: natural width; headers and long texts on several lines; fewer columns, the highest `drop` first;
narrower texts; no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from zonetrack.render import lines
from zonetrack.render.cells import BREAKABLE, POINTED

if TYPE_CHECKING:
    from zonetrack.render.cells import Cell
    from zonetrack.render.page import Field

GAP = 2
_NARROW = 24  # cells that a text column keeps before other columns go
_NARROWEST = 16  # and when all that can go are gone
_TALLEST = 3  # lines, roughly, that its longest text may take


class Layout(NamedTuple):
    """Columns that fit, their widths in cells, and the columns that had to go."""

    fields: list[Field]
    widths: list[int]
    dropped: list[Field]


def fit(fields: list[Field], width: int | None, *, may_drop: bool = True) -> Layout | None:
    """Return the best layout within `width` cells, None where no table fits; without `width` nothing gives way."""
    kept = list(fields)
    dropped: list[Field] = []
    while (widths := _widths(kept, width, _NARROW)) is None:
        candidates = [field for field in kept if field.column.drop and may_drop]
        if not candidates or len(kept) == 1:
            break
        last = max(reversed(candidates), key=lambda field: field.column.drop)
        kept.remove(last)
        dropped.insert(0, last)
    if widths is None:
        widths = _widths(kept, width, _NARROWEST)
    return None if widths is None else Layout(kept, widths, dropped)


def label_pieces(label: str) -> list[str]:
    """Return the pieces of a header: it breaks at blanks and before its unit."""
    return [piece for part in label.split(" ") for piece in _before_unit(f"{part} ")]


def _before_unit(text: str) -> list[str]:
    name, bracket, rest = text.partition("（")
    return [name, bracket + rest] if name and bracket else [text]


def pointed(field: Field) -> Field:
    """Return `field` with its figures padded so that their decimal points stand under each other."""
    if field.column.kind not in POINTED:
        return field
    tails = [cell.decimals for cell in field.all_cells]
    longest = max(tails, default=0)
    padded = [
        cell if tail < 0 else cell._replace(text=cell.text + " " * (longest - tail))
        for cell, tail in zip(field.all_cells, tails, strict=True)
    ]
    if field.total is None:
        return field._replace(cells=padded)
    return field._replace(cells=padded[:-1], total=padded[-1])


def _widths(fields: list[Field], width: int | None, narrowest: int) -> list[int] | None:
    """Return the width of each column, None where they do not fit; texts keep at least `narrowest` cells."""
    natural = [max(_body(field), cell_len(field.label)) for field in fields]
    if width is None:
        return natural
    room = width - GAP * (len(fields) - 1)
    least = [min(_least(field, narrowest), whole) for field, whole in zip(fields, natural, strict=True)]
    if sum(least) > room:
        return None
    widths = [min(whole, room) for whole in natural]
    while sum(widths) > room:
        widest = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _body(field: Field) -> int:
    return max((cell_len(cell.text) for cell in field.all_cells), default=0)


def _least(field: Field, narrowest: int) -> int:
    """Return the width that a column must have: its figures whole, its texts on few lines."""
    label = max(cell_len(piece.rstrip()) for piece in label_pieces(field.label))
    return max(label, *(_needs(cell, narrowest) for cell in field.all_cells))


def _needs(cell: Cell, narrowest: int) -> int:
    if cell.kind in BREAKABLE:
        length = cell_len(cell.text)
        return max(min(length, narrowest), -(-length // _TALLEST))
    return max(map(cell_len, lines.pieces(cell)))

"""Render: rows read downwards, a label and a value on each line: cards, and tables too wide for their terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from zonetrack.render import lines
from zonetrack.render.cells import BREAKABLE, Cell
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from zonetrack.render.cells import Pen
    from zonetrack.report import Column, Table

_GAP = "  "
_LEAST = 12  # cells for a value beside its label; with less it goes under it


def blocks(pen: Pen, table: Table, columns: Sequence[Column], width: int | None, *, card: bool) -> Iterator[Text]:
    """Yield one block for each row and one for the total; a card has no heading, a block that of its first column."""
    for number, row in enumerate(table.rows):
        if number:
            yield Text("")
        if card:
            yield from _lines(pen, table.key, columns, row, width)
        else:
            yield from _heading(pen.cell(columns[0], row.get(columns[0].key), unit=True), width)
            yield from _lines(pen, table.key, columns[1:], row, width, indent="  ")
    if table.total is not None:
        yield Text("")
        yield from _heading(Cell(pen.medium.text(t("page.total"))), width)
        known = [column for column in columns if column.key in table.total]
        yield from _lines(pen, table.key, known, table.total, width, indent="  ")


def _heading(cell: Cell, width: int | None) -> Iterator[Text]:
    for line in _broken(cell, width):
        yield Text(line, "bold")


def _lines(
    pen: Pen, table: str, columns: Sequence[Column], row: dict[str, Any], width: int | None, indent: str = ""
) -> Iterator[Text]:
    """Yield the values of one row, each behind its label, labels padded to one width."""
    labels = [pen.label(table, column, unit=False) for column in columns]
    margin = max((cell_len(label) for label in labels), default=0)
    for column, label in zip(columns, labels, strict=True):
        cell = pen.cell(column, row.get(column.key), unit=True)
        room = None if width is None else width - len(indent) - margin - len(_GAP)
        head = Text(indent).append(label + " " * (margin - cell_len(label)) + _GAP, "dim")
        hang = " " * cell_len(head.plain)
        if room is not None and (room < _LEAST or _needs(cell) > room):
            yield Text(indent).append(label, "dim")
            head, hang = Text(indent + _GAP), indent + _GAP
            room = (width or 0) - len(hang)
        for number, line in enumerate(_broken(cell, room)):
            yield (Text(hang) if number else head).append_text(lines.styled(cell, line))


def _needs(cell: Cell) -> int:
    """Return the cells that a value needs on one line: a figure all of it, a text only as much as is readable."""
    return 0 if cell.kind in BREAKABLE else max(map(cell_len, lines.pieces(cell)))


def _broken(cell: Cell, room: int | None) -> list[str]:
    return [cell.text] if room is None else lines.broken(cell, max(room, 2))

"""Render: one cell as HTML: its text escaped, its class, a picture of how far something is."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from rich.cells import cell_len

from zonetrack.render import bars
from zonetrack.render.cells import BREAKABLE, POINTED
from zonetrack.report import Nodes, Progress
from zonetrack.values.number import plain
from zonetrack.words import language, t

if TYPE_CHECKING:
    from zonetrack.render.cells import Cell
    from zonetrack.render.page import Field
    from zonetrack.values.percent import Percent

_STYLES = {"bold red": "late", "yellow": "warn", "green": "done", "cyan": "doing", "dim": "dim"}
_WORDS = frozenset({"stage", "side", "code"})  # may break between words
_LONG = 30  # cells from which on a value of a card has a line of its own
_TEXT = 20  # cells that a column of texts needs at least; what is longer goes over several lines
_GAP = 2
_PICTURE = 12  # cells that a bar takes besides its figure
_DOT = 12  # width and height of the sign for a milestone, in pixels


def escaped(text: str) -> str:
    """Return `text` for an element or a quoted attribute."""
    return html.escape(text, quote=True)


def width(field: Field) -> int:
    """Return how many cells a column needs on paper."""
    widest = max((cell_len(cell.text) for cell in field.all_cells), default=0)
    if field.column.kind in BREAKABLE:
        widest = min(widest, _TEXT)
    label = max(cell_len(part) for part in field.label.replace("（", " （").split(" "))
    return max(widest + _PICTURE * (field.column.kind in ("progress", "nodes")), label) + _GAP


class Writer:
    """Writes the cells of one column, its decimal points under each other; the first column names its rows."""

    def __init__(self, field: Field, *, first: bool) -> None:
        self.field = field
        self._tag = 'th scope="row"' if first else "td"
        self._most = max((cell.decimals for cell in field.all_cells), default=0)

    def header(self) -> str:
        """Return the header, which may break before its unit."""
        label = escaped(self.field.label).replace("（", "<wbr>（")
        return f'<th scope="col"{_classes("n" if self.field.right else "")}>{label}</th>'

    def cell(self, cell: Cell | None, value: object) -> str:
        """Return `value`, written as `cell`, as an element of a row."""
        if cell is None or not cell.text:
            return f"<{self._tag}></{self._tag[:2]}>"
        folds = "t" if cell.kind in BREAKABLE else "w" if cell.kind in _WORDS else ""
        kinds = ("n" if self.field.right else "", folds, _look(cell))
        label = f' data-label="{escaped(self.field.label)}"'
        opening = f"{self._tag}{_classes(*kinds)}{label}{self._pad(cell)}{_tongue(cell)}"
        return f"<{opening}>{_inside(cell, value)}</{self._tag[:2]}>"

    def _pad(self, cell: Cell) -> str:
        """Return the decimals that a figure lacks: they are printed unseen, so that the points line up."""
        if self.field.column.kind not in POINTED or cell.decimals < 0 or cell.decimals == self._most:
            return ""
        point = "" if cell.decimals else "."
        return f' data-pad="{point}{"0" * (self._most - max(cell.decimals, 1))}"'


def pair(label: str, cell: Cell, value: object) -> str:
    """Return a label with its value, for a card."""
    long = _classes("long" if cell_len(cell.text) > _LONG else "")
    inside = f"<dd{_classes(_look(cell))}{_tongue(cell)}>{_inside(cell, value)}</dd>"
    return f"<div{long}><dt>{escaped(label)}</dt>{inside}</div>"


def _look(cell: Cell) -> str:
    """Return the class for the colour of a cell; what cannot apply may be left out where there is little room."""
    return "dim void" if cell.style == "dim" and cell.text == t("blank.none") else _STYLES.get(cell.style, "")


def _classes(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""


def _tongue(cell: Cell) -> str:
    """Return the language of a Chinese text on an English page, so that it is read aloud and drawn as such."""
    chinese = language() != "zh" and any("\u4e00" <= char <= "\u9fff" for char in cell.text)
    return ' lang="zh-CN"' if chinese and cell.kind in BREAKABLE else ""


def _inside(cell: Cell, value: object) -> str:
    if cell.kind == "light":
        return f'<span class="light">{escaped(cell.text)}</span>'
    picture = ""
    if isinstance(value, Progress):
        picture = _bar(value.percent) if value.percent is not None else _dots(value.nodes)
    elif isinstance(value, Nodes):
        picture = _dots(value)
    parts = bars.pieces(cell.text) if picture else [cell.text]
    if len(parts) == 1:
        return picture + escaped(cell.text)
    return picture + "".join(f'<span class="part">{escaped(part)}</span>' for part in parts)


def _bar(value: Percent) -> str:
    """Return a bar: what is done at least, what may be done, what is not."""
    parts = (("all", "100"), ("may", plain(value.high)), ("full", plain(value.low)))
    shapes = "".join(f'<rect class="{name}" width="{size}" height="10"/>' for name, size in parts)
    return f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{shapes}</svg>'


def _dots(value: Nodes | None) -> str:
    """Return one dot for each milestone: done, under way, still to come."""
    if value is None or not sum(value):
        return ""
    names = [
        name
        for name, count in zip(("done", "doing", "coming"), bars.node_counts(value), strict=True)
        for _ in range(count)
    ]
    shapes = "".join(
        f'<circle class="{name}" cx="{_DOT * number + _DOT // 2}" cy="{_DOT // 2}" r="4"/>'
        for number, name in enumerate(names)
    )
    size = f'width="{_DOT * len(names)}" height="{_DOT}"'
    return f'<svg class="dots" {size} viewBox="0 0 {_DOT * len(names)} {_DOT}" aria-hidden="true">{shapes}</svg>'

"""Render: one value of a declared kind as the text and colour of a table's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.render import bars, figures, labels, periods
from zonetrack.report import NA, Nodes, Progress
from zonetrack.values.percent import Ratio
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zonetrack.render.medium import Medium
    from zonetrack.report import Column, Kind, Sentence
    from zonetrack.values.percent import Percent

RIGHT = frozenset({"money", "percent", "points", "number", "count", "alarm", "days", "quantity", "age"})
POINTED = frozenset({"money", "number"})  # columns whose decimal points stand under each other
BREAKABLE = frozenset({"text", "names", "flags", "sentence", "sources"})  # may go over several lines; figures never do
UNITS = {"money": "unit.wan"}  # kinds whose unit stands in the header

LIGHT_STYLES = {
    "done": "green",
    "late": "bold red",
    "due_soon": "yellow",
    "green": "green",
    "yellow": "yellow",
    "red": "bold red",
    "exempt": "dim",
    "unknown": "dim",
    "in_progress": "cyan",
    "not_reported": "dim",
    "paused": "dim",
    "dropped": "dim",
}
# Every light, stage and side has words; the test of words/ reads the prefixes here.
_CODES = ("light", "stage", "side")


class Cell(NamedTuple):
    """The text of a cell, its style (a rich style name; empty is the terminal's own) and the kind of what it says."""

    text: str
    style: str = ""
    kind: Kind = "text"

    @property
    def decimals(self) -> int:
        """How many characters stand from the point on, 0 without one, -1 for what is no figure (未报, —)."""
        if not self.text[-1:].isdigit():
            return -1
        _, point, digits = self.text.rpartition(".")
        return len(point + digits) if point else 0


class Pen(NamedTuple):
    """What a value needs besides itself to be written: the stream's signs and the day the report holds for.

    `drawn`: progress as a bar of signs before its figure; formats that have pictures or none at all do without.
    `sparks`: a course of figures as a line of small columns, as on a terminal; elsewhere it stays in numbers.
    """

    medium: Medium
    as_of: date
    drawn: bool = True
    sparks: bool = False

    def cell(self, column: Column, value: object, *, unit: bool = False) -> Cell:
        """Return `value` as a cell of `column`; with `unit` where no header names the unit."""
        if value is None or value is NA or value == ():
            blank = column.blank if value is None else "none"
            return Cell(self.medium.spell(t(f"blank.{blank}")), "dim", column.kind)
        text = figures.say(value) if unit and column.kind in UNITS else _TEXTS[column.kind](self, value)
        return Cell(self.medium.text(text), _style(column.kind, value), _kind_of(value, column.kind))

    def label(self, table: str, column: Column, *, unit: bool = True) -> str:
        """Return the header of `column`, the unit behind it."""
        label = labels.label(table, column.key)
        if unit and column.kind in UNITS:
            label = t("figure.header", label=label, unit=t(UNITS[column.kind]))
        return self.medium.text(label)


def _kind_of(value: object, kind: Kind) -> Kind:
    """Return the kind of `value`; in a column of kind value each cell has its own."""
    if kind != "value":
        return kind
    if isinstance(value, Progress | Nodes):
        return "progress" if isinstance(value, Progress) else "nodes"
    return "text" if type(value) in (str, tuple, list) else "quantity"


def _style(kind: Kind, value: object) -> str:
    if kind == "light":
        return LIGHT_STYLES.get(str(value), "")
    if kind in ("alarm", "days") and isinstance(value, int) and value > 0:
        return "bold red"
    return "yellow" if kind == "flags" else ""


def _code(prefix: str) -> Callable[[Pen, str], str]:
    return lambda _, value: t(f"{prefix}.{value}")


def _any(pen: Pen, value: object) -> str:
    kind = _kind_of(value, "value")
    return _TEXTS[kind](pen, value) if kind in ("progress", "nodes") else figures.say(value)


def _percent(_: Pen, value: Percent | Ratio) -> str:
    return figures.ratio(value) if isinstance(value, Ratio) else figures.percent(value)


def _sentence(_: Pen, value: Sentence) -> str:
    from zonetrack.render import formal

    return formal.sentence(value)


_TEXTS: dict[str, Callable[[Pen, Any], str]] = {
    "text": lambda _, value: str(value),
    "ref": lambda _, value: str(value),
    "names": lambda _, value: str(value),
    "when": lambda _, value: figures.when(value),
    "day": lambda _, value: value.isoformat(),
    "age": lambda pen, value: periods.age(value, pen.as_of),
    "money": lambda _, value: figures.money(value),
    "percent": _percent,
    "points": lambda _, value: figures.points(value),
    "number": lambda _, value: figures.number(value),
    "count": lambda _, value: f"{value:,}",
    "alarm": lambda _, value: f"{value:,}",
    "days": lambda _, value: f"{value:,}",
    "quantity": lambda _, value: figures.quantity(value),
    "amount": lambda _, value: figures.amount(value),
    "progress": lambda pen, value: bars.progress(value, pen.medium.glyphs) if pen.drawn else figures.progress(value),
    "nodes": lambda pen, value: bars.nodes(value, pen.medium.glyphs) if pen.drawn else figures.nodes(value),
    "trend": lambda pen, value: figures.trend(value, pen.medium.glyphs.levels if pen.sparks else ""),
    "bar": lambda pen, value: bars.bar(value, pen.medium.glyphs),
    "flags": lambda _, value: figures.names_of(value, "flag"),
    "code": lambda _, value: figures.code(value),
    "sentence": _sentence,
    "sources": lambda _, value: "; ".join(map(" ".join, value)),
    "value": _any,
    **{kind: _code(kind) for kind in _CODES},
}

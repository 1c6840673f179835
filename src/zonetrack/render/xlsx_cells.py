"""Render: a value as a number for a spreadsheet, with the number format that shows it as every other format does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.render import figures
from zonetrack.report import Progress
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Points, Ratio
from zonetrack.values.when import When
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.report import Kind

DAY = "yyyy-mm-dd"
_DIGITS = 15  # that a number of a spreadsheet keeps
_HERE = "\0"


class Figure(NamedTuple):
    """A number or a day, its number format, and how many cells it takes on the sheet."""

    value: float | date
    format: str
    width: int


def figure(kind: Kind, value: object, places: int = 0) -> Figure | None:
    """Return `value` as a figure, None for what is text: words, periods, intervals, quantities with their units.

    `places` is the room that the column has from the decimal point on: points stand under each other.
    """
    match value:
        case bool():
            return None
        case int():
            return Figure(value, "#,##0", len(f"{value:,}"))
        case Money():
            text = figures.number(value.wan, min(value.places, 2))
            frame = figures.qualified(t("figure.money", figure=_HERE) if kind == "value" else _HERE, value.qualifier)
            return _number(value.wan, text, frame, places)
        case Decimal():
            return _number(value, figures.number(value), _HERE, places)
        case Ratio():
            rate = value.percent(2)
            return None if rate is None else _percent(rate, f"{rate:f}", "")
        case Points():
            rounded = value.rounded(2)
            return Figure(float(rounded), "+0.00;-0.00;0.00", len(figures.points(value)))
        case Percent() if value.exact:
            return _percent(value.low, figures.number(value.low), value.qualifier)
        case Progress():
            return figure(kind, value.percent)
        case When() if value.first is not None and value.first == value.last:
            return _day(value.first, value.qualifier)
        case date():
            return _day(value, "")
        case _:
            return None


def _number(value: Decimal, text: str, frame: str, places: int) -> Figure | None:
    """Return a number whose format has the decimals of `text` and the words of `frame` around them."""
    if len(value.as_tuple().digits) > _DIGITS:
        return None
    decimals = text.partition(".")[2]
    digits = "#,##0" + (f".{'0' * len(decimals)}" if decimals else "")
    tail = len(decimals) + 1 if decimals else 0
    if tail < places:  # _0 is a gap as wide as 0
        digits += ("" if tail else "_.") + "_0" * (places - max(tail, 1))
    return Figure(float(value), _framed(digits, frame), len(frame) * 2 + len(text) + places)


def _percent(value: Decimal, text: str, qualifier: str) -> Figure:
    decimals = text.partition(".")[2]
    digits = "0" + (f".{'0' * len(decimals)}" if decimals else "") + "%"
    frame = figures.qualified(_HERE, qualifier)
    return Figure(float(value / 100), _framed(digits, frame), len(frame) * 2 + len(text))


def _day(value: date, qualifier: str) -> Figure | None:
    if value.year < 1900:  # before the calendar of a spreadsheet begins
        return None
    frame = figures.qualified(_HERE, qualifier)
    return Figure(value, _framed(DAY, frame), len(frame) * 2 + len(DAY))


def _framed(digits: str, frame: str) -> str:
    """Return the number format `digits` with the words before and after it in quotes."""
    before, _, after = frame.partition(_HERE)
    return "".join(part for part in (before and f'"{before}"', digits, after and f'"{after}"') if part)

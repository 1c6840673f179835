"""Render: a value as a cell of a working sheet: as it is read there, `values` reads the equal value out of it again.

What is one exact figure or day is a number; what is softened, an interval or a period is text.  Each text is read here
before it is given out, and gives way to the stored form where the words would not come back.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from zonetrack.render import figures
from zonetrack.values import when as whens
from zonetrack.values.errors import Unreadable
from zonetrack.values.money import FEN_IN_WAN, Money, read_money
from zonetrack.values.number import plain
from zonetrack.values.percent import Percent, encode, read_percent
from zonetrack.values.quantity import Quantity, read_quantity, written
from zonetrack.values.when import When, read_when
from zonetrack.words import language, t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from zonetrack.report import Kind, Progress

    # A number with its number format, or a text with none.
    Written = tuple[float | str, str]

DAY = "yyyy-mm-dd"
_DIGITS = 15  # that a number of a spreadsheet keeps
_MOST_FEN = 10**_DIGITS
_DAY_ZERO = date(1899, 12, 30).toordinal()  # from where spreadsheets count days, after February 1900
_ANCHOR = date(2000, 1, 1)  # every text names its year


def writer(kind: Kind) -> Callable[[Any], Written]:
    """Return what writes values of `kind`, None and NA excepted."""
    return _WRITERS.get(kind, _text)


def _text(value: object) -> Written:
    return str(value), ""


def _count(value: int) -> Written:
    return value, "0"


def _stage(value: str) -> Written:
    return t(f"stage.{value}"), ""


def money(value: Money) -> Written:
    """Return an amount in 万元, for a column whose header names that unit."""
    if value.qualifier or abs(value.fen) >= _MOST_FEN:
        return _soft_money(value.fen, value.places, value.qualifier, language()), ""
    return value.fen / FEN_IN_WAN, _money_format(value.fen % FEN_IN_WAN, min(value.places, 2))


@cache
def _money_format(part: int, places: int) -> str:
    decimals = f"{part:06d}".rstrip("0").ljust(places, "0")
    return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"


@cache
def _soft_money(fen: int, places: int, qualifier: str, _language: str) -> str:
    value = Money(fen, places, qualifier)

    def same(text: str) -> bool:
        return read_money(text, unit="万元", negative=True)[::2] == value[::2]

    return _first((figures.money(value), figures.qualified(value.amount, qualifier)), same)


def percent(value: Percent) -> Written:
    """Return a percentage: 80%, 约80%, 超50%, 60%—70%, 45%以上, [45,70)."""
    if value.exact and not value.qualifier and len(value.low.as_tuple().digits) <= _DIGITS:
        return float(value.low.scaleb(-2)), _percent_format(value.low)
    return _soft_percent(value._replace(text=""), language()), ""


@cache
def _percent_format(value: Decimal) -> str:
    decimals = plain(value).partition(".")[2]
    return f"0.{'0' * len(decimals)}%" if decimals else "0%"


@cache
def _soft_percent(value: Percent, spoken: str) -> str:
    low, high = plain(value.low), plain(value.high)
    shapes = [f"{low}%", f"{high}%", f"{low}%—{high}%"]
    if spoken == "zh":
        shapes.insert(2, f"{low}%以上")

    def same(text: str) -> bool:
        return read_percent(text)._replace(text="") == value

    return _first((figures.qualified(shape, value.qualifier) for shape in (*shapes, encode(value))), same)


def when(value: When) -> Written:
    """Return a date: one day is a number, a period is words, `2025年8月下旬`, or its EDTF."""
    if value.precision == "day" and not value.qualifier and value.first:
        return value.first.toordinal() - _DAY_ZERO, DAY
    return _soft_when(value.edtf, value.qualifier, language()), ""


@cache
def _soft_when(edtf: str, qualifier: str, _language: str) -> str:
    value = whens.decode(edtf, qualifier)

    def same(text: str) -> bool:
        read = read_when(text, _ANCHOR, mood="plan")
        return (read.edtf, read.qualifier) == (edtf, qualifier)

    return _first((figures.when(value), figures.qualified(edtf, qualifier)), same)


def quantity(value: Quantity) -> Written:
    """Return a quantity with its unit: 3.2千米, 约31万平方米, 1000 m3/day."""
    return _quantity(value._replace(text=""), language()), ""


@cache
def _quantity(value: Quantity, _language: str) -> str:
    def same(text: str) -> bool:
        return read_quantity(text)._replace(text="") == value

    return _first((figures.quantity(value), figures.qualified(written(value), value.qualifier)), same)


def _number(value: Decimal) -> Written:
    if len(value.as_tuple().digits) > _DIGITS:
        return plain(value), ""
    return float(value), "General"


def _progress(value: Progress) -> Written:
    return ("", "") if value.percent is None else percent(value.percent)


def _first(texts: Iterable[str], same: Callable[[str], bool]) -> str:
    """Return the first of `texts` that reads back to the same value, else the last."""
    text = ""
    for text in texts:
        try:
            if same(text):
                return text
        except Unreadable:
            continue
    return text


_WRITERS: dict[str, Callable[[Any], Written]] = {
    "money": money,
    "percent": percent,
    "progress": _progress,
    "when": when,
    "quantity": quantity,
    "number": _number,
    "count": _count,
    "stage": _stage,
}

"""Render: each kind of value as text in the language in force, exact and never shortened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zonetrack.render.periods import period
from zonetrack.report import Amount, Code, Nodes, Progress, Trend
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Points, Ratio
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When
from zonetrack.words import has, language, t

if TYPE_CHECKING:
    from collections.abc import Callable

BETWEEN = " · "  # stands between the parts of a progress that has no percentage
WAN = 10_000
COMPUTED = "*"  # stands behind a figure that was computed, not reported; a line under the table explains it
_PERIODS = {"h": "unit.per.h", "day": "unit.per.day", "month": "unit.per.month", "year": "unit.per.year"}
# Innermost first: 预计约2025年8月.
_QUALIFIERS = ("about", "nearly", "over", "expected", "derived")


def qualified(figure: str, qualifier: str) -> str:
    """Return `figure` with the words for `qualifier`, codes joined by `+`, around it (约, 近, 超, 预计)."""
    codes = qualifier.split("+")
    for code in _QUALIFIERS:
        if code in codes:
            figure = t(f"qualifier.{code}", figure=figure)
    return figure


def number(value: Decimal, places: int = 0) -> str:
    """Return `value` exactly, with thousands commas and at least `places` decimals, without superfluous zeros."""
    whole, _, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(places, "0")
    return f"{whole}.{decimals}" if decimals else whole


def money(value: Money) -> str:
    """Return an amount in 万元 without the unit: exact, with the decimals it was written with where 2 are enough."""
    return qualified(number(value.wan, min(value.places, 2)), value.qualifier)


def percent(value: Percent) -> str:
    """Return a percentage: exact `80%`, bounded `≥45%`, `>50%`, `45–70%`; [0,50) said as 近半 is `近50%`."""
    low, high = number(value.low), number(value.high)
    if value.low == value.high:
        return qualified(f"{low}%", value.qualifier)
    if value.low == 0 and value.high < 100:
        if "nearly" in value.qualifier.split("+"):
            return qualified(f"{high}%", value.qualifier)
        return f"{'<' if value.high_open else '≤'}{high}%"
    if value.low > 0 and value.high == 100:
        return f"{'>' if value.low_open else '≥'}{low}%"
    return f"{low}–{high}%"


def ratio(value: Ratio) -> str:
    """Return a computed rate with 2 decimals, half-up; a dash where it cannot be computed."""
    rate = value.percent(2)
    return t("blank.none") if rate is None else qualified(f"{rate:,f}%", value.qualifier)


def points(value: Points) -> str:
    """Return points with 2 decimals, half-up, and the sign of what is ahead too: +7.33."""
    rounded = value.rounded(2)
    return f"{rounded:+,f}" if rounded else f"{rounded:f}"


def unit(code: str, value: Decimal) -> str:
    """Return the word for a unit after `value`, `m3/day` by its parts; what has no word is printed as it was typed."""
    if has(f"unit.{code}"):
        return t(f"unit.{code}", n=1 if value == 1 else 2)
    base, _, each = code.partition("/")
    return f"{unit(base, value)}/{t(_PERIODS[each])}" if each in _PERIODS else code


def _with_unit(figure: str, code: str, value: Decimal) -> str:
    if code in ("", "%"):
        return figure + code
    return t("figure.quantity", figure=figure, unit=unit(code, value))


def quantity(value: Quantity) -> str:
    """Return a quantity with its unit: `约1千米`, `about 1 km`."""
    return qualified(_with_unit(_scaled(value.number), value.unit, value.number), value.qualifier)


def _scaled(value: Decimal) -> str:
    """Return a number as an office writes it: in Chinese `31万`, where that is as exact (GB/T 15835)."""
    if language() == "zh" and value >= WAN and value % 100 == 0:
        return f"{number(value / WAN)}万"
    return number(value)


def amount(value: Amount) -> str:
    """Return what is done of a total, `3.2/4千米*`; the star marks a figure computed from a percentage."""
    done, total, mark = value.done, value.total, COMPUTED if value.basis == "computed" else ""
    if total is None:
        return quantity(done) + mark if done else t("blank.unreported")
    if done is None:
        part = t("blank.unreported")
    else:
        part = qualified(number((done if done.unit == total.unit else done.to(total.unit)).number), done.qualifier)
    whole = qualified(number(total.number), total.qualifier)
    return _with_unit(f"{part}/{whole}", total.unit, total.number) + mark


def nodes(value: Nodes) -> str:
    """Return how many milestones are done: `1/4 节点`."""
    return t("figure.nodes", done=value.done, n=sum(value))


def progress(value: Progress) -> str:
    """Return how far something is: `80%`, else `1/4 节点 · 管线 80%`, else 未报."""
    if value.percent is not None:
        return percent(value.percent)
    if value.nodes is None or not sum(value.nodes):
        return t("blank.unreported")
    text = nodes(value.nodes)
    if value.lead is not None and value.lead_percent is not None:
        text += f"{BETWEEN}{value.lead} {percent(value.lead_percent)}"
    return text


def trend(value: Trend, levels: str) -> str:
    """Return a course of figures as signs of `levels`, from 0, or what is below it, to the highest; else in numbers."""
    if not levels:
        return BETWEEN.join(t("blank.none") if one is None else number(one) for one in value.numbers)
    known = [Decimal(0), *(one for one in value.numbers if one is not None)]
    low, high = min(known), max(known)
    steps = len(levels) - 1
    return "".join(
        " " if one is None else levels[int((one - low) * steps / (high - low)) if high > low else 0]
        for one in value.numbers
    )


def when(value: When) -> str:
    """Return a day or period with its qualifier: `预计2025年上半年`, `by 2025-08-31`."""
    return qualified(period(value), value.qualifier)


def names_of(codes: tuple[str, ...], prefix: str) -> str:
    """Return the words for several codes, those without words as they are."""
    return t("figure.list").join(code(Code(prefix, name)) for name in codes)


def code(value: Code) -> str:
    """Return the words for a code; the name a user gave, or a header of a sheet (`x:…`), is its own word.

    `p:NAME:SAID` has the words of `p:SAID`, filled with the name.
    """
    key = f"{value.of}.{value.name}"
    if has(key):
        return t(key)
    mark, _, name = value.name.partition(":")
    name, _, said = name.partition(":")
    named = f"{value.of}.{mark}:{said}"
    return t(named, name=name) if name and has(named) else value.name.removeprefix("x:")


def say(value: object) -> str:
    """Return any value as it stands inside a sentence: with its unit, and with nothing to line up with."""
    if value is None:
        return t("blank.unreported")
    if way := _SAID.get(type(value)):
        return way(value)
    if isinstance(value, tuple | list):
        return t("figure.list").join(say(item) for item in value)
    return str(value)


def _money_said(value: Money) -> str:
    return t("figure.money", figure=money(value))


_SAID: dict[type, Callable[[Any], str]] = {
    date: date.isoformat,
    Money: _money_said,
    Percent: percent,
    Ratio: ratio,
    Points: points,
    Quantity: quantity,
    When: when,
    Amount: amount,
    Code: code,
    Decimal: number,
}


def note(key: str, params: dict[str, object]) -> str:
    """Return the sentence `note.<key>` filled with `params`; whole numbers stay numbers, for singular and plural."""
    said = {name: value if isinstance(value, int) else say(value) for name, value in params.items()}
    return t(f"note.{key}", **said)

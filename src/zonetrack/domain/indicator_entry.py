"""Domain: what is said of an indicator, read by its kind: figures, growth, targets, and the rules that warn."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import measure as measures
from zonetrack.domain.errors import Unreadable
from zonetrack.domain.indicator import Figure, Period, Readings, headline
from zonetrack.domain.records import Fact
from zonetrack.values.growth import Growth, read_growth
from zonetrack.values.money import UNITS as MONEY_UNITS
from zonetrack.values.money import read_money
from zonetrack.values.number import plain, read_number
from zonetrack.values.quantity import read_quantity, unit_code
from zonetrack.values.text import half_width, visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.records import Indicator, Observation
    from zonetrack.values.when import When

_COUNTED = frozenset({"item", "firm", "person", "set", "building", "household", "machine", "vehicle", "line", "site"})


def read_unit(text: str, kind: str | None = None) -> tuple[str, str]:
    """Return the unit of an indicator, canonical but for money (万元, 亿元 …), and its kind where none is given.

    Raises Unreadable for a kind that such a unit cannot have.
    """
    unit = half_width(text).strip()
    if not unit or len(unit) > 20 or re.search(r"\s|(?<!m)[0-9]|m[^23\D]", unit):
        raise Unreadable("indicator.unit", text=visible(text))
    unit = unit if unit in MONEY_UNITS else unit_code(unit)
    natural = "money" if unit in MONEY_UNITS else "percent" if unit == "%" else None
    if kind is None:
        kind = natural or ("count" if unit in _COUNTED else "quantity")
    if (natural or kind) != kind or (natural is None and kind in ("money", "percent")):
        raise Unreadable("indicator.kind", text=visible(text), indicator_kind=kind)
    return unit, kind


def read_figure(indicator: Indicator, measure: str, text: str, span: When, basis: str) -> Fact:
    """Return what `text` says as a fact of an indicator; a bare number has the indicator's own unit.

    Of money its words have that unit too: 5 in 亿元 beside 4000 in 万元 says nothing.
    Raises Unreadable: what the reader of its kind raises, and `indicator.count` for a count that is not whole.
    """
    if indicator.kind == "money":
        money = measures.money(measure, read_money(text, unit=indicator.unit, negative=True), span, basis)
        return in_unit(money, indicator.unit)
    if indicator.kind == "percent":
        return _percent(measure, _share(text), span, basis)
    quantity = read_quantity(text, unit=indicator.unit).to(indicator.unit)
    if indicator.kind == "count" and quantity.number != int(quantity.number):
        raise Unreadable("indicator.count", text=visible(text))
    return measures.quantity(measure, quantity, span)._replace(basis=basis)


def in_unit(fact: Fact, unit: str) -> Fact:
    """Return a figure that was written without a unit with `unit` in its words: 5 as 5亿元, 3.2 as 3.2 km."""
    if not _is_bare(fact.words):
        return fact
    return fact._replace(words=f"{fact.words.strip()}{' ' if unit[:1].isascii() and unit[:1].isalpha() else ''}{unit}")


def _is_bare(text: str) -> bool:
    return half_width(text).strip()[-1:].isdigit()


def growth_fact(measure: str, text: str, span: When, basis: str) -> Fact:
    """Return a growth or rate, of any size, that was reported for a period as a fact.  Raises Unreadable."""
    return _percent(measure, read_growth(text), span, basis)


def _percent(measure: str, value: Growth, span: When, basis: str) -> Fact:
    return Fact(measure, plain(value.number), value.text, span, basis, "%", value.qualifier)


def _share(text: str) -> Growth:
    """Read a percentage; without its sign the unit of the indicator gives it, behind a qualifier too (约97.5)."""
    return read_growth(f"{text}%")._replace(text=text.strip()) if _is_bare(text) else read_growth(text)


class Rule(NamedTuple):
    """When an indicator warns: `what` (value, growth or rate), `sign` and `bound`, in the indicator's terms."""

    what: str
    sign: str
    bound: Fraction
    text: str

    def broken_by(self, number: Fraction) -> bool:
        """Tell whether a figure sets it off."""
        match self.sign:
            case "<":
                return number < self.bound
            case "<=":
                return number <= self.bound
            case ">":
                return number > self.bound
            case _:
                return number >= self.bound


def read_rule(text: str, indicator: Indicator, today: When) -> Rule:
    """Read `growth < 0`, `rate < 50%`, `value >= 1000万元`; a bare bound of a value has the indicator's unit.

    Raises Unreadable `indicator.warn`.
    """
    core = half_width(text).strip().lower().replace("≤", "<=").replace("≥", ">=")
    found = re.fullmatch(r"(value|growth|rate)\s*(<=|>=|<|>)\s*(\S.*)", core)
    if found is None:
        raise Unreadable("indicator.warn", text=visible(text))
    what, sign, bound = found.groups()
    try:
        if what == "value":
            number = Fraction(read_figure(indicator, "", bound, today, "level").value)
        else:
            number = Fraction(read_number(bound.removesuffix("%").strip()))
    except Unreadable:
        raise Unreadable("indicator.warn", text=visible(text)) from None
    return Rule(what, sign, number, text.strip())


class Warned(NamedTuple):
    """A rule that the newest figure sets off: which figure, of which period, against which bound."""

    indicator: Indicator
    rule: Rule
    period: Period
    figure: Figure


def warnings(indicator: Indicator, facts: Iterable[Observation], as_of: date) -> list[Warned]:
    """Return what the rule of an indicator warns of by a day; a figure that is not there warns of nothing."""
    from zonetrack.values.when import day

    readings = Readings(indicator, facts, as_of)
    said, period = readings.standing("warn"), headline(readings)
    if said is None or period is None:
        return []
    rule = read_rule(said.value, indicator, day(as_of))
    figure = {"value": readings.value, "growth": readings.growth, "rate": readings.rate}[rule.what](period)
    if figure.number is None or not rule.broken_by(figure.number):
        return []
    return [Warned(indicator, rule, period, figure)]

"""Domain: indicators: what was reported of them by period, and what follows from it, each with its inputs.

Cumulative and single-month figures are two things: each stands as it was reported, and is derived where only the other
was.  A figure that cannot be derived says why.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import named_by
from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zonetrack.domain.records import Indicator, Observation

KINDS = ("money", "count", "quantity", "percent")
# As they are typed → as facts hold them.
BASES = {"ytd": "ytd", "month": "flow", "level": "level"}


class Period(NamedTuple):
    """What a figure is said of: since New Year (ytd), from `first` to `last` (flow), or as of `last` (level)."""

    basis: str
    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Tell whether it is one calendar month."""
        return self.basis == "flow" and self == month(self.last)

    def year_before(self) -> Period:
        """Return the same period of the year before; the last day of a month stays one."""
        return Period(self.basis, _year_before(self.first), _year_before(self.last))


def _year_before(day: date) -> date:
    last = month_end(day.year - 1, day.month)
    return last if day == month_end(day.year, day.month) else day.replace(year=day.year - 1)


def year_to(last: date) -> Period:
    """Return the time from New Year to `last`."""
    return Period("ytd", date(last.year, 1, 1), last)


def month(day: date) -> Period:
    """Return the month that `day` is in."""
    return Period("flow", day.replace(day=1), month_end(day.year, day.month))


def _as_well(period: Period) -> Period:
    """Return the other period that is the same time: January alone, and since New Year to its end."""
    if period == month(period.first):
        return year_to(period.last) if period.first.month == 1 else period
    return month(period.last) if period == year_to(date(period.last.year, 1, 31)) else period


def period_of(fact: Observation) -> Period:
    """Return the period that a figure of an indicator is said of."""
    last = date.fromisoformat(fact.span_last or fact.span_first or fact.day)
    if fact.basis == "level":
        return Period("level", last, last)
    first = date.fromisoformat(fact.span_first) if fact.span_first else last
    return year_to(last) if fact.basis == "ytd" else Period(fact.basis, first, last)


class Figure(NamedTuple):
    """A figure and the facts that it is made of.

    `number`: exact, money in 分, rates in %, all else in the unit of the indicator; None where there is none, and then
    `why` is the code of the reason.  `derived`: nobody reported it as it stands.  `facts[0]` is the fact itself where
    it was reported.
    """

    number: Fraction | None
    facts: tuple[Observation, ...] = ()
    derived: bool = False
    why: str = ""

    @property
    def about(self) -> bool:
        """Tell whether any of its facts is not exact (约, 近, 超)."""
        return any(fact.qualifier for fact in self.facts)


def _missing(why: str) -> Figure:
    return Figure(None, why=why)


def _derived(formula: Callable[..., Fraction | None], *inputs: Figure, undefined: str = "") -> Figure:
    """Return what `formula` makes of the numbers; without one of them the reason why it is not there."""
    lacking = next((one for one in inputs if one.number is None), None)
    if lacking is not None:
        return _missing(lacking.why)
    number = formula(*(one.number for one in inputs))
    if number is None:
        return _missing(undefined)
    return Figure(number, tuple(dict.fromkeys(fact for one in inputs for fact in one.facts)), derived=True)


def _over(part: Fraction, whole: Fraction) -> Fraction | None:
    """Part in % of the whole; none of a whole that is not above 0."""
    return 100 * part / whole if whole > 0 else None


def _change(now: Fraction, before: Fraction) -> Fraction | None:
    return _over(now - before, before)


def _less(one: Fraction, other: Fraction) -> Fraction:
    return one - other


class Readings:
    """All that was said of one indicator by a day: reported figures by period, and what can be derived from them.

    `facts` are those of the indicator; `whole` are the readings of the one that it is a part of.
    """

    def __init__(
        self, indicator: Indicator, facts: Iterable[Observation], as_of: date, whole: Readings | None = None
    ) -> None:
        self.indicator = indicator
        self.whole = whole
        self.facts = sorted((f for f in facts if f.day <= as_of.isoformat() and _is_of(f, indicator)), key=_order)
        self._said: dict[tuple[str, Period], list[Observation]] = {}
        for fact in self.facts:
            self._said.setdefault((said_of(fact), period_of(fact)), []).append(fact)

    def standing(self, said: str) -> Observation | None:
        """Return the newest fact of a kind that has no periods, such as `warn`; an empty one takes it back."""
        found = [fact for fact in self.facts if said_of(fact) == said]
        return found[-1] if found and found[-1].value else None

    def versions(self, said: str, period: Period) -> list[Observation]:
        """Return what was ever reported for a period, the newest last.

        What is cumulated by the end of January is January: where only the other was reported, it is that.
        """
        found = self._said.get((said, period))
        return found if found is not None else self._said.get((said, _as_well(period)), [])

    def periods(self) -> list[Period]:
        """Return the periods that the indicator itself was reported for, in their order."""
        found = [period for (said, period), facts in self._said.items() if not said and facts[-1].value]
        return sorted(found, key=lambda p: (p.last, p.first, p.basis))

    def reported(self, said: str, period: Period) -> Figure:
        """Return the newest figure reported for a period."""
        facts = self.versions(said, period)
        return Figure(Fraction(facts[-1].value), (facts[-1],)) if facts and facts[-1].value else _missing("no_figure")

    def value(self, period: Period) -> Figure:
        """Return the figure of a period: reported, else the sum of its months, or cumulative less that before."""
        found = self.reported("", period)
        if found.number is not None:
            return found
        if period.basis == "ytd":
            return self._summed(period)
        return self._single(period) if period.is_month else found

    def _summed(self, period: Period) -> Figure:
        last = period.last
        if last != month_end(last.year, last.month):
            return _missing("no_figure")
        months = [self.reported("", month(date(last.year, number, 1))) for number in range(1, last.month + 1)]
        found = _derived(lambda *numbers: sum(numbers, Fraction(0)), *months)
        return found if found.number is not None else _missing("no_months")

    def _single(self, period: Period) -> Figure:
        now = self.reported("", year_to(period.last))
        before = self.reported("", year_to(period.first - timedelta(days=1)))
        found = _derived(_less, now, before)
        return found if found.number is not None else _missing("no_cumulative")

    def base(self, period: Period) -> Figure:
        """Return the figure of the same period last year: on record, else this year's less the reported increase."""
        found = self.value(period.year_before())
        if found.number is not None:
            return found
        found = _derived(_less, self.value(period), self.reported("increase", period))
        if found.number is None and period.is_month:
            found = self._base_of_month(period)
        return found if found.number is not None else _missing("no_last_year")

    def _base_of_month(self, period: Period) -> Figure:
        if period.first.month == 1:
            return _missing("no_last_year")
        return _derived(_less, self.base(year_to(period.last)), self.base(year_to(period.first - timedelta(days=1))))

    def increase(self, period: Period) -> Figure:
        """Return by how much a period is above the same one last year: reported, else derived."""
        found = self.reported("increase", period)
        return found if found.number is not None else _derived(_less, self.value(period), self.base(period))

    def growth(self, period: Period) -> Figure:
        """Return the growth in % on the same period last year; there is none on a base that is not above 0."""
        found = self.reported("growth", period)
        if found.number is not None:
            return found
        if self.indicator.kind == "percent":  # a change of rates is one of points
            return _missing("percent")
        return _derived(_change, self.value(period), self.base(period), undefined="no_base")

    def on_previous(self, period: Period) -> Figure:
        """Return the growth in % of a single month on the month before it."""
        if not period.is_month:
            return _missing("no_month")
        before = self.value(month(period.first - timedelta(days=1)))
        if before.number is None:
            return _missing("no_month_before")
        return _derived(_change, self.value(period), before, undefined="no_base")

    def target(self, period: Period) -> Figure:
        """Return the target of exactly this time, else that of the whole year where a period counts towards it."""
        planned = [p for said, p in self._said if said == "target"]
        same = [p for p in planned if p[1:] == period[1:]]
        year = (date(period.last.year, 1, 1), date(period.last.year, 12, 31))
        of_year = [p for p in planned if p[1:] == year and period.basis != "flow"]
        found = [*same, *of_year]
        return self.reported("target", found[0]) if found else _missing("no_target")

    def rate(self, period: Period) -> Figure:
        """Return what share of the target is reached, in %: reported, else derived."""
        found = self.reported("rate", period)
        if found.number is not None:
            return found
        return _derived(_over, self.value(period), self.target(period), undefined="no_base")

    def share(self, period: Period) -> Figure:
        """Return what part this is of the whole that it belongs to, in %: of the same period, or at that time."""
        if self.whole is None:
            return _missing("no_whole")
        known = [p for p in self.whole.periods() if p.basis == period.basis == "level" and p.last <= period.last]
        found = self.whole.value(known[-1] if known else period)
        return _derived(_over, self.value(period), found, undefined="no_base")


def said_of(fact: Observation) -> str:
    """Return what a fact says of its indicator: empty for its figure, else growth, increase, target, warn …"""
    named = named_by(fact.measure)
    return named.said if named else ""


def _is_of(fact: Observation, indicator: Indicator) -> bool:
    named = named_by(fact.measure)
    return named is not None and named.id == indicator.id


def _order(fact: Observation) -> tuple[str, int, int]:
    return fact.order


class Line(NamedTuple):
    """One period of an indicator; of a month both what was cumulated by its end (`period`) and the month (`single`)."""

    period: Period
    single: Period | None


def lines(readings: Readings) -> list[Line]:
    """Return the periods to be shown, in their order: a month once, whether cumulated, alone or both was reported."""
    found: dict[Line, None] = {}
    for period in readings.periods():
        ends_month = period.last == month_end(period.last.year, period.last.month)
        if period.is_month or (period.basis == "ytd" and ends_month):
            found[Line(year_to(period.last), month(period.last))] = None
        else:
            found[Line(period, None)] = None
    return list(found)


def headline(readings: Readings) -> Period | None:
    """Return the newest period of the basis that the indicator is declared with; of any other where there is none."""
    known = readings.periods()
    own = [period for period in known if period.basis == readings.indicator.basis]
    return (own or known)[-1] if known else None


class Slowdown(NamedTuple):
    """Growth in % of two months running: what was cumulated went up, the single month came down."""

    before: Line
    now: Line


def slowdown(readings: Readings) -> Slowdown | None:
    """Return the last two months where only the cumulative rate accelerates."""
    months = [line for line in lines(readings) if line.single is not None]
    if len(months) < 2:
        return None
    before, now = months[-2:]
    if before.single is None or now.single is None or before.period.last != now.single.first - timedelta(days=1):
        return None
    growths = [readings.growth(one).number for one in (before.period, now.period, before.single, now.single)]
    found = [growth for growth in growths if growth is not None]
    if len(found) < len(growths):
        return None
    return Slowdown(before, now) if found[1] > found[0] and found[3] < found[2] else None

"""Domain: the rules by which figures of a zone agree: its indicators, what it says of itself beside the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import agreement, investment
from zonetrack.domain.agreement import HUNDRED
from zonetrack.domain.disagreement import MINUS, OVER, Clash, held
from zonetrack.domain.figure_rules import cumulative
from zonetrack.domain.measure import STAGES
from zonetrack.domain.records import Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zonetrack.domain.agreement import Printed, Range
    from zonetrack.domain.source import Scope, Whole

# What is said of an indicator ("" its value, growth, increase, rate, target) → the facts, oldest first.
Said = Mapping[str, Sequence[Observation]]


class Period(NamedTuple):
    """What an indicator says of one period: the newest value, growth and increase on one year before."""

    value: Observation
    growth: Observation | None
    increase: Observation | None
    before: Observation | None


def _key(fact: Observation, years: int = 0) -> tuple[str, str, str]:
    """The basis and period of a figure, moved by `years`; the last day of February is one day in all years."""
    moved = (
        re.sub(r"^[0-9]{4}", lambda year: f"{int(year[0]) + years:04d}", str(day)).replace("02-29", "02-28")
        for day in (fact.span_first, fact.span_last)
    )
    first, last = moved
    return fact.basis, first, last


def _periods(said: Said) -> Iterator[Period]:
    values = {_key(o): o for o in said.get("", ())}
    growth, increase = ({_key(o)[1:]: o for o in said.get(name, ())} for name in ("growth", "increase"))
    for key, value in values.items():
        yield Period(value, growth.get(key[1:]), increase.get(key[1:]), values.get(_key(value, -1)))


def growth(said: Said) -> Iterator[Clash]:
    """Value, growth and increase of one period agree: growth is increase ÷ (value − increase).

    Where the same period of the year before is on record, growth and increase are held against that too.
    """
    for period in _periods(said):
        value = agreement.printed(period.value)
        if value is None or value.unit == "%":
            continue
        yield from _on_increase(period, value)
        yield from _on_year_before(period, value)


def _on_increase(period: Period, value: Printed) -> Iterator[Clash]:
    increase = agreement.printed(period.increase) if period.increase else None
    if period.growth is None or period.increase is None or increase is None or increase.unit != value.unit:
        return
    if value.range.low > increase.range.high:
        computed = agreement.bounds(lambda v, d: d * HUNDRED / (v - d), value.range, increase.range)
        formula = f"{increase.words}{OVER}({value.words}{MINUS}{increase.words})"
        yield from held(period.growth, (period.increase, period.value), computed, formula)


def _on_year_before(period: Period, value: Printed) -> Iterator[Clash]:
    before = agreement.printed(period.before) if period.before else None
    if period.before is None or before is None or before.unit != value.unit:
        return
    facts = (period.value, period.before)
    difference = f"{value.words}{MINUS}{before.words}"
    if period.increase:
        computed = agreement.bounds(lambda v, b: v - b, value.range, before.range)
        yield from held(period.increase, facts, computed, difference)
    if period.growth and before.range.low > 0:
        computed = agreement.bounds(lambda v, b: (v - b) * HUNDRED / b, value.range, before.range)
        yield from held(period.growth, facts, computed, f"({difference}){OVER}{before.words}")


def months(said: Said) -> Iterator[Clash]:
    """A cumulative value is the sum of its months."""
    return cumulative(said.get("", ()))


def falling(said: Said) -> Iterator[Clash]:
    """A value since New Year does not fall within its year, unless a period reported below 0 ends with it."""
    standing = {_key(o): o for o in said.get("", ())}.values()
    taken_off = {o.span_last for o in standing if o.basis == "flow" and o.value.startswith("-")}
    sums = sorted((o for o in standing if o.basis == "ytd"), key=lambda o: str(o.span_last))
    for before, now in pairwise(sums):
        same_year = str(before.span_last)[:4] == str(now.span_last)[:4]
        one, other = agreement.printed(now), agreement.printed(before)
        if not same_year or now.span_last in taken_off or one is None or other is None or one.unit == "%":
            continue
        if one.unit == other.unit and one.number < other.number and not one.range.meets(other.range):
            yield Clash((now, before), "unlikely")


def rate(said: Said) -> Iterator[Clash]:
    """A printed rate is what was done ÷ what was planned for the time that it lies in."""
    values = {_key(o)[1:]: o for o in said.get("", ())}
    for told in {o.span_edtf: o for o in said.get("rate", ())}.values():
        done = values.get(_key(told)[1:])
        plans = [o for o in said.get("target", ()) if done and _lies_in(done, o)]
        if done and plans:
            part, whole = agreement.printed(done), agreement.printed(plans[-1])
            if part and whole and part.unit == whole.unit:
                computed = agreement.share(part.range, whole.range)
                yield from held(told, (done, plans[-1]), computed, done.words + OVER + plans[-1].words)


def _lies_in(fact: Observation, plan: Observation) -> bool:
    return str(plan.span_first) <= str(fact.span_last) <= str(plan.span_last)


def stage_counts(scope: Scope) -> Iterator[Clash]:
    """Projects by stage, as a zone counts them, are no more than its projects, and as many where it counts all stages.

    All stages are counted where some are before the works, some under way and some after them.
    """
    if scope.own is None or (all_ := scope.own.newest("projects")) is None:
        return
    found = {stage: scope.own.newest(f"{stage}_projects") for stage in STAGES}
    counts = {stage: fact for stage, fact in found.items() if fact and fact.span_last == all_.span_last}
    figures = [agreement.printed(fact) for fact in counts.values()]
    whole, known = agreement.printed(all_), [figure for figure in figures if figure]
    if whole is None or not known or len(known) < len(figures):
        return
    computed = agreement.total(figure.range for figure in known)
    if _is_complete(counts) or computed.low > whole.range.high:
        formula = " + ".join(figure.words for figure in known)
        yield from held(all_, tuple(counts.values()), computed, formula)


def _is_complete(stages: Mapping[str, object]) -> bool:
    phases = (("reserve", "signed", "preparing"), ("started", "construction"), ("completed", "operating"))
    return all(any(stage in stages for stage in phase) for phase in phases)


def less_than_ledger(scope: Scope) -> Iterator[Clash]:
    """A zone does not report fewer projects, or less money, than the ledger has of it by that day."""
    if scope.own is None:
        return
    for measure, add_up in _ON_RECORD.items():
        fact = scope.own.newest(measure)
        figure = agreement.printed(fact) if fact else None
        if fact and figure:
            computed = add_up([w for w in scope.wholes if w.own.state.position.stage != "dropped"], fact.day)
            if computed and computed.low > figure.range.high:
                yield Clash((fact,), "contradiction", "", computed, figure)


def _projects(wholes: Sequence[Whole], day: str) -> Range:
    known = [whole for whole in wholes if not whole.own.facts.all or whole.own.facts.all[0].day <= day]
    return agreement.exact(Fraction(len(known)))


def _totals(wholes: Sequence[Whole], day: str) -> Range | None:
    newest = ([o for o in whole.own.facts.of("total_investment") if o.day <= day][-1:] for whole in wholes)
    figures = [agreement.printed(fact) for facts in newest for fact in facts]
    return agreement.total(figure.range for figure in figures if figure)


def _spent(wholes: Sequence[Whole], day: str) -> Range | None:
    sums = (investment.fold([o for o in w.own.facts.of("invested") if o.day <= day]) for w in wholes)
    return agreement.exact(Fraction(sum(one.money.fen for one in sums if one and not one.money.qualifier)))


_ON_RECORD: dict[str, Callable[[Sequence[Whole], str], Range | None]] = {
    "projects": _projects,
    "total_investment": _totals,
    "invested": _spent,
}
# Name → rule, in the order in which they are told.
OF_INDICATORS: dict[str, Callable[[Said], Iterator[Clash]]] = {
    "growth": growth,
    "cumulative": months,
    "falling": falling,
    "rate": rate,
}
OF_ZONES: dict[str, Callable[[Scope], Iterator[Clash]]] = {
    "stage_counts": stage_counts,
    "less_than_ledger": less_than_ledger,
}

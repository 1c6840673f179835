"""Domain: the figure that a measure of a record comes to, with its precision, for those who hold it against another."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zonetrack.domain import agreement, investment
from zonetrack.domain.agreement import Printed
from zonetrack.domain.measure import is_own, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Observation
    from zonetrack.domain.source import Part, Scope
    from zonetrack.domain.zone_figure_rules import Said


OF_INDICATOR = ("value", "growth", "increase", "rate", "target")
_OF_ZONE = ("total_investment", "invested", "projects", "milestones", "milestones_done")
_OF_PROJECT = ("progress", "total_investment", "invested", "planned_investment")
_OF_MILESTONE = ("progress", "quantity", "quantity_total")


def names(scope: Scope) -> tuple[str, ...]:
    """Return the measures that `figure` may know in `scope`: those that the ledger adds up, and what was reported."""
    part = scope.part
    always = _OF_ZONE if part is None else _OF_MILESTONE if part.milestone else _OF_PROJECT
    facts = scope.own if part is None else part.facts
    told = (fact.measure for fact in facts.all) if facts else ()
    return tuple(dict.fromkeys((*always, *(measure for measure in told if _is_figure(measure)))))


def _is_figure(measure: str) -> bool:
    return is_own(measure) and kind_of(measure) in ("money", "percent", "quantity")


def of_indicator(said: Said, measure: str) -> Printed | None:
    """Return the newest `value`, growth, increase, rate or target of an indicator, None where none is exact."""
    facts = said.get("" if measure == "value" else measure)
    return agreement.printed(facts[-1]) if facts else None


def figure(scope: Scope, measure: str) -> Printed | None:
    """Return what `measure` comes to in `scope`: a sum over a zone's projects where the ledger adds it up.

    None where nobody reported it, or a figure that it is made of is not exact.
    """
    return _of_zone(scope, measure) if scope.part is None else _of_part(scope.part, measure)


def _of_zone(scope: Scope, measure: str) -> Printed | None:
    live = [whole.own for whole in scope.wholes if not whole.own.state.position.aside]
    if measure in ("total_investment", "invested"):
        return _summed([figure for part in live for figure in _money(part.facts, measure)])
    if measure == "projects":
        return _counted(len(live))
    if measure in ("milestones", "milestones_done"):
        return _counted(sum(getattr(part.state.position, measure) for part in live))
    return _newest(scope.own, measure)


def _of_part(part: Part, measure: str) -> Printed | None:
    if measure == "invested":
        return _summed(_money(part.facts, measure))
    percent = part.position.progress if measure == "progress" else None
    if percent is None or part.position.progress_basis == "reported":
        return _newest(part.facts, measure)
    return Printed(Fraction(percent.low), Fraction(1, 100), "%", "") if percent.exact else None


def _newest(facts: Facts | None, measure: str) -> Printed | None:
    fact = facts.newest(measure) if facts else None
    return agreement.printed(fact) if fact else None


def _money(facts: Facts, measure: str) -> list[Printed | None]:
    if measure == "invested":
        used = [part for part in investment.account(facts.of(measure)) if part.state == "used"]
        return [_signed(part.observation, part.rule) for part in used]
    newest = facts.newest(measure)
    return [agreement.printed(newest)] if newest else []


def _signed(fact: Observation, rule: str) -> Printed | None:
    found = agreement.printed(fact)
    return found._replace(number=-found.number) if found and rule == "less_year_to_date" else found


def _summed(figures: Sequence[Printed | None]) -> Printed | None:
    known = [one for one in figures if one is not None]
    if not known or len(known) < len(figures):
        return None
    return Printed(_total(one.number for one in known), _total(one.step for one in known), known[0].unit, "")


def _total(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _counted(number: int) -> Printed:
    return Printed(Fraction(number), Fraction(0), "item", "")

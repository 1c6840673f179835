"""Domain: the facts that plan, spending and pace of the year are made of, as `domain.source` tells other figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.course import Told, course
from zonetrack.domain.signal import exemption
from zonetrack.domain.source import Input, demoted
from zonetrack.domain.spending import plans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.source import Part, Whole
    from zonetrack.domain.spending import Figure


def course_of(wholes: Iterable[Whole], as_of: date) -> Course:
    """Return how the year of these projects goes, those that are paused or dropped left out."""
    return course((Told(whole.own.state, whole.own.facts) for whole in wholes), as_of)


def pace(wholes: Sequence[Whole], as_of: date) -> list[Input]:
    """Return what the share of the year's plan, and the points ahead of time, are made of.

    Of a project that has only one of plan and figure that one is left out.
    """
    goings = {one.state.project.id: one for one in course_of(wholes, as_of).goings}
    found = []
    for whole in wholes:
        going = goings.get(whole.own.id)
        if going is not None:
            inputs = _of(whole.own, going)
            found += inputs if going.pace else _alone(inputs)
    return found


def figure(wholes: Sequence[Whole], as_of: date, name: str) -> list[Input]:
    """Return what `name`, a field of `Spending`, is made of: one project's, or the sum over several."""
    goings = course_of(wholes, as_of).goings
    parts = {whole.own.id: whole.own for whole in wholes}
    measure = "planned_investment" if name in ("plan", "to_date") else "invested"
    return [
        one for going in goings for one in _made(parts[going.state.project.id], getattr(going.spent, name), measure)
    ]


def to_date(wholes: Sequence[Whole], as_of: date) -> list[Input]:
    """Return what the share of the plan up to the month is made of; one of plan and figure alone is left out."""
    found = []
    for whole in wholes:
        both = [one for name in ("ytd", "to_date") for one in figure([whole], as_of, name)]
        found += both if all(one.fact for one in both) else _alone(both)
    return found


def exempt(wholes: Sequence[Whole], as_of: date) -> list[Input]:
    """Return the exemptions from lights that are in force."""
    facts = ((whole.own, exemption(whole.own.facts, as_of)) for whole in wholes)
    return [Input(part, fact.measure, fact, "used", "newest") for part, fact in facts if fact]


def _of(part: Part, going: Going) -> list[Input]:
    parts = _curve(part, going)
    return [
        *_made(part, going.spent.ytd, "invested"),
        *_made(part, going.spent.plan, "planned_investment"),
        *(one for one in parts if going.spent.plan is None or one.fact not in going.spent.plan.facts),
    ]


def _curve(part: Part, going: Going) -> list[Input]:
    """The plans of parts of the year, where they say how much should be done by then."""
    if going.pace is None or not going.pace.basis.startswith("curve"):
        return []
    year = str(going.spent.ytd.facts[0].day[:4]) if going.spent.ytd else ""
    plans = {o.span_edtf: o for o in plans_of(part.facts) if o.span_edtf[:4] == year != o.span_edtf}
    return [Input(part, "planned_investment", fact, "used", "part_of_year") for fact in plans.values()]


def _made(part: Part, made: Figure | None, measure: str) -> list[Input]:
    if made is None:
        return [Input(part, measure, None, "not_reported")]
    why = made.how if made.how != "reported" else "of_period"
    return [
        *(Input(part, measure, fact, "used", why) for fact in made.facts),
        *(Input(part, measure, fact, "used", "taken_off") for fact in made.off),
    ]


def _alone(inputs: Sequence[Input]) -> list[Input]:
    missing = [one for one in inputs if one.fact is None]
    return [*demoted(inputs, "left_out", "alone"), *missing]

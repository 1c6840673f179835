"""Reports: charts of a project and of a zone as plain data: schedule, deadlines by month, money by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.chart import Bar, Bars, Curve, Gantt, Line, Month, Point, Strip
from zonetrack.domain import spending
from zonetrack.domain.light import deadline_of, light_of
from zonetrack.domain.measure import ASIDE
from zonetrack.reports import cells
from zonetrack.values.money import Money
from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.chart import Chart
    from zonetrack.domain.fold import Facts
    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.state import ProjectState
    from zonetrack.report import Code

TWELFTH_PLACES = 2  # decimals of 万元: a twelfth of a plan is nobody's figure, and not known to the 分


def of_project(state: ProjectState, own: Facts, as_of: date) -> tuple[Chart, ...]:
    """Return the charts of a project that have something to show; `own` are its own facts. The schedule always."""
    found: list[Chart] = [gantt(state, as_of)]
    calendar, money = strip([state], state.project.name, as_of), curve(own, state.project.name, as_of)
    found += [calendar] if calendar.months else []
    found += [money] if any(point.fact is not None for point in money.points) else []
    return tuple(found)


def of_zone(states: Sequence[ProjectState], name: str, as_of: date) -> tuple[Chart, ...]:
    """Return the charts of a zone: how far its projects are, and what falls due when."""
    calendar = strip(states, name, as_of)
    return (bars(states, name, as_of), *([calendar] if calendar.months else []))


def gantt(state: ProjectState, as_of: date) -> Gantt:
    """Return the schedule `gantt` of a project: its own line, then one for each milestone."""
    aside = state.position.stage if state.position.aside else None
    lines = [_own(state, as_of)]
    lines += [
        _line(m.milestone.name, m.position, light_of(m.position, as_of, aside=aside), as_of) for m in state.milestones
    ]
    return Gantt("gantt", as_of, tuple(lines), {"name": state.project.name})


def schedule(states: Iterable[ProjectState], as_of: date) -> tuple[Line, ...]:
    """Return a line for each project."""
    return tuple(_own(state, as_of) for state in states)


def _own(state: ProjectState, as_of: date) -> Line:
    light = cells.light(state, as_of)
    if deadline_of(state.position, as_of) is None:
        light = {"late": "late_within", "due_soon": "soon_within"}.get(light, light)
    return _line(state.project.name, state.position, light, as_of)


def _line(name: str, position: ProjectPosition | MilestonePosition, light: str, as_of: date) -> Line:
    deadline = deadline_of(position, as_of)
    due, first = position.due, position.baseline_due
    return Line(
        name,
        light,
        position.progress,
        position.started or position.start,
        position.started is not None,
        due,
        first if first and due and first.edtf != due.edtf else None,
        position.done_on,
        deadline.days_late if deadline else 0,
        deadline.side if deadline else "finish",
    )


def bars(states: Iterable[ProjectState], name: str, as_of: date) -> Bars:
    """Return `bars`: how far each project is that is not paused or dropped, in the order of the ledger."""
    found = []
    for state in states:
        if state.position.aside:
            continue
        worst = max((d.days_late for p in cells.positions(state) if (d := deadline_of(p, as_of))), default=0)
        found.append(Bar(state.project.name, cells.light(state, as_of), state.position.progress, worst))
    return Bars("bars", as_of, tuple(found), {"name": name})


def strip(states: Iterable[ProjectState], name: str | Code, as_of: date) -> Strip:
    """Return `strip`: the planned finishes of projects and milestones by the month of their last day.

    What is paused or dropped is left out, as in every count.
    """
    months: dict[date, list[int]] = {}
    for state in states:
        for position in () if state.position.aside else cells.positions(state):
            last = position.due.last if position.due else None
            if last is None or position.stage in ASIDE:
                continue
            counts = months.setdefault(last.replace(day=1), [0, 0, 0])
            counts[0 if position.done_on else 1 if last < as_of else 2] += 1
    return Strip("strip", as_of, tuple(Month(day, *counts) for day, counts in sorted(months.items())), {"name": name})


def curve(own: Facts, name: str, as_of: date) -> Curve:
    """Return plan and fact of a project's money by month of the year of `as_of`, both since New Year.

    Where plans of months or quarters were given the plan stands at their ends (`curve`); else the plan of the year is
    spread evenly (`curve_even`).  A month of which nobody reported has no fact.
    """
    plans, invested = spending.plans_of(own), own.of("invested")
    whole = spending.planned(plans, as_of.year)
    ends = [month_end(as_of.year, number) for number in range(1, 13)]
    parts = [spending.planned_to(plans, spending.month_of(day)) for day in ends]
    even = not any(parts[:-1]) and whole is not None
    points = []
    for number, day in enumerate(ends, 1):
        planned = _even(whole.money, number) if even and whole else _money(parts[number - 1])
        reached = number <= as_of.month
        done = spending.year_to_date(invested, spending.month_of(day)) if reached else None
        points.append(Point(day, planned, _money(done)))
    title = {"name": name, "year": f"{as_of.year:04d}"}
    return Curve("curve_even" if even else "curve", as_of, tuple(points), title)


def _money(figure: spending.Figure | None) -> Money | None:
    return figure.money if figure else None


def _even(plan: Money, months: int) -> Money:
    """Return so many twelfths of a plan, rounded once to 0.01万元, or to the decimals of the plan if more."""
    places = max(plan.places, TWELFTH_PLACES)
    unit = 10 ** (6 - places)
    return Money((2 * plan.fen * months + 12 * unit) // (24 * unit) * unit, places, plan.qualifier)

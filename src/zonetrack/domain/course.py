"""Domain: how the year of several projects goes: spending, pace and light of each, all up to the same month."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from zonetrack.domain import signal
from zonetrack.domain.fold import Facts
from zonetrack.domain.measure import STAGES
from zonetrack.domain.pace import Pace, pace, together
from zonetrack.domain.position import MilestonePosition, ProjectPosition
from zonetrack.domain.signal import Rule, Signal
from zonetrack.domain.spending import Month, Spending, month_of, newest_month, spending
from zonetrack.domain.state import ProjectState, items_of

GROUPS = ("project", "category", "zone", "unit", "leader", "stage", "tag")


class Told(NamedTuple):
    """A project as of a day and its own facts true by that day: money, plans and exemptions are enough."""

    state: ProjectState
    facts: Facts


class Going(NamedTuple):
    """How the year of a project goes in the month of its `Course`; `signal` is None where there is no rule."""

    state: ProjectState
    facts: Facts
    spent: Spending
    pace: Pace | None
    signal: Signal | None

    @property
    def day(self) -> str | None:
        """The newest day (ISO) that its figure since New Year reaches; None without one."""
        return max((o.day for o in self.spent.ytd.facts), default=None) if self.spent.ytd else None


class Course(NamedTuple):
    """The year of several projects that are not paused or dropped, in their order.

    `month` is the newest that any of them reports; where none does (`reported` is false) that of the day asked for.
    `aside` counts the paused and dropped ones that were left out.
    """

    month: Month
    reported: bool
    rule: Rule | None
    goings: tuple[Going, ...]
    aside: int = 0


def course(told: Iterable[Told], as_of: date, rule: Rule | None = None, counted: str | None = None) -> Course:
    """Return how the year of these projects goes, by all facts true on `as_of`; paused and dropped ones are left out.

    `counted`: time by month or by day alone; without it plans of parts of the year go first, then months.
    """
    every = list(told)
    known = [one for one in every if not one.state.position.aside]
    newest = newest_month((one.facts for one in known), as_of)
    month = newest or month_of(as_of)
    goings = tuple(_going(one, month, as_of, rule, counted) for one in known)
    return Course(month, newest is not None, rule, goings, len(every) - len(known))


def _going(one: Told, month: Month, as_of: date, rule: Rule | None, counted: str | None) -> Going:
    spent = spending(one.facts, month)
    found = pace(one.facts, spent, month, counted)
    light = None if rule is None else _signal(one, month, as_of, rule, counted)
    return Going(one.state, one.facts, spent, found, light)


def _signal(one: Told, month: Month, as_of: date, rule: Rule, counted: str | None) -> Signal:
    exempt = signal.exemption(one.facts, as_of)
    if exempt:
        return Signal("exempt", "exempt", reason=exempt.value)
    late = days_late(one.state, as_of)
    found = [_judged(one.facts, month, rule, late, counted)]
    while found[-1].code in ("yellow", "red") and len(found) < rule.after:
        month = month.before
        found.append(_judged(one.facts, month, rule, late, counted))
    return signal.escalated(rule, found)


def _judged(facts: Facts, month: Month, rule: Rule, late: int | None, counted: str | None) -> Signal:
    spent = spending(facts, month)
    planned = spent.plan is not None and spent.plan.money.fen > 0
    found = pace(facts, spent, month, counted)
    return signal.judge(rule, found, late, "no_figure" if planned else "no_plan")


def days_late(state: ProjectState, as_of: date) -> int | None:
    """Return by how many days the worst deadline of a project or its milestones has passed unmet.

    None where none was ever planned.
    """
    if not any(position.due or position.start for position in positions(state)):
        return None
    return max((item.deadline.days_late for item in items_of([state], as_of)), default=0)


def positions(state: ProjectState) -> tuple[ProjectPosition | MilestonePosition, ...]:
    """Return where a project and its milestones that are not dropped stand."""
    return (state.position, *(m.position for m in state.milestones if m.position.stage != "dropped"))


_NAMES: dict[str, Callable[[ProjectState], Sequence[str | None]]] = {
    "project": lambda state: [state.ref],
    "category": lambda state: [state.project.category or None],
    "zone": lambda state: [state.zone.name],
    "unit": lambda state: [state.position.unit],
    "leader": lambda state: [state.position.leader],
    "stage": lambda state: [state.position.stage],
    "tag": lambda state: state.project.tags.splitlines() or [None],
}


def groups(goings: Iterable[Going], by: str) -> dict[str | None, list[Going]]:
    """Return the projects by one of `GROUPS`, in order of appearance, stages in that of a project's life; None last.

    A project with several tags stands under each of them.
    """
    found: dict[str | None, list[Going]] = {}
    for one in goings:
        for name in _NAMES[by](one.state):
            found.setdefault(name, []).append(one)
    names = [stage for stage in STAGES if stage in found] if by == "stage" else [name for name in found if name]
    return {name: found[name] for name in [*names, *([None] if None in found else [])]}


def pace_of(goings: Iterable[Going]) -> Pace | None:
    """Return the pace of several projects together, over those that have one."""
    return together(one.pace for one in goings if one.pace)

"""Domain: promises and what became of them: what was put off, and how many nodes were done of those promised.

`slips` tells how a planned date was moved.  `kept` counts nodes: the share done of those baselined to be done by a day
(节点执行率), and the share of those due in a period that were done on or before their baseline (按期率).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import when_of
from zonetrack.values.percent import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Observation
    from zonetrack.domain.state import MilestoneState, ProjectState
    from zonetrack.values.when import When

# Which end of an item was promised → the measure that holds the promise.
SIDES = {"finish": "planned_finish", "start": "planned_start"}


class Move(NamedTuple):
    """A planned date that was replaced: by which fact, and by how many days its last day moved.

    `days` is below 0 where it was brought forward, and None where either has no last day.
    """

    fact: Observation
    old: When
    new: When
    days: int | None


class Slips(NamedTuple):
    """One promise through time: the first date ever given, the present one, and every move between, oldest first."""

    first: When
    due: When
    moves: tuple[Move, ...]

    @property
    def times(self) -> int:
        """How often it was put off; what was brought forward does not count."""
        return sum(1 for move in self.moves if move.days is not None and move.days > 0)

    @property
    def days(self) -> int | None:
        """Days from the last day of the first promise to that of the present one; None where either has none."""
        return days_between(self.first, self.due)


def days_between(old: When, new: When) -> int | None:
    """Return by how many days the last day of `new` is after that of `old`; None where either is open."""
    return None if old.last is None or new.last is None else (new.last - old.last).days


def slips(facts: Facts, side: str = "finish") -> Slips | None:
    """Return how the planned finish (or `side` start) of a subject was moved; None where none was ever given."""
    said = [(fact, when_of(fact)) for fact in facts.of(SIDES[side])]
    if not said:
        return None
    moves = [
        Move(fact, old, new, days_between(old, new)) for (_, old), (fact, new) in pairwise(said) if old.edtf != new.edtf
    ]
    return Slips(said[0][1], said[-1][1], tuple(moves))


class Node(NamedTuple):
    """What can be kept or missed: a milestone, or a project without any; `state` is that of its project."""

    state: ProjectState
    milestone: MilestoneState | None

    @property
    def position(self) -> ProjectPosition | MilestonePosition:
        """The position of whichever is meant."""
        return self.milestone.position if self.milestone else self.state.position

    @property
    def aside(self) -> bool:
        """Whether it or its project is paused or dropped: then it is in no count."""
        return bool(self.state.position.aside) or self.position.stage in ("paused", "dropped")


def nodes_of(states: Iterable[ProjectState]) -> list[Node]:
    """Return the nodes of these projects; a project without milestones is its own only node."""
    found: list[Node] = []
    for state in states:
        found += [Node(state, milestone) for milestone in state.milestones] or [Node(state, None)]
    return found


class Kept(NamedTuple):
    """Nodes counted against their baselines, the first finish ever planned.

    `planned`: those with a baseline; `done`: how many of them are done; `due`: baselined to be done by the day;
    `period_due`: baselined within the period; `on_time`: of these, done on or before the baseline for certain;
    `unsure`: of these, done, but only known to be done by a day after it (such are not counted as on time).
    """

    planned: int = 0
    done: int = 0
    due: int = 0
    period_due: int = 0
    on_time: int = 0
    unsure: int = 0

    @property
    def execution(self) -> Ratio | None:
        """节点执行率: done ÷ due.  Early finishes may bring it above 100 %.  None where nothing was due."""
        return Ratio(self.done, self.due) if self.due else None

    @property
    def on_time_share(self) -> Ratio | None:
        """按期率: on time ÷ due within the period; None where nothing was."""
        return Ratio(self.on_time, self.period_due) if self.period_due else None


def kept(nodes: Iterable[Node], as_of: date, since: date | None = None) -> Kept:
    """Count `nodes` that are not aside by `as_of`; the period is from the day `since` on, without it all the time."""
    planned = done = due = period = on_time = unsure = 0
    for node in nodes:
        baseline = node.position.baseline_due
        if node.aside or baseline is None or baseline.last is None:
            continue
        finished = node.position.done_on
        planned += 1
        done += finished is not None
        if baseline.last > as_of:
            continue
        due += 1
        if since is not None and baseline.last < since:
            continue
        period += 1
        if finished is not None and finished.last is not None:
            on_time += finished.last <= baseline.last
            begun = finished.first is None or finished.first <= baseline.last
            unsure += finished.last > baseline.last and begun
    return Kept(planned, done, due, period, on_time, unsure)

"""Domain: records together with where they stand on a day, as reports read them."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from zonetrack.domain.light import SOON, Deadline, deadline_of
from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition
from zonetrack.domain.records import Milestone, Observation, Project, Zone
from zonetrack.values import money as moneys
from zonetrack.values.money import Money


class MilestoneState(NamedTuple):
    """A milestone and where it stands."""

    milestone: Milestone
    position: MilestonePosition


class ProjectState(NamedTuple):
    """A project of a zone, where it stands, and its milestones in order."""

    zone: Zone
    project: Project
    position: ProjectPosition
    milestones: tuple[MilestoneState, ...]

    @property
    def ref(self) -> str:
        """The full reference."""
        return f"{self.zone.slug}/{self.project.slug}"


class Item(NamedTuple):
    """A project or milestone with a deadline that is late or near."""

    state: ProjectState
    milestone: MilestoneState | None
    deadline: Deadline

    @property
    def position(self) -> ProjectPosition | MilestonePosition:
        """The position of whichever is meant."""
        return self.milestone.position if self.milestone else self.state.position

    @property
    def id(self) -> str:
        """The id of whichever is meant."""
        return self.milestone.milestone.id if self.milestone else self.state.project.id

    @property
    def ref(self) -> str:
        """The full reference of whichever is meant."""
        return f"{self.state.ref}/{self.milestone.milestone.slug}" if self.milestone else self.state.ref


class Sums(NamedTuple):
    """Money over several projects: each sum with the number of those that report it; rates only over `both`."""

    total: Money | None
    with_total: int
    invested: Money | None
    with_invested: int
    both_total: int
    both_invested: int
    both: int


class ZoneState(NamedTuple):
    """A zone, its counts and sums, when anything was last reported, its near deadlines, and what it says of itself.

    `projects` holds those that were read: all of them, or only those with a deadline.
    """

    zone: Zone
    position: ZonePosition
    sums: Sums
    last_reported: str | None
    items: tuple[Item, ...]
    reported: tuple[Observation, ...]


def items_of(states: Iterable[ProjectState], as_of: date, within: int = SOON) -> list[Item]:
    """Return what is late on `as_of` or due within `within` days: worst first, then by day and reference."""
    found = []
    for state in states:
        for milestone in (None, *state.milestones):
            deadline = deadline_of((milestone or state).position, as_of, within)
            if deadline:
                found.append(Item(state, milestone, deadline))
    return sorted(found, key=lambda i: (-i.deadline.days_late, i.deadline.day, i.ref))


def sums_of(states: Iterable[ProjectState]) -> Sums:
    """Return the money of these projects, exact, with how many report it."""
    known = [s.position for s in states]
    totals = [p.total for p in known if p.total is not None]
    invested = [p.invested for p in known if p.invested is not None]
    both = [(p.total, p.invested) for p in known if p.total is not None and p.invested is not None]
    return Sums(
        moneys.total(totals) if totals else None,
        len(totals),
        moneys.total(invested) if invested else None,
        len(invested),
        sum(total.fen for total, _ in both),
        sum(done.fen for _, done in both),
        len(both),
    )

"""Domain: positions, where each milestone, project and zone stands.  Derived from facts, never said."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When


class MilestonePosition(NamedTuple):
    """Where a milestone stands.

    `progress_basis` is reported or quantity; `done_basis` reported or computed (percentage × total).
    `finish_due` and `start_due` are the last days by which it must finish and start: None once that does not
    bind it any more.  `newest` is the day of its newest fact, `last_reported` of the newest report on it (ISO).
    """

    zone_id: str
    project_id: str
    milestone_id: str
    stage: str | None = None
    started: When | None = None
    done_on: When | None = None
    progress: Percent | None = None
    progress_basis: str | None = None
    done: Quantity | None = None
    done_basis: str | None = None
    total: Quantity | None = None
    start: When | None = None
    due: When | None = None
    baseline_due: When | None = None
    slips: int = 0
    weight: Decimal | None = None
    owner: str | None = None
    words: str | None = None
    next: str | None = None
    problem: str | None = None
    flags: str = ""
    last_reported: str | None = None
    newest: str | None = None
    finish_due: str | None = None
    start_due: str | None = None


class ProjectPosition(NamedTuple):
    """Where a project stands.

    `progress_basis` is reported, quantity or weighted; `invested_basis` is since_start, or by_period where no figure
    since the start was ever given.  `milestones` counts all that are not dropped.  `aside` is 1 for a paused or
    dropped project, which no sum counts.  `last_reported` and `newest` take in the milestones.
    """

    zone_id: str
    project_id: str
    stage: str | None = None
    aside: int = 0
    started: When | None = None
    done_on: When | None = None
    progress: Percent | None = None
    progress_basis: str | None = None
    milestones: int = 0
    milestones_done: int = 0
    milestones_under_way: int = 0
    total: Money | None = None
    invested: Money | None = None
    invested_basis: str | None = None
    start: When | None = None
    due: When | None = None
    baseline_due: When | None = None
    slips: int = 0
    owner: str | None = None
    unit: str | None = None
    leader: str | None = None
    words: str | None = None
    next: str | None = None
    problem: str | None = None
    flags: str = ""
    last_reported: str | None = None
    newest: str | None = None
    finish_due: str | None = None
    start_due: str | None = None


class ZonePosition(NamedTuple):
    """Counts and sums in 分 over a zone's projects that are not aside.

    `both_*` are over the projects that report both a total and what is invested: the only ones a rate may use.
    """

    zone_id: str
    projects: int = 0
    aside: int = 0
    milestones: int = 0
    milestones_done: int = 0
    milestones_under_way: int = 0
    total_fen: int = 0
    projects_with_total: int = 0
    invested_fen: int = 0
    projects_with_invested: int = 0
    both_total_fen: int = 0
    both_invested_fen: int = 0
    projects_with_both: int = 0


def has_begun(progress: Percent | None, started: When | None) -> bool:
    """Tell whether something has begun, by the day it was started or by a progress above 0."""
    return started is not None or (progress is not None and progress.low > 0)


def is_under_way(position: MilestonePosition) -> bool:
    """Tell whether a milestone has begun, by its stage, a progress or a quantity above 0."""
    counted = position.done is not None and position.done.number > 0
    return counted or has_begun(position.progress, position.started)


def contribution(position: ProjectPosition) -> tuple[int, ...]:
    """Return what one project adds to its zone: the fields of `ZonePosition` after `zone_id`, in order."""
    if position.aside:
        return (0, 1) + (0,) * 10
    total = position.total.fen if position.total else 0
    invested = position.invested.fen if position.invested else 0
    both = position.total is not None and position.invested is not None
    return (
        1,
        0,
        position.milestones,
        position.milestones_done,
        position.milestones_under_way,
        total,
        int(position.total is not None),
        invested,
        int(position.invested is not None),
        total if both else 0,
        invested if both else 0,
        int(both),
    )


def zone_position(zone_id: str, projects: Iterable[ProjectPosition]) -> ZonePosition:
    """Return the counts and sums of a zone from the positions of all its projects."""
    sums: tuple[int, ...] = (0,) * 12
    for project in projects:
        sums = tuple(have + more for have, more in zip(sums, contribution(project), strict=True))
    return ZonePosition(zone_id, *sums)

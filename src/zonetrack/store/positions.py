"""Store: keeping the positions in step with the facts, inside the transaction that changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.fold import Facts, fold_milestone, fold_project, stage_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.position import ZonePosition, contribution
from zonetrack.domain.records import Milestone, Project
from zonetrack.store import codec
from zonetrack.store.facts import (
    MILESTONE_POSITIONS,
    MILESTONES,
    OF_MILESTONE,
    OF_PROJECT,
    PROJECT_POSITION,
    ZONE_POSITION,
    observations,
)
from zonetrack.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Observation
    from zonetrack.store.db import Db


Sums = tuple[int, ...]  # what projects add to their zone, as `contribution` has it
NOTHING: Sums = (0,) * 12


def refold(db: Db, touched: Mapping[tuple[str, str], Collection[str]]) -> None:
    """Bring the positions of projects, of their touched milestones and of their zones up to date.

    `touched` has the ids of milestones by (zone id, project id), those that are gone too.  Reads only the rows of those
    subjects; a zone moves once, by the difference that all its projects make.
    """
    moved: dict[str, Sums] = {}
    for (zone_id, project_id), milestones in touched.items():
        old, new = _refold_project(db, zone_id, project_id, milestones)
        difference = plus(contribution(new) if new else NOTHING, contribution(old) if old else NOTHING, -1)
        moved[zone_id] = plus(moved.get(zone_id, NOTHING), difference)
    for zone_id, difference in moved.items():
        move_zone(db, zone_id, difference)


def plus(some: Sums, others: Sums, times: int = 1) -> Sums:
    """Return each of `some` with the one of `others` in its place added so many times."""
    return tuple(one + times * other for one, other in zip(some, others, strict=True))


def _refold_project(
    db: Db, zone_id: str, project_id: str, touched: Collection[str]
) -> tuple[ProjectPosition | None, ProjectPosition | None]:
    """Return the position of a project as it was and as it is now; None for one that is not on record."""
    keys = {"zone_id": zone_id, "project_id": project_id}
    old_row = db.one(PROJECT_POSITION, **keys)
    old = codec.PROJECT.read(old_row) if old_row else None
    row = db.one(JOURNALLED["project"].get, zone_id=zone_id, id=project_id)
    milestones = [Milestone._make(r) for r in db.rows(MILESTONES, **keys)]
    kept = {position.milestone_id: position for position in _stored(db, keys)} if milestones or touched else {}
    if row is None:
        _drop_missing(db, zone_id, kept, set())
        db.rows(codec.PROJECT.delete, **keys)
        return old, None
    own = observations(db, OF_PROJECT, **keys)
    aside = bool(milestones) and stage_of(Facts(own))[0] in ASIDE
    everyone = old is None or bool(old.aside) != aside
    _drop_missing(db, zone_id, kept, {m.id for m in milestones})
    positions = [
        _refold_milestone(db, milestone, aside=aside)
        if everyone or milestone.id in touched or milestone.id not in kept
        else kept[milestone.id]
        for milestone in milestones
    ]
    new = fold_project(Project._make(row), own, positions)
    db.rows(codec.PROJECT.upsert, **codec.PROJECT.write(new))
    return old, new


def fold(
    project: Project, own: Sequence[Observation], within: Iterable[tuple[Milestone, Sequence[Observation]]]
) -> tuple[list[MilestonePosition], ProjectPosition]:
    """Return the positions of the milestones of a project, and of the project, by all their facts."""
    within = list(within)
    aside = bool(within) and stage_of(Facts(own))[0] in ASIDE
    milestones = [fold_milestone(milestone, facts, aside=aside) for milestone, facts in within]
    return milestones, fold_project(project, own, milestones)


def _stored(db: Db, keys: dict[str, str]) -> list[MilestonePosition]:
    return [codec.MILESTONE.read(row) for row in db.rows(MILESTONE_POSITIONS, **keys)]


def _drop_missing(db: Db, zone_id: str, kept: dict[str, MilestonePosition], present: set[str]) -> None:
    for milestone_id in kept.keys() - present:
        db.rows(codec.MILESTONE.delete, zone_id=zone_id, milestone_id=milestone_id)


def _refold_milestone(db: Db, milestone: Milestone, *, aside: bool) -> MilestonePosition:
    facts = observations(
        db, OF_MILESTONE, zone_id=milestone.zone_id, project_id=milestone.project_id, milestone_id=milestone.id
    )
    position = fold_milestone(milestone, facts, aside=aside)
    db.rows(codec.MILESTONE.upsert, **codec.MILESTONE.write(position))
    return position


def move_zone(db: Db, zone_id: str, difference: Sums) -> None:
    """Add what its projects changed by to the position of a zone; one that is nothing has no row."""
    if not any(difference):
        return
    row = db.one(ZONE_POSITION, zone_id=zone_id)
    moved = plus(codec.ZONE.read(row)[1:] if row else NOTHING, difference)
    if any(moved):
        db.rows(codec.ZONE.upsert, **codec.ZONE.write(ZonePosition(zone_id, *moved)))
    else:
        db.rows(codec.ZONE.delete, zone_id=zone_id)

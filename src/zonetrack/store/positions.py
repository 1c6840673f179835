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
    from collections.abc import Iterable

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.store.db import Db


def refold(db: Db, zone_id: str, project_id: str, touched: Iterable[str]) -> None:
    """Bring the positions of a project, of its `touched` milestones and of its zone up to date.

    Reads only the rows of those subjects; the zone moves by the difference that the project makes.
    """
    keys = {"zone_id": zone_id, "project_id": project_id}
    old_row = db.one(PROJECT_POSITION, **keys)
    old = codec.PROJECT.read(old_row) if old_row else None
    row = db.one(JOURNALLED["project"].get, zone_id=zone_id, id=project_id)
    kept = {position.milestone_id: position for position in _stored(db, keys)}
    if row is None:
        _drop_missing(db, zone_id, kept, set())
        db.rows(codec.PROJECT.delete, **keys)
        _move_zone(db, zone_id, old, None)
        return
    own = observations(db, OF_PROJECT, **keys)
    aside = stage_of(Facts(own))[0] in ASIDE
    everyone = old is None or bool(old.aside) != aside
    milestones = [Milestone._make(r) for r in db.rows(MILESTONES, **keys)]
    _drop_missing(db, zone_id, kept, {m.id for m in milestones})
    positions = [
        _refold_milestone(db, milestone, aside=aside)
        if everyone or milestone.id in touched or milestone.id not in kept
        else kept[milestone.id]
        for milestone in milestones
    ]
    new = fold_project(Project._make(row), own, positions)
    db.rows(codec.PROJECT.upsert, **codec.PROJECT.write(new))
    _move_zone(db, zone_id, old, new)


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


def _move_zone(db: Db, zone_id: str, old: ProjectPosition | None, new: ProjectPosition | None) -> None:
    row = db.one(ZONE_POSITION, zone_id=zone_id)
    zone = codec.ZONE.read(row) if row else ZonePosition(zone_id)
    nothing = (0,) * 12
    before = contribution(old) if old else nothing
    after = contribution(new) if new else nothing
    moved = [have - less + more for have, less, more in zip(zone[1:], before, after, strict=True)]
    if any(moved):
        db.rows(codec.ZONE.upsert, **codec.ZONE.write(ZonePosition(zone_id, *moved)))
    else:
        db.rows(codec.ZONE.delete, zone_id=zone_id)

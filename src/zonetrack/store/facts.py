"""Store: the facts on record, and the stored positions, of a zone, a project or a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.measure import PREFIXES, measure_of
from zonetrack.domain.records import Milestone, Observation
from zonetrack.store import codec

if TYPE_CHECKING:
    from zonetrack.domain.records import Subject, Zone
    from zonetrack.store.db import Db

_OBSERVATIONS = f"SELECT {', '.join(Observation._fields)} FROM observation WHERE zone_id = :zone_id"
OF_ZONE = f"{_OBSERVATIONS} AND project_id IS NULL ORDER BY day, seq, n"
NAMED = f"""
    {_OBSERVATIONS} AND project_id IS NULL AND measure LIKE :beginning ESCAPE '!' ORDER BY day, seq, n
"""
OF_PROJECT = f"{_OBSERVATIONS} AND project_id = :project_id AND milestone_id IS NULL ORDER BY day, seq, n"
OF_MILESTONE = f"{_OBSERVATIONS} AND project_id = :project_id AND milestone_id = :milestone_id ORDER BY day, seq, n"
WITHIN_PROJECT = f"{_OBSERVATIONS} AND project_id = :project_id ORDER BY day, seq, n"
IDS = "SELECT id FROM observation WHERE zone_id = :zone_id"
MILESTONES = f"""
    SELECT {", ".join(Milestone._fields)} FROM milestone
    WHERE zone_id = :zone_id AND project_id = :project_id ORDER BY position, id
"""
MILESTONE_POSITIONS = f"{codec.MILESTONE.select} WHERE zone_id = :zone_id AND project_id = :project_id"
PROJECT_POSITION = f"{codec.PROJECT.select} WHERE zone_id = :zone_id AND project_id = :project_id"
ZONE_POSITION = f"{codec.ZONE.select} WHERE zone_id = :zone_id"


def observations(db: Db, sql: str, **params: object) -> list[Observation]:
    """Return the facts that one of the texts above selects."""
    return [Observation._make(row) for row in db.rows(sql, **params)]


def ids_of(db: Db, zone: Zone) -> set[str]:
    """Return the ids of all facts of a zone."""
    return {id_ for (id_,) in db.rows(IDS, zone_id=zone.zone_id)}


def facts_of(db: Db, subject: Subject) -> list[Observation]:
    """Return the facts of exactly this subject, oldest first."""
    zone_id = subject.zone.zone_id
    if subject.kind in PREFIXES:
        return observations(db, NAMED, zone_id=zone_id, beginning=f"{measure_of(subject)}%")
    if subject.project is None:
        return observations(db, OF_ZONE, zone_id=zone_id)
    if subject.milestone is None:
        return observations(db, OF_PROJECT, zone_id=zone_id, project_id=subject.project.id)
    return observations(
        db, OF_MILESTONE, zone_id=zone_id, project_id=subject.project.id, milestone_id=subject.milestone.id
    )

"""Store: a zone's projects, or one of them, with every fact that their figures may be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.fold import Facts
from zonetrack.domain.measure import named_by
from zonetrack.domain.records import Observation
from zonetrack.domain.source import Part, Scope, Whole
from zonetrack.store import facts, reading, spending
from zonetrack.store.journal import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.records import Entry, Subject, Zone
    from zonetrack.domain.state import ProjectState
    from zonetrack.store.db import Db

OF_PROJECTS = f"""
    SELECT {", ".join(Observation._fields)} FROM observation
    WHERE zone_id = :zone_id AND project_id IS NOT NULL ORDER BY day, seq, n
"""
ADDED = """
    SELECT row_id, min(seq) FROM change
    WHERE zone_id = :zone_id AND row_table = 'project' AND before IS NULL GROUP BY row_id
"""


def scope(db: Db, subject: Subject, as_of: date) -> Scope:
    """Return what figures of `subject` may be made of: facts true by `as_of`, of a zone those of all its projects."""
    zone, project = subject.zone, subject.project
    rule = spending.rule(db, as_of)
    if project is None:
        return _of_zone(db, zone, as_of)._replace(rule=rule)
    told = facts.observations(db, facts.WITHIN_PROJECT, zone_id=zone.zone_id, project_id=project.id)
    whole = _whole(reading.one_project(db, zone, project, as_of), told, as_of.isoformat())
    part = next((p for p in whole.milestones if subject.milestone and p.id == subject.milestone.id), whole.own)
    return Scope(zone, as_of, None, [whole], part, rule)


def _of_zone(db: Db, zone: Zone, as_of: date) -> Scope:
    by_project: dict[str | None, list[Observation]] = {}
    for fact in facts.observations(db, OF_PROJECTS, zone_id=zone.zone_id):
        by_project.setdefault(fact.project_id, []).append(fact)
    day = as_of.isoformat()
    states = reading.projects(db, zone, as_of)
    wholes = [_whole(state, by_project.get(state.project.id, []), day) for state in states]
    said = facts.observations(db, facts.OF_ZONE, zone_id=zone.zone_id)
    own = [fact for fact in said if named_by(fact.measure) is None]
    return Scope(zone, as_of, Facts(own, day), wholes, None)


def _whole(state: ProjectState, told: Iterable[Observation], day: str) -> Whole:
    of: dict[str | None, list[Observation]] = {}
    for fact in told:
        of.setdefault(fact.milestone_id, []).append(fact)
    milestones = tuple(Part(state, m, Facts(of.get(m.milestone.id, []), day)) for m in state.milestones)
    return Whole(Part(state, None, Facts(of.get(None, []), day)), milestones)


def added(db: Db, zone: Zone) -> dict[str, Entry]:
    """Return by which entry each project of a zone came, by its id."""
    found = {}
    for row_id, seq in db.rows(ADDED, zone_id=zone.zone_id):
        entry = find(db, zone.zone_id, seq)
        if entry:
            found[row_id] = entry
    return found

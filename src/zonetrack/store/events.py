"""Store: events, enterprises and procedures of zones on a day, and what of them is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.due import Due, in_order
from zonetrack.domain.enterprise import Enterprise, enterprises
from zonetrack.domain.event import EventState, states, true_by
from zonetrack.domain.procedure import expiring
from zonetrack.domain.records import Event, Followup, Observation, Project
from zonetrack.store import facts, reading
from zonetrack.store.indicators import EVENTS, FOLLOWUPS
from zonetrack.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.store.db import Db

# Projects of which a procedure expires by the end of a year, or did: index observation_by_validity holds them alone.
WITH_VALIDITY = """
    SELECT DISTINCT project_id FROM observation
    WHERE zone_id = :zone_id AND measure LIKE 'p:%:expires' AND value < :year
"""


class Told(NamedTuple):
    """What a zone's page tells besides its projects: its events, and its enterprises."""

    events: list[EventState]
    enterprises: list[Enterprise]


def told(db: Db, zone: Zone, as_of: date) -> Told:
    """Return the events and enterprises of a zone on a day.  Cost: one pass over what was said of the zone itself."""
    known = _said(db, zone, as_of)
    return Told(_states(db, zone, known), enterprises(known))


def events(db: Db, zone: Zone, as_of: date) -> list[EventState]:
    """Return the events of a zone that were spoken of by a day, the newest first."""
    return _states(db, zone, _said(db, zone, as_of))


def _said(db: Db, zone: Zone, as_of: date) -> list[Observation]:
    return true_by(facts.observations(db, facts.OF_ZONE, zone_id=zone.zone_id), as_of.isoformat())


def _states(db: Db, zone: Zone, known: Iterable[Observation]) -> list[EventState]:
    held = [Event._make(row) for row in db.rows(EVENTS, zone_id=zone.zone_id)]
    after = [Followup._make(row) for row in db.rows(FOLLOWUPS, zone_id=zone.zone_id)] if held else []
    return states(zone, held, after, known) if held else []


def dues(db: Db, zones: Iterable[Zone], as_of: date, within: int) -> list[Due]:
    """Return the follow-ups and validities of zones that are late or due within `within` days, the latest first.

    Cost: two queries for a zone that has neither.
    """
    found: list[Due] = []
    for zone in zones:
        found += (due for one in _followed(db, zone, as_of) for f in one.followups if (due := f.due(as_of, within)))
        found += _expiring(db, zone, as_of, within)
    return in_order(found)


def _followed(db: Db, zone: Zone, as_of: date) -> list[EventState]:
    return events(db, zone, as_of) if db.rows(FOLLOWUPS, zone_id=zone.zone_id) else []


def _expiring(db: Db, zone: Zone, as_of: date, within: int) -> Iterator[Due]:
    after = str((as_of + timedelta(days=within)).year + 1)
    for (project_id,) in db.rows(WITH_VALIDITY, zone_id=zone.zone_id, year=after):
        row = db.one(JOURNALLED["project"].get, zone_id=zone.zone_id, id=project_id)
        if row:
            state = reading.one_project(db, zone, Project._make(row), as_of)
            yield from expiring(state, reading.facts_within(db, state, as_of), as_of, within)

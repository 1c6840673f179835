"""Store: the indicators of a zone with all that was said of them, and its records whose facts are the zone's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.indicator import Readings
from zonetrack.domain.records import Event, Followup, Indicator, Subject
from zonetrack.store import facts

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.store.db import Db

INDICATORS = f"SELECT {', '.join(Indicator._fields)} FROM indicator WHERE zone_id = :zone_id ORDER BY position, id"
EVENTS = f"SELECT {', '.join(Event._fields)} FROM event WHERE zone_id = :zone_id ORDER BY position, id"
FOLLOWUPS = f"SELECT {', '.join(Followup._fields)} FROM followup WHERE zone_id = :zone_id ORDER BY position, id"


def indicators(db: Db, zone: Zone) -> list[Indicator]:
    """Return the indicators of a zone, in order."""
    return [Indicator._make(row) for row in db.rows(INDICATORS, zone_id=zone.zone_id)]


def readings(db: Db, zone: Zone, as_of: date) -> list[Readings]:
    """Return what was said of every indicator of a zone by a day, in their order.

    Cost: two queries, and one only where the zone has no indicators.
    """
    known = indicators(db, zone)
    if not known:
        return []
    said = facts.observations(db, facts.OF_ZONE, zone_id=zone.zone_id)
    found = {one.id: Readings(one, said, as_of) for one in known}
    for one in found.values():
        whole = one.standing("whole")
        one.whole = found.get(whole.value) if whole else None
    return list(found.values())


def named(db: Db, zone: Zone) -> list[Subject]:
    """Return the indicators, events and follow-ups of a zone, in order; a follow-up stands behind all events."""
    events = {event.id: event for event in (Event._make(row) for row in db.rows(EVENTS, zone_id=zone.zone_id))}
    followups = [Followup._make(row) for row in db.rows(FOLLOWUPS, zone_id=zone.zone_id)]
    return [
        *(Subject(zone, indicator=one) for one in indicators(db, zone)),
        *(Subject(zone, event=one) for one in events.values()),
        *(Subject(zone, event=events[one.event_id], followup=one) for one in followups),
    ]

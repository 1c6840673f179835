"""Commands: what the reading commands have in common: one state of the ledger, read and closed before printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.domain.state import Item, ProjectState, ZoneState
    from zonetrack.store.db import Db


class ZoneView(NamedTuple):
    """A zone as of a day, with every project of it."""

    zone: ZoneState
    projects: list[ProjectState]


def zone_views(db: Db, zone: str | None, as_of: date, within: int) -> list[ZoneView]:
    """Return the zone that `zone` refers to, or all zones, with all their projects as of a day."""
    from zonetrack.store import reading, references

    found = [references.resolve(db, zone, ("zone",)).zone] if zone else reading.zones(db)
    views = []
    for one in found:
        states = reading.projects(db, one, as_of)
        views.append(
            ZoneView(reading.summed(one, states, reading.said_by_zone(db, one, as_of), as_of, within), states)
        )
    return views


def known(db: Db, views: list[ZoneView], zone: str | None) -> str:
    """Return the entry that a report over these zones is made at."""
    from zonetrack.store import reading

    return reading.known(db, views[0].zone.zone if zone else None)


def items(db: Db, zone: str | None, as_of: date, within: int) -> tuple[list[Item], Zone | None, str]:
    """Return what is late or due within `within` days, worst first; the zone meant; the entry it was read at."""
    from zonetrack.store import reading, references

    one = references.resolve(db, zone, ("zone",)).zone if zone else None
    states = [reading.zone_state(db, found, as_of, within) for found in ([one] if one else reading.zones(db))]
    found = [item for state in states for item in state.items]
    return found, one, reading.known(db, one)


def read_days(text: str) -> int:
    """Read a number of days: `30d`, `30`, `30天`, up to 3650.  Raises Unreadable."""
    import re

    from zonetrack.values.errors import Unreadable
    from zonetrack.values.text import half_width

    match = re.fullmatch(r"([0-9]{1,4})\s*(?:d|days?|天|日)?", half_width(text).strip().lower())
    if match is None or int(match[1]) > 3650:
        raise Unreadable("days", text=text)
    return int(match[1])

"""Commands: what the reading commands share: one state of the ledger, read and closed before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zonetrack.commands.options import Moment
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Zone
    from zonetrack.domain.state import Item, ProjectState, ZoneState
    from zonetrack.report import Known, Report
    from zonetrack.store.db import Db


class View(NamedTuple):
    """The ledger as a report reads it: as it is, or as it was known at an entry; and the day the report holds for."""

    db: Db
    day: date

    def zone(self, text: str) -> Zone:
        """Return the zone that `text` refers to."""
        from zonetrack.store import references

        return references.resolve(self.db, text, ("zone",)).zone

    def zones(self, text: str | None) -> list[Zone]:
        """Return the one zone that `text` refers to, or all."""
        from zonetrack.store import reading

        return [self.zone(text)] if text else reading.zones(self.db)

    def pages(self, text: str | None, within: int) -> list[tuple[ZoneState, list[ProjectState]]]:
        """Return the zone meant, or all zones, each with every project of it."""
        from zonetrack.store import reading

        pages = []
        for zone in self.zones(text):
            states = reading.projects(self.db, zone, self.day)
            said = reading.said_by_zone(self.db, zone, self.day)
            pages.append((reading.summed(zone, states, said, self.day, within), states))
        return pages

    def items(self, text: str | None, within: int) -> list[Item]:
        """Return what is late or due within `within` days in the zone meant, or in all."""
        from zonetrack.store import reading

        states = (reading.zone_state(self.db, zone, self.day, within) for zone in self.zones(text))
        return [item for state in states for item in state.items]

    def known(self, zone: Zone | None = None) -> Known:
        """Return the entry, and the hash that pins it, that a report on `zone` or on all is made at."""
        from zonetrack.report import Known
        from zonetrack.store import reading

        return Known(*reading.known(self.db, zone))


def look(session: Session, moment: Moment, build: Callable[[View], Report]) -> Report:
    """Return what `build` makes of the ledger at `moment`; the ledger is let go before the report is printed."""
    from zonetrack.store import ledger

    day = day_of(session, moment.as_of)
    with ledger.reading(session.path()) as db:
        if moment.known is None:
            return build(View(db, day))
        from zonetrack.store import rewind

        with rewind.rewound(db, rewind.command_at(db, moment.known, session.today())) as then:
            return build(View(then, day))


def day_of(session: Session, as_of: str | None) -> date:
    """Return the day that a report holds for: the last day of `as_of`, today without it."""
    today = session.today()
    if as_of is None:
        return today
    from zonetrack.values.when import read_when

    said = session.ask(lambda: read_when(as_of, today, mood="fact"))
    return said.last or said.first or today


def read_days(text: str) -> int:
    """Read a number of days: `30d`, `30`, `30天`, up to 3650.  Raises Unreadable."""
    import re

    from zonetrack.values.errors import Unreadable
    from zonetrack.values.text import half_width

    match = re.fullmatch(r"([0-9]{1,4})\s*(?:d|days?|天|日)?", half_width(text).strip().lower())
    if match is None or int(match[1]) > 3650:
        raise Unreadable("days", text=text)
    return int(match[1])

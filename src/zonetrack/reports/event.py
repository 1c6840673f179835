"""Reports: `events` and `event`, what a zone held and what is to be done after it; and its enterprises on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.measure import quantity_of
from zonetrack.report import NA, Known, Report, Table
from zonetrack.reports import figures
from zonetrack.reports.columns import REPORTS, where_needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.enterprise import Enterprise
    from zonetrack.domain.event import EventState, FollowupState
    from zonetrack.domain.records import Observation, Zone

# Columns that a page shows only where some row has something in them.
_WHERE_NEEDED = frozenset(
    {"attendees", "orgs", "about", "owner", "due", "done_on", "chain", "location", "area_wanted", "area_given", "words"}
)


def build(events: Sequence[EventState], as_of: date, known: Known | None, zone: Zone | None = None) -> Report:
    """Return the report `events` of one zone or of all: events, and their follow-ups where there are any."""
    title = {"name": zone.name} if zone else {}
    return Report("events", as_of, known, (_events(events), *_after(events, as_of)), (), title)


def show(event: EventState, as_of: date, known: Known | None) -> Report:
    """Return the report `event`: one event and its follow-ups."""
    row = _row(event)
    card = Table("event", where_needed(REPORTS["event"]["event"], [row], _WHERE_NEEDED), [row])
    title = {"name": event.event.name, "zone": event.zone.name}
    return Report("event", as_of, known, (card, *_after([event], as_of)), (), title, frozenset({"event"}))


def sections(
    events: Sequence[EventState], enterprises: Sequence[tuple[Zone, Enterprise]], as_of: date
) -> tuple[Table, ...]:
    """Return what a page tells of events and enterprises: no table where there are none."""
    found = (_events(events),) if events else ()
    return (*found, *_after(events, as_of), *((_enterprises(enterprises),) if enterprises else ()))


def _events(events: Iterable[EventState]) -> Table:
    rows = [_row(event) for event in events]
    return Table("events", where_needed(REPORTS["events"]["events"], rows, _WHERE_NEEDED), rows)


def _after(events: Iterable[EventState], as_of: date) -> tuple[Table, ...]:
    rows = [_followup(one, as_of) for event in events for one in event.followups]
    columns = where_needed(REPORTS["events"]["followups"], rows, _WHERE_NEEDED)
    return (Table("followups", columns, rows),) if rows else ()


def _row(event: EventState) -> dict[str, Any]:
    said = event.said
    topics, words = said.texts("topic"), said.texts("words")
    attendees = said.newest("attendees")
    return {
        "id": event.event.id,
        "ref": event.ref,
        "zone": event.zone.slug,
        "event": event.ref,
        "name": event.event.name,
        "on": said.when("on") or NA,
        "attendees": quantity_of(attendees) if attendees else NA,
        "orgs": said.texts("org") or NA,
        "about": " · ".join((*topics, *words)) or NA,
        "topics": topics or NA,
        "words": words or NA,
        **_papers([fact for facts in said.facts.values() for fact in facts]),
    }


def _followup(one: FollowupState, as_of: date) -> dict[str, Any]:
    return {
        "id": one.followup.id,
        "ref": one.ref,
        "zone": one.zone.slug,
        "event": f"{one.zone.slug}/{one.event.slug}",
        "event_name": one.event.name,
        "followup": one.ref,
        "name": one.followup.name,
        "light": one.light(as_of),
        "due": one.said.when("due") or NA,
        "owner": one.owner or NA,
        "done_on": one.done or NA,
        **_papers([fact for facts in one.said.facts.values() for fact in facts]),
    }


def _enterprises(known: Iterable[tuple[Zone, Enterprise]]) -> Table:
    rows = [_enterprise(zone, one) for zone, one in known]
    columns = REPORTS["report"]["enterprises"]
    return Table("enterprises", where_needed(columns, rows, _WHERE_NEEDED), rows)


def _enterprise(zone: Zone, one: Enterprise) -> dict[str, Any]:
    shown = {said: figures.value(fact) for said, fact in one.facts.items()}
    return {
        "id": f"{zone.zone_id} {one.name}",
        "ref": zone.slug,
        "zone": zone.slug,
        "name": one.name,
        **{said: shown.get(said, NA) for said in ("chain", "location", "words")},
        "area_wanted": shown.get("wanted", NA),
        "area_given": shown.get("given", NA),
        **_papers(list(one.facts.values())),
    }


def _papers(facts: Iterable[Observation]) -> dict[str, Any]:
    """Return from where facts are, and what was noted of them: each once."""
    known = list(facts)
    return {
        field: "\n".join(dict.fromkeys(text for fact in known if (text := getattr(fact, field)))) or NA
        for field in ("source", "note")
    }

"""Reports: the columns of the tables of events, follow-ups, procedures, enterprises, and of what of them is due."""

from __future__ import annotations

from zonetrack.report import Column

_PAPERS = (
    Column("source", "text", "data", blank="none"),
    Column("note", "text", "data", blank="none"),
)

# On a page `topics` and `words` stand side by side, as `about`.
_HELD = (
    Column("on", "when", blank="none"),
    Column("attendees", "value", drop=2, blank="none"),
    Column("orgs", "value", drop=1, blank="none"),
    Column("about", "text", "page", blank="none"),
    Column("topics", "value", "data", blank="none"),
    Column("words", "value", "data", blank="none"),
)
EVENTS = (
    Column("zone", "ref", "data"),
    Column("name", "text"),
    Column("event", "ref", drop=9),
    *_HELD,
    *_PAPERS,
)
EVENT = (
    Column("zone", "ref", "data"),
    Column("event", "ref"),
    Column("name", "text"),
    *_HELD,
    *_PAPERS,
)
FOLLOWUPS = (
    Column("zone", "ref", "data"),
    Column("event", "ref", "data"),
    Column("name", "text"),
    Column("followup", "ref", drop=9),
    Column("event_name", "text", drop=2),
    Column("light", "light"),
    Column("due", "when", blank="none"),
    Column("owner", "names", drop=1, blank="none"),
    Column("done_on", "when", drop=3, blank="none"),
    *_PAPERS,
)

# What is late or due soon besides the plans of projects.
DUES = (
    Column("zone", "ref", "data"),
    Column("name", "text"),
    Column("of", "text", drop=3),
    Column("zone_name", "text", drop=4),
    Column("subject", "ref", drop=9),
    Column("kind", "code", drop=2),
    Column("due", "when"),
    Column("days_late", "days"),
    Column("days_left", "count", drop=5),
    Column("owner", "names", drop=1),
)

PROCEDURES = (
    Column("project", "ref", "data"),
    Column("name", "text"),
    Column("state", "code", blank="none"),
    Column("words", "text", drop=2, blank="none"),
    Column("span", "when", drop=1, blank="none"),
    Column("expires", "when", blank="none"),
    *_PAPERS,
)

ENTERPRISES = (
    Column("zone", "ref", "data"),
    Column("name", "text"),
    Column("chain", "text", blank="none"),
    Column("location", "text", drop=2, blank="none"),
    Column("area_wanted", "value", drop=3, blank="none"),
    Column("area_given", "value", drop=4, blank="none"),
    Column("words", "text", drop=1, blank="none"),
    *_PAPERS,
)

EVENT_REPORTS: dict[str, dict[str, tuple[Column, ...]]] = {
    "events": {"events": EVENTS, "followups": FOLLOWUPS},
    "event": {"event": EVENT, "followups": FOLLOWUPS},
}

"""Reports: the columns of every table of every report, declared once, for builders, reference pages and schemas.

Keys are promises to users' scripts.  `drop` is tuned for Chinese at 80 columns: the figures that a report is opened
for stay longest.  Tables in `OPTIONAL` are left out of a report when they have no rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.report import NA, Code, Column
from zonetrack.reports.check_columns import ASSERTIONS, CHECK
from zonetrack.reports.document_columns import PROBLEMS, SENTENCES, UNREPORTED
from zonetrack.reports.event_columns import DUES, ENTERPRISES, EVENT_REPORTS, EVENTS, FOLLOWUPS, PROCEDURES
from zonetrack.reports.export_columns import LEDGER
from zonetrack.reports.import_columns import IMPORT
from zonetrack.reports.indicator_columns import INDICATOR_REPORTS, INDICATORS
from zonetrack.reports.pace_columns import PACE, PACES
from zonetrack.reports.slips_columns import FORECAST, SLIPS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

OPTIONAL = frozenset(
    {
        *("aside", "figures", "zone_figures", "forecast", "nothing_due", "pace", "groups", "not_compared"),
        *("indicators", "events", "followups", "enterprises", "procedures", "dues"),
    }
)

# Tables of which a report has one instead of the others, as it was asked for: not there, they are not empty.
INSTEAD = {"pace": frozenset({"pace", "groups"})}

_MONEY = (
    Column("projects_with_total", "count", "data"),
    Column("projects_with_invested", "count", "data"),
    Column("projects_with_both", "count", "data"),
)

ZONES = (
    Column("zone", "ref", "data"),
    Column("name", "text"),
    Column("projects", "count", drop=4),
    Column("milestones", "count", "data"),
    Column("milestones_done", "count", "data"),
    Column("nodes", "nodes", "page", drop=3, blank="none"),
    Column("overdue", "alarm"),
    Column("due_soon", "count", drop=5),
    Column("total_investment", "money", drop=1),
    Column("invested", "money", drop=2),
    Column("invested_rate", "percent", drop=7, blank="none"),
    *_MONEY,
    Column("aside", "count", "data"),
    Column("last_reported", "age", drop=6),
)

# What `zone list` shows: the slug to type comes first.
ZONE_LIST = (
    Column("zone", "ref"),
    Column("name", "text"),
    Column("projects", "count"),
    Column("aside", "count", drop=2),
    Column("milestones", "count", drop=3),
    Column("last_reported", "age", drop=1),
)

PROJECTS = (
    Column("zone", "ref", "data"),
    Column("project", "ref", "data"),
    Column("name", "text"),
    Column("light", "light", drop=3),
    Column("stage", "stage", drop=5),
    Column("progress", "progress"),
    Column("milestones", "count", "data"),
    Column("milestones_done", "count", "data"),
    Column("overdue", "alarm", drop=1),
    Column("total_investment", "money", drop=4),
    Column("invested", "money", drop=6),
    Column("invested_basis", "code", "data", blank="none"),
    Column("invested_rate", "percent", "data", blank="none"),
    Column("next_due", "when", drop=8),
    Column("next_kind", "side", "data", blank="none"),
    Column("owner", "names", "data"),
    Column("unit", "names", "data"),
    Column("leader", "names", "data"),
    Column("category", "text", "data", blank="none"),
    Column("tags", "value", "data", blank="none"),
    Column("last_reported", "age", drop=7),
    Column("words", "text", "data"),
    Column("next", "text", "data"),
    Column("problem", "text", "data", blank="none"),
    Column("flags", "flags", "data", blank="none"),
)

_ITEM = (
    Column("zone", "ref", "data"),
    Column("project", "ref", "data"),
    Column("project_name", "text"),
    Column("milestone", "ref", "data", blank="none"),
    Column("milestone_name", "text", blank="none"),
    Column("zone_name", "text", drop=2),
    Column("kind", "side", drop=1),
    Column("due", "when"),
)
_ANSWERS = (
    Column("progress", "progress", drop=5),
    Column("owner", "names", drop=2),
    Column("unit", "names", "data"),
    Column("leader", "names", drop=6),
)
OVERDUE = (*_ITEM, Column("days_late", "days"), *_ANSWERS)
DUE_SOON = (*_ITEM, Column("days_late", "days", "data"), Column("days_left", "count"), *_ANSWERS)

PROJECT = (
    Column("zone", "ref", "data"),
    Column("project", "ref"),
    Column("name", "text"),
    Column("stage", "stage"),
    Column("light", "light"),
    Column("progress", "progress"),
    Column("milestones", "count", "data"),
    Column("milestones_done", "count", "data"),
    Column("overdue", "alarm", "data"),
    Column("total_investment", "money"),
    Column("invested", "money"),
    Column("invested_basis", "code", "data", blank="none"),
    Column("invested_rate", "percent", blank="none"),
    Column("start", "when"),
    Column("started", "when", blank="none"),
    Column("due", "when"),
    Column("baseline_due", "when", blank="none"),
    Column("slips", "count", "data"),
    Column("done_on", "when", blank="none"),
    Column("owner", "names"),
    Column("unit", "names"),
    Column("leader", "names"),
    Column("category", "text", blank="none"),
    Column("code", "text", blank="none"),
    Column("tags", "value", blank="none"),
    Column("words", "text"),
    Column("next", "text"),
    Column("problem", "text", blank="none"),
    Column("flags", "flags", "data", blank="none"),
    Column("last_reported", "age"),
)

MILESTONES = (
    Column("milestone", "ref", "data"),
    Column("name", "text"),
    Column("light", "light"),
    Column("progress", "progress"),
    Column("quantity", "amount", drop=1),
    Column("start", "when", drop=6),
    Column("started", "when", "data", blank="none"),
    Column("due", "when"),
    Column("baseline_due", "when", drop=7, blank="none"),
    Column("slips", "count", "data"),
    Column("done_on", "when", drop=3, blank="none"),
    Column("weight", "number", drop=5, blank="none"),
    Column("owner", "names", "data"),
    Column("words", "text", drop=2),
    Column("next", "text", "data"),
    Column("problem", "text", "data", blank="none"),
    Column("flags", "flags", "data", blank="none"),
    Column("last_reported", "age", drop=4),
)

FIGURES = (
    Column("zone", "ref", "data"),
    Column("subject", "ref", "data"),
    Column("name", "text"),
    Column("measure", "code"),
    Column("basis", "code", "data"),
    Column("value", "value"),
    Column("span", "when"),
    Column("certainty", "code", drop=4),
    Column("source", "text", drop=3, blank="none"),
    Column("written", "text", "data"),
    Column("note", "text", "data", blank="none"),
    Column("flags", "flags", "data", blank="none"),
)

INVESTMENT = (
    Column("stage", "stage"),
    Column("projects", "count"),
    Column("projects_with_total", "count", drop=3),
    Column("total_investment", "money"),
    Column("projects_with_invested", "count", drop=4),
    Column("invested", "money"),
    Column("projects_with_both", "count", "data"),
    Column("invested_rate", "percent", drop=2, blank="none"),
)


def with_zone(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return `columns` with the zone's name behind that of the project, for tables over several zones."""
    named = Column("zone_name", "text", drop=9)
    return tuple(found for column in columns for found in ((column, named) if column.key == "name" else (column,)))


def answering(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return `columns` with owner and leader shown where there is room, for lists that are asked for by them."""
    shown = {"owner": 10, "leader": 11}
    return tuple(c._replace(shown="both", drop=shown[c.key]) if c.key in shown else c for c in columns)


def of_one_zone(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return `columns` with the zone's name in data formats only, for reports that name the zone in their title."""
    return tuple(c._replace(shown="data") if c.key == "zone_name" else c for c in columns)


def where_needed(
    columns: Iterable[Column], rows: Iterable[Mapping[str, Any]], keys: Container[str]
) -> tuple[Column, ...]:
    """Return `columns`, those of `keys` in data formats only where no row has more to say than the usual.

    A level is the usual basis, and a figure usually made of its own measure: `keys` hold both then.
    """
    usual: tuple[object, ...] = (NA, (), Code("basis", "level"))
    plain = ("figure", "measure")
    said = {key for row in rows for key, value in row.items() if key not in plain and value not in usual}
    found = [(c, c.key in keys and c.key not in said) for c in columns]
    return tuple(c._replace(shown="data") if hidden else c for c, hidden in found if not hidden or c.shown != "page")


LISTED = with_zone(PROJECTS)

_WHAT = (Column("name", "text"), Column("subject", "ref", drop=9))
_CHANGED = (Column("old", "value"), Column("new", "value"))
CHANGES = {
    "progressed": (*_WHAT, *_CHANGED, Column("basis", "code", "data", blank="none")),
    "finished": (*_WHAT, Column("done_on", "when")),
    "newly_late": OVERDUE,
    "moved": (
        *_WHAT,
        Column("kind", "side"),
        *_CHANGED,
        Column("days", "count", blank="none"),
        Column("reason", "text", blank="none", drop=1),
    ),
    "reported": (*_WHAT, Column("measure", "code"), *_CHANGED),
    "problems": (*_WHAT, Column("problem", "text")),
    "added": _WHAT,
    "dropped": (*_WHAT, Column("reason", "text", blank="none")),
    "silent": (
        *_WHAT,
        Column("owner", "names", drop=2),
        Column("leader", "names", drop=3),
        Column("last_reported", "age"),
    ),
}

ENTRIES = (
    Column("entry", "ref"),
    Column("time", "text", "page"),
    Column("at", "text", "data"),
    Column("author", "names"),
    Column("command", "text", drop=8),
    Column("zone", "ref", "data"),
    Column("subject", "ref", drop=1),
    Column("action", "code", drop=9),
    Column("what", "code"),
    Column("old", "value", blank="none"),
    Column("new", "value", blank="none"),
    Column("span", "when", drop=4, blank="none"),
    Column("day", "day", "data", blank="none"),
    Column("certainty", "code", "data", blank="none"),
    Column("flags", "flags", "data", blank="none"),
    Column("source", "text", drop=7, blank="none"),
    Column("reason", "text", drop=5, blank="none"),
    Column("note", "text", drop=6, blank="none"),
    Column("undone_by", "ref", drop=2, blank="none"),
    Column("undoes", "ref", drop=3, blank="none"),
    Column("seq", "count", "data"),
    Column("n", "count", "data"),
    Column("command_id", "text", "data"),
    Column("key", "text", "data", blank="none"),
    Column("hash", "text", "data"),
    Column("row_table", "text", "data"),
    Column("row_id", "text", "data"),
    Column("before", "value", "data", blank="none"),
    Column("after", "value", "data", blank="none"),
)

INPUTS = (
    Column("figure", "code"),
    Column("zone", "ref", "data"),
    Column("subject", "ref", drop=10),
    Column("name", "text"),
    Column("measure", "code", drop=4),
    Column("value", "value"),
    Column("words", "text", blank="none"),
    Column("span", "when", drop=2, blank="none"),
    Column("day", "day", "data", blank="none"),
    Column("basis", "code", drop=9, blank="none"),
    Column("state", "code"),
    Column("why", "code", drop=5, blank="none"),
    Column("days_late", "days", drop=13, blank="none"),
    Column("certainty", "code", drop=8, blank="none"),
    Column("source", "text", drop=1, blank="none"),
    Column("note", "text", drop=12, blank="none"),
    Column("flags", "flags", drop=11, blank="none"),
    Column("entry", "ref", drop=3, blank="none"),
    Column("time", "text", "page", drop=7, blank="none"),
    Column("at", "text", "data", blank="none"),
    Column("author", "names", drop=6, blank="none"),
    Column("reason", "text", "data", blank="none"),
)

CHECKS = (
    Column("check", "code"),
    Column("result", "code"),
    Column("examined", "count", drop=1),
)

DAMAGE = (
    Column("check", "code"),
    Column("table", "text", drop=1, blank="none"),
    Column("where", "text"),
    Column("field", "text", blank="none"),
    Column("expected", "text", blank="none"),
    Column("found", "text", blank="none"),
)

# Report → table → columns, in the order of the tables.
REPORTS: dict[str, dict[str, tuple[Column, ...]]] = {
    "zones": {"zones": ZONE_LIST},
    "status": {"zones": ZONES, "late": OVERDUE},
    "zone": {"projects": PROJECTS, "aside": PROJECTS, "late": of_one_zone(OVERDUE), "indicators": INDICATORS},
    "overdue": {"overdue": OVERDUE, "due_soon": DUE_SOON, "dues": DUES},
    "show": {
        "project": PROJECT,
        "milestones": MILESTONES,
        "forecast": FORECAST,
        "procedures": PROCEDURES,
        "figures": FIGURES,
    },
    "list": {"projects": answering(LISTED)},
    "report": {
        "summary": ZONES,
        "projects": LISTED,
        "aside": LISTED,
        "overdue": OVERDUE,
        "due_soon": DUE_SOON,
        "investment": INVESTMENT,
        "pace": PACE,
        "indicators": INDICATORS,
        "events": EVENTS,
        "followups": FOLLOWUPS,
        "enterprises": ENTERPRISES,
        "zone_figures": FIGURES,
    },
    "check": {"overdue": OVERDUE, "due_soon": DUE_SOON, "dues": DUES, **CHECK},
    "assertions": {"assertions": ASSERTIONS},
    **PACES,
    "brief": {
        "sentences": SENTENCES,
        "overdue": OVERDUE,
        "due_soon": DUE_SOON,
        "dues": DUES,
        "open_problems": PROBLEMS,
        "zones": ZONES,
        "unreported": UNREPORTED,
    },
    "bulletin": {
        "sentences": SENTENCES,
        "zones": ZONES,
        "projects": LISTED,
        "overdue": OVERDUE,
        "due_soon": DUE_SOON,
        "dues": DUES,
        "open_problems": PROBLEMS,
        "unreported": UNREPORTED,
    },
    "slips": SLIPS,
    "changes": CHANGES,
    "history": {"entries": ENTRIES},
    "source": {"inputs": INPUTS},
    "doctor": {"checks": CHECKS, "damage": DAMAGE},
    "ledger": LEDGER,
    "import": IMPORT,
    **INDICATOR_REPORTS,
    **EVENT_REPORTS,
}

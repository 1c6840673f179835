"""Reports: the columns of the tables that only papers have, declared as in columns.py, which takes them in."""

from __future__ import annotations

from zonetrack.report import Column

SENTENCES = (
    Column("part", "text", "data"),
    Column("sentence", "text", "data"),
    Column("text", "sentence"),
    Column("source", "sources", drop=1),
)

PROBLEMS = (
    Column("zone", "ref", "data"),
    Column("subject", "ref", "data"),
    Column("name", "text"),
    Column("problem", "text"),
    Column("owner", "names", drop=2),
    Column("unit", "names", "data"),
    Column("leader", "names", drop=3),
    Column("last_reported", "age", drop=1),
)

UNREPORTED = (
    Column("zone", "ref", "data"),
    Column("project", "ref", "data"),
    Column("name", "text"),
    Column("owner", "names", drop=2),
    Column("unit", "names", "data"),
    Column("leader", "names", drop=3),
    Column("last_reported", "age"),
)

# On the sheet of a brief a deadline is one line: the project and its milestone share a column.
SHEET_LATE = (
    Column("name", "text"),
    Column("kind", "side"),
    Column("due", "when"),
    Column("days_late", "days"),
    Column("progress", "progress"),
    Column("owner", "names"),
    Column("leader", "names"),
)
SHEET_DUE = tuple(
    column._replace(key="days_left", kind="count") if column.key == "days_late" else column for column in SHEET_LATE
)
SHEET_PROBLEMS = (
    Column("name", "text"),
    Column("problem", "text"),
    Column("owner", "names"),
    Column("leader", "names"),
)
# `rate` is the figure that is ranked by, under its own key.
ANNEX_PROJECTS = (
    Column("place", "count", blank="none"),
    Column("name", "text"),
    Column("stage", "stage"),
    Column("progress", "progress"),
    Column("total_investment", "money"),
    Column("rate", "percent", blank="none"),
    Column("overdue", "alarm"),
)
ANNEX_ZONES = (
    Column("place", "count", blank="none"),
    Column("name", "text"),
    Column("projects", "count"),
    Column("overdue", "alarm"),
    Column("total_investment", "money"),
    Column("rate", "percent", blank="none"),
)
SHEET_ZONES = (
    Column("name", "text"),
    Column("projects", "count"),
    Column("nodes", "nodes", blank="none"),
    Column("overdue", "alarm"),
    Column("due_soon", "count"),
    Column("total_investment", "money"),
    Column("invested", "money"),
)

"""Reports: the columns of what leaves the ledger to come back: working sheets, sheets to fill, the ledger whole.

A key that ends in @ carries a period behind it in a sheet: `planned_investment@2025`.  Columns in `WHERE_SAID` are in a
sheet only where some row says something there.  What a sheet has under headers that nobody knows follows them, one
column each (`x:HEADER`).  Columns shown as data only are hidden in a workbook.
"""

from __future__ import annotations

from zonetrack.report import Column

WHERE_SAID = frozenset({"zone", "nature", "location", "scope", "contact", "remark"})
TEXTS = ("nature", "location", "scope", "contact", "remark")  # measures whose newest text stands in the sheet

_ROW = (Column("id", "text", "data"), Column("version", "text", "data"))
_WHO = (
    Column("owner", "names"),
    Column("unit", "names"),
    Column("leader", "names"),
)
_MONEY = (Column("total_investment", "money"), Column("planned_investment@", "money"))
_SAID = (Column("words", "text"), Column("next", "text"), Column("problem", "text"))

PROJECTS = (
    Column("seq", "count"),
    Column("zone", "text"),
    Column("name", "text"),
    Column("code", "text"),
    Column("category", "text"),
    Column("tags", "names"),
    Column("stage", "stage"),
    Column("nature", "text"),
    Column("location", "text"),
    Column("scope", "text"),
    *_WHO,
    *_MONEY,
    Column("invested_ytd@", "money"),
    Column("invested", "money"),
    Column("progress", "progress"),
    Column("words", "text"),
    Column("start", "when"),
    Column("started", "when"),
    Column("due", "when"),
    Column("done_on", "when"),
    Column("next", "text"),
    Column("problem", "text"),
    Column("contact", "text"),
    Column("remark", "text"),
    *_ROW,
)

MILESTONES = (
    Column("zone", "text"),
    Column("project", "text"),
    Column("name", "text"),
    Column("total", "quantity"),
    Column("done", "quantity"),
    Column("progress", "progress"),
    Column("start", "when"),
    Column("due", "when"),
    Column("done_on", "when"),
    Column("weight", "number"),
    Column("owner", "names"),
    *_SAID,
    *_ROW,
)

KNOWN = (
    Column("seq", "count"),
    Column("zone", "text"),
    Column("name", "text"),
    Column("code", "text"),
    Column("stage", "stage"),
    Column("owner", "names"),
    Column("leader", "names"),
    *_MONEY,
)
# What a zone that has no project yet is asked for.
IDENTITY = (
    Column("seq", "count"),
    Column("zone", "text"),
    Column("name", "text"),
    Column("code", "text"),
    Column("category", "text"),
    Column("stage", "stage"),
    Column("nature", "text"),
    Column("location", "text"),
    Column("scope", "text"),
    *_WHO,
    *_MONEY,
    Column("start", "when"),
    Column("due", "when"),
)
TO_FILL = (
    Column("invested_month@", "money"),
    Column("invested_ytd@", "money"),
    Column("progress", "progress"),
    *_SAID,
)

# Sheet → table → columns.
SHEETS: dict[str, dict[str, tuple[Column, ...]]] = {
    "export": {"projects": PROJECTS, "milestones": MILESTONES},
    "template": {"projects": (*KNOWN, *TO_FILL, *_ROW)},
}
BLANK = (*IDENTITY, *TO_FILL, *_ROW)

_RECORD = (Column("slug", "ref"), Column("name", "text"), Column("aliases", "value", blank="none"))
LEDGER = {
    "zones": _RECORD,
    "projects": (
        Column("zone", "ref"),
        *_RECORD,
        Column("code", "text", blank="none"),
        Column("category", "text", blank="none"),
        Column("tags", "value", blank="none"),
    ),
    "milestones": (
        Column("project", "ref"),
        *_RECORD,
        Column("unit", "text", blank="none"),
    ),
    "indicators": (
        Column("zone", "ref"),
        *_RECORD,
        Column("unit", "text"),
        Column("kind", "text"),
        Column("basis", "text"),
    ),
    "events": (Column("zone", "ref"), *_RECORD),
    "followups": (Column("event", "ref"), *_RECORD),
    "facts": (
        Column("subject", "ref"),
        Column("subject_id", "text"),
        Column("measure", "text"),
        Column("basis", "text"),
        Column("day", "text"),
        Column("span", "text"),
        Column("span_qualifier", "text", blank="none"),
        Column("span_words", "text", blank="none"),
        Column("value", "text", blank="none"),
        Column("unit", "text", blank="none"),
        Column("qualifier", "text", blank="none"),
        Column("places", "count"),
        Column("words", "text", blank="none"),
        Column("certainty", "text"),
        Column("source", "text", blank="none"),
        Column("note", "text", blank="none"),
        Column("flags", "text", blank="none"),
        Column("entry", "ref"),
    ),
}

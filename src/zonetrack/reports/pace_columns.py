"""Reports: the columns of plans beside facts, of ranking, and of the rules of lights.

A key that ends in @ carries the period that its figures speak of in a report: `invested_ytd@2025-04`.
"""

from __future__ import annotations

from zonetrack.report import Column

_ANSWERS = (
    Column("stage", "stage", "data"),
    Column("owner", "names", "data"),
    Column("unit", "names", "data"),
    Column("leader", "names", "data"),
    Column("category", "text", "data", blank="none"),
    Column("tags", "value", "data", blank="none"),
)
_COUNTS = (
    Column("projects_with_plan", "count", "data"),
    Column("projects_with_month", "count", "data"),
    Column("projects_with_ytd", "count", "data"),
    Column("projects_with_pace", "count", "data"),
    Column("projects_with_total", "count", "data"),
    Column("projects_with_invested", "count", "data"),
    Column("projects_with_both", "count", "data"),
)
_YEAR = (
    Column("planned_investment@", "money", drop=2),
    Column("invested_month@", "money", drop=6),
    Column("invested_ytd@", "money", drop=1),
    Column("plan_rate", "percent", blank="none"),
    Column("elapsed", "percent", drop=8, blank="none"),
    Column("points", "points", blank="none"),
    Column("pace_basis", "code", drop=9, blank="none"),
    Column("planned_to_date@", "money", "data", blank="none"),
    Column("to_date_rate", "percent", drop=7, blank="none"),
    Column("invested", "money", drop=5),
    Column("invested_basis", "code", "data", blank="none"),
    Column("total_investment", "money", "data"),
    Column("invested_rate", "percent", drop=4, blank="none"),
)
_HOW = (
    Column("plan_how", "code", "data", blank="none"),
    Column("month_how", "code", "data", blank="none"),
    Column("ytd_how", "code", "data", blank="none"),
    Column("reached", "day", "data", blank="none"),
)
_LIGHT = (
    Column("signal", "light", blank="none"),
    Column("why", "sentence", drop=3, blank="none"),
    Column("running", "count", "data", blank="none"),
)

PACE = (
    Column("zone", "ref", "data"),
    Column("project", "ref", "data"),
    Column("name", "text"),
    Column("zone_name", "text", drop=10),
    *_ANSWERS,
    *_YEAR,
    *_LIGHT,
    *_HOW,
    *_COUNTS,
)
GROUPS = (
    Column("group", "value", blank="none"),
    Column("projects", "count"),
    *_YEAR,
    *_LIGHT[:2],
    *_COUNTS,
)
RANK = (
    Column("place", "count", blank="none"),
    Column("within", "value", blank="none"),
    Column("zone", "ref", "data", blank="none"),
    Column("project", "ref", "data", blank="none"),
    Column("name", "value"),
    Column("zone_name", "text", drop=6, blank="none"),
    Column("projects", "count", "data"),
    Column("leader", "names", drop=5, blank="none"),
    Column("unit", "names", drop=4, blank="none"),
    Column("invested_rate", "percent", blank="none"),
    Column("plan_rate", "percent", blank="none"),
    Column("pace", "points", blank="none"),
    Column("overdue", "alarm", blank="none"),
    Column("slips", "count", blank="none"),
    Column("total_investment", "money", blank="none"),
    Column("invested", "money", blank="none"),
    Column("signal", "light", drop=3, blank="none"),
    Column("list", "code", blank="none"),
)
RULES = (
    Column("rule", "ref"),
    Column("in_force", "code", blank="none"),
    Column("says", "sentence"),
    Column("measure", "code", drop=1),
    Column("yellow", "text", drop=2),
    Column("red", "text", drop=3),
    Column("after", "count", drop=4, blank="none"),
)
# Report → table → columns.
PACES: dict[str, dict[str, tuple[Column, ...]]] = {
    "pace": {"pace": PACE, "groups": GROUPS},
    "rank": {"ranking": RANK, "not_compared": RANK},
    "rules": {"rules": RULES},
}

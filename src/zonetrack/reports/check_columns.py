"""Reports: the columns of `check` beyond deadlines, and those of assertions."""

from __future__ import annotations

from zonetrack.report import Column

_ABOUT = (
    Column("zone", "ref", "data"),
    Column("name", "text"),
    Column("subject", "ref", drop=9),
)

STALE = (
    *_ABOUT,
    Column("last_reported", "age", blank="none"),
    Column("days_silent", "days", blank="none"),
    Column("owner", "names", drop=1),
    Column("unit", "names", "data"),
    Column("leader", "names", drop=2),
)
STALE_BY = (
    Column("owner", "names"),
    Column("projects", "count"),
    Column("days_silent", "days", blank="none"),
)
DISAGREEMENTS = (
    *_ABOUT,
    Column("rule", "code"),
    Column("measure", "code", drop=3),
    Column("words", "text"),
    Column("span", "when", drop=4),
    Column("arithmetic", "text", blank="none"),
    Column("computed", "value", blank="none"),
    Column("computed_low", "value", "data", blank="none"),
    Column("computed_high", "value", "data", blank="none"),
    Column("verdict", "code"),
    Column("measures", "value", "data"),
    Column("figures", "value", "data"),
    Column("trace", "text", drop=1),
    Column("traces", "value", "data"),
)
WARNINGS = (
    *_ABOUT,
    Column("warning", "text"),
    Column("value", "value"),
    Column("span", "when"),
)
ASSERTIONS = (
    Column("number", "count"),
    Column("assertion", "text"),
    Column("left", "value", blank="none"),
    Column("right", "value", drop=1, blank="none"),
    Column("verdict", "code"),
)

CHECK: dict[str, tuple[Column, ...]] = {
    "stale": STALE,
    "stale_by": STALE_BY,
    "disagreements": DISAGREEMENTS,
    "warnings": WARNINGS,
    "assertions": ASSERTIONS,
}

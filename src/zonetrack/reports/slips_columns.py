"""Reports: the columns of `slips`, and those of the forecasts in `show`."""

from __future__ import annotations

from zonetrack.report import Column

_COUNTED = (
    Column("slipped", "alarm"),
    Column("slips", "count", drop=5),
    Column("slip_days", "days", drop=2),
    Column("slip_longest", "days", drop=7),
)
SLIPS: dict[str, tuple[Column, ...]] = {
    "execution": (
        Column("group", "text"),
        Column("projects", "count", drop=8),
        Column("promised", "count", drop=6),
        Column("baseline_done", "count"),
        Column("baseline_passed", "count"),
        Column("execution_rate", "percent", blank="none"),
        Column("period_passed", "count", drop=3),
        Column("on_time", "count", drop=4),
        Column("on_time_unsure", "count", "data"),
        Column("on_time_rate", "percent", drop=1, blank="none"),
        *_COUNTED,
    ),
    "nothing_due": (
        Column("group", "text"),
        Column("projects", "count"),
        Column("promised", "count", drop=1),
        Column("baseline_done", "count", drop=3),
        *_COUNTED,
    ),
    "slipped": (
        Column("zone", "ref", "data"),
        Column("subject", "ref", "data"),
        Column("name", "text"),
        Column("project_name", "text", drop=2),
        Column("kind", "side", drop=5),
        Column("slips", "count"),
        Column("days", "count", blank="none"),
        Column("baseline_due", "when", drop=1),
        Column("due", "when"),
        Column("unit", "names", drop=8),
        Column("owner", "names", drop=3),
        Column("leader", "names", drop=6),
        Column("reason", "text", drop=4, blank="none"),
        Column("author", "names", drop=7, blank="none"),
    ),
    "moves": (
        Column("zone", "ref", "data"),
        Column("subject", "ref", "data"),
        Column("name", "text"),
        Column("project_name", "text", drop=5),
        Column("kind", "side", drop=4),
        Column("day", "day"),
        Column("old", "when"),
        Column("new", "when"),
        Column("days", "count", blank="none"),
        Column("reason", "text", drop=1, blank="none"),
        Column("author", "names", drop=2, blank="none"),
        Column("source", "text", drop=6, blank="none"),
        Column("entry", "ref", drop=3),
    ),
}

FORECAST = (
    Column("subject", "ref", "data"),
    Column("name", "text"),
    Column("progress", "percent"),
    Column("basis", "code", "data"),
    Column("span", "when", drop=3),
    Column("counted_from", "when", drop=2, blank="none"),
    Column("counted_of", "code", "data", blank="none"),
    Column("days_least", "count", "data", blank="none"),
    Column("days_most", "count", "data", blank="none"),
    Column("forecast", "when", blank="none"),
    Column("due", "when", drop=1),
    Column("outlook", "code"),
)

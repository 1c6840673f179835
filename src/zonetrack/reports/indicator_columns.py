"""Reports: the columns of the tables of indicators."""

from __future__ import annotations

from zonetrack.report import Column

# One row for each indicator: its newest period, and the newest month alone.
INDICATORS = (
    Column("zone", "ref", "data"),
    Column("indicator", "ref", "data"),
    Column("name", "text"),
    Column("zone_name", "text", drop=9),
    Column("period", "when"),
    Column("value", "value"),
    Column("growth", "percent", drop=1, blank="none"),
    Column("increase", "value", "data", blank="none"),
    Column("single", "value", drop=4, blank="none"),
    Column("single_growth", "percent", drop=5, blank="none"),
    Column("on_previous", "percent", drop=7, blank="none"),
    Column("target", "value", "data", blank="none"),
    Column("rate", "percent", drop=2, blank="none"),
    Column("share", "percent", drop=3, blank="none"),
    Column("trend", "trend", "page", drop=8, blank="none"),
    Column("derived", "value", "data", blank="none"),
    Column("warns", "text", drop=6, blank="none"),
    Column("source", "text", "data", blank="none"),
    Column("written", "text", "data", blank="none"),
    Column("note", "text", "data", blank="none"),
)

INDICATOR = (
    Column("zone", "ref", "data"),
    Column("indicator", "ref"),
    Column("name", "text"),
    Column("unit", "text", "data"),
    Column("basis", "code"),
    Column("period", "when"),
    Column("value", "value"),
    Column("target", "value", blank="none"),
    Column("rate", "percent", blank="none"),
    Column("share", "percent", blank="none"),
    Column("whole", "text", blank="none"),
    Column("warn", "text", blank="none"),
    Column("warns", "text", blank="none"),
    Column("trend", "trend", "page", blank="none"),
    Column("trend_last_year", "trend", "page", blank="none"),
)

# One row for each period; of a month what was cumulated by its end, and the month alone.
PERIODS = (
    Column("period", "when"),
    Column("value", "value", blank="none"),
    Column("last_year", "value", drop=6, blank="none"),
    Column("increase", "value", drop=4, blank="none"),
    Column("growth", "percent", blank="none"),
    Column("month", "when", "data", blank="none"),
    Column("single", "value", blank="none"),
    Column("single_last_year", "value", drop=8, blank="none"),
    Column("single_increase", "value", drop=7, blank="none"),
    Column("single_growth", "percent", drop=1, blank="none"),
    Column("on_previous", "percent", drop=2, blank="none"),
    Column("rate", "percent", drop=3, blank="none"),
    Column("share", "percent", drop=5, blank="none"),
    Column("revised_from", "value", drop=9, blank="none"),
    Column("bar", "bar", "page", drop=11, blank="none"),
    Column("bar_last_year", "bar", "page", drop=10, blank="none"),
    Column("derived", "value", "data", blank="none"),
    Column("source", "text", "data", blank="none"),
    Column("written", "text", "data", blank="none"),
    Column("note", "text", "data", blank="none"),
)

INDICATOR_REPORTS: dict[str, dict[str, tuple[Column, ...]]] = {
    "indicators": {"indicators": INDICATORS},
    "indicator": {"indicator": INDICATOR, "periods": PERIODS},
}

"""What scripts rely on: the keys promised for each table are there, filled, and with words in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.said import on_record, total, ytd

from zonetrack.domain import alarm, assertion, staleness
from zonetrack.domain.alarm import Found
from zonetrack.domain.disagreement import Clash, Finding
from zonetrack.report import Known, Report
from zonetrack.reports import check, listing, overdue, page, show, status, zone, zones
from zonetrack.reports.columns import OPTIONAL, REPORTS
from zonetrack.words import en, zh

DAY = date(2025, 9, 1)

LATE = {
    "zone", "project", "project_name", "milestone", "milestone_name", "kind", "due", "days_late", "progress", "owner",
    "unit", "leader",
}  # fmt: skip
PROMISED: dict[str, dict[str, set[str]]] = {
    "status": {
        "zones": {
            "zone", "name", "projects", "milestones", "milestones_done", "overdue", "due_soon", "total_investment",
            "projects_with_total", "invested", "projects_with_invested", "invested_rate", "projects_with_both",
            "last_reported",
        },
        "late": LATE,
    },
    "zone": {
        "late": LATE,
        "projects": {
            "project", "name", "stage", "progress", "milestones", "milestones_done", "next_due", "overdue",
            "total_investment", "invested", "invested_rate", "owner", "leader", "last_reported", "words",
        },
    },
    "overdue": {"overdue": LATE, "due_soon": LATE | {"days_left"}},
    "show": {
        "project": {
            "zone", "project", "name", "stage", "progress", "total_investment", "invested", "invested_rate", "start",
            "due", "baseline_due", "done_on", "owner", "unit", "leader", "category", "code", "words", "next",
            "problem", "last_reported",
        },
        "milestones": {
            "milestone", "name", "progress", "quantity", "start", "due", "baseline_due", "done_on", "weight", "light",
            "words", "last_reported",
        },
    },
    "report": {
        "summary": set(),
        "projects": set(),
        "overdue": LATE,
        "due_soon": LATE,
        "investment": {
            "stage", "projects", "projects_with_total", "total_investment", "invested", "invested_rate",
        },
    },
    "indicators": {
        "indicators": {"indicator", "name", "period", "value", "growth", "single", "rate", "derived", "warns"},
    },
    "indicator": {
        "indicator": {"indicator", "name", "unit", "basis", "period", "value", "target", "rate", "share", "warn"},
        "periods": {
            "period", "value", "last_year", "increase", "growth", "month", "single", "single_growth", "on_previous",
            "revised_from", "derived", "source", "written",
        },
    },
}  # fmt: skip


def test_promised_keys_are_in_the_data_formats() -> None:
    missing = {
        f"{report}.{table}": left
        for report, tables in PROMISED.items()
        for table, keys in tables.items()
        if (left := keys - {c.key for c in REPORTS[report][table] if c.shown != "page"})
    }
    assert not missing


def test_no_table_has_a_column_twice() -> None:
    keys = {f"{r}.{t}": [c.key for c in columns] for r, tables in REPORTS.items() for t, columns in tables.items()}
    assert not {table for table, found in keys.items() if len(found) != len(set(found))}


@pytest.mark.parametrize("texts", [zh.TEXTS, en.TEXTS], ids=["zh", "en"])
def test_every_report_table_and_column_has_words(texts: dict[str, Any]) -> None:
    wanted = {f"report.{report}" for report in REPORTS}
    wanted |= {f"table.{table}" for tables in REPORTS.values() for table in tables}
    wanted |= {f"col.{c.key}" for tables in REPORTS.values() for columns in tables.values() for c in columns
               if not any(f"col.{table}.{c.key}" in texts for table in tables)}  # fmt: skip
    assert not wanted - texts.keys()


def test_something_can_go_from_every_wide_table_and_the_name_never_does() -> None:
    for tables in REPORTS.values():
        for columns in tables.values():
            shown = [c for c in columns if c.shown != "data"]
            # A table of cells of sheets begins with the file, which is one for all rows as a rule; the cell never goes.
            assert shown[0].drop == 0 or (shown[0].key in ("file", "sheet") and any(c.drop == 0 for c in shown))


def alarms(states: list[Any], items: list[Any], as_of: date) -> Found:
    """Something of each kind that these projects can give, and an assertion."""
    late = [item for item in items if item.deadline.days_late]
    wrong = assertion.hold(assertion.read("129 / 270 = 46%", 1), {}.get)
    clash = Clash(tuple(on_record(total("100万元", "2025-04-14"), ytd("120万元", "2025"))), "contradiction", "120万元")
    found = Finding("above_total", "xiaohe", "xiaohe/daiwang-road", "代王路", clash)
    return Found(late, items, staleness.silent(states, as_of), [found], [], [wrong])


def every_report(world: Any, as_of: date) -> list[Report]:
    found = [world.zone_state(slug, as_of) for slug in world.zones]
    states = [s for slug in world.zones for s in world.states(slug, as_of)]
    items = [item for state in found for item in state.items]
    pages = [(state, world.states(state.zone.slug, as_of)) for state in found]
    reports = [
        zones.build(found, as_of, Known("ledger#1")),
        status.build(found, as_of, Known("ledger#1")),
        overdue.build(items, as_of, Known("ledger#1")),
        listing.build(states, as_of, Known("ledger#1")),
        page.build(pages, as_of, Known("ledger#1")),
        check.build(alarms(states, items, as_of), alarm.KINDS, as_of, Known("ledger#1")),
    ]
    reports += [zone.build(state, projects, as_of, Known("ledger#1")) for state, projects in pages]
    reports += [page.build([one], as_of, Known("ledger#1")) for one in pages]
    reports += [show.build(s, world.facts_within(s.ref, as_of), as_of, Known("ledger#1")) for s in states]
    return reports


def test_every_row_of_every_report_fills_every_column(yuanping: Any, daiwang: Any) -> None:
    assert yuanping is daiwang
    seen = set()
    for report in every_report(daiwang, DAY):
        declared = REPORTS[report.key]
        assert set(declared) - OPTIONAL <= {section.key for section in report.sections} <= set(declared)
        for section in report.sections:
            keys = [c.key for c in section.columns]
            assert sorted(keys) == sorted(c.key for c in declared[section.key])
            for row in section.rows:
                assert not {"id", "ref", *keys} - row.keys(), (report.key, section.key)
                seen.add((report.key, section.key))
            assert section.total is None or section.total.keys() <= set(keys) | {
                "projects_with_total", "projects_with_invested", "projects_with_both",
            }  # fmt: skip
    assert {("check", key) for key in REPORTS["check"].keys() - OPTIONAL} - seen == {("check", "warnings")}
    assert ("show", "figures") in seen
    assert ("report", "zone_figures") in seen


@pytest.mark.parametrize("name", ["table", "json", "csv"])
def test_every_report_prints_in_every_language_at_every_width(
    yuanping: Any, daiwang: Any, lang: str, name: str
) -> None:
    import io

    from zonetrack.render import render

    assert yuanping is daiwang
    assert lang
    for report in every_report(daiwang, DAY):
        for width in (40, 60, 80, 120, 200, None) if name == "table" else (None,):
            for wide in (False, True):
                out = io.StringIO()
                render(report, out, format=name, width=width, wide=wide)
                assert "{" not in out.getvalue() or name == "json"

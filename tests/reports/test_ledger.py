"""`ledger`: every record and every fact, flat, with all that is needed to say it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonetrack.domain.records import Observation
from zonetrack.report import Known
from zonetrack.reports import ledger
from zonetrack.reports.columns import REPORTS

DAY = date(2025, 9, 1)


def test_records_and_facts(daiwang: Any) -> None:
    facts = [fact for told in daiwang.facts.values() for fact in told]
    book = ledger.Book(daiwang.zones["xiaohe"], daiwang.states("xiaohe", DAY), facts, {"p-daiwang-road": ["dw-road"]})
    report = ledger.build([book], DAY, Known("xiaohe#42"))
    tables = {table.key: table for table in report.sections}
    assert {key: table.columns for key, table in tables.items()} == REPORTS["ledger"]
    assert [row["ref"] for row in tables["zones"].rows] == ["xiaohe"]
    [project] = tables["projects"].rows
    assert (project["slug"], project["category"], project["tags"]) == ("daiwang-road", "市政", ["省重点", "道路"])
    assert project["aliases"] == ["dw-road"]
    assert [(row["project"], row["slug"], row["unit"]) for row in tables["milestones"].rows][:2] == [
        ("xiaohe/daiwang-road", "pipes", "km"),
        ("xiaohe/daiwang-road", "wells", "well"),
    ]
    assert len(tables["facts"].rows) == len(facts)
    for row, fact in zip(tables["facts"].rows, facts, strict=True):
        assert fact_of(row, fact) == fact


def fact_of(row: dict[str, Any], like: Observation) -> Observation:
    """Make the fact of a row again; what places it in its own ledger is that of `like`."""
    placed = {"zone_id", "project_id", "milestone_id", "n"}
    follows = {"span_first", "span_last"}  # from the span
    named = {"span_edtf": row["span"], "seq": int(row["entry"].partition("#")[2])}
    said = {name: row[name] for name in Observation._fields if name not in placed | follows | named.keys()}
    return like._replace(**said, **named)


def test_rows_of_facts_are_a_sequence(daiwang: Any) -> None:
    facts = [fact for told in daiwang.facts.values() for fact in told]
    book = ledger.Book(daiwang.zones["xiaohe"], daiwang.states("xiaohe", DAY), facts, {})
    rows = ledger.build([book], DAY, None).sections[-1].rows
    assert len(rows) == len(facts) == len(list(rows))
    assert rows[1:3] == [rows[1], rows[2]]
    assert rows[-1]["id"] == facts[-1].id

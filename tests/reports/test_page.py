"""`report`: the whole page, of one zone with its name, of several with their totals."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonetrack.report import NA, Known, Note
from zonetrack.reports import page

DAY = date(2025, 4, 30)


def built(world: Any, *slugs: str, as_of: date = DAY) -> Any:
    pages = [(world.zone_state(slug, as_of), world.states(slug, as_of)) for slug in slugs or world.zones]
    return page.build(pages, as_of, Known("ledger#5"))


def table(report: Any, key: str) -> Any:
    [found] = [section for section in report.sections if section.key == key]
    return found


def test_the_page_of_one_zone(yuanping: Any) -> None:
    report = built(yuanping, "yuanping")
    assert [s.key for s in report.sections] == ["summary", "projects", "overdue", "due_soon", "investment"]
    assert (report.title, report.cards) == ({"name": "原平经济技术开发区"}, {"summary"})
    [summary] = table(report, "summary").rows
    assert (summary["total_investment"].amount, summary["projects_with_total"]) == ("36155.87", 2)
    assert (summary["invested"].amount, summary["projects_with_invested"]) == ("3458.00", 1)
    assert (summary["invested_rate"], summary["projects_with_both"]) == (NA, 0)
    assert table(report, "summary").total is None


def test_the_page_of_several_zones_has_totals_and_names_the_zone_of_each_project(yuanping: Any, daiwang: Any) -> None:
    assert yuanping is daiwang
    report = built(daiwang)
    assert (report.title, report.cards) == ({}, frozenset())
    assert table(report, "summary").total["projects"] == 5
    assert [row["zone_name"] for row in table(report, "projects").rows][-1] == "潇河新兴产业园区"
    assert "zone_name" in {c.key for c in table(report, "projects").columns if c.shown == "both"}


def test_investment_by_stage_in_the_order_of_stages(yuanping: Any) -> None:
    investment = table(built(yuanping, "yuanping"), "investment")
    assert [(r["stage"], r["ref"], r["projects"], r["projects_with_total"]) for r in investment.rows] == [
        ("preparing", "preparing", 2, 2),
        ("operating", "operating", 1, 0),
        (None, "not_reported", 1, 0),
    ]
    assert [r["total_investment"] and r["total_investment"].amount for r in investment.rows] == ["36155.87", None, None]
    assert [r["invested"] and r["invested"].amount for r in investment.rows] == [None, None, "3458.00"]
    assert {r["invested_rate"] for r in investment.rows} == {NA}
    assert (investment.total["projects"], investment.total["invested"].amount) == (4, "3458.00")


def test_investment_leaves_out_what_is_paused(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-04-24", stage="paused")
    report = built(yuanping, "yuanping")
    assert [r["ref"] for r in table(report, "aside").rows] == ["yuanping/water-plant"]
    assert "yuanping/water-plant" not in {r["ref"] for r in table(report, "projects").rows}
    assert [r["stage"] for r in table(report, "investment").rows] == ["preparing", "operating", None]
    assert table(report, "investment").total["total_investment"].amount == "25359.52"
    assert Note("apart_paused", {"n": 1}) in report.notes


def test_deadlines_late_and_near(yuanping: Any) -> None:
    report = built(yuanping, "yuanping", as_of=date(2025, 6, 30))
    assert (len(table(report, "overdue").rows), len(table(report, "due_soon").rows)) == (0, 2)
    report = built(yuanping, "yuanping", as_of=date(2025, 7, 1))
    assert (len(table(report, "overdue").rows), len(table(report, "due_soon").rows)) == (2, 0)


def test_what_a_zone_reports_of_itself_is_a_table_of_its_own(yuanping: Any) -> None:
    report = built(yuanping, "wuxiang")
    own = table(report, "zone_figures")
    assert [(r["measure"].name, r["written"]) for r in own.rows] == [
        ("projects", "67个"),
        ("signed_projects", "6个"),
        ("signed_investment", "6.11亿元"),
        ("next", "建设二期。"),
    ]
    assert (own.rows[2]["value"].amount, own.rows[0]["span"].qualifier) == ("61100.00", "about")
    assert [note.key for note in report.notes] == ["within", "zone_projects"]
    [summary] = table(report, "summary").rows
    assert (summary["projects"], summary["total_investment"]) == (0, NA)


def test_a_ledger_without_zones_is_an_empty_page(world: Any) -> None:
    report = built(world)
    assert [(s.key, list(s.rows), s.total) for s in report.sections] == [
        (key, [], None) for key in ("summary", "projects", "overdue", "due_soon", "investment")
    ]


def test_a_text_that_was_taken_back_is_said_no_more(yuanping: Any) -> None:
    yuanping.say("wuxiang", "2025-04-24", next="")
    assert "next" not in {r["measure"].name for r in table(built(yuanping, "wuxiang"), "zone_figures").rows}

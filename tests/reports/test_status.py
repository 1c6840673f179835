"""`status`: one row a zone, exact sums that say over how many, the worst late items, and what zones say themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonetrack.report import NA, Known, Nodes, Note
from zonetrack.reports import status
from zonetrack.values.percent import Ratio

SPRING = date(2025, 4, 30)


def built(world: Any, as_of: date, **options: int) -> Any:
    return status.build([world.zone_state(slug, as_of) for slug in world.zones], as_of, Known("ledger#7"), **options)


def rows(report: Any, table: str) -> dict[str, dict[str, Any]]:
    [section] = [section for section in report.sections if section.key == table]
    return {row["ref"]: row for row in section.rows}


def test_yuanping_on_30_april(yuanping: Any) -> None:
    row = rows(built(yuanping, SPRING), "zones")["yuanping"]
    assert (row["total_investment"].amount, row["projects_with_total"]) == ("36155.87", 2)
    assert (row["invested"].amount, row["projects_with_invested"]) == ("3458.00", 1)
    assert (row["invested_rate"], row["projects_with_both"]) == (NA, 0)
    assert row["projects"] == 4
    assert row["last_reported"] == date(2025, 4, 23)


def test_the_notes_say_over_how_many_projects_a_sum_is(yuanping: Any) -> None:
    notes = {note.key: note.params for note in built(yuanping, SPRING).notes}
    assert (notes["with_total"]["n"], notes["with_total"]["of"]) == (2, 4)
    assert (notes["with_invested"]["n"], notes["with_invested"]["of"]) == (1, 4)
    assert notes["no_both"] == {"n": 0, "of": 4}


def test_a_zone_without_projects_has_no_sums_and_no_last_report(yuanping: Any) -> None:
    row = rows(built(yuanping, SPRING), "zones")["wuxiang"]
    assert row["projects"] == 0
    assert [row[key] for key in ("total_investment", "invested", "invested_rate", "last_reported", "nodes")] == [NA] * 5


def test_projects_that_report_no_money_are_unreported_not_nought(daiwang: Any) -> None:
    row = rows(built(daiwang, SPRING), "zones")["xiaohe"]
    assert (row["total_investment"], row["invested"], row["invested_rate"]) == (None, None, NA)
    assert row["nodes"] == Nodes(1, 1, 2)
    assert (row["milestones"], row["milestones_done"]) == (4, 1)


def test_totals_over_zones(yuanping: Any, daiwang: Any) -> None:
    total = built(daiwang, date(2025, 9, 1)).sections[0].total
    assert yuanping is daiwang
    assert total["total_investment"].amount == "36155.87"
    assert (total["projects"], total["overdue"], total["nodes"]) == (5, 4, Nodes(1, 1, 2))
    assert "last_reported" not in total


def test_a_rate_is_of_the_projects_that_report_both(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-04-25", invested="1079.635万元")
    report = built(yuanping, SPRING)
    assert rows(report, "zones")["yuanping"]["invested_rate"] == Ratio(1_079_635_000, 10_796_350_000)
    assert report.sections[0].total["invested_rate"].percent() == 10
    assert [note.params for note in report.notes if note.key == "with_both"] == [{"n": 1, "of": 4}]


def test_complete_sums_need_no_note(world: Any) -> None:
    world.zone("z", "甲区")
    world.project("z/a", "甲")
    world.say("z/a", "2025-04-01", total_investment="100万元", invested="50万元")
    assert built(world, SPRING).notes == ()


def test_only_the_worst_late_items_and_how_many_more(yuanping: Any, daiwang: Any) -> None:
    report = built(yuanping, date(2025, 9, 1), worst=1)
    assert list(rows(report, "late")) == ["xiaohe/daiwang-road/pipes"]
    assert report.notes[0] == Note("more_late", {"n": 3})
    assert "more_late" not in {note.key for note in built(daiwang, date(2025, 9, 1)).notes}


def test_overdue_and_due_soon_are_counted_apart(yuanping: Any) -> None:
    row = rows(built(yuanping, date(2025, 6, 10)), "zones")["yuanping"]
    assert (row["overdue"], row["due_soon"]) == (0, 2)
    row = rows(built(yuanping, date(2025, 7, 1)), "zones")["yuanping"]
    assert (row["overdue"], row["due_soon"]) == (2, 0)


def test_what_a_zone_counts_itself_stands_beside_what_is_on_record(yuanping: Any) -> None:
    [note] = [note for note in built(yuanping, SPRING).notes if note.key == "zone_projects"]
    assert (note.params["reported"].number, note.params["n"]) == (67, 0)
    assert note.params["day"].qualifier == "about"
    assert note.params["source"] == "《科学导报》"


def test_paused_and_dropped_projects_are_in_no_sum(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-04-24", stage="paused")
    report = built(yuanping, SPRING)
    row = rows(report, "zones")["yuanping"]
    assert (row["projects"], row["aside"], row["total_investment"].amount) == (3, 1, "25359.52")
    assert Note("aside", {"n": 1}) in report.notes

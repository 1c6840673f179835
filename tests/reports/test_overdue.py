"""`overdue`: late only after the last day, starts that were missed too, worst first, with who answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonetrack.domain.alarm import Found
from zonetrack.report import NA, Known, Note
from zonetrack.reports import check, overdue


def items(world: Any, as_of: date, within: int = 30) -> list[Any]:
    return [item for slug in world.zones for item in world.zone_state(slug, as_of, within).items]


def built(world: Any, as_of: date, within: int = 30) -> Any:
    return overdue.build(items(world, as_of, within), as_of, Known("ledger#7"), within)


def refs(report: Any) -> list[list[str]]:
    return [[row["ref"] for row in section.rows] for section in report.sections]


def test_paving_is_not_late_on_its_last_day_and_late_the_day_after(daiwang: Any) -> None:
    pipes, paving = "xiaohe/daiwang-road/pipes", "xiaohe/daiwang-road/paving"
    assert refs(built(daiwang, date(2025, 8, 31))) == [[pipes], [paving]]
    report = built(daiwang, date(2025, 9, 1))
    assert refs(report) == [[pipes, paving], []]
    assert [row["days_late"] for row in report.sections[0].rows] == [93, 1]


def test_the_two_planned_starts_of_yuanping_are_one_day_late_on_1_july(yuanping: Any) -> None:
    late, soon = built(yuanping, date(2025, 7, 1)).sections
    assert [(r["ref"], r["kind"], r["due"].edtf, r["days_late"]) for r in late.rows] == [
        ("yuanping/reclaimed-water", "start", "2025-40", 1),
        ("yuanping/water-plant", "start", "2025-40", 1),
    ]
    assert soon.rows == []
    assert [row["days_left"] for row in built(yuanping, date(2025, 6, 30)).sections[1].rows] == [0, 0]


def test_a_row_names_project_milestone_and_who_answers(daiwang: Any) -> None:
    paving = built(daiwang, date(2025, 9, 1)).sections[0].rows[1]
    assert (paving["zone"], paving["project"], paving["milestone"]) == (
        "xiaohe", "xiaohe/daiwang-road", "xiaohe/daiwang-road/paving",
    )  # fmt: skip
    assert (paving["project_name"], paving["milestone_name"]) == ("代王路", "路面铺设")
    assert (paving["kind"], paving["due"].edtf, paving["progress"]) == ("finish", "2025-08", None)
    assert (paving["owner"], paving["leader"], paving["unit"]) == ("园区管委会", "王某", None)


def test_the_owner_of_a_milestone_answers_before_that_of_its_project(daiwang: Any) -> None:
    daiwang.say("xiaohe/daiwang-road/paving", "2025-05-01", owner="路面公司")
    assert [row["owner"] for row in built(daiwang, date(2025, 9, 1)).sections[0].rows] == ["园区管委会", "路面公司"]


def test_the_milestone_of_a_project_does_not_apply(yuanping: Any) -> None:
    row = built(yuanping, date(2025, 7, 1)).sections[0].rows[0]
    assert (row["milestone"], row["milestone_name"]) == (NA, NA)


def test_due_soon_says_how_many_days_are_left(daiwang: Any) -> None:
    report = built(daiwang, date(2025, 5, 21), 10)
    assert [(r["ref"], r["days_late"], r["days_left"]) for r in report.sections[1].rows] == [
        ("xiaohe/daiwang-road/pipes", 0, 10)
    ]
    assert report.notes == (Note("within", {"n": 10}),)
    assert refs(built(daiwang, date(2025, 5, 21), 9)) == [[], []]


def test_items_of_several_zones_are_in_one_order(yuanping: Any, daiwang: Any) -> None:
    assert yuanping is daiwang
    days = [row["days_late"] for row in built(daiwang, date(2025, 9, 1)).sections[0].rows]
    assert days == [93, 63, 63, 1]


def test_of_one_zone_its_name_is_in_the_title_and_not_in_the_table(daiwang: Any) -> None:
    report = overdue.build(
        items(daiwang, date(2025, 9, 1)), date(2025, 9, 1), Known("xiaohe#7"), zone=daiwang.zones["xiaohe"]
    )
    assert report.title == {"name": "潇河新兴产业园区"}
    assert {c.shown for section in report.sections for c in section.columns if c.key == "zone_name"} == {"data"}
    assert report.sections[0].rows[0]["zone_name"] == "潇河新兴产业园区"


def checked(world: Any, as_of: date) -> tuple[list[str], Any]:
    found = Found(late=[item for item in items(world, as_of, 0) if item.deadline.days_late])
    return found.wrong(), check.build(found, {"late"}, as_of, Known("x#1"))


def test_check_finds_what_is_overdue_and_only_that(daiwang: Any) -> None:
    wrong, clear = checked(daiwang, date(2025, 5, 21))
    assert (wrong, refs(clear)) == ([], [[]])
    wrong, late = checked(daiwang, date(2025, 8, 31))
    assert (wrong, refs(late)) == (["late"], [["xiaohe/daiwang-road/pipes"]])

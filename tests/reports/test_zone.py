"""`status ZONE`: a zone's projects with their totals, those set aside apart, and notes on what figures are made of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.report import NA, Code, Note
from zonetrack.reports import zone

DAY = date(2025, 4, 30)


def built(world: Any, slug: str, as_of: date = DAY, **options: int) -> Any:
    return zone.build(world.zone_state(slug, as_of), world.states(slug, as_of), as_of, f"{slug}#3", **options)


def row(report: Any, ref: str) -> dict[str, Any]:
    [found] = [row for section in report.sections if section.key != "late" for row in section.rows if row["ref"] == ref]
    return found


def test_totals_of_yuanping(yuanping: Any) -> None:
    report = built(yuanping, "yuanping")
    assert [section.key for section in report.sections] == ["projects", "late"]
    total = report.sections[0].total
    assert (total["total_investment"].amount, total["invested"].amount) == ("36155.87", "3458.00")
    assert total["invested_rate"] is NA
    assert report.title == {"name": "原平经济技术开发区"}


def test_unreported_and_not_applicable_are_told_apart(yuanping: Any) -> None:
    found = row(built(yuanping, "yuanping"), "yuanping/waste-heat")
    assert (found["total_investment"], found["progress"], found["stage"], found["owner"]) == (None,) * 4
    assert (found["invested_rate"], found["next_kind"], found["category"]) == (NA, NA, NA)
    assert found["next_due"] is None
    assert found["invested_basis"] == Code("basis", "since_start")


def test_next_due_looks_ahead_and_at_milestones(daiwang: Any) -> None:
    found = row(built(daiwang, "xiaohe"), "xiaohe/daiwang-road")
    assert (found["next_due"].edtf, found["next_kind"]) == ("2025-05", "finish")
    assert row(built(daiwang, "xiaohe", date(2025, 5, 31)), "xiaohe/daiwang-road")["next_due"].edtf == "2025-05"
    assert row(built(daiwang, "xiaohe", date(2025, 6, 1)), "xiaohe/daiwang-road")["next_due"].edtf == "2025-08"
    assert row(built(daiwang, "xiaohe", date(2025, 9, 1)), "xiaohe/daiwang-road")["next_due"] is NA


def test_next_due_may_be_a_start(yuanping: Any) -> None:
    found = row(built(yuanping, "yuanping"), "yuanping/water-plant")
    assert (found["next_due"].edtf, found["next_kind"]) == ("2025-40", "start")


def test_nothing_lies_ahead_of_what_is_done(yuanping: Any) -> None:
    assert row(built(yuanping, "yuanping"), "yuanping/coke-gas")["next_due"] is NA


@pytest.mark.parametrize(
    "ref, day, expected",
    [
        ("yuanping/coke-gas", DAY, "done"),
        ("yuanping/water-plant", DAY, "not_started"),
        ("yuanping/water-plant", date(2025, 6, 1), "due_soon"),
        ("yuanping/water-plant", date(2025, 7, 1), "late"),
        ("yuanping/waste-heat", DAY, "not_reported"),
        ("xiaohe/daiwang-road", date(2025, 4, 20), "in_progress"),
        ("xiaohe/daiwang-road", DAY, "in_progress"),
        ("xiaohe/daiwang-road", date(2025, 5, 1), "due_soon"),
        ("xiaohe/daiwang-road", date(2025, 6, 1), "late"),
    ],
)
def test_light_is_the_worst_of_a_project_and_its_milestones(
    yuanping: Any, daiwang: Any, ref: str, day: date, expected: str
) -> None:
    assert yuanping is daiwang
    assert row(built(daiwang, ref.partition("/")[0], day), ref)["light"] == expected


def test_progress_names_the_milestone_under_way_and_makes_up_no_percentage(daiwang: Any) -> None:
    found = row(built(daiwang, "xiaohe"), "xiaohe/daiwang-road")["progress"]
    assert (found.percent, found.basis) == (None, None)
    assert tuple(found.nodes) == (1, 1, 2)
    assert (found.lead, found.lead_percent.low) == ("雨污水管线", 80)


def test_overdue_counts_what_is_late_and_not_what_is_near(daiwang: Any) -> None:
    assert row(built(daiwang, "xiaohe", date(2025, 8, 31)), "xiaohe/daiwang-road")["overdue"] == 1
    assert row(built(daiwang, "xiaohe", date(2025, 9, 1)), "xiaohe/daiwang-road")["overdue"] == 2


def test_a_milestone_that_is_done_leads_no_more(daiwang: Any) -> None:
    daiwang.say("xiaohe/daiwang-road/pipes", "2025-05-01", stage="completed")
    found = row(built(daiwang, "xiaohe", date(2025, 5, 2)), "xiaohe/daiwang-road")["progress"]
    assert (found.nodes.done, found.lead) == (2, None)


def test_of_two_milestones_under_way_the_last_reported_leads(daiwang: Any) -> None:
    daiwang.say("xiaohe/daiwang-road/roadbed", "2025-04-20", progress="10%")
    assert row(built(daiwang, "xiaohe"), "xiaohe/daiwang-road")["progress"].lead == "路基"


def test_paused_and_dropped_stand_apart(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-04-24", stage="paused")
    yuanping.say("yuanping/waste-heat", "2025-04-24", stage="dropped")
    report = built(yuanping, "yuanping")
    projects, aside, _ = report.sections
    assert [r["ref"] for r in projects.rows] == ["yuanping/reclaimed-water", "yuanping/coke-gas"]
    assert [(r["ref"], r["light"], r["next_due"]) for r in aside.rows] == [
        ("yuanping/water-plant", "paused", NA),
        ("yuanping/waste-heat", "dropped", NA),
    ]
    assert (projects.total["total_investment"].amount, projects.total["invested"]) == ("25359.52", None)
    assert aside.total is None
    assert Note("apart", {"paused": 1, "dropped": 1}) in report.notes


def test_one_kind_of_aside_is_named_alone(yuanping: Any) -> None:
    yuanping.say("yuanping/waste-heat", "2025-04-24", stage="dropped")
    assert Note("apart_dropped", {"n": 1}) in built(yuanping, "yuanping").notes


def test_an_empty_zone_has_no_totals(world: Any) -> None:
    world.zone("z", "空区")
    report = built(world, "z")
    assert [(section.rows, section.total) for section in report.sections] == [([], None), ([], None)]
    assert report.notes == ()


def test_how_many_more_are_late_with_the_command_for_this_zone(daiwang: Any) -> None:
    report = built(daiwang, "xiaohe", date(2025, 9, 1), worst=1)
    assert Note("more_late_of", {"n": 1, "zone": "xiaohe"}) in report.notes
    assert "more_late_of" not in {note.key for note in built(daiwang, "xiaohe", date(2025, 9, 1), worst=2).notes}


def test_notes_on_what_figures_are_made_of(world: Any) -> None:
    world.zone("z", "甲区")
    for slug, name in (("a", "甲"), ("b", "乙"), ("c", "丙")):
        world.project(f"z/{slug}", name)
    world.say("z/a", "2025-03", basis="flow", invested="100万元")
    world.milestone("z/b/one", "一")
    world.milestone("z/b/two", "二")
    world.say("z/b/one", "2025-04-01", progress="50%", weight="1")
    world.say("z/b/two", "2025-04-01", weight="3")
    world.say("z/c", "2025-04-01", quantity="3千米", quantity_total="4千米", flags="falling")
    report = built(world, "z")
    notes = {note.key: note.params for note in report.notes}
    assert notes["by_period"] == {"n": 1, "names": ("甲",)}
    assert notes["weighted"] == {"n": 1, "names": ("乙",)}
    assert notes["from_quantity"] == {"n": 1, "names": ("丙",)}
    assert notes["flagged"] == {"flag": Code("flag", "falling"), "n": 1, "names": ("丙",)}
    found = row(report, "z/b")["progress"]
    assert (str(found.percent.low), str(found.percent.high), found.basis) == ("12.50", "87.50", "weighted")
    assert row(report, "z/c")["flags"] == ("falling",)


def test_projects_on_record_are_all_of_them_paused_ones_too(yuanping: Any) -> None:
    yuanping.say("yuanping", "2025-04-23", projects="20个")
    yuanping.say("yuanping/waste-heat", "2025-04-24", stage="paused")
    [note] = [note for note in built(yuanping, "yuanping").notes if note.key.startswith("zone_projects")]
    assert note.params["n"] == 4


def test_all_that_a_zone_says_of_itself(yuanping: Any) -> None:
    said = [n for n in built(yuanping, "wuxiang").notes if n.key.startswith("zone_")]
    assert [(n.key, n.params.get("measure"), n.params.get("value")) for n in said] == [
        ("zone_projects", None, None),
        ("zone_says", Code("measure", "signed_projects"), "6个"),
        ("zone_says", Code("measure", "signed_investment"), "6.11亿元"),
        ("zone_says", Code("measure", "next"), "建设二期。"),
    ]


def test_a_text_that_was_taken_back_is_said_no_more(yuanping: Any) -> None:
    yuanping.say("wuxiang", "2025-04-24", next="")
    assert len([n for n in built(yuanping, "wuxiang").notes if n.key == "zone_says"]) == 2


def test_a_zone_figure_without_a_source_does_not_leave_a_gap(world: Any) -> None:
    world.zone("z", "甲区")
    world.say("z", "2025-04-01", projects="3个", area="5平方公里")
    assert [note.key for note in built(world, "z").notes] == ["zone_projects_unsourced", "zone_says_unsourced"]

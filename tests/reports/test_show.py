"""`show`: the card of a project, its milestones, and the figures that have no column of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zonetrack.report import NA, Code, Known, Note
from zonetrack.reports import show

ROAD = "xiaohe/daiwang-road"
DAY = date(2025, 9, 1)


def built(world: Any, ref: str = ROAD, as_of: date = DAY, milestone: str | None = None) -> Any:
    state = world.state(ref, as_of)
    [part] = [m for m in state.milestones if m.milestone.slug == milestone] or [None]
    return show.build(state, world.facts_within(ref, as_of), as_of, Known("xiaohe#9"), part)


def card(world: Any, ref: str = ROAD, as_of: date = DAY) -> dict[str, Any]:
    [row] = built(world, ref, as_of).sections[0].rows
    return row


def milestone(world: Any, slug: str, as_of: date = DAY) -> dict[str, Any]:
    [row] = [r for r in built(world, as_of=as_of).sections[1].rows if r["ref"] == f"{ROAD}/{slug}"]
    return row


def figures(report: Any) -> list[tuple[Any, ...]]:
    [table] = [section for section in report.sections if section.key == "figures"]
    return [(r["ref"], r["measure"].name, r["value"], r["span"].edtf) for r in table.rows]


def test_pipes_of_daiwang_road_have_a_computed_quantity(daiwang: Any) -> None:
    row = milestone(daiwang, "pipes")
    amount = row["quantity"]
    assert (amount.done.number, amount.done.unit, amount.basis) == (Decimal("3.2"), "km", "computed")
    assert (amount.total.number, row["progress"].percent.low, row["progress"].basis) == (4, 80, "reported")
    assert (row["light"], row["done_on"], row["weight"], row["start"]) == ("late", NA, NA, NA)


def test_paving_is_unreported_and_late_only_after_august(daiwang: Any) -> None:
    assert milestone(daiwang, "paving", date(2025, 8, 31))["light"] == "due_soon"
    row = milestone(daiwang, "paving")
    assert (row["light"], row["progress"], row["last_reported"], row["start"]) == ("late", None, None, None)
    assert (row["due"].edtf, row["baseline_due"].edtf, row["quantity"]) == ("2025-08", "2025-08", NA)


def test_roadbed_has_no_plan_and_no_report(daiwang: Any) -> None:
    row = milestone(daiwang, "roadbed")
    assert (row["light"], row["due"], row["baseline_due"]) == ("not_reported", None, NA)


def test_wells_are_done_and_need_no_due_day_any_more(daiwang: Any) -> None:
    row = milestone(daiwang, "wells")
    assert (row["light"], row["done_on"].edtf, row["due"]) == ("done", "../2025-04-14", NA)
    assert (row["quantity"].done.qualifier, row["quantity"].total) == ("nearly", None)


def test_a_measured_milestone_without_a_figure_is_unreported(daiwang: Any) -> None:
    daiwang.milestone(f"{ROAD}/drains", "排水沟", "m")
    assert milestone(daiwang, "drains")["quantity"] is None


def test_quantities_of_two_kinds_do_not_make_one_amount(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-01", quantity="300立方米")
    amount = milestone(daiwang, "pipes")["quantity"]
    assert (amount.done.unit, amount.total) == ("m3", None)


def test_the_card(daiwang: Any) -> None:
    row = card(daiwang)
    assert (row["stage"], row["started"].edtf, row["start"]) == ("started", "2025-02", NA)
    assert (row["due"], row["baseline_due"], row["done_on"]) == (None, NA, NA)
    assert (row["category"], row["code"], row["tags"]) == ("市政", NA, ("省重点", "道路"))
    assert (row["total_investment"], row["invested_rate"], row["owner"], row["unit"]) == (None, NA, "园区管委会", None)
    assert row["progress"].percent is None
    assert built(daiwang).cards == {"project"}


def test_a_missed_start_is_still_a_plan(yuanping: Any) -> None:
    row = card(yuanping, "yuanping/water-plant")
    assert (row["start"].edtf, row["started"], row["light"]) == ("2025-40", NA, "late")
    assert card(yuanping, "yuanping/coke-gas")["due"] is NA


def test_figures_without_a_column_of_their_own(daiwang: Any) -> None:
    found = figures(built(daiwang))
    assert [(ref, measure, value.number, value.unit) for ref, measure, value, _ in found] == [
        (ROAD, "width", 50, "m"),
        (ROAD, "workers", 100, "person"),
    ]
    assert found[1][2].qualifier == "about"


def test_the_newest_figure_stands_and_each_period_has_its_own(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-05-01", workers="120人")
    daiwang.say(ROAD, "2025", basis="plan", planned_investment="5000万元")
    daiwang.say(ROAD, "2025-01/2025-03", basis="ytd", invested="100万元")
    daiwang.say(ROAD, "2025-01/2025-04", basis="ytd", invested="150万元")
    daiwang.say(ROAD, "2024", basis="ytd", invested="7万元")
    daiwang.say(ROAD, "2025-05", basis="flow", invested="20万元")
    found = figures(built(daiwang, as_of=date(2026, 1, 1)))
    assert [(measure, str(getattr(value, "number", None) or value.amount)) for _, measure, value, _ in found] == [
        ("invested", "7.00"),
        ("width", "50"),
        ("invested", "150.00"),
        ("workers", "120"),
        ("invested", "20.00"),
        ("planned_investment", "5000.00"),
    ]


def test_figures_of_kinds_that_nobody_foresaw(world: Any) -> None:
    world.zone("z", "甲区")
    world.project("z/a", "甲")
    world.say("z/a", "2025-04-01", subsidy="30万元", contractor_note="三家单位联合体")
    found = figures(built(world, "z/a"))
    assert [(measure, getattr(value, "amount", value)) for _, measure, value, _ in found] == [
        ("subsidy", "30.00"),
        ("contractor_note", "三家单位联合体"),
    ]


def test_a_figure_tells_its_day_its_source_and_what_it_broke(daiwang: Any) -> None:
    daiwang.say(ROAD, "~2025-05-01", flags="falling", source="周报", remark="甲")
    daiwang.say(ROAD, "2025-05-02", remark="")
    daiwang.say(ROAD, "~2025-05-03", flags="falling", source="周报", workers="90人")
    row = built(daiwang).sections[2].rows[-1]
    assert (row["measure"], row["basis"], row["certainty"]) == (
        Code("measure", "workers"), NA, Code("certainty", "reported"),
    )  # fmt: skip
    assert (row["span"].qualifier, row["source"], row["note"], row["flags"]) == ("about", "周报", NA, ("falling",))
    assert (row["written"], row["name"]) == ("90人", "代王路")
    assert "remark" not in {r["measure"].name for r in built(daiwang).sections[2].rows}


def test_without_such_figures_there_is_no_such_table(yuanping: Any) -> None:
    assert [s.key for s in built(yuanping, "yuanping/water-plant").sections] == ["project", "milestones"]


def test_a_milestone_is_shown_with_its_project_and_its_own_figures(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-01", diameter="2米")
    report = built(daiwang, milestone="pipes")
    assert report.title == {"name": "代王路 · 雨污水管线", "zone": "潇河新兴产业园区"}
    assert [r["ref"] for r in report.sections[1].rows] == [f"{ROAD}/pipes"]
    assert [f[:2] for f in figures(report)] == [(f"{ROAD}/pipes", "diameter")]
    [row] = report.sections[0].rows
    assert (row["overdue"], tuple(row["progress"].nodes), row["light"]) == (2, (1, 1, 2), "late")
    assert [s.key for s in built(daiwang, milestone="roadbed").sections] == ["project", "milestones"]


def test_what_was_put_off_keeps_its_first_date(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/paving", "2025-08-20", planned_finish="2025年10月")
    row = milestone(daiwang, "paving")
    assert (row["due"].edtf, row["baseline_due"].edtf, row["slips"]) == ("2025-10", "2025-08", 1)
    assert row["light"] == "not_reported"
    [note] = [note for note in built(daiwang).notes if note.key == "slipped"]
    assert (note.params["name"], note.params["n"]) == ("路面铺设", 1)


def test_notes_on_shares_and_flags_name_the_milestone(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-01", quantity="3千米", flags="falling")
    notes = built(daiwang).notes
    assert Note("from_quantity", {"n": 1, "names": ("雨污水管线",)}) in notes
    assert Note("flagged", {"flag": Code("flag", "falling"), "n": 1, "names": ("代王路 · 雨污水管线",)}) in notes
    assert [note.key for note in built(daiwang, milestone="roadbed").notes] == []


def test_milestones_of_a_paused_project_are_paused(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-05-01", stage="paused")
    assert {r["light"] for r in built(daiwang).sections[1].rows} == {"paused"}
    assert card(daiwang)["light"] == "paused"

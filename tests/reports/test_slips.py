"""`slips`: what was put off and why, by whom it is answered for, and how promises were kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Entry
from zonetrack.domain.source import Part, Whole
from zonetrack.report import NA, Known
from zonetrack.reports import slips
from zonetrack.reports.slips import Counting
from zonetrack.values.percent import Ratio

DAY = date(2025, 9, 1)
ROAD, PLANT = "xiaohe/daiwang-road", "xiaohe/water-plant"


def whole(world: Any, ref: str, day: date = DAY) -> Whole:
    state = world.state(ref, day)
    parts = {m.milestone.id: world.facts.get(f"{ref}/{m.milestone.slug}", []) for m in state.milestones}
    told = Part(state, None, Facts(world.facts.get(ref, []), day.isoformat()))
    return Whole(told, tuple(Part(state, m, Facts(parts[m.milestone.id], day.isoformat())) for m in state.milestones))


def entry(seq: int, reason: str, author: str = "王某") -> Entry:
    return Entry(
        "z-xiaohe", seq, f"c{seq}", "2025-06-01T00:00:00", author, "reschedule", reason, "", "", None, None, 1, ""
    )


def built(world: Any, counting: Counting | None = None, entries: dict[Any, Entry] | None = None) -> Any:
    wholes = [whole(world, ref) for ref in world.projects]
    return slips.build(wholes, DAY, Known("xiaohe#9"), entries or {}, counting or Counting(), {"name": "潇河"})


def rows(report: Any, key: str) -> list[dict[str, Any]]:
    return [row for section in report.sections if section.key == key for row in section.rows]


@pytest.fixture
def moved(daiwang: Any) -> Any:
    """Pipes put off twice, once brought forward; a plant whose start was put off, nothing of it due yet."""
    daiwang.say(f"{ROAD}/pipes", "2025-05-20", planned_finish="2025-07-31", source="函")
    daiwang.say(f"{ROAD}/pipes", "2025-07-20", planned_finish="2025-09-30")
    daiwang.say(f"{ROAD}/pipes", "2025-08-01", planned_finish="2025-08-31")
    daiwang.project(PLANT, "净水厂项目")
    daiwang.say(PLANT, "2025-01-01", planned_start="2025年上半年", planned_finish="2026年12月", unit="水务公司")
    daiwang.say(PLANT, "2025-06-01", planned_start="2025年9月")
    return daiwang


def test_what_was_put_off_comes_with_first_and_present_promise(moved: Any) -> None:
    by_kind = {(row["ref"], row["kind"]): row for row in rows(built(moved), "slipped")}
    pipes = by_kind[f"{ROAD}/pipes", "finish"]
    assert (pipes["slips"], pipes["days"]) == (2, 92)
    assert (pipes["baseline_due"].edtf, pipes["due"].edtf) == ("2025-05", "2025-08-31")
    assert (pipes["owner"], pipes["leader"]) == ("园区管委会", "王某")
    start = by_kind[PLANT, "start"]
    assert (start["days"], start["slips"]) == (92, 1)
    assert len(by_kind) == 2


def test_the_worst_stands_first(moved: Any) -> None:
    moved.say(f"{ROAD}/paving", "2025-08-20", planned_finish="2025年10月")
    assert [row["days"] for row in rows(built(moved), "slipped")] == [92, 92, 61]


def test_every_move_has_its_reason_author_and_entry(moved: Any) -> None:
    facts = {f.seq: f for f in moved.facts[f"{ROAD}/pipes"] if f.measure == "planned_finish"}
    later = sorted(facts)[1:]
    entries = {("z-xiaohe", later[0]): entry(later[0], "管材到货晚"), ("z-xiaohe", later[2]): entry(later[2], "")}
    made = [row for row in rows(built(moved, entries=entries), "moves") if row["ref"] == f"{ROAD}/pipes"]
    assert [row["days"] for row in made] == [61, 61, -30]
    assert [row["reason"] for row in made] == ["管材到货晚", None, None]
    assert [row["author"] for row in made] == ["王某", None, "王某"]
    assert [row["source"] for row in made] == ["函", None, None]
    assert [row["entry"] for row in made] == [f"xiaohe#{seq}" for seq in later]
    assert made[0]["day"] == date(2025, 5, 20)


def test_the_facts_whose_entries_are_needed(moved: Any) -> None:
    found = slips.moved([whole(moved, ref) for ref in (ROAD, PLANT)])
    assert sorted(fact.measure for fact in found) == ["planned_finish"] * 3 + ["planned_start"]


@pytest.mark.parametrize(
    "by, expected",
    [
        ("owner", ["园区管委会"]),
        ("leader", ["王某"]),
        ("zone", ["潇河新兴产业园区"]),
        ("project", ["代王路"]),
        ("category", ["市政"]),
        ("unit", [None]),
    ],
)
def test_groups(by: str, expected: list[str | None], moved: Any) -> None:
    assert [row["group"] for row in rows(built(moved, Counting(by)), "execution")] == expected


def test_the_milestones_own_owner_goes_before_that_of_the_project(moved: Any) -> None:
    moved.say(f"{ROAD}/pipes", "2025-08-01", owner="市政公司")
    names = {row["group"]: row for row in rows(built(moved, Counting("owner")), "execution")}
    assert names["市政公司"]["slips"] == 2
    assert names["园区管委会"]["slips"] == 0


def test_rates_and_their_denominators(moved: Any) -> None:
    moved.say(f"{ROAD}/paving", "2025-08-30", stage="completed")
    moved.say(f"{ROAD}/pipes", "2025-09-01", stage="completed")
    [row] = rows(built(moved, Counting("project")), "execution")
    assert (row["promised"], row["baseline_done"], row["baseline_passed"]) == (2, 2, 2)
    assert (row["execution_rate"], row["on_time_rate"]) == (Ratio(2, 2), Ratio(1, 2))


def test_done_by_a_day_after_the_baseline_is_not_counted_as_on_time(moved: Any) -> None:
    moved.say(f"{ROAD}/paving", "../2025-09-01", stage="completed")
    report = built(moved, Counting("project"))
    [row] = rows(report, "execution")
    assert (row["on_time"], row["on_time_unsure"], row["on_time_rate"]) == (0, 1, Ratio(0, 2))
    assert {note.key: note.params for note in report.notes}["on_time_unsure"] == {"n": 1}


def test_nothing_due_is_listed_apart_without_rates(moved: Any) -> None:
    report = built(moved, Counting("unit"))
    [apart] = rows(report, "nothing_due")
    assert (apart["group"], apart["promised"], apart["execution_rate"], apart["on_time_rate"]) == (
        "水务公司",
        1,
        NA,
        NA,
    )
    assert "水务公司" not in [row["group"] for row in rows(report, "execution")]


def test_the_total_is_of_all_and_never_a_mean(moved: Any) -> None:
    total = built(moved).sections[0].total
    assert (total["projects"], total["slips"], total["slip_days"], total["slip_longest"]) == (2, 2, 92, 92)
    assert total["execution_rate"] == Ratio(0, 2)


def test_a_period_of_the_on_time_share(moved: Any) -> None:
    [row] = rows(built(moved, Counting("project", date(2025, 8, 1))), "execution")
    assert (row["baseline_passed"], row["period_passed"]) == (2, 1)


def test_what_is_in_no_count_is_said(moved: Any) -> None:
    moved.say(f"{ROAD}/roadbed", "2025-08-01", stage="paused")
    said = {note.key: note.params for note in built(moved).notes}
    assert said["nodes_aside"]["n"] == 1
    assert said["nodes_unplanned"]["n"] == 1
    assert said["execution"] == {"done": 0, "due": 2}


def test_a_ledger_without_promises(world: Any) -> None:
    world.zone("xiaohe", "潇河")
    report = built(world)
    assert [(s.key, list(s.rows), s.total) for s in report.sections] == [
        ("execution", [], None),
        ("slipped", [], None),
        ("moves", [], None),
    ]


def test_projects_of_one_name_are_two_groups(moved: Any) -> None:
    moved.zone("other", "另一园区")
    moved.project("other/daiwang-lu", "代王路")
    moved.say("other/daiwang-lu", "2025-01-01", planned_finish="2025-06-30")
    found = rows(built(moved, Counting("project")), "execution")
    assert [(row["ref"], row["group"]) for row in found] == [(ROAD, "代王路"), ("other/daiwang-lu", "代王路")]

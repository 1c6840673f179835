"""Sums and lists over several projects: rates only over those that report both, worst first, nothing for the aside."""

from __future__ import annotations

from datetime import date

from zonetrack.domain.position import ProjectPosition, contribution, zone_position
from zonetrack.domain.records import Fact, Zone
from zonetrack.domain.state import MilestoneState, ProjectState, items_of, sums_of

from . import said
from .said import due, level, milestone, progress, project, stage, start, total

ZONE = Zone("z", "潇河", "潇河", "xiaohe", 1)


def state(slug: str, *facts: Fact, parts: dict[str, tuple[Fact, ...]] | None = None) -> ProjectState:
    """A project with milestones, each of its own facts."""
    milestones = tuple(
        MilestoneState(said.MILESTONE._replace(id=name, slug=name), milestone(*some))
        for name, some in (parts or {}).items()
    )
    position = project(*facts, milestones=tuple(one.position for one in milestones))
    return ProjectState(ZONE, said.PROJECT._replace(id=slug, slug=slug), position, milestones)


YUANPING = (
    state("water", total("25359.52万元", "2025-04-23")),
    state("plant", total("10796.35万元", "2025-04-23")),
    state("heat", level("3458万元", "2025-04-23")),
    state("road"),
)
BOTH = state("both", total("1亿元", "2025-04-23"), level("2500万元", "2025-04-23"))


def test_each_sum_comes_with_how_many_report_it() -> None:
    sums = sums_of(YUANPING)
    assert sums.total is not None
    assert sums.invested is not None
    assert (sums.total.amount, sums.with_total) == ("36155.87", 2)
    assert (sums.invested.amount, sums.with_invested) == ("3458.00", 1)
    assert (sums.both, sums.both_total, sums.both_invested) == (0, 0, 0)


def test_a_rate_has_only_the_projects_that_report_both() -> None:
    sums = sums_of([*YUANPING, BOTH])
    assert (sums.both, sums.both_total, sums.both_invested) == (1, 10_000_000_000, 2_500_000_000)


def test_nothing_reported_is_not_a_sum_of_0() -> None:
    assert sums_of([state("road")]).total is None
    assert sums_of([state("road")]).invested is None


def test_a_zone_is_the_sum_of_its_projects_and_counts_the_aside_apart() -> None:
    paused = state("paused", total("1亿元", "2025-04-23"), stage("paused", "2025-05-01"), parts={"a": ()})
    road = state(
        "road", parts={"a": (stage("completed", "2025-04-01"),), "b": (progress("5%", "2025-04-01"),), "c": ()}
    )
    zone = zone_position("z", [one.position for one in (*YUANPING, BOTH, paused, road)])
    assert (zone.projects, zone.aside) == (6, 1)
    assert (zone.milestones, zone.milestones_done, zone.milestones_under_way) == (3, 1, 1)
    assert (zone.total_fen, zone.projects_with_total) == (46_155_870_000, 3)
    assert (zone.invested_fen, zone.projects_with_invested) == (5_958_000_000, 2)
    assert (zone.both_total_fen, zone.both_invested_fen, zone.projects_with_both) == (10_000_000_000, 2_500_000_000, 1)


def test_a_project_that_says_nothing_still_counts() -> None:
    assert contribution(ProjectPosition("z", "p")) == (1,) + (0,) * 11
    assert contribution(ProjectPosition("z", "p", aside=1, milestones=3)) == (0, 1) + (0,) * 10


def test_what_is_late_comes_worst_first_then_what_is_due() -> None:
    states = [
        state("b", parts={"y": (due("2025-08-31", "2025-04-14"),), "x": (due("2025-08-31", "2025-04-14"),)}),
        state("a", start("2025-40", "2025-04-23"), parts={"pipes": (due("2025-09-20", "2025-04-14"),)}),
        state("c", due("2025-09-10", "2025-04-14"), parts={"far": (due("2026-09-10", "2025-04-14"),)}),
        state("d", due("2025-05", "2025-04-14"), stage("paused", "2025-05-01")),
    ]
    items = items_of(states, date(2025, 9, 1))
    assert [(item.ref, item.deadline.side, item.deadline.days_late) for item in items] == [
        ("xiaohe/a", "start", 63),
        ("xiaohe/b/x", "finish", 1),
        ("xiaohe/b/y", "finish", 1),
        ("xiaohe/c", "finish", 0),
        ("xiaohe/a/pipes", "finish", 0),
    ]
    assert [item.id for item in items[:2]] == ["a", "x"]
    assert items[1].position.finish_due == "2025-08-31"

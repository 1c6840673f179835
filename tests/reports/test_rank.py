"""`rank`: equal figures share a place, groups against each other or apart, lists by rule, no score made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.domain import measure
from zonetrack.domain.signal import PRESETS, Rule
from zonetrack.report import NA, Known, Report
from zonetrack.reports import rank
from zonetrack.reports.columns import REPORTS
from zonetrack.reports.rank import Wanted
from zonetrack.values.when import decode

from .test_pace import DAY, going, plan


@pytest.fixture
def races(world: Any) -> Any:
    """Six projects of two units: two ahead alike, two behind alike, one far behind, one without any figure."""
    world.zone("east", "东区")
    done = {"a": "500万元", "b": "500万元", "c": "300万元", "d": "300万元", "e": "10万元"}
    for slug in "abcdef":
        world.project(f"east/{slug}", slug.upper())
        plan(world, f"east/{slug}", "1000万元")
        world.say(f"east/{slug}", "2025-01-02", unit="城投" if slug in "ace" else "热力", total_investment="2000万元")
        if slug in done:
            world.say(f"east/{slug}", "2025-04-30", basis="ytd", invested=done[slug])
    return world


def ranked(world: Any, sort: str = "pace", rule: Rule | None = None, as_of: date = DAY, **how: Any) -> Report:
    return rank.build(going(world, rule=rule, as_of=as_of), Known("east#1"), {}, as_of, Wanted(sort, **how))


def places(report: Report, table: int = 0) -> list[tuple[Any, ...]]:
    return [(row["place"], row["name"]) for row in report.sections[table].rows]


def lists(report: Report) -> dict[str, str]:
    return {row["name"]: row["list"].name for row in report.sections[0].rows if row["list"] is not NA}


def test_equal_figures_share_a_place(races: Any) -> None:
    assert places(ranked(races)) == [(1, "A"), (1, "B"), (3, "C"), (3, "D"), (5, "E")]


def test_reverse_turns_the_order_not_the_places(races: Any) -> None:
    assert places(ranked(races, reverse=True)) == [(5, "E"), (3, "D"), (3, "C"), (1, "B"), (1, "A")]


def test_whoever_has_nothing_to_compare_stands_apart(races: Any) -> None:
    report = ranked(races)
    assert [section.key for section in report.sections] == ["ranking", "not_compared"]
    assert places(report, 1) == [(NA, "F")]
    assert report.sections[1].rows[0]["pace"] is NA


def test_rates_that_print_alike_are_still_told_apart(races: Any) -> None:
    races.say("east/b", "2025-04-30", basis="ytd", invested="500.0001万元")
    assert places(ranked(races, "plan_rate"))[:2] == [(1, "B"), (2, "A")]


def test_groups_against_each_other(races: Any) -> None:
    report = ranked(races, by="unit")
    assert places(report) == [(1, "热力"), (2, "城投")]  # 800 of 2000, 810 of 3000
    assert [str(row["plan_rate"].percent()) for row in report.sections[0].rows] == ["40.00", "27.00"]
    assert "rank_groups" in [note.key for note in report.notes]


def test_groups_apart(races: Any) -> None:
    report = ranked(races, by="unit", apart=True)
    assert [(row["within"], row["place"], row["name"]) for row in report.sections[0].rows] == [
        ("城投", 1, "A"), ("城投", 2, "C"), ("城投", 3, "E"), ("热力", 1, "B"), ("热力", 2, "D"),
    ]  # fmt: skip
    assert "rank_apart" in [note.key for note in report.notes]


def test_the_red_list_asks_for_the_target_and_the_black_list_for_a_miss(races: Any) -> None:
    assert lists(ranked(races, listed=1)) == {"A": "red", "B": "red", "E": "black"}
    # All of the first five places were asked for: C and D missed the target and are not good by that.
    assert lists(ranked(races, listed=3)) == {"A": "red", "B": "red", "C": "black", "D": "black", "E": "black"}


def test_an_exempt_project_is_never_on_the_black_list_and_takes_nobody_else_there(races: Any) -> None:
    races.add("east/e", measure.text("exempt", "洪水", decode("2025-05-01/..")))
    found = lists(ranked(races, rule=PRESETS["wuhan"], listed=1))
    assert found == {"A": "red", "B": "red", "C": "black", "D": "black", "E": "exempt"}


@pytest.mark.parametrize(
    "sort, first", [("invested_rate", "A"), ("invested", "A"), ("total_investment", "A"), ("plan_rate", "A")]
)
def test_more_is_better_of_money(races: Any, sort: str, first: str) -> None:
    assert places(ranked(races, sort))[0] == (1, first)


def test_fewer_is_better_of_what_is_late(races: Any) -> None:
    races.say("east/a", "2025-01-02", planned_finish="2025-03-31")
    races.say("east/b", "2025-01-02", planned_finish="2025-03-31")
    races.say("east/b", "2025-03-30", stage="completed")
    races.say("east/c", "2025-01-02", planned_finish="2025-12-31")
    report = ranked(races, "overdue", listed=1)
    assert places(report) == [(1, "B"), (2, "A")]
    assert lists(report) == {"B": "red", "A": "black"}
    assert [name for _, name in places(report, 1)] == ["C", "D", "E", "F"]  # nothing was due yet, or ever planned


def test_slips_are_counted_where_something_was_promised(races: Any) -> None:
    for due in ("2025-06-30", "2025-07-31", "2025-08-31"):
        races.say("east/a", "2025-01-02", planned_finish=due)
    races.say("east/b", "2025-01-02", planned_finish="2025-06-30")
    report = ranked(races, "slips")
    assert [(row["name"], row["slips"]) for row in report.sections[0].rows] == [("B", 0), ("A", 2)]
    assert len(report.sections[1].rows) == 4


def test_a_page_shows_the_figure_that_is_ranked_by_and_scripts_get_all(races: Any) -> None:
    columns = {column.key: column.shown for column in ranked(races, "slips").sections[0].columns}
    assert (columns["slips"], columns["pace"], columns["invested"]) == ("both", "data", "data")


def test_every_row_has_every_column(races: Any) -> None:
    for how in ({}, {"by": "unit"}, {"by": "unit", "apart": True}):
        for section in ranked(races, **how).sections:
            keys = [column.key for column in section.columns]
            assert sorted(keys) == sorted(column.key for column in REPORTS["rank"][section.key])
            for row in section.rows:
                assert not {"id", "ref", *keys} - row.keys()

"""`pace`: plan beside fact, each figure of the newest month or unreported, sums over those that report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.domain import measure
from zonetrack.domain.course import Course, Told, course
from zonetrack.domain.fold import Facts
from zonetrack.domain.signal import PRESETS, Rule
from zonetrack.report import NA, Known, Report
from zonetrack.reports import pace, page
from zonetrack.reports.columns import REPORTS
from zonetrack.values.money import read_money
from zonetrack.values.when import decode

DAY = date(2025, 5, 10)
PLAN, MONTH, YTD = "planned_investment@2025", "invested_month@2025-04", "invested_ytd@2025-04"


def plan(world: Any, ref: str, amount: str, period: str = "2025") -> None:
    fact = measure.money("planned_investment", read_money(amount), decode(period), "plan")
    world.add(ref, fact._replace(day="2025-01-02"))


@pytest.fixture
def town(world: Any) -> Any:
    """Two zones: a road behind its plan, a plant ahead, a pipe that reports March only, a bridge that is paused."""
    world.zone("east", "东区")
    world.zone("west", "西区")
    world.project("east/road", "路", category="市政", tags=["重点", "道路"])
    world.project("east/plant", "厂", category="产业", tags=["重点"])
    world.project("west/pipe", "管", category="市政")
    world.project("west/bridge", "桥", category="市政")
    for ref, amount in (("east/road", "1000万元"), ("east/plant", "300万元"), ("west/pipe", "500万元")):
        plan(world, ref, amount)
        world.say(ref, "2024-12-31", stage="construction", total_investment="3000万元", leader="王某")
    world.say("east/road", "2025-03-31", basis="ytd", invested="100万元")
    world.say("east/road", "2025-04-30", basis="ytd", invested="130万元")
    world.say("east/plant", "2025-04-30", basis="ytd", invested="200万元")
    world.say("west/pipe", "2025-03-31", basis="ytd", invested="400万元")
    plan(world, "west/bridge", "900万元")
    world.say("west/bridge", "2025-04-30", basis="ytd", invested="800万元")
    world.say("west/bridge", "2025-05-01", stage="paused")
    return world


def going(world: Any, *refs: str, rule: Rule | None = None, as_of: date = DAY) -> Course:
    told = [
        Told(world.state(ref, as_of), Facts(world.facts.get(ref, []), as_of.isoformat()))
        for ref in refs or world.projects
    ]
    return course(told, as_of, rule)


def built(world: Any, *refs: str, by: str = "project", rule: Rule | None = None, as_of: date = DAY) -> Report:
    return pace.build(going(world, *refs, rule=rule, as_of=as_of), Known("east#1"), {}, as_of, by=by)


def rows(report: Report) -> dict[str, dict[str, Any]]:
    return {row["ref"]: row for row in report.sections[0].rows}


def amount(cell: Any) -> str | None:
    return None if cell is None else str(cell.amount)


def test_each_figure_stands_under_the_period_that_it_speaks_of(town: Any) -> None:
    row = rows(built(town))["east/road"]
    assert [amount(row[key]) for key in (PLAN, MONTH, YTD)] == ["1000.00", "30.00", "130.00"]
    assert (str(row["plan_rate"].percent()), str(row["points"].rounded())) == ("13.00", "-20.33")
    assert (row["month_how"].name, row["ytd_how"].name) == ("difference", "reported")


def test_who_reports_an_earlier_month_only_is_unreported(town: Any) -> None:
    report = built(town)
    row = rows(report)["west/pipe"]
    assert (row[MONTH], row[YTD]) == (None, None)
    assert (row["plan_rate"], row["points"], row["pace_basis"]) == (NA, NA, NA)
    [silent] = [note for note in report.notes if note.key == "pace_silent"]
    assert (silent.params["n"], silent.params["of"], silent.params["names"]) == (1, 3, ("管",))


def test_who_has_no_plan_is_named_unless_it_is_done(town: Any) -> None:
    town.project("west/gate", "门")
    town.project("west/wall", "墙")
    town.say("west/wall", "2024-06-30", stage="completed")
    [note] = [note for note in built(town).notes if note.key == "pace_no_plan"]
    assert (note.params["n"], note.params["of"], note.params["names"]) == (1, 4, ("门",))


def test_paused_projects_are_in_no_row_and_no_sum(town: Any) -> None:
    report = built(town)
    assert "west/bridge" not in rows(report)
    assert amount((report.sections[0].total or {})[PLAN]) == "1800.00"
    assert [note.params["n"] for note in report.notes if note.key == "aside"] == [1]


def test_rates_of_sums_are_over_those_that_report_both(town: Any) -> None:
    total = built(town).sections[0].total or {}
    assert (amount(total[YTD]), str(total["plan_rate"].percent())) == ("330.00", "25.38")  # 330 of 1300, not of 1800
    assert (total["projects_with_plan"], total["projects_with_ytd"], total["projects_with_pace"]) == (3, 2, 2)


@pytest.mark.parametrize(
    "by, expected",
    [
        ("zone", {"east": ("1300.00", 2), "west": ("500.00", 1)}),
        ("category", {"市政": ("1500.00", 2), "产业": ("300.00", 1)}),
        ("tag", {"重点": ("1300.00", 2), "道路": ("1000.00", 1), "none": ("500.00", 1)}),
        ("stage", {"construction": ("1800.00", 3)}),
        ("leader", {"王某": ("1800.00", 3)}),
        ("unit", {"none": ("1800.00", 3)}),
    ],
)
def test_groups_are_sums(town: Any, by: str, expected: dict[str, tuple[str, int]]) -> None:
    report = built(town, by=by)
    assert {ref: (amount(row[PLAN]), row["projects"]) for ref, row in rows(report).items()} == expected
    assert amount((report.sections[0].total or {})[PLAN]) == "1800.00"


def test_a_group_of_which_nobody_reports_both_has_no_rate(town: Any) -> None:
    row = rows(built(town, by="zone", rule=PRESETS["yinchuan"]))["west"]
    assert (row["plan_rate"], row["points"], row[YTD]) == (NA, NA, None)
    assert (row["signal"], row["why"].key) == ("unknown", "light.unknown.no_figure")


def test_a_light_has_its_sentence_and_what_it_rests_on(town: Any) -> None:
    row = rows(built(town, rule=PRESETS["yinchuan"]))["east/road"]
    assert (row["signal"], row["why"].key) == ("yellow", "light.gap.reached")
    assert {name: str(value) for name, value in row["why"].params.items()} == {"value": "20.33", "bound": "10"}
    assert row["why"].sources == (("east/road", "pace"),)
    assert rows(built(town, rule=PRESETS["yinchuan"]))["west/pipe"]["why"].key == "light.unknown.no_figure"


def test_yellow_running_turns_red_by_the_history_of_facts(town: Any) -> None:
    # Until March the road is 15 points behind, until April 20.3: yellow both times.
    twice = rows(built(town, rule=PRESETS["yinchuan"]._replace(after=2)))["east/road"]
    assert (twice["signal"], twice["why"].key, twice["running"]) == ("red", "light.running", 2)
    thrice = rows(built(town, rule=PRESETS["yinchuan"]._replace(after=3)))["east/road"]
    assert (thrice["signal"], thrice["running"]) == ("yellow", 2)


def test_an_exemption_shows_its_reason(town: Any) -> None:
    town.add("east/road", measure.text("exempt", "洪水", decode("2025-05-01/..")))
    row = rows(built(town, rule=PRESETS["yinchuan"]))["east/road"]
    assert (row["signal"], row["why"].params) == ("exempt", {"reason": "洪水"})


def test_days_late_are_those_of_the_worst_deadline(town: Any) -> None:
    town.say("east/road", "2025-01-02", planned_finish="2025-04-24")
    town.say("east/plant", "2025-01-02", planned_finish="2025-12-31")
    found = rows(built(town, rule=PRESETS["builder"]))
    assert [found[ref]["signal"] for ref in ("east/road", "east/plant", "west/pipe")] == ["red", "green", "unknown"]


def test_without_a_rule_there_are_no_lights_to_see(town: Any) -> None:
    columns = {column.key: column.shown for column in built(town).sections[0].columns}
    assert (columns["signal"], columns["why"]) == ("data", "data")


def test_the_note_says_how_time_was_counted(town: Any) -> None:
    assert "pace_by_month" in [note.key for note in built(town).notes]
    plan(town, "east/plant", "100万元", "2025-01/2025-04")
    report = built(town)
    assert [n.params["names"] for n in report.notes if n.key == "pace_curve"] == [("厂",)]
    row = rows(report)["east/plant"]
    assert (row["pace_basis"].name, str(row["to_date_rate"].percent())) == ("curve", "200.00")
    assert amount(row["planned_to_date@2025-04"]) == "100.00"
    assert (report.sections[0].total or {})["pace_basis"].name == "mixed"


def test_where_nobody_reports_a_period_the_page_says_so(town: Any) -> None:
    report = built(town, as_of=date(2025, 2, 10))
    assert report.notes[0].key == "pace_no_month"
    assert {row["invested_ytd@2025-02-10"] for row in report.sections[0].rows} == {None}


def test_every_row_has_every_column(town: Any) -> None:
    for report in (built(town, rule=PRESETS["wuhan"]), built(town, by="tag", rule=PRESETS["wuhan"])):
        [section] = report.sections
        assert len(section.columns) == len(REPORTS["pace"][section.key])
        for row in section.rows:
            assert not {"id", "ref", *(c.key for c in section.columns)} - row.keys()
        assert not (section.total or {}).keys() - {"projects", *(c.key for c in section.columns)}


def test_the_whole_page_has_the_table_only_where_something_is_planned(town: Any) -> None:
    pages = [(town.zone_state("east", DAY), town.states("east", DAY))]
    plain = page.build(pages, DAY, Known("east#1"))
    assert "pace" not in [section.key for section in plain.sections]
    whole = page.build(pages, DAY, Known("east#1"), more=page.More(going(town, "east/road", "east/plant")))
    [section] = [section for section in whole.sections if section.key == "pace"]
    assert [row["ref"] for row in section.rows] == ["east/road", "east/plant"]
    assert "pace_month" in [note.key for note in whole.notes]

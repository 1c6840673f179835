"""Each rule over the figures of a project: what it finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from zonetrack.domain import figure_rules, fold, measure
from zonetrack.domain.disagreement import Clash
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Fact, Zone
from zonetrack.domain.source import Part, Whole
from zonetrack.domain.state import MilestoneState, ProjectState
from zonetrack.values import when as whens
from zonetrack.values.money import read_money

from .said import MILESTONE, PROJECT, due, flow, level, on_record, progress, quantity, stage, start, text, total, ytd
from .said import whole as in_all

ZONE = Zone("z", "潇河", "潇河", "xiaohe", 1)


def project(*facts: Fact, nodes: tuple[Fact, ...] = ()) -> Whole:
    """A project by its own facts, and its one milestone by those of `nodes`."""
    own = [fact._replace(milestone_id=None) for fact in on_record(*facts)]
    inner = on_record(*nodes, after=len(facts))
    node = MilestoneState(MILESTONE, fold.fold_milestone(MILESTONE, inner))
    state = ProjectState(ZONE, PROJECT, fold.fold_project(PROJECT, own, [node.position]), (node,))
    return Whole(Part(state, None, Facts(own)), (Part(state, node, Facts(inner)),))


def plan(value: str, period: str) -> Fact:
    return measure.money("planned_investment", read_money(value), whens.decode(period), "plan")


def since_new_year(value: str, day: str) -> Fact:
    return ytd(value, f"{day[:4]}-01-01/{day}")


def found(rule: str, whole: Whole) -> list[tuple[str, str]]:
    """The verdict and the arithmetic of what one rule finds; no other rule may find anything."""
    clashes = {name: list(one(whole)) for name, one in figure_rules.OF_PROJECTS.items()}
    assert [name for name, clash in clashes.items() if clash] in ([rule], []), clashes
    return [(clash.verdict, clash.arithmetic) for clash in clashes[rule]]


JANUARY, FEBRUARY = flow("100万元", "2025-01"), flow("60万元", "2025-02")


@pytest.mark.parametrize(
    "facts, expected",
    [
        ((JANUARY, FEBRUARY, since_new_year("160万元", "2025-02-28")), []),
        ((JANUARY, FEBRUARY, since_new_year("161万元", "2025-02-28")), []),  # 100.49 + 60.49 rounds to it
        ((JANUARY, FEBRUARY, since_new_year("170万元", "2025-02-28")), [("contradiction", "100万元 + 60万元")]),
        ((FEBRUARY, since_new_year("170万元", "2025-02-28")), []),  # January is missing
        (
            (since_new_year("170万元", "2025-01-31"), FEBRUARY, since_new_year("200万元", "2025-02-28")),
            [("contradiction", "170万元 + 60万元")],
        ),
        (
            (level("500万元", "2025-01-31"), FEBRUARY, level("600万元", "2025-02-28")),
            [("contradiction", "500万元 + 60万元")],
        ),
        ((level("500万元", "2025-01-31"), FEBRUARY, level("560万元", "2025-02-28")), []),
        (
            (JANUARY, FEBRUARY, flow("-20万元", "2025-02"), since_new_year("160万元", "2025-02-28")),
            [("contradiction", "100万元 + 60万元 − 20万元")],
        ),
        ((JANUARY, FEBRUARY, flow("-20万元", "2025-02"), since_new_year("140万元", "2025-02-28")), []),
        (
            (level("500万元", "2024-12-31"), since_new_year("80万元", "2025-03-31"), level("590万元", "2025-03-31")),
            [("contradiction", "500万元 + 80万元")],
        ),
        ((level("500万元", "2024-12-31"), since_new_year("80万元", "2025-03-31"), level("580万元", "2025-03-31")), []),
        ((JANUARY, flow("60多万元", "2025-02"), since_new_year("170万元", "2025-02-28")), []),  # no exact figure
        # A corrected month stands in the place of the first.
        ((JANUARY, FEBRUARY, flow("70万元", "2025-02"), since_new_year("170万元", "2025-02-28")), []),
    ],
)
def test_cumulative_is_the_sum_of_its_periods(facts: tuple[Fact, ...], expected: list[tuple[str, str]]) -> None:
    assert found("cumulative", project(*facts)) == expected


def test_the_plan_of_a_year_is_the_sum_of_its_parts() -> None:
    halves = plan("300万元", "2025-40"), plan("500万元", "2025-41")
    assert found("plan_parts", project(*halves, plan("800万元", "2025"))) == []
    assert found("plan_parts", project(*halves, plan("900万元", "2025"))) == [("contradiction", "300万元 + 500万元")]
    assert found("plan_parts", project(halves[0], plan("900万元", "2025"))) == []


def test_nothing_is_above_the_total_investment() -> None:
    all_ = total("1000万元", "2025-01-01")
    assert found("above_total", project(all_, level("1000万元", "2025-03-31"), plan("1000万元", "2025"))) == []
    assert found("above_total", project(all_, level("1100万元", "2025-03-31"))) == [("contradiction", "1100万元")]
    assert found("above_total", project(all_, plan("1200万元", "2025"))) == [("contradiction", "1200万元")]
    assert found("above_total", project(total("10亿元", "2025-01-01"), level("10.3亿元", "2025-03-31"))) == []


@pytest.mark.parametrize(
    "said, done, expected",
    [
        ("80%", "3.2km", []),
        ("75%", "3.2km", [("contradiction", "3.2km ÷ 4km")]),
        ("八成", "3.6km", []),
        ("80%", "近3km", []),
    ],
)
def test_percentage_and_quantity_of_one_day_agree(said: str, done: str, expected: list[tuple[str, str]]) -> None:
    day = "2025-04-14"
    nodes = progress(said, day), quantity(done, day), in_all("4km", day)
    assert found("quantity", project(nodes=nodes)) == expected


def test_figures_of_two_days_are_not_held_against_each_other() -> None:
    nodes = progress("40%", "2025-03-14"), quantity("3.2km", "2025-04-14"), in_all("4km", "2025-03-14")
    assert found("quantity", project(nodes=nodes)) == []


def test_all_done_has_a_day_and_the_day_has_all_done() -> None:
    full, done = progress("100%", "2025-04-14"), stage("completed", "2025-04-14")
    assert found("full_without_day", project(full)) == [("missing", "")]
    assert found("full_without_day", project(nodes=(full,))) == [("missing", "")]
    assert found("full_without_day", project(full, done)) == []
    assert found("done_below_full", project(done, progress("90%", "2025-04-20"))) == [("contradiction", "")]
    assert found("done_below_full", project(progress("90%", "2025-04-01"), done)) == []


def test_days_are_in_order() -> None:
    said = "2025-01-01"
    assert found("day_order", project(start("2025-09", said), due("2025-08", said))) == [("contradiction", "")]
    assert found("day_order", project(start("2025-08", said), due("2025-08", said))) == []
    assert found("day_order", project(due("2025-08", said), nodes=(due("2025-10", said),))) == [("contradiction", "")]
    assert found("day_order", project(due("2025-08", said), nodes=(due("2025-08", said),))) == []
    back = stage("completed", "2025-03-01"), stage("construction", "2025-05-01")
    assert found("day_order", project(*back)) == [("contradiction", "")]
    assert found("day_order", project(stage("construction", "2025-03-01"), stage("paused", "2025-05-01"))) == []


@pytest.mark.parametrize(
    "said, spent, day, expected",
    [
        ("30%", "600万元", "2025-04-14", [("unlikely", "600万元 ÷ 1000万元")]),
        ("90%", "600万元", "2025-04-14", [("unlikely", "600万元 ÷ 1000万元")]),
        ("40%", "600万元", "2025-04-14", []),  # exactly 20 points
        ("30%", "600万元", "2025-01-14", []),  # of another time
    ],
)
def test_money_and_works_are_not_far_apart(said: str, spent: str, day: str, expected: list[tuple[str, str]]) -> None:
    facts = total("1000万元", "2025-01-01"), progress(said, "2025-04-14"), level(spent, day)
    assert found("money_and_works", project(*facts)) == expected


def test_a_finished_project_may_settle_its_bills_later() -> None:
    facts = total("1000万元", "2025-01-01"), stage("completed", "2025-04-01"), level("600万元", "2025-04-14")
    assert found("money_and_works", project(*facts, progress("100%", "2025-04-14"))) == []


def report(month: str, words: str, percent: str) -> tuple[Fact, ...]:
    return text("words", words, f"{month}-25"), progress(percent, f"{month}-25")


def test_the_same_words_and_figures_as_last_month_are_copied() -> None:
    first = report("2025-03", "路基铺设。", "40%")
    assert found("copied", project(*first, *report("2025-04", "路基铺设。", "40%"))) == [("copied", "")]
    assert found("copied", project(*first, *report("2025-04", "路基铺设。", "45%"))) == []
    assert found("copied", project(*first, *report("2025-04", "路面铺设。", "40%"))) == []
    assert found("copied", project(*first, *report("2025-05", "路基铺设。", "40%"))) == []
    assert found("copied", project(*first)) == []
    aside = stage("paused", "2025-04-26")
    assert found("copied", project(*first, *report("2025-04", "路基铺设。", "40%"), aside)) == []


def test_a_clash_names_the_figures_it_rests_on_that_which_is_doubted_first() -> None:
    whole = project(JANUARY, FEBRUARY, since_new_year("170万元", "2025-02-28"))
    [clash] = figure_rules.months(whole)
    assert isinstance(clash, Clash)
    assert [fact.words for fact in clash.facts] == ["170万元", "100万元", "60万元"]
    assert clash.computed
    assert (clash.computed.low, clash.computed.high) == (159_000_000, 161_000_000)
    assert figure_rules.subject_of(whole, clash) is whole.own

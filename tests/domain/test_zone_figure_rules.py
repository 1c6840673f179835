"""Each rule over the figures of a zone: its indicators, and what it says of itself beside the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain import fold, measure, scrutiny, zone_figure_rules
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Fact, Indicator, Observation, Zone
from zonetrack.domain.source import Part, Scope, Whole
from zonetrack.domain.state import ProjectState
from zonetrack.values import when as whens
from zonetrack.values.money import read_money
from zonetrack.values.quantity import read_quantity

from .said import PROJECT, on_record, total

ZONE = Zone("z", "武乡", "武乡", "wuxiang", 1)
QUARTER, LAST_YEAR = "2025-01-01/2025-03-31", "2024-01-01/2024-03-31"
APRIL = "2025-01-01/2025-04-30"
REVENUE = Indicator("z", "r", "营业收入", "营业收入", "revenue", "fen", "money", "ytd", 1)


def money(value: str, period: str, basis: str = "ytd", said: str = "") -> Fact:
    name = f"i:r:{said}" if said else "i:r"
    return measure.money(name, read_money(value, negative=True), whens.decode(period), basis)


def percent(value: str, period: str, said: str = "growth") -> Fact:
    return Fact(f"i:r:{said}", value.rstrip("%"), value, whens.decode(period), "ytd", "%")


def told(*facts: Fact) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for fact in on_record(*facts):
        named = measure.named_by(fact.measure)
        assert named
        found.setdefault(named.said, []).append(fact)
    return found


def found(rule: str, *facts: Fact) -> list[tuple[str, str, str]]:
    """The verdict, the figure that is doubted and the arithmetic of what one rule finds; no other may find anything."""
    clashes = {name: list(one(told(*facts))) for name, one in zone_figure_rules.OF_INDICATORS.items()}
    assert [name for name, clash in clashes.items() if clash] in ([rule], []), clashes
    return [(clash.verdict, clash.facts[0].words, clash.arithmetic) for clash in clashes[rule]]


@pytest.mark.parametrize(
    "value, increase, growth",
    [("8592万元", "434万元", "5.3%"), ("20116万元", "8489万元", "73%"), ("25898万元", "11890万元", "84.9%")],
)
def test_the_figures_of_shuozhou_agree(value: str, increase: str, growth: str) -> None:
    facts = money(value, QUARTER), money(increase, QUARTER, said="increase"), percent(growth, QUARTER)
    assert found("growth", *facts) == []


def test_a_growth_that_its_increase_does_not_make() -> None:
    facts = money("25898万元", QUARTER), money("11890万元", QUARTER, said="increase"), percent("89.4%", QUARTER)
    assert found("growth", *facts) == [("contradiction", "89.4%", "11890万元 ÷ (25898万元 − 11890万元)")]
    other = money("25898万元", QUARTER), money("11890万元", LAST_YEAR, said="increase"), percent("89.4%", QUARTER)
    assert found("growth", *other) == []


def test_growth_and_increase_are_held_against_the_year_before() -> None:
    before, now = money("14008万元", LAST_YEAR), money("25898万元", QUARTER)
    assert found("growth", before, now, percent("84.9%", QUARTER)) == []
    assert found("growth", before, now, percent("84.8%", QUARTER)) == [
        ("truncated", "84.8%", "(25898万元 − 14008万元) ÷ 14008万元")
    ]
    assert found("growth", before, now, money("11000万元", QUARTER, said="increase")) == [
        ("contradiction", "11000万元", "25898万元 − 14008万元")
    ]


def test_a_fall_is_below_zero() -> None:
    facts = money("5782万元", QUARTER), money("-5742万元", QUARTER, said="increase")
    assert found("growth", *facts, percent("-49.8%", QUARTER)) == []
    assert found("growth", *facts, percent("-94.8%", QUARTER)) == [
        ("contradiction", "-94.8%", "-5742万元 ÷ (5782万元 − -5742万元)")
    ]


@pytest.mark.parametrize(
    "facts, doubted",
    [
        ((money("25898万元", QUARTER), money("20000万元", APRIL)), [("unlikely", "20000万元", "")]),
        ((money("20000万元", APRIL), money("25898万元", QUARTER)), [("unlikely", "20000万元", "")]),
        ((money("25898万元", QUARTER), money("25898万元", APRIL)), []),
        ((money("25898万元", QUARTER), money("2.59亿元", APRIL)), []),
        ((money("25898万元", QUARTER), money("2.58亿元", APRIL)), [("unlikely", "2.58亿元", "")]),
        ((money("25898万元", "2024-01-01/2024-12-31"), money("20000万元", QUARTER)), []),
        ((money("25898万元", QUARTER), money("20000万元", APRIL), money("26000万元", APRIL)), []),
        (
            (
                money("25898万元", QUARTER),
                money("-5898万元", "2025-04-01/2025-04-30", "flow"),
                money("20000万元", APRIL),
            ),
            [],
        ),
    ],
)
def test_a_cumulative_value_does_not_fall_within_a_year(
    facts: tuple[Fact, ...], doubted: list[tuple[str, str, str]]
) -> None:
    assert found("falling", *facts) == doubted


def test_months_make_the_cumulative_value() -> None:
    months = [money(v, f"2025-0{m}", "flow") for m, v in enumerate(("8592万元", "11524万元", "5782万元"), 1)]
    assert found("cumulative", *months, money("25898万元", QUARTER)) == []
    assert found("cumulative", *months, money("28598万元", QUARTER)) == [
        ("contradiction", "28598万元", "8592万元 + 11524万元 + 5782万元")
    ]


@pytest.mark.parametrize("rate, verdicts", [("6902%", ["contradiction"]), ("69.2%", []), ("69.23%", []), ("69%", [])])
def test_a_printed_rate_is_done_by_planned(rate: str, verdicts: list[str]) -> None:
    target = measure.money("i:r:target", read_money("1400.3亿元"), whens.decode("2025"), "plan")
    facts = money("969.5亿元", QUARTER), target, percent(rate, QUARTER, "rate")
    assert [verdict for verdict, _, _ in found("rate", *facts)] == verdicts


def own(name: str, value: str, day: str = "2025-04-23") -> Fact:
    if value.endswith("元"):
        return measure.money(name, read_money(value), whens.decode(day))
    return measure.quantity(name, read_quantity(value), whens.decode(day))


def scope(*facts: Fact, projects: int = 0, each: str = "1000万元") -> Scope:
    said = [o._replace(project_id=None, milestone_id=None) for o in on_record(*facts)]
    wholes = []
    for _ in range(projects):
        facts_ = Facts(on_record(total(each, "2025-04-01")))
        state = ProjectState(ZONE, PROJECT, fold.fold_project(PROJECT, facts_.all, []), ())
        wholes.append(Whole(Part(state, None, facts_), ()))
    return Scope(ZONE, date(2025, 4, 30), Facts(said, "2025-04-30"), wholes, None)


def of_zone(of: Scope) -> list[tuple[str, str]]:
    return [(one.rule, one.clash.facts[0].words) for one in scrutiny.findings(of)]


def test_projects_by_stage_make_the_projects() -> None:
    six = own("projects", "67个"), own("signed_projects", "6个")
    all_ = own("construction_projects", "40个"), own("operating_projects", "21个")
    assert of_zone(scope(*six)) == []
    assert of_zone(scope(*six, *all_)) == []
    assert of_zone(scope(*six, all_[0], own("operating_projects", "20个"))) == [("stage_counts", "67个")]
    assert of_zone(scope(*six, own("construction_projects", "62个"))) == [("stage_counts", "67个")]
    assert of_zone(scope(*six, own("construction_projects", "62个", "2025-03-23"))) == []


def test_a_zone_does_not_report_less_than_the_ledger_has() -> None:
    assert of_zone(scope(own("projects", "2个"), projects=2)) == []
    assert of_zone(scope(own("projects", "67个"), projects=2)) == []
    assert of_zone(scope(own("projects", "1个"), projects=2)) == [("less_than_ledger", "1个")]
    assert of_zone(scope(own("projects", "1个", "2025-03-01"), projects=2)) == []
    assert of_zone(scope(own("total_investment", "1900万元"), projects=2)) == [("less_than_ledger", "1900万元")]
    assert of_zone(scope(own("total_investment", "0.2亿元"), projects=2)) == []


def test_findings_name_indicator_and_rule() -> None:
    facts = money("25898万元", QUARTER), money("11890万元", QUARTER, said="increase"), percent("89.4%", QUARTER)
    said = scrutiny.said_of_indicators(on_record(*facts))
    [finding] = scrutiny.findings(scope(), [(REVENUE, said["r"])])
    assert (finding.rule, finding.ref, finding.name) == ("growth", "wuxiang/revenue", "营业收入")
    assert finding.key == "growth contradiction o3 o2 o1"

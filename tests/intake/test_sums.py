"""Printed sums, counts and rates against the rows that they are of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.intake.context import context_of
from zonetrack.intake.grid import Grid, Value
from zonetrack.intake.layout import tables
from zonetrack.intake.rows import Rows
from zonetrack.intake.sums import Check

HEAD: list[Value] = ["序号", "项目名称", "总投资"]


def check(*lines: list[Value], head: list[Value] = HEAD) -> list[Check]:
    width = len(head)
    [table] = tables(Grid("a.xlsx", "表", [head, *([*line, *[""] * (width - len(line))] for line in lines)]))
    rows = Rows(table, context_of((), date(2018, 8, 2), on=None, unit="万元"))
    list(rows.lines())
    return rows.sums.checks


def verdicts(*lines: list[Value], head: list[Value] = HEAD) -> list[tuple[str, str]]:
    return [(one.place, one.verdict) for one in check(*lines, head=head)]


EAST: list[Value] = [1.0, "东路", 100.25]
WEST: list[Value] = [2.0, "西路", 200.25]


@pytest.mark.parametrize(
    "printed, verdict, difference",
    [
        (300.5, "agrees", "+0.00"),
        (301.0, "rounded", "+0.50"),
        (300.0, "disagrees", "-0.50"),
        (305.0, "disagrees", "+4.50"),
    ],
)
def test_a_total_below_and_above(printed: float, verdict: str, difference: str) -> None:
    for lines in ((EAST, WEST, ["合计", "", printed]), (["合计", "", printed], EAST, WEST)):
        [found] = check(*lines)
        assert (found.verdict, found.difference, found.header) == (verdict, difference, "总投资")


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(0, 3))
def test_a_sum_to_the_last_digit(numbers: list[int], places: int) -> None:
    """Whatever a spreadsheet makes of tenths, the sum of what it shows is exact."""
    amounts = [Decimal(number).scaleb(-places) for number in numbers]
    lines: list[list[Value]] = [[float(n), f"第{n}号路", float(amount)] for n, amount in enumerate(amounts, 1)]
    assert [one.verdict for one in check(*lines, ["合计", "", float(sum(amounts))])] == ["agrees"]


def test_counts_of_sections_and_their_sums() -> None:
    water: list[Value] = [3.0, "水库", 9.0]
    sections: list[list[Value]] = [["一、", "工业（2个）", 300.5], ["二、", "水利（2个）", 9.0]]
    assert dict(verdicts(sections[0], EAST, WEST, sections[1], water, ["合计（3个）", "", 309.5])) == {
        "表!A2": "agrees",
        "表!C2": "agrees",
        "表!A5": "disagrees",
        "表!C5": "agrees",
        "表!A7": "agrees",
        "表!C7": "agrees",
    }


def test_subtotals_are_of_what_came_since() -> None:
    lines = (EAST, ["", "小计", 100.25], WEST, ["", "小计", 200.25], ["合计", "", 300.5])
    assert [verdict for _, verdict in verdicts(*lines)] == ["agrees"] * 3


def test_of_which_is_of_that_stage_or_category() -> None:
    head: list[Value] = ["序号", "项目名称", "总投资", "项目阶段"]
    lines = (
        [1.0, "东路", 1.0, "在建"],
        [2.0, "西路", 2.0, "竣工"],
        ["", "其中：在建（1个）", 1.0, ""],
        ["", "其中：外资", 1.0, ""],
    )
    assert [verdict for _, verdict in verdicts(*lines, head=head)] == ["agrees", "agrees", "unchecked"]


def test_a_column_with_words_in_place_of_a_figure_is_not_summed() -> None:
    assert verdicts(EAST, [2.0, "西路", "约200"], ["合计", "", 300.0]) == [("表!C4", "unchecked")]
    assert verdicts(EAST, [2.0, "西路", "—"], ["合计", "", 100.25]) == [("表!C4", "agrees")]


RATES: list[Value] = ["项目名称", "2018年计划投资", "1-7月完成投资", "占年计划%"]


@pytest.mark.parametrize("rate", [33.3, 33.33, 33.0, 0.333, 0.3333, "33.3%", 33.34])
def test_a_rate_of_its_own_row(rate: Value) -> None:
    agrees = rate != 33.34
    assert (check(["东路", 300.0, 100.0, rate], head=RATES) == []) is agrees


def test_a_rate_that_cannot_be_checked_is_kept() -> None:
    [table] = tables(Grid("a.xlsx", "表", [["项目名称", "占年计划%"], ["东路", 33.0]]))
    [line] = Rows(table, context_of((), date(2018, 8, 2), on=None, unit="万元")).lines()
    assert [(fact.measure, fact.value) for said in line.said for fact in said.facts] == [("x:占年计划%", "33")]

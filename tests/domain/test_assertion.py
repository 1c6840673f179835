"""Assertions: read as typed, and held to by the figures of the ledger with the precision as written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zonetrack.domain import agreement, assertion
from zonetrack.domain.agreement import Printed
from zonetrack.domain.assertion import Figure
from zonetrack.values.errors import Unreadable

LEDGER = {
    Figure("total_investment", "yuanping"): Printed(Fraction(36_155_870_000), Fraction(20_000), "fen", ""),
    Figure("invested", "yuanping/waste-heat"): Printed(Fraction(3_458_000_000), Fraction(1_000_000), "fen", ""),
    Figure("projects", "wuxiang"): Printed(Fraction(67), Fraction(0), "item", "67个"),
    Figure("progress", "xiaohe/daiwang-road/pipes"): Printed(Fraction(80), Fraction(1), "%", "80%"),
}


def verdict(text: str) -> str:
    return assertion.hold(assertion.read(text), LEDGER.get).verdict


@pytest.mark.parametrize(
    "text, expected",
    [
        ("total_investment(yuanping) = 3.62亿元", "consistent"),
        ("total_investment(yuanping) = 36155.87万元", "consistent"),
        ("total_investment(yuanping) = 3.61亿元", "truncated"),
        ("total_investment(yuanping) = 3.63亿元", "contradiction"),
        ("3.62亿元 = total_investment( yuanping )", "consistent"),
        ("projects(wuxiang) = 67", "consistent"),
        ("projects(wuxiang) = 67个", "consistent"),
        ("projects(wuxiang) = 68", "contradiction"),
        ("projects(wuxiang) >= 60 + 7", "consistent"),
        ("projects(wuxiang) ≤ 66", "contradiction"),
        ("invested(yuanping/waste-heat) <= total_investment(yuanping)", "consistent"),
        ("invested(yuanping/waste-heat) >= total_investment(yuanping)", "contradiction"),
        ("invested(yuanping/waste-heat) ÷ total_investment(yuanping) = 9.6%", "consistent"),
        ("total_investment(yuanping) × 10% = 3616万元", "consistent"),
        ("progress(xiaohe/daiwang-road/pipes) = 80%", "consistent"),
        ("progress(xiaohe/daiwang-road/pipes) * 4km = 3.2km", "consistent"),
        ("63458 = 55978 + 5844", "contradiction"),
        ("61822 = 55978 + 5844", "consistent"),
        ("969.5亿元 / 1400.3亿元 = 6902%", "contradiction"),
        ("301.7亿元 ÷ 418.12亿元 = 72.17%", "consistent"),
        ("301.7 / 418.12 = 72.17%", "consistent"),
        ("129 / 270 = 47%", "truncated"),
        ("(906.5亿元 + 1400.3亿元) = 2306.8亿元", "consistent"),
        ("164 + (5 + 2) = 171", "consistent"),
        ("１２９ ÷ ２７０ ＝ ４８％", "consistent"),
        ("invested(yuanping/nowhere) = 5万元", "unknown"),
        ("5 / 0 = 1", "unknown"),
        ("total_investment(yuanping) = 67", "units"),
        ("total_investment(yuanping) = 80%", "units"),
        ("3.2km = 4个", "units"),
        ("3万元 * 2万元 = 6万元", "units"),
    ],
)
def test_what_becomes_of_an_assertion(text: str, expected: str) -> None:
    assert verdict(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "total_investment(yuanping)", "total_investment(yuanping) = ", "= 3", "1 = 2 = 3", "(1 = 1", "1) = 1",
        "1 + = 2", "total_investment() = 3", "total_investment yuanping = 3", "1 == 1", "1e3 = 1000", "1 < 2",
        "a(b)(c) = 1", "近3亿元 = 3亿元", "5000多万元 = 5000万元", "3美元 = 3元", "0.001元 = 0元", "1" * 400,
        "(" * 25 + "1" + ")" * 25 + " = 1",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        assertion.read(text)


def test_figures_of_the_ledger_are_named_once_each() -> None:
    read = assertion.read("invested(a/b) + 5万元 = (total_investment(a/b) − invested(a/c))")
    assert assertion.figures_of(read) == [
        Figure("invested", "a/b"), Figure("total_investment", "a/b"), Figure("invested", "a/c"),
    ]  # fmt: skip


def test_what_comes_out_stands_on_both_sides() -> None:
    outcome = assertion.hold(assertion.read("129 / 270 = 47%", 3), LEDGER.get)
    assert outcome.left
    assert outcome.right
    assert outcome.right.printed == agreement.as_written(Fraction(47), "%", "47%")
    assert (outcome.left.unit, outcome.left.range.low) == ("%", Fraction(12900, 270))
    assert outcome.key == "3 truncated 430/9 430/9 93/2 95/2"


@pytest.mark.parametrize(
    "text, left",
    [
        ("5亿元 ÷ 2亿元 = 10%", "250"),
        ("2亿元 ÷ 3亿元 = 10%", "200/3"),
        ("(5亿元 − 2亿元) ÷ 2亿元 = 10%", "150"),
        ("2亿元 × 15% = 9亿元", "3_000_000_000"),
        ("progress(xiaohe/daiwang-road/pipes) = 10%", "80"),
    ],
)
def test_a_side_comes_to_what_its_figures_make_as_typed(text: str, left: str) -> None:
    outcome = assertion.hold(assertion.read(text), LEDGER.get)
    assert outcome.left
    assert outcome.left.range.point == Fraction(left.replace("_", ""))

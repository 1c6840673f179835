"""Printed figures agree by intervals: consistent, truncated, or a contradiction."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zonetrack.domain import agreement
from zonetrack.domain.agreement import Printed, Range
from zonetrack.domain.records import Fact
from zonetrack.values import when as whens
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity

DAY = whens.decode("2025-04-14")


def money(text: str) -> Printed:
    found = agreement.as_written(Fraction(read_money(text).fen), "fen", text)
    assert found
    return found


def percent(text: str) -> Printed:
    found = agreement.as_written(Fraction(text.rstrip("%")), "%", text)
    assert found
    return found


def count(text: str) -> Printed:
    quantity = read_quantity(text)
    found = agreement.as_written(Fraction(quantity.number), quantity.unit, text)
    assert found
    return found


@pytest.mark.parametrize(
    "part, whole, rate, verdict",
    [
        ("301.7亿元", "418.12亿元", "72.17%", "consistent"),
        ("969.5亿元", "1400.3亿元", "69.2%", "consistent"),
        ("969.5亿元", "1400.3亿元", "6902%", "contradiction"),
        ("969.5亿元", "1400.3亿元", "69.3%", "contradiction"),
        ("129个", "270个", "47%", "truncated"),
        ("129个", "270个", "48%", "consistent"),
        ("129个", "270个", "46%", "contradiction"),
    ],
)
def test_a_rate_is_held_against_everything_that_its_figures_stand_for(
    part: str, whole: str, rate: str, verdict: str
) -> None:
    read = count if part.endswith("个") else money
    computed = agreement.share(read(part).range, read(whole).range)
    assert computed
    assert agreement.judge(computed, percent(rate)) == verdict


def test_counts_are_exact_and_amounts_are_rounded() -> None:
    parts = agreement.total([count("55978件").range, count("5844件").range])
    assert parts == agreement.exact(Fraction(61822))
    assert agreement.judge(parts, count("63458件")) == "contradiction"
    assert agreement.judge(parts, count("61822件")) == "consistent"
    assert agreement.judge(parts, count("61823件")) == "contradiction"
    sums = agreement.total([money("906.5亿元").range, money("1400.3亿元").range])
    assert agreement.judge(sums, money("2306.9亿元")) == "consistent"
    assert agreement.judge(sums, money("2307.0亿元")) == "contradiction"


@pytest.mark.parametrize(
    "words, step",
    [
        ("25359.52万元", 10_000),
        ("6.11亿元", 100_000_000),
        ("总投资6.11亿元", 100_000_000),
        ("3,458万元", 1_000_000),
        ("8000元", 100),
        ("1.2 million yuan", 10_000_000),
    ],
)
def test_the_words_give_the_precision_of_money(words: str, step: int) -> None:
    number = Fraction(read_money(words.removeprefix("总投资")).fen)
    assert agreement.as_written(number, "fen", words) == Printed(number, Fraction(step), "fen", words)


def test_of_a_quantity_too_and_only_what_is_counted_is_exact() -> None:
    assert count("31万平方米").step == 10_000
    assert count("3.2km").step == Fraction(1, 10)
    assert count("4km").step == 1
    assert count("612套").step == 0
    assert count("1.2万件").step == 1000
    assert count("20万吨/年").step == 10_000


def fact(measure: str, text: str) -> Fact:
    if measure == "progress":
        value = read_percent(text)
        return Fact(measure, f"{value.low:f}" if value.exact else "(50,100]", text, DAY, "level", "%", value.qualifier)
    amount = read_money(text)
    return Fact(measure, str(amount.fen), text, DAY, "level", "fen", amount.qualifier, amount.places)


def test_soft_figures_are_held_against_nothing() -> None:
    assert agreement.printed(fact("invested", "3458万元")) == money("3458万元")
    assert agreement.printed(fact("progress", "80%")) == percent("80%")
    for measure, text in (
        ("invested", "近3亿元"),
        ("invested", "5000多万元"),
        ("progress", "八成"),
        ("progress", "过半"),
    ):
        assert agreement.printed(fact(measure, text)) is None
    assert agreement.printed(Fact("words", "80", "80", DAY)) is None


def test_a_figure_stands_from_the_half_below_it_to_just_before_the_half_above() -> None:
    edge = percent("84.9%")
    assert edge.range == Range(Fraction("84.85"), Fraction("84.95"), Fraction("84.9"))
    for number, verdict in (("84.85", "consistent"), ("84.95", "truncated"), ("85", "contradiction")):
        point = agreement.exact(Fraction(number))
        assert agreement.judge(point, edge) == verdict


def test_below_zero_halves_go_away_from_zero_too() -> None:
    fall = agreement.as_written(Fraction("-49.8"), "%", "-49.8%")
    assert fall
    verdicts = {n: agreement.judge(agreement.exact(Fraction(n)), fall) for n in ("-49.85", "-49.75", "-49.89", "-50")}
    assert verdicts == {
        "-49.85": "truncated", "-49.75": "consistent", "-49.89": "truncated", "-50": "contradiction"
    }  # fmt: skip


def test_nothing_is_computed_of_an_empty_whole() -> None:
    assert agreement.share(money("5万元").range, money("0万元").range) is None
    assert (
        agreement.bounds(lambda a, b: a / b, agreement.exact(Fraction(1)), Range(Fraction(0), Fraction(1), Fraction(1)))
        is None
    )


def test_what_comes_out_is_that_of_the_figures_as_given_and_not_the_middle_of_what_they_stand_for() -> None:
    grown = agreement.bounds(lambda v, b: (v - b) * 100 / b, money("5亿元").range, money("2亿元").range)
    assert grown
    assert grown.point == 150 != (grown.low + grown.high) / 2
    part = agreement.share(money("2亿元").range, money("3亿元").range)
    assert part
    assert part.point == Fraction(200, 3)
    sums = agreement.total([money("5亿元").range, agreement.negative(money("2亿元").range)])
    assert sums.point == money("3亿元").number
    assert agreement.scaled(sums, Fraction(1, 100)).point == money("3亿元").number / 100

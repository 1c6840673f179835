"""The rules on entry: what needs a reason, in both directions in time, and what is refused outright."""

from __future__ import annotations

import pytest

from zonetrack.domain.errors import RuleBroken
from zonetrack.domain.records import Fact
from zonetrack.domain.rules import FLAGS, breaches, not_in_future
from zonetrack.values import when as whens

from .said import due, flow, level, on_record, progress, quantity, stage, text, total, whole, ytd


def broken(known: tuple[Fact, ...], new: Fact) -> list[tuple[str, str]]:
    """The flags that `new` gets beside what is known, each with the words of the figure it breaks against."""
    found = breaches(on_record(new, after=len(known))[0], on_record(*known))
    return [(breach.flag, breach.params.get("other", "")) for breach in found]


FALLING: list[tuple[str, tuple[Fact, ...], Fact, str | None]] = [
    ("first", (), progress("80%", "2025-04-14"), None),
    ("rises", (progress("80%", "2025-04-14"),), progress("90%", "2025-05-01"), None),
    ("stays", (progress("80%", "2025-04-14"),), progress("80%", "2025-05-01"), None),
    ("falls", (progress("80%", "2025-04-14"),), progress("70%", "2025-05-01"), "80%"),
    ("falls on its day", (progress("80%", "2025-04-14"),), progress("70%", "2025-04-14"), "80%"),
    ("rises on its day", (progress("80%", "2025-04-14"),), progress("90%", "2025-04-14"), None),
    ("dated back above a later one", (progress("80%", "2025-04-14"),), progress("90%", "2025-04-01"), "80%"),
    ("dated back below a later one", (progress("80%", "2025-04-14"),), progress("70%", "2025-04-01"), None),
    (
        "between its neighbours",
        (progress("60%", "2025-03-01"), progress("80%", "2025-05-01")),
        progress("70%", "2025-04-01"),
        None,
    ),
    (
        "below the one before it",
        (progress("60%", "2025-03-01"), progress("80%", "2025-05-01")),
        progress("50%", "2025-04-01"),
        "60%",
    ),
    (
        "above the one after it",
        (progress("60%", "2025-03-01"), progress("80%", "2025-05-01")),
        progress("90%", "2025-04-01"),
        "80%",
    ),
    ("past half may be 80 %", (progress("80%", "2025-04-14"),), progress("过半", "2025-05-01"), None),
    ("not yet half is not", (progress("80%", "2025-04-14"),), progress("近半", "2025-05-01"), "80%"),
    ("a length falls", (quantity("3.2 km", "2025-04-14"),), quantity("3 km", "2025-05-01"), "3.2 km"),
    (
        "a percentage below the quantity",
        (whole("4 km", "2025-04-01"), quantity("3.2 km", "2025-04-14")),
        progress("70%", "2025-05-01"),
        "3.2 km",
    ),
    (
        "a percentage above the quantity",
        (whole("4 km", "2025-04-01"), quantity("3.2 km", "2025-04-14")),
        progress("85%", "2025-05-01"),
        None,
    ),
    (
        "a quantity below the percentage",
        (whole("4 km", "2025-04-01"), progress("80%", "2025-04-14")),
        quantity("3000米", "2025-05-01"),
        "80%",
    ),
    ("a length stays", (quantity("3.2 km", "2025-04-14"),), quantity("3.2 km", "2025-05-01"), None),
    ("no total to compare by, the other way", (quantity("3 km", "2025-04-14"),), progress("1%", "2025-05-01"), None),
    ("a total is no progress", (progress("80%", "2025-05-01"),), whole("4 km", "2025-04-01"), None),
    ("no total to compare by", (progress("80%", "2025-04-14"),), quantity("1 km", "2025-05-01"), None),
    ("a total is a plan", (whole("5 km", "2025-04-01"),), whole("4 km", "2025-05-01"), None),
    ("a level falls", (level("100万元", "2025-03-31"),), level("90万元", "2025-04-30"), "100万元"),
    ("a level falls in a new year", (level("100万元", "2024-12-31"),), level("90万元", "2025-01-31"), "100万元"),
    ("a level dated back, the same", (level("100万元", "2025-03-31"),), level("100万元", "2025-02-28"), None),
    ("a level dated back", (level("100万元", "2025-03-31"),), level("110万元", "2025-02-28"), "100万元"),
    (
        "below level and month together",
        (level("100万元", "2025-03-31"), flow("50万元", "2025-04")),
        level("140万元", "2025-04-30"),
        "100万元",
    ),
    (
        "the same, the older level typed last",
        (level("140万元", "2025-04-30"), flow("50万元", "2025-04")),
        level("100万元", "2025-03-31"),
        "140万元",
    ),
    (
        "level and month together",
        (level("100万元", "2025-03-31"), flow("50万元", "2025-04")),
        level("150万元", "2025-04-30"),
        None,
    ),
    ("a month less than another", (flow("50万元", "2025-03"),), flow("10万元", "2025-04"), None),
    ("a refund", (level("100万元", "2025-03-31"),), flow("-10万元", "2025-04"), None),
    ("year to date falls", (ytd("100万元", "2025-03-31"),), ytd("90万元", "2025-04-30"), "100万元"),
    ("a new year begins", (ytd("100万元", "2024-12-31"),), ytd("10万元", "2025-01-31"), None),
    ("dated back into the old year", (ytd("10万元", "2025-01-31"),), ytd("100万元", "2024-12-31"), None),
    ("a level is no year to date", (level("100万元", "2024-12-31"),), ytd("10万元", "2025-01-31"), None),
    ("a total investment is a plan", (total("1亿元", "2025-01-01"),), total("0.9亿元", "2025-02-01"), None),
    (
        "workers come and go",
        (quantity("100人", "2025-01-01")._replace(measure="workers"),),
        quantity("80人", "2025-02-01")._replace(measure="workers"),
        None,
    ),
]


@pytest.mark.parametrize("known, new, other", [row[1:] for row in FALLING], ids=[row[0] for row in FALLING])
def test_falling(known: tuple[Fact, ...], new: Fact, other: str | None) -> None:
    assert broken(known, new) == ([("falling", other)] if other else [])


ABOVE: list[tuple[str, tuple[Fact, ...], Fact, bool]] = [
    ("more than its total", (whole("4 km", "2025-04-01"),), quantity("5 km", "2025-05-01"), True),
    ("all of it", (whole("4 km", "2025-04-01"),), quantity("4000米", "2025-05-01"), False),
    ("the total less than what is done", (quantity("5 km", "2025-04-01"),), whole("4 km", "2025-05-01"), True),
    ("not the same kind", (whole("4 km", "2025-04-01"),), quantity("60口", "2025-05-01"), False),
    ("more than nothing", (whole("0 km", "2025-04-01"),), quantity("1 km", "2025-05-01"), True),
    ("more money than the total", (total("1亿元", "2025-01-01"),), level("1.1亿元", "2025-02-01"), True),
    ("the total less than the money", (level("1.1亿元", "2025-02-01"),), total("1亿元", "2025-03-01"), True),
    (
        "the month that goes above it",
        (total("1亿元", "2025-01-01"), level("9990万元", "2025-01-31")),
        flow("20万元", "2025-02"),
        True,
    ),
    (
        "the month that reaches it",
        (total("1亿元", "2025-01-01"), level("9990万元", "2025-01-31")),
        flow("10万元", "2025-02"),
        False,
    ),
    (
        "the total that stands",
        (total("1亿元", "2025-01-01"), total("2亿元", "2025-02-01")),
        level("1.1亿元", "2025-03-01"),
        False,
    ),
    ("no total known", (), level("1.1亿元", "2025-02-01"), False),
]


@pytest.mark.parametrize("known, new, above", [row[1:] for row in ABOVE], ids=[row[0] for row in ABOVE])
def test_above_the_total(known: tuple[Fact, ...], new: Fact, above: bool) -> None:
    assert [flag for flag, _ in broken(known, new)] == (["above_total"] if above else [])


def test_a_figure_may_break_two_rules() -> None:
    known = (total("1亿元", "2025-01-01"), level("1.2亿元", "2025-02-01"))
    assert {flag for flag, _ in broken(known, level("1.1亿元", "2025-03-01"))} == set(FLAGS)


@pytest.mark.parametrize(
    "new", [stage("operating", "2025-05-01"), due("2025-01", "2025-05-01"), text("owner", "甲", "2025-05-01")]
)
def test_what_has_no_rule(new: Fact) -> None:
    flagged = (total("1亿元", "2025-01-01"), level("2亿元", "2025-01-31"))
    assert broken((stage("completed", "2025-04-01"), progress("80%", "2025-04-14"), *flagged), new) == []


@pytest.mark.parametrize(
    "known, new, falls",
    [
        ((stage("construction", "2025-03-01"),), stage("reserve", "2025-05-01"), True),
        ((stage("construction", "2025-03-01"),), stage("operating", "2025-02-01"), True),  # before it was begun
        ((stage("construction", "2025-03-01"),), stage("paused", "2025-05-01"), False),
        (
            (stage("construction", "2025-03-01"), stage("paused", "2025-05-01")),
            stage("construction", "2025-06-01"),
            False,
        ),
        ((stage("completed", "2025-03-01"),), progress("95%", "2025-04-01"), True),
        ((stage("completed", "2025-03-01"),), progress("100%", "2025-04-01"), False),
        ((stage("completed", "2025-03-01"),), progress("95%", "2025-02-01"), False),
    ],
)
def test_what_was_reached_is_left_only_with_a_reason(known: tuple[Fact, ...], new: Fact, falls: bool) -> None:
    assert bool(broken(known, new)) is falls


def test_figures_that_cannot_be_added_up_are_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        broken((level("100万元", "2025-04-15"),), flow("50万元", "2025-04"))
    assert caught.value.word == "rule.straddle"
    assert caught.value.params == {"figure": "50万元", "other": "100万元", "span": "…2025-04-15"}
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "span, refused",
    [
        ("2025-04-14", False),
        ("2025-04-15", True),
        ("2025-04", False),  # the month that is under way
        ("2025-05", True),
        ("2025", False),
        ("../2025-05-31", True),  # "by the end of May": only its last day is known
        ("2025-04-10/..", False),
    ],
)
def test_facts_of_days_to_come_are_refused(span: str, refused: bool) -> None:
    fact = progress("80%", "2025-04-14")._replace(span=whens.decode(span))
    if not refused:
        not_in_future(on_record(fact)[0], "2025-04-14")
        return
    with pytest.raises(RuleBroken) as caught:
        not_in_future(on_record(fact)[0], "2025-04-14")
    assert (caught.value.word, caught.value.params) == ("rule.future", {"day": span, "today": "2025-04-14"})


def test_a_plan_may_speak_of_days_to_come() -> None:
    fact = level("100万元", "2025-12-31")._replace(measure="planned_investment", basis="plan")
    not_in_future(on_record(fact)[0], "2025-04-14")

"""What is invested: a level and the periods after it, year to date, refunds, and what cannot be added up."""

from __future__ import annotations

from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain import investment
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Fact

from .said import flow, level, on_record, ytd


def fold(*facts: Fact) -> investment.Invested | None:
    return investment.fold(Facts(on_record(*facts)).of("invested"))


FOLDS: list[tuple[str, tuple[Fact, ...], str]] = [
    ("a level", (level("100万元", "2025-03-31"),), "100 since_start"),
    ("the newest level", (level("100万元", "2025-03-31"), level("120万元", "2025-04-30")), "120 since_start"),
    ("an older level typed later", (level("120万元", "2025-04-30"), level("100万元", "2025-03-31")), "120 since_start"),
    ("corrected for the same day", (level("100万元", "2025-03-31"), level("90万元", "2025-03-31")), "90 since_start"),
    ("a month after the level", (level("100万元", "2025-03-31"), flow("50万元", "2025-04")), "150 since_start"),
    ("a month within the level", (level("100万元", "2025-03-31"), flow("50万元", "2025-03")), "100 since_start"),
    ("a refund", (level("100万元", "2025-03-31"), flow("-10万元", "2025-04")), "90 since_start"),
    ("months without a level", (flow("10万元", "2025-01"), flow("20万元", "2025-02")), "30 by_period"),
    ("a month said twice", (flow("10万元", "2025-01"), flow("12万元", "2025-01")), "12 by_period"),
    (
        "a month said twice in other words",
        (flow("10万元", "2025-01"), flow("12万元", "2025-01-01/2025-01-31")),
        "12 by_period",
    ),
    ("year to date", (ytd("100万元", "2025-04-30"),), "100 by_period"),
    ("year to date said again", (ytd("100万元", "2025-04-30"), ytd("130万元", "2025-05-31")), "130 by_period"),
    ("year to date holds its months", (flow("30万元", "2025-03"), ytd("100万元", "2025-04-30")), "100 by_period"),
    ("a month after it", (ytd("100万元", "2025-04-30"), flow("20万元", "2025-05")), "120 by_period"),
    ("not last year's months", (flow("10万元", "2024-12"), ytd("100万元", "2025-03-31")), "110 by_period"),
    ("two years to date", (ytd("500万元", "2024-12-31"), ytd("100万元", "2025-03-31")), "600 by_period"),
    ("on a level of last year", (level("1000万元", "2024-12-31"), ytd("100万元", "2025-03-31")), "1100 since_start"),
    (
        "on a level within the year",
        (level("2000万元", "2024-06-30"), ytd("200万元", "2024-06-30"), ytd("500万元", "2024-12-31")),
        "2300 since_start",
    ),
    (
        "not what last year's figure has",
        (level("1000万元", "2024-12-31"), ytd("500万元", "2024-12-31"), ytd("100万元", "2025-03-31")),
        "1100 since_start",
    ),
    (
        "nothing tells how much of it is in the level",
        (level("1000万元", "2025-06-30"), ytd("500万元", "2025-12-31")),
        "1000 since_start",
    ),
    ("a level after it", (ytd("100万元", "2025-03-31"), level("1000万元", "2025-04-30")), "1000 since_start"),
]


@pytest.mark.parametrize("facts, expected", [row[1:] for row in FOLDS], ids=[row[0] for row in FOLDS])
def test_what_is_invested(facts: tuple[Fact, ...], expected: str) -> None:
    sum_ = fold(*facts)
    assert sum_ is not None
    assert f"{sum_.money.wan.normalize():f} {sum_.basis}" == expected
    assert sum_.left_out == ()


def test_every_figure_is_accounted_for_by_a_rule() -> None:
    facts = (
        level("900万元", "2023-12-31"),
        level("1000万元", "2024-06-30"),
        ytd("200万元", "2024-06-30"),
        ytd("400万元", "2024-11-30"),
        ytd("500万元", "2024-12-31"),
        flow("10万元", "2023-12"),
        flow("20万元", "2024-09"),
        flow("30万元", "2025-01"),
        flow("40万元", "2025-01"),
        flow("50万元", "2025-01-15/2025-02-15"),
    )
    parts = investment.account(Facts(on_record(*facts)).of("invested"))
    assert {(part.observation.words, part.state, part.rule) for part in parts} == {
        ("900万元", "superseded", "newer_level"),
        ("1000万元", "used", "level"),
        ("200万元", "used", "less_year_to_date"),
        ("400万元", "superseded", "newer_year_to_date"),
        ("500万元", "used", "year_to_date"),
        ("10万元", "superseded", "in_level"),
        ("20万元", "superseded", "in_year_to_date"),
        ("30万元", "superseded", "newer_period"),
        ("40万元", "used", "later_period"),
        ("50万元", "left_out", "across"),
    }
    sum_ = fold(*facts)
    assert sum_ is not None
    assert sum_.money.wan == 1000 + 500 - 200 + 40 == sum(part.money.wan for part in parts if part.state == "used")


def test_nothing_reported_is_not_0() -> None:
    assert fold() is None
    assert fold(flow("0万元", "2025-01")) is not None


def test_refunds_alone_are_not_what_is_invested() -> None:
    back = (flow("-20万元", "2025-03"), flow("-5万元", "2025-04"))
    for known in (back[:1], back):
        assert fold(*known) is None
        parts = investment.account(Facts(on_record(*known)).of("invested"))
        assert [(part.state, part.rule) for part in parts] == [("left_out", "only_refunds")] * len(known)
    assert fold(flow("0万元", "2025-01"), *back) is not None


def test_a_sum_has_the_decimals_and_the_qualifiers_of_its_parts() -> None:
    sum_ = fold(level("约1亿元", "2024-12-31"), flow("25359.52万元", "2025-01"))
    assert sum_ is not None
    assert (sum_.money.places, sum_.money.qualifier) == (2, "about")


# One figure, another, and whether they cannot be added up.
PAIRS = [
    (level("100万元", "2025-04-15"), flow("50万元", "2025-04"), True),
    (level("100万元", "2025-04-30"), flow("50万元", "2025-04"), False),
    (level("100万元", "2025-03-31"), flow("50万元", "2025-04"), False),
    (level("100万元", "2025-04-01"), flow("50万元", "2025-04"), True),  # its first day is inside
    (ytd("100万元", "2025-04-15"), flow("50万元", "2025-04"), True),
    (ytd("100万元", "2025-04-30"), flow("50万元", "2025-04"), False),
    (ytd("100万元", "2025-03-31"), flow("50万元", "2024-12-15/2025-01-15"), True),  # across New Year
    (ytd("100万元", "2025-03-31"), flow("50万元", "2024-12"), False),
    (ytd("100万元", "2025-03-31"), flow("50万元", "2024-12-15/2025-01-01"), True),  # by one day
    (flow("10万元", "2025-04"), flow("50万元", "2025-34"), True),  # April and the second quarter
    (flow("10万元", "2025-04-01/2025-04-15"), flow("50万元", "2025-04-15/2025-04-30"), True),
    (flow("10万元", "2025-04-01/2025-04-15"), flow("50万元", "2025-04-16/2025-04-30"), False),
    (flow("10万元", "2025-03"), flow("50万元", "2025-34"), False),
    (flow("10万元", "2025-04"), flow("50万元", "2025-04"), False),  # said again
    (level("100万元", "2025-06-30"), ytd("50万元", "2025-12-31"), False),  # kept, though it cannot be added up
    (level("100万元", "2024-12-31"), ytd("50万元", "2025-12-31"), False),
    (level("100万元", "2025-12-31"), ytd("50万元", "2025-06-30"), False),
    (level("100万元", "2025-06-30"), ytd("50万元", "2025-06-30"), False),
    (level("100万元", "2025-03-31"), level("90万元", "2025-06-30"), False),
    (ytd("100万元", "2025-03-31"), ytd("90万元", "2025-06-30"), False),
]


@pytest.mark.parametrize("one, other, refused", PAIRS)
def test_a_straddle_is_seen_whichever_is_said_first(one: Fact, other: Fact, refused: bool) -> None:
    for first, second in ((one, other), (other, one)):
        known, new = on_record(first, second)
        assert investment.straddled(new, [known]) == (known if refused else None)


@pytest.mark.parametrize("one, other, refused", PAIRS)
def test_a_straddling_period_that_got_on_record_is_left_out(one: Fact, other: Fact, refused: bool) -> None:
    sum_ = fold(one, other)
    assert sum_ is not None
    if refused and "flow" in (one.basis, other.basis):
        assert len(sum_.left_out) == 1
        assert sum_.money.fen + int(sum_.left_out[0].value) == int(one.value) + int(other.value)
    else:
        assert sum_.left_out == ()


def test_a_year_to_date_figure_counts_only_once_it_can_be_added_to_the_level() -> None:
    base, half_year, whole = (
        ytd("20万元", "2025-06-30"),
        level("100万元", "2025-06-30"),
        ytd("50万元", "2025-12-31"),
    )
    alone, connected = fold(half_year, whole), fold(base, half_year, whole)
    assert alone is not None
    assert connected is not None
    assert (alone.money.wan, connected.money.wan) == (100, 130)  # how much of the 50 is in the 100?
    parts = investment.account(on_record(half_year, whole))
    assert [(part.state, part.rule) for part in parts] == [("used", "level"), ("left_out", "across")]


MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]


def last_day(month: str) -> str:
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Fact], int, bool]:
    """Months that follow one another, with figures since New Year and since the start that agree with them."""
    flows = draw(st.lists(st.integers(-999, 9999), min_size=1, max_size=len(MONTHS)))
    months = MONTHS[: len(flows)]
    facts = [flow(f"{amount}万元", month) for amount, month in zip(flows, months, strict=True)]
    before = draw(st.integers(0, 9999))
    levels = draw(st.sets(st.sampled_from(months), max_size=2))
    years_to_date = draw(st.sets(st.sampled_from(months), max_size=4)) | levels
    for month in sorted(levels | years_to_date):
        until = months.index(month) + 1
        since_new_year = sum(flows[until - int(month[5:]) : until])
        if month in levels:
            facts.append(level(f"{before + sum(flows[:until]) + 40_000}万元", last_day(month)))
        if since_new_year >= 0:
            facts.append(ytd(f"{since_new_year}万元", last_day(month)))
    expected = sum(flows) + (before + 40_000 if levels else 0)
    return draw(st.permutations(facts)), expected, bool(levels)


@given(histories())
def test_figures_that_agree_fold_to_their_sum_in_whatever_order_they_come(
    history: tuple[list[Fact], int, bool],
) -> None:
    facts, expected, has_level = history
    sum_ = fold(*facts)
    if all(fact.value.startswith("-") for fact in facts):
        assert sum_ is None
        return
    assert sum_ is not None
    assert sum_.money.wan == expected
    assert sum_.basis == ("since_start" if has_level else "by_period")
    assert sum_.left_out == ()


@given(histories())
def test_whole_months_are_not_refused_beside_figures_of_month_ends(history: tuple[list[Fact], int, bool]) -> None:
    facts = on_record(*history[0])
    for index, new in enumerate(facts):
        clash = investment.straddled(new, facts[:index])
        assert clash is None or {new.basis, clash.basis} == {"level", "ytd"}

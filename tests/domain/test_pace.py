"""序时进度: published figures come out as they were printed, time by month, by day and by a plan of parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zonetrack.domain import pace, spending
from zonetrack.domain.pace import Pace, elapsed, together
from zonetrack.domain.records import Fact

from .said import level, ytd
from .test_spending import plan, told


def paced(*facts: Fact, day: date, counted: str | None = None) -> Pace | None:
    known, month = told(*facts), spending.month_of(day)
    return pace.pace(known, spending.spending(known, month), month, counted)


def there(*facts: Fact, day: date, counted: str | None = None) -> Pace:
    found = paced(*facts, day=day, counted=counted)
    assert found is not None
    return found


PUBLISHED = [  # plan, year to date, day, percent of the plan, points ahead: as offices printed them
    pytest.param("100亿元", "74亿元", date(2010, 8, 31), "74.00", "7.33", id="三明 2010"),
    pytest.param("195.82亿元", "119.73亿元", date(2017, 8, 15), "61.14", "-1.36", id="云浮 2017"),
    pytest.param("647.4亿元", "629.0亿元", date(2019, 10, 31), "97.16", "13.8", id="江门 2019"),
    pytest.param("98.64亿元", "21.01亿元", date(2025, 4, 30), "21.30", "-12.0", id="松阳 2025, linear"),
]


@pytest.mark.parametrize("planned, done, day, rate, points", PUBLISHED)
def test_published_figures_come_out_as_printed(planned: str, done: str, day: date, rate: str, points: str) -> None:
    found = there(plan(planned, str(day.year), "2000-01-01"), ytd(done, day.isoformat()), day=day)
    places = len(points.partition(".")[2])
    assert (str(found.rate.percent()), str(found.points.rounded(places))) == (rate, points)
    assert found.basis == "month"


def test_a_rate_alone() -> None:
    day = date(2020, 9, 30)
    found = there(plan("418.12亿元", "2020", "2000-01-01"), ytd("301.7亿元", "2020-09-30"), day=day)
    assert str(found.rate.percent()) == "72.16"


@pytest.mark.parametrize(
    "day, counted, expected",
    [
        (date(2025, 8, 31), "month", Fraction(8, 12)),
        (date(2025, 8, 15), "month", Fraction(15, 24)),
        (date(2025, 8, 14), "month", Fraction(7, 12)),
        (date(2025, 8, 30), "month", Fraction(15, 24)),
        (date(2024, 2, 29), "month", Fraction(2, 12)),
        (date(2025, 12, 31), "month", Fraction(1)),
        (date(2025, 1, 1), "month", Fraction(0)),
        (date(2025, 8, 31), "day", Fraction(243, 365)),
        (date(2024, 12, 31), "day", Fraction(1)),
    ],
)
def test_how_much_of_a_year_has_gone_by(day: date, counted: str, expected: Fraction) -> None:
    assert elapsed(day, counted) == expected


SONGYANG = (plan("98.64亿元", "2025"), plan("15.9亿元", "2025-01/2025-04"), ytd("21.01亿元", "2025-04-30"))


def test_against_a_plan_of_its_own_the_same_figures_are_ahead() -> None:
    found = there(*SONGYANG, day=date(2025, 4, 30))
    assert (found.basis, str(found.points.rounded(1))) == ("curve", "5.2")
    assert found.of_due is not None
    assert str(found.of_due.percent(1)) == "132.1"


@pytest.mark.parametrize("counted, points", [("month", "-12.0"), ("day", "-11.6")])
def test_time_alone_counts_where_it_is_asked_for(counted: str, points: str) -> None:
    found = there(*SONGYANG, day=date(2025, 4, 30), counted=counted)
    assert (found.basis, str(found.points.rounded(1))) == (counted, points)


def test_a_part_under_way_is_shared_out_evenly_and_says_so() -> None:
    quarters = [plan(f"{n}00万元", f"2025-{32 + n}") for n in (1, 2, 3, 4)]
    found = there(*quarters, ytd("100万元", "2025-04-30"), day=date(2025, 4, 30))
    assert (found.basis, found.plan, found.due) == ("curve_shared", 1_000_000_000, Fraction(500_000_000, 3))
    middle = there(*quarters, ytd("100万元", "2025-05-15"), day=date(2025, 5, 15))
    assert middle.due == 200_000_000


def test_a_plan_with_a_gap_is_no_curve() -> None:
    facts = [plan("1000万元", "2025"), plan("100万元", "2025-34"), ytd("100万元", "2025-06-30")]
    assert there(*facts, day=date(2025, 6, 30)).basis == "month"


@pytest.mark.parametrize(
    "facts",
    [
        (ytd("1万元", "2025-04-30"),),
        (plan("0元", "2025"), ytd("1万元", "2025-04-30")),
        (plan("1万元", "2025"), ytd("1万元", "2025-03-31")),
        (plan("1万元", "2025"), level("1万元", "2025-04-30")),
        (plan("1万元", "2024"), ytd("1万元", "2025-04-30")),
    ],
)
def test_without_a_plan_above_nothing_and_a_figure_there_is_no_pace(facts: tuple[Fact, ...]) -> None:
    assert paced(*facts, day=date(2025, 4, 30)) is None


def test_a_group_is_sum_over_sum_never_the_mean_of_rates() -> None:
    day = date(2025, 6, 30)
    small = there(plan("10万元", "2025"), ytd("10万元", "2025-06-30"), day=day)
    large = there(plan("90万元", "2025"), ytd("9万元", "2025-06-30"), day=day)
    both = together([small, large])
    assert both is not None
    assert (str(both.rate.percent()), both.points.rounded(), both.members) == ("19.00", Decimal("-31.00"), 2)
    assert together([]) is None


def test_a_group_of_several_bases_says_so() -> None:
    day = date(2025, 4, 30)
    linear = there(plan("10万元", "2025"), ytd("1万元", "2025-04-30"), day=day)
    both = together([linear, there(*SONGYANG, day=day)])
    assert both is not None
    assert both.basis == "mixed"

"""What was planned and spent up to a month: reported or derived by rule, and never the figure of another month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain import measure, spending
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Fact
from zonetrack.domain.spending import Figure, Month, month_of, newest_month
from zonetrack.values import when as whens
from zonetrack.values.money import read_money

from .said import flow, level, on_record, ytd

APRIL = month_of(date(2025, 4, 30))


def plan(value: str, period: str, day: str = "2025-01-02") -> Fact:
    return measure.money("planned_investment", read_money(value), whens.decode(period), "plan")._replace(day=day)


def told(*facts: Fact, as_of: str = "2025-12-31") -> Facts:
    return Facts(on_record(*facts), as_of)


def amount(figure: Figure | None) -> tuple[str, str] | None:
    """A figure in 万元 and how it came."""
    return None if figure is None else (figure.money.amount, figure.how)


def of(*facts: Fact, month: Month = APRIL) -> spending.Spending:
    return spending.spending(told(*facts), month)


def test_what_is_reported_is_taken_as_it_stands() -> None:
    found = of(plan("1200万元", "2025"), flow("50万元", "2025-04"), ytd("300万元", "2025-04-30"))
    assert amount(found.plan) == ("1200.00", "reported")
    assert amount(found.month) == ("50.00", "reported")
    assert amount(found.ytd) == ("300.00", "reported")


def test_a_month_is_the_difference_of_two_figures_since_new_year() -> None:
    found = of(ytd("200万元", "2025-03-31"), ytd("300万元", "2025-04-30"))
    assert amount(found.month) == ("100.00", "difference")
    assert [o.words for o in found.month.facts] == ["300万元"]
    assert [o.words for o in found.month.off] == ["200万元"]


def test_january_is_its_own_year_to_date() -> None:
    assert amount(of(ytd("20万元", "2025-01-31"), month=month_of(date(2025, 1, 31))).month) == ("20.00", "reported")


def test_a_month_is_not_the_difference_across_a_gap() -> None:
    found = of(ytd("200万元", "2025-02-28"), ytd("300万元", "2025-04-30"))
    assert found.month is None
    assert amount(found.ytd) == ("300.00", "reported")


def test_periods_from_new_year_without_a_gap_make_the_year_to_date() -> None:
    found = of(flow("10万元", "2025-01"), flow("20万元", "2025-02/2025-03"), flow("30万元", "2025-04"))
    assert amount(found.ytd) == ("60.00", "sum")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_gap_leaves_the_year_to_date_unreported(missing: int) -> None:
    flows = [flow("10万元", f"2025-0{n}") for n in (1, 2, 3)]
    del flows[missing]
    assert of(*flows, flow("30万元", "2025-04")).ytd is None


def test_periods_go_on_from_the_last_figure_since_new_year() -> None:
    found = of(ytd("200万元", "2025-03-31"), flow("50万元", "2025-04"))
    assert amount(found.ytd) == ("250.00", "sum")
    assert amount(found.month) == ("50.00", "reported")


def test_refunds_are_taken_off_the_periods_that_they_lie_in() -> None:
    flows = [flow("10万元", f"2025-0{n}") for n in (1, 2, 3, 4)]
    assert amount(of(*flows, flow("-4万元", "2025-04")).ytd) == ("36.00", "sum")
    assert amount(of(*flows, flow("-4万元", "2025-04")).month) == ("6.00", "reported")


def test_a_newer_figure_of_a_period_replaces_the_older_one() -> None:
    assert amount(of(flow("10万元", "2025-04"), flow("11万元", "2025-04")).month) == ("11.00", "reported")


def test_two_figures_since_the_start_make_the_year_to_date() -> None:
    found = of(level("1000万元", "2024-12-31"), level("1250万元", "2025-04-30"))
    assert amount(found.ytd) == ("250.00", "levels")
    assert of(level("1000万元", "2024-12-30"), level("1250万元", "2025-04-30")).ytd is None


def test_a_month_from_two_figures_since_the_start() -> None:
    found = of(level("1000万元", "2024-12-31"), level("1100万元", "2025-03-31"), level("1250万元", "2025-04-30"))
    assert amount(found.month) == ("150.00", "difference")


def test_the_figure_of_another_month_never_stands_in() -> None:
    found = of(flow("10万元", "2025-03"), ytd("200万元", "2025-03-31"))
    assert (found.month, found.ytd) == (None, None)
    assert of(ytd("500万元", "2025-05-31")).ytd is None


def test_the_plan_of_a_year_is_the_newest_one() -> None:
    assert amount(of(plan("1200万元", "2025"), plan("1000万元", "2025"), plan("9万元", "2024")).plan) == (
        "1000.00", "reported",
    )  # fmt: skip


def test_parts_make_a_plan_only_where_they_cover_the_year_and_none_was_given() -> None:
    parts = [plan("1万元", "2025-33"), plan("2万元", "2025-34"), plan("3万元", "2025-41")]
    assert amount(of(*parts).plan) == ("6.00", "parts")
    assert of(*parts[:2]).plan is None
    assert amount(of(*parts, plan("7万元", "2025")).plan) == ("7.00", "reported")


def test_the_plan_to_date_reaches_exactly_to_the_month() -> None:
    quarters = [plan("1万元", "2025-33"), plan("2万元", "2025-34")]
    assert of(*quarters).to_date is None
    assert amount(of(*quarters, plan("0.5万元", "2025-04")).to_date) == ("1.50", "parts")
    assert amount(of(*quarters, plan("1.6万元", "2025-01/2025-04")).to_date) == ("1.60", "reported")


def test_the_newest_month_is_that_of_any_project() -> None:
    road, plant = told(ytd("1万元", "2025-03-31")), told(flow("1万元", "2025-04"))
    newest = newest_month([road, plant], date(2025, 9, 1))
    assert newest == APRIL
    assert (newest.edtf, newest.reached) == ("2025-04", "2025-04")


def test_the_newest_month_is_known_by_the_day() -> None:
    facts = [ytd("1万元", "2025-03-31"), ytd("2万元", "2025-04-30")]
    newest = newest_month([told(*facts, as_of="2025-04-29")], date(2025, 4, 29))
    assert newest is not None
    assert newest.edtf == "2025-03"


def test_a_figure_of_a_day_inside_the_month_reaches_to_that_day() -> None:
    newest = newest_month([told(ytd("119.73万元", "2025-08-15"))], date(2025, 9, 1))
    assert newest is not None
    assert (newest.edtf, newest.reached) == ("2025-08", "2025-08-15")


def test_a_figure_since_the_start_tells_of_a_month_only_where_its_year_was_opened() -> None:
    assert newest_month([told(level("1万元", "2025-04-30"))], date(2025, 9, 1)) is None
    opened = told(level("1万元", "2024-12-31"), level("2万元", "2025-04-30"))
    assert newest_month([opened], date(2025, 9, 1)) == APRIL


def test_a_plan_holds_from_the_beginning_and_a_newer_one_from_its_day() -> None:
    facts = [plan("1200万元", "2025", "2025-06-01"), plan("1000万元", "2025", "2025-08-01")]
    in_april = spending.spending(told(*facts, as_of="2025-04-30"), APRIL)
    assert amount(in_april.plan) == ("1200.00", "reported")
    assert amount(spending.spending(told(*facts, as_of="2025-08-01"), APRIL).plan) == ("1000.00", "reported")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_months_and_years_to_date_tell_the_same(months: list[int]) -> None:
    """Given as months the sum is the year to date, given as years to date the differences are the months."""
    whole = month_of(date.fromisoformat(month_of(date(2025, len(months), 1)).last))
    flows = [flow(f"{amount}元", f"2025-{n:02d}") for n, amount in enumerate(months, 1)]
    sums = [ytd(f"{sum(months[:n])}元", month_of(date(2025, n, 1)).last) for n in range(1, len(months) + 1)]
    by_month, by_sum = of(*flows, month=whole), of(*sums, month=whole)
    assert by_month.ytd is not None
    assert by_sum.month is not None
    assert by_month.ytd.money.fen == sum(months) * 100
    assert by_sum.month.money.fen == months[-1] * 100

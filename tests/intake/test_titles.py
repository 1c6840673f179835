"""The day of a sheet in its title, however it is spelled; a year or a month in doubt is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.intake.context import Context, context_of
from zonetrack.values.errors import Refusal

TODAY = date(2026, 11, 25)


def read(*lines: str, also: tuple[str, ...] = ()) -> Context:
    return context_of(lines, TODAY, on=None, unit="", also=also)


@pytest.mark.parametrize(
    "title, day",
    [
        ("2025年5月1日—31日项目进展", "2025-05-31"),
        ("2025年4月28日—5月4日项目进展", "2025-05-04"),
        ("第18周（2025.4.28-5.4）", "2025-05-04"),
        ("2024年12月30日至2025年1月5日", "2025-01-05"),
        ("2025年前4个月项目进展", "2025-04"),
        ("2024年12月-2025年3月项目进展", "2025-03"),
        ("2025年1月至4月项目进展", "2025-04"),
        ("二〇二五年四月项目进展", "2025-04"),
        ("二〇二五年十二月", "2025-12"),
        ("2025.04项目进展", "2025-04"),
        ("2025-04", "2025-04"),
        ("202504项目进展表", "2025-04"),
        ("25年4月项目进展", "2025-04"),
        ("2025年重点项目4月进展", "2025-04"),
        ("2025年3月计划、4月完成情况", "2025-04"),
        ("2025年4月进展及5月计划", "2025-04"),
    ],
)
def test_a_title_in_another_spelling(title: str, day: str) -> None:
    found = read(title)
    assert (found.day.edtf, found.known_by) == (day, "title")


@pytest.mark.parametrize(
    "line, word",
    [
        ("4月项目进展情况", "no_year"),
        ("四月份进展情况", "no_year"),
        ("截至4月底", "no_year"),
        ("填报日期：4月26日", "no_year"),
        ("2025年3月、4月", "two_months"),
    ],
)
def test_a_year_or_a_month_is_not_guessed(line: str, word: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(line)
    assert refused.value.word == f"sheet.{word}"
    on = read("2025年4月5日").day
    assert context_of((line,), TODAY, on=on, unit="").day == on


def test_the_year_of_another_line_or_of_a_header_will_do() -> None:
    assert read("2025年重点项目", "4月进展情况").day.edtf == "2025-04"
    assert read("截至4月底", also=("2025年计划投资",)).day.edtf == "2025-04-30"
    assert read("4月进展情况", "填报日期：2025年4月26日").day.edtf == "2025-04-26"
    with pytest.raises(Refusal):
        read("12月进展情况", "填报日期：2025年1月5日")


@pytest.mark.parametrize("line", ["电话 0351-2025041", "每月5日前报送", "总投资2025.4万元", "项目2025-2026"])
def test_what_is_no_day_of_a_sheet(line: str) -> None:
    assert read(line).known_by == "assumed"

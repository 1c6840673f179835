"""What a cell shows to a person, and what is nothing there."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.intake import cells
from zonetrack.intake.cells import Scale

D = Decimal


@pytest.mark.parametrize(
    "text", ["", " ", "-", "－", "—", "——", "/", "\\", "…", "无", "暂无", "未定", "待定", "N/A", "　无　"]
)
def test_nothing_reported(text: str) -> None:
    assert cells.is_blank(text)


@pytest.mark.parametrize("text", ["0", "0.0", "无人区", "无问题需协调", "--x", "待定约三千"])
def test_something_reported(text: str) -> None:
    assert not cells.is_blank(text)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_a_number_is_what_the_spreadsheet_shows(number: int, places: int) -> None:
    exact = D(number).scaleb(-places)
    assert cells.exact(float(exact)) == exact


@pytest.mark.parametrize(
    "value, text",
    [
        ("x", "x"),
        (12000.0, "12000"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (True, "TRUE"),
        (date(2018, 7, 1), "2018-07-01"),
        (datetime.fromisoformat("2018-07-01"), "2018-07-01"),
        (time(6, 30), "06:30:00"),
    ],
)
def test_what_is_shown(value: cells.Value, text: str) -> None:
    assert cells.shown(value) == text


@pytest.mark.parametrize(
    "text, line",
    [
        ("滨河路\n改造", "滨河路改造"),
        ("滨河路 \r\n （二期）", "滨河路（二期）"),
        ("A区\n水厂", "A区水厂"),
        ("water\nplant", "water plant"),
        ("滨河路　 改造", "滨河路 改造"),
        (" x ", "x"),
    ],
)
def test_line_breaks_that_only_lay_out(text: str, line: str) -> None:
    assert cells.one_line(text) == line


@given(st.text("滨河路 ab\n\r　（）", max_size=12))
def test_one_line_is_one_line_for_good(text: str) -> None:
    once = cells.one_line(text)
    assert "\n" not in once
    assert cells.one_line(once) == once


@pytest.mark.parametrize(
    "text, found",
    [("滨河路★", ("滨河路", "★")), ("*滨河路", ("滨河路", "*")), ("滨★河", ("滨★河", "")), ("★", ("★", ""))],
)
def test_stars(text: str, found: tuple[str, str]) -> None:
    assert cells.starred(text) == found


@pytest.mark.parametrize(
    "text, names",
    [
        ("张明 李华", "张明、李华"),
        ("张明\n李华", "张明、李华"),
        ("张明，李华；王强/赵", "张明、李华、王强、赵"),
        ("张 三", "张三"),
        ("张 三 李 四", "张三、李四"),
        ("欧阳 修", "欧阳、修"),
        ("John Smith, Li Hua", "John Smith、Li Hua"),
        ("、张明、", "张明"),
    ],
)
def test_people(text: str, names: str) -> None:
    assert cells.people(text) == names
    assert cells.people(names) == names


@pytest.mark.parametrize(
    "number_format, scale",
    [
        ("General", Scale(0, percent=False, unit="")),
        ("#,##0.00", Scale(0, percent=False, unit="")),
        ('0!.0,"万元"', Scale(4, percent=False, unit="万元")),
        ("0\\.0,万", Scale(4, percent=False, unit="万元")),
        ("0,", Scale(3, percent=False, unit="")),
        ("#,##0.0,,", Scale(6, percent=False, unit="")),
        ("0.0%", Scale(0, percent=True, unit="")),
        ('0"%"', Scale(0, percent=False, unit="")),
        ('0.00"亿元"', Scale(0, percent=False, unit="亿元")),
        ("[Red]0,;-0", Scale(3, percent=False, unit="")),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', Scale(0, percent=False, unit="")),
    ],
)
def test_formats_that_scale(number_format: str, scale: Scale) -> None:
    assert cells.scale_of(number_format) == scale


@pytest.mark.parametrize(
    "number_format, places",
    [("0", 0), ("0.00", 2), ("#,##0.0", 1), ("General", None), ("yyyy.mm", None), ("0.00_ ", 2)],
)
def test_decimals_shown(number_format: str, places: int | None) -> None:
    assert cells.decimals_of(number_format) == places


@pytest.mark.parametrize(
    "number_format, month",
    [("yyyy-mm", True), ('yyyy"年"m"月"', True), ("yyyy/m/d", False), ("General", False), ('m"月"d"日"', False)],
)
def test_formats_of_months(number_format: str, month: bool) -> None:
    assert cells.shows_month(number_format) is month


@pytest.mark.parametrize(
    "number_format, currency",
    [
        ('"$"#,##0', "$"),
        ("$#,##0", "$"),
        ("[$€-2]#,##0", "€"),
        ("[$USD]#,##0", "USD"),
        ("[$¥-411]#,##0", "¥"),
        ('0.00"万美元"', "美元"),
        ("[$¥-804]#,##0", ""),
        ("[$￥-804]#,##0.00", ""),
        ("[$-804]yyyy", ""),
        ("¥#,##0", ""),
        ('0.00"万元"', ""),
        ("General", ""),
    ],
)
def test_the_currency_of_a_number_format(number_format: str, currency: str) -> None:
    assert cells.foreign_currency(number_format) == currency

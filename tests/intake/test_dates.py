"""Dates in cells: words, days, years, serial numbers, and months that lost their zero."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.intake.dates import Words, ends, read_date
from zonetrack.intake.grid import GENERAL, Value
from zonetrack.values.errors import Refusal
from zonetrack.values.when import decode

ANCHOR = date(2018, 7, 31)
DAY_ZERO = date(1899, 12, 30)


def read(value: Value, number_format: str = GENERAL) -> str | None:
    found = read_date(value, ANCHOR, lambda: number_format)
    return None if found is None else found.edtf


@pytest.mark.parametrize(
    "value, edtf",
    [
        ("2018年9月", "2018-09"),
        ("2018年9月底", "2018-09-21/2018-09-30"),
        ("2018.9", "2018-09"),
        ("2018-09-15", "2018-09-15"),
        ("2018年9月开工", "2018-09"),
        ("2018年9月（预计）", "2018-09"),
        ("2018年9月\n竣工", "2018-09"),
        ("201809", "2018-09"),
        ("2018 ", "2018"),
        ("2009-2011", "2009/2011"),
        ("2010-", "2010/.."),
        ("★2018年9月", "2018-09"),
        (2018.0, "2018"),
        (201809.0, "2018-09"),
        (43344.0, "2018-09-01"),
        (2018.5, "2018-05"),
        (2018.12, "2018-12"),
        ("—", None),
        ("", None),
        ("待定", None),
        (date(2018, 9, 1), "2018-09-01"),
    ],
)
def test_a_date(value: Value, edtf: str | None) -> None:
    assert read(value) == edtf


def test_a_date_whose_format_shows_the_month_alone() -> None:
    assert read(date(2018, 9, 1), 'yyyy"年"m"月"') == "2018-09"
    assert read(datetime.fromisoformat("2018-09-01"), "yyyy-mm") == "2018-09"
    assert read(date(2018, 9, 1), "yyyy/m/d") == "2018-09-01"


@pytest.mark.parametrize("value", [2025.1, 2018.1])
def test_a_month_that_lost_its_zero(value: float) -> None:
    for lost in (GENERAL, "0.0"):
        with pytest.raises(Refusal) as refused:
            read(value, lost)
        assert refused.value.params["second"] == f"{int(value)}-10"
    assert read(value, "0.00") == f"{int(value)}-10"


@pytest.mark.parametrize("value", ["已开工", "具备条件后", "在建"])
def test_words_are_no_date(value: str) -> None:
    with pytest.raises(Words):
        read(value)


@pytest.mark.parametrize(
    "value", ["2018年2月30日", "2018年13月", 2018.13, 20181.0, True, "2018年9月或10月", timedelta(3), -5.0]
)
def test_what_cannot_be_read_is_refused(value: Value) -> None:
    with pytest.raises(Refusal):
        read(value)


@given(st.dates(date(1980, 1, 1), date(2100, 12, 31)))
def test_every_day_by_its_serial_number(day: date) -> None:
    assert read(float((day - DAY_ZERO).days)) == day.isoformat()


@pytest.mark.parametrize(
    "edtf, start, end",
    [("2009/2011", "2009", "2011"), ("2010/..", "2010", None), ("../2011", None, "2011"), ("2018", "2018", "2018")],
)
def test_the_ends_of_a_period(edtf: str, start: str | None, end: str | None) -> None:
    found = ends(decode(edtf))
    assert tuple(one.edtf if one else None for one in found) == (start, end)


@pytest.mark.parametrize(
    "number_format, edtf, text",
    [
        ('yyyy"年"m"月"', "2018-09", "2018年9月"),
        ("mmm-yy", "2018-09", "2018-09"),
        ("yyyy", "2018", "2018"),
        ('yyyy"年"', "2018", "2018"),
        ("[$-404]e", "2018", "2018"),
    ],
)
@pytest.mark.parametrize("value", [date(2018, 9, 1), 43344.0])
def test_a_date_is_no_finer_than_it_is_shown(value: Value, number_format: str, edtf: str, text: str) -> None:
    found = read_date(value, ANCHOR, lambda: number_format)
    assert found is not None
    assert (found.edtf, found.text) == (edtf, text)


@pytest.mark.parametrize("number_format", [GENERAL, "0.00E+00", 'm"月"d"日"', "yyyy-mm-dd hh:mm", "@"])
def test_a_date_that_is_shown_in_full_keeps_its_day(number_format: str) -> None:
    assert read(date(2018, 9, 1), number_format) == "2018-09-01"

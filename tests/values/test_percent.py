"""Percentages: exact or between bounds, 0–100, and the one rounding of a rate."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.percent import Percent, Points, Ratio, decode, encode, read_percent


@pytest.mark.parametrize(
    "text, stored, qualifier",
    [
        ("80%", "80", ""),
        ("80 %", "80", ""),
        ("８０％", "80", ""),
        ("85.3%", "85.3", ""),
        ("12.50%", "12.5", ""),
        ("0%", "0", ""),
        ("-0%", "0", ""),
        ("100%", "100", ""),
        ("80 percent", "80", ""),
        ("百分之80", "80", ""),
        ("八成", "80", ""),
        ("七成半", "75", ""),
        ("十成", "100", ""),
        ("过半", "(50,100]", "over"),
        ("over half", "(50,100]", "over"),
        ("近半", "[0,50)", "nearly"),
        ("nearly half", "[0,50)", "nearly"),
        ("一半", "50", ""),
        ("约一半", "50", "about"),
        ("全部完成", "100", ""),
        ("约80%", "80", "about"),
        ("80%左右", "80", "about"),
        ("超80%", "(80,100]", "over"),
        ("八成多", "(80,100]", "over"),
        ("近80%", "[0,80)", "nearly"),
        ("80%以上", "[80,100]", ""),
        ("60%-70%", "[60,70]", ""),
        ("63%～68%", "[63,68]", ""),
        ("60—70%", "[60,70]", ""),
        ("60% to 70%", "[60,70]", ""),
        ("(50,100]", "(50,100]", ""),
        ("[45,70]", "[45,70]", ""),
    ],
)
def test_percentages_that_are_read(text, stored, qualifier):
    percent = read_percent(text)
    assert (encode(percent), percent.qualifier, percent.text) == (stored, qualifier, text)


@pytest.mark.parametrize(
    "text, word",
    [
        ("80", "percent.bare"),
        ("101%", "percent.range"),
        ("-1%", "percent.range"),
        ("100.01%", "percent.range"),
        ("十成半", "percent.range"),
        ("三分之二", "percent.fraction"),
        ("基本完成", "percent.words"),
        ("已开工", "percent.words"),
        ("主体封顶", "percent.words"),
        ("nan", "percent.words"),
        ("nan%", "percent.words"),
        ("inf%", "percent.words"),
        ("八十", "percent"),
        ("٣%", "percent"),
        ("1e1%", "percent"),
        ("0x10%", "percent"),
        ("+5%", "percent"),
        ("1_0%", "percent"),
        ("½", "percent"),
        ("8,0%", "percent"),
        ("80%%", "percent"),
        ("3.2km", "percent"),
        ("70%-60%", "percent.order"),
        ("(50,50]", "percent.order"),
        ("[0,101]", "percent.range"),
        ("85.3%提高到90.1%", "percent"),
        ("80\u200b%", "text.character"),
        ("", "text.empty"),
    ],
)
def test_percentages_that_are_refused(text, word):
    with pytest.raises(Unreadable) as refused:
        read_percent(text)
    assert refused.value.word == word
    assert "text" in refused.value.params


def test_a_bare_number_is_read_where_a_header_gives_the_sign():
    assert read_percent("80", bare=True) == Percent(Decimal(80), Decimal(80), text="80")
    with pytest.raises(Unreadable) as refused:
        read_percent("101", bare=True)
    assert refused.value.word == "percent.range"


def test_an_interval_is_not_exact():
    assert read_percent("80%").exact
    assert not read_percent("过半").exact


@pytest.mark.parametrize("stored", ["", "x", "[1,2", "1,2]", "(,]", "[1]", "101", "nan", "[2,1]", "[[1,2]]"])
def test_a_broken_stored_form_is_refused(stored):
    with pytest.raises(Unreadable):
        decode(stored)


shares = st.decimals(min_value=0, max_value=100, places=3, allow_nan=False, allow_infinity=False)


@given(shares, shares, st.booleans(), st.booleans(), st.sampled_from(["", "about", "nearly+over"]))
def test_decode_undoes_encode(one, other, low_open, high_open, qualifier):
    low, high = min(one, other), max(one, other)
    exact = low == high
    percent = Percent(low, high, low_open and not exact, high_open and not exact, qualifier, "原话")
    assert decode(encode(percent), qualifier, "原话") == percent
    assert read_percent(encode(percent), bare=True)[:4] == percent[:4]


@given(shares)
def test_what_is_printed_is_read_again(share):
    percent = read_percent(f"{encode(Percent(share, share))}%")
    assert percent.low == percent.high == share


@pytest.mark.parametrize(
    "part, whole, places, rate",
    [
        (3_458_000_000, 36_155_870_000, 2, "9.56"),
        (1, 3, 2, "33.33"),
        (2, 3, 0, "67"),
        (1, 8, 2, "12.50"),
        (1, 800, 2, "0.13"),
        (-1, 800, 2, "-0.13"),
        (5, 4, 1, "125.0"),
        (0, 7, 2, "0.00"),
    ],
)
def test_rates_are_rounded_half_up(part, whole, places, rate):
    assert str(Ratio(part, whole).percent(places)) == rate


@pytest.mark.parametrize("whole", [0, -1])
def test_a_rate_of_nothing_is_none(whole):
    assert Ratio(1, whole).percent() is None


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**18), st.integers(0, 6))
def test_a_rate_is_within_half_a_unit_of_the_fraction(part, whole, places):
    rate = Ratio(part, whole).percent(places)
    assert rate is not None
    error = Fraction(rate) - Fraction(part * 100, whole)
    assert abs(error) * 2 <= Fraction(1, 10**places)
    if abs(error) * 2 == Fraction(1, 10**places):
        assert abs(Fraction(rate)) > abs(Fraction(part * 100, whole))


@given(st.text(alphabet="0123456789.,-% 成半过近超一八十分之完to[()]", max_size=16))
def test_any_text_is_a_percentage_or_is_refused(text):
    with suppress(Unreadable):
        percent = read_percent(text)
        assert 0 <= percent.low <= percent.high <= 100


@pytest.mark.parametrize(
    "part, whole, places, expected",
    [(22, 3, 2, "7.33"), (-408, 300, 2, "-1.36"), (1, 8, 2, "0.13"), (-1, 8, 2, "-0.13"), (-1, 1000, 2, "0.00")],
)
def test_points_are_rounded_once_away_from_zero(part: int, whole: int, places: int, expected: str) -> None:
    rounded = Points(part, whole).rounded(places)
    assert str(rounded) == expected

"""Numbers: exact digits, and nothing that Python alone would take for a number."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.number import decimals, half_up, plain, read_number


@pytest.mark.parametrize(
    "text, value",
    [
        ("80", "80"),
        ("８０", "80"),
        ("１，０００", "1000"),
        ("1,000", "1000"),
        ("25,359.52", "25359.52"),
        ("-1", "-1"),
        ("－５", "-5"),
        ("-0", "0"),
        ("0.10", "0.10"),
        ("\u00a080", "80"),
        ("9" * 30, "9" * 30),
    ],
)
def test_numbers_that_are_read(text, value):
    number = read_number(text)
    assert number == Decimal(value)
    assert str(number) == value


@pytest.mark.parametrize(
    "text",
    ["1e3", "0x10", "+5", "1_000", "nan", "NaN", "inf", "1e999", "٣", "²", "½", "Ⅷ", "八十", "12,34", "1,0000", ",5",
     "1,", ".5", "5.", "1.2.3", "--1", "1 000", "1-2", "", "5%", "①", "६", "1,234,56", "9" * 31, "1" * 5000],
)  # fmt: skip
def test_numbers_that_are_refused(text):
    with pytest.raises(Unreadable):
        read_number(text)


def test_too_long_is_said_before_anything_else():
    with pytest.raises(Unreadable) as refused:
        read_number("1" * 31)
    assert (refused.value.word, refused.value.params["limit"]) == ("number.long", 30)


decimal_numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False)


@given(decimal_numbers)
def test_what_is_printed_is_read_again(number):
    assert read_number(plain(number)) == number
    assert read_number(f"{number:,f}") == number


@pytest.mark.parametrize(
    "number, text",
    [("80.00", "80"), ("1E+3", "1000"), ("-0.0", "0"), ("0.12345", "0.12345"), ("100", "100"), ("0", "0")],
)
def test_plain_digits_without_trailing_zeros(number, text):
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    "number, places, rounded",
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("1.005", 2, "1.01"),
        ("4.345", 2, "4.35"),
        ("4.3449999", 2, "4.34"),
        ("7", 2, "7.00"),
        ("-0.004", 2, "0.00"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_a_half_goes_away_from_zero(number, places, rounded):
    assert str(half_up(Decimal(number), places)) == rounded


@given(decimal_numbers, st.integers(0, 5))
def test_rounding_moves_a_number_by_half_a_unit_at_most(number, places):
    assert abs(half_up(number, places) - number) * 2 <= Decimal(1).scaleb(-places)
    assert decimals(half_up(number, places)) == places


@given(st.text(alphabet="0123456789.,-+eExX_ 八十²٣nainf%", max_size=40))
def test_any_text_is_a_number_or_is_refused(text):
    with suppress(Unreadable):
        number = read_number(text)
        assert number.is_finite()

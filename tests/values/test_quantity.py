"""Quantities: numbers with units as written, units by code, and conversions that are exact or refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.quantity import UNITS, Quantity, read_quantity, unit_code, written


@pytest.mark.parametrize(
    "text, number, unit, qualifier",
    [
        ("4 km", "4", "km", ""),
        ("3.2km", "3.2", "km", ""),
        ("4千米", "4", "km", ""),
        ("4公里", "4", "km", ""),
        ("４８００米", "4800", "m", ""),
        ("约1千米", "1", "km", "about"),
        ("50千米/小时", "50", "km/h", ""),
        ("4万平方米", "40000", "m2", ""),
        ("15.2万平方米", "152000", "m2", ""),
        ("31万㎡", "310000", "m2", ""),
        ("2千平方米", "2000", "m2", ""),
        ("1000m³", "1000", "m3", ""),
        ("1000m³/天", "1000", "m3/day", ""),
        ("1000立方米/日", "1000", "m3/day", ""),
        ("日处理1000立方米", "1000", "m3/day", ""),
        ("年处理20万吨", "200000", "t/year", ""),
        ("年产约20万吨", "200000", "t/year", "about"),
        ("20万吨/年", "200000", "t/year", ""),
        ("1.2 million m3/year", "1200000", "m3/year", ""),
        ("超700万吨", "7000000", "t", "over"),
        ("近60口", "60", "well", "nearly"),
        ("100人左右", "100", "person", "about"),
        ("50余家", "50", "firm", "over"),
        ("50多万吨", "500000", "t", "over"),
        ("20万余吨", "200000", "t", "over"),
        ("612套", "612", "set", ""),
        ("67个", "67", "item", ""),
        ("12栋", "12", "building", ""),
        ("3座", "3", "seat", ""),
        ("120亩", "120", "mu", ""),
        ("100MW", "100", "MW", ""),
        ("5万千瓦", "50000", "kW", ""),
        ("1,000 tonnes", "1000", "t", ""),
        ("nearly 60 wells", "60", "well", "nearly"),
        ("21%", "21", "%", ""),
        ("18个月", "18", "month", ""),
        ("12盏", "12", "盏", ""),
        ("5万盏", "50000", "盏", ""),
        ("5 bridges", "5", "bridges", ""),
        ("3万套/年", "30000", "set/year", ""),
        ("0 km", "0", "km", ""),
    ],
)
def test_quantities_that_are_read(text, number, unit, qualifier):
    assert read_quantity(text) == Quantity(Decimal(number), unit, qualifier, text)


@pytest.mark.parametrize(
    "text, unit, expected",
    [("4", "km", "4 km"), ("4", "公里", "4 km"), ("5万", "m2", "50000 m2"), ("800 m", "km", "800 m")],
)
def test_a_unit_given_apart_is_for_bare_numbers(text, unit, expected):
    assert written(read_quantity(text, unit=unit)) == expected


@pytest.mark.parametrize(
    "text, word",
    [
        ("4", "quantity.bare"),
        ("5万", "quantity.bare"),
        ("约60", "quantity.bare"),
        ("50余", "quantity.bare"),
        ("-4 km", "quantity.negative"),
        ("10万元", "quantity.money"),
        ("5 million yuan", "quantity.money"),
        ("4 km 80%", "quantity"),
        ("4km100m", "quantity"),
        ("0x10", "quantity"),
        ("1e3 km", "quantity"),
        ("+4 km", "quantity"),
        ("12,34 km", "quantity"),
        ("½ km", "quantity"),
        ("八十米", "quantity"),
        ("数十口", "quantity"),
        ("50家以上", "quantity"),
        ("4千米长", "quantity"),
        ("5亿亿", "quantity"),
        ("日产3吨/天", "quantity"),
        ("8月", "quantity"),
        ("5号楼", "quantity"),
        ("2025年", "quantity"),
        ("31 Aug", "quantity"),
        ("3 dm²", "quantity"),
        ("5 " + "长" * 21, "quantity"),
        ("5 large bridges", "quantity"),
        ("4 [red]km[/red]", "quantity"),
        ("=4", "quantity"),
        ("km", "quantity"),
        ("4\u200bkm", "text.character"),
    ],
)
def test_quantities_that_are_refused(text, word):
    with pytest.raises(Unreadable) as refused:
        read_quantity(text)
    assert refused.value.word == word


@pytest.mark.parametrize(
    "text, unit, expected",
    [
        ("4 km", "m", "4000 m"),
        ("4800米", "公里", "4.8 km"),
        ("3亩", "m2", "2000 m2"),
        ("15亩", "ha", "1 ha"),
        ("2平方公里", "ha", "200 ha"),
        ("20万吨/年", "kg/year", "200000000 kg/year"),
        ("1.5 GW", "kW", "1500000 kW"),
        ("12盏", "盏", "12 盏"),
    ],
)
def test_conversions_within_a_dimension_are_exact(text, unit, expected):
    turned = read_quantity(text).to(unit)
    assert written(turned) == expected
    assert turned.text == text


@pytest.mark.parametrize(
    "text, unit, word",
    [
        ("4 km", "m2", "quantity.unit"),
        ("1000m³/天", "m3/year", "quantity.unit"),
        ("12盏", "个", "quantity.unit"),
        ("60口", "个", "quantity.unit"),
        ("1亩", "m2", "quantity.inexact"),
    ],
)
def test_conversions_that_do_not_hold_are_refused(text, unit, word):
    with pytest.raises(Unreadable) as refused:
        read_quantity(text).to(unit)
    assert refused.value.word == word
    assert refused.value.params["text"] == text


def test_no_name_stands_for_two_units():
    seen: dict[str, str] = {}
    for code, unit in UNITS.items():
        assert code == unit.code
        for name in {code, *unit.aliases}:
            assert seen.setdefault(name.casefold(), code) == code
            assert unit_code(name) == code


numbers = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False)


@given(numbers, st.sampled_from([*UNITS, "m3/day", "t/year", "盏", "bridges"]))
def test_what_is_printed_is_read_again(number, unit):
    quantity = read_quantity(written(Quantity(number, unit)))
    assert (quantity.number, quantity.unit, quantity.qualifier) == (number, unit, "")


@given(numbers, st.sampled_from([("km", "m"), ("t", "kg"), ("km2", "ha"), ("MW", "kW"), ("ha", "m2")]))
def test_there_and_back_is_the_same(number, units):
    large, small = units
    assert Quantity(number, large).to(small).to(large).number == number
    assert Quantity(number, large).to(small).number >= number


@given(st.text(alphabet="0123456789.,-% 万亿千百米方平套口人余多近超约元月年/kmt", max_size=16))
def test_any_text_is_a_quantity_or_is_refused(text):
    with suppress(Unreadable):
        quantity = read_quantity(text)
        assert quantity.number >= 0
        assert quantity.unit

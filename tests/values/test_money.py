"""Money: exact 分 from the words of an office, the decimals they have, and refusals by name."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.money import MOST_FEN, Money, read_money, total


@pytest.mark.parametrize(
    "text, fen, places, qualifier",
    [
        ("25359.52万元", 25_359_520_000, 2, ""),
        ("10796.35万元", 10_796_350_000, 2, ""),
        ("6.11亿元", 61_100_000_000, 0, ""),
        ("3458万", 3_458_000_000, 0, ""),
        ("3458 万元", 3_458_000_000, 0, ""),
        ("¥1,234.5", 123_450, 5, ""),
        ("￥1，234.5", 123_450, 5, ""),
        ("８０００元", 800_000, 4, ""),
        ("8000元", 800_000, 4, ""),
        ("1000元人民币", 100_000, 4, ""),
        ("0.01元", 1, 6, ""),
        ("1.2亿", 12_000_000_000, 0, ""),
        ("１，０００万元", 1_000_000_000, 0, ""),
        ("3千万元", 3_000_000_000, 0, ""),
        ("0.3万亿元", 30_000_000_000_000, 0, ""),
        ("1.2 million yuan", 120_000_000, 0, ""),
        ("3.5 billion yuan", 350_000_000_000, 0, ""),
        ("RMB 5 million", 500_000_000, 0, ""),
        ("CNY 1,234.50", 123_450, 6, ""),
        ("1234.56 yuan", 123_456, 6, ""),
        ("约3.2亿元", 32_000_000_000, 0, "about"),
        ("3亿元左右", 30_000_000_000, 0, "about"),
        ("近3亿元", 30_000_000_000, 0, "nearly"),
        ("不足8000元", 800_000, 4, "nearly"),
        ("超700万元", 700_000_000, 0, "over"),
        ("5000多万元", 5_000_000_000, 0, "over"),
        ("50余万元", 50_000_000, 0, "over"),
        ("1亿多元", 10_000_000_000, 0, "over"),
        ("预计约3亿元", 30_000_000_000, 0, "about+expected"),
        ("about 1.2 million yuan", 120_000_000, 0, "about"),
        ("over RMB 5 million", 500_000_000, 0, "over"),
        ("0万元", 0, 0, ""),
    ],
)
def test_amounts_that_are_read(text, fen, places, qualifier):
    assert read_money(text) == Money(fen, places, qualifier, text)


@pytest.mark.parametrize(
    "text, unit, fen, places",
    [
        ("25359.52", "万元", 25_359_520_000, 2),
        ("25,359.52", "万元", 25_359_520_000, 2),
        ("6.11", "亿元", 61_100_000_000, 0),
        ("8000", "元", 800_000, 4),
        ("5 million", "元", 500_000_000, 0),
        ("8000元", "万元", 800_000, 4),
        ("1.2亿", "万元", 12_000_000_000, 0),
        ("¥8000", "元", 800_000, 4),
        ("约300", "万元", 300_000_000, 0),
    ],
)
def test_a_header_gives_bare_numbers_their_unit_and_no_others(text, unit, fen, places):
    money = read_money(text, unit=unit)
    assert (money.fen, money.places) == (fen, places)


@pytest.mark.parametrize(
    "text, word",
    [
        ("3458", "money.bare"),
        ("1,234.5", "money.bare"),
        ("5 million", "money.bare"),
        ("5千", "money.bare"),
        ("500万美元", "money.foreign"),
        ("USD 5 million", "money.foreign"),
        ("$5", "money.foreign"),
        ("€1,000", "money.foreign"),
        ("300万港元", "money.foreign"),
        ("5 million dollars", "money.foreign"),
        ("3亿—5亿元", "money.range"),
        ("3-5亿元", "money.range"),
        ("3亿至5亿元", "money.range"),
        ("上亿元", "money.vague"),
        ("数千万元", "money.vague"),
        ("几十万", "money.vague"),
        ("0.005元", "money.fraction"),
        ("1.2345678万元", "money.fraction"),
        ("300000000001元", "money.most"),
        ("3000.01亿元", "money.most"),
        ("99999999999999999999999元", "money.most"),
        ("-5万", "money.negative"),
        ("12,34万", "money"),
        ("5..2万", "money"),
        ("1" * 31 + "万元", "money"),
        ("万元", "money.vague"),
        ("八十万元", "money"),
        ("1e3元", "money"),
        ("+5万", "money"),
        ("５００％", "money"),
        ("1 234万", "money"),
        ("1元5角", "money"),
        ("若干", "money"),
        ("6.11亿元/年", "money"),
        ("80\u200b万", "text.character"),
        ("", "text.empty"),
    ],
)
def test_amounts_that_are_refused_by_name(text, word):
    with pytest.raises(Unreadable) as refused:
        read_money(text)
    assert refused.value.word == word
    assert "text" in refused.value.params


def test_a_foreign_currency_is_named():
    with pytest.raises(Unreadable) as refused:
        read_money("US$5 million")
    assert refused.value.params["currency"] == "US$"


def test_yuan_under_a_header_in_ten_thousands_is_refused():
    with pytest.raises(Unreadable) as refused:
        read_money("¥8000", unit="万元")
    assert (refused.value.word, refused.value.params["unit"]) == ("money.mark", "万元")


@pytest.mark.parametrize("text", ["5 million", "5千", "3百"])
def test_a_scale_word_under_a_scaled_header_is_refused(text):
    with pytest.raises(Unreadable) as refused:
        read_money(text, unit="万元")
    assert refused.value.word == "money.bare"


def test_negative_amounts_are_read_where_they_are_asked_for():
    assert read_money("-5万", negative=True).fen == -5_000_000
    assert read_money("-0元").fen == 0


@pytest.mark.parametrize(
    "fen, amount, wan",
    [
        (25_359_520_000, "25359.52", "25359.52"),
        (3_458_000_000, "3458.00", "3458"),
        (61_100_000_000, "61100.00", "61100"),
        (123_450, "0.12345", "0.12345"),
        (1, "0.000001", "0.000001"),
        (0, "0.00", "0"),
        (-150_000, "-0.15", "-0.15"),
        (-2_500_000, "-2.50", "-2.5"),
    ],
)
def test_the_exact_amount_in_ten_thousands(fen, amount, wan):
    assert Money(fen).amount == amount
    assert Money(fen).wan == Decimal(wan)


def test_sums_are_exact_and_keep_the_most_decimals():
    both = total([read_money("25359.52万元"), read_money("10796.35万元")])
    assert both == Money(36_155_870_000, 2)
    assert total([read_money("6.11亿元"), read_money("3458万")]) == Money(64_558_000_000, 0)
    assert total([]) == Money(0, 0)


@pytest.mark.parametrize(
    "parts, qualifier",
    [(["1亿", "2亿"], ""), (["近1亿", "近2亿"], "nearly"), (["近1亿", "2亿"], "about"), (["近1亿", "超2亿"], "about")],
)
def test_sums_of_mixed_qualifiers_are_about(parts, qualifier):
    assert total(map(read_money, parts)).qualifier == qualifier


def test_a_nation_of_largest_amounts_sums_within_64_bits():
    assert total([Money(MOST_FEN)] * 300_000).fen == 300_000 * MOST_FEN < 2**63


amounts = st.integers(-MOST_FEN, MOST_FEN)


@given(amounts)
def test_what_is_printed_is_read_again(fen):
    amount = Money(fen).amount
    assert read_money(f"{amount}万元", negative=True).fen == fen
    assert read_money(amount, unit="万元", negative=True).fen == fen


@given(st.integers(0, 10**9), st.integers(0, 2), st.sampled_from([("元", 0), ("万元", 4), ("亿元", 8)]))
def test_a_figure_is_its_digits_times_its_unit(digits, places, unit):
    name, power = unit
    number = Decimal(digits).scaleb(-places)
    if number * 10 ** (power + 2) > MOST_FEN:
        return
    money = read_money(f"{number:f}{name}")
    assert money.fen == number * 10 ** (power + 2)
    assert money.places == max(0, places + 4 - power)


@given(st.lists(st.tuples(amounts, st.integers(0, 6)), max_size=20))
def test_a_sum_is_the_sum_in_any_order(parts):
    moneys = [Money(fen, places) for fen, places in parts]
    assert total(moneys) == total(reversed(moneys))
    assert total(moneys).fen == sum(fen for fen, _ in parts)


@given(st.text(alphabet="0123456789.,-¥￥$ 万亿千百元约近超余多上数至美rmbyuan", max_size=20))
def test_any_text_is_money_or_is_refused(text):
    with suppress(Unreadable):
        money = read_money(text)
        assert 0 <= money.fen <= MOST_FEN

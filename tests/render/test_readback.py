"""Cells of a working sheet: whatever stands in the ledger, `values` reads the equal value out of what is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack import words
from zonetrack.render import readback
from zonetrack.report import Progress
from zonetrack.values import percent as percents
from zonetrack.values import span
from zonetrack.values import when as whens
from zonetrack.values.money import FEN_IN_WAN, MOST_FEN, Money, read_money
from zonetrack.values.number import read_number
from zonetrack.values.percent import Percent, read_percent
from zonetrack.values.qualifier import join
from zonetrack.values.quantity import UNITS, Quantity, read_quantity
from zonetrack.values.when import When, read_when

D = Decimal
DAY_ZERO = date(1899, 12, 30)
ANCHORS = (date(1999, 2, 28), date(2025, 4, 30))

languages = st.sampled_from(words.LANGUAGES)
codes = st.sets(st.sampled_from(["about", "nearly", "over", "expected"])).map(join)
vague = st.sets(st.sampled_from(["about", "expected"])).map(join)
shares = st.decimals(0, 100, places=3).map(abs)


@pytest.fixture(scope="module", autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    words.use("zh")


def number(written: object) -> Decimal:
    """What a reader of spreadsheets sees in a number: the 15 digits that Excel shows."""
    assert isinstance(written, float | int)
    return D(f"{written:.15g}")


@given(languages, st.integers(-MOST_FEN, MOST_FEN), st.integers(0, 6), codes)
def test_money(lang: str, fen: int, places: int, qualifier: str) -> None:
    words.use(lang)
    written, number_format = readback.money(Money(fen, places, qualifier))
    if qualifier:
        found = read_money(str(written), unit="万元", negative=True)
        assert (found.fen, found.qualifier) == (fen, qualifier)
        assert not number_format
    else:
        assert number(written) * FEN_IN_WAN == fen


@st.composite
def percentages(draw: st.DrawFn) -> Percent:
    low, high = sorted((draw(shares), draw(shares)))
    if draw(st.booleans()):
        return read_percent(f"{low:f}%")._replace(qualifier=draw(vague), text="")
    if draw(st.booleans()):
        return read_percent(draw(st.sampled_from(["超", "近", "约超"])) + f"{low:f}%")
    if low == high:
        return Percent(low, high, qualifier=draw(vague))
    return Percent(low, high, draw(st.booleans()), draw(st.booleans()), draw(codes))


@given(languages, percentages())
def test_percent(lang: str, value: Percent) -> None:
    words.use(lang)
    written, _ = readback.percent(value)
    found = read_percent(written) if isinstance(written, str) else Percent(number(written) * 100, number(written) * 100)
    assert found._replace(text="") == value._replace(text="")


days = st.dates(date(1980, 1, 1), date(2100, 12, 31))
years = st.integers(1980, 2100)
points = st.one_of(
    years.map(span.year),
    st.builds(span.half, years, st.integers(1, 2)),
    st.builds(span.quarter, years, st.integers(1, 4)),
    st.builds(span.month, years, st.integers(1, 12)),
    st.builds(span.tenday, years, st.integers(1, 12), st.integers(1, 3)),
    days.map(date.isoformat),
)


@st.composite
def spans(draw: st.DrawFn) -> When:
    first, second = draw(points), draw(points)
    shape = draw(st.sampled_from(["point", "between", "since", "until"]))
    qualifier = draw(vague)
    if shape == "until":
        return whens.by(whens.decode(first, qualifier))
    if shape == "since":
        return whens.decode(span.since(first), qualifier)
    if shape == "between":
        try:
            return whens.decode(span.between(first, second), qualifier)
        except span.NoSuchSpan:
            pass
    return whens.decode(first, qualifier)


@given(languages, spans())
def test_when(lang: str, value: When) -> None:
    words.use(lang)
    written, number_format = readback.when(value)
    if not isinstance(written, str):
        assert (number_format, value.qualifier) == ("yyyy-mm-dd", "")
        assert value.first == value.last == DAY_ZERO + timedelta(days=int(written))
        return
    for anchor in ANCHORS:
        found = read_when(written, anchor, mood="plan")
        assert (found.edtf, found.qualifier) == (value.edtf, value.qualifier)


@given(
    languages,
    st.decimals(0, 10**9, places=3).map(abs),
    st.sampled_from([*UNITS, "m3/day", "t/year", "set/month", "垛", "组团"]),
    codes,
)
def test_quantity(lang: str, amount: Decimal, unit: str, qualifier: str) -> None:
    words.use(lang)
    value = Quantity(amount, unit, qualifier)
    written, _ = readback.quantity(value)
    assert read_quantity(str(written))._replace(text="") == value


@given(st.decimals("0.001", 10**6, places=3))
def test_weight(weight: Decimal) -> None:
    written, _ = readback.writer("number")(weight)
    assert (read_number(written) if isinstance(written, str) else number(written)) == weight


@pytest.mark.parametrize(
    "value, zh, en",
    [
        (read_percent("约80%"), "约80%", "about 80%"),
        (read_percent("过半"), "超50%", "over 50%"),
        (read_percent("近半"), "近50%", "nearly 50%"),
        (percents.decode("[45,70]"), "45%—70%", "45%—70%"),
        (percents.decode("[45,100]"), "45%以上", "45%—100%"),
        (percents.decode("[45,70)"), "[45,70)", "[45,70)"),
    ],
)
def test_percentages_are_words_where_they_can_be(value: Percent, zh: str, en: str) -> None:
    for lang, text in (("zh", zh), ("en", en)):
        words.use(lang)
        assert readback.writer("progress")(Progress(value, "reported")) == (text, "")
    words.use("zh")


@pytest.mark.parametrize(
    "edtf, qualifier, zh, en",
    [
        ("2025", "", "2025年", "2025"),
        ("2025-40", "expected", "预计2025年上半年", "expected H1 2025"),
        ("2025-08-21/2025-08-31", "", "2025年8月下旬", "late August 2025"),
        ("2009/2011", "", "2009—2011年", "2009 to 2011"),
        ("../2025-08-31", "before", "2025-08-31前", "by 2025-08-31"),
        ("2025-08-31", "about", "约2025-08-31", "about 2025-08-31"),
    ],
)
def test_periods_are_words_where_they_can_be(edtf: str, qualifier: str, zh: str, en: str) -> None:
    for lang, text in (("zh", zh), ("en", en)):
        words.use(lang)
        assert readback.when(whens.decode(edtf, qualifier)) == (text, "")
    words.use("zh")


@pytest.mark.parametrize(
    "value, number_format",
    [
        (Money(25_359_520_000), "#,##0.00"),
        (Money(3_458_000_000, 0), "#,##0"),
        (Money(12_345, 4), "#,##0.000000"),
        (Money(-500_000, 1), "#,##0.0"),
    ],
)
def test_money_shows_the_decimals_that_it_has(value: Money, number_format: str) -> None:
    assert readback.money(value)[1] == number_format


def test_what_a_number_cannot_hold_is_text(zh: None) -> None:
    assert readback.money(Money(1_234_567_890_123_456)) == ("1234567890.123456", "")
    assert readback.writer("number")(D("1234567890.1234567")) == ("1234567890.1234567", "")

"""Dates: the stored form, the year rule, lateness, and agreement with an independent reader of EDTF."""

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values import span
from zonetrack.values.errors import AmbiguousDate, Unreadable
from zonetrack.values.when import When, day, decode, read_when, unpack

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

days = st.dates(date(1980, 1, 1), date(2100, 12, 31))
years = st.integers(1980, 2100)
months = st.integers(1, 12)
points = st.one_of(
    years.map(span.year),
    st.builds(span.half, years, st.integers(1, 2)),
    st.builds(span.quarter, years, st.integers(1, 4)),
    st.builds(span.month, years, months),
    days.map(date.isoformat),
)
tendays = st.builds(span.tenday, years, months, st.integers(1, 3))
ranges = st.tuples(points, points).map(lambda pair: span.between(*sorted(pair, key=lambda one: span.decode(one).first)))
closed = st.one_of(points, tendays, ranges.filter(lambda edtf: edtf))
spans = st.one_of(closed, closed.map(span.until), closed.map(span.since))
qualifiers = st.sampled_from(["", "about", "expected", "about+expected", "expected+before"])


@given(spans, days)
def test_the_stored_form_is_read_as_itself(edtf, anchor):
    when = read_when(edtf, anchor, mood="plan")
    assert when[:3] == span.decode(edtf)
    assert (when.edtf, when.text) == (edtf, edtf)
    assert not when.inferred


@given(spans)
def test_the_first_day_is_not_after_the_last(edtf):
    first, last, precision = span.decode(edtf)
    assert first is not None or last is not None
    assert precision == "open" if first is None or last is None else first <= last


@given(spans, qualifiers, st.text(max_size=20), days)
def test_unpack_undoes_pack(edtf, qualifier, text, anchor):
    when = decode(edtf, qualifier, text, anchor)
    assert unpack(when.pack()) == when._replace(anchor=None)


def test_what_pack_prints():
    assert (
        read_when("预计8月底前", date(2025, 7, 10), mood="plan").pack() == "../2025-08-31 expected+before 预计8月底前"
    )
    assert day(date(2025, 8, 31)).pack() == "2025-08-31 - 2025-08-31"


@given(spans, days)
def test_a_deadline_is_late_only_after_its_last_day(edtf, today):
    when = decode(edtf)
    late = when.late_by(today)
    if when.last is None or today <= when.last:
        assert late == 0
    else:
        assert when.last + timedelta(days=late) == today


@pytest.mark.parametrize(
    "edtf, today, late",
    [
        ("2025-08", date(2025, 8, 31), 0),
        ("2025-08", date(2025, 9, 1), 1),
        ("2025-40", date(2025, 7, 1), 1),
        ("../2025-08-31", date(2025, 8, 31), 0),
        ("../2025-08-31", date(2025, 9, 30), 30),
        ("2025-08/..", date(2099, 1, 1), 0),
    ],
)
def test_days_late(edtf, today, late):
    assert decode(edtf).late_by(today) == late


@given(closed)
def test_an_independent_reader_finds_the_same_days(edtf):
    # edtf's quarters in an interval are not asked for: we never store any
    found = parse_edtf(edtf)
    first, last, _ = span.decode(edtf)
    assert (date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])) == (first, last)


@pytest.mark.parametrize(
    "edtf, first, last, precision",
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2025-40", date(2025, 1, 1), date(2025, 6, 30), "half"),
        ("2025-41", date(2025, 7, 1), date(2025, 12, 31), "half"),
        ("2025-33", date(2025, 1, 1), date(2025, 3, 31), "quarter"),
        ("2025-36", date(2025, 10, 1), date(2025, 12, 31), "quarter"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2100-12", date(2100, 12, 1), date(2100, 12, 31), "month"),
        ("2025-08-31", date(2025, 8, 31), date(2025, 8, 31), "day"),
        ("2025-08-21/2025-08-31", date(2025, 8, 21), date(2025, 8, 31), "tenday"),
        ("2025-09-21/2025-09-30", date(2025, 9, 21), date(2025, 9, 30), "tenday"),
        ("2025-08-21/2025-08-30", date(2025, 8, 21), date(2025, 8, 30), "range"),
        ("2025-08-01/2025-09-10", date(2025, 8, 1), date(2025, 9, 10), "range"),
        ("2025-03/2025-05-15", date(2025, 3, 1), date(2025, 5, 15), "range"),
        ("../2025-08", None, date(2025, 8, 31), "open"),
        ("2010/..", date(2010, 1, 1), None, "open"),
    ],
)
def test_the_stored_forms(edtf, first, last, precision):
    assert decode(edtf)[:3] == (first, last, precision)


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "/", "2025/", "2025-8", "2025-08-31T00:00", "2025~", "2025-21", "25-08", "２０２５",
     "2025-02-30", "1979", "2101", "2025-05/2025-03", "2025-08/2025-09/2025-10", "8月", "2025-W01-1", "+025", "20 5"],
)  # fmt: skip
def test_anything_else_is_not_a_stored_form(edtf):
    with pytest.raises(Unreadable) as refused:
        decode(edtf)
    assert refused.value.word in {"when.stored", "when.calendar", "when.years", "when.order"}


@pytest.mark.parametrize(
    "text, anchor, mood, likelier, other",
    [
        ("5月", date(2025, 7, 10), "plan", "2026-05", "2025-05"),
        ("4月14日", date(2025, 7, 10), "plan", "2026-04-14", "2025-04-14"),
        ("6月底前", date(2025, 7, 10), "plan", "../2026-06-30", "../2025-06-30"),
        ("一季度", date(2025, 4, 14), "plan", "2026-33", "2025-33"),
        ("年初", date(2025, 12, 1), "plan", "2026-01", "2025-01"),
        ("Q1", date(2025, 4, 14), "plan", "2026-33", "2025-33"),
        ("in May", date(2025, 7, 10), "plan", "2026-05", "2025-05"),
        ("by end of March", date(2025, 4, 14), "plan", "../2026-03-31", "../2025-03-31"),
        ("12月", date(2025, 1, 15), "fact", "2024-12", "2025-12"),
        ("8.31", date(2025, 7, 10), "fact", "2024-08-31", "2025-08-31"),
        ("late December", date(2025, 1, 15), "fact", "2024-12-21/2024-12-31", "2025-12-21/2025-12-31"),
        ("11月至12月", date(2025, 1, 15), "fact", "2024-11/2024-12", "2025-11/2025-12"),
        ("上旬", date(2025, 12, 15), "plan", "2026-01-01/2026-01-10", "2025-12-01/2025-12-10"),
        ("月底", date(2025, 3, 5), "fact", "2025-02-21/2025-02-28", "2025-03-21/2025-03-31"),
        ("2月29日", date(2024, 7, 10), "plan", "2028-02-29", "2024-02-29"),
    ],
)
def test_a_date_without_a_year_that_misses_its_mood_is_ambiguous(text, anchor, mood, likelier, other):
    with pytest.raises(AmbiguousDate) as refused:
        read_when(text, anchor, mood=mood)
    params = refused.value.params
    assert refused.value.word == "when.year"
    assert params["text"] == text
    # What is proposed can be typed as it stands.
    proposed = (params["first_reading"], params["second_reading"])
    assert [read_when(words, anchor, mood=mood).edtf for words in proposed] == [likelier, other]
    for reading, edtf in zip(refused.value.readings, (likelier, other), strict=True):
        assert isinstance(reading, When)
        assert (reading.edtf, reading.text, reading.anchor) == (edtf, text, anchor)
        assert reading == read_when(edtf, anchor, mood=mood)._replace(text=text)


@pytest.mark.parametrize(
    "text, anchor, mood, edtf",
    [
        ("8月", date(2025, 8, 31), "plan", "2025-08"),
        ("8月", date(2025, 8, 1), "fact", "2025-08"),
        ("今年5月", date(2025, 7, 10), "plan", "2025-05"),
        ("2025年5月", date(2025, 7, 10), "plan", "2025-05"),
        ("2030年", date(2025, 7, 10), "fact", "2030"),
        ("上半年", date(2025, 7, 10), "plan", "2025-40"),
        ("下半年", date(2025, 7, 1), "fact", "2025-41"),
        ("年底", date(2025, 7, 10), "fact", "2025-12"),
        ("上月", date(2025, 7, 10), "plan", "2025-06"),
        ("3月起", date(2025, 7, 10), "fact", "2025-03/.."),
    ],
)
def test_a_year_that_is_said_or_fits_is_not_asked_for(text, anchor, mood, edtf):
    assert read_when(text, anchor, mood=mood).edtf == edtf


def test_a_day_that_has_no_other_year_is_refused():
    with pytest.raises(Unreadable) as refused:
        read_when("12月31日", date(1980, 1, 1), mood="fact")
    assert not isinstance(refused.value, AmbiguousDate)


@given(months, days, st.sampled_from(["plan", "fact"]))
def test_the_year_rule_never_reads_a_past_plan_or_a_future_fact(month, anchor, mood):
    try:
        readings = (read_when(f"{month}月", anchor, mood=mood),)
    except AmbiguousDate as refused:
        readings = refused.readings
    except Unreadable:
        return
    likelier = readings[0]
    assert likelier.last >= anchor if mood == "plan" else likelier.first <= anchor
    assert any(reading.first.year == anchor.year for reading in readings)


@pytest.mark.parametrize(
    "text, inferred",
    [("8月", True), ("今年8月", True), ("8.31", True), ("in May", True), ("年底前", True), ("8月十五日", True),
     ("2025年8月", False), ("二〇二五年八月", False), ("２０２５-08", False),
     ("十四五", False), ("August 2025", False)],
)  # fmt: skip
def test_whether_the_year_was_inferred(text, inferred):
    assert read_when(text, date(2025, 5, 10), mood="plan").inferred is inferred


def test_no_words_no_inference():
    assert not decode("2025-08").inferred

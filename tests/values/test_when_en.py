"""English dates and dates in digits, said on Thursday 2025-07-10 unless a case says otherwise."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.when import read_when

ANCHOR = date(2025, 7, 10)


@pytest.mark.parametrize(
    "text, edtf, qualifier",
    [
        # digits
        ("2025", "2025", ""),
        ("2025-08", "2025-08", ""),
        ("2026-3", "2026-03", ""),
        ("2025.8", "2025-08", ""),
        ("2025/08", "2025-08", ""),
        ("2025-08-31", "2025-08-31", ""),
        ("2025.08.31", "2025-08-31", ""),
        ("2025/8/31", "2025-08-31", ""),
        ("2026.3.1", "2026-03-01", ""),
        ("20250831", "2025-08-31", ""),
        ("２０２６-０３-０１", "2026-03-01", ""),
        ("8.31", "2025-08-31", ""),
        ("2009-2011", "2009/2011", ""),
        ("2010-", "2010/..", ""),
        ("Q3", "2025-35", ""),
        ("q3 2025", "2025-35", ""),
        ("2025Q3", "2025-35", ""),
        ("2025-Q3", "2025-35", ""),
        ("H1 2025", "2025-40", ""),
        ("2025H2", "2025-41", ""),
        ("H1", "2025-40", ""),
        # the stored forms themselves
        ("2025-33", "2025-33", ""),
        ("2025-41", "2025-41", ""),
        ("2025-03/2025-05", "2025-03/2025-05", ""),
        ("2009/2011", "2009/2011", ""),
        ("../2025-08-31", "../2025-08-31", "before"),
        ("2010/..", "2010/..", ""),
        # months and days
        ("August 2025", "2025-08", ""),
        ("Aug 2025", "2025-08", ""),
        ("Sept. 2025", "2025-09", ""),
        ("August", "2025-08", ""),
        ("in August", "2025-08", ""),
        ("May 31, 2025", "2025-05-31", ""),
        ("May 31 2025", "2025-05-31", ""),
        ("31 May 2025", "2025-05-31", ""),
        ("on 31st of August", "2025-08-31", ""),
        ("August 3rd", "2025-08-03", ""),
        ("about August 15", "2025-08-15", "about"),
        ("~ 2025-08-15", "2025-08-15", "about"),
        ("expected August", "2025-08", "expected"),
        ("planned in August", "2025-08", "expected"),
        # parts
        ("end of August", "2025-08-21/2025-08-31", ""),
        ("the end of August 2025", "2025-08-21/2025-08-31", ""),
        ("beginning of September", "2025-09-01/2025-09-10", ""),
        ("middle of 2025-09", "2025-09-11/2025-09-20", ""),
        ("mid August", "2025-08-11/2025-08-20", ""),
        ("mid-August 2025", "2025-08-11/2025-08-20", ""),
        ("early June 2025", "2025-06-01/2025-06-10", ""),
        ("late Aug", "2025-08-21/2025-08-31", ""),
        ("end of the month", "2025-07-21/2025-07-31", ""),
        ("end of next month", "2025-08-21/2025-08-31", ""),
        ("end of Q3", "2025-09", ""),
        ("end of the year", "2025-12", ""),
        ("end of 2026", "2026-12", ""),
        ("start of 2026", "2026-01", ""),
        ("year-end", "2025-12", ""),
        ("month end", "2025-07-21/2025-07-31", ""),
        ("first half of 2025", "2025-40", ""),
        ("second half 2025", "2025-41", ""),
        ("first half of the year", "2025-40", ""),
        ("third quarter of 2025", "2025-35", ""),
        ("first quarter of next year", "2026-33", ""),
        # relative
        ("today", "2025-07-10", ""),
        ("tomorrow", "2025-07-11", ""),
        ("this month", "2025-07", ""),
        ("last month", "2025-06", ""),
        ("next quarter", "2025-36", ""),
        ("next year", "2026", ""),
        ("this week", "2025-07-07/2025-07-13", ""),
        # until and since
        ("by end of August", "../2025-08-31", "before"),
        ("by the end of the year", "../2025-12-31", "before"),
        ("by year end", "../2025-12-31", "before"),
        ("by August 31", "../2025-08-31", "before"),
        ("by 2025-08-31", "../2025-08-31", "before"),
        ("no later than 31 August 2025", "../2025-08-31", "before"),
        ("as of 2025-04-30", "../2025-04-30", "before"),
        ("through August", "../2025-08-31", "before"),
        ("expected by end of August", "../2025-08-31", "expected+before"),
        ("from 2025-03", "2025-03/..", ""),
        ("since May 2024", "2024-05/..", ""),
        ("August 2025 onwards", "2025-08/..", ""),
        # ranges
        ("2025-03 to 2025-05", "2025-03/2025-05", ""),
        ("from March to May 2026", "2026-03/2026-05", ""),
        ("August to October", "2025-08/2025-10", ""),
        ("between August and October 2025", "2025-08/2025-10", ""),
        ("August 2025 – March 2026", "2025-08/2026-03", ""),
        ("August 2025 to October", "2025-08/2025-10", ""),
        ("Aug 15 to Sep 3", "2025-08-15/2025-09-03", ""),
        ("Q1 2025 to Q3 2025", "2025-01/2025-09", ""),
    ],
)
def test_phrases_that_are_read(text, edtf, qualifier):
    when = read_when(text, ANCHOR, mood="plan")
    assert (when.edtf, when.qualifier, when.text, when.anchor) == (edtf, qualifier, text, ANCHOR)


@pytest.mark.parametrize(
    "text, edtf", [("in May", "2025-05"), ("mid May", "2025-05-11/2025-05-20"), ("4.14", "2025-04-14")]
)
def test_facts_without_a_year_are_of_this_year(text, edtf):
    assert read_when(text, ANCHOR, mood="fact").edtf == edtf


@pytest.mark.parametrize(
    "text, word",
    [
        ("1", "when"),
        ("10", "when"),
        ("45000", "when"),
        ("Sat", "when"),
        ("00:00", "when"),
        ("26-3-1", "when"),
        ("3/4/2026", "when"),
        ("3/4", "when"),
        ("8-31", "when"),
        ("31.8.2025", "when"),
        ("-2026-01-01", "when"),
        ("10000-01-01", "when"),
        ("12345678901234567890", "when"),
        ("2026-03-01 00:00:00+08:00", "when"),
        ("2026-03-01T00:00", "when"),
        ("2025-W01-1", "when"),
        ("2025-0831", "when.years"),
        ("+30d", "when"),
        ("TBD", "when"),
        ("soon", "when"),
        ("asap", "when"),
        ("early 2025", "when"),
        ("mid", "when"),
        ("end of", "when"),
        ("next Friday", "when"),
        ("May 5 6", "when"),
        ("March and October", "when"),
        ("by August to October", "when"),
        ("2025 to May", "when"),
        ("Augustus", "when"),
        ("2025Q3 2025", "when"),
        ("2024Q3 2025", "when"),
        ("٢٠٢٥-٠٨-٣١", "when"),
        ("²025", "when"),
        ("../..", "when.stored"),
        ("2026-02-30", "when.calendar"),
        ("2026-13-01", "when.calendar"),
        ("2026-13", "when.calendar"),
        ("2025-21", "when.calendar"),
        ("2025-42", "when.calendar"),
        ("2025-00", "when.calendar"),
        ("H3 2025", "when.calendar"),
        ("13.31", "when.calendar"),
        ("May 32", "when.calendar"),
        ("February 29, 2025", "when.calendar"),
        ("0000-01-01", "when.years"),
        ("1899-12-31", "when.years"),
        ("2126-01-01", "when.years"),
        ("1979", "when.years"),
        ("99991231", "when.years"),
        ("2025-05/2025-03", "when.order"),
        ("May 2025 to March 2025", "when.order"),
        ("2011-2009", "when.order"),
    ],
)
def test_phrases_that_are_refused(text, word):
    with pytest.raises(Unreadable) as refused:
        read_when(text, ANCHOR, mood="plan")
    assert refused.value.word == word
    assert "text" in refused.value.params


@pytest.mark.parametrize(
    "text, exclusive, inclusive",
    [
        ("before August", "2025-07-31", "2025-08-31"),
        ("by August 2025", "2025-07-31", "2025-08-31"),
        ("until Q3 2025", "2025-06-30", "2025-09-30"),
        ("before 2026", "2025-12-31", "2026-12-31"),
        ("before August 31, 2025", "2025-08-30", "2025-08-31"),
    ],
)
def test_before_has_two_readings_and_is_refused_with_both(text, exclusive, inclusive):
    with pytest.raises(Unreadable) as refused:
        read_when(text, ANCHOR, mood="plan")
    assert refused.value.word == "when.before"
    assert refused.value.params == {"text": text, "exclusive": exclusive, "inclusive": inclusive}
    for day in (exclusive, inclusive):
        assert read_when(f"by {day}", ANCHOR, mood="plan").edtf == f"../{day}"


days = st.dates(date(1980, 1, 1), date(2100, 12, 31))
MONTHS = [f"{date(2025, number, 1):%B}" for number in range(1, 13)]


@given(days, days)
def test_a_printed_day_is_read_again(day, anchor):
    name = MONTHS[day.month - 1]
    forms = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{name} {day.day}, {day.year}",
        f"{day.day} {name[:3]} {day.year}",
    ]
    for text in forms:
        when = read_when(text, anchor, mood="fact")
        assert (when.first, when.last, when.precision, when.inferred) == (day, day, "day", False)


@given(st.text(alphabet="0123456789-./~ QqHhMayugendofrly,tohsi", max_size=16), days)
def test_any_text_is_a_date_or_is_refused(text, anchor):
    with suppress(Unreadable):
        when = read_when(text, anchor, mood="plan")
        assert when.first is None or when.last is None or when.first <= when.last

"""Chinese dates: what each phrase means, said on Thursday 2025-07-10 unless a case says otherwise."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.when import read_when

ANCHOR = date(2025, 7, 10)


@pytest.mark.parametrize(
    "text, edtf, precision, qualifier",
    [
        # months, years, quarters, halves
        ("8月", "2025-08", "month", ""),
        ("8月份", "2025-08", "month", ""),
        ("８月", "2025-08", "month", ""),
        ("今年8月", "2025-08", "month", ""),
        ("今年8月份", "2025-08", "month", ""),
        ("明年3月", "2026-03", "month", ""),
        ("2025年", "2025", "year", ""),
        ("2025年度", "2025", "year", ""),
        ("今年", "2025", "year", ""),
        ("去年", "2024", "year", ""),
        ("后年", "2027", "year", ""),
        ("年内", "2025", "year", ""),
        ("2025年上半年", "2025-40", "half", ""),
        ("2025年下半年", "2025-41", "half", ""),
        ("2025上半年", "2025-40", "half", ""),
        ("上半年", "2025-40", "half", ""),
        ("明年上半年", "2026-40", "half", ""),
        ("2025年H1", "2025-40", "half", ""),
        ("三季度", "2025-35", "quarter", ""),
        ("第三季度", "2025-35", "quarter", ""),
        ("2025年第三季度", "2025-35", "quarter", ""),
        ("2026年一季度", "2026-33", "quarter", ""),
        ("2026年首季", "2026-33", "quarter", ""),
        ("2025年Q3", "2025-35", "quarter", ""),
        ("二〇二五年八月", "2025-08", "month", ""),
        ("二〇二五年八月三十一日", "2025-08-31", "day", ""),
        ("2025 年 8 月", "2025-08", "month", ""),
        # parts of a month: 旬
        ("2025年5月底", "2025-05-21/2025-05-31", "tenday", ""),
        ("2024年2月末", "2024-02-21/2024-02-29", "tenday", ""),
        ("8月底", "2025-08-21/2025-08-31", "tenday", ""),
        ("9月初", "2025-09-01/2025-09-10", "tenday", ""),
        ("8月中", "2025-08-11/2025-08-20", "tenday", ""),
        ("2025年6月上旬", "2025-06-01/2025-06-10", "tenday", ""),
        ("十月中旬", "2025-10-11/2025-10-20", "tenday", ""),
        ("11月下旬", "2025-11-21/2025-11-30", "tenday", ""),
        ("月底", "2025-07-21/2025-07-31", "tenday", ""),
        ("月初", "2025-07-01/2025-07-10", "tenday", ""),
        ("下旬", "2025-07-21/2025-07-31", "tenday", ""),
        # ends and beginnings of years and quarters
        ("年底", "2025-12", "month", ""),
        ("年末", "2025-12", "month", ""),
        ("岁末", "2025-12", "month", ""),
        ("今年底", "2025-12", "month", ""),
        ("去年年底", "2024-12", "month", ""),
        ("2026年初", "2026-01", "month", ""),
        ("明年初", "2026-01", "month", ""),
        ("年中", "2025-06", "month", ""),
        ("2026年年中", "2026-06", "month", ""),
        ("季度末", "2025-09", "month", ""),
        ("三季度末", "2025-09", "month", ""),
        ("本季度末", "2025-09", "month", ""),
        ("下季度初", "2025-10", "month", ""),
        ("2025年上半年末", "2025-06", "month", ""),
        ("十四五末", "2025", "year", ""),
        # relative to the day it is said on
        ("今天", "2025-07-10", "day", ""),
        ("昨天", "2025-07-09", "day", ""),
        ("明天", "2025-07-11", "day", ""),
        ("本月", "2025-07", "month", ""),
        ("上月", "2025-06", "month", ""),
        ("上个月底", "2025-06-21/2025-06-30", "tenday", ""),
        ("下月", "2025-08", "month", ""),
        ("次月15日", "2025-08-15", "day", ""),
        ("本季度", "2025-35", "quarter", ""),
        ("上季度", "2025-34", "quarter", ""),
        ("下周五", "2025-07-18", "day", ""),
        ("本周日", "2025-07-13", "day", ""),
        ("本周内", "2025-07-07/2025-07-13", "range", ""),
        # days
        ("8月15日", "2025-08-15", "day", ""),
        ("8月15号", "2025-08-15", "day", ""),
        ("2025年4月14日", "2025-04-14", "day", ""),
        ("约8月15日", "2025-08-15", "day", "about"),
        ("8月15日左右", "2025-08-15", "day", "about"),
        ("8月15日前后", "2025-08-15", "day", "about"),
        # expected
        ("预计8月份", "2025-08", "month", "expected"),
        ("计划8月", "2025-08", "month", "expected"),
        ("拟于2026年上半年", "2026-40", "half", "expected"),
        ("力争年底前", "../2025-12-31", "open", "expected+before"),
        ("确保在8月底前", "../2025-08-31", "open", "expected+before"),
        ("预计约8月15日", "2025-08-15", "day", "about+expected"),
        # by a day, inclusive
        ("8月31日前", "../2025-08-31", "open", "before"),
        ("2025年8月31日之前", "../2025-08-31", "open", "before"),
        ("8月底前", "../2025-08-31", "open", "before"),
        ("年底前", "../2025-12-31", "open", "before"),
        ("三季度末前", "../2025-09-30", "open", "before"),
        ("月底以前", "../2025-07-31", "open", "before"),
        ("2025-08-31前", "../2025-08-31", "open", "before"),
        ("20250831前", "../2025-08-31", "open", "before"),
        ("截至8月底", "../2025-08-31", "open", "before"),
        ("截至2025年5月底", "../2025-05-31", "open", "before"),
        ("止2025年5月底", "../2025-05-31", "open", "before"),
        ("截止2025年5月31日止", "../2025-05-31", "open", "before"),
        # from a day on
        ("2025年3月起", "2025-03/..", "open", ""),
        ("自2025年3月", "2025-03/..", "open", ""),
        ("2025-08-01起", "2025-08-01/..", "open", ""),
        ("从2025-03", "2025-03/..", "open", ""),
        ("2026年二季度开始", "2026-04/..", "open", ""),
        ("2010年至今", "2010/..", "open", ""),
        # ranges
        ("2025年3-5月", "2025-03/2025-05", "range", ""),
        ("2025年3月至5月", "2025-03/2025-05", "range", ""),
        ("8月至10月", "2025-08/2025-10", "range", ""),
        ("从8月到10月", "2025-08/2025-10", "range", ""),
        ("自2024年3月至2025年9月", "2024-03/2025-09", "range", ""),
        ("8月15日至月底", "2025-08-15/2025-08-31", "range", ""),
        ("自2010年至今", "2010/..", "open", ""),
        ("1—8月", "2025-01/2025-08", "range", ""),
        ("1-8月", "2025-01/2025-08", "range", ""),
        ("1～8月", "2025-01/2025-08", "range", ""),
        ("2025年元至2月", "2025-01/2025-02", "range", ""),
        ("前8月", "2025-01/2025-08", "range", ""),
        ("前8个月", "2025-01/2025-08", "range", ""),
        ("前三季度", "2025-01/2025-09", "range", ""),
        ("2025年前三季度", "2025-01/2025-09", "range", ""),
        ("去年前三季度", "2024-01/2024-09", "range", ""),
        ("一至三季度", "2025-01/2025-09", "range", ""),
        ("11月至次年2月", "2025-11/2026-02", "range", ""),
        ("2024年11月至2025年2月", "2024-11/2025-02", "range", ""),
        ("8月1日至15日", "2025-08-01/2025-08-15", "range", ""),
        ("8月1-15日", "2025-08-01/2025-08-15", "range", ""),
        ("8月28日至9月3日", "2025-08-28/2025-09-03", "range", ""),
        ("8月至年底", "2025-08/2025-12", "range", ""),
        ("2025-03至2025-05", "2025-03/2025-05", "range", ""),
        ("2023-2025年", "2023/2025", "range", ""),
        ("2024年至2026年", "2024/2026", "range", ""),
        ("十四五", "2021/2025", "range", ""),
        ("“十五五”期间", "2026/2030", "range", ""),
    ],
)
def test_phrases_that_are_read(text, edtf, precision, qualifier):
    when = read_when(text, ANCHOR, mood="plan")
    assert (when.edtf, when.precision, when.qualifier) == (edtf, precision, qualifier)
    assert (when.text, when.anchor) == (text, ANCHOR)


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("4月14日", "2025-04-14"),
        ("今年2月", "2025-02"),
        ("2月6日", "2025-02-06"),
        ("6月上旬", "2025-06-01/2025-06-10"),
        ("二季度末", "2025-06"),
        ("元至2月", "2025-01/2025-02"),
        ("年初", "2025-01"),
        ("3月至5月", "2025-03/2025-05"),
        ("截至5月底", "../2025-05-31"),
        ("3月起", "2025-03/.."),
    ],
)
def test_facts_without_a_year_are_of_this_year(text, edtf):
    assert read_when(text, ANCHOR, mood="fact").edtf == edtf


@pytest.mark.parametrize(
    "text, word",
    [
        ("待定", "when"),
        ("视资金情况", "when"),
        ("5号楼", "when"),
        ("国庆节前", "when"),
        ("农历八月十五", "when"),
        ("农历八月", "when"),
        ("春节后", "when"),
        ("半年", "when"),
        ("近期", "when"),
        ("择机", "when"),
        ("近三年", "when"),
        ("连续三年", "when"),
        ("三年", "when"),
        ("8个多月", "when"),
        ("数月", "when"),
        ("周五", "when"),
        ("15日", "when"),
        ("季度", "when"),
        ("初", "when"),
        ("底", "when"),
        ("内", "when"),
        ("前", "when"),
        ("8月后", "when"),
        ("8月10日后", "when"),
        ("1 2月", "when"),
        ("8月3", "when"),
        ("8月31", "when"),
        ("八", "when"),
        ("近8月", "when"),
        ("3月至2025年5月", "when"),
        ("25年8月", "when"),
        ("十四五至8月", "when"),
        ("今年到8月", "when"),
        ("三季度至月底", "when"),
        ("8月至15日", "when"),
        ("1-8月前", "when"),
        ("3月至5月起", "when"),
        ("2025年8月或9月", "when"),
        ("8月、9月", "when"),
        ("2025年8月31日12时", "when"),
        ("13月", "when.calendar"),
        ("0月", "when.calendar"),
        ("2月30日", "when.calendar"),
        ("2025年2月29日", "when.calendar"),
        ("二十一月", "when.calendar"),
        ("1899年12月31日", "when.years"),
        ("2126年1月", "when.years"),
        ("11月至2月", "when.order"),
        ("2025年5月至3月", "when.order"),
        ("8月15日至1日", "when.order"),
        ("8\u200b月", "text.character"),
        ("月" * 201, "text.long"),
    ],
)
def test_phrases_that_are_refused(text, word):
    with pytest.raises(Unreadable) as refused:
        read_when(text, ANCHOR, mood="fact" if word == "when.order" else "plan")
    assert refused.value.word == word
    assert "text" in refused.value.params


@pytest.mark.parametrize(
    "text, exclusive, inclusive",
    [
        ("8月前", "2025-07-31", "2025-08-31"),
        ("8月份之前", "2025-07-31", "2025-08-31"),
        ("2026年前", "2025-12-31", "2026-12-31"),
        ("三季度前", "2025-06-30", "2025-09-30"),
        ("下半年前", "2025-06-30", "2025-12-31"),
        ("8月中旬前", "2025-08-10", "2025-08-20"),
        ("9月初前", "2025-08-31", "2025-09-10"),
        ("2025-08前", "2025-07-31", "2025-08-31"),
    ],
)
def test_before_a_whole_period_has_two_readings_and_is_refused_with_both(text, exclusive, inclusive):
    with pytest.raises(Unreadable) as refused:
        read_when(text, ANCHOR, mood="plan")
    assert refused.value.word == "when.before"
    assert refused.value.params == {"text": text, "exclusive": exclusive, "inclusive": inclusive}
    for day in (exclusive, inclusive):  # what the hint proposes is read
        assert read_when(f"{day}前", ANCHOR, mood="plan").edtf == f"../{day}"


days = st.dates(date(1980, 1, 1), date(2100, 12, 31))
NUMERALS = "〇一二三四五六七八九"


def spelt(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


@given(days, days)
def test_a_printed_day_is_read_again(day, anchor):
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{''.join(NUMERALS[int(digit)] for digit in str(day.year))}年{spelt(day.month)}月{spelt(day.day)}日",
    ]
    for text in forms:
        when = read_when(text, anchor, mood="plan")
        assert (when.first, when.last, when.precision, when.inferred) == (day, day, "day", False)


@given(days)
def test_parts_follow_each_other_without_gap(day):
    month = f"{day.year}年{day.month}月"
    early, mid, late = (read_when(f"{month}{part}", day, mood="plan") for part in ("上旬", "中旬", "下旬"))
    assert (mid.first - early.last).days == (late.first - mid.last).days == 1
    whole = read_when(month, day, mood="plan")
    assert (whole.first, whole.last) == (early.first, late.last)


@given(
    st.text(alphabet="0123456789年月日号旬季度上中下初底末前后起至到-—～今明去本次周半约预计二三十〇 ", max_size=14),
    days,
)
def test_any_chinese_text_is_a_date_or_is_refused(text, anchor):
    with suppress(Unreadable):
        when = read_when(f"{text}月", anchor, mood="fact")
        assert when.first is None or when.last is None or when.first <= when.last
    with suppress(Unreadable):
        when = read_when(text, anchor, mood="plan")
        assert when.first is None or when.last is None or when.first <= when.last

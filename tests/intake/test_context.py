"""What a sheet says of itself around its table: its day, its year, its unit, its sender."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.intake.columns import Column
from zonetrack.intake.context import Context, context_of
from zonetrack.intake.headings import Heading
from zonetrack.intake.spans import spans_of, standing
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.when import decode

TODAY = date(2018, 8, 2)


def read(*lines: str, on: str = "", unit: str = "", also: tuple[str, ...] = ()) -> Context:
    return context_of(lines, TODAY, on=decode(on) if on else None, unit=unit, also=also)


@pytest.mark.parametrize(
    "lines, day, known_by",
    [
        (("2018年7月重点项目进展情况表",), "2018-07", "title"),
        (("2018年1-7月重点项目进展情况表",), "2018-07", "title"),
        (("２０１８年１—７月重点项目",), "2018-07", "title"),
        (("2018 年 7 月重点项目",), "2018-07", "title"),
        (("2018年第二季度项目调度表",), "2018-06", "title"),
        (("2018年上半年项目调度表",), "2018-06", "title"),
        (("2018年7月25日调度表",), "2018-07-25", "title"),
        (("2018.7.25",), "2018-07-25", "title"),
        (("2018年重点项目表", "截至7月底"), "2018-07-31", "until"),
        (("2018年7月重点项目表", "截至2018年6月30日"), "2018-06-30", "until"),
        (("2018年重点项目表", "数据截至7月25日，单位：万元"), "2018-07-25", "until"),
        (("2018年重点项目表", "填报日期：2018年7月26日"), "2018-07-26", "filled"),
        (("重点项目表", "填表时间：2018-07-26"), "2018-07-26", "filled"),
        (("2017年度重点项目表",), "2017", "year"),
        (("2018年度重点项目表",), "2018-08-02", "assumed"),
        (("重点项目表",), "2018-08-02", "assumed"),
        ((), "2018-08-02", "assumed"),
        (("2018年13月",), "2018-08-02", "assumed"),
    ],
)
def test_the_day_of_a_sheet(lines: tuple[str, ...], day: str, known_by: str) -> None:
    found = read(*lines)
    assert (found.day.edtf, found.known_by) == (day, known_by)


def test_what_a_footnote_mentions_is_not_the_day() -> None:
    notes = ("注：2015年3月20日市政府会议确定。", "填报日期：2018年7月26日")
    found = context_of(("重点项目表",), TODAY, on=None, unit="", below=notes)
    assert (found.day.edtf, found.known_by, found.year) == ("2018-07-26", "filled", 2018)
    assert context_of((), TODAY, on=None, unit="", below=notes[:1]).known_by == "assumed"
    until = context_of(("2018年重点项目表",), TODAY, on=None, unit="", below=("截至7月底",))
    assert (until.day.edtf, until.known_by) == ("2018-07-31", "until")


def test_what_is_said_by_hand_comes_first() -> None:
    found = read("2018年7月", "截至2018年6月30日", on="2018-05", unit="元")
    assert (found.day.edtf, found.known_by, found.unit) == ("2018-05", "on", "元")


def test_the_year_of_dates_without_one() -> None:
    assert read("2017年度项目表").year == 2017
    assert read("重点项目表", also=("2017年计划",)).year == 2017
    assert read("重点项目表").year == 2018
    assert read("2019年重点项目计划表").year == 2019
    assert read("2019年重点项目计划表").anchor == date(2019, 1, 1)
    assert read("2018年7月").anchor == date(2018, 7, 31)
    assert read("2018年8月").anchor == TODAY


@pytest.mark.parametrize(
    "lines, unit, units",
    [
        (("单位：万元",), "万元", ("万元",)),
        (("计量单位：亿元",), "亿元", ("亿元",)),
        (("（单位:元）",), "元", ("元",)),
        (("单位：个、万元",), "万元", ("万元",)),
        (("金额单位：万元、%",), "万元", ("万元",)),
        (("单位：万元", "计量单位：亿元"), "", ("万元", "亿元")),
        (("单位：万元", "单位：万元"), "万元", ("万元",)),
        (("填报单位：市元宝公司",), "", ()),
        (("建设单位：某公司",), "", ()),
    ],
)
def test_the_unit_of_bare_amounts(lines: tuple[str, ...], unit: str, units: tuple[str, ...]) -> None:
    found = read(*lines)
    assert (found.unit, found.units) == (unit, units)


@pytest.mark.parametrize(
    "line, sender",
    [
        ("填报单位：住建局", "住建局"),
        ("填报单位（盖章）：住建局    填报日期：2018年7月", "住建局"),
        ("填报单位：住建局 填报人：王", "住建局"),
        ("填报单位：", ""),
        ("责任单位：住建局", ""),
    ],
)
def test_who_sent_it(line: str, sender: str) -> None:
    assert read(line).sender == sender


def span(heading: Heading, *lines: str, beside: tuple[Heading, ...] = ()) -> str:
    columns = [Column(at, ("x",), one) for at, one in enumerate((heading, *beside))]
    return spans_of(columns, read(*lines))[0].edtf


YTD, FLOW, LEVEL, PLAN = (
    Heading("invested", "ytd"),
    Heading("invested", "flow"),
    Heading("invested"),
    Heading("planned_investment", "plan"),
)


@pytest.mark.parametrize(
    "heading, words, line, edtf",
    [
        (YTD, "1-7月", "2018年7月", "2018-01-01/2018-07-31"),
        (YTD, "2017年1-7月", "2018年7月", "2017-01-01/2017-07-31"),
        (YTD, "", "2018年7月", "2018-01-01/2018-07-31"),
        (YTD, "", "截至2018年7月25日", "2018-01-01/2018-07-25"),
        (YTD, "上半年", "2018年7月", "2018-01-01/2018-06-30"),
        (YTD, "2017年", "2018年7月", "2017-01-01/2017-12-31"),
        (YTD, "2018年", "2018年7月", "2018-01-01/2018-07-31"),
        (FLOW, "7月", "2018年7月", "2018-07"),
        (FLOW, "6月", "2018年7月", "2018-06"),
        (FLOW, "本月", "2018年7月", "2018-07"),
        (FLOW, "本月", "截至2018年7月25日", "2018-07-01/2018-07-25"),
        (FLOW, "本月", "截至2018年7月31日", "2018-07"),
        (LEVEL, "2009年12月31日", "2018年7月", "2009-12-31"),
        (LEVEL, "上年12月31日", "2018年7月", "2017-12-31"),
        (LEVEL, "", "2018年7月", "2018-07"),
        (PLAN, "2018年", "2018年7月", "2018"),
        (PLAN, "今年", "2018年7月", "2018"),
        (PLAN, "2018年第一季度", "2018年7月", "2018-33"),
    ],
)
def test_the_span_of_a_column(heading: Heading, words: str, line: str, edtf: str) -> None:
    assert span(heading._replace(span=words), line) == edtf


def test_what_belongs_together_is_closed_together() -> None:
    """自开工累计 of a sheet of 25 July is of the month, where 1-7月 stands beside it."""
    day = "截至2018年7月25日"
    assert span(LEVEL, day) == "2018-07-25"
    assert span(LEVEL, day, beside=(YTD._replace(span="1-7月"),)) == "2018-07"
    assert span(LEVEL, day, beside=(YTD._replace(span="1-6月"),)) == "2018-07-25"


def test_a_period_that_no_calendar_has() -> None:
    with pytest.raises(Unreadable):
        span(FLOW._replace(span="13月"), "2018年7月")


def test_a_stage_was_reached_by_the_day_of_the_sheet() -> None:
    assert standing(read("2018年7月")).edtf == "../2018-07-31"
    assert standing(read("2018年8月")).edtf == "../2018-08-02"


def test_a_year_alone_is_no_day_of_what_was_done() -> None:
    for done in (LEVEL, YTD, Heading("progress"), Heading("words"), Heading("invested", "flow", "本月")):
        with pytest.raises(Refusal) as refused:
            span(done, "2017年度重点项目表")
        assert refused.value.word == "sheet.no_day"
    assert span(Heading("total_investment"), "2017年度重点项目表") == "2017"
    assert span(Heading("planned_investment", "plan", "今年"), "2017年度重点项目表") == "2017"
    assert span(Heading("invested", "ytd", "1-7月"), "2017年度重点项目表") == "2017-01-01/2017-07-31"


def test_a_week_needs_a_day() -> None:
    week = Heading("invested", "flow", "本周")
    with pytest.raises(Refusal) as refused:
        span(week, "2018年7月")
    assert refused.value.word == "sheet.no_week"
    assert span(week, "2018年7月25日") == "2018-07-23/2018-07-25"


@pytest.mark.parametrize("unit", ["美元", "万美元", "港元", "十亿元", "欧元"])
def test_a_sheet_in_another_unit_gives_none(unit: str) -> None:
    assert read(f"单位：{unit}").unit == ""

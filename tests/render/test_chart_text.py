"""Charts as text: bars line up, nothing is wider than the stream, signs do without colour and without Unicode."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len

from zonetrack.chart import Bar, Bars, Curve, Gantt, Line, Month, Point, Series, Strip, Twin
from zonetrack.render.chart_text import chart_lines
from zonetrack.render.medium import Medium
from zonetrack.report import Code
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.when import decode

DAY = date(2025, 9, 1)
LONG = "晋北新能源重卡制造园区基础设施配套工程（含标准化厂房、综合管廊、道路及附属设施）"
EIGHTY, UNSURE = Percent(Decimal(80), Decimal(80)), Percent(Decimal(30), Decimal(60))
GANTT = Gantt(
    "gantt",
    DAY,
    (
        Line(LONG, "in_progress", UNSURE, start=decode("2025-02-01"), started=True, due=decode("2025-12-31")),
        Line("雨污水管线", "late", EIGHTY, due=decode("2025-05"), days_late=93),
        Line("降水井", "done", done_on=decode("2025-04-14")),
        Line("路基", "not_reported"),
        Line("路面", "in_progress", due=decode("2025-10"), baseline=decode("2025-08")),
        Line("停", "paused", start=decode("2025-03"), due=decode("2025-11")),
    ),
    {"name": "代王路"},
)
CHARTS = [
    GANTT,
    Curve(
        "curve",
        DAY,
        (
            Point(date(2025, 3, 31), Money(10**8, 0), None),
            Point(date(2025, 6, 30), Money(2 * 10**8, 0), Money(10**8, 0)),
        ),
        {"name": "代王路", "year": "2025"},
    ),
    Bars("bars", DAY, (Bar("甲", "late", EIGHTY, 3), Bar(LONG, "not_reported")), {"name": "区"}),
    Strip("strip", DAY, (Month(date(2025, 5, 1), 2, 1, 0), Month(date(2025, 12, 1), 0, 0, 400)), {"name": "区"}),
    Series(
        "series",
        DAY,
        "revenue",
        (
            Twin(date(2025, 1, 1), Money(10**8, 0), Money(2 * 10**8, 0, "derived")),
            Twin(date(2025, 2, 1), None, Money(-(10**8), 0)),
        ),
        {"zone": "Z", "name": "R", "how": Code("chart", "month_alone"), "years": ("2025", "2024")},
    ),
]


def lines(chart, width: int | None = 60, encoding: str | None = None) -> list[str]:
    return [line.plain for line in chart_lines(chart, Medium(encoding), width)]


def bar_under(found: list[str], words: str) -> str:
    [number] = [n for n, line in enumerate(found) if line.startswith(words)]
    return found[number + 1]


def test_a_schedule_line_by_line(zh: None) -> None:
    found = lines(GANTT, 88)
    pipes = bar_under(found, "雨污水管线  逾期93天 · 80% · 期限预计2025年5月".replace("预计", ""))
    assert pipes.strip() == "◆" + "!" * pipes.count("!")  # nobody said from when: no bar
    assert pipes.count("!") == 25
    assert bar_under(found, "降水井").strip().startswith("●")
    assert bar_under(found, "路基").startswith("路面")  # nothing to draw
    assert bar_under(found, "路面").index("◇") < bar_under(found, "路面").index("◆")
    assert "░" not in bar_under(found, "停")


def test_what_is_done_is_drawn_from_the_start_that_is_known(zh: None) -> None:
    known = Line("L", "in_progress", UNSURE, decode("2025-06-01"), started=True, due=decode("2025-08"))
    for line, signs in ((known, "█▒░◆"), (known._replace(start=None, started=False), "◆")):
        bar = next(text for text in lines(Gantt("gantt", DAY, (line,))) if "◆" in text)
        assert "".join(sorted(set(bar) - set(" │!"), key="█▒░◆".index)) == signs


def test_the_day_stands_in_one_column(zh: None) -> None:
    found = lines(GANTT)
    places = {line.index("│") for line in found[:-2] if "│" in line}
    assert len(places) == 1
    assert bar_under(found, "雨污水管线").rindex("!") in places


def test_the_end_of_a_month_is_the_same_cell_however_it_is_said(zh: None) -> None:
    spans = ("2025-35", "2025-09", "2025-09-21/2025-09-30", "2025-09-30", "../2025-09-30")
    chart = Gantt("gantt", DAY, tuple(Line(f"L{n}", "in_progress", due=decode(s)) for n, s in enumerate(spans)))
    found = lines(chart._replace(title={"name": ""}))
    assert len({line.index("◆") for line in found if "◆" in line and "期限" not in line}) == 1


@pytest.mark.parametrize("width", [24, 40, 61, 80, 200])
def test_nothing_is_wider_than_the_stream_or_cut(width: int, lang: str) -> None:
    for chart in CHARTS:
        found = lines(chart, width)
        assert max(map(cell_len, found)) <= max(width, 40 if isinstance(chart, Curve | Series) else width)
    assert LONG in "".join(lines(GANTT, width))


def test_a_stream_without_the_signs_gets_plain_ones(en: None) -> None:
    for chart in CHARTS:
        text = "\n".join(lines(chart, 60, "ascii"))
        text.encode("ascii")
        assert not set("█▒░◆◇●│") & set(text)
    assert "#" in "\n".join(lines(GANTT, 60, "gbk"))
    assert "雨污水管线" in "\n".join(lines(GANTT, 60, "gbk"))


def test_plan_and_fact_are_in_the_same_measure(zh: None) -> None:
    found = lines(CHARTS[1])
    plan, fact = found[-2:]
    assert plan.count("░") == 2 * fact.count("█") > 0
    assert plan.endswith(" 200万元")
    assert "完成" not in found[2]


def test_this_year_and_last_are_in_the_same_measure_and_gaps_are_open(zh: None) -> None:
    _, january, now, before, february, gap, loss, star = lines(CHARTS[4])
    assert (january, february) == ("2025年1月", "2025年2月")
    assert before.count("░") == 2 * now.count("█") > 0
    assert before.endswith(" 200*万元")
    assert gap == "  2025年 —"
    assert loss.split() == ["2024年", "-100万元"]
    assert star == "*：由已报数据推算，不是填报数。"


def test_many_deadlines_keep_their_share_and_their_count(zh: None) -> None:
    found = lines(CHARTS[3])
    assert found[1] == "2025-05  ██!"
    assert found[2].strip() == "完成2项 · 逾期1项"
    assert found[4].strip() == "待完成400项"


def test_nothing_to_draw_is_said(zh: None) -> None:
    assert lines(Gantt("gantt", DAY, (), {"name": "空"})) == ["空：进度图", "没有可以画出的数据。"]


def test_what_is_late_is_red_where_there_is_colour(zh: None) -> None:
    [words] = [line for line in chart_lines(GANTT, Medium(None), 80) if line.plain.startswith("雨污水管线")]
    assert words.style == "red"

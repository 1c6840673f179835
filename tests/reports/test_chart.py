"""Charts as data: what is late, what is dated, what falls due in which month, and money by month."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonetrack.chart import Curve, Gantt, Line, Month
from zonetrack.domain.fold import Facts
from zonetrack.reports import chart
from zonetrack.values.when import decode

ROAD = "xiaohe/daiwang-road"
DAY = date(2025, 9, 1)


def gantt(world: Any, day: date = DAY) -> Gantt:
    return chart.gantt(world.state(ROAD, day), day)


def curve(world: Any, day: date = DAY) -> Curve:
    return chart.curve(Facts(world.facts[ROAD], day.isoformat()), "代王路", day)


def amounts(found: Curve) -> list[tuple[int | None, int | None]]:
    return [(p.plan and p.plan.fen // 10**6, p.fact and p.fact.fen // 10**6) for p in found.points]


def test_the_schedule_of_daiwang_road(daiwang: Any) -> None:
    lines = {line.name: line for line in gantt(daiwang).lines}
    assert list(lines) == ["代王路", "雨污水管线", "降水井", "路基", "路面铺设"]
    assert (lines["代王路"].light, lines["代王路"].days_late, lines["代王路"].started) == ("late_within", 0, True)
    assert (lines["雨污水管线"].light, lines["雨污水管线"].days_late, lines["雨污水管线"].baseline) == (
        "late",
        93,
        None,
    )
    assert lines["降水井"].done_on is not None
    assert lines["路基"].days == []


def test_a_date_that_was_moved_keeps_its_first_promise(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-20", planned_finish="2025-10-31")
    [pipes] = [line for line in gantt(daiwang).lines if line.name == "雨污水管线"]
    assert pipes.baseline is not None
    assert pipes.due is not None
    assert (pipes.baseline.edtf, pipes.due.edtf, pipes.light, pipes.days_late) == (
        "2025-05",
        "2025-10-31",
        "in_progress",
        0,
    )


def test_a_start_that_is_late_is_told_apart(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/paving", "2025-04-14", planned_start="2025-06", planned_finish="2025-12-31")
    [paving] = [line for line in gantt(daiwang).lines if line.name == "路面铺设"]
    assert (paving.light, paving.side, paving.days_late) == ("late", "start", 63)


def test_a_project_of_which_parts_are_due_soon(daiwang: Any) -> None:
    assert gantt(daiwang, date(2025, 5, 10)).lines[0].light == "soon_within"


def test_stretches() -> None:
    first, last = date(2025, 5, 1), date(2025, 5, 31)
    day = decode("2025-05-31")
    assert Line("", "late", due=decode("2025-05")).stretch == (None, last)
    assert Line("", "done", done_on=decode("2025-05")).stretch == (None, last)
    assert Line("", "late", due=day).stretch == (None, last)
    assert Line("", "late", start=decode("2025-05-01"), due=day).stretch == (first, last)
    assert Line("", "done", start=decode("../2025-05-31"), done_on=decode("../2025-05-31")).stretch == (None, last)
    assert Line("", "in_progress", start=decode("../2025-05-01"), due=day).stretch == (first, last)
    assert Line("", "late", start=decode("2025-05")).stretch == (first, last)
    assert Line("", "in_progress", start=decode("2025-05"), started=True).stretch == (first, None)
    assert Line("", "not_reported").stretch == (None, None)


def test_deadlines_by_month_of_their_last_day(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/wells", "2025-04-01", planned_finish="2025年5月")
    daiwang.say(f"{ROAD}/roadbed", "2025-04-14", planned_finish="2025年四季度")
    found = chart.strip([daiwang.state(ROAD, DAY)], "代王路", DAY)
    assert found.months == (
        Month(date(2025, 5, 1), 1, 1, 0),
        Month(date(2025, 8, 1), 0, 1, 0),
        Month(date(2025, 12, 1), 0, 0, 1),
    )


def test_what_is_paused_falls_due_in_no_month(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-01", stage="paused")
    assert [m.day.month for m in chart.strip([daiwang.state(ROAD, DAY)], "", DAY).months] == [8]
    daiwang.say(ROAD, "2025-05-01", stage="paused")
    assert chart.strip([daiwang.state(ROAD, DAY)], "", DAY).months == ()
    assert chart.bars([daiwang.state(ROAD, DAY)], "", DAY).bars == ()


def test_progress_of_the_projects_of_a_zone(yuanping: Any) -> None:
    yuanping.say("yuanping/waste-heat", "2025-05-01", progress="40%")
    found = {bar.name: bar for bar in chart.bars(yuanping.states("yuanping", DAY), "原平", DAY).bars}
    assert (found["再生水利用工程"].light, found["再生水利用工程"].days_late) == ("late", 63)
    assert found["余热集中供热"].percent is not None
    assert found["净水厂项目"].percent is None


def test_money_by_month_against_an_even_plan(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025", basis="plan", planned_investment="1200万元")
    daiwang.say(ROAD, "2025-03-31", basis="ytd", invested="250万元")
    daiwang.say(ROAD, "2025-04", basis="flow", invested="50万元")
    found = curve(daiwang, date(2025, 12, 31))
    assert found.key == "curve_even"
    assert amounts(found)[:5] == [(100, None), (200, None), (300, 250), (400, 300), (500, None)]
    assert found.points[-1].day == date(2025, 12, 31)


def test_money_by_month_against_its_own_plan(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-33", basis="plan", planned_investment="100万元")
    daiwang.say(ROAD, "2025-34", basis="plan", planned_investment="500万元")
    daiwang.say(ROAD, "2025-06-30", basis="ytd", invested="550万元")
    found = curve(daiwang)
    assert found.key == "curve"
    assert [(n, pair) for n, pair in enumerate(amounts(found), 1) if any(pair)] == [(3, (100, None)), (6, (600, 550))]


def test_a_twelfth_of_a_plan_has_no_more_decimals_than_anybody_planned(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025", basis="plan", planned_investment="1000万元")
    planned = [p.plan.fen for p in curve(daiwang, date(2025, 12, 31)).points if p.plan]
    assert planned[:3] == [83_330_000, 166_670_000, 250_000_000]
    assert planned[-1] == 1_000_000_000


def test_the_year_ends_at_the_plan_to_the_last_fen(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025", basis="plan", planned_investment="1000.123457万元")
    last = curve(daiwang, date(2025, 12, 31)).points[-1].plan
    assert last is not None
    assert last.fen == 1_000_123_457


def test_a_project_shows_only_charts_that_have_something_to_say(daiwang: Any) -> None:
    state = daiwang.state(ROAD, DAY)
    own = Facts(daiwang.facts[ROAD], DAY.isoformat())
    assert [c.key for c in chart.of_project(state, own, DAY)] == ["gantt", "strip"]
    daiwang.say(ROAD, "2025-06-30", basis="ytd", invested="550万元")
    own = Facts(daiwang.facts[ROAD], DAY.isoformat())
    assert [c.key for c in chart.of_project(state, own, DAY)] == ["gantt", "strip", "curve"]

"""Pictures: well-formed, small, without scripts and links, all texts in them, readable for those who see none."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from zonetrack.chart import Bar, Bars, Curve, Gantt, Line, Month, Point, Series, Strip, Twin
from zonetrack.render import timeline
from zonetrack.render.svg import svg
from zonetrack.render.svg_curve import step_of
from zonetrack.render.svg_paper import WIDTH, measured
from zonetrack.report import Code
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import decode

DAY = date(2025, 9, 1)
NS = "{http://www.w3.org/2000/svg}"
EIGHTY = Percent(Decimal(80), Decimal(80))
LONG = "晋北新能源重卡制造园区基础设施配套工程（含标准化厂房、综合管廊、道路及附属设施）"
NAMED = {"name": "代王路", "year": "2025"}


def wan(amount: int) -> Money:
    return Money(amount * 1_000_000, 0, "", "")


PIPES = Line("雨污水管线", "late", EIGHTY, due=decode("2025-05", "expected"), days_late=93)
LINES = (
    Line("代王路", "late_within", start=decode("2025-02"), started=True),
    PIPES,
    Line("降水井", "done", done_on=decode("../2025-04-14", "before")),
    Line("路基", "not_reported"),
    Line("旬", "due_soon", due=decode("2025-09-01/2025-09-10"), baseline=decode("2025-33")),
    Line("停", "paused", Percent(Decimal(10), Decimal(30)), start=decode("2025-01-01"), due=decode("2025-36")),
    Line("未开", "late", start=decode("2025-04"), due=decode("2025-12"), days_late=124, side="start"),
    Line("长期", "in_progress", start=decode("2025-05-01/.."), started=True),
    Line(LONG, "not_started", due=decode("../2026-03-31", "before")),
)
CHARTS = {
    "gantt": Gantt("gantt", DAY, LINES, NAMED),
    "curve": Curve(
        "curve",
        DAY,
        (
            Point(date(2025, 1, 31), wan(100), wan(80)),
            Point(date(2025, 2, 28), wan(200), None),
            Point(date(2025, 3, 31), wan(400), wan(390)),
        ),
        NAMED,
    ),
    "bars": Bars("bars", DAY, (Bar("甲", "late", EIGHTY, 3), Bar("乙", "not_reported"), Bar(LONG, "done")), NAMED),
    "strip": Strip("strip", DAY, (Month(date(2025, 5, 1), 1, 2, 0), Month(date(2026, 1, 1), 0, 0, 4)), NAMED),
    "series": Series(
        "series",
        DAY,
        "revenue",
        (
            Twin(date(2025, 1, 1), wan(8592), wan(8158)._replace(qualifier="derived")),
            Twin(date(2025, 2, 1), None, wan(3469)),
            Twin(date(2025, 3, 1), wan(-5782), None),
        ),
        {"zone": "某区", "name": "代王路", "how": Code("chart", "month_alone"), "years": ("2025", "2024")},
    ),
}
EMPTY = [
    Gantt("gantt", DAY, ()),
    Curve("curve", DAY, ()),
    Bars("bars", DAY, ()),
    Strip("strip", DAY, ()),
    Series("series", DAY, "revenue", (), CHARTS["series"].title),
]


def drawn(chart) -> ET.Element:
    return ET.fromstring(svg(chart))


def texts(chart) -> list[str]:
    return [node.text or "" for node in drawn(chart).iter(f"{NS}text")]


@pytest.mark.parametrize("key", CHARTS)
def test_a_picture_is_small_and_needs_nothing(key: str, lang: str) -> None:
    text = svg(CHARTS[key])
    assert len(text.encode()) < 20_000
    assert not re.search(
        r"<script|<image|<foreignObject|href|on\w+=|url\((?!#)|@import|http(?!://www.w3.org/2000)", text
    )
    kinds = {node.tag.removeprefix(NS) for node in ET.fromstring(text).iter()}
    assert kinds <= {"svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "text"}


@pytest.mark.parametrize("key", CHARTS)
def test_names_in_a_picture_belong_to_it_alone(key: str, zh: None) -> None:
    root = drawn(CHARTS[key])
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{key}-") for name in ids)
    used = set(re.findall(r"url\(#([^)]+)\)", svg(CHARTS[key]))) | set(root.get("aria-labelledby", "").split())
    assert used <= set(ids)


@pytest.mark.parametrize("key", CHARTS)
def test_who_sees_nothing_is_told_all(key: str, zh: None) -> None:
    root = drawn(CHARTS[key])
    assert root.get("role") == "img"
    assert "代王路" in root.findtext(f"{NS}title", "")
    said = root.findtext(f"{NS}desc", "")
    expected = {
        "gantt": ["雨污水管线：逾期93天、80%、期限预计2025年5月。", "路基：未报、期限未报。", "应开未开，逾期124天"],
        "curve": ["2025年1月：计划 100万元、完成 80万元。", "2025年2月：计划 200万元。"],
        "bars": ["甲：逾期3天、80%。", "乙：未报。"],
        "strip": ["2025年5月：完成1项、逾期2项。", "2026年1月：待完成4项。"],
        "series": ["2025年1月：2025年 8,592万元、2024年 8,158*万元。", "2025年3月：2025年 -5,782万元。", "推算"],
    }[key]
    assert all(sentence in said for sentence in expected)


def test_an_indicator_names_every_figure_and_tells_years_apart_without_colour(zh: None) -> None:
    chart = CHARTS["series"]
    assert texts(chart)[0] == "某区代王路：2025、2024年各月数"
    assert texts(chart)[2:7] == ["1月", "2025年", "8,592万元", "2024年", "8,158*万元"]
    assert texts(chart)[7:12] == ["2月", "2025年", "—", "2024年", "3,469万元"]
    assert texts(chart)[-1] == "*：由已报数据推算，不是填报数。"
    bars = [node for node in drawn(chart).iter(f"{NS}rect") if node.get("stroke")]
    assert ["hatch" in bar.get("fill", "") for bar in bars] == [False, True, True, False]


def test_a_figure_below_nothing_is_drawn_to_the_left_of_the_line(zh: None) -> None:
    first, *_, last = [node for node in drawn(CHARTS["series"]).iter(f"{NS}rect") if node.get("stroke")]
    zero = float(first.get("x", 0))
    assert float(last.get("x", 0)) + float(last.get("width", 0)) == pytest.approx(zero, abs=0.2)
    assert float(last.get("width", 0)) / float(first.get("width", 1)) == pytest.approx(5782 / 8592, rel=0.01)


def test_long_figures_stay_on_the_sheet(zh: None) -> None:
    value = Quantity(Decimal("123456789012.34"), "平方米每人每月标准当量", "about+derived")
    chart = CHARTS["series"]._replace(twins=(Twin(date(2025, 1, 1), value, value),))
    [node, _] = [node for node in drawn(chart).iter(f"{NS}text") if "123,456,789,012.34" in (node.text or "")]
    assert float(node.get("x", 0)) + measured(node.text or "", 12) <= WIDTH


def test_late_is_a_word_and_a_pattern_and_a_line_stands_at_the_day(zh: None) -> None:
    chart = Gantt("gantt", DAY, (PIPES,), NAMED)
    assert "逾期93天 · 80% · 期限预计2025年5月" in texts(chart)
    assert "截至2025-09-01" in texts(chart)
    hatched = [
        r for r in drawn(chart).iter(f"{NS}rect") if "hatch" in r.get("fill", "") and float(r.get("width", 0)) > 50
    ]
    dashed = [p for p in drawn(chart).iter(f"{NS}path") if p.get("stroke-dasharray") == "4 3"]
    [delay], [today] = hatched, dashed
    end = float(delay.get("x", 0)) + float(delay.get("width", 0))
    assert f"M{end:.1f}".removesuffix(".0") in today.get("d", "")


def test_a_deadline_is_the_last_day_of_its_span(zh: None) -> None:
    """A quarter, a month, its last 旬 and its last day all end at the same place."""
    spans = ("2025-35", "2025-09", "2025-09-21/2025-09-30", "2025-09-30", "../2025-09-30")
    chart = Gantt("gantt", DAY, tuple(Line(s, "in_progress", due=decode(s)) for s in spans))
    signs = [p.get("d", "") for p in drawn(chart).iter(f"{NS}path") if p.get("stroke-width") == "1.5"]
    places = {sign.split()[0] for sign in signs[: len(spans)]}
    assert len(places) == 1


def test_long_names_are_folded_and_never_cut(zh: None) -> None:
    for key in ("gantt", "bars"):
        assert LONG in "".join(texts(CHARTS[key]))
        assert max(map(len, texts(CHARTS[key]))) < 40


def test_ledger_text_is_text(zh: None) -> None:
    name = '<script>&"\x1b[31m\u202e'
    chart = Gantt("gantt", DAY, (Line(name, "in_progress"),), {"name": name})
    assert any("<script>&" in text and "\x1b" not in text and "\u202e" not in text for text in texts(chart))


def test_nothing_to_draw_is_said(lang: str) -> None:
    for chart in EMPTY:
        words = {"zh": "没有可以画出的数据。", "en": "There is nothing to draw."}[lang]
        assert words in texts(chart)


def test_items_without_dates_are_listed(zh: None) -> None:
    assert "未报任何日期" in texts(Gantt("gantt", DAY, (Line("甲", "not_reported"),)))


def test_everything_stands_on_the_sheet(lang: str) -> None:
    for chart in (*CHARTS.values(), *EMPTY):
        root = drawn(chart)
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        for node in root.iter():
            x, y = float(node.get("x", node.get("cx", 0))), float(node.get("y", node.get("cy", 0)))
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_years_are_named_where_months_are_too_many() -> None:
    scale = timeline.months([date(1990, 1, 1), date(2090, 1, 1)])
    ticks = scale.ticks(16)
    assert len(ticks) <= 16
    assert {tick.month for tick in ticks} == {1}


def test_places_in_time() -> None:
    scale = timeline.months([date(2025, 1, 5), date(2025, 12, 31)])
    assert (scale.place(date(2025, 1, 1)), scale.end(date(2025, 12, 31))) == (0, 1)
    assert scale.end(date(2025, 6, 30)) == scale.place(date(2025, 7, 1)) == 0.5
    assert timeline.months([date(2025, 5, 5)]).length == 3


def test_lines_across_are_round_and_few() -> None:
    for most in (1, 99, 12_800 * 10**6, 7 * 10**12, 10**15):
        step = step_of(most)
        assert -(-most // step) <= 5
        assert str(step).rstrip("0") in ("1", "2", "5")

"""The chart of an indicator as data: a year by month beside the year before, derived figures marked, gaps left open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.domain.test_indicator import AREA, COVERAGE, MONTHLY, REVENUE, SHUOZHOU, readings, say

from zonetrack.chart import Measured, Series, extent
from zonetrack.domain.records import Indicator, Observation, Zone
from zonetrack.report import Code
from zonetrack.reports import indicator_chart
from zonetrack.reports.indicator import Of
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.quantity import Quantity

DAY = date(2025, 12, 31)
ZONE = Zone("z", "朔州经济开发区", "朔州经济开发区", "shuozhou", 1)


def of(facts: Iterable[Observation], indicator: Indicator = REVENUE) -> Of:
    return Of(ZONE, readings(facts, indicator))


def series(facts: Iterable[Observation], indicator: Indicator = REVENUE) -> Series:
    return indicator_chart.series(of(facts, indicator), DAY)


def written(value: Measured | None) -> str:
    """A figure in 万元 or its unit, starred where it is derived, `-` where there is none."""
    if value is None:
        return "-"
    number = extent(value) / (1_000_000 if isinstance(value, Money) else 1)
    return f"{number:f}{'*' if 'derived' in value.qualifier.split('+') else ''}"


def months(chart: Series) -> list[tuple[int, str, str]]:
    return [(twin.day.month, written(twin.now), written(twin.before)) for twin in chart.twins]


def test_shuozhou_by_month_beside_last_year() -> None:
    chart = series(SHUOZHOU)
    assert months(chart) == [(1, "8592", "8158*"), (2, "11524*", "3469*"), (3, "5782*", "2381*")]
    assert {twin.day.year for twin in chart.twins} == {2025}
    assert chart.title["how"] == Code("chart", "month_alone")
    assert chart.title["years"] == ("2025", "2024")


def test_a_month_that_nobody_reported_has_no_figure() -> None:
    said = {"2024-02": "3", "2024-12": "9", "2025-01": "5", "2025-04": "0"}
    chart = series([say(value, span, basis="flow", of=MONTHLY) for span, value in said.items()], MONTHLY)
    assert months(chart)[:4] == [(1, "5", "-"), (2, "-", "3"), (3, "-", "-"), (4, "0", "-")]
    assert months(chart)[-1] == (12, "-", "9")


def test_where_months_alone_are_fewer_those_since_new_year_are_drawn() -> None:
    spans = {"2025-01/2025-02": "30", "2025-01/2025-03": "50", "2025-01/2025-06": "90"}
    chart = series(say(value, span) for span, value in spans.items())
    assert months(chart) == [(2, "30", "-"), (3, "50", "-"), (4, "-", "-"), (5, "-", "-"), (6, "90", "-")]
    assert chart.title["how"] == Code("chart", "since_new_year")
    assert chart.title["years"] == ("2025",)


def test_a_level_is_drawn_by_its_newest_figure_of_a_month() -> None:
    said = {"2024-04-15": "20", "2024-05-31": "21", "2025-04-05": "30", "2025-04-23": "31", "2025-05-31": "32"}
    chart = series([say(value, span, basis="level", of=AREA) for span, value in said.items()], AREA)
    assert months(chart) == [(4, "31", "20"), (5, "32", "21")]
    assert chart.title["how"] == Code("chart", "newest_level")


def test_a_figure_is_drawn_in_its_own_kind() -> None:
    area = series([say("31", "2025-04-23", basis="level", of=AREA)], AREA).twins[0].now
    share = series([say("87.5%", "2025-04-23", basis="level", of=COVERAGE)], COVERAGE).twins[0].now
    assert isinstance(area, Quantity)
    assert isinstance(share, Percent)
    assert isinstance(series(SHUOZHOU).twins[0].now, Money)
    assert written(share) == "87.5"


def test_without_figures_there_are_no_months() -> None:
    assert series([]).twins == ()
    assert series([say("11", "2024-01-01/2024-12-31", basis="flow", of=MONTHLY)], MONTHLY).twins == ()


def test_behind_a_bulletin_are_those_that_can_be_compared() -> None:
    single = of([say("31", "2025-04-23", basis="level", of=AREA)], AREA)
    [chart] = indicator_chart.charts([single, of(SHUOZHOU), of([])], DAY)
    assert (chart.key, chart.slug) == ("series", "revenue")


def test_of_too_many_the_first_are_drawn_and_all_are_counted() -> None:
    many = [of(SHUOZHOU, REVENUE._replace(slug=f"r{number}")) for number in range(8)]
    found = indicator_chart.charts(many, DAY)
    assert [chart.slug for chart in found] == ["r0", "r1", "r2", "r3", "r4", "r5"]
    assert {(chart.key, chart.title["n"], chart.title["of"]) for chart in found} == {("series_some", "6", "8")}

"""Lights by rule: the published rules on the worked examples, bounds to the point, escalation, exemption."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zonetrack.domain import measure, signal
from zonetrack.domain.errors import RuleBroken
from zonetrack.domain.pace import Pace
from zonetrack.domain.signal import PRESETS, Signal, judge
from zonetrack.values import when as whens

from .test_spending import told

CITIES = ("yinchuan", "wuhan", "sanya", "tianjin")


def at(percent: str, elapsed: Fraction = Fraction(10, 12)) -> Pace:
    """So much of a plan of a million done."""
    return Pace(int(Decimal(percent) * 10_000), 1_000_000, 1_000_000 * elapsed, "month")


def codes(percent: str) -> tuple[str, ...]:
    return tuple(judge(PRESETS[city], at(percent), None).code for city in CITIES)


def test_half_of_the_plan_at_the_end_of_october() -> None:
    assert codes("50") == ("red", "yellow", "yellow", "red")


def test_sixty_percent_at_the_end_of_october_is_yellow_in_all_four() -> None:
    assert codes("60") == ("yellow",) * 4


def test_on_time_is_green_in_all_four() -> None:
    assert codes("83.34") == ("green",) * 4


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "city, percent, code",
    [
        ("yinchuan", "40.0001", "green"),  # 9.9999 points behind
        ("yinchuan", "40", "yellow"),  # ten are yellow already
        ("yinchuan", "20", "yellow"),  # thirty still are
        ("yinchuan", "19.9999", "red"),
        ("wuhan", "40", "green"),  # 80 % of what should be
        ("wuhan", "39.9999", "yellow"),
        ("wuhan", "30", "yellow"),  # 60 %
        ("wuhan", "29.9999", "red"),
        ("sanya", "50", "green"),
        ("sanya", "49.9999", "yellow"),
        ("sanya", "25", "yellow"),  # half is missing
        ("sanya", "24.9999", "red"),
        ("tianjin", "35", "yellow"),  # 30 % are missing
        ("tianjin", "34.9999", "red"),
    ],
)
def test_whether_a_bound_is_inside_is_part_of_the_rule(city: str, percent: str, code: str) -> None:
    assert judge(PRESETS[city], at(percent, HALF), None).code == code


@pytest.mark.parametrize("days, code", [(0, "green"), (1, "yellow"), (14, "yellow"), (15, "red"), (None, "unknown")])
def test_days_late(days: int | None, code: str) -> None:
    assert judge(PRESETS["builder"], None, days).code == code


def test_the_reason_has_the_figure_and_the_bound() -> None:
    assert judge(PRESETS["yinchuan"], at("50"), None) == Signal("red", "over", Decimal("33.33"), Decimal(30))
    assert judge(PRESETS["yinchuan"], at("40", HALF), None) == Signal("yellow", "reached", Decimal("10.0"), Decimal(10))
    assert judge(PRESETS["yinchuan"], at("45", HALF), None).why == "within"
    assert judge(PRESETS["yinchuan"], at("55", HALF), None).why == "ahead"


def test_the_figure_never_looks_as_if_it_lay_on_the_bound() -> None:
    assert judge(PRESETS["yinchuan"], at("19.9999", HALF), None).value == Decimal("30.0001")
    assert judge(PRESETS["yinchuan"], at("40.0001", HALF), None).value == Decimal("9.9999")


def test_what_cannot_be_judged_has_no_colour() -> None:
    assert judge(PRESETS["wuhan"], None, None, "no_figure") == Signal("unknown", "no_figure")
    assert judge(PRESETS["wuhan"], at("5", Fraction(0)), None) == Signal("unknown", "nothing_due")
    assert judge(PRESETS["yinchuan"], at("5", Fraction(0)), None).code == "green"


def lights(*names: str) -> list[Signal]:
    return [Signal(name, "over") for name in names]


@pytest.mark.parametrize(
    "newest_first, code, run",
    [
        (("yellow", "yellow", "yellow"), "red", 3),
        (("yellow", "red", "yellow"), "red", 3),
        (("yellow", "yellow", "green"), "yellow", 2),
        (("yellow", "yellow", "unknown", "yellow"), "yellow", 2),
        (("green", "yellow", "yellow", "yellow"), "green", 0),
    ],
)
def test_yellow_for_three_periods_running_is_red(newest_first: tuple[str, ...], code: str, run: int) -> None:
    rule = PRESETS["yinchuan"]._replace(after=3)
    found = signal.escalated(rule, lights(*newest_first))
    assert (found.code, found.run) == (code, run)
    assert (found.why == "running") == (code == "red")


def test_without_escalation_yellow_stays_yellow() -> None:
    assert signal.escalated(PRESETS["yinchuan"], lights(*["yellow"] * 9)).code == "yellow"


def test_a_rule_reads_back_as_it_was_written() -> None:
    rule = signal.make("ratio", Decimal("80.50"), Decimal(60), ["red"], 2)
    assert signal.decode(signal.encode(rule)) == rule
    assert [signal.decode(signal.encode(one)) for one in PRESETS.values()] == list(PRESETS.values())
    assert signal.decode(signal.encode(None)) is None
    assert signal.encode(PRESETS["yinchuan"]) == "yinchuan gap >=10 >30 0"
    assert signal.encode(rule) == "- ratio <80.5 <=60 2"


@pytest.mark.parametrize("measure_, yellow, red", [("gap", 30, 10), ("gap", 10, 10), ("ratio", 60, 80)])
def test_red_is_worse_than_yellow(measure_: str, yellow: int, red: int) -> None:
    with pytest.raises(RuleBroken, match=r"signal\.order"):
        signal.make(measure_, Decimal(yellow), Decimal(red))


def test_days_late_are_their_own_escalation() -> None:
    with pytest.raises(RuleBroken, match=r"signal\.after"):
        signal.make("days_late", Decimal(0), Decimal(15), after=2)


@pytest.mark.parametrize(
    "span, day, holds",
    [
        ("2025-04-14/..", date(2025, 4, 14), True),
        ("2025-04-14/..", date(2026, 1, 1), True),
        ("2025-04-14/2025-06-30", date(2025, 6, 30), True),
        ("2025-04-14/2025-06-30", date(2025, 7, 1), False),
    ],
)
def test_an_exemption_holds_over_its_span(span: str, day: date, holds: bool) -> None:
    fact = measure.text("exempt", "洪水", whens.decode(span))._replace(day="2025-04-14")
    assert (signal.exemption(told(fact, as_of=day.isoformat()), day) is not None) is holds


def test_a_newer_exemption_replaces_the_older_one() -> None:
    open_, ended = (
        measure.text("exempt", "洪水", whens.decode(span))._replace(day="2025-04-14")
        for span in ("2025-04-14/..", "2025-04-14/2025-06-30")
    )
    assert signal.exemption(told(open_, ended), date(2025, 7, 1)) is None

"""Indicators: cumulative and single-month figures, growth, targets and parts, derived where their inputs are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zonetrack.domain.errors import Unreadable
from zonetrack.domain.indicator import Figure, Period, Readings, headline, lines, month, slowdown, year_to
from zonetrack.domain.indicator_entry import growth_fact, read_figure, read_rule, read_unit, warnings
from zonetrack.domain.records import Indicator, Observation
from zonetrack.values import when as whens
from zonetrack.values.number import half_up

ID = "0123456789abcdef"
REVENUE = Indicator("z", ID, "一般公共预算收入", "一般公共预算收入", "revenue", "万元", "money", "ytd", 1)
AREA = REVENUE._replace(unit="m2", kind="quantity", basis="level", slug="area")
COVERAGE = REVENUE._replace(unit="%", kind="percent", basis="level", slug="coverage")
MONTHLY = REVENUE._replace(basis="flow")
DAY = date(2025, 12, 31)


def say(
    text: str, span: str, said: str = "", basis: str = "ytd", *, of: Indicator = REVENUE, seq: int = 1
) -> Observation:
    """One fact of an indicator as the ledger keeps it."""
    measure = f"i:{of.id}:{said}" if said else f"i:{of.id}"
    when = whens.decode(span)
    read = growth_fact(measure, text, when, basis) if said == "growth" else None
    fact = read or read_figure(of, measure, text, when, basis)
    first, last = when.first and when.first.isoformat(), when.last and when.last.isoformat()
    return Observation(
        "z", f"{said}{span}{seq}", None, None, measure, basis, last or "", span, first, last, "", span, fact.value,
        fact.unit, fact.qualifier, fact.places, fact.words, "reported", "", "", "", seq, seq,
    )  # fmt: skip


def told(text: str, said: str, day: str = "2025-01-01") -> Observation:
    """A text kept with an indicator."""
    empty = say("0", day, basis="level")
    return empty._replace(measure=f"i:{ID}:{said}", value=text, words=text, unit="", id=f"{said}{day}")


TABLE = [
    ("2025-01", "8592万元", "5.3%", "434万元"),
    ("2025-01/2025-02", "20116万元", "73%", "8489万元"),
    ("2025-01/2025-03", "25898万元", "84.9%", "11890万元"),
]
SHUOZHOU = [
    fact
    for span, value, growth, increase in TABLE
    for fact in (say(value, span), say(growth, span, "growth"), say(increase, span, "increase"))
]


def readings(facts: Iterable[Observation], of: Indicator = REVENUE, as_of: date = DAY) -> Readings:
    return Readings(of, facts, as_of)


def wan(figure: Figure) -> Fraction:
    assert figure.number is not None, figure.why
    return figure.number / 1_000_000


def percent(figure: Figure, places: int = 1) -> str:
    assert figure.number is not None, figure.why
    return str(half_up(Decimal(figure.number.numerator) / Decimal(figure.number.denominator), places))


JANUARY, FEBRUARY, MARCH = (month(date(2025, number, 1)) for number in (1, 2, 3))
TO_MARCH = year_to(date(2025, 3, 31))


class TestShuozhou:
    """The table as printed: three cumulative rows, each with growth and increase."""

    def test_single_months(self) -> None:
        found = [readings(SHUOZHOU).value(one) for one in (JANUARY, FEBRUARY, MARCH)]
        assert [wan(figure) for figure in found] == [8592, 11524, 5782]
        assert [figure.derived for figure in found] == [False, True, True]  # January cumulated is January
        assert [fact.words for fact in found[2].facts] == ["25898万元", "20116万元"]

    def test_the_months_of_last_year(self) -> None:
        found = [readings(SHUOZHOU).base(one) for one in (JANUARY, FEBRUARY, MARCH)]
        assert [wan(figure) for figure in found] == [8158, 3469, 2381]
        assert [wan(readings(SHUOZHOU).increase(one)) for one in (FEBRUARY, MARCH)] == [8055, 3401]

    def test_growth_of_the_single_months(self) -> None:
        found = [percent(readings(SHUOZHOU).growth(one)) for one in (JANUARY, FEBRUARY, MARCH)]
        assert found == ["5.3", "232.2", "142.8"]

    def test_march_on_february(self) -> None:
        assert percent(readings(SHUOZHOU).on_previous(MARCH)) == "-49.8"
        assert readings(SHUOZHOU).on_previous(JANUARY) == Figure(None, why="no_month_before")

    def test_what_was_printed_stands_and_is_not_derived(self) -> None:
        growth, increase = readings(SHUOZHOU).growth(TO_MARCH), readings(SHUOZHOU).increase(TO_MARCH)
        assert (growth.number, growth.derived, increase.derived) == (Fraction("84.9"), False, False)

    def test_only_the_cumulative_rate_accelerates(self) -> None:
        found = slowdown(readings(SHUOZHOU))
        assert found is not None
        assert (found.before.single, found.now.single) == (FEBRUARY, MARCH)
        assert slowdown(readings(SHUOZHOU, as_of=date(2025, 2, 28))) is None  # both went up

    def test_each_month_is_one_line(self) -> None:
        assert [line.single for line in lines(readings(SHUOZHOU))] == [JANUARY, FEBRUARY, MARCH]
        assert headline(readings(SHUOZHOU)) == TO_MARCH


def test_cumulative_and_single_month_both_stay() -> None:
    both = readings([*SHUOZHOU, say("5780万元", "2025-03", basis="flow")])
    assert (wan(both.value(MARCH)), both.value(MARCH).derived) == (5780, False)
    assert wan(both.value(TO_MARCH)) == 25898
    assert len(lines(both)) == 3


def test_cumulative_is_the_sum_of_all_its_months_or_none() -> None:
    months = [say(f"{n}00万元", f"2025-0{n}", basis="flow", of=MONTHLY) for n in (1, 2, 3)]
    found = readings(months, MONTHLY).value(TO_MARCH)
    assert (wan(found), found.derived, len(found.facts)) == (600, True, 3)
    assert readings(months[1:], MONTHLY).value(TO_MARCH) == Figure(None, why="no_months")


def test_a_missing_input_is_named() -> None:
    alone = readings([say("25898万元", "2025-01/2025-03")])
    assert alone.value(MARCH).why == "no_cumulative"
    assert alone.base(TO_MARCH).why == alone.growth(TO_MARCH).why == alone.increase(TO_MARCH).why == "no_last_year"
    assert alone.rate(TO_MARCH).why == "no_target"
    assert alone.share(TO_MARCH).why == "no_whole"
    assert alone.on_previous(TO_MARCH).why == "no_month"


def test_last_year_on_record_comes_before_what_the_increase_gives() -> None:
    found = readings([*SHUOZHOU, say("14000万元", "2024-01/2024-03")])
    assert (wan(found.base(TO_MARCH)), found.base(TO_MARCH).derived) == (14000, False)
    without = readings([say("25898万元", "2025-01/2025-03"), say("14008万元", "2024-01/2024-03")])
    assert (wan(without.increase(TO_MARCH)), percent(without.growth(TO_MARCH))) == (11890, "84.9")


@pytest.mark.parametrize("base", ["0万元", "-50万元"])
def test_there_is_no_percent_on_a_base_that_is_not_above_0(base: str) -> None:
    found = readings([say("100万元", "2025-03", basis="flow"), say(base, "2024-03", basis="flow")]).growth(MARCH)
    assert (found.number, found.why) == (None, "no_base")


def test_a_revised_figure_keeps_both_versions() -> None:
    revised = readings([*SHUOZHOU, say("25900万元", "2025-01-01/2025-03-31", seq=2)])
    assert wan(revised.value(TO_MARCH)) == 25900
    assert [fact.words for fact in revised.versions("", TO_MARCH)] == ["25898万元", "25900万元"]


def test_what_is_not_exact_makes_what_follows_from_it_inexact() -> None:
    soft = readings([say("超100万元", "2025-01"), say("300万元", "2025-01/2025-02")])
    assert soft.value(JANUARY).about
    assert soft.value(FEBRUARY).about
    assert not readings(SHUOZHOU).value(FEBRUARY).about


def test_figures_of_later_days_are_not_known_yet() -> None:
    assert readings(SHUOZHOU, as_of=date(2025, 3, 30)).value(TO_MARCH).number is None


def test_the_rate_is_that_of_the_target_that_the_period_counts_towards() -> None:
    targets = [
        say("60000万元", "2025", "target", "plan")._replace(day="2025-01-01"),
        say("20000万元", "2025-33", "target", "plan")._replace(day="2025-01-01"),
        say("6000万元", "2025-03", "target", "plan")._replace(day="2025-01-01"),
    ]
    found = readings([*SHUOZHOU, *targets])
    assert percent(found.rate(TO_MARCH), 2) == "129.49"  # of the quarter, which is just as long
    assert percent(found.rate(MARCH), 2) == "96.37"
    assert percent(readings([*SHUOZHOU, targets[0]]).rate(TO_MARCH), 2) == "43.16"
    assert readings([*SHUOZHOU, targets[0]]).rate(year_to(date(2024, 3, 31))).why == "no_months"
    assert percent(found.rate(year_to(date(2025, 2, 28))), 2) == "33.53"  # of the year, not of the quarter


def test_a_part_of_a_whole() -> None:
    used = AREA._replace(id="f" * 16)
    built = readings([say("31万平方米", "2025-04-23", basis="level", of=AREA)], AREA)
    part = Readings(used, [say("15.2万平方米", "2025-04-23", basis="level", of=used)], DAY, built)
    period = headline(part)
    assert period is not None
    assert percent(part.share(period), 2) == "49.03"
    assert len(part.share(period).facts) == 2


def test_rates_have_no_growth_in_percent() -> None:
    found = readings([say("100%", "2025-04-23", basis="level", of=COVERAGE)], COVERAGE)
    period = headline(found)
    assert period is not None
    assert (found.value(period).number, found.growth(period).why) == (100, "percent")


@pytest.mark.parametrize(
    "day, before",
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2025, 4, 23), date(2024, 4, 23)),
    ],
)
def test_the_same_day_last_year(day: date, before: date) -> None:
    assert Period("level", day, day).year_before().last == before


@pytest.mark.parametrize(
    "text, value, qualifier",
    [
        ("97.5", "97.5", ""),
        ("约97.5", "97.5", "about"),
        ("超90%", "90", "over"),
        ("-3", "-3", ""),
        ("下降21%", "-21", ""),
    ],
)
def test_a_percentage_may_leave_its_sign_out(text: str, value: str, qualifier: str) -> None:
    fact = say(text, "2025-03-31", basis="level", of=COVERAGE)
    assert (fact.value, fact.unit, fact.qualifier, fact.words) == (value, "%", qualifier, text)


@pytest.mark.parametrize(
    "unit, kind, expected",
    [
        ("万元", None, ("万元", "money")),
        ("％", None, ("%", "percent")),
        ("家", None, ("firm", "count")),
        ("平方米", None, ("m2", "quantity")),
        ("平方米", "count", ("m2", "count")),
        ("标箱", None, ("标箱", "quantity")),
    ],
)
def test_a_unit_gives_the_kind(unit: str, kind: str | None, expected: tuple[str, str]) -> None:
    assert read_unit(unit, kind) == expected


@pytest.mark.parametrize(
    "unit, kind", [("万元", "count"), ("%", "money"), ("家", "money"), ("家", "percent"), ("", None), ("3 米", None)]
)
def test_a_unit_that_cannot_be(unit: str, kind: str | None) -> None:
    with pytest.raises(Unreadable):
        read_unit(unit, kind)


def test_a_count_is_whole() -> None:
    homes = AREA._replace(unit="set", kind="count")
    assert say("612套", "2025-04-23", of=homes).value == "612"
    assert say("612", "2025-04-23", of=homes).unit == "set"
    with pytest.raises(Unreadable):
        say("1.5套", "2025-04-23", of=homes)


@pytest.mark.parametrize(
    "rule, warned",
    [
        ("growth < 0", False),
        ("growth < 90%", True),
        ("growth>=84.9", True),
        ("value < 30000", True),
        ("value ≤ 2.5898亿元", True),
        ("value > 30000万元", False),
        ("rate < 50%", False),  # no target: nothing is known
    ],
)
def test_rules_warn(rule: str, warned: bool) -> None:
    found = warnings(REVENUE, [*SHUOZHOU, told(rule, "warn")], DAY)
    assert [one.rule.text for one in found] == ([rule] if warned else [])


def test_a_rule_can_be_taken_back() -> None:
    rules = [told("growth < 90%", "warn"), told("", "warn", "2025-02-01")]
    assert warnings(REVENUE, [*SHUOZHOU, *rules], DAY) == []
    assert len(warnings(REVENUE, [*SHUOZHOU, *rules], date(2025, 1, 31))) == 1


@pytest.mark.parametrize("rule", ["growth", "growth = 0", "rate < half", "speed < 3", "value < 30%", "growth < 3元"])
def test_rules_that_are_none(rule: str) -> None:
    with pytest.raises(Unreadable):
        read_rule(rule, REVENUE, whens.day(DAY))

"""Domain: lights by rule (亮灯).  Every city has its own rule, so a rule is data: what it measures, bounds, escalation.

`domain.light` says how far something is beside its dates; this says how an office judges it.
"""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from zonetrack.domain.errors import RuleBroken
from zonetrack.domain.fold import Facts
from zonetrack.domain.pace import Pace
from zonetrack.domain.records import Observation
from zonetrack.values.number import half_up, plain

SIGNALS = ("green", "yellow", "red", "exempt", "unknown")
# gap: points behind time; ratio: done in % of what should be; shortfall: 100 − ratio; days_late: of the worst deadline.
MEASURES = ("gap", "ratio", "shortfall", "days_late")
SETTING = "light_rule."  # the day from which a rule holds follows
NO_RULE = "none"
EXEMPT = "exempt"
_SIDES = ("yellow", "red")


class Rule(NamedTuple):
    """When a light is yellow and when red; `measure` is one of `MEASURES`, its unit points, %, % or days.

    A bound is crossed beyond it, or on it too where its colour stands in `inclusive`.  `after`: that many periods of
    yellow running are red; 0 for never.  `name`: the preset that it is, or "".
    """

    measure: str
    yellow: Decimal
    red: Decimal
    inclusive: frozenset[str] = frozenset()
    after: int = 0
    name: str = ""


# The published rules that can be computed from a ledger; their sentences and sources are words (`preset.<name>`).
PRESETS = {
    "yinchuan": Rule("gap", Decimal(10), Decimal(30), frozenset({"yellow"}), name="yinchuan"),
    "sanya": Rule("shortfall", Decimal(0), Decimal(50), name="sanya"),
    "wuhan": Rule("ratio", Decimal(80), Decimal(60), name="wuhan"),
    "tianjin": Rule("shortfall", Decimal(0), Decimal(30), name="tianjin"),
    "builder": Rule("days_late", Decimal(0), Decimal(15), frozenset({"red"}), name="builder"),
}


class Signal(NamedTuple):
    """A light and why: `code` is one of `SIGNALS`.

    `why`: over or reached (the bound that was crossed, by its inclusiveness), within (behind, short of the bound),
    ahead (not behind), running (yellow for `run` periods), exempt, or what is missing: no_plan, no_figure, nothing_due,
    no_deadline.  `value` and `bound` are in the unit of the rule's measure, `value` rounded so that it stands on the
    same side of the bound as the exact figure does.  `reason` is that of an exemption.
    """

    code: str
    why: str
    value: Decimal | None = None
    bound: Decimal | None = None
    run: int = 0
    reason: str = ""


def make(measure: str, yellow: Decimal, red: Decimal, inclusive: Sequence[str] = (), after: int = 0) -> Rule:
    """Return a rule that can hold.

    Raises RuleBroken: `signal.order` where red comes before yellow, `signal.after` for escalation of days late.
    """
    rule = Rule(measure, yellow, red, frozenset(inclusive), after)
    worse = red < yellow if measure == "ratio" else red > yellow
    if not worse:
        raise RuleBroken("signal.order", yellow=plain(yellow), red=plain(red))
    if after and measure == "days_late":
        raise RuleBroken("signal.after")
    return rule


def sign_of(rule: Rule, side: str) -> str:
    """Return how the bound of `side` is crossed: > or >=, of a ratio < or <=."""
    return ("<" if rule.measure == "ratio" else ">") + ("=" if side in rule.inclusive else "")


def encode(rule: Rule | None) -> str:
    """Return a rule as the text of a setting: `yinchuan gap >=10 >30 0`, an own rule under the name `-`; or `none`."""
    if rule is None:
        return NO_RULE
    bounds = (f"{sign_of(rule, side)}{plain(getattr(rule, side))}" for side in _SIDES)
    return " ".join((rule.name or "-", rule.measure, *bounds, str(rule.after)))


def decode(text: str) -> Rule | None:
    """Return the rule that a setting holds; None where it ends the one before it."""
    if text == NO_RULE:
        return None
    name, measure, yellow, red, after = text.split()
    bounds = {"yellow": yellow, "red": red}
    inclusive = frozenset(side for side, bound in bounds.items() if "=" in bound)
    figures = [Decimal(bound.lstrip("<>=")) for bound in (yellow, red)]
    return Rule(measure, figures[0], figures[1], inclusive, int(after), "" if name == "-" else name)


def exemption(facts: Facts, day: date) -> Observation | None:
    """Return the fact that exempts a project from lights on `day`: the newest, where its span has that day."""
    fact = facts.newest(EXEMPT)
    if fact is None or not fact.value:
        return None
    over = fact.span_last is not None and fact.span_last < day.isoformat()
    return None if over or str(fact.span_first) > day.isoformat() else fact


def judge(rule: Rule, pace: Pace | None, days_late: int | None, missing: str = "no_plan") -> Signal:
    """Return the light of a pace, or of days late, by `rule`, without regard to escalation and exemption.

    `days_late` is None where no deadline was ever to be met by the day; `missing` says why there is no pace.
    """
    if rule.measure == "days_late":
        return Signal("unknown", "no_deadline") if days_late is None else _lit(rule, Fraction(days_late))
    if pace is None:
        return Signal("unknown", missing)
    if rule.measure == "gap":
        return _lit(rule, Fraction(-pace.points.part, pace.points.whole))
    done = pace.of_due
    if done is None:
        return Signal("unknown", "nothing_due")
    share = Fraction(100 * done.part, done.whole)
    return _lit(rule, share if rule.measure == "ratio" else 100 - share)


def _lit(rule: Rule, value: Fraction) -> Signal:
    for side in ("red", "yellow"):
        bound: Decimal = getattr(rule, side)
        if _crossed(rule, side, value):
            why = "reached" if side in rule.inclusive else "over"
            return Signal(side, why, shown(value, bound), bound)
    behind = value < 100 if rule.measure == "ratio" else value > 0
    return Signal("green", "within" if behind else "ahead", shown(value, rule.yellow), rule.yellow)


def _crossed(rule: Rule, side: str, value: Fraction) -> bool:
    bound = Fraction(getattr(rule, side))
    beyond = value < bound if rule.measure == "ratio" else value > bound
    return beyond or (value == bound and side in rule.inclusive)


def shown(value: Fraction, bound: Decimal) -> Decimal:
    """Return `value` rounded half up to two decimals, or to as many as show on which side of `bound` it lies."""
    exact = Fraction(bound)
    for places in range(2, 9):
        rounded = _half_up(value, places)
        if (rounded == bound) == (value == exact):
            break
    return rounded


def _half_up(value: Fraction, places: int) -> Decimal:
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return half_up(Decimal(-whole if value < 0 else whole).scaleb(-places), places)


def escalated(rule: Rule, signals: Sequence[Signal]) -> Signal:
    """Return the light of the newest period, the first of `signals`: red where enough of them were yellow running.

    `signals`: the newest first, each by `judge`; a period without a light, or a green one, ends the run.
    """
    newest = signals[0]
    run = 0
    for one in signals:
        if one.code not in _SIDES:
            break
        run += 1
    if newest.code == "yellow" and rule.after and run >= rule.after:
        return newest._replace(code="red", why="running", run=run)
    return newest._replace(run=run)

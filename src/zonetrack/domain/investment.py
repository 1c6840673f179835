"""Domain: how much is invested in a project, from figures of three kinds that must never be mixed up.

Since the start (level), since the first of January (ytd), and of one period (flow).  The rule, as the guide tells it:
the newest figure since the start, plus the periods wholly after it; a year-to-date figure stands for all periods of
its year up to its day.  Money that came back is no figure without any that was paid: then nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import is_refund, money_of
from zonetrack.values import money as moneys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.domain.records import Observation
    from zonetrack.values.money import Money


class Invested(NamedTuple):
    """What is invested (分, exact), on which basis (since_start or by_period), and what could not be added up.

    `left_out` holds the periods that overlap a figure that they can be neither inside nor after.
    """

    money: Money
    basis: str
    left_out: tuple[Observation, ...]


class Part(NamedTuple):
    """A figure, what became of it, and by which rule.

    `state` is used, superseded or left_out.  `rule`: level, later_period, year_to_date, less_year_to_date (taken off,
    as the level has it already); newer_level, newer_year_to_date, newer_period, in_level, in_year_to_date; across
    (overlaps a figure that it is neither inside nor after); only_refunds (came back of what nobody reported as paid).
    """

    observation: Observation
    state: str
    rule: str

    @property
    def money(self) -> Money:
        """The amount that it adds."""
        money = money_of(self.observation)
        return money._replace(fen=-money.fen) if self.rule == "less_year_to_date" else money


def _level(observations: Sequence[Observation]) -> Observation | None:
    levels = [o for o in observations if o.basis == "level"]
    return levels[-1] if levels else None


def _covers(figure: Observation) -> tuple[str, str]:
    """The first and last day (ISO) that a level or year-to-date figure counts; a level counts from the beginning."""
    last = str(figure.span_last)
    return (f"{last[:4]}-01-01" if figure.basis == "ytd" else "", last)


def _place(flow: Observation, span: tuple[str, str]) -> str:
    """Tell whether a period lies inside, outside or across the span of another figure."""
    first, last = str(flow.span_first), str(flow.span_last)
    if last < span[0] or first > span[1]:
        return "outside"
    return "inside" if first >= span[0] and last <= span[1] else "across"


def _years(observations: Sequence[Observation], level: Observation | None) -> list[Part]:
    """Return what became of each year-to-date figure: the newest of each year adds to `level` where it goes beyond."""
    figures = [o for o in observations if o.basis == "ytd"]
    latest = {str(o.span_last)[:4]: o for o in figures}
    same_day = {str(o.span_last): o for o in figures}
    start = str(level.span_last) if level else ""
    rules: dict[str, tuple[str, str]] = {}
    for year, figure in latest.items():
        base = same_day.get(start)
        if start >= str(figure.span_last):
            rules[figure.id] = ("superseded", "in_level")
        elif start[:4] == year and base is None:
            rules[figure.id] = ("left_out", "across")
        else:
            rules[figure.id] = ("used", "year_to_date")
            if start[:4] == year and base is not None:
                rules[base.id] = ("used", "less_year_to_date")
    return [Part(o, *rules.get(o.id, ("superseded", "newer_year_to_date"))) for o in figures]


def _periods(observations: Sequence[Observation], sums: Sequence[Observation]) -> list[Part]:
    """Return what became of each figure of a period, beside the level and the year-to-date figures that count."""
    kinds = ([o for o in observations if o.basis == "flow" and is_refund(o) is back] for back in (False, True))
    return [part for flows in kinds for part in _of_one_kind(flows, sums)]


def _of_one_kind(flows: Sequence[Observation], sums: Sequence[Observation]) -> list[Part]:
    """Payments, or refunds: of each period the newest, none that overlaps another."""
    newest = {(o.span_first, o.span_last): o for o in flows}
    parts = [Part(o, "superseded", "newer_period") for o in flows if newest[o.span_first, o.span_last] is not o]
    reached = ""
    for flow in sorted(newest.values(), key=lambda o: (str(o.span_first), str(o.span_last))):
        places = {_place(flow, _covers(figure)): figure for figure in reversed(sums)}  # the level is named first
        if "inside" in places:
            rule = "in_level" if places["inside"].basis == "level" else "in_year_to_date"
            parts.append(Part(flow, "superseded", rule))
        elif "across" in places or str(flow.span_first) <= reached:
            parts.append(Part(flow, "left_out", "across"))
        else:
            reached = str(flow.span_last)
            parts.append(Part(flow, "used", "later_period"))
    return parts


def account(observations: Sequence[Observation]) -> list[Part]:
    """Return what became of each of these figures, ordered by day and entry: those that are added up come first.

    Cost: one pass and a sort over the project's own figures.
    """
    if all(map(is_refund, observations)):
        return [Part(o, "left_out", "only_refunds") for o in observations]
    level = _level(observations)
    levels = [o for o in observations if o.basis == "level"]
    parts = [Part(o, "used", "level") if o is level else Part(o, "superseded", "newer_level") for o in levels]
    years = _years(observations, level)
    counted = [part.observation for part in years if part.rule == "year_to_date"]
    parts += years + _periods(observations, [*([level] if level else []), *counted])
    order = ("used", "superseded", "left_out")
    return sorted(parts, key=lambda part: order.index(part.state))


def left_out(observations: Sequence[Observation]) -> list[Part]:
    """Return the figures that cannot be added up, with the rule by which."""
    return [part for part in account(observations) if part.state == "left_out"]


def fold(observations: Sequence[Observation]) -> Invested | None:
    """Return what is invested by these facts, ordered by day and entry; None for nothing reported, or refunds alone."""
    if all(map(is_refund, observations)):
        return None
    if len(observations) == 1:  # most projects: nothing that it could be beside
        basis = "since_start" if observations[0].basis == "level" else "by_period"
        return Invested(moneys.total([money_of(observations[0])]), basis, ())
    parts = account(observations)
    left_out = tuple(p.observation for p in parts if p.state == "left_out" and p.observation.basis == "flow")
    basis = "since_start" if _level(observations) else "by_period"
    return Invested(moneys.total([part.money for part in parts if part.state == "used"]), basis, left_out)


def straddled(new: Observation, others: Sequence[Observation]) -> Observation | None:
    """Return the figure on record that cannot be added up with `new`, or None.

    A period lies wholly inside or wholly outside what a level or a year-to-date figure covers, and may not overlap
    another period.  A year-to-date figure is always taken: where it cannot be added to a level inside its year, for
    want of one of that level's own day, `account` leaves it out until the next level.
    """
    for other in others:
        pair = {new.basis: new, other.basis: other}
        if new.basis == "flow" and other.basis == "flow":
            apart = _place(new, (str(other.span_first), str(other.span_last))) == "outside"
            clash = not apart and not _same(new, other) and is_refund(new) is is_refund(other)
        elif "flow" in pair:
            flow = pair.pop("flow")
            clash = _place(flow, _covers(next(iter(pair.values())))) == "across"
        else:
            clash = False
        if clash:
            return other
    return None


def _same(one: Observation, other: Observation) -> bool:
    return (one.span_first, one.span_last) == (other.span_first, other.span_last)

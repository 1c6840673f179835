"""Domain: how much is invested in a project, from figures of three kinds that must never be mixed up.

Since the start (level), since the first of January (ytd), and of one period (flow).  The rule, as the guide tells it:
the newest figure since the start, plus the periods wholly after it; a year-to-date figure stands for all periods of
its year up to its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import money_of
from zonetrack.values import money as moneys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.records import Observation
    from zonetrack.values.money import Money


class Invested(NamedTuple):
    """What is invested (分, exact), on which basis (since_start or by_period), and what could not be added up.

    `left_out` holds the periods that overlap a figure that they can be neither inside nor after.
    """

    money: Money
    basis: str
    left_out: tuple[Observation, ...]


def _newest(observations: Iterable[Observation]) -> list[Observation]:
    """The newest figure for each span: a second figure for the same span takes the place of the first."""
    return list({(o.span_first, o.span_last): o for o in observations}.values())


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


def _year_to_date(
    observations: Sequence[Observation], level: Observation | None
) -> tuple[list[Money], list[Observation]]:
    """Return what the year-to-date figures add to `level`, and those figures that add something."""
    latest: dict[str, Observation] = {}
    same_day: dict[str, Observation] = {}
    for observation in observations:
        if observation.basis == "ytd":
            latest[str(observation.span_last)[:4]] = observation
            same_day[str(observation.span_last)] = observation
    added, covered = [], []
    for year, observation in latest.items():
        through = str(observation.span_last)
        start = str(level.span_last) if level else ""
        if start >= through:
            continue
        base = same_day.get(start)
        if start[:4] == year and base is None:
            continue
        covered.append(observation)
        added.append(money_of(observation))
        if start[:4] == year and base is not None:
            added.append(money_of(base)._replace(fen=-int(base.value)))
    return added, covered


def fold(observations: Sequence[Observation]) -> Invested | None:
    """Return what is invested by these facts, ordered by day and entry; None when nothing was reported.

    Cost: one pass and a sort over the project's own figures.
    """
    if not observations:
        return None
    level = _level(observations)
    parts, covered = _year_to_date(observations, level)
    if level:
        parts.append(money_of(level))
    spans = [_covers(o) for o in (level, *covered) if o]
    left_out = []
    reached = ""
    flows = _newest(o for o in observations if o.basis == "flow")
    for flow in sorted(flows, key=lambda o: (str(o.span_first), str(o.span_last))):
        places = {_place(flow, span) for span in spans}
        if "inside" in places:
            continue
        if "across" in places or str(flow.span_first) <= reached:
            left_out.append(flow)
            continue
        reached = str(flow.span_last)
        parts.append(money_of(flow))
    return Invested(moneys.total(parts), "since_start" if level else "by_period", tuple(left_out))


def straddled(new: Observation, others: Sequence[Observation]) -> Observation | None:
    """Return the figure on record that cannot be added up with `new`, or None.

    A period lies wholly inside or wholly outside what a level or a year-to-date figure covers, and may not overlap
    another period; a level inside a year needs a year-to-date figure of its own day before a later one of that year.
    """
    for other in others:
        pair = {new.basis: new, other.basis: other}
        if new.basis == "flow" and other.basis == "flow":
            clash = _place(new, (str(other.span_first), str(other.span_last))) != "outside" and not _same(new, other)
        elif "flow" in pair:
            flow = pair.pop("flow")
            clash = _place(flow, _covers(next(iter(pair.values())))) == "across"
        elif len(pair) == 2:
            clash = _unconnected(pair["level"], pair["ytd"], [*others, new])
        else:
            clash = False
        if clash:
            return other
    return None


def _same(one: Observation, other: Observation) -> bool:
    return (one.span_first, one.span_last) == (other.span_first, other.span_last)


def _unconnected(level: Observation, ytd: Observation, known: Sequence[Observation]) -> bool:
    """Tell whether `level` lies inside the year of the later `ytd`, with no year-to-date figure of its own day."""
    start, through = str(level.span_last), str(ytd.span_last)
    if start[:4] != through[:4] or start >= through:
        return False
    return not any(o.basis == "ytd" and o.span_last == start for o in known)

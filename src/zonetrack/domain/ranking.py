"""Domain: ranking.  Equal scores share a place, whoever has nothing to be compared by stands apart, lists by rule."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from zonetrack.domain.course import Going, pace_of, positions
from zonetrack.domain.light import deadline_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.state import sums_of
from zonetrack.values.money import Money
from zonetrack.values.percent import Points, Ratio

Figure = Ratio | Points | Money | int | None

SORTS = ("invested_rate", "plan_rate", "pace", "overdue", "slips", "total_investment", "invested")
# Those of which less is better, and those that have a target: in time, nothing late, nothing put off.
FEWEST = frozenset({"overdue", "slips"})
TARGETS = frozenset({"plan_rate", "pace", "overdue", "slips"})


class Member(NamedTuple):
    """Who is ranked: a project under its reference, or several as a group under its name; None where nobody said it.

    `figures` are those that it can be ranked by, one for each of `SORTS`; None where there is nothing to compare.
    """

    name: str | None
    goings: tuple[Going, ...]
    figures: dict[str, Figure]

    @property
    def exempt(self) -> bool:
        """Whether it is a project that is exempt (force majeure): never on the black list."""
        return len(self.goings) == 1 and self.goings[0].signal is not None and self.goings[0].signal.code == "exempt"


class Placed(NamedTuple):
    """A member with its place, 1 for the best, and the list that it is on: red (good), black, exempt or "".

    `place` is None for whoever had nothing to be compared by.
    """

    member: Member
    place: int | None
    list: str = ""


def member(name: str | None, goings: Iterable[Going], as_of: date) -> Member:
    """Return a project or a group with its figures on a day: sums, and rates over those that report both."""
    own = tuple(goings)
    pace, sums = pace_of(own), sums_of(going.state for going in own)
    about = "about" if any(money is not None and money.qualifier for money in (sums.total, sums.invested)) else ""
    standing = (position for going in own for position in positions(going.state) if position.stage not in ASIDE)
    promised = [position for position in standing if position.due]
    figures: dict[str, Figure] = {
        "invested_rate": Ratio(sums.both_invested, sums.both_total, about) if sums.both_total > 0 else None,
        "plan_rate": pace.rate if pace else None,
        "pace": pace.points if pace else None,
        "overdue": _overdue(own, as_of),
        "slips": sum(position.slips for position in promised) if promised else None,
        "total_investment": sums.total,
        "invested": sums.invested,
    }
    return Member(name, own, figures)


def _overdue(goings: Sequence[Going], as_of: date) -> int | None:
    """How many deadlines have passed unmet; None where none was to be met by the day."""
    places = [position for going in goings for position in positions(going.state)]
    ends = [when.last for position in places for when in (position.due, position.start) if when and when.last]
    if not any(last < as_of for last in ends):
        return None
    found = (deadline_of(position, as_of) for position in places)
    return sum(1 for deadline in found if deadline and deadline.days_late)


def score(figure: Figure) -> Fraction:
    """Return a figure as an exact number to compare by: rates are not rounded before they are compared."""
    match figure:
        case Ratio() | Points():
            return Fraction(figure.part, figure.whole)
        case Money():
            return Fraction(figure.fen)
        case _:
            return Fraction(figure or 0)


def rank(members: Iterable[Member], sort: str, listed: int = 0) -> tuple[list[Placed], list[Placed]]:
    """Return the members ranked by one of `SORTS`, the best first, and those with nothing to be compared by.

    The first `listed` places that met the target are on the red list, the last ones that missed it on the black list,
    where an exempt project never is and takes nobody's place.
    """
    known = list(members)
    sign = 1 if sort in FEWEST else -1
    scored = [(sign * score(one.figures[sort]), one) for one in known if one.figures[sort] is not None]
    scored.sort(key=lambda pair: pair[0])
    scores = [points for points, _ in scored]
    black = [points for points, one in scored if not one.exempt]
    ranked = []
    for points, one in scored:
        place = bisect_left(scores, points) + 1
        from_the_end = len(black) - bisect_right(black, points) + 1
        ranked.append(Placed(one, place, _list(one, sort, place <= listed, from_the_end <= listed)))
    return ranked, [Placed(one, None) for one in known if one.figures[sort] is None]


def _list(one: Member, sort: str, first: bool, last: bool) -> str:
    if sort not in TARGETS or not (first or last):
        return ""
    if _met(one, sort):
        return "red" if first else ""
    return "" if not last else "exempt" if one.exempt else "black"


def _met(one: Member, sort: str) -> bool:
    if sort in FEWEST:
        return one.figures[sort] == 0
    return score(one.figures["pace"]) >= 0

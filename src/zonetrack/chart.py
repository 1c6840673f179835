"""Charts as plain data, between those who draw up what is shown and those who draw it: the picture side of report.py.

A chart names codes and holds exact values; words, lengths and colours are the renderers' business.
`render.svg.svg(chart)` draws it as a picture, `render.chart_text.lines(chart, …)` as lines of text.
"""

# No `from __future__ import annotations` here: as in report.py.

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When


class Line(NamedTuple):
    """One line of a gantt: an item, its light, and the dates that anybody gave; None is "nobody said".

    `light` is one of `domain.light.LIGHTS`, or late_within or soon_within: it has no such deadline, a part of it has.
    `start` is when it began (`started`) or shall begin; `due` the present plan, `baseline` the first one where that
    is another; `days_late` counts from the deadline that was missed, that of its start where `side` is start.
    """

    name: str
    light: str
    percent: Percent | None = None
    start: When | None = None
    started: bool = False
    due: When | None = None
    baseline: When | None = None
    done_on: When | None = None
    days_late: int = 0
    side: str = "finish"

    @property
    def stretch(self) -> tuple[date | None, date | None]:
        """First and last day of its bar, as far as anybody said.

        A planned start within a month or quarter, without a finish, stretches over that.  A finish without a start is
        no bar at all: what is done of it would else be drawn before the deadline, on days that may be still to come.
        """
        finish = self.done_on or self.due or (None if self.started else self.start)
        last = finish.last if finish else None
        first = self.start.first or self.start.last if self.start else None
        return (None, last) if first and last and first >= last and self.starts_by else (first, last)

    @property
    def starts_by(self) -> bool:
        """Whether it is only known to have begun, or to begin, by a day."""
        return self.start is not None and self.start.first is None

    @property
    def days(self) -> list[date]:
        """Every day that it names."""
        named = (self.start, self.due, self.baseline, self.done_on)
        return [day for when in named if when for day in (when.first, when.last) if day]


class Gantt(NamedTuple):
    """Items along time, down to the day `as_of`; `title` fills the words `chart.<key>`."""

    key: str
    as_of: date
    lines: tuple[Line, ...]
    title: Mapping[str, Any] = {}


class Point(NamedTuple):
    """The end of a month, and what was planned and what was reported up to it; None where nobody said."""

    day: date
    plan: Money | None
    fact: Money | None


class Curve(NamedTuple):
    """Plan and fact by month, both summed up from the first month on."""

    key: str
    as_of: date
    points: tuple[Point, ...]
    title: Mapping[str, Any] = {}


class Bar(NamedTuple):
    """One item and how far it is; `percent` None: nobody said."""

    name: str
    light: str
    percent: Percent | None = None
    days_late: int = 0


class Bars(NamedTuple):
    """Items with how far each of them is."""

    key: str
    as_of: date
    bars: tuple[Bar, ...]
    title: Mapping[str, Any] = {}


class Month(NamedTuple):
    """A month (its first day) and the deadlines whose last day is in it: met, missed, and still to come."""

    day: date
    done: int
    late: int
    to_come: int


class Strip(NamedTuple):
    """Deadlines by month, one cell for each month."""

    key: str
    as_of: date
    months: tuple[Month, ...]
    title: Mapping[str, Any] = {}


Measured = Money | Quantity | Percent


def extent(value: Measured) -> Decimal:
    """Return how long the bar of a figure is: money in 分, a percentage by its lower bound, else in its unit."""
    match value:
        case Money():
            return Decimal(value.fen)
        case Percent():
            return value.low
        case Quantity():
            return value.number


class Twin(NamedTuple):
    """A month (its first day) and its figures in that year and in the year before; None where there is none."""

    day: date
    now: Measured | None
    before: Measured | None


class Series(NamedTuple):
    """An indicator by month, a year beside the one before, from the first month that has a figure to the last.

    `slug` keeps it apart from other series on a page; a figure that nobody reported as it stands is qualified so.
    """

    key: str
    as_of: date
    slug: str
    twins: tuple[Twin, ...]
    title: Mapping[str, Any] = {}


Chart = Gantt | Curve | Bars | Strip | Series

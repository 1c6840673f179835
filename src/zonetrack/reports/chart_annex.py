"""Reports: the charts behind a bulletin: those of its zone that have something to say, each no longer than a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zonetrack.chart import Bars, Curve, Gantt, Point
from zonetrack.domain.light import deadline_of
from zonetrack.report import Code
from zonetrack.reports import cells, chart, fitting
from zonetrack.values import money as moneys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from zonetrack.chart import Bar, Chart, Line
    from zonetrack.domain.course import Going
    from zonetrack.domain.state import ProjectState
    from zonetrack.values.money import Money

# What the rows of one picture may take below the headings of an annex, in pixels of the picture (render/svg_paper.py),
# and what they take: render/svg_gantt.py and render/svg_bars.py have the sizes that these come from.
_ROOM = 880
_GANTT_CELLS, _GANTT_NAME, _GANTT_ROW, _GANTT_MOVED = 36, 20, 37, 17
_BARS_CELLS, _BARS_NAME, _BARS_ROW = 37, 20, 10

_Row = TypeVar("_Row", "Line", "Bar")


def charts(states: Sequence[ProjectState], goings: Sequence[Going], zone: str | None, as_of: date) -> tuple[Chart, ...]:
    """Return the charts of the projects of a bulletin, none where nothing can be drawn.

    `goings` is how their year goes; `zone` the name of the one zone: of all zones no single project is drawn.  A list
    that is too long for a page keeps what is late the longest and due the soonest, and says how many there are.
    """
    found: list[Chart] = []
    if zone is not None:
        found += _projects([state for state in states if not state.position.aside], zone, as_of)
    scope = zone or Code("chart", "all_zones")
    calendar = chart.strip(states, scope, as_of)
    found += [calendar] if calendar.months else []
    money = _money(goings, scope, as_of)
    found += [money] if any(point.fact is not None for point in money.points) else []
    return tuple(found)


def _projects(states: Sequence[ProjectState], name: str, as_of: date) -> Iterator[Chart]:
    """Yield the schedule of a zone, and how far its projects are: a single one with its milestones."""
    ranked = sorted(range(len(states)), key=lambda number: _urgency(states[number], as_of))
    if len(states) == 1:
        own = chart.gantt(states[0], as_of)
        whole, few, order = (
            own,
            "gantt_some",
            [0, *sorted(range(1, len(own.lines)), key=lambda number: _first(own.lines[number]))],
        )
    else:
        whole, few, order = (
            Gantt("schedule", as_of, chart.schedule(states, as_of), {"name": name}),
            "schedule_some",
            ranked,
        )
    if any(line.days for line in whole.lines):
        lines = _fitting(whole.lines, order, _gantt_row)
        yield whole._replace(lines=lines, **_some(whole, few, len(lines), len(whole.lines)))
    progress = chart.bars(states, name, as_of)
    if any(bar.percent is not None and bar.light != "done" for bar in progress.bars):
        bars = _fitting(progress.bars, ranked, _bars_row)
        yield progress._replace(bars=bars, **_some(progress, "bars_some", len(bars), len(progress.bars)))


def _urgency(state: ProjectState, as_of: date) -> tuple[int, str]:
    """Return what orders projects: days late, most first, then the next deadline."""
    own = [position for position in cells.positions(state) if position.done_on is None]
    late = max((found.days_late for position in own if (found := deadline_of(position, as_of))), default=0)
    due = min((p.due.last.isoformat() for p in own if p.due and p.due.last), default="9999")
    return -late, due


def _first(line: Line) -> tuple[int, str]:
    due = line.due.last if line.due and not line.done_on else None
    return -line.days_late, due.isoformat() if due else "9999"


def _fitting(rows: Sequence[_Row], order: Sequence[int], height: Callable[[_Row], int]) -> tuple[_Row, ...]:
    """Return all rows as they stand where they fit; else the first in `order` that do, at least one, in that order."""
    if sum(map(height, rows)) <= _ROOM:
        return tuple(rows)
    kept: list[_Row] = []
    room = _ROOM
    for row in (rows[number] for number in order):
        room -= height(row)
        if kept and room < 0:
            break
        kept.append(row)
    return tuple(kept)


def _some(whole: Gantt | Bars, few: str, shown: int, of: int) -> dict[str, Any]:
    """Return what is other in a chart that shows not all of its rows: its key is `few`, its title says how many."""
    if shown == of:
        return {}
    return {"key": few, "title": {**whole.title, "n": f"{shown}", "of": f"{of}"}}


def _gantt_row(line: Line) -> int:
    moved = _GANTT_MOVED if line.baseline else 0
    return _lines(line.name, _GANTT_CELLS) * _GANTT_NAME + _GANTT_ROW + moved


def _bars_row(bar: Bar) -> int:
    return _lines(bar.name, _BARS_CELLS) * _BARS_NAME + _BARS_ROW


def _lines(name: str, room: int) -> int:
    return -(-fitting.width(name) // room)


def _money(goings: Sequence[Going], scope: Any, as_of: date) -> Curve:
    """Return plan and fact of the year: of one project its own, of several the sums of those that report both.

    A month has a sum only where each of them has a figure.
    """
    curves = [chart.curve(one.facts, one.state.project.name, as_of) for one in goings]
    if len(curves) == 1:
        return curves[0]
    both = [one for one in curves if _any(one, "plan") and _any(one, "fact")]
    points = (
        Point(month[0].day, _sum(p.plan for p in month), _sum(p.fact for p in month))
        for month in zip(*(c.points for c in both), strict=True)
    )
    key = "curve_sum_even" if any(one.key == "curve_even" for one in both) else "curve_sum"
    return Curve(key, as_of, tuple(points), {"name": scope, "year": f"{as_of.year:04d}", "of": f"{len(both)}"})


def _any(curve: Curve, side: str) -> bool:
    return any(getattr(point, side) is not None for point in curve.points)


def _sum(amounts: Iterator[Money | None]) -> Money | None:
    """Return the sum of amounts, None where one of them is missing."""
    known = list(amounts)
    found = [money for money in known if money is not None]
    return moneys.total(found) if found and len(found) == len(known) else None

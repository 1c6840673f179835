"""Render: plan and fact by month as two lines in a picture, the plan dashed, the fact solid, both with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import chart_words, figures, timeline
from zonetrack.render.svg_paper import BAR, EDGE, GRID, INK, MARGIN, SOFT, WIDTH, measured
from zonetrack.values.money import Money
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.chart import Curve, Point
    from zonetrack.render.svg_paper import Paper
    from zonetrack.render.timeline import Months

_HEIGHT = 300
_STEPS = 5  # at most so many lines across
_TICK = 44
_GAP = 16  # pixels that two names need between them
_DASHES = 'stroke-width="2" stroke-dasharray="7 4"'

Place = tuple[float, float]


def draw(chart: Curve, paper: Paper, top: float) -> float:
    """Draw `chart` below `top`; return the height of the picture."""
    shown = [p for p in chart.points if p.plan is not None or p.fact is not None]
    step = step_of(max(m.fen for p in shown for m in (p.plan, p.fact) if m is not None))
    most = max(m.fen for p in shown for m in (p.plan, p.fact) if m is not None)
    lines = max(-(-most // step), 1)
    marks = [figures.money(Money(step * n, 0, "", "")) for n in range(lines + 1)]
    left = MARGIN + max(measured(mark, 12) for mark in marks) + 10
    right = WIDTH - MARGIN - max(measured(name, 12) for name in _names(chart)) - 14
    paper.text(MARGIN, top + 10, t("unit.wan"), 12, SOFT)
    top += 26
    for n, mark in enumerate(marks):
        y = top + _HEIGHT * (1 - n / lines)
        paper.line((left, y), (right, y), GRID if n else EDGE)
        paper.text(left - 8, y + 4, mark, 12, SOFT, 'text-anchor="end"')
    scale = timeline.months(p.day for p in chart.points)
    _months(paper, scale, (left, right), top + _HEIGHT)

    def place(point: Point, value: Money) -> Place:
        x = left + (right - left) * scale.end(point.day)
        return x, top + _HEIGHT * (1 - value.fen / (step * lines))

    plan = [place(p, p.plan) for p in chart.points if p.plan is not None]
    fact = [place(p, p.fact) for p in chart.points if p.fact is not None]
    _lines(paper, plan, fact)
    _ends(paper, chart, plan, fact)
    return top + _HEIGHT + 62


def step_of(most: int) -> int:
    """Return the round amount (分) between two lines across, so that at most five reach `most`."""
    power: int = 10 ** max(len(str(max(most, 1))) - 2, 6)
    return next(step for step in (power * n for n in (1, 2, 5, 10, 20, 50, 100)) if step * _STEPS >= most)


def _months(paper: Paper, scale: Months, ends: Place, bottom: float) -> None:
    """Name the months below the picture, each under its end, where its figures stand."""
    left, right = ends
    month = (right - left) / scale.length
    named = 0
    for day in scale.ticks(int((right - left) // _TICK)):
        x = left + scale.place(day) * (right - left) + month
        paper.line((x, bottom), (x, bottom + 5), EDGE)
        paper.text(x, bottom + 20, t("chart.month", month=t(f"month.{day.month}")), 12, SOFT, 'text-anchor="middle"')
        if day.year != named:
            named = day.year
            paper.text(x, bottom + 38, t("period.year", year=day.year), 12, INK, 'text-anchor="middle"')


def _lines(paper: Paper, plan: Sequence[Place], fact: Sequence[Place]) -> None:
    if plan:
        paper.path(plan, SOFT, _DASHES)
        for x, y in plan:
            paper.diamond(x, y, "#ffffff", SOFT, 4)
    if fact:
        paper.path(fact, BAR, 'stroke-width="2.6"')
        for x, y in fact:
            paper.dot(x, y, BAR, "#ffffff")


def _names(chart: Curve) -> list[str]:
    """Return what stands at the end of each line: what it is, and the newest figure."""
    plans = [p.plan for p in chart.points if p.plan is not None]
    facts = [p.fact for p in chart.points if p.fact is not None]
    pairs = (("chart.plan", plans), ("chart.fact", facts))
    return [f"{t(word)} {chart_words.amount(found[-1])}" for word, found in pairs if found]


def _ends(paper: Paper, chart: Curve, plan: Sequence[Place], fact: Sequence[Place]) -> None:
    """Name each line at its end; names that would touch move apart."""
    named = [(place, colour) for line, colour in ((plan, SOFT), (fact, BAR)) for place in line[-1:]]
    heights = [place[1] for place, _ in named]
    if len(heights) == 2 and abs(heights[0] - heights[1]) < _GAP:
        middle, up = sum(heights) / 2, heights[0] <= heights[1]
        heights = [middle - _GAP / 2, middle + _GAP / 2] if up else [middle + _GAP / 2, middle - _GAP / 2]
    for words, (place, colour), y in zip(_names(chart), named, heights, strict=True):
        paper.text(place[0] + 10, y + 4, words, 12, colour, 'font-weight="600"')

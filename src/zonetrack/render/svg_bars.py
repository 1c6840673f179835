"""Render: how far items are as bars, and deadlines by month as a calendar of years, in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import chart_words
from zonetrack.render.svg_paper import (
    BAR,
    DONE,
    EDGE,
    FAINT,
    INK,
    LATE,
    LIGHTS,
    MARGIN,
    MAY,
    REST,
    SOFT,
    WIDTH,
    measured,
    wrapped,
)
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.chart import Bar, Bars, Month, Strip
    from zonetrack.render.svg_paper import Paper

_NAMES, _SAID = 300, 200  # pixels for the names on the left and the words on the right
_LEFT = MARGIN + _NAMES + 16
_ROOM = WIDTH - MARGIN - _SAID - 16 - _LEFT
_LEADING = 20
_YEAR = 64  # pixels for the name of a year
_CELL = (WIDTH - 2 * MARGIN - _YEAR) / 12


def draw_bars(chart: Bars, paper: Paper, top: float) -> float:
    """Draw `chart` below `top`; return the height of the picture."""
    y = top
    for number, bar in enumerate(chart.bars):
        names = wrapped(bar.name, 14, _NAMES)
        said = wrapped(" · ".join(chart_words.reach(bar)), 12, _SAID)
        height = max(len(names), len(said)) * _LEADING + 10
        if number % 2:
            paper.rect(MARGIN - 8, y, WIDTH - 2 * MARGIN + 16, height, FAINT)
        for line, name in enumerate(names):
            paper.text(MARGIN, y + 20 + line * _LEADING, name, 14)
        for line, words in enumerate(said):
            weight = 'font-weight="600"' if bar.light == "late" else ""
            x = WIDTH - MARGIN - _SAID
            paper.text(x, y + 20 + line * _LEADING, words, 12, LIGHTS.get(bar.light, SOFT), weight)
        _bar(paper, bar, y + height / 2 - 7)
        y += height
    return y + 20


def _bar(paper: Paper, bar: Bar, y: float) -> None:
    dashes = ' stroke-dasharray="3 2"' if bar.percent is None else ""
    paper.rect(_LEFT, y, _ROOM, 14, "#ffffff" if bar.percent is None else REST, f'stroke="{EDGE}"{dashes}')
    if bar.percent is not None:
        colour = DONE if bar.light == "done" else BAR
        paper.rect(_LEFT, y, _ROOM * float(bar.percent.high) / 100, 14, MAY)
        paper.rect(_LEFT, y, _ROOM * float(bar.percent.low) / 100, 14, colour)


def draw_strip(chart: Strip, paper: Paper, top: float) -> float:
    """Draw `chart` below `top`, a row for each year; return the height of the picture."""
    years = sorted({month.day.year for month in chart.months})
    tallest = max(len(chart_words.counts(month)) for month in chart.months)
    height = 40 + 16 * tallest
    for column in range(12):
        x = MARGIN + _YEAR + (column + 0.5) * _CELL
        paper.text(x, top + 12, t("chart.month", month=t(f"month.{column + 1}")), 12, SOFT, 'text-anchor="middle"')
    for row, year in enumerate(years):
        y = top + 22 + row * (height + 8)
        paper.text(MARGIN, y + 24, t("period.year", year=year), 13, INK, 'font-weight="600"')
        for column in range(12):
            x = MARGIN + _YEAR + column * _CELL
            paper.rect(x + 3, y, _CELL - 6, height, FAINT)
            if (year, column + 1) == (chart.as_of.year, chart.as_of.month):
                paper.rect(x + 3, y, _CELL - 6, height, "none", f'stroke="{INK}" stroke-dasharray="4 3"')
    for month in chart.months:
        _month(paper, month, top + 22 + years.index(month.day.year) * (height + 8))
    return top + 22 + len(years) * (height + 8) + 20


def _month(paper: Paper, month: Month, y: float) -> None:
    """Draw what became of the deadlines of a month: a bar in parts, and the counts in words."""
    x = MARGIN + _YEAR + (month.day.month - 1) * _CELL + 9
    whole, room = month.done + month.late + month.to_come, _CELL - 18
    at = x
    for count, fill, edge in (
        (month.done, DONE, DONE),
        (month.late, paper.hatch(LATE) if month.late else "", LATE),
        (month.to_come, "#ffffff", EDGE),
    ):
        width = room * count / whole if whole else 0
        paper.rect(at, y + 10, width, 12, fill, f'stroke="{edge}"')
        at += width
    colours = [colour for count, colour in ((month.done, DONE), (month.late, LATE), (month.to_come, SOFT)) if count]
    for line, (words, colour) in enumerate(zip(chart_words.counts(month), colours, strict=True)):
        size = 12 if measured(words, 12) <= room else 10
        paper.text(x, y + 40 + line * 16, words, size, colour, 'font-weight="600"' if colour == LATE else "")

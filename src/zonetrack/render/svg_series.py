"""Render: an indicator by month in a picture: two bars for each month, this year filled, last year hatched."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from zonetrack.chart import extent
from zonetrack.render import chart_words
from zonetrack.render.svg_paper import BAR, EDGE, FAINT, INK, MARGIN, SOFT, WIDTH, measured, wrapped
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.chart import Series
    from zonetrack.render.svg_paper import Paper

_MONTH, _YEAR = 56, 56  # pixels for the names of a month and of a year
_LEFT = MARGIN + _MONTH + _YEAR
_ROW, _BAR = 21, 14
_PAD = 7
_GAP = 8  # pixels between a bar and its figure


def draw(chart: Series, paper: Paper, top: float) -> float:
    """Draw `chart` below `top`; return the height of the picture."""
    shown = [value for twin in chart.twins for value in twin[1:] if value is not None]
    extents = [Decimal(0), *map(extent, shown)]
    low = min(extents)
    whole = max(extents) - low or 1
    room = WIDTH - MARGIN - _LEFT - _GAP - max(measured(chart_words.amount(value), 12) for value in shown)
    zero = _LEFT + room * float(-low / whole)
    y = top
    for number, twin in enumerate(chart.twins):
        sides = chart_words.sides(chart, twin)
        height = len(sides) * _ROW + 2 * _PAD
        if number % 2 == 0:
            paper.rect(MARGIN - 8, y, WIDTH - 2 * MARGIN + 16, height, FAINT)
        paper.text(MARGIN, y + _PAD + 15, t("chart.month", month=t(f"month.{twin.day.month}")), 14, INK)
        for row, (name, value, newest) in enumerate(sides):
            line = y + _PAD + row * _ROW
            paper.text(MARGIN + _MONTH, line + 15, name, 12, SOFT)
            end = zero if value is None else zero + room * float(extent(value) / whole)
            edge = BAR if newest else EDGE
            fill = BAR if newest or end == zero else paper.hatch(EDGE)
            paper.rect(min(zero, end), line + 4, abs(end - zero), _BAR, fill, f'stroke="{edge}"')
            said = t("blank.none") if value is None else chart_words.amount(value)
            paper.text(max(zero, end) + _GAP, line + 15, said, 12, INK if newest else SOFT)
        y += height
    paper.line((zero, top), (zero, y), EDGE)
    for words in wrapped(chart_words.footnote(chart), 12, WIDTH - 2 * MARGIN):
        y += 20
        paper.text(MARGIN, y, words, 12, SOFT)
    return y + 20

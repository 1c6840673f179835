"""Render: a chart as one SVG picture: offline, without scripts, its texts as texts, some kilobytes in size.

`svg(chart) -> str` is pure; `sheet(charts) -> str` puts several under each other; `render.png.png(svg) -> bytes` makes
a bitmap of either where the extra `png` is installed.  A page may hold several pictures if their keys differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zonetrack.chart import Bars, Curve, Gantt, Series, Strip
from zonetrack.render import chart_words, svg_bars, svg_curve, svg_gantt, svg_series
from zonetrack.render.svg_paper import MARGIN, SOFT, WIDTH, Paper, number
from zonetrack.words import language, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.chart import Chart

_SIZE = re.compile(r'width="([0-9.]+)" height="([0-9.]+)"')
_BARE = 70  # pixels under the heading of a chart that has nothing to show


def svg(chart: Chart) -> str:
    """Return `chart` as an SVG element, in the language in force."""
    paper = Paper(f"{chart.key}-{chart.slug}" if isinstance(chart, Series) else chart.key)
    title = chart_words.title(chart)
    top = paper.heading(title, chart_words.dated(chart))
    height = _drawn(chart, paper, top)
    if height is None:
        paper.text(MARGIN, top + 24, t("chart.empty"), 14, SOFT)
        height = top + _BARE
    return paper.document(title, chart_words.described(chart), height, language())


def sheet(charts: Sequence[Chart]) -> str:
    """Return several charts as one picture, under each other; one alone is its own picture."""
    drawn = [svg(chart) for chart in charts]
    if len(drawn) == 1:
        return drawn[0]
    placed, y = [], 0.0
    for picture in drawn:
        placed.append(picture.replace("<svg ", f'<svg y="{number(y)}" ', 1))
        y += size(picture)[1]
    measures = f'width="{WIDTH}" height="{number(y)}" viewBox="0 0 {WIDTH} {number(y)}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {measures}>', *placed, "</svg>"])


def size(picture: str) -> tuple[float, float]:
    """Return width and height of a picture of ours, in pixels."""
    found = _SIZE.search(picture)
    return (float(found[1]), float(found[2])) if found else (WIDTH, 0)


def _drawn(chart: Chart, paper: Paper, top: float) -> float | None:
    """Draw below `top` and return the height reached, None where there is nothing to draw."""
    match chart:
        case Gantt(lines=lines) if lines:
            return svg_gantt.draw(chart, paper, top)
        case Curve(points=points) if any(p.plan is not None or p.fact is not None for p in points):
            return svg_curve.draw(chart, paper, top)
        case Bars(bars=bars) if bars:
            return svg_bars.draw_bars(chart, paper, top)
        case Strip(months=months) if months:
            return svg_bars.draw_strip(chart, paper, top)
        case Series(twins=twins) if twins:
            return svg_series.draw(chart, paper, top)
    return None

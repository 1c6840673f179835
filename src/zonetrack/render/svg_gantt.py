"""Render: a gantt as a picture: names and states on the left, each item's time on the right, a line at the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import chart_words, timeline
from zonetrack.render.svg_paper import (
    BAR,
    DONE,
    EDGE,
    FAINT,
    GRID,
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
    from datetime import date

    from zonetrack.chart import Gantt, Line
    from zonetrack.render.svg_paper import Paper
    from zonetrack.render.timeline import Months

_LABELS = 290  # pixels for names and states
_LEFT = MARGIN + _LABELS + 16
_PLOT = WIDTH - MARGIN - _LEFT
_NAME, _STATE = 14, 12
_LEADING = 1.38
_PAD = 10
_BAR = 14
_TICK = 36  # pixels that the name of a month needs
_TAIL = 26  # pixels of a dotted line towards an end that nobody named


def draw(chart: Gantt, paper: Paper, top: float) -> float:
    """Draw `chart` below `top`; return the height of the picture."""
    scale = timeline.months([chart.as_of, *(day for line in chart.lines for day in line.days)])
    rows, y = [], top + 40
    for line in chart.lines:
        texts = _texts(line)
        height = sum(size * _LEADING for _, size, _, _ in texts) + 2 * _PAD
        rows.append((line, texts, y, height))
        y += height
    _grid(paper, scale, top, y, [row[2:] for row in rows])
    for line, texts, begin, height in rows:
        _label(paper, texts, begin + _PAD)
        _Row(paper, scale, chart.as_of, begin + height / 2).draw(line)
    _today(paper, scale, chart.as_of, top + 34, y)
    return _legend(paper, chart, y + 48)


def _texts(line: Line) -> list[tuple[str, float, str, str]]:
    """Return the lines of a label: text, size, colour, weight."""
    found: list[tuple[str, float, str, str]] = [
        (part, _NAME, INK, "600") for part in wrapped(line.name, _NAME, _LABELS)
    ]
    *states, last = chart_words.said(line)
    whole = [" · ".join([*states, last])]
    first, *rest = whole if measured(whole[0], _STATE) <= _LABELS or not states else [" · ".join(states), last]
    colour, weight = LIGHTS.get(line.light, SOFT), "600" if line.light == "late" else "400"
    found += [(part, _STATE, colour, weight) for part in wrapped(first, _STATE, _LABELS)]
    found += [(part, _STATE, SOFT, "400") for text in rest for part in wrapped(text, _STATE, _LABELS)]
    return found


def _label(paper: Paper, texts: list[tuple[str, float, str, str]], y: float) -> None:
    for text, size, colour, weight in texts:
        y += size * _LEADING
        paper.text(MARGIN, y - size * 0.3, text, size, colour, f'font-weight="{weight}"' if weight != "400" else "")


def _grid(paper: Paper, scale: Months, top: float, bottom: float, rows: list[tuple[float, float]]) -> None:
    """Draw bands behind every other row, a line at every month named, months and years above."""
    for begin, height in rows[1::2]:
        paper.rect(MARGIN - 8, begin, WIDTH - 2 * MARGIN + 16, height, FAINT)
    ticks = scale.ticks(_PLOT // _TICK)
    by_year = len(ticks) > 1 and timeline.number(ticks[1]) - timeline.number(ticks[0]) >= 12
    named = 0
    for day in ticks:
        x = _LEFT + scale.place(day) * _PLOT
        paper.line((x, top + 34), (x, bottom), GRID)
        if not by_year:
            paper.text(x + 4, top + 28, t("chart.month", month=t(f"month.{day.month}")), 12, SOFT)
        if day.year != named:
            named = day.year
            year = t("period.year", year=day.year)
            paper.text(x + 4, top + (28 if by_year else 10), year, 12, INK, 'font-weight="600"')
    paper.line((_LEFT, top + 34), (_LEFT + _PLOT, top + 34), EDGE)


def _today(paper: Paper, scale: Months, day: date, top: float, bottom: float) -> None:
    """Draw the line at the day that the chart holds for, named below it."""
    x = _LEFT + scale.end(day) * _PLOT
    paper.line((x, top), (x, bottom + 6), INK, 'stroke-dasharray="4 3" stroke-width="1.2"')
    words = t("chart.today", day=day.isoformat())
    half = measured(words, 12) / 2
    x = min(max(x, _LEFT + half), _LEFT + _PLOT - half)
    paper.text(x, bottom + 20, words, 12, INK, 'text-anchor="middle" font-weight="600"')


class _Row:
    """The time of one item, drawn around the height `y`."""

    def __init__(self, paper: Paper, scale: Months, as_of: date, y: float) -> None:
        self.paper = paper
        self.scale = scale
        self.as_of = as_of
        self.y = y

    def draw(self, line: Line) -> None:
        """Draw bar, delay, first promise and deadline of `line`."""
        if not line.days:
            self.paper.text(_LEFT + 8, self.y + 4, t("chart.no_dates"), 12, SOFT)
            return
        self._bar(line)
        if line.days_late:
            self._delay(line)
        self._deadlines(line)

    def _x(self, day: date) -> float:
        return _LEFT + self.scale.place(day) * _PLOT

    def _end(self, day: date) -> float:
        return _LEFT + self.scale.end(day) * _PLOT

    def _delay(self, line: Line) -> None:
        """Hatch the time from the deadline that was missed to the day of the chart."""
        missed = line.start if line.side == "start" else line.due
        if missed and missed.last:
            begin, end = self._end(missed.last), self._end(self.as_of)
            self.paper.rect(begin, self.y - 4, end - begin, 8, self.paper.hatch(LATE), f'stroke="{LATE}"')

    def _bar(self, line: Line) -> None:
        first, last = line.stretch
        end = self._end(last) if last else None
        if first is None:  # by a day: nobody said from when
            if end is not None:
                self._dotted(end - _TAIL, end)
            return
        begin = self._x(first)
        if line.starts_by:
            self._dotted(begin - _TAIL, begin)
        if end is None:  # without a deadline: as far as today
            end = max(self._end(self.as_of) if line.started else begin, begin + 8)
            self._dotted(end, end + _TAIL)
        self._filled(line, begin, max(end, begin + 6))
        if line.start and line.start.first and line.start.first != line.start.last:
            self._vague(begin, min(self._end(line.start.last or self.as_of), end))

    def _filled(self, line: Line, begin: float, end: float) -> None:
        """Draw the bar: what is done at least, what may be done, what is not."""
        paper, top, width = self.paper, self.y - _BAR / 2, end - begin
        if line.light in ("paused", "dropped"):
            paper.rect(begin, top, width, _BAR, paper.hatch(EDGE), f'stroke="{EDGE}"')
            return
        dashes = ' stroke-dasharray="3 2"' if line.light == "not_reported" else ""
        paper.rect(begin, top, width, _BAR, REST, f'stroke="{EDGE}"{dashes}')
        if line.light == "done":
            paper.rect(begin, top, width, _BAR, DONE)
        elif line.percent is not None:
            paper.rect(begin, top, width * float(line.percent.high) / 100, _BAR, MAY)
            paper.rect(begin, top, width * float(line.percent.low) / 100, _BAR, BAR)

    def _vague(self, begin: float, end: float) -> None:
        """Mark the span within which the item began, on a day that nobody named."""
        self.paper.line((begin, self.y + _BAR / 2 + 4), (end, self.y + _BAR / 2 + 4), EDGE, 'stroke-dasharray="2 2"')

    def _dotted(self, begin: float, end: float) -> None:
        style = 'stroke-width="3" stroke-dasharray="3 4"'
        self.paper.line((max(begin, _LEFT), self.y), (min(end, _LEFT + _PLOT), self.y), EDGE, style)

    def _deadlines(self, line: Line) -> None:
        colour = INK if line.side == "start" else LIGHTS.get(line.light, INK)
        if line.baseline and line.baseline.last:
            first = self._end(line.baseline.last)
            if line.due and line.due.last:
                self.paper.line((first, self.y), (self._end(line.due.last), self.y), EDGE, 'stroke-dasharray="2 3"')
            self.paper.diamond(first, self.y, "#ffffff", SOFT)
        if line.done_on and line.done_on.last:
            self.paper.dot(self._end(line.done_on.last), self.y, DONE, "#ffffff", 6)
        elif line.due and line.due.last:
            self.paper.diamond(self._end(line.due.last), self.y, colour, "#ffffff")


def _legend(paper: Paper, chart: Gantt, y: float) -> float:
    """Explain the signs that occur; return the height of the picture."""
    lines = chart.lines
    signs: list[tuple[str, str]] = []
    if any(line.percent is not None and line.percent.low > 0 and line.stretch[0] for line in lines):
        signs.append(("bar", t("chart.legend.done_part")))
    if any(line.light == "done" for line in lines):
        signs.append(("dot", t("light.done")))
    if any(line.due and not line.done_on for line in lines):
        signs.append(("due", t("chart.legend.due")))
    if any(line.baseline for line in lines):
        signs.append(("first", t("chart.legend.first")))
    if any(line.days_late for line in lines):
        signs.append(("late", t("light.late")))
    if any(line.light in ("paused", "dropped") for line in lines):
        signs.append(("aside", t("chart.legend.aside")))
    x = float(MARGIN)
    for sign, words in signs:
        width = 24 + measured(words, 12) + 22
        if x + width > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 20
        _sign(paper, sign, x, y)
        paper.text(x + 24, y + 4, words, 12, SOFT)
        x += width
    return y + 20


def _sign(paper: Paper, sign: str, x: float, y: float) -> None:
    match sign:
        case "bar":
            paper.rect(x, y - 5, 18, 10, REST, f'stroke="{EDGE}"')
            paper.rect(x, y - 5, 11, 10, BAR)
        case "dot":
            paper.dot(x + 9, y, DONE, "#ffffff", 6)
        case "due" | "first":
            paper.diamond(x + 9, y, INK if sign == "due" else "#ffffff", SOFT)
        case _:
            colour = LATE if sign == "late" else EDGE
            paper.rect(x, y - 4, 18, 8, paper.hatch(colour), f'stroke="{colour}"')

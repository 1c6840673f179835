"""Render: a chart as lines of text: a line of words above each bar, so that bars line up in any font and at any width.

Signs tell what colours tell too; a stream whose encoding lacks them gets plain ones (`Medium.glyphs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from zonetrack.chart import Bars, Curve, Gantt, Series, Strip, extent
from zonetrack.render import bars as bar_signs
from zonetrack.render import chart_words, lines, timeline
from zonetrack.render.medium import RICH
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from zonetrack.chart import Bar, Chart, Line, Measured, Month
    from zonetrack.render.medium import Medium
    from zonetrack.render.timeline import Months
    from zonetrack.values.percent import Percent

_WIDEST, _LEAST = 96, 24  # cells of a bar
_TICK = 8  # cells that a month in figures needs, with a blank
_MONTH = "2025-04  "


class Signs(NamedTuple):
    """The signs of a schedule besides those of bars: deadline, first deadline, done, delay, the day, open end."""

    due: str
    first: str
    done: str
    late: str
    today: str
    open: str


_FINE = Signs("◆", "◇", "●", "!", "│", "·")
_PLAIN = Signs("*", "o", "@", "!", "|", "-")


def chart_lines(chart: Chart, medium: Medium, width: int | None = None) -> list[Text]:
    """Return `chart` for a stream `width` cells wide, its heading first; without `width` it is a page's."""
    drawing = _Drawing(medium, width)
    body = list(drawing.body(chart)) or drawing.sentence(t("chart.empty"), "dim")
    return [*drawing.sentence(chart_words.title(chart), "bold"), *body]


class _Drawing:
    """Charts being written for one stream and one width."""

    def __init__(self, medium: Medium, width: int | None) -> None:
        self.medium = medium
        self.width = width
        self.room = max(min(width or _WIDEST, _WIDEST), _LEAST)
        self.signs = _FINE if medium.glyphs == RICH else _PLAIN

    def body(self, chart: Chart) -> Iterator[Text]:
        """Yield what stands under the heading; nothing where there is nothing to draw."""
        match chart:
            case Gantt(lines=items) if items:
                yield from self._gantt(chart)
            case Curve():
                yield from self._curve(chart)
            case Bars(bars=items):
                for bar in items:
                    yield from self._bar(bar)
            case Strip(months=months):
                for month in months:
                    yield from self._month(month)
            case Series():
                yield from self._series(chart)

    def sentence(self, text: str, style: str = "") -> list[Text]:
        """Return `text` in as many lines as it needs."""
        text = self.medium.text(text)
        broken = [text] if self.width is None else lines.wrap(lines.atoms(text), self.width)
        return [Text(line, style) for line in broken]

    def _said(self, name: str, parts: list[str], *, late: bool) -> Iterator[Text]:
        """Yield the words above a bar, red where something is late."""
        yield from self.sentence("  ".join([name, " · ".join(parts)]), "red" if late else "")

    def _gantt(self, chart: Gantt) -> Iterator[Text]:
        days = [day for line in chart.lines for day in line.days]
        scale = timeline.months([chart.as_of, *days])
        if days:
            yield Text(self._ruler(scale), "dim")
        for line in chart.lines:
            yield from self._said(line.name, chart_words.said(line), late=line.light == "late")
            if line.days:
                yield self._coloured(self._row(line, scale, chart.as_of))
        if days:
            yield from self.sentence(self._legend(chart.as_of), "dim")

    def _ruler(self, scale: Months) -> str:
        """Return the months over a schedule, in figures; a bar stands under its first sign."""
        row = [" "] * self.room
        for day in scale.ticks(self.room // _TICK):
            at = self._cell(scale.place(day))
            name = day.isoformat()[:7]
            if at + len(name) <= self.room:
                row[at : at + len(name)] = name
        return "".join(row).rstrip()

    def _cell(self, place: float) -> int:
        return min(max(int(place * self.room), 0), self.room - 1)

    def _row(self, line: Line, scale: Months, as_of: date) -> str:
        """Return the bar of an item, with the day, delay, first and present deadline on it."""
        row = [" "] * self.room
        first, ending = line.stretch
        last = ending or (as_of if line.started else first)
        if first and last:
            begin, end = self._cell(scale.place(first)), self._ending(scale, last)
            row[begin : end + 1] = self._filled(line, end + 1 - begin)
        row[self._ending(scale, as_of)] = self.signs.today
        missed = line.start if line.side == "start" else line.due
        if line.days_late and missed and missed.last:
            begin, end = self._ending(scale, missed.last) + 1, self._ending(scale, as_of)
            row[begin : end + 1] = self.signs.late * (end + 1 - begin)
        for when, sign in (
            (line.baseline, self.signs.first),
            (line.due if not line.done_on else None, self.signs.due),
            (line.done_on, self.signs.done),
        ):
            if when and when.last:
                row[self._ending(scale, when.last)] = sign
        if last and ending is None:
            row[min(self._ending(scale, last) + 1, self.room - 1)] = self.signs.open
        return "".join(row).rstrip()

    def _ending(self, scale: Months, day: date) -> int:
        """Return the cell in which `day` ends."""
        return self._cell(scale.end(day) - 1 / (4 * self.room))

    def _filled(self, line: Line, cells: int) -> str:
        glyphs = self.medium.glyphs
        if line.light in ("paused", "dropped"):
            return self.signs.open * cells
        if line.light == "done":
            return glyphs.full * cells
        return _filled(line.percent, cells, glyphs.full, glyphs.maybe, glyphs.empty)

    def _legend(self, as_of: date) -> str:
        signs, glyphs = self.signs, self.medium.glyphs
        pairs = (
            (glyphs.full, t("chart.legend.done_part")),
            (signs.due, t("chart.legend.due")),
            (signs.first, t("chart.legend.first")),
            (signs.done, t("light.done")),
            (signs.late, t("light.late")),
            (signs.today, t("chart.today", day=as_of.isoformat())),
        )
        return "  ".join(f"{sign} {words}" for sign, words in pairs)

    def _curve(self, chart: Curve) -> Iterator[Text]:
        """Yield plan and fact of each month as two bars under each other, in the same measure."""
        shown = [p for p in chart.points if p.plan is not None or p.fact is not None]
        most = max((extent(m) for p in shown for m in (p.plan, p.fact) if m is not None), default=0)
        for point in shown:
            yield from self.sentence(chart_words.month(point))
            for word, value in (("chart.plan", point.plan), ("chart.fact", point.fact)):
                if value is not None:
                    yield self._amount(t(word), value, most, full=word == "chart.fact")

    def _series(self, chart: Series) -> Iterator[Text]:
        """Yield this year and last of each month as two bars under each other, in the same measure."""
        most = max((extent(value) for twin in chart.twins for value in twin[1:] if value is not None), default=0)
        for twin in chart.twins:
            yield from self.sentence(chart_words.month(twin))
            for name, value, newest in chart_words.sides(chart, twin):
                if value is None:
                    yield Text(self.medium.text(f"  {name} {t('blank.none')}"))
                else:
                    yield self._amount(name, value, most, full=newest)
        if footnote := chart_words.footnote(chart):
            yield from self.sentence(footnote, "dim")

    def _amount(self, name: str, value: Measured, most: Decimal | int, *, full: bool) -> Text:
        glyphs = self.medium.glyphs
        room = min(self.room // 2, 40)
        sign, size = glyphs.full if full else glyphs.empty, extent(value)
        cells = min(max(int(size * room / most), 1), room) if size > 0 else 0
        text = self.medium.text(f"  {name} {sign * cells} {chart_words.amount(value)}")
        return self._coloured(text)

    def _bar(self, bar: Bar) -> Iterator[Text]:
        yield from self._said(bar.name, chart_words.reach(bar), late=bar.light == "late")
        glyphs = self.medium.glyphs
        if bar.percent is not None:
            row = _filled(bar.percent, min(self.room, 40), glyphs.full, glyphs.maybe, glyphs.empty)
            yield self._coloured(row)

    def _month(self, month: Month) -> Iterator[Text]:
        """Yield a month: a sign for each deadline, as far as they fit, and the counts in words."""
        glyphs, signs = self.medium.glyphs, self.signs
        room = self.room - len(_MONTH)
        pairs = ((month.done, glyphs.full), (month.late, signs.late), (month.to_come, glyphs.to_come))
        whole = sum(count for count, _ in pairs)
        shown = "".join(sign * (count if whole <= room else -(-count * room // (whole + 2))) for count, sign in pairs)
        yield self._coloured(f"{month.day.isoformat()[:7]}  {shown}")
        yield from self.sentence(" " * len(_MONTH) + " · ".join(chart_words.counts(month)))

    def _coloured(self, text: str) -> Text:
        found = Text(text)
        bar_signs.colour(found)
        found.highlight_regex("[!◆]+" if "!" in text else "!+", "red")
        return found


def _filled(percent: Percent | None, cells: int, full: str, maybe: str, empty: str) -> str:
    """Return a bar of so many cells: what is done at least, what may be done, what is not."""
    low = int(percent.low * cells / 100) if percent else 0
    high = int(percent.high * cells / 100) if percent else 0
    return full * low + maybe * (high - low) + empty * (cells - high)

"""Render: what a chart says in words, the same beside bars of text and in a picture, and for those who see neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.chart import Bars, Curve, Gantt, Series, Strip
from zonetrack.render import figures, periods
from zonetrack.render.medium import Medium
from zonetrack.values.when import day as when_day
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.chart import Bar, Chart, Line, Measured, Month, Point, Twin

_PAPER = Medium(None)


class Side(NamedTuple):
    """One year of a month of a series: the year in words, its figure, and whether it is the newer of the two."""

    name: str
    value: Measured | None
    newest: bool


def title(chart: Chart) -> str:
    """Return the heading of a chart."""
    return clean(t(f"chart.{chart.key}", **{name: figures.say(value) for name, value in chart.title.items()}))


def dated(chart: Chart) -> str:
    """Return the words for the day that a chart holds for."""
    return t("page.as_of", day=chart.as_of.isoformat())


def clean(text: str) -> str:
    """Return ledger text on one line, without what could steer whatever shows it."""
    return _PAPER.text(text)


def state(item: Line | Bar) -> str:
    """Return the state of an item in words: `逾期93天`, `进行中`."""
    if item.light in ("late_within", "soon_within"):
        return t(f"chart.{item.light}")
    if item.light == "late":
        word = "chart.late_start" if getattr(item, "side", "") == "start" else "chart.late"
        return t(word, n=item.days_late)
    return t(f"light.{item.light}")


def said(line: Line) -> list[str]:
    """Return what is said of an item besides its name: state, progress, when it was done or is due."""
    parts = [state(line)]
    if line.done_on:
        return [*parts, figures.when(line.done_on)]
    if line.percent is not None:
        parts.append(figures.percent(line.percent))
    if line.due is None:
        return parts if line.light in ("paused", "dropped") else [*parts, t("chart.no_due")]
    due = figures.when(line.due)
    if line.baseline:
        return [*parts, t("chart.due_moved", due=due, first=figures.when(line.baseline))]
    return [*parts, t("chart.due", due=due)]


def month(point: Point | Month | Twin) -> str:
    """Return the month of a point in words."""
    return periods.period(when_day(point.day)._replace(edtf=point.day.isoformat()[:7], precision="month"))


def amount(value: Measured | None) -> str:
    """Return a figure with its unit."""
    return figures.say(value)


def counts(month: Month) -> list[str]:
    """Return what became of the deadlines of a month, in words."""
    numbers = (("chart.met", month.done), ("chart.missed", month.late), ("chart.coming", month.to_come))
    return [t(word, n=n) for word, n in numbers if n]


def alternative(chart: Chart) -> str:
    """Return the words that stand for the whole picture, its heading first."""
    return f"{title(chart)} {described(chart)}"


def described(chart: Chart) -> str:
    """Return all that a chart shows as one text, for those who do not see it."""
    return " ".join(filter(None, [dated(chart), *_sentences(chart), footnote(chart)]))


def _sentences(chart: Chart) -> list[str]:
    comma = t("figure.list")
    match chart:
        case Gantt(lines=lines):
            return [t("chart.item", name=clean(line.name), said=comma.join(said(line))) for line in lines]
        case Curve(points=points):
            return [t("chart.item", name=month(p), said=comma.join(_both(p))) for p in points if _both(p)]
        case Bars(bars=bars):
            return [t("chart.item", name=clean(bar.name), said=comma.join(reach(bar))) for bar in bars]
        case Strip(months=months):
            return [t("chart.item", name=month(m), said=comma.join(counts(m))) for m in months if counts(m)]
        case Series(twins=twins):
            told = ((twin, _told(chart, twin)) for twin in twins)
            return [t("chart.item", name=month(twin), said=comma.join(said)) for twin, said in told if said]


def reach(bar: Bar) -> list[str]:
    """Return state and progress of a bar."""
    figure = t("blank.unreported") if bar.percent is None else figures.percent(bar.percent)
    return [state(bar)] if bar.percent is None and bar.light == "not_reported" else [state(bar), figure]


def sides(chart: Series, twin: Twin) -> list[Side]:
    """Return a month in each year that a chart has figures of."""
    years = (
        (twin.day.year, twin.now, any(one.now is not None for one in chart.twins)),
        (twin.day.year - 1, twin.before, any(one.before is not None for one in chart.twins)),
    )
    known = [(year, value) for year, value, wanted in years if wanted]
    return [Side(t("period.year", year=year), value, year == twin.day.year) for year, value in known]


def footnote(chart: Chart) -> str:
    """Return what explains the star behind figures that follow from others, where a chart has one."""
    shown = (value for twin in chart.twins for value in twin[1:]) if isinstance(chart, Series) else ()
    derived = any(value is not None and "derived" in value.qualifier.split("+") for value in shown)
    return figures.note("indicator_derived", {}) if derived else ""


def _told(chart: Series, twin: Twin) -> list[str]:
    return [f"{name} {amount(value)}" for name, value, _ in sides(chart, twin) if value is not None]


def _both(point: Point) -> list[str]:
    pairs = (("chart.plan", point.plan), ("chart.fact", point.fact))
    return [f"{t(word)} {amount(value)}" for word, value in pairs if value is not None]

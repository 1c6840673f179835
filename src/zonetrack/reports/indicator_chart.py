"""Reports: the chart of an indicator as plain data: a year by month beside the year before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zonetrack.chart import Series, Twin
from zonetrack.domain.indicator import headline, month, year_to
from zonetrack.report import Code
from zonetrack.reports.indicator import cell
from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zonetrack.chart import Measured
    from zonetrack.domain.indicator import Figure, Period, Readings
    from zonetrack.reports.indicator import Of

_MOST = 6  # charts of indicators behind a bulletin


def charts(of: Iterable[Of], as_of: date) -> tuple[Series, ...]:
    """Return the charts behind a bulletin: the first indicators of which there are figures to compare.

    Where there are more, each title says how many.
    """
    found = [one for one in (series(one, as_of) for one in of) if _count(one.twins, "now", "before") > 1]
    if len(found) <= _MOST:
        return tuple(found)
    told = {"n": f"{_MOST}", "of": f"{len(found)}"}
    return tuple(one._replace(key="series_some", title={**one.title, **told}) for one in found[:_MOST])


def series(one: Of, as_of: date) -> Series:
    """Return the chart of the newest year of an indicator, without months where nothing can be drawn by month.

    Months are drawn alone, unless more of them have a figure since New Year, or at a time.
    """
    readings = one.readings
    newest = headline(readings)
    year = newest.last.year if newest else as_of.year
    ways = reversed(_WAYS) if readings.indicator.basis == "level" else _WAYS
    drawn = [(how, _twins(readings, year, of_month)) for how, of_month in ways]
    how, twins = max(drawn, key=lambda pair: _count(pair[1], "now"))
    title = {
        "zone": one.zone.name,
        "name": readings.indicator.name,
        "how": Code("chart", how),
        "years": tuple(f"{one:04d}" for one in (year, *([year - 1] if _count(twins, "before") else []))),
    }
    return Series("series", as_of, readings.indicator.slug, twins, title)


def _count(twins: Iterable[Twin], *sides: str) -> int:
    return sum(getattr(twin, side) is not None for twin in twins for side in sides)


def _twins(readings: Readings, year: int, of_month: Callable[[Readings, date], Period | None]) -> tuple[Twin, ...]:
    found = []
    for number in range(1, 13):
        now, last_year = (of_month(readings, date(one, number, 1)) for one in (year, year - 1))
        value = readings.value(now) if now else None
        base = readings.base(now) if now else None
        if last_year and (base is None or base.number is None):
            base = readings.value(last_year)
        found.append(Twin(date(year, number, 1), _drawn(readings, value), _drawn(readings, base)))
    known = [place for place, twin in enumerate(found) if twin[1:] != (None, None)]
    return tuple(found[known[0] : known[-1] + 1]) if known else ()


def _drawn(readings: Readings, figure: Figure | None) -> Measured | None:
    if figure is None or figure.number is None:
        return None
    drawn: Measured = cell(readings, figure)
    return drawn


def _alone(_: Readings, day: date) -> Period:
    return month(day)


def _to_date(_: Readings, day: date) -> Period:
    return year_to(month_end(day.year, day.month))


def _newest(readings: Readings, day: date) -> Period | None:
    """Return the newest time in a month as of which there is a figure."""
    known = [one for one in readings.periods() if one.basis == "level" and one.last.replace(day=1) == day]
    return known[-1] if known else None


# What stands for a month, by the key of its words; of several that have as many figures the first is drawn.
_WAYS: tuple[tuple[str, Callable[[Readings, date], Period | None]], ...] = (
    ("month_alone", _alone),
    ("since_new_year", _to_date),
    ("newest_level", _newest),
)

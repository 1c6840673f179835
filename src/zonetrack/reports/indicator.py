"""Reports: `indicators`, the newest figures of each; `indicator`, one of them period by period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.indicator import Figure, Line, Period, Readings, headline, lines, month, slowdown
from zonetrack.domain.indicator_entry import warnings
from zonetrack.domain.measure import money_of, quantity_of, span_of
from zonetrack.report import NA, Bar, Code, Known, Note, Report, Table, Trend
from zonetrack.reports.columns import REPORTS, of_one_zone, where_needed
from zonetrack.values import when as whens
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Ratio
from zonetrack.values.quantity import Quantity
from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zonetrack.domain.records import Observation, Zone
    from zonetrack.report import Column
    from zonetrack.values.when import When

DERIVED = "derived"  # the qualifier of a figure that nobody reported as it stands
# Columns that a page shows only where some row has something in them.
_WHERE_NEEDED = frozenset(
    {"growth", "single", "single_growth", "on_previous", "rate", "share", "trend", "warns", "last_year", "increase"}
    | {"single_last_year", "single_increase", "revised_from", "trend_last_year", "whole", "warn", "target"}
    | {"bar", "bar_last_year", "value"}
)
# Reasons that speak for themselves: nobody expects such a figure there.
_PLAIN = frozenset({"percent", "no_month", "no_target", "no_whole"})


class Of(NamedTuple):
    """An indicator of a zone, with all that was said of it."""

    zone: Zone
    readings: Readings

    @property
    def ref(self) -> str:
        """Its full reference."""
        return f"{self.zone.slug}/{self.readings.indicator.slug}"


class Measured(NamedTuple):
    """The indicators of a page: their table, and what is to be said under it."""

    table: Table
    notes: tuple[Note, ...]


def measured(of: Sequence[Of], as_of: date) -> Measured:
    """Return what a page tells of indicators: the newest figures of each."""
    section = table(of, as_of)
    return Measured(section, tuple(notes(of, section)))


def build(of: Sequence[Of], as_of: date, known: Known | None, zone: Zone | None = None) -> Report:
    """Return the report `indicators` of one zone or of all."""
    found = measured(of, as_of)
    title = {"name": zone.name} if zone else {}
    return Report("indicators", as_of, known, (found.table,), found.notes, title)


def table(of: Iterable[Of], as_of: date) -> Table:
    """Return the table `indicators`: the newest figures of each, in their order."""
    of = list(of)
    rows = [_row(one, as_of) for one in of]
    declared = REPORTS["indicators"]["indicators"]
    if len({one.zone.zone_id for one in of}) < 2:
        declared = of_one_zone(declared)
    return Table("indicators", _columns(declared, rows), rows)


def _columns(declared: Iterable[Column], rows: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    """Return the columns that say something; a course that is nowhere drawn is not for programs either."""
    courses = {column.key for column in declared if column.shown == "page"}
    found = where_needed(declared, rows, _WHERE_NEEDED)
    return tuple(column for column in found if column.shown != "data" or column.key not in courses)


def notes(of: Iterable[Of], section: Table) -> Iterator[Note]:
    """Yield what is to be said under a table of indicators: the star, and where only a cumulative rate goes up."""
    if any(row["derived"] is not NA for row in section.rows):
        yield Note("indicator_derived")
    for one in of:
        yield from _slowdown(one)


def show(one: Of, as_of: date, known: Known | None) -> Report:
    """Return the report `indicator` of one indicator: what it is, and each of its periods, the newest last."""
    readings = one.readings
    periods = _with_bars(readings, [_line(one, line) for line in lines(readings)])
    card = _card(one, as_of)
    columns = REPORTS["indicator"]
    sections = (
        Table("indicator", _columns(columns["indicator"], [card]), [card]),
        Table("periods", _columns(columns["periods"], periods), periods),
    )
    said = [*_slowdown(one), *_missing(readings)]
    if any(row["derived"] is not NA for row in periods):
        said.insert(0, Note("indicator_derived"))
    title = {"name": readings.indicator.name, "zone": one.zone.name}
    return Report("indicator", as_of, known, sections, tuple(said), title, frozenset({"indicator"}))


def _row(one: Of, as_of: date) -> dict[str, Any]:
    readings, indicator = one.readings, one.readings.indicator
    period = headline(readings)
    row: dict[str, Any] = {
        "id": indicator.id,
        "ref": one.ref,
        "zone": one.zone.slug,
        "indicator": one.ref,
        "name": indicator.name,
        "zone_name": one.zone.name,
        "period": None if period is None else when_of(readings, period),
    }
    if period is None:
        blank = dict.fromkeys((column.key for column in REPORTS["indicators"]["indicators"]), NA)
        return blank | {"value": None} | row
    alone = month(period.last) if period.basis == "ytd" and _ends_month(period) else period
    figures = {
        "value": readings.value(period),
        "growth": readings.growth(period),
        "increase": readings.increase(period),
        "single": readings.value(alone) if alone != period else Figure(None),
        "single_growth": readings.growth(alone) if alone != period else Figure(None),
        "on_previous": readings.on_previous(alone),
    }
    return row | {
        **_cells(readings, figures),
        **_shares(readings, period),
        "trend": trend(readings, period.last.year),
        "derived": _derived(figures),
        "warns": _warns(one, as_of),
        **_written(readings, period),
    }


def _ends_month(period: Period) -> bool:
    return period.last == month_end(period.last.year, period.last.month)


def _card(one: Of, as_of: date) -> dict[str, Any]:
    readings, indicator = one.readings, one.readings.indicator
    period = headline(readings)
    warn = readings.standing("warn")
    year = period.last.year if period else as_of.year
    shares = dict.fromkeys(("target", "rate", "share"), NA) if period is None else _shares(readings, period)
    return {
        "id": indicator.id,
        "ref": one.ref,
        "zone": one.zone.slug,
        "indicator": one.ref,
        "name": indicator.name,
        "unit": indicator.unit,
        "basis": Code("indicator_basis", indicator.basis),
        "period": None if period is None else when_of(readings, period),
        "value": None if period is None else cell(readings, readings.value(period)),
        **shares,
        "whole": readings.whole.indicator.name if readings.whole else NA,
        "warn": warn.value if warn else NA,
        "warns": _warns(one, as_of),
        "trend": trend(readings, year),
        "trend_last_year": trend(readings, year - 1),
    }


def _line(one: Of, line: Line) -> dict[str, Any]:
    readings = one.readings
    period, alone = line
    figures = {
        "value": readings.value(period),
        "last_year": readings.base(period),
        "increase": readings.increase(period),
        "growth": readings.growth(period),
        "single": Figure(None) if alone is None else readings.value(alone),
        "single_last_year": Figure(None) if alone is None else readings.base(alone),
        "single_increase": Figure(None) if alone is None else readings.increase(alone),
        "single_growth": Figure(None) if alone is None else readings.growth(alone),
        "on_previous": Figure(None) if alone is None else readings.on_previous(alone),
    }
    replaced = [fact for one in (period, alone) if one for fact in _replaced(readings, one)]
    indicator = readings.indicator
    return {
        "id": f"{indicator.id}.{period.basis}.{period.last.isoformat()}",
        "ref": one.ref,
        "period": when_of(readings, alone if alone and indicator.basis == "flow" else period),
        "month": NA if alone is None else when_of(readings, alone),
        **_cells(readings, figures),
        **{key: value for key, value in _shares(readings, period).items() if key != "target"},
        "revised_from": cell(readings, reported(replaced[0])) if replaced else NA,
        "derived": _derived(figures),
        **_written(readings, period if readings.versions("", period) or alone is None else alone),
    }


def _replaced(readings: Readings, period: Period) -> list[Observation]:
    """Return the figures of a period that a later one took the place of, the newest first."""
    versions = readings.versions("", period)
    return [fact for fact in reversed(versions[:-1]) if fact.value != versions[-1].value]


def _with_bars(readings: Readings, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with this year's figure and last year's drawn on one scale: months alone where there are any."""
    drawn = [
        [way(line.single or line.period).number for way in (readings.value, readings.base)] for line in lines(readings)
    ]
    most = max((number for pair in drawn for number in pair if number is not None), default=Fraction(0))
    if len(rows) < 2 or most <= 0:
        return [row | {"bar": NA, "bar_last_year": NA} for row in rows]
    for row, pair in zip(rows, drawn, strict=True):
        made = (NA if number is None else Bar(_decimal(number), _decimal(most)) for number in pair)
        row.update(zip(("bar", "bar_last_year"), made, strict=True))
    return rows


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def reported(fact: Observation) -> Figure:
    """Return a fact as the figure that it reports."""
    return Figure(Fraction(fact.value), (fact,))


_PERCENT = frozenset({"growth", "single_growth", "on_previous"})


def _cells(readings: Readings, figures: dict[str, Figure]) -> dict[str, Any]:
    return {key: _percent(one) if key in _PERCENT else cell(readings, one) for key, one in figures.items()}


def _shares(readings: Readings, period: Period) -> dict[str, Any]:
    rate = readings.rate(period)
    return {
        "target": cell(readings, readings.target(period)),
        "rate": _ratio(rate) if rate.derived else _percent(rate),
        "share": _ratio(readings.share(period)),
    }


def _derived(figures: dict[str, Figure]) -> Any:
    found = tuple(key for key, one in figures.items() if one.derived and one.number is not None)
    return found or NA


def _qualifier(figure: Figure) -> str:
    if not figure.derived:
        return figure.facts[0].qualifier
    return f"about+{DERIVED}" if figure.about else DERIVED


def cell(readings: Readings, figure: Figure) -> Any:
    """Return a figure in the terms of its indicator: as reported, or marked as derived; NA where it is missing."""
    if figure.number is None:
        return NA
    indicator, qualifier = readings.indicator, _qualifier(figure)
    fact = None if figure.derived else figure.facts[0]
    match indicator.kind:
        case "money" if fact:
            return money_of(fact)
        case "money":
            return Money(int(figure.number), max((f.places for f in figure.facts), default=0), qualifier)
        case "percent":
            number = _decimal(figure.number)
            return Percent(number, number, qualifier=qualifier, text=fact.words if fact else "")
        case _ if fact:
            return quantity_of(fact)
        case _:
            number = _decimal(figure.number)
            return Quantity(number, indicator.unit, qualifier)


def _percent(figure: Figure) -> Any:
    """Return a growth: as it was reported, else rounded to one decimal as offices print it, and marked."""
    if figure.number is None:
        return NA
    if not figure.derived:
        number = Decimal(figure.facts[0].value)
        return Percent(number, number, qualifier=_qualifier(figure), text=figure.facts[0].words)
    number = Ratio(figure.number.numerator, 100 * figure.number.denominator).percent(1) or Decimal(0)
    return Percent(number, number, qualifier=_qualifier(figure))


def _ratio(figure: Figure) -> Any:
    if figure.number is None:
        return NA
    return Ratio(figure.number.numerator, 100 * figure.number.denominator, "about" if figure.about else "")


def when_of(readings: Readings, period: Period) -> When:
    """Return a period as it was said; one that nobody named, by its months."""
    if facts := readings.versions("", period):
        return span_of(facts[-1])
    last, whole = period.last, f"{period.first.isoformat()}/{period.last.isoformat()}"
    if not _ends_month(period) or period.basis == "level":
        return whens.decode(last.isoformat() if period.basis == "level" else whole)
    end = f"{last:%Y-%m}"
    single = period.first == last.replace(day=1)
    return whens.decode(end if single else f"{period.first:%Y-%m}/{end}")


def _written(readings: Readings, period: Period) -> dict[str, Any]:
    facts = readings.versions("", period)
    if not facts:
        return dict.fromkeys(("source", "written", "note"), NA)
    return {"source": facts[-1].source or NA, "written": facts[-1].words or NA, "note": facts[-1].note or NA}


def trend(readings: Readings, year: int) -> Any:
    """Return the figures of a year in order: single months where there are any, else all periods; NA below two."""
    known = [line for line in lines(readings) if line.period.last.year == year]
    months = [line.single for line in known if line.single is not None]
    numbers = [readings.value(one).number for one in months or [line.period for line in known]]
    scale = 1_000_000 if readings.indicator.kind == "money" else 1
    found = tuple(None if number is None else _decimal(number / scale) for number in numbers)
    return Trend(found) if sum(number is not None for number in found) > 1 else NA


def _warns(one: Of, as_of: date) -> Any:
    found = warnings(one.readings.indicator, one.readings.facts, as_of)
    return found[0].rule.text if found else NA


def _slowdown(one: Of) -> Iterator[Note]:
    """Yield the note that only the cumulative rate goes up while that of the single month comes down."""
    readings = one.readings
    found = slowdown(readings)
    if found is None or found.before.single is None or found.now.single is None:
        return
    before, now = found
    params = {
        "name": readings.indicator.name,
        "before": _percent(readings.growth(before.period)),
        "now": _percent(readings.growth(now.period)),
        "single_before": _percent(readings.growth(found.before.single)),
        "single_now": _percent(readings.growth(found.now.single)),
        "month_before": when_of(readings, found.before.single),
        "month": when_of(readings, found.now.single),
    }
    yield Note("only_cumulative", params)


def _missing(readings: Readings) -> Iterator[Note]:
    """Yield for each reason which columns have gaps because of it, and in which periods."""
    gaps: dict[tuple[str, str], list[When]] = {}
    for line in lines(readings):
        own = line.single is None or readings.indicator.basis == "ytd"
        asked = {"growth": readings.growth(line.period)} if own else {}
        if line.single is not None:
            asked |= {
                "single": readings.value(line.single),
                "single_growth": readings.growth(line.single),
                "on_previous": readings.on_previous(line.single),
            }
        for column, figure in asked.items():
            if figure.number is None and figure.why not in _PLAIN:
                gaps.setdefault((column, figure.why), []).append(when_of(readings, line.single or line.period))
    for (column, why), periods in gaps.items():
        told = {"what": Code("col", column), "periods": tuple(periods), "why": Code("why_not", why)}
        yield Note("indicator_missing", told)

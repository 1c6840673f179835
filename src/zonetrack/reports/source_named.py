"""Reports: `source` of an indicator, event or follow-up: the facts said of it, and those of what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.indicator import headline, month
from zonetrack.domain.measure import measure_of, named_by, spoken
from zonetrack.domain.source import Input, Scope, replaced
from zonetrack.report import Code, Known, Note, Report, Table
from zonetrack.reports import source
from zonetrack.reports.columns import REPORTS, where_needed
from zonetrack.values.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from zonetrack.domain.indicator import Figure, Period, Readings
    from zonetrack.domain.records import Observation, Subject
    from zonetrack.reports.source import Papers

# Figures of the newest period of an indicator that may be derived; those of the month alone stand behind.
_OF_PERIOD = ("last_year", "increase", "growth", "rate", "share")
_OF_MONTH = ("single", "single_last_year", "single_increase", "single_growth", "on_previous")
_OTHER_NAMES = {"warns": "warn"}  # headers under which a report prints what has another name
DERIVED = (*_OF_PERIOD, *_OF_MONTH)
# Headers under which reports print what has another name where it is said.
_PRINTED_AS = {
    "orgs": ("org",),
    "topics": ("topic",),
    "about": ("topic", "words"),
    "light": ("due", "done"),
    "done_on": ("done",),
}
_WHERE_NEEDED = frozenset({"note", "flags", "days_late", "basis"})


class Told(NamedTuple):
    """An indicator, event or follow-up with what was said of it by a day; `readings` of an indicator only."""

    subject: Subject
    facts: Sequence[Observation]
    readings: Readings | None


def traced(told: Told, measure: str | None) -> tuple[list[Input], str]:
    """Return the facts that a figure is made of, or all that were said, and why a figure cannot be derived.

    Raises Unreadable for a figure that the record does not have.
    """
    by_name: dict[str, list[Observation]] = {}
    for fact in told.facts:
        by_name.setdefault(spoken(fact.measure)[2:] or "value", []).append(fact)
    if measure is None:
        return [one for facts in by_name.values() for one in _standing(facts)], ""
    if told.readings is not None and measure in DERIVED:
        figure = _figure(told.readings, measure)
        if figure is not None and (figure.number is not None or measure not in by_name):
            return [Input(None, fact.measure, fact, "used") for fact in figure.facts], figure.why
    measure = _OTHER_NAMES.get(measure, measure)
    meant = [name for name in _PRINTED_AS.get(measure, (measure,)) if name in by_name]
    if not meant:
        known = " ".join(dict.fromkeys([*by_name, *(DERIVED if told.readings else ())]))
        raise Unreadable("source.measure", text=measure, ref=told.subject.ref, known=known)
    return [one for name in meant for one in _standing(by_name[name])], ""


def _standing(facts: Sequence[Observation]) -> list[Input]:
    return [
        Input(None, fact.measure, fact, *(("used", "newest") if stands else ("superseded", "newer")))
        for fact, stands in replaced(facts)
    ]


def _figure(readings: Readings, name: str) -> Figure | None:
    """Return a figure of the newest period, or of its month alone."""
    period = headline(readings)
    if period is None:
        return None
    alone = month(period.last) if name in _OF_MONTH and period.basis == "ytd" else period
    ways: dict[str, Callable[[Period], Figure]] = {
        "single": readings.value,
        "last_year": readings.base,
        "increase": readings.increase,
        "growth": readings.growth,
        "on_previous": readings.on_previous,
        "rate": readings.rate,
        "share": readings.share,
    }
    return ways[name if name == "single" else name.removeprefix("single_")](alone)


def build(
    told: Told, found: tuple[list[Input], str], measure: str | None, as_of: date, known: Known, papers: Papers
) -> Report:
    """Return the report `source` of what `traced` found."""
    subject = told.subject
    inputs, why = found
    scope = Scope(subject.zone, as_of, None, (), None)
    figure = _words(subject, measure)
    rows: list[dict[str, Any]] = []
    for one in inputs:
        row = source.row(scope, "", one, papers) | _named(told, one.measure)
        rows.append(row | {"figure": figure if measure else row["measure"]})
    columns = where_needed(REPORTS["source"]["inputs"], rows, _WHERE_NEEDED | {"figure"})
    said = [Note("made_newest")] if any(one.why == "newer" for one in inputs) else []
    if why:
        said.append(Note("figure_missing", {"figure": figure, "why": Code("why_not", why)}))
    table = Table("inputs", columns, rows)
    return Report("source", as_of, known, (table,), tuple(said), {"name": subject.record.name, "figure": figure})


def _named(told: Told, measure: str) -> dict[str, str]:
    """Return whose fact it is: the record's own, or that of the whole that an indicator is a part of."""
    subject, named = told.subject, named_by(measure)
    whole = told.readings.whole if told.readings else None
    if whole and named and named.id == whole.indicator.id:
        subject = subject._replace(indicator=whole.indicator)
    return {"ref": subject.ref, "subject": subject.ref, "name": subject.record.name}


def _words(subject: Subject, measure: str | None) -> Code:
    if measure is None:
        return Code("col", "all_figures")
    if measure in DERIVED or measure in _PRINTED_AS:
        return Code("col", measure)
    return Code("measure", spoken(measure_of(subject, "" if measure == "value" else measure)))

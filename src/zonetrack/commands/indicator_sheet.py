"""Commands: a month's table of indicators into the ledger: all of it as one entry, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.commands.adding import add_indicator, naming
from zonetrack.commands.recording import anchor_day, carry_out, indicator_span, span_of
from zonetrack.domain.errors import Refusal
from zonetrack.domain.indicator import BASES
from zonetrack.domain.indicator_entry import growth_fact, read_figure, read_unit
from zonetrack.domain.measure import measure_of
from zonetrack.domain.records import Subject
from zonetrack.intake.files import read_workbook
from zonetrack.intake.indicators import read_rows
from zonetrack.values.text import half_width, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zonetrack.commands.options import Said
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Indicator, Zone
    from zonetrack.intake.indicators import Cell, Row


class Asked(NamedTuple):
    """The month that a table is of, as it was written, and the day against which it is read."""

    period: str
    anchor: date


def take_in(session: Session, file: str, zone: str, period: str, said: Said) -> None:
    """Take in a table of indicators of one month.  Raises Refusal with the cell that cannot be read."""
    from zonetrack.store import indicators

    path = Path(file).expanduser()
    asked = Asked(period, anchor_day(session, span_of(session, said)))
    rows = read_rows(read_workbook(path).grids)

    def body(recording: Recording) -> None:
        where = recording.find(zone, ("zone",)).zone
        known = {one.name_key: one for one in indicators.indicators(recording.db, where)}
        fresh = 0
        for row in rows:
            found = known.get(name_key(row.name))
            subject = Subject(where, indicator=found) if found else _declared(recording, where, row)
            fresh += _record(recording, subject, row, asked)
        recording.note("echo.indicators", rows=len(rows), facts=fresh)

    carry_out(session, said._replace(source=said.source or path.name), "indicator import", body)


def _declared(recording: Recording, zone: Zone, row: Row) -> Subject:
    """Declare an indicator that the ledger does not have: by the unit that the sheet gives, cumulative where it is."""
    if not row.unit:
        raise _placed(row.place, Refusal("indicator.no_unit", text=row.name))
    try:
        unit, kind = read_unit(row.unit)
        stored = {cell.basis for cell in row.cells if not cell.said}
        basis = next(one for one in BASES.values() if one in stored)
        return add_indicator(recording, zone, naming(recording.session, row.name, numbered=True), (unit, kind, basis))
    except Refusal as refusal:
        raise _placed(row.place, refusal) from None


def _record(recording: Recording, subject: Subject, row: Row, asked: Asked) -> int:
    """Record the figures of a row that are not on record already, and return how many these are."""
    from zonetrack.store.facts import facts_of

    indicator = subject.indicator
    if indicator is None:
        raise AssertionError("a row names an indicator")
    if row.unit and indicator.unit != read_unit(row.unit)[0] and indicator.kind != "money":
        raise _placed(row.place, Refusal("indicator.other_unit", text=row.unit, unit=indicator.unit))
    there = {(fact.measure, fact.basis, fact.span_last): fact.value for fact in facts_of(recording.db, subject)}
    facts = [
        fact
        for fact in _facts(recording.session, subject, indicator, row, asked)
        if there.get((fact.measure, fact.basis, fact.span.last.isoformat() if fact.span.last else None)) != fact.value
    ]
    recording.record(subject, *facts)
    return len(facts)


def _facts(session: Session, subject: Subject, indicator: Indicator, row: Row, asked: Asked) -> Iterator[Fact]:
    inside = indicator._replace(unit=read_unit(row.unit)[0]) if row.unit else indicator
    for cell in row.cells:
        try:
            fact = _fact(session, subject, inside, cell, asked)
        except Refusal as refusal:
            raise _placed(cell.place, refusal) from None
        yield fact._replace(note=cell.place)


def _fact(session: Session, subject: Subject, indicator: Indicator, cell: Cell, asked: Asked) -> Fact:
    span, measure = indicator_span(session, asked.period, asked.anchor, cell.basis), measure_of(subject, cell.said)
    if cell.said != "growth":
        return read_figure(indicator, measure, cell.text, span, cell.basis)
    # A column of growth says in its header that it is in percent.
    bare = half_width(cell.text)[-1:].isdigit()
    fact = growth_fact(measure, f"{cell.text}%" if bare else cell.text, span, cell.basis)
    return fact._replace(words=cell.text)


def _placed(place: str, refusal: Refusal) -> Refusal:
    """Return a refusal with the cell that it is about."""
    from zonetrack.commands.telling import sentence

    problem = Refusal("indicator.cell", place=place, why=sentence(refusal))
    problem.exit_code = refusal.exit_code
    return problem

"""Commands: a month's table of indicators into the ledger: all of it as one entry, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zonetrack.commands.adding import add_indicator, naming
from zonetrack.commands.recording import anchor_day, carry_out, indicator_span, span_of
from zonetrack.domain.errors import Refusal, Unreadable
from zonetrack.domain.indicator import BASES
from zonetrack.domain.indicator_entry import growth_fact, in_unit, read_figure, read_unit
from zonetrack.domain.measure import measure_of
from zonetrack.domain.records import Subject
from zonetrack.intake.files import read_workbook
from zonetrack.intake.indicators import read_rows
from zonetrack.values.text import half_width, name_key, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zonetrack.commands.options import Said
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Indicator, Zone
    from zonetrack.intake.indicators import Cell, Row
    from zonetrack.values.when import When


def take_in(session: Session, file: str, zone: str, period: str, said: Said) -> None:
    """Take in a table of indicators of one month.

    Raises Refusal with the cell that cannot be read, and Unreadable or RuleBroken for what is no month, or one to come.
    """
    from zonetrack.store import indicators

    path = Path(file).expanduser()
    spans = _spans(session, period, said)
    rows = read_rows(read_workbook(path).grids)

    def body(recording: Recording) -> None:
        where = recording.find(zone, ("zone",)).zone
        known = {one.name_key: one for one in indicators.indicators(recording.db, where)}
        fresh = 0
        for row in rows:
            found = known.get(name_key(row.name))
            subject = Subject(where, indicator=found) if found else _declared(recording, where, row)
            fresh += _record(recording, subject, row, spans)
        recording.note("echo.indicators", rows=len(rows), facts=fresh)

    carry_out(session, said._replace(source=said.source or path.name), "indicator import", body)


def _spans(session: Session, period: str, said: Said) -> dict[str, When]:
    """Return by basis the time that the figures of a month are said of.  Raises Unreadable, RuleBroken."""
    anchor = anchor_day(session, span_of(session, said))
    spans = {basis: indicator_span(session, period, anchor, basis) for basis in BASES.values()}
    if spans["flow"].precision != "month":
        raise Unreadable("not_a_month", text=visible(period))
    return spans


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


def _record(recording: Recording, subject: Subject, row: Row, spans: Mapping[str, When]) -> int:
    """Record the figures of a row that are not on record already, and return how many these are."""
    from zonetrack.store.facts import facts_of

    indicator = subject.indicator
    if indicator is None:
        raise AssertionError("a row names an indicator")
    inside = _as_in_sheet(indicator, row)
    there = {(fact.measure, fact.basis, fact.span_last): fact.value for fact in facts_of(recording.db, subject)}
    facts = [
        fact
        for fact in _facts(subject, inside, row, spans)
        if there.get((fact.measure, fact.basis, fact.span.last.isoformat() if fact.span.last else None)) != fact.value
    ]
    recording.record(subject, *facts)
    return len(facts)


def _as_in_sheet(indicator: Indicator, row: Row) -> Indicator:
    """Return an indicator with the unit of the sheet: of money another than its own may be used there."""
    if not row.unit:
        return indicator
    try:
        unit, kind = read_unit(row.unit)
    except Refusal as refusal:
        raise _placed(row.place, refusal) from None
    if unit != indicator.unit and not kind == indicator.kind == "money":
        raise _placed(row.place, Refusal("indicator.other_unit", text=row.unit, unit=indicator.unit))
    return indicator._replace(unit=unit)


def _facts(subject: Subject, indicator: Indicator, row: Row, spans: Mapping[str, When]) -> Iterator[Fact]:
    for cell in row.cells:
        try:
            fact = _fact(subject, indicator, cell, spans[cell.basis])
            if cell.said != "growth":
                fact = in_unit(fact, row.unit)
        except Refusal as refusal:
            raise _placed(cell.place, refusal) from None
        yield fact._replace(note=cell.place)


def _fact(subject: Subject, indicator: Indicator, cell: Cell, span: When) -> Fact:
    measure = measure_of(subject, cell.said)
    if cell.said != "growth":
        return read_figure(indicator, measure, cell.text, span, cell.basis)
    # A column of growth says in its header that it is in percent.
    bare = half_width(cell.text)[-1:].isdigit()
    return growth_fact(measure, f"{cell.text}%" if bare else cell.text, span, cell.basis)


def _placed(place: str, refusal: Refusal) -> Refusal:
    """Return a refusal with the cell that it is about."""
    from zonetrack.commands.telling import sentence

    problem = Refusal("indicator.cell", place=place, why=sentence(refusal))
    problem.exit_code = refusal.exit_code
    return problem

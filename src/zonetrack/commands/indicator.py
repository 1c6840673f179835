"""Commands: `indicator add`, `record`, `import`, `list`, `show`: the declared measures of a zone and their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from zonetrack.commands.options import (
    Drawing,
    F,
    Folder,
    Moment,
    Output,
    Said,
    argument,
    bundle,
    chart_options,
    moment_options,
    option,
    output_options,
    verb,
    writing_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Subject

KINDS = ("money", "count", "quantity", "percent")  # as in domain/indicator.py, which help pages do not load
BASES = ("ytd", "month", "level")

indicator_command = Folder("indicator")


class Declared(NamedTuple):
    """What holds for an indicator until it is said anew: a target and its period, a rule that warns, a whole."""

    target: str | None
    target_for: str | None
    warn: str | None
    part_of: str | None


class Reported(NamedTuple):
    """What was reported beside a figure: its growth and increase on last year, its share of the target."""

    growth: str | None
    increase: str | None
    rate: str | None


def _reported(function: F) -> F:
    """Add the options of what is reported beside a figure, as `reported`."""
    options = [
        option("--growth", metavar="PERCENT"),
        option("--increase", metavar="VALUE"),
        option("--rate", metavar="PERCENT"),
    ]
    return bundle(Reported, "reported", options)(function)


def _declared(function: F) -> F:
    """Add the options of what holds until it is said anew, as `declared`."""
    options = [
        option("--target", metavar="VALUE"),
        option("--target-for", metavar="PERIOD"),
        option("--warn", metavar="RULE"),
        option("--part-of", metavar="INDICATOR"),
    ]
    return bundle(Declared, "declared", options)(function)


@indicator_command.add_verb
@verb("add", "indicator")
@argument("name")
@option("--zone", required=True, metavar="ZONE")
@option("--slug", metavar="SLUG")
@option("--unit", required=True, of="indicator", metavar="UNIT")
@option("--kind", type=click.Choice(KINDS))
@option("--basis", type=click.Choice(BASES), default="ytd")
@_declared
@writing_options
def add_command(
    session: Session,
    name: str,
    zone: str,
    slug: str | None,
    unit: str,
    kind: str | None,
    basis: str,
    declared: Declared,
    said: Said,
) -> None:
    from zonetrack.commands.adding import add_indicator, naming
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.indicator import BASES as STORED
    from zonetrack.domain.indicator_entry import read_unit

    named = naming(session, name, slug)
    measured = (*read_unit(unit, kind), STORED[basis])

    def body(recording: Recording) -> None:
        subject = add_indicator(recording, recording.find(zone, ("zone",)).zone, named, measured)
        recording.record(subject, *_standing(recording, subject, declared, said))

    carry_out(session, said, "indicator add", body)


@indicator_command.add_verb
@verb("record", "indicator")
@argument("indicator")
@argument("value", required=False)
@option("--for", "period", of="indicator", metavar="PERIOD")
@option("--basis", type=click.Choice(BASES), of="indicator_record")
@_reported
@_declared
@writing_options
def record_command(
    session: Session,
    indicator: str,
    value: str | None,
    period: str | None,
    basis: str | None,
    reported: Reported,
    declared: Declared,
    said: Said,
) -> None:
    from zonetrack.commands.recording import carry_out

    texts = {"": value, **reported._asdict()}
    figures, standing = (any(text is not None for text in given) for given in (texts.values(), declared))
    if figures != (period is not None) or not (figures or standing):
        raise click.UsageError(_words("error.indicator.record"))

    def body(recording: Recording) -> None:
        subject = recording.find(indicator, ("indicator",))
        facts = list(_figures(recording, subject, texts, (period, basis), said)) if period else []
        recording.record(subject, *facts, *_standing(recording, subject, declared, said))

    carry_out(session, said, "indicator record", body)


def _figures(
    recording: Recording, subject: Subject, texts: dict[str, str | None], given: tuple[str, str | None], said: Said
) -> Iterator[Fact]:
    """Yield what is reported for a period: the figure, its growth, its increase, its share of the target.

    `given`: the period and the basis, as they were written.
    """
    from zonetrack.commands.recording import anchor_day, indicator_span, span_of
    from zonetrack.domain.indicator import BASES as STORED
    from zonetrack.domain.indicator_entry import growth_fact, read_figure
    from zonetrack.domain.measure import measure_of

    indicator = subject.indicator
    if indicator is None:
        raise AssertionError("only indicators are looked for")
    (period, basis), session = given, recording.session
    stored = STORED[basis] if basis else indicator.basis
    span = indicator_span(session, period, anchor_day(session, span_of(session, said)), stored)
    for key, text in texts.items():
        if text is None:
            continue
        measure = measure_of(subject, key)
        if key in ("growth", "rate"):
            yield growth_fact(measure, text, span, stored)
        else:
            yield read_figure(indicator, measure, text, span, stored)


def _standing(recording: Recording, subject: Subject, declared: Declared, said: Said) -> Iterator[Fact]:
    """Yield what holds until it is said anew: target, rule, whole; an empty text takes a rule or a whole back."""
    from zonetrack.commands.recording import anchor_day, period_of, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.domain.indicator_entry import read_figure, read_rule

    indicator = subject.indicator
    if indicator is None:
        raise AssertionError("only indicators are looked for")
    target, target_for, warn, part_of = declared
    if (target is None) != (target_for is None):
        raise click.UsageError(_words("error.indicator.target"))
    session = recording.session
    span = span_of(session, said)
    if target is not None and target_for is not None:
        day = anchor_day(session, span)
        planned = period_of(session, target_for, day)
        fact = read_figure(indicator, measures.measure_of(subject, "target"), target, planned, "plan")
        yield fact._replace(day=day.isoformat())
    if warn is not None:
        rule = read_rule(warn, indicator, span).text if warn.strip() else ""
        yield measures.text(measures.measure_of(subject, "warn"), rule, span)
    if part_of is not None:
        whole = _whole(recording, subject, part_of) if part_of.strip() else None
        fact = measures.text(measures.measure_of(subject, "whole"), whole.id if whole else "", span)
        yield fact._replace(words=whole.record.name if whole else "")


def _whole(recording: Recording, part: Subject, ref: str) -> Subject:
    """Return the indicator that `part` is a part of.  Raises RuleBroken where that is itself, or a part of it."""
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.store.indicators import readings

    whole = recording.find(ref, ("indicator",), part.zone)
    known = {one.indicator.id: one for one in readings(recording.db, whole.zone, recording.session.today())}
    above = known.get(whole.id)
    while above is not None:
        if above.indicator.id == part.id:
            raise RuleBroken("indicator.circle", ref=part.ref, whole=whole.ref)
        above = known.pop(above.indicator.id).whole if above.indicator.id in known else None
    return whole


@indicator_command.add_verb
@verb("import", "indicator")
@argument("file")
@option("--zone", required=True, metavar="ZONE")
@option("--for", "period", required=True, of="indicator_import", metavar="MONTH")
@writing_options
def import_command(session: Session, file: str, zone: str, period: str, said: Said) -> None:
    from zonetrack.commands.indicator_sheet import take_in

    take_in(session, file, zone, period, said)


@indicator_command.add_verb
@verb("list", "indicator")
@option("--zone", metavar="ZONE")
@moment_options
@output_options
def list_command(session: Session, zone: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.indicator_list(zone)), output)


@indicator_command.add_verb
@verb("show", "indicator")
@argument("indicator")
@chart_options
@moment_options
@output_options
def show_command(session: Session, indicator: str, drawing: Drawing, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.show import show_drawn

    report = look(session, moment, lambda view: view.indicator(indicator, charted=drawing.chart))
    show_drawn(session, report, output, drawing)


def _words(key: str) -> str:
    from zonetrack.words import t

    return t(key)

"""Commands: `event add`, `record`, `follow-up`, `done`, `list`, `show`: what a zone held, what is to be done after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from zonetrack.commands.options import (
    F,
    Folder,
    Moment,
    Output,
    Said,
    argument,
    bundle,
    moment_options,
    option,
    output_options,
    verb,
    writing_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Subject
    from zonetrack.values.when import When

event_command = Folder("event")


class Held(NamedTuple):
    """What is said of an event besides its day: how many came, who held it, what it was about, words."""

    attendees: str | None
    orgs: Sequence[str]
    topics: Sequence[str]
    say: Sequence[str]


def _held(function: F) -> F:
    """Add the options of what is said of an event, as `held`."""
    options = [
        option("--attendees", metavar="QUANTITY"),
        option("--org", "orgs", multiple=True, metavar="ORG"),
        option("--topic", "topics", multiple=True, metavar="TEXT"),
        option("--say", of="event", multiple=True, metavar="TEXT"),
    ]
    return bundle(Held, "held", options)(function)


@event_command.add_verb
@verb("add", "event")
@argument("name")
@option("--zone", required=True, metavar="ZONE")
@option("--slug", metavar="SLUG")
@_held
@partial(writing_options, of="event", required=True)
def add_command(session: Session, name: str, zone: str, slug: str | None, held: Held, said: Said) -> None:
    from zonetrack.commands.adding import add_event, naming
    from zonetrack.commands.recording import carry_out

    on, span = _days(session, said.on)
    named = naming(session, name, slug, numbered=True)

    def body(recording: Recording) -> None:
        subject = add_event(recording, recording.find(zone, ("zone",)).zone, named)
        recording.record(subject, *_facts(subject, on, held, span))

    carry_out(session, said, "event add", body)


@event_command.add_verb
@verb("record", "event")
@argument("event")
@_held
@partial(writing_options, of="event")
def record_command(session: Session, event: str, held: Held, said: Said) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.words import t

    if said.on is None and not any(held):
        raise click.UsageError(t("error.event.nothing"))
    moved, span = _days(session, said.on)

    def body(recording: Recording) -> None:
        subject = recording.find(event, ("event",))
        facts = list(_facts(subject, moved, held, span))
        recording.record(subject, *(_after(recording, subject, fact) for fact in facts))

    carry_out(session, said, "event record", body)


def _days(session: Session, text: str | None) -> tuple[When | None, When]:
    """Return when an event is held, and the day from which what is said of it counts: today where it is to come."""
    from zonetrack.values.when import day, read_when

    today = session.today()
    if text is None:
        return None, day(today)
    on = session.ask(lambda: read_when(text, today, mood="plan"))
    first = on.first or on.last
    return on, day(today) if first is None or first > today else on


def _facts(subject: Subject, on: When | None, held: Held, span: When) -> Iterator[Fact]:
    """Turn what is said of an event into facts."""
    from zonetrack.commands.recording import words_of
    from zonetrack.domain import measure as measures
    from zonetrack.values.quantity import read_quantity
    from zonetrack.values.text import clean

    def measure(said: str) -> str:
        return measures.measure_of(subject, said)

    if on is not None:
        yield measures.when(measure("on"), on, span)
    if held.attendees is not None:
        yield measures.quantity(measure("attendees"), read_quantity(held.attendees), span)
    for org in held.orgs:
        yield measures.text(measure("org"), clean(org), span)
    for said, texts in (("topic", held.topics), ("words", held.say)):
        for text in texts:
            yield measures.text(measure(said), words_of(text), span)


def _after(recording: Recording, subject: Subject, fact: Fact) -> Fact:
    """Return a fact so that it counts after those of its measure on record: of an event the last word counts."""
    from zonetrack.store.facts import facts_of

    known = [one.day for one in facts_of(recording.db, subject) if one.measure == fact.measure]
    last = fact.span.last or fact.span.first
    today = recording.session.today()
    own = min(last, today).isoformat() if last else today.isoformat()
    return fact._replace(day=max([own, *known]))


@event_command.add_verb
@verb("follow-up", "event")
@argument("name")
@option("--event", required=True, metavar="EVENT")
@option("--due", required=True, of="event", metavar="WHEN")
@option("--owner", metavar="ORG")
@option("--slug", metavar="SLUG")
@writing_options
def follow_up_command(
    session: Session, name: str, event: str, due: str, owner: str | None, slug: str | None, said: Said
) -> None:
    from zonetrack.commands.adding import add_followup, naming
    from zonetrack.commands.recording import carry_out, plan_date, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.values.text import clean

    span = span_of(session, said)
    when = plan_date(session, due, span)
    named = naming(session, name, slug, numbered=True)

    def body(recording: Recording) -> None:
        subject = add_followup(recording, recording.find(event, ("event",)), named)
        recording.record(subject, measures.when(measures.measure_of(subject, "due"), when, span))
        if owner is not None:
            recording.record(subject, measures.text(measures.measure_of(subject, "owner"), clean(owner), span))

    carry_out(session, said, "event follow-up", body)


@event_command.add_verb
@verb("done", "event")
@argument("followup")
@writing_options
def done_command(session: Session, followup: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.words import t

    span = span_of(session, said)

    def body(recording: Recording) -> None:
        subject = recording.find(followup, ("followup",))
        fact = measures.text(measures.measure_of(subject, "done"), "done", span)
        recording.record(subject, fact._replace(words=t("procedure.done")))

    carry_out(session, said, "event done", body)


@event_command.add_verb
@verb("list", "event")
@option("--zone", metavar="ZONE")
@moment_options
@output_options
def list_command(session: Session, zone: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.events(zone)), output)


@event_command.add_verb
@verb("show", "event")
@argument("event")
@moment_options
@output_options
def show_command(session: Session, event: str, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.event(event)), output)

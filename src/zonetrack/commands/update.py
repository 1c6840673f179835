"""Commands: `update`, progress in a figure or in words, for one subject or for many lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.errors import Refusal
    from zonetrack.domain.records import Fact, Subject
    from zonetrack.intake.lines import Line
    from zonetrack.values.percent import Percent
    from zonetrack.values.quantity import Quantity
    from zonetrack.values.when import When

TEXTS = {"say": "words", "next": "next", "problem": "problem", "owner": "owner", "unit": "unit", "leader": "leader"}


@verb("update", "update")
@argument("ref")
@argument("value", required=False)
@option("--say", metavar="TEXT")
@option("--next", metavar="TEXT")
@option("--problem", metavar="TEXT")
@option("--owner", metavar="ORG")
@option("--unit", metavar="ORG")
@option("--leader", metavar="PERSON")
@option("--weight", metavar="N")
@option("--measure", metavar="MEASURE")
@option("--certainty", type=click.Choice(["reported", "verified", "estimated"]))
@writing_options
def update_command(session: Session, ref: str, value: str | None, said: Said, **texts: str | None) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.intake.lines import Line

    line = Line(0, ref, value, {name: text for name, text in texts.items() if text is not None})
    if ref == "-":
        _many(session, said, line)
    else:
        carry_out(session, said, "update", _reader(session, line, said))


def _many(session: Session, said: Said, usual: Line) -> None:
    """Record every line of standard input, or none: every bad line is named.

    What the command itself says (`usual`) holds for every line that does not say otherwise.
    """
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.errors import Refusal
    from zonetrack.intake.lines import read_lines

    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="strict")  # in the plain locale of cron Python would let everything pass
    try:
        lines, bad, untouched = read_lines(sys.stdin or ())
    except UnicodeDecodeError as problem:
        raise Refusal("update.encoding", encoding=problem.encoding.upper()) from None
    bodies: list[tuple[int, Callable[[Recording], None]]] = []
    for given in lines:
        line = given._replace(value=given.value or usual.value, fields=usual.fields | given.fields)
        try:
            bodies.append((line.number, _reader(session, line, said)))
        except Refusal as refusal:
            bad.append((line.number, refusal))

    def body(recording: Recording) -> None:
        for number, record in bodies:
            try:
                record(recording)
            except Refusal as refusal:
                bad.append((number, refusal))
        _refuse(bad)
        if untouched:
            recording.note("echo.untouched", n=untouched)

    carry_out(session, said, "update", body)


def _refuse(bad: list[tuple[int, Refusal]]) -> None:
    from zonetrack.commands.telling import sentence
    from zonetrack.domain.errors import Refusal
    from zonetrack.words import t

    if bad:
        lines = [
            t("update.bad_line", number=number, text=sentence(refusal))
            for number, refusal in sorted(bad, key=lambda pair: pair[0])
        ]
        problem = Refusal("update.bad_lines", n=len(bad), lines="\n".join(lines))
        problem.exit_code = max(refusal.exit_code for _, refusal in bad)
        raise problem


def _reader(session: Session, line: Line, said: Said) -> Callable[[Recording], None]:
    """Read all that a line says, and return what records it."""
    from zonetrack.commands.recording import span_of, words_of
    from zonetrack.domain import measure as measures
    from zonetrack.domain.errors import Refusal, Unreadable
    from zonetrack.domain.milestone import read_weight
    from zonetrack.domain.records import Fact
    from zonetrack.values.percent import Percent

    fields = line.fields
    span = span_of(session, said._replace(on=fields.get("on", said.on)))
    figure = read_figure(line.value, fields.get("measure")) if line.value else None
    texts = {TEXTS[name]: words_of(fields[name]) for name in TEXTS if name in fields}
    certainty = fields.get("certainty", "reported")
    if "weight" in fields:
        texts["weight"] = f"{read_weight(fields['weight']):f}"
    if figure is None and not texts:
        raise Refusal("update.empty", ref=line.ref)
    if certainty not in measures.CERTAINTIES:
        raise Unreadable("update.certainty", text=certainty, known=" ".join(measures.CERTAINTIES))

    def record(recording: Recording) -> None:
        subject = recording.find(line.ref, ("zone", "project", "milestone"))
        facts = [measures.text(measure, words, span) for measure, words in texts.items()]
        if figure is not None:
            subject, fact = _figure_fact(recording, subject, figure, span, fields.get("measure"))
            facts.insert(0, fact)
        given = {"certainty": certainty, "source": fields.get("source", ""), "note": fields.get("note", "")}
        recording.record(subject, *(Fact(**fact._asdict() | given) for fact in facts))
        if isinstance(figure, Percent) and figure.low == 100:
            recording.note("echo.complete", ref=subject.ref)

    return record


def read_figure(text: str, measure: str | None) -> Percent | Quantity:
    """Read `80%` or `3.2km`; with a measure of the user's own a quantity only.  Raises Unreadable."""
    import re

    from zonetrack.domain.errors import Unreadable
    from zonetrack.domain.measure import KINDS
    from zonetrack.values.percent import read_percent
    from zonetrack.values.quantity import read_quantity

    if measure is not None:
        if measure in KINDS or not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", measure):
            raise Unreadable("update.measure", text=measure)
        return read_quantity(text)
    try:
        return read_percent(text)
    except Unreadable as not_percent:
        if not_percent.word in ("percent.range", "percent.words"):
            raise
        try:
            return read_quantity(text)
        except Unreadable as not_quantity:
            known = {"quantity.negative": "update.negative", "quantity.bare": "update.bare"}
            raise Unreadable(known.get(not_quantity.word, "update.value"), text=text) from None


def _figure_fact(
    recording: Recording, subject: Subject, figure: Percent | Quantity, span: When, measure: str | None
) -> tuple[Subject, Fact]:
    """Return the fact that a figure stands for, with its subject, whose unit the first quantity settles."""
    from zonetrack.commands.adding import in_unit
    from zonetrack.domain import measure as measures
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.values.percent import Percent

    if subject.project is None and measure is None:
        raise RuleBroken("update.zone", ref=subject.ref)
    if isinstance(figure, Percent):
        return subject, measures.progress(figure, span)
    if measure is None:
        subject, figure = in_unit(recording, subject, figure)
    return subject, measures.quantity(measure or "quantity", figure, span)

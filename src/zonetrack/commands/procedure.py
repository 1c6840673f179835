"""Commands: `procedure`, how far an approval or permit of a project is (前期手续), and until when it is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact


@verb("procedure", "procedure")
@argument("project")
@argument("name")
@argument("state", required=False)
@option("--say", metavar="TEXT")
@option("--expires", metavar="WHEN")
@writing_options
def procedure_command(
    session: Session, project: str, name: str, state: str | None, say: str | None, expires: str | None, said: Said
) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.measure import PROCEDURE
    from zonetrack.domain.procedure import known_as, read_name
    from zonetrack.words import t

    if state is None and say is None and expires is None:
        raise click.UsageError(t("error.procedure.nothing"))
    given = read_name(name)
    facts = list(_facts(session, (state, say, expires), said))

    def body(recording: Recording) -> None:
        from zonetrack.store.facts import facts_of

        subject = recording.find(project, ("project",))
        measure = PROCEDURE + known_as(given, PROCEDURE, facts_of(recording.db, subject))
        recording.record(subject, *(fact._replace(measure=measure + fact.measure) for fact in facts))

    carry_out(session, said, "procedure", body)


def _facts(session: Session, given: tuple[str | None, str | None, str | None], said: Said) -> Iterator[Fact]:
    """Yield what is said of a procedure: its state, with words or in words alone, and its expiry."""
    from zonetrack.commands.recording import plan_date, span_of, words_of
    from zonetrack.domain import measure as measures
    from zonetrack.domain.procedure import read_state
    from zonetrack.values.text import clean

    state, say, expires = given
    span = span_of(session, said)
    if state is not None or say is not None:
        code = "said" if state is None else read_state(state)
        words = clean(say, limit=200) if say is not None else words_of(state or "", 200)
        yield measures.text("", code, span)._replace(words=words)
    if expires is not None:
        yield measures.when(":expires", plan_date(session, expires, span), span)

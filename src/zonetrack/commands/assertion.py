"""Commands: `assert add`, `assert list` and `assert drop`: what must hold between figures, for `check` to hold to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import (
    Folder,
    Moment,
    Output,
    Said,
    argument,
    moment_options,
    output_options,
    verb,
    writing_options,
)

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session

assert_command = Folder("assert")


@assert_command.add_verb
@verb("add", "assertion")
@argument("assertion")
@writing_options
def add_command(session: Session, assertion: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.assertion import figures_of, read
    from zonetrack.store import assertions, checking, references
    from zonetrack.words import t

    wanted = read(assertion)

    def body(recording: Recording) -> None:
        for figure in figures_of(wanted):
            references.resolve(recording.db, figure.ref, checking.ABOUT, exact=True)
        added = assertions.add(recording.writer, wanted)
        outcome = checking.Book(recording.db, session.today()).held(added)
        verdict = t(f"verdict.{outcome.verdict}")
        recording.note("echo.assertion.added", number=added.number, text=added.text, verdict=verdict)

    carry_out(session, said, "assert add", body)


@assert_command.add_verb
@verb("list", "assertion")
@moment_options
@output_options
def list_command(session: Session, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.assertions()), output)


@assert_command.add_verb
@verb("drop", "assertion")
@argument("number")
@writing_options
def drop_command(session: Session, number: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.errors import NotFound
    from zonetrack.store import assertions

    if not (number.isascii() and number.isdigit()):
        raise NotFound("assertion.none", number=number)

    def body(recording: Recording) -> None:
        gone = assertions.drop(recording.writer, int(number))
        recording.note("echo.assertion.dropped", number=gone.number, text=gone.text)

    carry_out(session, said, "assert drop", body)

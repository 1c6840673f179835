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
    from collections.abc import Iterable

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.assertion import Assertion
    from zonetrack.store.checking import Book

assert_command = Folder("assert")


@assert_command.add_verb
@verb("add", "assertion")
@argument("assertion")
@writing_options
def add_command(session: Session, assertion: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.assertion import read, renamed
    from zonetrack.store import assertions, checking
    from zonetrack.words import t

    wanted = read(assertion)

    def body(recording: Recording) -> None:
        book = checking.Book(recording.db, session.today())
        added = assertions.add(recording.writer, read(renamed(wanted.text, _names(recording, book, wanted))))
        outcome = book.held(added)
        verdict = t(f"verdict.{outcome.verdict}")
        recording.note("echo.assertion.added", number=added.number, text=added.text, verdict=verdict)

    carry_out(session, said, "assert add", body)


def _names(recording: Recording, book: Book, wanted: Assertion) -> list[str]:
    """Return the name of each measure that is typed, in order.

    Raises NotFound or Ambiguous for a reference, Unreadable for a measure that its record cannot have.
    """
    from zonetrack.domain.assertion import figures_of
    from zonetrack.store import checking, references
    from zonetrack.values.errors import Unreadable

    names = []
    for figure in figures_of(wanted):
        subject = references.resolve(recording.db, figure.ref, checking.ABOUT, exact=True)
        known = book.names(subject)
        name = _named(figure.measure, known)
        if name is None:
            raise Unreadable("source.measure", text=figure.measure, ref=subject.ref, known=" ".join(known))
        names.append(name)
    return names


def _named(typed: str, known: Iterable[str]) -> str | None:
    """Return which of the known measures was typed, by its name or by the words under which reports print it.

    It is kept by its name, for words are those of one language.
    """
    from zonetrack.words import has, t

    for name in known:
        keys = (f"measure.{name}", f"col.{name}", f"measure.i:{name}")
        if typed == name or any(has(key) and t(key).casefold() == typed.casefold() for key in keys):
            return name
    return None


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

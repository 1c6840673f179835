"""Commands: `undo`, a command is taken back whole, as a new entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Said, argument, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Entry
    from zonetrack.store.db import Db

MADE = "init"  # the command that made the ledger: without its time zone the ledger would have another today


@verb("undo", "undo")
@argument("entry", required=False)
@writing_options
def undo_command(session: Session, entry: str | None, said: Said) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.store import journal

    author = session.author()

    def body(recording: Recording) -> None:
        found = _newest(recording.db, author) if entry is None else _named(recording.db, entry)
        names = journal.names(recording.db, journal.of_command(recording.db, found.command_id))
        recording.writer.take_back(found.command_id)
        recording.note("echo.undone", entry=", ".join(names), command=found.command, author=found.author, at=found.at)

    carry_out(session, said, "undo", body)


def _newest(db: Db, author: str) -> Entry:
    from zonetrack.domain.errors import NotFound
    from zonetrack.store import journal

    found = journal.newest_by(db, author)
    if found is None or found.command == MADE:
        raise NotFound("undo.none", author=author)
    return found


def _named(db: Db, text: str) -> Entry:
    """Return the entry that `slug#number` names.  Raises Unreadable, NotFound, RuleBroken."""
    from zonetrack.domain.errors import NotFound, RuleBroken
    from zonetrack.store import journal
    from zonetrack.store.reading import zone_of_entry

    found = journal.find(db, *zone_of_entry(db, text))
    if found is None:
        raise NotFound("undo.nothing", entry=text)
    if found.command == MADE:
        raise RuleBroken("undo.made", entry=text)
    return found

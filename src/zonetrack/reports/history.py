"""Reports: `history`, who said what when, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import kind_of, span_of, spoken
from zonetrack.domain.signal import SETTING
from zonetrack.report import NA, Code, Known, Note, Report, Table
from zonetrack.reports import cells, figures
from zonetrack.reports.columns import REPORTS, where_needed
from zonetrack.values.when import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, tzinfo

    from zonetrack.domain.history import Change, Names, Told
    from zonetrack.domain.records import Entry, Observation

# What a change of a record's identity does not tell for itself.
_SILENT = frozenset({"zone_id", "id", "project_id", "name_key"})
# Columns that a page shows only where some row has something in them.
_WHERE_NEEDED = frozenset({"old", "span", "source", "reason", "note", "undone_by", "undoes"})


class Chosen(NamedTuple):
    """What is asked for; None asks for nothing.

    `name` is that of a record, in the title; `after` a command id with `since`, the words for it; `author` is whole;
    `by` is the last day (ISO) that a fact may count from.
    """

    name: str | None = None
    after: str | None = None
    since: str | None = None
    author: str | None = None
    by: str | None = None


class Book(NamedTuple):
    """What a row needs besides its change: references, the ledger's time zone, and which entries undo which.

    `undone` maps a command to the one that takes it back; `entries` has zone ids and numbers of all these commands.
    """

    names: Names
    clock: tzinfo
    undone: Mapping[str, str]
    entries: Mapping[str, Sequence[tuple[str, int]]]

    def entry(self, entry: Entry) -> str:
        """Return the name of an entry: `yuanping#42`."""
        return self.number(entry.zone_id, entry.seq)

    def number(self, zone_id: str, seq: int) -> str:
        """Return the name of entry `seq` of a zone."""
        return f"{self.names.ref(zone_id)}#{seq}"

    def of_command(self, command_id: str | None, zone_id: str) -> Any:
        """Return the entry of a command that takes back, or was taken back: the one in this zone; NA without one."""
        known = self.entries.get(command_id or "", ())
        if not known:
            return NA
        return self.number(*next((entry for entry in known if entry[0] == zone_id), known[0]))


def build(told: Iterable[Told], as_of: date, known: Known | None, book: Book, chosen: Chosen | None = None) -> Report:
    """Return the report `history`: `told` are the changes of the ledger or of a record, oldest first."""
    wanted = chosen or Chosen()
    asked = [one for one in told if _asked(one.change.entry, wanted)]
    listed = [one for one in asked if wanted.by is None or _day(one) <= wanted.by]
    listed.sort(key=lambda one: (one.change.entry.zone_id, one.change.n))
    listed.sort(key=lambda one: one.change.entry.command_id, reverse=True)
    rows = [row(one, book) for one in listed]
    table = Table("entries", where_needed(REPORTS["history"]["entries"], rows, _WHERE_NEEDED), rows)
    title = {"name": wanted.name} if wanted.name else {}
    return Report("history", as_of, known, (table,), tuple(_notes(wanted, len(listed), len(asked))), title)


def _asked(entry: Entry, wanted: Chosen) -> bool:
    if wanted.after is not None and entry.command_id <= wanted.after:
        return False
    return wanted.author is None or entry.author == wanted.author


def _day(told: Told) -> str:
    """The day (ISO) from which the fact counts that a change is about; a record has none, and is always listed."""
    return str(told.change.row["day"]) if told.change.table == "observation" else ""


def _notes(wanted: Chosen, listed: int, asked: int) -> list[Note]:
    notes = []
    if wanted.since is not None:
        notes.append(Note("history_since", {"since": wanted.since}))
    if wanted.author is not None:
        notes.append(Note("history_user", {"name": wanted.author}))
    if listed < asked:
        notes.append(Note("history_later", {"n": asked - listed, "day": wanted.by}))
    return notes


def row(told: Told, book: Book) -> dict[str, Any]:
    """Return the row of one change: the entry that made it, what it is about, what was and what is."""
    change = told.change
    entry = change.entry
    fact = told.change.fact(change.now or change.was)
    return {
        "id": f"{entry.zone_id}#{entry.seq}.{change.n}",
        "ref": told.ref,
        "subject": told.ref,
        "zone": book.names.ref(change.zone_id),
        "entry": book.entry(entry),
        "time": cells.minute(entry.at, book.clock),
        "at": entry.at,
        "author": entry.author,
        "command": entry.command,
        "action": Code("action", change.action),
        **(_said(told, fact) if fact else _identity(change)),
        "reason": entry.reason or NA,
        "source": (fact.source if fact else "") or entry.source or NA,
        "note": (fact.note if fact else "") or entry.note or NA,
        "undone_by": book.of_command(book.undone.get(entry.command_id), entry.zone_id),
        "undoes": book.of_command(entry.undoes, entry.zone_id),
        "seq": entry.seq,
        "n": change.n,
        "command_id": entry.command_id,
        "key": entry.key or NA,
        "hash": entry.hash,
        "row_table": change.table,
        "row_id": change.row_id,
        "before": change.before or NA,
        "after": change.after or NA,
    }


def _said(told: Told, fact: Observation) -> dict[str, Any]:
    return {
        "what": Code("measure", spoken(fact.measure)),
        "old": words(told.old),
        "new": words(told.new),
        "span": span_of(fact),
        "day": cells.day(fact.day),
        "certainty": Code("certainty", fact.certainty),
        "flags": cells.flags(fact.flags),
    }


def words(fact: Observation | None) -> Any:
    """Return a fact as it was said; a date and a stage as they were read.  No fact, or an empty text: NA."""
    if fact is None or not fact.value:
        return NA
    return figures.value(fact) if kind_of(fact.measure) in ("when", "stage") else fact.words or figures.value(fact)


def _identity(change: Change) -> dict[str, Any]:
    """Return what a change of a record tells: its name when it comes or goes, else the fields that changed."""
    was, now = change.was, change.now
    since = ""
    fields: tuple[str, ...] = ("slug",) if change.table == "alias" else ("name",)
    if change.table == "setting":
        fields = ("value",)
    elif was and now:
        fields = tuple(field for field in now if field not in _SILENT and was.get(field) != now[field])
    single = change.action == "changed" and len(fields) == 1
    what = fields[0] if single else change.table
    if change.table == "setting":
        what, _, since = change.row_id.partition(".") if change.row_id.startswith(SETTING) else (change.row_id, "", "")
    return {
        "what": Code("kind" if what == change.table and what not in ("alias", "setting") else "field", what),
        "old": _fields(was, fields),
        "new": _fields(now, fields),
        "span": decode(f"{since}/..") if since else NA,
        "day": NA,
        "certainty": NA,
        "flags": (),
    }


def _fields(image: Mapping[str, Any] | None, fields: Sequence[str]) -> Any:
    """Return the values of `fields`: one as it is, several side by side; NA where there is nothing in any of them."""
    if image is None:
        return NA
    values = [", ".join(str(image[field]).splitlines()) for field in fields]
    if not any(values):
        return NA
    return values[0] if len(values) == 1 else tuple(values)

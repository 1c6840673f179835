"""Store: reading the journal: the rows that commands changed, all of them or those of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zonetrack.domain.history import Change, Image, taken_back, within
from zonetrack.domain.records import LEDGER, Entry
from zonetrack.store.journal import UNDONE, find, of_command
from zonetrack.store.schema import lift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.domain.records import Observation, Subject
    from zonetrack.store.db import Db

_CHANGES = f"""
    SELECT {", ".join(f"entry.{field}" for field in Entry._fields)},
        change.n, change.row_table, change.row_id, change.before, change.after
    FROM change JOIN entry ON entry.zone_id = change.zone_id AND entry.seq = change.seq
"""
_ORDER = "ORDER BY entry.command_id, entry.zone_id, change.n"
ALL = f"{_CHANGES} {_ORDER}"
OF_ZONE = f"""
    {_CHANGES} WHERE change.zone_id = :zone_id OR (change.zone_id = :ledger AND change.row_id = :zone_id) {_ORDER}
"""
# An id is 16 letters and digits, so no other text of an image can hold one by chance.  It may stand within a measure.
MENTIONING = f"""
    {_CHANGES} WHERE change.zone_id = :zone_id AND (change.row_table = 'alias' OR change.row_id = :id
        OR change.before LIKE :mention ESCAPE '!' OR change.after LIKE :mention ESCAPE '!') {_ORDER}
"""


def changes(db: Db, subject: Subject | None = None) -> list[Change]:
    """Return every row that was ever changed, oldest first: of the ledger, or of a record and all that belongs to it.

    Cost: one pass over the journal, or over that of one zone.
    """
    if subject is None:
        return _changes(db, ALL)
    zone_id = subject.zone.zone_id
    if subject.kind in ("zone", "event"):  # what is said of a follow-up does not mention its event
        found = _changes(db, OF_ZONE, zone_id=zone_id, ledger=LEDGER)
        return found if subject.event is None else within(found, subject.id)
    found = _changes(db, MENTIONING, zone_id=zone_id, id=subject.id, mention=f"%{subject.id}%")
    return within(found, subject.id)


def _changes(db: Db, sql: str, **params: object) -> list[Change]:
    width = len(Entry._fields)
    found = []
    for row in db.rows(sql, **params):
        entry = Entry._make(row[:width])
        n, table, row_id, before, after = row[width:]
        old, new = (None if text is None else Image(json.loads(text)) for text in (before, after))
        was, now = (lift(table, image, entry.schema) for image in (old, new))
        found.append(Change(entry, n, table, row_id, old, new, was, now))
    return found


def undone(db: Db) -> dict[str, str]:
    """Return which command takes which back, by command ids, as it stands."""
    return taken_back((row[0], row[1]) for row in db.rows(UNDONE))


def entries_of(db: Db, facts: Iterable[Observation]) -> dict[tuple[str, int], Entry]:
    """Return the entries that recorded `facts`, by zone id and number."""
    keys = {(fact.zone_id, fact.seq) for fact in facts}
    return {key: entry for key in sorted(keys) if (entry := find(db, *key))}


def numbers(db: Db) -> dict[str, list[tuple[str, int]]]:
    """Return the zone ids and numbers of the entries of each command that takes another one back, or was taken back."""
    commands = {command for row in db.rows(UNDONE) for command in row}
    return {command: [(e.zone_id, e.seq) for e in of_command(db, command)] for command in sorted(commands)}

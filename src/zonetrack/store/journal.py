"""Store: the journal.  Every command is an entry with the image of each row before and after, chained by SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.errors import Changed, NotFound
from zonetrack.domain.records import LEDGER, Entry
from zonetrack.store.reading import zones
from zonetrack.store.tables import CHANGE, ENTRY, JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.store.db import Db

NEXT = """
    INSERT INTO chain (zone_id, seq, hash) VALUES (:zone_id, 1, '')
    ON CONFLICT (zone_id) DO UPDATE SET seq = chain.seq + 1
    RETURNING seq, hash
"""
SET_HEAD = "UPDATE chain SET hash = :hash WHERE zone_id = :zone_id"
HEAD = "SELECT seq, hash FROM chain WHERE zone_id = :zone_id"
_ENTRIES = f"SELECT {', '.join(Entry._fields)} FROM entry"
BY_KEY = f"{_ENTRIES} WHERE key = :key ORDER BY command_id, zone_id"
BY_COMMAND = f"{_ENTRIES} WHERE command_id = :command_id ORDER BY zone_id"
BY_NUMBER = f"{_ENTRIES} WHERE zone_id = :zone_id AND seq = :seq"
NEWEST = f"{_ENTRIES} ORDER BY command_id DESC, zone_id LIMIT 1"
NEWEST_BY_AUTHOR = f"""
    {_ENTRIES} WHERE author = :author AND undoes IS NULL AND command_id < :before
    ORDER BY command_id DESC, zone_id LIMIT 1
"""
UNDONE = "SELECT command_id, undoes FROM entry WHERE undoes IS NOT NULL ORDER BY command_id DESC"
CHANGES = """
    SELECT row_table, row_id, before, after FROM change
    WHERE zone_id = :zone_id AND seq = :seq ORDER BY n
"""

LATER = """
    SELECT max(seq) FROM change WHERE zone_id = :zone_id AND row_table = :row_table AND row_id = :row_id
"""

Image = dict[str, Any]

# The columns of rows that hold what a person wrote, by which a row is told from others.
TOLD = ("name", "words", "slug", "code", "category", "tags", "value")


class Change(NamedTuple):
    """One row as a command found it and left it; None where there was, or is, no row."""

    table: str
    row_id: str
    before: Image | None
    after: Image | None


def _text(image: Image | None) -> str | None:
    import json

    return None if image is None else json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def next_number(db: Db, zone_id: str) -> tuple[int, str]:
    """Take the next entry number of a zone's chain, and hold that chain; return it with the hash of the head."""
    row = db.one(NEXT, zone_id=zone_id)
    if row is None:
        raise AssertionError("an upsert returns its row")
    return int(row[0]), str(row[1])


def digest(previous: str, entry: Entry, changes: Sequence[tuple[str, str, str | None, str | None]]) -> str:
    """Return the hash of an entry: SHA-256 over the hash before it, all its fields and the images of its rows."""
    import hashlib
    import json

    content = [previous, list(entry[:-1]), [list(change) for change in changes]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def append(db: Db, entry: Entry, previous: str, changes: Sequence[Change]) -> Entry:
    """Write `entry` with its rows' images as the new head of its zone's chain, and return it with its hash."""
    images = [(c.table, c.row_id, _text(c.before), _text(c.after)) for c in changes]
    entry = entry._replace(hash=digest(previous, entry, images))
    db.rows(ENTRY.insert, **entry._asdict())
    db.many(
        CHANGE.insert,
        [
            dict(zip(CHANGE.columns, (entry.zone_id, entry.seq, n, *image), strict=True))
            for n, image in enumerate(images, 1)
        ],
    )
    db.rows(SET_HEAD, zone_id=entry.zone_id, hash=entry.hash)
    return entry


def _entries(db: Db, sql: str, **params: object) -> list[Entry]:
    return [Entry._make(row) for row in db.rows(sql, **params)]


def by_key(db: Db, key: str) -> list[Entry]:
    """Return the entries of the command that was given `key`."""
    return _entries(db, BY_KEY, key=key)


def newest(db: Db) -> Entry | None:
    """Return the newest entry of the whole ledger."""
    found = _entries(db, NEWEST)
    return found[0] if found else None


def head(db: Db, zone_id: str) -> tuple[int, str]:
    """Return the number and hash of a zone's newest entry; 0 and empty where it has none."""
    row = db.one(HEAD, zone_id=zone_id)
    return (int(row[0]), str(row[1])) if row else (0, "")


def newest_by(db: Db, author: str) -> Entry | None:
    """Return the newest entry of `author` that stands: not an undo, and not taken back."""
    taken_back: set[str] = set()
    for command_id, undone in db.rows(UNDONE):  # the newest first: an undo that was taken back takes nothing back
        if command_id not in taken_back:
            taken_back.add(undone)
    found = _entries(db, NEWEST_BY_AUTHOR, author=author, before="~")
    while found and found[0].command_id in taken_back:
        found = _entries(db, NEWEST_BY_AUTHOR, author=author, before=found[0].command_id)
    return found[0] if found else None


def find(db: Db, zone_id: str, seq: int) -> Entry | None:
    """Return entry number `seq` of a zone."""
    found = _entries(db, BY_NUMBER, zone_id=zone_id, seq=seq)
    return found[0] if found else None


def of_command(db: Db, command_id: str) -> list[Entry]:
    """Return the entries of one command: one for each zone it touched."""
    return _entries(db, BY_COMMAND, command_id=command_id)


def changes_of(db: Db, entry: Entry) -> list[Change]:
    """Return the rows that an entry changed, in order; images of an earlier schema as the present one has them."""
    import json

    from zonetrack.store.schema import lift

    rows = db.rows(CHANGES, zone_id=entry.zone_id, seq=entry.seq)
    return [
        Change(
            table,
            row_id,
            *(None if image is None else lift(table, json.loads(image), entry.schema) for image in (before, after)),
        )
        for table, row_id, before, after in rows
    ]


def inverse(db: Db, command_id: str) -> list[tuple[str, Change]]:
    """Return the changes that take a command back, last first, as (zone id, change).

    Raises NotFound for an unknown command, and Changed where a row is no longer what the command left.
    """
    entries = of_command(db, command_id)
    if not entries:
        raise NotFound("undo.nothing", entry=command_id)
    _not_undone(db, entries)
    found = []
    for entry in entries:
        seen = set()
        for change in reversed(changes_of(db, entry)):
            if (change.table, change.row_id) not in seen:
                _unchanged(db, entry, change)
            seen.add((change.table, change.row_id))
            found.append((entry.zone_id, Change(change.table, change.row_id, change.after, change.before)))
    # Zones are referred to by all else: they are the last to go and the first to come back.
    found.sort(key=lambda item: (item[0] == LEDGER) is (item[1].after is None))
    return found


def _not_undone(db: Db, entries: Sequence[Entry]) -> None:
    """Raise Changed where a command is taken back already, and by which entry; an undo may itself be taken back."""
    taken: set[str] = set()
    by = {}
    for command_id, undoes in db.rows(UNDONE):
        if command_id not in taken:
            taken.add(undoes)
            by[undoes] = command_id
    if entries[0].command_id in taken:
        undo = names(db, of_command(db, by[entries[0].command_id]))[0]
        raise Changed("undo.already", entry=names(db, entries)[0], by=undo)


def _unchanged(db: Db, entry: Entry, change: Change) -> None:
    texts = JOURNALLED[change.table]
    row = db.one(texts.get, **{"zone_id": entry.zone_id, texts.key: change.row_id})
    now = dict(zip(texts.columns, row, strict=True)) if row else None
    if now != change.after:
        later = db.one(LATER, zone_id=entry.zone_id, row_table=change.table, row_id=change.row_id)
        name = names(db, [entry])[0]
        latest = f"{name.partition('#')[0]}#{later[0]}" if later else name
        left, stands = change.after or {}, now or {}
        differing = [field for field in TOLD if left.get(field) != stands.get(field)]
        if {"words", "value"} <= set(differing):
            differing.remove("value")
        raise Changed(
            "undo.changed",
            entry=name,
            later=latest,
            row=next((str((left or stands)[field]) for field in TOLD if (left or stands).get(field)), change.row_id),
            left=_told(left, differing),
            now=_told(stands, differing),
        )


def _told(image: Image, fields: Sequence[str]) -> str:
    """The texts of a row in which it differs, as they were written: names of columns say nothing to an office."""
    return " · ".join(str(image[field]).replace("\n", " ") for field in fields if image.get(field)) or "—"


def names(db: Db, entries: Iterable[Entry]) -> list[str]:
    """Return the names of entries, such as `yuanping#42`; zones and settings are in `ledger#…`."""
    slugs = {zone.zone_id: zone.slug for zone in zones(db)} | {LEDGER: LEDGER}
    return [f"{slugs.get(entry.zone_id, entry.zone_id)}#{entry.seq}" for entry in entries]

"""Store: the journal.  Every command is an entry with the image of each row before and after, chained by SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.errors import Changed, NotFound
from zonetrack.domain.records import LEDGER, Entry
from zonetrack.store.reading import zones
from zonetrack.store.tables import CHANGE, ENTRY, JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zonetrack.store.db import Db

NEXT = """
    INSERT INTO chain (zone_id, seq, hash) VALUES (:zone_id, 1, '')
    ON CONFLICT (zone_id) DO UPDATE SET seq = chain.seq + 1
    RETURNING seq, hash
"""
SET_HEAD = "UPDATE chain SET hash = :hash WHERE zone_id = :zone_id"
HEAD = "SELECT seq, hash FROM chain WHERE zone_id = :zone_id"
GIVE_BACK = "UPDATE chain SET seq = seq - 1 WHERE zone_id = :zone_id"
DROP_CHAIN = "DELETE FROM chain WHERE zone_id = :zone_id AND seq = 0"
SEAL = "UPDATE entry SET hash = :hash WHERE zone_id = :zone_id AND seq = :seq"
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
CHANGES_BEFORE = """
    SELECT row_table, row_id, before, after, n FROM change
    WHERE zone_id = :zone_id AND seq = :seq AND n < :n ORDER BY n DESC LIMIT :many
"""
MOST = 2**62  # more changes than any entry has

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


# A change as it stands in the journal: table, id of the row, and its images as JSON.
Written = tuple[str, str, str | None, str | None]

# So many changes are held before they are written: an entry of any length takes no more memory than that.
CHUNK = 500


def _text(image: Image | None) -> str | None:
    import json

    return None if image is None else json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def texts_of(columns: Sequence[str]) -> Callable[[Sequence[object]], str]:
    """Return what makes the image of a row of these columns, given as its values: the same text, in half the time."""
    from json.encoder import encode_basestring as quoted
    from operator import itemgetter

    names = sorted(columns)
    in_order = itemgetter(*map(columns.index, names))
    image = "{" + ",".join(f'"{name}":%s' for name in names) + "}"

    def text(row: Sequence[object]) -> str:
        cells = [quoted(v) if v.__class__ is str else "null" if v is None else v for v in in_order(row)]
        return image % tuple(cells)

    return text


def next_number(db: Db, zone_id: str) -> tuple[int, str]:
    """Take the next entry number of a zone's chain, and hold that chain; return it with the hash of the head."""
    row = db.one(NEXT, zone_id=zone_id)
    if row is None:
        raise AssertionError("an upsert returns its row")
    return int(row[0]), str(row[1])


class Seal:
    """The hash of an entry, fed with its changes as they come.

    It is SHA-256 over JSON: the hash before, all fields of the entry but its own hash, and the changes in order.
    """

    def __init__(self, previous: str, entry: Entry) -> None:
        import hashlib

        self._sha = hashlib.sha256(f"[{self._json(previous)},{self._json(entry[:-1])},[".encode())
        self._empty = True

    @staticmethod
    def _json(value: object) -> str:
        import json

        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def feed(self, changes: Sequence[Written]) -> None:
        """Take in the next changes: in pieces, as large texts take longer to copy than to make."""
        for start in range(0, len(changes), CHUNK):
            text = self._json(changes[start : start + CHUNK])[1:-1]
            self._sha.update((text if self._empty else f",{text}").encode())
            self._empty = False

    def digest(self) -> str:
        """Return the hash over all that was fed."""
        whole = self._sha.copy()
        whole.update(b"]]")
        return whole.hexdigest()


def digest(previous: str, entry: Entry, changes: Sequence[Written]) -> str:
    """Return the hash of an entry with all its changes at once."""
    seal = Seal(previous, entry)
    seal.feed(changes)
    return seal.digest()


class Pen:
    """An entry under way, the new head of its zone's chain: changes go to the file and into its hash as they come."""

    def __init__(self, db: Db, entry: Entry, previous: str) -> None:
        self.entry = entry
        self._db = db
        self._previous = previous
        self._seal: Seal | None = None
        self._held: list[Written] = []
        self._written = 0

    @property
    def used(self) -> bool:
        """Tell whether any change was noted."""
        return bool(self._held or self._written)

    def note(self, change: Change) -> None:
        """Take in the images of one row."""
        self.note_all([(change.table, change.row_id, _text(change.before), _text(change.after))])

    def note_all(self, changes: Iterable[Written]) -> None:
        """Take in images that are texts already."""
        self._held.extend(changes)
        if len(self._held) >= CHUNK:
            self._write()

    def _write(self) -> None:
        if self._seal is None:  # changes belong to an entry that stands; its hash is known last
            self._seal = Seal(self._previous, self.entry)
            self._db.rows(ENTRY.insert, **self.entry._asdict())
        self._seal.feed(self._held)
        key = self.entry[:2]
        self._db.load(CHANGE.insert, ((*key, n, *change) for n, change in enumerate(self._held, self._written + 1)))
        self._written += len(self._held)
        self._held.clear()

    def close(self) -> Entry | None:
        """Write what is left, seal the entry and return it; one without changes gives its number back, and is None."""
        zone_id = self.entry.zone_id
        if not self.used:
            self._db.rows(GIVE_BACK, zone_id=zone_id)
            self._db.rows(DROP_CHAIN, zone_id=zone_id)
            return None
        self._write()
        if self._seal is None:
            raise AssertionError("what was written has a seal")
        self.entry = self.entry._replace(hash=self._seal.digest())
        self._db.rows(SEAL, zone_id=zone_id, seq=self.entry.seq, hash=self.entry.hash)
        self._db.rows(SET_HEAD, zone_id=zone_id, hash=self.entry.hash)
        return self.entry


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
    return [_read(row, entry) for row in db.rows(CHANGES, zone_id=entry.zone_id, seq=entry.seq)]


def _read(row: Written, entry: Entry) -> Change:
    """Return a change of `entry` from what is written, in the present schema."""
    import json

    from zonetrack.store.schema import lift

    table, row_id, *texts = row
    images = (None if text is None else lift(table, json.loads(text), entry.schema) for text in texts)
    return Change(table, row_id, *images)


def _backwards(db: Db, entry: Entry) -> Iterator[Written]:
    """Yield the changes of an entry, the last first, a chunk in memory at a time."""
    n = MOST
    while rows := db.rows(CHANGES_BEFORE, zone_id=entry.zone_id, seq=entry.seq, n=n, many=CHUNK):
        n = rows[-1][-1]
        yield from (row[:-1] for row in rows)


def inverse(db: Db, command_id: str) -> Iterator[tuple[str, Change]]:
    """Yield the changes that take a command back, last first, as (zone id, change); before any, all are checked.

    Raises NotFound for an unknown command, and Changed where a row is no longer what the command left.
    """
    entries = of_command(db, command_id)
    if not entries:
        raise NotFound("undo.nothing", entry=command_id)
    _not_undone(db, entries)
    for entry in entries:
        seen = set()
        for row in _backwards(db, entry):
            if row[:2] not in seen:
                _unchanged(db, entry, _read(row, entry))
                seen.add(row[:2])
    # Zones are referred to by all else: they are the last to go and the first to come back.
    for late in (False, True):
        for entry in entries:
            for row in _backwards(db, entry):
                _, _, before, _ = row
                if ((entry.zone_id == LEDGER) is (before is None)) is late:
                    change = _read(row, entry)
                    yield entry.zone_id, change._replace(before=change.after, after=change.before)


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

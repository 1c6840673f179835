"""Store: the journal taken at its word, its chains recomputed, and all tables made again from its images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.doctor import Damage, compared, gaps, written
from zonetrack.domain.measure import named_by
from zonetrack.domain.records import LEDGER, Entry
from zonetrack.store.journal import digest
from zonetrack.store.schema import lift
from zonetrack.store.tables import CHANGE, JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.store.db import Db, Row

_ENTRIES = f"SELECT {', '.join(Entry._fields)} FROM entry ORDER BY zone_id, seq"
_CHANGES = f"SELECT {', '.join(CHANGE.columns)} FROM change ORDER BY zone_id, seq, n"
_HEADS = "SELECT zone_id, seq, hash FROM chain ORDER BY zone_id"
_EVERY = {name: f"SELECT {', '.join(texts.columns)} FROM {name}" for name, texts in JOURNALLED.items()}

# The journal that speaks of a row, and the row's own id.
Key = tuple[str, str]
Tables = dict[str, dict[Key, dict[str, Any]]]


class Names:
    """References for people: a zone by its slug, a project or milestone by its path, a fact by what it is about.

    Made from rows that may be damaged: what has no name keeps its id.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def zone(self, zone_id: str) -> str:
        """Return the slug of a zone; the journal of zones and settings is `ledger`."""
        return str(self._tables["zone"].get((LEDGER, zone_id), {}).get("slug") or zone_id)

    def record(self, table: str, key: Key) -> str:
        """Return the reference of a row of a journalled table."""
        owner, row_id = key
        row = self._tables[table].get(key, {})
        if table == "zone":
            return self.zone(row_id)
        if table in ("project", "indicator", "event"):
            return f"{self.zone(owner)}/{row.get('slug') or row_id}"
        if table == "milestone":
            return f"{self._of(owner, 'project', row.get('project_id'))}/{row.get('slug') or row_id}"
        if table == "followup":
            return f"{self._of(owner, 'event', row.get('event_id'))}/{row.get('slug') or row_id}"
        if table == "observation":
            named = named_by(str(row.get("measure", "")))
            said = named.said or "value" if named else row.get("measure", "")
            return f"{self.subject(owner, row)} {said} ({row_id})"
        return row_id

    def subject(self, zone_id: str, row: dict[str, Any]) -> str:
        """Return the reference of what a fact is about."""
        if row.get("milestone_id"):
            return self._of(zone_id, "milestone", row["milestone_id"])
        if named := named_by(str(row.get("measure", ""))):
            return self._of(zone_id, named.table, named.id)
        return self._of(zone_id, "project", row["project_id"]) if row.get("project_id") else self.zone(zone_id)

    def _of(self, zone_id: str, table: str, row_id: object) -> str:
        return self.record(table, (zone_id, str(row_id)))


def stored(db: Db) -> Tables:
    """Return every row of every journalled table, as it stands."""
    found: Tables = {}
    for table, texts in JOURNALLED.items():
        rows = (dict(zip(texts.columns, row, strict=True)) for row in db.rows(_EVERY[table]))
        owned = table in ("zone", "setting")
        found[table] = {(LEDGER if owned else row["zone_id"], row[texts.key]): row for row in rows}
    return found


def _changes(db: Db) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = {}
    for row in db.rows(_CHANGES):
        found.setdefault((row[0], row[1]), []).append(row[2:])
    return found


def chains(db: Db, names: Names) -> tuple[int, list[Damage]]:
    """Recompute every chain: numbers without a gap, every hash over its entry and the one before, heads as the last.

    Return how many entries were looked at, and what is not as it should be.
    """
    of_zone: dict[str, list[Entry]] = {}
    for row in db.rows(_ENTRIES):
        of_zone.setdefault(row[0], []).append(Entry._make(row))
    changes = _changes(db)
    damage = [found for zone_id, chain in of_zone.items() for found in _chain(names.zone(zone_id), chain, changes)]
    heads = {zone_id: {"seq": seq, "hash": head} for zone_id, seq, head in db.rows(_HEADS)}
    last = {zone_id: {"seq": chain[-1].seq, "hash": chain[-1].hash} for zone_id, chain in of_zone.items()}
    for zone_id in sorted(heads.keys() | last.keys()):
        damage += compared("chain", "chain", names.zone(zone_id), last.get(zone_id), heads.get(zone_id))
    return sum(map(len, of_zone.values())), damage


def _chain(zone: str, chain: list[Entry], changes: dict[tuple[str, int], list[Row]]) -> Iterator[Damage]:
    for number in gaps([entry.seq for entry in chain]):
        yield Damage("chain", "entry", f"{zone}#{number}", "seq", str(number), None)
    previous, before = "", 0
    for entry in chain:
        rows = changes.get((entry.zone_id, entry.seq), [])
        for number in gaps([row[0] for row in rows]):
            yield Damage("chain", "change", f"{zone}#{entry.seq}", "n", str(number), None)
        if entry.seq == before + 1:
            computed = digest(previous, entry, [row[1:] for row in rows])
            if computed != entry.hash:
                yield Damage("chain", "entry", f"{zone}#{entry.seq}", "hash", computed, entry.hash)
        previous, before = entry.hash, entry.seq


def replayed(db: Db, names: Names) -> tuple[Tables, list[Damage]]:
    """Return the journalled tables as the images make them, from nothing, and where an image does not fit the last.

    Images of earlier schemas are lifted to the present one.
    """
    tables: Tables = {table: {} for table in JOURNALLED}
    schemas = {(row[0], row[1]): Entry._make(row).schema for row in db.rows(_ENTRIES)}
    damage: list[Damage] = []
    for (zone_id, seq), rows in _changes(db).items():
        for n, table, row_id, *texts in rows:
            place = f"{names.zone(zone_id)}#{seq}.{n}"
            if table not in tables:
                damage.append(Damage("journal", "change", place, "row_table", " ".join(JOURNALLED), written(table)))
                continue
            images = [_image(table, text, schemas.get((zone_id, seq), 0)) for text in texts]
            for field, text, image in zip(("before", "after"), texts, images, strict=True):
                if image is BROKEN:
                    damage.append(Damage("journal", "change", place, field, "JSON", written(text)))
            key = (zone_id, row_id)
            damage += _stepped(tables[table], key, images, f"{place} {names.record(table, key)}")
    return tables, damage


def _stepped(
    kept: dict[Key, dict[str, Any]], key: Key, images: list[dict[str, Any] | None], where: str
) -> list[Damage]:
    """Take one row from its image before to that after; what a broken image left is not known, and not compared."""
    before, after = images
    have = kept.pop(key, None)
    if after is not None:
        kept[key] = after
    return [] if BROKEN in (have, before) else list(compared("journal", "change", where, have, before))


BROKEN: dict[str, Any] = {}  # stands for an image that is no JSON object


def _image(table: str, text: object, schema: int) -> dict[str, Any] | None:
    import json

    if text is None:
        return None
    try:
        image = json.loads(str(text))
        lifted = lift(table, image, schema) if isinstance(image, dict) else None
    except (ValueError, LookupError, TypeError):
        return BROKEN
    return lifted or BROKEN


def against_tables(db: Db, names: Names) -> tuple[int, list[Damage]]:
    """Replay the whole journal and compare every row of every journalled table with what comes out."""
    journal, damage = replayed(db, names)
    tables = stored(db)
    examined = 0
    for table in JOURNALLED:
        keys = dict.fromkeys([*tables[table], *journal[table]])
        examined += len(keys)
        for key in keys:
            should = journal[table].get(key)
            if should is not BROKEN:
                damage += compared("journal", table, names.record(table, key), should, tables[table].get(key))
    return examined, damage


def facts(tables: Tables, numbers: Iterable[tuple[str, int]], names: Names) -> list[Damage]:
    """Return the facts whose entry, zone or record is not there, or whose milestone is of another project."""
    entries = set(numbers)
    damage = []
    for key, row in tables["observation"].items():
        where = names.record("observation", key)
        if (key[0], row["seq"]) not in entries:
            damage.append(Damage("facts", "entry", where, "seq", f"{names.zone(key[0])}#{row['seq']}", None))
        if (LEDGER, key[0]) not in tables["zone"]:
            damage.append(Damage("facts", "zone", where, "zone_id", key[0], None))
        named = named_by(str(row["measure"]))
        if named and (key[0], named.id) not in tables[named.table]:
            damage.append(Damage("facts", named.table, where, "measure", named.id, None))
        milestone = tables["milestone"].get((key[0], str(row["milestone_id"])))
        if milestone and milestone["project_id"] != row["project_id"]:
            found = written(row["project_id"])
            damage.append(Damage("facts", "observation", where, "project_id", milestone["project_id"], found))
    return damage

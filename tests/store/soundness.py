"""What must be true of every ledger at every moment: chains whole, journal complete, positions equal to the facts.

Nothing here uses the code that keeps it so: hashes, images and positions are worked out once more from all rows.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from zonetrack.domain.fold import Facts, fold_milestone, fold_project, stage_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition, zone_position
from zonetrack.domain.records import Entry, Milestone, Observation, Project, Zone
from zonetrack.store import codec
from zonetrack.store.db import Db
from zonetrack.store.tables import JOURNALLED

Table = dict[tuple[str, str], dict[str, Any]]


def assert_sound(db: Db) -> None:
    """Hold everything below over one ledger."""
    assert_chains(db)
    assert replayed(db) == stored(db)
    assert_positions(db)


def rows(db: Db, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return db.rows(f"SELECT {', '.join(columns)} FROM {table}")


def assert_chains(db: Db) -> None:
    """Every zone has entries 1, 2, 3 …; each hash covers its entry and the hash before; the head is the last one."""
    entries: dict[str, list[Entry]] = {}
    for row in sorted(rows(db, "entry", Entry._fields)):
        entries.setdefault(row[0], []).append(Entry._make(row))
    for zone_id, chain in entries.items():
        assert [entry.seq for entry in chain] == list(range(1, len(chain) + 1)), f"{zone_id}: a gap"
        previous = ""
        for entry in chain:
            previous = hashed(db, previous, entry)
            assert entry.hash == previous, f"{zone_id}#{entry.seq}: not what was written"
    heads = {zone_id: (seq, head) for zone_id, seq, head in db.rows("SELECT zone_id, seq, hash FROM chain")}
    assert heads == {zone_id: (chain[-1].seq, chain[-1].hash) for zone_id, chain in entries.items()}


def hashed(db: Db, previous: str, entry: Entry) -> str:
    """SHA-256 of: the hash before, the fields of the entry but its own hash, the images of its rows in order."""
    changes = db.rows(
        "SELECT row_table, row_id, before, after FROM change WHERE zone_id = :zone_id AND seq = :seq ORDER BY n",
        zone_id=entry.zone_id,
        seq=entry.seq,
    )
    content = [previous, list(entry[:-1]), [list(change) for change in changes]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def replayed(db: Db) -> dict[str, Table]:
    """The tables as they come out of the journal's images alone, from nothing."""
    tables: dict[str, Table] = {table: {} for table in JOURNALLED}
    changes = db.rows("SELECT zone_id, seq, n, row_table, row_id, before, after FROM change ORDER BY zone_id, seq, n")
    for zone_id, seq, n, table, row_id, before, after in changes:
        kept = tables[table]
        key = (zone_id, row_id)
        found = json.loads(before) if before else None
        left = json.loads(after) if after else None
        assert kept.get(key) == found, f"{zone_id}#{seq}.{n}: {table} {row_id} was not as the image has it"
        for image in (found, left):
            assert image is None or image.keys() == set(JOURNALLED[table].columns), f"{table}: an image is not whole"
        kept.pop(key, None)
        if left is not None:
            kept[key] = left
    return tables


def stored(db: Db) -> dict[str, Table]:
    """The tables as they are, by the journal that speaks of each row and its id."""
    found: dict[str, Table] = {}
    for table, texts in JOURNALLED.items():
        images = [dict(zip(texts.columns, row, strict=True)) for row in rows(db, table, texts.columns)]
        owner = "ledger" if table in ("zone", "setting") else None
        found[table] = {(owner or image["zone_id"], image[texts.key]): image for image in images}
    return found


def assert_positions(db: Db) -> None:
    """Every stored position is what all facts on record fold to, and there are no others."""
    milestones, projects, zones = folded(db, None)
    assert position_rows(db, "milestone_position", codec.MILESTONE) == {m.milestone_id: columns(m) for m in milestones}
    assert position_rows(db, "project_position", codec.PROJECT) == {p.project_id: columns(p) for p in projects}
    assert position_rows(db, "zone_position", codec.ZONE) == {z.zone_id: columns(z) for z in zones if any(z[1:])}


Positions = tuple[list[MilestonePosition], list[ProjectPosition], list[ZonePosition]]


def folded(db: Db, as_of: str | None) -> Positions:
    """The positions of everything by all facts, or by those of days up to `as_of`, from all rows."""
    facts: dict[tuple[str | None, str | None], list[Observation]] = {}
    for observation in map(Observation._make, rows(db, "observation", Observation._fields)):
        facts.setdefault((observation.project_id, observation.milestone_id), []).append(observation)
    parts: dict[str, list[Milestone]] = {}
    for milestone in sorted(map(Milestone._make, rows(db, "milestone", Milestone._fields)), key=lambda m: m.id):
        parts.setdefault(milestone.project_id, []).append(milestone)
    milestones, projects = [], []
    for project in map(Project._make, rows(db, "project", Project._fields)):
        own = facts.get((project.id, None), [])
        aside = stage_of(Facts(own, as_of))[0] in ASIDE
        within = [
            fold_milestone(m, facts.get((project.id, m.id), []), as_of, aside=aside) for m in parts.get(project.id, [])
        ]
        milestones += within
        projects.append(fold_project(project, own, within, as_of))
    zones = [
        zone_position(zone_id, [p for p in projects if p.zone_id == zone_id])
        for zone_id, *_ in rows(db, "zone", Zone._fields)
    ]
    return milestones, projects, zones


def columns(position: MilestonePosition | ProjectPosition | ZonePosition) -> dict[str, object]:
    """A position as its columns: without the words that only the facts keep."""
    if isinstance(position, MilestonePosition):
        return codec.MILESTONE.write(position)
    return codec.PROJECT.write(position) if isinstance(position, ProjectPosition) else codec.ZONE.write(position)


def position_rows(db: Db, table: str, texts: codec.Codec[Any]) -> dict[str, dict[str, object]]:
    key = table.removesuffix("_position") + "_id"
    found = [dict(zip(texts.columns, row, strict=True)) for row in rows(db, table, texts.columns)]
    return {str(row[key]): row for row in found}

"""Store: all positions folded again from nothing, from all facts, and compared with those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.doctor import Damage, compared
from zonetrack.domain.errors import Refusal, Unusable
from zonetrack.domain.position import zone_position
from zonetrack.domain.records import Milestone, Observation, Project
from zonetrack.store import codec
from zonetrack.store.positions import fold

if TYPE_CHECKING:
    from zonetrack.domain.position import ProjectPosition
    from zonetrack.store.db import Db
    from zonetrack.store.replay import Names

_FACTS = f"SELECT {', '.join(Observation._fields)} FROM observation ORDER BY day, seq, n"
_PROJECTS = f"SELECT {', '.join(Project._fields)} FROM project ORDER BY zone_id, id"
_MILESTONES = f"SELECT {', '.join(Milestone._fields)} FROM milestone ORDER BY position, id"

CODECS: dict[str, codec.Codec[Any]] = {
    "milestone_position": codec.MILESTONE,
    "project_position": codec.PROJECT,
    "zone_position": codec.ZONE,
}
_CLEAR = {table: f"DELETE FROM {table}" for table in CODECS}
# Values in which a bit is wrong may break a fold in any of these ways.
UNFOLDABLE = (Refusal, ValueError, ArithmeticError, LookupError, TypeError, AttributeError)

Row = dict[str, Any]
Key = tuple[str, str]


def against_positions(db: Db, names: Names) -> tuple[int, list[Damage]]:
    """Fold every milestone, project and zone from all its facts; compare every column with the row that is kept.

    Return how many positions were looked at, and what is not as it should be.
    """
    folded, damage = _folded(db, names)
    examined = 0
    for table in CODECS:
        kept = _kept(db, table)
        keys = dict.fromkeys([*folded[table], *kept])
        examined += len(keys)
        for key in keys:
            where = names.record(table.removesuffix("_position"), key)
            should = folded[table].get(key)
            if should != UNKNOWN:
                damage += compared("positions", table, where, should, kept.get(key))
    return examined, damage


def anew(db: Db, names: Names) -> None:
    """Write every position afresh: what a migration, or a new rule of folding, asks for.

    The caller holds the write transaction.  Raises Unusable where facts cannot be folded.
    """
    folded, damage = _folded(db, names)
    if damage:
        raise Unusable("ledger.broken", path=db.path)
    for table, texts in CODECS.items():
        db.rows(_CLEAR[table])
        db.many(texts.upsert, folded[table].values())


UNKNOWN: Row = {}  # stands for a position whose facts cannot be folded: that is told once


def _kept(db: Db, table: str) -> dict[Key, Row]:
    texts = CODECS[table]
    rows = (dict(zip(texts.columns, row, strict=True)) for row in db.rows(texts.select))
    return {(row["zone_id"], row[_id_of(table)]): row for row in rows}


def _id_of(table: str) -> str:
    return table.removesuffix("_position") + "_id"


def _folded(db: Db, names: Names) -> tuple[dict[str, dict[Key, Row]], list[Damage]]:
    facts: dict[tuple[str, str | None, str | None], list[Observation]] = {}
    for fact in map(Observation._make, db.rows(_FACTS)):
        facts.setdefault((fact.zone_id, fact.project_id, fact.milestone_id), []).append(fact)
    parts: dict[Key, list[Milestone]] = {}
    for milestone in map(Milestone._make, db.rows(_MILESTONES)):
        parts.setdefault((milestone.zone_id, milestone.project_id), []).append(milestone)
    rows: dict[str, dict[Key, Row]] = {table: {} for table in CODECS}
    projects: dict[str, list[ProjectPosition]] = {}
    damage: list[Damage] = []
    for project in map(Project._make, db.rows(_PROJECTS)):
        zone_id, key = project.zone_id, (project.zone_id, project.id)
        try:
            own = facts.get((*key, None), [])
            within, folded = fold(project, own, ((m, facts.get((*key, m.id), [])) for m in parts.get(key, [])))
        except UNFOLDABLE as error:
            found = f"{type(error).__name__}: {error}"
            damage.append(Damage("positions", "observation", names.record("project", key), "", None, found))
            rows["project_position"][key] = rows["zone_position"][zone_id, zone_id] = UNKNOWN
            rows["milestone_position"].update(dict.fromkeys(((zone_id, m.id) for m in parts.get(key, [])), UNKNOWN))
            continue
        projects.setdefault(zone_id, []).append(folded)
        rows["project_position"][key] = codec.PROJECT.write(folded)
        rows["milestone_position"].update({(zone_id, m.milestone_id): codec.MILESTONE.write(m) for m in within})
    for zone_id, of_zone in projects.items():
        position = zone_position(zone_id, of_zone)
        if any(position[1:]):
            rows["zone_position"].setdefault((zone_id, zone_id), codec.ZONE.write(position))
    return rows, damage

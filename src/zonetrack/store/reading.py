"""Store: reading states.  For today a position is one row; for an earlier day newer facts are left out and refolded."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING, Any

from zonetrack.domain.light import SOON
from zonetrack.domain.measure import ASIDE, is_own
from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition, zone_position
from zonetrack.domain.records import LEDGER, Milestone, Observation, Project, Zone
from zonetrack.domain.state import MilestoneState, ProjectState, Sums, ZoneState, items_of, sums_of
from zonetrack.store import codec, facts
from zonetrack.values.errors import Unreadable
from zonetrack.values.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.store.db import Db

ZONES = f"SELECT {', '.join(Zone._fields)} FROM zone ORDER BY position, slug"
PROJECTS = f"SELECT {', '.join(Project._fields)} FROM project WHERE zone_id = :zone_id ORDER BY position, id"
MILESTONES = f"""
    SELECT {", ".join(Milestone._fields)} FROM milestone WHERE zone_id = :zone_id ORDER BY position, id
"""
PROJECT_POSITIONS = f"{codec.PROJECT.select} WHERE zone_id = :zone_id"
MILESTONE_POSITIONS = f"{codec.MILESTONE.select} WHERE zone_id = :zone_id"
SUMMARY = """
    SELECT max(newest), max(CASE WHEN aside = 0 THEN last_reported END),
        max(CASE WHEN aside = 0 THEN total_places END), min(CASE WHEN aside = 0 THEN total_qualifier END),
        max(CASE WHEN aside = 0 THEN total_qualifier END), max(CASE WHEN aside = 0 THEN invested_places END),
        min(CASE WHEN aside = 0 THEN invested_qualifier END), max(CASE WHEN aside = 0 THEN invested_qualifier END)
    FROM project_position WHERE zone_id = :zone_id
"""
NEAR = """
    SELECT project_id FROM project_position
    WHERE zone_id = :zone_id AND (finish_due <= :horizon OR start_due <= :horizon)
    UNION
    SELECT project_id FROM milestone_position
    WHERE zone_id = :zone_id AND (finish_due <= :horizon OR start_due <= :horizon)
"""
NEWEST_OF_ZONE = """
    SELECT zone_id, seq, hash FROM entry
    WHERE zone_id = :zone_id OR (zone_id = :ledger AND EXISTS (
        SELECT 1 FROM change WHERE change.zone_id = entry.zone_id AND change.seq = entry.seq
        AND (change.row_table = 'setting' OR change.row_id = :zone_id)))
    ORDER BY command_id DESC, CASE WHEN zone_id = :zone_id THEN 0 ELSE 1 END LIMIT 1
"""
DUES = """
    SELECT EXISTS (SELECT 1 FROM followup)
        OR EXISTS (SELECT 1 FROM observation WHERE measure LIKE 'p:%:expires')
"""
HEADS = "SELECT hash FROM chain"
NEWEST_ENTRY = "SELECT zone_id, seq FROM entry ORDER BY command_id DESC, zone_id LIMIT 1"
PROJECT_NAMES = "SELECT name, slug FROM project WHERE zone_id = :zone_id"
MILESTONE_NAMES = "SELECT name, slug FROM milestone WHERE zone_id = :zone_id AND project_id = :project_id"
SETTING = "SELECT value FROM setting WHERE zone_id = :zone_id AND id = :id"


SHORT = 8  # digits of a hash that are printed


def setting(db: Db, name: str) -> str | None:
    """Return a setting of the ledger: timezone, or sample."""
    row = db.one(SETTING, zone_id=LEDGER, id=name)
    return str(row[0]) if row else None


def has_dues(db: Db) -> bool:
    """Tell whether anything besides projects and milestones may be due: a follow-up, or a procedure that expires."""
    ((found,),) = db.rows(DUES)
    return bool(found)


def zones(db: Db) -> list[Zone]:
    """Return all zones, in their order."""
    return [Zone._make(row) for row in db.rows(ZONES)]


def projects(db: Db, zone: Zone, as_of: date) -> list[ProjectState]:
    """Return every project of `zone` as of a day, with its milestones.

    Cost: five queries for the zone, and one more for each project that has facts newer than `as_of`.
    """
    key = {"zone_id": zone.zone_id}
    stands = {p.project_id: p for p in map(codec.PROJECT.read, db.rows(PROJECT_POSITIONS, **key))}
    parts = {p.milestone_id: p for p in map(codec.MILESTONE.read, db.rows(MILESTONE_POSITIONS, **key))}
    milestones: dict[str, list[Milestone]] = {}
    for row in db.rows(MILESTONES, **key):
        milestone = Milestone._make(row)
        milestones.setdefault(milestone.project_id, []).append(milestone)
    return [
        _state(db, zone, project, milestones.get(project.id, []), stands[project.id], parts, as_of)
        for project in map(Project._make, db.rows(PROJECTS, **key))
    ]


def one_project(db: Db, zone: Zone, project: Project, as_of: date) -> ProjectState:
    """Return one project as of a day, with its milestones."""
    key = {"zone_id": zone.zone_id, "project_id": project.id}
    rows = db.rows(facts.PROJECT_POSITION, **key)
    parts = {p.milestone_id: p for p in map(codec.MILESTONE.read, db.rows(facts.MILESTONE_POSITIONS, **key))}
    milestones = [Milestone._make(row) for row in db.rows(facts.MILESTONES, **key)]
    return _state(db, zone, project, milestones, codec.PROJECT.read(rows[0]), parts, as_of)


def _state(
    db: Db,
    zone: Zone,
    project: Project,
    milestones: Sequence[Milestone],
    position: ProjectPosition,
    parts: dict[str, MilestonePosition],
    as_of: date,
) -> ProjectState:
    day = as_of.isoformat()
    if position.newest is not None and position.newest > day:
        return _refolded(db, zone, project, milestones, day)
    return ProjectState(zone, project, position, tuple(MilestoneState(m, parts[m.id]) for m in milestones))


def _refolded(db: Db, zone: Zone, project: Project, milestones: Sequence[Milestone], day: str) -> ProjectState:
    from zonetrack.domain.fold import Facts, fold_milestone, fold_project, stage_of

    of: dict[str | None, list[Observation]] = {}
    for fact in facts.observations(db, facts.WITHIN_PROJECT, zone_id=zone.zone_id, project_id=project.id):
        of.setdefault(fact.milestone_id, []).append(fact)
    own = of.get(None, [])
    aside = stage_of(Facts(own, day))[0] in ASIDE
    folded = tuple(MilestoneState(m, fold_milestone(m, of.get(m.id, []), day, aside=aside)) for m in milestones)
    return ProjectState(zone, project, fold_project(project, own, [m.position for m in folded], day), folded)


def facts_within(db: Db, state: ProjectState, as_of: date) -> list[Observation]:
    """Return the facts of a project and its milestones that are true by `as_of`, oldest first."""
    found = facts.observations(db, facts.WITHIN_PROJECT, zone_id=state.zone.zone_id, project_id=state.project.id)
    return [fact for fact in found if fact.day <= as_of.isoformat()]


def said_by_zone(db: Db, zone: Zone, as_of: date) -> tuple[Observation, ...]:
    """Return the newest fact of each measure that the zone reports of itself, true by `as_of`.

    What is said of its indicators, events, follow-ups and enterprises is left out.
    """
    found = facts.observations(db, facts.OF_ZONE, zone_id=zone.zone_id)
    own = (fact for fact in found if fact.day <= as_of.isoformat() and is_own(fact.measure))
    return tuple({fact.measure: fact for fact in own}.values())


def zone_state(db: Db, zone: Zone, as_of: date, within: int = SOON) -> ZoneState:
    """Return the counts, sums and near deadlines of a zone as of a day.

    When no fact is newer than `as_of` this reads the zone's own row and the projects with a near deadline only.
    """
    newest, last_reported, *written = db.one(SUMMARY, zone_id=zone.zone_id) or (None,) * 8
    if newest is not None and newest > as_of.isoformat():
        return summed(zone, projects(db, zone, as_of), said_by_zone(db, zone, as_of), as_of, within)
    near = _near(db, zone, as_of, within)
    row = db.one(facts.ZONE_POSITION, zone_id=zone.zone_id)
    position = codec.ZONE.read(row) if row else ZonePosition(zone.zone_id)
    return ZoneState(
        zone,
        position,
        _stored_sums(position, written),
        last_reported,
        tuple(items_of(near, as_of, within)),
        said_by_zone(db, zone, as_of),
    )


def summed(
    zone: Zone,
    states: Iterable[ProjectState],
    reported: tuple[Observation, ...],
    as_of: date,
    within: int = SOON,
) -> ZoneState:
    """Return the same from the states of all projects of the zone."""
    states = list(states)
    counted = [s for s in states if not s.position.aside]
    return ZoneState(
        zone,
        zone_position(zone.zone_id, (s.position for s in states)),
        sums_of(counted),
        max((s.position.last_reported for s in counted if s.position.last_reported), default=None),
        tuple(items_of(states, as_of, within)),
        reported,
    )


def _near(db: Db, zone: Zone, as_of: date, within: int) -> list[ProjectState]:
    horizon = (as_of + timedelta(days=within)).isoformat()
    near = {row[0] for row in db.rows(NEAR, zone_id=zone.zone_id, horizon=horizon)}
    if not near:
        return []
    found = (project for project in map(Project._make, db.rows(PROJECTS, zone_id=zone.zone_id)) if project.id in near)
    return [one_project(db, zone, project, as_of) for project in found]


def _stored_sums(position: ZonePosition, written: Sequence[Any]) -> Sums:
    return Sums(
        _sum(position.total_fen, written[:3]) if position.projects_with_total else None,
        position.projects_with_total,
        _sum(position.invested_fen, written[3:]) if position.projects_with_invested else None,
        position.projects_with_invested,
        position.both_total_fen,
        position.both_invested_fen,
        position.projects_with_both,
    )


def _sum(fen: int, written: Sequence[Any]) -> Money:
    """A sum with the most decimals of its parts; qualifiers that differ become `about`, as in `money.total`."""
    places, least, most = written
    return Money(fen, places or 0, (most or "") if least == most else "about")


def known(db: Db, zone: Zone | None = None) -> tuple[str, str]:
    """Return the newest entry that a report knows, as `slug#number`, and eight digits of hash that pin its state.

    Of a zone: its newest entry, or the newest that changed the zone's own row or a setting; pinned by the head of
    that chain.  Of the whole ledger: the newest of all, pinned by the heads of all chains together.
    """
    if zone:
        row = db.one(NEWEST_OF_ZONE, zone_id=zone.zone_id, ledger=LEDGER)
        if row is None:
            return f"{zone.slug}#0", ""
        return f"{LEDGER if row[0] == LEDGER else zone.slug}#{row[1]}", str(row[2])[:SHORT]
    row = db.one(NEWEST_ENTRY)
    if row is None:
        return f"{LEDGER}#0", ""
    slugs = {z.zone_id: z.slug for z in zones(db)}
    # Each head is a SHA-256 that covers its zone's id; their XOR changes with any of them, and hashlib need not load.
    together = reduce(xor, (int(head, 16) for (head,) in db.rows(HEADS)))
    return f"{slugs.get(row[0], LEDGER)}#{row[1]}", f"{together:064x}"[:SHORT]


def zone_of_entry(db: Db, text: str) -> tuple[str, int]:
    """Return zone id and number of the entry that `slug#number` names.  Raises Unreadable."""
    import re

    match = re.fullmatch(r"([a-z0-9-]+)#([0-9]{1,9})", text.strip().lower())
    if match is None:
        raise Unreadable("undo.entry", text=text)
    slugs = {zone.slug: zone.zone_id for zone in zones(db)} | {LEDGER: LEDGER}
    return slugs.get(match[1], ""), int(match[2])


def project_names(db: Db, zone: Zone) -> list[tuple[str, str]]:
    """Return name and slug of every project of a zone."""
    return [(row[0], row[1]) for row in db.rows(PROJECT_NAMES, zone_id=zone.zone_id)]


def records_of(db: Db, zone: Zone) -> list[Project]:
    """Return every project of a zone as a record, in order."""
    return [Project._make(row) for row in db.rows(PROJECTS, zone_id=zone.zone_id)]


def milestone_names(db: Db, zone: Zone, project: Project) -> list[tuple[str, str]]:
    """Return name and slug of every milestone of a project."""
    return [(row[0], row[1]) for row in db.rows(MILESTONE_NAMES, zone_id=zone.zone_id, project_id=project.id)]

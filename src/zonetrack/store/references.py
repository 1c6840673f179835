"""Store: finding what a reference means.

Exact slug path first; then exact slugs or names, part by part, from any level on; then, for a person at a terminal,
parts of slugs or names.  Several answers are an error that names them, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zonetrack.domain.errors import Ambiguous, NotFound, RuleBroken
from zonetrack.domain.records import Milestone, Project, Subject, Zone
from zonetrack.store.reading import zones
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from zonetrack.store.db import Db

PROJECTS_LIKE = f"""
    SELECT {", ".join(Project._fields)} FROM project
    WHERE zone_id = :zone_id AND (slug = :text OR name_key = :text OR id = :text OR id IN (
        SELECT subject_id FROM alias WHERE zone_id = :zone_id AND scope = 'project' AND slug = :text))
    ORDER BY position, id
"""
PROJECTS_WITH_PART = f"""
    SELECT {", ".join(Project._fields)} FROM project
    WHERE zone_id = :zone_id AND (slug LIKE :pattern ESCAPE '!' OR name_key LIKE :pattern ESCAPE '!')
    ORDER BY position, id
"""
MILESTONES_LIKE = f"""
    SELECT {", ".join(Milestone._fields)} FROM milestone
    WHERE zone_id = :zone_id AND (slug = :text OR name_key = :text OR id = :text OR id IN (
        SELECT subject_id FROM alias WHERE zone_id = :zone_id AND scope = 'milestone' AND slug = :text))
    ORDER BY position, id
"""
MILESTONES_WITH_PART = f"""
    SELECT {", ".join(Milestone._fields)} FROM milestone
    WHERE zone_id = :zone_id AND (slug LIKE :pattern ESCAPE '!' OR name_key LIKE :pattern ESCAPE '!')
    ORDER BY position, id
"""
PROJECT = f"SELECT {', '.join(Project._fields)} FROM project WHERE zone_id = :zone_id AND id = :id"
OLD_ZONE_SLUG = "SELECT zone_id FROM alias WHERE scope = 'zone' AND slug = :text"

R = TypeVar("R", Project, Milestone)

# What is said where nothing is near, where something is, and where only exact references are taken.
_MISSING = {
    "zone": ("reference.no_zone", "reference.no_zone_like", "reference.no_zone_exactly"),
    "record": ("reference.no_record", "reference.no_record_like", "reference.no_record_exactly"),
}
KINDS = ("zone", "project", "milestone")
_SHOWN = 8


def resolve(
    db: Db, text: str, kinds: Collection[str] = KINDS, *, exact: bool = False, zone: Zone | None = None
) -> Subject:
    """Return the one record of `kinds` that `text` refers to, within `zone` where that is given.

    `exact` leaves out parts of slugs and names.  Raises NotFound, Ambiguous with the candidates, and
    RuleBroken for a record of another kind.
    """
    words = clean(text)
    scope = [zone] if zone else zones(db)
    for search in (_by_path, _by_name) if exact else (_by_path, _by_name, _by_part):
        found = {s.ref: s for s in search(db, words, scope) if s.kind in kinds}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            candidates = "\n".join(f"  {ref}" for ref in sorted(found)[:_SHOWN])
            raise Ambiguous("reference.ambiguous", text=text, n=len(found), candidates=candidates)
    for other in _by_name(db, words, scope) or _by_path(db, words, scope):
        raise RuleBroken("reference.kind", ref=other.ref, kind=other.kind, kinds=" ".join(kinds))
    raise _missing(db, words, scope, kinds, exact=exact)


def _missing(db: Db, words: str, scope: list[Zone], kinds: Collection[str], *, exact: bool) -> NotFound:
    """Say what is not there, and the nearest references that are."""
    import difflib

    known = [s.ref for s in _all(db, scope) if s.kind in kinds]
    typed = {ref.rpartition("/")[2]: ref for ref in reversed(known)} | {ref: ref for ref in known}
    near = [typed[slug] for slug in difflib.get_close_matches(words, typed, n=3, cutoff=0.6)]
    part = sorted({s.ref for s in _by_part(db, words, scope) if s.kind in kinds})[:3]
    candidates = ", ".join(dict.fromkeys([*part, *near]))
    alone, like, exactly = _MISSING["zone" if set(kinds) == {"zone"} else "record"]
    return NotFound((exactly if exact else like) if candidates else alone, text=words, candidates=candidates)


def _all(db: Db, scope: Iterable[Zone]) -> Iterable[Subject]:
    for zone in scope:
        yield Subject(zone)
        for project in _rows(db, PROJECTS_WITH_PART, Project, zone_id=zone.zone_id, pattern="%"):
            yield Subject(zone, project)


def _rows(db: Db, sql: str, record: type[R], **params: object) -> list[R]:
    return [record._make(row) for row in db.rows(sql, **params)]


def _by_path(db: Db, words: str, scope: Iterable[Zone]) -> list[Subject]:
    """A full path of slugs, old ones included, from the zone on."""
    parts = words.lower().split("/")
    zone = _zone(db, parts[0], scope)
    if zone is None or len(parts) > 3:
        return []
    if len(parts) == 1:
        return [Subject(zone)]
    found = _within(db, zone, parts[1:], exact=True)
    return [s for s in found if _is_slug_path(s, parts)] or (found if len(found) == 1 else [])


def _is_slug_path(subject: Subject, parts: list[str]) -> bool:
    return subject.ref.split("/")[1:] == parts[1:]


def _zone(db: Db, slug: str, scope: Iterable[Zone]) -> Zone | None:
    known = {zone.slug: zone for zone in scope}
    if slug in known:
        return known[slug]
    old = {row[0] for row in db.rows(OLD_ZONE_SLUG, text=slug)}
    return next((zone for zone in known.values() if zone.zone_id in old), None)


def _by_name(db: Db, words: str, scope: Iterable[Zone]) -> list[Subject]:
    return _anywhere(db, words, list(scope), exact=True)


def _by_part(db: Db, words: str, scope: Iterable[Zone]) -> list[Subject]:
    return _anywhere(db, words, list(scope), exact=False)


def _anywhere(db: Db, words: str, scope: list[Zone], *, exact: bool) -> list[Subject]:
    """Match `words` whole, then split at `/`, beginning at a zone, a project or a milestone."""
    found: list[Subject] = []
    whole = name_key(words)
    for parts in [[whole], [name_key(part) for part in words.split("/")]]:
        if not all(parts) or len(parts) > 3:
            continue
        for zone in scope:
            if len(parts) == 1 and _meets(parts[0], zone, exact=exact):
                found.append(Subject(zone))
            if len(parts) > 1 and _meets(parts[0], zone, exact=exact):
                found += _within(db, zone, parts[1:], exact=exact)
            found += _within(db, zone, parts, exact=exact)
            if len(parts) == 1:
                found += _milestones(db, zone, parts[0], None, exact=exact)
        if found:
            break
    return found


def _meets(part: str, zone: Zone, *, exact: bool) -> bool:
    if exact:
        return part in (zone.slug, zone.name_key, zone.zone_id)
    return part in zone.slug or part in zone.name_key


def _within(db: Db, zone: Zone, parts: list[str], *, exact: bool) -> list[Subject]:
    """Match project, or project and milestone, inside one zone."""
    if len(parts) > 2:
        return []
    projects = _rows(
        db,
        PROJECTS_LIKE if exact else PROJECTS_WITH_PART,
        Project,
        zone_id=zone.zone_id,
        **_wanted(parts[0], exact=exact),
    )
    if len(parts) == 1:
        return [Subject(zone, project) for project in projects]
    return [s for project in projects for s in _milestones(db, zone, parts[1], project, exact=exact)]


def _milestones(db: Db, zone: Zone, part: str, project: Project | None, *, exact: bool) -> list[Subject]:
    found = []
    text = MILESTONES_LIKE if exact else MILESTONES_WITH_PART
    for milestone in _rows(db, text, Milestone, zone_id=zone.zone_id, **_wanted(part, exact=exact)):
        if project is None:
            rows = _rows(db, PROJECT, Project, zone_id=zone.zone_id, id=milestone.project_id)
            found.append(Subject(zone, rows[0], milestone))
        elif milestone.project_id == project.id:
            found.append(Subject(zone, project, milestone))
    return found


def milestones_of(db: Db, zone: Zone, project: Project) -> list[Milestone]:
    """Return the milestones of a project, in order."""
    return [s.milestone for s in _milestones(db, zone, "", project, exact=False) if s.milestone]


def _wanted(part: str, *, exact: bool) -> dict[str, str]:
    if exact:
        return {"text": part}
    literal = part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return {"pattern": f"%{literal}%"}


def beginning(db: Db, text: str, kinds: Collection[str]) -> list[tuple[str, str]]:
    """Return reference and name of the records of `kinds` whose full reference begins with `text`.

    Zones and projects are proposed at once, milestones only behind the slash after their project.
    """
    text = text.lower()
    found = []
    for zone in zones(db):
        if "zone" in kinds and zone.slug.startswith(text):
            found.append((zone.slug, zone.name))
        if not f"{zone.slug}/".startswith(text[: len(zone.slug) + 1]):
            continue
        for project in _rows(db, PROJECTS_WITH_PART, Project, zone_id=zone.zone_id, pattern="%"):
            ref = f"{zone.slug}/{project.slug}"
            if "project" in kinds and ref.startswith(text):
                found.append((ref, project.name))
            if "milestone" in kinds and text.startswith(f"{ref}/"):
                parts = _milestones(db, zone, "", project, exact=False)
                found += [(s.ref, s.record.name) for s in parts if s.ref.startswith(text)]
    return found

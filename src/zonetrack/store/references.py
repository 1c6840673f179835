"""Store: finding what a reference means.

Exact slug path first; then exact slugs or names, part by part, from any level on; then, for a person at a terminal,
parts of slugs or names.  Several answers are an error that names them, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.errors import Ambiguous, NotFound, RuleBroken
from zonetrack.domain.records import Event, Followup, Indicator, Milestone, Project, Subject, Zone
from zonetrack.store.reading import zones
from zonetrack.store.tables import JOURNALLED
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from zonetrack.store.db import Db

Record = Project | Indicator | Event | Milestone | Followup

RECORDS: dict[str, type[Record]] = {
    "project": Project,
    "indicator": Indicator,
    "event": Event,
    "milestone": Milestone,
    "followup": Followup,
}
LIKE = {
    kind: f"""
    SELECT {", ".join(record._fields)} FROM {kind}
    WHERE zone_id = :zone_id AND (slug = :text OR name_key = :text OR id = :text OR id IN (
        SELECT subject_id FROM alias WHERE zone_id = :zone_id AND scope = '{kind}' AND slug = :text))
    ORDER BY position, id
"""
    for kind, record in RECORDS.items()
}
WITH_PART = {
    kind: f"""
    SELECT {", ".join(record._fields)} FROM {kind}
    WHERE zone_id = :zone_id AND (slug LIKE :pattern ESCAPE '!' OR name_key LIKE :pattern ESCAPE '!')
    ORDER BY position, id
"""
    for kind, record in RECORDS.items()
}
# A record within another: its kind, and its column that names that other.
WITHIN = {"project": ("milestone", "project_id"), "event": ("followup", "event_id")}
OF_ZONE = ("project", "indicator", "event")
OLD_ZONE_SLUG = "SELECT zone_id FROM alias WHERE scope = 'zone' AND slug = :text"

# What is said where nothing is near, where something is, and where only exact references are taken.
_MISSING = {
    "zone": ("reference.no_zone", "reference.no_zone_like", "reference.no_zone_exactly"),
    "record": ("reference.no_record", "reference.no_record_like", "reference.no_record_exactly"),
}
KINDS = ("zone", *RECORDS)
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
        found = {s.id: s for s in search(db, words, scope) if s.kind in kinds}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            candidates = "\n".join(f"  {line}" for line in _told(found.values())[:_SHOWN])
            raise Ambiguous("reference.ambiguous", text=text, n=len(found), candidates=candidates)
    for other in _by_name(db, words, scope) or _by_path(db, words, scope):
        raise RuleBroken("reference.kind", ref=other.ref, kind=other.kind, kinds=" ".join(kinds))
    raise _missing(db, words, scope, kinds, exact=exact)


def _told(found: Collection[Subject]) -> list[str]:
    """Return what to type for each; a project and an indicator of the same slug are told apart by name and id."""
    refs = [s.ref for s in found]
    return sorted(s.ref if refs.count(s.ref) == 1 else f"{s.id} ({s.ref}, {s.record.name})" for s in found)


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
        yield from _within(db, zone, [""], exact=False)


def _rows(db: Db, kind: str, zone: Zone, part: str, *, exact: bool) -> list[Record]:
    rows = db.rows((LIKE if exact else WITH_PART)[kind], zone_id=zone.zone_id, **_wanted(part, exact=exact))
    return [RECORDS[kind]._make(row) for row in rows]


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
    """Match `words` whole, then split at `/`, beginning at a zone, a record of one, or a record within that."""
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
                found += [s for above in WITHIN for s in _inner(db, Subject(zone), above, parts[0], exact=exact)]
        if found:
            break
    return found


def _meets(part: str, zone: Zone, *, exact: bool) -> bool:
    if exact:
        return part in (zone.slug, zone.name_key, zone.zone_id)
    return part in zone.slug or part in zone.name_key


def _within(db: Db, zone: Zone, parts: list[str], *, exact: bool) -> list[Subject]:
    """Match a record of a zone, or such a record and one within it."""
    if len(parts) > 2:
        return []
    found = [
        _holding(Subject(zone), record) for kind in OF_ZONE for record in _rows(db, kind, zone, parts[0], exact=exact)
    ]
    if len(parts) == 1:
        return found
    return [s for above in found for s in _inner(db, above, above.kind, parts[1], exact=exact)]


def _inner(db: Db, above: Subject, kind: str, part: str, *, exact: bool) -> list[Subject]:
    """Match a record within one of `kind`: within `above`, or where that is a zone within any."""
    if kind not in WITHIN:
        return []
    inner, column = WITHIN[kind]
    found = []
    for record in _rows(db, inner, above.zone, part, exact=exact):
        owner = getattr(record, column)
        if above.kind == "zone":
            row = db.one(JOURNALLED[kind].get, zone_id=above.zone.zone_id, id=owner)
            found.append(_holding(_holding(above, RECORDS[kind]._make(row or ())), record))
        elif above.id == owner:
            found.append(_holding(above, record))
    return found


def _holding(subject: Subject, record: Record) -> Subject:
    place: dict[str, Any] = {type(record).__name__.lower(): record}
    return subject._replace(**place)


def milestones_of(db: Db, zone: Zone, project: Project) -> list[Milestone]:
    """Return the milestones of a project, in order."""
    return [s.milestone for s in _inner(db, Subject(zone, project), "project", "", exact=False) if s.milestone]


def _wanted(part: str, *, exact: bool) -> dict[str, str]:
    if exact:
        return {"text": part}
    literal = part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return {"pattern": f"%{literal}%"}


def beginning(db: Db, text: str, kinds: Collection[str]) -> list[tuple[str, str]]:
    """Return reference and name of the records of `kinds` whose full reference begins with `text`.

    Zones and what is theirs are proposed at once, what is within that only behind the slash.
    """
    text = text.lower()
    found = []
    for zone in zones(db):
        if "zone" in kinds and zone.slug.startswith(text):
            found.append((zone.slug, zone.name))
        if not f"{zone.slug}/".startswith(text[: len(zone.slug) + 1]):
            continue
        for one in _within(db, zone, [""], exact=False):
            if one.kind in kinds and one.ref.startswith(text):
                found.append((one.ref, one.record.name))
            if text.startswith(f"{one.ref}/"):
                parts = _inner(db, one, one.kind, "", exact=False)
                found += [(s.ref, s.record.name) for s in parts if s.kind in kinds and s.ref.startswith(text)]
    return found

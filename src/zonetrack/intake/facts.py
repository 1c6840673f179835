"""Intake: the readable source of the shipped ledger, one TOML file a zone, read into plain records and checked.

A file names its zone (`slug`, `name`, `order`), its `source` and the `day` that its facts speak of unless they say
otherwise; `day_note` goes with that day, `year_note` with every fact marked `year_inferred`.  Then come `[[project]]`,
`[[milestone]]`, `[[indicator]]`, `[[event]]` and `[[fact]]` tables; the fields of a fact are those of `Fact`.  Values
stay text here: whoever loads them reads them with the readers of values/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import CERTAINTIES, PREFIXES, kind_of
from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# What loads a fact: the ledger itself, or a room that the program may not have yet.
ROOMS = ("ledger", "indicators", "events", "duties", "enterprises")
LOADED = frozenset({"ledger", "indicators", "events", "enterprises"})
BASES = ("level", "ytd", "flow", "plan")
KINDS = ("percent", "quantity", "money", "stage", "state", "when", "number", "text")

# Fields by table: name → (type, whether the field must be there).
_ZONE: dict[str, tuple[type, bool]] = {
    "slug": (str, True),
    "name": (str, True),
    "order": (int, True),
    "source": (str, True),
    "day": (str, True),
    "day_note": (str, False),
    "year_note": (str, False),
    "project": (list, False),
    "milestone": (list, False),
    "indicator": (list, False),
    "event": (list, False),
    "fact": (list, False),
}
_PROJECT: dict[str, tuple[type, bool]] = {
    "slug": (str, True),
    "name": (str, True),
    "code": (str, False),
    "category": (str, False),
    "tags": (list, False),
}
_MILESTONE: dict[str, tuple[type, bool]] = {
    "project": (str, True),
    "slug": (str, True),
    "name": (str, True),
    "unit": (str, False),
}
_INDICATOR: dict[str, tuple[type, bool]] = {
    "slug": (str, True),
    "name": (str, True),
    "unit": (str, True),
    "basis": (str, True),
    "part_of": (str, False),
}
_EVENT: dict[str, tuple[type, bool]] = {
    "slug": (str, True),
    "name": (str, True),
}
_FACT: dict[str, tuple[type, bool]] = {
    "subject": (str, True),
    "measure": (str, True),
    "kind": (str, False),
    "value": (str, True),
    "words": (str, False),
    "on": (str, False),
    "basis": (str, False),
    "certainty": (str, False),
    "note": (str, False),
    "room": (str, False),
    "year_inferred": (bool, False),
}


class FactsRefused(Refusal):
    """A facts file that cannot be used as it stands; `params` name the file and the place in it (exit 2)."""


class MilestoneFacts(NamedTuple):
    """A milestone as a facts file names it; `unit` is the unit of its quantities, or empty."""

    project: str
    slug: str
    name: str
    unit: str = ""


class ProjectFacts(NamedTuple):
    """A project as a facts file names it, with its milestones in order."""

    slug: str
    name: str
    code: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()


class IndicatorFacts(NamedTuple):
    """An indicator as a facts file declares it: `basis` ytd, month or level; `part_of` is the slug of its whole."""

    slug: str
    name: str
    unit: str
    basis: str
    part_of: str = ""


class EventFacts(NamedTuple):
    """An event as a facts file names it."""

    slug: str
    name: str


class Fact(NamedTuple):
    """One thing said of `subject`: "" is the zone, else a path of slugs such as `daiwang-road/pipes`.

    Of an indicator the measure is value, growth or increase; of an event on, attendees, org, topic or words.
    `value` is text for the reader of `kind`, one of `KINDS`; `words` are the figure's words as printed; `on` is the day
    or period spoken of, as text; `room` tells what loads the fact.
    """

    subject: str
    measure: str
    kind: str
    value: str
    words: str
    on: str
    basis: str
    certainty: str
    source: str
    note: str
    room: str


class ZoneFacts(NamedTuple):
    """All that one facts file says; `order` is the zone's place among the zones."""

    slug: str
    name: str
    order: int
    source: str
    projects: tuple[ProjectFacts, ...]
    facts: tuple[Fact, ...]
    indicators: tuple[IndicatorFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()


def read(path: Path) -> ZoneFacts:
    """Return what the facts file at `path` says.

    Raises FactsRefused for text that is not TOML, a field that is unknown, missing, empty or of the wrong type, a
    record named twice, a subject without a record, and an unknown room, kind, basis or certainty.
    """
    import tomllib

    file = path.name
    try:
        top = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactsRefused("facts.toml", file=file, detail=str(error)) from error
    _check(file, "[top]", top, _ZONE)
    projects = tuple(_projects(file, top))
    indicators = tuple(IndicatorFacts(**table) for _, table in _numbered(file, top, "indicator", _INDICATOR))
    events = tuple(EventFacts(**table) for _, table in _numbered(file, top, "event", _EVENT))
    facts = tuple(_facts(file, top, _subjects(file, projects, (*indicators, *events)), {one.slug for one in events}))
    return ZoneFacts(top["slug"], top["name"], top["order"], top["source"], projects, facts, indicators, events)


def ledger_facts(zone: ZoneFacts) -> tuple[Fact, ...]:
    """Return the facts of `zone` that the ledger itself holds, in the order of the file."""
    return tuple(fact for fact in zone.facts if fact.room in LOADED)


def _check(file: str, place: str, table: object, fields: dict[str, tuple[type, bool]]) -> None:
    """Refuse a table whose fields are not those declared, each filled and of its type."""
    if not isinstance(table, dict):
        raise FactsRefused("facts.type", file=file, place=place, field=place)
    for field in table:
        if field not in fields:
            raise FactsRefused("facts.unknown_field", file=file, place=place, field=field, known=", ".join(fields))
    for field, (type_, required) in fields.items():
        if field not in table:
            if required:
                raise FactsRefused("facts.missing", file=file, place=place, field=field)
        elif type(table[field]) is not type_:
            raise FactsRefused("facts.type", file=file, place=place, field=field)
        elif table[field] == "" and field != "subject":
            raise FactsRefused("facts.missing", file=file, place=place, field=field)


def _numbered(file: str, top: dict[str, Any], name: str, fields: dict[str, tuple[type, bool]]) -> Iterator[Any]:
    """Yield the checked tables called `name`, each with its place for error messages."""
    for number, table in enumerate(top.get(name, ()), start=1):
        place = f"[[{name}]] {number}"
        _check(file, place, table, fields)
        yield place, table


def _projects(file: str, top: dict[str, Any]) -> Iterator[ProjectFacts]:
    milestones: dict[str, list[MilestoneFacts]] = {p["slug"]: [] for _, p in _numbered(file, top, "project", _PROJECT)}
    for place, table in _numbered(file, top, "milestone", _MILESTONE):
        if table["project"] not in milestones:
            raise FactsRefused("facts.subject", file=file, place=place, subject=table["project"])
        milestones[table["project"]].append(MilestoneFacts(**table))
    for place, table in _numbered(file, top, "project", _PROJECT):
        tags = tuple(table.get("tags", ()))
        if not all(isinstance(tag, str) and tag for tag in tags):
            raise FactsRefused("facts.type", file=file, place=place, field="tags")
        yield ProjectFacts(**table | {"tags": tags, "milestones": tuple(milestones[table["slug"]])})


def _subjects(file: str, projects: Iterable[ProjectFacts], others: Iterable[IndicatorFacts | EventFacts]) -> set[str]:
    """Return every path that a fact may speak of, the zone's own "" among them."""
    paths = {""}
    named = [other.slug for other in others]
    for project in projects:
        named += [project.slug, *(f"{project.slug}/{milestone.slug}" for milestone in project.milestones)]
    for path in named:
        if path in paths:
            raise FactsRefused("facts.twice", file=file, slug=path)
        paths.add(path)
    return paths


def _facts(file: str, top: dict[str, Any], subjects: set[str], events: set[str]) -> Iterator[Fact]:
    for place, table in _numbered(file, top, "fact", _FACT):
        mark = f"{PREFIXES['event']}:" if table["subject"] in events else ""
        if table["subject"] not in subjects:
            raise FactsRefused("facts.subject", file=file, place=place, subject=table["subject"])
        fact = Fact(
            subject=table["subject"],
            measure=table["measure"],
            kind=table.get("kind", kind_of(mark + table["measure"])),
            value=table["value"],
            words=table.get("words", table["value"]),
            on=table.get("on", top["day"]),
            basis=table.get("basis", "level"),
            certainty=table.get("certainty", "reported"),
            source=top["source"],
            note=_note(file, top, table),
            room=table.get("room", "ledger"),
        )
        _known(file, place, fact)
        yield fact


def _known(file: str, place: str, fact: Fact) -> None:
    """Refuse a fact with a code that nobody knows."""
    choices = {"room": ROOMS, "kind": KINDS, "basis": BASES, "certainty": CERTAINTIES}
    for field, known in choices.items():
        code = getattr(fact, field)
        if code not in known:
            raise FactsRefused("facts.code", file=file, place=place, field=field, code=code, known=", ".join(known))


def _note(file: str, top: dict[str, Any], table: dict[str, Any]) -> str:
    """Return the fact's own note, then what the file says of its day and of its year."""
    notes = [table.get("note", "")]
    if "on" not in table:
        notes.append(top.get("day_note", ""))
    if table.get("year_inferred", False):
        if "year_note" not in top:
            raise FactsRefused("facts.missing", file=file, place="[top]", field="year_note")
        notes.append(top["year_note"])
    return "；".join(note for note in notes if note)

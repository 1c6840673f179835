"""Commands: which zone and project each row of an import means, settled before anything of it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import Ambiguous, Refusal
from zonetrack.domain.matching import Matcher, Wanted
from zonetrack.domain.records import Subject
from zonetrack.store.reading import records_of, zones
from zonetrack.values.text import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zonetrack.domain.records import Project, Zone
    from zonetrack.intake.mapping import Map
    from zonetrack.intake.rows import Asked
    from zonetrack.intake.sheets import Source
    from zonetrack.store.db import Db


class Doubt(NamedTuple):
    """A row whose project is not certain: its name, and the projects that it may mean."""

    name: str
    candidates: tuple[Subject, ...]


class Choice(NamedTuple):
    """What a row was settled to mean: a project of a zone, or a new one (None); or why that cannot be said."""

    zone: Zone | None
    project: Project | None
    how: str
    problem: Refusal | None = None
    candidates: tuple[Project, ...] = ()


class Matching:
    """The rows of all sources against the ledger; rows are looked for first, likeness is looked at last."""

    def __init__(self, db: Db, sources: Sequence[Source], zone: str | None, chosen: Map) -> None:
        self._db = db
        self._chosen = chosen
        self.zones = zones(db)
        self._given = _resolve_zone(db, zone) if zone else None
        self._matchers: dict[str, Matcher] = {}
        self.choices: list[dict[int, Choice]] = []
        self.places: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self.versions: set[str] = set()
        self._refuse_zoneless(sources)
        for number, source in enumerate(sources):
            self._settle(number, source)
        self._look_for_likeness(sources)

    def _refuse_zoneless(self, sources: Sequence[Source]) -> None:
        """Raise Refusal, once for all rows, where nothing says which zone a sheet is of."""
        told = ("zone", "id")
        said = all(any(source.table.column(key) is not None for key in told) for source in sources)
        if not self.zones:
            raise Refusal("sheet.no_zone")
        if self._given is None and not said and len(self.zones) > 1:
            raise Refusal("sheet.which_zone", known=", ".join(zone.slug for zone in self.zones))

    def _settle(self, number: int, source: Source) -> None:
        found: dict[int, Choice] = {}
        codes: dict[str, int] = {}
        steps = source.table.column("milestone") is not None
        for asked in source.rows.asked():
            found[asked.row] = self._choose(asked)
            if asked.code and not steps and codes.setdefault(asked.code, asked.row) != asked.row:
                problem = Refusal("sheet.code_twice", text=asked.code, row=codes[asked.code] + 1)
                found[asked.row] = found[asked.row]._replace(problem=problem)
            zone, project = found[asked.row].zone, found[asked.row].project
            if zone is not None and not steps and (project or name_key(asked.name)):
                key = (zone.zone_id, project.id if project else name_key(asked.name))
                self.places.setdefault(key, []).append((number, asked.row))
            if source.own and asked.version:
                self.versions.add(asked.version)
        self.choices.append(found)

    def _choose(self, asked: Asked) -> Choice:
        try:
            zone = self._zone_of(asked)
        except Refusal as refusal:
            return Choice(None, None, "new", refusal)
        said = self._chosen.projects.get(asked.name)
        if said is not None:
            return self._said(zone, asked.name, said)
        match = self._matcher(zone).find(Wanted(asked.name, asked.code, asked.id))
        if match.how == "doubtful":
            return _doubtful(zone, asked.name, match.candidates)
        return Choice(zone, match.project, match.how)

    def _zone_of(self, asked: Asked) -> Zone:
        """Return the zone of a row: by the id that it carries, by `--zone`, by its own column, else the only one.

        Raises Refusal.
        """
        if asked.id and (zone := self._zone_of_id(asked.id)):
            return zone
        if self._given is not None:
            return self._given
        if asked.zone:
            key = name_key(asked.zone)
            named = [zone for zone in self.zones if key in (zone.slug, zone.name_key)]
            if named:
                return named[0]
            raise Refusal("sheet.unknown_zone", text=asked.zone)
        if len(self.zones) == 1:
            return self.zones[0]
        raise Refusal("sheet.which_zone", known=", ".join(zone.slug for zone in self.zones))

    def _zone_of_id(self, id_: str) -> Zone | None:
        for zone in self.zones:
            if id_ in self._matcher(zone).ids:
                return zone
        return None

    def _said(self, zone: Zone, name: str, said: str) -> Choice:
        """Return what a person has said of a row: that it is new, or which project it is."""
        from zonetrack.intake.mapping import NEW
        from zonetrack.store import references

        if said == NEW:  # the first time; from then on the name is that of a project
            match = self._matcher(zone).find(Wanted(name))
            return Choice(zone, match.project, match.how)
        try:
            subject = references.resolve(self._db, said, ("project",), exact=True)
        except Refusal as refusal:
            return Choice(zone, None, "doubtful", refusal)
        if subject.project is not None:
            self._matcher(subject.zone).meet(subject.project)
        return Choice(subject.zone, subject.project, "map")

    def _matcher(self, zone: Zone) -> Matcher:
        if zone.zone_id not in self._matchers:
            self._matchers[zone.zone_id] = Matcher(records_of(self._db, zone))
        return self._matchers[zone.zone_id]

    def _look_for_likeness(self, sources: Sequence[Source]) -> None:
        """Doubt the rows that would be new where a project that no row means has nearly their name."""
        for source, found in zip(sources, self.choices, strict=True):
            names = {asked.row: asked.name for asked in source.rows.asked()} if self._may_be_alike(found) else {}
            for row, name in names.items():
                choice = found[row]
                if choice.zone is None or choice.how != "new" or self._chosen.projects.get(name):
                    continue
                near = self._matcher(choice.zone).near(name)
                if near:
                    found[row] = _doubtful(choice.zone, name, near)

    def _may_be_alike(self, found: Mapping[int, Choice]) -> bool:
        zones = {choice.zone.zone_id: choice.zone for choice in found.values() if choice.zone and choice.how == "new"}
        return any(self._matcher(zone).any_unmet for zone in zones.values())

    def doubts(self) -> list[Doubt]:
        """Return each doubtful name once, with the projects that it may mean."""
        found: dict[str, Doubt] = {}
        for choices in self.choices:
            for choice in choices.values():
                if choice.candidates and choice.zone and choice.problem:
                    name = str(choice.problem.params["text"])
                    found[name] = Doubt(name, tuple(Subject(choice.zone, one) for one in choice.candidates))
        return list(found.values())


def _doubtful(zone: Zone, name: str, candidates: tuple[Project, ...]) -> Choice:
    refs = [f"{zone.slug}/{project.slug}" for project in candidates]
    shown = ", ".join(f"{ref} ({project.name})" for ref, project in zip(refs, candidates, strict=True))
    return Choice(
        zone, None, "doubtful", Ambiguous("sheet.doubtful", text=name, candidates=shown, ref=refs[0]), candidates
    )


def _resolve_zone(db: Db, text: str) -> Zone:
    from zonetrack.store import references

    return references.resolve(db, text, ("zone",), exact=True).zone

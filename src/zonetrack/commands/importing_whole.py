"""Commands: a ledger whole into this one: all its records and facts, those already here left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.errors import Refusal, Unreadable
from zonetrack.domain.indicator import BASES
from zonetrack.domain.indicator_entry import read_unit
from zonetrack.domain.measure import measure_of, named_by
from zonetrack.domain.records import Event, Followup, Indicator, Milestone, Project, Subject, Zone
from zonetrack.domain.slug import free
from zonetrack.intake.whole import Whole
from zonetrack.store.facts import facts_of, ids_of
from zonetrack.store.indicators import named
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zonetrack.commands.options import Said
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Observation
    from zonetrack.store.writing import Record

# What makes two facts the same one: all that was said, and of which day; not by which entry.
_SAME = ("measure", "basis", "day", "span_edtf", "value", "unit", "qualifier", "words", "certainty", "source", "note")


def is_whole(file: str) -> bool:
    """Tell whether a file is named as one that holds a ledger whole."""
    return Path(file).suffix.lower() == ".json"


def take_in(session: Session, files: Sequence[str], said: Said) -> None:
    """Take in the one file that holds a ledger whole.  Raises Refusal beside other files, and for what it holds."""
    from zonetrack.commands.recording import carry_out
    from zonetrack.intake.whole import read_whole

    if len(files) > 1:
        raise Refusal("whole.alone")
    whole = read_whole(Path(files[0]).expanduser())
    carry_out(session, said, "import", lambda recording: _Merger(recording, whole).merge())


class Given(NamedTuple):
    """A fact of a file: the number of its row, the row, and what it says."""

    number: int
    row: dict[str, Any]
    fact: Fact


class _Merger:
    """The rows of a file on their way into the ledger: records by id, then by name; facts by all that they say."""

    def __init__(self, recording: Recording, whole: Whole) -> None:
        self._recording = recording
        self._db = recording.db
        self._whole = whole
        self._subjects: dict[str, Subject] = {}  # by the id in the file
        self._added = dict.fromkeys(Whole._fields, 0)
        self._there = 0
        self._taken: dict[str, set[str]] = {}  # by zone the ids of its facts
        self._readers: dict[str, Callable[[dict[str, Any]], Subject]] = {
            "zones": self._zone,
            "projects": self._project,
            "milestones": self._milestone,
            **dict.fromkeys(("indicators", "events"), self._of_zone),
            "followups": self._followup,
        }

    def merge(self) -> None:
        """Take in everything, and say how much of it was new."""
        for table, rows in zip(Whole._fields, self._whole, strict=True):
            if table != "facts":
                for number, row in enumerate(rows, 1):
                    self._record(table, number, row)
        self._facts()
        self._recording.note("echo.whole", **self._added, there=self._there)

    def _record(self, table: str, number: int, row: dict[str, Any]) -> None:
        try:
            subject = self._readers[table](row)
        except Refusal as refusal:
            raise self._placed(table, number, refusal) from None
        self._subjects[row["id"]] = subject

    @staticmethod
    def _placed(table: str, number: int, refusal: Refusal) -> Refusal:
        """Return a refusal with the row of the file that it is about."""
        from zonetrack.commands.telling import sentence

        problem = Refusal("whole.bad", place=f"{table} {number}", why=sentence(refusal))
        problem.exit_code = refusal.exit_code
        return problem

    def _zone(self, row: dict[str, Any]) -> Subject:
        from zonetrack.store.reading import zones

        known = zones(self._db)
        for zone in known:
            if zone.zone_id == row["id"] or zone.slug == row["slug"] or zone.name_key == name_key(row["name"]):
                return Subject(zone)
        name, position = clean(row["name"]), max((zone.position for zone in known), default=0) + 1
        made = Zone(row["id"], name, name_key(name), self._slug(row, [zone.slug for zone in known]), position)
        self._add("zones", made, row)
        return Subject(made)

    def _project(self, row: dict[str, Any]) -> Subject:
        from zonetrack.store.reading import records_of

        zone = self._above(row["zone"]).zone
        known = records_of(self._db, zone)
        for project in known:
            if project.id == row["id"] or project.name_key == name_key(row["name"]):
                return Subject(zone, project)
        name, tags = clean(row["name"]), row.get("tags") or []
        made = Project(
            zone.zone_id,
            row["id"],
            name,
            name_key(name),
            self._slug(row, [project.slug for project in known]),
            clean(row["code"]) if row.get("code") else "",
            clean(row["category"]) if row.get("category") else "",
            "\n".join(sorted({clean(tag) for tag in tags})),
            len(known) + 1,
        )
        self._add("projects", made, row)
        return Subject(zone, made)

    def _milestone(self, row: dict[str, Any]) -> Subject:
        from zonetrack.store import references

        above = self._above(row["project"])
        if above.project is None:
            raise Refusal("whole.above", text=row["project"])
        known = references.milestones_of(self._db, above.zone, above.project)
        for milestone in known:
            if milestone.id == row["id"] or milestone.name_key == name_key(row["name"]):
                return above._replace(milestone=milestone)
        name = clean(row["name"])
        slug = self._slug(row, [milestone.slug for milestone in known])
        unit, place = clean(row["unit"]) if row.get("unit") else "", len(known) + 1
        made = Milestone(above.zone.zone_id, row["id"], above.project.id, name, name_key(name), slug, unit, place)
        self._add("milestones", made, row)
        return above._replace(milestone=made)

    def _of_zone(self, row: dict[str, Any]) -> Subject:
        """Take in an indicator, which has a unit, or an event."""
        kind = "indicators" if "unit" in row else "events"
        above = Subject(self._above(row["zone"]).zone)
        known = [one for one in named(self._db, above.zone) if f"{one.kind}s" == kind]
        for one in known:
            # An event of the same name may be that of another year.
            if one.id == row["id"] or (one.indicator and one.indicator.name_key == name_key(row["name"])):
                return one
        name, slug = clean(row["name"]), self._slug(row, [one.record.slug for one in known])
        own = (above.zone.zone_id, row["id"], name, name_key(name), slug)
        if kind == "events":
            made = above._replace(event=Event(*own, len(known) + 1))
        else:
            unit, measured = read_unit(row["unit"], row["kind"])
            if row["basis"] not in BASES.values():
                raise Unreadable("whole.value", text=row["basis"])
            made = above._replace(indicator=Indicator(*own, unit, measured, row["basis"], len(known) + 1))
        self._add(kind, made.record, row)
        return made

    def _followup(self, row: dict[str, Any]) -> Subject:
        above = self._above(row["event"])
        if above.event is None:
            raise Refusal("whole.above", text=row["event"])
        known = [one for one in named(self._db, above.zone) if one.followup and one.event == above.event]
        for one in known:
            if one.id == row["id"] or one.record.name_key == name_key(row["name"]):
                return one
        name, slug = clean(row["name"]), self._slug(row, [one.record.slug for one in known])
        key = (above.zone.zone_id, row["id"], above.event.id, name, name_key(name), slug)
        made = above._replace(followup=Followup(*key, len(known) + 1))
        self._add("followups", made.record, row)
        return made

    def _above(self, ref: str) -> Subject:
        """Return the record that a row names as the one it belongs to."""
        for subject, row in (
            (self._subjects.get(row["id"]), row)
            for row in (*self._whole.zones, *self._whole.projects, *self._whole.events)
        ):
            if row["ref"] == ref and subject is not None:
                return subject
        raise Refusal("whole.above", text=ref)

    @staticmethod
    def _slug(row: dict[str, Any], taken: list[str]) -> str:
        from zonetrack.domain.slug import read_slug

        return free(read_slug(row["slug"]), taken)

    def _add(self, table: str, record: Record, row: dict[str, Any]) -> None:
        from zonetrack.domain.slug import read_slug

        self._recording.writer.insert(record)
        self._added[table] += 1
        scope = table.removesuffix("s")
        for alias in row.get("aliases") or ():
            self._recording.writer.put(
                "alias",
                None,
                {
                    "zone_id": record.zone_id,
                    "id": self._recording.writer.ids.next(),
                    "scope": scope,
                    "slug": read_slug(alias),
                    "subject_id": row["id"],
                },
            )

    def _facts(self) -> None:
        from zonetrack.intake.whole import fact_of

        by_subject: dict[str, list[Given]] = {}
        today = self._recording.writer.command.today.isoformat()
        for number, row in enumerate(self._whole.facts, 1):
            try:
                by_subject.setdefault(row["subject_id"], []).append(Given(number, row, fact_of(row, today)))
            except Refusal as refusal:
                raise self._placed("facts", number, refusal) from None
        for id_, facts in by_subject.items():
            subject = self._subjects.get(id_)
            if subject is None:
                raise Refusal("whole.above", text=id_)
            self._facts_of(subject, [one._replace(fact=self._own(subject, one.fact)) for one in facts])

    def _own(self, subject: Subject, fact: Fact) -> Fact:
        """Return a fact of an indicator, event or follow-up as it is said of the one that it is here."""
        there = named_by(fact.measure)
        if there is None:
            return fact
        whole = self._subjects.get(fact.value) if there.said == "whole" else None
        measure = measure_of(subject, there.said)
        return fact._replace(measure=measure, value=whole.id if whole else fact.value)

    def _facts_of(self, subject: Subject, facts: Iterable[Given]) -> None:
        known: list[Observation] = facts_of(self._db, subject)
        there = {_said(observation) for observation in known}
        writer, fresh = self._recording.writer, not known
        taken = self._taken_in(subject.zone)
        for number, row, fact in facts:
            if _of_fact(fact) in there:
                self._there += 1
                continue
            try:
                # The facts of a subject that is new here were held against each other where they come from.
                observation = writer.judge(subject, fact, [] if fresh else known)
            except Refusal as refusal:
                raise self._placed("facts", number, refusal) from None
            observation = observation._replace(flags=row.get("flags") or "")
            if row["id"] not in taken:
                observation = observation._replace(id=row["id"])
            taken.add(observation.id)
            writer.put("observation", None, observation._asdict())
            writer.facts += 1
            known.append(observation)
            self._added["facts"] += 1

    def _taken_in(self, zone: Zone) -> set[str]:
        if zone.zone_id not in self._taken:
            self._taken[zone.zone_id] = ids_of(self._db, zone)
        return self._taken[zone.zone_id]


def _of_fact(fact: Fact) -> tuple[Any, ...]:
    return tuple(fact.span.edtf if field == "span_edtf" else getattr(fact, field) for field in _SAME)


def _said(observation: Observation) -> tuple[Any, ...]:
    return tuple(getattr(observation, field) for field in _SAME)

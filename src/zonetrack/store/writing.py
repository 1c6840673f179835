"""Store: one command that writes.  Rows, journal and positions change together or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import AlreadyThere, Changed, RuleBroken
from zonetrack.domain.measure import PREFIXES
from zonetrack.domain.records import LEDGER, Entry, Event, Followup, Indicator, Milestone, Observation, Project, Zone
from zonetrack.domain.rules import breaches, not_in_future
from zonetrack.store import journal, positions
from zonetrack.store.db import schema_version
from zonetrack.store.facts import facts_of
from zonetrack.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from zonetrack.domain.records import Fact, Subject
    from zonetrack.store.db import Db
    from zonetrack.store.ids import Ids
    from zonetrack.store.journal import Image

Record = Zone | Project | Milestone | Indicator | Event | Followup

# What no index can hold: zones are few and everywhere, and their facts hang on the project that they do not have.
ZONE_LIKE = "SELECT slug FROM zone WHERE (slug = :slug OR name_key = :name_key) AND zone_id <> :zone_id LIMIT 1"
FACT_OF_ZONE = "SELECT id FROM observation WHERE zone_id = :zone_id LIMIT 1"

FACT_NAMING = """
    SELECT id FROM observation
    WHERE zone_id = :zone_id AND project_id IS NULL AND measure LIKE :beginning ESCAPE '!' LIMIT 1
"""


class Command(NamedTuple):
    """Who says what: the name of the command, its author, when (UTC), the ledger's day, and what was given with it."""

    name: str
    author: str
    at: datetime
    today: date
    reason: str = ""
    source: str = ""
    note: str = ""
    key: str | None = None


class Writer:
    """The rows that one command changes.  `finish` writes its entries; until then nothing is journalled.

    The caller holds a write transaction and commits or drops it.
    """

    def __init__(self, db: Db, command: Command, ids: Ids) -> None:
        self.db = db
        self.command = command
        self.ids = ids
        self.command_id = ids.next()
        self.facts = 0  # recorded so far
        self.before_finish: list[Callable[[], None]] = []  # what others still hold for this command
        self._pens: dict[str, journal.Pen] = {}
        self._touched: dict[tuple[str, str], set[str]] = {}
        self._undoes: str | None = None
        self._today = command.today.isoformat()

    @property
    def changed(self) -> bool:
        """Tell whether any row was changed."""
        return any(pen.used for pen in self._pens.values())

    def insert(self, record: Record) -> None:
        """Insert a record.  Raises AlreadyThere for a name or slug in use."""
        self.put(type(record).__name__.lower(), None, record._asdict())

    def update(self, old: Record, new: Record) -> None:
        """Change the identity of a record."""
        self.put(type(old).__name__.lower(), old._asdict(), new._asdict())

    def put(self, table: str, before: Image | None, after: Image | None) -> None:
        """Make row `before` of a journalled table into `after` (None: no row), and note both for the journal."""
        texts = JOURNALLED[table]
        image = after or before
        if image is None or before == after:
            return
        zone_id = LEDGER if table in ("zone", "setting") else image["zone_id"]
        pen = self.pen(zone_id)
        if table == "zone":
            self._check_zone(image, leaves=after is None)
        if table in PREFIXES and after is None:
            self._check_unnamed(table, image)
        text = texts.insert if before is None else texts.delete if after is None else texts.update
        given = image if after else {column: image[column] for column in {"zone_id", texts.key}}
        self._run(text, table, given)
        pen.note(journal.Change(table, image[texts.key], before, after))
        self._touch(table, image)

    def _check_zone(self, image: Image, *, leaves: bool) -> None:
        if leaves and self.db.one(FACT_OF_ZONE, zone_id=image["zone_id"]):
            raise Changed("undo.depends", row="zone")
        likeness = {column: image[column] for column in ("slug", "name_key", "zone_id")}
        if not leaves and self.db.one(ZONE_LIKE, **likeness):
            raise AlreadyThere("record.taken", name=image["name"])

    def _check_unnamed(self, table: str, image: Image) -> None:
        beginning = f"{PREFIXES[table]}{image['id']}%"
        if self.db.one(FACT_NAMING, zone_id=image["zone_id"], beginning=beginning):
            raise Changed("undo.depends", row=table)

    def _run(self, text: str, table: str, values: Image) -> None:
        import sqlite3

        try:
            self.db.rows(text, **values)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise Changed("undo.depends", row=table) from None
            if error.sqlite_errorname.startswith("SQLITE_CONSTRAINT_UNIQUE"):
                raise AlreadyThere("record.taken", name=values.get("name", "")) from None
            raise

    def _touch(self, table: str, image: Image) -> None:
        if table == "project":
            self._touched.setdefault((image["zone_id"], image["id"]), set())
        elif table in ("milestone", "observation") and image["project_id"]:
            touched = self._touched.setdefault((image["zone_id"], image["project_id"]), set())
            if milestone := image["id"] if table == "milestone" else image["milestone_id"]:
                touched.add(milestone)

    def pen(self, zone_id: str) -> journal.Pen:
        """Return what writes this command's entry in the journal of a zone; its number is taken on first use."""
        if zone_id not in self._pens:
            seq, previous = journal.next_number(self.db, zone_id)
            self._pens[zone_id] = journal.Pen(self.db, self._entry(zone_id, seq), previous)
        return self._pens[zone_id]

    def _entry(self, zone_id: str, seq: int) -> Entry:
        command = self.command
        return Entry(
            zone_id,
            seq,
            self.command_id,
            command.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            command.author,
            command.name,
            command.reason,
            command.source,
            command.note,
            command.key,
            self._undoes,
            schema_version(self.db),
            "",
        )

    def record(self, subject: Subject, fact: Fact, known: Sequence[Observation] | None = None) -> Observation:
        """Record a fact about `subject`.  `known` are all facts on record about it, where the caller has them.

        Raises RuleBroken for a figure that may not stand, or that needs a reason where the command has none.
        """
        observation = self.judge(subject, fact, facts_of(self.db, subject) if known is None else known)
        self.put("observation", None, observation._asdict())
        self.facts += 1
        return observation

    def judge(self, subject: Subject, fact: Fact, known: Sequence[Observation], ahead: int = 0) -> Observation:
        """Return a fact as it would be recorded beside those `known`, when `ahead` others of this command are.

        Raises RuleBroken as `record` does.
        """
        observation = self._observation(subject, fact, self.facts + ahead + 1)
        not_in_future(observation, self._today)
        found = breaches(observation, known)
        if not found:
            return observation
        if not self.command.reason:
            params = found[0].params | {"ref": subject.ref}
            if "entry" in params:
                params["entry"] = f"{subject.zone.slug}#{params['entry']}"
            raise RuleBroken(found[0].word, **params)
        return observation._replace(flags=",".join(sorted({breach.flag for breach in found})))

    def _observation(self, subject: Subject, fact: Fact, n: int) -> Observation:
        zone, project, milestone = subject[:3]
        measure, value, words, span, basis, unit, qualifier, places, certainty, source, note, day = fact
        first, last = span.first, span.last
        today = self.command.today
        return Observation(
            zone.zone_id,
            self.ids.next(),
            project.id if project else None,
            milestone.id if milestone else None,
            measure,
            basis,
            day or min(last or first or today, today).isoformat(),
            span.edtf,
            first.isoformat() if first else None,
            last.isoformat() if last else None,
            span.qualifier,
            span.text,
            value,
            unit,
            qualifier,
            places,
            words,
            certainty,
            source or self.command.source,
            note or self.command.note,
            "",
            self.pen(zone.zone_id).entry.seq,
            n,
        )

    def take_back(self, command_id: str) -> None:
        """Put every row back that a command changed, and nothing else in this command.

        Raises NotFound, or Changed where a row changed since.
        """
        self._undoes = command_id
        for _, change in journal.inverse(self.db, command_id):
            self.put(change.table, change.before, change.after)

    def finish(self) -> list[Entry]:
        """Bring the positions up to date, seal the entry of each zone touched, and return the entries."""
        for write in self.before_finish:
            write()
        positions.refold(self.db, self._touched)
        closed = (pen.close() for _, pen in sorted(self._pens.items()))
        return [entry for entry in closed if entry]

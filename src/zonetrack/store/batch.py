"""Store: many new projects of one zone at once, as a sheet brings them; what is kept is as if each came by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import AlreadyThere
from zonetrack.domain.position import contribution
from zonetrack.domain.records import Subject
from zonetrack.store import codec, positions
from zonetrack.store.journal import texts_of
from zonetrack.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zonetrack.domain.records import Fact, Milestone, Observation, Project, Zone
    from zonetrack.store.journal import Written
    from zonetrack.store.writing import Writer

CHUNK = 100  # projects that are held before they are written
TWIN = """
    SELECT name FROM project
    WHERE zone_id = :zone_id AND id <> :id AND (slug = :slug OR name_key = :name_key) LIMIT 1
"""
Row = tuple[object, ...]


class _Queued(NamedTuple):
    """A project with its facts, and each of its milestones with those of that."""

    project: Project
    facts: list[Observation]
    milestones: list[tuple[Milestone, list[Observation]]]

    @property
    def rows(self) -> Iterator[tuple[str, Sequence[Project | Milestone | Observation]]]:
        """Its rows by the tables that they go to, in the order of the journal."""
        yield "project", (self.project,)
        yield "observation", self.facts
        for milestone, facts in self.milestones:
            yield "milestone", (milestone,)
            yield "observation", facts


class Batch:
    """New projects of one zone on their way into the ledger, some hundred at a time.

    Until `flush`, which `Writer.finish` calls too, what was added is not yet in the tables.
    """

    def __init__(self, writer: Writer, zone: Zone) -> None:
        self._writer = writer
        self._zone = zone
        self._queued: list[_Queued] = []
        self._texts: dict[str, Callable[[Sequence[object]], str]] = {
            table: texts_of(JOURNALLED[table].columns) for table in ("project", "milestone", "observation")
        }
        writer.before_finish.append(self.flush)

    def add(
        self,
        project: Project,
        facts: Iterable[Fact],
        milestones: Iterable[tuple[Milestone, Iterable[Fact]]] = (),
    ) -> list[Observation]:
        """Add a project with the facts about it, and its milestones with theirs; return all facts as recorded.

        Raises RuleBroken as `Writer.record` does: then nothing of this project is added, and the next one may be.
        Raises AlreadyThere, here or in `flush`, where a name or slug is in use: then the command cannot go on.
        """
        subject = Subject(self._zone, project)
        own = self._judged(subject, facts, 0)
        recorded = len(own)
        within = []
        for milestone, said in milestones:
            judged = self._judged(subject._replace(milestone=milestone), said, recorded)
            within.append((milestone, judged))
            recorded += len(judged)
        self._writer.facts += recorded
        self._queued.append(_Queued(project, own, within))
        if len(self._queued) >= CHUNK:
            self.flush()
        return [*own, *(fact for _, of_one in within for fact in of_one)]

    def _judged(self, subject: Subject, facts: Iterable[Fact], ahead: int) -> list[Observation]:
        found: list[Observation] = []
        for fact in facts:
            found.append(self._writer.judge(subject, fact, found, ahead + len(found)))
        return found

    def flush(self) -> None:
        """Write all that was added: rows, images and positions.  Raises AlreadyThere."""
        rows: dict[str, list[Row]] = {"project": [], "milestone": [], "observation": []}
        images: list[Written] = []
        for queued in self._queued:
            for table, of_one in queued.rows:
                rows[table] += of_one
                text = self._texts[table]
                images += [(table, row.id, None, text(row)) for row in of_one]
        self._insert(rows)
        if images:
            self._writer.pen(self._zone.zone_id).note_all(images)
            self._fold()
        self._queued.clear()

    def _insert(self, rows: dict[str, list[Row]]) -> None:
        import sqlite3

        try:
            for table, of_table in rows.items():
                self._writer.db.load(JOURNALLED[table].insert, of_table)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname.startswith("SQLITE_CONSTRAINT_UNIQUE"):
                raise AlreadyThere("record.taken", name=self._twin()) from None
            raise

    def _twin(self) -> str:
        """The name of the first project added whose name or slug another one has."""
        for project, _, _ in self._queued:
            image = project._asdict()
            if self._writer.db.one(TWIN, **{key: image[key] for key in ("zone_id", "id", "slug", "name_key")}):
                return project.name
        return ""

    def _fold(self) -> None:
        """Write the positions of what was added; all of it is in memory, nothing is read."""
        db, sums = self._writer.db, positions.NOTHING
        projects: list[Row] = []
        milestones: list[Row] = []
        for queued in self._queued:
            within, folded = positions.fold(queued.project, queued.facts, queued.milestones)
            milestones += (tuple(codec.MILESTONE.write(position).values()) for position in within)
            projects.append(tuple(codec.PROJECT.write(folded).values()))
            sums = positions.plus(sums, contribution(folded))
        db.load(codec.MILESTONE.upsert, milestones)
        db.load(codec.PROJECT.upsert, projects)
        positions.move_zone(db, self._zone.zone_id, sums)

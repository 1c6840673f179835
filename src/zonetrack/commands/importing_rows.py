"""Commands: the rows of an import, one after the other, into the ledger; and all that is to be said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.commands.importing_identity import edits, refuse_taken, renamed
from zonetrack.commands.importing_match import Matching
from zonetrack.commands.importing_own import Bases
from zonetrack.commands.importing_returned import Post, returned
from zonetrack.commands.importing_said import Findings
from zonetrack.commands.telling import sentence
from zonetrack.domain import measure as measures
from zonetrack.domain.errors import Refusal
from zonetrack.domain.merging import same, weigh
from zonetrack.domain.records import Fact, Project, Subject
from zonetrack.domain.slug import free, propose
from zonetrack.intake.grid import letters
from zonetrack.report import NA, Code
from zonetrack.reports.importing import Changed, ProjectRead, build, value
from zonetrack.store.batch import Batch
from zonetrack.store.facts import facts_of
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zonetrack.commands.importing_match import Choice
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Observation, Zone
    from zonetrack.intake.mapping import Map
    from zonetrack.intake.rows import Line
    from zonetrack.intake.sheets import Source, Unread
    from zonetrack.report import Report
    from zonetrack.reports.importing import Returned

Told = list[tuple[Fact, str]]  # facts, each with the place of its cell


class Taking:
    """An import under way: every row is judged; what may stand is written, what may not is told."""

    def __init__(
        self,
        recording: Recording,
        sources: Sequence[Source],
        unread: Sequence[Unread],
        zone: str | None,
        chosen: Map,
    ) -> None:
        self.chosen = chosen
        self.outcome = Findings(sources, unread)
        self._recording = recording
        self._writer = recording.writer
        self._db = recording.db
        self._sources = sources
        self._matching = Matching(self._db, sources, zone, chosen)
        self._bases = Bases(self._db, recording.session.today(), self._matching.versions)
        self._batches: dict[str, Batch] = {}
        self._taken: dict[str, set[str]] = {}
        self._counts: dict[str, int] = {}
        self._made: dict[tuple[str, str], Subject] = {}
        self._post = Post()
        self._returned: Sequence[Returned] = ()
        self._several = {key for key, places in self._matching.places.items() if len(places) > 1}

    def take(self, take_step: Callable[[Taking, Source, Line, Choice], None]) -> None:
        """Take in every row of every source, those of milestones by `take_step`, after the projects of all."""
        order = sorted(range(len(self._sources)), key=lambda n: self._sources[n].table.column("milestone") is not None)
        for number in order:
            source, choices = self._sources[number], self._matching.choices[number]
            for line in self._watched(source):
                if line.milestone or source.table.column("milestone") is not None:
                    take_step(self, source, line, choices[line.row])
                else:
                    self._row(number, source, line, choices[line.row])
            self.outcome.read(source)
        self.outcome.remark_on_map(self._sources, self.chosen)
        self.write_queued()
        self._returned = returned(self._recording, self._post, self._matching)

    def _watched(self, source: Source) -> Iterator[Line]:
        """Yield the lines of a source; at a terminal a bar on standard error says how far it is."""
        lines, rows = source.rows.lines(), source.table.end - source.table.first
        if rows < _LONG or not self._recording.session.interactive() or self._recording.session.quiet:
            yield from lines
            return
        import sys

        import click

        with click.progressbar(length=rows, label=source.file, file=sys.stderr) as bar:
            done = source.table.first
            for line in lines:
                bar.update(line.row - done)
                done = line.row
                yield line

    def _row(self, number: int, source: Source, line: Line, choice: Choice) -> None:
        self.outcome.seen(source)
        problems = [(problem.place, problem.refusal) for problem in line.problems]
        if choice.problem is not None:
            at = source.table.column(_CELLS.get(choice.problem.word, "name"))
            problems.append((line.place if at is None else source.table.grid.place(line.row, at), choice.problem))
        if choice.zone is not None and (twin := self._twin(number, source, line, choice)):
            problems.append((line.place, twin))
        if choice.zone is None or problems:
            self.reject(source, line, problems)
            return
        self.outcome.remark_on(source, line)
        self._post.note(source, line, choice.zone.zone_id)
        key = (choice.zone.zone_id, name_key(line.name))
        project = choice.project or (made.project if (made := self._made.get(key)) else None)
        if project is None:
            self._new(source, line, choice.zone)
        else:
            self._known(source, line, Subject(choice.zone, project), choice.how)

    def _twin(self, number: int, source: Source, line: Line, choice: Choice) -> Refusal | None:
        """Return why a row of the same sheet that means the same project stands in the way; of other sheets it may."""
        if choice.zone is None or choice.problem is not None:
            return None
        key = (choice.zone.zone_id, choice.project.id if choice.project else name_key(line.name))
        here = [row for source, row in self._matching.places.get(key, ()) if source == number]
        if len(here) < 2:
            return None
        other = next(row for row in here if row != line.row)
        id_ = source.table.column("id")
        if choice.how == "id" and id_ is not None:
            return Refusal("sheet.copied", text=line.name, row=line.row + 1, other=other + 1, column=letters(id_))
        return Refusal("sheet.twice", text=line.name, row=other + 1)

    def reject(self, source: Source, line: Line, problems: Iterable[tuple[str, Refusal]]) -> None:
        """Leave a row out, and say why."""
        told = list(problems)
        for place, refusal in told:
            self.outcome.trouble(source, place, line.name, refusal)
        self.outcome.rejected(source, line, "; ".join(f"{place}: {sentence(refusal)}" for place, refusal in told))

    def told(self, source: Source, line: Line, base: dict[str, Any] | None = None) -> Told:
        """Return the facts of a row, each with its source and the cell that says it.

        `base` is what a row of a sheet of ours said when it left: then only what was edited since is told.
        """
        found = [
            (fact, said.place)
            for said in line.said
            if base is None or not self._bases.untouched(source, line, said, base)
            for fact in said.facts
        ]
        if base is not None:
            found += self._emptied(source, line, base)
        command = self._writer.command
        origin = command.source or clean(source.file)
        more = f"；{command.note}" if command.note else ""
        return [(fact._replace(source=origin, note=f"{place}{more}"), place) for fact, place in found]

    def _emptied(self, source: Source, line: Line, base: dict[str, Any]) -> Told:
        """Return the texts that were taken back by an empty cell; a figure is not, and that is pointed out."""
        found = []
        for column, place, is_text in self._bases.emptied(source, line, base):
            if is_text:
                measure = column.measure if column.heading.key == "extra" else column.heading.key
                found.append((measures.text(measure, "", source.context.day), place))
            else:
                self.outcome.remark(source, place, line.name, "emptied", header=column.header)
        return found

    def _new(self, source: Source, line: Line, zone: Zone) -> None:
        told = [(fact, place) for fact, place in self.told(source, line) if fact.value != ""]
        subject = Subject(zone)
        try:
            project = self._project(zone, line)
            subject = Subject(zone, project)
            if (zone.zone_id, name_key(line.name)) in self._several:
                self._at_once(source, Subject(zone, project), told)
                self._made[zone.zone_id, name_key(line.name)] = Subject(zone, project)
            else:
                self._batch(zone).add(project, [fact for fact, _ in told])
        except Refusal as refusal:
            culprit = self._culprit(subject, told) if subject.project else None
            self.reject(source, line, [(culprit or line.place, refusal)])
            return
        self._taken[zone.zone_id].add(project.slug)
        self._counts[zone.zone_id] += 1
        ref = f"{zone.slug}/{project.slug}"
        self.outcome.project(ProjectRead(project.id, ref, line.name, "new", "new", line.place, len(told)))

    def _at_once(self, source: Source, subject: Subject, told: Told) -> None:
        """Write a new project that another sheet has something to say about, too."""
        known: list[Observation] = []
        for fact, place in told:
            self.outcome.clash(subject, fact, place, source)
            known.append(self._writer.judge(subject, fact, known, len(known)))
        if subject.project is not None:
            self._writer.insert(subject.project)
        self.keep(known)

    def _culprit(self, subject: Subject, told: Told) -> str | None:
        """Return the cell whose fact may not stand beside those before it."""
        known: list[Observation] = []
        for fact, place in told:
            try:
                known.append(self._writer.judge(subject, fact, known, len(known)))
            except Refusal:
                return place
        return None

    def _batch(self, zone: Zone) -> Batch:
        if zone.zone_id not in self._batches:
            self._batches[zone.zone_id] = Batch(self._writer, zone)
        return self._batches[zone.zone_id]

    def _project(self, zone: Zone, line: Line) -> Project:
        """Return the record of a new project: its slug is taken from its name, else it is numbered."""
        draft = self._draft(zone, line)
        return draft._replace(
            id=self._writer.ids.next(),
            slug=free(propose(line.name) or f"p{draft.position}", self._taken[zone.zone_id]),
        )

    def _draft(self, zone: Zone, line: Line) -> Project:
        from zonetrack.store.reading import project_names

        if zone.zone_id not in self._taken:
            known = project_names(self._db, zone)
            self._taken[zone.zone_id] = {slug for _, slug in known}
            self._counts[zone.zone_id] = len(known)
        name = clean(line.name)
        return Project(
            zone.zone_id,
            "",
            name,
            name_key(name),
            "",
            clean(line.code) if line.code else "",
            clean(line.category) if line.category else "",
            "\n".join(sorted({clean(tag) for tag in line.tags})),
            self._counts[zone.zone_id] + 1,
        )

    def _known(self, source: Source, line: Line, subject: Subject, how: str) -> None:
        """Add to a project on record what is new about it, and say what was another figure before."""
        base = self._bases.row(line.version, subject.id)
        told = self.told(source, line, base)
        known = facts_of(self._db, subject)
        try:
            record = renamed(source, line, subject, base)
            refuse_taken(self._recording, subject, record)
            news, changes = self.judged(source, line, subject, told, known)
        except Refused as refused:
            self.reject(source, line, [(refused.place or line.place, refused.refusal)])
            return
        except Refusal as refusal:
            self.reject(source, line, [(line.place, refusal)])
            return
        if record != subject.project and subject.project is not None:
            self._writer.update(subject.project, record)
            changes = [*edits(subject, record, line.place), *changes]
        self.keep(news)
        action = "changed" if news or changes else "same"
        self.outcome.changes += changes
        self.outcome.unchanged += len(told) - len(news)
        self.outcome.project(ProjectRead(subject.id, subject.ref, record.name, action, how, line.place, len(news)))

    def judged(
        self, source: Source, line: Line, subject: Subject, told: Told, known: Sequence[Observation]
    ) -> tuple[list[Observation], list[Changed]]:
        """Return the facts that are news, as they would be recorded, and those of them that change a figure.

        Raises Refused with the place of a fact that may not stand.
        """
        news: list[Observation] = []
        changes: list[Changed] = []
        base = self._bases.row(line.version, subject.id)
        today = self._writer.command.today
        for fact, place in told:
            last = fact.span.last or fact.span.first or today
            day = fact.day or min(last, today).isoformat()
            verdict = weigh(fact, [*known, *news], day, assumed=source.context.known_by == "assumed")
            clash = self.outcome.clash(subject, fact, place, source) if self._is_shared(subject) else None
            if not verdict.news and not clash:
                continue
            try:
                if clash:
                    raise clash
                self._bases.refuse_changed_meanwhile(line, base, fact, verdict.before)
                observation = self._writer.judge(subject, fact, [*known, *news], len(news))
            except Refusal as refusal:
                raise Refused(place, refusal) from None
            news.append(observation)
            before = verdict.before
            if before is None or not same(fact, before):
                measure = Code("measure", fact.measure)
                shown = (_shown(before), _shown(observation))
                changes.append(Changed(subject.id, subject.ref, subject.record.name, measure, *shown, fact.span, place))
        return news, changes

    def _is_shared(self, subject: Subject) -> bool:
        """Tell whether several rows of this import are about the project of `subject`."""
        project = subject.project
        if project is None:
            return False
        zone_id = subject.zone.zone_id
        return (zone_id, project.id) in self._several or (zone_id, project.name_key) in self._several

    def write_queued(self) -> None:
        """Write the new projects that still wait for their batch, for milestones to be found by their names."""
        for batch in self._batches.values():
            batch.flush()

    def keep(self, observations: Iterable[Observation]) -> None:
        """Write facts that were judged before."""
        for observation in observations:
            self._writer.put("observation", None, observation._asdict())
            self._writer.facts += 1

    @property
    def recording(self) -> Recording:
        """The command under way."""
        return self._recording

    @property
    def bases(self) -> Bases:
        """What sheets that we sent out said when they left."""
        return self._bases

    def refusal(self) -> Refusal:
        """Return what is said of an import with bad rows: nothing of it was written."""
        return self.outcome.refusal()

    def say(self) -> None:
        """Say in one line what was taken in, and in another what was left out."""
        self.outcome.say(self._recording)

    def report(self, *, whole: bool) -> Report:
        """Return the report `import`."""
        outcome = self.outcome.outcome()._replace(returned=self._returned)
        today = self._recording.session.today()
        days = (source.context.day.last or today for source in self._sources)
        return build(outcome, min(max(days, default=today), today), None, whole=whole)

    def refuse_rejects(self, session: Session, *, force: bool) -> None:
        """Raise AlreadyThere where the rows that were left out cannot be written beside their sheet."""
        self.outcome.refuse_rejects(session, force=force)

    def write_rejects(self, session: Session, *, force: bool) -> None:
        """Write the rows that were left out into a file beside each sheet, ready to be mended and taken in again."""
        self.outcome.write_rejects(session, force=force)


_LONG = 2000  # rows from which on a bar is shown
_CELLS = {"sheet.code_twice": "code", "sheet.unknown_zone": "zone"}  # which cell of a row is meant, if not its name


def _shown(fact: Observation | None) -> Any:
    """Return the value of a fact; what was taken back is no figure that nobody reported."""
    return None if fact is None else value(fact) or NA


class Refused(Exception):
    """A fact that may not stand, and its cell."""

    def __init__(self, place: str, refusal: Refusal) -> None:
        super().__init__(place)
        self.place = place
        self.refusal = refusal

"""Commands: the rows of a table of milestones: each belongs to a project, by its id or by the names of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.importing_identity import edits
from zonetrack.commands.importing_rows import Refused
from zonetrack.domain.errors import NotFound, Refusal
from zonetrack.domain.records import Milestone, Subject
from zonetrack.domain.slug import free, propose
from zonetrack.reports.importing import ProjectRead
from zonetrack.store import references
from zonetrack.store.facts import facts_of
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from zonetrack.commands.importing_match import Choice
    from zonetrack.commands.importing_rows import Taking, Told
    from zonetrack.domain.records import Project
    from zonetrack.intake.rows import Line
    from zonetrack.intake.sheets import Source


def take_step(taking: Taking, source: Source, line: Line, choice: Choice) -> None:
    """Take in one milestone: a new one of a project on record or of this import, or more about one that is there."""
    taking.outcome.seen(source)
    problems = [(problem.place, problem.refusal) for problem in line.problems]
    subject, found = None, None
    if not problems:
        try:
            subject = _project(taking, line, choice)
            found = _milestone(taking, subject, line)
        except Refusal as refusal:
            problems.append((line.place, refusal))
        if found is None and not line.milestone:
            problems.append((line.place, Refusal("sheet.no_name")))
    if problems or subject is None:
        taking.reject(source, line, problems)
        return
    taking.outcome.remark_on(source, line)
    try:
        if found is None:
            _new(taking, source, line, subject)
        else:
            _known(taking, source, line, found)
    except Refused as refused:
        taking.reject(source, line, [(refused.place, refused.refusal)])
    except Refusal as refusal:
        taking.reject(source, line, [(line.place, refusal)])


def _project(taking: Taking, line: Line, choice: Choice) -> Subject:
    """Return the project that a milestone belongs to.  Raises Refusal where there is none of that name."""
    db = taking.recording.db
    if line.id:
        try:
            return references.resolve(db, line.id, ("milestone",), exact=True)
        except NotFound:
            pass  # of another ledger: the names say what is meant
    if choice.zone is None:
        raise choice.problem or Refusal("sheet.no_name")
    if choice.project is not None:
        return Subject(choice.zone, choice.project)
    taking.write_queued()
    return references.resolve(db, line.name, ("project",), exact=True, zone=choice.zone)


def _milestone(taking: Taking, subject: Subject, line: Line) -> Subject | None:
    if subject.milestone is not None:
        return subject
    db, zone, project = taking.recording.db, subject.zone, _of(subject)
    for milestone in references.milestones_of(db, zone, project):
        if milestone.name_key == name_key(line.milestone):
            return subject._replace(milestone=milestone)
    return None


def _of(subject: Subject) -> Project:
    if subject.project is None:
        raise AssertionError("a milestone belongs to a project")
    return subject.project


def _new(taking: Taking, source: Source, line: Line, subject: Subject) -> None:
    from zonetrack.store.reading import milestone_names

    told = [(fact, place) for fact, place in taking.told(source, line) if fact.value != ""]
    zone, project = subject.zone, _of(subject)
    known = milestone_names(taking.recording.db, zone, project)
    name, slugs = clean(line.milestone), {slug for _, slug in known}
    made = Milestone(
        zone.zone_id,
        taking.recording.writer.ids.next(),
        project.id,
        name,
        name_key(name),
        free(propose(name) or f"m{len(known) + 1}", slugs),
        _unit(told),
        len(known) + 1,
    )
    new = subject._replace(milestone=made)
    news, _ = taking.judged(source, line, new, _in_unit(told, made.unit), [])
    taking.recording.writer.insert(made)
    taking.keep(news)
    taking.outcome.project(ProjectRead(made.id, new.ref, name, "new", "new", line.place, len(news)))


def _known(taking: Taking, source: Source, line: Line, subject: Subject) -> None:
    milestone = subject.milestone
    if milestone is None:
        raise AssertionError("this milestone is on record")
    base = taking.bases.row(line.version, subject.id)
    told = taking.told(source, line, base)
    unit = milestone.unit or _unit(told)
    news, changes = taking.judged(source, line, subject, _in_unit(told, unit), facts_of(taking.recording.db, subject))
    name = clean(line.milestone) if line.milestone else milestone.name
    if base is None and name_key(name) == milestone.name_key:
        name = milestone.name  # in other letters it is the same
    record = milestone._replace(unit=unit, name=name, name_key=name_key(name))
    if record != milestone:
        taking.recording.writer.update(milestone, record)
        changes = [*edits(subject, record._replace(unit=milestone.unit), line.place), *changes]
    taking.keep(news)
    taking.outcome.changes += changes
    action = "changed" if news or record != milestone else "same"
    taking.outcome.project(ProjectRead(subject.id, subject.ref, name, action, "name", line.place, len(news)))


def _unit(told: Told) -> str:
    """Return the unit of the first quantity, which a milestone counts in from then on."""
    return next((fact.unit for fact, _ in told if fact.measure in ("quantity", "quantity_total")), "")


def _in_unit(told: Told, unit: str) -> Told:
    """Return the facts with their quantities in the unit of the milestone.  Raises Refused for another kind of unit."""
    from decimal import Decimal

    from zonetrack.values.quantity import Quantity

    found: Told = []
    for fact, place in told:
        if fact.measure not in ("quantity", "quantity_total") or fact.unit == unit:
            found.append((fact, place))
            continue
        try:
            there = Quantity(Decimal(fact.value), fact.unit, fact.qualifier, fact.words).to(unit)
        except Refusal as refusal:
            raise Refused(place, refusal) from None
        found.append((fact._replace(value=f"{there.number:f}", unit=unit), place))
    return found

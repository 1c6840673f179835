"""Commands: making records, with names, slugs and the facts that come with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain import measure as measures
from zonetrack.domain.errors import AlreadyThere, Refusal
from zonetrack.domain.records import LEDGER, Event, Followup, Indicator, Milestone, Project, Subject, Zone
from zonetrack.domain.slug import free, propose, read_slug
from zonetrack.values.text import clean, name_key
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.milestone import Draft
    from zonetrack.domain.records import Fact
    from zonetrack.values.quantity import Quantity
    from zonetrack.values.when import When


class Naming(NamedTuple):
    """A name as typed, and the slug given with it or taken from it (None: still to be found)."""

    name: str
    slug: str | None
    given: bool


def naming(session: Session, name: str, slug: str | None = None, *, numbered: bool = False) -> Naming:
    """Return the name with its slug: the one given, else one taken from the name, else asked for at a terminal.

    Raises Unreadable, and Refusal where a Chinese name needs a slug and nobody is there to be asked; what may be
    `numbered` gets its number as slug instead.
    """
    name = clean(name)
    if slug is not None:
        return Naming(name, read_slug(slug), given=True)
    proposed = propose(name)
    if proposed is None and session.interactive():
        import click

        return Naming(name, read_slug(click.prompt(t("ask.slug", name=name), err=True)), given=True)
    if proposed is None and not numbered:
        raise Refusal("slug.needed", text=name)
    return Naming(name, proposed, given=False)


def _slug(naming: Naming, ordinal: str, taken: Sequence[str]) -> str:
    if naming.slug is None:
        return free(ordinal, taken)
    if naming.given and naming.slug in taken:
        raise AlreadyThere("record.slug_taken", slug=naming.slug)
    return free(naming.slug, taken)


def _refuse_twin(name: str, others: Iterable[tuple[str, str]]) -> None:
    """Raise AlreadyThere where a record of the same name (width and case aside) stands already."""
    for other, ref in others:
        if name_key(other) == name_key(name):
            raise AlreadyThere("record.name_taken", name=name, ref=ref)


def add_zone(recording: Recording, naming: Naming) -> Zone:
    """Add a zone at the end of the list."""
    from zonetrack.store.reading import zones

    known = zones(recording.db)
    _refuse_twin(naming.name, ((zone.name, zone.slug) for zone in known))
    slug = _slug(naming, "zone", [*(zone.slug for zone in known), LEDGER])
    position = max((zone.position for zone in known), default=0) + 1
    zone = Zone(recording.writer.ids.next(), naming.name, name_key(naming.name), slug, position)
    recording.writer.insert(zone)
    recording.note("echo.added", ref=slug, name=zone.name)
    return zone


def add_project(
    recording: Recording, zone: Zone, naming: Naming, *, code: str = "", category: str = "", tags: Sequence[str] = ()
) -> Subject:
    """Add a project at the end of its zone."""
    from zonetrack.store.reading import project_names

    known = project_names(recording.db, zone)
    _refuse_twin(naming.name, ((name, f"{zone.slug}/{slug}") for name, slug in known))
    project = Project(
        zone.zone_id,
        recording.writer.ids.next(),
        naming.name,
        name_key(naming.name),
        _slug(naming, "p1", [slug for _, slug in known]),
        clean(code) if code else "",
        clean(category) if category else "",
        "\n".join(sorted({clean(tag) for tag in tags})),
        len(known) + 1,
    )
    recording.writer.insert(project)
    subject = Subject(zone, project)
    recording.note("echo.added", ref=subject.ref, name=project.name)
    return subject


def add_indicator(recording: Recording, zone: Zone, naming: Naming, measured: tuple[str, str, str]) -> Subject:
    """Add an indicator at the end of its zone; `measured` are unit, kind and basis.

    Its slug is none that a project or event of the zone has, so that a reference means one thing.
    """
    known, taken = _records_of(recording, zone)
    ours = [record for record in known if isinstance(record, Indicator)]
    _refuse_twin(naming.name, ((record.name, f"{zone.slug}/{record.slug}") for record in ours))
    slug = _slug(naming, f"i{len(ours) + 1}", taken)
    indicator = Indicator(
        zone.zone_id, recording.writer.ids.next(), naming.name, name_key(naming.name), slug, *measured, len(ours) + 1
    )
    recording.writer.insert(indicator)
    subject = Subject(zone, indicator=indicator)
    recording.note("echo.added", ref=subject.ref, name=indicator.name)
    return subject


def _records_of(recording: Recording, zone: Zone) -> tuple[list[Any], list[str]]:
    """Return the indicators and events of a zone, and the slugs that these and its projects have."""
    from zonetrack.store.indicators import named
    from zonetrack.store.reading import project_names

    known = [subject.record for subject in named(recording.db, zone) if subject.followup is None]
    return known, [*(slug for _, slug in project_names(recording.db, zone)), *(record.slug for record in known)]


def add_event(recording: Recording, zone: Zone, naming: Naming) -> Subject:
    """Add an event of a zone; events of one name may be held every year."""
    known, taken = _records_of(recording, zone)
    number = sum(isinstance(record, Event) for record in known) + 1
    slug = _slug(naming, f"e{number}", taken)
    event = Event(zone.zone_id, recording.writer.ids.next(), naming.name, name_key(naming.name), slug, number)
    recording.writer.insert(event)
    subject = Subject(zone, event=event)
    recording.note("echo.added", ref=subject.ref, name=event.name)
    return subject


def add_followup(recording: Recording, event: Subject, naming: Naming) -> Subject:
    """Add what is to be done after an event, at the end of its follow-ups."""
    from zonetrack.store.indicators import named

    known = [other.record for other in named(recording.db, event.zone) if other.followup and other.event == event.event]
    _refuse_twin(naming.name, ((record.name, f"{event.ref}/{record.slug}") for record in known))
    followup = Followup(
        event.zone.zone_id,
        recording.writer.ids.next(),
        event.id,
        naming.name,
        name_key(naming.name),
        _slug(naming, f"f{len(known) + 1}", [record.slug for record in known]),
        len(known) + 1,
    )
    recording.writer.insert(followup)
    subject = event._replace(followup=followup)
    recording.note("echo.added", ref=subject.ref, name=followup.name)
    return subject


def add_milestone(recording: Recording, project: Subject, naming: Naming, unit: str = "") -> Subject:
    """Add a milestone at the end of its project."""
    from zonetrack.store.reading import milestone_names

    if project.project is None:
        raise AssertionError("a milestone belongs to a project")
    known = milestone_names(recording.db, project.zone, project.project)
    _refuse_twin(naming.name, ((name, f"{project.ref}/{slug}") for name, slug in known))
    milestone = Milestone(
        project.zone.zone_id,
        recording.writer.ids.next(),
        project.project.id,
        naming.name,
        name_key(naming.name),
        _slug(naming, f"m{len(known) + 1}", [slug for _, slug in known]),
        unit,
        len(known) + 1,
    )
    recording.writer.insert(milestone)
    subject = project._replace(milestone=milestone)
    recording.note("echo.added", ref=subject.ref, name=milestone.name)
    return subject


def add_draft(recording: Recording, project: Subject, draft: Draft, naming: Naming, span: When) -> Subject:
    """Add a milestone with all that its line says of it."""
    subject = add_milestone(recording, project, naming, draft.quantity.unit if draft.quantity else "")
    recording.record(subject, *_draft_facts(draft, span))
    return subject


def _draft_facts(draft: Draft, span: When) -> Iterable[Fact]:
    if draft.quantity:
        yield measures.quantity("quantity_total", draft.quantity, span)
    if draft.start:
        yield measures.when("planned_start", draft.start, span)
    if draft.due:
        yield measures.when("planned_finish", draft.due, span)
    if draft.weight is not None:
        yield measures.text("weight", f"{draft.weight:f}", span)
    if draft.progress:
        yield measures.progress(draft.progress, span)


def in_unit(recording: Recording, subject: Subject, quantity: Quantity) -> tuple[Subject, Quantity]:
    """Return `quantity` in the unit in which the milestone counts; the first quantity settles that unit."""
    milestone = subject.milestone
    if milestone is None:
        return subject, quantity
    if milestone.unit:
        return subject, quantity.to(milestone.unit)
    new = milestone._replace(unit=quantity.unit)
    recording.writer.update(milestone, new)
    return subject._replace(milestone=new), quantity


def refuse_taken(recording: Recording, subject: Subject, changes: dict[str, Any]) -> None:
    """Raise AlreadyThere where another record beside `subject` has the new name or slug."""
    from zonetrack.store.reading import milestone_names, project_names, zones

    if subject.milestone and subject.project:
        known = milestone_names(recording.db, subject.zone, subject.project)
    elif subject.project:
        known = project_names(recording.db, subject.zone)
    elif subject.kind in measures.PREFIXES:
        known = _named_beside(recording, subject)
    else:
        known = [(zone.name, zone.slug) for zone in zones(recording.db)]
    others = [(name, slug) for name, slug in known if slug != subject.record.slug]
    if "name" in changes:
        above = subject.ref.removesuffix(subject.record.slug)
        _refuse_twin(changes["name"], ((name, above + slug) for name, slug in others))
    taken = {slug for _, slug in others} | ({LEDGER} if subject.kind == "zone" else set())  # it has entries of its own
    if changes.get("slug") in taken:
        raise AlreadyThere("record.slug_taken", slug=changes["slug"])


def _named_beside(recording: Recording, subject: Subject) -> list[tuple[str, str]]:
    """Return name and slug of the records of the kind of `subject` in its zone, or under its event."""
    from zonetrack.store.indicators import named

    above = subject.event if subject.followup else None
    return [
        (other.record.name, other.record.slug)
        for other in named(recording.db, subject.zone)
        if other.kind == subject.kind and (above is None or other.event == above)
    ]

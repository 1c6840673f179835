"""Commands: what a row of an import says of who a record is: its name, code, category, tags; and how that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.report import Code
from zonetrack.reports.importing import Changed
from zonetrack.values.text import clean, name_key

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.domain.records import Milestone, Project, Subject
    from zonetrack.intake.rows import Line
    from zonetrack.intake.sheets import Source


def renamed(source: Source, line: Line, subject: Subject, base: dict[str, Any] | None) -> Project:
    """Return the project with the name, code, category and tags that the row gives it.

    `base` is what a row of a sheet of our own said when it left: then only what was edited counts, and a cell made
    empty takes back what it said.  Of other sheets counts what they say, and tags come besides those on record.
    """
    project = subject.project
    if project is None:
        raise AssertionError("a row is about a project")
    given: dict[str, Any] = {}
    for field, said in (("name", line.name), ("code", line.code), ("category", line.category)):
        untouched = base is not None and said == (base.get(field) or "")
        if untouched or said == getattr(project, field):
            continue
        if field == "name" and base is None and name_key(said) == project.name_key:
            continue  # in other letters it is the same name
        if said or (base is not None and source.table.column(field) is not None):
            given[field] = clean(said) if said else ""
    tags, have = {clean(tag) for tag in line.tags}, set(project.tags.split("\n")) - {""}
    if base is None:
        tags |= have
    elif source.table.column("tags") is None or "、".join(sorted(tags)) == (base.get("tags") or ""):
        tags = have
    if tags != have:
        given["tags"] = "\n".join(sorted(tags))
    if "name" in given:
        given["name_key"] = name_key(given["name"])
    return project._replace(**given)


def refuse_taken(recording: Recording, subject: Subject, record: Project) -> None:
    """Raise AlreadyThere where the new name of a project is that of another one."""
    if record.name == subject.record.name:
        return
    from zonetrack.commands.adding import refuse_taken

    refuse_taken(recording, subject, {"name": record.name})


def edits(subject: Subject, record: Project | Milestone, place: str) -> list[Changed]:
    """Return how the identity of a record changes."""
    old = subject.record._asdict()
    return [
        Changed(subject.id, subject.ref, record.name, Code("field", field), _flat(old[field]), _flat(new), None, place)
        for field, new in record._asdict().items()
        if new != old[field] and field != "name_key"
    ]


def _flat(text: str) -> str | None:
    return text.replace("\n", "、") or None

"""Commands: `show`, one project or milestone in depth; of a zone its page of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.reading import View
    from zonetrack.commands.session import Session
    from zonetrack.report import Report


@verb("show", "show")
@argument("ref")
@moment_options
@output_options
def show_command(session: Session, ref: str, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: _build(view, ref)), output)


def _build(view: View, ref: str) -> Report:
    from zonetrack.domain.light import SOON
    from zonetrack.reports import show, zone
    from zonetrack.store import reading, references

    subject = references.resolve(view.db, ref)
    known = view.known(subject.zone)
    if subject.project is None:
        ((state, projects),) = view.pages(subject.zone.slug, SOON)
        return zone.build(state, projects, view.day, known)
    project = reading.one_project(view.db, subject.zone, subject.project, view.day)
    chosen = next((m for m in project.milestones if m.milestone == subject.milestone), None)
    return show.build(project, reading.facts_within(view.db, project, view.day), view.day, known, chosen)

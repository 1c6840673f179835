"""Commands: `show`, one project or milestone in depth; of a zone its page of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, argument, as_of_option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("show", "show")
@argument("ref")
@as_of_option
@output_options
def show_command(session: Session, ref: str, as_of: str | None, output: Output) -> None:
    from zonetrack.commands.showing import day_of, show
    from zonetrack.reports import show as show_report
    from zonetrack.reports import zone as zone_report
    from zonetrack.store import ledger, reading, references

    day = day_of(session, as_of)
    with ledger.reading(session.path()) as db:
        subject = references.resolve(db, ref)
        entry = reading.known(db, subject.zone)
        if subject.project is None:
            states = reading.projects(db, subject.zone, day)
            said = reading.said_by_zone(db, subject.zone, day)
            report = zone_report.build(reading.summed(subject.zone, states, said, day), states, day, entry)
        else:
            state = reading.one_project(db, subject.zone, subject.project, day)
            chosen = next((m for m in state.milestones if m.milestone == subject.milestone), None)
            report = show_report.build(state, reading.facts_within(db, state, day), day, entry, chosen)
    show(session, report, output)

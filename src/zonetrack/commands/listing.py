"""Commands: `list`, projects by many filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session
    from zonetrack.report import Report


@verb("list", "listing")
@option("--zone", metavar="ZONE")
@option("--stage", metavar="STAGE")
@option("--owner", metavar="ORG")
@option("--unit", metavar="ORG")
@option("--leader", metavar="PERSON")
@option("--category", metavar="TEXT")
@option("--tag", metavar="TAG")
@option("--unreported", is_flag=True)
@moment_options
@output_options
def list_command(
    session: Session,
    zone: str | None,
    stage: str | None,
    unreported: bool,
    moment: Moment,
    output: Output,
    **wanted: str | None,
) -> None:
    from datetime import date

    from zonetrack.commands.reading import View, look
    from zonetrack.commands.showing import show
    from zonetrack.domain.measure import read_stage
    from zonetrack.reports import listing
    from zonetrack.store import reading

    filters = listing.Filters(
        stage=read_stage(stage) if stage else None, unreported=date.min if unreported else None, **wanted
    )

    def build(view: View) -> Report:
        zones = view.zones(zone)
        states = [state for one in zones for state in reading.projects(view.db, one, view.day)]
        return listing.build(states, view.day, view.known(zones[0] if zone else None), filters)

    show(session, look(session, moment, build), output)

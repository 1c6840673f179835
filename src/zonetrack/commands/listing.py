"""Commands: `list`, projects by many filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, as_of_option, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("list", "listing")
@option("--zone", metavar="ZONE")
@option("--stage", metavar="STAGE")
@option("--owner", metavar="ORG")
@option("--unit", metavar="ORG")
@option("--leader", metavar="PERSON")
@option("--category", metavar="TEXT")
@option("--tag", metavar="TAG")
@option("--unreported", is_flag=True)
@as_of_option
@output_options
def list_command(
    session: Session,
    zone: str | None,
    stage: str | None,
    unreported: bool,
    as_of: str | None,
    output: Output,
    **wanted: str | None,
) -> None:
    from datetime import date

    from zonetrack.commands.reading import known, zone_views
    from zonetrack.commands.showing import day_of, show
    from zonetrack.domain.light import SOON
    from zonetrack.domain.measure import read_stage
    from zonetrack.reports import listing
    from zonetrack.store import ledger

    filters = listing.Filters(
        stage=read_stage(stage) if stage else None, unreported=date.min if unreported else None, **wanted
    )
    day = day_of(session, as_of)
    with ledger.reading(session.path()) as db:
        views = zone_views(db, zone, day, SOON)
        report = listing.build([s for view in views for s in view.projects], day, known(db, views, zone), filters)
    show(session, report, output)

"""Commands: `report`, the whole page of a zone or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, as_of_option, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("report", "report")
@option("--zone", metavar="ZONE")
@option("--within", default="30d", show_default=True, metavar="DAYS")
@as_of_option
@output_options
def report_command(session: Session, zone: str | None, within: str, as_of: str | None, output: Output) -> None:
    from zonetrack.commands.reading import known, read_days, zone_views
    from zonetrack.commands.showing import day_of, show
    from zonetrack.reports import page
    from zonetrack.store import ledger

    day, days = day_of(session, as_of), read_days(within)
    with ledger.reading(session.path()) as db:
        views = zone_views(db, zone, day, days)
        report = page.build([(view.zone, view.projects) for view in views], day, known(db, views, zone), days)
    show(session, report, output)

"""Commands: `report`, the whole page of a zone or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("report", "report")
@option("--zone", metavar="ZONE")
@option("--within", default="30d", show_default=True, metavar="DAYS")
@moment_options
@output_options
def report_command(session: Session, zone: str | None, within: str, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look, read_days
    from zonetrack.commands.showing import show

    days = read_days(within)
    show(session, look(session, moment, lambda view: view.report(zone, days)), output)

"""Commands: `overdue`, what is late and what is due soon, worst first, with who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("overdue", "overdue")
@option("--zone", metavar="ZONE")
@option("--within", default="30d", show_default=True, metavar="DAYS")
@moment_options
@output_options
def overdue_command(session: Session, zone: str | None, within: str, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look, read_days
    from zonetrack.commands.showing import show

    days = read_days(within)
    show(session, look(session, moment, lambda view: view.overdue(zone, days)), output)

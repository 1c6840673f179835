"""Commands: `status`, all zones in one table, or the projects of one zone; and what `zonetrack` alone shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("status", "status")
@argument("zone", required=False)
@moment_options
@output_options
def status_command(session: Session, zone: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.zone_page(zone) if zone else view.status()), output)


def welcome(session: Session) -> None:
    """Show how the nearest ledger stands, or how to begin where there is none."""
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.domain.errors import Unusable
    from zonetrack.words import t

    try:
        session.path()
    except Unusable:
        print(t("welcome.begin"))
        return
    everything = Output(None, None, force=False, wide=False, table=None)
    show(session, look(session, Moment(None, None), lambda view: view.status()), everything)

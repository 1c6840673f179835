"""Commands: `status`, all zones in one table, or the projects of one zone; and what `zonetrack` alone shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, argument, as_of_option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("status", "status")
@argument("zone", required=False)
@as_of_option
@output_options
def status_command(session: Session, zone: str | None, as_of: str | None, output: Output) -> None:
    _status(session, zone, as_of, output)


def _status(session: Session, zone: str | None, as_of: str | None, output: Output) -> None:
    from zonetrack.commands.reading import known, zone_views
    from zonetrack.commands.showing import day_of, show
    from zonetrack.domain.light import SOON
    from zonetrack.reports import status
    from zonetrack.reports import zone as zone_report
    from zonetrack.store import ledger, reading

    day = day_of(session, as_of)
    with ledger.reading(session.path()) as db:
        if zone is None:
            states = [reading.zone_state(db, one, day) for one in reading.zones(db)]
            report = status.build(states, day, reading.known(db))
        else:
            views = zone_views(db, zone, day, SOON)
            report = zone_report.build(*views[0], day, known(db, views, zone))
    show(session, report, output)


def welcome(session: Session) -> None:
    """Show how the nearest ledger stands, or how to begin where there is none."""
    from zonetrack.domain.errors import Unusable
    from zonetrack.words import t

    try:
        session.path()
    except Unusable:
        print(t("welcome.begin"))
        return
    _status(session, None, None, Output(None, None, force=False, wide=False, table=None))

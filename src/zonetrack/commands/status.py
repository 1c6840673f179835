"""Commands: `status`, all zones in one table, or the projects of one zone; and what `zonetrack` alone shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.reading import View
    from zonetrack.commands.session import Session
    from zonetrack.report import Report


@verb("status", "status")
@argument("zone", required=False)
@moment_options
@output_options
def status_command(session: Session, zone: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: _one(view, zone) if zone else _all(view)), output)


def _all(view: View) -> Report:
    from zonetrack.reports import status
    from zonetrack.store import reading

    states = [reading.zone_state(view.db, zone, view.day) for zone in view.zones(None)]
    return status.build(states, view.day, view.known())


def _one(view: View, text: str) -> Report:
    from zonetrack.domain.light import SOON
    from zonetrack.reports import zone

    ((state, projects),) = view.pages(text, SOON)
    return zone.build(state, projects, view.day, view.known(state.zone))


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
    show(session, look(session, Moment(None, None), _all), everything)

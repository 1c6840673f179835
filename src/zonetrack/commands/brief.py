"""Commands: `brief`, one page before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Paper, moment_options, option, paper_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("brief", "brief")
@option("--zone", metavar="ZONE")
@option("--since", of="brief", metavar="ENTRY|DAY")
@moment_options
@paper_options
def brief_command(session: Session, zone: str | None, since: str | None, moment: Moment, paper: Paper) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show_paper

    show_paper(session, look(session, moment, lambda view: view.brief(zone, since)), paper)

"""Commands: `changes`, what is new, finished, late, moved, dropped since a day or an entry, and who is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("changes", "changes")
@option("--since", required=True, metavar="ENTRY|DAY")
@option("--zone", metavar="ZONE")
@moment_options
@output_options
def changes_command(session: Session, since: str, zone: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.changes(since, zone)), output)

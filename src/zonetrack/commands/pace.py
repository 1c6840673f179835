"""Commands: `pace`, plan beside fact: planned, done in the month and since New Year, ahead of time or behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, argument, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session

GROUPS = ("project", "category", "zone", "unit", "leader", "stage", "tag")  # as in domain/, which help does not load
COUNTED = ("month", "day")


@verb("pace", "pace")
@argument("ref", required=False)
@option("--group-by", type=click.Choice(GROUPS), default="project")
@option("--pace", "counted", type=click.Choice(COUNTED))
@moment_options
@output_options
def pace_command(
    session: Session, ref: str | None, group_by: str, counted: str | None, moment: Moment, output: Output
) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.pace(ref, by=group_by, counted=counted)), output)

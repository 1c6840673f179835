"""Commands: `slips`, what was put off, how often and why, and how many nodes were done of those promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, argument, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session

GROUPS = ("unit", "owner", "leader", "zone", "project", "category")  # as in reports/, which help does not load


@verb("slips", "slips")
@argument("ref", required=False)
@option("--group-by", type=click.Choice(GROUPS), default="unit", show_default=True)
@option("--since", of="slips", metavar="DAY")
@moment_options
@output_options
def slips_command(
    session: Session, ref: str | None, group_by: str, since: str | None, moment: Moment, output: Output
) -> None:
    from zonetrack.commands.reading import first_day_of, look
    from zonetrack.commands.showing import show
    from zonetrack.reports.slips import Counting

    counting = Counting(group_by, first_day_of(session, since))
    show(session, look(session, moment, lambda view: view.slips(ref, counting)), output)

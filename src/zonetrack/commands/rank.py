"""Commands: `rank`, projects or groups in the order of one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb
from zonetrack.commands.pace import COUNTED, GROUPS

if TYPE_CHECKING:
    from zonetrack.commands.session import Session

# As in domain/, which help pages do not load; those of which a list of the good and the bad can be made.
SORTS = ("invested_rate", "plan_rate", "pace", "overdue", "slips", "total_investment", "invested")


@verb("rank", "rank")
@option("--sort", type=click.Choice(SORTS), default="pace", show_default=True)
@option("--group-by", type=click.Choice(GROUPS), default="project")
@option("--apart", is_flag=True)
@option("--reverse", is_flag=True)
@option("--red-black", type=click.IntRange(1, 100), metavar="N")
@option("--zone", metavar="ZONE")
@option("--pace", "counted", type=click.Choice(COUNTED))
@moment_options
@output_options
def rank_command(
    session: Session,
    sort: str,
    group_by: str,
    apart: bool,
    reverse: bool,
    red_black: int | None,
    zone: str | None,
    counted: str | None,
    moment: Moment,
    output: Output,
) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.domain.ranking import TARGETS
    from zonetrack.reports.rank import Wanted

    if red_black and sort not in TARGETS:
        raise RuleBroken("rank.no_target", sort=sort)
    if apart and group_by == "project":
        raise RuleBroken("rank.apart")
    wanted = Wanted(sort, group_by, apart, reverse, red_black or 0)
    show(session, look(session, moment, lambda view: view.rank(wanted, zone, counted)), output)

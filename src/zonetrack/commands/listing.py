"""Commands: `list`, projects by many filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session
    from zonetrack.domain.state import ProjectState


@verb("list", "listing")
@option("--zone", metavar="ZONE")
@option("--stage", metavar="STAGE")
@option("--owner", metavar="ORG")
@option("--unit", metavar="ORG")
@option("--leader", metavar="PERSON")
@option("--category", metavar="TEXT")
@option("--tag", metavar="TAG")
@option("--unreported", is_flag=True)
@option("--for-update", is_flag=True)
@moment_options
@output_options
def list_command(
    session: Session,
    zone: str | None,
    stage: str | None,
    unreported: bool,
    for_update: bool,
    moment: Moment,
    output: Output,
    **wanted: str | None,
) -> None:
    from datetime import date

    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.domain.measure import read_stage
    from zonetrack.reports import listing

    filters = listing.Filters(
        stage=read_stage(stage) if stage else None, unreported=date.min if unreported else None, **wanted
    )
    if for_update:
        _for_update(look(session, moment, lambda view: listing.chosen(view.projects(zone), filters)))
        return
    show(session, look(session, moment, lambda view: view.list(zone, filters)), output)


def _for_update(states: list[ProjectState]) -> None:
    """Print one line for each figure; where none was reported the line is a comment, to be opened and filled."""
    from zonetrack.reports import for_update
    from zonetrack.words import t

    click.echo(f"# {t('update.header')}")
    for line in for_update.lines(states):
        click.echo(
            f"{line.ref}\t{line.value}\t{line.value}"
            if line.value
            else f"# {line.ref}\t{t('blank.unreported')} {line.name}"
        )

"""Commands: `history`, who said what when: of the whole ledger, or of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, argument, moment_options, option, output_options, verb
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("history", "history")
@argument("ref", required=False)
@option("--since", metavar="ENTRY|DAY")
@click.option("--user", metavar=t("metavar.NAME"), help=t("option.history.user"))
@moment_options
@output_options
def history_command(
    session: Session, ref: str | None, since: str | None, user: str | None, moment: Moment, output: Output
) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    # Before the command `--user` says who is calling; to a command that only reads it can but say whose entries.
    whose = user or session.user
    made = look(
        session,
        moment,
        lambda view: view.history(ref, since=since, user=whose, by=view.day if moment.as_of else None),
    )
    show(session, made, output)

"""Commands: `show`, one project or milestone in depth; of a zone its page of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("show", "show")
@argument("ref")
@moment_options
@output_options
def show_command(session: Session, ref: str, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.show(ref)), output)

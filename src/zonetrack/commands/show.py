"""Commands: `show`, one project or milestone in depth; of a zone its page of projects; with charts where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("show", "show")
@argument("ref")
@option("--chart", is_flag=True)
@option("--font", metavar="FILE")
@moment_options
@output_options
def show_command(session: Session, ref: str, chart: bool, font: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look

    report = look(session, moment, lambda view: view.show(ref, charted=chart))
    if not chart:
        from zonetrack.commands.showing import show

        show(session, report, output)
        return
    from zonetrack.commands import charting

    charting.show(session, report, output, font)

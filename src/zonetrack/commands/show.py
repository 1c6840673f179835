"""Commands: `show`, one project or milestone in depth; of a zone its page of projects; with charts where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import (
    Drawing,
    Moment,
    Output,
    argument,
    chart_options,
    moment_options,
    output_options,
    verb,
)

if TYPE_CHECKING:
    from zonetrack.commands.session import Session
    from zonetrack.report import Report


@verb("show", "show")
@argument("ref")
@chart_options
@moment_options
@output_options
def show_command(session: Session, ref: str, drawing: Drawing, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look

    show_drawn(session, look(session, moment, lambda view: view.show(ref, charted=drawing.chart)), output, drawing)


def show_drawn(session: Session, report: Report, output: Output, drawing: Drawing) -> None:
    """Print a report with its charts where they were asked for, else as every report."""
    if drawing.chart:
        from zonetrack.commands import charting

        charting.show(session, report, output, drawing.font)
        return
    from zonetrack.commands.showing import show

    show(session, report, output)

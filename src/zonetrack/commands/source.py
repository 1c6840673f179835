"""Commands: `source` (出处), what a printed figure is made of: whose words, of which day, entered by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, argument, moment_options, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("source", "source")
@argument("ref")
@argument("measure", required=False)
@moment_options
@output_options
def source_command(session: Session, ref: str, measure: str | None, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    name = None if measure is None else _named(measure)
    show(session, look(session, moment, lambda view: view.source(ref, name)), output)


def _named(text: str) -> str:
    """Return the name of a measure from the words under which reports print it; other words are names themselves."""
    from zonetrack.domain.measure import KINDS
    from zonetrack.reports.source import COMPUTED, OTHER_NAMES
    from zonetrack.reports.source_named import DERIVED
    from zonetrack.words import has, t

    wanted = text.strip().casefold()
    for name in (*KINDS, *COMPUTED, *OTHER_NAMES):
        if any(has(key) and t(key).casefold() == wanted for key in (f"measure.{name}", f"col.{name}")):
            return name
    for name in DERIVED:
        if t(f"col.{name}").casefold() == wanted:
            return name
    return wanted

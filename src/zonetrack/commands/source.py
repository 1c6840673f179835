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
    if wanted in (*KINDS, *COMPUTED, *OTHER_NAMES):  # a key goes before a header that is the same word
        return wanted
    for name in (*KINDS, *COMPUTED, *OTHER_NAMES):
        if any(has(key) and t(key).casefold() == wanted for key in (f"measure.{name}", f"col.{name}")):
            return name
    for name in DERIVED:
        if t(f"col.{name}").casefold() == wanted:
            return name
    return _of_pace(wanted) or wanted


def _of_pace(wanted: str) -> str | None:
    """Return the key of the column of `pace` that has these words over it, with or without the unit behind them.

    A header that names a period is known by the words around it, those with the most words first.
    """
    from zonetrack.render.labels import around
    from zonetrack.reports.pace_columns import PACES

    keys = [(table, column.key) for table, columns in PACES["pace"].items() for column in columns]
    heads = [(*(words.casefold() for words in around(*key)), key[1]) for key in keys]
    for said in (wanted, wanted.rpartition(" (")[0], wanted.rpartition("（")[0]):
        fitting = [
            (len(before + after), key)
            for before, after, key in heads
            if said == before + after or (key.endswith("@") and said.startswith(before) and said.endswith(after))
        ]
        if said and fitting:
            return max(fitting)[1]
    return None

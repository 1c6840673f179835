"""Commands: `overdue`, what is late and what is due soon, worst first, with who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, as_of_option, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("overdue", "overdue")
@option("--zone", metavar="ZONE")
@option("--within", default="30d", show_default=True, metavar="DAYS")
@as_of_option
@output_options
def overdue_command(session: Session, zone: str | None, within: str, as_of: str | None, output: Output) -> None:
    from zonetrack.commands.reading import items, read_days
    from zonetrack.commands.showing import day_of, show
    from zonetrack.reports import overdue
    from zonetrack.store import ledger

    day, days = day_of(session, as_of), read_days(within)
    with ledger.reading(session.path()) as db:
        found, one, entry = items(db, zone, day, days)
    show(session, overdue.build(found, day, entry, days, zone=one), output)

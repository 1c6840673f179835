"""Commands: `check`, for cron: silent when all is well, else what is wrong and an exit code that says which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, as_of_option, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session

EXIT_CODES = {"overdue": 10}


@verb("check", "check")
@option("--zone", metavar="ZONE")
@as_of_option
@output_options
def check_command(session: Session, zone: str | None, as_of: str | None, output: Output) -> int:
    from zonetrack.commands.reading import items
    from zonetrack.commands.showing import day_of, show
    from zonetrack.reports import check
    from zonetrack.store import ledger

    day = day_of(session, as_of)
    with ledger.reading(session.path()) as db:
        found, one, entry = items(db, zone, day, 0)
    report = check.build(found, day, entry, zone=one)
    kinds = check.found(report)
    if not session.quiet and (kinds or output.file or output.format not in (None, "table")):
        show(session, report, output)
    return EXIT_CODES[kinds[0]] if kinds else 0

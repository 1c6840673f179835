"""Commands: `check`, for cron: silent when all is well, else what is wrong and an exit code that says which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session

EXIT_CODES = {"overdue": 10}


@verb("check", "check")
@option("--zone", metavar="ZONE")
@moment_options
@output_options
def check_command(session: Session, zone: str | None, moment: Moment, output: Output) -> int:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.reports import check

    report = look(session, moment, lambda view: view.check(zone))
    kinds = check.found(report)
    if not session.quiet and (kinds or output.file or output.format not in (None, "table")):
        show(session, report, output)
    return EXIT_CODES[kinds[0]] if kinds else 0

"""Commands: `check`, for cron: silent when all is well, else what is wrong and an exit code that says which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Output, moment_options, option, output_options, verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.api import View
    from zonetrack.commands.session import Session
    from zonetrack.commands.told import Told
    from zonetrack.domain.alarm import Asked, Found
    from zonetrack.report import Report

SEVERAL = "several"
EXIT_CODES = {"late": 10, "stale": 11, "figures": 12, "assertions": 12, SEVERAL: 13, "indicators": 14}


@verb("check", "check")
@option("--only", metavar="KINDS")
@option("--zone", metavar="ZONE")
@option("--within", of="check", metavar="DAYS")
@option("--stale", metavar="DAYS")
@option("--since-last", metavar="NAME")
@moment_options
@output_options
def check_command(
    session: Session,
    only: str | None,
    zone: str | None,
    within: str | None,
    stale: str | None,
    since_last: str | None,
    moment: Moment,
    output: Output,
) -> int:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.reports import check

    asked = _asked(only, within, stale)
    memory = _memory(session, since_last)

    def looked(view: View) -> tuple[Found, Found, Report]:
        found = view.warnings(zone, asked)
        new = found.without(memory.keys()) if memory else found
        return found, new, view.check(zone, asked, new)

    found, new, report = look(session, moment, looked)
    glance = output.format in (None, "table") and not output.wide and output.file is None
    if not session.quiet and (any(new) or not glance):
        show(session, check.one_screen(report) if glance else report, output)
    if memory:
        memory.keep(found.keys())
    return _exit_code(new.wrong())


def _asked(only: str | None, within: str | None, stale: str | None) -> Asked:
    """Return the kinds of `--only`; without it what is always wrong, and what a number of days was given for.

    Raises Unreadable.
    """
    from zonetrack.commands.reading import read_days
    from zonetrack.domain.alarm import ALWAYS, KINDS, Asked
    from zonetrack.values.errors import Unreadable

    asked = Asked()
    given = {"soon": within, "stale": stale}
    kinds = ALWAYS | {kind for kind, days in given.items() if days is not None}
    if only is not None:
        kinds = frozenset(kind.strip() for kind in only.replace("，", ",").split(","))
        if unknown := sorted(kinds - set(KINDS)):
            raise Unreadable("check.kind", text=", ".join(unknown), known=" ".join(KINDS))
    return Asked(
        kinds,
        asked.within if within is None else read_days(within),
        asked.stale if stale is None else read_days(stale),
    )


def _memory(session: Session, name: str | None) -> Told | None:
    if name is None:
        return None
    from pathlib import Path

    from zonetrack.commands.session import own_ledger
    from zonetrack.commands.told import Told

    return Told(Path(own_ledger()).with_name("told"), name, Path(session.path()))


def _exit_code(wrong: Iterable[str]) -> int:
    codes = {EXIT_CODES[kind] for kind in wrong}
    return EXIT_CODES[SEVERAL] if len(codes) > 1 else next(iter(codes), 0)

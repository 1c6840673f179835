"""Commands: `doctor`, the health of the file: what is damaged, what should stand there, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Output, option, output_options, verb

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.commands.session import Session
    from zonetrack.report import Known

DAMAGED = 6


@verb("doctor", "doctor")
@option("--deep", is_flag=True)
@output_options
def doctor_command(session: Session, deep: bool, output: Output) -> int:
    from zonetrack.commands.showing import show
    from zonetrack.reports import doctor as report
    from zonetrack.store import doctor

    path = session.path()
    findings = doctor.examine(path, deep=deep)
    today, known = _state(session, path)
    beside = doctor.last_backup(path) if findings.damage else None
    show(session, report.build(findings, today, known, path=path, backup=beside, deep=deep), output)
    return DAMAGED if findings.damage else 0


def _state(session: Session, path: str) -> tuple[date, Known | None]:
    """Return the ledger's day and its newest entry; of a file that cannot say them, the day where most ledgers are."""
    from zonetrack.report import Known
    from zonetrack.store import doctor, ledger, reading

    try:
        with ledger.reading(path) as db:
            return ledger.today(db, session.now()), Known(*reading.known(db))
    except doctor.UNREADABLE:
        return session.now().astimezone(ledger.SHANGHAI).date(), None

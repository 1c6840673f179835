"""Commands: `history`, who said what when: of the whole ledger, or of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, argument, moment_options, option, output_options, verb
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.commands.reading import View
    from zonetrack.commands.session import Session
    from zonetrack.report import Report
    from zonetrack.reports.history import Chosen


@verb("history", "history")
@argument("ref", required=False)
@option("--since", metavar="ENTRY|DAY")
@click.option("--user", metavar=t("metavar.NAME"), help=t("option.history.user"))
@moment_options
@output_options
def history_command(
    session: Session, ref: str | None, since: str | None, user: str | None, moment: Moment, output: Output
) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.reports.history import Chosen

    def build(view: View) -> Report:
        # On the other side of the command `--user` says who is calling; a reading command can only mean whose entries.
        wanted = Chosen(since=since, author=user or session.user, by=view.day.isoformat() if moment.as_of else None)
        return _build(session, view, ref, wanted)

    show(session, look(session, moment, build), output)


def _build(session: Session, view: View, ref: str | None, wanted: Chosen) -> Report:
    from zonetrack.domain.history import Names, tell
    from zonetrack.reports import history as report
    from zonetrack.store import history, ledger, reading, references, rewind

    subject = references.resolve(view.db, ref) if ref else None
    if wanted.since is not None:
        wanted = wanted._replace(after=rewind.command_at(view.db, wanted.since, session.today()))
    if subject is not None:
        wanted = wanted._replace(name=subject.record.name)
    names = Names({zone.zone_id: zone.slug for zone in reading.zones(view.db)})
    if subject is not None and subject.project is not None:
        names.see("project", subject.project.id, subject.project._asdict())
    told = tell(history.changes(view.db, subject), names)
    clock = ledger.zone_info(reading.setting(view.db, "timezone"))
    book = report.Book(names, clock, history.undone(view.db), history.numbers(view.db))
    return report.build(told, view.day, view.known(subject.zone if subject else None), book, wanted)

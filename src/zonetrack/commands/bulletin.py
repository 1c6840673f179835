"""Commands: `bulletin` (通报), a month in the official form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Moment, Paper, option, paper_options, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session
    from zonetrack.values.when import When


@verb("bulletin", "bulletin")
@option("--zone", metavar="ZONE")
@option("--month", of="bulletin", required=True, metavar="MONTH")
@option("--known", metavar="ENTRY|DAY")
@paper_options
def bulletin_command(session: Session, zone: str | None, month: str, known: str | None, paper: Paper) -> None:
    from zonetrack.commands import charting
    from zonetrack.commands.reading import look

    when = _month(session, month)
    today = session.today()
    last = when.last or today
    day = min(last, today).isoformat()
    charting.show_paper(session, look(session, Moment(day, known), lambda view: view.bulletin(when, zone)), paper)


def _month(session: Session, text: str) -> When:
    """Read a month that has begun.  Raises Unreadable, RuleBroken."""
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.values.errors import Unreadable
    from zonetrack.values.when import read_when

    today = session.today()
    said = session.ask(lambda: read_when(text, today, mood="fact"))
    if said.precision != "month" or said.first is None:
        raise Unreadable("not_a_month", text=text)
    if said.first > today:
        raise RuleBroken("bulletin.future", month=said.edtf, today=today.isoformat())
    return said

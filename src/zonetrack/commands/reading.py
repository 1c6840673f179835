"""Commands: what the reading commands share: the two times, and letting go of the ledger before printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zonetrack.api import View
    from zonetrack.commands.options import Moment
    from zonetrack.commands.session import Session


def look(session: Session, moment: Moment, build: Callable[[View], T]) -> T:
    """Return what `build` makes of the ledger at `moment`."""
    from zonetrack import api

    day = day_of(session, moment.as_of)
    with api.look(session.path(), as_of=day, known=moment.known, today=session.today()) as view:
        return build(view)


def day_of(session: Session, as_of: str | None) -> date:
    """Return the day that a report holds for: the last day of `as_of`, today without it."""
    today = session.today()
    if as_of is None:
        return today
    from zonetrack.values.when import read_when

    said = session.ask(lambda: read_when(as_of, today, mood="fact"))
    return said.last or said.first or today


def first_day_of(session: Session, since: str | None) -> date | None:
    """Return the first day of the period that begins with `since`; None without it."""
    if since is None:
        return None
    from zonetrack.values.when import read_when

    said = session.ask(lambda: read_when(since, session.today(), mood="fact"))
    return said.first or said.last


def read_days(text: str) -> int:
    """Read a number of days: `30d`, `30`, `30天`, up to 3650.  Raises Unreadable."""
    import re

    from zonetrack.values.errors import Unreadable
    from zonetrack.values.text import half_width

    match = re.fullmatch(r"([0-9]{1,4})\s*(?:d|days?|天|日)?", half_width(text).strip().lower())
    if match is None or int(match[1]) > 3650:
        raise Unreadable("days", text=text)
    return int(match[1])

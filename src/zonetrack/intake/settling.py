"""Intake: what the columns of a table leave open one by one, settled beside each other: which of two alike counts."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from zonetrack.intake.grid import letters
from zonetrack.intake.headers import compact, extra

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
    from datetime import date

    from zonetrack.intake.columns import Column
    from zonetrack.intake.context import Context
    from zonetrack.values.when import When

_ANY_NUMBER = ("extra", "ignore", "qualifier")  # of columns a table may have of these
_EXACT = ("开工", "建设以来", "年初", "本年", "今年")  # words that say since when a sum is counted


def settled(columns: Iterable[Column], by_hand: Collection[str]) -> tuple[Column, ...]:
    """Return the columns with those that leave open what they mean, or mean what another does, as extras.

    `by_hand`: the headers of which a person has said what they mean; these are sure.
    """
    sure = [_doubted(column) if column.heading.doubt else column for column in columns]
    return _apart(_since(sure, by_hand), by_hand, lambda column: column.heading.span)


def settled_in_time(
    columns: Iterable[Column], spans: Mapping[int, When], context: Context, by_hand: Collection[str]
) -> tuple[Column, ...]:
    """Return the columns with every second one of a meaning and period as an extra: 本月 and 4月 of April."""
    return _apart(columns, by_hand, lambda column: _period(spans[column.at], context.day.last))


def _doubted(column: Column, doubt: str = "") -> Column:
    heading = column.heading
    return column._replace(heading=heading._replace(key="extra", doubt=doubt or heading.doubt))


def _since(columns: list[Column], by_hand: Collection[str]) -> list[Column]:
    """Doubt a bare 累计完成投资 beside figures of this year, or beside an exact 自开工累计完成投资."""
    sums = [c for c in columns if c.heading.key == "invested" and c.heading.basis == "level" and not c.heading.span]
    bare = [
        column
        for column in sums
        if column.header not in by_hand
        and compact(column.path[-1]).startswith(("累计完成", "已完成"))
        and not any(word in "".join(column.path) for word in _EXACT)
    ]
    headings = [column.heading for column in columns]
    of_year = any(h.key == "planned_investment" or (h.key == "invested" and h.basis != "level") for h in headings)
    if not of_year and len(bare) == len(sums):
        return columns
    return [_doubted(column, "since") if column in bare else column for column in columns]


def _apart(
    columns: Iterable[Column], by_hand: Collection[str], period: Callable[[Column], Hashable]
) -> tuple[Column, ...]:
    """Return the columns with every second one of the same field, basis and period as an extra of a name of its own."""
    known = list(columns)
    first: dict[Hashable, int] = {}
    for column in sorted(known, key=lambda column: column.header not in by_hand):  # what a person has said comes first
        if column.heading.key not in _ANY_NUMBER:
            first.setdefault((column.heading.key, column.heading.basis, period(column)), column.at)
    counted = {*first.values()}
    found: list[Column] = []
    extras: set[str] = set()
    for column in known:
        kept = column.heading.key in _ANY_NUMBER or column.at in counted
        one = column if kept else _doubted(column, "twice")
        if one.heading.key == "extra":
            if extra(one.path) in extras:
                one = one._replace(path=(*one.path, letters(one.at)))
            extras.add(extra(one.path))
        found.append(one)
    return tuple(found)


def _period(span: When, today: date | None) -> tuple[date | None, date | None]:
    """Return the ends of a period; one up to the day of the sheet is that of its whole month, as 本月 is 4月."""
    last = span.last
    if last is not None and last == today:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return span.first, last

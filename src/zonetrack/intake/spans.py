"""Intake: the day or period that the figures of each column speak of, from its header and the day of the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zonetrack.values import span as spans
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.when import Mood, When, by, decode, read_when

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.intake.columns import Column
    from zonetrack.intake.context import Context
    from zonetrack.intake.headings import Heading

_OF_A_DAY = ("invested", "progress", "words", "quantity")  # what is true of the day on which it was reported
_RELATIVE = ("今年", "去年", "上年", "本", "上月", "上季")


def spans_of(columns: Iterable[Column], context: Context) -> dict[int, When]:
    """Return for each column the span of its facts, by its place.

    Money without a period of its own is of the day of the sheet; where another column's period ends later in that
    month, as 1-7月 in a sheet of 25 July, it is of that month, so that what belongs together is closed together.
    Raises Unreadable for a period that no calendar has, and Refusal for figures of a day that the sheet does not tell.
    """
    known = list(columns)
    _check_day(known, context)
    found = {column.at: _span(column.heading, context) for column in known}
    money = [found[c.at].last for c in known if c.heading.key == "invested" and c.heading.span]
    closing = _closing(context.day, [last for last in money if last is not None])
    for column in known:
        if column.heading.key == "invested" and not column.heading.span:
            found[column.at] = _to_date(closing, column.heading)
    return found


def _check_day(columns: list[Column], context: Context) -> None:
    """Refuse a sheet that tells its year alone, where its figures are of a day, and 本周 where no day is told."""
    for column in columns:
        heading, day = column.heading, context.day
        if heading.span in ("本周", "本旬") and day.precision != "day":
            raise Refusal("sheet.no_week", header=column.header, text=day.text or day.edtf)
        of_a_day = not heading.span or heading.span.startswith(("本月", "本季")) or heading.span == "今年"
        if context.known_by == "year" and heading.key in _OF_A_DAY and heading.basis != "plan" and of_a_day:
            raise Refusal("sheet.no_day", header=column.header, year=context.year)


def standing(context: Context) -> When:
    """Return the span of a stage: by the day of the sheet it had been reached, since when is not said."""
    last = min(context.day.last or context.today, context.today)
    return by(decode(last.isoformat(), context.day.qualifier, context.day.text))


def _closing(day: When, lasts: list[date]) -> When:
    if day.last is None:
        return day
    later = [last for last in lasts if last > day.last and (last.year, last.month) == (day.last.year, day.last.month)]
    return decode(f"{day.last:%Y-%m}", day.qualifier, day.text) if later else day


def _span(heading: Heading, context: Context) -> When:
    """Return the period that a header names, else the day of the sheet."""
    words = heading.span
    if not words:
        return _to_date(context.day, heading)
    anchor = context.day.last or context.anchor
    if context.year != anchor.year:
        anchor = context.anchor
    yearless = not re.search(r"[12][0-9]{3}", words) and not words.startswith(_RELATIVE)
    mood: Mood = "plan" if heading.basis == "plan" else "fact"
    found = read_when(f"{context.year}年{words}" if yearless else words, anchor, mood=mood)._replace(text=words)
    if heading.basis == "flow" and words.startswith("本"):
        return _until_now(found, context.day)
    if found.precision == "year" and _lies_in(context.day, found):
        found = context.day._replace(text=words) if heading.basis == "ytd" else found
    return _to_date(found, heading)


def _lies_in(day: When, year: When) -> bool:
    """Tell whether the day of the sheet is of that year: then 2018年完成投资 of July is what was done by July."""
    return day.last is not None and year.last is not None and day.last.year == year.last.year


def _to_date(period: When, heading: Heading) -> When:
    """Return `period`, for a figure since New Year everything from there to its last day."""
    if heading.basis != "ytd":
        return period
    if period.last is None:
        raise Unreadable("when.order", text=period.text)
    return decode(f"{period.last.year}-01-01/{period.last.isoformat()}", period.qualifier, period.text)


def _until_now(period: When, day: When) -> When:
    """Return 本月 of a sheet of the 25th: from the first to that day; of a sheet of a month the month."""
    if day.precision != "day" or day.last is None or period.first is None or day.last == period.last:
        return period
    return decode(spans.between(period.first.isoformat(), day.last.isoformat()), period.qualifier, period.text)

"""Intake: a planned or actual date in a cell: words, a day, a year, a serial number, or a month that lost its zero."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from zonetrack.intake.cells import decimals_of, exact, is_blank, one_line, precision_of, shown, shown_date
from zonetrack.values import span
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.text import half_width, visible
from zonetrack.values.when import When, decode, read_when
from zonetrack.values.when import day as one_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.intake.grid import Value

EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, as it counts since March 1900
_FIRST_SERIAL, _LAST_SERIAL = 29_221, 73_415  # 1980-01-01 and 2100-12-31
# What stands behind a date and says what happens on it, which its column says already.
_BEHIND = re.compile(r"(?:正式|全面)?(?:开工建设|开工|动工|竣工验收|竣工|完工|建成投产|建成|投产|交付|完成)$")
_BRACKET = re.compile(r"[（(](?:预计|计划|拟|暂定|实际)[)）]$")


class Words(Exception):
    """A cell of a date column that holds words and no date (已开工): they are kept, not read."""


def read_date(value: Value, anchor: date, format_of: Callable[[], str]) -> When | None:
    """Return the date in a cell, None where nothing is said there.

    `anchor`: the day against which a date without a year is read; `format_of` gives the cell's number format.
    Raises Words for words without a figure, Unreadable and AmbiguousDate for what cannot be read.
    """
    match value:
        case datetime():
            return _day(value.date(), format_of)
        case date():
            return _day(value, format_of)
        case str():
            return _text(value, anchor)
        case bool():
            raise Unreadable("when", text=shown(value))
        case int() | float():
            return _number(float(value), anchor, format_of)
        case _:
            raise Unreadable("when", text=shown(value))


def _day(value: date, format_of: Callable[[], str]) -> When:
    """Return the day of a cell of dates; one whose format shows the month or year alone says no more than that."""
    number_format = format_of()
    precision = precision_of(number_format)
    if precision == "day":
        return one_day(value)
    return decode(f"{value:%Y-%m}" if precision == "month" else f"{value:%Y}", text=shown_date(value, number_format))


def _text(value: str, anchor: date) -> When | None:
    raw = one_line(value).strip("*★")
    if is_blank(raw):
        return None
    text = _BRACKET.sub("", _BEHIND.sub("", _BRACKET.sub("", raw)))
    if not text or not any(sign.isnumeric() for sign in half_width(text)):
        try:
            return read_when(text or raw, anchor, mood="plan")
        except Unreadable:
            raise Words from None
    solid = re.fullmatch(r"((?:19|20|21)[0-9]{2})(0[1-9]|1[0-2])", half_width(text))
    if solid:
        text = f"{solid[1]}-{solid[2]}"
    return read_when(text, anchor, mood="plan")._replace(text=raw)


def _number(value: float, anchor: date, format_of: Callable[[], str]) -> When:
    if value != int(value):
        return _decimal(value, anchor, format_of())
    whole = int(value)
    if span.FIRST_YEAR <= whole <= span.LAST_YEAR:
        return decode(f"{whole}", text=f"{whole}")
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        found = _day(EPOCH + timedelta(days=whole), format_of)
        return found if found.text else found._replace(text=f"{whole}")
    return _text(f"{whole}", anchor) or one_day(anchor)


def _decimal(value: float, anchor: date, number_format: str) -> When:
    """Read 2018.5 and 2018.12; of 2018.1, which may have been typed as 2018.10, only the format knows the month."""
    text = shown(value)
    places = decimals_of(number_format)
    if places is not None:
        text = f"{exact(value):.{places}f}" if places >= 2 else text
    if places in (None, 1) and re.fullmatch(r"[0-9]{4}\.1", text):
        year = text[:4]
        raise Refusal("sheet.month_lost", text=visible(text), first=f"{year}-01", second=f"{year}-10")
    return read_when(text, anchor, mood="plan")


def ends(period: When) -> tuple[When | None, When | None]:
    """Return the start and the end of 建设年限: `2009-2011` both, `2010-` the start alone, `2018` itself twice."""
    first, slash, last = period.edtf.partition("/")
    if not slash:
        return period, period
    start = None if first == ".." else decode(first, "", period.text, period.anchor)
    return start, None if last == ".." else decode(last, "", period.text, period.anchor)

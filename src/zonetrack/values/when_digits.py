"""Values: dates in digits alone, the same in every language (2025-08-31, 2025.8, 8.31, Q3 2025, 2010-)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zonetrack.values import span
from zonetrack.values.span import Said

if TYPE_CHECKING:
    from datetime import date


def say(text: str, anchor: date) -> Said | None:
    """Read a date in digits.  `8.31` takes the anchor's year; `3/4`, `26-3-1` and `10` are nobody's dates: None."""
    found = _digits().fullmatch(text.lower())
    if found is None:
        return _stored(text)
    parts = found.groupdict()
    if parts["solid"]:
        solid = parts["solid"]
        return Said(span.day(int(solid[:4]), int(solid[4:6]), int(solid[6:])), end=True)
    if parts["d"]:
        return Said(span.day(int(parts["y"]), int(parts["m"]), int(parts["d"])), end=True)
    if parts["dotted"]:
        month, _, of_month = parts["dotted"].partition(".")
        return Said(span.day(anchor.year, int(month), int(of_month)), step=12, end=True)
    if parts["q"]:
        return _part(parts, anchor)
    if parts["to"]:
        return Said(span.between(span.year(int(parts["from"])), span.year(int(parts["to"]))))
    if parts["open"]:
        return Said(span.since(span.year(int(parts["open"]))))
    return _year_month(parts)


def _year_month(parts: dict[str, str | None]) -> Said:
    number = int(parts["ym"] or parts["only"] or 0)
    if not parts["mm"]:
        return Said(span.year(number))
    which = int(parts["mm"])
    if which >= 33 and parts["dash"] == "-":
        edtf = f"{number:04d}-{which}"
        span.decode(edtf)
        return Said(edtf)
    return Said(span.month(number, which))


def _part(parts: dict[str, str | None], anchor: date) -> Said:
    given = parts["before"] or parts["after"]
    year, which = int(given or anchor.year), int(parts["n"] or 0)
    if parts["q"] == "q":
        return Said(span.quarter(year, which), step=0 if given else 12)
    if which > 2:
        raise span.NoSuchSpan("when.calendar")
    return Said(span.half(year, which))


def _stored(text: str) -> Said | None:
    """Take an interval in its stored form back in: 2025-03/2025-05, ../2025-08-31, 2010/.."""
    if "/" not in text or not _interval().fullmatch(text):
        return None
    span.decode(text)
    return Said(text)


@cache
def _interval() -> re.Pattern[str]:
    return re.compile(r"(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})/(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(
        r"(?P<solid>[0-9]{8})"
        r"|(?P<y>[0-9]{4})(?P<s>[-./])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
        r"|(?P<ym>[0-9]{4})(?P<dash>[-./])(?P<mm>[0-9]{1,2})"
        r"|(?P<dotted>[0-9]{1,2}\.[0-9]{1,2})"
        r"|(?:(?P<before>[0-9]{4})[- ]?)?(?P<q>[qh])(?P<n>[1-4])(?:(?(before)(?!)|[- ]?)(?P<after>[0-9]{4}))?"
        r"|(?P<from>[0-9]{4}) ?[-~—–] ?(?P<to>[0-9]{4})"
        r"|(?P<open>[0-9]{4}) ?[-—–]"
        r"|(?P<only>[0-9]{4})"
    )

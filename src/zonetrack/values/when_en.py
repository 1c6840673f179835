"""Values: the grammar of English dates (by end of August, mid May, first half of 2025, May 31, 2025)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from zonetrack.values import span, when_digits
from zonetrack.values.span import Said

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)} | _SHORT
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NEAR = {"this": 0, "last": -1, "previous": -1, "next": 1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PARTS = {"early": 1, "mid": 2, "late": 3}
_EDGES = {"start": 1, "beginning": 1, "middle": 2, "end": 3}
# Said without a year, these are the year's own by their sense.
_WHOLE_YEAR = frozenset({"the year", "year", "this year"})


def say(text: str, anchor: date) -> Said | None:
    """Read an English date, or one in digits, without its softening words; None when it is not understood."""
    text = " ".join(text.lower().replace(", ", " ").split())
    frame, text = _framed(text)
    if not frame:
        return _range(text, anchor) or _point(text, anchor)
    said = _point(text, anchor)
    return said and said._replace(frame=frame)


def _framed(text: str) -> tuple[str, str]:
    """Take the words around a date off: by (before its end), before (strictly), through (until), from (since)."""
    for words, frame in (
        (("by ", "no later than ", "not later than ", "until ", "as of ", "as at "), "before"),
        (("before ", "ahead of "), "strictly"),
        (("through ", "up to and including ", "up to the "), "until"),
        (("since ", "starting ", "from "), "since"),
    ):
        for word in words:
            if text.startswith(word):
                rest = text[len(word) :]
                ranged = frame == "since" and _to().search(rest)
                return ("", rest) if ranged else (frame, rest.removesuffix(" on").removesuffix(" onwards"))
    for word in (" onwards", " onward"):
        if text.endswith(word):
            return "since", text[: -len(word)]
    if text.startswith("between "):  # and joins the ends of a range only here: May and October are two months
        text = text.removeprefix("between ").replace(" and ", " to ", 1)
    return "", text


def _range(text: str, anchor: date) -> Said | None:
    """Read May to August 2025, 2025-03 to 2025-05, May 1 - May 15: a year on the right holds for the left too."""
    found = _to().search(text)
    if found is None:
        return None
    left, right = text[: found.start()], text[found.end() :]
    end = _point(right, anchor)
    last = span.decode(end.edtf).last if end is not None else None
    start = _point(left, anchor)
    if start is None or end is None or last is None:
        return None
    if start.step and not end.step:  # March to May 2025
        start = _point(left, last)
    elif end.step and not start.step:  # March 2025 to May
        first, _, precision = span.decode(start.edtf)
        end = None if first is None or precision == "year" else _point(right, first)
    if start is None or end is None:
        return None
    return Said(span.between(start.edtf, end.edtf), min(start.step, end.step), end.end)


def _point(text: str, anchor: date) -> Said | None:
    for word in ("in ", "on ", "during ", "within ", "the "):
        text = text.removeprefix(word)
    if text in _DAYS:
        return Said((anchor + timedelta(days=_DAYS[text])).isoformat(), end=True)
    return when_digits.say(text, anchor) or _part(text, anchor) or _whole(text, anchor)


def _part(text: str, anchor: date) -> Said | None:
    """Read a part of a month, quarter or year: early June, end of August, year-end, first half of 2025."""
    if text in ("year-end", "year end", "month-end", "month end"):
        return _edge("end", text[:-4], anchor)
    found = _parts().fullmatch(text)
    if found is None:
        return None
    edge, inside, ordinal, unit, year_words, part, month, year = found.groups()
    if edge:
        return _edge(edge, inside, anchor)
    if ordinal:
        return _division(_ORDINALS[ordinal], unit, year_words, anchor)
    number = int(year) if year else anchor.year
    if month not in _NUMBERS:
        return None
    return Said(span.tenday(number, _NUMBERS[month], _PARTS[part]), step=0 if year else 12)


def _edge(edge: str, inside: str, anchor: date) -> Said | None:
    """Read start, middle or end of a month (a third of it), quarter or year (a month of it)."""
    if inside in ("month", "the month", "quarter", "the quarter"):
        inside = f"this {inside.removeprefix('the ')}"
    whole = Said(span.year(anchor.year)) if inside in _WHOLE_YEAR else _whole(inside, anchor)
    if whole is None:
        whole = when_digits.say(inside, anchor)
    if whole is None:
        return None
    first, last, precision = span.decode(whole.edtf)
    which, is_end = _EDGES[edge], edge == "end"
    if first is None or last is None or precision not in ("month", "quarter", "half", "year"):
        return None
    if precision == "month":
        return Said(span.tenday(first.year, first.month, which), whole.step, is_end)
    if which == 2 and precision != "year":
        return None  # no month of a quarter is its middle by custom
    month = {1: first.month, 2: 6, 3: last.month}[which]
    return Said(span.month(first.year, month), whole.step, is_end)


def _division(which: int, unit: str, year_words: str | None, anchor: date) -> Said | None:
    """Read first half [of 2025], third quarter [of next year]."""
    whole = _whole(year_words, anchor) if year_words and year_words not in _WHOLE_YEAR else Said(span.year(anchor.year))
    if whole is None or len(whole.edtf) != 4:
        return None
    year = int(whole.edtf)
    if unit == "quarter":
        return Said(span.quarter(year, which), step=0 if year_words else 12)
    return Said(span.half(year, which)) if which <= 2 else None


def _whole(text: str, anchor: date) -> Said | None:
    """Read a day, a month or a year by its name: 31 May 2025, May 31, August, next month, 2025."""
    found = _names().fullmatch(text)
    if found is None:
        return None
    day, month, month_first, day_after, year, plain, near, unit = found.groups()
    if near:
        return _near(_NEAR[near], unit, anchor)
    if plain:
        return Said(span.year(int(plain)))
    number = _NUMBERS.get(month or month_first)
    if number is None:
        return None
    of_year, step = (int(year), 0) if year else (anchor.year, 12)
    of_month = day or day_after
    if of_month:
        return Said(span.day(of_year, number, int(of_month)), step, end=True)
    return Said(span.month(of_year, number), step)


def _near(away: int, unit: str, anchor: date) -> Said:
    from dateutil.relativedelta import relativedelta

    if unit == "week":
        monday = anchor + timedelta(days=7 * away - anchor.weekday())
        return Said(span.between(monday.isoformat(), (monday + timedelta(days=6)).isoformat()))
    there = anchor + relativedelta(months=away * {"month": 1, "quarter": 3, "year": 12}[unit])
    if unit == "year":
        return Said(span.year(there.year))
    if unit == "quarter":
        return Said(span.quarter(there.year, (there.month + 2) // 3))
    return Said(span.month(there.year, there.month))


@cache
def _to() -> re.Pattern[str]:
    return re.compile(r" (?:to|through|till|-|–|—|~) |[–—~](?=[a-z0-9])")


@cache
def _parts() -> re.Pattern[str]:
    ordinals = "|".join(_ORDINALS)
    return re.compile(
        r"(start|beginning|middle|end) of ((?:the |this |next |last )?[a-z0-9][a-z0-9 -]*)"
        rf"|({ordinals}) (half|quarter)(?:(?: of)? (the year|this year|last year|next year|[0-9]{{4}}))?"
        r"|(early|mid|late)[ -]([a-z]+)\.?(?: ([0-9]{4}))?"
    )


@cache
def _names() -> re.Pattern[str]:
    return re.compile(
        r"(?:([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?|([a-z]+)\.?(?: ([0-9]{1,2})(?:st|nd|rd|th)?)?)"
        r"(?:,? ([0-9]{4}))?"
        r"|([0-9]{4})"
        r"|(this|last|previous|next) (week|month|quarter|year)"
    )

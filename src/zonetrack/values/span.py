"""Values: the stored form of a date (a subset of EDTF) and the first and last day that it stands for."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1980, 2100
_QUARTER, _HALF = 33, 40  # EDTF level 2: sub-year groupings 33–36 are quarters, 40–41 half-years
_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """First and last day (None: open) and the precision: day, tenday, month, quarter, half, year, range, open."""

    first: date | None
    last: date | None
    precision: str


class Said(NamedTuple):
    """What a phrase says before it is judged: its stored form and how far the words can be trusted.

    `step`: months by which another honest reading is away (12: no year was given, 1: no month, 0: none);
    `end`: the words name a last day (底, 末, a day), so that "by" is clear;
    `frame`: until (inclusive), before (inclusive only where `end`), strictly (before, in English), since, or "".
    """

    edtf: str
    step: int = 0
    end: bool = False
    frame: str = ""


class NoSuchSpan(ValueError):
    """A date that the calendar or the ledger does not have; `word` is the key of the sentence that says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def year(number: int) -> str:
    """Return the stored form of a year."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NoSuchSpan("when.years")
    return f"{number:04d}"


def half(number: int, which: int) -> str:
    """Return the stored form of a half-year, `which` 1 or 2."""
    return f"{year(number)}-{_HALF - 1 + which}"


def quarter(number: int, which: int) -> str:
    """Return the stored form of a quarter, `which` 1 to 4."""
    if not 1 <= which <= 4:
        raise NoSuchSpan("when.calendar")
    return f"{year(number)}-{_QUARTER - 1 + which}"


def month(number: int, which: int) -> str:
    """Return the stored form of a month, `which` 1 to 12."""
    if not 1 <= which <= 12:
        raise NoSuchSpan("when.calendar")
    return f"{year(number)}-{which:02d}"


def tenday(number: int, which: int, part: int) -> str:
    """Return the stored form of a 旬: `part` 1 is the 1st–10th, 2 the 11th–20th, 3 the 21st to the last day."""
    name = month(number, which)
    last = (10, 20, month_end(number, which).day)[part - 1]
    return f"{name}-{part * 10 - 9:02d}/{name}-{last:02d}"


def day(number: int, which: int, of_month: int) -> str:
    """Return the stored form of a day."""
    year(number)
    try:
        return date(number, which, of_month).isoformat()
    except ValueError:
        raise NoSuchSpan("when.calendar") from None


def between(start: str, end: str) -> str:
    """Return the stored form of the time from the first day of `start` to the last day of `end`."""
    first, last = _edge(start, 0), _edge(end, 1)
    begin, finish = decode(first), decode(last)
    if begin.first is None or finish.last is None or finish.first is None or begin.first > finish.first:
        raise NoSuchSpan("when.order")
    return first if first == last else f"{first}/{last}"


def until(end: str) -> str:
    """Return the stored form of everything up to and including the last day of `end`."""
    last = decode(end).last
    if last is None:
        raise NoSuchSpan("when.order")
    return f"../{last.isoformat()}"


def since(start: str) -> str:
    """Return the stored form of everything from the first day of `start` on."""
    return f"{_edge(start, 0)}/.."


def month_end(number: int, which: int) -> date:
    """Return the last day of a month."""
    return date(number + which // 12, which % 12 + 1, 1) - _ONE_DAY


@lru_cache(maxsize=8192)
def decode(edtf: str) -> Span:
    """Return the days and the precision that a stored form stands for.  Raises NoSuchSpan."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    first = None if start == ".." else _point(start).first
    last = None if end == ".." else _point(end).last
    if first is None or last is None:
        if first is last:
            raise NoSuchSpan("when.stored")
        return Span(first, last, "open")
    if first > last:
        raise NoSuchSpan("when.order")
    return Span(first, last, "tenday" if _is_tenday(start, end, first, last) else "range")


def _edge(edtf: str, side: int) -> str:
    """Return one end of `edtf` as a year, month or day: quarters and half-years do not stand in an interval."""
    if "/" in edtf:
        return _edge(edtf.split("/")[side], side)
    span = decode(edtf) if edtf != ".." else Span(None, None, "open")
    edge = span.last if side else span.first
    if edge is None:
        raise NoSuchSpan("when.order")
    return f"{edge.year:04d}-{edge.month:02d}" if span.precision in ("quarter", "half") else edtf


def _is_tenday(start: str, end: str, first: date, last: date) -> bool:
    if len(start) != 10 or len(end) != 10 or start[:7] != end[:7]:
        return False
    return (first.day, last.day) in ((1, 10), (11, 20)) or (
        first.day == 21 and last == month_end(first.year, first.month)
    )


def _point(edtf: str) -> Span:
    parts = edtf.split("-")
    shape = tuple(map(len, parts))
    if shape not in ((4,), (4, 2), (4, 2, 2)) or not edtf.isascii() or not all(map(str.isdigit, parts)):
        raise NoSuchSpan("when.stored")
    number = int(parts[0])
    year(number)
    if len(parts) == 1:
        return Span(date(number, 1, 1), date(number, 12, 31), "year")
    which = int(parts[1])
    if len(parts) == 3:
        only = date.fromisoformat(day(number, which, int(parts[2])))
        return Span(only, only, "day")
    if 1 <= which <= 12:
        return Span(date(number, which, 1), month_end(number, which), "month")
    if _QUARTER <= which <= _QUARTER + 3:
        last_month = (which - _QUARTER) * 3 + 3
        return Span(date(number, last_month - 2, 1), month_end(number, last_month), "quarter")
    if _HALF <= which <= _HALF + 1:
        last_month = (which - _HALF) * 6 + 6
        return Span(date(number, last_month - 5, 1), month_end(number, last_month), "half")
    raise NoSuchSpan("when.calendar")

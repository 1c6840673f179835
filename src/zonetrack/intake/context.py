"""Intake: what a sheet says of itself around its table: its day or period, its year, its unit of money, who sent it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.titles import arabic, read, titled, year_of
from zonetrack.values.errors import Refusal
from zonetrack.values.text import visible
from zonetrack.values.when import When, decode
from zonetrack.values.when import day as one_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# 0–9 and the words of a date, as long as they go on.
_DATE = r"(?:[12][0-9]{3}[年./-])?\s*[0-9]{1,2}(?:[月./-]\s*(?:[0-9]{1,2}日?|[底末初中上下旬]{1,2})?)?(?:份)?"
_UNTIL = re.compile(rf"(?:截至|截止到?|统计至|数据截止|as of)[:：]?\s*({_DATE})", re.IGNORECASE)
_FILLED = re.compile(rf"(?:填报|填表|报送|上报|制表|报表)(?:日期|时间)?[:：]\s*({_DATE})")
_MONEY_UNIT = re.compile(
    r"单位[^亿万千百十元美欧港日韩澳英外]{0,4}((?:[^:：\s]{0,8}[、,，/])?(?:亿元|万元|千元|元))(?=人民币|[^\u4e00-\u9fff]|$)"
)
_SENDER = re.compile(r"填报单位(?:\s*\(\s*盖章\s*\))?\s*[:：]\s*(.*)")
_AFTER_SENDER = re.compile(r"\s*(?:填报|填表|联系|单位:|时间|日期|报送|负责|审核|\(盖章).*")


class Context(NamedTuple):
    """What is known of a table's figures before any of them is read.

    `day`: the day or period that they speak of; `known_by`: how that is known: on, until, title, filled, year, assumed.
    `year`: the year of 本年 and of dates without one.  `unit`: the unit of bare amounts, empty where none is given.
    `sender`: who filled in the sheet, where it says so.  `today`: the ledger's day.  `units`: all that the lines name.
    """

    day: When
    known_by: str
    year: int
    unit: str
    sender: str
    today: date
    units: tuple[str, ...] = ()

    @property
    def anchor(self) -> date:
        """The day against which dates without a year are read."""
        if self.year > self.today.year:
            return date(self.year, 1, 1)
        return min(self.day.last or self.today, self.today)


def context_of(
    lines: Iterable[str],
    today: date,
    *,
    on: When | None,
    unit: str,
    also: Iterable[str] = (),
    below: Iterable[str] = (),
) -> Context:
    """Return what the `lines` above a table say, and those `below`; `on` and `unit` were given by hand and come first.

    A month or year that is only mentioned below, in a footnote, is not that of the sheet; 截至 and 填报日期 are.
    `also`: other words that may name the year, such as the name of the sheet and the headers.
    """
    above = [arabic(line) for line in lines]
    said = above + [arabic(line) for line in below]
    year = _year([_FILLED.sub("", line) for line in above]) or _year(list(also))
    found = (on, "on") if on else _day(above, said, today, year)
    units = _units(said)
    bare = unit or (units[0] if len(units) == 1 else "")
    if found is None and year is not None and year < today.year:
        found = (decode(f"{year}"), "year")  # the sheet of a past year speaks of that year, not of today
    if found is None:
        return Context(one_day(today), "assumed", year or today.year, bare, _sender(said), today, units)
    day, known_by = found
    last = day.last or today
    return Context(day, known_by, last.year, bare, _sender(said), today, units)


def _day(above: list[str], said: list[str], today: date, year: int | None) -> tuple[When, str] | None:
    """Return the day of the sheet and how it is known; `year`: that which the sheet names, be it in its headers.

    Raises Refusal for a day or month of which no line says the year.
    """
    anchor = min(date(year or today.year, 12, 31), today)
    readers: tuple[tuple[str, list[str], Callable[[str], When | None]], ...] = (
        ("until", said, lambda line: _dated(_UNTIL, line, anchor, year)),
        ("title", above, lambda line: titled(_FILLED.sub("", line), anchor, year)),
        ("filled", said, lambda line: _dated(_FILLED, line, anchor, year)),
    )
    refused: Refusal | None = None
    for known_by, lines, read_line in readers:
        for line in lines:
            try:
                found = read_line(line)
            except Refusal as refusal:
                refused = refused or refusal
                continue
            if found is not None and (refused is None or _settles(found, refused)):
                return found, known_by
    if refused is not None:
        raise refused
    return None


def _settles(found: When, refused: Refusal) -> bool:
    """Tell whether a day that another line says is of the month of which a title does not say the year."""
    return found.last is not None and refused.params.get("month") == found.last.month


def _dated(pattern: re.Pattern[str], line: str, anchor: date, year: int | None) -> When | None:
    match = pattern.search(line)
    found = read(match[1], anchor) if match else None
    if match is None or found is None or found.last is None:
        return None
    if year is None and found.inferred:
        raise Refusal("sheet.no_year", text=visible(line), month=found.last.month)
    return one_day(found.last)


def _year(lines: list[str]) -> int | None:
    return next((year for line in lines if (year := year_of(line)) is not None), None)


def _units(lines: list[str]) -> tuple[str, ...]:
    """Return the units of money that the lines name; where there are two, none can be taken for bare amounts."""
    found = (re.split(r"[、,，/]", match[1])[-1] for line in lines for match in _MONEY_UNIT.finditer(line))
    return tuple(dict.fromkeys(found))


def _sender(lines: list[str]) -> str:
    found = (_AFTER_SENDER.sub("", match[1]).strip() for line in lines if (match := _SENDER.search(line)))
    return next((name for name in found if name), "")

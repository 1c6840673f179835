"""Intake: the day or period that a line above a table names: 2025年4月, 2025年1-4月, 2025.04, 二〇二五年四月, 4月.

A year is never guessed, and of two months neither is: then the line is refused, and `--on` must say the day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.text import half_width, visible
from zonetrack.values.when import When, decode, read_when

if TYPE_CHECKING:
    from datetime import date

_TO = r"\s*[-—–~～至到]+\s*"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DIGITS = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=\s*年)")
_HAN_MONTH = re.compile(r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=月)")
# 2025年5月1日—31日, 2025年4月28日—5月4日, 2025.4.28-5.4: such a line speaks of its last day.
_DAYS = re.compile(
    rf"(?<![0-9.])([12][0-9]{{3}})\s*[年./-]\s*({_MONTH})\s*[月./-]\s*[0-3]?[0-9]\s*日?{_TO}"
    rf"(?:(?:([12][0-9]{{3}})\s*[年./-]\s*)?({_MONTH})\s*[月./-]\s*)?([0-3]?[0-9])(?![0-9])\s*日?"
)
_QUARTER = re.compile(r"([12][0-9]{3})\s*年\s*(第?[一二三四1-4]季度|上半年|下半年|前三季度)")
_DAY = re.compile(r"([12][0-9]{3}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?)")
# A month with the year before it, or behind another year of the line; 1-4月 is April.
_MONTHS = re.compile(
    rf"(?<![0-9])(?:(?P<year>(?:[12][0-9])?[0-9]{{2}})\s*年度?\s*)?(?:前\s*(?P<first>{_MONTH})\s*个月"
    rf"|(?:(?:{_MONTH}|元)\s*月?{_TO}(?:(?P<later>[12][0-9]{{3}})\s*年\s*)?)?(?<![0-9./第])(?P<month>{_MONTH})\s*月(?![0-9日]|\s*[0-9]+\s*日))"
)
_NUMERIC = re.compile(
    rf"(?<![0-9./-])(?P<year>[12][09][0-9]{{2}})(?:[./-](?P<month>{_MONTH})|(?P<solid>0[1-9]|1[0-2]))"
    rf"(?![0-9./-]|\s*[亿万千元%])"
)
_YEAR = re.compile(r"([12][0-9]{3})\s*年")
_DONE = re.compile(r"进展|情况|进度|完成|截至|调度|月报|报表")
_TO_COME = re.compile(r"计划|安排|打算|开工|竣工|前|起")


class _Mention(NamedTuple):
    """A month that a line mentions, and the words from there to the next one; the year is 0 where none is said."""

    year: int
    month: int
    words: str


def year_of(line: str) -> int | None:
    """Return the first year that a line names, None where it names none."""
    found = _YEAR.search(arabic(line))
    return int(found[1]) if found else None


def arabic(line: str) -> str:
    """Return a line with half-width signs, its years and months in digits."""
    text = _HAN_YEAR.sub(lambda found: "".join(_DIGITS[sign] for sign in found.group()), half_width(line))
    return _HAN_MONTH.sub(lambda found: str(_number(found[1])), text)


def _number(word: str) -> int:
    return 10 + int(_DIGITS.get(word[1:], "0")) if word.startswith("十") else int(_DIGITS[word])


def titled(line: str, anchor: date, year: int | None) -> When | None:
    """Return the day or period that a line names, None where it names none; `year`: that of the sheet, if known.

    Raises Refusal for a title with a month of which no year is known, and for one with two months.
    """
    text = arabic(line)
    days = _DAYS.search(text)
    if days:
        first, month, until, later, last = days.groups()
        return read(f"{until or first}-{int(later or month):02}-{int(last):02}", anchor)
    quarter = _QUARTER.search(text)
    mentions = _mentions(text)
    if quarter and not any(one.year for one in mentions):
        whole = read(f"{quarter[1]}年{quarter[2]}", anchor)
        return None if whole is None or whole.last is None else read(f"{whole.last:%Y年%m月}", anchor)
    day = _DAY.search(text)
    if day and not any(one.year for one in mentions):
        return read(day[1], anchor)
    return _month(line, mentions, anchor, year)


def _mentions(text: str) -> list[_Mention]:
    """Return the months that a line mentions; one without a year is of the year named before it, or of none."""
    found = sorted((*_MONTHS.finditer(text), *_NUMERIC.finditer(text)), key=lambda one: one.start())
    mentions = []
    for at, one in enumerate(found):
        groups = one.groupdict()
        named = groups.get("later") or groups["year"] or ""
        before = _YEAR.findall(text[: one.start()])
        year = int(f"20{named}" if len(named) == 2 else named or (before[-1] if before else 0))
        month = int(groups["month"] or groups.get("first") or groups.get("solid") or 0)
        until = found[at + 1].start() if at + 1 < len(found) else len(text)
        mentions.append(_Mention(year, month, text[one.end() : until]))
    return mentions


def _month(line: str, mentions: list[_Mention], anchor: date, year: int | None) -> When | None:
    """Return the one month of a line: where there are several, that of which progress is told."""
    told = [one for one in mentions if _DONE.search(one.words) and not _TO_COME.search(one.words)]
    if len({one[:2] for one in mentions}) > 1:
        if len({one[:2] for one in told}) != 1:
            if any(one.year for one in mentions):
                raise Refusal("sheet.two_months", text=visible(line))
            return None
        mentions = told
    if not mentions:
        return None
    one = mentions[0]
    if not one.year and one not in told:
        return None
    if one.year or (year and (year, one.month) <= (anchor.year, anchor.month)):
        return read(f"{one.year or year}年{one.month}月", anchor)
    raise Refusal("sheet.no_year", text=visible(line), month=one.month)


def read(text: str, anchor: date) -> When | None:
    """Return the day or period of a text, None where it is none."""
    iso = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    try:
        return decode(text, text=text) if iso else read_when("".join(text.split()), anchor, mood="fact")
    except Unreadable:
        return None

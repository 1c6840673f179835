"""Values: the grammar of Chinese dates (8月底, 三季度, 年底前, 2025年3月至5月, 下周五), as spoken of on a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from zonetrack.values import span, when_digits
from zonetrack.values.span import Said

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_YEARS = {
    **dict.fromkeys(("今年", "本年"), 0),
    **dict.fromkeys(("明年", "来年"), 1),
    **dict.fromkeys(("去年", "上年"), -1),
    "后年": 2,
    "前年": -2,
}
_NEAR = {"本": 0, "这": 0, "当": 0, "上": -1, "下": 1, "次": 1}
_DAYS = {"今": 0, "昨": -1, "明": 1, "后": 2, "前": -2}
_PARTS = {"上旬": 1, "初": 1, "中旬": 2, "中": 2, "下旬": 3, "底": 3, "末": 3}
_ENDS = ("底", "末")
_EDGES = {"初": 1, "中": 6, "底": 12, "末": 12, "终": 12}
_QUOTES = {ord(sign): None for sign in "“”‘’\"'「」"}
# Said without a year, these are the year's own by their sense: never the next one's or the last one's.
_SETTLED = frozenset({"上半年", "下半年", "年中", "年底", "年末", "年终", "岁末", "年内", "全年"})
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


def say(text: str, anchor: date) -> Said | None:
    """Read a Chinese date without its softening words (约, 预计); None when it is not understood."""
    if _apart().search(text):
        return None  # 1 2月: closing the gap would make another month of it
    frame, text = _framed(_spelt_in_digits("".join(text.split())))
    said = _point(text, anchor)
    if frame:
        return said and said._replace(frame=frame)
    return said or _range(text, anchor)


def _framed(text: str) -> tuple[str, str]:
    """Take the words around a date off: 前 (before), 截至 (until), 起 (since), 于 (nothing)."""
    frame = ""
    for word, kind in (("截至", "until"), ("截止到", "until"), ("截止", "until"), ("止", "until")):
        if text.startswith(word):
            frame, text = kind, text[len(word) :]
            break
    else:
        text = text[1:] if text[:1] in ("于", "在", "到", "至") else text
    if text[:1] in ("从", "自"):  # 从3月至5月 is a range, and says so itself
        frame, text = "" if _strong().search(text.removesuffix("至今")) else "since", text[1:]
    for word, kind in (("之前", "before"), ("以前", "before"), ("前", "before"), ("止", "until")):
        if text.endswith(word) and frame in ("", "until"):
            return kind, text[: -len(word)]
    for word in ("开始", "以来", "至今", "起"):
        if text.endswith(word) and frame in ("", "since"):
            return "since", text[: -len(word)]
    return frame, text


def _point(text: str, anchor: date) -> Said | None:
    """Read one date, with or without a year."""
    found = _year().match(text)
    if found is None:
        return _without_year(text, anchor)
    given, relative = found.groups()
    return _in_year(text[found.end() :], int(given) if given else anchor.year + _YEARS[relative])


def _in_year(rest: str, year: int) -> Said | None:
    """Read what follows a year: nothing, 上半年, 三季度, 8月底, 8月31日, 初, 年底, Q3."""
    if rest in ("", "内", "年内", "全年"):
        return Said(span.year(year))
    if rest[0] in "QqHh":
        return when_digits.say(f"{year}{rest}", date(year, 1, 1))
    found = _parts().fullmatch(rest)
    if found is None:
        return None
    half, half_end, quarter, part, edge, month, tail, of_month = found.groups()
    if half:
        which = "上下".index(half) + 1
        return Said(span.month(year, which * 6), end=True) if half_end else Said(span.half(year, which))
    if quarter:
        return _in_quarter(year, int(quarter), part)
    if edge:
        return Said(span.month(year, _EDGES[edge]), end=_EDGES[edge] == 12)
    return _in_month(year, int(month), tail, of_month)


def _in_quarter(year: int, which: int, part: str | None) -> Said:
    if part == "初":
        return Said(span.month(year, which * 3 - 2))
    whole = span.quarter(year, which)
    return Said(span.month(year, which * 3), end=True) if part in _ENDS else Said(whole)


def _in_month(year: int, month: int, tail: str | None, of_month: str | None) -> Said:
    if of_month:
        return Said(span.day(year, month, int(of_month)), end=True)
    if tail in _PARTS:
        return Said(span.tenday(year, month, _PARTS[tail]), end=tail in _ENDS)
    return Said(span.month(year, month))


def _without_year(text: str, anchor: date) -> Said | None:
    said = _near(text, anchor) or _five_years(text) or when_digits.say(text, anchor)
    if said is not None or text[:1] in ("", "内", *_EDGES):
        return said
    said = _in_year(text, anchor.year)
    return said if said is None or text in _SETTLED else said._replace(step=12)


def _near(text: str, anchor: date) -> Said | None:
    """Read what is said relative to the day: 今天, 本周五, 上月底, 下季度末, 月底."""
    found = _relative().fullmatch(text)
    if found is None:
        return None
    which, week, weekday, near_month, tail, of_month, own, near_quarter, part = found.groups()
    if which:
        return Said((anchor + timedelta(days=_DAYS[which])).isoformat(), end=True)
    if week:
        return _in_week(anchor, _NEAR[week], weekday)
    if own:
        return _in_month(anchor.year, anchor.month, own.removeprefix("月"), None)._replace(step=1)
    if near_month is None:  # 季度末 is this quarter's, but 季度 alone is none
        if not near_quarter and part not in _ENDS:
            return None
        month = _months_on(anchor, 3 * _NEAR[near_quarter or "本"])
        return _in_quarter(month.year, (month.month + 2) // 3, part)
    month = _months_on(anchor, _NEAR[near_month])
    return _in_month(month.year, month.month, tail, of_month)


def _in_week(anchor: date, away: int, weekday: str | None) -> Said:
    monday = anchor + timedelta(days=7 * away - anchor.weekday())
    if weekday:
        days = "一二三四五六日".index(weekday.replace("天", "日"))
        return Said((monday + timedelta(days=days)).isoformat(), end=True)
    return Said(span.between(monday.isoformat(), (monday + timedelta(days=6)).isoformat()))


def _months_on(anchor: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    return anchor + relativedelta(months=months)


def _five_years(text: str) -> Said | None:
    name = text.translate(_QUOTES)
    first = _PLANS.get(name[:3])
    if first is None:
        return None
    if name[3:] in ("", "期间", "时期"):
        return Said(span.between(span.year(first), span.year(first + 4)))
    return Said(span.year(first + 4), end=True) if name[3:] == "末" else None


def _range(text: str, anchor: date) -> Said | None:
    """Read 3月至5月, 2025年3-5月, 8月1日至15日, 前三季度: what one side leaves out is taken from the other."""
    found = _first_n().fullmatch(text)
    if found:
        text = f"{found.group(1)}1至{found.group(2)}{found.group(3).removeprefix('个')}"
    found = _strong().search(text) or _weak().search(text)
    if found is None:
        return None
    left, right = text[: found.start()], text[found.end() :]
    unit = _unit().search(right)
    if unit and _bare_end().search(left):
        left += unit.group()
    start = _point(left, anchor)
    begun = span.decode(start.edtf).first if start is not None else None
    if start is None or begun is None:
        return None
    end = _end(right, start, begun, anchor)
    return None if end is None else Said(span.between(start.edtf, end.edtf), start.step, end.end)


def _end(text: str, start: Said, begun: date, anchor: date) -> Said | None:
    """Read the right side of a range: what it does not say itself, it has from the left side."""
    precision = span.decode(start.edtf).precision
    if text[:4].isdigit():
        return None if start.step else _point(text, anchor)
    near = _near(text, anchor)
    if text[:2] in _YEARS or (near is not None and not near.step):
        return _point(text, anchor)
    if precision in ("year", "range", "open"):
        return None  # 十四五至8月: of which year?
    if text[:2] in ("次年", "翌年"):
        return _in_year(text[2:], begun.year + 1)
    if near is not None and precision not in ("day", "tenday", "month"):
        return None  # 三季度至月底: of which month?
    if _only_day().fullmatch(text):
        return _point(f"{begun.month}月{text}", begun) if precision == "day" else None
    return _point(text, begun)


def _spelt_in_digits(text: str) -> str:
    """Turn 二〇二五年, 十月, 三季度, 十五日 into digits; numerals elsewhere stay, and are refused."""
    if any(sign in _DIGITS or sign == "十" for sign in text):
        text = _spelt().sub(lambda found: _number(found.group()), text)
    return _first().sub("1", text) if "元" in text or "首" in text else text


def _number(spelt: str) -> str:
    if "十" not in spelt:
        return "".join(str(_DIGITS[sign]) for sign in spelt)
    tens, _, ones = spelt.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return spelt
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(r"[0-9]\s+[0-9]")


@cache
def _spelt() -> re.Pattern[str]:
    numeral = "[〇零一二三四五六七八九十]{1,4}"
    unit = "(?:年|个?月|日|号|季)"
    return re.compile(rf"{numeral}(?={unit}|(?:[至到~-]|—{{1,2}})(?:{numeral}|[0-9]{{1,2}}){unit})")


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r"元(?=[月至到—~-])|首(?=季)")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(rf"(?:([0-9]{{4}})(?:年度?|(?=[上下第]))|({'|'.join(_YEARS)})度?)")


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(
        r"([上下])半年(底|末)?"
        r"|第?([1-4])季度?(初|底|末|内)?"
        r"|[年岁]?(初|中|底|末|终)"
        r"|([0-9]{1,2})月份?(?:(初|中|底|末|上旬|中旬|下旬|内)|([0-9]{1,2})[日号])?"
    )


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(
        r"([今昨明后前])[天日]"
        r"|([本这上下])个?(?:周|星期)(?:([一二三四五六日天])|内)?"
        r"|([本当这上下次])个?月份?(?:(初|中|底|末|上旬|中旬|下旬|内)|([0-9]{1,2})[日号])?"
        r"|(上旬|中旬|下旬|月初|月中|月底|月末|月内)"
        r"|([本上下]?)个?季度?(初|底|末|内)?"
    )


@cache
def _first_n() -> re.Pattern[str]:
    return re.compile(r"((?:[^前]{1,5}年)?)前([0-9]{1,2})(个?月份?|个?季度?)")


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(r"[至到~–]|—{1,2}")


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(r"-{1,2}")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(r"(?:月份?|季度?|日|号)$")


@cache
def _bare_end() -> re.Pattern[str]:
    return re.compile(r"(?:^|[年月第])[0-9]{1,2}$")


@cache
def _only_day() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}[日号]")

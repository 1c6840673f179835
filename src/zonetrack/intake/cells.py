"""Intake: what a single cell shows to a person, and what is nothing there."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.grid import GENERAL
from zonetrack.values.text import half_width

if TYPE_CHECKING:
    from zonetrack.intake.grid import Value

DIGITS = 15  # significant digits of a number that a spreadsheet keeps and shows
# What an office writes into a cell that has nothing to say.
_BLANKS = frozenset(
    (
        "",
        "-",
        "--",
        "—",
        "——",
        "–",
        "/",
        "//",
        "\\",
        "…",
        "……",
        "无",
        "暂无",
        "没有",
        "未定",
        "待定",
        "n/a",
        "na",
        "none",
    )
)
_LONGEST_BLANK = 12  # characters, with blanks around
STARS = "*★☆※"
_HAN = r"\u3400-\u9fff"


def is_blank(text: str) -> bool:
    """Tell whether a text stands for "nothing reported": `-`, `/`, 无, 待定 …"""
    return len(text) <= _LONGEST_BLANK and half_width(text).strip().casefold() in _BLANKS


def exact(number: float) -> Decimal:
    """Return a number of a spreadsheet as the spreadsheet itself shows it: to 15 significant digits."""
    return Decimal(format(number, f".{DIGITS}g"))


def shown(value: Value) -> str:
    """Return the text of a cell: texts as they are, numbers in plain digits, days in ISO form."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return format(exact(value), "f")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def one_line(text: str) -> str:
    """Return a text without the line breaks and blanks that only lay it out in its cell.

    A break between Chinese characters is nothing, elsewhere it is a blank; runs of blanks are one.
    """
    words = text.split(None, 1)
    if len(words) < 2:
        return words[0] if words else ""
    text = re.sub(rf"(?<=[{_HAN}）】])\s*[\r\n]+\s*(?=[{_HAN}（【])", "", text)
    return re.sub(r"[\s\u3000\u00a0]+", " ", text).strip()


def starred(text: str) -> tuple[str, str]:
    """Take the stars off both ends of a name; return it with them, `★` or `*`, empty where there are none."""
    bare = text.strip(STARS + " ")
    marks = [mark for mark in STARS if mark in text[: len(text) - len(text.lstrip(STARS + " "))] + text[len(bare) :]]
    return (bare, marks[0] if marks else "") if bare else (text, "")


def people(text: str) -> str:
    """Return the names in a cell joined by `、`: they may be parted by blanks, lines, commas, strokes.

    Two single characters with a blank between are one name that was spread out (`张 三`); Latin words stay together.
    """
    parts: list[str] = []
    for piece in re.split(r"[、,，;；/\n\r]+", text):
        words = piece.split()
        if piece.isascii():
            parts += [" ".join(words)] if words else []
            continue
        while words:
            word = words.pop(0)
            if len(word) == 1 and words and len(words[0]) == 1:
                word += words.pop(0)
            parts.append(word)
    return "、".join(parts)


class Scale(NamedTuple):
    """How a number format shows a number: divided by ten to `power`, times 100 for `percent`, before the `unit`."""

    power: int
    percent: bool
    unit: str


PLAIN = Scale(0, percent=False, unit="")


@cache
def scale_of(number_format: str) -> Scale:
    """Return how `number_format` shows numbers: `0!.0,"万元"` divides by 10,000, `0.00,,` by a million.

    A comma behind the last digit divides by 1,000; a point that is only drawn (`!.`) moves the digits after it.
    """
    if number_format == GENERAL:
        return PLAIN
    section = number_format.split(";", 1)[0]
    quoted = "".join(re.findall(r'"([^"]*)"', section))
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|_.|\*.', "", section)
    drawn = re.search(r"[!\\]\.([0#?]*)", bare)
    plain = re.sub(r"[!\\].", "", bare)
    commas = re.search(r"[0#?](,+)(?![0#?,])", plain)
    unit = re.search(r"亿元|万元|千元|元|亿|万", quoted + plain)
    word = unit.group() if unit else ""
    power = 3 * len(commas[1] if commas else "") + len(drawn[1] if drawn else "")
    return Scale(power, "%" in plain, {"亿": "亿元", "万": "万元"}.get(word, word))


@cache
def foreign_currency(number_format: str) -> str:
    """Return the sign of a currency other than CNY that a number format writes beside its numbers: $, €, USD, 美元."""
    if number_format == GENERAL:
        return ""
    section = number_format.split(";", 1)[0]
    for sign, place in re.findall(r"\[\$([^\]-]*)(?:-([^\]]*))?\]", section):
        yen = sign in ("¥", "￥") and place.lower() in ("411", "ja-jp")
        if sign and (yen or sign not in ("¥", "￥", "CNY", "RMB", "元")):
            return f"{sign}"
    written = re.search(r"[$€£]|USD|EUR|HKD|GBP|JPY|[美欧港日韩澳]元|港币|英镑", re.sub(r"\[[^\]]*\]", "", section))
    return written.group() if written else ""


@cache
def decimals_of(number_format: str) -> int | None:
    """Return how many decimals a number format shows; None for one that does not say, such as General."""
    section = re.sub(r'"[^"]*"|\[[^\]]*\]|_.|\*.|[!\\].', "", number_format.split(";", 1)[0])
    found = re.fullmatch(r"[#0,]*0(?:\.(0+))?", section.strip())
    return len(found[1] or "") if found else None


@cache
def precision_of(number_format: str) -> str:
    """Return how much of a date a number format shows: its "day", no more than its "month", or no more than its "year".

    A format that shows nothing of a date, such as General, leaves the day.
    """
    bare = _dateless(number_format)
    if "d" in bare or "h" in bare or re.search(r"[0#?@]|general", bare):
        return "day"
    if "m" in bare:
        return "month"
    return "year" if re.search(r"[ye]", bare) else "day"


def _dateless(number_format: str) -> str:
    """Return the letters of a number format, without the words that it writes beside them."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]|[!\\].|_.', "", number_format.split(";", 1)[0]).lower()


def shows_month(number_format: str) -> bool:
    """Tell whether a number format of dates shows less than the day."""
    return precision_of(number_format) != "day"


def shown_date(value: date, number_format: str) -> str:
    """Return what a person sees of a date whose format shows no day: 2025年8月, 2025."""
    if precision_of(number_format) == "year":
        return f"{value.year}"
    return f"{value.year}年{value.month}月" if "年" in number_format else f"{value:%Y-%m}"

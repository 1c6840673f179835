"""Values: a change in percent, such as growth on last year: unlike a share it may be below 0 and above 100."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zonetrack.values.errors import Unreadable
from zonetrack.values.number import read_number
from zonetrack.values.qualifier import join, peel
from zonetrack.values.text import clean, half_width, visible


class Growth(NamedTuple):
    """A signed number of %; `qualifier` is "" or codes joined by +, `text` the words as written."""

    number: Decimal
    qualifier: str = ""
    text: str = ""


def read_growth(text: str) -> Growth:
    """Read `84.9%`, `-3.2%`, `增长5.3%`, `同比下降21%`, `增长超5%`, `up 5.3%`, `down 21 percent`, `持平` = 0.

    Raises Unreadable: `growth.points` (百分点 are a difference of two rates), `growth`.
    """
    raw = clean(text)
    core = half_width(raw).replace("−", "-").lower()
    if "百分点" in core or "percentage point" in core:
        raise Unreadable("growth.points", text=visible(raw))
    before, core = peel(core)
    found = _growth().fullmatch(core)
    if found is None:
        raise Unreadable("growth", text=visible(raw))
    if found["level"]:
        return Growth(Decimal(0), join(before), raw)
    codes, figure = peel(found["rest"])
    digits = re.fullmatch(r"(?P<sign>[+-]?)(?P<number>[0-9][0-9.,]*)\s*(?:%|percent|per cent)", figure.strip())
    # A sign behind a word says the opposite of it, or nothing: 下降-3%.
    if digits is None or (found["verb"] and digits["sign"]):
        raise Unreadable("growth", text=visible(raw))
    try:
        number = read_number(digits["number"])
    except Unreadable:
        raise Unreadable("growth", text=visible(raw)) from None
    falls = digits["sign"] == "-" or found["verb"] in _FALLING
    return Growth(-number if falls and number else number, join(before | codes), raw)


_RISING = ("增长", "增加", "上升", "提高", "增", "升", "growth of ", "growth ", "up ", "rose ")
_FALLING = ("下降", "减少", "降低", "下滑", "降", "减", "down ", "fell ")


@cache
def _growth() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in (*_RISING, *_FALLING))
    return re.compile(rf"(?:同比|环比)?(?:(?P<level>持平|flat|unchanged)|(?P<verb>(?:{verbs})?)(?P<rest>.+))")

"""Values: a share in percent, exact or between bounds, and the one place where a rate of whole numbers is rounded."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zonetrack.values.errors import Unreadable
from zonetrack.values.number import half_up, plain, read_number
from zonetrack.values.qualifier import NEARLY, OVER, join, peel
from zonetrack.values.text import clean, half_width, visible

__all__ = ["Percent", "Points", "Ratio", "decode", "encode", "half_up", "read_percent"]

ZERO, HALF, FULL = Decimal(0), Decimal(50), Decimal(100)
_TENTHS = "零一二三四五六七八九十"
_ALL = frozenset({"全部完成", "全部", "全部建成", "全部竣工", "all done", "completed in full"})
_EVEN = frozenset({"一半", "半数", "half"})


class Percent(NamedTuple):
    """A share in %, 0–100: `low` = `high` when exact, else bounds of which either may be left out (`*_open`)."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False
    qualifier: str = ""
    text: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether this is one figure and not an interval."""
        return self.low == self.high


class Ratio(NamedTuple):
    """A part of a whole in the same smallest unit (分, items): a rate before it is rounded.

    `qualifier` is "" or about, where either is not exact.
    """

    part: int
    whole: int
    qualifier: str = ""

    def percent(self, places: int = 2) -> Decimal | None:
        """Return part ÷ whole in %, rounded half up from the exact integers; None when the whole is not above 0."""
        if self.whole <= 0:
            return None
        doubled = 2 * abs(self.part) * 100 * 10**places
        rounded = (doubled + self.whole) // (2 * self.whole)
        return Decimal(rounded if self.part >= 0 else -rounded).scaleb(-places)


class Points(NamedTuple):
    """A difference of two rates in points (百分点), part ÷ whole: exact until it is printed, `whole` above 0."""

    part: int
    whole: int

    def rounded(self, places: int = 2) -> Decimal:
        """Return the points, rounded half up from the exact integers, away from zero on both sides."""
        doubled = 2 * abs(self.part) * 10**places
        rounded = (doubled + self.whole) // (2 * self.whole)
        return Decimal(rounded if self.part >= 0 else -rounded).scaleb(-places)


def encode(percent: Percent) -> str:
    """Print the stored form: `80`, `12.5`, or an interval `(50,100]`, `[45,70]` with ( and ) for open ends."""
    if percent.exact:
        return plain(percent.low)
    opening = "(" if percent.low_open else "["
    closing = ")" if percent.high_open else "]"
    return f"{opening}{plain(percent.low)},{plain(percent.high)}{closing}"


def decode(stored: str, qualifier: str = "", text: str = "") -> Percent:
    """Read the stored form back.  Raises Unreadable `percent` or `percent.range`."""
    if stored[:1] in ("[", "("):
        low, _, high = stored[1:-1].partition(",")
        if stored[-1:] not in ("]", ")"):
            raise Unreadable("percent", text=visible(stored))
        return _interval(stored, low, high, stored[0] == "(", stored[-1] == ")")._replace(
            qualifier=qualifier, text=text
        )
    number = _bounded(stored, stored)
    return Percent(number, number, qualifier=qualifier, text=text)


def read_percent(text: str, *, bare: bool = False) -> Percent:
    """Read `80%`, `80 percent`, `八成`, `七成半`, `过半` = (50,100], `近半` = [0,50), `60%—70%`, `全部完成` = 100.

    `超80%` is (80,100], `近80%` is [0,80), `约80%` is 80 with a qualifier.  `bare` takes a number without a sign,
    as under a header that gives the unit.  Raises Unreadable: `percent.range` outside 0–100, `percent.bare`,
    `percent.fraction` (三分之二), `percent.words` (基本完成), `percent`, `number`.
    """
    raw = clean(text)
    codes, core = peel(half_width(raw))
    core = core.strip().lower()
    found = _named(core, codes) or _figured(raw, core, codes, bare)
    return found._replace(text=raw)


def _named(core: str, codes: set[str]) -> Percent | None:
    if core in _ALL:
        return Percent(FULL, FULL, qualifier=join(codes))
    if core == "过半":
        return Percent(HALF, FULL, low_open=True, qualifier=join(codes | {OVER}))
    if core in _EVEN or (core == "半" and codes & {NEARLY, OVER}):
        return _softened(HALF, codes)
    return None


def _figured(raw: str, core: str, codes: set[str], bare: bool) -> Percent:
    if core[:1] in ("[", "("):
        return decode(core, qualifier=join(codes))
    tenths = _tenths().fullmatch(core)
    if tenths:
        value = Decimal(10 * _TENTHS.index(tenths[1]) + (5 if tenths[2] else 0))
        return _softened(_within(value, raw), codes | {OVER} if tenths[3] else codes)
    found = _figure().fullmatch(core.removeprefix("百分之"))
    if found is None:
        raise Unreadable(_fault(core), text=visible(raw))
    low, number, sign, least, more = found.groups()
    if not (sign or bare or core.startswith("百分之")):
        raise Unreadable("percent.bare", text=visible(raw))
    if low:
        return _interval(raw, low, number, False, False)._replace(qualifier=join(codes))
    value = _bounded(raw, number)
    if least:
        return Percent(value, FULL, qualifier=join(codes))
    return _softened(value, codes | {OVER} if more else codes)


def _fault(core: str) -> str:
    """Name what kept `core` from being a percentage."""
    if "分之" in core:
        return "percent.fraction"
    figures = any(sign.isnumeric() for sign in core)
    return "percent" if figures else "percent.words"


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(
        r"(?:([0-9][0-9.]*)\s*%?\s*(?:[-—–~至到]|to )\s*)?(-?[0-9][0-9.,]*)\s*(%|percent|per cent)?(?:(及?以上)|(多))?"
    )


@cache
def _tenths() -> re.Pattern[str]:
    return re.compile(r"([一二三四五六七八九十])成(半)?(多)?")


def _softened(value: Decimal, codes: set[str]) -> Percent:
    qualifier = join(codes)
    if OVER in codes:
        return Percent(value, FULL, low_open=value < FULL, qualifier=qualifier)
    if NEARLY in codes:
        return Percent(ZERO, value, high_open=value > ZERO, qualifier=qualifier)
    return Percent(value, value, qualifier=qualifier)


def _interval(raw: str, low: str, high: str, low_open: bool, high_open: bool) -> Percent:
    first, last = _bounded(raw, low), _bounded(raw, high)
    if first > last or (first == last and (low_open or high_open)):
        raise Unreadable("percent.order", text=visible(raw))
    return Percent(first, last, low_open, high_open)


def _bounded(raw: str, digits: str) -> Decimal:
    try:
        value = read_number(digits)
    except Unreadable:
        raise Unreadable("percent", text=visible(raw)) from None
    return _within(value, raw)


def _within(value: Decimal, raw: str) -> Decimal:
    if not ZERO <= value <= FULL:
        raise Unreadable("percent.range", text=visible(raw))
    return value

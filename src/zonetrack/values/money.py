"""Values: amounts of money in CNY, held in whole 分 and read from the words an office writes."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zonetrack.values.errors import Unreadable
from zonetrack.values.number import EXACT, decimals, read_number
from zonetrack.values.qualifier import OVER, join, peel
from zonetrack.values.text import clean, half_width, visible

FEN_IN_WAN = 1_000_000
MOST_FEN = 30_000_000_000_000  # 3,000 亿元: the sum of 300,000 such amounts is still a 64-bit integer
# Powers of ten in 元 of each word of scale.
_SCALES = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万亿": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}
UNITS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8}
_FOREIGN = (
    "美元", "美金", "港元", "港币", "欧元", "日元", "英镑", "韩元", "澳元", "加元", "新台币",
    "台币", "卢布", "瑞士法郎", "us$", "hk$", "usd", "hkd", "eur", "gbp", "jpy", "krw",
    "aud", "cad", "twd", "chf", "rub", "dollars", "dollar", "euros", "euro", "pounds", "pound",
    "yen", "$", "€", "£",
)  # fmt: skip


class Money(NamedTuple):
    """An amount in 分 (1 元 = 100 分).  Sums are made by `total`, never by +.

    `places`: decimals of 万元 that the figure as written has (6.11亿元: 0, 25359.52万元: 2, 8000元: 4);
    `qualifier`: "" or codes joined by +; `text`: the words as written.
    """

    fen: int
    places: int = 2
    qualifier: str = ""
    text: str = ""

    @property
    def wan(self) -> Decimal:
        """The exact amount in 万元."""
        return Decimal(self.fen).scaleb(-6)

    @property
    def amount(self) -> str:
        """The exact amount in 万元 in plain digits, with at least two decimals: 3458.00, 0.12345."""
        whole, part = divmod(abs(self.fen), FEN_IN_WAN)
        digits = f"{part:06d}".rstrip("0").ljust(2, "0")
        return f"{'-' if self.fen < 0 else ''}{whole}.{digits}"


def total(moneys: Iterable[Money]) -> Money:
    """Return the exact sum, with the most decimals of its parts; mixed qualifiers become `about`."""
    parts = tuple(moneys)
    qualifiers = {part.qualifier for part in parts} or {""}
    return Money(
        sum(part.fen for part in parts),
        max((part.places for part in parts), default=0),
        qualifiers.pop() if len(qualifiers) == 1 else "about",
    )


def read_money(text: str, *, unit: str | None = None, negative: bool = False) -> Money:
    """Read `25359.52万元`, `6.11亿元`, `3458万`, `¥1,234.5`, `8000元`, `1.2 million yuan`, `近3亿元`, `5000多万元`.

    `unit` (元, 万元, 亿元 …), from a header or an option, gives bare numbers their unit.  Raises Unreadable:
    `money.bare` (no unit), `money.mark` (¥ under a header in 万元), `money.foreign` with `currency`, `money.range`,
    `money.vague` (上亿元), `money.fraction` (below 1 分), `money.most` (beyond 3,000 亿元), `money.negative`,
    `money`, `number`.
    """
    raw = clean(text)
    codes, core = peel(half_width(raw).replace("￥", "¥"))
    core = core.lower()
    found = _money().fullmatch(core)
    if found is None:
        raise _fault(core, raw)
    parts = found.groupdict(default="")
    power = _power(parts, unit, raw)
    try:
        number = read_number(parts["sign"] + parts["number"])
    except Unreadable:
        raise Unreadable("money", text=visible(raw)) from None
    if number < 0 and not negative:
        raise Unreadable("money.negative", text=visible(raw))
    if parts["more"] or parts["more_after"]:
        codes = codes | {OVER}
    return Money(_fen(number, power, raw), max(0, decimals(number) + 4 - power), join(codes), raw)


def money_of(number: Decimal, unit: str, text: str, *, negative: bool = False) -> Money:
    """Return `number` of `unit` (元, 万元, 亿元 …), exactly, with `text` as its words: a figure in a cell of a sheet.

    Raises Unreadable: `money.negative`, `money.fraction`, `money.most`.
    """
    if number < 0 and not negative:
        raise Unreadable("money.negative", text=visible(text))
    power = UNITS[unit]
    return Money(_fen(number, power, text), max(0, decimals(number) + 4 - power), "", text)


def _power(parts: dict[str, str], unit: str | None, raw: str) -> int:
    scale, written, mark = parts["scale"], parts["unit"], parts["mark"]
    if written or (_SCALES[scale] >= 4 and not scale.isascii()):
        return _SCALES[scale]
    if mark and (scale or unit is None or UNITS[unit] == 0):
        return _SCALES[scale]
    if mark:
        raise Unreadable("money.mark", text=visible(raw), unit=unit)
    if unit is None or (scale and UNITS[unit]):
        number = parts["sign"] + parts["number"] + ("" if scale.isascii() else scale)
        raise Unreadable("money.bare", text=visible(raw), number=number)
    return UNITS[unit] + _SCALES[scale]


def _fen(number: Decimal, power: int, raw: str) -> int:
    exact = number.scaleb(power + 2, EXACT)
    if abs(exact) > MOST_FEN:
        raise Unreadable("money.most", text=visible(raw))
    fen = int(exact)
    if fen != exact:
        raise Unreadable("money.fraction", text=visible(raw))
    return fen


def _fault(core: str, raw: str) -> Unreadable:
    """Name what kept `core` from being an amount."""
    for currency in _FOREIGN:
        if currency in core:
            return Unreadable("money.foreign", text=visible(raw), currency=currency.upper())
    if _range().search(core):
        return Unreadable("money.range", text=visible(raw))
    return Unreadable("money.vague" if _vague().match(core) else "money", text=visible(raw))


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        r"(?P<sign>-?)(?P<mark>(?:¥|rmb|cny|人民币)?)\s*(?P<number>[0-9][0-9,.]*)\s*"
        r"(?P<more>[余多]?)(?P<scale>(?:万亿|亿|千万|百万|万|千|百|billion|million|thousand)?)(?P<more_after>[余多]?)\s*"
        r"(?P<unit>(?:元人民币|元|人民币|yuan|rmb|cny)?)"
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"[0-9百千万亿元]\s*(?:-|—|–|~|至|到| to )+\s*[0-9]")


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(r"(?:上|数|几|好几|成)?[十百千万亿]")

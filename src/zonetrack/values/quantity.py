"""Values: amounts of work and capacity with their units (km, 平方米, 口, t/year), read and converted exactly."""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zonetrack.values.errors import Unreadable
from zonetrack.values.number import EXACT, plain, read_number
from zonetrack.values.qualifier import OVER, join, peel, softens
from zonetrack.values.text import clean, half_width, visible

UNIT_LIMIT = 20


class Unit(NamedTuple):
    """A unit: its code, its dimension, its size in the dimension's base unit (a fraction), and its other names."""

    code: str
    dimension: str
    numerator: int
    denominator: int
    aliases: tuple[str, ...]


_TABLE = (
    # code, dimension, size as numerator and denominator, names
    ("km", "length", 1000, 1, "公里 千米 kilometre kilometres kilometer kilometers"),
    ("m", "length", 1, 1, "米 metre metres meter meters"),
    ("m2", "area", 1, 1, "m² ㎡ 平方米 平米 sqm metre² square-metres square-meters"),
    ("km2", "area", 1_000_000, 1, "km² 平方公里 平方千米 square-kilometres square-kilometers"),
    ("ha", "area", 10_000, 1, "公顷 hectare hectares"),
    ("mu", "area", 2000, 3, "亩"),
    ("m3", "volume", 1, 1, "m³ ㎥ 立方米 立方 方 cubic-metres cubic-meters"),
    ("kg", "mass", 1, 1000, "公斤 千克"),
    ("t", "mass", 1, 1, "吨 tonne tonnes ton tons"),
    ("kW", "power", 1, 1, "千瓦"),
    ("MW", "power", 1000, 1, "兆瓦"),
    ("GW", "power", 1_000_000, 1, "吉瓦"),
    ("kWh", "energy", 1, 1, "千瓦时 度"),
    ("MWh", "energy", 1000, 1, "兆瓦时"),
    ("km/h", "speed", 1, 1, "千米/小时 公里/小时 千米/时 公里/时 kph"),
    ("%", "percent", 1, 1, "percent per-cent"),
    ("well", "well", 1, 1, "口 眼 wells"),
    ("set", "set", 1, 1, "套 sets"),
    ("item", "item", 1, 1, "个 项 items"),
    ("firm", "firm", 1, 1, "家 firms companies enterprises"),
    ("person", "person", 1, 1, "人 名 people persons workers"),
    ("building", "building", 1, 1, "栋 幢 buildings"),
    ("seat", "seat", 1, 1, "座"),
    ("household", "household", 1, 1, "户 households"),
    ("machine", "machine", 1, 1, "台 machines"),
    ("vehicle", "vehicle", 1, 1, "辆 vehicles"),
    ("line", "line", 1, 1, "条 lines"),
    ("site", "site", 1, 1, "处 sites"),
    ("day", "time", 1, 1, "天 days"),
    ("month", "months", 1, 1, "个月 months"),
)
UNITS = {
    code: Unit(code, dimension, numerator, denominator, tuple(name.replace("-", " ") for name in names.split()))
    for code, dimension, numerator, denominator, names in _TABLE
}
_PERIODS = {
    **dict.fromkeys(("h", "时", "小时", "hour"), "h"),
    **dict.fromkeys(("d", "天", "日", "day"), "day"),
    **dict.fromkeys(("月", "month"), "month"),
    **dict.fromkeys(("a", "y", "yr", "年", "year"), "year"),
}
_SCALES = {
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "thousand": 3, "million": 6, "billion": 9
}  # fmt: skip
# What follows a number in a date or an amount of money is never a unit of work.
_DATES = ("月", "日", "号", "年", "季", "时", "点", "旬")
_MONTHS = (
    " january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec "
)
_MONEY = ("元", "yuan", "rmb", "cny", "美元", "dollar", "usd", "euro")


class Quantity(NamedTuple):
    """A number, not negative, of a unit; `qualifier` is "" or codes joined by +, `text` the words as written."""

    number: Decimal
    unit: str
    qualifier: str = ""
    text: str = ""

    def to(self, unit: str) -> Quantity:
        """Return the same amount in another unit of its dimension, exactly.

        Raises Unreadable: `quantity.unit` with `unit`, `wanted`; `quantity.inexact` (亩 as m², where it does not end).
        """
        wanted = unit_code(unit)
        if wanted == self.unit:
            return self
        here, there = _size(self.unit), _size(wanted)
        if here is None or there is None or here[0] != there[0]:
            raise Unreadable("quantity.unit", text=visible(self.text or written(self)), unit=self.unit, wanted=wanted)
        try:
            scaled = EXACT.multiply(self.number, Decimal(here[1] * there[2]))
            number = EXACT.divide(scaled, Decimal(here[2] * there[1]))
        except decimal.Inexact:
            shown = visible(self.text or written(self))
            raise Unreadable("quantity.inexact", text=shown, unit=self.unit, wanted=wanted) from None
        return self._replace(number=Decimal(plain(number)), unit=wanted)


def written(quantity: Quantity) -> str:
    """Print number and unit in the canonical form that `read_quantity` reads back: `3.2 km`."""
    return f"{plain(quantity.number)} {quantity.unit}"


def unit_code(name: str) -> str:
    """Return the code of a unit (公里 → km, 立方米/天 → m3/day); an unknown name comes back as it is."""
    key = name.strip().casefold()
    code = _names().get(key)
    if code is not None:
        return code
    base, slash, period = key.replace("每", "/").partition("/")
    if slash and period.strip() in _PERIODS:
        rate = f"{_names().get(base.strip(), base.strip())}/{_PERIODS[period.strip()]}"
        return _names().get(rate, rate)
    return name.strip()


def read_quantity(text: str, *, unit: str | None = None) -> Quantity:
    """Read `4 km`, `31万平方米`, `1000m³/天`, `年处理20万吨` (20万 t/year), `近60口`, `100人左右`, `50余家`.

    `unit` gives a bare number its unit.  A unit that is not in UNITS, up to 20 letters, is kept as typed.
    Raises Unreadable: `quantity.bare` (no unit), `quantity.negative`, `quantity.money`, `quantity`.
    """
    raw = clean(text)
    core = half_width(raw)
    verb = _verb().match(core)
    codes, core = peel(core[verb.end() :] if verb else core)
    found = _quantity().fullmatch(core)
    if found is None:
        raise Unreadable("quantity", text=visible(raw))
    number = _number(found.group("number"), raw)
    more, rest = found.group("more"), found.group("rest")
    power, name, more_after = _scaled(rest)
    if name:
        _refuse_unit(name, raw)
    elif unit is None:
        raise Unreadable("quantity.bare", text=visible(raw))
    code = unit_code(name or unit or "")
    if verb and "/" in code:
        raise Unreadable("quantity", text=visible(raw))
    if verb:
        code = unit_code(f"{code}/{verb.group(1)}")
    if more or more_after:
        codes = codes | {OVER}
    value = number.scaleb(power, EXACT)
    return Quantity(Decimal(plain(value)) if power else number, code, join(codes), raw)


def _number(digits: str, raw: str) -> Decimal:
    try:
        number = read_number(digits)
    except Unreadable:
        raise Unreadable("quantity", text=visible(raw)) from None
    if number < 0:
        raise Unreadable("quantity.negative", text=visible(raw))
    return number


def _scaled(rest: str) -> tuple[int, str, bool]:
    """Split 万平方米 into a power of ten, a unit and whether 余 stood between; 千米 as a whole is a kilometre."""
    found = None if _known(rest) else _scale().match(rest)
    if found is None:
        return 0, rest, False
    scale, name = found.group(1).lower(), rest[found.end() :].strip()
    if scale in ("百", "千") and name and not _known(name):
        return 0, rest, False  # 4千米长 is no 4000 of anything
    return _SCALES[scale], name, bool(found.group(2))


def _refuse_unit(name: str, raw: str) -> None:
    """Refuse what cannot be a unit: dates, money, leftovers of a qualifier, anything with digits or signs in it."""
    if _known(name):
        return
    low = name.casefold()
    if any(word in low for word in _MONEY):
        raise Unreadable("quantity.money", text=visible(raw))
    base, slash, period = low.partition("/")
    strange = len(name) > UNIT_LIMIT or not base.isalpha() or (slash and period not in _PERIODS)
    if (
        strange
        or softens(name)
        or any(sign in _SCALES for sign in name)
        or low.startswith(_DATES)
        or f" {base} " in _MONTHS
    ):
        raise Unreadable("quantity", text=visible(raw))


def _known(name: str) -> bool:
    return _size(unit_code(name)) is not None


def _size(code: str) -> tuple[str, int, int] | None:
    """Return dimension, numerator and denominator of a unit or of a rate of one; None when it is not in UNITS."""
    unit = UNITS.get(code)
    if unit is not None:
        return unit.dimension, unit.numerator, unit.denominator
    base, slash, period = code.partition("/")
    unit = UNITS.get(base)
    if not slash or unit is None or period not in _PERIODS.values():
        return None
    return f"{unit.dimension}/{period}", unit.numerator, unit.denominator


@cache
def _names() -> dict[str, str]:
    names = {unit.code.casefold(): unit.code for unit in UNITS.values()}
    for unit in UNITS.values():
        names.update((alias.casefold(), unit.code) for alias in unit.aliases)
    return names


@cache
def _quantity() -> re.Pattern[str]:
    return re.compile(r"(?P<number>-?[0-9][0-9,.]*)\s*(?P<more>[余多]?)\s*(?P<rest>.*)")


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(r"(百万|千万|亿|万|千|百|thousand\b|million\b|billion\b)([余多]?)", re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(r"每?([年日天])(?:处理|产能?|供[水气热]?|发电|生产|加工)?(?=[0-9约近超])")

"""Values: a plain number in ASCII digits, read exactly, and the exact arithmetic that the other values share."""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from functools import cache

from zonetrack.values.errors import Unreadable
from zonetrack.values.text import clean, half_width, visible

LONGEST = 30
# Traps everything that would round: an exact value or an exception, never a nearby value.
EXACT = decimal.Context(prec=120, traps=[decimal.Inexact, decimal.InvalidOperation, decimal.DivisionByZero])
_WIDE_ENOUGH = decimal.Context(prec=120, rounding=decimal.ROUND_HALF_UP)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


def read_number(text: str) -> Decimal:
    """Read digits with an optional minus, correct thousands commas and decimals; full-width digits are digits too.

    Refused: `1e3`, `0x10`, `+5`, `1_000`, `12,34`, `.5`, `nan`, other scripts' digits, Chinese numerals.
    Raises Unreadable: `number` or, beyond 30 characters, `number.long`; and what `text.clean` raises.
    """
    plain = half_width(clean(text))
    if len(plain) > LONGEST:
        raise Unreadable("number.long", text=visible(text), limit=LONGEST)
    if not _number().fullmatch(plain):
        raise Unreadable("number", text=visible(text))
    number = Decimal(plain.replace(",", ""))
    return number or abs(number)  # -0 is 0


def decimals(number: Decimal) -> int:
    """Return how many digits `number` has after the point as it was written."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(number: Decimal) -> str:
    """Print `number` exactly in plain digits, without trailing zeros or an exponent."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def half_up(value: Decimal, places: int) -> Decimal:
    """Round `value` to `places` decimals, a half away from zero: the one rounding there is, done once, at print."""
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_WIDE_ENOUGH)
    return rounded or abs(rounded)

"""Reports: computed figures, exact until here, as values that a table prints."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from zonetrack.values.money import Money
from zonetrack.values.quantity import Quantity

if TYPE_CHECKING:
    from zonetrack.domain.agreement import Range

PLACES = 2


def figure(number: Fraction, unit: str, places: int = PLACES) -> Money | Quantity:
    """Return a number of 分 as money, else as a quantity of `unit`, rounded half up, away from zero."""
    if unit == "fen":
        return Money(_rounded(number), 0)
    return Quantity(Decimal(_rounded(number * 10**places)).scaleb(-places).normalize() + 0, unit)


def amount(computed: Range, unit: str) -> Money | Quantity:
    """Return what figures come to as they are given."""
    return figure(computed.point, unit)


def _rounded(number: Fraction) -> int:
    whole = int(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole

"""Domain: whether printed figures agree, by intervals and not by equality.

A printed figure stands for everything that rounds to it: 84.9 is [84.85, 84.95).  What is computed from such figures is
an interval too, and it agrees with a printed one where the two meet.  What is shown of it is the figures as given,
computed exactly.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import kind_of
from zonetrack.values.qualifier import ABOUT, NEARLY, OVER
from zonetrack.values.quantity import UNITS
from zonetrack.values.text import half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zonetrack.domain.records import Fact, Observation

VERDICTS = ("consistent", "truncated", "contradiction")
HUNDRED = Fraction(100)
SOFT = frozenset({ABOUT, NEARLY, OVER})
# What is counted one by one is exact; what is measured was rounded when it was written down.
_MEASURED = frozenset({"length", "area", "volume", "mass", "power", "energy", "speed", "percent"})


class Range(NamedTuple):
    """Everything from `low` up to, and without, `high`; one number alone where the two are the same.

    `point` is what the figures come to as they are given.  It need not be the middle: 5 ÷ 2 is 2.5, what rounds to it
    lies between 1.8 and 3.67.
    """

    low: Fraction
    high: Fraction
    point: Fraction

    def holds_before(self, other: Range) -> bool:
        """Tell whether it begins before `other` ends."""
        return self.low < other.high or self.low == other.low == other.high

    def meets(self, other: Range) -> bool:
        """Tell whether there is a number that lies in both."""
        return self.holds_before(other) and other.holds_before(self)


class Printed(NamedTuple):
    """A figure as printed: its number in 分, % or `unit`, and its words.

    `step` is what one of its last digit is worth, as written (25359.52万元: 10,000 分); 0 for an exact count.
    """

    number: Fraction
    step: Fraction
    unit: str
    words: str

    @property
    def range(self) -> Range:
        """Everything that rounds to it."""
        return Range(self.number - self.step / 2, self.number + self.step / 2, self.number)


def printed(fact: Fact | Observation) -> Printed | None:
    """Return what a fact prints; None where it is no figure, or a soft one: about, nearly, over, or in words only."""
    if kind_of(fact.measure) not in ("money", "percent", "quantity") or SOFT & set(fact.qualifier.split("+")):
        return None
    try:
        number = Fraction(Decimal(fact.value))
    except (InvalidOperation, ValueError):
        return None
    return as_written(number, fact.unit, fact.words)


def as_written(number: Fraction, unit: str, words: str) -> Printed | None:
    """Return `number` of `unit` with the precision that `words` give it; None where they do not hold that figure."""
    step = _step(number, words)
    if step is None:
        return None
    return Printed(number, Fraction(0) if step == 1 and is_counted(unit) else step, unit, words)


def is_counted(unit: str) -> bool:
    """Tell whether amounts of `unit` are counted one by one (projects, wells, people), and so exact."""
    known = UNITS.get(unit)
    return unit not in ("fen", "%") and "/" not in unit and (known is None or known.dimension not in _MEASURED)


def _step(number: Fraction, words: str) -> Fraction | None:
    """What the last digit is worth, of the figure in `words` that differs from `number` by a power of ten only."""
    for digits in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", half_width(words)):
        written = Fraction(digits.replace(",", ""))
        places = len(digits.partition(".")[2])
        if number == written == 0:
            return Fraction(1, 10**places)
        if written and _is_power_of_ten(abs(number) / written):
            return abs(number) / written * Fraction(1, 10**places)
    return None


def _is_power_of_ten(ratio: Fraction) -> bool:
    above, below = ratio.numerator, ratio.denominator
    return 1 in (above, below) and re.fullmatch("10*", str(max(above, below))) is not None


def judge(computed: Range, figure: Printed) -> str:
    """Return one of `VERDICTS` for a printed figure beside what it is computed to be, in the same unit.

    `truncated`: the last digits were cut off where they should have been rounded.
    """
    if figure.number < 0:  # halves are rounded away from zero, on both sides
        computed, figure = negative(computed), figure._replace(number=-figure.number)
    if computed.meets(figure.range):
        return "consistent"
    cut = Range(figure.number, figure.number + figure.step, figure.number)
    return "truncated" if figure.step and computed.meets(cut) else "contradiction"


def exact(number: Fraction) -> Range:
    """Return the range of a figure that was not rounded."""
    return Range(number, number, number)


def total(ranges: Iterable[Range]) -> Range:
    """Return what the sum of figures can be."""
    lows, highs, points = zip(exact(Fraction(0)), *ranges, strict=True)
    return Range(Fraction(sum(lows)), Fraction(sum(highs)), Fraction(sum(points)))


def negative(one: Range) -> Range:
    """Return what the figure can be when it is taken off."""
    return Range(-one.high, -one.low, -one.point)


def scaled(one: Range, factor: Fraction) -> Range:
    """Return what the figure can be `factor` times, which is above 0."""
    return Range(one.low * factor, one.high * factor, one.point * factor)


def bounds(formula: Callable[..., Fraction], *ranges: Range) -> Range | None:
    """Return what `formula` can give; it must rise or fall steadily in each figure.  None where it divides by 0."""
    try:
        found = [formula(*ends) for ends in product(*((one.low, one.high) for one in ranges))]
        point = formula(*(one.point for one in ranges))
    except ZeroDivisionError:
        return None
    return Range(min(found), max(found), point)


def share(part: Range, whole: Range) -> Range | None:
    """Return part ÷ whole in %; None unless the whole is above 0."""
    return bounds(lambda a, b: a * HUNDRED / b, part, whole) if whole.low > 0 else None

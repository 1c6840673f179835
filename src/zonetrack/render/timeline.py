"""Render: time laid out on a line: the months a chart spans, and which of them are named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # months between two names; each from a year on begins in January
_LEAST = 3


class Months(NamedTuple):
    """Whole months: the number of the first (year × 12 + month − 1) and how many there are."""

    first: int
    length: int

    def place(self, day: date) -> float:
        """Return where `day` begins, from 0 at the first day to 1 at the end of the last."""
        days = month_end(day.year, day.month).day
        return (number(day) + (day.day - 1) / days - self.first) / self.length

    def end(self, day: date) -> float:
        """Return where `day` ends."""
        days = month_end(day.year, day.month).day
        return (number(day) + day.day / days - self.first) / self.length

    def ticks(self, most: int) -> list[date]:
        """Return the first days of the months to be named, at most `most` of them."""
        step = next((step for step in _STEPS if -(-self.length // step) <= most), _STEPS[-1])
        return [first_day(n) for n in range(self.first, self.first + self.length) if n % step == 0]


def number(day: date) -> int:
    """Return the number of the month of `day`."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of the month with that number."""
    return date(month // 12, month % 12 + 1, 1)


def months(days: Iterable[date]) -> Months:
    """Return the whole months that hold all of `days` (there is at least one), and at least three."""
    numbers = [number(day) for day in days]
    first = min(numbers)
    return Months(first, max(max(numbers) - first + 1, _LEAST))

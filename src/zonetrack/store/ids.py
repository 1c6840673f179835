"""Store: short ids in the order of time, made in Python so that every engine has the same."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 35
_SAME_MILLISECOND = (1 << _RANDOM_BITS) - 1
LENGTH = 16
_LAST = 4  # letters in which one id differs from the next, most of the time


def _random() -> int:
    return secrets.randbits(_RANDOM_BITS - 1)  # the other half is room for the ids that follow in that millisecond


class Ids:
    """A source of ids: 45 bits of milliseconds, 35 of chance, 16 letters and digits; each is greater than the last.

    `after` is the id of the newest command: ids rise even when the clock goes back, and pass by all that this command
    used in its millisecond.  `chance` is fixed in tests.
    """

    def __init__(self, now: datetime, *, after: str = "", chance: Callable[[], int] = _random) -> None:
        self._last = _decode(after) | _SAME_MILLISECOND if after else 0
        self._start = int(now.timestamp() * 1000) << _RANDOM_BITS
        self._chance = chance
        self._first = (-1, "")  # all of the id before but its last letters, as a number and as text

    def next(self) -> str:
        """Return a new id, greater than every one before it."""
        self._last = max(self._start + self._chance(), self._last + 1)
        first, last = self._last >> 5 * _LAST, self._last & (1 << 5 * _LAST) - 1
        if first != self._first[0]:
            self._first = (first, _encode(first, LENGTH - _LAST))
        pairs = _pairs()
        return self._first[1] + pairs[last >> 10] + pairs[last & 1023]


@cache
def _pairs() -> list[str]:
    """The two letters of each number below 1024."""
    return [_encode(number, 2) for number in range(1024)]


def _encode(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, index = divmod(number, 32)
        letters.append(_ALPHABET[index])
    return "".join(reversed(letters))


def _decode(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 32 + _ALPHABET.index(letter)
    return number

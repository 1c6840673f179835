"""Sending: one long text as several messages of at most so many bytes, cut at the ends of lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zonetrack.domain.errors import Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Measure = Callable[[str], int]

MOST = 20  # messages at once: as many as a robot may say in a minute
_NUMBER = "({}/{})\n"


def plain(text: str) -> int:
    """Return how many bytes a text takes in UTF-8."""
    return len(text.encode())


def quoted(text: str) -> int:
    """Return how many bytes a text takes within JSON."""
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2


def cut(text: str, limit: int, measure: Measure) -> list[str]:
    """Return `text` in parts of at most `limit` as `measure` has it, each begun by its number where they are several.

    A line that is longer by itself is cut between two characters.  Raises Failed for more than `MOST` parts.
    """
    text = text.strip("\n")
    if measure(text) <= limit:
        return [text]
    if measure(text) > MOST * limit:
        raise Failed("notify.too_long", most=MOST)
    room = limit - measure(_NUMBER.format(MOST, MOST))
    parts = [""]
    for line in _pieces(text, room, measure):
        if measure(parts[-1]) + measure(line) > room + measure("\n"):
            parts.append("")
        parts[-1] += line
    if len(parts) > MOST:
        raise Failed("notify.too_long", most=MOST)
    return [_NUMBER.format(number, len(parts)) + part.rstrip("\n") for number, part in enumerate(parts, 1)]


def _pieces(text: str, room: int, measure: Measure) -> Iterator[str]:
    """Yield the lines of a text with their ends, none larger than `room` without its end."""
    for line in text.split("\n"):
        piece, size = "", 0
        for char in line:
            more = measure(char)
            if size + more > room:
                yield piece + "\n"
                piece, size = "", 0
            piece += char
            size += more
        yield piece + "\n"

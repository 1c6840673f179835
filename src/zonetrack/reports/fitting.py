"""Reports: how much room texts and rows take on the one sheet of a brief, and how many rows of each list go onto it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# The sheet is measured in lines of its small print, the print in cells: a Chinese character takes two.
# render/document_page.css has the margins and the size of the print that these come from.
PAGE = 61.4
CELLS = 114
LARGE = 36.0  # lines that still fit in print a quarter larger, of which there are fewer and shorter ones
ROW = 0.3  # what the rule and the padding of a row take besides its lines
_PADDING = 2.4
_LETTER, _CAPITAL = 1.15, 1.6  # cells that letters take at most on the average: they are not all alike
_END = 6  # characters at the end of a name that stay when it is cut: names often differ in their last ones alone
_ELLIPSIS = "…"


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _printed(text: str) -> float:
    """Return how many cells of the sheet a text takes where letters are as wide as they may be."""
    return sum(width(sign) if width(sign) == 2 else _CAPITAL if sign.isupper() else _LETTER for sign in text)


def _room(share: int) -> float:
    """Return how many cells of one line are used; one stays empty, since no line begins with a mark or half a sign."""
    return max(2, (CELLS * share / 100 - _PADDING) // 2 * 2 - 1)


def lines(text: str, share: int = 100) -> int:
    """Return over how many lines a text goes in a column that takes `share` hundredths of the sheet."""
    return max(1, -int(-_printed(text) // _room(share)))


def cut(text: str, share: int, most: int, end: int = _END) -> str:
    """Return a text that goes over at most `most` lines of such a column: what is longer is cut before its `end`."""
    return _cut(text, _room(share) * most, _printed, end)


def shortened(text: str, most: int) -> str:
    """Return a name of at most `most` cells: what is longer has an ellipsis before its end."""
    return _cut(text, most, width, _END)


def _cut(text: str, most: float, measure: Callable[[str], float], end: int) -> str:
    if measure(text) <= most:
        return text
    last = text[len(text) - end :].lstrip()
    if measure(last) > most / 2:
        last = ""
    room = most - measure(_ELLIPSIS + last)
    kept = 0
    while measure(text[: kept + 1]) <= room:
        kept += 1
    return text[:kept].rstrip() + _ELLIPSIS + last


def shown(lists: Mapping[str, Sequence[float]], room: float) -> dict[str, int]:
    """Return how many rows of each list fit into `room` lines, given what each row takes.

    What needs no more than its even share is whole.  The others take turns, so that no long list pushes out another;
    the first of all takes two rows in each.
    """
    share = room / max(1, sum(1 for rows in lists.values() if rows))
    taken = {key: len(rows) if sum(rows) <= share else 0 for key, rows in lists.items()}
    room -= sum(sum(lists[key][:number]) for key, number in taken.items())
    open_ = [*list(lists)[:1], *lists]
    while open_:
        for key in list(open_):
            number = taken[key]
            if number == len(lists[key]) or lists[key][number] > room:
                open_.remove(key)
                continue
            room -= lists[key][number]
            taken[key] += 1
    return taken

"""Reports: how much room texts and rows take on the one sheet of a brief, and how many rows of each list go onto it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The sheet is measured in lines of its small print, the print in cells: a Chinese character takes two.
# render/document_page.css has the margins and the size of the print that these come from.
PAGE = 64.0
CELLS = 112
LARGE = 36.0  # lines that still fit in print a quarter larger, of which there are fewer and shorter ones
ROW = 0.4  # what the rule and the padding of a row take besides its lines
_PADDING = 2.4
_UNEVEN = 1.1  # letters are not all as wide as half a Chinese character
_ELLIPSIS = "…"


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def lines(text: str, share: int = 100) -> int:
    """Return over how many lines a text goes in a column that takes `share` hundredths of the sheet."""
    room = CELLS * share / 100 - _PADDING
    return max(1, -int(-width(text) * _UNEVEN // room))


def cut(text: str, share: int, most: int) -> str:
    """Return a text that goes over at most `most` lines of such a column: what is longer ends in an ellipsis."""
    if lines(text, share) <= most:
        return text
    return shortened(text, int((CELLS * share / 100 - _PADDING) * most / _UNEVEN))


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` cells: what is longer ends in an ellipsis."""
    if width(text) <= most:
        return text
    kept, taken = "", width(_ELLIPSIS)
    for sign in text:
        taken += width(sign)
        if taken > most:
            break
        kept += sign
    return kept.rstrip() + _ELLIPSIS


def shown(lists: Mapping[str, Sequence[float]], room: float) -> dict[str, int]:
    """Return how many rows of each list fit into `room` lines, given what each row takes.

    The lists take turns, the first ones first, so that a long list never pushes out a short one.
    """
    taken = dict.fromkeys(lists, 0)
    open_ = list(lists)
    while open_:
        for key in list(open_):
            number = taken[key]
            if number == len(lists[key]) or lists[key][number] > room:
                open_.remove(key)
                continue
            room -= lists[key][number]
            taken[key] += 1
    return taken

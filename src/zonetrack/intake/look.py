"""Intake: what a look into a workbook tells of a sheet that its reader does not tell."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from zonetrack.intake.cells import PLAIN, foreign_currency, scale_of, shows_month
from zonetrack.intake.grid import GENERAL, Merge

STYLES = 65_000  # somewhat more than Excel lets a workbook have
# Number formats that files give by a number alone, where they say how a number is shown.
BUILT_IN: dict[str, str] = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "17": "mmm-yy",
    **dict.fromkeys(("27", "36", "50", "52", "57"), 'yyyy"年"m"月"'),  # what a Chinese Excel shows for them
    "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00",
    "40": "#,##0.00;-#,##0.00",
}


class Look(NamedTuple):
    """What a look tells of a sheet: how many rows and columns it has, to the last cell that holds something.

    The other fields are those of a Grid; `merges` is None where the reader tells them.
    """

    rows: int = 0
    columns: int = 0
    errors: frozenset[tuple[int, int]] = frozenset()
    format_of: Callable[[int, int], str] = lambda _row, _column: GENERAL
    formats_matter: bool = False
    merges: Sequence[Merge] | None = None


def matter(formats: Iterable[str]) -> bool:
    """Whether one of these number formats shows something else than the value: percent, thousands, a month, dollars."""
    return any(scale_of(one) != PLAIN or shows_month(one) or foreign_currency(one) for one in set(formats))


def formats_by_cell(
    rows: int, columns: int, formats: Sequence[str], styles: Callable[[], Iterable[tuple[int, int, int]]]
) -> Callable[[int, int], str]:
    """Return what tells the number format of a cell by its row and column, in a sheet of so many of both.

    `formats` are those of the styles of the workbook; `styles` yields the row, the column and the style of cells, and
    is called once, when the first cell is asked for.  A cell of which it says nothing has the first style.
    """

    @cache
    def table() -> Sequence[int]:
        cells = array("H", bytes(2 * rows * columns))
        for row, column, style in styles():
            if row < rows and column < columns and style < len(formats):
                cells[row * columns + column] = style
        return cells

    def format_of(row: int, column: int) -> str:
        return formats[table()[row * columns + column]] if row < rows and column < columns else GENERAL

    return format_of if any(one != GENERAL for one in formats) else lambda _row, _column: GENERAL

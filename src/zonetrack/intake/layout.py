"""Intake: where the tables of a sheet are, which rows are their headers, and what each column is called.

A table begins with a header that names its projects.  A header has one to four rows; a cell merged over several
columns stands above all of them.  What is above the table is its title.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.columns import Column
from zonetrack.intake.furniture import numbers_columns
from zonetrack.intake.grid import letters
from zonetrack.intake.headers import compact, recognise
from zonetrack.intake.headings import Heading
from zonetrack.intake.settling import settled
from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zonetrack.intake.grid import Grid, Value

SEARCHED = 60  # rows in which a header must begin
DEEPEST = 4  # rows of a header
_MILESTONE_KEYS = {"name": "milestone", "total": "quantity_total", "done": "quantity"}
_OURS = {"id", "version"}  # headers that only tables of our own have
_OWN_KEYS = {  # of CSV, where percentages are bare
    "seq": Heading("seq"),
    "ref": Heading("ignore"),
    "progress": Heading("progress", unit="%"),
}
QUALIFIER = "_qualifier"  # behind the key of a column of our CSV: the codes that soften its figures
_LONGEST_HEADER = 60  # characters
_LONGEST_NAME = 12  # characters of a header that names projects
# Lines beside a table that are no part of its header.
_FURNITURE = re.compile(
    r"单位[:：]|填报|制表|日期|截至|截止|电话|附件|附表|联系人[:：]|台账|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|\b(?:as of|unit|filled|contact|telephone|date)\b.*[:：]|^as of\b",
    re.IGNORECASE,
)
# Lines above a second table that are of it, and no rows of the first.
_TITLE = re.compile(
    r"单位[:：]|[12][0-9]{3}年|表(?:[)）]|[一二三四五六七八九十0-9])?$|截[至止]|^附[件表]|\bunit\b|\bas of\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"-?[0-9][0-9,.]*%?")


class Table(NamedTuple):
    """A table of projects: header from row `top` on, rows from `first` to before `end`, all counted from 0.

    `bottom` is the last row of the header; rows from there to `first` number the columns.  `above`: the texts above
    it, line by line.
    """

    grid: Grid
    top: int
    bottom: int
    first: int
    end: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]

    @property
    def heading_rows(self) -> list[list[Value]]:
        """The rows of its header, and those that number its columns."""
        return [list(row) for row in self.grid.rows[self.top : self.first]]

    def column(self, key: str) -> int | None:
        """Return the place of the column of a field, None where the table has none."""
        return next((column.at for column in self.columns if column.heading.key == key), None)


class Header(NamedTuple):
    """Where a header is: its first and last row."""

    top: int
    bottom: int


def tables(grid: Grid, mapping: Mapping[str, str] | None = None) -> list[Table]:
    """Return the tables of a sheet, none where no header names projects.

    `mapping` is a map made by hand, from the words above a column to its field; it has the last word.
    """
    found: list[Table] = []
    row = 0
    while (header := _header(grid, row, mapping or {})) is not None:
        columns = _columns(grid, header, mapping or {})
        first = _first_row(grid, header.bottom + 1)
        end = _end(grid, header, first, columns, mapping or {})
        above = _texts(grid.rows[row : header.top])
        found.append(Table(grid, header.top, header.bottom, first, end, columns, above))
        row = end
    return found


def text_of(value: Value) -> str:
    """Return a text cell without blanks around it; empty for figures and empty cells."""
    return value.strip() if isinstance(value, str) else ""


def _texts(rows: Iterable[Sequence[Value]]) -> tuple[str, ...]:
    lines = (" ".join(text for value in row if (text := text_of(value))) for row in rows)
    return tuple(line for line in lines if line)


def _header(grid: Grid, start: int, mapping: Mapping[str, str]) -> Header | None:
    """Return the first header from row `start` on: one that names projects, beside at least one more column."""
    for row in range(start, min(len(grid.rows), start + SEARCHED)):
        texts = [(column, text) for column, value in enumerate(grid.rows[row]) if (text := text_of(value))]
        if len(texts) < 2:
            continue
        for column, text in texts:
            if len(text) <= _LONGEST_HEADER and _means_name(text, mapping):
                return _block(grid, row, column)
    return None


def _means_name(text: str, mapping: Mapping[str, str]) -> bool:
    chosen = mapping.get(text)
    if chosen is not None:
        return chosen == "name"
    heading = recognise((text,))
    return heading is not None and heading.key == "name"


def _block(grid: Grid, row: int, column: int) -> Header:
    """Return the rows of the header in which the cell `row`, `column` names projects."""
    top = bottom = row
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            top, bottom = merge.top, merge.bottom
    while bottom - top < DEEPEST - 1 and _goes_on(grid, top, bottom + 1, column):
        bottom += 1
    while top > 0 and bottom - top < DEEPEST - 1 and _stands_above(grid, top - 1, column):
        top -= 1
    return Header(top, bottom)


def _goes_on(grid: Grid, top: int, row: int, name: int) -> bool:
    """Tell whether `row` still belongs to the header: only words, none under the name, each under words above it."""
    if row >= len(grid.rows):
        return False
    cells = [(column, value) for column, value in enumerate(grid.rows[row]) if value != ""]
    if not cells or grid.rows[row][name] != "" or any(not text_of(value) for _, value in cells):
        return False
    if any(_NUMERIC.fullmatch(text_of(value)) or len(text_of(value)) > _LONGEST_HEADER for _, value in cells):
        return False
    leftmost = cells[0][0]
    return leftmost > 0 and all(_is_headed(grid, top, row, column) for column, _ in cells)


def _is_headed(grid: Grid, top: int, row: int, column: int) -> bool:
    """Tell whether words stand above a cell, in its own column or in one to the left that reaches over it."""
    return any(grid.rows[above][left] != "" for above in range(top, row) for left in range(1, column + 1))


def _stands_above(grid: Grid, row: int, name: int) -> bool:
    """Tell whether `row` groups the columns of the header below it: words over some of them, not over all."""
    cells = [(column, text_of(value)) for column, value in enumerate(grid.rows[row]) if value != ""]
    if not cells or any(not text or len(text) > _LONGEST_HEADER or _FURNITURE.search(text) for _, text in cells):
        return False
    if numbers_columns([text for _, text in cells]):
        return False
    wide = [merge for merge in grid.merges if merge.top <= row <= merge.bottom and merge.right > merge.left]
    width = len(grid.rows[row])
    if any(merge.right - merge.left + 1 > max(width * 0.8, 2) for merge in wide):
        return False
    return len(cells) > 1 or (cells[0][0] > name and bool(wide or not grid.merges))


def _columns(grid: Grid, header: Header, mapping: Mapping[str, str]) -> tuple[Column, ...]:
    """Return every column that has words above it or cells below, with what it means."""
    words = _spread(grid, header)
    width = len(grid.rows[header.top])
    paths = {column: _path(words, column) for column in range(width)}
    filled = {
        column
        for column in range(width)
        if paths[column] or any(row[column] != "" for row in grid.rows[header.bottom + 1 :])
    }
    raw = {path[-1] for path in paths.values() if path}
    found = [
        Column(at, path := paths[at] or (letters(at),), _meaning(path, mapping, raw) if paths[at] else Heading("extra"))
        for at in sorted(filled)
    ]
    _refuse_side_by_side(grid, header, found)
    return settled(found, mapping.keys())


def _refuse_side_by_side(grid: Grid, header: Header, columns: Sequence[Column]) -> None:
    """Raise Refusal where a second table stands beside the first: the same header of names again, behind others."""
    named = [column for column in columns if column.heading.key == "name"]
    for one, other in pairwise(named):
        between = any(one.at < column.at < other.at for column in columns)
        if between and compact(one.path[-1]) == compact(other.path[-1]):
            place = grid.place(header.bottom, other.at)
            raise Refusal("sheet.side_by_side", text=other.header, place=place)


def _meaning(path: tuple[str, ...], mapping: Mapping[str, str], raw: set[str]) -> Heading:
    """Return what the words above a column mean: by the map made by hand, else by themselves."""
    chosen = mapping.get("/".join(path))
    if chosen is None:
        if path[-1] in _MILESTONE_KEYS and {"project", "name"} <= raw:  # keys of our own table of milestones
            return Heading(_MILESTONE_KEYS[path[-1]])
        if raw >= _OURS and path[-1] in _OWN_KEYS:
            return _OWN_KEYS[path[-1]]
        if raw >= _OURS and path[-1].endswith(QUALIFIER):
            return Heading("qualifier")
        return recognise(path) or Heading("extra")
    recognised = recognise(path)
    key, _, words = chosen.partition(" ")
    unit = recognised.unit if recognised else ""
    basis, _, span = words.partition(" ") if key in ("invested", "planned_investment") else ("level", "", "")
    return Heading(key, basis or ("plan" if key == "planned_investment" else "level"), span, unit)


def _spread(grid: Grid, header: Header) -> list[list[str]]:
    """Return the words of the header, row by row, those of merged cells in every cell that they cover."""
    rows = [[text_of(value) for value in row] for row in grid.rows[header.top : header.bottom + 1]]
    merged: set[tuple[int, int]] = set()
    for merge in grid.merges:
        if header.top <= merge.top <= header.bottom:
            text = rows[merge.top - header.top][merge.left]
            for row in range(merge.top, min(merge.bottom, header.bottom) + 1):
                for column in range(merge.left, min(merge.right, len(rows[0]) - 1) + 1):
                    rows[row - header.top][column] = text
                    merged.add((row - header.top, column))
    for number, words in enumerate(rows[:-1]):  # without merges, words reach to the right over what has words below
        lower = rows[number + 1 :]
        for column in range(1, len(words)):
            grouped = any(line[column] for line in lower) and any(line[column - 1] for line in lower)
            if not words[column] and grouped and (number, column) not in merged:
                words[column] = words[column - 1]
    return rows


def _path(words: list[list[str]], column: int) -> tuple[str, ...]:
    path: list[str] = []
    for row in words:
        text = row[column]
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _first_row(grid: Grid, row: int) -> int:
    """Pass by a row that numbers the columns: 1 2 3 …, 甲 乙 1 2 …, 栏次 1 2, 1 2 3=1+2."""
    if row < len(grid.rows):
        cells = [_number_as_shown(value) for value in grid.rows[row] if value != ""]
        return row + 1 if numbers_columns(cells) else row
    return row


def _number_as_shown(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _end(grid: Grid, header: Header, first: int, columns: Sequence[Column], mapping: Mapping[str, str]) -> int:
    """Return the row after the last of the table: where another header begins, else the end of the sheet.

    The same header again is a repeated one and ends nothing; any other has columns of its own.
    """
    name = next((column for column in columns if column.heading.key == "name"), None)
    if name is None:
        return len(grid.rows)
    own = [_words_of(row) for row in grid.rows[header.top : header.bottom + 1]]
    for row in range(first, len(grid.rows)):
        at = _names_at(grid.rows[row], name, mapping)
        if at is not None and _words_of(grid.rows[row]) not in own:
            return _above_header(grid, first, max(first, _block(grid, row, at).top))
    return len(grid.rows)


def _words_of(row: Sequence[Value]) -> list[str]:
    return [compact(str(value)) for value in row]


def _names_at(cells: Sequence[Value], name: Column, mapping: Mapping[str, str]) -> int | None:
    """Return the place of the cell that makes a row a header: it names projects, beside other words of headers."""
    for at, value in enumerate(cells):
        text = text_of(value)
        if not (text and _may_head(text) and _means_name(text, mapping)):
            continue
        filled = [text_of(other) for other in cells if other != ""]
        known = sum(1 for other in filled if other and (other in mapping or recognise((other,))))
        again = compact(text) == compact(name.path[-1])
        if all(filled) and len(filled) > 1 and (known * 2 >= len(filled) if at != name.at else known >= 2 or again):
            return at
    return None


def _above_header(grid: Grid, first: int, top: int) -> int:
    """Return the first of the rows above a second header that are its title, its unit or its day."""
    row = top
    while row > first:
        filled = [text_of(value) for value in grid.rows[row - 1] if value != ""]
        if filled and (len(filled) > 3 or not all(filled) or not any(_TITLE.search(text) for text in filled)):
            break
        row -= 1
    return row


def _may_head(text: str) -> bool:
    """Tell at a glance whether a cell among names could be a header, so that not every name is looked into."""
    return len(text) <= _LONGEST_NAME and text.casefold().endswith(("名称", "项目", "工程", "name", "project"))

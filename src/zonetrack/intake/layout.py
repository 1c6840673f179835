"""Intake: where the tables of a sheet are, which rows are their headers, and what each column is called.

A table begins with a header that names its projects.  A header has one to four rows; a cell merged over several
columns stands above all of them.  What is above the table is its title, what is below its footnotes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.grid import letters
from zonetrack.intake.headers import compact, extra, recognise
from zonetrack.intake.headings import Heading

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
_ANY_NUMBER = ("extra", "ignore", "qualifier")  # of columns a table may have of these
_LONGEST_HEADER = 60  # characters
_LONGEST_NAME = 12  # characters of a header that names projects
# Lines beside a table that are no part of its header.
_FURNITURE = re.compile(
    r"单位[:：]|填报|制表|日期|截至|截止|电话|附件|附表|联系人[:：]|台账|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|\b(?:as of|unit|filled|contact|telephone|date)\b.*[:：]|^as of\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"-?[0-9][0-9,.]*%?")


class Column(NamedTuple):
    """A column of a table: its place, the words above it from the outermost in, and what they mean."""

    at: int
    path: tuple[str, ...]
    heading: Heading

    @property
    def header(self) -> str:
        """The words above it, as one text."""
        return "/".join(self.path)

    @property
    def measure(self) -> str:
        """The measure that an extra is kept under."""
        return extra(self.path)


class Table(NamedTuple):
    """A table of projects: header from row `top` on, rows from `first` to before `end`, all counted from 0.

    `above` and `below`: the texts around it, line by line.
    """

    grid: Grid
    top: int
    first: int
    end: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    below: tuple[str, ...] = ()

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
        end = _end(grid, first, columns, mapping or {})
        above = _texts(grid.rows[row : header.top])
        found.append(Table(grid, header.top, first, end, columns, above))
        row = end
    return [_with_below(grid, table, found[n + 1].top if n + 1 < len(found) else len(grid.rows))
            for n, table in enumerate(found)]  # fmt: skip


def _with_below(grid: Grid, table: Table, until: int) -> Table:
    return table._replace(below=_texts(grid.rows[table.end : until]))


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
    found: list[Column] = []
    seen: set[tuple[str, str, str]] = set()
    extras: set[str] = set()
    for index in sorted(filled):
        path = paths[index] or (letters(index),)
        heading = _meaning(path, mapping, raw) if paths[index] else Heading("extra")
        what = (heading.key, heading.basis, heading.span)
        if heading.doubt or (heading.key not in _ANY_NUMBER and what in seen):
            heading = heading._replace(key="extra", doubt=heading.doubt or "twice")
        seen.add(what)
        if heading.key == "extra":
            if extra(path) in extras:
                path = (*path, letters(index))
            extras.add(extra(path))
        found.append(Column(index, path, heading))
    return _settled(found)


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


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """Settle what one header alone leaves open: a bare 累计完成投资 beside figures of this year may be of this year."""
    headings = [column.heading for column in columns]
    of_year = any(h.key == "planned_investment" or (h.key == "invested" and h.basis != "level") for h in headings)
    bare = [
        column
        for column in columns
        if column.heading.key == "invested"
        and column.heading.basis == "level"
        and not column.heading.span
        and compact(column.path[-1]).startswith(("累计完成", "已完成"))
        and not any(word in "".join(column.path) for word in ("开工", "建设以来", "年初", "本年", "今年"))
    ]
    if not of_year:
        return tuple(columns)
    return tuple(
        c._replace(heading=c.heading._replace(key="extra", doubt="since")) if c in bare else c for c in columns
    )


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
    """Pass by a row that numbers the columns: 1 2 3 …, 甲 乙 1 2 …, 1 2 3=1+2."""
    if row < len(grid.rows):
        cells = [str(value).strip() for value in grid.rows[row] if value != ""]
        shape = re.compile(r"[甲乙丙丁戊]|[（(]?[0-9]{1,2}(?:\.0)?[)）]?(?:[=＝÷/+\-0-9()（）]*)|[①-⑳]")
        if len(cells) >= 3 and all(shape.fullmatch(cell) for cell in cells) and _rises(cells):
            return row + 1
    return row


def _rises(cells: Sequence[str]) -> bool:
    numbers = [int(match[1]) for cell in cells if (match := re.match(r"[（(]?([0-9]{1,2})(?![0-9])", cell))]
    return all(after == before + 1 for before, after in pairwise(numbers))


def _end(grid: Grid, first: int, columns: Sequence[Column], mapping: Mapping[str, str]) -> int:
    """Return the row after the last of the table: where another header begins, else the end of the sheet."""
    name = next((column for column in columns if column.heading.key == "name"), None)
    if name is None:
        return len(grid.rows)
    for row in range(first, len(grid.rows)):
        text = text_of(grid.rows[row][name.at])
        if text and _may_head(text) and text != name.path[-1] and _means_name(text, mapping):
            others = sum(1 for value in grid.rows[row] if (t := text_of(value)) and recognise((t,)))
            if others >= 2:
                return row
    return len(grid.rows)


def _may_head(text: str) -> bool:
    """Tell at a glance whether a cell among names could be a header, so that not every name is looked into."""
    return len(text) <= _LONGEST_NAME and text.casefold().endswith(("名称", "项目", "工程", "name", "project"))

"""Intake: the rows of a table: which are projects, which are sections, totals and footnotes, and what each says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import read_stage
from zonetrack.intake import furniture
from zonetrack.intake.cells import one_line, shown, shown_date, shows_month, starred
from zonetrack.intake.layout import text_of
from zonetrack.intake.readers import FIGURES, IDENTITY, RATES, Readers, identity
from zonetrack.intake.sums import Sums
from zonetrack.values.errors import Refusal, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zonetrack.domain.records import Fact
    from zonetrack.intake.columns import Column
    from zonetrack.intake.context import Context
    from zonetrack.intake.grid import Value
    from zonetrack.intake.layout import Table

_FIGURE = re.compile(r"-?[0-9][0-9,.]*[%％]?")  # of a CSV, where figures are texts
_LONGEST_LABEL = 40
_EVENTS = {"started": 0, "done_on": 1}  # come before the stage that they led to, be it of the same day


class Problem(NamedTuple):
    """What is wrong with which cell."""

    place: str
    refusal: Refusal


class Said(NamedTuple):
    """What a cell of a project's row says; `column` is its place in the table."""

    column: Column
    place: str
    facts: tuple[Fact, ...]


class Line(NamedTuple):
    """A row that is a project, or a milestone of one.

    `place` is the address of its name, `category` that of its own column, else of its section; where both are there the
    section is one of the `tags`, and so is a star at the name.  `milestone` is empty for a project.
    """

    row: int
    place: str
    name: str
    milestone: str
    zone: str
    code: str
    category: str
    tags: tuple[str, ...]
    id: str
    version: str
    said: tuple[Said, ...]
    problems: tuple[Problem, ...]


class Asked(NamedTuple):
    """What a project row says of which project it is; empty where it does not say."""

    row: int
    name: str
    zone: str
    code: str
    id: str
    version: str


class Left(NamedTuple):
    """A row that is no project, and why not: section, total, average, of_which, note, signature, header,
    numbers, other.
    """

    place: str
    kind: str
    text: str


class Rows:
    """The rows of one table, read from top to bottom, once; what is left out and what its sums say is known after."""

    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.readers = Readers(table.grid, table.columns, context)
        self.left: list[Left] = []
        self.sums = Sums(table.grid, table.columns, self.readers)
        self._identity = {c.heading.key: c.at for c in table.columns if c.heading.key in IDENTITY}
        self._name = self._identity["name"]
        said = (c for c in table.columns if c.heading.key not in IDENTITY)
        self._said = sorted(said, key=lambda column: _EVENTS.get(column.heading.key, len(_EVENTS)))
        self._sections: list[tuple[int, str]] = []
        self._kinds: dict[int, tuple[str, str]] = {}  # what `asked` found, for `lines`
        self._down = {
            (row, column): merge
            for merge in table.grid.merges
            if merge.bottom > merge.top and merge.bottom >= table.first and merge.top < table.end
            for row in range(max(merge.top, table.first), min(merge.bottom, table.end - 1) + 1)
            for column in range(merge.left, merge.right + 1)
        }
        self._across = {m.top: m for m in table.grid.merges if m.right > m.left and m.top >= table.first}
        self._has_numbers = self._numbered()
        self._header_rows = table.heading_rows
        self._last = self._last_with_figures()

    def _numbered(self) -> bool:
        seq = self._identity.get("seq")
        return seq is not None and any(
            isinstance(row[seq], int | float) or str(row[seq]).strip().isdigit()
            for row in self.table.grid.rows[self.table.first : self.table.end]
        )

    def _last_with_figures(self) -> int:
        """Return the last row that says something of its name: figures, else words; the end where none does."""
        worded = self.table.end
        for row in range(self.table.end - 1, self.table.first - 1, -1):
            filled = [value for value in self.table.grid.rows[row] if value != ""]
            if len(filled) < 2 or any(map(furniture.is_beneath, map(text_of, filled))):
                continue
            if any(not isinstance(value, str) or re.search("[0-9]", value) for value in filled):
                return row
            worded = row if worded == self.table.end else worded
        return worded

    def asked(self) -> Iterator[Asked]:
        """Yield what every project row says of which project it is; nothing else is read, and nothing refused."""
        for row in range(self.table.first, self.table.end):
            cells = self.table.grid.rows[row]
            kind = self._kind(row, cells)
            if kind != ("project", ""):
                self._kinds[row] = kind
            if kind[0] == "project":
                said = {key: self._plainly(key, row, cells) for key in ("name", "zone", "code", "id", "version")}
                yield Asked(row, starred(said.pop("name"))[0], **said)

    def _plainly(self, key: str, row: int, cells: Sequence[Value]) -> str:
        at = self._identity.get(key)
        try:
            return "" if at is None else identity(self._own(row, at, cells))
        except Refusal:
            return ""

    def lines(self) -> Iterator[Line]:
        """Yield the projects, in their order."""
        for row in range(self.table.bottom + 1, self.table.first):
            cells = self.table.grid.rows[row]
            self.left.append(Left(self.table.grid.place(row, self._first(cells)), "numbers", _joined(cells)))
        for row in range(self.table.first, self.table.end):
            cells = self.table.grid.rows[row]
            kind, label = self._kinds.pop(row) if row in self._kinds else self._kind(row, cells)
            if kind == "project":
                line = self._line(row, cells)
                self.sums.project(row, cells, line.category, [f for s in line.said for f in s.facts])
                yield line
            elif kind != "blank":
                self._leave(row, kind, label, cells)
        self.sums.end()

    def seen(self, row: int, at: int) -> str:
        """Return what a person sees in a cell: by its number format, and where it is merged down, from above."""
        value = self._own(row, at, self.table.grid.rows[row])
        if isinstance(value, date) and shows_month(shape := self.table.grid.format_of(row, at)):
            return shown_date(value, shape)
        try:
            return self.readers.seen(value, row, at)
        except Refusal:
            return shown(value)

    def _leave(self, row: int, kind: str, label: str, cells: Sequence[Value]) -> None:
        place = self.table.grid.place(row, self._place_of_label(cells))
        self.left.append(Left(place, kind, label))
        count = furniture.count_of(label)
        if kind == "section":
            level = furniture.level_of(label)
            name = furniture.section_name(label)
            self._sections = [(at, text) for at, text in self._sections if at < level] + [(level, name)]
            self.sums.section(level, name, place, row, cells, count)
        elif kind == "total":
            self.sums.total(label, place, row, cells, count, part=furniture.is_part(label))
        elif kind == "of_which":
            self.sums.of_which(furniture.section_name(furniture.after_of_which(label)), place, row, cells, count)

    def _kind(self, row: int, cells: Sequence[Value]) -> tuple[str, str]:
        """Return what a row is, and the words that say so; of a project none are needed."""
        if self._is_plainly_a_project(cells):
            return "project", ""
        filled = [at for at, value in enumerate(cells) if value != ""]
        if not filled:
            return ("project" if self._inherits_name(row) else "blank"), ""
        name = self._own(row, self._name, cells)
        label = self._words(cells)
        if self._is_header(cells, name):
            return "header", label
        kind = self._apart(row, cells, label, filled)
        if kind:
            whole = " ".join(text for value in cells if (text := text_of(value)))
            return kind, whole if kind == "signature" else label
        if name == "" or (isinstance(name, str) and not one_line(name)):
            figures = any(not isinstance(value, str) or _FIGURE.fullmatch(value.strip()) for value in cells)
            return ("project", "") if figures or len(filled) > 2 else ("other", label)
        return "project", ""

    def _apart(self, row: int, cells: Sequence[Value], label: str, filled: list[int]) -> str:
        """Return what a row is that is no project, empty where nothing says so."""
        beside, words_only = self._beside(cells), self._is_words_only(cells)
        told = (
            ("of_which", furniture.is_of_which(label)),
            ("total", any(map(furniture.is_sum, beside))),
            ("average", any(map(furniture.is_average, beside))),
            ("note", len(filled) <= 2 and (furniture.is_note(label) or (words_only and self._is_foot(cells, filled)))),
            ("signature", words_only and any(furniture.is_signed(text_of(value)) for value in cells)),
            ("note", row > self._last and self._is_lone(row, cells, filled)),
            ("section", self._is_section(row, cells, label, filled)),
        )
        return next((kind for kind, so in told if so), "")

    def _is_lone(self, row: int, cells: Sequence[Value], filled: list[int]) -> bool:
        """Tell whether one cell of words is all that a row has, with what is merged down into it and what failed.

        In a sheet that we sent out it is a project that somebody has added.
        """
        if {"id", "version"} <= self._identity.keys():
            return False
        text = text_of(cells[filled[0]])
        if len(filled) > 1 or not re.search(r"[^\W\d_]", text) or furniture.is_numbered(text):
            return False
        return not any((row, at) in self._down or (row, at) in self.table.grid.errors for at in range(len(cells)))

    @staticmethod
    def _is_foot(cells: Sequence[Value], filled: list[int]) -> bool:
        return all(furniture.is_foot(text_of(cells[at])) for at in filled)

    def _is_plainly_a_project(self, cells: Sequence[Value]) -> bool:
        """Tell at a glance what most rows are: a number and a name that has nothing of 合计 in it."""
        seq, name = self._identity.get("seq"), cells[self._name]
        numbered = seq is not None and isinstance(cells[seq], float)
        return numbered and isinstance(name, str) and name.strip() != "" and "计" not in name

    def _is_header(self, cells: Sequence[Value], name: Value) -> bool:
        """Tell whether a row repeats one of the header, or its words for the names alone."""
        if isinstance(name, str) and name.strip() == self.table.columns[self._column_of(self._name)].path[-1]:
            return True
        return cells in self._header_rows

    def _is_words_only(self, cells: Sequence[Value]) -> bool:
        return all(isinstance(value, str) for value in cells)

    def _column_of(self, at: int) -> int:
        return next(number for number, column in enumerate(self.table.columns) if column.at == at)

    def _beside(self, cells: Sequence[Value]) -> list[str]:
        """The texts that may name a total: those of the first column, the number and the name."""
        places = dict.fromkeys((self._identity.get("seq", self._name), self._name, self._first(cells)))
        return [text for at in places if (text := text_of(cells[at]))]

    @staticmethod
    def _first(cells: Sequence[Value]) -> int:
        return next(at for at, value in enumerate(cells) if value != "")

    def _words(self, cells: Sequence[Value]) -> str:
        """Return what stands in front of a row: number and name as one text, else its first text."""
        seq, name = text_of(cells[self._identity.get("seq", self._name)]), text_of(cells[self._name])
        if self._identity.get("seq") is not None and seq and name and seq != name:
            joint = "" if seq[-1] in "、.．)）●◆■▲○" or not re.fullmatch(furniture.NUMERAL, seq) else "、"
            return f"{seq}{joint}{name}"
        return name or seq or text_of(cells[self._first(cells)])

    def _place_of_label(self, cells: Sequence[Value]) -> int:
        return self._first(cells)

    def _is_section(self, row: int, cells: Sequence[Value], label: str, filled: list[int]) -> bool:
        if not label or len(label) > _LONGEST_LABEL:
            return False
        seq = text_of(cells[self._identity["seq"]]) if "seq" in self._identity else ""
        if furniture.is_numbered(label):
            marked = bool(seq) and not seq.isdigit()
            return marked or not text_of(cells[self._name]) or len(filled) == 1 or not self._has_numbers or not seq
        across = self._across.get(row)
        if across is not None and across.right - across.left + 1 >= max(3, len(cells) // 2):
            return True
        alone = len(filled) == 1 and filled[0] != self._name
        return alone or (len(filled) == 1 and furniture.count_of(label) is not None)

    def _inherits_name(self, row: int) -> bool:
        merge = self._down.get((row, self._name))
        return False if merge is None else merge.top < row and any(v != "" for v in self.table.grid.rows[row])

    def _own(self, row: int, at: int, cells: Sequence[Value]) -> Value:
        """Return a cell, that of the first row where it is merged down over this one."""
        merge = self._down.get((row, at))
        if merge is not None and (merge.top, merge.left) != (row, at):
            return self.table.grid.rows[merge.top][merge.left]
        return cells[at]

    def _line(self, row: int, cells: Sequence[Value]) -> Line:
        problems: list[Problem] = []
        place = self.table.grid.place(row, self._name)
        said = {key: self._identity_of(key, row, cells, problems) for key in self._identity if key != "seq"}
        name, mark = starred(said.get("name", ""))
        if not name:
            problems.append(Problem(place, Refusal("sheet.no_name")))
        merge = self._down.get((row, self._name))
        if merge is not None and merge.bottom > merge.top and "milestone" not in self._identity:
            problems.append(Problem(place, Refusal("sheet.shared_name", n=merge.bottom - merge.top + 1)))
        section, stage = self._section()
        tags = [tag for tag in re.split(r"[、,，;；\s]+", said.get("tags", "")) if tag]
        if mark:
            tags.append(mark)
        category = said.get("category", "")
        if category and section and section != category:
            tags.append(section)
        cells_said = self._cells(row, cells, stage, problems)
        return Line(
            row,
            place,
            name,
            said.get("milestone", ""),
            said.get("zone", ""),
            said.get("code", ""),
            category or section,
            tuple(dict.fromkeys(tags)),
            said.get("id", ""),
            said.get("version", ""),
            tuple(cells_said),
            tuple(problems),
        )

    def _identity_of(self, key: str, row: int, cells: Sequence[Value], problems: list[Problem]) -> str:
        at = self._identity[key]
        if (row, at) in self.table.grid.errors:
            problems.append(Problem(self.table.grid.place(row, at), Refusal("sheet.formula")))
        try:
            return identity(self._own(row, at, cells))
        except Refusal as refusal:
            problems.append(Problem(self.table.grid.place(row, at), refusal))
            return ""

    def _section(self) -> tuple[str, str]:
        """Return the category that the sections give what stands in them, and the stage that one of them names."""
        categories, stage = [], ""
        for _, name in self._sections:
            try:
                read_stage(name)
                stage = name
            except Unreadable:
                categories.append(name)
        return "/".join(categories), stage

    def _cells(self, row: int, cells: Sequence[Value], stage: str, problems: list[Problem]) -> Iterator[Said]:
        """Yield what each cell says; what cannot be read goes to `problems`."""
        grid, staged, rates = self.table.grid, False, []
        for column in self._said:
            value = cells[column.at]
            merge = self._down.get((row, column.at)) if self._down else None
            if merge is not None and merge.bottom > merge.top:
                value = grid.rows[merge.top][merge.left]
            if value == "" and (row, column.at) not in grid.errors:
                continue
            try:
                facts = self._facts(column, value, row, shared=merge is not None and merge.bottom > merge.top)
            except Refusal as refusal:
                problems.append(Problem(grid.place(row, column.at), refusal))
                continue
            if column.heading.key in RATES:
                rates.append(column)
                continue
            if facts:
                staged = staged or any(fact.measure == "stage" for fact in facts)
                yield Said(column, grid.place(row, column.at), facts)
        if stage and not staged:
            at = self._identity.get("seq", self._name)
            column = self.table.columns[self._column_of(at)]
            yield Said(column, grid.place(row, self._name), self.readers.stage(stage))
        for column in rates:
            if not self.sums.rate(row, cells, column):
                yield Said(column, grid.place(row, column.at), self.readers.keep(column, cells[column.at], row))

    def _facts(self, column: Column, value: Value, row: int, *, shared: bool) -> tuple[Fact, ...]:
        if (row, column.at) in self.table.grid.errors:
            raise Refusal("sheet.formula")
        if shared and column.heading.key in FIGURES:
            raise Refusal("sheet.shared")
        return () if column.heading.key in RATES else self.readers.read(column, value, row)


def _joined(cells: Sequence[Value]) -> str:
    return " ".join(shown(value) for value in cells if value != "")

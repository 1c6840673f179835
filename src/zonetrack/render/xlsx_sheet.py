"""Render: one table of a report on a sheet of its own: header in view, widths that fit, ready for A4."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from zonetrack.render import page, xlsx_cells
from zonetrack.render.cells import BREAKABLE
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.render.cells import Cell, Pen
    from zonetrack.render.page import Field
    from zonetrack.report import Report, Table

_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
_COLOURS = {"bold red": "#C00000", "yellow": "#7F6000", "green": "#1D7044", "cyan": "#1F62A0", "dim": "#7F7F7F"}
BOX: dict[str, object] = {"border": 1, "border_color": "#D0D7DE"}
HEAD: dict[str, object] = {"bold": True, "bg_color": "#E8EEF4", **BOX}
SOFT: dict[str, object] = {"font_color": _COLOURS["dim"]}
TOPS: tuple[dict[str, object], ...] = (
    {"bold": True, "font_size": 14},
    SOFT,
    {"bold": True, "font_size": 12, "font_color": "#1F4E79"},
)
BAR = {
    "type": "data_bar",
    "bar_solid": True,
    "bar_color": "#A9C8E3",
    "data_bar_2010": True,
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
}
_BARRED = frozenset({"progress", "percent"})
_WIDEST, _NARROWEST, PADDING = 50, 6, 2  # of a column, in cells
_NOTE = 80  # cells that a note has at least before it goes over several lines
_USUAL = 8  # cells of a column that nothing stands in
LINE = 16  # points from line to line
AIR = 4  # points above and below the lines of a row together
TITLE = 28  # points of the row of the title
_MOST = 32_767  # characters that a cell holds


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[frozenset[tuple[str, object]], Any] = {}

    def get(self, **look: object) -> Any:
        """Return the format with these properties."""
        key = frozenset(look.items())
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **look})
        return self._made[key]


class Sheet:
    """A sheet being filled from top to bottom."""

    def __init__(self, sheet: Any, looks: Looks, pen: Pen, *, wide: bool) -> None:
        self._sheet = sheet
        self._looks = looks
        self._pen = pen
        self._wide = wide
        self._row = 0
        self._widths: list[int] = []
        self._folded: list[tuple[int, int, int]] = []  # row, column and cells of each text that may take several lines

    def fill(self, report: Report, section: Table, *, notes: list[str]) -> None:
        """Write title, day, table or card, and notes."""
        self._sheet.set_default_row(LINE + AIR)
        self._sheet.set_row(0, TITLE)
        texts = (page.title(report), page.dated(report), page.heading(report, section))
        for text, look in zip(texts, TOPS, strict=True):
            if text:
                self._say(text, **look)
        self._sheet.freeze_panes(self._row + 1, 0)
        self._sheet.repeat_rows(self._row)
        if section.rows and section.key in report.cards:
            self._card(section)
        else:
            self._table(page.fields(self._pen, section, wide=self._wide), section)
        if not section.rows:
            self._say(page.empty(section), **SOFT)
        elif footnote := page.footnote(section, page.columns(section, wide=self._wide)):
            self._say(footnote, **SOFT)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._set_heights()
        self._notes(notes)
        self._paper()

    def _set_heights(self) -> None:
        """Give rows with long texts room for all their lines: not every program does so when it opens the file."""
        lines: dict[int, int] = {}
        for row, column, cells in self._folded:
            lines[row] = max(lines.get(row, 1), _lines(cells, self._widths[column]))
        for row, needed in lines.items():
            if needed > 1:
                self._sheet.set_row(row, LINE * needed + AIR)

    def _paper(self) -> None:
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C&P / &N")

    def _say(self, text: str, **look: object) -> None:
        """Write a line of text in a row of its own."""
        self._sheet.write_string(self._row, 0, held(self._pen.medium.text(text)), self._looks.get(**look))
        self._row += 1

    def _table(self, fields: list[Field], section: Table) -> None:
        top = self._row
        total = section.total if section.rows else None
        for column, field in enumerate(fields):
            side = "right" if field.right else "left"
            self._sheet.write_string(top, column, field.label, self._looks.get(**HEAD, align=side))
            values = [row.get(field.column.key) for row in section.rows]
            places = max((cell.decimals for cell in field.all_cells), default=0)
            widths = [
                self._put(top + 1 + number, column, field, cell, value, places)
                for number, (cell, value) in enumerate(zip(field.cells, values, strict=True))
            ]
            if field.column.kind in _BARRED and values:
                self._sheet.conditional_format(top + 1, column, top + len(values), column, BAR)
            if total is not None and field.total is not None:
                row, value = top + 1 + len(values), total.get(field.column.key)
                widths.append(self._put(row, column, field, field.total, value, places, bold=True, top=2))
            self._widths.append(_width([cell_len(field.label), *widths]))
        self._row = top + 1 + len(section.rows) + (total is not None)

    def _put(self, row: int, column: int, field: Field, cell: Cell, value: object, places: int, **look: object) -> int:
        """Write a cell of a table; return how many cells it takes."""
        side = "right" if field.right else "left"
        return self._write(row, column, cell, xlsx_cells.figure(field.column.kind, value, max(places, 0)), side, **look)

    def _write(
        self, row: int, column: int, cell: Cell, figure: xlsx_cells.Figure | None, side: str, **more: object
    ) -> int:
        look: dict[str, object] = {**BOX, **_style(cell.style), "align": side, **more}
        if figure is None:
            folds = {"text_wrap": True} if cell.kind in BREAKABLE else {}
            if folds:
                self._folded.append((row, column, cell_len(cell.text)))
            self._sheet.write_string(row, column, held(cell.text), self._looks.get(**look, **folds))
            return cell_len(cell.text)
        form = self._looks.get(**look, num_format=figure.format)
        if isinstance(figure.value, int | float):
            self._sheet.write_number(row, column, figure.value, form)
        else:
            self._sheet.write_datetime(row, column, datetime.combine(figure.value, time()), form)
        return figure.width

    def _card(self, section: Table) -> None:
        """Write the values of a row below each other, each beside its label."""
        shown = page.columns(section, wide=self._wide)
        labels = [self._pen.label(section.key, column) for column in shown]
        widths = [0]
        for number, text in enumerate((t("page.field"), t("page.value"))):
            self._sheet.write_string(self._row, number, text, self._looks.get(**HEAD))
        self._row += 1
        for values in section.rows:
            for column, label in zip(shown, labels, strict=True):
                self._sheet.write_string(self._row, 0, label, self._looks.get(**BOX, **SOFT))
                value = values.get(column.key)
                cell = self._pen.cell(column, value)
                widths.append(self._write(self._row, 1, cell, xlsx_cells.figure(column.kind, value), "left"))
                if column.kind in _BARRED:
                    self._sheet.conditional_format(self._row, 1, self._row, 1, BAR)
                self._row += 1
        self._widths = [_width(map(cell_len, labels)), _width(widths)]

    def _notes(self, notes: list[str]) -> None:
        """Write the notes below, each in one box as wide as the table, or wider where that is narrow."""
        if not notes:
            return
        self._row += 1
        self._say(t("page.notes"), bold=True)
        columns, room = len(self._widths), sum(self._widths)
        while room < _NOTE:
            columns, room = columns + 1, room + _USUAL
        for note in notes:
            text, look = self._pen.medium.text(note), self._looks.get(text_wrap=True)
            self._sheet.merge_range(self._row, 0, self._row, columns - 1, "", look)
            self._sheet.write_string(self._row, 0, held(text), look)
            self._sheet.set_row(self._row, LINE * _lines(cell_len(text), room) + AIR)
            self._row += 1


def held(text: str) -> str:
    """Return as much of `text` as a cell holds, with a sign where something is left out."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _style(style: str) -> dict[str, object]:
    look: dict[str, object] = {"font_color": _COLOURS[style]} if style in _COLOURS else {}
    return look | {"bold": True} if style.startswith("bold") else look


def _lines(cells: int, width: int) -> int:
    """Return how many lines a text of so many cells takes, with some room for words that do not break."""
    return -(-cells // max(width - PADDING, 1))


def _width(needed: Iterable[int]) -> int:
    """Return the width of a column whose cells need as much; longer texts go over several lines."""
    return min(max(max(needed, default=0), _NARROWEST), _WIDEST) + PADDING

"""Render: a working sheet: header in view, lists to choose from, bars and late dates in colour, ready for A3.

Its hidden columns hold what tells the rows apart when the sheet comes back; its cells are such as `readback` writes.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from zonetrack.render import figures, page, readback
from zonetrack.render.cells import BREAKABLE, RIGHT
from zonetrack.render.medium import safe
from zonetrack.render.xlsx_sheet import AIR, BAR, BOX, HEAD, LINE, PADDING, TITLE, TOPS, held
from zonetrack.report import NA
from zonetrack.words import has, t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from zonetrack.render.cells import Pen
    from zonetrack.render.xlsx_sheet import Looks
    from zonetrack.report import Column, Report, Table

    Look = Callable[..., Any]  # makes a format of properties besides those of a column

_LABELS = "sheet"  # col.sheet.<table>.<key> goes before col.<key>
_ROW_NAME = "name"  # the column that stays in view, with those before it
_MARK = "*"  # before the header of a column to fill; whoever reads a sheet leaves it out
_A3 = 8
_MARGINS = (0.4, 0.4, 0.5, 0.6)  # inches: left, right, top, bottom
_WIDEST, _NARROWEST, _ROOM = 36, 4, 20  # of a column, in cells; of one whose texts are still to be written
_CENTRED = frozenset({"count"})
_MOST_POINTS = 409  # of the height of a row
_TITLE_LOOK, _LINE_LOOK, _ = TOPS
_LATE: dict[str, object] = {"font_color": "#C00000", "bold": True, "bg_color": "#FCE4E4"}
_TO_FILL: dict[str, object] = {"bg_color": "#FFF8DC"}
_GIVEN: dict[str, object] = {"bg_color": "#F2F2F2", "font_color": "#595959"}


def fill(sheet: Any, looks: Looks, pen: Pen, report: Report, section: Table) -> None:
    """Write title, lines, header, rows and total of `section` on a sheet of XlsxWriter, one row after the other."""
    fields = [_field(looks, pen, section, column) for column in section.columns]
    visible = sum(not field.hidden for field in fields)
    sheet.set_default_row(LINE + AIR)
    sheet.set_row(0, TITLE)
    sheet.write_string(0, 0, held(safe(page.title(report))), looks.get(**_TITLE_LOOK))
    around = functools.partial(looks.get, **_LINE_LOOK)
    _line(sheet, 1, _texts(f"head.{report.key}", report), visible, around)
    top = 2
    _header(sheet, top, fields, looks)
    for number, row in enumerate(section.rows, top + 1):
        _row(sheet, number, row, fields, least=2 if section.fill else 1)
    bottom = top + len(section.rows)
    if section.total is not None:
        _total(sheet, bottom + 1, section.total, fields, looks)
    _line(sheet, bottom + 2, _texts(f"foot.{report.key}", report), visible, around)
    _arrange(sheet, top, bottom, fields, section, looks.get(**BOX))
    _paper(sheet, top)


class _Field:
    """A column ready to be written: its header, how its values are written, its width in cells, its looks."""

    def __init__(
        self, column: Column, label: str, rows: Iterable[Mapping[str, Any]], look: Look, *, asked: bool = False
    ) -> None:
        self.key = column.key
        self.kind = column.kind
        self.label = label
        self.hidden = column.shown == "data"
        self.write = readback.writer(column.kind)
        self.worded = column.kind in BREAKABLE
        self.folds = self.worded and not self.hidden
        self.width = max(_longest_line(label) if "\n" in label else -(-_cells(label) // 2), _NARROWEST) + PADDING
        if self.folds:  # the height of a row hangs on these before it is written; figures show their width then
            self.fit(min(max((_longest_line(v) for row in rows if (v := row.get(self.key))), default=0), _WIDEST))
        self.asked = asked  # to be filled in, or given to whoever fills in: then blank cells have a look, too
        self._look = look
        self._looks: dict[tuple[str, bool], Any] = {}
        self.plain = self.look()
        # What is typed into a blank cell looks like what stands beside it; blank cells themselves are not written.
        self.bare = None if asked else look(border=0)

    def look(self, number_format: str = "", late: bool = False) -> Any:
        """Return the format of a cell, made once."""
        key = (number_format, late)
        if key not in self._looks:
            more = {"num_format": number_format} if number_format else {}
            self._looks[key] = self._look(**more, **(_LATE if late else {}))
        return self._looks[key]

    def fit(self, needed: int) -> None:
        """Make the column wide enough for so many cells."""
        self.width = max(self.width, needed + PADDING)


def _field(looks: Looks, pen: Pen, section: Table, column: Column) -> _Field:
    asked = {} if not section.fill else _TO_FILL if column.key in section.fill else _GIVEN
    side = "left" if column.kind in BREAKABLE else "right" if column.kind in RIGHT - _CENTRED else "center"
    wrap = {"text_wrap": True} if column.kind in BREAKABLE else {}

    def look(**more: object) -> Any:
        return looks.get(**{**BOX, "align": side, **wrap, **asked, **more})

    field = _Field(column, _label(pen, section, column), section.rows, look, asked=bool(asked))
    if field.folds and column.key in section.fill:
        field.fit(_ROOM)
    return field


def _label(pen: Pen, section: Table, column: Column) -> str:
    """Return the header of a column, its unit on a line of its own; of a hidden one the key, in every language."""
    if column.shown == "data":
        return column.key
    table = f"{_LABELS}.{section.key}"
    own, whole = pen.label(table, column, unit=False), pen.label(table, column)
    mark = _MARK if column.key in section.fill else ""
    return mark + own + (f"\n{whole.removeprefix(own).strip()}" if whole != own else "")


def _texts(key: str, report: Report) -> list[str]:
    """Return the texts of a line around the table, parted by tabs in words/; none where there are no such words."""
    if not has(key):
        return []
    whose = figures.say(report.title.get("unit", ""))
    return t(key, dated=page.dated(report), whose=whose).split("\t")


def _line(sheet: Any, row: int, texts: list[str], columns: int, look: Look) -> None:
    """Write `texts` in one row, spread over so many columns, the last one at the right edge."""
    for number, text in enumerate(texts):
        at_edge = 0 < number == len(texts) - 1
        column = columns - 1 if at_edge else number * columns // len(texts)
        sheet.write_string(row, column, held(safe(text)), look(align="right" if at_edge else "left"))


def _header(sheet: Any, row: int, fields: list[_Field], looks: Looks) -> None:
    lines = max(_lines(field.label, field.width) for field in fields if not field.hidden)
    sheet.set_row(row, LINE * lines + AIR)
    look = looks.get(**HEAD, align="center", text_wrap=True)
    for column, field in enumerate(fields):
        sheet.write_string(row, column, field.label, look)


def _row(sheet: Any, number: int, row: Mapping[str, Any], fields: list[_Field], least: int) -> None:
    """Write one row of at least so many lines, high enough for its longest text: few programs see to that."""
    late, lines = row.get("late"), least
    for column, field in enumerate(fields):
        value = row.get(field.key)
        if value is None or value == "":
            if field.asked:
                sheet.write_blank(number, column, None, field.plain)
        elif field.worded:
            sheet.write_string(number, column, held(safe(value, keep="\n\t")), field.plain)
            if field.folds and ("\n" in value or 2 * len(value) + PADDING > field.width):
                lines = max(lines, _lines(value, field.width))
        else:
            written, number_format = field.write(value)
            look = field.look(number_format, late == field.key)
            if isinstance(written, str):
                sheet.write_string(number, column, written, look)
            else:
                sheet.write_number(number, column, written, look)
            field.fit(_shown(written, number_format))
    if lines > 1:
        sheet.set_row(number, min(LINE * lines + AIR, _MOST_POINTS))


def _total(sheet: Any, number: int, total: Mapping[str, Any], fields: list[_Field], looks: Looks) -> None:
    """Write the sums; where nobody reports anything, the word for that stands in place of one."""
    look: dict[str, object] = {**BOX, "bold": True, "top": 2}
    sheet.write_string(number, 0, t("page.total"), looks.get(**look, align="center"))
    for column, field in enumerate(fields[1:], 1):
        value = total.get(field.key, "")
        if value is None or value is NA:
            blank = t("blank.unreported" if value is None else "blank.none")
            sheet.write_string(number, column, blank, looks.get(**look, align="right"))
        elif value:
            written, number_format = field.write(value)
            form = looks.get(**look, align="right", num_format=number_format or "General")
            sheet.write(number, column, written, form)
            field.fit(_shown(written, number_format))
        elif not field.hidden:
            sheet.write_blank(number, column, None, looks.get(**look))


def _arrange(sheet: Any, top: int, bottom: int, fields: list[_Field], section: Table, boxed: Any) -> None:
    """Set widths, hide what is for the program, offer lists to choose from, draw bars."""
    for column, field in enumerate(fields):
        sheet.set_column(column, column, field.width, field.bare, {"hidden": True} if field.hidden else {})
        if field.kind == "progress" and section.rows:
            sheet.conditional_format(top + 1, column, bottom, column, BAR)
        if field.key in section.choices and section.rows:
            words = [t(f"{field.key}.{code}") for code in section.choices[field.key]]
            offer = {
                "validate": "list",
                "source": words,
                "error_title": field.label,
                "error_message": t("sheet.choose"),
            }
            sheet.data_validation(top + 1, column, bottom, column, offer)
    if section.rows and not section.fill:
        box = {"type": "blanks", "format": boxed}
        sheet.conditional_format(top + 1, 0, bottom, len(fields) - 1, box)
    named = next((n for n, field in enumerate(fields, 1) if field.key == _ROW_NAME), 0)
    sheet.freeze_panes(top + 1, named)


def _paper(sheet: Any, top: int) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(*_MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&C&P / &N")


def _cells(text: str) -> int:
    """Return about how many cells `text` takes: as many as it has bytes in GB 18030, which is quickly counted."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def _longest_line(text: str) -> int:
    return max(map(_cells, text.split("\n"))) if "\n" in text else _cells(text)


def _lines(text: str, width: int) -> int:
    """Return how many lines `text` takes in a column of this width."""
    if "\n" not in text:
        return -(-_cells(text) // (width - PADDING)) or 1
    return sum(_lines(line, width) for line in text.split("\n"))


def _shown(written: float | str, number_format: str) -> int:
    """Return how many cells a figure takes as its format shows it."""
    if isinstance(written, str):
        return _cells(written)
    if number_format == readback.DAY:
        return len(readback.DAY)
    decimals = number_format.partition(".")[2]
    return len(f"{written:,.0f}") + len(decimals) + 1

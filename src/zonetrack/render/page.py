"""Render: what a page for people says and in which order; every format for people prints the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.render import figures
from zonetrack.render.cells import RIGHT, Cell
from zonetrack.report import Amount
from zonetrack.words import has, t

if TYPE_CHECKING:
    from zonetrack.render.cells import Pen
    from zonetrack.report import Column, Report, Table


class Field(NamedTuple):
    """A column ready to be laid out: its declaration, header and cells, and that of the total where there is one."""

    column: Column
    label: str
    cells: list[Cell]
    total: Cell | None = None

    @property
    def all_cells(self) -> list[Cell]:
        """The cells with that of the total."""
        return self.cells if self.total is None else [*self.cells, self.total]

    @property
    def right(self) -> bool:
        """Whether the column is a column of figures, aligned right."""
        return self.column.kind in RIGHT


def title(report: Report) -> str:
    """Return the heading of the whole page, empty where the heading of its table says it all."""
    key = f"report.{report.key}"
    whole = f"{key}.all"
    if not report.title and has(whole):
        return t(whole)
    return t(key, **{name: figures.say(value) for name, value in report.title.items()}) if has(key) else ""


def dated(report: Report) -> str:
    """Return the line that says which day the report holds for and which entry it was made at."""
    day, known = report.as_of.isoformat(), report.known
    entry = " ".join(known).strip() if known else ""
    return t("page.known", day=day, entry=entry) if entry else t("page.as_of", day=day)


def heading(report: Report, section: Table) -> str:
    """Return the heading of a table, empty where it is the only one under a title."""
    alone = len(report.sections) == 1 and has(f"report.{report.key}") and not report.headed
    return "" if alone else t(f"table.{section.key}")


def empty(section: Table) -> str:
    """Return what stands in place of a table without rows."""
    special = f"empty.{section.key}"
    return t(special if has(special) else "empty")


def columns(section: Table, *, wide: bool) -> list[Column]:
    """Return the columns for people; all with `wide`."""
    return [column for column in section.columns if wide or column.shown != "data"]


def fields(pen: Pen, section: Table, *, wide: bool) -> list[Field]:
    """Return the columns for people, each with its header, its cells and the cell of the total."""
    found = []
    for column in columns(section, wide=wide):
        if column.kind == "bar" and not pen.sparks:
            continue
        cells = [pen.cell(column, row.get(column.key)) for row in section.rows]
        total = None
        if section.total is not None:
            known = column.key in section.total
            total = pen.cell(column, section.total[column.key]) if known else Cell("")
        found.append(Field(column, pen.label(section.key, column), cells, total))
    if section.total is not None and found[0].column.key not in section.total:
        found[0] = found[0]._replace(total=Cell(pen.medium.text(t("page.total")), "bold"))
    return found


def footnote(section: Table, shown: list[Column]) -> str:
    """Return the line that explains the mark of computed figures, empty where none is shown."""
    amounts = (row.get(column.key) for row in section.rows for column in shown if column.kind == "amount")
    computed = any(isinstance(amount, Amount) and amount.basis == "computed" for amount in amounts)
    return t("page.computed", mark=figures.COMPUTED) if computed else ""


def notes(report: Report) -> list[str]:
    """Return the sentences under the tables."""
    return [figures.note(note.key, note.params) for note in report.notes]

"""Intake: the files of one import, sheet by sheet: which were read, as what, and which were not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.context import Context, context_of
from zonetrack.intake.layout import Table, tables
from zonetrack.intake.rows import Rows
from zonetrack.intake.settling import settled_in_time
from zonetrack.intake.spans import spans_of
from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from zonetrack.intake.grid import Grid, Workbook
    from zonetrack.intake.mapping import Map
    from zonetrack.values.when import When


LAST = 12  # rows at the end of a table in which footnotes are looked for


class Reading(NamedTuple):
    """What was given by hand for reading sheets: the day, the unit of bare amounts, one sheet, a map; and today."""

    today: date
    on: When | None
    unit: str
    sheet: str | None
    map: Map


class Source(NamedTuple):
    """A table of a file (its path, and its name), and its rows, ready to be read from top to bottom."""

    path: Path
    file: str
    table: Table
    context: Context
    rows: Rows

    @property
    def own(self) -> bool:
        """Whether the sheet was sent out by a ledger: it has ids and versions."""
        return self.table.column("id") is not None and self.table.column("version") is not None


class Unread(NamedTuple):
    """A sheet that was not read, and why: hidden, no_table, not_chosen, empty."""

    file: str
    sheet: str
    why: str


def sources_of(path: Path, book: Workbook, reading: Reading) -> tuple[list[Source], list[Unread]]:
    """Return the tables of a file, and the sheets of it that have none or were not asked for.

    Raises Refusal for a sheet that was asked for and is not there, and for a period that cannot be read.
    """
    file, chosen = path.name, _chosen(book, reading.sheet)
    found: list[Source] = []
    unread = [Unread(file, name, "hidden") for name in book.hidden]
    for grid in book.grids:
        if all(grid is not one for one in chosen):
            unread.append(Unread(file, grid.sheet, "not_chosen"))
            continue
        here: list[Source] = []
        for table in tables(grid, reading.map.columns):
            here.append(_source(path, table, reading, here[-1].context if here else None))
        found += here
        if not here:
            unread.append(Unread(file, grid.sheet, "no_table" if any(grid.rows) else "empty"))
    return found, unread


def _chosen(book: Workbook, wanted: str | None) -> list[Grid]:
    """Return the sheets that a number (from 1) or a name asks for, all of them where nothing is asked."""
    if wanted is None:
        return list(book.grids)
    named = [grid for grid in book.grids if grid.sheet == wanted]
    if not named and wanted.isdecimal() and 1 <= int(wanted) <= len(book.grids):
        named = [book.grids[int(wanted) - 1]]
    if not named:
        raise Refusal("sheet.no_such", text=wanted, known=", ".join(grid.sheet for grid in book.grids))
    return named


def _source(path: Path, table: Table, reading: Reading, before: Context | None) -> Source:
    """Return a table ready to be read; what it does not say of itself is as in the table `before` it in the sheet."""
    headers = [column.header for column in table.columns]
    context = context_of(
        table.above,
        reading.today,
        on=reading.on,
        unit=reading.unit,
        also=(table.grid.sheet, *headers),
        below=_beneath(table),
    )
    if before is not None:
        context = _as_before(context, before, titled=bool(table.above))
    own = table.column("id") is not None and table.column("version") is not None
    if own and reading.on is None:
        context = _of_own(table, context, reading.today)
    spans = spans_of(table.columns, context)
    table = table._replace(columns=settled_in_time(table.columns, spans, context, reading.map.columns.keys()))
    return Source(path, path.name, table, context, Rows(table, context))


def _as_before(context: Context, before: Context, *, titled: bool) -> Context:
    """Return what is known of a table, of what it leaves open what is known of the one above it in the sheet.

    A year in its headers alone, of a plan perhaps, is not its day; one in its title (`titled`) may be.
    """
    of_year = context.known_by == "year" and (not titled or context.year == before.year)
    if context.known_by == "assumed" or of_year:
        context = context._replace(day=before.day, known_by=before.known_by, year=before.year)
    return context if context.unit or context.units else context._replace(unit=before.unit)


def _beneath(table: Table) -> list[str]:
    """Return the last lines of a table that are words alone, such as 截至2018年7月底: they are no projects."""
    found = []
    for row in table.grid.rows[max(table.first, table.end - LAST) : table.end]:
        filled = [value for value in row if value != ""]
        if 0 < len(filled) <= 3 and all(isinstance(value, str) for value in filled):
            found.append(" ".join(map(str, filled)))
    return found


def _of_own(table: Table, context: Context, today: date) -> Context:
    """Return when the figures of a sheet that we sent out are of: of the month to fill, else of the day it comes back.

    The day above its table is that of the figures that went out.
    """
    from zonetrack.values.when import day as one_day
    from zonetrack.values.when import read_when

    filled = context_of(
        [line for line in table.above if "填报" in line or "Filled" in line], today, on=None, unit=context.unit
    )
    if filled.known_by == "filled":
        return context._replace(day=filled.day, known_by="filled", year=(filled.day.last or today).year)
    months = [c.heading.span for c in table.columns if c.heading.key == "invested" and c.heading.basis == "flow"]
    if months:
        month = read_when(months[0], today, mood="fact")
        return context._replace(day=month, known_by="title", year=(month.last or today).year)
    return context._replace(day=one_day(today), known_by="assumed", year=today.year)

"""A small language for sheets as offices keep them, and for the truth beside them.

A sheet is text: each row begins with its number as a spreadsheet counts it, cells are parted by `|`, a row that is too
long goes on behind a backslash.  A cell is text as it stands, or
`=120.5` a number, `=SUM(F7:F9)→340` a formula with the result it shows, `=F7/0→#DIV/0!` one that failed,
`@2018-05-31` a date cell; `{0.0%}` at its end is its number format; `⏎` is a line break and `␠` a blank at an edge.

    R4> 序号 | 项目名称 | 总投资⏎（万元）
    R5> =1   | 滨河路 ★ | =12000

The truth has one line of keys, then one line for each project, begun with the row it stands in: `name`, `category`,
`code`, `tags` (parted by blanks), and facts as `MEASURE [BASIS] [SPAN]`; without a span they speak of the sheet's day.
Amounts are in 万元, everything else is in the stored form; `~about` behind a value is its qualifier.  Under `started`
and `done` stands the day on which that stage was reached; what stands under `stage` was reached by the sheet's day.

    name   | tags | total_investment | invested ytd 2018-01-01/2018-07-31
    R5> 滨河路 | ★ | 12000            | 3500 ~about
"""

from __future__ import annotations

import calendar
import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

FILES = Path(__file__).parent / "files"
MONEY = {"total_investment", "planned_investment", "invested"}
REACHED = {"started": "started", "done": "completed"}
BASES = {"level", "ytd", "flow", "plan"}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 BOM", "gb18030": "GB18030"}


class Cell(NamedTuple):
    """What stands in a cell: its value (for a formula its result), its number format, and the formula if it is one."""

    value: str | float | date
    format: str = ""
    formula: str = ""


class Sheet(NamedTuple):
    """A sheet: its cells by row (from 1) and column (from 0), and what a person knows about its rows and columns.

    `aside`: the rows that are no projects, each with its reason.  `quiet`: columns that say nothing of their own, such
    as 序号, and rates that are only checked.  `identity`: columns of name, code, category.  `table` is false for a
    sheet that holds no projects.
    """

    name: str
    rows: dict[int, list[Cell | None]]
    merges: tuple[str, ...] = ()
    aside: dict[int, str] = {}
    quiet: str = ""
    identity: str = ""
    hidden: bool = False
    table: bool = True

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell that is not empty: row (from 1), column (from 0), content."""
        for row, cells in self.rows.items():
            for column, cell in enumerate(cells):
                if cell is not None:
                    yield row, column, cell

    def place(self, row: int, column: int) -> str:
        """The address of a cell as the ledger's notes have it."""
        cell = f"{letters(column)}{row}"
        return f"{self.name}!{cell}" if self.name else cell


class Said(NamedTuple):
    """A fact as it must stand in the ledger."""

    measure: str
    basis: str
    span: str
    value: str
    qualifier: str = ""


class Expect(NamedTuple):
    """A project as it must stand in the ledger, and the row of the sheet that says so."""

    sheet: str
    row: int
    name: str
    category: str
    code: str
    tags: frozenset[str]
    facts: frozenset[Said]


class Layout(NamedTuple):
    """A file as an office sends it, and all that importing it must come to.

    `day`: the day or period that it speaks of (EDTF).  `options`: what must be said beside the file.  `wrong`: the
    printed sums, counts and rates that do not agree with their rows, by address; all others agree.  `spoiled`:
    mistakes to plant, each in a cell, each of which must stop the import.
    """

    key: str
    file: str
    sheets: tuple[Sheet, ...]
    today: str
    day: str
    projects: tuple[Expect, ...]
    options: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    spoiled: dict[str, str] = {}
    encoding: str = "utf-8"

    def build(self, folder: Path) -> Path:
        """Make the file in `folder` and return its path."""
        return write(folder / self.file, self.sheets, self.encoding)


def rows(text: str) -> dict[int, list[Cell | None]]:
    """Read the rows of a sheet from its text."""
    found: dict[int, list[Cell | None]] = {}
    for line in filter(None, text.splitlines()):
        number, _, cells = line.strip().partition("> ")
        row = int(number.removeprefix("R").removesuffix(">"))
        assert row not in found, f"row {row} twice"
        found[row] = [cell_of(one.strip(" ")) for one in cells.split("|")]
    return found


def cell_of(text: str) -> Cell | None:
    """Read one cell; None when it is empty."""
    if not text:
        return None
    shown = re.search(r"\{([^{}]+)\}$", text)
    format_ = shown[1] if shown else ""
    text = text[: shown.start()] if shown else text
    if text.startswith("@"):
        return Cell(date.fromisoformat(text[1:]), format_ or "yyyy/m/d")
    if text.startswith("="):
        formula, _, result = text.partition("→")
        if not result:
            return Cell(float(text[1:]), format_)
        return Cell(result if result.startswith("#") else float(result), format_, formula)
    return Cell(text.replace("⏎", "\n").replace("␠", " "), format_)


def truth(day: str, sheet: str, text: str) -> tuple[Expect, ...]:
    """Read the truth about `sheet`, whose facts speak of `day` where no other span is said."""
    head, *lines = filter(None, text.splitlines())
    keys = [key.strip(" ") for key in head.split("|")]
    return tuple(_expect(day, sheet, keys, line.strip()) for line in lines)


def _expect(day: str, sheet: str, keys: list[str], line: str) -> Expect:
    number, _, rest = line.partition("> ")
    values = [value.strip(" ").replace("⏎", "\n") for value in rest.split("|")]
    assert len(values) == len(keys), f"{line}: {len(values)} values, {len(keys)} keys"
    given = dict(zip(keys, values, strict=True))
    identity = {key: given.pop(key, "") for key in ("name", "category", "code", "tags")}
    facts = frozenset(_said(day, key, value) for key, value in given.items() if value)
    tags = frozenset(identity["tags"].split())
    return Expect(sheet, int(number[1:]), identity["name"], identity["category"], identity["code"], tags, facts)


def _said(day: str, key: str, value: str) -> Said:
    if key in REACHED:
        return Said("stage", "level", value, REACHED[key])
    if key == "stage":
        return Said("stage", "level", f"../{last_day(day)}", value)
    measure, *more = key.split(" ")
    basis = more.pop(0) if more and more[0] in BASES else "level"
    span = more[0] if more else day
    value, _, qualifier = value.partition(" ~")
    if measure in MONEY:
        value = fen(value)
    return Said(measure, basis, span, value, qualifier)


def last_day(edtf: str) -> str:
    """The last day of a day or a month."""
    if len(edtf) > 7:
        return edtf
    year, month = map(int, edtf.split("-"))
    return f"{edtf}-{calendar.monthrange(year, month)[1]}"


def fen(wan: str) -> str:
    """An amount in 万元 as the ledger holds it."""
    exact = Decimal(wan) * 1_000_000
    assert exact == int(exact)
    return str(int(exact))


def letters(column: int) -> str:
    """The name of a column, counted from 0."""
    return chr(ord("A") + column) if column < 26 else letters(column // 26 - 1) + letters(column % 26)


def address(cell: str) -> tuple[int, int]:
    """The row (from 1) and column (from 0) of an address such as F7."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", cell)
    assert found is not None, cell
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def spoil(sheets: tuple[Sheet, ...], place: str, content: str) -> tuple[Sheet, ...]:
    """The same sheets with something else in one cell."""
    name, _, cell = place.rpartition("!")
    row, column = address(cell)
    spoiled = []
    for sheet in sheets:
        changed = sheet
        if sheet.name == name:
            cells = [*sheet.rows[row], *[None] * (column + 1)][: max(len(sheet.rows[row]), column + 1)]
            cells[column] = cell_of(content)
            changed = sheet._replace(rows=sheet.rows | {row: cells})
        spoiled.append(changed)
    return tuple(spoiled)


def write(path: Path, sheets: tuple[Sheet, ...], encoding: str = "utf-8") -> Path:
    """Make a real file of `sheets`, of the kind that its ending names.

    .xls and .ods are copies of files in `files/`: made as .xlsx by `remake`, then converted by LibreOffice.
    """
    if path.suffix in (".xlsx", ".xlsm"):
        _write_workbook(path, sheets)
    elif path.suffix in (".csv", ".tsv"):
        _write_text(path, sheets[0], encoding)
    else:
        shutil.copy(FILES / path.name, path)
    return path


def remake(layout: Layout) -> None:
    """Make the committed .xls or .ods file of a layout anew; needs LibreOffice.

    `python -c "from tests.sheets import layouts, sheet; [sheet.remake(one) for one in layouts.CONVERTED]"`
    """
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder) / Path(layout.file).with_suffix(".xlsx").name, layout.sheets)
        kind = Path(layout.file).suffix.removeprefix(".")
        argv = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(FILES), str(source)]
        subprocess.run(argv, check=True, capture_output=True)


def _write_text(path: Path, sheet: Sheet, encoding: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\r\n")
    width = max(len(cells) for cells in sheet.rows.values())
    for row in range(1, max(sheet.rows) + 1):
        cells = [None if cell is None else _as_text(cell.value) for cell in sheet.rows.get(row, [])]
        writer.writerow([*cells, *[None] * (width - len(cells))])
    path.write_bytes(stream.getvalue().encode(encoding))


def _as_text(value: str | float | date) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _write_workbook(path: Path, sheets: tuple[Sheet, ...]) -> None:
    import xlsxwriter

    workbook = xlsxwriter.Workbook(path)
    if path.suffix == ".xlsm":
        workbook.add_vba_project(io.BytesIO(b"no macro is ever run"), True)
    formats = {shown: workbook.add_format({"num_format": shown}) for shown in _formats(sheets)}
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for merge in sheet.merges:
            page.merge_range(merge, "")
        for row, column, cell in sheet.cells():
            at, shown = (row - 1, column), formats.get(cell.format)
            if cell.formula:
                page.write_formula(*at, cell.formula, shown, cell.value)
            elif isinstance(cell.value, str):
                page.write_string(*at, cell.value, shown)
            elif isinstance(cell.value, float):
                page.write_number(*at, cell.value, shown)
            else:
                page.write_datetime(*at, cell.value, shown)
    workbook.close()


def _formats(sheets: tuple[Sheet, ...]) -> set[str]:
    return {cell.format for sheet in sheets for _, _, cell in sheet.cells() if cell.format}

"""Render: a report as CSV or TSV for spreadsheets and scripts; figures exact, texts never taken for formulas."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from zonetrack.render.medium import safe, write
from zonetrack.report import NA, Amount, Code, Nodes, Progress
from zonetrack.values.money import Money
from zonetrack.values.number import plain
from zonetrack.values.percent import Percent, Points, Ratio
from zonetrack.values.quantity import Quantity, written
from zonetrack.values.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from zonetrack.report import Column, Report, Sentence, Table

BOM = "\ufeff"
# Kinds of figures whose 约, 近, 超 has a column of its own.
_QUALIFIED = {"money", "percent", "quantity", "amount", "progress"}
_KEPT = "\t\r\n"  # inside quotes these are text to every reader of CSV


class _Lines:
    """Passes the lines that the csv module writes to a stream that may not have all characters.

    The module is told that lines end in CR LF, so that it quotes both; they end in LF here.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> None:
        """Pass on one line."""
        write(self._out, text.removesuffix("\r\n") + "\n")


def render(report: Report, out: TextIO, *, bom: bool = False, tabs: bool = False) -> None:
    """Print the tables of `report` on `out`, parted by an empty line, the promised keys as headers.

    Totals are left out: whoever adds up a column must not count twice.  `bom` puts a byte order mark in front.
    `tabs` parts the cells by tabs rather than commas; tabs and line breaks inside a cell are then blanks.
    """
    if bom:
        out.write(BOM)
    writer = csv.writer(_Lines(out), delimiter="\t" if tabs else ",", lineterminator="\r\n")
    for number, section in enumerate(report.sections):
        if number:
            out.write("\n")
        writer.writerows(_rows(section, flat=tabs))


def _rows(table: Table, *, flat: bool) -> Iterator[list[str]]:
    columns = [column for column in table.columns if column.shown != "page"]
    own = {column.key for column in columns}
    figures = [column.key for column in columns if column.kind in _QUALIFIED]
    extra = [key for key in ("ref", "id") if key not in own]
    yield [column.key for column in columns] + [f"{key}_qualifier" for key in figures] + extra
    for row in table.rows:
        cells = [_cell(column, row.get(column.key), flat=flat) for column in columns]
        cells += [_qualifier(row.get(key)) for key in figures]
        yield cells + [guarded(str(row[key])) for key in extra]


def _qualifier(value: object) -> str:
    """Return the codes that keep a figure from being exact (about, nearly, over …); empty where there are none."""
    match value:
        case Money() | Quantity() | Percent() | Ratio():
            return value.qualifier
        case Progress(percent=Percent() as percent):
            return percent.qualifier
        case Amount(done=done, total=total):
            return (done or total).qualifier if done or total else ""
        case _:
            return ""


def _cell(column: Column, value: object, *, flat: bool) -> str:
    if value is None or value is NA:
        return ""
    if not flat:
        return _TEXTS[column.kind](value)
    # Before the guard, so that it goes by what will stand there; after it, for texts inside lists.
    return _one_line(_TEXTS[column.kind](_one_line(value) if isinstance(value, str) else value))


def _one_line(text: str) -> str:
    return re.sub(r"\r\n|[\t\r\n]", " ", text)


def guarded(text: str) -> str:
    """Return `text` with an apostrophe in front where a spreadsheet would run it as a formula.

    A text that has apostrophes before such a beginning gets one more, so that taking one off always gives the text.
    """
    text = safe(text, keep=_KEPT)
    return f"'{text}" if _formula().match(text) else text


@cache
def _formula() -> re.Pattern[str]:
    # Blanks in front do not stop a spreadsheet, and its full-width forms of the signs are signs to it.
    return re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def _percent(value: Percent | Ratio) -> str:
    if isinstance(value, Ratio):
        rate = value.percent(2)
        return "" if rate is None else f"{rate:f}"
    return plain(value.low) if value.low == value.high else f"{plain(value.low)}..{plain(value.high)}"


def _any(value: object) -> str:
    """Return a figure of a column of many measures: as in a column of its own, but with its unit."""
    match value:
        case Money():
            return f"{value.amount}万元"
        case Percent() | Ratio():
            return f"{figure}%" if (figure := _percent(value)) else ""
        case Progress() if value.percent is not None:
            return f"{_progress(value)}%"
        case _ if type(value) in _BY_TYPE:
            return _TEXTS[_BY_TYPE[type(value)]](value)
        case tuple() | list():
            return guarded(" ".join(map(str, value)))
        case _:
            return guarded(str(value))


def _progress(value: Progress) -> str:
    return "" if value.percent is None else _percent(value.percent)


def _quantity(value: Quantity) -> str:
    return guarded(written(value))


def _amount(value: Amount) -> str:
    """Return `3.2/4 km`, without what was not reported: `/4 km`, `3.2 km`."""
    if value.total is None:
        return _quantity(value.done) if value.done else ""
    done = plain(value.done.to(value.total.unit).number) if value.done else ""
    return f"{done}/{written(value.total)}"


def _sentence(value: Sentence) -> str:
    from zonetrack.render import formal

    return guarded(formal.sentence(value))


_TEXTS: dict[str, Callable[[Any], str]] = {
    "text": guarded,
    "names": guarded,
    "ref": guarded,
    "when": lambda value: str(value.edtf),
    "day": lambda value: str(value.isoformat()),
    "age": lambda value: str(value.isoformat()),
    "money": lambda value: str(value.amount),
    "percent": _percent,
    "points": lambda value: f"{value.rounded(2):f}",
    "number": plain,
    **dict.fromkeys(("count", "alarm", "days", "light", "stage", "side"), str),
    "quantity": _quantity,
    "amount": _amount,
    "progress": _progress,
    "nodes": lambda value: "/".join(map(str, value)),
    "flags": " ".join,
    "code": lambda value: str(value.name),
    "sentence": _sentence,
    "sources": lambda value: guarded("; ".join(map(" ".join, value))),
    "value": _any,
}
_BY_TYPE = {
    When: "when",
    Quantity: "quantity",
    Amount: "amount",
    Progress: "progress",
    Nodes: "nodes",
    Code: "code",
    Decimal: "number",
    Points: "points",
    int: "count",
    date: "day",
}

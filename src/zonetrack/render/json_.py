"""Render: a report as JSON for scripts; every value exact, what nobody reported null, enumerations in English."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from zonetrack.render import figures
from zonetrack.render.medium import encodes
from zonetrack.report import NA, Amount, Code, Nodes, Progress, Sentence
from zonetrack.values.money import Money
from zonetrack.values.number import plain
from zonetrack.values.percent import Percent, Points, Ratio, encode
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

    from zonetrack.report import Column, Report, Table

SCHEMA = 1


def render(report: Report, out: TextIO) -> None:
    """Print `report` on `out` as one JSON object, indented by 2, every text as it is in the ledger.

    A flat report has each row on a line of its own, which leaves memory as it is printed.
    """
    if report.flat:
        _flat(report, out)
        return
    tables = {section.key: {"rows": list(_rows(section)), "total": _total(section)} for section in report.sections}
    _say(out, {**_head(report), "tables": tables, "notes": _notes(report)}, indent=2)
    out.write("\n")


def _flat(report: Report, out: TextIO) -> None:
    out.write("{\n")
    for key, value in _head(report).items():
        out.write(f'  "{key}": ')
        _say(out, value)
        out.write(",\n")
    out.write('  "tables": {')
    for number, section in enumerate(report.sections):
        out.write(f'{"," if number else ""}\n    "{section.key}": {{\n      "rows": [')
        for place, row in enumerate(_rows(section)):
            out.write(",\n        " if place else "\n        ")
            _say(out, row)
        out.write('\n      ],\n      "total": ')
        _say(out, _total(section))
        out.write("\n    }")
    out.write('\n  },\n  "notes": ')
    _say(out, _notes(report))
    out.write("\n}\n")


def _say(out: TextIO, value: object, indent: int | None = None) -> None:
    """Print a value; in a stream that has not all of its signs, every one that is not ASCII is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if not encodes(text, out.encoding or "utf-8"):
        text = json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent)
    out.write(_steering().sub(_escaped, text))


def _head(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "report": report.key,
        "as_of": report.as_of.isoformat(),
        "known": report.known.entry if report.known else None,
        "head": report.known.head if report.known else None,
    }


def _notes(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "key": note.key,
            "params": {name: plain_value(value) for name, value in note.params.items()},
            "text": figures.note(note.key, note.params),
        }
        for note in report.notes
    ]


def _data(table: Table) -> list[Column]:
    return [column for column in table.columns if column.shown != "page"]


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    columns = _data(table)
    for row in table.rows:
        yield {"id": row["id"], "ref": row["ref"], **_row(columns, row)}


def _total(table: Table) -> dict[str, Any] | None:
    total = table.total
    return None if total is None else _row([column for column in _data(table) if column.key in total], total)


def _row(columns: list[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        column.key: value if type(value := row.get(column.key)) is str else _cell(column.kind, value)
        for column in columns
    }


def _cell(kind: str, value: object) -> object:
    """Return a cell's value; in a column of percentages, what is said of one is left to the figure itself."""
    if kind == "percent" and isinstance(value, Percent):
        return encode(value)
    return plain_value(value)


def plain_value(value: object) -> object:
    """Return any value of a report as JSON's own types; a text or a whole number is itself."""
    if isinstance(value, list) or type(value) is tuple:
        return [plain_value(item) for item in value]
    if value is NA:
        return None
    say = _BY_TYPE.get(type(value))
    return value if say is None else say(value)


def _qualifier(qualifier: str) -> dict[str, str]:
    return {"qualifier": qualifier} if qualifier else {}


def _when(value: When) -> dict[str, Any]:
    return {
        "text": value.text,
        "edtf": value.edtf,
        "first": value.first.isoformat() if value.first else None,
        "last": value.last.isoformat() if value.last else None,
        "precision": value.precision,
        "qualifier": value.qualifier,
    }


def _money(value: Money) -> dict[str, Any]:
    return {"fen": value.fen, "amount": value.amount, "unit": "万元", **_qualifier(value.qualifier)}


def _quantity(value: Quantity) -> dict[str, str]:
    number = plain(value.number)
    return {"value": number, "unit": value.unit, "qualifier": value.qualifier, "text": value.text}


def _ratio(value: Ratio) -> str | None:
    rate = value.percent(2)
    return None if rate is None else f"{rate:f}"


def _percent(value: Percent) -> dict[str, Any]:
    """Return both bounds, equal for an exact percentage; `low_open`, `high_open` only where a bound is left out."""
    found: dict[str, Any] = {"low": plain(value.low), "high": plain(value.high)}
    for name in ("low_open", "high_open"):
        if getattr(value, name):
            found[name] = True
    return found


def _progress(value: Progress) -> dict[str, Any]:
    percent = value.percent
    found: dict[str, Any] = {"low": None, "high": None} if percent is None else _percent(percent)
    found["basis"] = value.basis
    if percent is not None:
        found |= _qualifier(percent.qualifier)
    if value.nodes is not None:
        found["nodes"] = value.nodes._asdict()
    if value.lead is not None:
        found |= {"lead": value.lead, "lead_percent": value.lead_percent and encode(value.lead_percent)}
    return found


def _amount(value: Amount) -> dict[str, Any] | None:
    """Return done and total in the unit of the total; `qualifier` is that of the total, else that of what is done."""
    total = value.total
    done = value.done if value.done is None or total is None else value.done.to(total.unit)
    whole = total or done
    if whole is None:
        return None
    found = {
        "done": done and plain(done.number),
        "done_basis": value.basis if done else None,
        "total": total and plain(total.number),
        "unit": whole.unit,
        "qualifier": whole.qualifier,
    }
    if done and done.qualifier != whole.qualifier:
        found["done_qualifier"] = done.qualifier
    return found


def _sentence(value: Sentence) -> str:
    from zonetrack.render import formal

    return formal.sentence(value)


_BY_TYPE: dict[type, Callable[[Any], object]] = {
    Money: _money,
    When: _when,
    Progress: _progress,
    Amount: _amount,
    Nodes: Nodes._asdict,
    Code: lambda value: value.name,
    Sentence: _sentence,
    Percent: lambda value: {**_percent(value), **_qualifier(value.qualifier)},
    Ratio: _ratio,
    Points: lambda value: f"{value.rounded(2):f}",
    Quantity: _quantity,
    Decimal: plain,
    date: date.isoformat,
}


@cache
def _steering() -> re.Pattern[str]:
    """Return the pattern of characters that JSON allows in a text but that steer a terminal or reverse a line."""
    return re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"

"""Render: prints a report in one of the formats, each of which is loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from typing import TextIO

    from zonetrack.report import Report

FORMATS = {
    "table": "zonetrack.render.table",
    "json": "zonetrack.render.json_",
    "csv": "zonetrack.render.csv_",
}


def render(
    report: Report,
    out: TextIO,
    *,
    format: str,
    width: int | None = None,
    colour: bool = False,
    wide: bool = False,
    table: str | None = None,
    bom: bool = False,
) -> None:
    """Print `report` on `out` in `format`, one of `FORMATS`; `table` is the key of the only table to print.

    For tables: `width` is that of the terminal in cells, None where there is none (nothing is then cut or wrapped);
    `colour` allows escape codes; `wide` shows every column.  For csv: `bom` puts the mark in front that Excel needs.
    Raises Refusal `render.table` where the report has no such table.
    """
    module = import_module(FORMATS[format])
    if table is not None:
        report = _only(report, table)
    if format == "table":
        module.render(report, out, width=width, colour=colour, wide=wide)
    elif format == "csv":
        module.render(report, out, bom=bom)
    else:
        module.render(report, out)


def _only(report: Report, table: str) -> Report:
    """Return `report` with that one of its tables."""
    sections = tuple(section for section in report.sections if section.key == table)
    if not sections:
        raise Refusal("render.table", text=table, known=", ".join(section.key for section in report.sections))
    return report._replace(sections=sections)

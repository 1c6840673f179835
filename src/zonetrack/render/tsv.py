"""Render: a report as TSV, which is CSV with tabs: every row on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import csv_

if TYPE_CHECKING:
    from typing import TextIO

    from zonetrack.report import Report


def render(report: Report, out: TextIO, *, bom: bool = False) -> None:
    """Print the tables of `report` on `out` as CSV does, the cells parted by tabs."""
    csv_.render(report, out, bom=bom, tabs=True)

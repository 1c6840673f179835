"""Reports: `check`, the warnings (预警) that a nightly job asks for: what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.report import Known, Report
from zonetrack.reports import overdue
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.domain.state import Item


def build(items: Iterable[Item], as_of: date, known: Known | None, *, zone: Zone | None = None) -> Report:
    """Return the report `check`: one table for each kind of warning; `zone` is named in the title."""
    late = overdue.late(items)
    table = overdue.table("overdue", REPORTS["check"]["overdue"], late, as_of, one_zone=zone is not None)
    return Report("check", as_of, known, (table,), title={"name": zone.name} if zone else {})


def found(report: Report) -> tuple[str, ...]:
    """Return the kinds of warnings that a report `check` holds: none, or `overdue`."""
    return tuple(section.key for section in report.sections if section.rows)

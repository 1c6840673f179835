"""Reports: the table of what is due besides the plans of projects; it is left away where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.report import NA, Code, Table
from zonetrack.reports.columns import REPORTS, of_one_zone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.due import Due


def tables(dues: Iterable[Due], as_of: date, *, one_zone: bool) -> tuple[Table, ...]:
    """Return the table `dues`, or nothing; where all are of one zone, its name stands in data formats only."""
    columns = REPORTS["overdue"]["dues"]
    rows = [_row(due, as_of) for due in dues]
    return (Table("dues", of_one_zone(columns) if one_zone else columns, rows),) if rows else ()


def _row(due: Due, as_of: date) -> dict[str, Any]:
    late = due.deadline.days_late
    return {
        "id": due.id,
        "ref": due.ref,
        "zone": due.zone.slug,
        "zone_name": due.zone.name,
        "subject": due.ref,
        "of": due.of,
        "name": due.name,
        "kind": Code("due_kind", due.kind),
        "due": due.when,
        "days_late": late or NA,
        "days_left": NA if late else (due.deadline.day - as_of).days,
        "owner": due.owner,
    }

"""Reports: `status`, all zones in one table, and under it what is late the longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.report import Known, Report
from zonetrack.reports import notes, overdue, zones
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zonetrack.domain.state import ZoneState

WORST = 5


def build(
    states: Sequence[ZoneState], as_of: date, known: Known | None, *, worst: int = WORST, dues: int = 0
) -> Report:
    """Return the report `status`: zones with their totals, and the `worst` of the late items.

    `dues` is how many follow-ups and procedures are late besides.
    """
    columns = REPORTS["status"]
    late = overdue.late(item for zone in states for item in zone.items)
    sections = (
        zones.table("zones", columns["zones"], states),
        overdue.table("late", columns["late"], late[:worst], as_of),
    )
    whole = zones.together(zone.position for zone in states)
    said = (
        *notes.more_late(len(late), worst),
        *notes.dues(dues),
        *notes.money(zones.summed(zone.sums for zone in states), whole.projects),
        *notes.aside(whole.aside),
        *(note for zone in states for note in notes.zone_says(zone, only_shared=True)),
    )
    return Report("status", as_of, known, sections, said)

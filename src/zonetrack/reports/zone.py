"""Reports: `zone`, one zone's projects with what is late the longest; `status ZONE` and `show ZONE` print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.report import Known, Report
from zonetrack.reports import notes, overdue, projects
from zonetrack.reports.columns import REPORTS
from zonetrack.reports.status import WORST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zonetrack.domain.state import ProjectState, ZoneState
    from zonetrack.reports.indicator import Measured


def build(
    zone: ZoneState,
    states: Sequence[ProjectState],
    as_of: date,
    known: Known | None,
    *,
    worst: int = WORST,
    measured: Measured | None = None,
    dues: int = 0,
) -> Report:
    """Return the report `zone`: `states` are all its projects; paused and dropped ones stand in a table apart.

    `dues` is how many follow-ups and procedures are late besides.
    """
    columns = REPORTS["zone"]
    apart = projects.set_aside(states)
    late = overdue.late(zone.items)
    sections = [
        projects.table("projects", columns["projects"], projects.counted(states), as_of),
        overdue.table("late", columns["late"], late[:worst], as_of),
    ]
    if apart:
        sections.insert(1, projects.table("aside", columns["aside"], apart, as_of, total=False))
    if measured:
        sections.append(measured.table)
    said = (
        *notes.more_late(len(late), worst, zone.zone.slug),
        *notes.dues(dues, zone.zone.slug),
        *notes.money(zone.sums, zone.position.projects),
        *notes.listed_apart(states),
        *notes.made(states),
        *notes.flagged(states),
        *notes.zone_says(zone),
        *(measured.notes if measured else ()),
    )
    return Report("zone", as_of, known, tuple(sections), said, {"name": zone.zone.name})

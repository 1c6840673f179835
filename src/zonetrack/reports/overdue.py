"""Reports: what is late and what is due soon, worst first, with who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.light import SOON
from zonetrack.report import NA, Known, Note, Report, Table
from zonetrack.reports import cells
from zonetrack.reports.columns import REPORTS, of_one_zone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.due import Due
    from zonetrack.domain.records import Zone
    from zonetrack.domain.state import Item
    from zonetrack.report import Column


def build(
    items: Iterable[Item],
    as_of: date,
    known: Known | None,
    within: int = SOON,
    *,
    zone: Zone | None = None,
    dues: Iterable[Due] = (),
) -> Report:
    """Return the report `overdue`: deadlines that have passed, and those of the next `within` days.

    `items` are those that `domain.state.items_of` finds within that time, `dues` what else is due in it; `zone` is
    named in the title.
    """
    from zonetrack.reports import due

    found = list(items)
    columns = REPORTS["overdue"]
    sections = (
        table("overdue", columns["overdue"], late(found), as_of, one_zone=zone is not None),
        table("due_soon", columns["due_soon"], soon(found), as_of, one_zone=zone is not None),
        *due.tables(dues, as_of, one_zone=zone is not None),
    )
    title = {"name": zone.name} if zone else {}
    return Report("overdue", as_of, known, sections, (Note("within", {"n": within}),), title)


def table(
    key: str, columns: tuple[Column, ...], items: Iterable[Item], as_of: date, *, one_zone: bool = False
) -> Table:
    """Return a table of `items`; where all are of one zone, its name stands in data formats only."""
    return Table(key, of_one_zone(columns) if one_zone else columns, [row(item, as_of) for item in items])


def late(items: Iterable[Item]) -> list[Item]:
    """Return the items whose last day has passed, worst first."""
    return in_order(item for item in items if item.deadline.days_late)


def soon(items: Iterable[Item]) -> list[Item]:
    """Return the items that are still due, nearest first."""
    return in_order(item for item in items if not item.deadline.days_late)


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return items of any number of zones: worst first, then by day and reference."""
    return sorted(items, key=lambda item: (-item.deadline.days_late, item.deadline.day, item.ref))


def row(item: Item, as_of: date) -> dict[str, Any]:
    """Return the row of a project or milestone with a deadline; `milestone` does not apply to a project's own.

    `owner` is whoever answers: the milestone's own, else the project's.
    """
    state, milestone = item.state, item.milestone
    project = state.position
    side = item.deadline.side
    return {
        "id": item.id,
        "ref": item.ref,
        "zone": state.zone.slug,
        "zone_name": state.zone.name,
        "project": state.ref,
        "project_name": state.project.name,
        "milestone": item.ref if milestone else NA,
        "milestone_name": milestone.milestone.name if milestone else NA,
        "kind": side,
        "due": item.position.due if side == "finish" else item.position.start,
        "days_late": item.deadline.days_late,
        "days_left": (item.deadline.day - as_of).days,
        "progress": cells.progress_of(milestone.position) if milestone else cells.progress(state),
        "owner": (milestone.position.owner if milestone else None) or project.owner,
        "unit": project.unit,
        "leader": project.leader,
    }

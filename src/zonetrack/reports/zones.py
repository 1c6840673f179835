"""Reports: `zones`, the list of zones; and for other reports the rows of zones and of their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.position import ZonePosition
from zonetrack.domain.state import Sums
from zonetrack.report import NA, Known, Report, Table
from zonetrack.reports import cells, projects
from zonetrack.reports.columns import REPORTS
from zonetrack.values import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.state import ZoneState
    from zonetrack.report import Column


def build(zones: Sequence[ZoneState], as_of: date, known: Known | None) -> Report:
    """Return the report `zones`: their slugs and names, with what is on record of each."""
    return Report("zones", as_of, known, (table("zones", REPORTS["zones"]["zones"], zones, total=False),))


def table(key: str, columns: tuple[Column, ...], zones: Sequence[ZoneState], *, total: bool = True) -> Table:
    """Return a table of zones in their order, with totals."""
    rows = [row(zone) for zone in zones]
    return Table(key, columns, rows, _totals(zones) if total and rows else None)


def row(zone: ZoneState) -> dict[str, Any]:
    """Return the row of a zone; without any project that counts, money and the age of the last report do not apply."""
    return {
        "id": zone.zone.zone_id,
        "ref": zone.zone.slug,
        "zone": zone.zone.slug,
        "name": zone.zone.name,
        **_counts(zone.position),
        **_deadlines([zone]),
        **projects.money(zone.sums, zone.position.projects),
        "last_reported": cells.day(zone.last_reported) if zone.position.projects else NA,
    }


def _totals(zones: Sequence[ZoneState]) -> dict[str, Any]:
    whole = together(zone.position for zone in zones)
    return {**_counts(whole), **_deadlines(zones), **projects.money(summed(z.sums for z in zones), whole.projects)}


def _counts(position: ZonePosition) -> dict[str, Any]:
    return {
        "projects": position.projects,
        "milestones": position.milestones,
        "milestones_done": position.milestones_done,
        "nodes": cells.nodes(position) or NA,
        "aside": position.aside,
    }


def _deadlines(zones: Iterable[ZoneState]) -> dict[str, Any]:
    late = [bool(item.deadline.days_late) for zone in zones for item in zone.items]
    return {"overdue": late.count(True), "due_soon": late.count(False)}


def together(positions: Iterable[ZonePosition]) -> ZonePosition:
    """Return the counts of several zones as if they were one, without a zone id."""
    columns = zip(*(position[1:] for position in positions), strict=True)
    return ZonePosition("", *(sum(column) for column in columns))


def summed(sums: Iterable[Sums]) -> Sums:
    """Return several sums of money as one, exact."""
    parts = list(sums)
    totals = [part.total for part in parts if part.total is not None]
    invested = [part.invested for part in parts if part.invested is not None]
    return Sums(
        money.total(totals) if totals else None,
        sum(part.with_total for part in parts),
        money.total(invested) if invested else None,
        sum(part.with_invested for part in parts),
        sum(part.both_total for part in parts),
        sum(part.both_invested for part in parts),
        sum(part.both for part in parts),
    )

"""Reports: what is behind a bulletin: zones and projects ranked by one figure, what is late or soon due, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.document import Figure, Grid, Heading
from zonetrack.domain.ranking import member, rank
from zonetrack.report import NA, Code, Table
from zonetrack.reports import brief, cells, chart_annex, document_columns, indicator_chart, zones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from zonetrack.document import Block
    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.ranking import Member, Placed
    from zonetrack.domain.state import ProjectState, ZoneState
    from zonetrack.report import Column
    from zonetrack.reports.indicator import Of
    from zonetrack.reports.on_record import Found

# What is ranked by: the first of these that anybody can be compared by.
_SORTS = ("plan_rate", "invested_rate")
_RANKED = frozenset({"place", "rate"})  # columns that say nothing where nobody can be compared
_ZONES = (9, 29, 12, 12, 19, 19)
_PROJECTS = (9, 23, 11, 15, 17, 13, 12)
_ITEMS = (24, 9, 19, 10, 12, 14, 12)


def annexes(found: Found, course: Course, of: Sequence[Of], as_of: date) -> Iterator[Block]:
    """Yield the annexes of a bulletin; zones are ranked where there are several, charts come last.

    `of` are the indicators, drawn where there is one zone.
    """
    if len(found.zones) > 1:
        by_zone = {zone.zone.slug: zone for zone in found.zones}
        members = [member(slug, _of(zone, course), as_of) for slug, zone in by_zone.items()]
        yield from _ranked(
            "zones", document_columns.ANNEX_ZONES, members, lambda one: zones.row(by_zone[str(one.name)]), _ZONES
        )
    if course.goings:
        members = [member(going.state.ref, [going], as_of) for going in course.goings]
        yield from _ranked(
            "projects", document_columns.ANNEX_PROJECTS, members, lambda one: _project(one, as_of), _PROJECTS
        )
    if items := [*found.all_late, *found.all_soon]:
        yield Heading("annex_items", annex=True)
        rows = [brief.sheet_row(item, as_of) for item in items]
        yield Grid(Table("annex_items", document_columns.SHEET_LATE, rows), _ITEMS)
    name = found.zones[0].zone.name if len(found.zones) == 1 else None
    measured = indicator_chart.charts(of, as_of) if name else ()
    if charts := (*chart_annex.charts(found.states, course.goings, name, as_of), *measured):
        yield Heading("annex_charts_measured" if measured else "annex_charts", annex=True)
        yield Figure(charts)


def _ranked(
    key: str,
    columns: tuple[Column, ...],
    members: Sequence[Member],
    row: Callable[[Member], dict[str, Any]],
    shares: tuple[int, ...],
) -> Iterator[Block]:
    """Yield a table in the order of rank; whoever cannot be compared comes last, without a place."""
    sort = next((one for one in _SORTS if any(m.figures[one] is not None for m in members)), None)
    placed, rest = rank(members, sort or _SORTS[-1])
    heading = f"annex_{key}" if sort is None else f"annex_ranked_{key}"
    yield Heading(heading, params={"sort": Code("sentence", f"sorted_{sort}")}, annex=True)
    rows = [_row(one, row(one.member), sort) for one in (*placed, *rest)]
    laid = [(column, share) for column, share in zip(columns, shares, strict=True) if sort or column.key not in _RANKED]
    shown = tuple(column._replace(key=sort) if sort and column.key == "rate" else column for column, _ in laid)
    width = sum(share for _, share in laid)
    yield Grid(Table(f"annex_{key}", shown, rows), tuple(share * 100 // width for _, share in laid))


def _row(one: Placed, row: dict[str, Any], sort: str | None) -> dict[str, Any]:
    figure = one.member.figures[sort] if sort else None
    place = NA if one.place is None else one.place
    return row | {"place": place, sort or "rate": NA if figure is None else figure}


def _of(zone: ZoneState, course: Course) -> list[Going]:
    return [going for going in course.goings if going.state.zone.zone_id == zone.zone.zone_id]


def _project(one: Member, as_of: date) -> dict[str, Any]:
    state: ProjectState = one.goings[0].state
    progress = cells.progress(state)
    return {
        "id": state.project.id,
        "ref": state.ref,
        "name": state.project.name,
        "stage": state.position.stage,
        "progress": progress and progress._replace(lead=None, lead_percent=None),
        "total_investment": state.position.total,
        "overdue": cells.late_count(state, as_of),
    }

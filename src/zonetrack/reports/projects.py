"""Reports: rows of projects, one each, and the row of their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.state import sums_of
from zonetrack.report import NA, Table
from zonetrack.reports import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.state import ProjectState, Sums
    from zonetrack.report import Column


def table(
    key: str, columns: tuple[Column, ...], states: Sequence[ProjectState], as_of: date, *, total: bool = True
) -> Table:
    """Return a table of `states` in their order, with totals over those that are not paused or dropped."""
    rows = [row(state, as_of) for state in states]
    return Table(key, columns, rows, totals(states, as_of) if total and rows else None)


def row(state: ProjectState, as_of: date) -> dict[str, Any]:
    """Return the row of a project in the tables of projects."""
    next_due, next_kind = cells.next_due(state, as_of)
    return identity(state) | standing(state, as_of) | {"next_due": next_due, "next_kind": next_kind}


def identity(state: ProjectState) -> dict[str, Any]:
    """Return who a project is, and where it belongs."""
    project = state.project
    return {
        "id": project.id,
        "ref": state.ref,
        "zone": state.zone.slug,
        "zone_name": state.zone.name,
        "project": state.ref,
        "name": project.name,
        "category": project.category or NA,
        "code": project.code or NA,
        "tags": tuple(project.tags.splitlines()),
    }


def standing(state: ProjectState, as_of: date) -> dict[str, Any]:
    """Return where a project stands on a day: state, progress, money, who answers, what was said of it."""
    position = state.position
    return {
        "light": cells.light(state, as_of),
        "stage": position.stage,
        "progress": cells.progress(state),
        "milestones": position.milestones,
        "milestones_done": position.milestones_done,
        "overdue": cells.late_count(state, as_of),
        "total_investment": position.total,
        "invested": position.invested,
        "invested_basis": cells.basis(position),
        "invested_rate": cells.rate_of(position),
        "owner": position.owner,
        "unit": position.unit,
        "leader": position.leader,
        "words": position.words,
        "next": position.next,
        "problem": position.problem,
        "flags": cells.flags(position.flags, *(m.position.flags for m in state.milestones)),
        "last_reported": cells.day(position.last_reported),
    }


def counted(states: Iterable[ProjectState]) -> list[ProjectState]:
    """Return the projects that sums count: those that are not paused or dropped."""
    return [state for state in states if not state.position.aside]


def set_aside(states: Iterable[ProjectState]) -> list[ProjectState]:
    """Return the projects that are paused or dropped."""
    return [state for state in states if state.position.aside]


def totals(states: Iterable[ProjectState], as_of: date) -> dict[str, Any]:
    """Return the totals over the projects among `states` that are not paused or dropped."""
    known = counted(states)
    return {
        "milestones": sum(s.position.milestones for s in known),
        "milestones_done": sum(s.position.milestones_done for s in known),
        "overdue": sum(cells.late_count(s, as_of) for s in known),
        **money(sums_of(known), len(known)),
    }


def money(sums: Sums, projects: int) -> dict[str, Any]:
    """Return sums of money with how many report them.

    Of projects of which none reports: None (未报); of no projects at all: NA.
    """
    return {
        "total_investment": sums.total if projects else NA,
        "projects_with_total": sums.with_total,
        "invested": sums.invested if projects else NA,
        "projects_with_invested": sums.with_invested,
        "projects_with_both": sums.both,
        "invested_rate": cells.rate_of_sums(sums),
    }

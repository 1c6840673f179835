"""Reports: rows of a project's milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.light import light_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.position import is_under_way
from zonetrack.report import NA, Table
from zonetrack.reports import cells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.state import MilestoneState, ProjectState
    from zonetrack.report import Column


def table(columns: tuple[Column, ...], state: ProjectState, milestones: Iterable[MilestoneState], as_of: date) -> Table:
    """Return the table of these milestones of `state`, in their order."""
    return Table("milestones", columns, [row(state, milestone, as_of) for milestone in milestones])


def row(state: ProjectState, milestone: MilestoneState, as_of: date) -> dict[str, Any]:
    """Return the row of a milestone.

    A planned date that nobody gave is 未报 while it still matters; the day of an event yet to come does not apply.
    """
    record, position = milestone
    ref = f"{state.ref}/{record.slug}"
    over = bool(state.position.aside) or position.done_on is not None or position.stage in ASIDE
    return {
        "id": record.id,
        "ref": ref,
        "milestone": ref,
        "name": record.name,
        "light": light_of(position, as_of, aside=state.position.stage if state.position.aside else None),
        "progress": cells.progress_of(position),
        "quantity": cells.amount(milestone),
        "start": cells.planned(position.start, over=over or is_under_way(position)),
        "started": position.started or NA,
        "due": cells.planned(position.due, over=over),
        "baseline_due": position.baseline_due or NA,
        "slips": position.slips,
        "done_on": position.done_on or NA,
        "weight": NA if position.weight is None else position.weight,
        "owner": position.owner,
        "words": position.words,
        "next": position.next,
        "problem": position.problem,
        "flags": cells.flags(position.flags),
        "last_reported": cells.day(position.last_reported),
    }

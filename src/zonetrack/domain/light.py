"""Domain: what is late, what is due soon, and the light that each milestone shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import STARTED
from zonetrack.domain.position import is_under_way

if TYPE_CHECKING:
    from zonetrack.domain.position import MilestonePosition, ProjectPosition

SOON = 30
LIGHTS = ("done", "late", "due_soon", "in_progress", "not_started", "not_reported", "paused", "dropped")


class Deadline(NamedTuple):
    """The nearest deadline that binds a project or milestone on a day.

    `side` is finish or start (应开未开: planned start passed and not started); `day` its last day; `days_late` counts
    the days since, 0 while it is still due.
    """

    side: str
    day: date
    days_late: int


def judge(finish_due: str | None, start_due: str | None, as_of: date, within: int = SOON) -> Deadline | None:
    """Return the deadline that is late on `as_of`, else the one due within `within` days, else None.

    A deadline is late only after its last day.  A finish that is late hides a start that is late too; of two that are
    due soon the earlier one is named.
    """
    sides = [(side, date.fromisoformat(day)) for side, day in (("finish", finish_due), ("start", start_due)) if day]
    for side, day in sides:
        if day < as_of:
            return Deadline(side, day, (as_of - day).days)
    horizon = as_of + timedelta(days=within)
    soon = [(day, side) for side, day in sides if day <= horizon]
    if not soon:
        return None
    day, side = min(soon)
    return Deadline(side, day, 0)


def deadline_of(position: MilestonePosition | ProjectPosition, as_of: date, within: int = SOON) -> Deadline | None:
    """Return the deadline of a position that is late or due within `within` days."""
    return judge(position.finish_due, position.start_due, as_of, within)


def light_of(position: MilestonePosition, as_of: date, *, aside: str | None = None) -> str:
    """Return the light of a milestone, one of `LIGHTS`; `aside` is its project's stage where that is aside."""
    for stage in (position.stage, aside):
        if stage in ("dropped", "paused"):
            return stage
    if position.done_on is not None:
        return "done"
    deadline = deadline_of(position, as_of)
    if deadline:
        return "late" if deadline.days_late else "due_soon"
    if is_under_way(position):
        return "in_progress"
    return "not_started" if is_to_come(position) else "not_reported"


def is_to_come(position: MilestonePosition | ProjectPosition) -> bool:
    """Tell whether somebody said that it has not begun: silence is no such word, and words alone are not read."""
    nothing_done = position.progress is not None and position.progress.high == 0
    return nothing_done or (position.stage is not None and position.stage not in STARTED)

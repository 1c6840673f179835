"""Reports: the list that is edited and sent back through `update -`: a reference and the last figure on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.values.percent import encode
from zonetrack.values.quantity import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.state import ProjectState


class Line(NamedTuple):
    """An open project or milestone: its reference, its name, and its last figure as `update` reads it, or None."""

    ref: str
    name: str
    value: str | None


def lines(states: Iterable[ProjectState]) -> Iterator[Line]:
    """Yield the projects that are neither done nor aside, each before its milestones that are not done either."""
    for state in states:
        if state.position.aside or state.position.done_on is not None:
            continue
        yield Line(state.ref, state.project.name, figure(state.position))
        for part in state.milestones:
            if part.position.done_on is None and part.position.stage not in ("paused", "dropped"):
                yield Line(f"{state.ref}/{part.milestone.slug}", part.milestone.name, figure(part.position))


def figure(position: ProjectPosition | MilestonePosition) -> str | None:
    """Return the quantity or percentage that was reported last; what was computed or is a bound is not proposed."""
    if getattr(position, "done_basis", None) == "reported" and position.progress_basis != "reported":
        done = getattr(position, "done", None)
        return written(done) if done else None
    if position.progress is not None and position.progress.exact and position.progress_basis == "reported":
        return f"{encode(position.progress)}%"
    return None

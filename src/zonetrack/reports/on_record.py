"""Reports: what the papers are made of: what is late, what is due soon, what is in the way, who is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.reports import cells, overdue
from zonetrack.reports.changes import subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.due import Due
    from zonetrack.domain.state import Item, ProjectState, ZoneState


class Found(NamedTuple):
    """What papers are made of.  `problems` and `silent` are rows of the tables `open_problems` and `unreported`.

    `late` and `soon` are projects and milestones; `dues` what else is late or due soon, the latest first.
    """

    zones: list[ZoneState]
    states: list[ProjectState]
    late: list[Item]
    soon: list[Item]
    problems: list[dict[str, Any]]
    silent: list[dict[str, Any]]
    dues: Sequence[Due]

    @property
    def all_late(self) -> list[Item | Due]:
        """All that is late, the latest first."""
        return _together(self.late, (due for due in self.dues if due.deadline.days_late))

    @property
    def all_soon(self) -> list[Item | Due]:
        """All that is due soon, the nearest first."""
        return _together(self.soon, (due for due in self.dues if not due.deadline.days_late))


def _together(items: Iterable[Item], dues: Iterable[Due]) -> list[Item | Due]:
    return sorted([*items, *dues], key=lambda one: (-one.deadline.days_late, one.deadline.day, one.ref))


def found(
    pages: Sequence[tuple[ZoneState, Sequence[ProjectState]]], as_of: date, since: date, dues: Sequence[Due]
) -> Found:
    """Return what is on record of zones with all their projects; silent is who has not reported since `since`.

    `dues` are the follow-ups and procedures that are late or due soon.
    """
    states = [state for _, of_zone in pages for state in of_zone]
    items = [item for zone, _ in pages for item in zone.items]
    return Found(
        [zone for zone, _ in pages],
        states,
        overdue.late(items),
        overdue.soon(items),
        list(problems(states)),
        list(unreported(states, since, as_of)),
        dues,
    )


def problems(states: Iterable[ProjectState]) -> Iterable[dict[str, Any]]:
    """Yield a row for each problem that stands of a project or milestone under way, with who answers."""
    for subject in subjects(states).values():
        position, project = subject.position, subject.state.position
        if not position.problem or project.aside or position.done_on is not None or position.stage == "dropped":
            continue
        yield {
            "id": subject.id,
            "ref": subject.ref,
            "zone": subject.state.zone.slug,
            "subject": subject.ref,
            "name": subject.name,
            "problem": position.problem,
            "owner": position.owner or project.owner,
            "unit": project.unit,
            "leader": project.leader,
            "last_reported": cells.day(position.last_reported),
        }


def unreported(states: Iterable[ProjectState], since: date, as_of: date) -> Iterable[dict[str, Any]]:
    """Yield a row for each project under way of which no report speaks of a day after `since`; longest silence first.

    `as_of`: the day that the states hold for.
    """
    quiet = [
        state
        for state in states
        if not state.position.aside
        and state.position.done_on is None
        and (state.position.last_reported or "") <= min(since, as_of).isoformat()
    ]
    for state in sorted(quiet, key=lambda s: (s.position.last_reported or "", s.ref)):
        yield {
            "id": state.project.id,
            "ref": state.ref,
            "zone": state.zone.slug,
            "project": state.ref,
            "name": state.project.name,
            "owner": state.position.owner,
            "unit": state.position.unit,
            "leader": state.position.leader,
            "last_reported": cells.day(state.position.last_reported),
        }

"""Domain: projects of which nobody reported for too long (未报送), and who should have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.domain.state import ProjectState

STALE = 30  # days, where nothing else is said


class Silent(NamedTuple):
    """A project without a report for `days` days; `last` is the day of the newest one (ISO), None where there is none.

    `days` are counted from that day, else from the day of the first thing said of it; None where nothing was ever said.
    """

    state: ProjectState
    last: str | None
    days: int | None

    @property
    def key(self) -> str:
        """What tells it from all others, the same until somebody reports."""
        return f"{self.state.project.id} {self.last}"


class Answering(NamedTuple):
    """Who answers (None where nobody is named), for how many silent projects, and the longest silence in days."""

    name: str | None
    projects: int
    days: int | None


def silent(states: Iterable[ProjectState], as_of: date, days: int = STALE) -> list[Silent]:
    """Return the projects without a report for more than `days` days, the longest silence first.

    Projects that are finished, paused or dropped owe no report.
    """
    owing = (state for state in states if not state.position.aside and state.position.done_on is None)
    found = [_silent(state, as_of) for state in owing]
    late = [one for one in found if one.days is None or one.days > days]
    return sorted(late, key=lambda one: (one.days is not None, -(one.days or 0), one.state.ref))


def _silent(state: ProjectState, as_of: date) -> Silent:
    last = state.position.last_reported
    since = last or state.position.newest
    return Silent(state, last, (as_of - date.fromisoformat(since)).days if since else None)


def by_answering(found: Iterable[Silent]) -> list[Answering]:
    """Return the same by who answers, an owner or else the building unit: most projects first."""
    groups: dict[str | None, list[Silent]] = {}
    for one in found:
        position = one.state.position
        groups.setdefault(position.owner or position.unit, []).append(one)
    rows = [Answering(name, len(ones), _longest(ones)) for name, ones in groups.items()]
    return sorted(rows, key=lambda row: (row.name is None, -row.projects, row.name or ""))


def _longest(ones: Iterable[Silent]) -> int | None:
    known = [one.days for one in ones]
    return None if None in known else max(days for days in known if days is not None)

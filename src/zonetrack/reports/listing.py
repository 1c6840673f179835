"""Reports: `list`, projects of any zones that pass the filters asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.state import sums_of
from zonetrack.report import Known, Note, Report
from zonetrack.reports import notes, projects
from zonetrack.reports.columns import REPORTS
from zonetrack.values.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.state import ProjectState


class Filters(NamedTuple):
    """What a project must be to be listed; None asks for nothing.

    `zone` is a slug and `stage` a code; of owner, leader and unit a part of the name will do; category and tag are
    whole, without regard to case and width.  `unreported` is the day since which nobody has reported on a project
    that is neither done nor aside; the first day there is (`date.min`) asks for those never reported on.
    """

    zone: str | None = None
    stage: str | None = None
    owner: str | None = None
    leader: str | None = None
    unit: str | None = None
    category: str | None = None
    tag: str | None = None
    unreported: date | None = None


def build(states: Iterable[ProjectState], as_of: date, known: Known | None, filters: Filters | None = None) -> Report:
    """Return the report `list`: the projects among `states` that pass, paused and dropped ones last.

    Totals count those that are not paused or dropped.
    """
    known_states = list(states)
    passing = chosen(known_states, filters or Filters())
    ordered = [*projects.counted(passing), *projects.set_aside(passing)]
    said = [Note("chosen", {"n": len(passing), "of": len(known_states)})] if len(passing) < len(known_states) else []
    counted = projects.counted(passing)
    said += [
        *notes.money(sums_of(counted), len(counted)),
        *notes.aside(len(passing) - len(counted)),
        *notes.made(ordered),
        *notes.flagged(ordered),
    ]
    table = projects.table("projects", REPORTS["list"]["projects"], ordered, as_of)
    return Report("list", as_of, known, (table,), tuple(said))


def chosen(states: Iterable[ProjectState], filters: Filters) -> list[ProjectState]:
    """Return the projects that pass all `filters`, in their order."""
    return [
        state
        for state in states
        if (filters.zone is None or state.zone.slug == filters.zone)
        and (filters.stage is None or state.position.stage == filters.stage)
        and (filters.owner is None or answered_by(state, filters.owner))
        and (filters.leader is None or names(state.position.leader, filters.leader))
        and (filters.unit is None or names(state.position.unit, filters.unit))
        and (filters.category is None or name_key(state.project.category) == name_key(filters.category))
        and (filters.tag is None or tagged(state, filters.tag))
        and (filters.unreported is None or unreported(state, filters.unreported))
    ]


def answered_by(state: ProjectState, part: str) -> bool:
    """Tell whether the owner of a project, or of one of its milestones, has `part` in the name."""
    owners: Sequence[str | None] = (state.position.owner, *(m.position.owner for m in state.milestones))
    return any(names(owner, part) for owner in owners)


def names(name: str | None, part: str) -> bool:
    """Tell whether `part` stands in `name`, without regard to case and width."""
    return name is not None and name_key(part) in name_key(name)


def tagged(state: ProjectState, tag: str) -> bool:
    """Tell whether a project has `tag`."""
    return name_key(tag) in {name_key(own) for own in state.project.tags.splitlines()}


def unreported(state: ProjectState, since: date) -> bool:
    """Tell whether an open project has had no report, on itself or on a milestone, on or after the day `since`."""
    position = state.position
    if position.aside or position.done_on is not None:
        return False
    return position.last_reported is None or position.last_reported < since.isoformat()

"""Reports: the cells that several tables share, each with its rule for what is 未报 (None) and what is — (NA)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zonetrack.domain.light import deadline_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.position import is_under_way
from zonetrack.domain.state import items_of
from zonetrack.report import NA, Amount, Code, Nodes, Progress
from zonetrack.values.errors import Unreadable
from zonetrack.values.percent import Ratio

if TYPE_CHECKING:
    from datetime import tzinfo

    from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition
    from zonetrack.domain.records import Observation
    from zonetrack.domain.state import MilestoneState, ProjectState, Sums
    from zonetrack.values.when import When


def day(iso: str | None) -> date | None:
    """Return an ISO day as a date; nobody reported: None."""
    return date.fromisoformat(iso) if iso else None


def minute(at: str, clock: tzinfo) -> str:
    """Return a time of the journal (ISO, UTC) to the minute in the time zone `clock`: `2025-04-24 09:00`."""
    return datetime.fromisoformat(at).astimezone(clock).strftime("%Y-%m-%d %H:%M")


def flags(*joined: str) -> tuple[str, ...]:
    """Return the codes of the rules broken, each once, from texts that part them by commas."""
    return tuple(sorted({flag for text in joined for flag in text.split(",") if flag}))


def planned(when: When | None, *, over: bool) -> Any:
    """Return a planned date.  Nobody gave one: None (未报), but NA once it could not matter any more (`over`)."""
    return NA if when is None and over else when


def rate(invested: int, total: int, reporting: int = 1, *, about: bool = False) -> Any:
    """Return invested ÷ total over `reporting` members that report both (分); NA when there are none.

    `about` says that some of these figures are not exact, and then their rate is not either.
    """
    return Ratio(invested, total, "about" if about else "") if reporting else NA


def rate_of_sums(sums: Sums) -> Any:
    """Return invested ÷ total of the projects that report both; NA when none does."""
    about = any(money is not None and money.qualifier for money in (sums.total, sums.invested))
    return rate(sums.both_invested, sums.both_total, sums.both, about=about)


def rate_of(position: ProjectPosition) -> Any:
    """Return a project's invested ÷ total; NA unless both are reported."""
    if position.total is None or position.invested is None:
        return NA
    about = bool(position.invested.qualifier or position.total.qualifier)
    return rate(position.invested.fen, position.total.fen, about=about)


def nodes(position: ProjectPosition | ZonePosition) -> Nodes | None:
    """Return milestones that are not dropped by state; None where there are none."""
    if not position.milestones:
        return None
    done, under_way = position.milestones_done, position.milestones_under_way
    return Nodes(done, under_way, position.milestones - done - under_way)


def progress(state: ProjectState) -> Progress | None:
    """Return how far a project is: its percentage where there is one, and its milestones.  Neither: None (未报)."""
    position = state.position
    bar = nodes(position)
    if position.progress is None and bar is None:
        return None
    lead = leading(state)
    found = Progress(position.progress, position.progress_basis, bar)
    return found._replace(lead=lead.milestone.name, lead_percent=lead.position.progress) if lead else found


def leading(state: ProjectState) -> MilestoneState | None:
    """Return the milestone under way whose percentage was reported last; of two of one day the first in order."""
    under_way = [
        m
        for m in state.milestones
        if m.position.progress is not None
        and m.position.done_on is None
        and m.position.stage not in ASIDE
        and is_under_way(m.position)
    ]
    return max(under_way, key=lambda m: m.position.last_reported or "", default=None)


def progress_of(position: MilestonePosition) -> Progress | None:
    """Return how far a milestone is; nobody reported: None."""
    return Progress(position.progress, position.progress_basis) if position.progress is not None else None


def amount(state: MilestoneState) -> Any:
    """Return the quantity done of its total.  A milestone that is not measured: NA; measured but unreported: None."""
    position = state.position
    if position.done is None and position.total is None:
        return None if state.milestone.unit else NA
    if position.done is not None and position.total is not None:
        try:
            position.done.to(position.total.unit)
        except Unreadable:
            # Figures of two kinds (m³ done of so many km) do not make one amount: what was done says more.
            return Amount(position.done, position.done_basis, None)
    return Amount(position.done, position.done_basis, position.total)


def basis(position: ProjectPosition) -> Any:
    """Return what the invested figure is made of, since_start or by_period; NA without one."""
    return Code("basis", position.invested_basis) if position.invested_basis else NA


def basis_of(fact: Observation) -> Any:
    """Return the span that an amount of money is said of; of nothing else is there such a question."""
    spoken = fact.measure in ("invested", "planned_investment") or fact.basis != "level"
    return Code("basis", fact.basis) if spoken else NA


def light(state: ProjectState, as_of: date) -> str:
    """Return the light of a project, one of `domain.light.LIGHTS`: of deadlines the worst, its milestones' included."""
    position = state.position
    if position.aside:
        return str(position.stage)
    if position.done_on is not None:
        return "done"
    items = items_of([state], as_of)
    if any(item.deadline.days_late for item in items):
        return "late"
    if items:
        return "due_soon"
    if has_begun(state):
        return "in_progress"
    # Money spent or words alone do not tell whether the works have begun.
    told = position.stage is not None or position.progress is not None
    return "not_started" if told else "not_reported"


def has_begun(state: ProjectState) -> bool:
    """Tell whether a project has begun: by its stage, its own progress or one of its milestones."""
    position = state.position
    if position.started is not None or position.milestones_under_way + position.milestones_done > 0:
        return True
    return position.progress is not None and position.progress.low > 0


def positions(state: ProjectState) -> list[ProjectPosition | MilestonePosition]:
    """Return the positions of a project and its milestones."""
    return [state.position, *(milestone.position for milestone in state.milestones)]


def late_count(state: ProjectState, as_of: date) -> int:
    """Return how many deadlines of a project and its milestones have passed unmet."""
    found = (deadline_of(position, as_of) for position in positions(state))
    return sum(1 for deadline in found if deadline and deadline.days_late)


def next_due(state: ProjectState, as_of: date) -> tuple[Any, Any]:
    """Return the next deadline to come and its side, finish or start, of a project and its milestones.

    Nothing was ever planned for a project still to be done: None (未报); nothing lies ahead any more: NA.
    """
    known = positions(state)
    today = as_of.isoformat()
    ahead = [
        (last, side, when)
        for p in known
        for last, side, when in ((p.finish_due, "finish", p.due), (p.start_due, "start", p.start))
        if last is not None and last >= today
    ]
    if ahead:
        _, side, when = min(ahead, key=lambda end: end[:2])
        return when, side
    over = bool(state.position.aside) or state.position.done_on is not None
    return (NA, NA) if over or any(p.due or p.start for p in known) else (None, NA)

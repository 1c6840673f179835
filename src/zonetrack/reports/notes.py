"""Reports: the sentences under tables that say how complete a figure is, what it was made of, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.measure import quantity_of, span_of
from zonetrack.report import Code, Note
from zonetrack.reports import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Observation
    from zonetrack.domain.state import ProjectState, Sums, ZoneState

SHARED = frozenset({"projects", "milestones", "total_investment", "invested"})


def money(sums: Sums, projects: int) -> list[Note]:
    """Return how many of `projects` report a total, what is invested, and both: only where some do not.

    `n` counts those that report, `of` all; there is nothing to say of no projects.
    """
    if not projects:
        return []
    if not sums.with_total and not sums.with_invested:
        return [Note("no_money", {"n": projects})]
    notes = []
    if sums.with_total < projects:
        notes.append(_sum("total", sums.with_total, projects, sums.total))
    if sums.with_invested < projects:
        notes.append(_sum("invested", sums.with_invested, projects, sums.invested))
    if sums.both < projects:
        notes.append(Note("with_both" if sums.both else "no_both", {"n": sums.both, "of": projects}))
    return notes


def _sum(which: str, reporting: int, projects: int, total: object) -> Note:
    said = {"n": reporting, "of": projects}
    return Note(f"with_{which}", said | {"total": total}) if reporting else Note(f"no_{which}", said)


def aside(projects: int) -> list[Note]:
    """Return that so many paused or dropped projects are not counted."""
    return [Note("aside", {"n": projects})] if projects else []


def listed_apart(states: Iterable[ProjectState]) -> list[Note]:
    """Return how many projects are paused and how many dropped, all in a table of their own and in no sum."""
    stages = [state.position.stage for state in states if state.position.aside]
    counts = {stage: stages.count(stage) for stage in ("paused", "dropped")}
    if all(counts.values()):
        return [Note("apart", counts)]
    return [Note(f"apart_{stage}", {"n": n}) for stage, n in counts.items() if n]


def more_late(late: int, shown: int, zone: str | None = None) -> list[Note]:
    """Return how many late items are not shown, and the command that shows them; `zone` is the slug of the only one."""
    if late <= shown:
        return []
    rest = {"n": late - shown}
    return [Note("more_late_of", rest | {"zone": zone}) if zone else Note("more_late", rest)]


def dues(late: int, zone: str | None = None) -> list[Note]:
    """Return how many follow-ups and procedures are late, and the command that shows them; `zone` as above."""
    if not late:
        return []
    return [Note("dues_late_of", {"n": late, "zone": zone}) if zone else Note("dues_late", {"n": late})]


def made(states: Sequence[ProjectState]) -> list[Note]:
    """Return which printed figures were not reported as they stand: sums of periods, weighted means, shares."""
    return [
        *_of(states, "by_period", lambda s: s.position.invested_basis == "by_period"),
        *_of(states, "weighted", lambda s: s.position.progress_basis == "weighted"),
        *_of(states, "from_quantity", lambda s: s.position.progress_basis == "quantity"),
    ]


def shares(state: ProjectState) -> list[Note]:
    """Return which milestones have a percentage computed from what is done of a quantity."""
    names = tuple(m.milestone.name for m in state.milestones if m.position.progress_basis == "quantity")
    return [Note("from_quantity", {"n": len(names), "names": names})] if names else []


def _of(states: Iterable[ProjectState], key: str, holds: Callable[[ProjectState], bool]) -> Iterator[Note]:
    names = tuple(state.project.name for state in states if holds(state))
    if names:
        yield Note(key, {"n": len(names), "names": names})


def flagged(states: Iterable[ProjectState]) -> list[Note]:
    """Return for each rule that standing figures broke, accepted with a reason, whose figures they are."""
    found: dict[str, list[str]] = {}
    for state in states:
        subjects = [(state.project.name, state.position.flags)]
        subjects += [(f"{state.project.name} · {m.milestone.name}", m.position.flags) for m in state.milestones]
        for name, broken in subjects:
            for flag in cells.flags(broken):
                found.setdefault(flag, []).append(name)
    return [
        Note("flagged", {"flag": Code("flag", flag), "n": len(names), "names": tuple(names)})
        for flag, names in sorted(found.items())
    ]


def slips(state: ProjectState) -> list[Note]:
    """Return what of a project was put off, how often, from when to when."""
    names = [state.project.name, *(m.milestone.name for m in state.milestones)]
    return [
        _slip(name, p)
        for name, p in zip(names, cells.positions(state), strict=True)
        if p.slips and p.baseline_due and p.due
    ]


def left_out(facts: Iterable[Observation]) -> list[Note]:
    """Return what was invested by figures that cannot be added up with the others, and is in no sum."""
    from zonetrack.domain import investment

    figures = sorted((f for f in facts if f.measure == "invested" and f.milestone_id is None), key=lambda f: f.order)
    return [
        Note("refund_alone" if part.rule == "only_refunds" else "left_out", {"figure": o.words, "span": span_of(o)})
        for part in investment.left_out(figures)
        for o in (part.observation,)
    ]


def _slip(name: str, position: ProjectPosition | MilestonePosition) -> Note:
    """How often a finish was put off, and how far the present plan is from the first one."""
    first, due = position.baseline_due, position.due
    days = (due.last - first.last).days if first and due and first.last and due.last else 0
    word = "slipped" if days > 0 else "slipped_earlier" if days < 0 else "slipped_back"
    return Note(word, {"name": name, "n": position.slips, "first": first, "due": due, "days": abs(days)})


def zone_says(zone: ZoneState, *, only_shared: bool = False) -> list[Note]:
    """Return what a zone reports of itself, beside what is on record and never added to it.

    `only_shared` keeps to measures that the ledger sums up too (projects, total investment …).
    """
    facts = (fact for fact in zone.reported if not only_shared or fact.measure in SHARED)
    return [_said(zone, fact) for fact in facts if fact.value]


def _said(zone: ZoneState, fact: Observation) -> Note:
    said: dict[str, object] = {"zone": zone.zone.name, "day": span_of(fact), "source": fact.source}
    unsourced = "" if fact.source else "_unsourced"
    if fact.measure == "projects" and fact.unit:
        said |= {"reported": quantity_of(fact)._replace(unit=""), "n": zone.position.projects + zone.position.aside}
        return Note(f"zone_projects{unsourced}", said)
    said |= {"measure": Code("measure", fact.measure), "value": fact.words or fact.value}
    return Note(f"zone_says{unsourced}", said)

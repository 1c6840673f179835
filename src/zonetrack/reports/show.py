"""Reports: `show`, one project in depth, or one of its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.report import NA, Known, Report, Table
from zonetrack.reports import cells, figures, forecast, milestones, notes, procedure, projects
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zonetrack.domain.forecast import Forecast, Missing
    from zonetrack.domain.records import Observation
    from zonetrack.domain.source import Part
    from zonetrack.domain.state import MilestoneState, ProjectState


def build(
    state: ProjectState,
    facts: Sequence[Observation],
    as_of: date,
    known: Known | None,
    milestone: MilestoneState | None = None,
    seen: Sequence[tuple[Part, Forecast | Missing]] = (),
) -> Report:
    """Return the report `show`: the project's card, its milestones, its procedures, and its other figures.

    `facts` are those of the project and its milestones true by `as_of`, `seen` what can be foreseen of them.  With
    `milestone` the same, narrowed to it.
    """
    columns = REPORTS["show"]
    narrowed = state
    if milestone is not None:
        narrowed = state._replace(milestones=(milestone,))
        facts = [fact for fact in facts if fact.milestone_id == milestone.milestone.id]
    sections = [
        Table("project", columns["project"], [card(state, as_of)]),
        milestones.table(columns["milestones"], state, narrowed.milestones, as_of),
    ]
    if seen:
        sections.append(forecast.table(columns["forecast"], seen, as_of))
    if milestone is None:
        sections += procedure.tables(state, facts)
    found = figures.newest(facts)
    if found:
        owners = _owners(state)
        sections.append(
            figures.table("figures", columns["figures"], [(owners[fact.milestone_id], fact) for fact in found])
        )
    made = (*notes.made([state]), *notes.left_out(facts), *notes.shares(narrowed))
    said = (*made, *notes.slips(narrowed), *forecast.notes(seen, as_of), *notes.flagged([narrowed]))
    name = f"{state.project.name} · {milestone.milestone.name}" if milestone else state.project.name
    return Report(
        "show", as_of, known, tuple(sections), said, {"name": name, "zone": state.zone.name}, frozenset({"project"})
    )


def card(state: ProjectState, as_of: date) -> dict[str, Any]:
    """Return the one row of the project's card."""
    position = state.position
    over = bool(position.aside) or position.done_on is not None
    return {
        **projects.identity(state),
        **projects.standing(state, as_of),
        "start": cells.planned(position.start, over=over or cells.has_begun(state)),
        "started": position.started or NA,
        "due": cells.planned(position.due, over=over),
        "baseline_due": position.baseline_due or NA,
        "slips": position.slips,
        "done_on": position.done_on or NA,
    }


def _owners(state: ProjectState) -> dict[str | None, figures.Of]:
    zone = state.zone.slug
    owners: dict[str | None, figures.Of] = {None: figures.Of(zone, state.ref, state.project.name)}
    for record, _ in state.milestones:
        owners[record.id] = figures.Of(zone, f"{state.ref}/{record.slug}", record.name)
    return owners

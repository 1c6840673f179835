"""Reports: `report`, the whole page on one zone or several: summary, projects, deadlines, investment by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.light import SOON
from zonetrack.domain.measure import ASIDE, STAGES
from zonetrack.domain.state import sums_of
from zonetrack.report import Known, Note, Report, Table
from zonetrack.reports import figures, notes, overdue, pace, pace_notes, projects, zones
from zonetrack.reports.columns import REPORTS, of_one_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.course import Course
    from zonetrack.domain.state import ProjectState, ZoneState
    from zonetrack.reports.indicator import Measured

NO_STAGE = "not_reported"


class More(NamedTuple):
    """What stands on the page where there is some: plan beside fact, indicators, tables of events and enterprises."""

    course: Course | None = None
    measured: Measured | None = None
    told: Sequence[Table] = ()


def build(
    pages: Sequence[tuple[ZoneState, Sequence[ProjectState]]],
    as_of: date,
    known: Known | None,
    within: int = SOON,
    more: More | None = None,
) -> Report:
    """Return the report `report`: `pages` are zones with all their projects, `within` the days their items look ahead.

    Of one zone the summary is a card, and its name the title.
    """
    course, measured, told = more or More()
    columns = REPORTS["report"]
    found = [zone for zone, _ in pages]
    states = [state for _, of_zone in pages for state in of_zone]
    items = [item for zone in found for item in zone.items]
    single = len(found) == 1
    listed = of_one_zone(columns["projects"]) if single else columns["projects"]
    counted, apart = projects.counted(states), projects.set_aside(states)
    sections = [
        zones.table("summary", columns["summary"], found, total=not single),
        projects.table("projects", listed, counted, as_of),
        projects.table("aside", listed, apart, as_of, total=False),
        overdue.table("overdue", columns["overdue"], overdue.late(items), as_of, one_zone=single),
        overdue.table("due_soon", columns["due_soon"], overdue.soon(items), as_of, one_zone=single),
        investment(counted),
        *((pace.table(course),) if course else ()),
        *((measured.table,) if measured else ()),
        *told,
        _zone_figures(found),
    ]
    optional = {"aside": apart, "zone_figures": sections[-1].rows}
    kept = tuple(section for section in sections if optional.get(section.key, True))
    title = {"name": found[0].zone.name} if single else {}
    cards = frozenset({"summary"}) if single else frozenset[str]()
    said = [*_notes(found, states, within), *(pace_notes.notes(course) if course else ())]
    said += measured.notes if measured else ()
    return Report("report", as_of, known, kept, tuple(said), title, cards)


def investment(states: Iterable[ProjectState]) -> Table:
    """Return the money of projects by stage, in the order of stages; those whose stage nobody reported come last."""
    by_stage: dict[str | None, list[ProjectState]] = {}
    for state in states:
        by_stage.setdefault(state.position.stage, []).append(state)
    stages = [stage for stage in (*STAGES, None) if stage in by_stage and stage not in ASIDE]
    rows = [_stage_row(stage, by_stage[stage]) for stage in stages]
    every = [state for stage in stages for state in by_stage[stage]]
    total = {"projects": len(every), **projects.money(sums_of(every), len(every))} if rows else None
    return Table("investment", REPORTS["report"]["investment"], rows, total)


def _stage_row(stage: str | None, states: Sequence[ProjectState]) -> dict[str, Any]:
    """Return the row of a stage; `id` and `ref` are its code, `not_reported` where there is none."""
    code = stage or NO_STAGE
    return {
        "id": code,
        "ref": code,
        "stage": stage,
        "projects": len(states),
        **projects.money(sums_of(states), len(states)),
    }


def _zone_figures(found: Iterable[ZoneState]) -> Table:
    own = [
        (figures.Of(zone.zone.slug, zone.zone.slug, zone.zone.name), fact)
        for zone in found
        for fact in zone.reported
        if fact.value
    ]
    return figures.table("zone_figures", REPORTS["report"]["zone_figures"], own)


def _notes(found: Sequence[ZoneState], states: Sequence[ProjectState], within: int) -> list[Note]:
    whole = zones.together(zone.position for zone in found)
    return [
        Note("within", {"n": within}),
        *notes.money(zones.summed(zone.sums for zone in found), whole.projects),
        *notes.listed_apart(states),
        *notes.made(states),
        *notes.flagged(states),
        *(note for zone in found for note in notes.zone_says(zone, only_shared=True)),
    ]

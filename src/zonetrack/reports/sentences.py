"""Reports: the sentences of papers as data: which words, filled with what, resting on which figures.

Each function gives a sentence whose every input is on record, else None or none of it: nothing is made up to fill one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.measure import STAGES, named_by, thing_of
from zonetrack.report import Code, Progress, Sentence
from zonetrack.reports import cells, fitting, zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from zonetrack.domain.state import Item, ProjectState, ZoneState
    from zonetrack.report import Report
    from zonetrack.values.when import When

Sources = tuple[tuple[str, str], ...]

# What the tables of the report `changes` are called in a sentence, and the figure of a row that each rests on.
CHANGED = {
    "progressed": "progress",
    "finished": "done_on",
    "newly_late": "overdue",
    "moved": "",
    "reported": "",
    "problems": "problem",
    "added": "light",
    "dropped": "stage",
}
_MOST_NAME = 60  # cells of a name in a sentence that has to be short
MOST_SOURCES = 200  # of one sentence: what is counted over more records is found through the zone


def of_zones(found: Iterable[ZoneState], *measures: str) -> Sources:
    """Return the figures `measures` of each zone as sources."""
    return tuple((zone.zone.slug, measure) for zone in found for measure in measures)


def scope(found: Sequence[ZoneState]) -> Any:
    """Return the name of the one zone, or the words for all zones."""
    return found[0].zone.name if len(found) == 1 else Code("sentence", "all_zones")


def name(item: Item, most: int | None = None) -> Any:
    """Return what a deadline belongs to, a project or a milestone of one; names of more than `most` cells are cut."""
    names = [item.state.project.name, *([item.milestone.milestone.name] if item.milestone else [])]
    if most is not None:
        names = [fitting.shortened(one, most) for one in names]
    if item.milestone is None:
        return names[0]
    return Sentence("part", {"project": names[0], "milestone": names[1]})


def planned(item: Item) -> Any:
    """Return the date that an item was planned for; that a plan is expected goes without saying."""
    when = item.position.due if item.deadline.side == "finish" else item.position.start
    if when is None:
        return None
    return as_planned(when)


def as_planned(when: When) -> When:
    """Return a date without the word that it is expected."""
    codes = [code for code in when.qualifier.split("+") if code != "expected"]
    return when._replace(qualifier="+".join(codes))


def owner(item: Item) -> str | None:
    """Return who answers for an item: the milestone's own, else the project's, else the building unit."""
    own = item.milestone.position.owner if item.milestone else None
    return own or item.state.position.owner or item.state.position.unit


def counts(found: Sequence[ZoneState], late: Sequence[Item], as_of: date) -> Sentence:
    """Return how many projects there are, how many of them are late, and how many milestones are done."""
    whole = zones.together(zone.position for zone in found)
    said = {"day": as_of, "name": scope(found), "n": whole.projects}
    if not whole.projects:
        return Sentence("no_projects", said, of_zones(found, "projects"))
    projects = len({item.state.project.id for item in late})
    sources = of_zones(found, "projects", "overdue", *(["milestones_done"] if whole.milestones else []))
    done = {"n": whole.milestones, "done": whole.milestones_done}
    said |= {"nodes": Sentence("nodes_done", done) if whole.milestones else ""}
    if not projects:
        return Sentence("counts_on_time", said, sources)
    return Sentence("counts_late", said | {"projects": projects, "late": len(late)}, sources)


def changed(changes: Report, since: Any, found: Sequence[ZoneState]) -> Sentence:
    """Return how many things changed since a day or an entry, by kind; `changes` is the report of that name."""
    tables = {table.key: table.rows for table in changes.sections}
    clauses = tuple(Sentence(f"changed_{key}", {"n": len(tables[key])}) for key in CHANGED if tables.get(key))
    if not clauses:
        return Sentence("unchanged", {"since": since}, of_zones(found, "last_reported"))
    sources: list[tuple[str, str]] = []
    for key, measure in CHANGED.items():
        for row in tables.get(key, ()):
            said = measure or (f"planned_{row['kind']}" if key == "moved" else row["measure"].name)
            sources.append((row["ref"], _traceable(row, said)))
    rests = tuple(dict.fromkeys(sources))
    return Sentence(
        "changed",
        {"since": since, "changes": clauses},
        rests if len(rests) <= MOST_SOURCES else of_zones(found, "last_reported"),
    )


def _traceable(row: dict[str, Any], measure: str) -> str:
    """Return the name by which `source` finds a figure that changed.

    A quantity that moved has no percentage to ask for; what is said of an indicator, event or thing goes by that alone.
    """
    thing = thing_of(measure)
    if thing:
        return thing.name
    if named_by(measure):
        return measure[2:] or "value"  # spoken already: without the id
    return "quantity" if measure == "progress" and hasattr(row.get("new"), "unit") else measure


def risk(late: Sequence[Item], soon: Sequence[Item], as_of: date, within: int, found: Sequence[ZoneState]) -> Sentence:
    """Return what is late longest, else what is due next; and how much more is due."""
    if late:
        worst, more = late[0], Sentence("more_due", {"n": len(soon), "within": within}) if soon else ""
        said = {
            "what": name(worst, _MOST_NAME),
            "due": planned(worst),
            "owner": owner(worst),
            "n": worst.deadline.days_late,
        }
        side = worst.deadline.side
        return Sentence(f"worst_{side}", said | {"more": more}, (_plan(worst), *of_zones(found, "overdue", "due_soon")))
    if soon:
        first = soon[0]
        days = {"n": len(soon), "within": within, "days": (first.deadline.day - as_of).days}
        said = {"what": name(first, _MOST_NAME), "due": planned(first), "owner": owner(first)}
        return Sentence(f"next_{first.deadline.side}", days | said, (_plan(first), *of_zones(found, "due_soon")))
    return Sentence("nothing_due", {"within": within}, of_zones(found, "overdue", "due_soon"))


def _plan(item: Item) -> tuple[str, str]:
    return item.ref, "planned_finish" if item.deadline.side == "finish" else "planned_start"


def late_item(item: Item) -> Sentence:
    """Return by when an item should have been finished or begun, since when it is late, and who answers."""
    said = {"what": name(item), "due": planned(item), "n": item.deadline.days_late, "owner": owner(item)}
    return Sentence(f"late_{item.deadline.side}", said, (_plan(item), (item.ref, "overdue"), (item.ref, "owner")))


def due_item(item: Item) -> Sentence:
    """Return by when an item has to be finished or begun, and who answers."""
    said = {"what": name(item), "due": planned(item), "owner": owner(item)}
    return Sentence(f"due_{item.deadline.side}", said, (_plan(item), (item.ref, "owner")))


def money(found: Sequence[ZoneState]) -> list[Sentence]:
    """Return total investment, what is invested, and the rate over the projects that report both."""
    projects = zones.together(zone.position for zone in found).projects
    sums = zones.summed(zone.sums for zone in found)
    both = of_zones(found, "total_investment", "invested")
    if not projects:
        return []
    if not sums.with_total and not sums.with_invested:
        return [Sentence("no_money", {"n": projects}, both)]
    said = [
        _sum("total", sums.total, sums.with_total, projects, of_zones(found, "total_investment")),
        _sum("invested", sums.invested, sums.with_invested, projects, of_zones(found, "invested")),
    ]
    if sums.both and sums.both_total > 0:
        rate = {"n": sums.both, "rate": cells.rate_of_sums(sums)}
        word = "rate" if sums.both == projects else "rate_of_some"
        said.append(Sentence(word, rate, of_zones(found, "invested_rate")))
    return said


def _sum(which: str, total: object, reporting: int, projects: int, sources: Sources) -> Sentence:
    said = {"n": projects, "reporting": reporting, "sum": total}
    if not reporting:
        return Sentence(f"no_{which}", said, sources)
    return Sentence(f"all_{which}" if reporting == projects else f"some_{which}", said, sources)


def stages(states: Iterable[ProjectState], found: Sequence[ZoneState]) -> Sentence | None:
    """Return how many projects are in each stage; those whose stage nobody reported come last."""
    by_stage: dict[str | None, list[ProjectState]] = {}
    for state in states:
        by_stage.setdefault(state.position.stage, []).append(state)
    clauses = [
        Sentence("in_stage", {"stage": Code("stage", stage), "n": len(by_stage[stage])})
        for stage in STAGES
        if stage in by_stage
    ]
    if None in by_stage:
        clauses.append(Sentence("in_no_stage", {"n": len(by_stage[None])}))
    return Sentence("stages", {"stages": tuple(clauses)}, of_zones(found, "projects")) if clauses else None


def aside(states: Iterable[ProjectState]) -> Sentence | None:
    """Return how many projects are paused or dropped, and in no sum."""
    refs = [(state.ref, "stage") for state in states if state.position.aside]
    return Sentence("aside", {"n": len(refs)}, tuple(refs)) if refs else None


def problem(row: Mapping[str, Any]) -> Sentence:
    """Return a problem that stands, as it was written, and who answers; `row` is one of those in `open_problems`."""
    said = {"name": row["name"], "text": _ended(row["problem"]), "owner": row["owner"] or row["unit"]}
    return Sentence("problem", said, ((row["ref"], "problem"), (row["ref"], "owner")))


def silent(rows: Iterable[Mapping[str, Any]], since: Any) -> Sentence:
    """Return who has not reported since a day or an entry, each with the day of the last report.

    `rows` are some of those in `unreported`.
    """
    named = []
    sources = []
    for row in rows:
        said = {"name": row["name"], "day": row["last_reported"]}
        named.append(Sentence("quiet_since" if said["day"] else "quiet", said))
        sources.append((row["ref"], "last_reported"))
    return Sentence("silent", {"since": since, "names": tuple(named)}, tuple(sources))


def progress(state: ProjectState) -> Sentence | None:
    """Return how far a project is: its percentage, else its milestones with the one reported last."""
    known = cells.progress(state)
    if known is None:
        return None
    if known.percent is not None:
        said = {"percent": Progress(known.percent, known.basis)}
        return Sentence(f"progress_{known.basis or 'reported'}", said, ((state.ref, "progress"),))
    lead = cells.leading(state)
    bar: dict[str, Any] = {"n": sum(known.nodes or ()), "done": known.nodes.done if known.nodes else 0}
    if lead is None:
        return Sentence("progress_nodes", bar, ((state.ref, "milestones_done"),))
    said = bar | {"lead": lead.milestone.name, "percent": lead.position.progress}
    part = f"{state.ref}/{lead.milestone.slug}"
    return Sentence("progress_lead", said, ((state.ref, "milestones_done"), (part, "progress")))


def invested(state: ProjectState) -> Sentence | None:
    """Return the total investment of a project and what is invested in it, as far as they were reported."""
    total, done, rate = state.position.total, state.position.invested, cells.rate_of(state.position)
    ref = state.ref
    if total is not None and done is not None:
        said = {"total": total, "invested": done, "rate": rate}
        return Sentence("project_both", said, ((ref, "total_investment"), (ref, "invested"), (ref, "invested_rate")))
    if total is not None:
        return Sentence("project_total", {"total": total}, ((ref, "total_investment"),))
    if done is not None:
        return Sentence("project_invested", {"invested": done}, ((ref, "invested"),))
    return None


def words(state: ProjectState, measure: str) -> Sentence | None:
    """Return what was said of a project in words, as it was written: `words` or `next`."""
    said = getattr(state.position, measure)
    return Sentence(f"project_{measure}", {"text": " ".join(said.split())}, ((state.ref, measure),)) if said else None


def _ended(text: str) -> str:
    """A text without the stop at its end, on one line: the sentence around it has its own."""
    return " ".join(text.split()).rstrip("。.；; ")

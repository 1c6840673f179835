"""Reports: `source` (出处), the facts that a printed figure is made of: whose words, of which day, entered by whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain import source, source_forecast, source_pace
from zonetrack.domain.measure import span_of, spoken, thing_of
from zonetrack.report import NA, Code, Known, Note, Report, Table
from zonetrack.reports import cells, figures, rules
from zonetrack.reports.columns import REPORTS, where_needed
from zonetrack.reports.pace import dated
from zonetrack.values.errors import Unreadable
from zonetrack.values.text import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, tzinfo

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Entry, Zone
    from zonetrack.domain.source import Input, Part, Scope, Whole
    from zonetrack.domain.state import Item

# Headers under which a report prints a figure that has another name as a measure.
OTHER_NAMES = {
    "start": "planned_start",
    "due": "planned_finish",
    "total": "total_investment",
    "nodes": "milestones_done",
    "milestones": "milestones_done",
    "invested_basis": "invested",
    "days_late": "overdue",
    "plan_rate": "pace",
    "elapsed": "pace",
    "points": "pace",
    "pace_basis": "pace",
    "projects_with_pace": "pace",
    "planned_investment@": "planned_year",
    "plan_how": "planned_year",
    "projects_with_plan": "planned_year",
    "planned_to_date@": "planned_to_date",
    "invested_month@": "invested_month",
    "month_how": "invested_month",
    "projects_with_month": "invested_month",
    "invested_ytd@": "invested_ytd",
    "ytd_how": "invested_ytd",
    "reached": "invested_ytd",
    "projects_with_ytd": "invested_ytd",
    "projects_with_invested": "invested",
    "projects_with_total": "total_investment",
    "projects_with_both": "invested_rate",
    "why": "signal",
    "running": "signal",
    "counted_from": "forecast",
}
# Figures that no fact says as they stand.
COMPUTED = (
    "light", "projects", "milestones_done", "overdue", "due_soon", "next_due", "invested_rate", "started", "done_on",
    "baseline_due", "slips", "last_reported", "flags", "pace", "invested_month", "invested_ytd",
    "forecast", "planned_year", "planned_to_date", "to_date_rate", "signal",
)  # fmt: skip
# Whoever names no measure is not given these, as their facts are those of other figures; but of some records he is.
_ON_REQUEST = frozenset({*COMPUTED, "quantity_total"})
_OF_ZONE_ALWAYS = frozenset({"projects", "overdue"})
_OF_RECORD_ALWAYS = frozenset({"light"})
_TEXTS = ("owner", "words", "next", "problem")
_PLANS = ("planned_start", "planned_finish")
_STATES = ("used", "left_out", "not_reported", "superseded")
# Columns that a page shows only where some row has something in them.
_WHERE_NEEDED = frozenset({"note", "flags", "days_late", "basis"})


class Papers(NamedTuple):
    """Where facts come from: entries by zone id and number, those that added projects by id, the ledger's time zone."""

    entries: Mapping[tuple[str, int], Entry]
    added: Mapping[str, Entry]
    clock: tzinfo


def traced(scope: Scope, measure: str | None) -> dict[str, list[Input]]:
    """Return what each figure is made of: that of `measure`, or every one that stands.

    Raises Unreadable for a measure that the record does not have.
    """
    ways = _of_zone(scope) if scope.part is None else _of_record(scope, scope.part)
    if measure is not None:
        key = _undated(scope, measure)
        name = key if key in ways else OTHER_NAMES.get(key, key)
        if name not in ways and (found := _of_thing(ways, measure)):
            return found
        if name not in ways:
            ref = source.ref_of(scope.zone, scope.part)
            raise Unreadable("source.measure", text=measure, ref=ref, known=" ".join(ways))
        return {name: _in_order(ways[name]())}
    always = _OF_ZONE_ALWAYS if scope.part is None else _OF_RECORD_ALWAYS
    named = [name for name in ways if name in always or name not in _ON_REQUEST]
    found = {name: _in_order(ways[name]()) for name in named}
    return {name: inputs for name, inputs in found.items() if scope.part is None or any(one.fact for one in inputs)}


def _undated(scope: Scope, key: str) -> str:
    """Return a key of `pace` without its period, where that is the one of the day; another stays as it is."""
    name, at, _ = key.partition("@")
    month = source_pace.course_of(scope.wholes, scope.as_of).month if at else None
    return name + at if month and dated(name + at, month) == key else key


def _of_thing(ways: Mapping[str, Callable[[], list[Input]]], name: str) -> dict[str, list[Input]]:
    """Return all that was said of the procedure or enterprise of that name."""
    things = [(way, thing_of(way)) for way in ways]
    meant = [way for way, thing in things if thing and name_key(thing.name) == name_key(name)]
    return {way: _in_order(ways[way]()) for way in meant}


def _in_order(inputs: Iterable[Input]) -> list[Input]:
    return sorted(inputs, key=lambda one: _STATES.index(one.state))


def _of_zone(scope: Scope) -> dict[str, Callable[[], list[Input]]]:
    wholes = scope.wholes
    live = [whole for whole in wholes if not whole.own.state.position.aside]
    parts = [part for whole in live for part in whole.parts]
    near = [item for whole in live for item in source.items(whole, scope.as_of)]
    late = [item for item in near if item.deadline.days_late]
    ways: dict[str, Callable[[], list[Input]]] = {
        "projects": partial(source.counted, wholes),
        "milestones_done": partial(source.nodes, wholes),
        "overdue": partial(source.deadlines, late, parts),
        "due_soon": partial(source.deadlines, [item for item in near if not item.deadline.days_late], parts),
        "total_investment": partial(source.summed, wholes, partial(source.money, measure="total_investment")),
        "invested": partial(source.summed, wholes, source.invested),
        "invested_rate": partial(source.summed, wholes, source.rate),
        "slips": partial(source.put_off, [part for whole in wholes for part in whole.parts]),
        "last_reported": partial(source.last_report, parts),
        "flags": partial(source.flagged, parts),
        **_of_year(wholes, scope.as_of),
        "signal": partial(_signal, scope, source.deadlines(late, parts)),
    }
    if scope.own is not None:
        for measure in dict.fromkeys(fact.measure for fact in scope.own.known):
            ways[measure] = partial(_with_own, scope.own, measure, ways.get(measure))
    return ways


def _of_year(wholes: Sequence[Whole], as_of: date) -> dict[str, Callable[[], list[Input]]]:
    return {
        "pace": partial(source_pace.pace, wholes, as_of),
        "planned_year": partial(source_pace.figure, wholes, as_of, "plan"),
        "planned_to_date": partial(source_pace.figure, wholes, as_of, "to_date"),
        "to_date_rate": partial(source_pace.to_date, wholes, as_of),
        "invested_month": partial(source_pace.figure, wholes, as_of, "month"),
        "invested_ytd": partial(source_pace.figure, wholes, as_of, "ytd"),
    }


def _signal(scope: Scope, late: list[Input]) -> list[Input]:
    """What the lights by rule rest on: who is exempt, and the pace or what is late, by the measure of the rule."""
    by_days = scope.rule is not None and scope.rule.measure == "days_late"
    rests_on = late if by_days else source_pace.pace(scope.wholes, scope.as_of)
    return [*source_pace.exempt(scope.wholes, scope.as_of), *rests_on]


def _with_own(own: Facts, measure: str, way: Callable[[], list[Input]] | None) -> list[Input]:
    """What a zone says of itself; beside a figure that the ledger sums up too, it is never counted."""
    said = source.said_by_zone(own, measure)
    return said if way is None else [*way(), *source.demoted(said, "left_out", "own_words")]


def _of_record(scope: Scope, part: Part) -> dict[str, Callable[[], list[Input]]]:
    (whole,) = scope.wholes
    near = [i for i in source.items(whole, scope.as_of) if part.milestone is None or i.id == part.id]
    late = [item for item in near if item.deadline.days_late]
    inside = whole.parts if part.milestone is None else (part,)
    ways: dict[str, Callable[[], list[Input]]] = {
        "light": partial(source.light, whole, part, scope.as_of),
        "stage": partial(source.standing, part, "stage"),
        **(_of_project(scope, late) if part.milestone is None else _of_milestone(part)),
        **{measure: partial(source.standing, part, measure) for measure in (*_PLANS, *_TEXTS)},
        "overdue": partial(source.deadlines, late, inside),
        "started": partial(source.life, part, "started"),
        "done_on": partial(source.life, part, "done"),
        "baseline_due": partial(source.baseline, part),
        "slips": partial(source.slips, part) if part.milestone else partial(source.put_off, inside),
        "forecast": partial(source_forecast.ahead, whole, part),
        "last_reported": partial(source.last_report, inside),
        "flags": partial(source.flagged, inside),
    }
    others = {m: partial(source.standing, part, m) for m in source.measures(part) if m not in ways}
    return ways | others


def _of_project(scope: Scope, late: list[Item]) -> dict[str, Callable[[], list[Input]]]:
    (whole,) = scope.wholes
    own = whole.own
    return {
        "progress": partial(source.project_progress, whole),
        "milestones_done": partial(source.milestones_done, whole),
        "next_due": partial(source.next_due, whole, scope.as_of),
        "total_investment": partial(source.standing, own, "total_investment"),
        "invested": partial(source.invested, own),
        "invested_rate": partial(source.rate, own),
        "unit": partial(source.standing, own, "unit"),
        "leader": partial(source.standing, own, "leader"),
        **_of_year([whole], scope.as_of),
        "signal": partial(_signal, scope, source.deadlines(late, whole.parts)),
    }


def _of_milestone(part: Part) -> dict[str, Callable[[], list[Input]]]:
    return {
        "progress": partial(source.progress, part),
        "quantity": partial(source.quantity, part),
        "quantity_total": partial(source.standing, part, "quantity_total"),
        "weight": partial(source.standing, part, "weight"),
    }


def build(scope: Scope, found: Mapping[str, Sequence[Input]], known: Known | None, papers: Papers) -> Report:
    """Return the report `source` of what `traced` found, with the rule of each figure as a note."""
    rows = [row(scope, name, one, papers) for name, inputs in found.items() for one in inputs]
    hidden = set(_WHERE_NEEDED)
    if len(found) == 1:  # the title names the figure
        plain = all(one["measure"].name in found for one in rows)
        hidden |= {"figure", "measure"} if plain else {"figure"}
    columns = where_needed(REPORTS["source"]["inputs"], rows, hidden)
    said: list[Note] = []
    for name, inputs in found.items():
        said += [note for note in rules.notes(scope, name, inputs) if note not in said]
    table = Table("inputs", columns, rows)
    asked = rules.figure(*found) if len(found) == 1 else Code("col", "all_figures")
    title = {"name": source.record_of(scope.zone, scope.part).name, "figure": asked}
    return Report("source", scope.as_of, known, (table,), tuple(said), title)


def row(scope: Scope, figure: str, one: Input, papers: Papers) -> dict[str, Any]:
    """Return the row of an input: the fact, what became of it, and who entered it when."""
    part, fact = one.part, one.fact
    subject = source.ref_of(scope.zone, part)
    value = (figures.value(fact) or NA) if fact else None
    entry = papers.entries.get((fact.zone_id, fact.seq)) if fact else None
    if entry is None and part is not None and one.why in ("counted", "aside"):
        entry = papers.added.get(part.id)
    return {
        "id": fact.id if fact else f"{part.id if part else scope.zone.zone_id}.{one.measure}",
        "ref": subject,
        "figure": rules.figure(figure),
        "zone": scope.zone.slug,
        "subject": subject,
        "name": source.record_of(scope.zone, part).name,
        "measure": Code("measure", spoken(one.measure)),
        "value": value,
        "words": fact.words if fact and fact.words and fact.words != value else NA,
        "span": span_of(fact) if fact else NA,
        "day": cells.day(fact.day) if fact else NA,
        "basis": cells.basis_of(fact) if fact else NA,
        "state": Code("state", one.state),
        "why": Code("why", one.why) if one.why else NA,
        "days_late": rules.days_late(one, scope.as_of),
        "certainty": Code("certainty", fact.certainty) if fact else NA,
        "source": (fact.source if fact else entry.source if entry else "") or NA,
        "note": (fact.note if fact else "") or NA,
        "flags": cells.flags(fact.flags) if fact else (),
        **_entered(scope.zone, entry, papers.clock),
    }


def _entered(zone: Zone, entry: Entry | None, clock: tzinfo) -> dict[str, Any]:
    if entry is None:
        return dict.fromkeys(("entry", "time", "at", "author", "reason"), NA)
    return {
        "entry": f"{zone.slug}#{entry.seq}",
        "time": cells.minute(entry.at, clock),
        "at": entry.at,
        "author": entry.author,
        "reason": entry.reason or NA,
    }

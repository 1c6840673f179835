"""Reports: how a printed figure is made, as sentences: the rule that `source` tells under its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.course import pace_of
from zonetrack.domain.light import SOON, light_of
from zonetrack.domain.measure import when_of
from zonetrack.domain.source import items, put_off
from zonetrack.domain.source_pace import course_of
from zonetrack.domain.state import sums_of
from zonetrack.report import NA, Code, Note
from zonetrack.reports import cells
from zonetrack.reports import notes as shared
from zonetrack.reports.pace_notes import reached
from zonetrack.values.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from zonetrack.domain.source import Input, Part, Scope
    from zonetrack.domain.state import Item

# Figures with a column of their own and no measure: the words of their headers name them.
_HEADERS = frozenset(
    {
        "light", "projects", "milestones_done", "overdue", "due_soon", "next_due", "invested_rate", "started",
        "done_on", "baseline_due", "slips", "last_reported", "flags", "pace", "invested_month", "invested_ytd",
        "planned_year", "planned_to_date", "to_date_rate", "signal",
    }
)  # fmt: skip


def figure(name: str) -> Code:
    """Return a figure as a code that is printed by its words."""
    return Code("col" if name in _HEADERS else "measure", name)


def days_late(one: Input, as_of: date) -> Any:
    """Return by how many days the plan that an input holds is late; NA where it is not late, or no plan."""
    if one.fact is None or one.why != "late":
        return NA
    return when_of(one.fact).late_by(as_of)


def notes(scope: Scope, name: str, inputs: Sequence[Input]) -> list[Note]:
    """Return the rule of a figure with its result, and who did not report what it is summed over."""
    if scope.part is None and name in _OF_ZONE:
        found = _OF_ZONE[name](scope, inputs)
    elif scope.part is not None and name in _OF_RECORD:
        found = _OF_RECORD[name](scope, scope.part)
    else:
        found = []
    superseded = [Note("made_newest")] if any(one.why == "newer" for one in inputs) else []
    return [*found, *superseded]


def _live(scope: Scope) -> list[Any]:
    return [whole.own.state for whole in scope.wholes if not whole.own.state.position.aside]


def _aside(scope: Scope) -> list[Note]:
    return shared.listed_apart(whole.own.state for whole in scope.wholes)


def _unreported(name: str, inputs: Sequence[Input]) -> list[Note]:
    """Name the projects that did not report the figure `name`."""
    names = tuple(one.part.state.project.name for one in inputs if one.part and one.state == "not_reported")
    return [Note("unreported", {"figure": figure(name), "n": len(names), "names": names})] if names else []


def _sum(name: str) -> Callable[[Scope, Sequence[Input]], list[Note]]:
    def note(scope: Scope, inputs: Sequence[Input]) -> list[Note]:
        if not _live(scope):
            return _aside(scope)
        live, sums = _live(scope), sums_of(_live(scope))
        value, n = (sums.total, sums.with_total) if name == "total_investment" else (sums.invested, sums.with_invested)
        said = {"figure": Code("col", name), "n": n, "of": len(live)}
        made = [Note("made_sum", said | {"value": value})] if n else [Note("made_no_sum", said)]
        return [*made, *_unreported(name, [one for one in inputs if one.part]), *_aside(scope)]

    return note


def _zone_rate(scope: Scope, inputs: Sequence[Input]) -> list[Note]:
    live, sums = _live(scope), sums_of(_live(scope))
    said: dict[str, Any] = {"n": sums.both, "of": len(live)}
    if not sums.both:
        made = Note("no_both", said)
    else:
        parts = {"invested": Money(sums.both_invested), "total": Money(sums.both_total)}
        made = Note("made_rate_of", said | parts | {"value": cells.rate_of_sums(sums)})
    missing = [
        note
        for measure in ("total_investment", "invested")
        for note in _unreported(measure, [one for one in inputs if one.measure == measure])
    ]
    return [made, *missing, *_aside(scope)]


def _counted(scope: Scope, _: Sequence[Input]) -> list[Note]:
    return [Note("made_projects", {"n": len(_live(scope))}), *_aside(scope)]


def _zone_nodes(scope: Scope, _: Sequence[Input]) -> list[Note]:
    positions = [state.position for state in _live(scope)]
    done = sum(position.milestones_done for position in positions)
    return [Note("made_nodes", {"n": done, "of": sum(position.milestones for position in positions)}), *_aside(scope)]


def _late(scope: Scope, inputs: Sequence[Input]) -> list[Note]:
    return [Note("made_overdue", {"n": sum(one.state == "used" for one in inputs), "day": scope.as_of})]


def _soon(scope: Scope, inputs: Sequence[Input]) -> list[Note]:
    used = sum(one.state == "used" for one in inputs)
    return [Note("made_due_soon", {"n": used, "day": scope.as_of, "within": str(SOON)})]


def _all_slips(_: Scope, inputs: Sequence[Input]) -> list[Note]:
    return [Note("made_slips", {"n": sum((one.state, one.why) == ("used", "put_off") for one in inputs)})]


def _last(scope: Scope, _: object) -> list[Note]:
    return [Note("made_last_report", {"day": scope.as_of})]


def _pace(scope: Scope, _: object) -> list[Note]:
    """Say what is done of the plan, what should be by then, and how many report both."""
    going = course_of(scope.wholes, scope.as_of)
    pace, n = pace_of(going.goings), len(going.goings)
    if pace is None:
        return [Note("made_no_pace", {"n": n}), *_aside(scope)]
    said: dict[str, Any] = {"done": Money(pace.done, 0), "plan": Money(pace.plan, 0), "rate": pace.rate}
    said |= {"elapsed": pace.elapsed, "points": pace.points, "basis": Code("pace_basis", pace.basis)}
    return [Note("made_pace", said | {"n": pace.members, "of": n, "month": reached(going.month)}), *_aside(scope)]


def _of_month(scope: Scope, _: object) -> list[Note]:
    going = course_of(scope.wholes, scope.as_of)
    return [Note("made_month", {"month": reached(going.month)}), *_aside(scope)]


# Of one project as of several.
_YEAR: dict[str, Callable[[Scope, Any], list[Note]]] = {
    "pace": _pace,
    "signal": _pace,
    "planned_year": _of_month,
    "planned_to_date": _of_month,
    "to_date_rate": _of_month,
    "invested_month": _of_month,
    "invested_ytd": _of_month,
}
_OF_ZONE: dict[str, Callable[[Scope, Sequence[Input]], list[Note]]] = {
    "projects": _counted,
    "milestones_done": _zone_nodes,
    "overdue": _late,
    "due_soon": _soon,
    "slips": _all_slips,
    "total_investment": _sum("total_investment"),
    "invested": _sum("invested"),
    "invested_rate": _zone_rate,
    "last_reported": _last,
    **_YEAR,
}


def _progress(_: Scope, part: Part) -> list[Note]:
    position = part.position
    said = {"value": position.progress}
    if position.done_on is not None:
        return [Note("made_done", {"day": position.done_on})]
    if position.progress is None:
        return _project_nodes(_, part) if part.milestone is None and part.state.milestones else []
    words = {"quantity": "made_share", "weighted": "made_weighted"}
    return [Note(words[basis], said)] if (basis := position.progress_basis or "") in words else []


def _project_nodes(_: Scope, part: Part) -> list[Note]:
    position = part.state.position
    return [Note("made_nodes", {"n": position.milestones_done, "of": position.milestones})]


def _quantity(_: Scope, part: Part) -> list[Note]:
    position = part.milestone.position if part.milestone else None
    if position is None or position.done_basis != "computed" or position.done is None:
        return []
    return [Note("made_product", {"percent": position.progress, "total": position.total, "value": position.done})]


def _invested(_: Scope, part: Part) -> list[Note]:
    position = part.state.position
    if position.invested is None:
        return []
    return [Note(f"made_{position.invested_basis}", {"value": position.invested})]


def _rate(_: Scope, part: Part) -> list[Note]:
    position = part.state.position
    rate = cells.rate_of(position)
    if rate is NA:
        return [Note("made_no_rate")]
    return [Note("made_rate", {"invested": position.invested, "total": position.total, "value": rate})]


def _plan(_: Scope, __: Part) -> list[Note]:
    return [Note("made_plan")]


def _slips(scope: Scope, part: Part) -> list[Note]:
    if part.milestone is not None:
        return [Note("made_slips", {"n": part.position.slips})]
    return _all_slips(scope, put_off(scope.wholes[0].parts))


def _light(scope: Scope, part: Part) -> list[Note]:
    state = part.state
    if part.milestone is None:
        code = cells.light(state, scope.as_of)
    else:
        aside = state.position.stage if state.position.aside else None
        code = light_of(part.milestone.position, scope.as_of, aside=aside)
    near = [i for i in items(scope.wholes[0], scope.as_of) if part.milestone is None or i.id == part.id]
    if code in ("late", "due_soon"):
        return [_deadline(item, scope) for item in near if bool(item.deadline.days_late) == (code == "late")]
    if code == "done":
        return [Note("light_done", {"day": part.position.done_on})]
    return [Note(f"light_{code}", {"within": str(SOON)})]


def _deadline(item: Item, scope: Scope) -> Note:
    """Say why an item is late or due soon, with the days."""
    side, last = item.deadline.side, item.deadline.day
    name = item.milestone.milestone.name if item.milestone else item.state.project.name
    plan = item.position.due if side == "finish" else item.position.start
    said: dict[str, Any] = {"name": name, "plan": plan, "last": last, "day": scope.as_of}
    if item.deadline.days_late:
        return Note(f"light_late_{side}", said | {"n": item.deadline.days_late})
    return Note(f"light_soon_{side}", said | {"n": (last - scope.as_of).days})


def _late_items(scope: Scope, part: Part) -> list[Note]:
    near = items(scope.wholes[0], scope.as_of)
    late = [i for i in near if i.deadline.days_late and (part.milestone is None or i.id == part.id)]
    return [Note("made_overdue", {"n": len(late), "day": scope.as_of}), *(_deadline(item, scope) for item in late)]


def _newest_report(scope: Scope, _: Part) -> list[Note]:
    return _last(scope, None)


_OF_RECORD: dict[str, Callable[[Scope, Part], list[Note]]] = {
    "light": _light,
    "overdue": _late_items,
    "progress": _progress,
    "milestones_done": _project_nodes,
    "quantity": _quantity,
    "invested": _invested,
    "invested_rate": _rate,
    **_YEAR,
    "planned_start": _plan,
    "planned_finish": _plan,
    "baseline_due": _plan,
    "slips": _slips,
    "last_reported": _newest_report,
}

"""Reports: what has changed since a day or an entry: the Monday question, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain import measure as measures
from zonetrack.domain.state import items_of
from zonetrack.report import NA, Code, Known, Note, Report, Table
from zonetrack.reports import cells, figures, overdue
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Observation, Zone
    from zonetrack.domain.records import Subject as Named
    from zonetrack.domain.state import MilestoneState, ProjectState
    from zonetrack.values.when import When

Row = dict[str, Any]

# What a position holds of each measure that is compared; progress, dates and stages have rules of their own.
_COMPARED = {
    "total": "total_investment",
    "invested": "invested",
    "words": "words",
    "next": "next",
    "owner": "owner",
    "unit": "unit",
    "leader": "leader",
    "weight": "weight",
}
# Measures that a position tells: what was entered of any other is listed from the facts themselves.
_TOLD = {*_COMPARED.values(), "progress", "quantity", "quantity_total", "planned_start", "planned_finish"} | {
    "stage",
    "problem",
}


class Side(NamedTuple):
    """The ledger at one end: its zones by id, every project's state, and the day that they hold for.

    `named` are its indicators, events and follow-ups by id.
    """

    zones: Mapping[str, Zone]
    states: Sequence[ProjectState]
    day: date
    named: Mapping[str, Named] = {}


class Entered(NamedTuple):
    """A fact entered since: the fact, the reason given with it, and the fact that stood before."""

    fact: Observation
    reason: str
    before: Observation | None


class Subject(NamedTuple):
    """A project or milestone at one end."""

    id: str
    ref: str
    name: str
    state: ProjectState
    milestone: MilestoneState | None

    @property
    def position(self) -> Any:
        """Where it stands: a ProjectPosition or a MilestonePosition."""
        return self.milestone.position if self.milestone else self.state.position


def subjects(states: Iterable[ProjectState]) -> dict[str, Subject]:
    """Return every project and milestone by id, in order."""
    found = {}
    for state in states:
        project = Subject(state.project.id, state.ref, state.project.name, state, None)
        found[project.id] = project
        for part in state.milestones:
            name = f"{state.project.name} · {part.milestone.name}"
            ref = f"{state.ref}/{part.milestone.slug}"
            found[part.milestone.id] = Subject(part.milestone.id, ref, name, state, part)
    return found


def build(
    old: Side, then: Sequence[ProjectState], new: Side, entered: Sequence[Entered], since: str, known: Known
) -> Report:
    """Return the report `changes`: what differs between two states of the same zones.

    `old` is the ledger as it was known then, and `then` all that is known now of that day: what was added since is
    compared with how it stood then.  `entered` are the facts entered in between; `since` names where the old state is
    from.  What changed and was taken back again has not changed.
    """
    recorded, now = subjects(old.states), subjects(new.states)
    before = subjects(then) | recorded
    both = [(before[id_], subject) for id_, subject in now.items()]
    reasons = {(e.fact.milestone_id or e.fact.project_id, e.fact.measure): e.reason for e in entered}
    rows: dict[str, list[Row]] = {
        "progressed": [row for was, is_ in both for row in _progressed(was, is_)],
        "finished": [_named(is_) | {"done_on": is_.position.done_on} for was, is_ in both if _finished(was, is_)],
        "newly_late": _newly_late([*old.states, *(s for s in then if s.project.id not in recorded)], old.day, new),
        "moved": [row for was, is_ in both for row in _moved(was, is_, reasons)],
        "reported": [
            *(row for was, is_ in both for row in _reported(was, is_)),
            *_others(entered, before, now),
            *_of_zones(entered, new),
        ],
        "problems": [
            _named(s) | {"problem": s.position.problem}
            for s in now.values()
            if s.position.problem and s.position.problem != _old(before, s, "problem")
        ],
        "added": [_named(s) for id_, s in now.items() if id_ not in recorded],
        "dropped": [_dropped(is_, reasons) for was, is_ in both if _left(was, is_)],
        "silent": _silent(new, {e.fact.project_id for e in entered if e.fact.measure not in measures.NOT_REPORTS}),
    }
    columns = REPORTS["changes"]
    sections = tuple(Table(key, columns[key], rows[key]) for key in columns if rows[key])
    said = [Note("no_changes")] if not any(rows[key] for key in rows if key != "silent") else []
    return Report("changes", new.day, known, sections, tuple(said), {"since": since}, headed=True)


def _named(subject: Subject) -> Row:
    return {"id": subject.id, "ref": subject.ref, "subject": subject.ref, "name": subject.name}


def _old(before: Mapping[str, Subject], subject: Subject, field: str) -> Any:
    was = before.get(subject.id)
    return getattr(was.position, field) if was else None


def _reach(position: ProjectPosition | MilestonePosition) -> Any:
    """The figure that tells how far something is: its percentage, else its quantity."""
    return position.progress if position.progress is not None else getattr(position, "done", None)


def _progressed(was: Subject, is_: Subject) -> Iterator[Row]:
    """A percentage or quantity that moved, unless the milestone was finished, which is told elsewhere."""
    old, new = _reach(was.position), _reach(is_.position)
    same = old is not None and new is not None and old[:-1] == new[:-1]
    if new is not None and not same and not _finished(was, is_):
        yield _named(is_) | {"old": old, "new": new, "basis": _basis(is_.position)}


def _basis(position: ProjectPosition | MilestonePosition) -> Any:
    return Code("basis", position.progress_basis) if position.progress_basis else NA


def _finished(was: Subject, is_: Subject) -> bool:
    return is_.position.done_on is not None and was.position.done_on is None


def _left(was: Subject, is_: Subject) -> bool:
    return bool(is_.position.stage == "dropped" != was.position.stage)


def _dropped(subject: Subject, reasons: Mapping[tuple[str | None, str], str]) -> Row:
    return _named(subject) | {"reason": reasons.get((subject.id, "stage")) or None}


def _moved(was: Subject, is_: Subject, reasons: Mapping[tuple[str | None, str], str]) -> Iterator[Row]:
    for field, side, measure in (("start", "start", "planned_start"), ("due", "finish", "planned_finish")):
        old: When | None = getattr(was.position, field)
        new: When | None = getattr(is_.position, field)
        if old and new and old.edtf != new.edtf:
            days = (new.last - old.last).days if old.last and new.last else NA
            reason = reasons.get((is_.id, measure)) or None
            yield _named(is_) | {"kind": side, "old": old, "new": new, "days": days, "reason": reason}


def _reported(was: Subject, is_: Subject) -> Iterator[Row]:
    """Every other measure that a position tells and that changed; what is told as finished or dropped is not."""
    for field, measure in _COMPARED.items():
        if measure == "total_investment" and is_.milestone:
            continue
        old, new = getattr(was.position, field, None), getattr(is_.position, field, None)
        if _plain(old) != _plain(new):
            yield _named(is_) | {"measure": Code("measure", measure), "old": old, "new": new}
    old, new = was.position.stage, is_.position.stage
    if new and old != new and not _finished(was, is_) and not _left(was, is_):
        stages = {"old": Code("stage", old) if old else None, "new": Code("stage", new)}
        yield _named(is_) | {"measure": Code("measure", "stage")} | stages
    for field, measure in (("start", "planned_start"), ("due", "planned_finish"), ("total", "quantity_total")):
        old, new = getattr(was.position, field, None), getattr(is_.position, field, None)
        if old is None and new is not None and not (field == "total" and not is_.milestone):
            yield _named(is_) | {"measure": Code("measure", measure), "old": None, "new": new}
    if was.position.problem and not is_.position.problem:
        solved = {"old": was.position.problem, "new": NA}
        yield _named(is_) | {"measure": Code("measure", "problem")} | solved


def _plain(value: Any) -> Any:
    """A value without the words it was written in: the same figure said anew has not changed."""
    return value._replace(text="") if hasattr(value, "text") else value


def _others(entered: Iterable[Entered], before: Mapping[str, Subject], now: Mapping[str, Subject]) -> Iterator[Row]:
    """What no position tells: measures such as workers, and what was invested in a period already counted."""
    newest: dict[tuple[str, str, str], Entered] = {}
    for news in entered:
        subject = now.get(news.fact.milestone_id or news.fact.project_id or "")
        if subject and (news.fact.measure not in _TOLD or _counted_already(news.fact, before, subject)):
            newest[subject.id, news.fact.measure, news.fact.span_edtf] = news
    for (subject_id, measure, _), news in newest.items():
        old = figures.value(news.before) if news.before else None
        new = figures.value(news.fact)
        yield _named(now[subject_id]) | {"measure": Code("measure", measure), "old": old, "new": new}


def _counted_already(fact: Observation, before: Mapping[str, Subject], subject: Subject) -> bool:
    """Tell whether a figure of a period changed nothing of what is invested in all."""
    if fact.measure != "invested" or fact.basis == "level":
        return False
    return bool(_plain(_old(before, subject, "invested")) == _plain(subject.position.invested))


def _of_zones(entered: Iterable[Entered], new: Side) -> Iterator[Row]:
    """What zones reported of themselves: the newest one entered of each measure; of an indicator, of each period."""
    newest: dict[tuple[str, str, str], Entered] = {}
    for news in entered:
        named = measures.named_by(news.fact.measure)
        if news.fact.project_id is None and (named is None or named.id in new.named):
            newest[news.fact.zone_id, news.fact.measure, news.fact.span_edtf if named else ""] = news
    for (zone_id, measure, span), news in newest.items():
        before = news.before if news.before and span in ("", news.before.span_edtf) else None
        named, zone = measures.named_by(measure), new.zones[zone_id]
        subject = new.named[named.id] if named else None
        row = {"id": zone_id, "ref": zone.slug, "subject": zone.slug, "name": zone.name}
        if named and subject:
            row = {"id": named.id, "ref": subject.ref, "subject": subject.ref, "name": subject.record.name}
        said = {"old": figures.value(before) if before else None, "new": figures.value(news.fact)}
        yield row | {"measure": Code("measure", measures.spoken(measure))} | said


def _newly_late(before: Sequence[ProjectState], day: date, new: Side) -> list[Row]:
    """What is late now and was not, by item and side."""
    known = {(item.id, item.deadline.side) for item in overdue.late(items_of(before, day))}
    found = overdue.late(items_of(new.states, new.day))
    return [overdue.row(item, new.day) for item in found if (item.id, item.deadline.side) not in known]


def _silent(new: Side, spoke: set[str | None]) -> list[Row]:
    """Projects neither done nor aside of which nobody reported anything since, longest silence first."""
    quiet = [s for s in new.states if s.project.id not in spoke and not s.position.aside and s.position.done_on is None]
    quiet.sort(key=lambda s: (s.position.last_reported or "", s.ref))
    return [
        {
            "id": s.project.id,
            "ref": s.ref,
            "subject": s.ref,
            "name": s.project.name,
            "owner": s.position.owner,
            "leader": s.position.leader,
            "last_reported": cells.day(s.position.last_reported),
        }
        for s in quiet
    ]

"""Reports: `slips`, what was put off, how often and why, and how many nodes were done of those promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.slips import SIDES, Node, days_between, kept, slips
from zonetrack.domain.source import ref_of
from zonetrack.report import NA, Note, Report, Table
from zonetrack.reports import cells
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from zonetrack.domain.records import Entry, Observation
    from zonetrack.domain.slips import Kept, Slips
    from zonetrack.domain.source import Part, Whole
    from zonetrack.report import Known

Row = dict[str, Any]

# What a group is known by; zones and projects, whose names may be shared, by their references.
_KEYS: dict[str, Callable[[Part], str | None]] = {
    "unit": lambda part: part.state.position.unit,
    "owner": lambda part: part.position.owner or part.state.position.owner,
    "leader": lambda part: part.state.position.leader,
    "zone": lambda part: part.state.zone.slug,
    "project": lambda part: part.state.ref,
    "category": lambda part: part.state.project.category or None,
}
GROUPS = tuple(_KEYS)
_IDENTITY = ("id", "ref", "group")


class Counting(NamedTuple):
    """What is asked: one of `GROUPS` to group by, and the first day of the period of the on-time share, or None."""

    by: str = "unit"
    since: date | None = None


class Promise(NamedTuple):
    """A planned finish or start (`side`) of a project or milestone, and what became of it."""

    part: Part
    side: str
    slips: Slips


def build(
    wholes: Iterable[Whole],
    as_of: date,
    known: Known | None,
    entries: Mapping[tuple[str, int], Entry],
    counting: Counting,
    title: Mapping[str, Any],
) -> Report:
    """Return the report `slips` on these projects; `entries` recorded the facts of `moved`, by zone id and number."""
    parts = [part for whole in wholes for part in whole.parts]
    columns = REPORTS["slips"]
    promises = [promise for part in parts for promise in _promises(part)]
    put_off = sorted((p for p in promises if p.slips.moves), key=lambda p: (-(p.slips.days or 0), _ref(p.part), p.side))
    groups = [_group(name, members, as_of, counting) for name, members in _grouped(parts, counting.by).items()]
    due = [row for row in groups if row["baseline_passed"]]
    not_due = [row for row in groups if not row["baseline_passed"]]
    total = {key: value for key, value in _group(None, parts, as_of, counting).items() if key not in _IDENTITY}
    sections = [
        Table("execution", columns["execution"], due, total if due else None),
        Table("slipped", columns["slipped"], [_slipped(promise, entries) for promise in put_off]),
        Table("moves", columns["moves"], [row for promise in put_off for row in _moves(promise, entries)]),
    ]
    if not_due:
        sections.insert(1, Table("nothing_due", columns["nothing_due"], not_due))
    said = _notes(parts, total, as_of, counting)
    return Report("slips", as_of, known, tuple(sections), tuple(said), dict(title), headed=True)


def moved(wholes: Iterable[Whole]) -> list[Observation]:
    """Return the facts by which any planned date of these projects was moved."""
    parts = (part for whole in wholes for part in whole.parts)
    return [move.fact for part in parts for promise in _promises(part) for move in promise.slips.moves]


def _promises(part: Part) -> list[Promise]:
    found = ((side, slips(part.facts, side)) for side in SIDES)
    return [Promise(part, side, made) for side, made in found if made]


def _grouped(parts: Iterable[Part], by: str) -> dict[str | None, list[Part]]:
    """Return the parts by group, in the order of the ledger, those of which nobody said the group last."""
    found: dict[str | None, list[Part]] = {}
    for part in parts:
        found.setdefault(_KEYS[by](part), []).append(part)
    nameless = found.pop(None, None)
    return found | ({None: nameless} if nameless else {})


def _nodes(parts: Sequence[Part]) -> list[Node]:
    """Return the nodes among parts: milestones, and projects that have none."""
    return [Node(p.state, p.milestone) for p in parts if p.milestone or not p.state.milestones]


def _name(key: str | None, members: Sequence[Part], by: str) -> str | None:
    """Return what a group is called."""
    state = members[0].state
    return {"zone": state.zone.name, "project": state.project.name}.get(by, key)


def _group(key: str | None, parts: Sequence[Part], as_of: date, counting: Counting) -> Row:
    found = kept(_nodes(parts), as_of, counting.since)
    standing = [p for p in parts if not Node(p.state, p.milestone).aside]
    made = [promise for part in standing for promise in _promises(part) if promise.side == "finish"]
    behind = [days for p in made if (days := p.slips.days) is not None and days > 0]
    return {
        "id": key or "none",
        "ref": key or "none",
        "group": _name(key, parts, counting.by) if parts else None,
        "projects": len({p.state.project.id for p in parts}),
        **_kept(found),
        "slipped": sum(1 for p in made if p.slips.times),
        "slips": sum(p.slips.times for p in made),
        "slip_days": sum(behind),
        "slip_longest": max(behind, default=0),
    }


def _kept(found: Kept) -> Row:
    return {
        "promised": found.planned,
        "baseline_done": found.done,
        "baseline_passed": found.due,
        "execution_rate": found.execution or NA,
        "period_passed": found.period_due,
        "on_time": found.on_time,
        "on_time_unsure": found.unsure,
        "on_time_rate": found.on_time_share or NA,
    }


def _identity(promise: Promise) -> Row:
    part = promise.part
    record = part.milestone.milestone if part.milestone else part.state.project
    ref = _ref(part)
    return {
        "id": record.id,
        "ref": ref,
        "zone": part.state.zone.slug,
        "subject": ref,
        "project_name": part.state.project.name,
        "name": record.name,
        "kind": promise.side,
    }


def _slipped(promise: Promise, entries: Mapping[tuple[str, int], Entry]) -> Row:
    """Return the row of a promise that was moved, with the newest reason and who entered it."""
    part, made = promise.part, promise.slips
    newest = _moves(promise, entries)[-1]
    return _identity(promise) | {
        "slips": made.times,
        "days": days_between(made.first, made.due),
        "baseline_due": made.first,
        "due": made.due,
        "unit": part.state.position.unit,
        "owner": part.position.owner or part.state.position.owner,
        "leader": part.state.position.leader,
        "reason": newest["reason"],
        "author": newest["author"],
    }


def _moves(promise: Promise, entries: Mapping[tuple[str, int], Entry]) -> list[Row]:
    """Return a row for each time that a promise was moved; the reason is the one given, else the note of the fact."""
    rows = []
    for move in promise.slips.moves:
        fact = move.fact
        entry = entries.get((fact.zone_id, fact.seq))
        rows.append(
            _identity(promise)
            | {
                "id": fact.id,
                "day": cells.day(fact.day),
                "old": move.old,
                "new": move.new,
                "days": move.days,
                "reason": (entry.reason if entry else "") or fact.note or None,
                "author": entry.author if entry else None,
                "source": fact.source or None,
                "entry": f"{promise.part.state.zone.slug}#{fact.seq}",
            }
        )
    return rows


def _ref(part: Part) -> str:
    return ref_of(part.state.zone, part)


def _notes(parts: Sequence[Part], total: Row, as_of: date, counting: Counting) -> list[Note]:
    """Return how the rates were counted, and what is in none of them."""
    nodes = _nodes(parts)
    aside = sum(1 for node in nodes if node.aside)
    unplanned = len(nodes) - aside - total["promised"]
    said = [Note("execution", {"done": total["baseline_done"], "due": total["baseline_passed"]})]
    if counting.since:
        said.append(Note("on_time_since", {"since": counting.since, "day": as_of}))
    else:
        said.append(Note("on_time_ever", {"day": as_of}))
    if total["on_time_unsure"]:
        said.append(Note("on_time_unsure", {"n": total["on_time_unsure"]}))
    if any(promise.slips.moves for part in parts for promise in _promises(part)):
        said.append(Note("slips_counted"))
    if unplanned:
        said.append(Note("nodes_unplanned", {"n": unplanned}))
    if aside:
        said.append(Note("nodes_aside", {"n": aside}))
    return said

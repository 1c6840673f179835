"""Reports: `ledger`, the ledger whole: every record and every fact, flat, for a ledger to be made of it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from zonetrack.domain.measure import named_by
from zonetrack.report import Report, Table
from zonetrack.reports.export_columns import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zonetrack.domain.records import Milestone, Observation, Subject, Zone
    from zonetrack.domain.state import ProjectState
    from zonetrack.report import Known


class Rows(Sequence[dict[str, Any]]):
    """Rows that are made of facts when they are asked for: a ledger has hundreds of thousands."""

    def __init__(self, facts: Sequence[tuple[Zone, Observation]], refs: Mapping[str, str]) -> None:
        self._facts = facts
        self._refs = refs

    def __len__(self) -> int:
        """Return the number of facts."""
        return len(self._facts)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        """Return the row of a fact, or the rows of several."""
        if isinstance(place, slice):
            return [_fact(self._refs, *one) for one in self._facts[place]]
        return _fact(self._refs, *self._facts[place])


class Book(NamedTuple):
    """A zone whole: its projects, its facts in the order of entry, and former slugs by the id of the record.

    `named` are its indicators, events and follow-ups.
    """

    zone: Zone
    states: Sequence[ProjectState]
    facts: Sequence[Observation]
    aliases: Mapping[str, Sequence[str]]
    named: Sequence[Subject] = ()


def build(books: Iterable[Book], as_of: date, known: Known | None) -> Report:
    """Return the report `ledger`: records in their order, and the facts true by `as_of` in the order of their entry.

    A fact is written as it is stored: money in 分, percentages and dates in their canonical texts, every other value
    as it is; with it all that is needed to say it again.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in LEDGER if name != "facts"}
    refs: dict[str, str] = {}
    facts: list[tuple[Zone, Observation]] = []
    for book in books:
        _add(rows, refs, book)
        facts += [(book.zone, fact) for fact in book.facts]
    whole: dict[str, Sequence[dict[str, Any]]] = {**rows, "facts": Rows(facts, refs)}
    tables = tuple(Table(name, columns, whole[name]) for name, columns in LEDGER.items())
    return Report("ledger", as_of, known, tables, flat=True)


def _add(rows: Mapping[str, list[dict[str, Any]]], refs: dict[str, str], book: Book) -> None:
    """Add the records of a zone to `rows`, and their references by id to `refs`."""
    zone = book.zone
    refs[zone.zone_id] = zone.slug
    rows["zones"].append(_record(zone.zone_id, zone.slug, zone, book.aliases))
    for state in book.states:
        project = state.project
        refs[project.id] = state.ref
        rows["projects"].append(
            _record(project.id, state.ref, project, book.aliases)
            | {"zone": zone.slug, "code": project.code, "category": project.category}
            | {"tags": project.tags.splitlines()}
        )
        for milestone, _ in state.milestones:
            refs[milestone.id] = f"{state.ref}/{milestone.slug}"
            rows["milestones"].append(_milestone(state.ref, milestone, book.aliases))
    for subject in book.named:
        refs[subject.id] = subject.ref
        rows[f"{subject.kind}s"].append(_named(subject, book.aliases))


def _record(id_: str, ref: str, record: Any, aliases: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    former = list(aliases.get(id_, ()))
    return {"id": id_, "ref": ref, "slug": record.slug, "name": record.name, "aliases": former}


def _milestone(project: str, milestone: Milestone, aliases: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    own = _record(milestone.id, f"{project}/{milestone.slug}", milestone, aliases)
    return own | {"project": project, "unit": milestone.unit}


def _named(subject: Subject, aliases: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    own = _record(subject.id, subject.ref, subject.record, aliases)
    above = {"event": subject.ref.rpartition("/")[0]} if subject.followup else {"zone": subject.zone.slug}
    measured = ("unit", "kind", "basis") if subject.indicator else ()
    return own | above | {field: getattr(subject.indicator, field) for field in measured}


def _fact(refs: Mapping[str, str], zone: Zone, fact: Observation) -> dict[str, Any]:
    named = named_by(fact.measure)
    subject_id = named.id if named else fact.milestone_id or fact.project_id or zone.zone_id
    return {
        "id": fact.id,
        "ref": refs[subject_id],
        "subject": refs[subject_id],
        "subject_id": subject_id,
        "measure": fact.measure,
        "basis": fact.basis,
        "day": fact.day,
        "span": fact.span_edtf,
        "span_qualifier": fact.span_qualifier,
        "span_words": fact.span_words,
        "value": fact.value,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "places": fact.places,
        "words": fact.words,
        "certainty": fact.certainty,
        "source": fact.source,
        "note": fact.note,
        "flags": fact.flags,
        "entry": f"{zone.slug}#{fact.seq}",
    }

"""Domain: the journal as a story: what each command changed, what stood before, and what was taken back."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import named_by, series_of
from zonetrack.domain.records import LEDGER, Entry, Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# The column of a record that names what it belongs to.
_ABOVE = {
    "project": "zone_id",
    "milestone": "project_id",
    "indicator": "zone_id",
    "event": "zone_id",
    "followup": "event_id",
}


class Image(dict[str, Any]):
    """A row as the journal holds it; as text it is JSON."""

    def __str__(self) -> str:
        import json

        return json.dumps(self, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Change(NamedTuple):
    """One row that an entry changed, the `n`-th of it.

    `before` and `after` are its images as they were written (None: no row); `was` and `now` the same as rows of the
    present schema.
    """

    entry: Entry
    n: int
    table: str
    row_id: str
    before: Image | None
    after: Image | None
    was: dict[str, Any] | None
    now: dict[str, Any] | None

    @property
    def row(self) -> dict[str, Any]:
        """The row as it was left, or as it was when it went."""
        return self.now or self.was or {}

    @property
    def zone_id(self) -> str:
        """The zone that the row belongs to; a setting belongs to the ledger."""
        return LEDGER if self.table == "setting" else str(self.row["zone_id"])

    @property
    def action(self) -> str:
        """added, removed or changed."""
        return "added" if self.was is None else "removed" if self.now is None else "changed"

    def fact(self, image: dict[str, Any] | None) -> Observation | None:
        """Return the fact that `image` holds, where this is a change of a fact."""
        if image is None or self.table != "observation":
            return None
        return Observation(**{field: image[field] for field in Observation._fields})


class Told(NamedTuple):
    """A change with its subject's reference, and the facts that stood before and after it (facts only)."""

    change: Change
    ref: str
    old: Observation | None
    new: Observation | None


class Names:
    """References by id, from what the journal has shown so far: the newest slugs, and the last ones of what is gone."""

    def __init__(self, zones: Mapping[str, str]) -> None:
        self._slugs = {LEDGER: LEDGER, **zones}
        self._above: dict[str, str] = {}

    def see(self, table: str, row_id: str, row: Mapping[str, Any]) -> None:
        """Learn the slug of a record, and what it belongs to."""
        if table in ("zone", *_ABOVE):
            self._slugs[row_id] = row["slug"]
        if table in _ABOVE:
            self._above[row_id] = row[_ABOVE[table]]

    def ref(self, row_id: str) -> str:
        """Return the full reference of a record; an id that was never seen stands for itself."""
        own = self._slugs.get(row_id, row_id)
        return f"{self.ref(self._above[row_id])}/{own}" if row_id in self._above else own


def subject_id(change: Change) -> str:
    """Return the id of the innermost record that a change is about."""
    row = change.row
    match change.table:
        case "observation":
            named = named_by(row["measure"])
            return named.id if named else str(row["milestone_id"] or row["project_id"] or row["zone_id"])
        case "alias":
            return str(row["subject_id"])
        case "setting":
            return LEDGER
        case _:
            return change.row_id


def tell(changes: Iterable[Change], names: Names) -> list[Told]:
    """Return changes, given oldest first, with their references and the facts that stood before and after them.

    A fact stands for its day: an older one of the same series that a later command adds changes what stood then.
    """
    known = list(changes)
    for change in known:
        names.see(change.table, change.row_id, change.row)
    live: dict[tuple[str, ...], list[tuple[tuple[str, int, int], str, Observation]]] = {}
    told = []
    for change in known:
        old, new = change.fact(change.was), change.fact(change.now)
        if old:
            live[_series(old)] = [item for item in live.get(_series(old), ()) if item[1] != old.id]
        if new:
            old = old or _before(live.get(_series(new), ()), new)
            insort(live.setdefault(_series(new), []), (new.order, new.id, new))
        elif old:
            new = _before(live[_series(old)], old)
        told.append(Told(change, names.ref(subject_id(change)), old, new))
    return told


def _series(fact: Observation) -> tuple[str, ...]:
    return (fact.zone_id, fact.project_id or "", fact.milestone_id or "", *series_of(fact))


def _before(facts: Sequence[tuple[tuple[str, int, int], str, Observation]], fact: Observation) -> Observation | None:
    """The newest of `facts`, in their order, that counts before `fact`."""
    return next((item[2] for item in reversed(facts) if item[0] < fact.order), None)


def within(changes: Iterable[Change], record_id: str) -> list[Change]:
    """Return the changes of a record of a zone, and of all that belongs to it; other records' are left out."""
    known = list(changes)
    ids = {record_id} | {c.row_id for c in known if c.row.get(_ABOVE.get(c.table, "")) == record_id}
    return [c for c in known if subject_id(c) in ids or (c.table == "observation" and c.row["project_id"] in ids)]


def taken_back(undone: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return which command takes which back, by command ids, from pairs (command, what it undoes), newest first.

    An undo that was itself undone takes nothing back.
    """
    found: dict[str, str] = {}
    for command_id, target in undone:
        if command_id not in found:
            found.setdefault(target, command_id)
    return found

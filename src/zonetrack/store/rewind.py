"""Store: the ledger as it was known at an earlier entry, made anew in memory from today's rows and the journal."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import NotFound, Unreadable
from zonetrack.domain.records import Entry, Project
from zonetrack.store import journal, positions
from zonetrack.store.ledger import zone_info
from zonetrack.store.migrations import empty
from zonetrack.store.tables import CHANGE, ENTRY, JOURNALLED
from zonetrack.values.when import read_when

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.store.db import Db
    from zonetrack.store.tables import TableTexts

ENTRIES = f"SELECT {', '.join(Entry._fields)} FROM entry ORDER BY command_id, zone_id"
CHANGES = f"SELECT {', '.join(CHANGE.columns)} FROM change"
BY_DAY = "SELECT max(command_id) FROM entry WHERE at < :end"
BY_ENTRY = "SELECT command_id, at FROM entry WHERE zone_id = :zone_id AND seq = :seq"
INSERT_CHAIN = "INSERT INTO chain (zone_id, seq, hash) VALUES (:zone_id, :seq, :hash)"
ALL_PROJECTS = f"SELECT {', '.join(Project._fields)} FROM project ORDER BY zone_id, id"


class Point(NamedTuple):
    """A point in the ledger's own time: the last command before it (empty: none yet), and the day there."""

    command_id: str
    day: date


def command_at(db: Db, text: str, today: date) -> str:
    """Return the command up to which the ledger is believed; see `point_at`."""
    return point_at(db, text, today).command_id


def point_at(db: Db, text: str, today: date) -> Point:
    """Return the point right after entry `slug#number`, or at the end of a day.  Raises Unreadable, NotFound."""
    from zonetrack.store.reading import setting, zone_of_entry

    if "#" in text:
        zone_id, seq = zone_of_entry(db, text)
        row = db.one(BY_ENTRY, zone_id=zone_id, seq=seq)
        if row is None:
            raise NotFound("undo.nothing", entry=text)
        at = datetime.strptime(row[1], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return Point(str(row[0]), at.astimezone(zone_info(setting(db, "timezone"))).date())
    try:
        said = read_when(text, today, mood="fact")
    except Unreadable as problem:
        raise Unreadable("known.unreadable", text=text) if problem.word == "when" else problem from None
    day = said.last or today
    end = datetime.combine(day + timedelta(days=1), time(), zone_info(setting(db, "timezone")))
    row = db.one(BY_DAY, end=end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return Point(str(row[0] or "") if row else "", day)


def rewound(db: Db, command_id: str) -> Db:
    """Return the ledger without all that came after the command `command_id`, in memory.

    Later rows are put back to their images before, the last first; the positions are folded afresh.
    Cost: every row of the ledger is read once.
    """
    then = empty(db.path)
    try:
        _rewind(db, then, command_id)
    except BaseException:
        then.close()
        raise
    return then


def _rewind(db: Db, then: Db, command_id: str) -> None:
    entries = [Entry._make(row) for row in db.rows(ENTRIES)]
    for texts in JOURNALLED.values():
        _copy(db, then, texts)
    for entry in reversed(entries):
        if entry.command_id > command_id:
            for change in reversed(journal.changes_of(db, entry)):
                _put_back(then, entry, change)
    kept = [entry for entry in entries if entry.command_id <= command_id]
    _keep_entries(db, then, kept)
    projects = map(Project._make, then.rows(ALL_PROJECTS))
    positions.refold(then, {(project.zone_id, project.id): () for project in projects})


def _copy(db: Db, then: Db, texts: TableTexts) -> None:
    names = ", ".join(texts.columns)
    rows = db.rows(f"SELECT {names} FROM {texts.name}")
    then.many(texts.insert, [dict(zip(texts.columns, row, strict=True)) for row in rows])


def _put_back(then: Db, entry: Entry, change: journal.Change) -> None:
    texts = JOURNALLED[change.table]
    before = change.before
    if before is None:
        then.rows(texts.delete, **{"zone_id": entry.zone_id, texts.key: change.row_id})
    else:
        then.rows(texts.insert if change.after is None else texts.update, **before)


def _keep_entries(db: Db, then: Db, kept: list[Entry]) -> None:
    heads: dict[str, Entry] = {}
    for entry in kept:
        heads[entry.zone_id] = max(entry, heads.get(entry.zone_id, entry), key=lambda e: e.seq)
    then.many(INSERT_CHAIN, [{"zone_id": e.zone_id, "seq": e.seq, "hash": e.hash} for e in heads.values()])
    then.many(ENTRY.insert, [entry._asdict() for entry in kept])
    known = {(entry.zone_id, entry.seq) for entry in kept}
    rows = [row for row in db.rows(CHANGES) if (row[0], row[1]) in known]
    then.many(CHANGE.insert, [dict(zip(CHANGE.columns, row, strict=True)) for row in rows])

"""Store: the examination of a file, also of one that no other command opens.  Nothing is believed, nothing written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zonetrack.domain.doctor import CHECKS, DAMAGED, OK, UNCHECKED, Check, Damage, Findings
from zonetrack.domain.errors import Refusal, Unusable
from zonetrack.store import migrations, refold, replay
from zonetrack.store.db import APPLICATION_ID, is_current, known_version, schema_version, unrecognised
from zonetrack.store.refold import UNFOLDABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zonetrack.store.db import Db

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
APPLIED = "SELECT id, migration_set, name, applied_at FROM _sqlite_migrations ORDER BY id"
NUMBERS = "SELECT zone_id, seq FROM entry"
_COUNTS = {
    table: f"SELECT count(*) FROM {table}" for table in ("entry", "change", "project", "milestone", "observation")
}
MIGRATIONS_TABLE = "_sqlite_migrations"
MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes of a file before its first page's rows

# Whatever can come out of rows in which any bit may be wrong.
UNREADABLE = (sqlite3.Error, *UNFOLDABLE)

Found = tuple[int, list[Damage]]


class _Examination:
    """The checks of one file, one after the other, each with what it found."""

    def __init__(self, path: str) -> None:
        self.file = os.path.basename(path)
        self.checks: dict[str, Check] = {}
        self.damage: list[Damage] = []

    def make(self, name: str, check: Callable[[], Found]) -> bool:
        """Make a check; return whether all is well.  What cannot be read at all is damage, too."""
        try:
            examined, damage = check()
        except UNREADABLE as error:
            examined, damage = 0, [Damage(name, "", self.file, "", None, _said(error))]
        self.checks[name] = Check(name, DAMAGED if damage else OK, examined)
        self.damage += damage
        return not damage

    def findings(self) -> Findings:
        """Return what was found; the checks that were not made are there, too."""
        checks = tuple(self.checks.get(name, Check(name, UNCHECKED, 0)) for name in CHECKS)
        return Findings(checks, tuple(self.damage))


def _said(error: Exception) -> str:
    """What the engine said, where it was the engine; an error of our own by the key of its words."""
    if isinstance(error, Refusal):
        return str(error.__cause__ or " ".join([error.word, *map(str, error.params.values())]))
    return f"{type(error).__name__}: {error}"


def examine(path: str | os.PathLike[str], *, deep: bool = False) -> Findings:
    """Examine the file at `path`; `deep` replays the whole journal against every table.

    Raises Unusable where there is no file or an empty one, Busy, CannotWrite.
    """
    path = os.fspath(path)
    examination = _Examination(path)
    header = _header(path)
    try:
        db = unrecognised(path, write=False)
    except Unusable as refusal:
        if not header:
            raise
        examination.checks["file"] = Check("file", DAMAGED, 1)
        examination.damage += _of_bytes(path, header) or [
            Damage("file", "", examination.file, "", None, _said(refusal))
        ]
        return examination.findings()
    with db:
        db.connection.text_factory = _readable
        db.begin(write=False)
        _examine(examination, db, header, deep=deep)
        db.rollback()
    return examination.findings()


def _examine(examination: _Examination, db: Db, header: bytes, *, deep: bool) -> None:
    known = examination.make("file", lambda: (1, _of_marks(db, header)))
    whole = examination.make("structure", lambda: _structure(db, examination.file))
    if not known:
        return
    examination.make("references", lambda: _references(db))
    # A table that is another than ours, or a view in its place, is not read.
    if (examination.make("schema", lambda: _schema(db)) and whole) or _has_our_tables(db):
        _examine_rows(examination, db, deep=deep)


def _examine_rows(examination: _Examination, db: Db, *, deep: bool) -> None:
    try:
        with _present(db) as present:
            tables = replay.stored(present)
            names = replay.Names(tables)
            examination.make("chain", lambda: replay.chains(db, names))
            numbers = [(zone_id, seq) for zone_id, seq in db.rows(NUMBERS)]
            examination.make("facts", lambda: (len(tables["observation"]), replay.facts(tables, numbers, names)))
            if present is db:  # those of an earlier schema are folded anew before anything reads them
                examination.make("positions", lambda: refold.against_positions(db, names))
            if deep:
                examination.make("journal", lambda: replay.against_tables(present, names))
    except UNREADABLE as error:
        examination.damage.append(Damage("structure", "", examination.file, "", None, _said(error)))
        examination.checks["structure"] = examination.checks["structure"]._replace(result=DAMAGED)


@contextmanager
def _present(db: Db) -> Iterator[Db]:
    """The ledger in the present schema: itself, or a copy in memory."""
    if is_current(db):
        yield db
    else:
        with migrations.up_to_date(db) as copy:
            yield copy


def _readable(text: bytes) -> str:
    """Decode what may not be UTF-8 any more into something that is never equal to what it should be."""
    return text.decode("utf-8", "backslashreplace")


def _header(path: str) -> bytes:
    """Return the first bytes of the file.  Before it is opened: closing it later would drop our locks on it."""
    if not os.path.isfile(path):
        return b""
    with open(path, "rb") as file:
        return file.read(HEADER)


def _of_bytes(path: str, header: bytes) -> list[Damage]:
    """Say what is wrong with a file that the engine will not open: another kind of file, or only a part of one."""
    name = os.path.basename(path)
    if not header.startswith(MAGIC):
        return [Damage("file", "", name, "header", _printed(MAGIC), _printed(header[: len(MAGIC)]))]
    page = int.from_bytes(header[16:18], "big")
    should, is_ = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page), os.path.getsize(path)
    return [Damage("file", "", name, "size", str(should), str(is_))] if is_ < should else []


def _of_marks(db: Db, header: bytes) -> list[Damage]:
    """See whether the file is a ledger that this program knows."""
    newest = known_version()
    application, version = (int((db.one(f"PRAGMA {name}") or (0,))[0]) for name in ("application_id", "user_version"))
    encoding = str((db.one("PRAGMA encoding") or ("",))[0])
    held = [
        ("application_id", application == APPLICATION_ID, f"0x{APPLICATION_ID:08X}", f"0x{application:08X}"),
        ("user_version", 1 <= version <= newest, f"1–{newest}", str(version)),
        ("encoding", encoding == "UTF-8", "UTF-8", encoding),
        # 1 is a journal that is rolled back, 2 a write-ahead log: with any other number SQLite will not write.
        ("format", header[18:20] in (b"\1\1", b"\2\2"), "1 1", f"{header[18]} {header[19]}"),
    ]
    name = os.path.basename(db.path)
    return [Damage("file", "", name, field, expected, found) for field, good, expected, found in held if not good]


def _printed(text: bytes) -> str:
    return text.rstrip(b"\0").decode("ascii", "backslashreplace")


def _structure(db: Db, name: str) -> Found:
    """Let the engine look through all pages, trees and indexes."""
    said = [str(row[0]) for row in db.rows("PRAGMA integrity_check(1000000)")]
    pages = int((db.one("PRAGMA page_count") or (0,))[0])
    return pages, [Damage("structure", "", name, "", "ok", one) for one in said if one != "ok"]


def _references(db: Db) -> Found:
    """Let the engine look up what every row refers to."""
    examined = sum(int(row[0]) for text in _COUNTS.values() for row in db.rows(text))
    broken = db.rows("PRAGMA foreign_key_check")
    return examined, [
        Damage("references", str(table), f"{table} {row}", str(parent), str(parent), None)
        for table, row, parent, _ in broken
    ]


def _schema(db: Db) -> Found:
    """Compare every table, index and view with what the migrations up to the file's number make."""
    version = schema_version(db)
    with migrations.empty(db.path, version) as made:
        known = {(kind, name): sql for kind, name, _, sql in made.rows(SCHEMA)}
    rows = db.rows(SCHEMA)
    # What sqlite-utils keeps beside is its own to lay out; statistics are the engine's, made by ANALYZE.
    present = {
        (kind, name): sql
        for kind, name, table, sql in rows
        if (table != MIGRATIONS_TABLE or kind == "trigger") and not name.startswith("sqlite_stat")
    }
    damage = [
        Damage("schema", name, f"{kind} {name}", "sql", known.get((kind, name)), present.get((kind, name)))
        for kind, name in dict.fromkeys([*known, *present])
        if known.get((kind, name), "") != present.get((kind, name), "")
    ]
    should = [migrations.name_of(number) for number in range(1, version + 1)]
    applied = [name for _, kept, name, _ in db.rows(APPLIED) if kept == "zonetrack"]
    if applied != should:
        where = MIGRATIONS_TABLE
        damage.append(Damage("schema", where, where, "name", " ".join(should), " ".join(map(str, applied))))
    return len(known), damage


def _has_our_tables(db: Db) -> bool:
    """Whether every table is ours to the letter; indexes and views may be damaged."""
    with migrations.empty(db.path, schema_version(db)) as made:
        known = {name: sql for kind, name, _, sql in made.rows(SCHEMA) if kind == "table"}
    try:
        present = {name: sql for kind, name, _, sql in db.rows(SCHEMA) if kind == "table"}
    except UNREADABLE:
        return False
    return known.items() <= present.items()


def last_backup(path: str | os.PathLike[str]) -> str | None:
    """Return the newest automatic backup beside the ledger that is sound itself."""
    folder, name = os.path.split(os.path.abspath(path))
    beginnings = (f"{name}.v", f"{name}.before-restore-")
    found = [one for one in os.listdir(folder) if one.startswith(beginnings) and one.endswith(".bak")]
    for one in sorted(found, key=lambda each: each.removesuffix(".bak").rpartition("-")[2], reverse=True):
        candidate = os.path.join(folder, one)
        try:
            if not examine(candidate, deep=True).damage:
                return candidate
        except Refusal:
            continue
    return None

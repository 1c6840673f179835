"""Store: bringing a ledger to the present schema, by sqlite-utils, in one transaction of our own."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from zonetrack.domain.errors import Unusable
from zonetrack.store.db import VERSION, Db
from zonetrack.store.schema import MIGRATIONS, statements

if TYPE_CHECKING:
    from os import PathLike


def migrate(db: Db) -> None:
    """Apply every migration that the file has not seen.  The caller holds the write transaction and commits it.

    sqlite-utils keeps the list of what was applied in `_sqlite_migrations`; `user_version` is what reading checks.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations("zonetrack")
    for number, _ in MIGRATIONS:
        migrations(name=name_of(number))(_step(number))
    migrations.apply(Database(db.connection, execute_plugins=False))
    db.rows(f"PRAGMA user_version={VERSION}")


def name_of(number: int) -> str:
    """Return the name under which sqlite-utils keeps a migration."""
    return f"m{number:03d}"


def upgrade(db: Db) -> None:
    """Apply the migrations to a ledger with rows, fold its positions anew, and look whether all holds together.

    Positions are derived: a new rule of folding needs a new number, and no statements.
    Raises Unusable where something does not hold: the caller then drops the transaction.
    """
    from zonetrack.store import refold, replay

    migrate(db)
    refold.anew(db, replay.Names(replay.stored(db)))
    if db.one("PRAGMA foreign_key_check") or db.rows("PRAGMA integrity_check") != [("ok",)]:
        raise Unusable("ledger.broken", path=db.path)


def _step(number: int) -> Any:
    def apply(database: Any) -> None:
        for statement in statements(number):
            database.conn.execute(statement)

    return apply


def empty(path: str | PathLike[str], version: int | None = None) -> Db:
    """Return empty tables in memory, of the present schema or an earlier one, without the list of migrations.

    Nothing there checks references between rows, so that they go in and out in any order.
    """
    made = Db(sqlite3.connect(":memory:", isolation_level=None), str(path))
    for number, _ in MIGRATIONS:
        if number <= (version or VERSION):
            for statement in statements(number):
                made.rows(statement)
    made.rows(f"PRAGMA user_version={version or VERSION}")
    return made


def up_to_date(db: Db) -> Db:
    """Return a copy in memory of a ledger of an earlier schema, brought up to date; the file is not touched."""
    copy = Db(sqlite3.connect(":memory:", isolation_level=None), db.path)
    try:
        db.connection.backup(copy.connection)
        copy.connection.text_factory = db.connection.text_factory
        copy.begin(write=True)
        upgrade(copy)
        copy.commit()
    except BaseException:
        copy.close()
        raise
    return copy

"""Store: bringing a ledger to the present schema, by sqlite-utils, in one transaction of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.store.db import VERSION, schema_version
from zonetrack.store.schema import MIGRATIONS, statements

if TYPE_CHECKING:
    from zonetrack.store.db import Db


def is_current(db: Db) -> bool:
    """Tell whether the file has the present schema."""
    return schema_version(db) == VERSION


def migrate(db: Db) -> None:
    """Apply every migration that the file has not seen.  The caller holds the write transaction and commits it.

    sqlite-utils keeps the list of what was applied in `_sqlite_migrations`; `user_version` is what reading checks.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations("zonetrack")
    for number, _ in MIGRATIONS:
        migrations(name=f"m{number:03d}")(_step(number))
    migrations.apply(Database(db.connection, execute_plugins=False))
    db.rows(f"PRAGMA user_version={VERSION}")


def _step(number: int) -> Any:
    def apply(database: Any) -> None:
        for statement in statements(number):
            database.conn.execute(statement)

    return apply

"""Store: the file as a whole: making it, reading it, writing to it, copying it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Failed, Unusable
from zonetrack.domain.records import LEDGER
from zonetrack.store.db import connect, create, schema_version
from zonetrack.store.reading import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    AnyPath = str | os.PathLike[str]

    from zonetrack.store.db import Db
    from zonetrack.store.ids import Ids
    from zonetrack.store.writing import Command

TIMEZONE = "Asia/Shanghai"
# The same since 1991, when summer time was given up; a time zone file would take longer to read than the ledger.
SHANGHAI = timezone(timedelta(hours=8))
SAMPLE = "sample"


@contextmanager
def reading(path: AnyPath) -> Iterator[Db]:
    """Open the ledger for reading, in one transaction: everything read is of one state."""
    with connect(path, write=False) as db:
        db.begin(write=False)
        try:
            yield db
        finally:
            db.rollback()


@contextmanager
def writing(path: AnyPath, *, dry_run: bool = False, migrated: Callable[[str], None] | None = None) -> Iterator[Db]:
    """Open the ledger for writing and hold it: all that is done is kept at the end, or none of it.

    A file of an older schema is brought up to date first; `migrated` is told where its backup lies.
    """
    from zonetrack.store import migrations

    with connect(path, write=True) as db:
        if not migrations.is_current(db):
            copy = f"{os.fspath(path)}.v{schema_version(db)}-{datetime.now(UTC):%Y%m%d%H%M%S}.bak"
            backup(path, copy)
            if migrated:
                migrated(copy)
        db.begin(write=True)
        try:
            if not migrations.is_current(db):
                migrations.migrate(db)
            yield db
            if dry_run:
                db.rollback()
            else:
                db.commit()
        except BaseException:
            db.rollback()
            raise


def today(db: Db, now: datetime) -> date:
    """Return the ledger's day: the day in its time zone at `now` (UTC)."""
    return now.astimezone(zone_info(setting(db, "timezone"))).date()


def zone_info(name: str | None) -> tzinfo:
    """Return the time zone called `name`; Shanghai's where the ledger names none."""
    if name in (None, TIMEZONE):
        return SHANGHAI
    from zoneinfo import ZoneInfo

    return ZoneInfo(str(name))


def is_sample(db: Db) -> bool:
    """Tell whether this is the shipped ledger, or a copy of it."""
    return setting(db, SAMPLE) == "yes"


def init(path: AnyPath, command: Command, ids: Ids, settings: dict[str, str]) -> None:
    """Make an empty ledger at `path`, all in one transaction; on failure no file is left.

    Raises AlreadyThere where something stands at `path`, CannotWrite where it cannot be made.
    """
    from zonetrack.store.migrations import migrate
    from zonetrack.store.writing import Writer

    refuse_existing(path)
    made = create(path)
    try:
        with made as db:
            db.begin(write=True)
            migrate(db)
            writer = Writer(db, command, ids)
            for name, value in sorted(settings.items()):
                writer.put("setting", None, {"zone_id": LEDGER, "id": name, "value": value})
            writer.finish()
            db.commit()
    except BaseException:
        if not _is_ledger(path):
            os.unlink(path)
        raise


def _is_ledger(path: AnyPath) -> bool:
    try:
        connect(path, write=False).close()
    except Unusable:
        return False
    return True


def refuse_existing(path: AnyPath) -> None:
    """Raise AlreadyThere when anything stands at `path`, a dangling link included."""
    if os.path.lexists(path):
        raise AlreadyThere("file.exists", path=str(path))


def example() -> Path:
    """Return where the shipped ledger lies: in the installed package, or in the checkout.  Raises Failed."""
    from pathlib import Path

    here = Path(__file__).resolve()
    for path in (here.parents[1] / "data" / "zonetrack.db", here.parents[3] / "data" / "zonetrack.db"):
        if path.is_file():
            return path
    raise Failed("ledger.no_example")


def backup(path: AnyPath, target: AnyPath, *, force: bool = False) -> None:
    """Copy the ledger at `path` to `target` as it stands, check the copy, and only then give it its name.

    Raises AlreadyThere for an existing `target` without `force`, CannotWrite, and Unusable where the copy is not sound.
    """
    from pathlib import Path

    path, target = Path(path), Path(target)
    if target.exists() and path.exists() and os.path.samefile(path, target):
        raise AlreadyThere("file.is_ledger", path=str(target))
    if not force:
        refuse_existing(target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with connect(path, write=False) as db:
            _copy(db, temporary)
        os.replace(temporary, target)
    except OSError as error:
        raise CannotWrite("file.unwritable", path=str(target), why=error.strerror or "") from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def _copy(db: Db, temporary: Path) -> None:
    import sqlite3

    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = sqlite3.connect(temporary, isolation_level=None)
    try:
        db.connection.backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise Unusable("ledger.broken", path=db.path)
    except sqlite3.OperationalError as error:
        raise CannotWrite("file.unwritable", path=str(temporary), why=str(error)) from None
    except sqlite3.DatabaseError:
        raise Unusable("ledger.broken", path=db.path) from None
    finally:
        copy.close()
    with temporary.open("rb") as file:
        os.fsync(file.fileno())

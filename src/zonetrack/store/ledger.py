"""Store: the file as a whole: making it, reading it, writing to it, copying it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Failed, Unusable
from zonetrack.domain.records import LEDGER
from zonetrack.store.db import connect, create, is_current, schema_version
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
    """Open the ledger for reading, in one transaction: everything read is of one state.

    A file of an earlier schema stays as it is: what is read is a copy in memory, brought up to date.
    """
    with connect(path, write=False) as db:
        db.begin(write=False)
        try:
            if not is_current(db):
                from zonetrack.store.migrations import up_to_date

                with up_to_date(db) as copy:
                    copy.begin(write=False)
                    yield copy
            else:
                yield db
        finally:
            db.rollback()


@contextmanager
def writing(path: AnyPath, *, dry_run: bool = False, migrated: Callable[[str], None] | None = None) -> Iterator[Db]:
    """Open the ledger for writing and hold it: all that is done is kept at the end, or none of it.

    A file of an earlier schema is brought up to date first, after a checked backup beside it; `migrated` is told where
    that lies.  When nothing is kept, neither is the backup.
    """
    with connect(path, write=True) as db:
        db.begin(write=True)
        copy = None
        try:
            if not is_current(db):
                copy = _upgraded(db, backed_up=not dry_run)
            yield db
            if dry_run:
                db.rollback()
            else:
                db.commit()
        except BaseException:
            db.rollback()
            if copy and not is_current(db):  # else an interruption came just after the end
                os.unlink(copy)
            raise
    if copy and migrated:
        migrated(copy)


def _upgraded(db: Db, *, backed_up: bool) -> str | None:
    """Bring the held ledger up to date; return where its backup from before lies.

    The backup is read by a second connection while this one keeps every other writer out.
    """
    from zonetrack.store import migrations

    copy = None
    if backed_up:
        copy = free_name(f"{db.path}.v{schema_version(db)}-{stamp(datetime.now(UTC))}")
        backup(db.path, copy)
    try:
        migrations.upgrade(db)
    except BaseException:
        if copy:
            os.unlink(copy)
        raise
    return copy


def stamp(now: datetime) -> str:
    """Return a time (UTC) as it stands in the names of backups."""
    return f"{now:%Y%m%d%H%M%S}"


def free_name(beginning: str) -> str:
    """Return a name for a backup that no file has: `beginning`, `.bak`, and a number between where that is taken."""
    names = (f"{beginning}{number}.bak" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next((name for name in names if not os.path.lexists(name)), f"{beginning}.bak")


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


def init_example(path: AnyPath) -> None:
    """Make a ledger at `path` that is a copy of the shipped one; its folder is made where there is none.

    Raises AlreadyThere, CannotWrite, Failed.
    """
    refuse_existing(path)
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    except OSError as error:
        raise CannotWrite("ledger.cannot_create", path=os.fspath(path), why=error.strerror or "") from None
    backup(example(), path)


def backup(path: AnyPath, target: AnyPath, *, force: bool = False) -> None:
    """Copy the ledger at `path` to `target` as it stands, check the copy, and only then give it its name.

    Raises AlreadyThere for an existing `target` without `force`, CannotWrite, and Unusable where the copy is not sound.
    """
    path, target = os.fspath(path), os.fspath(target)
    if os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target):
        raise AlreadyThere("file.is_ledger", path=target)
    if not force:
        refuse_existing(target)
    temporary = part_of(target)
    try:
        with connect(path, write=False) as db:
            copy_to(db, temporary)
        os.replace(temporary, target)
        sync_folder(target)
    except OSError as error:
        raise CannotWrite("file.unwritable", path=target, why=error.strerror or "") from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def part_of(target: str) -> str:
    """Return a name under which a file is made before it gets the name `target`: hidden, beside it, like no other."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.{os.urandom(4).hex()}.part")


def copy_to(db: Db, temporary: str) -> None:
    """Copy an open ledger, as it stands, to the new file `temporary`, check the copy, and make it durable.

    Raises Unusable where the copy is not sound, CannotWrite, OSError.
    """
    import sqlite3

    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not db.connection.in_transaction:
        db.begin(write=False)  # waits for its turn, and not for ever as the copying would
    db.one("PRAGMA schema_version")
    copy = sqlite3.connect(temporary, isolation_level=None)
    try:
        db.connection.backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise Unusable("ledger.broken", path=db.path)
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise Unusable("ledger.broken", path=db.path) from error
        raise CannotWrite("file.unwritable", path=temporary, why=str(error)) from None
    finally:
        copy.close()
    with open(temporary, "rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: str) -> None:
    """Make the names in the folder of `path` durable, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

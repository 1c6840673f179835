"""Store: another file takes the place of the ledger: checked first, in one step, and what it replaces is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import Busy, CannotWrite, Refusal, Unusable
from zonetrack.store.db import connect, unrecognised
from zonetrack.store.doctor import examine
from zonetrack.store.ledger import backup, copy_to, free_name, part_of, stamp, sync_folder

if TYPE_CHECKING:
    from datetime import datetime

    from zonetrack.store.db import Db

# What SQLite lays beside a file and would apply to whatever bears its name: an interrupted write, a write-ahead log.
BESIDE = ("-journal", "-wal")


class Restored(NamedTuple):
    """Where that which was replaced is kept, None where there was nothing; and whether it is a checked copy.

    What could not be read as a ledger any more is kept byte for byte.
    """

    kept: str | None
    checked: bool


def restore(path: str | os.PathLike[str], source: str | os.PathLike[str], now: datetime) -> Restored:
    """Put a checked copy of `source` in the place of the ledger at `path`, at `now` (UTC).

    Other writers are kept out meanwhile; one that waited is refused.  Until the one step that changes the name, the old
    ledger stands; after it the new one.  Raises Refusal for `source` itself, Unusable for one that is not sound, Busy,
    CannotWrite.
    """
    target, source = os.path.realpath(path), os.fspath(source)
    _refuse(target, source)
    temporary = part_of(target)
    try:
        _take(source, temporary)
        held = _held(target)
        try:
            restored = _keep(target, free_name(f"{target}.before-restore-{stamp(now)}"), held)
            _dress(target, temporary)
            os.replace(temporary, target)
            sync_folder(target)
        finally:
            if held:
                held.close()
    except OSError as error:
        raise CannotWrite("file.unwritable", path=target, why=error.strerror or "") from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    return restored


def _refuse(target: str, source: str) -> None:
    if os.path.isdir(target):
        raise Unusable("ledger.unopenable", path=target)
    if not os.path.exists(source):
        raise Unusable("restore.missing", path=source)
    if os.path.exists(target) and os.path.samefile(source, target):
        raise Refusal("restore.itself", path=source)


def _take(source: str, temporary: str) -> None:
    """Copy `source` to `temporary` and examine the copy.  Raises Unusable where it is not sound."""
    with connect(source, write=False) as db:
        copy_to(db, temporary)
    damage = examine(temporary).damage
    if damage:
        first = damage[0]
        raise Unusable("restore.damaged", path=source, n=len(damage), where=first.where, field=first.field or "-")


def _held(target: str) -> Db | None:
    """Open what stands there and hold it against writers, which also heals an interrupted write.

    None where nothing stands, or nothing that SQLite can read.  Raises Busy, CannotWrite.
    """
    if not os.path.exists(target) or os.path.getsize(target) == 0:
        return None
    before = os.stat(target)
    db = None
    try:
        db = unrecognised(target, write=True)
        db.one("PRAGMA journal_mode=DELETE")  # takes in a write-ahead log, and lays it down
        db.begin(write=True)
        moved = not os.path.samestat(before, os.stat(target))
    except (Unusable, sqlite3.Error):
        if db:
            db.close()
        return None
    except BaseException:
        if db:
            db.close()
        raise
    if moved:  # by another `restore`, while this one waited
        db.close()
        raise Busy("ledger.replaced", path=target)
    return db


def _keep(target: str, kept: str, held: Db | None) -> Restored:
    """Keep what stands there under the name `kept`, with what lies beside it: a checked copy, else the bytes."""
    checked = False
    if held:
        with suppress(Unusable):
            backup(target, kept)
            checked = True
    if not checked and os.path.exists(target):
        _keep_bytes(target, kept)
    for ending in BESIDE:
        # Only what could not be healed is still there.  It belongs to the bytes that are kept, and to nothing else.
        if os.path.lexists(target + ending):
            os.replace(target + ending, kept + ending)
    with suppress(FileNotFoundError):
        os.unlink(f"{target}-shm")
    sync_folder(target)
    return Restored(kept if os.path.lexists(kept) else None, checked)


def _keep_bytes(target: str, kept: str) -> None:
    """Give the file a second name; where the disk knows no such thing, copy its bytes."""
    try:
        os.link(target, kept)
    except OSError:
        shutil.copyfile(target, kept)
        with open(kept, "rb") as file:
            os.fsync(file.fileno())


def _dress(target: str, temporary: str) -> None:
    """Give the new file the owner, group and mode of the one that it replaces, as far as we may."""
    if os.path.exists(target):
        old = os.stat(target)
        with suppress(OSError, AttributeError):
            os.chown(temporary, old.st_uid, old.st_gid)
        os.chmod(temporary, stat.S_IMODE(old.st_mode))

"""Store: the seam to the engine.  Opens a SQLite file safely, runs statements, translates the engine's errors."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from zonetrack.domain.errors import Busy, CannotWrite, Refusal, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

VERSION = 4  # of the newest migration in schema.py, which is too long to be read before every command
APPLICATION_ID = 0x5A4F4E45  # "ZONE"
TIMEOUT = 30.0  # seconds to wait for another process

Row = tuple[Any, ...]

_REFUSALS: tuple[tuple[str, type[Refusal], str], ...] = (
    ("SQLITE_BUSY", Busy, "ledger.busy"),
    ("SQLITE_LOCKED", Busy, "ledger.busy"),
    ("SQLITE_FULL", CannotWrite, "ledger.full"),
    ("SQLITE_IOERR", CannotWrite, "ledger.unwritable"),
    ("SQLITE_READONLY_DBMOVED", Busy, "ledger.replaced"),  # `restore` has put another file in its place
    ("SQLITE_READONLY", CannotWrite, "ledger.read_only"),
    ("SQLITE_CANTOPEN", Unusable, "ledger.unopenable"),
    ("SQLITE_PERM", CannotWrite, "ledger.read_only"),
    ("SQLITE_NOTADB", Unusable, "ledger.foreign"),
    ("SQLITE_CORRUPT", Unusable, "ledger.broken"),
)


class Db:
    """One connection to one ledger, and the only place that knows the engine's driver."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rows(self, sql: str, **params: object) -> list[Row]:
        """Run `sql` with named parameters and return all rows.  Raises Busy, CannotWrite, Unusable."""
        with self._translated():
            return self.connection.execute(sql, params).fetchall()

    def one(self, sql: str, **params: object) -> Row | None:
        """Run `sql` and return its first row, or None."""
        rows = self.rows(sql, **params)
        return rows[0] if rows else None

    def each(self, sql: str, **params: object) -> Iterator[Row]:
        """Run `sql` and give its rows one by one, for more of them than should be held at once."""
        with self._translated():
            yield from self.connection.execute(sql, params)

    def many(self, sql: str, rows: Iterable[dict[str, object]]) -> None:
        """Run `sql` once for each set of parameters."""
        with self._translated():
            self.connection.executemany(sql, rows)

    def load(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run `sql` once for each row, its values in the order of the parameters: half the time of `many`."""
        text = _by_place(sql)
        with self._translated():
            self.connection.executemany(text, rows)

    def begin(self, *, write: bool) -> None:
        """Begin a transaction: one that holds the ledger for writing, or one that sees a single state of it."""
        self.rows("BEGIN IMMEDIATE" if write else "BEGIN")

    def commit(self) -> None:
        """Make the transaction durable."""
        self.rows("COMMIT")

    def rollback(self) -> None:
        """Drop the transaction, if one is open."""
        if self.connection.in_transaction:
            self.connection.rollback()

    def close(self) -> None:
        """Close the connection; an open transaction is dropped."""
        self.connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the engine's errors into refusals, by their names and never by their texts; others pass."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            for beginning, kind, word in _REFUSALS:
                if name.startswith(beginning):
                    raise kind(word, path=self.path, seconds=int(TIMEOUT)) from error
            if not name and isinstance(error, sqlite3.OperationalError):  # a text that is no UTF-8: damage made it
                raise Unusable("ledger.broken", path=self.path) from error
            raise
        except UnicodeDecodeError as error:  # the same in what the engine says about the file
            raise Unusable("ledger.broken", path=self.path) from error


def _by_place(sql: str) -> str:
    """Return `sql` as the driver takes it with values in a row: without the names of its parameters."""
    import re

    return re.sub(r":\w+", "?", sql)


def _uri(path: str, mode: str) -> str:
    """The address of a file: in a URI `?` and `#` would end the path, and SQLite would open another file."""
    whole = os.path.realpath(path).replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{whole if whole.startswith('/') else '/' + whole}?mode={mode}"


def _connect(path: str, mode: str) -> Db:
    uri = _uri(path, mode)
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=TIMEOUT, isolation_level=None)
    except sqlite3.Error:
        raise Unusable("ledger.unopenable", path=path) from None
    db = Db(connection, path)
    try:
        for pragma in ("foreign_keys=ON", "synchronous=EXTRA", "trusted_schema=OFF", "cell_size_check=ON"):
            db.rows(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def connect(path: str | os.PathLike[str], *, write: bool) -> Db:
    """Open the ledger at `path`.  Never creates a file.

    Raises Unusable for a missing, empty, foreign, broken or newer file, CannotWrite where it must be written and may
    not be.  Reading opens for writing where that is allowed, so that a hot journal heals, and forbids changes.
    """
    db = unrecognised(path, write=write)
    try:
        _recognise(db)
        if not write:
            db.rows("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise
    return db


def unrecognised(path: str | os.PathLike[str], *, write: bool) -> Db:
    """Open the file at `path`, whatever it is, without looking into it.  Only for examining and replacing it.

    Raises Unusable where there is no file or an empty one, CannotWrite as `connect` does.
    """
    path = os.fspath(path)
    if os.path.isdir(path):
        raise Unusable("ledger.unopenable", path=path)
    if not os.path.isfile(path):
        raise Unusable("ledger.missing", path=path)
    if os.path.getsize(path) == 0:
        raise Unusable("ledger.empty", path=path)
    writable = os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.realpath(path)), os.W_OK)
    if write and not writable:
        raise CannotWrite("ledger.read_only", path=path)
    return _connect(path, "rw" if writable else "ro")


def _recognise(db: Db) -> None:
    application = (db.one("PRAGMA application_id") or (0,))[0]
    version = schema_version(db)
    if application != APPLICATION_ID:
        raise Unusable("ledger.foreign", path=db.path)
    if version > VERSION:
        raise Unusable("ledger.newer", path=db.path, version=version, known=VERSION)
    if version < 1:
        raise Unusable("ledger.unfinished", path=db.path)


def schema_version(db: Db) -> int:
    """Return the number of the last migration that the file has seen."""
    return int((db.one("PRAGMA user_version") or (0,))[0])


def known_version() -> int:
    """Return the number of the newest schema that this program knows."""
    return VERSION


def is_current(db: Db) -> bool:
    """Tell whether the file has the present schema."""
    return schema_version(db) == VERSION


def create(path: str | os.PathLike[str]) -> Db:
    """Create an empty file at `path`, with our mark, and open it for writing.

    Raises CannotWrite where that is not possible; the caller has made sure that nothing stands there.
    """
    path = os.fspath(path)
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o660))
    except OSError as error:
        raise CannotWrite("ledger.cannot_create", path=path, why=error.strerror or "") from None
    try:
        db = _connect(path, "rw")
        db.rows(f"PRAGMA application_id={APPLICATION_ID}")
    except BaseException:
        os.unlink(path)
        raise
    return db

"""Ledgers to test with: an empty one on disk, made once and copied, and the same in memory."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from zonetrack.store import ledger
from zonetrack.store.db import Db, connect
from zonetrack.store.ids import Ids

from .office import NOW, Office, command


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, as `init` makes it, from the day before."""
    path = tmp_path_factory.mktemp("template") / "zonetrack.db"
    ledger.init(path, command("init", "setup"), Ids(NOW - timedelta(days=1)), {"timezone": "Asia/Shanghai"})
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy of it, alone in its folder."""
    return Path(shutil.copy(template, tmp_path / "zonetrack.db"))


@pytest.fixture(scope="session")
def in_memory(template: Path) -> Callable[[], Db]:
    """Makes copies of it in memory: hundreds of commands take no time there."""

    def make() -> Db:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        source = sqlite3.connect(template)
        source.backup(connection)
        source.close()
        connection.execute("PRAGMA foreign_keys=ON")
        return Db(connection, ":memory:")

    return make


@pytest.fixture
def db(in_memory: Callable[[], Db]) -> Iterator[Db]:
    with in_memory() as made:
        yield made


@pytest.fixture
def office(db: Db) -> Office:
    """An office with a ledger in memory."""
    return Office(db)


@pytest.fixture
def office_on_disk(path: Path) -> Iterator[Office]:
    with connect(path, write=True) as opened:
        yield Office(opened)

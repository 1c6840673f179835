"""Migrations: one list that only grows, applied whole after a backup, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from zonetrack.store import db as seam
from zonetrack.store import ledger, migrations, reading, schema
from zonetrack.store.db import VERSION, connect, schema_version

NEXT = VERSION + 1
ADD_TABLE = "CREATE TABLE later (zone_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (zone_id, id)) {strict}"


def test_the_numbers_rise_one_by_one() -> None:
    assert [number for number, _ in schema.MIGRATIONS] == list(range(1, VERSION + 1))


def test_only_two_words_differ_between_engines() -> None:
    for _, statements in schema.MIGRATIONS:
        for text in statements:
            assert text.format(int="", strict="") == text.replace("{int}", "").replace("{strict}", "")
    assert schema.ENGINE_WORDS["sqlite"].keys() == {"int", "strict"}


def release(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """As if a later version of the program brought one more migration."""
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (NEXT, statements)))
    monkeypatch.setattr(migrations, "MIGRATIONS", schema.MIGRATIONS)
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    monkeypatch.setattr(seam, "VERSION", NEXT)


def version(path: Path) -> int:
    with connect(path, write=False) as db:
        return schema_version(db)


def test_a_file_that_is_up_to_date_is_not_touched(path: Path) -> None:
    before = path.read_bytes()
    with ledger.writing(path, migrated=pytest.fail):
        pass
    assert path.read_bytes() == before
    with ledger.writing(path) as db:
        migrations.migrate(db)  # and once more changes nothing
    assert version(path) == VERSION


def test_an_older_file_can_be_read_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    release(monkeypatch, ADD_TABLE)
    with ledger.reading(path) as db:
        assert reading.setting(db, "timezone") == "Asia/Shanghai"
    assert path.read_bytes() == before


def test_the_first_write_backs_up_says_so_and_migrates(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, ADD_TABLE)
    told: list[str] = []
    with ledger.writing(path, migrated=told.append) as db:
        assert db.rows("SELECT id FROM later") == []
    assert version(path) == NEXT
    [copy] = told
    assert version(Path(copy)) == VERSION
    assert sorted(one.name for one in path.parent.iterdir()) == ["zonetrack.db", Path(copy).name]
    assert Path(copy).name.startswith(f"zonetrack.db.v{VERSION}-")
    with ledger.writing(path, migrated=told.append):
        pass
    assert len(told) == 1


def test_a_migration_that_fails_half_way_leaves_the_old_ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, ADD_TABLE, "CREATE TABLE project (zone_id TEXT) {strict}")
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError), ledger.writing(path):
        pass
    assert path.read_bytes() == before


def test_a_write_that_fails_takes_its_migration_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, ADD_TABLE)
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt), ledger.writing(path):
        raise KeyboardInterrupt
    assert path.read_bytes() == before


def test_an_old_image_is_lifted_through_every_later_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        schema,
        "LIFTS",
        {
            3: lambda table, image: {**image, "b": image["a"] * 2} if table == "project" else image,
            2: lambda _, image: {**image, "a": 1},
        },
    )
    assert schema.lift("project", {}, 1) == {"a": 1, "b": 2}
    assert schema.lift("project", {"a": 5}, 2) == {"a": 5, "b": 10}
    assert schema.lift("project", {"a": 5}, 3) == {"a": 5}
    assert schema.lift("zone", {}, 1) == {"a": 1}
    assert schema.lift("project", None, 1) is None

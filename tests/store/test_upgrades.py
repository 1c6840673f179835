"""A ledger of an earlier schema: read as it is; backed up and brought up to date by the first write, or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from zonetrack.domain.records import Subject
from zonetrack.store import db as seam
from zonetrack.store import ledger, migrations, reading, replay, rewind, schema, tables
from zonetrack.store.db import VERSION, connect, schema_version
from zonetrack.store.doctor import examine
from zonetrack.store.ids import Ids
from zonetrack.store.journal import Image
from zonetrack.store.writing import Writer

from .killed import in_a_child, killed_before_each_step
from .office import NOW, Office, command, progress

OLD = Path(__file__).parent / "files" / "schema-1.db"
THIRD = OLD.with_name("schema-3.db")  # it says what the first says
SECOND = Path(__file__).parent / "files" / "schema-2.db"
NEXT = VERSION + 1
LATER = NOW + timedelta(days=500)
# It changes two journalled tables: one gets a column, one another value.
STATEMENTS = (
    "ALTER TABLE setting ADD COLUMN said TEXT NOT NULL DEFAULT ''",
    "UPDATE setting SET said = value",
    "UPDATE project SET code = slug",
    "CREATE INDEX project_by_code ON project (zone_id, code)",
    "DROP INDEX entry_by_time",
)


def lifted(table: str, image: Image) -> Image:
    """What STATEMENTS does to a row, done to its image."""
    if table == "setting":
        return {**image, "said": image["value"]}
    return {**image, "code": image["slug"]} if table == "project" else image


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "zonetrack.db"))


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a later version of the program had brought a migration that changes a journalled table."""
    release(monkeypatch, *STATEMENTS)


def release(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    known = (*schema.MIGRATIONS[:VERSION], (NEXT, statements))
    for module in (schema, migrations):
        monkeypatch.setattr(module, "MIGRATIONS", known)
    for module in (seam, migrations):
        monkeypatch.setattr(module, "VERSION", NEXT)
    monkeypatch.setattr(schema, "LIFTS", {NEXT: lifted})
    columns = ("zone_id", "id", "value", "said")
    monkeypatch.setitem(tables.JOURNALLED, "setting", tables._texts("setting", columns, "id"))
    monkeypatch.setitem(replay._EVERY, "setting", f"SELECT {', '.join(columns)} FROM setting")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def layout(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def backups(path: Path) -> list[Path]:
    return [one for one in path.parent.iterdir() if one != path]


def states(path: Path) -> list[object]:
    with ledger.reading(path) as db:
        return [reading.projects(db, zone, date(2025, 9, 1)) for zone in reading.zones(db)]


def write(path: Path) -> None:
    """A command that writes, as any other."""
    with ledger.writing(path) as db:
        writer = Writer(db, command(), Ids(LATER, chance=lambda: 0))
        zone = reading.zones(db)[0]
        writer.update(zone, zone._replace(position=9))
        writer.finish()


def test_the_file_is_of_the_first_schema() -> None:
    assert version(OLD) == 1 < VERSION


def test_what_is_no_report_any_more_stops_counting_as_one(tmp_path: Path) -> None:
    """In a file of the second schema somebody gave 建设规模 as a measure of their own; it was a report there."""
    path = Path(shutil.copy(SECOND, tmp_path / "zonetrack.db"))
    reported = "SELECT max(last_reported) FROM project_position"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(reported).fetchone() == ("2025-07-01",)
    assert version(path) == 2
    with ledger.reading(path) as db:
        assert db.one(reported) == ("2025-04-23",)
    write(path)
    assert version(path) == VERSION
    with ledger.reading(path) as db:
        assert db.one(reported) == ("2025-04-23",)
    assert examine(path, deep=True).damage == ()


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("name", ["schema 1", "shipped"])
def test_reading_leaves_an_older_file_as_it_is(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(OLD if name == "schema 1" else ledger.example(), tmp_path / "zonetrack.db"))
    before = path.read_bytes()
    assert states(path) == states(THIRD if name == "schema 1" else ledger.example())
    with ledger.reading(path) as db:
        assert schema_version(db) == NEXT
        assert not ledger.is_sample(db) or reading.setting(db, "timezone") == "Asia/Shanghai"
    assert examine(path, deep=True).damage == ()
    assert path.read_bytes() == before
    assert backups(path) == []


@pytest.mark.parametrize("further", [False, True], ids=["today's schema", "a later one"])
def test_the_first_write_backs_up_and_brings_up_to_date(
    old: Path, tmp_path: Path, further: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if further:
        release(monkeypatch, *STATEMENTS)
    before = dump(old)
    told: list[str] = []
    with ledger.writing(old, migrated=told.append):
        assert told == []  # not before it is done
    [copy] = backups(old)
    assert told == [str(copy)]
    assert dump(copy) == before
    assert version(old) == (NEXT if further else VERSION)
    assert examine(old, deep=True).damage == examine(copy, deep=True).damage == ()
    fresh = tmp_path / "fresh" / "zonetrack.db"
    ledger.init(fresh, command("init"), Ids(NOW), {})
    assert layout(old) == layout(fresh)
    assert states(old) == states(THIRD)


def test_a_dry_run_leaves_no_backup_and_no_change(old: Path) -> None:
    before = old.read_bytes()
    with ledger.writing(old, dry_run=True, migrated=pytest.fail) as db:
        assert schema_version(db) == VERSION
    assert old.read_bytes() == before
    assert backups(old) == []


@pytest.mark.parametrize("number", range(len(STATEMENTS) + 1))
def test_a_statement_that_fails_leaves_the_old_ledger(old: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, *STATEMENTS[:number], "CREATE TABLE project (zone_id TEXT)", *STATEMENTS[number:])
    before = old.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        write(old)
    assert old.read_bytes() == before
    assert backups(old) == []
    release(monkeypatch, *STATEMENTS)
    write(old)
    assert version(old) == NEXT


def test_a_command_that_fails_takes_migration_and_backup_back(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(KeyboardInterrupt), ledger.writing(old, migrated=pytest.fail):
        raise KeyboardInterrupt
    assert old.read_bytes() == before
    assert backups(old) == []


@pytest.mark.slow
@pytest.mark.usefixtures("released")
def test_killed_at_any_statement_it_is_the_old_ledger_or_the_new_one(old: Path) -> None:
    before = dump(old)
    versions = []

    def begin_afresh() -> None:
        for one in old.parent.iterdir():
            one.unlink()
        shutil.copy(OLD, old)

    for _ in killed_before_each_step(begin_afresh, lambda: write(old)):
        seam.connect(old, write=False).close()  # heals
        versions.append(version(old))
        if versions[-1] == 1:
            assert dump(old) == before
        else:
            assert version(old) == NEXT
            assert examine(old, deep=True).damage == ()
        assert all(dump(copy) == before for copy in backups(old) if copy.suffix == ".bak")
    assert versions == sorted(versions)
    assert set(versions) == {1, NEXT}


@pytest.mark.usefixtures("released")
def test_a_backup_that_cannot_be_made_stops_the_write(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = old.read_bytes()
    with pytest.raises(seam.CannotWrite):
        write(old)
    assert old.read_bytes() == before
    assert backups(old) == []


# What the migration changed, as it stands.
CHANGED = ("SELECT id, code FROM project ORDER BY id", "SELECT id, value, said FROM setting ORDER BY id")


@pytest.mark.usefixtures("released")
def test_entries_of_an_earlier_schema_are_taken_back_and_brought_back(old: Path) -> None:
    write(old)
    before = states(old)
    with connect(old, write=True) as db:
        newest = db.rows("SELECT max(command_id) FROM entry")[0][0]
        office = Office(db, Ids(LATER, after=newest))
        stood = [db.rows(sql) for sql in CHANGED]
        assert all(row[1] for rows in stood for row in rows)
        for zone_id in (reading.zones(db)[0].zone_id, "ledger"):
            first = "SELECT command_id FROM entry WHERE zone_id = :zone_id ORDER BY seq LIMIT 1"
            office.undo(db.rows(first, zone_id=zone_id)[0][0])
            assert [db.rows(sql) for sql in CHANGED] != stood
            office.undo(office.entries[0].command_id)
            assert [db.rows(sql) for sql in CHANGED] == stood
    assert states(old) == before
    assert examine(old, deep=True).damage == ()


@pytest.mark.usefixtures("released")
def test_the_ledger_of_an_earlier_entry_is_in_the_present_schema(old: Path) -> None:
    write(old)
    with connect(old, write=True) as db:
        newest = db.rows("SELECT max(command_id) FROM entry")[0][0]
        stood = [db.rows(sql) for sql in CHANGED]
        office = Office(db, Ids(LATER, after=newest))
        for state in reading.projects(db, reading.zones(db)[0], date(2025, 9, 1)):
            office.say(Subject(state.zone, state.project), progress("3.7%", "2025-04-14"))
        with rewind.rewound(db, newest) as then:
            assert [then.rows(sql) for sql in CHANGED] == stood
            assert then.rows("SELECT id FROM observation WHERE value = '3.7'") == []
        with rewind.rewound(db, "") as then:
            assert [then.rows(sql) for sql in CHANGED] == [[], []]


def test_two_who_write_first_make_one_backup(old: Path) -> None:
    other = in_a_child(lambda: write(old))
    assert other == 0
    with ledger.writing(old, migrated=pytest.fail):
        pass
    assert len(backups(old)) == 1

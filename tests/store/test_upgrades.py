"""A ledger of an earlier schema: read as it is, backed up and brought up to date by the first write, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from zonetrack.domain.records import Project, Subject
from zonetrack.store import db as seam
from zonetrack.store import ledger, migrations, reading, replay, rewind, schema, tables
from zonetrack.store.db import VERSION, connect, schema_version
from zonetrack.store.doctor import examine
from zonetrack.store.ids import Ids
from zonetrack.store.journal import Image

from .killed import in_a_child, killed_before_each_step
from .office import NOW, Office, command, progress

OLD = Path(__file__).parent / "files" / "schema-1.db"
NEXT = VERSION + 1
PHASES = (
    "ALTER TABLE project ADD COLUMN phase TEXT NOT NULL DEFAULT ''",
    "UPDATE project SET phase = category",
    "CREATE INDEX project_by_phase ON project (zone_id, phase)",
    "DROP INDEX entry_by_time",
)


def with_phase(table: str, image: Image) -> Image:
    """What PHASES does to a project, done to its image."""
    return {**image, "phase": image["category"]} if table == "project" else image


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "zonetrack.db"))


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a later version of the program had brought a migration that changes a journalled table."""
    release(monkeypatch, *PHASES)


def release(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    known = (*schema.MIGRATIONS[:VERSION], (NEXT, statements))
    for module in (schema, migrations):
        monkeypatch.setattr(module, "MIGRATIONS", known)
    for module in (seam, migrations):
        monkeypatch.setattr(module, "VERSION", NEXT)
    monkeypatch.setattr(schema, "LIFTS", {NEXT: with_phase})
    monkeypatch.setitem(tables.JOURNALLED, "project", tables._texts("project", (*Project._fields, "phase"), "id"))
    monkeypatch.setitem(replay._EVERY, "project", f"SELECT {', '.join((*Project._fields, 'phase'))} FROM project")


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
        db.rows("INSERT INTO setting (zone_id, id, value) VALUES ('ledger', 'x', 'y')")


def test_the_file_is_of_the_first_schema() -> None:
    assert version(OLD) == 1 < VERSION


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("name", ["schema 1", "shipped"])
def test_reading_leaves_an_older_file_as_it_is(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(OLD if name == "schema 1" else ledger.example(), tmp_path / "zonetrack.db"))
    before = path.read_bytes()
    assert states(path) == states(ledger.example())
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
        release(monkeypatch, *PHASES)
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
    assert states(old) == states(ledger.example())


def test_a_dry_run_leaves_no_backup_and_no_change(old: Path) -> None:
    before = old.read_bytes()
    with ledger.writing(old, dry_run=True, migrated=pytest.fail) as db:
        assert schema_version(db) == VERSION
    assert old.read_bytes() == before
    assert backups(old) == []


@pytest.mark.parametrize("number", range(len(PHASES) + 1))
def test_a_statement_that_fails_leaves_the_old_ledger(old: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, *PHASES[:number], "CREATE TABLE project (zone_id TEXT)", *PHASES[number:])
    before = old.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        write(old)
    assert old.read_bytes() == before
    assert backups(old) == []
    release(monkeypatch, *PHASES)
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
            assert "project_by_phase" in {name for _, name, *_ in layout(old)}
        assert examine(old, deep=True).damage == ()
        for copy in backups(old):
            assert copy.name.startswith(".") or dump(copy) == before
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


def entry_of_a_project(db: seam.Db, zone_id: str) -> str:
    """The command that added a project's zone, under the first schema."""
    return str(db.rows("SELECT command_id FROM entry WHERE zone_id = :zone_id AND seq = 1", zone_id=zone_id)[0][0])


@pytest.mark.usefixtures("released")
def test_entries_of_an_earlier_schema_are_taken_back_and_brought_back(old: Path) -> None:
    with ledger.writing(old):
        pass
    before = states(old)
    with connect(old, write=True) as db:
        office = Office(db)
        zone = reading.zones(db)[0]
        phases = db.rows("SELECT id, phase FROM project ORDER BY id")
        assert any(phase for _, phase in phases)
        office.undo(entry_of_a_project(db, zone.zone_id))
        assert len(db.rows("SELECT id FROM project")) < len(phases)
        assert zone not in reading.zones(db)
        office.undo(office.entries[0].command_id)
        assert db.rows("SELECT id, phase FROM project ORDER BY id") == phases
    assert states(old) == before
    assert examine(old, deep=True).damage == ()


@pytest.mark.usefixtures("released")
def test_the_ledger_of_an_earlier_entry_is_in_the_present_schema(old: Path) -> None:
    with ledger.writing(old):
        pass
    with connect(old, write=True) as db:
        newest = db.rows("SELECT max(command_id) FROM entry")[0][0]
        phases = db.rows("SELECT id, phase FROM project ORDER BY id")
        office = Office(db)
        zone = reading.zones(db)[0]
        subject = office.project(Subject(zone), "later")
        office.say(subject, progress("80%", "2025-04-14"))
        db.begin(write=False)
        with rewind.rewound(db, newest) as then:
            assert then.rows("SELECT id, phase FROM project ORDER BY id") == phases
        with rewind.rewound(db, "") as then:
            assert then.rows("SELECT id FROM project") == []
        db.rollback()


def test_two_who_write_first_make_one_backup(old: Path) -> None:
    other = in_a_child(lambda: write(old))
    assert other == 0
    with ledger.writing(old, migrated=pytest.fail):
        pass
    assert len(backups(old)) == 1

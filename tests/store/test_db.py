"""Opening: what is no usable ledger is refused by its own exit code, left as it is, and nothing is created."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from zonetrack.domain.errors import Busy, CannotWrite, Unusable
from zonetrack.store import db as seam
from zonetrack.store import ledger, reading
from zonetrack.store.db import APPLICATION_ID, VERSION, Db, connect
from zonetrack.store.ids import Ids

from .office import NOW, Office, command

Spoil = Callable[[Path], object]


def set_pragma(name: str, value: int) -> Spoil:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {name}={value}")
        connection.commit()
        connection.close()

    return spoil


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE project (id INTEGER)")
    connection.commit()
    connection.close()


def cut(size: Callable[[int], int]) -> Spoil:
    return lambda path: path.write_bytes(path.read_bytes()[: size(path.stat().st_size)])


UNUSABLE: dict[str, tuple[Spoil, str]] = {
    "missing": (lambda path: path.unlink(), "ledger.missing"),
    "a link to nothing": (
        lambda path: path.rename(path.with_name("x")).with_name("x").unlink() or path.symlink_to("x"),
        "ledger.missing",
    ),
    "a folder": (lambda path: path.unlink() or path.mkdir(), "ledger.unopenable"),
    "empty": (cut(lambda _: 0), "ledger.empty"),
    "a text": (lambda path: path.write_text("项目,总投资\n" * 500, encoding="utf-8"), "ledger.foreign"),
    "a short text": (lambda path: path.write_text("ledger", encoding="utf-8"), "ledger.foreign"),
    "a spreadsheet": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(5000)), "ledger.foreign"),
    "the first 16 bytes": (cut(lambda _: 16), "ledger.foreign"),
    "the first 100 bytes": (cut(lambda _: 100), "ledger.broken"),
    "the first page": (cut(lambda _: 4096), "ledger.broken"),
    "the first half": (cut(lambda size: size // 2), "ledger.broken"),
    "without its last page": (cut(lambda size: size - 4096), "ledger.broken"),
    "another SQLite file": (foreign, "ledger.foreign"),
    "another program's mark": (set_pragma("application_id", APPLICATION_ID + 1), "ledger.foreign"),
    "newer": (set_pragma("user_version", VERSION + 1), "ledger.newer"),
    "begun and never finished": (set_pragma("user_version", 0), "ledger.unfinished"),
}


def contents(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder: files with their bytes, links with their targets."""
    return {
        str(one.relative_to(folder)): str(one.readlink())
        if one.is_symlink()
        else one.read_bytes()
        if one.is_file()
        else ""
        for one in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("write", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("spoil, word", UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_usable_ledger_is_refused_and_left_alone(path: Path, spoil: Spoil, word: str, write: bool) -> None:
    spoil(path)
    before = contents(path.parent)
    with pytest.raises(Unusable) as caught:
        connect(path, write=write)
    assert caught.value.word == word
    assert caught.value.exit_code == 6
    assert caught.value.params["path"] == str(path)
    assert contents(path.parent) == before


def test_a_newer_file_says_which_version_it_has(path: Path) -> None:
    set_pragma("user_version", VERSION + 7)(path)
    with pytest.raises(Unusable) as caught:
        connect(path, write=False)
    assert (caught.value.params["version"], caught.value.params["known"]) == (VERSION + 7, VERSION)


@pytest.mark.parametrize("name", ["a?mode=memory.db", "a#b.db", "100%25.db", "空 格.db", "a;b&c='d.db", "file:x.db"])
def test_whatever_its_name_it_is_this_file_that_is_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ledger.init(path, command("init"), Ids(NOW), {})
    with connect(path, write=True) as db:
        Office(db).zone("yuanping")
    with ledger.reading(path) as db:
        assert [zone.slug for zone in reading.zones(db)] == ["yuanping"]
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_link_leads_to_the_ledger_and_stays_a_link(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with connect(link, write=True) as db:
        Office(db).zone("yuanping")
    assert link.is_symlink()
    with ledger.reading(path) as db:
        assert [zone.slug for zone in reading.zones(db)] == ["yuanping"]


def test_reading_changes_nothing(path: Path) -> None:
    before = contents(path.parent)
    with connect(path, write=False) as db:
        with pytest.raises(CannotWrite) as caught:
            db.rows("DELETE FROM setting")
        assert caught.value.word == "ledger.read_only"
    assert contents(path.parent) == before


def test_where_nothing_may_be_written_reading_works(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(CannotWrite) as caught:
        connect(path, write=True)
    assert (caught.value.word, caught.value.exit_code) == ("ledger.read_only", 7)
    with connect(path, write=False) as db:
        assert reading.setting(db, "timezone") == "Asia/Shanghai"


@pytest.mark.parametrize("write", [False, True])
def test_how_every_connection_is_set_up(path: Path, write: bool) -> None:
    set_up = {
        "foreign_keys": 1,
        "synchronous": 3,  # EXTRA: a power cut loses no acknowledged entry
        "journal_mode": "delete",
        "trusted_schema": 0,
        "cell_size_check": 1,
        "query_only": 0 if write else 1,
    }
    with connect(path, write=write) as db:
        assert {name: db.rows(f"PRAGMA {name}")[0][0] for name in set_up} == set_up


class TestBusy:
    """Another process holds the ledger for longer than we wait."""

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seam, "TIMEOUT", 0.02)

    @pytest.fixture
    def other(self, path: Path) -> Db:
        return connect(path, write=True)

    def test_writing_waits_for_the_writer_and_gives_up(self, path: Path, other: Db) -> None:
        with other, connect(path, write=True) as db:
            other.begin(write=True)
            with pytest.raises(Busy) as caught:
                db.begin(write=True)
            assert (caught.value.word, caught.value.exit_code) == ("ledger.busy", 5)
            other.rollback()
            db.begin(write=True)

    def test_reading_goes_on_beside_a_writer_until_it_commits(self, path: Path, other: Db) -> None:
        with other:
            other.begin(write=True)
            other.rows("UPDATE setting SET value = 'UTC' WHERE zone_id = 'ledger'")
            with ledger.reading(path) as db:
                assert reading.setting(db, "timezone") == "Asia/Shanghai"
            other.rollback()
            other.rows("BEGIN EXCLUSIVE")
            with pytest.raises(Busy), ledger.reading(path):
                pass


def test_a_full_disk_is_told_and_nothing_is_kept(path: Path) -> None:
    with connect(path, write=True) as db:
        office = Office(db)
        zone = office.zone("yuanping")
        before = path.read_bytes()
        db.rows(f"PRAGMA max_page_count={len(before) // 4096}")
        with pytest.raises(CannotWrite) as caught:
            office.project(zone, "road", "路" * 100_000)
        assert (caught.value.word, caught.value.exit_code) == ("ledger.full", 7)
    assert path.read_bytes() == before


def test_a_fault_of_our_own_is_not_dressed_up(path: Path) -> None:
    with connect(path, write=True) as db, pytest.raises(sqlite3.IntegrityError):
        db.rows("INSERT INTO setting (zone_id, id, value) VALUES ('ledger', 'timezone', 'UTC')")


def test_a_journal_left_by_a_crash_heals_on_reading(path: Path) -> None:
    crashed = path.with_name("crashed.db")
    with connect(path, write=True) as db:
        db.rows("PRAGMA cache_size=1")  # so that changed pages reach the file before the end
        db.begin(write=True)
        db.rows("UPDATE setting SET value = 'UTC' WHERE zone_id = 'ledger'")
        rows = [{"zone_id": "ledger", "id": f"s{n}", "value": "x" * 1000} for n in range(100)]
        db.many("INSERT INTO setting (zone_id, id, value) VALUES (:zone_id, :id, :value)", rows)
        shutil.copy(path, crashed)
        shutil.copy(f"{path}-journal", f"{crashed}-journal")
        db.rollback()
    assert b"s50" in crashed.read_bytes()  # half of a command is in the file
    with ledger.reading(crashed) as db:
        assert reading.setting(db, "timezone") == "Asia/Shanghai"
        assert db.rows("SELECT count(*) FROM setting") == [(1,)]
        assert db.rows("PRAGMA integrity_check") == [("ok",)]
    assert sorted(one.name for one in path.parent.iterdir()) == ["crashed.db", "zonetrack.db"]

"""Restoring: a checked copy takes the ledger's place in one step, and what it replaces is kept, whatever it was."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from zonetrack.domain.errors import Busy, CannotWrite, Refusal, Unusable
from zonetrack.store import db as seam
from zonetrack.store import ledger, reading
from zonetrack.store.db import VERSION, connect, schema_version
from zonetrack.store.doctor import examine
from zonetrack.store.restore import Restored, restore

from .killed import in_a_child, killed_before_each_step
from .office import Office

NOW = datetime(2025, 7, 1, 4, tzinfo=UTC)
KEPT = "zonetrack.db.before-restore-20250701040000.bak"
OLD = Path(__file__).parent / "files" / "schema-1.db"


@pytest.fixture
def present(path: Path) -> Path:
    """The ledger that is to be replaced: it has a zone of its own."""
    with connect(path, write=True) as db:
        Office(db).zone("present")
    return path


@pytest.fixture
def source(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with another zone, in a folder of its own."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("backups") / "copy.db"))
    with connect(path, write=True) as db:
        Office(db).zone("backup")
    return path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def slugs(path: Path) -> list[str]:
    with ledger.reading(path) as db:
        return [zone.slug for zone in reading.zones(db)]


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_backup_takes_the_place_and_the_ledger_is_kept(present: Path, source: Path) -> None:
    present.chmod(0o640)
    was, backup = dump(present), dump(source)
    kept = present.with_name(KEPT)
    assert restore(present, source, NOW) == Restored(str(kept), checked=True)
    assert dump(present) == backup == dump(source)
    assert dump(kept) == was
    assert present.stat().st_mode & 0o777 == 0o640
    assert names(present.parent) == ["zonetrack.db", KEPT]
    assert examine(present, deep=True).damage == ()


def test_and_it_can_be_taken_back(present: Path, source: Path) -> None:
    restored = restore(present, source, NOW)
    assert restored.kept is not None
    restore(present, restored.kept, NOW)  # in the same second: neither of the two that are kept is lost
    assert slugs(present) == ["present"]
    assert names(present.parent) == ["zonetrack.db", KEPT.replace(".bak", "-2.bak"), KEPT]


def test_a_link_stays_a_link(present: Path, source: Path) -> None:
    link = present.with_name("link.db")
    link.symlink_to(present)
    restore(link, source, NOW)
    assert link.is_symlink()
    assert slugs(present) == ["backup"]


def test_a_lost_ledger_comes_back(present: Path, source: Path) -> None:
    present.unlink()
    assert restore(present, source, NOW) == Restored(None, checked=False)
    assert slugs(present) == ["backup"]
    assert names(present.parent) == ["zonetrack.db"]


def test_a_backup_of_an_earlier_schema_is_taken_as_it_is(present: Path) -> None:
    restore(present, OLD, NOW)
    with connect(present, write=False) as db:
        assert schema_version(db) == 1
    assert dump(present) == dump(OLD)
    with ledger.writing(present):
        pass
    with connect(present, write=False) as db:
        assert schema_version(db) == VERSION


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE chain SET hash = 'x'")


UNFIT: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "restore.missing"),
    "empty": (lambda path: path.write_bytes(b""), "ledger.empty"),
    "a folder": (lambda path: path.unlink() or path.mkdir(), "ledger.unopenable"),
    "a text": (lambda path: path.write_text("x" * 5000), "ledger.foreign"),
    "half of it": (lambda path: path.write_bytes(path.read_bytes()[:100_000]), "ledger.broken"),
    "a broken chain": (damage, "restore.damaged"),
}


@pytest.mark.parametrize("spoil, word", UNFIT.values(), ids=UNFIT)
def test_what_is_no_sound_backup_changes_nothing(
    present: Path, source: Path, spoil: Callable[[Path], object], word: str
) -> None:
    spoil(source)
    before = present.read_bytes()
    with pytest.raises(Unusable) as caught:
        restore(present, source, NOW)
    assert (caught.value.word, caught.value.exit_code) == (word, 6)
    assert present.read_bytes() == before
    assert names(present.parent) == ["zonetrack.db"]


def test_it_says_what_is_damaged(present: Path, source: Path) -> None:
    damage(source)
    with pytest.raises(Unusable) as caught:
        restore(present, source, NOW)
    assert caught.value.params == {"path": str(source), "n": 1, "where": "ledger", "field": "hash"}


def test_a_ledger_is_not_restored_from_itself(present: Path) -> None:
    link = present.with_name("link.db")
    link.symlink_to(present)
    for one, other in ((present, present), (present, link), (link, present)):
        with pytest.raises(Refusal) as caught:
            restore(one, other, NOW)
        assert (caught.value.word, caught.value.exit_code) == ("restore.itself", 2)


BROKEN: dict[str, Callable[[Path], object]] = {
    "a text": lambda path: path.write_text("x" * 5000),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[:100_000]),
    "a page of noise": lambda path: path.write_bytes(
        path.read_bytes()[:4096] + b"\x0d\xff" * 2048 + path.read_bytes()[8192:]
    ),
    "a newer schema": lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 9").close(),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("linking", [True, False], ids=["second name", "copied bytes"])
@pytest.mark.parametrize("spoil", BROKEN.values(), ids=BROKEN)
def test_a_broken_ledger_is_kept_byte_for_byte(
    present: Path, source: Path, spoil: Callable[[Path], object], linking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(present)
    broken = present.read_bytes()
    if not linking:

        def refuse(*_: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr("os.link", refuse)
    kept = present.with_name(KEPT)
    assert restore(present, source, NOW) == Restored(str(kept), checked=False)
    assert kept.read_bytes() == broken
    assert slugs(present) == ["backup"]
    assert names(present.parent) == ["zonetrack.db", KEPT]


def interrupt_a_write(path: Path) -> None:
    """Be killed in the middle of a transaction of which parts are in the file already."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE zone SET name = 'half'")
    for number in range(300):
        connection.execute("INSERT INTO setting VALUES ('ledger', ?, ?)", (f"s{number}", "x" * 500))
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_interrupted_write_is_healed_before_the_ledger_is_kept(present: Path, source: Path) -> None:
    was, backup = dump(present), dump(source)
    assert in_a_child(lambda: interrupt_a_write(present)) == -signal.SIGKILL
    assert Path(f"{present}-journal").stat().st_size > 0
    restore(present, source, NOW)
    assert dump(present) == backup
    assert dump(present.with_name(KEPT)) == was
    assert names(present.parent) == ["zonetrack.db", KEPT]


def test_an_interrupted_write_of_a_lost_ledger_is_not_applied_to_the_new_one(present: Path, source: Path) -> None:
    backup = dump(source)
    assert in_a_child(lambda: interrupt_a_write(present)) == -signal.SIGKILL
    journal = Path(f"{present}-journal").read_bytes()
    present.unlink()
    restore(present, source, NOW)
    assert dump(present) == backup
    assert present.with_name(f"{KEPT}-journal").read_bytes() == journal
    assert not Path(f"{present}-journal").exists()


def test_a_write_ahead_log_is_taken_in_first(present: Path, source: Path) -> None:
    def write_ahead() -> None:
        connection = sqlite3.connect(present, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE zone SET name = 'ahead'")
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_child(write_ahead) == -signal.SIGKILL
    assert Path(f"{present}-wal").stat().st_size > 0
    restore(present, source, NOW)
    assert slugs(present) == ["backup"]
    assert names(present.parent) == ["zonetrack.db", KEPT]
    with ledger.reading(present.with_name(KEPT)) as db:
        assert [zone.name for zone in reading.zones(db)] == ["ahead"]


def test_a_writer_who_waited_is_told_that_the_ledger_was_replaced(present: Path, source: Path) -> None:
    backup = dump(source)
    with connect(present, write=True) as waiting:
        restore(present, source, NOW)
        with pytest.raises(Busy) as caught:
            Office(waiting).zone("late")
        assert (caught.value.word, caught.value.exit_code) == ("ledger.replaced", 5)
    assert dump(present) == backup


def test_while_another_program_writes_nothing_is_replaced(
    present: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seam, "TIMEOUT", 0.02)
    before = present.read_bytes()
    with connect(present, write=True) as other:
        other.begin(write=True)
        with pytest.raises(Busy):
            restore(present, source, NOW)
    assert present.read_bytes() == before
    assert names(present.parent) == ["zonetrack.db"]


def test_of_two_who_restore_at_once_the_later_is_told(
    present: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = seam.Db.begin

    def first_another(db: seam.Db, *, write: bool) -> None:
        if write:
            monkeypatch.setattr(seam.Db, "begin", begin)
            assert in_a_child(lambda: restore(present, source, NOW + timedelta(seconds=1))) == 0
        begin(db, write=write)

    monkeypatch.setattr(seam.Db, "begin", first_another)
    with pytest.raises(Busy) as caught:
        restore(present, source, NOW)
    assert caught.value.word == "ledger.replaced"
    assert slugs(present) == ["backup"]
    assert names(present.parent) == ["zonetrack.db", KEPT.replace("00.bak", "01.bak")]


@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_a_full_disk_changes_nothing(present: Path, source: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = present.read_bytes()
    monkeypatch.setattr(step, full)
    with pytest.raises(CannotWrite) as caught:
        restore(present, source, NOW)
    assert caught.value.exit_code == 7
    assert present.read_bytes() == before
    assert not [name for name in names(present.parent) if name.endswith(".part")]


@pytest.mark.slow
def test_killed_at_any_step_it_leaves_the_old_ledger_or_the_new_one(present: Path, source: Path) -> None:
    was, backup = dump(present), dump(source)
    assert in_a_child(lambda: interrupt_a_write(present)) == -signal.SIGKILL
    start = {one.name: one.read_bytes() for one in present.parent.iterdir()}
    seen = []

    def begin_afresh() -> None:
        for one in present.parent.iterdir():
            one.unlink()
        for name, data in start.items():
            (present.parent / name).write_bytes(data)

    for _ in killed_before_each_step(begin_afresh, lambda: restore(present, source, NOW)):
        found = dump(present)
        assert found in (was, backup)
        seen.append(found == backup)
        if found == backup:
            assert dump(present.with_name(KEPT)) == was
    assert seen == sorted(seen)  # once it is the new one it stays so
    assert {True, False} == set(seen)

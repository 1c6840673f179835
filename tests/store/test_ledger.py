"""The file as a whole: made whole or not at all, written whole or not at all, copied whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from zonetrack.domain.errors import AlreadyThere, CannotWrite, Unusable
from zonetrack.store import ledger, reading
from zonetrack.store.db import Db, connect
from zonetrack.store.ids import Ids

from . import soundness
from .office import NOW, Office, command, progress


def init(path: Path, **settings: str) -> None:
    ledger.init(path, command("init"), Ids(NOW), settings)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


class TestInit:
    def test_it_makes_an_empty_ledger_whose_making_is_its_first_entry(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "zonetrack.db"
        init(path, timezone="UTC", sample="yes")
        with ledger.reading(path) as db:
            soundness.assert_sound(db)
            assert db.rows("SELECT zone_id, seq, command FROM entry") == [("ledger", 1, "init")]
            assert reading.zones(db) == []
            assert reading.setting(db, "timezone") == "UTC"
            assert reading.setting(db, "nothing") is None
            assert ledger.is_sample(db)
        assert names(path.parent) == ["zonetrack.db"]

    @pytest.mark.parametrize(
        "put", [lambda p: p.write_bytes(b"x"), lambda p: p.symlink_to("nowhere"), lambda p: p.mkdir()]
    )
    def test_it_touches_nothing_that_is_there(self, tmp_path: Path, put: Callable[[Path], object]) -> None:
        path = tmp_path / "zonetrack.db"
        put(path)
        before = path.lstat()
        with pytest.raises(AlreadyThere) as caught:
            init(path)
        assert (caught.value.word, caught.value.exit_code) == ("file.exists", 4)
        assert path.lstat() == before
        assert names(tmp_path) == ["zonetrack.db"]

    def test_a_failure_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(UnicodeEncodeError):
            init(tmp_path / "zonetrack.db", note="\udc80")
        assert names(tmp_path) == []

    def test_an_interruption_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(_: Db) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("zonetrack.store.migrations.migrate", interrupt)
        with pytest.raises(KeyboardInterrupt):
            init(tmp_path / "zonetrack.db")
        assert names(tmp_path) == []

    def test_a_file_that_came_between_is_not_ours_to_remove(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "zonetrack.db"
        monkeypatch.setattr(ledger, "refuse_existing", lambda path: path.write_bytes(b"x"))
        with pytest.raises(CannotWrite):
            init(path)
        assert path.read_bytes() == b"x"

    def test_where_nothing_can_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"x")
        with pytest.raises(CannotWrite) as caught:
            init(tmp_path / "file" / "zonetrack.db")
        assert (caught.value.word, caught.value.exit_code) == ("ledger.cannot_create", 7)


@pytest.mark.parametrize(
    "now, timezone, today",
    [
        (datetime(2025, 6, 30, 15, 59, tzinfo=UTC), "Asia/Shanghai", date(2025, 6, 30)),
        (datetime(2025, 6, 30, 16, 30, tzinfo=UTC), "Asia/Shanghai", date(2025, 7, 1)),
        (datetime(2025, 6, 30, 16, 30, tzinfo=UTC), None, date(2025, 7, 1)),
        (datetime(2025, 6, 30, 16, 30, tzinfo=UTC), "UTC", date(2025, 6, 30)),
        (datetime(2025, 6, 30, 16, 30, tzinfo=UTC), "Asia/Urumqi", date(2025, 6, 30)),
        (datetime(2025, 6, 30, 18, 30, tzinfo=UTC), "Asia/Urumqi", date(2025, 7, 1)),
    ],
)
def test_today_is_the_day_where_the_ledger_is(db: Db, now: datetime, timezone: str | None, today: date) -> None:
    db.rows("DELETE FROM setting")
    if timezone:
        db.rows("INSERT INTO setting (zone_id, id, value) VALUES ('ledger', 'timezone', :name)", name=timezone)
    assert ledger.today(db, now) == today


def slugs(path: Path) -> list[str]:
    with ledger.reading(path) as db:
        return [zone.slug for zone in reading.zones(db)]


class TestWriting:
    def add_zone(self, db: Db) -> None:
        db.rows("INSERT INTO zone (zone_id, name, name_key, slug, position) VALUES ('z', 'a', 'a', 'a', 1)")

    def fail_after_adding(self, path: Path, failure: type[BaseException]) -> None:
        with ledger.writing(path) as db:
            self.add_zone(db)
            raise failure

    def test_all_is_kept_at_the_end(self, path: Path) -> None:
        with ledger.writing(path) as db:
            self.add_zone(db)
            assert slugs(path) == []
        assert slugs(path) == ["a"]

    @pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
    def test_nothing_is_kept_of_what_failed(self, path: Path, failure: type[BaseException]) -> None:
        before = path.read_bytes()
        with pytest.raises(failure):
            self.fail_after_adding(path, failure)
        assert path.read_bytes() == before

    def test_nothing_is_kept_of_a_dry_run(self, path: Path) -> None:
        before = path.read_bytes()
        with ledger.writing(path, dry_run=True) as db:
            self.add_zone(db)
            assert len(reading.zones(db)) == 1
        assert path.read_bytes() == before

    def test_a_report_is_of_one_state(self, path: Path) -> None:
        with ledger.reading(path) as db:
            assert db.connection.in_transaction


class TestBackup:
    @pytest.fixture
    def filled(self, path: Path) -> Path:
        with connect(path, write=True) as db:
            office = Office(db)
            office.say(office.project(office.zone("yuanping"), "road"), progress("80%", "2025-04-14"))
        return path

    def test_it_is_the_same_ledger(self, filled: Path) -> None:
        target = filled.with_name("copy.db")
        ledger.backup(filled, target)
        with ledger.reading(filled) as one, ledger.reading(target) as other:
            assert list(one.connection.iterdump()) == list(other.connection.iterdump())
            soundness.assert_sound(other)
        assert names(filled.parent) == ["copy.db", "zonetrack.db"]

    def test_it_holds_what_is_committed(self, filled: Path) -> None:
        target = filled.with_name("copy.db")
        with ledger.writing(filled) as db:
            db.rows("UPDATE zone SET name = 'half'")
            ledger.backup(filled, target)
        with ledger.reading(target) as db:
            assert reading.zones(db)[0].name == "yuanping"

    def test_what_is_there_stays_unless_forced(self, filled: Path) -> None:
        target = filled.with_name("copy.db")
        target.write_bytes(b"x")
        with pytest.raises(AlreadyThere) as caught:
            ledger.backup(filled, target)
        assert (caught.value.word, target.read_bytes()) == ("file.exists", b"x")
        ledger.backup(filled, target, force=True)
        assert slugs(target) == ["yuanping"]

    @pytest.mark.parametrize("force", [False, True])
    def test_never_onto_itself(self, filled: Path, force: bool) -> None:
        link = filled.with_name("link.db")
        link.symlink_to(filled)
        before = filled.read_bytes()
        for target in (filled, link):
            with pytest.raises(AlreadyThere) as caught:
                ledger.backup(filled, target, force=force)
            assert caught.value.word == "file.is_ledger"
        assert filled.read_bytes() == before

    @pytest.mark.parametrize("force", [False, True])
    def test_a_damaged_ledger_is_found_and_nothing_is_left(self, filled: Path, force: bool) -> None:
        whole = filled.read_bytes()
        filled.write_bytes(whole[:4096] + b"\x0d\xff" * 2048 + whole[8192:])  # the second page is a table's
        target = filled.with_name("copy.db")
        if force:
            target.write_bytes(b"x")
        with pytest.raises(Unusable) as caught:
            ledger.backup(filled, target, force=force)
        assert (caught.value.word, caught.value.exit_code) == ("ledger.broken", 6)
        assert names(filled.parent) == (["copy.db"] if force else []) + ["zonetrack.db"]
        assert not force or target.read_bytes() == b"x"

    @pytest.mark.parametrize("target", ["missing/copy.db", "zonetrack.db/copy.db"])
    def test_where_nothing_can_be_written(self, filled: Path, target: str) -> None:
        with pytest.raises(CannotWrite) as caught:
            ledger.backup(filled, filled.parent / target)
        assert (caught.value.word, caught.value.exit_code) == ("file.unwritable", 7)
        assert names(filled.parent) == ["zonetrack.db"]

    def test_a_full_disk_leaves_nothing(self, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(CannotWrite) as caught:
            ledger.backup(filled, filled.with_name("copy.db"))
        assert caught.value.params["why"] == "No space left on device"
        assert names(filled.parent) == ["zonetrack.db"]


def test_the_shipped_ledger_is_one_and_says_so() -> None:
    with ledger.reading(ledger.example()) as db:
        assert ledger.is_sample(db)
        soundness.assert_sound(db)

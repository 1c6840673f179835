"""The examination of a file: what is sound is left alone, what is damaged is named with what should stand there."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonetrack.domain.doctor import CHECKS, Damage, Findings, compared, gaps
from zonetrack.domain.errors import Refusal, Unusable
from zonetrack.store import doctor, ledger, reading, refold, replay
from zonetrack.store.db import APPLICATION_ID, VERSION, Db, connect
from zonetrack.store.tables import JOURNALLED

from . import soundness
from .office import Office, money, progress
from .test_positions import BEGINNING, History, Step, steps

FILES = Path(__file__).parent / "files"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file past the program, with nothing checked."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


@pytest.fixture
def filled(path: Path) -> Path:
    """A ledger with a zone, a project, a milestone and some figures; one command was taken back."""
    with connect(path, write=True) as db:
        office = Office(db)
        road = office.project(office.zone("xiaohe"), "road")
        pipes = office.milestone(road, "pipes")
        office.say(pipes, progress("80%", "2025-04-14"))
        office.say(road, money("invested", "3458万元", "2025-04-14"))
        office.say(road, money("invested", "5000万元", "2025-05-14"))
        office.undo(office.entries[0].command_id)
    return path


def results(findings: Findings) -> dict[str, str]:
    return {check.name: check.result for check in findings.checks}


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_ledger_is_found_sound_and_not_touched(filled: Path, deep: bool) -> None:
    before = filled.read_bytes()
    findings = doctor.examine(filled, deep=deep)
    assert findings.damage == ()
    assert results(findings) == dict.fromkeys(CHECKS, "ok") | ({} if deep else {"journal": "unchecked"})
    assert all(check.examined for check in findings.checks if check.result == "ok")
    assert filled.read_bytes() == before
    assert [one.name for one in filled.parent.iterdir()] == [filled.name]


KEPT = {"shipped": ledger.example(), **{f"schema {n}": FILES / f"schema-{n}.db" for n in range(1, VERSION)}}


@pytest.mark.parametrize("path", KEPT.values(), ids=KEPT)
def test_ledgers_that_we_keep_are_sound(path: Path) -> None:
    findings = doctor.examine(path, deep=True)
    assert findings.damage == ()
    # Positions of an earlier schema are folded anew before anything reads them.
    assert results(findings) == dict.fromkeys(CHECKS, "ok") | (
        {"positions": "unchecked"} if path.parent == FILES else {}
    )


# SQL that spoils a ledger → check, table, record, field, what should stand there, what stands there.
SPOILT: dict[str, tuple[str, tuple[str, ...], tuple[str | None, str | None]]] = {
    "a figure": (
        "UPDATE observation SET value = '99' WHERE measure = 'progress'",
        ("journal", "observation", "xiaohe/road/pipes progress (…)", "value"),
        ("80", "99"),
    ),
    "words": (
        "UPDATE observation SET words = 'x' WHERE measure = 'progress'",
        ("journal", "observation", "xiaohe/road/pipes progress (…)", "words"),
        ("80%", "x"),
    ),
    "a name": ("UPDATE project SET name = 'path'", ("journal", "project", "xiaohe/road", "name"), ("road", "path")),
    "an order": (
        "UPDATE milestone SET position = 2",
        ("journal", "milestone", "xiaohe/road/pipes", "position"),
        ("1", "2"),
    ),
    "a setting": (
        "UPDATE setting SET value = 'UTC'",
        ("journal", "setting", "timezone", "value"),
        ("Asia/Shanghai", "UTC"),
    ),
    "a zone": ("UPDATE zone SET name = 'x'", ("journal", "zone", "xiaohe", "name"), ("xiaohe", "x")),
    "a row too many": (
        "INSERT INTO alias SELECT zone_id, 'a', 'project', 'old', id FROM project",
        ("journal", "alias", "a", ""),
        (None, "{…}"),
    ),
    "a position": (
        "UPDATE milestone_position SET progress = '30 -'",
        ("positions", "milestone_position", "xiaohe/road/pipes", "progress"),
        ("80 -", "30 -"),
    ),
    "money in a position": (
        "UPDATE project_position SET invested_fen = 1",
        ("positions", "project_position", "xiaohe/road", "invested_fen"),
        ("3458000000", "1"),
    ),
    "a sum of a zone": (
        "UPDATE zone_position SET projects = 9",
        ("positions", "zone_position", "xiaohe", "projects"),
        ("1", "9"),
    ),
    "a position too few": (
        "DELETE FROM milestone_position",
        ("positions", "milestone_position", "xiaohe/road/pipes", ""),
        ("{…}", None),
    ),
    "an author": ("UPDATE entry SET author = 'wu' WHERE seq = 3", ("chain", "entry", "xiaohe#3", "hash"), ("…", "…")),
    "an image": (
        "UPDATE change SET after = replace(after, '80%', '90%')",
        ("chain", "entry", "xiaohe#3", "hash"),
        ("…", "…"),
    ),
    "an image that is none": (
        "UPDATE change SET after = '{' WHERE after LIKE '%80%'",
        ("journal", "change", "xiaohe#3.1", "after"),
        ("JSON", "{"),
    ),
    "an image of an unknown table": (
        "UPDATE change SET row_table = 'projekt' WHERE row_table = 'project'",
        ("journal", "change", "xiaohe#1.1", "row_table"),
        (" ".join(JOURNALLED), "projekt"),
    ),
    "an image before": (
        "UPDATE change SET before = replace(before, '5000', '4000') WHERE after IS NULL",
        ("journal", "change", "xiaohe#6.1 … invested (…)", "words"),
        ("5000万元", "4000万元"),
    ),
    "an entry too few": ("DELETE FROM entry WHERE seq = 2", ("chain", "entry", "xiaohe#2", "seq"), ("2", None)),
    "the last entry gone": ("DELETE FROM entry WHERE seq = 6", ("chain", "chain", "xiaohe", "seq"), ("5", "6")),
    "a change too few": (
        "DELETE FROM change WHERE seq = 3",
        ("chain", "entry", "xiaohe#3", "hash"),
        ("…", "…"),
    ),
    "a head": ("UPDATE chain SET hash = 'x' WHERE seq > 2", ("chain", "chain", "xiaohe", "hash"), ("…", "x")),
    "a fact of no entry": (
        "UPDATE observation SET seq = 99 WHERE measure = 'progress'",
        ("facts", "entry", "xiaohe/road/pipes progress (…)", "seq"),
        ("xiaohe#99", None),
    ),
    "a fact of no zone": ("DELETE FROM zone", ("facts", "zone", "…/road/pipes progress (…)", "zone_id"), ("…", None)),
    "a milestone of no project": (
        "DELETE FROM project",
        ("references", "milestone", "milestone 1", "project"),
        ("project", None),
    ),
    "an index too few": (
        "DROP INDEX project_by_slug",
        ("schema", "project_by_slug", "index project_by_slug", "sql"),
        ("…", None),
    ),
    "an index too many": ("CREATE INDEX i ON zone (name)", ("schema", "i", "index i", "sql"), (None, "…")),
    "a trigger": (
        "CREATE TRIGGER t AFTER INSERT ON zone BEGIN DELETE FROM change; END",
        ("schema", "t", "trigger t", "sql"),
        (None, "…"),
    ),
    "a view": ("DROP VIEW open_deadlines", ("schema", "open_deadlines", "view open_deadlines", "sql"), ("…", None)),
    "a column": ("ALTER TABLE zone ADD COLUMN x TEXT", ("schema", "zone", "table zone", "sql"), ("…", "…")),
    "the list of migrations": (
        "DELETE FROM _sqlite_migrations WHERE name = 'm004'",
        ("schema", "_sqlite_migrations", "_sqlite_migrations", "name"),
        ("m001 m002 m003 m004", "m001 m002 m003"),
    ),
    "another program's mark": (
        f"PRAGMA application_id = {APPLICATION_ID + 1}",
        ("file", "", "zonetrack.db", "application_id"),
        ("0x5A4F4E45", "0x5A4F4E46"),
    ),
    "a newer schema": ("PRAGMA user_version = 9", ("file", "", "zonetrack.db", "user_version"), ("1–4", "9")),
}


def like(pattern: str | None, text: str | None) -> bool:
    """Whether a text is the pattern, in which `…` stands for any text."""
    if pattern is None or text is None:
        return pattern is text
    first, dots, last = pattern.partition("…")
    return text == pattern if not dots else text.startswith(first) and (text.endswith(last) or "…" in last)


@pytest.mark.parametrize("sql, place, values", SPOILT.values(), ids=SPOILT)
def test_damage_is_told_with_its_place_and_both_values(
    filled: Path, sql: str, place: tuple[str, ...], values: tuple[str | None, str | None]
) -> None:
    with opened(filled) as connection:
        connection.execute(sql)
    before = filled.read_bytes()
    findings = doctor.examine(filled, deep=True)
    wanted = (*place, *values)
    assert [one for one in findings.damage if all(map(like, wanted, one))], findings.damage
    assert results(findings)[place[0]] == "damaged"
    assert filled.read_bytes() == before


def test_one_damaged_entry_does_not_spoil_those_after_it(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute("UPDATE entry SET author = 'wu' WHERE seq = 3")
    assert [(one.where, one.field) for one in doctor.examine(filled, deep=True).damage] == [("xiaohe#3", "hash")]


def test_facts_that_cannot_be_folded_are_told_once(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute("UPDATE observation SET value = 'lots' WHERE measure = 'progress'")
    findings = doctor.examine(filled)
    assert [(one.check, one.where) for one in findings.damage] == [("positions", "xiaohe/road")]


def test_a_table_that_is_not_ours_is_not_read(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute("DROP TABLE alias")
        connection.execute(
            "CREATE VIEW alias AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n FROM n) SELECT n FROM n"
        )
    found = results(doctor.examine(filled, deep=True))
    assert found == dict.fromkeys(CHECKS, "unchecked") | {
        "file": "ok", "structure": "ok", "references": "ok", "schema": "damaged",
    }  # fmt: skip


def cut(size: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_bytes()[:size])


OTHER_FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a text": (lambda path: path.write_text("项目,总投资\n" * 500, encoding="utf-8"), "header", "SQLite format 3"),
    "a spreadsheet": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(5000)), "header", "SQLite format 3"),
    "the first 100 bytes": (cut(100), "size", "…"),
    "the first half": (cut(100_000), "size", "…"),
}


@pytest.mark.parametrize("spoil, field, expected", OTHER_FILES.values(), ids=OTHER_FILES)
def test_what_no_other_command_opens_is_explained(
    path: Path, spoil: Callable[[Path], object], field: str, expected: str
) -> None:
    spoil(path)
    before = path.read_bytes()
    findings = doctor.examine(path, deep=True)
    [damage] = findings.damage
    assert (damage.check, damage.where, damage.field) == ("file", path.name, field)
    assert like(expected, damage.expected)
    assert results(findings) == dict.fromkeys(CHECKS, "unchecked") | {"file": "damaged"}
    assert path.read_bytes() == before


@pytest.mark.parametrize("spoil", [Path.unlink, cut(0), lambda path: path.unlink() or path.mkdir()])
def test_where_there_is_no_file_there_is_nothing_to_examine(path: Path, spoil: Callable[[Path], object]) -> None:
    spoil(path)
    with pytest.raises(Unusable):
        doctor.examine(path)


def test_the_newest_sound_backup_beside_the_ledger_is_found(filled: Path) -> None:
    assert doctor.last_backup(filled) is None
    older, newer, broken = (
        filled.with_name(f"{filled.name}.{end}.bak")
        for end in ("v1-20250601000000", "before-restore-20250602000000", "v1-20250603000000")
    )
    for one in (older, newer, broken):
        shutil.copy(filled, one)
    shutil.copy(filled, filled.with_name("other.db.v1-20250604000000.bak"))
    with opened(broken) as connection:
        connection.execute("UPDATE project SET name = 'x'")
    assert doctor.last_backup(filled) == str(newer)


def content(path: Path) -> list[object]:
    """Everything that the file says, but for the times at which migrations ran: nothing reads those."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")
        marks = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        return [*marks, *connection.iterdump()]


def every_state(path: Path) -> list[object]:
    """What reports are made from, read as they read it: today, and a day before the newest facts."""
    with ledger.reading(path) as db:
        return [
            (reading.zone_state(db, zone, day), reading.projects(db, zone, day), reading.known(db, zone))
            for zone in reading.zones(db)
            for day in (date(2025, 9, 1), date(2025, 4, 10))
        ]


def test_of_a_hundred_flipped_bits_none_that_matters_goes_unnoticed(tmp_path: Path) -> None:
    whole = ledger.example().read_bytes()
    path = tmp_path / "flipped.db"
    path.write_bytes(whole)
    said, states = content(path), every_state(path)
    dice = random.Random(20250424)
    noticed = quiet = 0
    for bit in (dice.randrange(len(whole) * 8) for _ in range(100)):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        try:
            damaged = bool(doctor.examine(path, deep=True).damage)
        except Refusal:
            damaged = True
        if damaged:
            noticed += 1
            continue
        quiet += 1
        assert every_state(path) == states, f"bit {bit}"
        assert content(path) == said, f"bit {bit}"
    assert noticed > 20
    assert quiet > 20


def test_a_flipped_bit_in_the_text_of_a_record_is_told_with_both_values(tmp_path: Path) -> None:
    """Wherever the file holds the text: in its table, in an index, in an image; never unnoticed."""
    path = tmp_path / "flipped.db"
    whole = ledger.example().read_bytes()
    for table, field, value in (
        ("zone", "name", "原平经济技术开发区"),
        ("project", "name", "西环大道"),
        ("milestone", "slug", "roadbed"),
        ("observation", "words", "前期手续基本完成。"),
    ):
        told = []
        for place in occurrences(whole, value.encode()):
            data = bytearray(whole)
            data[place] ^= 2
            path.write_bytes(data)
            flipped = bytes(data[place : place + len(value.encode())]).decode("utf-8", "backslashreplace")
            damage = doctor.examine(path, deep=True).damage
            assert damage
            told += [one for one in damage if one[1:2] + one[3:] == (table, field, value, flipped)]
        assert told, value


def occurrences(whole: bytes, part: bytes) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def assert_nothing_found(db: Db) -> None:
    names = replay.Names(replay.stored(db))
    assert replay.chains(db, names)[1] == []
    assert replay.against_tables(db, names)[1] == []
    assert refold.against_positions(db, names)[1] == []


@settings(max_examples=40)
@given(st.lists(steps, min_size=6, max_size=18))
def test_the_journal_gives_the_tables_and_taking_all_back_gives_an_empty_ledger(
    in_memory: Callable[[], Db], taken: list[Step]
) -> None:
    with in_memory() as db:
        history = History(db)
        for step in (*BEGINNING, *taken):
            history.take(step)
        assert_nothing_found(db)
        soundness.assert_sound(db)
        entries = db.rows("SELECT count(*) FROM entry")[0][0]
        for (command_id,) in db.rows("SELECT DISTINCT command_id FROM entry ORDER BY command_id DESC"):
            history.office.undo(command_id)
        for table in (*JOURNALLED, *refold.CODECS):
            assert db.rows(f"SELECT count(*) FROM {table}") == [(0,)], table
        assert db.rows("SELECT count(*) FROM entry")[0][0] > entries
        assert_nothing_found(db)


@pytest.mark.parametrize(
    "expected, found, fields",
    [
        (None, None, []),
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": 1}, {"a": "1"}, ["a"]),
        ({"a": 1}, {"a": 1.0}, ["a"]),
        ({"a": None}, {"a": ""}, ["a"]),
        ({"a": 1}, {"a": 1, "b": 2}, ["b"]),
        ({"a": 1}, None, [""]),
        (None, {"a": 1}, [""]),
    ],
)
def test_how_rows_are_compared(
    expected: dict[str, object] | None, found: dict[str, object] | None, fields: list[str]
) -> None:
    damage = list(compared("journal", "t", "w", expected, found))
    assert [one.field for one in damage] == fields
    assert all(isinstance(one, Damage) for one in damage)


def test_gaps() -> None:
    assert gaps([]) == []
    assert gaps([1, 2, 3]) == []
    assert gaps([2, 5]) == [1, 3, 4]
    assert len(gaps([10**9])) == 1000

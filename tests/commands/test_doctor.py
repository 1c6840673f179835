"""`doctor` and `restore`, as they are typed: what they print, what they leave, and their exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .calling import Caller, Result, rows

OLD = Path(__file__).parents[1] / "store" / "files" / "schema-1.db"


def spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_a_sound_ledger(run: Caller, own: Path) -> None:
    result = run.ok("doctor", "--deep")
    assert "台账完好" in result.stdout
    assert "没有发现损坏。" in result.stdout
    assert result.stderr == ""
    assert "--deep" in run.ok("doctor").stdout


def test_a_damaged_one_says_what_where_and_how_to_restore(run: Caller, own: Path) -> None:
    run.ok("backup", f"{own}.v1-20250401000000.bak")
    spoil(own, "UPDATE observation SET value = '90' WHERE measure = 'progress'")
    result = run("doctor", "--deep", "--format", "json")
    assert result.exit_code == 6
    assert {row["check"]: row["result"] for row in result.table("checks")}["journal"] == "damaged"
    [damage] = [row for row in result.table("damage") if row["check"] == "journal"]
    assert damage["where"].startswith("xiaohe/daiwang-road/pipes progress")
    assert [damage[key] for key in ("table", "field", "expected", "found")] == ["observation", "value", "80", "90"]
    [note] = json.loads(result.stdout)["notes"]
    assert note["params"] == {"file": f"{own}.v1-20250401000000.bak"}
    run.ok("restore", note["params"]["file"])
    assert run("doctor", "--deep").exit_code == 0


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "md", "html"])
def test_in_every_language_and_format(run: Caller, own: Path, form: str) -> None:
    spoil(own, "UPDATE project SET name = '[b]x|<i>' WHERE slug = 'water-plant'")
    for lang in ("zh", "en"):
        result = run("doctor", "--deep", "--format", form, lang=lang)
        assert result.exit_code == 6, result.stderr
        assert "yuanping/water-plant" in result.stdout


def test_also_of_a_file_that_other_commands_refuse(run: Caller, own: Path) -> None:
    own.write_bytes(own.read_bytes()[:50_000])
    assert run("status").exit_code == 6
    result = run("doctor", "--format", "json")
    assert result.exit_code == 6
    assert [row["field"] for row in result.table("damage")] == ["size"]
    assert json.loads(result.stdout)["known"] is None
    assert "zonetrack doctor" in run("status").stderr
    assert notes_of(result) == ["restore_own"]


@pytest.mark.parametrize(
    "mark, said", [("user_version = 9", ["newer", "restore_own"]), ("application_id = 9", ["no_ledger", "restore_own"])]
)
def test_it_says_what_to_do_with_another_programs_file(run: Caller, own: Path, mark: str, said: list[str]) -> None:
    spoil(own, f"PRAGMA {mark}")
    assert notes_of(run("doctor", "--format", "json")) == said


def notes_of(result: Result) -> list[str]:
    return [note["key"] for note in json.loads(result.stdout)["notes"]]


def test_text_that_is_no_text_any_more_is_damage_and_no_fault_of_the_program(run: Caller, own: Path) -> None:
    spoil(own, "UPDATE project SET name = CAST(x'c3' AS TEXT)")
    assert run("list").exit_code == 6
    assert run("doctor", "--deep").exit_code == 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_restore_says_from_what_and_what_is_kept(run: Caller, own: Path, home: Path, lang: str) -> None:
    run.ok("backup", "copy.db")
    run.ok("update", "xiaohe/daiwang-road/pipes", "85%")
    result = run.ok("restore", "copy.db", lang=lang)
    [kept] = own.parent.glob("*.before-restore-*.bak")
    assert result.stdout == ""
    assert str(own) in result.stderr
    assert "copy.db" in result.stderr
    assert str(kept) in result.stderr
    assert rows(own, "SELECT value FROM observation WHERE measure = 'progress'") == [("80",)]
    assert len(rows(kept, "SELECT value FROM observation WHERE measure = 'progress'")) == 2


def test_restore_refuses_what_is_damaged(run: Caller, own: Path, home: Path) -> None:
    run.ok("backup", "copy.db")
    spoil(home / "copy.db", "UPDATE milestone_position SET slips = 7")
    before = own.read_bytes()
    result = run("restore", "copy.db")
    assert (result.exit_code, own.read_bytes()) == (6, before)
    assert "slips" in result.stderr
    assert run("restore", own).exit_code == 2


def test_a_ledger_of_an_earlier_schema_is_read_restored_and_brought_up_to_date(run: Caller, own: Path) -> None:
    shutil.copy(OLD, own)
    status = run.json("status", "--as-of", "2025-04-30")
    assert own.read_bytes() == OLD.read_bytes()
    assert run("doctor", "--deep").exit_code == 0
    run.ok("restore", OLD)
    result = run.ok("update", "xiaohe/daiwang-road/pipes", "85%", "--on", "2025-05-10", today="2025-05-10")
    [copy] = own.parent.glob("*.v1-*.bak")
    assert str(copy) in result.stderr
    assert rows(copy, "SELECT count(*) FROM entry") == rows(OLD, "SELECT count(*) FROM entry")
    assert rows(own, "PRAGMA user_version") != rows(OLD, "PRAGMA user_version")
    after = run.json("status", "--as-of", "2025-04-30")
    assert after.table("zones") == status.table("zones")

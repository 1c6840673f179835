"""`undo`: a command is taken back whole, one's own newest unless another is named, and never at another's expense."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller, rows

ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/water-plant"
PIPES, PAVING = f"{ROAD}/pipes", f"{ROAD}/paving"


def progress(run: Caller, ref: str) -> str | None:
    found = run.json("show", ref).row("milestones", ref)["progress"]
    return found["low"] if found else None


def test_undo_walks_back_ones_own_commands_only(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    run.ok("update", PAVING, "50%", "--user", "li")
    run.ok("update", PIPES, "90%")
    said = run.ok("undo").stderr
    assert "90%" not in said
    assert progress(run, PIPES) == "85"
    run.ok("undo")
    assert progress(run, PIPES) == "80"
    run.ok("undo", "--user", "li")
    assert progress(run, PAVING) is None
    result = run("undo", "--user", "li")
    assert result.exit_code == 3
    assert "li" in result.stderr


def test_the_echo_names_what_was_taken_back_and_how_to_bring_it_again(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    said = run.ok("undo").stderr
    for words in ("xiaohe#5", "update", "wang", str(own), "zonetrack undo xiaohe#6"):
        assert words in said


def test_an_entry_may_be_named_whoever_wrote_it(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", "--user", "li")
    run.ok("update", PAVING, "50%")
    run.ok("undo", "xiaohe#5")
    assert (progress(run, PIPES), progress(run, PAVING)) == ("80", "50")


def test_undo_of_an_undo_brings_it_back(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    for entry, stands in ((5, "80"), (6, "85"), (7, "80"), (8, "85")):
        run.ok("undo", f"xiaohe#{entry}")
        assert progress(run, PIPES) == stands


def test_what_was_brought_back_is_ones_newest_again(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    run.ok("undo")
    run.ok("undo", "xiaohe#6")
    run.ok("undo")
    assert progress(run, PIPES) == "80"


def test_the_same_entry_cannot_be_undone_twice(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    run.ok("undo", "xiaohe#5")
    before = own.read_bytes()
    assert run("undo", "xiaohe#5").exit_code == 4
    assert own.read_bytes() == before


def test_a_row_that_was_changed_since_stays(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--name", "代王大道")
    run.ok("edit", ROAD, "--name", "代王快速路", "--user", "li")
    before = own.read_bytes()
    result = run("undo")
    assert result.exit_code == 4
    assert "代王快速路" in result.stderr
    assert own.read_bytes() == before
    run.ok("undo", "--user", "li")
    run.ok("undo")
    assert run.json("show", ROAD).row("project", ROAD)["name"] == "代王路"


def test_a_record_that_others_depend_on_stays(run: Caller, own: Path) -> None:
    run.ok("add", "某路", "--zone", "yuanping", "--slug", "m")
    run.ok("update", "yuanping/m", "5%", "--user", "li")
    before = own.read_bytes()
    result = run("undo")
    assert result.exit_code == 4
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    "entry, code",
    [
        ("xiaohe#99", 3),
        ("nix#1", 3),
        ("xiaohe#0", 3),
        ("xiaohe", 2),
        ("#5", 2),
        ("5", 2),
        ("xiaohe#", 2),
        ("xiaohe#5x", 2),
        ("xiaohe#-1", 2),
        ("xiaohe#٣", 2),
        ("xiaohe#12345678901234567890", 2),
        ("xiaohe#1; DROP TABLE entry", 2),
        ("", 2),
    ],
)
def test_what_names_no_entry(entry: str, code: int, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("undo", entry)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr
    assert own.read_bytes() == before


def test_undo_stops_at_the_making_of_the_ledger(run: Caller, home: Path) -> None:
    run.ok("init", "my.db", "--timezone", "America/Lima")
    path = home / "my.db"
    run.ok("zone", "add", "某区", "--slug", "z", db=path)
    run.ok("undo", db=path)
    assert run("undo", db=path).exit_code == 3
    assert run("undo", "ledger#1", db=path).exit_code == 2
    assert rows(path, "SELECT value FROM setting WHERE id = 'timezone'") == [("America/Lima",)]


def test_a_whole_project_goes_and_comes_back(run: Caller, own: Path) -> None:
    run.ok("add", "某路", "--zone", "yuanping", "--slug", "m", "-m", "管线, 4km, 80%", "-m", "路面, 10月底前")
    before = run.ok("show", "yuanping/m", "--format", "csv").stdout
    run.ok("undo")
    assert run("show", "yuanping/m").exit_code == 3
    run.ok("undo", "yuanping#3")
    assert run.ok("show", "yuanping/m", "--format", "csv").stdout == before


def test_a_zone_goes_and_comes_back(run: Caller, own: Path) -> None:
    run.ok("zone", "add", "安泽", "--slug", "anze")
    run.ok("undo")
    assert run("status", "anze").exit_code == 3
    run.ok("undo", "ledger#5")
    run.ok("status", "anze")


def test_a_slug_that_was_edited_back_is_only_in_one_place(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--slug", "dw")
    run.ok("undo")
    assert run("show", "xiaohe/dw").exit_code == 3
    assert rows(own, "SELECT count(*) FROM alias") == [(0,)]

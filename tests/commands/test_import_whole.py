"""A ledger whole, as JSON: into another ledger and back, twice, and damaged."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .calling import Caller, rows

TABLES = ("zones", "projects", "milestones", "facts")
LATER = "2026-01-05"


def whole(run: Caller, ledger: Path, *more: str) -> dict[str, Any]:
    """What a ledger exports, without what is told of the entries that it was written by.

    The facts of a subject keep their order; those of several may stand between each other in another way.
    """
    found: dict[str, Any] = json.loads(run.ok("export", "--format", "json", *more, db=ledger, today=LATER).stdout)
    return {
        name: [
            {key: value for key, value in row.items() if key != "entry"}
            for row in of_subjects(found["tables"][name]["rows"])
        ]
        for name in TABLES
    }


def of_subjects(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row.get("subject_id", "")))


@pytest.fixture
def empty(run: Caller, tmp_path: Path) -> Path:
    path = tmp_path / "other.db"
    run.ok("init", path, today="2025-01-01")
    return path


def test_a_ledger_goes_out_and_into_another(run: Caller, sample: Path, empty: Path, home: Path) -> None:
    run.ok("edit", "yuanping/water-plant", "--slug", "plant", "--code", "A-1", today=LATER)
    run.ok("export", "-o", "x.json", today=LATER)
    result = run.ok("import", "x.json", db=empty, today=LATER)
    assert "新增" in result.stderr
    assert whole(run, empty) == whole(run, sample)
    run.ok("doctor", "--deep", db=empty, today=LATER)
    before = empty.read_bytes()
    again = run.ok("import", "x.json", db=empty, today=LATER)
    assert "没有变化" in again.stderr
    assert empty.read_bytes() == before
    for ledger in (sample, empty):
        assert run.ok("status", "--as-of", "2025-09-01", db=ledger, today=LATER).stdout
    assert (
        run.ok("report", "--as-of", "2025-09-01", db=sample, today=LATER).stdout.split("\n")[3:]
        == (run.ok("report", "--as-of", "2025-09-01", db=empty, today=LATER).stdout.split("\n")[3:])
    )
    run.ok("show", "yuanping/water-plant", db=empty, today=LATER)


def test_a_ledger_into_itself_changes_nothing(run: Caller, sample: Path, home: Path) -> None:
    run.ok("export", "-o", "x.json", today=LATER)
    before = sample.read_bytes()
    run.ok("import", "x.json", today=LATER)
    assert sample.read_bytes() == before


def test_what_is_there_stays_and_what_is_new_comes(run: Caller, own: Path, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(own.read_bytes())
    run.ok("update", "yuanping/water-plant", "50%", db=other, today="2025-04-15")
    run.ok("add", "学校", "--zone", "yuanping", db=other, today="2025-04-15")
    run.ok("update", "yuanping/water-plant", "--say", "封顶", today="2025-04-15")
    run.ok("export", "-o", "x.json", db=other, today=LATER)
    run.ok("import", "x.json", today=LATER)
    found = {(row["measure"], row["value"]) for row in whole(run, own)["facts"]}
    assert {("progress", "50"), ("words", "封顶")} <= found
    assert rows(own, "SELECT count(*) FROM project WHERE name = '学校'") == [(1,)]
    run.ok("doctor", "--deep", today=LATER)
    run.ok("undo", today=LATER)
    run.ok("doctor", "--deep", today=LATER)
    assert rows(own, "SELECT count(*) FROM project WHERE name = '学校'") == [(0,)]


def test_it_is_taken_in_alone_and_may_be_only_tried(run: Caller, sample: Path, empty: Path, home: Path) -> None:
    run.ok("export", "-o", "x.json", today=LATER)
    before = empty.read_bytes()
    run.ok("import", "x.json", "--dry-run", db=empty, today=LATER)
    assert empty.read_bytes() == before
    assert run("import", "x.json", "x.json", db=empty, today=LATER).exit_code == 2


@pytest.mark.parametrize(
    "option", [("--zone", "z"), ("--sheet", "1"), ("--map", "m.toml"), ("--unit", "元"), ("--skip-bad",)]
)
def test_options_of_sheets_are_not_for_it(
    run: Caller, sample: Path, empty: Path, home: Path, option: tuple[str, ...]
) -> None:
    run.ok("export", "-o", "x.json", today=LATER)
    before = empty.read_bytes()
    result = run("import", "x.json", *option, db=empty, today=LATER)
    assert (result.exit_code, option[0] in result.stderr) == (2, True)
    assert empty.read_bytes() == before


DAMAGED: dict[str, str | bytes] = {
    "nothing": "",
    "no json": "{",
    "nan": '{"schema": 1, "report": "ledger", "tables": NaN}',
    "a hundred thousand brackets": "[" * 200_000,
    "a list": "[]",
    "a number": "3",
    "a huge number": "1" * 5000,
    "other report": '{"schema": 1, "report": "status", "tables": {}}',
    "other schema": '{"schema": 2, "report": "ledger", "tables": {}}',
    "no tables": '{"schema": 1, "report": "ledger"}',
    "tables of nothing": '{"schema": 1, "report": "ledger", "tables": {"zones": null}}',
    "not utf-8": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("key", DAMAGED)
def test_a_damaged_file_is_refused_in_a_sentence(run: Caller, empty: Path, home: Path, key: str) -> None:
    content = DAMAGED[key]
    (home / "x.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    before = empty.read_bytes()
    result = run("import", "x.json", db=empty, today=LATER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert ("x.json" in result.stderr, "Traceback" in result.stderr) == (True, False)
    assert len(result.stderr.splitlines()) <= 2
    assert empty.read_bytes() == before


Change = Callable[[dict[str, list[dict[str, Any]]]], None]


def put(table: str, field: str, value: object, at: int = 0) -> Change:
    def change(tables: dict[str, list[dict[str, Any]]]) -> None:
        tables[table][at][field] = value

    return change


def money(field: str, value: str) -> Change:
    """Change the first total investment."""

    def change(tables: dict[str, list[dict[str, Any]]]) -> None:
        next(fact for fact in tables["facts"] if fact["measure"] == "total_investment")[field] = value

    return change


def out(table: str, field: str) -> Change:
    def change(tables: dict[str, list[dict[str, Any]]]) -> None:
        del tables[table][0][field]

    return change


WRONG: dict[str, Change] = {
    "a name that is none": put("zones", "name", 3),
    "no name": out("projects", "name"),
    "an empty name": put("projects", "name", ""),
    "a name that turns the line": put("projects", "name", "水\u202e厂"),
    "an empty id": put("projects", "id", ""),
    "an id with a blank": put("zones", "id", "a b"),
    "an id of a thousand": put("milestones", "id", "a" * 1000),
    "a slug with a slash": put("projects", "slug", "a/b"),
    "a zone that is not there": put("projects", "zone", "nix"),
    "a project that is not there": put("milestones", "project", "nix/nix"),
    "aliases of numbers": put("projects", "aliases", [3]),
    "an alias with a blank": put("projects", "aliases", ["a b"]),
    "aliases that are none": put("projects", "aliases", 3),
    "tags that are none": put("projects", "tags", 3),
    "a code of numbers": put("projects", "code", 3),
    "a unit of numbers": put("milestones", "unit", 3),
    "an unknown unit": put("milestones", "unit", "\u202e"),
    "a fact of nobody": put("facts", "subject_id", "nix"),
    "no measure": out("facts", "measure"),
    "a measure that is none": put("facts", "measure", "no such measure!"),
    "a basis that is none": put("facts", "basis", "nix"),
    "a certainty that is none": put("facts", "certainty", "nix"),
    "a day that is none": put("facts", "day", "2025-02-30"),
    "a day that is a month": put("facts", "day", "2025-02"),
    "a span that is none": put("facts", "span", "nix"),
    "a span to come": put("facts", "span", "2031-01-01"),
    "a day to come": put("facts", "day", "2031-01-01"),
    "a sum below nothing": money("value", "-500000000000"),
    "a currency that is none": money("unit", "USD"),
    "a value of numbers": put("facts", "value", 80),
    "a value that is none": put("facts", "value", "viel"),
    "a qualifier that is none": put("facts", "qualifier", "roughly"),
    "a span qualifier that is none": put("facts", "span_qualifier", "roughly"),
    "places below nothing": put("facts", "places", -1),
    "places of a thousand": put("facts", "places", 1000),
    "places that are words": put("facts", "places", "two"),
    "places that are true": put("facts", "places", True),
    "words of numbers": put("facts", "words", 3),
    "a source of numbers": put("facts", "source", 3),
    "a note of numbers": put("facts", "note", ["x"]),
    "flags of numbers": put("facts", "flags", 3),
    "flags that are none": put("facts", "flags", "golden"),
    "a row that is a list": lambda tables: tables["facts"].insert(0, []),
}


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_refused_by_its_row(run: Caller, sample: Path, empty: Path, home: Path, key: str) -> None:
    found = json.loads(run.ok("export", "--format", "json", today=LATER).stdout)
    tables = {name: found["tables"][name]["rows"] for name in TABLES}
    spoiled = copy.deepcopy(tables)
    WRONG[key](spoiled)
    for name in TABLES:
        found["tables"][name]["rows"] = spoiled[name]
    (home / "x.json").write_text(json.dumps(found), encoding="utf-8")
    before = empty.read_bytes()
    result = run("import", "x.json", db=empty, today=LATER)
    assert result.exit_code == 2, (result.exit_code, result.stderr)
    assert "Traceback" not in result.stderr
    assert "\u202e" not in result.stderr
    assert empty.read_bytes() == before

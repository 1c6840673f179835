"""The options of every command: on either side of it, in either language, from wherever they are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller, rows

PIPES = "xiaohe/daiwang-road/pipes"

GLOBAL = {
    "--db": (["--db", "{own}"], "update"),
    "--user": (["--user", "李工"], "update"),
    "--today": (["--today", "2025-06-30"], "update"),
    "--quiet": (["--quiet"], "update"),
    "--lang": (["--lang", "en"], "update"),
    "--debug": (["--debug"], "update"),
}


@pytest.mark.parametrize("side", ["before", "after", "between", "with ="])
@pytest.mark.parametrize("name", GLOBAL)
def test_a_global_option_stands_on_either_side(
    name: str, side: str, run: Caller, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option = [word.format(own=own) for word in GLOBAL[name][0]]
    if name == "--db":
        monkeypatch.setenv("ZONETRACK_DB", "/nowhere/x.db")
    if side == "with =" and len(option) == 2:
        option = ["=".join(option)]
    argv = {
        "before": [*option, "update", PIPES, "85%"],
        "after": ["update", PIPES, "85%", *option],
        "between": ["update", PIPES, *option, "85%"],
        "with =": ["update", *option, PIPES, "85%"],
    }[side]
    said = run.ok(*argv, lang=None).stderr
    [(day, author)] = rows(
        own, "SELECT day, author FROM observation JOIN entry USING (zone_id, seq) WHERE value = '85'"
    )
    assert day == ("2025-06-30" if name == "--today" else "2025-04-14")
    assert author == ("李工" if name == "--user" else "wang")
    assert (said == "") == (name == "--quiet")
    assert ("Written to" in said) == (name == "--lang")


def test_global_options_of_a_group(run: Caller, own: Path) -> None:
    for argv in (
        ["--lang", "en", "zone", "list"],
        ["zone", "--lang", "en", "list"],
        ["zone", "list", "--lang", "en"],
    ):
        assert "Projects" in run.ok(*argv, lang=None).stdout


def test_the_same_day_again_and_again(run: Caller, own: Path) -> None:
    """With --today every command of a script is of the same millisecond of the same noon."""
    for number in range(81, 93):
        update = ("update", PIPES, f"{number}%", "--say", f"第{number}", "--next", "回填")
        run.ok("--today", "2025-04-14", *update)
    assert rows(own, "SELECT count(*) FROM observation WHERE measure = 'next'") == [(12,)]
    assert run.json("show", PIPES).row("milestones", PIPES)["progress"]["low"] == "92"


@pytest.mark.parametrize(
    "environment, argv, language",
    [
        ({}, [], "zh"),
        ({"LANG": "C"}, [], "zh"),
        ({"LANG": "C.UTF-8"}, [], "zh"),
        ({"LANG": "POSIX"}, [], "zh"),
        ({"LANG": ""}, [], "zh"),
        ({"LANG": "zh_CN.UTF-8"}, [], "zh"),
        ({"LANG": "zh_TW"}, [], "zh"),
        ({"LANG": "en_US.UTF-8"}, [], "en"),
        ({"LANG": "de_DE.UTF-8"}, [], "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, [], "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, [], "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, [], "zh"),
        ({"LANG": "en_US.UTF-8", "ZONETRACK_LANG": "zh"}, [], "zh"),
        ({"ZONETRACK_LANG": "en"}, [], "en"),
        ({"ZONETRACK_LANG": "en"}, ["--lang", "zh"], "zh"),
        ({"ZONETRACK_LANG": "zh", "LANG": "zh_CN.UTF-8"}, ["--lang=en"], "en"),
        ({"ZONETRACK_LANG": "klingon"}, [], "zh"),
    ],
    ids=str,
)
def test_the_language(
    environment: dict[str, str],
    argv: list[str],
    language: str,
    run: Caller,
    own: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    title = {"zh": "开发区项目情况", "en": "Projects of the zones"}[language]
    assert run.ok("status", *argv, lang=None).stdout.startswith(title)
    assert run.ok(*argv, "status", lang=None).stdout.startswith(title)


def test_the_language_of_the_configuration(run: Caller, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = home / ".config/zonetrack/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('lang = "en"\n', encoding="utf-8")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run.ok("status", lang=None).stdout.startswith("Projects of the zones")
    assert run.ok("status", lang="zh").stdout.startswith("开发区项目情况")


def test_today_is_the_ledgers_day_not_that_of_the_clock(run: Caller, own: Path) -> None:
    """At 23:30 in London it is the next day in Shanghai already."""
    from datetime import UTC, datetime

    from zonetrack.cli import main

    with pytest.raises(SystemExit):
        main(["update", PIPES, "85%"], lambda: datetime(2025, 4, 14, 23, 30, tzinfo=UTC))
    assert rows(own, "SELECT day FROM observation WHERE value = '85'") == [("2025-04-15",)]


def test_a_day_may_be_said_in_words(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", "--on", "昨天")
    assert rows(own, "SELECT day, span_words FROM observation WHERE value = '85'") == [("2025-04-13", "昨天")]
    assert '"as_of": "2025-03-31"' in run.json("status", "--as-of", "3月底").stdout


def test_reading_leaves_the_file_alone(run: Caller, own: Path) -> None:
    before = own.read_bytes()
    for line in ("status", "status xiaohe", "show pipes", "list", "overdue", "report", "check", "zone list"):
        run(*line.split())
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.iterdir() if path.name.startswith("own")] == ["own.db"]


ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/waterworks"
FILTERS = {
    "": [ROAD, "yuanping/water-plant", PLANT],
    "--zone xiaohe": [ROAD],
    "--zone 潇河": [ROAD],
    "--stage 在建": [ROAD],
    "--stage construction": [ROAD],
    "--stage 储备": [],
    "--owner 管委会": [PLANT],
    "--leader 王": [PLANT],
    "--unit 水务": [PLANT],
    "--category 市政": [ROAD],
    "--tag 省重点": [ROAD],
    "--tag 省": [],
    "--unreported": ["yuanping/water-plant", PLANT],
    "--unreported --owner 管委会": [PLANT],
}


def test_list_filters(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--category", "市政", "--tag", "省重点", "--tag", "道路")
    run.ok("stage", ROAD, "在建")
    people = ("--owner", "园区管委会", "--unit", "水务公司", "--leader", "王某")
    run.ok("add", "水厂", "--zone", "yuanping", "--slug", "waterworks", *people)
    found = {line: run.json("list", *line.split()).table("projects") for line in FILTERS}
    assert {line: [row["ref"] for row in rows_] for line, rows_ in found.items()} == FILTERS
    assert "共3个项目，列出符合条件的1个" in run.ok("list", "--tag", "道路").stdout


def test_within_looks_ahead(run: Caller, own: Path) -> None:
    due = {within: run.json("overdue", "--within", within).table("due_soon") for within in ("46d", "47", "200天", "0")}
    assert {within: len(rows) for within, rows in due.items()} == {"46d": 0, "47": 1, "200天": 2, "0": 0}
    [pipes] = due["47"]
    assert (pipes["ref"], pipes["days_left"]) == (PIPES, 47)
    assert len(run.json("report", "--within", "200").table("due_soon")) == 2


def test_check_is_silent_when_all_is_well_and_says_by_its_code_what_is_not(run: Caller, own: Path) -> None:
    assert run("check") == (0, "", "")
    late = run("check", "--as-of", "2025-06-01")
    assert (late.exit_code, late.stderr) == (10, "")
    assert "雨污水管线" in late.stdout
    assert run("check", "--as-of", "2025-06-01", "--quiet") == (10, "", "")
    assert run("check", "--as-of", "2025-06-01", "--zone", "yuanping") == (0, "", "")
    late = run("check", "--as-of", "2025-06-01", "--format", "json")
    assert (late.exit_code, [row["ref"] for row in late.table("overdue")]) == (10, [PIPES])
    assert run.json("check").table("overdue") == []


def test_a_report_needs_no_rows(run: Caller, home: Path) -> None:
    run.ok("init", "new.db")
    for line in ("status", "list", "overdue", "report", "zone list"):
        for more in ((), ("--format", "json"), ("--format", "csv")):
            result = run.ok(*line.split(), *more, db=home / "new.db")
            assert result.stdout
            assert result.stderr == ""

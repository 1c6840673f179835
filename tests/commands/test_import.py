"""`import` of sheets of other offices: what it asks, says, keeps, refuses and undoes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .calling import Caller, command, environment, interrupt, process, rows, terminal

MARCH = """2025年3月重点项目进展情况表,,,,,
,,,,,单位：万元
序号,项目名称,项目代码,总投资,自开工累计完成投资,形象进度
1,滨河路改造,A-1,12000,3500,路基
2,标准厂房,A-2,900,100,35%
"""
APRIL = MARCH.replace("3月", "4月").replace("3500", "4200").replace("路基", "路面").replace("35%", "40%")
TODAY = "2025-05-06"


def put(folder: Path, text: str, name: str = "a.csv") -> str:
    """Write a file; return its name."""
    (folder / name).write_text(text, encoding="utf-8")
    return name


def book(folder: Path, name: str = "a.xlsx", **sheets: list[list[Any]]) -> str:
    """Write a workbook of these sheets; return its name."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, lines in sheets.items():
        page = made.create_sheet(title)
        for line in lines:
            page.append(line)
    made.save(folder / name)
    return name


def facts(ledger: Path, measure: str = "%") -> list[tuple[Any, ...]]:
    """Span and value of every fact of a measure, in the order in which they were said."""
    return rows(
        ledger, "SELECT span_edtf, value FROM observation WHERE measure LIKE ? ORDER BY zone_id, seq, n", measure
    )


def names(ledger: Path) -> list[str]:
    """The names of all projects, in their order."""
    return [name for (name,) in rows(ledger, "SELECT name FROM project ORDER BY zone_id, position")]


@pytest.fixture
def ledger(run: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two zones without projects, which the calls of the test find by ZONETRACK_DB."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    run.ok("init", path, today="2025-01-02")
    run.ok("zone", "add", "滨河经济开发区", "--slug", "binhe", today="2025-01-02")
    run.ok("zone", "add", "原平经济技术开发区", "--slug", "yuanping", today="2025-01-02")
    return path


def take(run: Caller, *args: object, **how: Any) -> Any:
    """Import into the first zone, on the day that these sheets come in."""
    return run("import", *args, "--zone", "binhe", **{"today": TODAY} | how)


# --- the same again, later, earlier -----------------------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(run: Caller, ledger: Path, home: Path) -> None:
    first = take(run, put(home, MARCH))
    assert (first.exit_code, "新增2个项目" in first.stderr, "binhe#1" in first.stderr) == (0, True, True)
    before = ledger.read_bytes()
    again = take(run, "a.csv")
    assert (again.exit_code, "没有变化" in again.stderr) == (0, True)
    assert ledger.read_bytes() == before


def test_the_next_month_and_then_an_older_one(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    april = take(run, put(home, APRIL, "b.csv"), "--format", "json")
    assert [(row["name"], row["measure"]) for row in april.table("changes")] == [
        ("滨河路改造", "invested"),
        ("滨河路改造", "words"),
        ("标准厂房", "progress"),
    ]
    february = MARCH.replace("3月", "2月").replace("3500", "3000").replace("路基", "清表").replace("35%", "20%")
    assert take(run, put(home, february, "c.csv")).exit_code == 0
    assert facts(ledger, "words") == [("2025-03", "路基"), ("2025-04", "路面"), ("2025-02", "清表")]
    assert rows(ledger, "SELECT words FROM project_position WHERE words IS NOT NULL") == [("路面",)]
    assert take(run, "b.csv").stderr.count("没有变化") == 1
    assert take(run, "a.csv").stderr.count("没有变化") == 1


def test_two_sheets_about_one_project(run: Caller, ledger: Path, home: Path) -> None:
    head = ["项目名称", "总投资（万元）", "形象进度"]
    file = book(
        home,
        投资=[["2025年3月"], head, ["滨河路", 12000, None], ["水厂", 900, None]],
        进度=[["2025年3月"], ["项目名称", "形象进度", "责任单位"], ["滨河路", "路基", "住建局"]],
    )
    assert take(run, file).exit_code == 0
    assert names(ledger) == ["滨河路", "水厂"]
    assert facts(ledger, "words") == [("2025-03", "路基")]
    again = take(run, file, "--format", "json")
    assert (again.table("changes"), [row["action"] for row in again.table("projects")]) == ([], ["same"] * 3)


@pytest.mark.parametrize("there", [False, True])
def test_two_sheets_that_disagree(run: Caller, ledger: Path, home: Path, there: bool) -> None:
    if there:
        run.ok("add", "滨河路", "--zone", "binhe", today="2025-01-03")
    head = ["项目名称", "总投资（万元）"]
    file = book(home, 甲=[["2025年3月"], head, ["滨河路", 12000]], 乙=[["2025年3月"], head, ["滨河路", 12500]])
    before = ledger.read_bytes()
    result = take(run, file, "--format", "json")
    assert result.exit_code == 4
    [conflict] = result.table("conflicts")
    assert (conflict["place"], conflict["value"]["amount"]) == ("甲!B3", "12000.00")
    assert (conflict["other_place"], conflict["other_value"]["amount"]) == ("乙!B3", "12500.00")
    assert ("甲!B3" in result.stderr, "乙!B3" in result.stderr) == (True, True)
    assert ledger.read_bytes() == before


# --- which project ----------------------------------------------------------------------------------------------------


def test_a_name_in_other_letters_and_a_code_with_another_name(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH.replace("标准厂房", "A区厂房"))).exit_code == 0
    other = MARCH.replace("标准厂房", "Ａ区厂房").replace(",A-2,", ",,").replace("滨河路改造", "滨河路改造工程")
    result = take(run, put(home, other, "b.csv"), "--format", "json")
    assert [(row["how"], row["action"]) for row in result.table("projects")] == [("code", "changed"), ("name", "same")]
    assert names(ledger)[0] == "滨河路改造工程"


DOUBTFUL = MARCH.replace("滨河路改造,A-1", "滨河路改造提升,").replace("标准厂房,A-2", "学校,")


def test_a_doubtful_row_is_refused_in_a_script(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    before = ledger.read_bytes()
    result = take(run, put(home, DOUBTFUL, "b.csv"))
    assert result.exit_code == 4
    for part in (
        "B4",
        "滨河路改造提升",
        "binhe/",
        "（滨河路改造）" if "（滨河路改造）" in result.stderr else "(滨河路改造)",
    ):
        assert part in result.stderr
    assert '"滨河路改造提升" = "new"' in result.stderr
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("said", ["new", "same"])
def test_a_map_says_which(run: Caller, ledger: Path, home: Path, said: str) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    [(slug,)] = rows(ledger, "SELECT slug FROM project WHERE name = '滨河路改造'")
    put(home, f'[projects]\n"滨河路改造提升" = "{"new" if said == "new" else f"binhe/{slug}"}"\n', "m.toml")
    result = take(run, put(home, DOUBTFUL, "b.csv"), "--map", "m.toml", "--format", "json")
    assert result.exit_code == 0, result.stderr
    expected = {
        "new": ["滨河路改造", "标准厂房", "滨河路改造提升", "学校"],
        "same": ["滨河路改造提升", "标准厂房", "学校"],
    }
    assert names(ledger) == expected[said]


def test_a_map_that_names_nobody(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    put(home, '[projects]\n"滨河路改造提升" = "binhe/nix"\n', "m.toml")
    before = ledger.read_bytes()
    result = take(run, put(home, DOUBTFUL, "b.csv"), "--map", "m.toml")
    assert (result.exit_code, "nix" in result.stderr) == (3, True)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("answer, expected", [("1", 3), ("0", 4)])
def test_at_a_terminal_it_is_asked(run: Caller, ledger: Path, home: Path, answer: str, expected: int) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    put(home, DOUBTFUL, "b.csv")
    told = ("import", "b.csv", "--zone", "binhe", "--map", "m.toml", "--today", TODAY)
    env = {"ZONETRACK_DB": str(ledger), "ZONETRACK_LANG": "zh"}
    shown = terminal(*told, home=home, typed=f"{answer}\n", env=env)
    assert shown.exit_code == 0, shown.stdout
    assert "滨河路改造提升" in shown.stdout
    assert len(names(ledger)) == expected
    [kept] = tomllib.loads((home / "m.toml").read_text(encoding="utf-8"))["projects"].items()
    assert (kept[0], kept[1] == "new") == ("滨河路改造提升", answer == "0")
    again = process(*told, home=home, env=env)
    assert (again.exit_code, "没有变化" in again.stderr) == (0, True)


def test_who_is_asked_may_stop(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    put(home, DOUBTFUL, "b.csv")
    before = ledger.read_bytes()
    env = {"ZONETRACK_DB": str(ledger), "ZONETRACK_LANG": "zh"}
    shown = terminal("import", "b.csv", "--zone", "binhe", "--today", TODAY, home=home, typed="\x04", env=env)
    assert shown.exit_code == 130
    assert ledger.read_bytes() == before


# --- zones ------------------------------------------------------------------------------------------------------------


def test_a_zone_must_be_said_where_there_are_two(run: Caller, ledger: Path, home: Path) -> None:
    result = run("import", put(home, MARCH), today=TODAY)
    assert result.exit_code == 2
    for part in ("--zone", "binhe", "yuanping"):
        assert part in result.stderr
    assert names(ledger) == []


def test_a_zone_that_is_not_there(run: Caller, ledger: Path, home: Path) -> None:
    result = run("import", put(home, MARCH), "--zone", "nix", today=TODAY)
    assert (result.exit_code, "nix" in result.stderr) == (3, True)


def test_a_column_names_the_zones(run: Caller, ledger: Path, home: Path) -> None:
    sheet = "2025年3月,,\n项目名称,所属园区,总投资（万元）\n滨河路,滨河经济开发区,100\n水厂,yuanping,200\n"
    assert run("import", put(home, sheet), today=TODAY).exit_code == 0
    assert rows(ledger, "SELECT z.slug, p.name FROM project p JOIN zone z USING (zone_id) ORDER BY 1") == [
        ("binhe", "滨河路"),
        ("yuanping", "水厂"),
    ]
    wrong = run("import", put(home, sheet.replace("yuanping", "安泽"), "b.csv"), today=TODAY)
    assert (wrong.exit_code, "安泽" in wrong.stderr, "B4" in wrong.stderr) == (2, True, True)


def test_the_only_zone_need_not_be_said(run: Caller, home: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.db"
    run.ok("init", one)
    run.ok("zone", "add", "滨河经济开发区", "--slug", "binhe", db=one)
    run.ok("import", put(home, MARCH), db=one, today=TODAY)
    assert names(one) == ["滨河路改造", "标准厂房"]


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_map_is_written_corrected_and_used(run: Caller, ledger: Path, home: Path, dry: tuple[str, ...]) -> None:
    sheet = MARCH.replace("自开工累计完成投资", "投资到位额")
    result = take(run, put(home, sheet), "--map", "m.toml", *dry)
    assert (result.exit_code, "m.toml" in result.stderr) == (0, True)
    text = (home / "m.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["columns"] == {
        "序号": "seq",
        "项目名称": "name",
        "项目代码": "code",
        "总投资": "total_investment",
        "投资到位额": "extra",
        "形象进度": "words",
    }
    put(home, text.replace('"投资到位额" = "extra"', '"投资到位额" = "invested level"'), "m.toml")
    written = (home / "m.toml").read_bytes()
    assert take(run, "a.csv", "--map", "m.toml").exit_code == 0
    assert facts(ledger, "invested") == [("2025-03", "3500000000"), ("2025-03", "100000000")]
    assert (home / "m.toml").read_bytes() == written


def test_a_map_has_the_last_word_and_may_ignore(run: Caller, ledger: Path, home: Path) -> None:
    put(
        home,
        '[columns]\n"项目名称" = "name"\n"形象进度" = "ignore"\n"总投资" = "ignore"\n'
        '"自开工累计完成投资" = "invested ytd 1-3月"\n',
        "m.toml",
    )
    result = take(run, put(home, MARCH), "--map", "m.toml", "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert [(fact[0], fact[1]) for fact in facts(ledger)] == [
        ("2025-01-01/2025-03-31", "3500000000"),
        ("2025-01-01/2025-03-31", "100000000"),
    ]
    assert [row["field"] for row in result.table("columns")] == ["seq", "name", "code", "ignore", "invested", "ignore"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("[columns", "m.toml"),
        ('[columns]\n"总投资" = "nix"\n', "nix"),
        ('[columns]\n"总投资" = "invested nix"\n', "nix"),
        ('[columns]\n"总投资" = 3\n', "columns"),
        ('[colums]\n"总投资" = "ignore"\n', "colums"),
        ('[columns]\n"自开工累计完成投资" = "invested ytd 13月"\n', "13月"),
    ],
)
def test_a_map_that_cannot_be_read(run: Caller, ledger: Path, home: Path, text: str, said: str) -> None:
    put(home, text, "m.toml")
    result = take(run, put(home, MARCH), "--map", "m.toml")
    assert (result.exit_code, said in result.stderr, "Traceback" in result.stderr) == (2, True, False)
    assert (home / "m.toml").read_text(encoding="utf-8") == text
    assert names(ledger) == []


def test_one_sheet_of_several(run: Caller, ledger: Path, home: Path) -> None:
    head = ["项目名称", "总投资（万元）"]
    file = book(home, 甲=[["2025年3月"], head, ["滨河路", 100]], 乙=[["2025年3月"], head, ["水厂", 200]])
    assert take(run, file, "--sheet", "乙").exit_code == 0
    assert names(ledger) == ["水厂"]
    assert take(run, file, "--sheet", "1").exit_code == 0
    assert names(ledger) == ["水厂", "滨河路"]
    wrong = take(run, file, "--sheet", "丙")
    assert (wrong.exit_code, "甲, 乙" in wrong.stderr) == (2, True)
    assert take(run, file, "--sheet", "3").exit_code == 2


def test_the_day_can_be_said(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH), "--on", "2025-04-20").exit_code == 0
    assert {span for span, _ in facts(ledger)} == {"2025-04-20"}
    later = take(run, "a.csv", "--on", "2025-06")
    assert later.exit_code == 2
    assert take(run, "a.csv", "--on", "某天").exit_code == 2


@pytest.mark.parametrize("unit, fen", [("元", "1200000"), ("万元", "12000000000"), ("亿元", "120000000000000")])
def test_a_unit_for_bare_amounts(run: Caller, ledger: Path, home: Path, unit: str, fen: str) -> None:
    bare = "2025年3月,\n项目名称,总投资\n滨河路,12000\n"
    refused = take(run, put(home, bare))
    assert (refused.exit_code, "B3" in refused.stderr) == (2, True)
    taken = take(run, "a.csv", "--unit", unit)
    assert (taken.exit_code, facts(ledger)) == ((0, [("2025-03", fen)]) if unit != "亿元" else (2, []))


def test_source_and_note(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH), "--source", "第3次调度会", "--note", "电话核实").exit_code == 0
    found = rows(ledger, "SELECT DISTINCT source, note FROM observation WHERE measure = 'words'")
    assert found == [("第3次调度会", "F4；电话核实")]
    assert take(run, put(home, APRIL, "b.csv")).exit_code == 0
    assert rows(ledger, "SELECT source, note FROM observation WHERE value = '路面'") == [("b.csv", "F4")]


def test_a_key_makes_a_retry_harmless(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH), "--key", "k1").exit_code == 0
    before = ledger.read_bytes()
    again = take(run, put(home, APRIL, "b.csv"), "--key", "k1")
    assert (again.exit_code, "binhe#1" in again.stderr) == (0, True)
    assert ledger.read_bytes() == before


def test_a_dry_run_writes_nothing_at_all(run: Caller, ledger: Path, home: Path) -> None:
    before, there = ledger.read_bytes(), {path.name for path in ledger.parent.iterdir()}
    result = take(run, put(home, MARCH), "--dry-run")
    assert (result.exit_code, "试运行" in result.stderr, "滨河路改造" in result.stdout) == (0, True, True)
    assert ledger.read_bytes() == before
    assert {path.name for path in ledger.parent.iterdir()} == there
    assert {path.name for path in home.iterdir()} == {"a.csv"}


# --- rows left out ----------------------------------------------------------------------------------------------------

BAD = MARCH.replace("标准厂房,A-2,900", "标准厂房,A-2,九百多")


def test_bad_rows_are_left_out_mended_and_taken_in(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, BAD)).exit_code == 2
    result = take(run, "a.csv", "--skip-bad")
    assert (result.exit_code, "a.rejects.csv" in result.stderr) == (0, True)
    assert names(ledger) == ["滨河路改造"]
    rejects = home / "a.rejects.csv"
    text = rejects.read_text(encoding="utf-8-sig")
    assert ("九百多" in text, "D5" in text, "滨河路改造" in text) == (True, True, False)
    rejects.write_text(text.replace("A-2,九百多", "A-2,900"), encoding="utf-8")
    mended = take(run, "a.rejects.csv", "--format", "json")
    assert mended.exit_code == 0, mended.stderr
    assert names(ledger) == ["滨河路改造", "标准厂房"]
    assert facts(ledger, "total_investment") == [("2025-03", "12000000000"), ("2025-03", "900000000")]
    assert facts(ledger, "x:%") == []


def test_rejects_do_not_overwrite_what_is_there(run: Caller, ledger: Path, home: Path) -> None:
    put(home, "mine", "a.rejects.csv")
    before = ledger.read_bytes()
    refused = take(run, put(home, BAD), "--skip-bad")
    assert (refused.exit_code, "a.rejects.csv" in refused.stderr) == (4, True)
    assert (home / "a.rejects.csv").read_text(encoding="utf-8") == "mine"
    assert ledger.read_bytes() == before
    assert take(run, "a.csv", "--skip-bad", "--force").exit_code == 0
    assert "九百多" in (home / "a.rejects.csv").read_text(encoding="utf-8-sig")


def test_rejects_of_a_dry_run_are_told_and_not_written(run: Caller, ledger: Path, home: Path) -> None:
    result = take(run, put(home, BAD), "--skip-bad", "--dry-run")
    assert result.exit_code == 0
    assert "D5" in result.stdout
    assert not (home / "a.rejects.csv").exists()


def test_rejects_of_our_own_sheets_and_of_several_rows_of_header(run: Caller, ledger: Path, home: Path) -> None:
    file = book(
        home,
        甲=[
            ["2025年3月"],
            ["单位：万元"],
            ["项目名称", "投资完成情况", None, "进展"],
            [None, "总投资", "1-3月完成投资", None],
            ["滨河路", 100, 10, "路基"],
            ["水厂", "不详", 20, "封顶"],
        ],
    )
    assert take(run, file, "--skip-bad").exit_code == 0
    text = (home / "a.rejects.csv").read_text(encoding="utf-8-sig")
    put(home, text.replace("不详", "200"), "b.csv")
    mended = take(run, "b.csv")
    assert mended.exit_code == 0, mended.stderr
    assert facts(ledger, "invested") == [
        ("2025-01-01/2025-03-31", "10000000"),
        ("2025-01-01/2025-03-31", "20000000"),
    ]


def test_rejects_keep_what_a_person_sees(run: Caller, ledger: Path, home: Path) -> None:
    """Percent and scaled amounts by their formats, a leader merged down, the section that a row stands in."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for line in (
        ["2025年3月"],
        ["项目名称", "总投资（元）", "完成比例", "包联领导", "开工时间"],
        ["一、水利项目", None, None, None, None],
        ["（一）在建", None, None, None, None],
        ["水厂", 120000, 0.4, "张明", date(2024, 5, 1)],
        ["水库", 150000, 0.5, None, "某天"],
    ):
        page.append(line)
    for row in (5, 6):
        page.cell(row, 2).number_format = '0!.0,"万元"'
        page.cell(row, 3).number_format = "0%"
    page.cell(5, 5).number_format = "yyyy-mm"
    page.cell(5, 5).value, page.cell(6, 5).value = date(2024, 5, 1), date(2024, 6, 1)
    page.cell(6, 5).number_format = "yyyy-mm"
    page.merge_cells("D5:D6")
    page.cell(6, 1).value = None
    made.save(home / "a.xlsx")
    assert take(run, "a.xlsx", "--skip-bad").exit_code == 0
    rejects = home / "a.rejects.csv"
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace("\n,15", "\n水库,15"), encoding="utf-8")
    result = take(run, "a.rejects.csv")
    assert result.exit_code == 0, result.stderr
    told = "SELECT o.measure, o.value FROM observation o JOIN project p ON p.id = o.project_id WHERE p.name = ?"
    assert set(rows(ledger, told, "水库")) == {
        ("total_investment", "15000000"),
        ("progress", "50"),
        ("leader", "张明"),
        ("planned_start", "2024-06"),
        ("stage", "construction"),
    }
    assert rows(ledger, "SELECT DISTINCT category FROM project") == [("水利项目",)]


# --- what is told -----------------------------------------------------------------------------------------------------

PREVIEW = """2025年3月重点项目进展情况表,,,,,,,
填报单位：住建局,,,,,,,单位：万元
序号,项目名称,项目代码,总投资,1-3月完成投资,形象进度,用地（亩）,开工时间
一、,基础设施（2个）,,12900,,,,
1,滨河路改造,A-1,12000,3500,路面,120,45809
2,标准厂房★,A-2,900,100,40%,—,已开工
合计,,,13000,3600,,,
注：数据来自各单位,,,,,,,
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_preview(run: Caller, ledger: Path, home: Path, lang: str, golden: Callable[[str, str], None]) -> None:
    assert take(run, put(home, MARCH, "起.csv")).exit_code == 0
    result = take(run, put(home, PREVIEW), "--dry-run", lang=lang)
    bad = take(run, put(home, BAD, "b.csv"), lang=lang)
    said = f"{result.stdout}\n{result.stderr}\n{bad.stderr}".replace(str(ledger), "ledger.db")
    golden(f"import-{lang}.txt", said)


def test_json_is_what_the_schema_says(run: Caller, ledger: Path, home: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/import.json").read_text(encoding="utf-8"))
    for text in (PREVIEW, BAD, MARCH):
        result = take(run, put(home, text), "--format", "json")
        jsonschema.validate(json.loads(result.stdout), schema)


def test_quiet_is_quiet_but_for_errors(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH), "--quiet").stderr == ""
    assert "D5" in take(run, put(home, BAD, "b.csv"), "--quiet").stderr


def test_a_report_goes_to_a_file_and_not_over_one(run: Caller, ledger: Path, home: Path) -> None:
    put(home, "mine", "r.json")
    refused = take(run, put(home, MARCH), "-o", "r.json")
    assert refused.exit_code == 4
    assert names(ledger) == [], "what cannot be reported is not written"
    assert take(run, "a.csv", "-o", "r2.json").exit_code == 0
    assert json.loads((home / "r2.json").read_text(encoding="utf-8"))["report"] == "import"


def test_figures_know_their_cell(run: Caller, ledger: Path, home: Path) -> None:
    file = book(home, 表=[["2025年3月"], ["项目名称", "总投资（万元）"], ["滨河路", 12000]])
    assert take(run, file).exit_code == 0
    [(slug,)] = rows(ledger, "SELECT slug FROM project")
    shown = run.ok("source", f"binhe/{slug}", "total", today=TODAY).stdout
    assert ("a.xlsx" in shown, "表!B3" in shown) == (True, True)


def test_one_entry_one_undo(run: Caller, ledger: Path, home: Path) -> None:
    assert take(run, put(home, MARCH)).exit_code == 0
    before = {
        "projects": names(ledger),
        "facts": len(facts(ledger)),
        "spot": rows(ledger, "SELECT * FROM zone_position"),
    }
    assert take(run, put(home, APRIL + "3,学校,A-3,800,,\n", "b.csv")).exit_code == 0
    assert "import" in run.ok("history", today=TODAY).stdout or "导入" in run.ok("history", today=TODAY).stdout
    known = run.json("list", "--known", "binhe#1", today=TODAY)
    assert [row["name"] for row in known.table("projects")] == before["projects"]
    run.ok("doctor", "--deep", today=TODAY)
    run.ok("undo", today=TODAY)
    run.ok("doctor", "--deep", today=TODAY)
    assert names(ledger) == before["projects"]
    assert len(facts(ledger)) == before["facts"]
    assert take(run, "b.csv").exit_code == 0
    run.ok("doctor", "--deep", today=TODAY)


# --- long work --------------------------------------------------------------------------------------------------------


def large(folder: Path, lines: int) -> str:
    text = "2025年3月,,,,\n项目名称,总投资（万元）,1-3月完成投资（万元）,形象进度,责任单位\n"
    return put(
        folder, text + "".join(f"项目{n}号,{n % 900 + 100},{n % 90},路基,住建局\n" for n in range(lines)), "l.csv"
    )


def test_an_interrupted_import_leaves_nothing(run: Caller, ledger: Path, home: Path) -> None:
    file = large(home, 30_000)
    before = [path.name for path in sorted(ledger.parent.iterdir())]
    env = environment(home, ZONETRACK_DB=str(ledger), ZONETRACK_LANG="zh")
    argv = command("import", file, "--zone", "binhe", "--today", TODAY)
    running = subprocess.Popen(argv, cwd=home, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert busy(ledger, running), "it had ended before it could be interrupted"
    result = interrupt(running)
    assert (result.exit_code, "Traceback" in result.stderr) == (130, False)
    assert names(ledger) == []
    run.ok("doctor", "--deep", today=TODAY)
    assert [path.name for path in sorted(ledger.parent.iterdir())] == before


def busy(ledger: Path, running: subprocess.Popen[bytes]) -> bool:
    """Wait until the command holds the ledger for writing."""
    with closing(sqlite3.connect(ledger, timeout=0, isolation_level=None)) as db:
        while running.poll() is None:
            try:
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            db.execute("ROLLBACK")
            time.sleep(0.001)
    return False


def test_a_bar_only_for_a_person(run: Caller, ledger: Path, home: Path) -> None:
    file = large(home, 2_500)
    told = ("import", file, "--zone", "binhe", "--dry-run", "--today", TODAY)
    env = {"ZONETRACK_DB": str(ledger), "ZONETRACK_LANG": "zh"}
    assert "%" in terminal(*told, home=home, env=env).stdout.replace("100.00%", "%").partition("导入")[0]
    assert "%" not in process(*told, home=home, env=env).stderr
    assert "%" not in terminal(*told, "--quiet", home=home, env=env).stdout.partition("导入")[0]


def test_a_map_in_words_and_a_header_of_it_that_no_sheet_has(run: Caller, ledger: Path, home: Path) -> None:
    file = put(home, "2025年3月（单位：万元）,,\n工作,数一,数二\n滨河路,7,8\n")
    (home / "m.toml").write_text('[columns]\n"工作" = "项目名称"\n"数一" = "total investment"\n"数三" = "不读"\n')
    told = run.ok("import", file, "--zone", "binhe", "--map", "m.toml", "--format", "json", today=TODAY)
    remarks = json.loads(told.stdout)["tables"]["remarks"]["rows"]
    assert [(one["place"], one["code"]) for one in remarks] == [("--map", "not_in_sheet")]
    assert "数三" in remarks[0]["text"]
    assert [value for _, value in facts(ledger, "total_investment")] == ["7000000"]


def test_rows_without_a_name_are_told_once_each(run: Caller, ledger: Path, home: Path) -> None:
    file = put(home, "2025年3月（单位：万元）,,\n序号,项目名称,总投资\n1,,5\n2,,6\n3,滨河路,7\n")
    told = run("import", file, "--zone", "binhe", today=TODAY)
    assert told.exit_code != 0
    assert "2处问题" in told.stderr
    assert "在表中重复" not in told.stderr


# --- without the extra ------------------------------------------------------------------------------------------------


def test_without_the_extra(run: Caller, ledger: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = book(home, 表=[["2025年3月"], ["项目名称", "总投资（万元）"], ["滨河路", 12000]])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    refused = take(run, file)
    assert (refused.exit_code, "pip install 'zonetrack[excel]'" in refused.stderr) == (1, True)
    assert take(run, put(home, MARCH)).exit_code == 0

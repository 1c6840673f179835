"""`export`: the ending says as what the ledger leaves; nothing is lost on the way, and nothing is overwritten."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from zonetrack.store import ledger

from . import libreoffice
from .calling import Caller, Stream

# openpyxl leaves out what is newer than 2007 in a data bar, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning:openpyxl")

DAY = ("--as-of", "2025-04-30")
HEADER = 3


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet by their headers, line breaks taken out of these."""
    labels = [str(cell.value).replace("\n", "") for cell in sheet[HEADER]]
    return [dict(zip(labels, row, strict=True)) for row in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def csv_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_working_sheet(run: Caller, sample: Path, home: Path) -> None:
    result = run.ok("export", "--zone", "yuanping", "-o", "台账.xlsx", *DAY)
    assert (result.stdout, result.stderr) == ("", "已写入 台账.xlsx\n")
    book = openpyxl.load_workbook(home / "台账.xlsx")
    assert book.sheetnames == ["项目"]
    rows = rows_of(book["项目"])
    assert rows[0]["项目名称"] == "再生水利用工程"
    assert (rows[0]["总投资（万元）"], rows[0]["计划开工时间"]) == (25359.52, "预计2025年上半年")
    assert (rows[-1]["序号"], rows[-1]["总投资（万元）"]) == ("合计", 36155.87)
    entry = json.loads(run.json("zone", "list").stdout)["known"]
    assert entry
    zone = run.json("report", "--zone", "yuanping", *DAY)
    assert {row["version"] for row in rows[:-1]} == {f"{json.loads(zone.stdout)['known']} 2025-04-30"}
    assert [row["id"] for row in rows[:-1]] == [
        row["id"] for row in run.json("list", "--zone", "yuanping").table("projects")
    ]


def test_plans_texts_and_what_nobody_knows_are_in_the_sheet(run: Caller, own: Path, home: Path) -> None:
    from zonetrack import api
    from zonetrack.domain import measure
    from zonetrack.values import when

    run.ok("plan", "yuanping/water-plant", "1000万元", "--for", "2025", "--on", "2025-04-01")
    run.ok("plan", "yuanping/water-plant", "3000万元", "--for", "2026", "--on", "2025-04-01")
    run.ok("plan", "yuanping/water-plant", "2000万元", "--for", "2025", "--on", "2025-04-10")
    for name, text, day in (
        ("x:用地（亩）", "120", "2025-04-01"),
        ("x:用地（亩）", "130", "2025-04-09"),
        ("x:用地（亩）", "999", "2025-04-13"),
        ("location", "经四路", "2025-04-01"),
        ("remark", "已收回", "2025-04-01"),
        ("remark", "", "2025-04-02"),
    ):
        api.record(own, "yuanping/water-plant", measure.text(name, text, when.decode(day)), author="li")
    run.ok("export", "--zone", "yuanping", "-o", "a.xlsx", "--as-of", "2025-04-12")
    row, total = rows_of(openpyxl.load_workbook(home / "a.xlsx")["项目"])
    assert (row["2025年计划投资（万元）"], total["2025年计划投资（万元）"]) == (2000, 2000)
    assert (row["用地（亩）"], row["建设地点"], "备注" in row) == ("130", "经四路", False)
    run.ok("export", "--zone", "yuanping", "-o", "a.csv", "--as-of", "2025-04-12")
    [line] = csv_of(home / "a.csv")
    assert (line["planned_investment@2025"], line["x:用地（亩）"], line["location"]) == ("2000.00", "130", "经四路")


def test_a_sheet_of_an_earlier_day_and_entry(run: Caller, own: Path, home: Path) -> None:
    before = json.loads(run.json("status").stdout)["known"]
    run.ok("update", "xiaohe/daiwang-road/pipes", "90%", "--on", "2025-04-14")
    for name, more in (("now", ()), ("then", ("--known", before)), ("earlier", ("--as-of", "2025-04-13"))):
        run.ok("export", "--zone", "xiaohe", "-o", f"{name}.xlsx", *more)
    found = {
        name: rows_of(openpyxl.load_workbook(home / f"{name}.xlsx")["节点"])[0] for name in ("now", "then", "earlier")
    }
    assert {name: row["完成进度"] for name, row in found.items()} == {"now": 0.9, "then": 0.8, "earlier": 0.8}
    entries = {name: row["version"].split() for name, row in found.items()}
    assert entries["now"][0] != entries["then"][0]
    assert (entries["now"][0], entries["earlier"][1]) == (entries["earlier"][0], "2025-04-13")
    # The version says how to make the sheet again.
    entry, day = entries["then"]
    run.ok("export", "--zone", "xiaohe", "-o", "again.xlsx", "--known", entry, "--as-of", day)
    assert rows_of(openpyxl.load_workbook(home / "again.xlsx")["节点"])[0] == found["then"]


def test_csv_is_one_table_with_the_mark_for_excel(run: Caller, sample: Path, home: Path) -> None:
    run.ok("export", "-o", "a.csv", *DAY)
    assert (home / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfseq,zone,name,")
    assert len(csv_of(home / "a.csv")) == len(run.json("list", *DAY).table("projects"))
    run.ok("export", "-o", "b.csv", "--table", "milestones", *DAY)
    assert [row["name"] for row in csv_of(home / "b.csv")][:2] == ["雨污水管线", "降水井"]
    assert run("export", "-o", "c.csv", "--table", "nix").exit_code == 2
    assert run.ok("export", "--format", "csv", *DAY).stdout.startswith("seq,zone,name,")


def test_json_holds_every_fact(run: Caller, sample: Path, home: Path) -> None:
    whole = json.loads(run.ok("export", "--format", "json", "--as-of", "2025-12-31").stdout)
    assert whole["report"] == "ledger"
    tables = {name: table["rows"] for name, table in whole["tables"].items()}
    with ledger.reading(sample) as db:
        counts = {name: (db.one(f"SELECT count(*) FROM {table}") or (0,))[0] for name, table in TABLES.items()}
    assert {name: len(rows) for name, rows in tables.items()} == counts
    assert {row["ref"] for row in tables["facts"]} >= {"wuxiang", "yuanping/water-plant", "xiaohe/daiwang-road/pipes"}
    one = run.json("export", "--zone", "xiaohe", "-o", "x.json")
    assert one.stdout == ""
    found = json.loads((home / "x.json").read_text(encoding="utf-8"))["tables"]["projects"]["rows"]
    assert [row["ref"] for row in found] == ["xiaohe/daiwang-road"]


TABLES = {
    "zones": "zone",
    "projects": "project",
    "milestones": "milestone",
    "indicators": "indicator",
    "events": "event",
    "followups": "followup",
    "facts": "observation",
}


def test_json_knows_former_slugs_and_leaves_later_facts_out(run: Caller, own: Path) -> None:
    run.ok("edit", "xiaohe/daiwang-road", "--slug", "daiwang")
    run.ok("update", "xiaohe/daiwang/pipes", "90%", "--on", "2025-04-14")
    now, then = (
        json.loads(run.ok("export", "--format", "json", "--as-of", day).stdout)["tables"]
        for day in ("2025-04-14", "2025-04-13")
    )
    assert [row["aliases"] for row in now["projects"]["rows"]] == [["daiwang-road"], []]
    assert [row["value"] for row in now["facts"]["rows"] if row["measure"] == "progress"] == ["80", "90"]
    assert [row["value"] for row in then["facts"]["rows"] if row["measure"] == "progress"] == ["80"]


def test_a_template_for_one_unit(run: Caller, own: Path, home: Path) -> None:
    run.ok("update", "yuanping/water-plant", "--owner", "水务局", "--say", "完成选址")
    run.ok("export", "--template", "--unit", "水务", "-o", "报送.xlsx")
    sheet = openpyxl.load_workbook(home / "报送.xlsx")["项目"]
    assert sheet["A2"].value == "填报单位：水务"
    row = rows_of(sheet)[0]
    assert (row["项目名称"], row["责任单位"], row["总投资（万元）"]) == ("净水厂项目", "水务局", 10796.35)
    assert row["*2025年4月完成投资（万元）"] is row["*2025年1—4月累计完成投资（万元）"] is row["*形象进度"] is None
    assert row["version"].endswith(" 2025-04-14 template")
    refused = run("export", "--template", "--unit", "交通", "-o", "b.xlsx")
    assert refused.exit_code == 3
    assert "水务局" in refused.stderr
    assert not (home / "b.xlsx").exists()


def test_a_template_for_a_new_zone(run: Caller, own: Path, home: Path) -> None:
    run.ok("zone", "add", "安泽经济技术开发区", "--slug", "anze")
    run.ok("export", "--zone", "anze", "-o", "a.xlsx")
    assert "--template" in run.ok("export", "--zone", "anze", "-o", "b.csv").stderr
    run.ok("export", "--zone", "anze", "--template", "-o", "t.xlsx", lang="en")
    rows = rows_of(openpyxl.load_workbook(home / "t.xlsx")["Projects"])[:20]
    assert {"Project name", "Scope", "Planned finish", "*Progress"} <= rows[0].keys()
    assert {value for row in rows for value in row.values()} == {None}


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        ((), 2, "zonetrack export -o 台账.xlsx"),
        (("-o", "a.html"), 2, ".xlsx .csv .json"),
        (("-o", "a"), 2, ".xlsx .csv .json"),
        (("--format", "html", "-o", "a.html"), 2, "xlsx"),
        (("--template", "-o", "a.csv"), 2, "zonetrack export --template -o 报送表.xlsx"),
        (("--unit", "水务局", "-o", "a.xlsx"), 2, "--template"),
        (("--zone", "nix", "-o", "a.xlsx"), 3, "zonetrack zone list"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: tuple[str, ...], code: int, said: str, run: Caller, own: Path, home: Path
) -> None:
    result = run("export", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert not list(home.iterdir())


def test_a_file_that_is_there_stays_and_so_does_the_ledger(run: Caller, own: Path, home: Path) -> None:
    (home / "a.xlsx").write_bytes(b"mine")
    assert run("export", "-o", "a.xlsx").exit_code == 4
    assert (home / "a.xlsx").read_bytes() == b"mine"
    run.ok("export", "-o", "a.xlsx", "--force")
    assert (home / "a.xlsx").read_bytes().startswith(b"PK")
    alias = home / "alias.json"
    alias.symlink_to(own)
    assert run("export", "-o", "alias.json", "--force").exit_code == 4


def test_a_workbook_is_not_for_a_terminal(run: Caller, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stream, "isatty", lambda _: True)
    result = run("export", "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert ".xlsx" in result.stderr


def test_without_the_extra_it_says_how_to_get_it(
    run: Caller, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("export", "-o", "a.xlsx")
    assert result.exit_code == 1
    assert "pip install 'zonetrack[excel]'" in result.stderr
    assert not list(home.iterdir())


@pytest.fixture(scope="session")
def office_program() -> str:
    found = libreoffice.find()
    if found is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-calc-nogui")
    return found


def shown(cell: Any) -> str:
    """What a person sees in a cell, by its value and number format."""
    value, number_format = cell.value, cell.number_format
    if cell.is_date:
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        decimals = len(number_format.rstrip("%").partition(".")[2])
        return f"{value * 100:.{decimals}f}%" if number_format.endswith("%") else f"{value:,.{decimals}f}"
    return value or ""


@pytest.mark.parametrize("arguments", [("--as-of", "2025-09-01"), ("--template", *DAY)], ids=["export", "template"])
def test_libreoffice_shows_the_same(
    arguments: tuple[str, ...], office_program: str, run: Caller, sample: Path, home: Path, lang: str
) -> None:
    run.ok("export", "-o", "sheet.xlsx", *arguments, lang=lang)
    seen = libreoffice.sheets(office_program, home / "sheet.xlsx", home / "seen")
    book = openpyxl.load_workbook(home / "sheet.xlsx")
    assert seen.keys() == set(book.sheetnames)
    for sheet in book:
        expected = [[shown(cell) for cell in row] for row in sheet.iter_rows()]
        assert seen[sheet.title] == expected

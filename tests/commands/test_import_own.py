"""Sheets that the ledger sent out and that come back: what was edited counts, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from . import libreoffice
from .calling import Caller, Result, rows

# openpyxl leaves out what is newer than 2007 in a data bar, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning:openpyxl")

HEADER = 3
SHEETS = {"zh": ("项目", "节点"), "en": ("Projects", "Milestones")}
PLANT, PIPES = "yuanping/water-plant", "xiaohe/daiwang-road/pipes"


class Edit(NamedTuple):
    """A cell of a working sheet made another, and the one fact that must come of it."""

    key: str
    sheet: int  # 0 the projects, 1 the milestones
    zh: str
    en: str
    new: Any
    measure: str
    value: str


def column_of(sheet: Worksheet, header: str) -> int:
    """The number of the column with this header, its unit aside, which stands on a line of its own."""
    labels = [str(cell.value).partition("\n")[0] for cell in sheet[HEADER]]
    return labels.index(header) + 1


def row_of(sheet: Worksheet, name: str) -> int:
    """The number of the row with this text in it."""
    return next(row[0].row for row in sheet.iter_rows(min_row=HEADER + 1) if name in [cell.value for cell in row])


def edit(path: Path, sheet: int | str, name: str, header: str, new: Any) -> None:
    """Put something else into a cell of a working sheet; the number format is that of what is typed."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if isinstance(sheet, str) else book.worksheets[sheet]
    cell = page.cell(row_of(page, name), column_of(page, header))
    cell.value = new
    if isinstance(new, float) and "%" not in cell.number_format:
        cell.number_format = "0%" if header in ("完成进度", "Progress") else "General"
    book.save(path)


def facts(ledger: Path) -> list[tuple[Any, ...]]:
    """All facts, in the order in which they were said."""
    return rows(ledger, "SELECT id, measure, basis, span_edtf, value FROM observation ORDER BY zone_id, seq, n")


def new_facts(ledger: Path, before: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The facts said since, without whom they are about."""
    return [fact[1:] for fact in facts(ledger) if fact not in before]


def entries(ledger: Path) -> int:
    """How many entries commands have made."""
    [(found,)] = rows(ledger, "SELECT count(*) FROM entry")
    assert isinstance(found, int)
    return found


@pytest.fixture
def desk(own: Path, run: Caller) -> Path:
    """The ledger of the office, with something of every kind in it."""
    for line in (
        ("update", PLANT, "35%", "--say", "基础施工", "--next", "主体封顶", "--problem", "管线未迁"),
        ("update", PLANT, "--owner", "水务局", "--leader", "张明、李华", "--unit", "城建公司"),
        ("invested", PLANT, "1500万元", "--since-start", "--on", "2025-03-31"),
        ("plan", PLANT, "3000万元", "--for", "2025"),
        ("stage", PLANT, "在建"),
        ("reschedule", PLANT, "--start", "2024年10月", "--due", "约2025年年底", "--reason", "首次填报"),
        ("edit", PLANT, "--code", "2401-140981-04-01-100001", "--category", "水利"),
        ("update", "xiaohe/daiwang-road/paving", "20%", "--say", "基层"),
    ):
        run.ok(*line, today="2025-04-14")
    return own


EDITS = (
    Edit("money", 0, "总投资", "Total investment", 12000.0, "total_investment", "12000000000"),
    Edit("money in words", 0, "总投资", "Total investment", "约1.2亿元", "total_investment", "12000000000"),
    Edit("plan", 0, "2025年计划投资", "Planned investment 2025", 3500.0, "planned_investment", "3500000000"),
    Edit("invested", 0, "自开工累计完成投资", "Invested since start", 1600.5, "invested", "1600500000"),
    Edit("percent", 0, "完成进度", "Progress", 0.4, "progress", "40"),
    Edit("percent in words", 0, "完成进度", "Progress", "约40%", "progress", "40"),
    Edit("words", 0, "形象进度", "Progress in words", "主体施工", "words", "主体施工"),
    Edit("words emptied", 0, "形象进度", "Progress in words", None, "words", ""),
    Edit("next", 0, "下一步工作", "Next step", "设备安装", "next", "设备安装"),
    Edit("problem emptied", 0, "存在问题", "Problem", None, "problem", ""),
    Edit("problem denied", 0, "存在问题", "Problem", "无", "problem", ""),
    Edit("owner", 0, "责任单位", "Responsible", "住建局", "owner", "住建局"),
    Edit("owner emptied", 0, "责任单位", "Responsible", None, "owner", ""),
    Edit("leader", 0, "包联领导", "Leader", "张明", "leader", "张明"),
    Edit("date", 0, "计划竣工时间", "Planned finish", date(2025, 11, 30), "planned_finish", "2025-11-30"),
    Edit("date in words", 0, "计划竣工时间", "Planned finish", "2026年上半年", "planned_finish", "2026-40"),
    Edit("step words", 1, "形象进度", "Progress in words", "管道敷设", "words", "管道敷设"),
    Edit("step progress", 1, "完成进度", "Progress", 0.9, "progress", "90"),
    Edit("step quantity", 1, "完成工程量", "Quantity done", "3.5km", "quantity", "3.5"),
    Edit("step date", 1, "计划完成时间", "Planned finish", "2025年6月", "planned_finish", "2025-06"),
    Edit("step weight", 1, "权重", "Weight", 3.0, "weight", "3"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_untouched_sheet_changes_nothing(run: Caller, desk: Path, home: Path, lang: str, ending: str) -> None:
    before, bytes_ = entries(desk), desk.read_bytes()
    run.ok("export", "-o", f"a.{ending}", lang=lang)
    result = run.ok("import", f"a.{ending}", "--reason", "核对", lang=lang)
    assert {"zh": "没有变化", "en": "No change"}[lang] in result.stderr
    assert (entries(desk), desk.read_bytes() == bytes_) == (before, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("day", ["2025-04-30", "2025-12-31"])
def test_the_sample_goes_out_and_comes_back(run: Caller, sample: Path, home: Path, lang: str, day: str) -> None:
    before = entries(sample)
    run.ok("export", "-o", "a.xlsx", "--as-of", day, lang=lang, today="2026-02-01")
    run.ok("import", "a.xlsx", lang=lang, today="2026-02-01")
    assert entries(sample) == before


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_another_program_saved_is_untouched_too(run: Caller, sample: Path, home: Path, kind: str) -> None:
    office = libreoffice.find()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-calc-nogui")
    before = entries(sample)
    run.ok("export", "-o", "a.xlsx", "--as-of", "2025-09-01", today="2026-02-01")
    result = run.json(
        "import", libreoffice.converted(office, home / "a.xlsx", home / "saved", kind), today="2026-02-01"
    )
    assert (result.table("changes"), entries(sample)) == ([], before)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("made", EDITS, ids=[one.key for one in EDITS])
def test_one_edited_cell_is_one_change(run: Caller, desk: Path, home: Path, lang: str, made: Edit) -> None:
    run.ok("export", "-o", "a.xlsx", lang=lang)
    before, had = entries(desk), facts(desk)
    name = ("净水厂项目", "雨污水管线")[made.sheet]
    edit(home / "a.xlsx", made.sheet, name, getattr(made, lang), made.new)
    result = run.json("import", "a.xlsx", lang=lang, today="2025-04-15")
    [change] = result.table("changes")
    assert (change["name"], change["measure"]) == (name, made.measure)
    [(measure, _, _, value)] = new_facts(desk, had)
    assert (measure, value) == (made.measure, made.value)
    assert entries(desk) == before + 1
    assert run.json("import", "a.xlsx", lang=lang, today="2025-04-15").table("changes") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_stage_chosen_from_the_list(run: Caller, desk: Path, home: Path, lang: str) -> None:
    run.ok("export", "-o", "a.xlsx", lang=lang)
    had = facts(desk)
    edit(home / "a.xlsx", 0, "净水厂项目", *{"zh": ("项目阶段", "停建"), "en": ("Stage", "paused")}[lang])
    run.ok("import", "a.xlsx", lang=lang, today="2025-04-15")
    assert [(fact[0], fact[3]) for fact in new_facts(desk, had)] == [("stage", "paused")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet, old, header", [(0, "净水厂项目", ("项目名称", "Project name")),
                                                (1, "路面铺设", ("节点名称", "Milestone name"))])  # fmt: skip
def test_a_name(run: Caller, desk: Path, home: Path, lang: str, sheet: int, old: str, header: tuple[str, str]) -> None:
    run.ok("export", "-o", "a.xlsx", lang=lang)
    had, before = facts(desk), entries(desk)
    edit(home / "a.xlsx", sheet, old, header[lang == "en"], "改名后")
    result = run.json("import", "a.xlsx", lang=lang)
    [change] = result.table("changes")
    assert (change["old"], change["new"]) == (old, "改名后")
    assert (new_facts(desk, had), entries(desk)) == ([], before + 1)
    kind = ("project", "milestone")[sheet]
    assert rows(desk, f"SELECT count(*) FROM {kind} WHERE name = '改名后'") == [(1,)]


@pytest.mark.parametrize(
    "header, new",
    [
        ("项目代码", "2401-140981-04-01-100002"),
        ("项目代码", None),
        ("类别", "环保"),
        ("类别", None),
        ("标签", "省重点"),
    ],
)
def test_code_category_and_tags(run: Caller, desk: Path, home: Path, header: str, new: str | None) -> None:
    run.ok("export", "-o", "a.xlsx")
    edit(home / "a.xlsx", 0, "净水厂项目", header, new)
    result = run.json("import", "a.xlsx")
    [change] = result.table("changes")
    assert (change["new"], result.table("remarks")) == (new, [])


SOFT = (
    ("total", PLANT, "约1.2亿元"),
    ("update", PLANT, "超50%"),
    ("reschedule", PLANT, "--due", "预计2026年上半年", "--reason", "资金"),
    ("update", "xiaohe/daiwang-road/paving", "60%—70%"),
    ("update", PIPES, "约3.3km"),
    ("update", "xiaohe/daiwang-road", "--say", "=1+1，东段\n西段", "--next", "'-不动"),
)


@pytest.mark.parametrize("table", ["projects", "milestones"])
def test_csv_says_how_sure_a_figure_is(run: Caller, desk: Path, home: Path, table: str) -> None:
    for line in SOFT:
        run.ok(*line)
    run.ok("export", "-o", "a.csv", "--table", table)
    before = entries(desk)
    result = run.json("import", "a.csv")
    assert (result.table("changes"), result.table("faults"), entries(desk)) == ([], [], before)


def test_a_figure_of_csv_made_sure_is_a_change(run: Caller, desk: Path, home: Path) -> None:
    for line in SOFT:
        run.ok(*line)
    run.ok("export", "-o", "a.csv", "--zone", "yuanping")
    text = (home / "a.csv").read_text(encoding="utf-8")
    assert text.count(",about,") == 1
    (home / "a.csv").write_text(text.replace(",about,", ",,"), encoding="utf-8")
    [change] = run.json("import", "a.csv").table("changes")
    assert (change["measure"], change["old"]["qualifier"], change["new"].get("qualifier")) == (
        "total_investment",
        "about",
        None,
    )


def test_a_code_that_softens_nothing_is_refused(run: Caller, desk: Path, home: Path) -> None:
    run.ok(*SOFT[0])
    run.ok("export", "-o", "a.csv", "--zone", "yuanping")
    text = (home / "a.csv").read_text(encoding="utf-8")
    (home / "a.csv").write_text(text.replace(",about,", ",roughly,"), encoding="utf-8")
    result = run("import", "a.csv")
    assert (result.exit_code, "roughly" in result.stderr) == (2, True)


def test_csv_of_our_own_in_another_ledger(run: Caller, desk: Path, home: Path) -> None:
    for line in SOFT[:3]:
        run.ok(*line)
    run.ok("export", "-o", "a.csv", "--zone", "yuanping")
    other = home / "other.db"
    run.ok("init", other)
    run.ok("zone", "add", "原平经济技术开发区", "--slug", "yuanping", db=other)
    run.ok("import", "a.csv", db=other)
    kept = {
        (measure, value, qualifier)
        for measure, value, qualifier in rows(other, "SELECT measure, value, qualifier FROM observation")
    }
    assert {("total_investment", "12000000000", "about"), ("progress", "[50,100]", "over")} <= kept
    assert not any(measure.startswith("x:") for measure, *_ in kept)


def test_a_column_taken_out_takes_nothing_back(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    book = openpyxl.load_workbook(home / "a.xlsx")
    for header in ("类别", "项目代码", "形象进度"):
        book.worksheets[0].delete_cols(column_of(book.worksheets[0], header))
    book.save(home / "a.xlsx")
    before = entries(desk)
    run.ok("import", "a.xlsx")
    assert entries(desk) == before


def test_a_figure_made_empty_stays_and_is_pointed_out(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    before = entries(desk)
    edit(home / "a.xlsx", 0, "净水厂项目", "总投资", None)
    result = run.json("import", "a.xlsx")
    [remark] = result.table("remarks")
    assert (remark["code"], "总投资" in remark["text"], remark["place"][:3]) == ("emptied", True, "项目!")
    assert (result.table("changes"), entries(desk)) == ([], before)


def test_what_the_ledger_learned_meanwhile_is_not_taken_back(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    run.ok("update", PLANT, "60%", "--say", "主体完成", today="2025-04-15")
    before = entries(desk)
    run.ok("import", "a.xlsx", today="2025-04-16")
    assert entries(desk) == before
    edit(home / "a.xlsx", 0, "净水厂项目", "责任单位", "住建局")
    had = facts(desk)
    run.ok("import", "a.xlsx", today="2025-04-16")
    assert [fact[0] for fact in new_facts(desk, had)] == ["owner"]


def test_a_cell_that_was_edited_on_both_sides_is_refused_with_both(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    run.ok("update", PLANT, "60%", today="2025-04-15")
    edit(home / "a.xlsx", 0, "净水厂项目", "完成进度", 0.5)
    bytes_ = desk.read_bytes()
    result = run("import", "a.xlsx", today="2025-04-16")
    assert result.exit_code == 4
    for part in ("项目!", "50%", "60%", "2025-04-15"):
        assert part in result.stderr
    assert desk.read_bytes() == bytes_


def test_both_sides_may_say_the_same(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    run.ok("update", PLANT, "--owner", "住建局", today="2025-04-15")
    edit(home / "a.xlsx", 0, "净水厂项目", "责任单位", "住建局")
    before = entries(desk)
    run.ok("import", "a.xlsx", today="2025-04-16")
    assert entries(desk) == before


def test_a_sheet_of_an_earlier_day_does_not_bring_it_back(run: Caller, desk: Path, home: Path) -> None:
    run.ok("update", PLANT, "60%", "--say", "主体完成", today="2025-06-15")
    run.ok("export", "-o", "a.xlsx", "--as-of", "2025-04-30", today="2025-06-16")
    before = entries(desk)
    run.ok("import", "a.xlsx", today="2025-06-16")
    assert entries(desk) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rows_may_go_move_and_come(run: Caller, desk: Path, home: Path, lang: str) -> None:
    run.ok("add", "二号路", "--zone", "yuanping", "--total", "500万元")
    run.ok("add", "三号路", "--zone", "yuanping", "--total", "600万元")
    run.ok("export", "--zone", "yuanping", "-o", "a.xlsx", lang=lang)
    book = openpyxl.load_workbook(home / "a.xlsx")
    page = book.worksheets[0]
    lines = [[(cell.value, cell.number_format) for cell in page[HEADER + n]] for n in (1, 2, 3)]
    page.delete_rows(HEADER + 1, 3)
    page.insert_rows(HEADER + 1, 3)
    for number, line in ((1, lines[2]), (3, lines[0])):
        for column, (value, shown) in enumerate(line, 1):
            page.cell(HEADER + number, column, value).number_format = shown
    page.cell(HEADER + 2, column_of(page, {"zh": "项目名称", "en": "Project name"}[lang]), "四号路")
    page.cell(HEADER + 2, column_of(page, {"zh": "总投资", "en": "Total investment"}[lang]), 700)
    book.save(home / "a.xlsx")
    had = facts(desk)
    result = run.json("import", "a.xlsx", "--zone", "yuanping", lang=lang)
    assert [(row["name"], row["action"]) for row in result.table("projects") if row["action"] != "same"] == [
        ("四号路", "new")
    ]
    assert [(fact[0], fact[3]) for fact in new_facts(desk, had)] == [("total_investment", "700000000")]
    assert rows(desk, "SELECT count(*) FROM project WHERE name = '二号路'") == [(1,)]


def test_a_copied_row_is_refused_as_twice(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "--zone", "yuanping", "-o", "a.xlsx")
    book = openpyxl.load_workbook(home / "a.xlsx")
    page = book.worksheets[0]
    for column, cell in enumerate(list(page[HEADER + 1]), 1):
        page.cell(HEADER + 2, column, cell.value)
    book.save(home / "a.xlsx")
    bytes_ = desk.read_bytes()
    result = run("import", "a.xlsx")
    assert result.exit_code == 2
    assert "净水厂项目" in result.stderr
    assert desk.read_bytes() == bytes_


def test_a_copied_row_with_another_name_is_refused_too(run: Caller, desk: Path, home: Path) -> None:
    """Whoever copies a row to add a project copies its hidden id as well."""
    run.ok("export", "--zone", "yuanping", "-o", "a.xlsx")
    book = openpyxl.load_workbook(home / "a.xlsx")
    page = book.worksheets[0]
    for column, cell in enumerate(list(page[HEADER + 1]), 1):
        page.cell(HEADER + 2, column, cell.value).number_format = cell.number_format
    page.cell(HEADER + 2, column_of(page, "项目名称"), "净水厂二期")
    book.save(home / "a.xlsx")
    bytes_ = desk.read_bytes()
    result = run("import", "a.xlsx")
    assert (result.exit_code, "隐藏编号相同" in result.stderr) == (2, True)
    id_ = page.cell(HEADER + 2, column_of(page, "id"))
    assert f"{id_.column_letter}列" in result.stderr
    assert desk.read_bytes() == bytes_
    id_.value = None
    page.cell(HEADER + 2, column_of(page, "项目代码")).value = None
    book.save(home / "a.xlsx")
    assert "新增1个项目" in run.ok("import", "a.xlsx", "--zone", "yuanping").stderr


def test_all_zones_in_one_sheet(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    had, before = facts(desk), entries(desk)
    edit(home / "a.xlsx", 0, "净水厂项目", "责任单位", "住建局")
    edit(home / "a.xlsx", 0, "代王路", "责任单位", "交通局")
    result = run.ok("import", "a.xlsx")
    assert {(fact[0], fact[3]) for fact in new_facts(desk, had)} == {("owner", "交通局"), ("owner", "住建局")}
    assert entries(desk) == before + 2
    assert "xiaohe#" in result.stderr
    assert "yuanping#" in result.stderr


def test_a_new_row_in_a_sheet_of_all_zones_names_its_zone(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "-o", "a.xlsx")
    book = openpyxl.load_workbook(home / "a.xlsx")
    page = book.worksheets[0]
    at = row_of(page, "净水厂项目") + 1
    page.cell(at, 1).value = None  # where the sums stood
    for column in range(1, page.max_column + 1):
        page.cell(at, column).value = None
    page.cell(at, column_of(page, "项目名称"), "五号路")
    book.save(home / "a.xlsx")
    refused = run("import", "a.xlsx")
    assert (refused.exit_code, "--zone" in refused.stderr) == (2, True)
    edit(home / "a.xlsx", 0, "五号路", "所属开发区", "原平经济技术开发区")
    run.ok("import", "a.xlsx")
    zone = "SELECT slug FROM zone WHERE zone_id = (SELECT zone_id FROM project WHERE name = '五号路')"
    assert rows(desk, zone) == [("yuanping",)]


def test_a_sheet_of_another_ledger_is_read_by_its_names(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "--zone", "yuanping", "-o", "a.xlsx")
    edit(home / "a.xlsx", 0, "净水厂项目", "责任单位", "住建局")
    other = home / "other.db"
    run.ok("init", other)
    run.ok("zone", "add", "原平经济技术开发区", "--slug", "yuanping", db=other)
    run.ok("import", "a.xlsx", db=other)
    assert rows(other, "SELECT owner FROM project_position") == [("住建局",)]
    assert rows(other, "SELECT value FROM observation WHERE measure = 'total_investment'") == [("10796350000",)]


def test_where_a_figure_comes_from(run: Caller, desk: Path, home: Path) -> None:
    run.ok("export", "--zone", "yuanping", "-o", "台账.xlsx")
    edit(home / "台账.xlsx", 0, "净水厂项目", "总投资", 12000.0)
    run.ok("import", "台账.xlsx", today="2025-04-15")
    shown = run.ok("source", PLANT, "total", today="2025-04-15").stdout
    assert "台账.xlsx" in shown
    assert "项目!" in shown


# --- sheets to fill ---------------------------------------------------------------------------------------------------

MONTH = "*2025年4月完成投资（万元）"


def send(run: Caller, home: Path, *units: str) -> None:
    """Write a sheet to fill for each unit: 水务局.xlsx."""
    for unit in units:
        run.ok("export", "--template", "--unit", unit, "-o", f"{unit}.xlsx", today="2025-04-25")


def fill(path: Path, name: str, said: dict[str, Any]) -> None:
    """Fill in a row of a sheet that was sent out, by what its headers begin with."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    labels = [str(cell.value).replace("\n", "").lstrip("*") for cell in page[HEADER]]
    for header, value in said.items():
        at = next(number for number, label in enumerate(labels, 1) if label.startswith(header))
        cell = page.cell(row_of(page, name), at)
        cell.value = value
        if header == "完成进度" and isinstance(value, float):
            cell.number_format = "0%"
    book.save(path)


@pytest.fixture
def posted(desk: Path, run: Caller, home: Path) -> Path:
    """Sheets sent to three units: one has two projects, two have one; a project is nobody's."""
    for name, owner in (("二号路", "交通局"), ("三号路", "交通局"), ("学校", "教育局")):
        run.ok("add", name, "--zone", "yuanping", "--owner", owner, "--total", "800万元", today="2025-04-14")
    send(run, home, "水务局", "交通局", "教育局")
    return desk


SENT = ("水务局.xlsx", "交通局.xlsx", "教育局.xlsx")
FRIDAY = "2025-04-30"


def returns(result: Result) -> dict[str, tuple[int, int, int, str]]:
    return {
        row["unit"] or "": (row["projects"], row["returned"], row["filled"], row["state"])
        for row in result.table("returned")
    }


def test_who_returned_and_who_did_not(run: Caller, posted: Path, home: Path) -> None:
    fill(home / "水务局.xlsx", "净水厂项目", {"2025年4月完成投资": 200.0, "完成进度": 0.5, "形象进度": "主体施工"})
    fill(home / "交通局.xlsx", "二号路", {"形象进度": "路基"})
    had = facts(posted)
    result = run.json("import", *SENT, today=FRIDAY)
    assert returns(result) == {
        "水务局": (1, 1, 1, "returned"),
        "交通局": (2, 2, 1, "partly"),
        "教育局": (1, 1, 0, "blank"),
    }
    assert sorted((fact[0], fact[2], fact[3]) for fact in new_facts(posted, had)) == [
        ("invested", "2025-04", "200000000"),
        ("progress", "2025-04", "50"),
        ("words", "2025-04", "主体施工"),
        ("words", "2025-04", "路基"),
    ]


def test_who_sent_nothing_back_is_named(run: Caller, posted: Path, home: Path) -> None:
    fill(home / "水务局.xlsx", "净水厂项目", {"形象进度": "主体施工"})
    result = run.json("import", "水务局.xlsx", today=FRIDAY)
    assert returns(result)["教育局"] == (1, 0, 0, "missing")
    people = run("import", "水务局.xlsx", "--dry-run", today=FRIDAY).stdout
    assert "未报送" in people
    assert "教育局" in people


def test_the_same_again_is_a_report(run: Caller, posted: Path, home: Path) -> None:
    """A unit that fills in 35% where 35% stood has reported."""
    fill(home / "水务局.xlsx", "净水厂项目", {"完成进度": 0.35, "形象进度": "基础施工"})
    had = facts(posted)
    run.ok("import", "水务局.xlsx", today=FRIDAY)
    assert sorted(fact[0] for fact in new_facts(posted, had)) == ["progress", "words"]
    before = entries(posted)
    run.ok("import", "水务局.xlsx", today=FRIDAY)
    assert entries(posted) == before


def test_sheets_that_disagree_are_shown_side_by_side(run: Caller, posted: Path, home: Path) -> None:
    run.ok("update", "yuanping/erhaolu", "--unit", "教育局投资公司", today="2025-04-14")
    send_again = ("交通局.xlsx", "教育局.xlsx")
    for file in send_again:
        (home / file).unlink()
    send(run, home, "交通局", "教育局")
    fill(home / "交通局.xlsx", "二号路", {"完成进度": 0.5, "形象进度": "路基"})
    fill(home / "教育局.xlsx", "二号路", {"完成进度": 0.6, "形象进度": "路基"})
    bytes_ = posted.read_bytes()
    result = run("import", *send_again, "--format", "json", today=FRIDAY)
    assert result.exit_code == 4
    [conflict] = result.table("conflicts")
    assert (conflict["place"][:8], conflict["other_place"][:8]) == ("交通局.xlsx", "教育局.xlsx")
    assert (conflict["value"]["low"], conflict["other_value"]["low"]) == ("50", "60")
    for part in ("50%", "60%", "交通局.xlsx 项目!", "教育局.xlsx 项目!"):
        assert part in result.stderr
    assert posted.read_bytes() == bytes_


def test_sheets_that_agree_are_one_report(run: Caller, posted: Path, home: Path) -> None:
    run.ok("update", "yuanping/erhaolu", "--unit", "教育局投资公司", today="2025-04-14")
    for file in SENT[1:]:
        (home / file).unlink()
    send(run, home, "交通局", "教育局")
    for file in SENT[1:]:
        fill(home / file, "二号路", {"完成进度": 0.5})
    had = facts(posted)
    run.ok("import", *SENT[1:], today=FRIDAY)
    assert [(fact[0], fact[3]) for fact in new_facts(posted, had)] == [("progress", "50")]


def test_a_blank_sheet_for_a_new_zone_comes_back_filled(run: Caller, desk: Path, home: Path) -> None:
    run.ok("zone", "add", "安泽经济技术开发区", "--slug", "anze")
    run.ok("export", "--zone", "anze", "--template", "-o", "a.xlsx", today="2025-04-25")
    book = openpyxl.load_workbook(home / "a.xlsx")
    page = book.worksheets[0]
    for header, value in (("项目名称", "滨河路"), ("总投资", 800), ("*2025年4月完成投资", 50), ("*形象进度", "路基")):
        page.cell(HEADER + 1, column_of(page, header), value)
    book.save(home / "a.xlsx")
    had = facts(desk)
    run.ok("import", "a.xlsx", "--zone", "anze", today=FRIDAY)
    assert sorted((fact[0], fact[2], fact[3]) for fact in new_facts(desk, had)) == [
        ("invested", "2025-04", "50000000"),
        ("total_investment", "2025-04", "800000000"),
        ("words", "2025-04", "路基"),
    ]


def test_the_same_unit_file_twice_on_one_command_is_one(run: Caller, posted: Path, home: Path) -> None:
    fill(home / "水务局.xlsx", "净水厂项目", {"完成进度": 0.5})
    had = facts(posted)
    run.ok("import", "水务局.xlsx", "水务局.xlsx", today=FRIDAY)
    assert [(fact[0], fact[3]) for fact in new_facts(posted, had)] == [("progress", "50")]


def test_a_name_that_another_has_is_refused(run: Caller, desk: Path, home: Path) -> None:
    run.ok("add", "二号路", "--zone", "yuanping")
    for sheet, old, new, header in ((0, "净水厂项目", "二号路", "项目名称"), (1, "雨污水管线", "路面铺设", "节点名称")):
        run.ok("export", "-o", "a.xlsx", "--force")
        edit(home / "a.xlsx", sheet, old, header, new)
        bytes_ = desk.read_bytes()
        result = run("import", "a.xlsx")
        assert (result.exit_code, new in result.stderr) == (4, True)
        assert "Traceback" not in result.stderr
        assert desk.read_bytes() == bytes_


def test_a_returned_sheet_may_come_again_corrected(run: Caller, posted: Path, home: Path) -> None:
    """What a unit filled in was blank when it was sent: its correction contradicts nobody."""
    fill(home / "水务局.xlsx", "净水厂项目", {"完成进度": 0.5, "2025年4月完成投资": 200.0})
    run.ok("import", "水务局.xlsx", today=FRIDAY)
    fill(home / "水务局.xlsx", "净水厂项目", {"完成进度": 0.55})
    had = facts(posted)
    run.ok("import", "水务局.xlsx", today=FRIDAY)
    assert [(fact[0], fact[3]) for fact in new_facts(posted, had)] == [("progress", "55")]


def test_what_was_known_when_it_was_sent_is_held_to_it(run: Caller, posted: Path, home: Path) -> None:
    run.ok("total", PLANT, "11000万元", today="2025-04-26")
    fill(home / "水务局.xlsx", "净水厂项目", {"总投资": 12000.0})
    result = run("import", "水务局.xlsx", today=FRIDAY)
    assert (result.exit_code, "11000万元" in result.stderr) == (4, True)


def test_the_day_that_a_unit_writes_in_is_that_of_its_figures(run: Caller, posted: Path, home: Path) -> None:
    fill(home / "水务局.xlsx", "净水厂项目", {"完成进度": 0.5, "2025年4月完成投资": 200.0})
    book = openpyxl.load_workbook(home / "水务局.xlsx")
    page = book.worksheets[0]
    [cell] = [cell for cell in page[2] if str(cell.value).startswith("填报日期")]
    cell.value = "填报日期：2025年4月28日"
    book.save(home / "水务局.xlsx")
    had = facts(posted)
    run.ok("import", "水务局.xlsx", today="2025-05-06")
    assert sorted((fact[0], fact[2]) for fact in new_facts(posted, had)) == [
        ("invested", "2025-04"),
        ("progress", "2025-04-28"),
    ]

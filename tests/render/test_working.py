"""Working sheets as openpyxl finds them: header in view, lists, bars, late dates, hidden columns, no formulas."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zonetrack import words
from zonetrack.render import render
from zonetrack.report import NA, Column, Known, Progress, Report, Table
from zonetrack.values import percent, when
from zonetrack.values.money import Money
from zonetrack.words import t

# openpyxl leaves out what is newer than 2007 in a data bar, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning:openpyxl")

DAY = date(2025, 9, 1)
COLUMNS = (
    Column("seq", "count"),
    Column("name", "text"),
    Column("stage", "stage"),
    Column("total_investment", "money"),
    Column("planned_investment@2025", "money"),
    Column("progress", "progress"),
    Column("words", "text"),
    Column("due", "when"),
    Column("x:用地（亩）", "text"),
    Column("id", "text", "data"),
    Column("version", "text", "data"),
)
ROW: dict[str, Any] = {
    "id": "0000000000000001",
    "ref": "yuanping/water-plant",
    "seq": 1,
    "name": "净水厂项目",
    "stage": "construction",
    "total_investment": Money(10_796_350_000),
    "planned_investment@2025": Money(50_000_000_000, 0, "about"),
    "progress": Progress(percent.decode("45.5"), "weighted"),
    "words": "主体完工。\n设备进场。",
    "due": when.decode("2025-08"),
    "late": "due",
    "x:用地（亩）": "120",
    "version": "yuanping#42 2025-09-01",
}
BARE = dict.fromkeys(ROW) | {"id": "0000000000000002", "ref": "yuanping/coke-gas", "seq": 2, "name": "=1+1"}
TOTAL = {"total_investment": Money(10_796_350_000), "planned_investment@2025": None}


def sheet_of(*rows: dict[str, Any], **more: Any) -> Report:
    table = Table("projects", COLUMNS, rows, choices={"stage": ("preparing", "construction")}, **more)
    return Report("export", DAY, Known("yuanping#42", "0123abcd"), (table,), title={"name": "原平"}, working=True)


def written(report: Report) -> bytes:
    paper = io.BytesIO()
    with io.TextIOWrapper(paper, encoding="utf-8") as out:
        render(report, out, format="xlsx")
        out.flush()
        return paper.getvalue()


def book(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(report)))


@pytest.fixture
def sheet(zh: None) -> Worksheet:
    return book(sheet_of(ROW, BARE, total=TOTAL)).active


def column(sheet: Worksheet, label: str, header: int = 3) -> str:
    [found] = [cell.column for cell in sheet[header] if cell.value == label]
    return get_column_letter(found)


def test_what_stands_above_the_table(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "原平项目台账"
    assert sheet["A2"].value == "截至2025-09-01 · 台账条目 yuanping#42 0123abcd"
    assert [cell.value for cell in sheet[2] if cell.value][1:] == ["单位：万元"]
    assert sheet[f"{column(sheet, '用地（亩）')}2"].value == "单位：万元"


def test_headers_name_period_and_unit(sheet: Worksheet) -> None:
    assert [cell.value for cell in sheet[3]] == [
        *("序号", "项目名称", "项目阶段", "总投资\n（万元）", "2025年计划投资\n（万元）"),
        *("完成进度", "形象进度", "计划竣工时间", "用地（亩）", "id", "version"),
    ]


def test_cells_are_numbers_words_or_empty(sheet: Worksheet) -> None:
    cells = {sheet.cell(3, n).value: sheet.cell(4, n) for n in range(1, 12)}
    assert {label: cell.value for label, cell in cells.items()} == {
        "序号": 1,
        "项目名称": "净水厂项目",
        "项目阶段": "在建",
        "总投资\n（万元）": 10796.35,
        "2025年计划投资\n（万元）": "约50,000",
        "完成进度": 0.455,
        "形象进度": "主体完工。\n设备进场。",
        "计划竣工时间": "2025年8月",
        "用地（亩）": "120",
        "id": "0000000000000001",
        "version": "yuanping#42 2025-09-01",
    }
    assert (cells["总投资\n（万元）"].number_format, cells["完成进度"].number_format) == ("#,##0.00", "0.0%")
    assert [cell.value for cell in sheet[5]] == [2, "=1+1", *[None] * 7, "0000000000000002", None]
    assert {cell.data_type for cell in sheet["B"]} <= {"s", "n"}


def test_sums_stand_below(sheet: Worksheet) -> None:
    assert [cell.value for cell in sheet[6]][:6] == ["合计", None, None, 10796.35, "未报", None]
    assert sheet["A6"].font.b
    nobody = book(sheet_of(BARE, total={"total_investment": NA})).active
    assert nobody["D5"].value == "—"


def test_header_and_names_stay_in_view_and_on_every_page_of_a3(sheet: Worksheet) -> None:
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text + str(sheet.oddFooter)


def test_what_is_for_the_program_is_hidden(sheet: Worksheet) -> None:
    [hidden] = [(one.min, one.max) for one in sheet.column_dimensions.values() if one.hidden]
    assert hidden == (10, 11)
    assert [cell.value for cell in sheet[3]][9:] == ["id", "version"]


def test_stages_are_chosen_from_a_list_in_the_language(lang: str) -> None:
    words.use(lang)
    sheet = book(sheet_of(ROW, BARE)).active
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", "C4:C5")
    assert rule.formula1 == f'"{t("stage.preparing")},{t("stage.construction")}"'


def test_progress_has_bars_without_the_sums(sheet: Worksheet) -> None:
    [bars] = [one for one in sheet.conditional_formatting if one.rules[0].type == "dataBar"]
    letter = column(sheet, "完成进度")
    assert str(bars.sqref) == f"{letter}4:{letter}5"
    assert [rule.type for rule in bars.rules] == ["dataBar"]


def test_late_dates_are_red_and_no_others(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows(min_row=4, max_row=5) for cell in row]
    late = [cell.coordinate for cell in cells if cell.font.color and cell.font.color.rgb == "FFC00000"]
    assert late == [f"{column(sheet, '计划竣工时间')}4"]


def test_days_are_days(zh: None) -> None:
    sheet = book(sheet_of(ROW | {"due": when.decode("2025-08-31")})).active
    cell = sheet[f"{column(sheet, '计划竣工时间')}4"]
    assert (cell.value.date(), cell.number_format) == (date(2025, 8, 31), "yyyy-mm-dd")


def test_long_texts_have_room(sheet: Worksheet) -> None:
    long = book(sheet_of(ROW | {"words": "主体结构施工。" * 30})).active
    assert long.row_dimensions[4].height > sheet.row_dimensions[4].height
    assert long.column_dimensions[column(long, "形象进度")].width < 45
    assert sheet.column_dimensions["D"].width >= len("10,796.35") + 2


def test_columns_to_fill_are_marked_and_what_is_known_is_grey(zh: None) -> None:
    report = sheet_of(ROW | {"words": None}, fill=frozenset({"words", "progress"}))
    sheet = book(report._replace(key="template", title={"name": "原平", "month": when.decode("2025-09")})).active
    assert sheet["A1"].value == "原平2025年9月项目进展报送表"
    assert [cell.value for cell in sheet[2] if cell.value] == [
        "填报单位：", "填报日期：", "填报人：", "联系电话：", "单位：万元",
    ]  # fmt: skip
    filled = {cell.value: sheet.cell(4, cell.column).fill.start_color.rgb for cell in sheet[3]}
    assert filled["*形象进度"] == filled["*完成进度"] != filled["项目名称"] == filled["id"]
    assert [cell.value for cell in sheet["A"]][-1].startswith("注：带*的栏目")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "https://evil.example", "\x1b[2J", "甲\u202e乙"])
def test_text_is_text_wherever_it_stands(text: str, zh: None) -> None:
    from zonetrack.render.medium import safe

    data = written(sheet_of(ROW | {"name": text, "words": text, "x:用地（亩）": text, "id": text}))
    row = openpyxl.load_workbook(io.BytesIO(data)).active[4]
    assert [cell.value for cell in row if cell.data_type == "s"].count(safe(text)) == 4
    assert not [cell for cell in row if cell.hyperlink]
    with ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_same_sheet_is_the_same_file(lang: str) -> None:
    words.use(lang)
    report = sheet_of(ROW, BARE, total=TOTAL)
    assert written(report) == written(report)

"""Where tables are in a sheet, and which rows are their headers."""

from __future__ import annotations

import re
from datetime import date
from itertools import count

import pytest

from zonetrack.intake.context import context_of
from zonetrack.intake.grid import Grid, Merge, Value, letters
from zonetrack.intake.layout import Table, tables
from zonetrack.intake.rows import Line, Rows
from zonetrack.values.errors import Refusal


def grid(text: str, *merges: tuple[int, int, int, int]) -> Grid:
    """A sheet 表 from lines of cells parted by |; =12 is a number."""
    lines = [[cell_of(cell.strip()) for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    rows: list[list[Value]] = [[*line, *[""] * (width - len(line))] for line in lines]
    return Grid("a.xlsx", "表", rows, tuple(Merge(*one) for one in merges))


def cell_of(text: str) -> Value:
    return float(text[1:]) if text.startswith("=") else text


def only(text: str, *merges: tuple[int, int, int, int]) -> Table:
    [found] = tables(grid(text, *merges))
    return found


def read(text: str, *merges: tuple[int, int, int, int]) -> tuple[Rows, list[Line]]:
    table = only(text, *merges)
    rows = Rows(table, context_of(table.above, date(2018, 8, 2), on=None, unit="万元"))
    return rows, list(rows.lines())


def paths(table: Table) -> list[str]:
    return [column.header for column in table.columns]


def test_a_title_and_furniture_above_one_row_of_header() -> None:
    table = only("2018年7月\n填报单位：住建局 | | 单位：万元\n序号 | 项目名称 | 总投资\n=1 | 滨河路 | =1")
    assert (table.top, table.first, paths(table)) == (2, 3, ["序号", "项目名称", "总投资"])
    assert table.above == ("2018年7月", "填报单位：住建局 单位：万元")


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_of_two_rows(merged: bool) -> None:
    text = "序号 | 项目名称 | 投资完成情况 | | 备注\n | | 1-7月 | 累计 |\n=1 | 滨河路 | =1 | =2 | x"
    table = only(text, *([(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)] if merged else []))
    assert (table.top, table.first) == (0, 2)
    assert paths(table) == ["序号", "项目名称", "投资完成情况/1-7月", "投资完成情况/累计", "备注"]


def test_a_header_of_three_rows_below_a_merged_title() -> None:
    text = """2018年7月进展表 | | | |
项目名称 | 投资 | | | 备注
 | 总投资 | 其中 | |
 | | 自筹 | 贷款 |
滨河路 | =3 | =1 | =2 | x"""
    merges = ((0, 0, 0, 4), (1, 0, 3, 0), (1, 1, 1, 3), (2, 1, 3, 1), (2, 2, 2, 3), (1, 4, 3, 4))
    table = only(text, *merges)
    assert (table.top, table.first) == (1, 4)
    assert paths(table) == ["项目名称", "投资/总投资", "投资/其中/自筹", "投资/其中/贷款", "备注"]


def test_a_name_below_what_groups_it() -> None:
    table = only(
        "基本情况 | | 投资 |\n项目名称 | 地点 | 总投资 | 已付\n滨河路 | 东 | =3 | =1", (0, 0, 0, 1), (0, 2, 0, 3)
    )
    assert paths(table) == ["基本情况/项目名称", "基本情况/地点", "投资/总投资", "投资/已付"]
    assert table.column("name") == 0


@pytest.mark.parametrize(
    "numbers",
    [
        *("=1 | =2 | =3", "甲 | 乙 | 1", "(1) | (2) | (3)", "1 | 2 | 3=1+2", "① | ② | ③"),
        *("A | B | 1", "A | B | C", "栏次 | 1 | 2", " 栏次 | =1 | =2", "甲 | =1 | =2", "甲 | 乙 | 3"),
    ],
)
def test_a_row_of_column_numbers(numbers: str) -> None:
    table = only(f"序号 | 项目名称 | 总投资\n{numbers}\n=1 | 滨河路 | =1")
    assert table.first == 2
    rows = Rows(table, context_of((), date(2018, 8, 2), on=None, unit="万元"))
    assert [line.name for line in rows.lines()] == ["滨河路"]
    assert [(left.place, left.kind) for left in rows.left] == [("表!A2", "numbers")]


@pytest.mark.parametrize("row", ["甲 | =120 | =85", "甲 | =2 | =3", "A | =5 | =6", "丙 | 丁 | =1", "甲 | =1 |"])
def test_a_project_named_with_one_stem_is_no_row_of_column_numbers(row: str) -> None:
    rows, lines = read(f"项目名称 | 总投资 | 资本金\n{row}\n乙 | =60 | =40")
    assert [line.name for line in lines] == [row[0], "乙"]
    assert rows.left == []


def test_a_row_of_column_numbers_above_the_header_groups_nothing() -> None:
    assert paths(only("栏次 | 1 | 2\n序号 | 项目名称 | 总投资\n=1 | 滨河路 | =1")) == ["序号", "项目名称", "总投资"]


def test_figures_that_do_not_rise_are_no_column_numbers() -> None:
    assert only("序号 | 项目名称 | 总投资\n=1 | =7 | =3").first == 1


def test_two_tables_in_one_sheet_and_a_header_repeated() -> None:
    first = "项目名称 | 总投资\n东路 | =1\n项目名称 | 总投资\n西路 | =2"
    rows, lines = read(first)
    assert [line.name for line in lines] == ["东路", "西路"]
    assert [left.kind for left in rows.left] == ["header"]
    second = "二、竣工项目表\n工程名称 | 总投资（亿元） | 责任单位\n南路 | =3 | 住建局"
    found = tables(grid(f"{first}\n{second}"))
    assert [table.top for table in found] == [0, 5]
    assert paths(found[1]) == ["工程名称", "总投资（亿元）", "责任单位"]


def test_another_header_begins_a_table_with_columns_of_its_own() -> None:
    text = "项目名称 | 总投资 | 进度\n甲 | =1 | 5%\n项目名称 | 进度 | 总投资\n乙 | 3% | =3\n"
    first, second = tables(grid(text + "2025年6月（单位：亿元） | |\n序号 | 项目名称 | 总投资\n=1 | 丙 | =4"))[:2]
    assert (first.top, first.end, second.top, second.end) == (0, 2, 2, 4)
    assert [column.heading.key for column in second.columns] == ["name", "progress", "total_investment"]
    third = tables(grid(text + "2025年6月（单位：亿元） | |\n序号 | 项目名称 | 总投资\n=1 | 丙 | =4"))[2]
    assert (third.top, third.above) == (5, ("2025年6月（单位：亿元）",))


def test_a_header_of_two_rows_repeated_is_left_out_whole() -> None:
    header = "序号 | 项目名称 | 投资完成情况 |\n | | 1-7月 | 累计"
    merges = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    rows, lines = read(f"{header}\n=1 | 东路 | =1 | =2\n{header}\n=2 | 西路 | =1 | =2", *merges)
    assert [line.name for line in lines] == ["东路", "西路"]
    assert [left.kind for left in rows.left] == ["header", "header"]


def test_a_second_column_of_the_same_meaning_is_kept_as_it_stands() -> None:
    table = only("项目名称 | 总投资 | 项目总投资 | 备注 | 备注\n东路 | =1 | =2 | a | b")
    assert [column.heading.key for column in table.columns] == ["name", "total_investment", "extra", "remark", "extra"]
    assert [column.heading.doubt for column in table.columns] == ["", "", "twice", "", "twice"]
    assert len({column.measure for column in table.columns if column.heading.key == "extra"}) == 2


def test_a_column_without_words_is_kept_by_its_letter() -> None:
    table = only("项目名称 | 总投资 |\n东路 | =1 | 看这里")
    assert (table.columns[2].header, table.columns[2].heading.key) == ("C", "extra")


def test_a_bare_cumulative_figure_beside_those_of_the_year_is_not_guessed() -> None:
    assert only("项目名称 | 累计完成投资\n东路 | =1").columns[1].heading.key == "invested"
    beside = only("项目名称 | 2018年计划投资 | 累计完成投资\n东路 | =2 | =1").columns[2].heading
    assert (beside.key, beside.doubt) == ("extra", "since")


@pytest.mark.parametrize("text", ["", "x", "项目名称", "序号 | 总投资\n=1 | =2", "=1 | =2 | =3"])
def test_no_table(text: str) -> None:
    assert tables(grid(text)) == []


def test_a_header_far_down_is_no_header() -> None:
    blank = "x\n" * 61
    assert tables(grid(f"{blank}项目名称 | 总投资\n东路 | =1")) == []


def test_a_map_has_the_last_word() -> None:
    sheet = grid("工作 | 总投资 | 位置\n东路 | =1 | 东")
    assert tables(sheet) == []
    [table] = tables(sheet, {"工作": "name", "总投资": "ignore", "位置": "ignore"})
    assert [column.heading.key for column in table.columns] == ["name", "ignore", "ignore"]


# --- rows -------------------------------------------------------------------------------------------------------------

HEAD = "序号 | 项目名称 | 总投资\n"


@pytest.mark.parametrize(
    "row, kind",
    [
        ("合计 | | =3", "total"),
        ("合　计 | | =3", "total"),
        (" | 总计 | =3", "total"),
        ("共计（2个） | | =3", "total"),
        (" | 小计 | =3", "total"),
        (" | Total | =3", "total"),
        (" | 其中：续建 | =3", "of_which"),
        ("一、 | 工业项目（1个） | =3", "section"),
        ("一 | 工业项目 | =3", "section"),
        ("（一） | 在建 | ", "section"),
        ("1● | 道路 | ", "section"),
        ("一、工业项目 | | ", "section"),
        ("注：来自各单位 | | ", "note"),
        ("说明：来自各单位 | | ", "note"),
        ("填报人：王 | | 审核人：李", "signature"),
    ],
)
def test_rows_that_are_no_projects(row: str, kind: str) -> None:
    rows, lines = read(f"{HEAD}=1 | 东路 | =1\n{row}\n=2 | 西路 | =2")
    assert [line.name for line in lines] == ["东路", "西路"]
    assert [left.kind for left in rows.left] == [kind]


@pytest.mark.parametrize(
    "name",
    [
        "一号路",
        "三、四期工程",
        "总计量站",
        "合计一村安置房",
        "注水站改造",
        "共计划线工程",
        "其中庄水库",
        "说明书印刷厂",
        "小计量中心",
    ],
)
def test_projects_that_look_like_something_else(name: str) -> None:
    _, lines = read(f"{HEAD}=1 | 东路 | =1\n=2 | {name} | =2")
    assert [line.name for line in lines] == ["东路", name]


@pytest.mark.parametrize(
    "name",
    [
        *("累计", "合计数", "汇总", "计", "总数", "总计", "共3个项目"),
        *("Sum", "Total", "Subtotal", "Grand total", "Sub-total", "Total:"),
    ],
)
def test_sums_without_a_number(name: str) -> None:
    rows, lines = read(f"项目名称 | 总投资\n东路 | =1\n西路 | =2\n{name} | =3")
    assert [line.name for line in lines] == ["东路", "西路"]
    assert [left.kind for left in rows.left] == ["total"]
    assert {check.verdict for check in rows.sums.checks if check.header} == {"agrees"}


def test_an_average_is_no_sum() -> None:
    rows, lines = read("项目名称 | 总投资\n东路 | =1\n西路 | =2\n平均 | =1.5")
    assert [line.name for line in lines] == ["东路", "西路"]
    assert ([left.kind for left in rows.left], rows.sums.checks) == (["average"], [])


FEET = """填表日期：2025年5月6日/填报时间：2025年5月/制表：王五/审核：赵六/2025年5月6日/第1页 共2页/（接下页）
（续表）/★省重点项目/1.本表数据为快报数。/数据来源：统计局/说明：快报/Note: early/Source: office/开发区管委会"""


@pytest.mark.parametrize("foot", re.split(r"[/\n]", FEET))
@pytest.mark.parametrize(
    "head", ["项目名称 | 总投资\n东路 | =1\n西路 | =2\n", "项目名称 | 责任单位\n东路 | 甲局\n西路 | 乙局\n"]
)
@pytest.mark.parametrize("row", ["{} |", " | {}"])
def test_foot_lines(foot: str, head: str, row: str) -> None:
    rows, lines = read(f"{head}合计 |\n{row.format(foot)}\n填报人：王 | 电话：1")
    assert [line.name for line in lines] == ["东路", "西路"]
    assert [left.kind in ("note", "signature") for left in rows.left[1:]] == [True, True]


def test_a_name_alone_before_rows_with_figures_is_a_project() -> None:
    _, lines = read("项目名称 | 总投资\n东路 |\n西路 | =2")
    assert [line.name for line in lines] == ["东路", "西路"]
    _, lines = read("项目名称 | 总投资\n东路 |\n西路 |")
    assert [line.name for line in lines] == ["东路", "西路"]


def test_a_figure_without_a_name_behind_the_last_row_is_told() -> None:
    _, lines = read("项目名称 | 责任单位 | 总投资\n东路 | 甲局 | =1\n | | =5")
    assert [problem.refusal.word for problem in lines[-1].problems] == ["sheet.no_name"]


def test_sections_give_category_and_stage() -> None:
    text = f"""{HEAD}一、 | 工业项目（3个） |
（一） | 在建 |
=1 | 东厂 | =1
（二） | 食品 |
=2 | 西厂 | =2
二、 | 水利项目 |
=3 | 水库 | =3"""
    _, lines = read(text)
    stages = [next((f.value for s in line.said for f in s.facts if f.measure == "stage"), "") for line in lines]
    assert [line.category for line in lines] == ["工业项目", "工业项目/食品", "水利项目"]
    assert stages == ["construction", "", ""]


def test_an_own_category_makes_the_section_a_tag() -> None:
    _, [line] = read("序号 | 项目名称 | 类别\n一、 | 重点项目 |\n=1 | 东厂★ | 食品")
    assert (line.name, line.category, line.tags) == ("东厂", "食品", ("★", "重点项目"))


def test_what_is_merged_down_holds_for_each_and_a_figure_is_refused() -> None:
    text = "项目名称 | 包联领导 | 总投资\n东路 | 张明 | =3\n西路 | |"
    _, lines = read(text, (1, 1, 2, 1))
    assert [[f.value for s in line.said for f in s.facts if f.measure == "leader"] for line in lines] == [["张明"]] * 2
    _, lines = read(text, (1, 2, 2, 2))
    assert [[problem.refusal.word for problem in line.problems] for line in lines] == [["sheet.shared"]] * 2


def test_a_name_merged_over_two_rows_is_refused() -> None:
    _, lines = read("项目名称 | 总投资\n东路 | =3\n | =4", (1, 0, 2, 0))
    assert all("sheet.shared_name" in [p.refusal.word for p in line.problems] for line in lines)
    assert len(lines) == 2


def test_a_failed_formula_is_a_problem_of_its_cell() -> None:
    sheet = grid("项目名称 | 总投资 | 备注\n东路 | |")._replace(errors=frozenset({(1, 1)}))
    [table] = tables(sheet)
    [line] = Rows(table, context_of((), date(2018, 8, 2), on=None, unit="万元")).lines()
    assert [(problem.place, problem.refusal.word) for problem in line.problems] == [("表!B2", "sheet.formula")]
    assert isinstance(line.problems[0].refusal, Refusal)


@pytest.mark.parametrize("column, name", [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_letters(column: int, name: str) -> None:
    assert letters(column) == name


def test_letters_never_repeat() -> None:
    assert len({letters(n) for n, _ in zip(count(), range(20_000), strict=False)}) == 20_000

"""What a clerk does to a sheet: each mistake is named by its cell, and nothing of the sheet is written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.commands.calling import Caller, Result, rows

from .sheet import Cell, Sheet, write
from .sheet import rows as cells

TODAY = "2018-08-02"
HEADER = """
R1> 2018年7月重点项目进展情况表
R3> 序号 | 项目名称 | 总投资（万元） | 1-7月完成投资（万元） | 计划开工时间 | 完成比例 | 备注
"""
GOOD = "R4> =1 | 滨河路改造 | =12000 | =3500 | 2018年9月 | 45% |"


class Mistake(NamedTuple):
    """Rows of a sheet 表 with something wrong in them, and what the refusal must name: cells, the text met there."""

    key: str
    rows: str
    named: tuple[str, ...]
    merges: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def row(cells: str) -> str:
    """The ordinary table with one good row and, below it, this one."""
    return f"{HEADER}{GOOD}\nR5> {cells}"


MISTAKES = (
    Mistake("no name column", "R1> 序号 | 总投资（万元） | 责任单位\nR2> =1 | =12000 | 住建局", ("表",)),
    Mistake("no header", "R1> =1 | 滨河路改造 | =12000 | =3500\nR2> =2 | 水厂 | =900 | =100", ("表",)),
    Mistake("no unit", "R1> 2018年7月进度\nR2> 项目名称 | 总投资\nR3> 滨河路改造 | =12000", ("表!B3", "12000")),
    Mistake(
        "two units",
        "R1> 2018年7月进度\nR2> 单位：万元\nR3> 计量单位：亿元\nR4> 项目名称 | 总投资\nR5> 滨河路改造 | =12000",
        ("万元", "亿元"),
    ),
    Mistake(
        "one figure over three projects",
        f"{HEADER}R4> =1 | 东路 | =12000\nR5> =2 | 西路\nR6> =3 | 南路",
        ("表!C4",),
        merges=("C4:C6",),
    ),
    Mistake("a project twice", row("=2 | 滨河路改造 | =900"), ("表!B5", "滨河路改造")),
    Mistake("a project twice, in other letters", f"{HEADER}R4> =1 | A区水厂 | =9\nR5> =2 | Ａ区水厂 | =8", ("表!B5",)),
    Mistake(
        "a code twice",
        "R1> 2018年7月\nR2> 项目代码 | 项目名称\nR3> 2018-01 | 东路\nR4> 2018-01 | 西路",
        ("表!A4", "2018-01"),
    ),
    Mistake("a row without a name", row("=2 | | =900 | =100"), ("表!B5",)),
    Mistake("a name of 300 characters", row(f"=2 | {'长' * 300} | =900"), ("表!B5",)),
    Mistake("a character that turns the line", row("=2 | 水厂\u202e | =900"), ("表!B5",)),
    Mistake("text for money", row("=2 | 水厂 | 待定约三千 | =100"), ("表!C5", "待定约三千")),
    Mistake("two amounts", row("=2 | 水厂 | 3000-4000"), ("表!C5", "3000-4000")),
    Mistake("a negative amount", row("=2 | 水厂 | =-900"), ("表!C5", "-900")),
    Mistake("dollars", row("=2 | 水厂 | 500万美元"), ("表!C5", "500万美元")),
    Mistake("less than a fen", row("=2 | 水厂 | =0.0000001"), ("表!C5",)),
    Mistake("more than there is", row("=2 | 水厂 | =3000000000000"), ("表!C5",)),
    Mistake("a yes for money", row("=2 | 水厂 | 是"), ("表!C5", "是")),
    Mistake("a day that is none", row("=2 | 水厂 | =900 | | 2018年2月30日"), ("表!E5", "2018年2月30日")),
    Mistake("January or October", row("=2 | 水厂 | =900 | | =2025.1"), ("表!E5", "2025.1")),
    Mistake("a month of no year", row("=2 | 水厂 | =900 | | 3月"), ("表!E5", "2019-03", "2018-03")),
    Mistake("0.8 of what", row("=2 | 水厂 | =900 | | | =0.8"), ("表!F5", "0.8")),
    Mistake("more than all", row("=2 | 水厂 | =900 | | | 120%"), ("表!F5", "120%")),
    Mistake("words for a percentage", row("=2 | 水厂 | =900 | | | 基本完成"), ("表!F5", "基本完成")),
    Mistake("a formula that failed", row("=2 | 水厂 | =1/0→#DIV/0!"), ("表!C5",)),
    Mistake("a lookup that failed, in a text", row("=2 | 水厂 | =900 | | | | =VLOOKUP(A1,B:B,1)→#N/A"), ("表!G5",)),
    Mistake("a name that failed", row("=2 | =A1/0→#REF! | =900"), ("表!B5",)),
    Mistake("more invested than it costs", row("=2 | 水厂 | =900 | =1000"), ("表!D5",)),
    Mistake(
        "a month that has not begun",
        "R1> 2018年12月重点项目进展情况表\nR2> 项目名称 | 本月完成投资（万元）\nR3> 滨河路改造 | =100",
        ("表!B3",),
    ),
    Mistake(
        "a month of no year, on a sheet of no day",
        "R1> 项目进展情况表\nR2> 项目名称 | 计划竣工时间\nR3> 滨河路改造 | 5月",
        ("表!B3",),
    ),
)


def take_in(run: Caller, folder: Path, mistake: Mistake, *more: str) -> Result:
    path = write(folder / "进展.xlsx", (Sheet("表", cells(mistake.rows), mistake.merges),))
    return run("import", path, "--zone", "z", *mistake.options, *more, today=TODAY)


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.key for mistake in MISTAKES])
def test_a_mistake_is_named_and_nothing_is_written(run: Caller, ledger: Path, tmp_path: Path, mistake: Mistake) -> None:
    before = ledger.read_bytes()
    result = take_in(run, tmp_path, mistake)
    assert result.exit_code == 2, result.stderr
    for named in mistake.named:
        assert named in result.stderr
    assert "Traceback" not in result.stderr
    assert "\u202e" not in result.stderr
    assert ledger.read_bytes() == before


def test_every_mistake_of_a_sheet_is_named_at_once(run: Caller, ledger: Path, tmp_path: Path) -> None:
    more = "R6> =3 | 管网 | 九百\nR7> =4 | 学校 | =800 | =-1 | 2018年13月"
    result = take_in(run, tmp_path, Mistake("", f"{row('=2 | 水厂 | 三千')}\n{more}", ()))
    assert result.exit_code == 2
    for named in ("表!C5", "表!C6", "表!D7", "表!E7"):
        assert named in result.stderr
    assert "表!C4" not in result.stderr
    assert rows(ledger, "SELECT count(*) FROM project") == [(0,)]


def test_a_mistake_is_named_in_english_too(run: Caller, ledger: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "July.xlsx", (Sheet("Sheet1", cells(row("=2 | 水厂 | 三千"))),))
    result = run("import", path, "--zone", "z", today=TODAY, lang="en")
    assert result.exit_code == 2
    assert "Sheet1!C5" in result.stderr


def value_of(ledger: Path, measure: str) -> list[tuple[str, str]]:
    return rows(ledger, "SELECT span_edtf, value FROM observation WHERE measure = ? ORDER BY seq, n", measure)


def test_what_a_person_sees_settles_what_a_number_says(run: Caller, ledger: Path, tmp_path: Path) -> None:
    """2025.1 shown as 2025.10 is October, 0.8 shown as 80% is 80: the mistakes above, made good by a format."""
    seen = row("=2 | 水厂 | =900 | | =2025.1{0.00} | =0.8{0%}")
    result = take_in(run, tmp_path, Mistake("", seen, ()))
    assert result.exit_code == 0, result.stderr
    assert value_of(ledger, "planned_start") == [("2018-07", "2018-09"), ("2018-07", "2025-10")]
    assert value_of(ledger, "progress") == [("2018-07", "45"), ("2018-07", "80")]


def test_words_where_a_date_belongs_are_kept_and_are_no_date(run: Caller, ledger: Path, tmp_path: Path) -> None:
    result = take_in(run, tmp_path, Mistake("", row("=2 | 水厂 | =900 | | 具备条件后"), ()))
    assert result.exit_code == 0, result.stderr
    assert value_of(ledger, "planned_start") == [("2018-07", "2018-09")]
    assert value_of(ledger, "x:计划开工时间") == [("2018-07", "具备条件后")]


BARE = Mistake("", "R1> 2018年7月进度\nR2> 项目名称 | 总投资\nR3> 滨河路改造 | =12000", ())


@pytest.mark.parametrize("unit, fen", [("元", "1200000"), ("万元", "12000000000")])
def test_a_unit_said_beside_the_file_is_enough(run: Caller, ledger: Path, tmp_path: Path, unit: str, fen: str) -> None:
    result = take_in(run, tmp_path, BARE, "--unit", unit)
    assert result.exit_code == 0, result.stderr
    assert value_of(ledger, "total_investment") == [("2018-07", fen)]


def test_a_unit_that_makes_too_much_of_it_is_not(run: Caller, ledger: Path, tmp_path: Path) -> None:
    result = take_in(run, tmp_path, BARE, "--unit", "亿元")
    assert (result.exit_code, "表!B3" in result.stderr) == (2, True)
    assert value_of(ledger, "total_investment") == []


def test_a_unit_of_the_header_is_not_overruled(run: Caller, ledger: Path, tmp_path: Path) -> None:
    result = take_in(run, tmp_path, Mistake("", f"{HEADER}{GOOD}", ()), "--unit", "亿元")
    assert result.exit_code == 0, result.stderr
    assert value_of(ledger, "total_investment") == [("2018-07", "12000000000")]


JUNE = """
R1> 2018年6月进度
R2> 项目名称 | 自开工累计完成投资（万元）
R3> 滨河路改造 | =5000
R4> 水厂 | =700
"""
JULY = JUNE.replace("6月", "7月").replace("=5000", "=4000").replace("=700", "=900")


def test_a_cumulative_figure_falls_only_with_a_reason(run: Caller, ledger: Path, tmp_path: Path) -> None:
    assert take_in(run, tmp_path, Mistake("", JUNE, ())).exit_code == 0
    before = ledger.read_bytes()
    falling = take_in(run, tmp_path, Mistake("", JULY, ()))
    assert falling.exit_code == 2
    assert "表!B3" in falling.stderr
    assert "表!B4" not in falling.stderr
    assert ledger.read_bytes() == before
    told = take_in(run, tmp_path, Mistake("", JULY, ()), "--reason", "审计核减")
    assert told.exit_code == 0, told.stderr
    flagged = rows(ledger, "SELECT value, flags FROM observation WHERE span_edtf = '2018-07' ORDER BY n")
    assert flagged == [("4000000000", "falling"), ("900000000", "")]


def test_nothing_reported_takes_nothing_back_and_zero_is_a_figure(run: Caller, ledger: Path, tmp_path: Path) -> None:
    """— in July leaves June's figure standing; 0 would be a fall."""
    assert take_in(run, tmp_path, Mistake("", JUNE, ())).exit_code == 0
    blank = JULY.replace("=4000", "—")
    assert take_in(run, tmp_path, Mistake("", blank, ())).exit_code == 0
    assert value_of(ledger, "invested") == [
        ("2018-06", "5000000000"),
        ("2018-06", "700000000"),
        ("2018-07", "900000000"),
    ]
    zero = JULY.replace("=4000", "=0")
    assert take_in(run, tmp_path, Mistake("", zero, ())).exit_code == 2


def test_a_problem_that_is_none_takes_the_standing_one_back(run: Caller, ledger: Path, tmp_path: Path) -> None:
    sheet = "R1> 2018年{}月进度\nR2> 项目名称 | 存在问题\nR3> 滨河路改造 | {}"
    assert take_in(run, tmp_path, Mistake("", sheet.format(6, "管线未迁"), ())).exit_code == 0
    assert take_in(run, tmp_path, Mistake("", sheet.format(7, "无"), ())).exit_code == 0
    assert value_of(ledger, "problem")[0] == ("2018-06", "管线未迁")
    [(standing,)] = rows(ledger, "SELECT problem FROM project_position")
    assert not standing


def test_a_sheet_of_another_month_says_what_changed(run: Caller, ledger: Path, tmp_path: Path) -> None:
    """June, then July with one figure more: one change, in one entry, and June is as it was."""
    assert take_in(run, tmp_path, Mistake("", JUNE, ())).exit_code == 0
    june = rows(ledger, "SELECT * FROM observation WHERE span_edtf = '2018-06'")
    july = JULY.replace("=4000", "=5000").replace("R4> 水厂 | =900", "R4> 水厂 | -")
    assert take_in(run, tmp_path, Mistake("", july, ())).exit_code == 0
    assert rows(ledger, "SELECT * FROM observation WHERE span_edtf = '2018-06'") == june
    assert value_of(ledger, "invested")[2:] == [("2018-07", "5000000000")]
    assert rows(ledger, "SELECT count(*) FROM entry WHERE command = 'import'") == [(2,)]


def test_a_failed_formula_is_written_as_one() -> None:
    """The builder itself: what these tests call an error is one to every spreadsheet program."""
    assert cells("R1> =1/0→#DIV/0!")[1] == [Cell("#DIV/0!", "", "=1/0")]

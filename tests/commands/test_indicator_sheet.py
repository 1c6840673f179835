"""A month's table of indicators from a sheet: matched, declared, recorded as one entry, or refused by its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller, rows

MARCH = ("--zone", "shuozhou", "--for", "2025年3月")
TABLE = """朔州经济开发区2025年3月主要经济指标,,,,,,
指标名称,计量单位,本月,同比（%）,累计,同比（%）,同比增收
一、一般公共预算收入,万元,5782,142.8,25898,84.9,11890
其中：税收收入（万元）,,4000,-3.2,"18,000",2.5,-
规上企业,家,,,,,
用电量,万千瓦时,1200,,3400,5,
注：数据为初步数,,,,,,
"""


@pytest.fixture
def own(run: Caller, home: Path) -> Path:
    """A ledger with Shuozhou and its revenue declared."""
    run.ok("init", "own.db")
    path = home / "own.db"
    run.ok("zone", "add", "朔州经济开发区", "--slug", "shuozhou", db=path)
    revenue = ("--zone", "shuozhou", "--slug", "revenue", "--unit", "亿元")
    run.ok("indicator", "add", "一般公共预算收入", *revenue, db=path)
    return path


def sheet(home: Path, text: str) -> str:
    (home / "指标表.csv").write_text(text, encoding="utf-8")
    return "指标表.csv"


def test_a_table_comes_in_as_one_entry(run: Caller, own: Path, home: Path) -> None:
    echoed = run.ok("indicator", "import", sheet(home, TABLE), *MARCH, db=own).stderr
    assert "读入3个指标，新记12个数字" in echoed
    assert "undo shuozhou#3" not in echoed
    [march] = run.json("indicator", "show", "shuozhou/revenue", db=own).table("periods")
    assert (march["value"]["amount"], march["single"]["amount"]) == ("25898.00", "5782.00")  # 万元 of the sheet
    assert (march["growth"], march["single_growth"], march["increase"]["amount"]) == ("84.9", "142.8", "11890.00")
    assert (march["source"], march["note"]) == ("指标表.csv", "E3")
    listed = {row["name"]: row for row in run.json("indicator", "list", db=own).table("indicators")}
    assert listed.keys() == {"一般公共预算收入", "税收收入", "用电量"}  # what has no figures is not declared
    assert listed["税收收入"]["single_growth"] == "-3.2"
    assert listed["用电量"]["value"]["unit"] == "万千瓦时"


def test_the_same_table_again_changes_nothing(run: Caller, own: Path, home: Path) -> None:
    run.ok("indicator", "import", sheet(home, TABLE), *MARCH, db=own)
    before = rows(own, "SELECT count(*) FROM observation")
    run.ok("indicator", "import", sheet(home, TABLE), *MARCH, db=own)
    assert rows(own, "SELECT count(*) FROM observation") == before
    run.ok("indicator", "import", sheet(home, TABLE.replace("25898", "25900")), *MARCH, db=own)
    [march] = run.json("indicator", "show", "shuozhou/revenue", db=own).table("periods")
    assert march["revised_from"]["amount"] == "25898.00"


def test_a_workbook_shows_what_its_formats_show(run: Caller, own: Path, home: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(home / "a.xlsx") as book:
        page = book.add_worksheet("三月")
        page.write_row(0, 0, ["指标名称", "单位", "期末", "同比增长"])
        page.write_row(1, 0, ["规上企业接入率", "%"])
        percent = book.add_format({"num_format": "0.0%"})
        page.write_number(1, 2, 0.975, percent)
        page.write_number(1, 3, -0.021, percent)
    run.ok("indicator", "import", "a.xlsx", *MARCH, db=own)
    [row] = [r for r in run.json("indicator", "list", db=own).table("indicators") if r["name"] == "规上企业接入率"]
    assert (row["value"]["low"], row["growth"], row["written"], row["note"]) == ("97.5", "-2.1", "97.5%", "三月!C2")


@pytest.mark.parametrize(
    "old, new, named",
    [
        ("5782", "五千多", "C3"),
        ("84.9", "很快", "F3"),
        ("用电量,万千瓦时", "用电量,", "A6"),
        ("用电量,万千瓦时", "用电量,3 米", "A6"),
        ("指标名称", "项目名称", "指标表.csv"),
        ("一般公共预算收入,万元", "一般公共预算收入,km", "A3"),
        ("一般公共预算收入,万元", "一般公共预算收入,家", "A3"),
        ("用电量,", ",", "C6"),
        ("规上企业,家,,", "一般公共预算收入,万元,5783,", "A3、A5"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell_and_nothing_is_written(
    run: Caller, own: Path, home: Path, old: str, new: str, named: str
) -> None:
    before = own.read_bytes()
    refused = run("indicator", "import", sheet(home, TABLE.replace(old, new)), *MARCH, db=own)
    assert refused.exit_code == 2
    assert named in refused.stderr
    assert "Traceback" not in refused.stderr
    assert own.read_bytes() == before


@pytest.mark.parametrize("month", ["2025", "2025年1—3月", "2025-13", "2026-12", "2025-Q1", "三月份的"])
def test_a_month_that_is_none_is_a_fault_of_the_option_and_not_of_the_sheet(
    run: Caller, own: Path, home: Path, month: str
) -> None:
    refused = run("indicator", "import", sheet(home, TABLE), "--zone", "shuozhou", "--for", month, db=own)
    assert refused.exit_code == 2
    assert month in refused.stderr
    assert "C3" not in refused.stderr
    assert "改正后再导入" not in refused.stderr


def test_the_second_line_of_a_header_and_a_signature_are_no_figures(run: Caller, own: Path, home: Path) -> None:
    heading, table = TABLE.split("\n一、", 1)
    text = f"{heading}\n,,绝对值,（%）,绝对值,（%）,\n一、{table},,2025年4月8日,,,,\n"
    assert "读入3个指标" in run.ok("indicator", "import", sheet(home, text), *MARCH, db=own).stderr


def test_figures_in_two_units_are_echoed_and_kept_with_their_units(run: Caller, own: Path, home: Path) -> None:
    run.ok("indicator", "record", "shuozhou/revenue", "2.6", "--for", "2025-03", db=own)
    echoed = run.ok("indicator", "import", sheet(home, TABLE), *MARCH, db=own).stderr
    assert "2.6亿元 ⇒ 25898万元" in echoed
    assert "3400万千瓦时" in echoed
    assert "142.8%" in echoed


def test_another_unit_is_another_indicator(run: Caller, own: Path, home: Path) -> None:
    run.ok("indicator", "import", sheet(home, TABLE), *MARCH, db=own)
    refused = run("indicator", "import", sheet(home, TABLE.replace("万千瓦时", "吨")), *MARCH, db=own)
    assert (refused.exit_code, "A6" in refused.stderr) == (2, True)


@pytest.mark.parametrize("file", ["nix.csv", "own.db"])
def test_a_file_that_is_no_sheet(run: Caller, own: Path, file: str) -> None:
    refused = run("indicator", "import", file, *MARCH, db=own)
    assert refused.exit_code == 2
    assert file in refused.stderr


def test_the_month_of_a_table_is_of_the_year_of_on(run: Caller, home: Path, own: Path) -> None:
    march = (*MARCH[:-1], "3月", "--on", "2025-04-03")
    run.ok("indicator", "import", sheet(home, TABLE), *march, db=own, today="2026-11-25")
    changes = run.ok("history", "--format", "json", db=own, today="2026-11-25").table("entries")
    spans = [row["span"] for row in changes if row["command"] == "indicator import"]
    assert {span["last"] for span in spans if span} == {"2025-03-31"}

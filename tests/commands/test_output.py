"""Where a report goes and in which format: endings, pipes, terminals, files that are there, extras that are not."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from zonetrack.commands import options
from zonetrack.render import FORMATS

from .calling import SHIPPED, Caller, Stream

DAY = ("--as-of", "2025-09-01")
REPORT = ("report", "--zone", "yuanping", *DAY)
BEGINNINGS = {
    "table": "原平经济技术开发区项目情况报告\n".encode(),
    "json": b'{\n  "schema": 1,',
    "csv": b"\xef\xbb\xbfzone,name,",
    "tsv": b"\xef\xbb\xbfzone\tname\t",
    "md": "# 原平经济技术开发区项目情况报告\n".encode(),
    "html": b"<!DOCTYPE html>\n",
    "xlsx": b"PK\x03\x04",
}


def process(*args: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    """What a call in a pipe prints, as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "zonetrack", *args],
        env={
            "HOME": str(home),
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONUTF8": "1",
            "ZONETRACK_DB": str(SHIPPED),
            "ZONETRACK_LANG": "zh",
        },
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_the_options_offer_what_there_is() -> None:
    assert tuple(FORMATS) == options.FORMATS
    assert BEGINNINGS.keys() == FORMATS.keys()
    assert len({wanted.ending for wanted in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_chooses_the_format(name: str, run: Caller, sample: Path, home: Path) -> None:
    path = home / f"报告{FORMATS[name].ending.upper()}"
    assert run.ok(*REPORT, "-o", path).stdout == ""
    assert path.read_bytes().startswith(BEGINNINGS[name])
    assert [one.name for one in home.iterdir()] == [path.name]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_call_writes_the_same_bytes(name: str, run: Caller, sample: Path, home: Path) -> None:
    paths = [home / f"{number}.out" for number in (1, 2)]
    for path in paths:
        run.ok(*REPORT, "--format", name, "-o", path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_pipe_gets_what_a_file_gets_without_the_mark_for_excel(
    name: str, run: Caller, sample: Path, home: Path
) -> None:
    path = home / "file.out"
    run.ok(*REPORT, "--format", name, "-o", path)
    piped = process(*REPORT, "--format", name, home=home)
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert piped.stdout == path.read_bytes().removeprefix(b"\xef\xbb\xbf")


@pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning:openpyxl")
def test_every_reading_command_speaks_every_format(run: Caller, sample: Path, home: Path) -> None:
    for number, line in enumerate(("status", "status yuanping", "list", "overdue", "zone list", "check", "report")):
        for name, wanted in FORMATS.items():
            path = home / f"{number}{wanted.ending}"
            assert run(*line.split(), *DAY, "-o", path).exit_code in (0, 10), (line, name)
        with (home / f"{number}.tsv").open(encoding="utf-8-sig", newline="") as file:
            [first, *_] = csv.DictReader(file, dialect="excel-tab")
        sheets = openpyxl.load_workbook(home / f"{number}.xlsx")
        cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
        assert first.get("name", first.get("project_name")) in cells


def test_bytes_are_not_for_a_terminal(run: Caller, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stream, "isatty", lambda _: True)
    result = run(*REPORT, "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "错误：xlsx 是二进制格式，不能显示在终端上。\n请写入文件，例如 -o 报告.xlsx；或用管道、重定向输出。\n"
    )


def test_a_missing_extra_says_how_to_get_it(
    run: Caller, sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run(*REPORT, "-o", home / "报告.xlsx")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pip install 'zonetrack[excel]'" in result.stderr.splitlines()[1]
    assert list(home.iterdir()) == []
    english = run(*REPORT, "-o", home / "report.xlsx", lang="en")
    assert english.stderr == (
        "Error: The extra excel, which writes xlsx, is not installed. No file was written.\n"
        "Install it: pip install 'zonetrack[excel]'\n"
    )


def test_an_ending_that_says_nothing_is_refused(run: Caller, sample: Path, home: Path) -> None:
    result = run(*REPORT, "-o", home / "报告.doc")
    assert result.exit_code == 2
    assert ".txt .json .csv .tsv .md .html .xlsx" in result.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("ending", [".html", ".xlsx"])
def test_a_file_that_is_there_stays_unless_forced(ending: str, run: Caller, sample: Path, home: Path) -> None:
    path = home / f"report{ending}"
    path.write_text("mine", encoding="utf-8")
    assert run(*REPORT, "-o", path).exit_code == 4
    assert path.read_text(encoding="utf-8") == "mine"
    run.ok(*REPORT, "-o", path, "--force")
    assert path.stat().st_size > 1000


def test_the_ledger_is_no_report(run: Caller, sample: Path) -> None:
    before = sample.read_bytes()
    assert run(*REPORT, "--format", "xlsx", "-o", sample, "--force").exit_code == 4
    assert sample.read_bytes() == before


def test_one_table_of_a_workbook(run: Caller, sample: Path, home: Path) -> None:
    run.ok(*REPORT, "--table", "projects", "-o", home / "x.xlsx")
    with io.BytesIO((home / "x.xlsx").read_bytes()) as data, pytest.warns(UserWarning, match="xtension"):
        assert openpyxl.load_workbook(data).sheetnames == ["项目"]


OPTIONAL_TABLES = [
    (("show", "yuanping/water-plant"), "forecast"),
    (("show", "yuanping/water-plant"), "procedures"),
    (("report",), "indicators"),
    (("report",), "pace"),
    (("overdue",), "dues"),
]


@pytest.mark.parametrize("argv, table", OPTIONAL_TABLES)
def test_a_table_of_which_there_is_nothing_today_is_empty(
    argv: tuple[str, ...], table: str, run: Caller, home: Path
) -> None:
    run.ok("init", "bare.db")
    bare = home / "bare.db"
    run.ok("zone", "add", "原平经济技术开发区", "--slug", "yuanping", db=bare)
    run.ok("add", "水厂", "--zone", "yuanping", "--slug", "water-plant", db=bare)
    for format_ in ("table", "csv", "tsv", "md", "html"):
        assert "None" not in run.ok(*argv, "--table", table, "--format", format_, db=bare).stdout
    assert run.ok(*argv, "--table", table, "--format", "json", db=bare).table(table) == []
    assert run(*argv, "--table", "nix", db=bare).exit_code == 2


def test_a_table_that_stands_instead_of_another_is_not_empty_but_refused(run: Caller, own: Path) -> None:
    assert run("pace", "--table", "groups").exit_code == 2

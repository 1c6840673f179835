"""What a page looks like where it goes: a pipe, a file, a terminal of any width, an encoding that lacks half of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import unicodedata
from pathlib import Path

import pytest

from .calling import ESCAPE, SHIPPED, Caller, command, environment, process, terminal, text_of

WIDTHS = (40, 60, 80, 120, 200)
DAY = ("--as-of", "2025-07-01")
FIGURE = re.compile(r"\d[\d,.-]*\d|\d")


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_the_ending_of_the_file_chooses_the_format(run: Caller, own: Path, home: Path) -> None:
    for name in ("a.json", "a.csv", "a.txt", "B.JSON"):
        result = run.ok("report", "-o", name)
        assert result.stdout == ""
        assert name in result.stderr
        assert run.ok("report", "-o", f"quiet-{name}", "--quiet")[1:] == ("", "")
    assert (home / "B.JSON").read_text(encoding="utf-8") == run.json("report").stdout
    assert (home / "a.txt").read_text(encoding="utf-8") == run.ok("report").stdout
    data = (home / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # Excel takes it for GBK otherwise
    assert data[3:].decode() == run.ok("report", "--format", "csv").stdout


def test_the_format_may_be_named_whatever_the_ending(run: Caller, own: Path, home: Path) -> None:
    run.ok("list", "-o", "a.data", "--format", "json")
    assert json.loads((home / "a.data").read_text(encoding="utf-8"))["report"] == "list"


def test_an_existing_file_is_kept_without_force(run: Caller, own: Path, home: Path) -> None:
    (home / "a.json").write_text("mine", encoding="utf-8")
    result = run("report", "-o", "a.json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "a.json" in result.stderr
    assert "--force" in result.stderr
    assert (home / "a.json").read_text(encoding="utf-8") == "mine"
    run.ok("report", "-o", "a.json", "--force")
    assert json.loads((home / "a.json").read_text(encoding="utf-8"))["schema"] == 1


def test_a_file_that_cannot_be_written(run: Caller, own: Path, home: Path) -> None:
    (home / "folder.json").mkdir()
    (home / "link.json").symlink_to(home / "nowhere.json")
    (home / "file").touch()
    for target, force, code in (
        ("nix/a.json", False, 7),
        ("file/a.json", False, 7),
        ("folder.json", False, 4),
        ("folder.json", True, 7),
        ("link.json", False, 4),
        ("a.exe", False, 2),
        ("a", False, 2),
        ("", False, 2),
    ):
        result = run("report", "-o", target, *(["--force"] if force else []))
        assert (result.exit_code, result.stdout) == (code, ""), target
        assert target in result.stderr
    assert sorted(path.name for path in home.iterdir()) == ["file", "folder.json", "link.json"]


def test_the_ledger_itself_is_never_overwritten(run: Caller, own: Path, home: Path) -> None:
    (home / "alias.json").symlink_to(own)
    os.link(own, home / "hard.json")
    before = own.read_bytes()
    for target in (own, f"{own}-journal", f"{own}-wal", "alias.json", "hard.json"):
        result = run("report", "-o", target, "--format", "json", "--force")
        assert result.exit_code == 4, target
        assert str(target) in result.stderr
    assert run("backup", own, "--force").exit_code == 4
    assert run("backup", "alias.json", "--force").exit_code == 4
    assert own.read_bytes() == before


def test_a_file_gets_the_usual_rights_and_leaves_nothing_beside(run: Caller, own: Path, home: Path) -> None:
    run.ok("report", "-o", "a.json")
    usual = home / "usual"
    usual.touch()
    assert stat.S_IMODE((home / "a.json").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    assert sorted(path.name for path in home.iterdir()) == ["a.json", "usual"]


def test_one_table_of_a_report(run: Caller, own: Path) -> None:
    assert list(json.loads(run.json("report", "--table", "summary").stdout)["tables"]) == ["summary"]
    result = run("report", "--table", "nix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "summary" in result.stderr


def test_a_pipe_gets_whole_lines_without_colour(run: Caller, sample: Path) -> None:
    for line in ("status", "report", "show daiwang-road", "list"):
        page = run.ok(*line.split(), *DAY).stdout
        assert ESCAPE not in page
        assert "此宽度下未显示" not in page


def test_wide_shows_every_column(run: Caller, sample: Path) -> None:
    assert "存在问题" in run.ok("list", "--wide").stdout
    assert "存在问题" not in run.ok("list").stdout


def test_a_closed_pipe_ends_in_silence(sample: Path, home: Path) -> None:
    for line in ("report", "report --format json", "--help", "show daiwang-road --format csv"):
        theirs, ours = os.pipe()
        os.close(theirs)  # as `| head -1` does, only sooner
        result = process(*line.split(), home=home, env={"ZONETRACK_DB": str(sample)}, stdout=ours)
        os.close(ours)
        assert result == (0, "", ""), line


LINES = (("report", "--zone", "yuanping"), ("show", "daiwang-road"))


@pytest.fixture(scope="module")
def wide_figures(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every figure that the pages hold where there is room for all."""
    home = tmp_path_factory.mktemp("wide")
    pages = [process(*line, *DAY, home=home, env={"ZONETRACK_DB": str(SHIPPED)}).stdout for line in LINES]
    return {figure for page in pages for figure in FIGURE.findall(page)}


@pytest.mark.parametrize("columns", WIDTHS)
def test_figures_are_whole_at_every_width(columns: int, sample: Path, home: Path, wide_figures: set[str]) -> None:
    env = {"ZONETRACK_DB": str(sample), "NO_COLOR": "1"}
    pages = [terminal(*line, *DAY, home=home, columns=columns, env=env) for line in LINES]
    for page in pages:
        assert page.exit_code == 0
        assert ESCAPE not in page.stdout
        too_wide = [line for line in page.stdout.splitlines() if cells(line) > columns]
        assert not too_wide
    text = "\n".join(page.stdout for page in pages)
    kept = ["36,155.87", "3,458", "80%", *(["25,359.52", "10,796.35", "3.2/4"] if columns >= 80 else [])]
    assert all(figure in text for figure in kept)
    assert set(FIGURE.findall(text)) <= wide_figures


def test_a_narrow_terminal_says_what_it_leaves_out(sample: Path, home: Path) -> None:
    page = terminal("status", *DAY, home=home, columns=40, env={"ZONETRACK_DB": str(sample)}).stdout
    assert "36,155.87" in page
    assert "未显示" in page
    assert "--wide" in page.replace("\n", "")


def test_colour_only_where_it_is_wanted(sample: Path, home: Path) -> None:
    env = {"ZONETRACK_DB": str(sample)}
    late = ("overdue", *DAY)
    assert f"{ESCAPE}[" in terminal(*late, home=home, env=env).stdout
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert ESCAPE not in terminal(*late, home=home, env=env | more).stdout
    assert ESCAPE not in process(*late, home=home, env=env | {"FORCE_COLOR": "1"}).stdout


def test_the_word_stands_beside_the_colour(sample: Path, home: Path) -> None:
    page = terminal("status", "yuanping", *DAY, home=home, columns=120, env={"ZONETRACK_DB": str(sample)}).stdout
    [line] = [line for line in page.splitlines() if "净水厂项目" in line and "未报" in line and "前期" in line]
    assert "逾期" in line


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-16"])
def test_a_narrow_encoding_keeps_the_figures(encoding: str, sample: Path, home: Path) -> None:
    env = environment(home, ZONETRACK_DB=str(sample), PYTHONIOENCODING=encoding)

    def said(*argv: str) -> tuple[int, str, bytes]:
        run = subprocess.run(command(*argv), env=env, capture_output=True, cwd=home, check=False)
        return run.returncode, run.stdout.decode(encoding), run.stderr

    for line, figures in zip(LINES, (["25,359.52", "36,155.87", "3,458"], ["3.2/4", "80%"]), strict=True):
        code, page, errors = said(*line, *DAY)
        assert (code, errors) == (0, b"")
        assert all(figure in page for figure in figures)
        assert "?" not in page or encoding in ("ascii", "latin-1")
    code, page, errors = said("show", "没有的项目")
    assert (code, page) == (3, "")
    assert b"Traceback" not in errors


def test_json_and_csv_in_a_narrow_encoding(sample: Path, home: Path) -> None:
    env = environment(home, ZONETRACK_DB=str(sample), PYTHONIOENCODING="ascii")
    run = subprocess.run(command("status", "--format", "json"), env=env, capture_output=True, cwd=home, check=True)
    assert json.loads(run.stdout)["tables"]["zones"]["rows"][1]["name"] == "原平经济技术开发区"
    run = subprocess.run(command("list", "--format", "csv"), env=env, capture_output=True, cwd=home, check=True)
    assert len(list(csv.reader(io.StringIO(run.stdout.decode("ascii"))))) == 19


def test_an_empty_environment_is_enough(sample: Path, home: Path) -> None:
    """As cron and systemd start it."""
    bare = {name: value for name, value in environment(home).items() if name in ("PYTHONPATH", "PATH")}
    run = subprocess.run(command("--db", sample, "status"), env=bare, capture_output=True, cwd=home, check=False)
    assert run.returncode == 0, text_of(run.stderr)
    assert "原平经济技术开发区" in run.stdout.decode("utf-8")


def test_questions_at_a_real_terminal(own: Path, home: Path) -> None:
    env = {"ZONETRACK_DB": str(own)}
    argv = ("--today", "2025-04-14", "reschedule", "daiwang/paving", "--due", "3月", "--reason", "雨季")
    result = terminal(*argv, home=home, columns=120, typed="9\n2\n", env=env)
    assert result.exit_code == 0
    for words in ("“3月”没有写年份", "2026-03", "2025-03", "3月 → 2025-03-01…2025-03-31", "zonetrack undo xiaohe#"):
        assert words in result.stdout
    abandoned = terminal(*argv, home=home, typed="\x04", env=env)
    assert abandoned.exit_code == 130
    assert "已中断" in abandoned.stdout
    assert "Traceback" not in abandoned.stdout

"""Hostile and careless text: what is harmless is shown literally, everything else is refused with its place."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from .calling import ESCAPE, Caller, command, environment, rows, terminal, text_of

PLANT = "yuanping/water-plant"
REASON = ("--reason", "经核实")

LITERAL = [
    "[red]停工[/red]",
    "项目[/]",
    "[link=https://evil.example]官网[/link]",
    "[@click=app.quit]x[/]",
    "投资[2026]年",
    "[bold",
    "a:smile:b",
    "\\[red]",
    "𠮷田工程",
    "建筑面积31㎡",
    "①号泵站",
    "📈",
    "../../etc",
    "CON",
    "a/b",
    "'; DROP TABLE project;--",
    "100%",
    "%s %(x)s {x} {0}",
    "$HOME `id` $(id)",
    'x","y',
    "<script>alert(1)</script>",
    "é",
    "x" * 200,
]
FORMULAS = ["=cmd|'/C calc'!A0", "+1", "-x", "@SUM(1)", "＝1+1", "'=1", "'plain"]

REFUSED = {
    "title": ("\x1b]0;pwned\x07", "U+001B"),
    "clear": ("a\x1b[2J", "U+001B"),
    "C1": ("\x9b31m", "U+009B"),
    "hyperlink": ("\x1b]8;;http://x\x07y", "U+001B"),
    "clipboard": ("\x1b]52;c;aGk=\x07", "U+001B"),
    "carriage return": ("a\rb", "U+000D"),
    "backspace": ("a\bb", "U+0008"),
    "bell": ("项\x07目", "U+0007"),
    "delete": ("a\x7f", "U+007F"),
    "right to left": ("\u202ename", "U+202E"),
    "isolate": ("\u2066a", "U+2066"),
    "zero width": ("项\u200b目", "U+200B"),
    "soft hyphen": ("a\u00adb", "U+00AD"),
    "byte order mark": ("\ufeff项目", "U+FEFF"),
    "joined emoji": ("👨\u200d👩\u200d👧", "U+200D"),
    "surrogates": ("\udcff\udcfe", "U+DCFF"),
    "no character": ("a\ufffe", "U+FFFE"),
    "NUL": ("a\0b", "U+0000"),
    "line separator": ("a\u2028b", "U+2028"),
    "newline": ("a\nb", "U+000A"),
    "tab": ("a\tb", "U+0009"),
    "nothing": ("", ""),
    "blank": (" ", ""),
    "wide blank": ("\u3000", ""),
    "too long": ("x" * 201, "201"),
    "far too long": ("x" * 1_000_000, "1000000"),
}


@pytest.mark.parametrize("name", LITERAL)
def test_a_harmless_name_is_shown_literally(name: str, run: Caller, own: Path) -> None:
    assert name in run.ok("add", "--zone", "xiaohe", "--slug", "t", "--", name).stderr
    assert rows(own, "SELECT name FROM project WHERE slug = 't'") == [(name,)]
    row = run.json("status", "xiaohe").row("projects", "xiaohe/t")
    assert row["name"] == name
    for line in (["status", "xiaohe"], ["show", "xiaohe/t"], ["list"], ["report", "--zone", "xiaohe"]):
        assert name in run.ok(*line).stdout
    table = csv.DictReader(io.StringIO(run.ok("list", "--format", "csv").stdout))
    assert name in [row["name"] for row in table]
    if "/" not in name:
        assert run.json("show", name).row("project", "xiaohe/t")["name"] == name


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_like_a_formula_is_made_harmless_in_csv_only(name: str, run: Caller, own: Path) -> None:
    run.ok("add", "--zone", "xiaohe", "--slug", "t", "--", name)
    assert name in run.ok("status", "xiaohe").stdout
    assert run.json("status", "xiaohe").row("projects", "xiaohe/t")["name"] == name
    table = csv.DictReader(io.StringIO(run.ok("list", "--format", "csv").stdout))
    [shown] = [row["name"] for row in table if row["ref"] == "xiaohe/t"]
    guarded = "" if name == "'plain" else "'"
    assert shown == guarded + name


WAYS = {
    "zone": ["zone", "add", "--slug", "t", "--", "{}"],
    "project": ["add", "--zone", "xiaohe", "--slug", "t", "--", "{}"],
    "milestone": ["milestone", "add", "--project", PLANT, "--slug", "t", "--", "{}"],
    "edit": ["edit", PLANT, "--name={}"],
    "owner": ["add", "某路", "--zone", "xiaohe", "--slug", "t", "--owner={}"],
    "tag": ["edit", PLANT, "--tag={}"],
}


@pytest.mark.parametrize(
    "kind, way",
    [
        *((kind, "project") for kind in REFUSED),
        *((kind, way) for kind in ("title", "newline", "blank") for way in WAYS),
    ],
)
def test_a_harmful_name_is_refused_with_its_place(kind: str, way: str, run: Caller, own: Path) -> None:
    text, named = REFUSED[kind]
    before = own.read_bytes()
    result = run(*(word.replace("{}", text) for word in WAYS[way]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr
    assert not harmful(result.stderr)
    assert len(result.stderr) < 1000
    assert own.read_bytes() == before


def harmful(text: str) -> set[str]:
    """Characters that could steer the terminal on which an error is read."""
    return {char for char in text if not char.isprintable() and char != "\n"}


def test_notes_may_have_lines_and_be_long_and_nothing_more(run: Caller, own: Path) -> None:
    text = "第一行\n第二行\t末" + "说" * 3990
    run.ok("update", PLANT, "--say", text)
    assert rows(own, "SELECT value FROM observation WHERE measure = 'words'") == [(text,)]
    before = own.read_bytes()
    for option in ("--say", "--next", "--problem", "--note", "--reason", "--source"):
        for bad in ("说" * 4001, "a\x1b[2J", "a\rb", "\u202ea"):
            assert run("update", PLANT, "--say", "好", option, bad).exit_code == 2
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        ["update", PLANT, "{}"],
        ["update", "{}", "5%"],
        ["total", PLANT, "{}"],
        ["reschedule", PLANT, "--due={}", *REASON],
        ["done", PLANT, "--on={}"],
        ["stage", PLANT, "{}"],
        ["show", "{}"],
        ["status", "--as-of={}"],
        ["overdue", "--within={}"],
        ["undo", "{}"],
        ["list", "--table={}"],
        ["{}"],
        ["status", "--format={}"],
        ["status", "--{}"],
        ["status", "a", "{}"],
        ["--db={}.db", "status"],
        ["report", "-o", "{}.exe"],
        ["init", "new.db", "--timezone={}"],
        ["backup", "nix/{}"],
        ["add", "某路", "--zone", "xiaohe", "--slug={}"],
        ["add", "某路", "--zone", "xiaohe", "-m", "管线, {}"],
    ],
    ids=" ".join,
)
def test_an_error_never_steers_the_terminal(argv: list[str], run: Caller, own: Path) -> None:
    for evil in ("\x1b]0;pwned\x07\x9b2J", "\u202ename\u200b\r"):
        result = run(*(word.replace("{}", evil) for word in argv))
        assert result.exit_code
        assert result.stderr
        assert not harmful(result.stdout + result.stderr)


def test_an_error_in_a_file_of_updates_never_steers_the_terminal(run: Caller, own: Path) -> None:
    result = run("update", "-", stdin=f"{PLANT}\t\x1b[2J5%\n{PLANT}\u202e\t5%\n{{\x1b]0;x\x07\n")
    assert result.exit_code in (2, 3)
    assert not harmful(result.stderr)


def test_old_text_in_a_ledger_is_shown_by_its_codes(run: Caller, own: Path, home: Path) -> None:
    """A ledger from elsewhere may hold what we would not have let in."""
    import sqlite3

    evil = "水厂\x1b[31m\u202e\x07"
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE project SET name = ? WHERE slug = 'water-plant'", (evil,))
    for line in (["status", "yuanping"], ["show", PLANT], ["list", "--format", "csv"], ["list", "--format", "json"]):
        shown = run.ok(*line).stdout
        assert not harmful(shown)
        assert "\\u202e" in shown
    assert json.loads(run.ok("list", "--format", "json").stdout)["tables"]["projects"]["rows"][1]["name"] == evil
    assert not harmful(run.ok("edit", PLANT, "--name", "水厂").stderr)


def test_old_text_at_a_real_terminal(own: Path, home: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE project SET name = ? WHERE slug = 'water-plant'", ("[red]水厂\x1b]0;pwned\x07[/red]",))
    shown = terminal("list", home=home, columns=120, env={"ZONETRACK_DB": str(own), "NO_COLOR": "1"}).stdout
    assert ESCAPE not in shown
    assert "[red]水厂" in shown
    assert "\\x1b]0;" in shown


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX systems only")
def test_bytes_that_are_no_text(own: Path, home: Path) -> None:
    before = own.read_bytes()
    argv = [*map(os.fsencode, command("add", "--zone", "xiaohe")), b"\xff\xfe"]
    run = subprocess.run(argv, env=environment(home, ZONETRACK_DB=str(own)), capture_output=True, check=False)
    assert run.returncode == 2
    assert "U+DCFF" in text_of(run.stderr)
    assert own.read_bytes() == before


def test_a_name_that_looks_like_an_option(run: Caller, own: Path) -> None:
    result = run("add", "-x", "--zone", "xiaohe")
    assert result.exit_code == 2
    assert "-- -x" in result.stderr
    assert "-- " in run("update", PLANT, "-1km").stderr
    run.ok("add", "--zone", "xiaohe", "--slug", "t", "--", "-x")
    run.ok("edit", PLANT, "--name=-y")


# Figures: as typed, and what is recorded; None for what is refused.
PERCENTAGES = {
    "８０％": "80",
    "80 %": "80",
    "\u00a080%": "80",
    "-0%": "0",
    "0%": "0",
    "100.0%": "100",
    "八成": "80",
    "٣": None,
    "٣%": None,
    "²": None,
    "½": None,
    "½%": None,
    "Ⅷ": None,
    "八十": None,
    "1_000": None,
    "8_0%": None,
    "1e1%": None,
    "0x10": None,
    "+5%": None,
    "nan%": None,
    "inf": None,
    "1e999%": None,
    "-1%": None,
    "101%": None,
    "100.0000001%": None,
    "80\u200b%": None,
    "%": None,
    "80": None,
    "9" * 5000 + "%": None,
    "三分之二": None,
    "基本完成": None,
}


@pytest.mark.parametrize("said", PERCENTAGES)
def test_percentages(said: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("update", PLANT, *REASON, "--", said)
    expected = PERCENTAGES[said]
    assert result.exit_code == (0 if expected else 2)
    assert not harmful(result.stderr)
    assert len(result.stderr) < 1000
    if expected is None:
        assert own.read_bytes() == before
        assert said[:100] in result.stderr or harmful(said)
    else:
        assert rows(own, "SELECT value FROM observation WHERE measure = 'progress' ORDER BY id DESC LIMIT 1") == [
            (expected,)
        ]


AMOUNTS = {
    "1,000元": 100_000,
    "１，０００万元": 1_000_000_000,
    "1.2亿": 12_000_000_000,
    "¥1,234.5": 123_450,
    "8000元": 800_000,
    "3000亿元": 30_000_000_000_000,
    "0.01元": 1,
    "1.2 million yuan": 120_000_000,
    "12,34万": None,
    "1e3元": None,
    "1_000元": None,
    "nan元": None,
    "inf万元": None,
    "½亿元": None,
    "٣元": None,
    "1000": None,
    "0.005元": None,
    "3000.01亿元": None,
    "99999999999999999999999元": None,
    "9" * 5000 + "元": None,
    "-5万元": None,
    "上亿元": None,
    "100美元": None,
    "100 €": None,
    "8000日元": None,
    "5万港元": None,
}


@pytest.mark.parametrize("said", AMOUNTS)
def test_amounts(said: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("total", PLANT, *REASON, "--", said)
    expected = AMOUNTS[said]
    assert result.exit_code == (0 if expected else 2)
    assert len(result.stderr) < 1000
    if expected is None:
        assert own.read_bytes() == before
    else:
        total = run.json("show", PLANT).row("project", PLANT)["total_investment"]
        assert (total["fen"], total["unit"]) == (expected, "万元")


def test_the_largest_amounts_can_be_added_up(run: Caller, own: Path) -> None:
    for number in range(3):
        run.ok("add", f"项目{number}", "--zone", "yuanping", "--slug", f"p{number}", "--total", "3000亿元")
    zone = run.json("status").row("zones", "yuanping")
    assert zone["total_investment"]["amount"] == "90010796.35"
    assert "90,010,796.35" in run.ok("status").stdout


DATES = {
    "2026年3月1日": "2026-03-01",
    "2026.3.1": "2026-03-01",
    "2026/3/1": "2026-03-01",
    "20260301": "2026-03-01",
    "２０２６-０３-０１": "2026-03-01",
    "2026-3": "2026-03",
    "明天": "2025-04-15",
    "五月": "2025-05",
    "2026-02-30": None,
    "2026-13-01": None,
    "1": None,
    "10": None,
    "Sat": None,
    "00:00": None,
    "26-3-1": None,
    "3/4/2026": None,
    "-2026-01-01": None,
    "0000-01-01": None,
    "10000-01-01": None,
    "1899-12-31": None,
    "2126-01-01": None,
    "12345678901234567890": None,
    "45000": None,
    "2026-03-01 00:00:00+08:00": None,
    "+30d": None,
    "待定": None,
    "视资金情况": None,
    "春节后": None,
    "农历八月十五": None,
    "5号楼": None,
    "٢٠٢٦-٠٣-٠١": None,
    "": None,
    "2" * 5000: None,
}


@pytest.mark.parametrize("said", DATES)
def test_dates(said: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("milestone", "add", "管网", "--project", PLANT, "--slug", "t", f"--due={said}")
    expected = DATES[said]
    assert result.exit_code == (0 if expected else 2)
    assert len(result.stderr) < 1000
    if expected is None:
        assert own.read_bytes() == before
    else:
        [row] = run.json("show", PLANT).table("milestones")
        assert row["due"]["edtf"] == expected


@pytest.mark.parametrize(
    "argv",
    [
        ["reschedule", PLANT, "--due={}", *REASON],
        ["milestone", "add", "管网", "--project", PLANT, "--slug", "t", "--quantity={}"],
        ["milestone", "add", "管网", "--project", PLANT, "--slug", "t", "--weight={}"],
        *(
            ["add", "某路", "--zone", "xiaohe", "--slug", "t", f"--{option}={{}}"]
            for option in ("total", "start", "due", "stage", "owner", "unit", "leader")
        ),
    ],
    ids=" ".join,
)
def test_a_variable_that_was_never_set_is_not_passed_over(argv: list[str], run: Caller, own: Path) -> None:
    before = own.read_bytes()
    assert run(*(word.replace("{}", "") for word in argv)).exit_code == 2
    assert own.read_bytes() == before


def test_a_finish_before_the_start_is_pointed_out(run: Caller, own: Path) -> None:
    result = run.ok("add", "某路", "--zone", "xiaohe", "--slug", "t", "--start", "2025-09-01", "--due", "2025-08-01")
    assert "早于" in result.stderr
    run.ok("add", "另一路", "--zone", "xiaohe", "--slug", "u", "--start", "2025-05", "--due", "2025-06")
    moved = run.ok("reschedule", "xiaohe/u", "--start", "2025-08", "--due", "2025-09", *REASON)
    assert "早于" not in moved.stderr

"""`check`: what is wrong by kind, by exit code, only what is new by name; assertions; and the way cron runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .calling import Caller, Result, environment, rows

ROAD, PIPES, PLANT = "xiaohe/daiwang-road", "xiaohe/daiwang-road/pipes", "yuanping/water-plant"
LATE = ("--as-of", "2025-06-01")


def found(result: Result) -> list[tuple[str, str, str]]:
    """Rule, reference and verdict of the figures that disagree."""
    return [(row["rule"], row["ref"], row["verdict"]) for row in result.table("disagreements")]


# What is planted, a line each, and what it must be found as.
PLANTED: tuple[tuple[tuple[str, ...], tuple[str, str, str] | None], ...] = (
    (("indicator", "add", "市级投资", "--zone", "yuanping", "--slug", "city", "--unit", "亿元"), None),
    (("indicator", "record", "yuanping/city", "--target", "1400.3亿元", "--target-for", "2025"), None),
    (
        ("indicator", "record", "yuanping/city", "969.5亿元", "--for", "2025-03", "--rate", "6902%"),
        ("rate", "yuanping/city", "contradiction"),
    ),
    (("indicator", "add", "全市投资", "--zone", "yuanping", "--slug", "whole", "--unit", "亿元"), None),
    (("indicator", "record", "yuanping/whole", "--target", "418.12亿元", "--target-for", "2025"), None),
    (("indicator", "record", "yuanping/whole", "301.7亿元", "--for", "2025-03", "--rate", "72.17%"), None),
    (("indicator", "add", "开工项目", "--zone", "yuanping", "--slug", "begun", "--unit", "个"), None),
    (("indicator", "record", "yuanping/begun", "--target", "270个", "--target-for", "2025"), None),
    (
        ("indicator", "record", "yuanping/begun", "129个", "--for", "2025-03", "--rate", "47%"),
        ("rate", "yuanping/begun", "truncated"),
    ),
    (("indicator", "add", "受理件数", "--zone", "yuanping", "--slug", "accepted", "--unit", "件"), None),
    (("indicator", "record", "yuanping/accepted", "55978件", "--for", "2025-01", "--basis", "month"), None),
    (("indicator", "record", "yuanping/accepted", "5844件", "--for", "2025-02", "--basis", "month"), None),
    (
        ("indicator", "record", "yuanping/accepted", "63458件", "--for", "2025-02"),
        ("cumulative", "yuanping/accepted", "contradiction"),
    ),
    (("indicator", "add", "营业收入", "--zone", "yuanping", "--slug", "revenue", "--unit", "万元"), None),
    (
        ("indicator", "record", "yuanping/revenue", "25898万元", "--for", "2025-03", "--growth", "89.4%",
         "--increase", "11890万元"),
        ("growth", "yuanping/revenue", "contradiction"),
    ),
    (("plan", PLANT, "300万元", "--for", "2025年上半年"), None),
    (("plan", PLANT, "500万元", "--for", "2025年下半年"), None),
    (("plan", PLANT, "900万元", "--for", "2025"), ("plan_parts", PLANT, "contradiction")),
    (("invested", PLANT, "100万元", "--month", "2025-01"), None),
    (("invested", PLANT, "60万元", "--month", "2025-02"), None),
    (("invested", PLANT, "190万元", "--ytd", "--on", "2025-02-28"), ("cumulative", PLANT, "contradiction")),
    (("update", PLANT, "100%"), ("full_without_day", PLANT, "missing")),
    (("update", PIPES, "3.9km"), ("quantity", PIPES, "contradiction")),
    (("update", "yuanping", "0个", "--measure", "projects"), ("less_than_ledger", "yuanping", "contradiction")),
)  # fmt: skip


@pytest.fixture
def planted(run: Caller, own: Path) -> list[tuple[str, str, str]]:
    """The ledger of `own` with figures that disagree; what must be found of them."""
    run.ok("update", PIPES, "80%", "--on", "2025-04-14")
    for line, _ in PLANTED:
        run.ok(*line)
    return [expected for _, expected in PLANTED if expected]


def test_planted_contradictions_are_found_and_nothing_else(run: Caller, planted: list[tuple[str, str, str]]) -> None:
    result = run("check", "--only", "figures", "--format", "json")
    assert sorted(found(result)) == sorted(planted)
    assert result.exit_code == 12
    [rate] = [row for row in result.table("disagreements") if row["ref"] == "yuanping/city"]
    assert (rate["figures"], rate["arithmetic"]) == (["6902%", "969.5亿元", "1400.3亿元"], "969.5亿元 ÷ 1400.3亿元")
    assert (rate["computed"]["value"], rate["computed"]["unit"]) == ("69.24", "%")
    assert (rate["computed_low"]["value"], rate["computed_high"]["value"]) == ("69.23", "69.24")
    [months] = [row for row in result.table("disagreements") if row["ref"] == "yuanping/accepted"]
    assert (months["words"], months["arithmetic"]) == ("63458件", "55978件 + 5844件")
    assert months["computed"]["value"] == "61822"


def test_what_figures_come_to_is_computed_from_them_as_typed(run: Caller, own: Path) -> None:
    run.ok("indicator", "add", "产值", "--zone", "yuanping", "--slug", "output", "--unit", "亿元")
    run.ok("indicator", "record", "yuanping/output", "2亿元", "--for", "2024-12")
    run.ok("indicator", "record", "yuanping/output", "5亿元", "--for", "2025-12", "--growth", "10%", today="2026-01-10")
    [row] = run("check", "--only", "figures", "--format", "json", today="2026-01-10").table("disagreements")
    assert (row["arithmetic"], row["computed"]["value"]) == ("(5亿元 − 2亿元) ÷ 2亿元", "150")
    run.ok("assert", "add", "5亿元 ÷ 2亿元 = 10%")
    [held] = run("assert", "list", "--format", "json").table("assertions")
    assert held["left"]["value"] == "250"


def test_every_finding_says_where_its_figures_are_from(run: Caller, planted: list[tuple[str, str, str]]) -> None:
    for row in run("check", "--only", "figures", "--format", "json").table("disagreements"):
        assert planted
        for trace in row["traces"]:
            assert run.ok("source", *trace.split(" ")).stdout


def test_a_page_for_the_mail_names_rule_figures_and_verdict(run: Caller, planted: list[tuple[str, str, str]]) -> None:
    assert planted
    page = run("check", "--only", "figures")
    for words in ("不符的数字", "完成率等于完成除以计划", "6902%", "969.5亿元 ÷ 1400.3亿元", "69.24%", "尾数舍去"):
        assert words in page.stdout
    english = run("check", "--only", "figures", lang="en")
    for words in ("Figures that disagree", "969.5亿元 ÷ 1400.3亿元", "contradiction", "truncated"):
        assert words in english.stdout


def test_what_was_only_cut_off_is_told_without_a_code(run: Caller, own: Path) -> None:
    for line, _ in PLANTED[6:9]:
        run.ok(*line)
    result = run.ok("check")
    assert "尾数舍去" in result.stdout


def test_a_figure_that_is_put_right_is_no_finding_any_more(run: Caller, own: Path) -> None:
    for line, _ in PLANTED[:3]:
        run.ok(*line)
    assert run("check").exit_code == 12
    run.ok("indicator", "record", "yuanping/city", "--for", "2025-03", "--rate", "69.2%")
    assert run("check") == (0, "", "")
    assert run("check", "--known", "yuanping#4").exit_code == 12
    run.ok("undo")
    assert run("check").exit_code == 12


def test_the_shipped_ledger_has_no_figures_that_disagree(run: Caller, sample: Path) -> None:
    for day in ("2025-04-30", "2026-11-25"):
        assert run("check", "--only", "figures,assertions", "--as-of", day, today="2026-11-25") == (0, "", "")


def test_codes_by_kind(run: Caller, own: Path) -> None:
    assert run("check", "--stale", "30") == (0, "", "")
    assert run("check", *LATE).exit_code == 10
    assert run("check", "--only", "stale", "--stale", "30", *LATE).exit_code == 11
    run.ok("assert", "add", "129 / 270 = 46%")
    assert run("check").exit_code == 12
    assert run("check", *LATE).exit_code == 13
    assert run("check", "--stale", "30", *LATE, "--quiet") == (13, "", "")
    run.ok("assert", "drop", "1")
    for line in (
        ("indicator", "add", "营业收入", "--zone", "yuanping", "--slug", "revenue", "--unit", "万元"),
        ("indicator", "record", "yuanping/revenue", "--warn", "growth < 0"),
        ("indicator", "record", "yuanping/revenue", "5782万元", "--for", "2025-03", "--growth", "-3%"),
    ):
        run.ok(*line)
    warned = run("check", "--format", "json")
    assert warned.exit_code == 14
    [row] = warned.table("warnings")
    assert (row["ref"], row["warning"], row["value"]["value"]) == ("yuanping/revenue", "growth < 0", "-3")


def test_only_the_kinds_that_are_asked_for(run: Caller, own: Path) -> None:
    tables = {
        "late": ["overdue"],
        "soon": ["due_soon"],
        "stale": ["stale", "stale_by"],
        "figures": ["disagreements"],
        "indicators": ["warnings"],
        "assertions": ["assertions"],
        "late, soon": ["overdue", "due_soon"],
    }
    for kinds, keys in tables.items():
        assert list(json.loads(run("check", "--only", kinds, "--format", "json").stdout)["tables"]) == keys
    usual = json.loads(run("check", "--format", "json").stdout)["tables"]
    assert list(usual) == ["overdue", "disagreements", "warnings", "assertions"]
    refused = run("check", "--only", "late,everything")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "everything" in refused.stderr


def test_what_is_due_soon_is_told_and_has_no_code(run: Caller, own: Path) -> None:
    due = run.ok("check", "--within", "47")
    assert "雨污水管线" in due.stdout
    assert run("check", "--within", "46") == (0, "", "")


def test_silence_by_project_and_by_who_answers(run: Caller, own: Path) -> None:
    run.ok("update", ROAD, "--owner", "园区管委会", "--on", "2025-04-13")
    silent = run("check", "--only", "stale", "--stale", "48", *LATE, "--format", "json")
    assert [(row["ref"], row["days_silent"], row["last_reported"]) for row in silent.table("stale")] == [
        (ROAD, 49, "2025-04-13"), (PLANT, 49, None)
    ]  # fmt: skip
    assert [(row["owner"], row["projects"], row["days_silent"]) for row in silent.table("stale_by")] == [
        ("园区管委会", 1, 49), (None, 1, 49)
    ]  # fmt: skip
    assert run("check", "--only", "stale", "--stale", "49", *LATE) == (0, "", "")
    one = run("check", "--only", "stale", "--zone", "yuanping", *LATE, "--format", "json")
    assert [row["ref"] for row in one.table("stale")] == [PLANT]


def test_one_screen_of_text_and_all_of_it_for_scripts(run: Caller, own: Path) -> None:
    for number in range(12):
        run.ok("assert", "add", f"{number} = 100")
    page = run("check")
    assert ("9 = 100" in page.stdout, "11 = 100" in page.stdout) == (True, False)
    assert "还有2条未列出" in page.stdout
    assert "逾期" not in page.stdout
    assert len(run("check", "--format", "json").table("assertions")) == 12
    assert "11 = 100" in run("check", "--wide").stdout


def test_since_last_tells_what_is_new_since_the_run_of_that_name(run: Caller, own: Path) -> None:
    before = own.read_bytes()
    nightly = ("check", "--since-last", "nightly")
    assert run(*nightly, *LATE).exit_code == 10
    assert run(*nightly, *LATE) == (0, "", "")
    assert run(*nightly, "--as-of", "2025-06-02") == (0, "", "")  # still the same, a day later
    assert run("check", "--since-last", "weekly", *LATE).exit_code == 10
    assert own.read_bytes() == before
    run.ok("assert", "add", "1 = 2")
    new = run(*nightly, *LATE, "--format", "json")
    assert (new.exit_code, new.table("overdue")) == (12, [])
    run.ok("done", PIPES)
    assert run(*nightly, *LATE) == (0, "", "")
    run.ok("undo")  # late again, and so new again
    assert run(*nightly, *LATE).exit_code == 10


def test_what_was_told_of_another_ledger_is_not_told_of_this_one(
    run: Caller, own: Path, home: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(own.read_bytes())
    assert run("check", "--since-last", "nightly", *LATE).exit_code == 10
    assert run("check", "--since-last", "nightly", *LATE, db=other).exit_code == 10


def test_what_cannot_be_read_was_never_told(run: Caller, own: Path, home: Path) -> None:
    for content in ("", "[1, 2]", '{"told": 7}', "{"):
        run("check", "--since-last", "nightly", *LATE)
        [memory] = (home / ".local/share/zonetrack/told").iterdir()
        memory.write_text(content, encoding="utf-8")
        assert run("check", "--since-last", "nightly", *LATE).exit_code == 10


@pytest.mark.parametrize("name", ["../etc", "a/b", "", "-x y", "x" * 41, "a.b"])
def test_a_name_that_no_file_can_have_is_refused(name: str, run: Caller, own: Path) -> None:
    refused = run("check", f"--since-last={name}", *LATE)
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_what_cannot_be_remembered_is_told_and_said(run: Caller, own: Path, home: Path) -> None:
    (home / ".local").write_text("no folder", encoding="utf-8")
    result = run("check", "--since-last", "nightly", *LATE)
    assert result.exit_code == 7
    assert "雨污水管线" in result.stdout
    assert str(home / ".local") in result.stderr


def test_assertions_are_added_listed_dropped_and_undone(run: Caller, own: Path) -> None:
    added = run.ok("assert", "add", "total_investment(yuanping) = 1.08亿元", "--source", "一季度通报")
    assert "相符" in added.stderr
    run.ok("assert", "add", f"total_investment({PLANT}) = 10796.35万元")
    run.ok("total", PLANT, "12000万元")
    listed = run.json("assert", "list").table("assertions")
    assert [(row["number"], row["verdict"], row["left"]["fen"]) for row in listed] == [
        (1, "contradiction", 12_000_000_000), (2, "contradiction", 12_000_000_000)
    ]  # fmt: skip
    then = run.json("assert", "list", "--as-of", "2025-04-13").table("assertions")
    assert [row["verdict"] for row in then] == ["consistent", "consistent"]
    assert run("check", "--zone", "xiaohe") == (0, "", "")
    assert run("check", "--zone", "yuanping").exit_code == 12
    run.ok("assert", "drop", "1")
    assert [row["number"] for row in run("check", "--format", "json").table("assertions")] == [2]
    run.ok("undo")
    assert len(run.json("assert", "list").table("assertions")) == 2
    assert rows(own, "SELECT source FROM entry WHERE command = 'assert add' ORDER BY seq") == [("一季度通报",), ("",)]


@pytest.mark.parametrize(
    "text, code",
    [
        ("total_investment(nowhere) = 1亿元", 3),
        ("total_investment(yuan) = 1亿元", 3),
        ("约1亿元 = 1亿元", 2),
        ("total_investment(yuanping)", 2),
    ],
)
def test_what_cannot_be_asserted_is_refused(text: str, code: int, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    assert run("assert", "add", text).exit_code == code
    assert own.read_bytes() == before


def test_dropping_what_is_not_there(run: Caller, own: Path) -> None:
    assert run("assert", "drop", "1").exit_code == 3
    assert run("assert", "drop", "x").exit_code == 3


def test_an_assertion_about_what_is_gone_cannot_be_told(run: Caller, own: Path) -> None:
    run.ok("add", "水厂", "--zone", "yuanping", "--slug", "works", "--total", "5万元")
    run.ok("assert", "add", "total_investment(yuanping/works) = 5万元")
    run.ok("undo", "yuanping#2")
    result = run.ok("check")
    assert "无法核对" in result.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="crontab lines are for a POSIX shell")
def test_the_line_of_the_crontab_runs_in_the_bare_environment_of_cron(run: Caller, own: Path, home: Path) -> None:
    """Cron gives HOME, SHELL, LOGNAME and a short PATH; a line mails what it prints, and nothing where it is silent."""
    program = home / "zonetrack"
    modules = environment(home)["PYTHONPATH"]
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{modules}" exec "{sys.executable}" -m zonetrack "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    line = f"{program} check --within 7 --stale 30 --since-last nightly --today 2025-06-01"
    bare = [f"HOME={home}", "LOGNAME=wang", "SHELL=/bin/sh", "PATH=/usr/bin:/bin"]
    of_crontab = [f"ZONETRACK_DB={own}", "ZONETRACK_LANG=zh"]
    command = ["env", "-i", *bare, *of_crontab, "/bin/sh", "-c", line]
    first, second = (subprocess.run(command, capture_output=True, cwd=home, check=False) for _ in range(2))
    assert (first.returncode, first.stderr) == (13, b"")
    assert "雨污水管线" in first.stdout.decode()
    assert "久未报送的项目" in first.stdout.decode()
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "text, known",
    [
        ("foo(yuanping) = 3", "total_investment invested projects milestones milestones_done"),
        ("overdue(yuanping) <= 0", "projects"),
        (f"points({PLANT}) >= 0", "progress total_investment invested planned_investment"),
        (f"2 + nothing({PIPES}) = 3", "progress quantity quantity_total"),
        ("owner(xiaohe/daiwang-road) = 3", "progress"),
    ],
)
def test_an_assertion_of_what_no_record_can_have_is_refused_with_what_may_stand_there(
    run: Caller, own: Path, text: str, known: str
) -> None:
    before = own.read_bytes()
    refused = run("assert", "add", text)
    assert refused.exit_code == 2
    assert known in refused.stderr
    assert own.read_bytes() == before


@pytest.mark.parametrize("lang, words", [("zh", "总投资"), ("en", "total_investment")])
def test_a_measure_may_be_asserted_by_the_words_of_a_report_and_is_kept_by_its_name(
    run: Caller, own: Path, lang: str, words: str
) -> None:
    run.ok("assert", "add", f"{words}(yuanping) + {words}（xiaohe） >= 1万元", lang=lang)
    [held] = run("assert", "list", "--format", "json").table("assertions")
    assert held["assertion"] == "total_investment(yuanping) + total_investment（xiaohe） >= 1万元"


def test_what_was_reported_of_a_record_may_be_asserted(run: Caller, own: Path) -> None:
    assert run("assert", "add", f"width({PLANT}) = 30m").exit_code == 2
    run.ok("update", PLANT, "30m", "--measure", "width")
    assert "相符" in run.ok("assert", "add", f"width({PLANT}) = 30m").stderr

"""`slips` and `show --chart`: what a user sees and which files are left, in every format that holds pictures."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from .calling import Caller

PIPES = "xiaohe/daiwang-road/pipes"
REVENUE = "shuozhou/revenue"
SEPTEMBER = ("--as-of", "2025-09-01")


@pytest.fixture
def moved(run: Caller, sample: Path) -> Path:
    run.ok(
        "reschedule", PIPES, "--due", "2025-07-31", "--reason", "管材到货晚", "--on", "2025-06-01", today="2025-06-01"
    )
    return sample


def test_slips_tell_reason_author_and_entry(run: Caller, moved: Path) -> None:
    told = run.json("slips", "xiaohe", *SEPTEMBER, today="2025-09-01")
    row = told.row("slipped", PIPES)
    assert (row["slips"], row["days"], row["reason"], row["author"]) == (1, 61, "管材到货晚", "wang")
    assert (row["baseline_due"]["edtf"], row["due"]["edtf"]) == ("2025-05", "2025-07-31")
    [move] = told.table("moves")
    assert (move["entry"], move["day"], move["days"]) == ("xiaohe#2", "2025-06-01", 61)


def test_every_place_counts_the_same_times_put_off(run: Caller, moved: Path) -> None:
    """Of the road: a finish twice later, a start once; a milestone that is paused is in no sum."""
    road, paving = "xiaohe/daiwang-road", "xiaohe/daiwang-road/paving"
    later = ("--reason", "雨", "--on", "2025-06-02")
    run.ok("reschedule", PIPES, "--start", "2025-03-01", *later, today="2025-06-02")
    run.ok("reschedule", PIPES, "--start", "2025-04-01", *later[:-1], "2025-06-03", today="2025-06-03")
    run.ok("reschedule", PIPES, "--due", "2025-08-31", *later[:-1], "2025-06-03", today="2025-06-03")
    run.ok("reschedule", paving, "--due", "2025-12-31", *later, today="2025-06-02")
    run.ok("stage", paving, "停建", *later, today="2025-06-02")
    groups = run.json("slips", "--group-by", "zone", *SEPTEMBER, today="2025-09-01")
    counted = {
        "group": groups.row("execution", "xiaohe")["slips"],
        "rank": run.json("rank", "--sort", "slips", *SEPTEMBER, today="2025-09-01").row("ranking", road)["slips"],
    }
    for ref in (road, "xiaohe"):
        traced = run.json("source", ref, "slips", *SEPTEMBER, today="2025-09-01").table("inputs")
        counted[ref] = sum(row["why"] == "put_off" for row in traced)
        assert "共2次" in run.ok("source", ref, "slips", *SEPTEMBER, today="2025-09-01").stdout
        assert {row["why"] for row in traced if row["subject"] == paving} == {"aside"}
    assert set(counted.values()) == {2}
    for page in (("slips", "xiaohe"), ("rank", "--sort", "slips")):
        assert "开工时间的变动不计" in run.ok(*page, *SEPTEMBER, today="2025-09-01").stdout


def test_slips_are_undone_with_the_command_that_made_them(run: Caller, moved: Path) -> None:
    run.ok("undo", "xiaohe#2", today="2025-06-02")
    assert run.json("slips", "xiaohe", *SEPTEMBER, today="2025-09-01").table("slipped") == []


def test_slips_as_they_were_known_before(run: Caller, moved: Path) -> None:
    told = run.json("slips", "xiaohe", *SEPTEMBER, "--known", "xiaohe#1", today="2025-09-01")
    assert told.table("slipped") == []
    assert run.json("slips", "xiaohe", "--as-of", "2025-05-31", today="2025-09-01").table("slipped") == []


def test_rates_of_the_shipped_ledger(run: Caller, moved: Path) -> None:
    told = run.json("slips", "--group-by", "zone", *SEPTEMBER, today="2025-09-01")
    [row] = told.table("execution")
    assert (row["group"], row["baseline_passed"], row["baseline_done"]) == ("潇河新兴产业园区", 2, 0)
    assert row["execution_rate"] == row["on_time_rate"] == "0.00"
    apart = {row["group"] for row in told.table("nothing_due")}
    assert apart == {"原平经济技术开发区", "朔州经济开发区", "安泽经济技术开发区"}


def test_slips_of_a_project_and_of_a_period(run: Caller, moved: Path) -> None:
    told = run.json("slips", "代王路", "--since", "2025-08-01", *SEPTEMBER, today="2025-09-01")
    assert json.loads(told.stdout)["tables"]["execution"]["total"]["period_passed"] == 1
    assert run("slips", PIPES).exit_code == 2


def test_show_foresees_the_pipes(run: Caller, sample: Path) -> None:
    told = run.json("show", "代王路", "--as-of", "2025-05-01", today="2025-05-01")
    row = told.row("forecast", PIPES)
    assert (row["forecast"]["first"], row["forecast"]["last"], row["outlook"]) == (
        "2025-04-26",
        "2025-05-02",
        "in_time",
    )
    text = run.ok("show", "代王路", "--as-of", "2025-05-01", today="2025-05-01").stdout
    assert "按此进度2025-04-26—2025-05-02全部完成，期限预计2025年5月：可按期完成" in text


def test_a_milestone_alone_has_its_forecast_alone(run: Caller, sample: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road/paving", "5%", "--on", "2025-04-30", today="2025-05-01")
    both = run.json("show", "代王路", today="2025-05-01").table("forecast")
    one = run.json("show", PIPES, today="2025-05-01").table("forecast")
    assert (len(both), [row["ref"] for row in one]) == (2, [PIPES])


def test_a_chart_in_the_terminal(run: Caller, sample: Path, lang: str) -> None:
    text = run.ok("show", "代王路", "--chart", *SEPTEMBER, today="2025-09-01", lang=lang).stdout
    assert {"zh": "代王路：进度图", "en": "代王路: schedule"}[lang] in text
    assert "◆!!!!" in text
    assert "◆" not in run.ok("show", "代王路", *SEPTEMBER, today="2025-09-01", lang=lang).stdout


def test_a_chart_of_a_zone(run: Caller, sample: Path) -> None:
    text = run.ok("show", "yuanping", "--chart", *SEPTEMBER, today="2025-09-01").stdout
    assert "原平经济技术开发区：项目进度" in text


def test_an_indicator_by_its_own_command_and_by_show(run: Caller, sample: Path, lang: str) -> None:
    title = {
        "zh": "朔州经济开发区一般公共预算收入：2025、2024年各月数",
        "en": "朔州经济开发区, 一般公共预算收入: single months (2025, 2024)",
    }[lang]
    for command in (("indicator", "show"), ("show",)):
        text = run.ok(*command, REVENUE, "--chart", lang=lang, today="2025-09-01").stdout
        drawn = text[text.index(title) :].split("\n·")[0]
        assert re.findall(r"([\d,]+\*?)万元", drawn) == ["8,592", "8,158*", "11,524*", "3,469*", "5,782*", "2,381*"]
        assert title not in run.ok(*command, REVENUE, lang=lang, today="2025-09-01").stdout


def test_an_indicator_inside_a_page_beside_markdown_and_alone(
    run: Caller, sample: Path, tmp_path: Path, lang: str
) -> None:
    for name in ("x.html", "x.md", "alone.svg"):
        run.ok("indicator", "show", REVENUE, "--chart", "-o", tmp_path / name, lang=lang, today="2025-09-01")
    alone = (tmp_path / "alone.svg").read_text("utf-8")
    assert (tmp_path / "x.svg").read_text("utf-8") == alone
    assert "](<x.svg>)" in (tmp_path / "x.md").read_text("utf-8")
    page = (tmp_path / "x.html").read_text("utf-8")
    assert page.count('class="chart"') == 1
    assert alone in page
    assert "11,524*万元</text>" in alone
    assert run("indicator", "show", REVENUE, "--chart", "-o", tmp_path / "x.md").exit_code == 4
    assert run("indicator", "show", REVENUE, "--chart", "--format", "csv").exit_code == 2


def test_a_chart_inside_a_page(run: Caller, sample: Path, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    run.ok("show", "代王路", "--chart", "-o", page, today="2025-09-01")
    text = page.read_text("utf-8")
    assert text.count('class="chart"') == 2
    assert "<script" not in text


def test_a_chart_beside_markdown(run: Caller, sample: Path, tmp_path: Path) -> None:
    page = tmp_path / "代 王.md"
    run.ok("show", "代王路", "--chart", "-o", page, today="2025-09-01")
    assert "](<%E4%BB%A3%20%E7%8E%8B.svg>)" in page.read_text("utf-8")
    assert (tmp_path / "代 王.svg").read_text("utf-8").startswith("<svg ")


def test_a_picture_beside_is_not_overwritten_unasked(run: Caller, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("mine")
    assert run("show", "代王路", "--chart", "-o", tmp_path / "x.md").exit_code == 4
    assert not (tmp_path / "x.md").exists()
    assert (tmp_path / "x.svg").read_text() == "mine"
    run.ok("show", "代王路", "--chart", "-o", tmp_path / "x.md", "--force")
    assert (tmp_path / "x.svg").read_text("utf-8").startswith("<svg ")


def test_markdown_in_a_pipe_holds_the_chart_as_text(run: Caller, sample: Path) -> None:
    text = run.ok("show", "代王路", "--chart", "--format", "md", today="2025-09-01").stdout
    assert "```text\n代王路：进度图\n" in text


@pytest.mark.parametrize("ending, start", [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_a_picture_alone(ending: str, start: bytes, run: Caller, sample: Path, tmp_path: Path) -> None:
    if ending == "png":
        pytest.importorskip("resvg_py", reason="the extra png is not installed")
    path = tmp_path / f"x.{ending}"
    result = run("show", "代王路", "--chart", "-o", path)
    if "没有找到中文字体" in result.stderr:
        pytest.skip("no font for Chinese here")
    assert (result.exit_code, path.read_bytes()[:5].startswith(start[:4])) == (0, True)
    assert run("show", "代王路", "--chart", "-o", path).exit_code == 4


def test_a_font_that_is_none(run: Caller, sample: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    result = run("show", "代王路", "--chart", "-o", tmp_path / "x.png", "--font", sample)
    assert result.exit_code == 2
    assert "不是含有中文的字体文件" in result.stderr
    assert not (tmp_path / "x.png").exists()


def test_without_the_extra_it_says_how(
    run: Caller, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = run("show", "代王路", "--chart", "-o", tmp_path / "x.png")
    assert result.exit_code == 1
    assert "zonetrack[png]" in result.stderr


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "xlsx"])
def test_formats_without_pictures_refuse(name: str, run: Caller, sample: Path, tmp_path: Path) -> None:
    assert run("show", "代王路", "--chart", "--format", name).exit_code == 2
    assert run("show", "代王路", "--chart", "-o", tmp_path / f"x.{name}").exit_code == 2
    assert list(tmp_path.glob(f"x.{name}")) == []


def test_an_unknown_ending_is_refused_as_ever(run: Caller, sample: Path, tmp_path: Path) -> None:
    assert "看不出格式" in run("show", "代王路", "--chart", "-o", tmp_path / "x.doc").stderr


def test_an_unknown_ending_of_a_chart_names_those_of_pictures_too(run: Caller, sample: Path, home: Path) -> None:
    said = run("show", PIPES, "--chart", "-o", home / "road.gif")
    assert said.exit_code == 2
    assert all(ending in said.stderr for ending in (".svg", ".png", ".md", ".html"))


@pytest.mark.parametrize("paper", ["brief", "bulletin"])
def test_a_paper_names_every_ending_that_it_takes(paper: str, run: Caller, sample: Path) -> None:
    page = run.ok(paper, "--help").stdout
    assert all(ending in page for ending in (".docx", ".pdf", ".xlsx"))

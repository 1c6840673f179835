"""What a reference may look like, who may be imprecise, and how a Chinese name gets its slug."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .calling import Caller, rows

ROAD = "xiaohe/daiwang-road"
PIPES = f"{ROAD}/pipes"


@pytest.mark.parametrize(
    "text, ref",
    [
        (PIPES, PIPES),
        ("XIAOHE/Daiwang-Road/PIPES", PIPES),
        ("daiwang-road/pipes", PIPES),
        ("代王路/雨污水管线", PIPES),
        ("代王路/pipes", PIPES),
        ("潇河新兴产业园区/代王路/雨污水管线", PIPES),
        ("pipes", PIPES),
        ("雨污水管线", PIPES),
        (ROAD, ROAD),
        ("代王路", ROAD),
        (" 代王路 ", ROAD),
        ("xiaohe", "xiaohe"),
        ("潇河新兴产业园区", "xiaohe"),
    ],
)
def test_an_exact_reference_serves_for_writing_in_a_script(text: str, ref: str, run: Caller, own: Path) -> None:
    assert run.ok("update", text, "--say", "核对").stderr.startswith(f"{ref}  ")


@pytest.mark.parametrize("text", ["daiwang/pipes", "daiwang/雨污", "xiaohe/daiwang/pip", "王路/管线", "污水"])
def test_a_part_of_a_name_serves_for_reading(text: str, run: Caller, own: Path) -> None:
    [row] = run.json("show", text).table("milestones")
    assert row["ref"] == PIPES


def test_a_milestone_is_found_by_the_name_it_was_given(run: Caller, own: Path) -> None:
    assert run("update", "代王路/管线", "81%").exit_code == 3
    run.ok("edit", PIPES, "--name", "管线")
    assert f"{PIPES}  " in run.ok("update", "代王路/管线", "81%").stderr
    assert [row["ref"] for row in run.json("show", "代王路/管线").table("milestones")] == [PIPES]


@pytest.mark.parametrize("text", ["daiwang/pipes", "daiwang", "代王", "雨污"])
def test_without_a_terminal_a_write_takes_exact_ones_only(text: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("update", text, "81%")
    assert result.exit_code == 3
    assert ROAD in result.stderr  # the near ones are named
    assert own.read_bytes() == before


def test_at_a_terminal_a_part_serves_for_writing_too(run: Caller, own: Path) -> None:
    assert f"{PIPES}  " in run.ok("update", "daiwang/pip", "81%", tty=True).stderr


def test_a_new_project_does_not_redirect_a_cron_job(run: Caller, own: Path) -> None:
    """What was refused or exact before may become ambiguous, but never means something else."""
    run.ok("update", "代王路", "--say", "甲")
    run.ok("add", "代王路二期", "--zone", "xiaohe")
    assert f"{ROAD}  " in run.ok("update", "代王路", "--say", "乙").stderr
    run.ok("add", "代王路", "--zone", "yuanping")
    ambiguous = run("update", "代王路", "--say", "丙")
    assert ambiguous.exit_code == 4
    for candidate in (ROAD, "yuanping/daiwanglu"):
        assert candidate in ambiguous.stderr


def test_an_ambiguous_reading_names_its_candidates(run: Caller, own: Path) -> None:
    run.ok("add", "代王路二期", "--zone", "xiaohe", "--slug", "second", "-m", "管线")
    result = run("show", "王路/管线")
    assert (result.exit_code, result.stdout) == (4, "")
    assert PIPES in result.stderr
    assert "xiaohe/second/guanxian" in result.stderr


def test_a_typing_error_gets_the_near_ones(run: Caller, own: Path) -> None:
    assert "xiaohe/daiwang-road" in run("show", "xiaohe/diawang-road").stderr
    assert "xiaohe" in run("status", "xiahoe").stderr
    assert "zone list" in run("status", "zzzz").stderr


@pytest.mark.parametrize("text", ["%", "_", "\\", "x%", "' OR 1=1 --", "a/b/c/d", "//", "/"])
def test_no_character_of_a_reference_means_anything(text: str, run: Caller, own: Path) -> None:
    assert run("show", text).exit_code == 3
    assert run("update", text, "5%", tty=True).exit_code == 3


def test_an_old_slug_keeps_resolving(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--slug", "daiwang-avenue")
    run.ok("edit", "xiaohe", "--slug", "xh")
    run.ok("edit", "xh/daiwang-avenue/pipes", "--slug", "sewers")
    now = "xh/daiwang-avenue/sewers"
    for old in (PIPES, "xh/daiwang-road/pipes", "xiaohe/daiwang-avenue/sewers", now):
        assert run.ok("update", old, "--say", "核对").stderr.startswith(f"{now}  ")
    assert run.json("show", ROAD).row("project", "xh/daiwang-avenue")


def test_a_slug_that_is_given_anew_belongs_to_its_new_owner(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--slug", "first")
    run.ok("add", "新代王路", "--zone", "xiaohe", "--slug", "daiwang-road")
    assert run.ok("update", ROAD, "--say", "核对").stderr.startswith(f"{ROAD}  ")


@pytest.mark.parametrize(
    "name, slug",
    [
        ("紫林路", "zilinlu"),
        ("Water Plant No. 2", "water-plant-no-2"),
        ("A区 标准化厂房（二期）", "a-qu-biaozhunhuachangfang-erqi"),
        ("长子园区", "zhangziyuanqu"),
        ("长治园区", "changzhiyuanqu"),
        ("洪洞园区", "hongtongyuanqu"),
        ("解州园区", "xiezhouyuanqu"),
        ("绿化工程", "lvhuagongcheng"),
    ],
)
def test_a_slug_is_taken_from_the_name(name: str, slug: str, run: Caller, own: Path) -> None:
    assert f"xiaohe/{slug}  {name}" in run.ok("add", name, "--zone", "xiaohe").stderr


@pytest.mark.parametrize("slug", ["", "-", "a--b", "-a", "a/b", "路", "a b", "x" * 41, "a_b"])
def test_what_is_no_slug_is_refused(slug: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    assert run("add", "某路", "--zone", "xiaohe", f"--slug={slug}").exit_code == 2
    assert own.read_bytes() == before


@pytest.fixture
def no_pypinyin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)


def test_without_pypinyin_a_slug_is_wanted(no_pypinyin: None, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("add", "再生水工程", "--zone", "yuanping")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--slug" in result.stderr
    assert "pinyin" in result.stderr
    assert own.read_bytes() == before
    run.ok("add", "再生水工程", "--zone", "yuanping", "--slug", "reclaimed-water", "-m", "管网")
    run.ok("add", "Reclaimed Water", "--zone", "yuanping")
    assert rows(own, "SELECT slug FROM milestone WHERE name = '管网'") == [("m1",)]


def test_without_pypinyin_a_terminal_asks_for_the_slug(no_pypinyin: None, run: Caller, own: Path) -> None:
    result = run.ok("add", "再生水工程", "--zone", "yuanping", tty=True, stdin="zss\n")
    assert "再生水工程" in result.stderr.partition("新增")[0]
    assert "yuanping/zss  再生水工程" in result.stderr
    assert "再生水" not in result.stdout
    bad = run("add", "另一工程", "--zone", "yuanping", tty=True, stdin="No Good!\n")
    assert bad.exit_code == 2

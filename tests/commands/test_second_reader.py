"""What readers of the first whole program met: each of these was wrong once."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from .calling import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from .calling import Caller

PLANT = "yuanping/water-plant"


def invested(run: Caller) -> str:
    amount = run.json("show", PLANT).row("project", PLANT)["invested"]["amount"]
    assert isinstance(amount, str)
    return amount


def test_a_refund_stands_beside_the_payment_of_its_month(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "3458万元", "--since-start", "--on", "2025-02-28")
    run.ok("invested", PLANT, "300万元", "--month", "2025-03")
    assert invested(run) == "3758.00"
    echo = run.ok("invested", PLANT, "20万元", "--month", "2025-03", "--refund").stderr
    assert "⇒" not in echo
    assert "-20万元" in echo
    assert invested(run) == "3738.00"
    run.ok("invested", PLANT, "25万元", "--month", "2025-03", "--refund")  # the refund said anew
    assert invested(run) == "3733.00"


def test_a_month_is_not_echoed_as_a_change_of_the_sum_since_the_start(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "3458万元", "--since-start", "--on", "2025-02-28")
    assert "⇒" not in run.ok("invested", PLANT, "300万元", "--month", "2025-03").stderr


@pytest.mark.parametrize("level_first", [True, False])
def test_a_figure_that_cannot_be_added_is_kept_and_named(run: Caller, own: Path, level_first: bool) -> None:
    level = ("invested", PLANT, "60万元", "--since-start", "--on", "2025-02-28", "--reason", "核减")
    year = ("invested", PLANT, "100万元", "--ytd", "--on", "2025-03-31")
    first, second = (level, year) if level_first else (year, level)
    run.ok(*first)
    assert "“100万元”已记录，但无法" in run.ok(*second).stderr
    assert invested(run) == "60.00"
    assert "left_out" in [note["key"] for note in json.loads(run.json("show", PLANT).stdout)["notes"]]


def test_what_was_typed_late_is_compared_with_how_it_stood(run: Caller, own: Path) -> None:
    """A ledger that is filled in afterwards: everything in it was entered after the day asked about."""
    run.ok("add", "环路", "--zone", "xiaohe", "--slug", "ring", "-m", "Roadbed, 2025年9月", today="2025-09-10")
    run.ok("update", "xiaohe/ring/roadbed", "40%", "--on", "2025-04-20", today="2025-09-10")
    run.ok("update", "xiaohe/ring/roadbed", "75%", "--on", "2025-07-20", today="2025-09-10")
    run.ok("drop", "xiaohe/daiwang-road", "--reason", "并入环路", "--on", "2025-07-01", today="2025-09-10")
    changes = run.json("changes", "--since", "2025-05-01", "--as-of", "2025-08-15", today="2025-09-10")
    (row,) = changes.table("progressed")
    assert (row["ref"], row["old"]["low"], row["new"]["low"]) == ("xiaohe/ring/roadbed", "40", "75")
    assert [row["ref"] for row in changes.table("dropped")] == ["xiaohe/daiwang-road"]
    assert {row["ref"] for row in changes.table("added")} == {"xiaohe/ring", "xiaohe/ring/roadbed"}


def test_changes_since_a_day_to_come_are_refused(run: Caller, own: Path) -> None:
    assert run("changes", "--since", "2025-12-01").exit_code == 2


def test_an_undo_done_twice_names_the_first(run: Caller, own: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road/pipes", "85%")
    run.ok("undo", "xiaohe#5")
    again = run("undo", "xiaohe#5")
    assert again.exit_code == 4
    assert "xiaohe#6" in again.stderr
    run.ok("undo", "xiaohe#6")
    run.ok("undo", "xiaohe#5")


def test_who_answers_can_change(run: Caller, own: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road", "--owner", "建设局", "--leader", "分管副主任", "--on", "2025-04-01")
    run.ok("update", "xiaohe/daiwang-road", "--owner", "交通局")
    card = run.json("show", "xiaohe/daiwang-road").row("project", "xiaohe/daiwang-road")
    assert (card["owner"], card["leader"]) == ("交通局", "分管副主任")
    then = run.json("show", "xiaohe/daiwang-road", "--as-of", "2025-04-05").row("project", "xiaohe/daiwang-road")
    assert then["owner"] == "建设局"


def test_a_project_done_with_open_milestones_is_pointed_out(run: Caller, own: Path) -> None:
    assert "尚有2个节点未完成" in run.ok("done", "xiaohe/daiwang-road").stderr


def test_a_rate_of_figures_that_are_not_exact_is_not_exact(run: Caller, own: Path) -> None:
    run.ok("total", "xiaohe/daiwang-road", "约5000万元")
    run.ok("invested", "xiaohe/daiwang-road", "800万元", "--since-start")
    assert "约16.00%" in run.ok("show", "xiaohe/daiwang-road").stdout


def test_lines_that_come_back_unedited_are_no_reports(run: Caller, own: Path) -> None:
    listed = run.ok("list", "--for-update").stdout
    assert "xiaohe/daiwang-road/pipes\t80%\t80%" in listed
    echo = run.ok("update", "-", stdin=listed, today="2025-05-01").stderr
    assert "有1行未改动" in echo
    edited = listed.replace("\t80%\t80%", "\t90%\t80%")
    run.ok("update", "-", stdin=edited, today="2025-05-01")
    shown = run.json("show", "daiwang/pipes", today="2025-05-01")
    assert shown.row("milestones", "xiaohe/daiwang-road/pipes")["progress"]["low"] == "90"


def test_a_damaged_ledger_is_called_damaged_by_every_command(run: Caller, tmp_path: Path) -> None:
    chance = random.Random(60)
    whole = SHIPPED.read_bytes()
    ledger = tmp_path / "flipped.db"
    for _ in range(25):
        place = chance.randrange(100, len(whole))
        while whole[place] == 0:
            place = chance.randrange(100, len(whole))
        ledger.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        for command in (
            ("status",),
            ("history",),
            ("report", "--known", "yuanping#1"),
            ("source", "xiaohe/daiwang-road"),
        ):
            assert run(*command, db=ledger).exit_code in (0, 3, 6), (place, command)


def test_the_shipped_ledger_is_whole(run: Caller, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(SHIPPED, copy)
    assert run("doctor", "--deep", db=copy).exit_code == 0

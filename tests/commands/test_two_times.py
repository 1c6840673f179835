"""Two times: an old bulletin prints again to the byte, and `changes` tells all that happened and nothing else."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from zonetrack.commands.options import FORMATS
from zonetrack.store import db as seam
from zonetrack.store import schema

from .calling import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from .calling import Caller

# Everything that can happen to a figure after the bulletin went out.
LATER = (
    ("update", "xiaohe/daiwang-road/pipes", "75%", "--on", "2025-04-20", "--reason", "复核"),
    ("update", "xiaohe/daiwang-road/pipes", "90%", "--on", "2025-05-20"),
    ("done", "xiaohe/daiwang-road/roadbed", "--on", "2025-04-22"),
    ("reschedule", "xiaohe/daiwang-road/paving", "--due", "2025年10月", "--reason", "雨季", "--on", "2025-04-21"),
    ("total", "yuanping/waste-heat", "6200万元", "--on", "2025-04-01"),
    ("edit", "xiaohe/daiwang-road", "--name", "代王路（一期）", "--slug", "daiwang-1"),
    ("edit", "yuanping", "--name", "原平经开区"),
    ("zone", "add", "新区", "--slug", "new"),
    ("drop", "yuanping/water-plant", "--reason", "并入再生水", "--on", "2025-04-24"),
    ("undo",),
    ("stage", "yuanping/west-ring-avenue", "停建", "--on", "2025-04-24"),
    ("update", "yuanping", "68个", "--measure", "projects", "--on", "2025-04-24"),
)
REPORTS: tuple[tuple[str, ...], ...] = (
    ("report",),
    ("report", "--zone", "yuanping"),
    ("report", "--zone", "xiaohe"),
    ("status",),
    ("status", "yuanping"),
    ("show", "xiaohe/daiwang-road"),
    ("list", "--zone", "yuanping"),
    ("overdue",),
    ("brief",),
    ("brief", "--zone", "yuanping"),
    ("zone", "list"),
)


def entry_of(run: Caller, report: tuple[str, ...]) -> str:
    known = json.loads(run.ok(*report, "--as-of", "2025-04-30", "--format", "json").stdout)["known"]
    assert isinstance(known, str)
    return known


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bulletin_prints_again_to_the_byte(run: Caller, sample: Path, lang: str) -> None:
    def printed(report: tuple[str, ...], kind: str, *more: str) -> bytes:
        page = sample.with_name(f"page.{kind}")
        asked = ("--as-of", "2025-04-30", "--format", kind, "-o", page, "--force")
        run.ok(*report, *asked, *more, today="2026-06-04", lang=lang)
        return page.read_bytes()

    papers = {(report, kind): printed(report, kind) for report in REPORTS for kind in FORMATS}
    entries = {report: entry_of(run, report) for report in REPORTS}
    for number, command in enumerate(LATER):
        run.ok(*command, today=f"2026-05-{number + 1:02}")
    assert printed(("status",), "json") != papers[("status",), "json"]
    again = {(r, kind): printed(r, kind, "--known", entries[r]) for r in REPORTS for kind in FORMATS}
    assert again == papers


def test_and_after_a_migration_that_changes_a_journalled_table(
    run: Caller, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = ("report", "--zone", "yuanping", "--as-of", "2025-04-30")
    paper, entry = run.ok(*report).stdout, entry_of(run, report[:3])
    run.ok("edit", "yuanping/water-plant", "--name", "净水厂（一期）", today="2026-05-01")

    def lifted(table: str, image: dict[str, Any]) -> dict[str, Any]:
        return {**image, "code": image["code"].upper()} if table == "project" else image

    number = seam.VERSION + 1
    change = "UPDATE project SET code = upper(code)"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (number, (change,))))
    monkeypatch.setattr(schema, "LIFTS", {number: lifted})
    for module in ("db", "migrations"):
        monkeypatch.setattr(f"zonetrack.store.{module}.VERSION", number)
    monkeypatch.setattr("zonetrack.store.migrations.MIGRATIONS", schema.MIGRATIONS)
    run.ok("edit", "yuanping/water-plant", "--name", "净水厂（二期）", today="2026-05-02")
    assert run.ok(*report).stdout != paper
    assert run.ok(*report, "--known", entry).stdout == paper


def test_known_by_a_day_leaves_out_what_was_entered_later(run: Caller, sample: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road/pipes", "85%", "--on", "2025-04-20", today="2025-04-26")
    run.ok("update", "xiaohe/daiwang-road/pipes", "95%", "--on", "2025-04-21", today="2025-04-28")

    def pipes(*known: str) -> str:
        shown = run.ok("show", "xiaohe/daiwang-road", "--as-of", "2025-04-30", "--format", "json", *known)
        low = json.loads(shown.stdout)["tables"]["milestones"]["rows"][0]["progress"]["low"]
        assert isinstance(low, str)
        return low

    assert [pipes("--known", day) for day in ("2025-04-25", "2025-04-26", "2025-04-27")] == ["80", "85", "85"]
    assert pipes() == "95"


def test_changes_after_a_week_of_updates_tells_them_all_and_nothing_else(run: Caller, sample: Path) -> None:
    week: tuple[tuple[str, ...], ...] = (
        ("update", "xiaohe/daiwang-road/pipes", "85%"),
        ("done", "xiaohe/daiwang-road/roadbed"),
        ("reschedule", "xiaohe/daiwang-road/paving", "--due", "2025年9月", "--reason", "管材晚到"),
        ("update", "xiaohe/daiwang-road", "--problem", "管材供应不足"),
        ("update", "xiaohe/daiwang-road", "120人", "--measure", "workers"),
        ("stage", "yuanping/water-plant", "新开工"),
        ("invested", "yuanping/water-plant", "500万元", "--since-start"),
        ("total", "yuanping/waste-heat", "6200万元"),
        ("update", "yuanping/staff-flats", "--say", "已入住过半"),
        ("drop", "yuanping/railway-siding", "--reason", "停止前期"),
        ("add", "污水处理厂", "--zone", "yuanping", "--slug", "sewage-works", "-m", "Plant, 2025年12月"),
        ("update", "wuxiang", "68个", "--measure", "projects"),
    )
    for command in week:
        run.ok(*command, today="2025-04-30")
    document = json.loads(run.ok("changes", "--since", "2025-04-29", "--format", "json", today="2025-04-30").stdout)
    told = {key: table["rows"] for key, table in document["tables"].items()}
    refs = {key: sorted(row["ref"] for row in rows) for key, rows in told.items() if key != "silent"}
    assert refs == {
        "progressed": ["xiaohe/daiwang-road/pipes"],
        "finished": ["xiaohe/daiwang-road/roadbed"],
        "moved": ["xiaohe/daiwang-road/paving"],
        "reported": sorted(
            [
                "wuxiang",
                "xiaohe/daiwang-road",
                "yuanping/staff-flats",
                "yuanping/waste-heat",
                "yuanping/water-plant",
                "yuanping/water-plant",
            ]
        ),
        "problems": ["xiaohe/daiwang-road"],
        "added": ["yuanping/sewage-works", "yuanping/sewage-works/plant"],
        "dropped": ["yuanping/railway-siding"],
    }
    (moved,) = told["moved"]
    assert (moved["days"], moved["reason"]) == (30, "管材晚到")
    assert told["dropped"][0]["reason"] == "停止前期"
    silent = {row["ref"] for row in told["silent"]}
    assert "yuanping/west-ring-avenue" in silent
    assert not silent & {
        "xiaohe/daiwang-road",
        "yuanping/staff-flats",
        "yuanping/water-plant",
        "yuanping/railway-siding",
    }


def test_what_was_taken_back_has_not_changed(run: Caller, sample: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road/pipes", "85%", today="2025-04-30")
    run.ok("undo", today="2025-04-30")
    document = json.loads(run.ok("changes", "--since", "2025-04-29", "--format", "json", today="2025-04-30").stdout)
    assert list(document["tables"]) == ["silent"]
    assert [note["key"] for note in document["notes"]] == ["no_changes"]


def test_becoming_late_is_a_change_though_nobody_said_a_word(run: Caller, sample: Path) -> None:
    since = ("changes", "--since", "2025-05-30", "--zone", "xiaohe", "--format", "json")
    document = json.loads(run.ok(*since, today="2025-06-01").stdout)
    assert [row["ref"] for row in document["tables"]["newly_late"]["rows"]] == ["xiaohe/daiwang-road/pipes"]


def test_the_shipped_ledger_is_not_touched_by_looking(run: Caller, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(SHIPPED, copy)
    before = copy.read_bytes()
    run.ok("changes", "--since", "2025-04-01", "--db", copy)
    run.ok("report", "--known", "yuanping#1", "--db", copy)
    assert copy.read_bytes() == before

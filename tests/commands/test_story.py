"""What the office does first, and what must come out: Yuanping as shipped, Daiwang Road typed from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller

ROAD = "xiaohe/daiwang-road"


def test_yuanping_at_the_end_of_april(run: Caller, sample: Path) -> None:
    zone = run.json("status", "--as-of", "2025-04-30").row("zones", "yuanping")
    assert zone["total_investment"] == {"fen": 36_155_870_000, "amount": "36155.87", "unit": "万元"}
    assert zone["projects_with_total"] == 2
    assert zone["invested"] == {"fen": 3_458_000_000, "amount": "3458.00", "unit": "万元"}
    assert zone["projects_with_invested"] == 1
    assert (zone["invested_rate"], zone["projects_with_both"]) == (None, 0)


def test_yuanping_in_words(run: Caller, sample: Path) -> None:
    page = run.ok("report", "--zone", "yuanping", "--as-of", "2025-04-30").stdout
    assert "36,155.87万元" in page
    assert "12个项目中有2个报送总投资" in page
    assert "投资完成率  —" in page


def test_planned_starts_of_the_first_half_year_are_late_on_the_first_of_july(run: Caller, sample: Path) -> None:
    late = run.json("overdue", "--zone", "yuanping", "--as-of", "2025-07-01").table("overdue")
    assert {(row["ref"], row["kind"], row["days_late"]) for row in late} == {
        ("yuanping/reclaimed-water", "start", 1),
        ("yuanping/water-plant", "start", 1),
    }
    assert run.json("overdue", "--zone", "yuanping", "--as-of", "2025-06-30").table("overdue") == []


def type_daiwang_road(run: Caller, path: Path, today: str) -> None:
    run.ok("init", path, today=today)
    run.ok("zone", "add", "潇河新兴产业园区", "--slug", "xiaohe", today=today)
    milestones = ("-m", "Pipe laying, 4 km, 80%, due 2025-05", "-m", "Paving, due 2025-08")
    run.ok("add", "代王路", "--zone", "xiaohe", "--slug", "daiwang-road", *milestones, today=today)


@pytest.mark.parametrize("today", ["2025-04-14", "2026-11-23"])
def test_daiwang_road_from_nothing(today: str, run: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.db"
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    type_daiwang_road(run, path, today)
    now = run.json("show", ROAD, today=today)
    pipes = now.row("milestones", f"{ROAD}/pipe-laying")
    assert pipes["quantity"] == {"done": "3.2", "done_basis": "computed", "total": "4", "unit": "km", "qualifier": ""}
    project = now.row("project", ROAD)["progress"]
    assert (project["low"], project["high"], project["basis"]) == (None, None, None)
    for day, days_late in (("2025-08-31", None), ("2025-09-01", 1)):
        paving = run.json("show", ROAD, "--as-of", day, today=today).row("milestones", f"{ROAD}/paving")
        late = run.json("overdue", "--as-of", day, today=today).table("overdue")
        assert {row["ref"]: row["days_late"] for row in late}.get(f"{ROAD}/paving") == days_late
        assert paving["light"] == ("late" if days_late else "due_soon")
        assert (paving["progress"], paving["last_reported"]) == (None, None)


def test_daiwang_road_in_words(run: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.db"
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    type_daiwang_road(run, path, "2025-04-14")
    page = run.ok("show", ROAD, "--as-of", "2025-09-01").stdout
    pipes, paving = (next(line for line in page.splitlines() if line.startswith(f"{name} ")) for name in NAMES)
    assert "3.2/4" in pipes
    assert "80%" in pipes
    assert "* 按上报的百分比推算，非上报数。" in page
    assert "逾期" in paving
    assert "未报" in paving
    assert "0/2 节点 · Pipe laying 80%" in page


NAMES = ("Pipe laying", "Paving")


def test_the_sample_says_the_same_of_daiwang_road(run: Caller, sample: Path) -> None:
    late = run.json("overdue", "--zone", "xiaohe", "--as-of", "2025-09-01").table("overdue")
    assert {row["milestone"]: row["days_late"] for row in late} == {f"{ROAD}/pipes": 93, f"{ROAD}/paving": 1}
    milestones = run.json("show", ROAD, "--as-of", "2025-09-01")
    assert milestones.row("milestones", f"{ROAD}/pipes")["quantity"]["done"] == "3.2"
    assert milestones.row("milestones", f"{ROAD}/wells")["light"] == "done"

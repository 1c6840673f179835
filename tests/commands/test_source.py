"""`source` from the command line: every figure on the pages for Yuanping and Daiwang Road has one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .calling import Caller

ROAD = "xiaohe/daiwang-road"
PIPES = f"{ROAD}/pipes"
PLANT = "yuanping/water-plant"
APRIL, AUTUMN = ("--as-of", "2025-04-30"), ("--as-of", "2025-09-01")


def inputs(run: Caller, *args: object) -> list[dict[str, Any]]:
    return run.json("source", *args, today="2025-06-30").table("inputs")


def told(run: Caller, *args: object) -> list[tuple[Any, ...]]:
    return [(row["words"], row["state"], row["why"]) for row in inputs(run, *args)]


def notes(run: Caller, *args: object) -> dict[str, dict[str, Any]]:
    return {note["key"]: note["params"] for note in json.loads(run.json("source", *args).stdout)["notes"]}


def test_yuanpings_total_has_two_figures_and_ten_projects_without(run: Caller, sample: Path) -> None:
    found = inputs(run, "yuanping", "total_investment", *APRIL)
    used = [row for row in found if row["state"] == "used"]
    assert [(row["ref"], row["words"], row["value"]["amount"]) for row in used] == [
        ("yuanping/reclaimed-water", "25359.52万元", "25359.52"),
        ("yuanping/water-plant", "10796.35万元", "10796.35"),
    ]
    for row in used:
        assert (row["span"]["edtf"], row["span"]["qualifier"], row["day"]) == ("2025-04-23", "about", "2025-04-23")
        assert (row["certainty"], row["source"]) == ("reported", "《科学导报》2025年春季报道")
        assert (row["entry"], row["author"], row["at"]) == ("yuanping#1", "zonetrack", "2025-04-24T01:00:00Z")
    missing = [row for row in found if row["state"] == "not_reported"]
    assert len(missing) == 10
    assert len(found) == 12
    assert all(row["value"] is row["words"] is row["entry"] is None for row in missing)
    said = notes(run, "yuanping", "total_investment", *APRIL)
    assert said["made_sum"]["value"]["amount"] == "36155.87"
    assert (said["made_sum"]["n"], said["made_sum"]["of"]) == (2, 12)
    assert said["unreported"]["names"] == [row["name"] for row in missing]


def figures_on(run: Caller, *args: str) -> set[tuple[str, str]]:
    """Every (reference, key) under which a report prints something that somebody said, or that is made of it."""
    document = json.loads(run.json(*args).stdout)
    identity = {
        "id", "ref", "zone", "zone_name", "project", "project_name", "milestone", "milestone_name", "name", "category",
        "code", "tags", "projects_with_total", "projects_with_invested", "projects_with_both", "kind", "next_kind",
        "aside", "days_left", "subject", "measure", "basis", "value", "span", "certainty", "source", "written", "note",
        "indicator", "period", "month", "derived", "event", "event_name", "followup",
    }  # fmt: skip
    found = set()
    for name, table in document["tables"].items():
        for row in table["rows"]:
            if name in ("figures", "zone_figures"):
                found.add((row["subject"], row["measure"]))
            elif name == "forecast":
                found.add((row["ref"], "forecast"))
            elif name in ("procedures", "enterprises"):
                found.add((row["ref"], row["name"]))
            elif name != "investment":  # its rows are stages: sums over the projects that are listed above
                told = {key for key, value in row.items() if value not in (None, [])}
                found |= {(row["ref"], key) for key in told - identity}
    return found


@pytest.mark.parametrize("day", ["2025-04-30", "2025-09-01"])
@pytest.mark.parametrize(
    "page", [("status",), ("status", "yuanping"), ("show", ROAD), ("report", "--zone", "yuanping"), ("report",)]
)
def test_every_figure_on_every_page_has_a_source(page: tuple[str, ...], day: str, run: Caller, sample: Path) -> None:
    figures = figures_on(run, *page, "--as-of", day)
    assert len(figures) > 20
    for ref, key in sorted(figures):
        result = run("source", ref, key, "--as-of", day, "--format", "json")
        assert result.exit_code == 0, f"{ref} {key}: {result.stderr}"
        document = json.loads(result.stdout)
        rows = document["tables"]["inputs"]["rows"]
        assert rows or document["notes"], f"{ref} {key}"
        for row in rows:
            unsaid = row["state"] == "not_reported"
            assert (row["entry"], row["author"], row["at"]).count(None) == 3 * unsaid, f"{ref} {key}"
            assert unsaid == (row["value"] is None) or row["why"] == "counted", f"{ref} {key}"


def test_a_quantity_from_a_percentage_has_both(run: Caller, sample: Path) -> None:
    assert told(run, PIPES, "quantity", *APRIL) == [
        ("已完成80%", "used", "product"),
        ("全长总计4千米", "used", "product"),
    ]
    page = run.ok("source", PIPES, "quantity", *APRIL).stdout
    assert "80%×4千米＝3.2千米" in page


def test_a_light_says_its_rule_and_the_days(run: Caller, sample: Path) -> None:
    found = inputs(run, ROAD, "light", *AUTUMN)
    assert [(row["name"], row["measure"], row["days_late"], row["why"]) for row in found] == [
        ("雨污水管线", "planned_finish", 93, "late"),
        ("路面铺设", "planned_finish", 1, "late"),
    ]
    page = run.ok("source", ROAD, "light", *AUTUMN).stdout
    assert "“路面铺设”逾期：计划完成时间为2025年8月，最后一天2025-08-31已过1天（截至2025-09-01），尚未完成。" in page


@pytest.mark.parametrize(
    "ref, key, day, note",
    [
        (PIPES, "light", "2025-05-20", "light_soon_finish"),
        (f"{ROAD}/wells", "light", "2025-05-20", "light_done"),
        (f"{ROAD}/roadbed", "light", "2025-05-20", "light_not_reported"),
        (PIPES, "light", "2025-04-20", "light_in_progress"),
        ("yuanping/reclaimed-water", "light", "2025-04-30", "light_not_started"),
        ("yuanping/reclaimed-water", "light", "2025-06-20", "light_soon_start"),
        ("yuanping/reclaimed-water", "overdue", "2025-07-01", "light_late_start"),
        ("yuanping/coke-gas-pipeline", "light", "2025-04-30", "light_done"),
    ],
)
def test_each_light_has_its_sentence(ref: str, key: str, day: str, note: str, run: Caller, sample: Path) -> None:
    assert note in notes(run, ref, key, "--as-of", day)


def test_an_overdue_zone_lists_its_deadlines(run: Caller, sample: Path) -> None:
    found = inputs(run, "yuanping", "overdue", "--as-of", "2025-07-01")
    assert [(row["ref"], row["measure"], row["days_late"]) for row in found] == [
        ("yuanping/reclaimed-water", "planned_start", 1),
        ("yuanping/water-plant", "planned_start", 1),
    ]
    assert notes(run, "yuanping", "overdue", "--as-of", "2025-07-01")["made_overdue"]["n"] == 2


def test_a_correction_supersedes_and_an_undo_brings_back(run: Caller, own: Path) -> None:
    run.ok("total", PLANT, "1.1亿元", "--source", "初设批复")
    found = inputs(run, PLANT, "total_investment")
    assert [(r["words"], r["state"], r["source"], r["entry"]) for r in found] == [
        ("1.1亿元", "used", "初设批复", "yuanping#2"),
        ("10796.35万元", "superseded", None, "yuanping#1"),
    ]
    assert "made_newest" in notes(run, PLANT, "total_investment")
    run.ok("undo")
    assert told(run, PLANT, "total_investment") == [("10796.35万元", "used", "newest")]


def test_both_times(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", today="2025-05-01")
    run.ok("update", PIPES, "84%", "--on", "2025-05-01", "--reason", "复核", today="2025-05-10")
    now = ("--as-of", "2025-05-10")
    assert [words for words, *_ in told(run, PIPES, "progress", *now)] == ["84%", "85%", "80%"]
    assert told(run, PIPES, "progress", "--as-of", "2025-04-30") == [("80%", "used", "newest")]
    assert [words for words, *_ in told(run, PIPES, "progress", *now, "--known", "2025-05-05")] == ["85%", "80%"]
    both = told(run, PIPES, "progress", "--known", "2025-05-05", "--as-of", "2025-04-30")
    assert both == [("80%", "used", "newest")]
    assert inputs(run, PIPES, "progress", *now)[0]["reason"] == "复核"


def test_a_rename_changes_no_source(run: Caller, own: Path) -> None:
    before = told(run, ROAD)
    run.ok("edit", ROAD, "--slug", "renamed", "--name", "代王大道")
    assert told(run, "xiaohe/renamed") == told(run, ROAD) == before


def test_invested_says_what_was_added_up(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "500万元", "--month", "2024-12", today="2025-01-05")
    run.ok("invested", PLANT, "1000万元", "--since-start", "--on", "2024-12-31", today="2025-01-06")
    run.ok("invested", PLANT, "50万元", "--month", "2025-01", today="2025-02-06")
    run.ok("invested", PLANT, "120万元", "--ytd", "--on", "2025-02-28", today="2025-03-01")
    run.ok("invested", PLANT, "30万元", "--month", "2025-03", today="2025-04-01")
    assert set(told(run, PLANT, "invested")) == {
        ("1000万元", "used", "level"),
        ("120万元", "used", "year_to_date"),
        ("30万元", "used", "later_period"),
        ("500万元", "superseded", "in_level"),
        ("50万元", "superseded", "in_year_to_date"),
    }
    assert notes(run, PLANT, "invested")["made_since_start"]["value"]["amount"] == "1150.00"
    rate = inputs(run, PLANT, "invested_rate")
    assert {row["measure"] for row in rate if row["state"] == "used"} == {"invested", "total_investment"}
    zone = notes(run, "yuanping", "invested_rate")["made_rate_of"]
    assert (zone["n"], zone["of"], zone["value"]) == (1, 1, "10.65")


def test_paused_projects_are_left_out_of_sums(run: Caller, own: Path) -> None:
    run.ok("stage", PLANT, "paused")
    assert told(run, "yuanping", "total_investment") == [("10796.35万元", "left_out", "aside")]
    assert [(r["state"], r["why"], r["value"]) for r in inputs(run, "yuanping", "projects")] == [
        ("left_out", "aside", "paused")
    ]
    assert "light_paused" in notes(run, PLANT, "light")


def test_a_project_without_a_stage_is_counted_by_the_entry_that_added_it(run: Caller, own: Path) -> None:
    [row] = inputs(run, "yuanping", "projects")
    assert (row["state"], row["value"], row["entry"], row["author"]) == ("used", None, "yuanping#1", "wang")


def test_weighted_progress_has_every_weight_and_figure(run: Caller, own: Path) -> None:
    run.ok("add", "西路", "--zone", "xiaohe", "--slug", "west", "-m", "管线, 80%, 权重3", "-m", "路面, 权重1")
    found = inputs(run, "xiaohe/west", "progress")
    assert [(row["name"], row["measure"], row["state"]) for row in found] == [
        ("管线", "weight", "used"),
        ("管线", "progress", "used"),
        ("路面", "weight", "used"),
        ("路面", "progress", "not_reported"),
    ]
    assert notes(run, "xiaohe/west", "progress")["made_weighted"]["value"] == {"low": "60", "high": "85"}


def test_what_a_zone_says_of_itself_is_never_counted(run: Caller, sample: Path) -> None:
    assert told(run, "wuxiang", "projects", *APRIL) == [("67个", "left_out", "own_words")]
    assert told(run, "wuxiang", "signed_projects", *APRIL) == [("6个", "used", "newest")]


def test_all_that_stands_of_a_record(run: Caller, sample: Path) -> None:
    figures = list(dict.fromkeys(row["figure"] for row in inputs(run, PIPES, *APRIL)))
    assert figures == ["light", "progress", "quantity", "planned_finish", "words"]


def test_other_names_for_a_figure(run: Caller, own: Path) -> None:
    by_name = told(run, PIPES, "planned_finish")
    assert by_name
    for name in ("due", "计划完成", "Planned_Finish"):
        assert told(run, PIPES, name) == by_name


def test_an_unknown_figure_is_refused_with_the_list(run: Caller, own: Path) -> None:
    result = run("source", PLANT, "height")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{PLANT} 没有“height”这个数字" in result.stderr
    assert "total_investment invested" in result.stderr
    assert run("source", PIPES, "total_investment").exit_code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name, args",
    [("total", ("yuanping", "total_investment")), ("light", (ROAD, "light")), ("road", (PIPES,))],
)
def test_golden(
    run: Caller, sample: Path, lang: str, name: str, args: tuple[str, ...], golden: Callable[[str, str], None]
) -> None:
    lines = run.ok("source", *args, *AUTUMN, lang=lang).stdout.splitlines(keepends=True)
    lines[1] = lines[1].rpartition(" ")[0] + "\n"  # the ledger may be built anew, with another hash
    golden(f"source-{name}-{lang}.txt", "".join(lines))

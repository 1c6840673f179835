"""`pace`, `rank` and `rule` from the command line: published cases, two times, undo, refusals in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zonetrack.commands import pace as pace_command
from zonetrack.commands import rank as rank_command
from zonetrack.commands import rule as rule_command
from zonetrack.domain import course, ranking, signal
from zonetrack.domain import pace as paces

from .calling import Caller
from .test_completion import plain, proposals
from .test_rules import refused

PLANT, ROAD = "yuanping/water-plant", "xiaohe/daiwang-road"
LATER = "2025-11-10"


@pytest.fixture
def october(run: Caller, own: Path) -> Path:
    """Half of the year's plan done by the end of October; the road has neither plan nor figure."""
    run.ok("plan", PLANT, "6000万元", "--for", "2025", "--on", "2025-01-05")
    run.ok("invested", PLANT, "2900万元", "--ytd", "--on", "2025-09-30", today=LATER)
    run.ok("invested", PLANT, "3000万元", "--ytd", "--on", "2025-10-31", today=LATER)
    return own


def row(run: Caller, *argv: str) -> dict[str, Any]:
    return run.ok("pace", *argv, "--format", "json", today=LATER).row("pace", PLANT)


@pytest.mark.parametrize(
    "preset, light", [("yinchuan", "red"), ("wuhan", "yellow"), ("sanya", "yellow"), ("tianjin", "red")]
)
def test_half_of_the_plan_at_the_end_of_october(run: Caller, october: Path, preset: str, light: str) -> None:
    run.ok("rule", "use", preset, today=LATER)
    found = row(run)
    assert found["signal"] == light
    assert (found["plan_rate"], found["elapsed"], found["points"]) == ("50.00", "83.33", "-33.33")


@pytest.mark.parametrize(
    "lang, light, why",
    [
        ("zh", "红灯", "低于序时33.33个百分点，超过30个百分点"),
        ("en", "red", "33.33 points behind time, more than 30"),
    ],
)
def test_the_word_stands_beside_the_colour_and_the_sentence_says_why(
    run: Caller, october: Path, lang: str, light: str, why: str
) -> None:
    run.ok("rule", "use", "yinchuan", today=LATER)
    page = run.ok("pace", "yuanping", today=LATER, lang=lang).stdout
    assert light in page
    assert why in page
    assert light in run.ok("rank", today=LATER, lang=lang).stdout
    assert why in run.ok("report", "--zone", "yuanping", today=LATER, lang=lang).stdout


def test_the_period_is_that_of_the_data_and_never_of_today(run: Caller, october: Path) -> None:
    for today in (LATER, "2025-12-31"):
        keys = json.loads(run.ok("pace", "--format", "json", today=today).stdout)["tables"]["pace"]["rows"][0].keys()
        assert {"planned_investment@2025", "invested_month@2025-10", "invested_ytd@2025-10"} <= keys
    assert "2025年1—10月累计完成投资" in run.ok("pace", today=LATER).stdout


def test_as_of_an_earlier_day_an_earlier_month_is_the_newest(run: Caller, october: Path) -> None:
    found = row(run, "--as-of", "2025-10-15")
    assert found["invested_ytd@2025-09"]["amount"] == "2900.00"


def test_songyang_both_ways(run: Caller, own: Path) -> None:
    run.ok("plan", PLANT, "98.64亿元", "--for", "2025", "--on", "2025-01-05", today=LATER)
    run.ok("plan", PLANT, "15.9亿元", "--for", "2025年1-4月", "--on", "2025-01-05", today=LATER)
    run.ok("total", PLANT, "200亿元", today=LATER)
    run.ok("invested", PLANT, "21.01亿元", "--ytd", "--on", "2025-04-30", today=LATER)
    curve, month = row(run), row(run, "--pace", "month")
    assert (curve["pace_basis"], curve["to_date_rate"], curve["points"]) == ("curve", "132.14", "5.18")
    assert (month["pace_basis"], month["to_date_rate"], month["points"]) == ("month", "132.14", "-12.03")
    assert row(run, "--pace", "day")["pace_basis"] == "day"


def test_a_rule_is_undone_and_known_as_it_was(run: Caller, october: Path) -> None:
    run.ok("rule", "use", "yinchuan", today=LATER)
    before = run.ok("rule", "list", "--format", "json", today=LATER)
    run.ok("rule", "use", "wuhan", today=LATER)
    assert row(run)["signal"] == "yellow"
    assert row(run, "--known", json.loads(before.stdout)["known"])["signal"] == "red"
    run.ok("undo", today=LATER)
    assert run.ok("rule", "list", "--format", "json", today=LATER).row("rules", "yinchuan")["in_force"] == "yes"
    assert row(run)["signal"] == "red"
    run.ok("rule", "use", "none", today=LATER)
    assert row(run)["signal"] is None


def test_a_rule_holds_from_its_day_until_the_next(run: Caller, october: Path) -> None:
    run.ok("rule", "use", "wuhan", "--on", "2025-10-31", today=LATER)
    said = run.ok("rule", "use", "yinchuan", "--on", "2025-10-01", today=LATER).stderr
    assert "2025-10-01" in said
    assert "2025-10-31" in said  # from then on it is the other one
    days = ("2025-09-30", "2025-10-01", "2025-10-30", "2025-10-31", LATER)
    assert [in_force(run, day) for day in days] == [[], ["yinchuan"], ["yinchuan"], ["wuhan"], ["wuhan"]]
    assert [row(run, "--as-of", day)["signal"] for day in days] == [None, "yellow", "yellow", "yellow", "yellow"]
    assert "10" in row(run, "--as-of", "2025-10-30")["why"]
    assert "80" in row(run, "--as-of", "2025-10-31")["why"]
    run.ok("rule", "use", "none", "--on", "2025-11-05", today=LATER)
    assert [in_force(run, day) for day in ("2025-11-04", "2025-11-05")] == [["wuhan"], []]
    run.ok("undo", today=LATER)
    assert in_force(run, LATER) == ["wuhan"]


def in_force(run: Caller, day: str) -> list[str]:
    """The rule in force on a day, by `rule list`."""
    found = run.ok("rule", "list", "--as-of", day, "--format", "json", today=LATER).table("rules")
    return [one["ref"] for one in found if one["in_force"] == "yes"]


def test_a_rule_of_a_period_holds_from_its_first_day_and_none_may_come_later(run: Caller, october: Path) -> None:
    run.ok("rule", "use", "wuhan", "--on", "2025-10", today=LATER)
    assert [in_force(run, day) for day in ("2025-09-30", "2025-10-01")] == [[], ["wuhan"]]
    refused(run, october, "rule", "use", "yinchuan", "--on", "2030-01-01")


def test_to_end_no_rule_changes_nothing(run: Caller, october: Path) -> None:
    before = october.read_bytes()
    run.ok("rule", "use", "none", today=LATER)
    assert october.read_bytes() == before


def test_the_history_of_rules_has_words_and_days(run: Caller, october: Path) -> None:
    run.ok("rule", "use", "wuhan", "--on", "2025-10-31", today=LATER)
    newest = run.ok("history", "--format", "json", today=LATER).table("entries")[0]
    assert (newest["what"], newest["span"]["first"]) == ("light_rule", "2025-10-31")
    assert "亮灯规则" in run.ok("history", today=LATER).stdout


def test_a_rule_of_ones_own(run: Caller, october: Path) -> None:
    said = run.ok("rule", "set", "--measure", "gap", "--yellow", "5", "--red", "40", "--after", "2", today=LATER)
    assert "> 5" in said.stderr
    found = row(run)
    assert (found["signal"], found["running"]) == ("red", 2)
    own = run.ok("rule", "list", "--format", "json", today=LATER).row("rules", "own")
    assert (own["yellow"], own["red"], own["after"], own["in_force"]) == ("> 5", "> 40", 2, "yes")
    assert "rule set" in run.ok("history", today=LATER).stdout


def test_an_exemption_holds_by_both_times_and_can_be_ended(run: Caller, october: Path) -> None:
    run.ok("rule", "use", "yinchuan", "--on", "2025-10-01", today=LATER)
    known = json.loads(run.ok("pace", "--format", "json", today=LATER).stdout)["known"]
    run.ok("rule", "exempt", PLANT, "--reason", "洪水", "--on", "2025-11-01", today=LATER)
    assert (row(run)["signal"], row(run)["why"]) == ("exempt", "洪水")
    assert row(run, "--as-of", "2025-10-31")["signal"] == "red"
    assert row(run, "--known", known)["signal"] == "red"
    run.ok("rule", "exempt", PLANT, "--reason", "洪水", "--on", "2025-11-01", "--until", "2025-11-05", today=LATER)
    assert row(run)["signal"] == "red"
    assert row(run, "--as-of", "2025-11-05")["signal"] == "exempt"
    assert "洪水" in run.ok("source", PLANT, "exempt", today=LATER).stdout


REFUSED = {
    "an unknown rule": (["rule", "use", "beijing"], "yinchuan", 3),
    "red before yellow": (["rule", "set", "--measure", "gap", "--yellow", "30", "--red", "10"], "30", 2),
    "a bound that is no number": (["rule", "set", "--measure", "gap", "--yellow", "x", "--red", "10"], "x", 2),
    "escalation of days": (
        ["rule", "set", "--measure", "days_late", "--yellow", "1", "--red", "9", "--after", "2"], "--after", 2,
    ),
    "escalation of a preset of days": (["rule", "use", "builder", "--after", "2"], "--after", 2),
    "an exemption without a reason": (["rule", "exempt", PLANT], "rule exempt", 2),
    "an exemption that ends before it begins": (
        ["rule", "exempt", PLANT, "--reason", "洪水", "--until", "2025-04-01"], "2025-04-01", 2,
    ),
    "an exemption of a milestone": (["rule", "exempt", f"{ROAD}/pipes", "--reason", "洪水"], "节点", 2),
    "lists without a target": (["rank", "--sort", "invested", "--red-black", "3"], "invested", 2),
    "apart without groups": (["rank", "--apart"], "--group-by", 2),
    "pace of a milestone": (["pace", f"{ROAD}/pipes"], "节点", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_in_a_sentence(name: str, run: Caller, own: Path) -> None:
    argv, named, code = REFUSED[name]
    assert named in refused(run, own, *argv, code=code).stderr


@pytest.mark.parametrize("format_", ["table", "json", "csv", "tsv", "md", "html"])
@pytest.mark.parametrize("command", [("pace",), ("pace", "--group-by", "unit"), ("rank",), ("rule", "list")])
def test_every_format_in_both_languages(run: Caller, october: Path, command: tuple[str, ...], format_: str) -> None:
    run.ok("rule", "use", "yinchuan", "--after", "2", today=LATER)
    for lang in ("zh", "en"):
        assert run.ok(*command, "--format", format_, today=LATER, lang=lang).stdout


def test_an_empty_ledger_has_empty_pages(run: Caller, home: Path) -> None:
    run.ok("init", "new.db")
    for command in (("pace",), ("pace", "--group-by", "zone"), ("rank",), ("rule", "list")):
        assert run.ok(*command, db=home / "new.db").stdout


def test_source_tells_what_the_pace_is_made_of(run: Caller, october: Path) -> None:
    result = run.ok("source", PLANT, "pace", "--format", "json", today=LATER)
    used = [(one["measure"], one["words"], one["why"]) for one in result.table("inputs") if one["state"] == "used"]
    assert used == [("invested", "3000万元", "of_period"), ("planned_investment", "6000万元", "of_period")]
    assert "50.00%" in run.ok("source", "yuanping", "占年计划", today=LATER).stdout
    month = run.ok("source", PLANT, "invested_month", "--format", "json", today=LATER).table("inputs")
    assert [(one["words"], one["why"]) for one in month] == [("3000万元", "difference"), ("2900万元", "taken_off")]
    alone = run.ok("source", ROAD, "points", "--format", "json", today=LATER).table("inputs")
    assert {one["state"] for one in alone} == {"not_reported"}


def test_a_ledger_without_plans_has_the_page_that_it_had(run: Caller, sample: Path) -> None:
    tables = json.loads(run.ok("report", "--format", "json", today="2025-09-01").stdout)["tables"]
    assert "pace" not in tables


def test_choices_on_the_line_are_those_of_the_domain() -> None:
    assert pace_command.GROUPS == course.GROUPS
    assert pace_command.COUNTED == paces.COUNTED
    assert rank_command.SORTS == ranking.SORTS
    assert rule_command.MEASURES == signal.MEASURES


def test_presets_are_proposed() -> None:
    assert plain(proposals("zonetrack rule use ")) == [*signal.PRESETS, "none"]
    assert plain(proposals("zonetrack rule use wu")) == ["wuhan"]


NO_FIGURES = {"id", "ref", "zone", "project", "name", "zone_name", "group", "category", "tags"}


@pytest.mark.parametrize("of", [(PLANT,), ("yuanping",), ("yuanping", "--group-by", "unit")], ids=" ".join)
def test_every_key_of_pace_can_be_traced(of: tuple[str, ...], run: Caller, october: Path) -> None:
    page = run.ok("pace", *of, "--format", "json", today=LATER)
    keys = set(page.table("groups" if len(of) > 1 else "pace")[0])
    assert "invested_ytd@2025-10" in keys
    for key in keys - NO_FIGURES - (set() if of == (PLANT,) else {"owner", "leader", "unit", "stage"}):
        run.ok("source", of[0], key, today=LATER)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_header_of_pace_can_be_traced(lang: str, run: Caller, october: Path) -> None:
    run.ok("rule", "use", "yinchuan", today=LATER)
    run.ok("plan", PLANT, "2000万元", "--for", "2025-Q1", "--on", "2025-01-05", today=LATER)
    page = run.ok("pace", PLANT, "--format", "md", today=LATER, lang=lang).stdout
    rows_of_page = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|")]
    heads = [head for head in rows_of_page[2:] if head not in ("名称", "Name")]
    assert len(heads) > 8
    for head in heads:
        run.ok("source", PLANT, head, today=LATER, lang=lang)
        run.ok("source", PLANT, f"{head} (万元)", today=LATER, lang=lang)


@pytest.mark.parametrize(
    "asked, said",
    [
        ("planned_investment@2025", {"6000.00"}),
        ("invested_month@2025-10", {"3000.00", "2900.00"}),
        ("invested_ytd@2025-10", {"3000.00"}),
        ("2025年计划投资", {"6000.00"}),
        ("signal", {"3000.00", "6000.00"}),
        ("why", {"3000.00", "6000.00"}),
    ],
)
def test_a_figure_of_pace_is_made_of_its_facts(asked: str, said: set[str], run: Caller, october: Path) -> None:
    rows = run.ok("source", PLANT, asked, "--format", "json", today=LATER).table("inputs")
    assert {row["value"]["amount"] for row in rows if row["state"] == "used"} == said


def test_a_figure_of_another_period_is_not_traced_to_this_one(run: Caller, october: Path) -> None:
    refused(run, october, "source", PLANT, "invested_ytd@2025-09")


def test_a_light_by_days_is_traced_to_the_deadlines_and_one_that_is_not_given_to_its_exemption(
    run: Caller, october: Path
) -> None:
    run.ok("rule", "use", "builder", today=LATER)
    run.ok("reschedule", PLANT, "--due", "2025-06-30", "--on", "2025-02-01", "--reason", "雨", today=LATER)
    run.ok("rule", "exempt", PLANT, "--reason", "洪水", "--on", "2025-11-01", today=LATER)
    rows = run.ok("source", PLANT, "signal", "--format", "json", today=LATER).table("inputs")
    assert {row["measure"] for row in rows if row["state"] == "used"} == {"exempt", "planned_finish"}


def test_pace_says_where_since_the_start_is_a_sum_of_periods(run: Caller, october: Path) -> None:
    assert "分期" in run.ok("pace", today=LATER).stdout

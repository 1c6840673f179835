"""`indicator`: declared, recorded, revised, listed and shown; its figures traced, taken back and known at two times."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zonetrack.render import bars, figures
from zonetrack.render.medium import PLAIN, RICH
from zonetrack.report import Bar, Trend

from .calling import Caller, rows, terminal

REVENUE = "shuozhou/revenue"
TABLE = [
    ("8592", "2025年1月", "5.3%", "434万元"),
    ("20116万元", "2025年1-2月", "增长73%", "8489"),
    ("2.5898亿元", "2025-Q1", "84.9%", "11890万元"),
]


@pytest.fixture
def shuozhou(run: Caller, home: Path) -> Path:
    """A ledger of its own with the revenue of Shuozhou, as printed."""
    run.ok("init", "own.db")
    path = home / "own.db"
    say = ("--db", str(path))
    run.ok("zone", "add", "朔州经济开发区", "--slug", "shuozhou", *say)
    run.ok("indicator", "add", "一般公共预算收入", "--zone", "shuozhou", "--slug", "revenue", "--unit", "万元", *say)
    for value, period, growth, increase in TABLE:
        figures = ("--for", period, "--growth", growth, "--increase", increase)
        run.ok("indicator", "record", REVENUE, value, *figures, "--source", "科学导报", *say)
    return path


def periods(run: Caller, path: Path, *more: str) -> list[dict[str, Any]]:
    return run.json("indicator", "show", REVENUE, *more, db=path).table("periods")


def amounts(found: list[dict[str, Any]], key: str) -> list[str]:
    return [row[key]["amount"] for row in found]


def test_the_table_of_shuozhou(run: Caller, shuozhou: Path) -> None:
    found = periods(run, shuozhou)
    assert amounts(found, "value") == ["8592.00", "20116.00", "25898.00"]
    assert amounts(found, "single") == ["8592.00", "11524.00", "5782.00"]
    assert [row["growth"] for row in found] == ["5.3", "73", "84.9"]
    assert [row["single_growth"] for row in found] == ["5.3", "232.2", "142.8"]
    assert [row["on_previous"] for row in found] == [None, "34.1", "-49.8"]
    assert "single" in found[1]["derived"]
    assert not {"value", "growth", "increase"} & set(found[2]["derived"])
    assert {row["source"] for row in found} == {"科学导报"}


@pytest.mark.parametrize("lang, words", [("zh", "加快的只是累计增幅"), ("en", "only the cumulative rate accelerates")])
@pytest.mark.parametrize(
    "command", [("indicator", "show", REVENUE), ("report", "--zone", "shuozhou"), ("status", "shuozhou")]
)
def test_it_is_said_that_only_the_cumulative_rate_accelerates(
    run: Caller, shuozhou: Path, command: tuple[str, ...], lang: str, words: str
) -> None:
    shown = run.ok(*command, db=shuozhou, lang=lang).stdout
    assert words in shown
    assert "5,782*" in shown  # the star marks what was derived
    assert "25,898*" not in shown


def test_a_month_reported_alone_stands_beside_the_cumulative_figure(run: Caller, shuozhou: Path) -> None:
    run.ok("indicator", "record", REVENUE, "5780万元", "--for", "2025-03", "--basis", "month", db=shuozhou)
    march = periods(run, shuozhou)[2]
    assert (march["value"]["amount"], march["single"]["amount"]) == ("25898.00", "5780.00")
    assert "single" not in march["derived"]


def test_a_revised_figure_keeps_both_versions(run: Caller, shuozhou: Path) -> None:
    echoed = run.ok("indicator", "record", REVENUE, "25900万元", "--for", "2025-Q1", db=shuozhou).stderr
    assert "2.5898亿元 ⇒ 25900万元" in echoed
    march = periods(run, shuozhou)[2]
    assert (march["value"]["amount"], march["revised_from"]["amount"]) == ("25900.00", "25898.00")
    states = [
        (row["words"] or row["value"], row["state"])
        for row in run.json("source", REVENUE, "value", db=shuozhou).table("inputs")
    ]
    assert [state for words, state in states if words in ("25900万元", "2.5898亿元")] == ["used", "superseded"]


def test_a_month_does_not_take_the_place_of_the_one_before(run: Caller, shuozhou: Path) -> None:
    echoed = run.ok(
        "indicator", "record", REVENUE, "33000", "--for", "2025年1-4月", today="2025-05-06", db=shuozhou
    ).stderr
    assert "⇒" not in echoed


def test_what_cannot_be_derived_says_why(run: Caller, shuozhou: Path) -> None:
    run.ok("indicator", "add", "工业产值", "--zone", "shuozhou", "--slug", "output", "--unit", "亿元", db=shuozhou)
    run.ok("indicator", "record", "shuozhou/output", "12.5", "--for", "2025-Q1", db=shuozhou)
    shown = run.ok("indicator", "show", "shuozhou/output", db=shuozhou).stdout
    assert "当月未推算（2025年3月）：缺本月或上月的累计数" in shown
    assert "同比未推算（2025年3月）：既无上年同期数，也无同比增量" in shown
    assert "无法推算：未设目标" in run.ok("source", "shuozhou/output", "rate", db=shuozhou).stdout


def test_an_indicator_of_single_months_shows_months(run: Caller, shuozhou: Path) -> None:
    month = ("--zone", "shuozhou", "--slug", "export", "--unit", "亿元", "--basis", "month")
    run.ok("indicator", "add", "出口额", *month, db=shuozhou)
    for value, period in (("5", "2024-03"), ("4.4", "2025-03")):
        run.ok("indicator", "record", "shuozhou/export", value, "--for", period, db=shuozhou)
    found = run.json("indicator", "show", "shuozhou/export", db=shuozhou).table("periods")
    assert [(row["period"]["edtf"], row["single_growth"]) for row in found] == [("2024-03", None), ("2025-03", "-12")]
    shown = run.ok("indicator", "show", "shuozhou/export", db=shuozhou).stdout
    assert "累计" not in shown
    assert "环比未推算（2024年3月、2025年3月）：上月数据不全" in shown


def test_a_target_and_a_rule(run: Caller, shuozhou: Path) -> None:
    run.ok(
        "indicator",
        "record",
        REVENUE,
        "--target",
        "10亿元",
        "--target-for",
        "2025",
        "--warn",
        "rate < 50%",
        db=shuozhou,
    )
    [row] = run.json("indicator", "list", "--zone", "shuozhou", db=shuozhou).table("indicators")
    assert (row["target"]["amount"], row["rate"], row["warns"]) == ("100000.00", "25.90", "rate < 50%")
    run.ok("indicator", "record", REVENUE, "--warn", "", db=shuozhou)
    [row] = run.json("indicator", "list", db=shuozhou).table("indicators")
    assert row["warns"] is None


def test_no_indicator_is_a_part_of_itself_by_any_way_round(run: Caller, shuozhou: Path) -> None:
    level = ("--zone", "shuozhou", "--unit", "m2", "--basis", "level")
    for slug in ("one", "two", "three"):
        run.ok("indicator", "add", f"面积{slug}", *level, "--slug", slug, db=shuozhou)
    run.ok("indicator", "record", "shuozhou/two", "--part-of", "shuozhou/one", db=shuozhou)
    run.ok("indicator", "record", "shuozhou/three", "--part-of", "shuozhou/two", db=shuozhou)
    for part, whole in (("one", "one"), ("one", "two"), ("one", "three"), ("two", "three")):
        before = shuozhou.read_bytes()
        refused = run("indicator", "record", f"shuozhou/{part}", "--part-of", f"shuozhou/{whole}", db=shuozhou)
        assert (refused.exit_code, f"shuozhou/{whole}" in refused.stderr) == (2, True)
        assert shuozhou.read_bytes() == before
    assert run("indicator", "add", "自己", *level, "--slug", "own", "--part-of", "own", db=shuozhou).exit_code == 2
    run.ok("indicator", "record", "shuozhou/two", "--part-of", "", db=shuozhou)
    run.ok("indicator", "record", "shuozhou/one", "--part-of", "shuozhou/two", db=shuozhou)


def test_a_part_of_a_whole(run: Caller, shuozhou: Path) -> None:
    level = ("--zone", "shuozhou", "--unit", "平方米", "--basis", "level")
    run.ok("indicator", "add", "建成面积", *level, "--slug", "built", db=shuozhou)
    run.ok("indicator", "add", "投用面积", *level, "--slug", "used", "--part-of", "shuozhou/built", db=shuozhou)
    run.ok("indicator", "record", "shuozhou/built", "31万平方米", "--for", "2025-04-14", db=shuozhou)
    run.ok("indicator", "record", "shuozhou/used", "超15.2万平方米", "--for", "2025-04-14", db=shuozhou)
    row = run.json("indicator", "list", db=shuozhou).row("indicators", "shuozhou/used")
    assert (row["share"], row["value"]["qualifier"]) == ("49.03", "over")
    shown = run.ok("indicator", "show", "shuozhou/used", db=shuozhou).stdout
    assert "超15.2万平方米" in shown
    assert "约49.03%" in shown  # of a figure that is not exact
    used = run.json("source", "shuozhou/used", "share", db=shuozhou).table("inputs")
    assert [(row["ref"], row["words"]) for row in used] == [
        ("shuozhou/used", "超15.2万平方米"),
        ("shuozhou/built", "31万平方米"),
    ]


@pytest.mark.parametrize(
    "figure, inputs",
    [
        ("single", ["2.5898亿元", "20116万元"]),
        ("当月同比", ["2.5898亿元", "20116万元", "11890万元", "8489万元"]),
        ("growth", ["84.9%"]),
    ],
)
def test_each_derived_figure_is_traced_to_its_words(
    run: Caller, shuozhou: Path, figure: str, inputs: list[str]
) -> None:
    found = run.json("source", REVENUE, figure, db=shuozhou).table("inputs")
    used = [row for row in found if row["state"] == "used"]
    newest = used if figure != "growth" else [row for row in used if row["span"]["last"] == "2025-03-31"]
    assert [row["words"] or f"{row['value']['low']}%" for row in newest] == inputs
    assert {row["ref"] for row in found} == {REVENUE}
    assert all(row["entry"] and row["source"] for row in found)


def test_two_times(run: Caller, shuozhou: Path) -> None:
    assert len(periods(run, shuozhou, "--as-of", "2025-02-28")) == 2
    run.ok("indicator", "record", REVENUE, "25900万元", "--for", "2025-Q1", db=shuozhou)
    before = periods(run, shuozhou, "--known", "shuozhou#4")
    assert amounts(before, "value")[-1] == "25898.00"


def test_taken_back_and_brought_back(run: Caller, shuozhou: Path) -> None:
    run.ok("undo", db=shuozhou)
    assert len(periods(run, shuozhou)) == 2
    run.ok("undo", "shuozhou#5", db=shuozhou)
    assert len(periods(run, shuozhou)) == 3
    declared = run("undo", "shuozhou#1", db=shuozhou)
    assert declared.exit_code == 4
    assert "Traceback" not in declared.stderr


def test_history_and_changes(run: Caller, shuozhou: Path) -> None:
    entries = run.json("history", REVENUE, db=shuozhou).table("entries")
    assert {row["ref"] for row in entries} == {REVENUE}
    assert {row["what"] for row in entries} == {"indicator", "i:", "i:growth", "i:increase"}
    changed = run.json("changes", "--since", "shuozhou#3", db=shuozhou).table("reported")
    assert [(row["ref"], row["measure"], row["old"]) for row in changed] == [
        (REVENUE, "i:", None), (REVENUE, "i:growth", None), (REVENUE, "i:increase", None)
    ]  # fmt: skip


def test_another_slug_keeps_the_old_one(run: Caller, shuozhou: Path) -> None:
    run.ok("edit", REVENUE, "--slug", "income", "--name", "财政收入", db=shuozhou)
    assert run.json("indicator", "show", REVENUE, db=shuozhou).table("indicator")[0]["ref"] == "shuozhou/income"
    assert run.json("show", "财政收入", db=shuozhou).table("indicator")[0]["name"] == "财政收入"


def test_it_leaves_and_enters_with_the_whole_ledger(run: Caller, shuozhou: Path, home: Path) -> None:
    run.ok(
        "indicator",
        "record",
        REVENUE,
        "--target",
        "10亿元",
        "--target-for",
        "2025",
        "--warn",
        "growth < 0",
        db=shuozhou,
    )
    run.ok("export", "-o", "whole.json", db=shuozhou)
    run.ok("init", "other.db")
    run.ok("import", "whole.json", db=home / "other.db")
    assert periods(run, home / "other.db") == periods(run, shuozhou)
    run.ok("import", "whole.json", db=home / "other.db")
    counted = rows(home / "other.db", "SELECT count(*) FROM observation")
    assert counted == rows(shuozhou, "SELECT count(*) FROM observation")


def test_a_project_or_an_indicator_of_the_same_slug_is_avoided(run: Caller, shuozhou: Path) -> None:
    run.ok("add", "收入", "--zone", "shuozhou", "--slug", "output", db=shuozhou)
    taken = run("indicator", "add", "产值", "--zone", "shuozhou", "--slug", "output", "--unit", "亿元", db=shuozhou)
    assert taken.exit_code == 4
    twin = run(
        "indicator", "add", "一般公共预算收入", "--zone", "shuozhou", "--slug", "x", "--unit", "亿元", db=shuozhou
    )
    assert twin.exit_code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("record", REVENUE, "100万元"),
        ("record", REVENUE, "--for", "2025-03"),
        ("record", REVENUE),
        ("record", REVENUE, "30%", "--for", "2025-03"),
        ("record", REVENUE, "100万元", "--for", "2025-05"),
        ("record", REVENUE, "100万元", "--for", "2025年1-5月"),
        ("record", REVENUE, "100万元", "--for", "2024-12/2025-01"),
        ("record", REVENUE, "100万元", "--for", "2025-03", "--growth", "5个百分点"),
        ("record", REVENUE, "--target", "10亿元"),
        ("record", REVENUE, "--warn", "growth under 0"),
        ("add", "产值", "--zone", "shuozhou", "--slug", "x", "--unit", "亿元", "--kind", "count"),
        ("add", "产值", "--zone", "shuozhou", "--slug", "x", "--unit", "3 米"),
    ],
)
def test_what_is_refused_changes_nothing(run: Caller, shuozhou: Path, arguments: tuple[str, ...]) -> None:
    before = shuozhou.read_bytes()
    refused = run("indicator", *arguments, db=shuozhou)
    assert refused.exit_code == 2, refused.stderr
    assert refused.stderr
    assert "Traceback" not in refused.stderr
    assert shuozhou.read_bytes() == before


def test_courses_are_drawn_from_0_or_stay_in_numbers() -> None:
    course = Trend((Decimal(8592), None, Decimal(11524), Decimal(0), Decimal(-1)))
    assert figures.trend(course, RICH.levels) == "▆ █▁▁"
    assert figures.trend(course, PLAIN.levels) == "8,592 · — · 11,524 · 0 · -1"


def test_bars_are_drawn_on_one_scale() -> None:
    drawn = [bars.bar(Bar(Decimal(number), Decimal(100)), PLAIN) for number in (100, 55, 1, 0, -5)]
    assert drawn == ["##########", "#####", "#", "", ""]


def test_pictures_are_for_terminals_and_numbers_for_all_else(run: Caller, shuozhou: Path, home: Path) -> None:
    line = ("indicator", "show", REVENUE, "--as-of", "2025-04-30", "--db", str(shuozhou))
    page = terminal(*line, home=home, columns=150).stdout
    assert "▆█▄" in page
    march = next(row for row in page.splitlines() if "5,782" in row and "█" in row)
    assert march.split()[-2:] == ["█████", "██"]  # 5782 and 2381 of 11524
    for form in ("table", "md", "html", "csv", "json"):
        shown = run.ok(*line, "--format", form).stdout
        assert not set("▁▂▃▄▅▆▇█") & set(shown), form
    assert "8,592 · 11,524 · 5,782" in run.ok(*line).stdout


@pytest.mark.parametrize(
    "zone, shown",
    [
        ("shuozhou", {"revenue": "25898万元"}),
        ("yuanping", {"factory-area": "31万平方米", "factory-area-in-use": "15.2万平方米", "flats": "612套"}),
        ("anze", {"connected": "100%", "digital-cost": "21%"}),
        ("wuxiang", {"approvals": "11个", "deregistrations": "4家"}),
    ],
)
def test_the_shipped_zones_report_their_indicators_each_with_its_source(
    run: Caller, sample: Path, zone: str, shown: dict[str, str]
) -> None:
    found = run.json("report", "--zone", zone, today="2025-04-30").table("indicators")
    assert {row["ref"].split("/")[1]: row["written"] for row in found} == shown
    for row in found:
        traced = run.json("source", row["ref"], "value", today="2025-04-30").table("inputs")
        assert all(one["source"] == "《科学导报》2025年春季报道" and one["entry"] for one in traced)


def test_the_shipped_factories_are_in_use_by_half(run: Caller, sample: Path) -> None:
    row = run.json("indicator", "list", today="2025-04-30").row("indicators", "yuanping/factory-area-in-use")
    assert row["share"] == "49.03"
    assert run.ok("indicator", "list", today="2025-04-30").stdout.count("经济技术开发区") >= 3  # whose each of them is


@pytest.mark.parametrize("period, on, last", [("1月", "2025-02-03", "2025-01-31"), ("Q1", "2025-04-03", "2025-03-31")])
def test_a_period_without_a_year_is_of_the_year_of_on(
    period: str, on: str, last: str, run: Caller, shuozhou: Path
) -> None:
    for basis in ("ytd", "month", "level"):
        argv = (REVENUE, "1亿元", "--for", period, "--on", on, "--basis", basis)
        run.ok("indicator", "record", *argv, db=shuozhou, today="2026-11-25")
        newest = run.ok("history", REVENUE, "--format", "json", db=shuozhou, today="2026-11-25").table("entries")[0]
        assert newest["span"]["last"] == last

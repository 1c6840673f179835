"""The rules on entry: what can never be is refused, what is unlikely needs a reason and is flagged from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller, Result

ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/water-plant"
PIPES, PAVING = f"{ROAD}/pipes", f"{ROAD}/paving"
REASON = ("--reason", "经核实")


def refused(run: Caller, own: Path, *argv: str, code: int = 2) -> Result:
    """Call, and insist that it was refused in a sentence and that nothing was written."""
    before = own.read_bytes()
    result = run(*argv)
    assert (result.exit_code, result.stdout) == (code, ""), result
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) >= 1
    assert own.read_bytes() == before
    return result


# What can never be, whatever the reason; and what the sentence must name.
NEVER = {
    "above 100 %": (["update", PIPES, "101%"], "101%"),
    "negative percentage": (["update", PIPES, "--", "-1%"], "-1%"),
    "negative quantity": (["update", PIPES, "--", "-1km"], "-1km"),
    "negative money": (["total", PLANT, "--", "-5万元"], "-5万元"),
    "negative flow without --refund": (["invested", PLANT, "--month", "2025-03", "--", "-5万元"], "--refund"),
    "NaN": (["update", PIPES, "nan"], "nan"),
    "NaN yuan": (["total", PLANT, "NaN万元"], "NaN万元"),
    "a fact in the future": (["update", PIPES, "90%", "--on", "2025-04-15"], "2025-04-15"),
    "finished in the future": (["done", PIPES, "--on", "2025-05-01"], "2025-05-01"),
    "a stage in the future": (["stage", PLANT, "在建", "--on", "2025-06"], "2025-06"),
    "a flow of the future": (["invested", PLANT, "5万元", "--month", "2025-05"], "2025-05"),
    "no figure and no words": (["update", PIPES], PIPES),
    "a bare number": (["update", PIPES, "85"], "%"),
    "a bare amount": (["total", PLANT, "1200"], "1200万元"),
    "dollars": (["total", PLANT, "100万美元"], "美元"),
    "a sign of dollars": (["invested", PLANT, "$5,000", "--since-start"], "$"),
    "pounds": (["plan", PLANT, "£5万", "--for", "2025"], "£5万"),
    "a range of money": (["total", PLANT, "3亿-5亿元"], "3亿-5亿元"),
    "money over two years": (["invested", PLANT, "5万元", "--month", "2024-11 to 2025-02"], "2024-11 to 2025-02"),
    "two spans at once": (["invested", PLANT, "5万元", "--ytd", "--since-start"], "--ytd"),
    "a refund of a level": (["invested", PLANT, "5万元", "--since-start", "--refund"], "--month"),
    "a quantity in another unit": (["update", PIPES, "3公顷"], "3公顷"),
    "progress of a zone": (["update", "xiaohe", "80%"], "xiaohe"),
    "a measure with its own command": (["update", PLANT, "5km", "--measure", "invested"], "invested"),
    "a stage that a milestone cannot have": (["stage", PIPES, "储备"], "储备"),
    "before August": (["reschedule", PLANT, "--due", "8月前"], "2025-07-31"),
    "a day that is not": (["reschedule", PLANT, "--due", "2月30日"], "2月30日"),
}


@pytest.mark.parametrize("name", NEVER)
def test_what_can_never_be(name: str, run: Caller, own: Path) -> None:
    argv, named = NEVER[name]
    where = argv.index("--") if "--" in argv else len(argv)
    assert named in refused(run, own, *argv[:where], *REASON, *argv[where:]).stderr


def test_august_before_names_both_ways_to_say_it(run: Caller, own: Path) -> None:
    said = refused(run, own, "reschedule", PLANT, "--due", "8月前", *REASON).stderr
    assert "2025-07-31前" in said
    assert "2025-08-31前" in said
    run.ok("reschedule", PLANT, "--due", "2025-07-31前", *REASON)


# A date without a year that has two honest readings; both are named.
AMBIGUOUS = {
    "a plan already past": (["reschedule", PLANT, "--due", "3月", *REASON], "2025-03", "2026-03"),
    "a start already past": (
        ["add", "某路", "--zone", "xiaohe", "--slug", "m", "--start", "1月"],
        "2025-01",
        "2026-01",
    ),
    "a milestone already past": (
        ["add", "某路", "--zone", "xiaohe", "--slug", "m", "-m", "管线, 2月底前"],
        "2025-02-28",
        "2026-02-28",
    ),
    "a fact still to come": (["update", PIPES, "90%", "--on", "8月5日"], "2025-08-05", "2024-08-05"),
    "a view of what is still to come": (["status", "--as-of", "11月"], "2025-11", "2024-11"),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_an_ambiguous_date_is_refused_with_both_readings(name: str, run: Caller, own: Path) -> None:
    argv, one, other = AMBIGUOUS[name]
    said = refused(run, own, *argv).stderr
    assert one in said
    assert other in said


@pytest.mark.parametrize("answer, due", [("1", "2026-03"), ("2", "2025-03"), ("", "2026-03")])
def test_at_a_terminal_an_ambiguous_date_is_asked_for(answer: str, due: str, run: Caller, own: Path) -> None:
    result = run.ok("reschedule", PLANT, "--due", "3月", *REASON, tty=True, stdin=f"{answer}\n")
    assert "2026-03" in result.stderr
    assert "2025-03" in result.stderr
    assert run.json("show", PLANT).row("project", PLANT)["due"]["edtf"] == due


# What is unlikely: what was said before, what is refused, which flag it gets with a reason.
UNLIKELY = {
    "falling progress": ([], ["update", PIPES, "70%"], PIPES, "falling"),
    "falling quantity": ([["update", PAVING, "800m"]], ["update", PAVING, "0.5km"], PAVING, "falling"),
    "quantity against a percentage": ([], ["update", PIPES, "3km"], PIPES, "falling"),
    "falling since the start": (
        [["invested", PLANT, "500万元", "--since-start"]],
        ["invested", PLANT, "400万元", "--since-start"],
        PLANT,
        "falling",
    ),
    "falling within a year": (
        [["invested", PLANT, "500万元", "--ytd", "--on", "2025-02-28"]],
        ["invested", PLANT, "400万元", "--ytd", "--on", "2025-03-31"],
        PLANT,
        "falling",
    ),
    "quantity above its total": ([], ["update", PIPES, "4.1km"], PIPES, "above_total"),
    "invested above the total": ([], ["invested", PLANT, "1.2亿元", "--since-start"], PLANT, "above_total"),
    "a flow above the total": ([], ["invested", PLANT, "1.2亿元", "--month", "2025-03"], PLANT, "above_total"),
    "a total below what is invested": (
        [["invested", PLANT, "500万元", "--since-start"]],
        ["total", PLANT, "400万元"],
        PLANT,
        "above_total",
    ),
}
FLAGS = {"falling": ("数字回落", "lower than before"), "above_total": ("超过总数", "above its total")}


@pytest.mark.parametrize("name", UNLIKELY)
def test_what_is_unlikely_needs_a_reason_and_is_flagged(name: str, run: Caller, own: Path) -> None:
    before, argv, ref, flag = UNLIKELY[name]
    for told in before:
        run.ok(*told)
    said = refused(run, own, *argv).stderr
    assert ref in said
    assert "--reason" in said
    assert FLAGS[flag][0] in run.ok(*argv, *REASON).stderr
    project = ref.rpartition("/")[0] if ref.count("/") == 2 else ref
    shown = run.json("show", project)
    own_row = shown.row("milestones", ref) if ref != project else shown.row("project", project)
    assert own_row["flags"] == [flag]
    for lang, words in zip(("zh", "en"), FLAGS[flag], strict=True):
        assert words in run.ok("show", project, lang=lang).stdout


def test_a_figure_is_compared_with_both_neighbours_in_time(run: Caller, own: Path) -> None:
    late_report = ("update", PIPES, "85%", "--on", "2025-04-12")  # on the 13th it was 80 %
    said = refused(run, own, *late_report).stderr
    assert "80%" in said
    assert "2025-04-13" in said
    run.ok(*late_report, *REASON)
    flags = {day: run.json("show", PIPES, "--as-of", day).row("milestones", PIPES)["flags"] for day in DAYS}
    assert flags == {"2025-04-12": ["falling"], "2025-04-13": []}


DAYS = ("2025-04-12", "2025-04-13")


def test_a_new_year_begins_from_nothing(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "500万元", "--ytd", "--on", "2024-12-31")
    run.ok("invested", PLANT, "100万元", "--ytd", "--on", "2025-03-31")
    assert run.json("show", PLANT).row("project", PLANT)["flags"] == []


def test_a_refund_is_a_negative_flow(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "500万元", "--since-start", "--on", "2025-02-28")
    run.ok("invested", PLANT, "20万元", "--month", "2025-03", "--refund")
    assert run.json("show", PLANT).row("project", PLANT)["invested"]["amount"] == "480.00"


def test_periods_that_overlap_cannot_be_added_up(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "500万元", "--since-start", "--on", "2025-03-15")
    assert "500万元" in refused(run, own, "invested", PLANT, "20万元", "--month", "2025-03", *REASON).stderr


# One name, written in other ways.
TWINS = {
    "full width": ("Ａ区（一期）", "A区(一期)"),
    "case": ("ABC Park", "abc park"),
    "two blanks": ("产业园 一期", "产业园  一期"),
    "composed": ("Cafe\u0301", "Caf\u00e9"),
}


@pytest.mark.parametrize("kind", ["zone", "project", "milestone", "edit"])
@pytest.mark.parametrize("name", TWINS)
def test_the_same_name_twice(name: str, kind: str, run: Caller, own: Path) -> None:
    first, second = TWINS[name]
    make, ref = {
        "zone": (["zone", "add", "{}"], "t"),
        "project": (["add", "{}", "--zone", "yuanping"], "yuanping/t"),
        "milestone": (["milestone", "add", "{}", "--project", ROAD], f"{ROAD}/t"),
        "edit": (["add", "{}", "--zone", "yuanping"], "yuanping/t"),
    }[kind]
    run.ok(*(word.format(first) for word in make), "--slug", "t")
    again = ["edit", PLANT, "--name", second] if kind == "edit" else [word.format(second) for word in make]
    slug = [] if kind == "edit" else ["--slug", "u"]
    assert ref in refused(run, own, *again, *slug, code=4).stderr


def test_a_name_may_stand_in_two_zones(run: Caller, own: Path) -> None:
    run.ok("add", "代王路", "--zone", "yuanping", "--slug", "daiwang-road")


def test_no_zone_is_called_like_the_journal_of_zones(run: Caller, own: Path) -> None:
    """Else ledger#3 would be two entries, and undo would take back the wrong one."""
    refused(run, own, "zone", "add", "某区", "--slug", "ledger", code=4)
    refused(run, own, "edit", "xiaohe", "--slug", "ledger", code=4)
    run.ok("edit", PLANT, "--slug", "ledger")


def test_an_order_that_no_list_has(run: Caller, own: Path) -> None:
    for order in ("0", "-1", "1.5", "9" * 30):
        refused(run, own, "edit", PLANT, f"--order={order}")


def test_a_slug_given_twice_is_refused_one_taken_from_a_name_gets_a_number(run: Caller, own: Path) -> None:
    assert (
        "water-plant"
        in refused(run, own, "add", "另一座水厂", "--zone", "yuanping", "--slug", "water-plant", code=4).stderr
    )
    run.ok("add", "水厂", "--zone", "yuanping")
    assert "yuanping/shuichang-2" in run.ok("add", "水场", "--zone", "yuanping").stderr


def test_a_project_with_one_bad_milestone_is_not_added_at_all(run: Caller, own: Path) -> None:
    for piece, named in (("管线, 待定", "待定"), ("管线, 4km, 5km", "5km"), ("管线, 权重0", "0"), ("", "")):
        assert named in refused(run, own, "add", "某路", "--zone", "xiaohe", "-m", "路基", "-m", piece).stderr


def test_a_milestone_line_may_say_everything(run: Caller, own: Path) -> None:
    line = "“管线,一期”, 4千米, 八成, 3月起, 2025年8月底前, 权重2.5"
    run.ok("add", "某路", "--zone", "yuanping", "--slug", "m", "-m", line, today="2025-03-31")
    [row] = run.json("show", "yuanping/m").table("milestones")
    assert (row["name"], row["quantity"]["total"], row["progress"]["low"]) == ("管线,一期", "4", "80")
    assert (row["start"] or {}).get("edtf", "2025-03") == "2025-03"
    assert (row["due"]["last"], row["weight"]) == ("2025-08-31", "2.5")


def test_a_slip_is_counted_and_keeps_the_baseline(run: Caller, own: Path) -> None:
    for due in ("9月底前", "10月底前"):
        run.ok("reschedule", PAVING, "--due", due, *REASON)
    row = run.json("show", ROAD).row("milestones", PAVING)
    assert (row["due"]["last"], row["baseline_due"]["edtf"]) == ("2025-10-31", "2025-08")
    assert row["slips"] == 2
    page = run.ok("show", ROAD).stdout
    assert "推迟2次" in page


def test_plural_and_singular(run: Caller, own: Path) -> None:
    run.ok("reschedule", PAVING, "--due", "2025-08-31", *REASON)
    for due, words in (("2025-09-01", "1 day later"), ("2025-09-03", "2 days later"), ("2025-09-02", "1 day earlier")):
        assert words in run.ok("reschedule", PAVING, "--due", due, *REASON, lang="en").stderr
    assert "推迟1天" in run.ok("reschedule", PAVING, "--due", "2025-09-03", *REASON).stderr


def test_a_refund_of_what_nobody_reported_as_paid_is_not_what_is_invested(run: Caller, own: Path) -> None:
    run.ok("add", "某路", "--zone", "yuanping", "--slug", "pb")
    back = ("invested", "pb", "20万元", "--month", "2025-03", "--refund", "--on", "2025-04-01")
    assert "未报" in run.ok(*back).stderr
    for report, table in (("pace", "pace"), ("show", "project")):
        assert run.json(report, "yuanping/pb").row(table, "yuanping/pb")["invested"] is None
    assert "退回" in run.ok("show", "yuanping/pb").stdout
    assert [row["state"] for row in run.json("source", "yuanping/pb", "invested").table("inputs")] == ["left_out"]
    run.ok("invested", "pb", "250万元", "--month", "2025-02", "--on", "2025-04-01")
    assert run.json("pace", "yuanping/pb").row("pace", "yuanping/pb")["invested"]["amount"] == "230.00"

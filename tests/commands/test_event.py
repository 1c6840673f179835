"""`event`, `procedure`, `enterprise`: recorded, shown, due in `overdue` and `check`, traced and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calling import Caller

BRIEFING = "xiaohe/briefing"
ADD = ("event", "add", "政策宣讲会", "--zone", "xiaohe", "--slug", "briefing", "--on", "2025-04-10")
HELD = ("--attendees", "50余家", "--org", "税务局", "--org", "工信局", "--topic", "增值税", "--say", "发了材料。")
AFTER = ("event", "follow-up", "汇总问题", "--event", BRIEFING, "--slug", "questions", "--owner", "税务局")
PLANT = "yuanping/water-plant"


@pytest.fixture
def briefing(run: Caller, own: Path) -> Path:
    run.ok(*ADD, *HELD, "--source", "会议纪要")
    run.ok(*AFTER, "--due", "2025-04-20")
    return own


def test_an_event_with_all_that_was_said_of_it(run: Caller, briefing: Path) -> None:
    row = run.json("show", BRIEFING).row("event", BRIEFING)
    assert (row["name"], row["on"]["edtf"], row["attendees"]["qualifier"]) == ("政策宣讲会", "2025-04-10", "over")
    assert (row["orgs"], row["topics"], row["words"]) == (["税务局", "工信局"], ["增值税"], ["发了材料。"])
    assert row["source"] == "会议纪要"


def test_what_is_known_later_stands_beside_it_and_the_last_word_on_its_day_counts(run: Caller, briefing: Path) -> None:
    run.ok("event", "record", BRIEFING, "--topic", "研发", "--on", "2025-04-09", "--attendees", "61家")
    row = run.json("event", "show", BRIEFING).row("event", BRIEFING)
    assert (row["topics"], row["on"]["edtf"], row["attendees"]["value"]) == (["增值税", "研发"], "2025-04-09", "61")
    assert run("event", "record", BRIEFING).exit_code == 2


def test_an_event_to_come_is_known_from_today_on(run: Caller, own: Path) -> None:
    run.ok(*ADD[:-1], "2025-05-20")
    assert run.json("event", "list").row("events", BRIEFING)["on"]["edtf"] == "2025-05-20"
    assert run.json("event", "list", "--as-of", "2025-04-13").table("events") == []


@pytest.mark.parametrize("day, late, code", [("2025-04-14", 0, 0), ("2025-04-20", 0, 0), ("2025-04-21", 1, 10)])
def test_a_follow_up_is_in_overdue_and_late_in_check(
    run: Caller, briefing: Path, day: str, late: int, code: int
) -> None:
    (row,) = run.json("overdue", today=day).table("dues")
    assert (row["ref"], row["kind"], row["days_late"] or 0, row["owner"]) == (
        f"{BRIEFING}/questions",
        "followup",
        late,
        "税务局",
    )
    assert run("check", today=day).exit_code == code
    assert "汇总问题" in run("check", "--within", "30", today=day).stdout
    assert run.json("overdue", "--zone", "yuanping", today=day).stdout.count("汇总问题") == 0


def test_a_follow_up_that_is_done_or_put_off_is_due_no_more(run: Caller, briefing: Path) -> None:
    run.ok("reschedule", f"{BRIEFING}/questions", "--due", "2025-12-31", "--reason", "等材料", today="2025-04-15")
    assert "汇总问题" not in run.ok("overdue", today="2025-04-25").stdout
    run.ok("undo", today="2025-04-15")
    assert "汇总问题" in run.ok("overdue", today="2025-04-25").stdout
    run.ok("event", "done", f"{BRIEFING}/questions", "--on", "2025-04-18", today="2025-04-18")
    row = run.json("event", "list", today="2025-04-25").row("followups", f"{BRIEFING}/questions")
    assert (row["light"], row["done_on"]["edtf"]) == ("done", "2025-04-18")
    assert "汇总问题" not in run.ok("overdue", today="2025-04-25").stdout
    assert "汇总问题" in run.ok("overdue", "--as-of", "2025-04-17", today="2025-04-25").stdout
    assert run("reschedule", f"{BRIEFING}/questions", "--start", "2025-05-01", "--reason", "x").exit_code == 2


def test_its_story_is_told_and_taken_back(run: Caller, briefing: Path) -> None:
    story = run.json("history", BRIEFING).table("entries")
    assert [row["new"] for row in story if row["what"] == "followup"] == ["汇总问题"]
    orgs = [row for row in story if row["what"] == "e:org"]
    assert [row["old"] for row in orgs] == [None, None]
    assert "会议纪要" in run.ok("source", BRIEFING).stdout
    assert [row["value"] for row in run.json("source", BRIEFING, "orgs").table("inputs")] == ["工信局", "税务局"]
    assert run.json("source", f"{BRIEFING}/questions", "light").table("inputs")[0]["value"]["edtf"] == "2025-04-20"
    run.ok("undo")
    run.ok("undo")
    assert run("event", "show", BRIEFING).exit_code == 3


def test_a_procedure_with_its_state_its_words_and_its_expiry(run: Caller, own: Path) -> None:
    run.ok("procedure", PLANT, "环评", "已办", "--on", "2025-03-20", "--expires", "2025-05-01")
    run.ok("procedure", PLANT, "前期手续", "--say", "基本完成")
    first, second = run.json("show", PLANT).table("procedures")
    assert (first["name"], first["state"], first["expires"]["edtf"]) == ("环评", "done", "2025-05-01")
    assert (second["name"], second["state"], second["words"]) == ("前期手续", None, "基本完成")
    assert "p:环评" not in run.json("show", PLANT).stdout
    assert "手续“环评”" in run.ok("source", PLANT).stdout
    assert [row["figure"] for row in run.json("source", PLANT, "环评").table("inputs")] == ["p:环评", "p:环评:expires"]
    assert "procedure “环评”" in run.ok("source", PLANT, lang="en").stdout


def test_a_validity_that_ends_is_told_by_check(run: Caller, own: Path) -> None:
    run.ok("procedure", PLANT, "环评", "已办", "--expires", "2025-05-01")
    assert run("check", today="2025-05-01").exit_code == 0
    assert "环评" in run("check", "--within", "20", today="2025-04-14").stdout
    assert "环评" not in run("check", "--within", "10", today="2025-04-14").stdout
    assert run("check", today="2025-05-02").exit_code == 10
    run.ok("stage", PLANT, "竣工", today="2025-05-02")
    assert run("check", today="2025-05-02").exit_code == 0


def test_by_when_to_follow_up_holds_from_the_beginning_as_plans_do(run: Caller, own: Path) -> None:
    run.ok(*ADD, today="2026-01-10")
    run.ok(*AFTER, "--due", "2025-04-20", today="2026-01-10")
    past = {"today": "2026-01-10"}
    (row,) = run.json("overdue", "--as-of", "2025-04-25", **past).table("dues")
    assert (row["ref"], row["days_late"], row["owner"]) == (f"{BRIEFING}/questions", 5, None)
    assert run("check", "--as-of", "2025-04-25", **past).exit_code == 10
    run.ok("source", f"{BRIEFING}/questions", "due", "--as-of", "2025-04-25", **past)
    run.ok("reschedule", f"{BRIEFING}/questions", "--due", "2026-06-30", "--reason", "等材料", today="2026-01-11")
    (row,) = run.json("overdue", "--as-of", "2025-04-25", **past).table("dues")
    assert row["due"]["edtf"] == "2025-04-20"
    assert "汇总问题" not in run.ok("overdue", "--as-of", "2025-04-09", **past).stdout


@pytest.fixture
def both_late(run: Caller, briefing: Path) -> Path:
    """A follow-up late since 2025-04-21, and a procedure of no owner since 2025-04-22; no project is late by then."""
    run.ok("procedure", PLANT, "环评", "已办", "--expires", "2025-04-21")
    return briefing


LATE = {"today": "2025-04-25"}
SAYS_NONE = ("没有逾期", "Nothing is late", "nothing late", "none of them late")


@pytest.mark.parametrize("lang, counted", [("zh", "另有跟进事项和手续2项逾期。"), ("en", "procedures, late: 2.")])
@pytest.mark.parametrize("paper", [("brief",), ("bulletin", "--month", "2025-04")], ids=lambda paper: paper[0])
def test_papers_count_and_list_what_is_late_besides_projects(
    run: Caller, both_late: Path, paper: tuple[str, ...], lang: str, counted: str
) -> None:
    page = run.ok(*paper, lang=lang, **LATE).stdout
    assert counted in page
    assert "汇总问题" in page
    assert "税务局" in page
    assert "环评" in page
    bare = page.replace("项目和节点没有", "")
    assert not [none for none in SAYS_NONE if none in bare]
    result = run.json(*paper, lang=lang, **LATE)
    assert [row["name"] for row in result.table("dues")] == ["汇总问题", "环评"]
    rests = {tuple(source) for row in result.table("sentences") for source in row["source"]}
    assert {(f"{BRIEFING}/questions", "due"), (PLANT, "环评")} <= rests
    for source in rests:
        run.ok("source", *source, lang=lang, **LATE)


def test_papers_list_what_is_due_soon_besides_projects(run: Caller, both_late: Path) -> None:
    page = run.ok("brief", "--as-of", "2025-04-14", today="2025-04-14").stdout
    assert "另有跟进事项和手续2项在未来30天内到期。" in page
    assert "政策宣讲会 · 汇总问题" in page
    one_late = run.ok("bulletin", "--month", "2025-04", today="2025-04-21").stdout
    assert "另有跟进事项和手续1项逾期、1项在未来30天内到期。" in one_late
    assert "政策宣讲会的跟进事项“汇总问题”应于2025年4月20日完成，已逾期1天，责任单位：税务局。" in one_late
    assert "手续“环评”有效期至2025年4月21日，责任单位：未报。" in one_late


def test_status_and_overdue_speak_of_projects_where_a_follow_up_is_late(run: Caller, both_late: Path) -> None:
    assert "项目和节点没有逾期事项" in run.ok("overdue", **LATE).stdout
    assert "另有2项跟进事项和手续逾期，见 zonetrack overdue。" in run.ok("status", **LATE).stdout
    assert (
        "另有1项跟进事项和手续逾期，见 zonetrack overdue --zone xiaohe。" in run.ok("status", "xiaohe", **LATE).stdout
    )
    assert "跟进事项和手续" not in run.ok("status", today="2025-04-14").stdout


@pytest.mark.parametrize(
    "line",
    [
        ("procedure", PLANT, "环评"),
        ("procedure", PLANT, "环评", "基本完成"),
        ("procedure", PLANT, "环评:批复", "done"),
        ("enterprise", "甲公司", "--zone", "yuanping"),
        ("enterprise", "甲公司", "--zone", "yuanping", "--wanted", "很大"),
        ("event", "add", "会", "--zone", "xiaohe"),
        ("event", "follow-up", "事", "--event", BRIEFING),
    ],
)
def test_what_says_nothing_or_cannot_be_read_is_refused(run: Caller, own: Path, line: tuple[str, ...]) -> None:
    result = run(*line)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_an_enterprise_is_on_the_page_of_its_zone_and_in_no_figure_of_it(run: Caller, own: Path) -> None:
    run.ok(
        "enterprise", "甲公司", "--zone", "yuanping", "--chain", "肉鸡", "--wanted", "5000平方米", "--given", "3000㎡"
    )
    (row,) = run.json("report", "--zone", "yuanping").table("enterprises")
    assert (row["name"], row["chain"], row["area_wanted"]["value"], row["area_given"]["unit"]) == (
        "甲公司",
        "肉鸡",
        "5000",
        "m2",
    )
    assert "zone_figures" not in run.json("report", "--zone", "yuanping").stdout
    run.ok("undo")
    assert "甲公司" not in run.ok("report", "--zone", "yuanping").stdout


@pytest.mark.parametrize("name", ["table", "md", "html", "csv", "tsv", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_has_the_events_of_a_zone(run: Caller, briefing: Path, name: str, lang: str) -> None:
    shown = run.ok("event", "list", "--format", name, lang=lang).stdout
    assert "政策宣讲会" in shown
    assert "增值税" in shown
    assert "汇总问题" in run.ok("event", "list", "--format", name, *_one(name), lang=lang).stdout


def _one(name: str) -> tuple[str, ...]:
    return ("--table", "followups") if name in ("csv", "tsv") else ()


@pytest.mark.parametrize(
    "zone, terms",
    [
        (
            "yongji",
            ["2025年企业政策宣讲会", "超50家", "重点企业", "民营经济促进中心", "增值税留抵退税", "政策跟踪服务"],
        ),
        ("shuozhou", ["远程新能源重卡品鉴会", "2025-03-12"]),
        ("wuxiang", ["绿农农牧有限公司", "丰州镇曹村", "太行沃土有限公司", "山西农业大学"]),
    ],
)
def test_the_shipped_zones_show_their_events_and_enterprises(
    run: Caller, sample: Path, zone: str, terms: list[str]
) -> None:
    shown = run.ok("report", "--zone", zone, today="2025-04-24").stdout
    assert [term for term in terms if term not in shown] == []


def test_the_preliminary_procedures_of_yuanping_have_words_and_no_state(run: Caller, sample: Path) -> None:
    (row,) = run.json("show", PLANT, today="2025-04-24").table("procedures")
    assert (row["name"], row["state"], row["words"]) == ("前期手续", None, "基本完成")


def test_a_ledger_taken_whole_has_events_and_what_is_said_of_them(run: Caller, briefing: Path, tmp_path: Path) -> None:
    run.ok("export", "-o", "whole.json")
    other = tmp_path / "other.db"
    run.ok("init", other)
    run.ok("import", "whole.json", db=other)
    assert run.json("event", "show", BRIEFING, db=other).row("event", BRIEFING)["topics"] == ["增值税"]
    assert "汇总问题" in run.ok("overdue", today="2025-04-25", db=other).stdout

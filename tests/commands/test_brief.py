"""`brief`: one sheet of paper, three sentences first, nothing on it that no fact says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdf
import pytest
from tests.render import browser

from . import papers
from .calling import Caller

ON = ("--zone", "xiaohe", "--as-of", "2025-09-01")


@pytest.fixture
def chromium() -> str:
    found = browser.find()
    if found is None:
        pytest.skip("no browser is installed: apt install chromium fonts-wqy-microhei")
    return found


def test_three_sentences_come_first(run: Caller, sample: Path) -> None:
    lines = run.ok("brief", *ON, today="2026-06-01").stdout.splitlines()
    assert lines[0] == "潇河新兴产业园区简报"
    assert lines[3] == (
        "截至2025年9月1日，潇河新兴产业园区在册项目1个，其中1个有逾期事项，共逾期2项；节点4个，已完成1个。"
        "2025年8月2日以来台账新增记载：新增逾期1项。"
        "逾期最久的是代王路“雨污水管线”节点，计划2025年5月完成，已逾期93天，责任单位：未报。"
    )


def test_it_reads_in_english(run: Caller, sample: Path) -> None:
    lines = run.ok("brief", *ON, lang="en", today="2026-06-01").stdout.splitlines()
    assert lines[3] == (
        "As of 1 September 2025, 潇河新兴产业园区: 1 project on record, of them late: 1 (late items: 2; "
        "milestones done: 1 of 4). New on record since 2 August 2025: 1 newly late. "
        "Late longest: 雨污水管线 of 代王路, due May 2025, 93 days late (answerable: not reported)."
    )


def test_every_list_says_where_there_is_nothing(run: Caller, sample: Path) -> None:
    page = run.ok("brief", *ON, today="2026-06-01").stdout
    for heading in ("逾期事项（2项）", "30天内到期：无", "需协调解决的问题：台账未登记", "未上报（1个）"):
        assert heading in page.splitlines()
    assert "1个项目均未报送总投资和完成投资。" in page


def test_a_day_on_which_nothing_is_late(run: Caller, sample: Path) -> None:
    asked = ("brief", "--zone", "xiaohe", "--as-of", "2025-05-15", "--since", "2025-05-01")
    page = run.ok(*asked, today="2026-06-01").stdout
    assert "项目和节点没有逾期事项；节点4个，已完成1个。2025年5月1日以来，台账没有新的变化。" in page
    assert "未来30天内有1项到期，最近的是代王路“雨污水管线”节点，计划2025年5月完成，还剩16天，责任单位：未报。" in page
    assert "30天内到期（1项，其中7天内0项）" in page


def test_since_an_entry(run: Caller, own: Path) -> None:
    run.ok("update", "xiaohe/daiwang-road/pipes", "90%", today="2025-04-20")
    page = run.ok("brief", "--zone", "xiaohe", "--since", "xiaohe#3", today="2025-04-21").stdout
    assert "xiaohe#3以来台账新增记载：" in page
    assert "有进展1项" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("zone", [(), ("--zone", "xiaohe")], ids=["all", "one"])
def test_every_sentence_can_be_traced(run: Caller, sample: Path, zone: tuple[str, ...], lang: str) -> None:
    asked = ("brief", *zone, "--as-of", "2025-09-01", "--since", "2025-04-01")
    result = run.json(*asked, lang=lang, today="2026-06-01")
    rows = papers.sentences(result)
    assert len(rows) >= 4
    page = run.ok(*asked, lang=lang, today="2026-06-01").stdout
    for row in rows:
        assert row["text"] in page
        assert row["source"]
        for source in row["source"]:
            run.ok("source", *source, "--as-of", "2025-09-01", lang=lang, today="2026-06-01")


def test_what_the_sheet_shortens_is_whole_in_the_data(run: Caller, home: Path) -> None:
    crowded = papers.crowd(run, home, 1, 12)
    result = run.json("brief", "--as-of", "2025-09-01", today="2025-09-01", db=crowded)
    tables = ("overdue", "due_soon", "open_problems", "unreported")
    assert [len(result.table(key)) for key in tables] == [24, 12, 12, 12]
    assert result.table("open_problems")[0]["problem"] == papers.PROBLEM
    page = run.ok("brief", "--as-of", "2025-09-01", today="2025-09-01", db=crowded).stdout
    assert "逾期事项（24项，列出前" in page
    assert "需协调解决的问题（12个，列出前" in page
    assert papers.PROBLEM not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("zones, projects", [(1, 1), (1, 3), (1, 12), (6, 4)])
def test_it_prints_on_exactly_one_page(
    run: Caller, home: Path, chromium: str, zones: int, projects: int, lang: str
) -> None:
    crowded = papers.crowd(run, home, zones, projects)
    page = home / "brief.html"
    run.ok("brief", "--as-of", "2025-09-01", "-o", page, today="2025-09-01", lang=lang, db=crowded)
    printed = browser.print_page(chromium, page, home)
    assert len(printed.pdf.pages) == 1
    assert printed.asked_for == []
    run.ok("brief", "--as-of", "2025-09-01", "-o", home / "brief.pdf", today="2025-09-01", lang=lang, db=crowded)
    assert len(pypdf.PdfReader(home / "brief.pdf").pages) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lists_take_the_room_that_there_is(run: Caller, home: Path, chromium: str, lang: str) -> None:
    path = papers.many(run, home)
    page = home / "brief.html"
    run.ok("brief", "--as-of", "2025-09-15", "-o", page, today="2025-09-15", lang=lang, db=path)
    printed = browser.print_page(chromium, page, home)
    [sheet] = printed.pdf.pages
    assert lowest(sheet) > 0.82 * float(sheet.mediabox.height)
    text = page.read_text(encoding="utf-8")
    assert "第3经济技术开发区" in text
    shown = re.search(r"(?:列出前|the first )(\d+)", text)
    assert shown
    assert int(shown[1]) > 4  # of late items


def lowest(sheet: pypdf.PageObject) -> float:
    """How far down from the upper edge of a page its lowest text stands, in points."""
    heights: list[float] = []

    def see(text: str, user: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            heights.append(user[5] + user[3] * place[5])

    sheet.extract_text(visitor_text=see)
    return float(sheet.mediabox.height) - min(heights)


@pytest.mark.parametrize("projects", [12, 40, 120])
def test_the_silent_fill_no_more_than_the_page(run: Caller, home: Path, chromium: str, projects: int) -> None:
    path = home / "silent.db"
    run.ok("init", path)
    run.ok("zone", "add", "园区", "--slug", "z", db=path)
    for number in range(projects):
        run.ok("add", f"第{number}号重点基础设施配套提升工程", "--zone", "z", "--slug", f"p{number}", db=path)
    page = home / "brief.html"
    run.ok("brief", "--as-of", "2025-09-01", "-o", page, today="2025-09-01", db=path)
    assert len(browser.print_page(chromium, page, home).pdf.pages) == 1
    text = page.read_text(encoding="utf-8")
    assert (f"未上报（{projects}个，列出前" in text) == (projects > 12)


def test_the_shipped_brief_prints_on_one_page(run: Caller, sample: Path, home: Path, chromium: str) -> None:
    page = home / "brief.html"
    run.ok("brief", *ON, "-o", page, today="2026-06-01")
    printed = browser.print_page(chromium, page, home)
    [sheet] = printed.pdf.pages
    assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == (595, 842)


def test_the_same_brief_again_by_its_entry(run: Caller, sample: Path) -> None:
    known = json.loads(run.json("brief", *ON, today="2026-06-01").stdout)["known"]
    before = run.ok("brief", *ON, today="2026-06-01").stdout
    run.ok("done", "xiaohe/daiwang-road/pipes", "--on", "2025-08-30", today="2026-06-01")
    assert run.ok("brief", *ON, today="2026-06-02").stdout != before
    assert run.ok("brief", *ON, "--known", known, today="2026-06-02").stdout == before

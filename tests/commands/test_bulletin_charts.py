"""The charts behind a bulletin: which there are, that every format shows them, and that none is longer than a page."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from tests.render import browser

from zonetrack.render import png, svg

from . import libreoffice, papers
from .calling import Caller

APRIL = ("bulletin", "--zone", "xiaohe", "--month", "2025-04")
LATER = "2026-06-01"
PICTURE = {"zh": "代王路：进度图", "en": "代王路: schedule"}
WHERE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def written(run: Caller, path: Path, *asked: object, lang: str = "zh", db: Path | None = None) -> Path:
    run.ok(*(asked or APRIL), "-o", path, "--force", lang=lang, today=LATER, **({"db": db} if db else {}))
    return path


def many(run: Caller, folder: Path, projects: int, name: str = "第{}号重点工程") -> Path:
    """Make a ledger of one zone whose projects have deadlines, progress, and every third of them is late."""
    path = folder / "many.db"
    run.ok("init", path)
    run.ok("zone", "add", "园区", "--slug", "z", db=path)
    for number in range(projects):
        due = f"2025-{3 if number % 3 == 2 else 11:02d}-{number % 28 + 1:02d}"
        run.ok("add", name.format(number), "--zone", "z", "--slug", f"p{number}", "--due", due, db=path)
        run.ok("update", f"z/p{number}", f"{number % 90}%", "--on", "2025-04-01", db=path)
    return path


def test_the_schedule_and_the_deadlines_stand_last(run: Caller, sample: Path, lang: str) -> None:
    page = run.ok(*APRIL, lang=lang, today=LATER).stdout
    annex = page[page.rindex({"zh": "项目进展情况图", "en": "Charts"}[lang]) :]
    assert PICTURE[lang] in annex
    assert {"zh": "各月到期节点", "en": "deadlines by month"}[lang] in annex
    assert "◆" in annex


def test_where_nothing_can_be_drawn_there_is_no_annex(run: Caller, sample: Path, home: Path) -> None:
    run.ok("zone", "add", "新区", "--slug", "bare", db=sample)
    run.ok("add", "无日期项目", "--zone", "bare", "--slug", "undated", db=sample)
    for zone in ("wuxiang", "bare"):
        asked = ("bulletin", "--zone", zone, "--month", "2025-04")
        assert "项目进展情况图" not in run.ok(*asked, today=LATER).stdout
        written(run, home / "a.md", *asked)
        assert not (home / "a.svg").exists()
        assert 'class="chart"' not in written(run, home / "a.html", *asked).read_text(encoding="utf-8")
        with zipfile.ZipFile(written(run, home / "a.docx", *asked)) as parts:
            assert not [name for name in parts.namelist() if "media" in name]


def test_a_brief_has_no_charts(run: Caller, sample: Path, home: Path) -> None:
    page = written(run, home / "a.html", "brief", "--zone", "xiaohe", "--as-of", "2025-09-01")
    assert 'class="chart"' not in page.read_text(encoding="utf-8")


def test_the_year_of_a_zone_is_that_of_the_projects_with_plan_and_fact(run: Caller, own: Path) -> None:
    for number in range(3):
        run.ok("add", f"项目{number}号", "--zone", "xiaohe", "--slug", f"p{number}")
        run.ok("plan", f"xiaohe/p{number}", "1200万元", "--for", "2025")
    for number, spent in ((0, "300万元"), (1, "50.5万元")):
        run.ok("invested", f"xiaohe/p{number}", spent, "--ytd", "--on", "2025-03-31", today="2025-04-01")
    run.ok("invested", "xiaohe/p0", "400万元", "--ytd", "--on", "2025-04-20", today="2025-04-20")
    page = run.ok("bulletin", "--zone", "xiaohe", "--month", "2025-04", today="2025-05-02").stdout
    annex = page[page.index("2025年投资计划") :]
    assert "合计，共2个" in annex.splitlines()[0]
    months = re.findall(r"2025年(\d+)月\n  计划 \S* (\S+)万元(?:\n  完成 \S* (\S+)万元)?", annex)
    assert months[2:4] == [("3", "600.00", "350.5"), ("4", "800.00", "")]


def test_a_plan_typed_after_the_month_is_drawn_as_it_is_written(run: Caller, own: Path) -> None:
    ref = "xiaohe/daiwang-road"
    run.ok("invested", ref, "300万元", "--ytd", "--on", "2025-04-20", today="2025-04-20")
    run.ok("plan", ref, "1200万元", "--for", "2025", "--on", "2025-06-01", today="2025-06-01")
    page = run.ok(*APRIL, today="2025-06-02").stdout
    assert "2025年计划投资1200万元" in page
    annex = page[page.rindex("代王路：2025年投资计划（按月均摊）与完成") :]
    assert "2025年4月\n  计划" in annex


def test_a_page_holds_every_drawing(run: Caller, sample: Path, home: Path, lang: str) -> None:
    page = written(run, home / "a.html", lang=lang).read_text(encoding="utf-8")
    written(run, home / "a.md", lang=lang)
    drawings = re.findall(r'<svg xmlns="[^"]*" class="chart".*?</svg>', page, re.DOTALL)
    assert len(drawings) == 2
    beside = (home / "a.svg").read_text(encoding="utf-8")
    assert papers.drawn(beside) == "".join(map(papers.drawn, drawings))
    assert not re.search("<script|<img", page)


def test_markdown_shows_the_picture_beside_it(run: Caller, sample: Path, home: Path) -> None:
    page = written(run, home / "通 报.md").read_text(encoding="utf-8")
    assert page.count("](<%E9%80%9A%20%E6%8A%A5.svg>)") == 1
    assert (home / "通 报.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert PICTURE["zh"] in page


def test_a_picture_that_is_there_is_not_overwritten_unasked(run: Caller, sample: Path, home: Path) -> None:
    (home / "a.svg").write_text("mine")
    assert run(*APRIL, "-o", home / "a.md", today=LATER).exit_code == 4
    assert not (home / "a.md").exists()
    assert (home / "a.svg").read_text() == "mine"


def test_markdown_in_a_pipe_holds_the_charts_as_text(run: Caller, sample: Path) -> None:
    page = run.ok(*APRIL, "--format", "md", today=LATER).stdout
    assert "```text\n代王路：进度图\n" in page
    assert "](<" not in page


def test_a_table_alone_has_no_picture(run: Caller, sample: Path, home: Path) -> None:
    written(run, home / "a.md", *APRIL, "--table", "projects")
    assert not (home / "a.svg").exists()


def test_word_holds_drawing_and_bitmap(run: Caller, sample: Path, home: Path, lang: str) -> None:
    word = docx.Document(str(written(run, home / "a.docx", lang=lang)))
    section = word.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    shapes = list(word.inline_shapes)
    assert len(shapes) == 2
    for shape in shapes:
        part = word.part.related_parts
        [vector] = shape._inline.xpath(".//*[local-name() = 'svgBlip']/@r:embed")
        [bitmap] = shape._inline.xpath(".//a:blip/@r:embed")
        assert part[vector].blob.startswith(b"<svg ")
        assert (part[vector].content_type, part[bitmap].content_type) == ("image/svg+xml", "image/png")
        wide, high = struct.unpack_from(">II", part[bitmap].blob, 16)
        assert (wide / high) == pytest.approx(shape.width / shape.height, rel=0.02)
        assert 0.97 * width < shape.width <= width
    names = [shape._inline.find(f"{WHERE}docPr") for shape in shapes]
    assert names[0].get("name") == PICTURE[lang]
    assert {"zh": "雨污水管线：进行中", "en": "雨污水管线: in progress"}[lang] in names[0].get("descr")
    assert len({name.get("id") for name in names}) == 2


@pytest.mark.parametrize("missing", ["library", "font"])
def test_word_without_a_bitmap_has_a_crossed_box(
    run: Caller, sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "library":
        monkeypatch.setitem(sys.modules, "resvg_py", None)
    else:
        pytest.importorskip("resvg_py", reason="the extra png is not installed")
        monkeypatch.setattr(png, "_FAMILIES", ())
    with zipfile.ZipFile(written(run, home / "a.docx")) as parts:
        media = {name: parts.read(name) for name in parts.namelist() if "/media/" in name}
    assert sorted(media) == [f"word/media/chart{n}.{kind}" for n in (1, 2) for kind in ("png", "svg")]
    box = media["word/media/chart1.png"]
    assert box.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack_from(">I", box, 16) == (240,)
    assert len(box) < 3000


def test_the_same_word_file_each_time_also_in_a_template(run: Caller, sample: Path, home: Path) -> None:
    first = written(run, home / "a.docx")
    assert written(run, home / "b.docx").read_bytes() == first.read_bytes()
    own = docx.Document(str(first))
    own.add_paragraph("{{body}}")
    own.save(str(home / "own.docx"))
    word = docx.Document(str(written(run, home / "c.docx", *APRIL, "--template", home / "own.docx")))
    ids = [shape._inline.find(f"{WHERE}docPr").get("id") for shape in word.inline_shapes]
    assert (len(ids), len(set(ids))) == (4, 4)


def last_page(run: Caller, home: Path, *asked: object) -> pypdf.PageObject:
    """Return the last page of a bulletin in Word as LibreOffice prints it; skip where that is not installed."""
    office = libreoffice.find()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer-nogui")
    try:
        file = libreoffice.converted(office, written(run, home / "a.docx", *asked), home / "out", "pdf")
    except subprocess.CalledProcessError:
        file = home / "out" / "a.pdf"
    if not file.exists() and os.environ.get("OFFICE") != "required":
        pytest.skip("LibreOffice has no Writer: apt install libreoffice-writer-nogui")
    return pypdf.PdfReader(file).pages[-1]


def test_libreoffice_shows_the_pictures(run: Caller, sample: Path, home: Path) -> None:
    last = last_page(run, home)
    assert "项目进展情况图" in papers.squeezed(last.extract_text())
    assert len(last.images) == 2 or "雨污水管线" in last.extract_text()  # as bitmaps or as drawings with their texts


def test_the_indicators_of_a_zone_stand_last_in_every_format(run: Caller, sample: Path, home: Path, lang: str) -> None:
    asked = ("bulletin", "--zone", "shuozhou", "--month", "2025-03")
    title = {
        "zh": "朔州经济开发区一般公共预算收入：2025、2024年各月数",
        "en": "朔州经济开发区, 一般公共预算收入: single months (2025, 2024)",
    }[lang]
    page = run.ok(*asked, lang=lang, today=LATER).stdout
    assert page.index(title) < page.rindex("2,381*万元")
    assert {"zh": "工作进展情况图", "en": "Charts"}[lang] in page
    html = written(run, home / "a.html", *asked, lang=lang).read_text(encoding="utf-8")
    drawings = re.findall(r'<svg xmlns="[^"]*" class="chart".*?</svg>', html, re.DOTALL)
    assert f">{title}</title>" in drawings[-1]
    assert "2,381*万元</text>" in drawings[-1]
    word = docx.Document(str(written(run, home / "a.docx", *asked, lang=lang)))
    assert word.inline_shapes[-1]._inline.find(f"{WHERE}docPr").get("name") == title
    assert title not in run.ok("bulletin", "--month", "2025-03", lang=lang, today=LATER).stdout


def test_figures_after_the_month_are_not_drawn(run: Caller, sample: Path) -> None:
    page = run.ok("bulletin", "--zone", "shuozhou", "--month", "2025-02", today=LATER).stdout
    assert "11,524*万元" in page
    assert "5,782*万元" not in page


def test_libreoffice_shows_an_indicator(run: Caller, sample: Path, home: Path) -> None:
    asked = ("bulletin", "--zone", "shuozhou", "--month", "2025-03")
    last = last_page(run, home, *asked)
    assert len(last.images) == 2 or "11,524*万元" in papers.squeezed(last.extract_text())


@pytest.mark.parametrize(
    "name", ["第{}号重点工程", "第{}号" + "年产二十万吨高端合金材料及其配套的铁路专用线、变电站和污水处理工程" * 3]
)
def test_many_projects_stay_readable_and_are_counted(run: Caller, home: Path, name: str) -> None:
    crowded = many(run, home, 60, name)
    asked = ("bulletin", "--zone", "z", "--month", "2025-04")
    page = written(run, home / "a.html", *asked, db=crowded).read_text(encoding="utf-8")
    drawings = re.findall(r'<svg xmlns="[^"]*" class="chart".*?</svg>', page, re.DOTALL)
    titles = [re.search("<title[^>]*>(.*?)</title>", one) for one in drawings]
    counts = [re.search(r"共60个，列出(\d+)个", title[1]) for title in titles[:2] if title]
    assert all(count and 1 <= int(count[1]) < 60 for count in counts)
    heights = [svg.size(one)[1] / svg.size(one)[0] * 156 for one in drawings]  # millimetres in the official form
    assert max(heights) <= 190
    first = re.search("<desc[^>]*>(.*?)</desc>", drawings[0])
    assert first
    assert name.format(2) in first[1]  # late since 3 March, the longest


def test_charts_break_no_page_in_two(run: Caller, home: Path) -> None:
    chromium = browser.find()
    if chromium is None:
        pytest.skip("no browser is installed: apt install chromium fonts-wqy-microhei")
    crowded = many(run, home, 40)
    page = written(run, home / "a.html", "bulletin", "--zone", "z", "--month", "2025-04", db=crowded)
    pages = [papers.squeezed(one.extract_text()) for one in browser.print_page(chromium, page, home).pdf.pages]
    [at] = [
        number
        for number, text in enumerate(pages)
        if "项目进展情况图" in text and "附件3" in text and "一、" not in text
    ]
    assert "各项目进度图" in pages[at]
    assert len(pages) - at <= 3

"""`bulletin` (通报): four parts in the official form, every sentence from the record, in every format the same text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from zonetrack.render import document_pdf

from . import libreoffice, papers
from .calling import Caller

APRIL = ("--zone", "yuanping", "--month", "2025-04")
LATER = {"today": "2026-06-01"}


def lines(run: Caller, *arguments: object, **how: Any) -> list[str]:
    return run.ok("bulletin", *arguments, **{**LATER, **how}).stdout.splitlines()


def test_the_four_parts_in_their_order(run: Caller, sample: Path) -> None:
    page = lines(run, *APRIL)
    assert page[0] == "关于原平经济技术开发区2025年4月项目进展情况的通报"
    headings = [line for line in page if re.match(r"[一二三四五六]、", line)]
    assert headings == ["一、总体情况", "二、进展情况", "三、存在问题", "四、下步工作"]
    assert [line for line in page if line.startswith("（")][:2] == ["（一）前期项目（3个）", "（二）新开工项目（2个）"]
    assert "1．再生水利用工程。总投资25359.52万元。前期手续基本完成。" in page
    assert "12个项目中2个报送总投资，合计36155.87万元。12个项目中1个报送完成投资，合计3458万元。" in page
    assert "附件：1．项目进展情况表　2．项目进展情况图" in page


def test_it_reads_in_english(run: Caller, sample: Path) -> None:
    page = lines(run, *APRIL, lang="en")
    assert [line for line in page if re.fullmatch(r"\d\. [A-Z]\w+( \w+)?", line)] == [
        "1. Overall", "2. Progress", "3. Problems", "4. Next steps",
    ]  # fmt: skip
    assert "(1) Stage: preparing (3)" in page
    assert "1. 再生水利用工程. Total investment: 25,359.52万元. “前期手续基本完成。”" in page


def test_a_zone_without_projects_says_no_more_than_that(run: Caller, sample: Path) -> None:
    page = lines(run, "--zone", "wuxiang", "--month", "2025-05")
    assert "截至2025年5月31日，武乡现代农业产业示范区没有在册项目。" in page
    assert "没有逾期事项，台账未登记需协调的问题。" in page
    assert not [line for line in page if "上报" in line or "附件" in line]


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf", "json", "csv", "xlsx"])
def test_an_empty_ledger_has_papers_too(run: Caller, home: Path, ending: str) -> None:
    run.ok("init", home / "empty.db")
    for asked in (("brief",), ("bulletin", "--month", "2025-04")):
        run.ok(*asked, "-o", home / f"a.{ending}", "--force", db=home / "empty.db", today="2025-05-02")


def test_late_items_are_named_with_who_answers(run: Caller, sample: Path) -> None:
    page = lines(run, "--zone", "yuanping", "--month", "2025年9月", today="2025-10-08")
    assert "（一）逾期事项（2项）" in page
    assert "1．再生水利用工程计划2025年上半年开工，已逾期92天，责任单位：未报。" in page
    assert "附件：1．项目进展情况表　2．逾期和临近期限事项表　3．项目进展情况图" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", [APRIL, ("--month", "2025-09"), ("--zone", "xiaohe", "--month", "2025-05")], ids=str)
def test_every_sentence_can_be_traced(run: Caller, sample: Path, asked: tuple[str, ...], lang: str) -> None:
    result = run.json("bulletin", *asked, lang=lang, **LATER)
    day = re.search(r'"as_of": "([-0-9]+)"', result.stdout)
    assert day
    page = "\n".join(lines(run, *asked, lang=lang))
    rows = papers.sentences(result)
    assert {"overall", "progress"} <= {row["part"] for row in rows} | {"progress"}
    for source in {tuple(source) for row in rows for source in row["source"]}:
        run.ok("source", *source, "--as-of", day[1], lang=lang, **LATER)
    for row in rows:
        assert row["text"] in page
        assert row["source"]


def test_the_year_beside_its_plan(run: Caller, own: Path) -> None:
    run.ok("plan", "yuanping/water-plant", "6000万元", "--for", "2025")
    run.ok("invested", "yuanping/water-plant", "1750万元", "--ytd", "--on", "2025-04-30", today="2025-04-30")
    page = lines(run, "--zone", "yuanping", "--month", "2025-04", today="2025-05-02")
    assert (
        "总投资10796.35万元。累计完成投资1750万元。投资完成率16.21%。2025年计划投资6000万元。"
        "2025年1—4月完成投资1750万元，占年度计划的29.17%。按月计算，序时进度为33.33%，滞后4.17个百分点。"
    ) in page
    assert "项目进展情况表（按年度计划完成率由高到低）" in page


def test_projects_are_ranked_and_equal_ones_share_a_place(run: Caller, own: Path) -> None:
    for number, spent in ((1, "50万元"), (2, "80万元"), (3, "50万元"), (4, None)):
        ref = f"yuanping/p{number}"
        run.ok("add", f"项目{number}号", "--zone", "yuanping", "--slug", f"p{number}", "--total", "100万元")
        if spent:
            run.ok("invested", ref, spent, "--since-start")
    page = lines(run, "--zone", "yuanping", "--month", "2025-04", today="2025-05-02")
    table = page[page.index("项目进展情况表（按投资完成率由高到低）") :]
    rows = [line.split()[:2] for line in table if "号" in line]
    assert rows == [["1", "项目2号"], ["2", "项目1号"], ["2", "项目3号"], ["—", "项目4号"]]


def test_zones_are_ranked_against_each_other(run: Caller, own: Path) -> None:
    run.ok("zone", "add", "新区", "--slug", "new")
    run.ok("invested", "yuanping/water-plant", "5000万元", "--since-start")
    run.ok("total", "xiaohe/daiwang-road", "1亿元")
    run.ok("invested", "xiaohe/daiwang-road", "9000万元", "--since-start")
    page = lines(run, "--month", "2025-04", today="2025-05-02")
    assert "（一）潇河新兴产业园区" in page
    start = page.index("各开发区进展情况表（按投资完成率由高到低）")
    rows = [line.split() for line in page[start + 4 : start + 7]]
    assert [row[:2] for row in rows] == [["1", "潇河新兴产业园区"], ["2", "原平经济技术开发区"], ["—", "新区"]]
    assert [row[-1] for row in rows] == ["90.00%", "46.31%", "—"]


def test_figures_are_written_as_the_standard_has_them(run: Caller, own: Path) -> None:
    run.ok("total", "yuanping/water-plant", "6.11亿元", "--reason", "批复")
    run.ok("update", "yuanping/water-plant", "63%—68%")
    page = "\n".join(lines(run, "--zone", "yuanping", "--month", "2025-04", today="2025-05-02"))
    assert "总投资6.11亿元。" in page
    assert "进度63%～68%。" in page


def test_a_month_that_is_none_or_has_not_begun(run: Caller, sample: Path) -> None:
    for month, code in (("2025", 2), ("2025-04-03", 2), ("nonsense", 2), ("2026-07", 2)):
        result = run("bulletin", "--month", month, **LATER)
        assert (result.exit_code, result.stdout) == (code, ""), month
        assert result.stderr


def test_the_present_month_goes_up_to_today(run: Caller, sample: Path) -> None:
    assert "截至2025年4月24日" in "\n".join(lines(run, *APRIL, today="2025-04-24"))


def paper(run: Caller, path: Path, *asked: object, lang: str = "zh") -> Path:
    run.ok(*(asked or ("bulletin", *APRIL)), "-o", path, "--force", lang=lang, **LATER)
    return path


BRIEF = ("brief", "--zone", "xiaohe", "--as-of", "2025-09-01")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", [("bulletin", *APRIL), BRIEF], ids=["bulletin", "brief"])
def test_word_and_markdown_say_the_same(
    run: Caller, sample: Path, home: Path, asked: tuple[str, ...], lang: str
) -> None:
    office = libreoffice.find()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer-nogui")
    word = paper(run, home / "paper.docx", *asked, lang=lang)
    page = paper(run, home / "paper.md", *asked, lang=lang).read_text(encoding="utf-8")
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", home, word],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=libreoffice.SECONDS,
        check=True,
    )
    if not (home / "paper.txt").exists() and os.environ.get("OFFICE") != "required":
        pytest.skip("LibreOffice has no Writer: apt install libreoffice-writer-nogui")
    text = (home / "paper.txt").read_text(encoding="utf-8-sig")
    assert papers.squeezed(text) == papers.markdown(page)


def test_the_paper_is_that_of_the_standard(run: Caller, sample: Path, home: Path) -> None:
    word = docx.Document(str(paper(run, home / "a.docx")))
    [section] = word.sections
    millimetres = [
        round(length.mm)
        for length in (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
                       section.left_margin, section.right_margin)
    ]  # fmt: skip
    assert millimetres == [210, 297, 37, 35, 28, 26]
    fonts = {name: word.styles[name].element.xpath("./w:rPr/w:rFonts/@w:eastAsia") for name in
             ("Title", "Heading 1", "Heading 2", "Body Text")}  # fmt: skip
    assert fonts == {
        "Title": ["方正小标宋简体"], "Heading 1": ["黑体"], "Heading 2": ["楷体_GB2312"], "Body Text": ["仿宋_GB2312"],
    }  # fmt: skip
    with zipfile.ZipFile(home / "a.docx") as parts:
        names = parts.read("word/fontTable.xml").decode()
        assert not [name for name in parts.namelist() if "thumbnail" in name]
    assert all(font in names for [font] in fonts.values())
    assert 'w:altName w:val="仿宋,FangSong' in names


def test_the_same_paper_is_the_same_file(run: Caller, sample: Path, home: Path) -> None:
    assert paper(run, home / "a.docx").read_bytes() == paper(run, home / "b.docx").read_bytes()


def test_what_is_late_is_in_red_and_nothing_of_the_ledger_is_markup(run: Caller, own: Path, home: Path) -> None:
    run.ok(
        "add", "<w:b/>&amp;\u3000项目", "--zone", "xiaohe", "--slug", "odd", "--due", "2025-04-01", "--on", "2025-03-01"
    )
    word = docx.Document(str(paper(run, home / "a.docx", "brief", "--zone", "xiaohe", "--as-of", "2025-04-20")))
    assert word.tables[0].cell(1, 0).text == "<w:b/>&amp;\u3000项目"
    [ink] = word.tables[0].cell(1, 3)._tc.xpath(".//w:color/@w:val")
    assert ink == "B3261E"


def template(path: Path, *paragraphs: str, without: str = "") -> Path:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    if without:
        word.styles[without].delete()
    word.save(str(path))
    return path


def test_an_office_can_use_its_own_template(run: Caller, sample: Path, home: Path) -> None:
    own = template(home / "own.docx", "某某管委会文件", "{{title}}", "{{body}}", "抄送：各部门")
    run.ok("bulletin", *APRIL, "--template", own, "-o", home / "out.docx", **LATER)
    texts = [paragraph.text for paragraph in docx.Document(str(home / "out.docx")).paragraphs]
    assert texts[:3] == ["某某管委会文件", "关于原平经济技术开发区2025年4月项目进展情况的通报", "一、总体情况"]
    assert texts[-1] == "抄送：各部门"
    assert not [text for text in texts if "{{" in text]


def test_our_own_file_with_a_mark_is_a_template(run: Caller, sample: Path, home: Path) -> None:
    word = docx.Document(str(paper(run, home / "a.docx")))
    word.add_paragraph("{{body}}")
    word.save(str(home / "own.docx"))
    run.ok("bulletin", *APRIL, "--template", home / "own.docx", "-o", home / "out.docx", **LATER)


def test_a_template_that_lacks_something_is_refused_with_what(run: Caller, sample: Path, home: Path) -> None:
    bad = home / "bad.docx"
    for file, said in (
        (template(home / "a.docx", "{{title}}"), ["{{body}}"]),
        (template(home / "b.docx", "{{body}}", without="Heading 2"), ["Heading 2"]),
        (bad, ["bad.docx"]),
        (home / "none.docx", ["none.docx"]),
    ):
        bad.write_bytes(b"PK\x03\x04 not a zip file")
        result = run("bulletin", *APRIL, "--template", file, "-o", home / "out.docx", **LATER)
        assert (result.exit_code, result.stdout) == (2, "")
        assert all(word in result.stderr for word in said), result.stderr
        assert not (home / "out.docx").exists()
    result = run("bulletin", *APRIL, "--template", home / "a.docx", "--format", "md", **LATER)
    assert result.exit_code == 2
    assert "docx" in result.stderr


def test_one_table_is_for_formats_of_tables(run: Caller, sample: Path, home: Path) -> None:
    assert "再生水利用工程" in run.ok("bulletin", *APRIL, "--table", "projects", "--format", "csv", **LATER).stdout
    assert run("bulletin", *APRIL, "--table", "projects", "-o", home / "a.docx", **LATER).exit_code == 2
    assert run("bulletin", *APRIL, "--table", "nix", **LATER).exit_code == 2


@pytest.mark.parametrize("extra, library", [("docx", "docx"), ("pdf", "typst")])
def test_without_the_extra_it_says_what_to_install(
    run: Caller, sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch, extra: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run("bulletin", *APRIL, "-o", home / f"a.{extra}", **LATER)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"pip install 'zonetrack[{extra}]'" in result.stderr
    assert not (home / f"a.{extra}").exists()


@pytest.fixture
def typst(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library that sets PDF, where this machine has a font for Chinese."""
    found = pytest.importorskip("typst")
    if not any(name in document_pdf.FONTS["plain"] for name in found.Fonts().families()):
        pytest.skip("no font for Chinese is installed: apt install fonts-wqy-microhei")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pdf_has_the_same_text_and_the_paper_of_the_standard(
    run: Caller, sample: Path, home: Path, typst: Any, lang: str
) -> None:
    assert typst
    first = paper(run, home / "a.pdf", lang=lang).read_bytes()
    assert paper(run, home / "b.pdf", lang=lang).read_bytes() == first
    pdf = pypdf.PdfReader(io.BytesIO(first))
    boxes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pdf.pages}
    assert boxes == {(595, 842)}
    text = papers.squeezed("".join(page.extract_text() for page in pdf.pages))
    text = re.sub(r"—\d+—", "", text)
    page = papers.markdown(paper(run, home / "a.md", lang=lang).read_text(encoding="utf-8"))
    assert sorted(text) == sorted(page + papers.drawn((home / "a.svg").read_text(encoding="utf-8")))


def test_a_pdf_of_ledger_text_that_looks_like_markup(run: Caller, own: Path, home: Path, typst: Any) -> None:
    assert typst
    odd = '#panic("x") $x$ *b* _i_ @ref <l> // \\ "q"'
    run.ok("add", odd, "--zone", "xiaohe", "--slug", "odd", "--due", "2025-04-01", "--on", "2025-03-01")
    file = paper(run, home / "a.pdf", "brief", "--zone", "xiaohe", "--as-of", "2025-04-20")
    [page] = pypdf.PdfReader(file).pages
    assert papers.squeezed(odd) in papers.squeezed(page.extract_text())


def test_a_pdf_without_a_font_for_chinese_is_refused(
    run: Caller, sample: Path, home: Path, typst: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Latin:
        def families(self) -> list[str]:
            return ["DejaVu Sans"]

    monkeypatch.setattr(typst, "Fonts", Latin)
    result = run("bulletin", *APRIL, "-o", home / "a.pdf", **LATER)
    assert result.exit_code == 2
    assert "fonts-wqy-microhei" in result.stderr
    assert not (home / "a.pdf").exists()


def test_a_pipe_takes_the_same_bytes(run: Caller, sample: Path, home: Path) -> None:
    file = paper(run, home / "a.docx").read_bytes()
    assert docx.Document(io.BytesIO(file)).paragraphs[0].text == "关于原平经济技术开发区2025年4月项目进展情况的通报"

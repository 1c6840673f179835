"""HTML: a page that needs nothing but itself, read by a parser and by a browser; ledger text never becomes markup."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from zonetrack.render import html_, page, render
from zonetrack.render.cells import Pen
from zonetrack.render.medium import Medium
from zonetrack.report import Column, Nodes, Note, Progress, Report, Table
from zonetrack.values.money import Money
from zonetrack.values.percent import decode

from . import browser

EMPTY = {"meta", "link", "rect", "circle", "wbr"}
ALLOWED = {
    *("html", "head", "meta", "link", "title", "style", "body", "main", "header", "section", "div", "span", "h1", "h2"),
    *("p", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "wbr", "dl", "dt", "dd", "ul", "li"),
    *("svg", "rect", "circle"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "</td></tr></table><h1>甲",
    '" onmouseover="alert(1)',
    "' onload='alert(1)",
    "</title><script>",
    "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&amp;",
    "https://evil.example/x.png",
    "url(https://evil.example)",
    "<b>甲</b>",
    "甲（乙",
    "{{7*7}}",
    "\x1b[2J",
    "甲\u202e乙",
]


class Document(HTMLParser):
    """What a reader of HTML finds: tags properly closed, attributes, tables and cards as cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.open.append(tag)
        if tag in ("table", "dl"):
            self.tables.append([])
        elif tag == "tr" or (tag == "div" and self.open[-2] == "dl"):
            self.tables[-1].append([])
        elif tag in ("td", "th", "dt", "dd"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th", "dt", "dd"} & set(self.open):
            self.tables[-1][-1][-1] += data
        elif "style" not in self.open:
            self.texts.append(data.strip())


def printed(report: Report, **options: bool) -> str:
    out = io.StringIO()
    render(report, out, format="html", **options)
    return out.getvalue()


def of(text: str) -> Report:
    columns = (Column("name", "text"), Column("owner", "names"), Column("progress", "progress"))
    progress = Progress(None, None, Nodes(1, 0, 0), text, decode("80"))
    rows = ({"id": "1", "ref": "a", "name": text, "owner": text, "progress": progress},)
    tables = (Table("projects", columns, rows, {"owner": text}), Table("project", columns, rows))
    notes = (Note("flagged", {"flag": text, "names": text}),)
    return Report("show", date(2025, 9, 1), None, tables, notes, {"name": text, "zone": "丙区"}, frozenset({"project"}))


def money(*amounts: Money | None) -> Report:
    rows = [{"id": str(number), "ref": "a", "invested": amount} for number, amount in enumerate(amounts)]
    return Report("list", date(2025, 9, 1), None, (Table("projects", (Column("invested", "money"),), rows),))


def test_goldens(named_report: tuple[str, Report], lang: str, golden: Callable[[str, str], None]) -> None:
    name, report = named_report
    head, style, rest = re.split(r"(<style>\n.*?</style>\n)", printed(report), flags=re.DOTALL)
    landscape = "@page { size: A4 landscape; }\n" if "landscape; }\n</style>" in style else ""
    golden(f"html/{name}-{lang}.html", f"{head}<style>\n…\n{landscape}</style>\n{rest}")


def test_a_reader_finds_the_cells_of_every_table(yuanping: Report, sample: Report, lang: str) -> None:
    for report in (yuanping, sample):
        pen = Pen(Medium(None), report.as_of, drawn=False)
        found = Document(printed(report))
        expected = []
        for section in report.sections:
            fields = page.fields(pen, section, wide=False)
            if not section.rows:
                continue
            if section.key in report.cards:
                rows = [
                    [
                        pen.label(section.key, field.column, unit=False),
                        pen.cell(field.column, section.rows[0].get(field.column.key), unit=True).text,
                    ]
                    for field in fields
                ]
            else:
                rows = [[field.label for field in fields]]
                rows += [[field.cells[number].text for field in fields] for number in range(len(section.rows))]
                rows += [[field.total.text for field in fields if field.total]] if section.total else []
            expected.append(rows)
        assert found.tables == expected
        for text in (page.title(report), page.dated(report), *page.notes(report)):
            assert text in found.texts


def test_the_page_asks_for_nothing(named_report: tuple[str, Report], lang: str) -> None:
    text = printed(named_report[1], wide=True)
    found = Document(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert found.tags <= ALLOWED
    links = {(tag, name, value) for tag, name, value in found.attributes if name in ("src", "href", "style", "srcset")}
    assert links == {("link", "href", "data:,")}
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    policy = [value for _, name, value in found.attributes if name == "content" and "default-src" in value]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert ("html", "lang", {"zh": "zh-CN", "en": "en"}[lang]) in found.attributes


def test_the_style_asks_for_nothing_and_reads_in_every_encoding() -> None:
    style = html_._style()
    assert style.isascii()
    assert not re.search(r"url\(|@import|@font-face|//|<|expression", style)


def test_the_policy_comes_before_all_that_it_rules() -> None:
    text = printed(of("甲"))
    assert text.index("Content-Security-Policy") < min(text.index("<link"), text.index("<style"))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_wherever_it_stands(text: str, lang: str) -> None:
    made, plain = Document(printed(of(text))), Document(printed(of("甲")))
    shown = Medium(None).text(text)
    attributes = [
        [(tag, name) for tag, name, _ in found.attributes if name not in ("lang", "class")] for found in (made, plain)
    ]
    assert attributes[0] == attributes[1]
    assert made.tags == plain.tags
    assert made.tables == [[[cell.replace("甲", shown) for cell in row] for row in table] for table in plain.tables]
    assert made.texts == [found.replace("甲", shown) for found in plain.texts]


def test_decimal_points_stand_under_each_other(zh: None) -> None:
    text = printed(money(Money(25_359_520_000), Money(3_458_000_000, 0), Money(12_345, 4), None))
    cells = re.findall(r"<th scope=\"row\"([^>]*)>([^<]+)</th>", text)
    pads = [(found[1], re.findall(r'data-pad="(.*?)"', found[0])) for found in cells]
    assert pads == [("25,359.52", ["0000"]), ("3,458", [".000000"]), ("0.012345", []), ("未报", [])]


def test_what_is_late_is_red_and_says_so(yuanping: Report, zh: None) -> None:
    text = printed(yuanping)
    assert '<td class="late" data-label="状态"><span class="light">逾期</span></td>' in text
    assert ".late { color: var(--late)" in text


def test_bars_have_the_length_of_what_they_mean(zh: None) -> None:
    def widths(stored: str) -> list[str]:
        rows = ({"id": "1", "ref": "a", "progress": Progress(decode(stored), "reported")},)
        table = Table("projects", (Column("progress", "progress"),), rows)
        return re.findall(
            r'rect class="\w+" width="([\d.]+)"', printed(Report("list", date(2025, 9, 1), None, (table,)))
        )

    assert widths("80") == ["100", "80", "80"]
    assert widths("[45,70]") == ["100", "70", "45"]
    assert widths("12.5") == ["100", "12.5", "12.5"]


def test_chinese_names_on_an_english_page_say_that_they_are(sample: Report, en: None) -> None:
    assert 'lang="zh-CN">原平经济技术开发区</td>' in printed(sample)


def test_it_reads_the_same_in_any_encoding(sample: Report, zh: None) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="gbk")
    render(sample, out, format="html")
    out.flush()
    assert raw.getvalue().isascii()
    assert Document(raw.getvalue().decode("ascii")).tables == Document(printed(sample)).tables


def test_paper_is_turned_for_wide_tables(yuanping: Report, zh: None) -> None:
    assert "@page { size: A4 landscape; }" in printed(yuanping)
    assert "landscape" not in printed(money(Money(1)))


def test_the_same_report_is_the_same_page(named_report: tuple[str, Report], lang: str) -> None:
    assert printed(named_report[1]) == printed(named_report[1])


@pytest.fixture
def chromium() -> str:
    found = browser.find()
    if found is None:
        pytest.skip("no Chromium is installed: apt install chromium fonts-wqy-microhei")
    return found


@pytest.mark.slow
def test_a_browser_prints_it_and_asks_for_nothing(chromium: str, yuanping: Report, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(printed(yuanping), encoding="utf-8")
    made = browser.print_page(chromium, path, tmp_path)
    assert made.asked_for == []
    sizes = {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in made.pdf.pages}
    assert sizes == {(842, 595)}
    texts = [sheet.extract_text() for sheet in made.pdf.pages]
    assert len(texts) > 1
    assert "2025-09-01" in texts[0]
    assert "36,155.87" in texts[0]
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)


@pytest.mark.slow
def test_the_policy_stops_whatever_would_slip_in(chromium: str, yuanping: Report, zh: None, tmp_path: Path) -> None:
    slipped_in = (
        '<img src="http://probe.example/a.png"><link rel="stylesheet" href="http://probe.example/b.css">'
        '<script>fetch("http://probe.example/c")</script><iframe src="http://probe.example/d"></iframe>'
    )
    asked_for = {}
    for name, text in (
        ("ours", printed(yuanping).replace("</main>", slipped_in + "</main>")),
        ("theirs", f"<!DOCTYPE html><title>x</title>{slipped_in}"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "page.html").write_text(text, encoding="utf-8")
        asked_for[name] = browser.print_page(chromium, folder / "page.html", folder).asked_for
    assert asked_for["ours"] == []
    assert {"http://probe.example/a.png", "http://probe.example/b.css"} <= set(asked_for["theirs"])

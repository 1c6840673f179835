"""Markdown: an independent reader finds the same cells, and no text of a ledger becomes markup."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from zonetrack.render import page, render
from zonetrack.render.cells import Pen
from zonetrack.render.markdown import escaped
from zonetrack.render.medium import Medium
from zonetrack.report import Code, Column, Note, Report, Table

READER = MarkdownIt("gfm-like")
MARKED = [
    *("*甲*", "**甲**", "_甲_", "a_b_c", "`甲`", "~~甲~~", "[甲](https://evil.example)", "![x](x.png)", "[^1]"),
    *("<script>alert(1)</script>", "<b>甲", "<!-- 甲", "&amp;", "&#60;", "$x$", "$$x$$", "{#id}"),
    *("#甲", "# 甲", "甲 #", "- 甲", "+ 甲", "* 甲", "1. 甲", "12) 甲", "2025. 甲", "> 甲", "---", "===", "    甲"),
    *("甲|乙", "\\|", "甲\\", "\\", "|", "||", ":---", "甲\n乙"),
    *("http://evil.example/a", "https://evil.example", "www.evil.example", "evil.example", "ftp://a.b"),
    *("wang@evil.example", "mailto:wang@evil.example"),
    *("(甲)", "“甲”", "甲！", "25,359.52万元", "3.2/4千米*", "≥45%"),
]


class Found(HTMLParser):
    """The tables of an HTML text as rows of cells, and every tag in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.tables[-1][-1][-1] += data


def printed(report: Report, **options: bool) -> str:
    out = io.StringIO()
    render(report, out, format="md", **options)
    return out.getvalue()


def of(text: str) -> Report:
    table = Table("projects", (Column("name", "text"),), ({"id": "1", "ref": "a", "name": text},), {})
    return Report(
        "show",
        date(2025, 9, 1),
        None,
        (table,),
        (Note("flagged", {"flag": text, "names": text}),),
        {"name": text, "zone": "丙区"},
    )


def test_goldens(named_report: tuple[str, Report], lang: str, golden: Callable[[str, str], None]) -> None:
    name, report = named_report
    golden(f"md/{name}-{lang}.md", printed(report))


def test_a_reader_finds_the_cells_of_every_table(yuanping: Report, sample: Report, lang: str) -> None:
    for report in (yuanping, sample):
        pen = Pen(Medium(None), report.as_of, drawn=False)
        found = Found(READER.render(printed(report)))
        expected = []
        for section in report.sections:
            if not section.rows:
                continue
            fields = page.fields(pen, section, wide=False)
            if section.key in report.cards:
                cells = [pen.cell(field.column, section.rows[0].get(field.column.key), unit=True) for field in fields]
                labels = [pen.label(section.key, field.column, unit=False) for field in fields]
                rows = [list(pair) for pair in zip(labels, (cell.text for cell in cells), strict=True)]
                expected.append([[*found.tables[len(expected)][0]], *rows])
                continue
            rows = [[field.label for field in fields]]
            rows += [[field.cells[number].text for field in fields] for number in range(len(section.rows))]
            rows += [[field.total.text for field in fields if field.total]] if section.total else []
            expected.append(rows)
        assert found.tables == expected


def test_figures_stand_right_and_totals_are_bold(yuanping: Report, zh: None) -> None:
    lines = printed(yuanping).splitlines()
    header = next(number for number, line in enumerate(lines) if line.startswith("| 项目 |"))
    sides = dict(zip(lines[header].split(" | "), lines[header + 1].split(" | "), strict=True))
    assert (sides["总投资（万元）"], sides["阶段"], sides["最近上报 |"]) == ("---:", "---", "---: |")
    [total] = [line for line in lines if line.startswith("| **合计** |") and "3,458" in line and line.count("|") == 10]
    assert "| **36,155.87** | **3,458** |" in total


def test_it_says_everything_that_the_table_says(yuanping: Report, zh: None) -> None:
    lines = printed(yuanping).splitlines()
    assert lines[:3] == ["# 原平经济技术开发区项目情况报告", "", "截至2025-09-01 · 台账条目 yuanping\\#1 0123abcd"]
    assert [line for line in lines if line.startswith("## ")][-1] == "## 说明"
    assert "- 12个项目中有2个报送总投资，合计36,155.87万元。" in lines
    assert "项目和节点没有临近期限的事项。" in lines


def shown(text: str) -> str:
    return Medium(None).text(text).strip(" ")


@pytest.mark.parametrize("text", MARKED)
def test_text_stays_text_wherever_it_stands(text: str, zh: None) -> None:
    made, plain = READER.render(printed(of(text))), READER.render(printed(of("甲")))
    assert (Found(made).tags, Found(made).attributes) == (Found(plain).tags, Found(plain).attributes)
    blanks = text.startswith(" ")  # inside a sentence they stay
    assert blanks or html.unescape(made) == plain.replace("甲", shown(text))


@given(st.text("*_`[]()<>&#|~$\\!-+=:.@/ 1a甲\t{}^\"'", min_size=1, max_size=12).filter(lambda text: text.strip()))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    for before, after, opening, closing in (
        ("# ", "", "<h1>", "</h1>\n"),
        ("", "", "<p>", "</p>\n"),
        ("- ", "", "<ul>\n<li>", "</li>\n</ul>\n"),
        ("| a |\n| --- |\n| ", " |", "<tbody>\n<tr>\n<td>", "</td>\n</tr>\n</tbody>\n</table>\n"),
    ):
        made = READER.render(before + escaped(Medium(None).text(text)) + after)
        assert made.endswith(closing)
        assert made.split(opening, 1)[1].removesuffix(closing) == html.escape(shown(text)).replace("&#x27;", "'")


def test_a_code_that_a_user_named_is_text(zh: None) -> None:
    table = Table(
        "figures", (Column("measure", "code"),), ({"id": "1", "ref": "a", "measure": Code("measure", "a_b_c")},)
    )
    assert "| a\\_b\\_c |" in printed(
        Report("show", date(2025, 9, 1), None, (table,), (), {"name": "甲", "zone": "丙区"})
    )


def test_all_columns_when_asked_for(yuanping: Report, zh: None) -> None:
    assert "yuanping/reclaimed-water" not in printed(yuanping)
    assert "yuanping/reclaimed-water" in printed(yuanping, wide=True)

"""What a stream can take: hostile text is shown, never obeyed; an old encoding never fails."""

from __future__ import annotations

import io
from datetime import date

import pytest

from zonetrack.render import render
from zonetrack.render.medium import Medium, safe
from zonetrack.report import Column, Report, Table

HOSTILE = [
    ("[red]停工[/red]", "[red]停工[/red]"),
    ("项目[/]", "项目[/]"),
    ("[link=https://evil.example]官网[/link]", "[link=https://evil.example]官网[/link]"),
    ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ("投资[2026]年", "投资[2026]年"),
    ("[bold", "[bold"),
    ("a:smile:b", "a:smile:b"),
    ("\x1b]0;pwned\x07", "\\x1b]0;pwned\\x07"),
    ("\x1b[2J\x1b[31m", "\\x1b[2J\\x1b[31m"),
    ("\x9b31m", "\\x9b31m"),
    ("\x1b]52;c;eA==\x07", "\\x1b]52;c;eA==\\x07"),
    ("a\rb\bc", "a\\x0db\\x08c"),
    ("甲\u202e乙", "甲\\u202e乙"),
    ("项\u200b目", "项\\u200b目"),
    ("\ufeff项目", "\\ufeff项目"),
    ("一\u2028二", "一\\u2028二"),
    ("\U000e0041x", "\\U000e0041x"),
    ("\ud800x", "\\ud800x"),
    ("\ufffex", "\\ufffex"),
    ("NUL\0", "NUL\\x00"),
    ("一\n二\t三", "一 二 三"),
    ("'; DROP TABLE project;--", "'; DROP TABLE project;--"),
    ("𠮷野㎡①", "𠮷野㎡①"),
    ("{0} {name} %s", "{0} {name} %s"),
]
WIDTHS = [40, 80, None]


def named(name: str) -> Report:
    columns = (Column("name", "text"), Column("projects", "count"))
    rows = ({"id": "1", "ref": "a", "name": name, "projects": 1},)
    return Report("list", date(2025, 9, 1), None, (Table("projects", columns, rows),))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name, shown", HOSTILE)
def test_names_are_printed_as_text(name: str, shown: str, width: int | None, lang: str) -> None:
    out = io.StringIO()
    render(named(name), out, format="table", width=width)
    if width == 40:
        shown = shown[:20]  # the rest may stand on the next line, beside another column
    assert shown in out.getvalue()
    assert not [char for char in out.getvalue() if not char.isprintable() and char != "\n"]


@pytest.mark.parametrize("name, shown", HOSTILE)
def test_no_name_brings_colour_with_it(name: str, shown: str, zh: None) -> None:
    def codes(report: Report) -> list[str]:
        out = io.StringIO()
        render(report, out, format="table", width=80, colour=True)
        return [piece.split("m")[0] for piece in out.getvalue().split("\x1b")[1:]]

    assert codes(named(name)) == codes(named("x"))


def test_safe_keeps_what_it_is_told_to_keep() -> None:
    assert safe("a\tb\nc\x07", keep="\t\n") == "a\tb\nc\\x07"


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("name", ["table", "json", "csv", "tsv", "md", "html"])
@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "ascii", "cp437", "latin-1", "utf-8", "utf-16"])
def test_no_encoding_makes_a_report_fail(sample: Report, encoding: str, name: str, colour: bool, lang: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    for report in (sample, *(named(hostile) for hostile, _ in HOSTILE)):
        render(report, out, format=name, width=80, colour=colour)
    out.flush()
    assert len(raw.getvalue()) > 1000


def test_words_of_lights_survive_gbk(sample: Report, zh: None) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="gbk")
    render(sample, out, format="table", table="milestones")
    out.flush()
    text = raw.getvalue().decode("gbk")
    assert "逾期" in text
    assert "临期" in text
    assert "########..  80%" in text
    assert "?" not in text


def test_spellings_are_used_before_question_marks() -> None:
    assert Medium("ascii").text("≥45% – 36,155.87万元 · 31,000 m² 一") == ">=45% - 36,155.87wan-yuan - 31,000 m2 ?"
    assert Medium("gbk").text("≥45% – 万元 · m²") == "≥45% – 万元 · m2"
    assert Medium(None).text("≥45% m²") == "≥45% m²"

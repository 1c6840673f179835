"""TSV: the same figures as CSV, one row a line, cells parted by tabs alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest

from zonetrack.render import render
from zonetrack.report import Column, Report, Table


def printed(report: Report, name: str = "tsv", **options: object) -> str:
    out = io.StringIO(newline="")
    render(report, out, format=name, **options)
    return out.getvalue()


def of(*names: str) -> Report:
    rows = tuple({"id": "1", "ref": "a", "name": name} for name in names)
    return Report("list", date(2025, 9, 1), None, (Table("projects", (Column("name", "text"),), rows),))


def test_goldens(named_report: tuple[str, Report], lang: str, golden: Callable[[str, str], None]) -> None:
    name, report = named_report
    golden(f"tsv/{name}.tsv", printed(report))


def test_a_reader_of_tsv_finds_what_one_of_csv_finds(yuanping: Report) -> None:
    tabs = list(csv.reader(io.StringIO(printed(yuanping), newline=""), dialect="excel-tab"))
    assert tabs == list(csv.reader(io.StringIO(printed(yuanping, "csv"), newline="")))
    projects = csv.DictReader(io.StringIO(printed(yuanping, table="projects"), newline=""), dialect="excel-tab")
    invested = {row["ref"]: row["total_investment"] for row in projects if row["total_investment"]}
    assert invested == {"yuanping/reclaimed-water": "25359.52", "yuanping/water-plant": "10796.35"}


@pytest.mark.parametrize(
    "name, cell",
    [
        ("甲\t乙", "甲 乙"),
        ("甲\r\n乙", "甲 乙"),
        ("甲\n乙\r丙", "甲 乙 丙"),
        ("甲,乙", "甲,乙"),
        ('x"y', 'x"y'),
        ("\t=1+1", "' =1+1"),
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\tx", " x"),
    ],
)
def test_every_row_is_one_line_whatever_is_in_it(name: str, cell: str) -> None:
    text = printed(of(name, "乙"))
    assert len(text.splitlines()) == 3
    assert [line.count("\t") for line in text.splitlines()] == [2, 2, 2]
    assert next(iter(list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))[1])) == cell


def test_texts_inside_lists_are_one_line_too() -> None:
    rows = ({"id": "1", "ref": "a", "value": ("甲\n乙", "丙\t丁")},)
    report = Report("show", date(2025, 9, 1), None, (Table("figures", (Column("value", "value"),), rows),))
    assert printed(report).splitlines()[1] == "甲 乙 丙 丁\ta\t1"


def test_the_mark_for_excel_is_written_when_asked_for(yuanping: Report) -> None:
    assert printed(yuanping, bom=True) == "\ufeff" + printed(yuanping)

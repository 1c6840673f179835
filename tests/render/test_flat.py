"""JSON of a flat report: the same document as any other, each row on a line, whatever the stream can take."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from zonetrack.render import render
from zonetrack.report import NA, Column, Known, Note, Report, Table
from zonetrack.values.money import Money

COLUMNS = (Column("name", "text"), Column("total_investment", "money"), Column("nodes", "nodes", "page"))
ROWS = [
    {"id": "1", "ref": "a", "name": "净水厂\u202e", "total_investment": Money(100)},
    {"id": "2", "ref": "b", "name": None, "total_investment": NA},
]
TABLES = (Table("projects", COLUMNS, ROWS, {"total_investment": Money(100)}), Table("aside", COLUMNS, []))
REPORT = Report("list", date(2025, 9, 1), Known("ledger#1", "0123abcd"), TABLES, (Note("aside", {"n": 2}),))


def printed(report: Report, encoding: str) -> str:
    paper = io.BytesIO()
    with io.TextIOWrapper(paper, encoding=encoding) as out:
        render(report, out, format="json")
        out.flush()
        return paper.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk"])
def test_a_flat_report_is_the_same_document(encoding: str, zh: None) -> None:
    flat = printed(REPORT._replace(flat=True), encoding)
    assert json.loads(flat) == json.loads(printed(REPORT, "utf-8"))
    assert "\u202e" not in flat


def test_each_row_is_a_line(zh: None) -> None:
    lines = printed(REPORT._replace(flat=True), "utf-8").splitlines()
    assert [json.loads(line.strip().rstrip(","))["ref"] for line in lines if '"ref"' in line] == ["a", "b"]

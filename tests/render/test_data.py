"""JSON and CSV: what scripts get, value by value; guards against spreadsheets; no rich on the way."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.render import render
from zonetrack.render.csv_ import guarded
from zonetrack.report import NA, Amount, Code, Column, Kind, Known, Nodes, Note, Progress, Report, Table
from zonetrack.values import when
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Points, Ratio, decode
from zonetrack.values.quantity import Quantity

D = Decimal
DAY = date(2025, 9, 1)
YEAR = {"text": "", "first": "2025-01-01", "last": "2025-12-31", "precision": "year", "qualifier": ""}
CASES: list[tuple[Kind, Any, Any, str]] = [
    ("text", "代王路", "代王路", "代王路"),
    ("text", None, None, ""),
    ("text", NA, None, ""),
    ("names", "甲、乙", "甲、乙", "甲、乙"),
    ("ref", "xiaohe/daiwang-road", "xiaohe/daiwang-road", "xiaohe/daiwang-road"),
    (
        "when",
        when.decode("2025-05", "expected", "预计5月份"),
        {
            "text": "预计5月份",
            "edtf": "2025-05",
            "first": "2025-05-01",
            "last": "2025-05-31",
            "precision": "month",
            "qualifier": "expected",
        },
        "2025-05",
    ),
    (
        "when",
        when.decode("../2025-08-31", "before", "8月底前"),
        {
            "text": "8月底前",
            "edtf": "../2025-08-31",
            "first": None,
            "last": "2025-08-31",
            "precision": "open",
            "qualifier": "before",
        },
        "../2025-08-31",
    ),
    ("day", date(2025, 5, 31), "2025-05-31", "2025-05-31"),
    ("age", date(2025, 5, 31), "2025-05-31", "2025-05-31"),
    ("money", Money(25_359_520_000), {"fen": 25359520000, "amount": "25359.52", "unit": "万元"}, "25359.52"),
    (
        "money",
        Money(61_100_000_000, 0, "about"),
        {"fen": 61100000000, "amount": "61100.00", "unit": "万元", "qualifier": "about"},
        "61100.00",
    ),
    ("money", Money(-12_345, 4), {"fen": -12345, "amount": "-0.012345", "unit": "万元"}, "-0.012345"),
    ("percent", decode("12.5"), "12.5", "12.5"),
    ("percent", decode("(50,100]"), "(50,100]", "50..100"),
    ("percent", Ratio(3, 22), "13.64", "13.64"),
    ("percent", Ratio(3, 0), None, ""),
    ("points", Points(22, 3), "7.33", "7.33"),
    ("points", Points(-408, 300), "-1.36", "-1.36"),
    ("points", Points(-1, 1000), "0.00", "0.00"),
    ("number", D("2.50"), "2.5", "2.5"),
    ("count", 13, 13, "13"),
    ("alarm", 0, 0, "0"),
    ("days", 1, 1, "1"),
    (
        "quantity",
        Quantity(D("3.20"), "km", "about", "约3.20公里"),
        {"value": "3.2", "unit": "km", "qualifier": "about", "text": "约3.20公里"},
        "3.2 km",
    ),
    (
        "amount",
        Amount(Quantity(D("3.2"), "km"), "computed", Quantity(D(4), "km")),
        {"done": "3.2", "done_basis": "computed", "total": "4", "unit": "km", "qualifier": ""},
        "3.2/4 km",
    ),
    (
        "amount",
        Amount(Quantity(D(800), "m"), "reported", Quantity(D(1), "km", "about")),
        {
            "done": "0.8",
            "done_basis": "reported",
            "total": "1",
            "unit": "km",
            "qualifier": "about",
            "done_qualifier": "",
        },
        "0.8/1 km",
    ),
    (
        "amount",
        Amount(None, None, Quantity(D(60), "well", "nearly")),
        {"done": None, "done_basis": None, "total": "60", "unit": "well", "qualifier": "nearly"},
        "/60 well",
    ),
    (
        "amount",
        Amount(Quantity(D(50), "firm", "over"), "reported", None),
        {"done": "50", "done_basis": "reported", "total": None, "unit": "firm", "qualifier": "over"},
        "50 firm",
    ),
    ("amount", Amount(None, None, None), None, ""),
    ("progress", Progress(decode("80"), "reported"), {"low": "80", "high": "80", "basis": "reported"}, "80"),
    ("progress", Progress(decode("[45,70]"), "weighted"), {"low": "45", "high": "70", "basis": "weighted"}, "45..70"),
    (
        "progress",
        Progress(decode("(50,100]", "over"), "reported", Nodes(1, 1, 2)),
        {
            "low": "50",
            "high": "100",
            "low_open": True,
            "basis": "reported",
            "qualifier": "over",
            "nodes": {"done": 1, "under_way": 1, "to_come": 2},
        },
        "50..100",
    ),
    (
        "progress",
        Progress(None, None, Nodes(1, 1, 2), "管线", decode("80")),
        {
            "low": None,
            "high": None,
            "basis": None,
            "nodes": {"done": 1, "under_way": 1, "to_come": 2},
            "lead": "管线",
            "lead_percent": "80",
        },
        "",
    ),
    ("progress", None, None, ""),
    ("nodes", Nodes(1, 1, 2), {"done": 1, "under_way": 1, "to_come": 2}, "1/1/2"),
    ("light", "not_reported", "not_reported", "not_reported"),
    ("stage", "construction", "construction", "construction"),
    ("side", "start", "start", "start"),
    ("flags", ("falling", "above_total"), ["falling", "above_total"], "falling above_total"),
    ("flags", (), [], ""),
    ("code", Code("measure", "road_width"), "road_width", "road_width"),
    ("value", Money(3_458_000_000), {"fen": 3458000000, "amount": "3458.00", "unit": "万元"}, "3458.00万元"),
    ("value", decode("80"), {"low": "80", "high": "80"}, "80%"),
    ("value", Ratio(3, 22), "13.64", "13.64%"),
    ("value", Ratio(3, 0), None, ""),
    ("value", Progress(decode("[45,70]"), "weighted"), {"low": "45", "high": "70", "basis": "weighted"}, "45..70%"),
    ("value", Quantity(D(50), "m"), {"value": "50", "unit": "m", "qualifier": "", "text": ""}, "50 m"),
    ("value", Code("stage", "started"), "started", "started"),
    ("value", D("2.50"), "2.5", "2.5"),
    ("value", 13, 13, "13"),
    ("value", DAY, "2025-09-01", "2025-09-01"),
    ("value", when.decode("2025"), {**YEAR, "edtf": "2025"}, "2025"),
    ("value", ("重点", "=x"), ["重点", "=x"], "重点 =x"),
    ("value", "=城市主干路", "=城市主干路", "'=城市主干路"),
]


def of(columns: tuple[Column, ...], row: dict[str, Any], total: dict[str, Any] | None = None) -> Report:
    return Report("list", DAY, None, (Table("projects", columns, ({"id": "i1", "ref": "a/b", **row},), total),))


def data(report: Report, **options: Any) -> Any:
    out = io.StringIO()
    render(report, out, format="json", **options)
    return json.loads(out.getvalue())


def rows(report: Report, **options: Any) -> list[list[str]]:
    out = io.StringIO(newline="")
    render(report, out, format="csv", **options)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize("kind, value, as_json, as_csv", CASES)
def test_each_kind(kind: Kind, value: Any, as_json: Any, as_csv: str) -> None:
    report = of((Column("cell", kind),), {"cell": value})
    assert data(report)["tables"]["projects"]["rows"] == [{"id": "i1", "ref": "a/b", "cell": as_json}]
    (header, cells) = rows(report)
    assert dict(zip(header, cells, strict=True)).items() >= {"cell": as_csv, "ref": "a/b", "id": "i1"}.items()


@pytest.mark.parametrize(
    "kind, value, qualifier",
    [
        ("money", Money(320_000_000_000, 0, "about"), "about"),
        ("money", Money(100_000_000), ""),
        ("money", None, ""),
        ("quantity", Quantity(Decimal(60), "well", "nearly"), "nearly"),
        ("progress", Progress(Percent(Decimal(80), Decimal(80), qualifier="over"), "reported"), "over"),
        ("amount", Amount(Quantity(Decimal(60), "well", "nearly"), "reported", None), "nearly"),
    ],
)
def test_what_keeps_a_figure_from_being_exact_has_a_column_of_its_own(kind: Kind, value: Any, qualifier: str) -> None:
    header, cells = rows(of((Column("cell", kind),), {"cell": value}))
    assert header[:2] == ["cell", "cell_qualifier"]
    assert cells[1] == qualifier


def test_columns_for_the_page_are_no_data_and_totals_are_for_json() -> None:
    columns = (Column("name", "text"), Column("bar", "nodes", shown="page"), Column("projects", "count", shown="data"))
    report = of(columns, {"name": "甲", "bar": Nodes(0, 0, 1), "projects": 3}, {"projects": 3, "bar": None})
    table = data(report)["tables"]["projects"]
    assert table == {"rows": [{"id": "i1", "ref": "a/b", "name": "甲", "projects": 3}], "total": {"projects": 3}}
    assert rows(report) == [["name", "projects", "ref", "id"], ["甲", "3", "a/b", "i1"]]


def test_the_document(zh: None) -> None:
    report = of((Column("name", "text"),), {"name": "甲"})
    note = Note("with_total", {"n": 2, "of": 13, "total": Money(36_155_870_000)})
    assert data(report._replace(notes=(note,), known=Known("yuanping#42", "2a9b2f98"))) == {
        "schema": 1,
        "report": "list",
        "as_of": "2025-09-01",
        "known": "yuanping#42",
        "head": "2a9b2f98",
        "tables": {"projects": {"rows": [{"id": "i1", "ref": "a/b", "name": "甲"}], "total": None}},
        "notes": [
            {
                "key": "with_total",
                "params": {"n": 2, "of": 13, "total": {"fen": 36155870000, "amount": "36155.87", "unit": "万元"}},
                "text": "13个项目中有2个报送总投资，合计36,155.87万元。",
            }
        ],
    }


def test_several_tables_in_csv_and_one_of_them(sample: Report) -> None:
    out = io.StringIO()
    render(sample, out, format="csv")
    assert len(out.getvalue().split("\n\n")) == len(sample.sections)
    assert rows(sample, table="due_soon") == [
        [
            "project_name",
            "milestone_name",
            "kind",
            "due",
            "days_late",
            "quantity",
            "owner",
            "quantity_qualifier",
            "ref",
            "id",
        ]
    ]
    assert list(data(sample, table="overdue")["tables"]) == ["overdue"]


def test_the_mark_for_excel_is_written_when_asked_for(sample: Report) -> None:
    marked, bare = io.StringIO(), io.StringIO()
    render(sample, marked, format="csv", bom=True)
    render(sample, bare, format="csv")
    assert marked.getvalue() == "\ufeff" + bare.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\tx", "\rx", "\nx",
        " =1", "\u3000=1", "\xa0-1", "'=1", "''=1", "' =1",
    ],
)  # fmt: skip
def test_texts_that_a_spreadsheet_would_run_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text
    assert rows(of((Column("name", "text"),), {"name": text}))[1][0] == "'" + text


@pytest.mark.parametrize("text", ["代王路", "a=b", "1-2", "'s", "'", "甲@乙", "（-）", ""])
def test_harmless_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text(" '=+-@＝\t一a", max_size=8))
def test_the_guard_can_be_taken_off_again(text: str) -> None:
    once = guarded(text)
    assert (once[1:] if once != text else once) == text
    if once == text:
        assert guarded(f"'{text}") == f"'{text}"  # what was not guarded does not look as if it were


def test_figures_are_never_guarded() -> None:
    report = of((Column("cell", "money"), Column("days", "days")), {"cell": Money(-3_458_000_000), "days": -3})
    assert rows(report)[1][:2] == ["-3458.00", "-3"]


def test_a_hostile_text_stays_one_cell() -> None:
    text = 'x","y\r\n=1'
    assert rows(of((Column("name", "text"),), {"name": text}))[1][0] == text


@pytest.mark.parametrize("text", ["\x9b31m", "a\u202eb", "\x7f", "\u2028", "\x1b[2J", "\ufeff"])
def test_json_steers_no_terminal_and_loses_nothing(text: str) -> None:
    out = io.StringIO()
    render(of((Column("name", "text"),), {"name": text}), out, format="json")
    assert all(char.isprintable() or char == "\n" for char in out.getvalue())
    assert json.loads(out.getvalue())["tables"]["projects"]["rows"][0]["name"] == text


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_whole_in_any_encoding(encoding: str, sample: Report) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    render(sample, out, format="json")
    out.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == data(sample)


def test_a_row_without_id_is_a_mistake() -> None:
    report = Report("list", DAY, None, (Table("projects", (Column("name", "text"),), ({"ref": "a", "name": "甲"},)),))
    with pytest.raises(KeyError):
        data(report)


@pytest.mark.parametrize(
    "name, loaded", [("json", False), ("csv", False), ("tsv", False), ("md", False), ("table", True)]
)
def test_only_tables_load_rich(name: str, loaded: bool) -> None:
    program = f"""
import io, sys
from datetime import date
from zonetrack.render import render
from zonetrack.report import Column, Report, Table
table = Table("projects", (Column("name", "text"),), ({{"id": "1", "ref": "a", "name": "x"}},))
render(Report("list", date(2025, 9, 1), None, (table,)), io.StringIO(), format={name!r})
print("rich" in sys.modules, "dataclasses" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == str(loaded)
    if not loaded:
        assert done.stdout.split()[1] == "False"

"""xlsx: openpyxl finds figures as numbers, texts as texts and never formulas; the same report is the same file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zonetrack.render import render
from zonetrack.render.xlsx import sheet_name
from zonetrack.report import NA, Amount, Code, Column, Kind, Nodes, Progress, Report, Table
from zonetrack.values import when
from zonetrack.values.money import Money
from zonetrack.values.percent import Points, Ratio, decode
from zonetrack.values.quantity import Quantity

# openpyxl leaves out what is newer than 2007 in a data bar, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning:openpyxl")

D = Decimal
DAY = date(2025, 9, 1)
HOSTILE = [
    "=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "{=1}", "12", "1e5", "2025-01-01", "TRUE", "#DIV/0!",
    "https://evil.example", "mailto:a@b.c", "internal:Sheet1!A1", "<b>甲</b>", "]]>", "&amp;", "_x0041_", "'甲", " 甲 ",
    "甲\u202e乙", "\x1b[2J", "\ud800", "\ufffe",
]  # fmt: skip


def written(report: Report, **options: bool) -> bytes:
    paper = io.BytesIO()
    with io.TextIOWrapper(paper, encoding="utf-8") as out:
        render(report, out, format="xlsx", **options)
        out.flush()
        return paper.getvalue()


def book(report: Report, **options: bool) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(report, **options)))


def of(kind: Kind, *values: Any, total: dict[str, Any] | None = None, key: str = "cell") -> Report:
    rows = [{"id": str(number), "ref": "a", "name": "甲", key: value} for number, value in enumerate(values)]
    columns = (Column("name", "text"), Column(key, kind))
    return Report("list", DAY, None, (Table("projects", columns, rows, total),))


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch, zh: None) -> Callable[..., list[Any]]:
    """Writes values of a kind in one column, and reads the cells back."""
    from zonetrack.words import zh as catalogue

    monkeypatch.setitem(catalogue.TEXTS, "col.cell", "数")
    return lambda kind, *values: [row[1] for row in book(of(kind, *values)).active.iter_rows(min_row=4)]


def dump(made: Workbook) -> Iterator[str]:
    """Everything that a reader sees, as text: properties, sheets, widths, each cell with its number format."""
    yield f"{made.properties.title} {made.properties.created} {made.properties.modified}"
    for sheet in made:
        paper = f"{sheet.page_setup.orientation} {sheet.page_setup.paperSize} {sheet.page_setup.fitToHeight}"
        yield f"\n== {sheet.title} | {sheet.freeze_panes} {sheet.print_title_rows} {paper} {merged(sheet)}"
        yield " ".join(f"{name}={one.min}-{one.max}:{one.width:.1f}" for name, one in sheet.column_dimensions.items())
        for ranges in sheet.conditional_formatting:
            yield f"bars {ranges.sqref} {[rule.type for rule in ranges.rules]}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    look = f"{'bold ' * bool(cell.font.b)}{cell.font.color.rgb if cell.font.color else ''}".strip()
                    yield f"{cell.coordinate} {cell.data_type} {cell.value!r} {cell.number_format} {look}".rstrip()


def merged(sheet: Worksheet) -> str:
    return " ".join(sorted(str(one) for one in sheet.merged_cells.ranges))


def test_goldens(named_report: tuple[str, Report], lang: str, golden: Callable[[str, str], None]) -> None:
    name, report = named_report
    golden(f"xlsx/{name}-{lang}.txt", "\n".join(dump(book(report))) + "\n")


@pytest.mark.parametrize(
    "kind, value, found, number_format",
    [
        ("money", Money(25_359_520_000), 25359.52, "#,##0.00"),
        ("money", Money(3_458_000_000, 0), 3458, "#,##0"),
        ("money", Money(61_100_000_000, 0, "about"), 61100, '"约"#,##0'),
        ("money", Money(12_345, 4), 0.012345, "#,##0.000000"),
        ("money", None, "未报", "General"),
        ("percent", Ratio(3, 22), 0.1364, "0.00%"),
        ("percent", Ratio(3, 0), "—", "General"),
        ("points", Points(22, 3), 7.33, "+0.00;-0.00;0.00"),
        ("percent", decode("80"), 0.8, "0%"),
        ("percent", decode("12.5"), 0.125, "0.0%"),
        ("percent", decode("(50,100]"), ">50%", "General"),
        ("progress", Progress(decode("80"), "reported"), 0.8, "0%"),
        ("progress", Progress(decode("80", "about"), "reported"), 0.8, '"约"0%'),
        ("progress", Progress(decode("[45,70]"), "weighted"), "45–70%", "General"),
        ("progress", Progress(None, None, Nodes(1, 1, 2), "管线", decode("80")), "1/4 节点 · 管线 80%", "General"),
        ("count", 1234, 1234, "#,##0"),
        ("days", 93, 93, "#,##0"),
        ("number", D("2.50"), 2.5, "#,##0.0"),
        ("number", D("1234567890.1234567"), "1,234,567,890.1234567", "General"),
        ("day", DAY, DAY, "yyyy-mm-dd"),
        ("age", DAY, DAY, "yyyy-mm-dd"),
        ("when", when.decode("2025-09-01"), DAY, "yyyy-mm-dd"),
        ("when", when.decode("2025-09-01", "expected"), DAY, '"预计"yyyy-mm-dd'),
        ("when", when.decode("2025-09"), "2025年9月", "General"),
        ("when", when.decode("../2025-09-01", "before"), "2025-09-01前", "General"),
        ("when", NA, "—", "General"),
        ("quantity", Quantity(D("3.2"), "km"), "3.2千米", "General"),
        ("amount", Amount(Quantity(D("3.2"), "km"), "computed", Quantity(D(4), "km")), "3.2/4千米*", "General"),
        ("nodes", Nodes(1, 1, 2), "1/4 节点", "General"),
        ("light", "late", "逾期", "General"),
        ("text", "2025", "2025", "General"),
        ("value", Money(3_458_000_000, 0), 3458, '#,##0"万元"'),
        ("value", Quantity(D(50), "m"), "50米", "General"),
        ("value", 13, 13, "#,##0"),
        ("code", Code("measure", "road_width"), "road_width", "General"),
    ],
)
def test_each_kind(kind: Kind, value: Any, found: Any, number_format: str, cells: Callable[..., list[Any]]) -> None:
    cell = cells(kind, value)[0]
    value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    assert (value, cell.number_format) == (found, number_format)
    assert type(value) is type(found)


def test_points_stand_under_each_other(cells: Callable[..., list[Any]]) -> None:
    formats = [
        cell.number_format for cell in cells("money", Money(1_230_000), Money(2_000_000, 0), Money(3_100_000, 1))
    ]
    assert formats == ["#,##0.00", "#,##0_._0_0", "#,##0.0_0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_wherever_it_stands(text: str, zh: None) -> None:
    from zonetrack.render.medium import safe

    rows = ({"id": "1", "ref": "a", "name": text, "value": text},)
    table = Table("figures", (Column("name", "text"), Column("value", "value")), rows)
    report = Report(
        "show",
        DAY,
        None,
        (table, table._replace(key="project")),
        (),
        {"name": text, "zone": "丙区"},
        frozenset({"project"}),
    )
    data = written(report)
    found = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found if cell.value is not None} == {"s"}
    assert not [cell for cell in found if cell.hyperlink]
    texts = [str(cell.value) for cell in found]
    assert texts.count(safe(text)) >= 4
    assert texts[0].startswith(safe(text))
    with ZipFile(io.BytesIO(data)) as parts:
        assert not [
            name for name in parts.namelist() if b"<f>" in parts.read(name) or b"<hyperlink" in parts.read(name)
        ]


def test_every_table_has_a_sheet_that_prints_on_a4(yuanping: Report, zh: None) -> None:
    made = book(yuanping)
    assert made.sheetnames == ["概况", "项目", "逾期", "临近期限", "各阶段投资", "指标", "开发区自报数"]
    for sheet in made:
        assert sheet["A1"].value == "原平经济技术开发区项目情况报告"
        assert sheet["A2"].value == "截至2025-09-01 · 台账条目 yuanping#1 0123abcd"
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((None, 0), (1, 0))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert made["临近期限"]["A5"].value == "项目和节点没有临近期限的事项。"


def test_a_reader_finds_the_figures(yuanping: Report, zh: None) -> None:
    sheet = book(yuanping)["项目"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    column = rows[0].index("总投资（万元）")
    assert [row[column] for row in rows[1:] if isinstance(row[column], float)] == [25359.52, 10796.35, 36155.87]
    assert rows[-1][0] == "合计"
    last = sheet.max_row
    assert {cell.font.b for cell in sheet[last] if cell.value is not None} == {True}
    assert [rule.type for bars in sheet.conditional_formatting for rule in bars.rules] == ["dataBar"]
    light = rows[0].index("状态")
    late = [row[light] for row in sheet.iter_rows(min_row=5) if row[light].value == "逾期"]
    assert len(late) == 2
    assert {cell.font.color.rgb for cell in late} == {"FFC00000"}


def test_notes_stand_below_the_first_table_in_full(yuanping: Report, zh: None) -> None:
    first, *others = book(yuanping)
    column = [cell.value for cell in first["A"]]
    assert column[column.index("说明") + 1] == "临近期限指30天内到期。"
    assert len([text for text in column[column.index("说明") :] if text]) == 1 + len(yuanping.notes)
    assert not [sheet.title for sheet in others if "说明" in [cell.value for cell in sheet["A"]]]


def test_columns_are_wide_enough_for_chinese(zh: None) -> None:
    made = book(of("names", "潇河新兴产业园区管理委员会", key="owner")).active
    assert made.column_dimensions["B"].width > 2 * len("潇河新兴产业园区管理委员会")
    long = book(of("names", "甲" * 200, key="owner")).active
    assert long.column_dimensions["B"].width < 60
    assert long["B4"].alignment.wrap_text
    assert long.row_dimensions[4].height >= 8 * 15


def test_names_of_sheets_are_such_as_excel_allows(zh: None) -> None:
    from zonetrack.words import zh as catalogue

    taken: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(catalogue.TEXTS, "table.projects", "'[a]:b*c?d/e\\f'")
        patch.setitem(catalogue.TEXTS, "table.late", "甲" * 40)
        names = [sheet_name(Table(key, (), ()), taken) for key in ("projects", "late", "late", "late", "overdue")]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) and name.strip("'") == name for name in names)


def test_long_texts_are_not_lost(zh: None) -> None:
    [cell] = [row[1] for row in book(of("names", "x" * 40_000, key="owner")).active.iter_rows(min_row=4)]
    assert cell.value == "x" * 32_766 + "…"


def test_the_same_report_is_the_same_file(named_report: tuple[str, Report], lang: str) -> None:
    assert written(named_report[1]) == written(named_report[1])
    with ZipFile(io.BytesIO(written(named_report[1]))) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
        assert b"2025-09-01T00:00:00Z" in parts.read("docProps/core.xml")

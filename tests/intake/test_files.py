"""Files into grids: what a person sees in a sheet is what is read of it, in every format that offices use."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from unittest import mock

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.errors import Failed
from zonetrack.intake import calamine
from zonetrack.intake.bounds import Unsheetlike
from zonetrack.intake.dates import read_date
from zonetrack.intake.files import read_workbook
from zonetrack.intake.grid import Grid, Merge
from zonetrack.render.csv_ import guarded

from . import office

FILES = Path(__file__).parent / "files"


def refusal(path: Path) -> str:
    """The word of the refusal of a file, which names it."""
    with pytest.raises(Unsheetlike) as refused:
        read_workbook(path)
    assert path.name in str(refused.value.params["file"])
    assert refused.value.exit_code == 2
    return refused.value.word


def saved(folder: Path, content: bytes | str, name: str = "表.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def grid_of(folder: Path, content: bytes | str, name: str = "表.csv") -> Grid:
    [grid] = read_workbook(saved(folder, content, name)).grids
    return grid


def ledger(ending: str, folder: Path) -> Path:
    return office.write_ledger(folder / "ledger.xlsx") if ending == "xlsx" else FILES / f"ledger.{ending}"


# Workbooks


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_workbook_of_any_kind_gives_the_same_cells(ending: str, tmp_path: Path) -> None:
    book = read_workbook(ledger(ending, tmp_path))
    assert [grid.sheet for grid in book.grids] == ["台账", "空白", "二表"]
    assert book.hidden == ("参数",)
    first, empty, second = book.grids
    assert [list(row) for row in first.rows] == office.LEDGER
    assert list(empty.rows) == []
    assert [list(row) for row in second.rows] == [["", ""], ["", "x"]]
    assert set(first.merges) == {Merge(1, 0, 1, 3), Merge(5, 0, 6, 0)}
    assert first.errors == {(4, 3)}
    assert first.place(4, 3) == "台账!D5"
    assert first.file == f"ledger.{ending}"


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_number_formats_are_told_cell_by_cell(ending: str, tmp_path: Path) -> None:
    first, _, second = read_workbook(ledger(ending, tmp_path)).grids
    assert first.format_of(3, 2) == "0.0%"
    assert first.format_of(4, 2) == "0.00"
    assert first.format_of(5, 1) == '0\\.0,"万元"'
    assert first.format_of(3, 1) == first.format_of(0, 0) == first.format_of(99, 99) == "General"
    assert second.format_of(1, 1) == "General"
    assert first.formats_matter


def test_percent_is_told_of_an_opendocument_sheet(tmp_path: Path) -> None:
    first, _, second = read_workbook(FILES / "ledger.ods").grids
    assert (first.format_of(3, 2), first.format_of(3, 1), first.formats_matter) == ("0.00%", "General", True)
    assert not second.formats_matter


@pytest.mark.parametrize(
    "number_format, matters",
    [("0.00", False), ("#,##0.00", False), ("yyyy-mm-dd", False), ("0%", True), ("0,", True), ('0"%"', False)],
)
def test_formats_that_show_another_number_matter(tmp_path: Path, number_format: str, *, matters: bool) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write("A1", 1, book.add_format({"num_format": number_format}))
    book.close()
    assert read_workbook(path).grids[0].formats_matter is matters


def test_formats_given_by_number_alone(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{office.MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf/></cellXfs></styleSheet>'
    )
    rows = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" t="n" s="2"><v>1</v></c><c r="C1" s="9"><v>1</v></c></row>'
    grid = grid_of(tmp_path, office.xlsx(rows, **{"xl/styles.xml": styles}), "a.xlsx")
    assert [grid.format_of(0, column) for column in range(3)] == ["0.00%", "General", "General"]


def test_dates_of_both_calendars_and_durations(tmp_path: Path) -> None:
    for calendar in ({}, {"date_1904": True}):
        path = tmp_path / "a.xlsx"
        book = xlsxwriter.Workbook(path, calendar)
        sheet = book.add_worksheet()
        sheet.write_datetime("A1", datetime.fromisoformat("2018-07-01"), book.add_format({"num_format": 31}))
        sheet.write_datetime("B1", datetime.fromisoformat("2018-07-01"), book.add_format({"num_format": 57}))
        sheet.write_datetime("C1", timedelta(days=1, hours=6), book.add_format({"num_format": "[h]:mm"}))
        sheet.write("D1", 45000)
        book.close()
        [[*cells]] = read_workbook(path).grids[0].rows
        assert cells == [date(2018, 7, 1), date(2018, 7, 1), timedelta(days=1, hours=6), 45000.0]


def test_rows_above_and_columns_before_are_kept_and_those_after_cut_off(tmp_path: Path) -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="F3" t="str"><f>x</f><v></v></c></row>'
        '<row r="5"><c r="C5" t="e"><v>#N/A</v></c></row><row r="9"><c r="A9" t="inlineStr"><is><t/></is></c></row>'
    )
    grid = grid_of(tmp_path, office.xlsx(rows), "a.xlsx")
    assert [list(row) for row in grid.rows] == [[""] * 3, [""] * 3, ["", 1.0, ""], [""] * 3, [""] * 3]
    assert grid.errors == {(4, 2)}


# The same rows, as programs write them that go their own way.
LAST = '<row r="4"><c r="A4"><v>2</v></c></row>'
WAYS = {
    "without addresses": "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row><row r='4'><c><v>2</v></c></row>",
    "single quotes": f"<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='e'><v>#N/A</v></c></row>{LAST}",
    "small letters": f'<row r="1"><c r="a1"><v>1</v></c><c r="b1" t="e"><v>#N/A</v></c></row>{LAST}',
    "line breaks": f'<row r="1"><c\nr="A1"><v>1</v></c><c\n t="e"\n r="B1"><v>#N/A</v></c></row>{LAST}',
    "far styles": f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="XFD1" s="1"/></row>{LAST}'
    '<row r="1048576"><c r="A1048576" s="1"/></row>',
}


@pytest.mark.parametrize("way", WAYS)
def test_xml_written_in_another_way_gives_the_same(way: str, tmp_path: Path) -> None:
    grid = grid_of(tmp_path, office.xlsx(WAYS[way]), "a.xlsx")
    assert [list(row) for row in grid.rows] == [[1.0, ""], ["", ""], ["", ""], [2.0, ""]]
    assert grid.errors == {(0, 1)}


def test_xml_with_prefixes_gives_the_same(tmp_path: Path) -> None:
    styles = f'<styleSheet xmlns="{office.MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    sheet = (
        f'<x:worksheet xmlns:x="{office.MAIN}"><x:sheetData><x:row r="2"><x:c r="B2" s="1"><x:v>0.5</x:v></x:c>'
        '<x:c r="C2" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    grid = grid_of(tmp_path, office.xlsx(sheet, **{"xl/styles.xml": styles}), "a.xlsx")
    assert [list(row) for row in grid.rows] == [["", "", ""], ["", 0.5, ""]]
    assert (grid.errors, grid.format_of(1, 1)) == ({(1, 2)}, "0%")


def test_what_a_chart_remembers_is_no_cell_of_the_sheet(tmp_path: Path) -> None:
    """Excel keeps a chart inside of its sheet, with its figures, before the merged ranges."""
    merged = office.record(0x00E5, b"\1\0" + b"\2\0\3\0\0\0\1\0")
    chart = office.CHART + office.number(0, 0, 99.0) + office.number(0, 1, 98.0) + office.END
    content = office.xls(office.number(0, 0, 5.0), office.number(2, 1, 7.5), chart, chart, merged)
    grid = grid_of(tmp_path, content, "a.xls")
    assert [list(row) for row in grid.rows] == [[5.0, ""], ["", ""], ["", 7.5]]
    assert list(grid.merges) == [Merge(2, 0, 3, 1)]


def test_failed_formulas_of_an_old_workbook(tmp_path: Path) -> None:
    failed = office.record(0x0006, b"\1\0\0\0\0\0\2\0\7\0\0\0\xff\xff" + bytes(8))
    given_so = office.record(0x0205, b"\2\0\0\0\0\0\x2a\1")
    grid = grid_of(tmp_path, office.xls(office.number(0, 0, 1.0), failed, given_so), "a.xls")
    assert grid.errors == {(1, 0), (2, 0)}
    assert len(grid.rows) == 3


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a", "a.ET"])
def test_a_workbook_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    content = office.write_ledger(tmp_path / "ledger.xlsx").read_bytes()
    assert len(read_workbook(saved(tmp_path, content, name)).grids) == 3


def test_macros_are_passed_over(tmp_path: Path) -> None:
    content = office.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', **{"xl/vbaProject.bin": b"\0macros"})
    assert list(grid_of(tmp_path, content, "a.xlsm").rows) == [[1.0]]


def test_empty_cells_fill_an_opendocument_sheet(tmp_path: Path) -> None:
    filler = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    more = '<table:table-cell table:number-columns-repeated="16383"/>'
    grid = grid_of(tmp_path, office.ods(f"<table:table-row>{cell}{more}</table:table-row>{filler}"), "a.ods")
    assert list(grid.rows) == [[1.0]]


def test_repeated_cells_are_there_as_often(tmp_path: Path) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="percentage" office:value="0.5"/><table:table-cell office:value-type="string" '
        'office:string-value="" calcext:value-type="error"/></table:table-row>'
    )
    grid = grid_of(tmp_path, office.ods(row), "a.ods")
    assert [list(row) for row in grid.rows] == [[0.5, 0.5, ""], [0.5, 0.5, ""]]
    assert grid.errors == {(0, 2), (1, 2)}
    assert {grid.format_of(row, column) for row in range(2) for column in range(2)} == {"0.00%"}


# Text


@pytest.mark.parametrize(
    "codec, name",
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 BOM"), ("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16")],
)
def test_a_text_in_any_encoding_says_which(tmp_path: Path, codec: str, name: str) -> None:
    grid = grid_of(tmp_path, "项目名称,总投资\n滨河路,12000\n".encode(codec))
    assert (list(grid.rows), grid.encoding) == ([["项目名称", "总投资"], ["滨河路", "12000"]], name)
    assert (grid.sheet, grid.place(1, 1)) == ("", "B2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    """Other delimiters inside of cells, in quotes and outside, do not mislead."""
    others = "".join(one for one in ",;\t|" if one != delimiter)
    lines = [["名称", "单位", "备注"], ["滨河路", f'"{others}{delimiter}"', "无"], ["水厂", f"a{others}", "b"]]
    grid = grid_of(tmp_path, "\r\n".join(delimiter.join(line) for line in lines), "表.tsv")
    assert list(grid.rows) == [lines[0], ["滨河路", f"{others}{delimiter}", "无"], lines[2]]


def test_quotes_line_breaks_and_short_rows(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, '标题\n名称,"备\r\n注",c\r\n"他说""好""",,\n\n x ,1\n,,\n')
    assert list(grid.rows) == [
        ["标题", "", ""],
        ["名称", "备\r\n注", "c"],
        ['他说"好"', "", ""],
        [""] * 3,
        [" x ", "1", ""],
    ]


@given(st.lists(st.text(st.sampled_from("'=+-@＝＋－＠a \t\n\r　1")), min_size=1))
def test_the_guard_of_our_own_csv_is_taken_off_again(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    lines = "".join('"{}",end\n'.format(guarded(text).replace('"', '""')) for text in texts)
    grid = grid_of(tmp_path_factory.getbasetemp(), lines)
    assert [row[0] for row in grid.rows] == texts


def test_an_apostrophe_that_guards_nothing_stays(tmp_path: Path) -> None:
    assert list(grid_of(tmp_path, "'十三五'项目,'a\n").rows) == [["'十三五'项目", "'a"]]


@pytest.mark.parametrize(
    "content, word",
    [
        (b"a,b\nc\0,d", "sheet.nul"),
        (b"\xff\xfea\0,\0\0\0", "sheet.nul"),
        (b'a,b\nc,"d\ne,f\n', "sheet.quotes"),
        (b'a,"b"c\n', "sheet.quotes"),
        (b'a,b\nc,"' + b"d" * 200_000 + b'"\n', "sheet.quotes"),
        (b"a" * 2_000_000, "sheet.quotes"),
        (b"a,b\n\xff\xff\xff", "sheet.encoding"),
        (b"," * 1_000, "sheet.far"),
        (b"a\n" * 200_001, "sheet.far"),
        (b"", "sheet.empty"),
    ],
)
def test_texts_that_are_no_sheets(tmp_path: Path, content: bytes, word: str) -> None:
    assert refusal(saved(tmp_path, content)) == word


def test_a_nul_and_a_quote_are_named_by_their_place(tmp_path: Path) -> None:
    with pytest.raises(Unsheetlike) as nul:
        read_workbook(saved(tmp_path, b"a,b\nc,d\0\n"))
    assert nul.value.params["cell"] == "B2"
    with pytest.raises(Unsheetlike) as quote:
        read_workbook(saved(tmp_path, b'a,b\n"c\nd",e\nf,"g\nh\n'))
    assert quote.value.params["line"] == 4


# What is no sheet at all


@pytest.mark.parametrize(
    "name, content, word",
    [
        ("a.xlsx", b"name,total\n1,2\n", "sheet.text"),
        ("a.XLS", b"name\ttotal\n1\t2\n", "sheet.text"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "sheet.markup"),
        ("a.xls", b"\xef\xbb\xbf\r\n <TABLE border=1>", "sheet.markup"),
        ("a.xls", "<html>".encode("utf-16"), "sheet.markup"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com">', "sheet.markup"),
        ("a.csv", b"<!DOCTYPE html><html></html>", "sheet.markup"),
        ("a.pdf", b"%PDF-1.7", "sheet.ending"),
        ("a.json", b"{}", "sheet.ending"),
        ("a", b"name,total\n", "sheet.ending"),
        ("a.docx", office.package({"word/document.xml": "<document/>"}), "sheet.ending"),
        ("a.xlsb", office.package({"xl/workbook.bin": "binary"}), "sheet.ending"),
        ("a.doc", office.compound({"WordDocument": b"text"}), "sheet.ending"),
        ("a.xlsx", office.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "sheet.password"),
        ("a.xls", office.xls(before=office.record(0x002F, b"\1\0\1\0\1\0")), "sheet.password"),
        ("a.ods", office.ods("", manifest="<manifest:encryption-data/>"), "sheet.password"),
        ("a.ods", office.ods("", before='<number:number number:display-factor="1000"/>'), "sheet.scaled"),
    ],
)
def test_what_a_file_is_stands_in_its_refusal(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    assert refusal(saved(tmp_path, content, name)) == word


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == "sheet.missing"
    (tmp_path / "folder.xlsx").mkdir()
    assert refusal(tmp_path / "folder.xlsx") == "sheet.folder"
    assert refusal(tmp_path / f"{'长' * 200}.xlsx") == "sheet.unopenable"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = saved(tmp_path, b"a")
    with path.open("r+b") as stream:
        stream.truncate(129 * 1024 * 1024)
    assert refusal(path) == "sheet.large"


def test_workbooks_need_the_extra_and_text_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(Failed) as failed:
        read_workbook(office.write_ledger(tmp_path / "a.xlsx"))
    assert (failed.value.word, failed.value.exit_code, failed.value.params["extra"]) == ("sheet.extra", 1, "excel")
    with pytest.raises(Failed):
        read_workbook(FILES / "ledger.xls")
    assert list(grid_of(tmp_path, "a,b\n").rows) == [["a", "b"]]


def test_a_formula_whose_failure_is_new_to_the_reader_is_named(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>'
    with pytest.raises(Unsheetlike) as refused:
        read_workbook(saved(tmp_path, office.xlsx(rows), "a.xlsx"))
    assert (refused.value.word, refused.value.params["value"]) == ("sheet.failure", "#SPILL!")


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_times_of_day_are_times(ending: str, tmp_path: Path) -> None:
    assert read_workbook(ledger(ending, tmp_path)).grids[0].rows[6][2] == time(6, 0)


def test_a_reader_that_does_not_end_well_is_heard_as_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(calamine.ReaderFailed, match="ended"):
        calamine.read_apart(b"nothing that could be read")
    monkeypatch.setattr(calamine, "LONGEST", 0.0)
    assert refusal(FILES / "ledger.xls") == "sheet.broken"


def test_a_panic_of_the_reader_is_caught_and_a_break_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})
    for raised, heard in ((panic, calamine.ReaderFailed), (KeyboardInterrupt, KeyboardInterrupt)):

        class Reader:
            from_filelike = mock.Mock(side_effect=raised)

        monkeypatch.setattr("python_calamine.CalamineWorkbook", Reader)
        with pytest.raises(heard):
            calamine.read_here(b"")


_MONTH = (
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text>'
    "<number:month/><number:text>月</number:text></number:date-style>"
    '<number:date-style style:name="N2"><number:year/><number:month/><number:day/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="red" style:family="table-cell" style:parent-style-name="month"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>'
)


def _dated(style: str) -> str:
    return f'<table:table-cell {style} office:value-type="date" office:date-value="2025-08-01"/>'


def test_a_month_of_an_open_document_is_known_by_its_style_or_that_of_its_row_or_column(tmp_path: Path) -> None:
    columns = '<table:table-column table:number-columns-repeated="3"/>'
    columns += '<table:table-column table:default-cell-style-name="month"/>'
    cells = "".join(_dated(f'table:style-name="{style}"') for style in ("month", "red", "day")) + _dated("")
    rows = f"<table:table-row>{cells}</table:table-row>"
    rows += f'<table:table-row table:default-cell-style-name="red">{_dated("")}</table:table-row>'
    content = office.ods(columns + rows, before=f"<office:automatic-styles>{_MONTH}</office:automatic-styles>")
    grid = grid_of(tmp_path, content, "a.ods")
    month = 'yyyy"年"m"月"'
    assert [grid.format_of(0, at) for at in range(4)] == [month, month, "General", month]
    assert grid.format_of(1, 0) == month
    assert grid.formats_matter


@pytest.mark.parametrize("built_in", [17, 27, 36, 50, 52, 57])
def test_a_built_in_format_without_a_day_is_known(tmp_path: Path, built_in: int) -> None:
    styles = f'<styleSheet><cellXfs><xf numFmtId="{built_in}"/></cellXfs></styleSheet>'
    sheet = '<row r="1"><c r="A1" s="0"><v>45870</v></c></row>'
    grid = grid_of(tmp_path, office.xlsx(sheet, **{"xl/styles.xml": styles}), "a.xlsx")
    found = read_date(grid.rows[0][0], date(2025, 12, 31), lambda: grid.format_of(0, 0))
    assert found is not None
    assert found.edtf == "2025-08"


@pytest.mark.parametrize("saved_as", ["<v></v>", "<v/>", "<v />", ""])
def test_a_formula_without_a_saved_result_is_no_empty_cell(tmp_path: Path, saved_as: str) -> None:
    cells = f'<c r="A1"><f>100+200</f>{saved_as}</c><c r="B1"><f>1+1</f><v>2</v></c>'
    cells += '<c r="C1" t="str"><f>""</f><v></v></c>'
    grid = grid_of(tmp_path, office.xlsx(f'<row r="1">{cells}</row>'), "a.xlsx")
    assert grid.errors == {(0, 0)}

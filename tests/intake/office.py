"""A workbook as an office keeps it, and parts of workbooks put together by hand."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_ledger(path: Path) -> Path:
    """Writes a workbook with something of everything that the readers must bring over.

    `files/ledger.xls` and `files/ledger.ods` are this one, converted by LibreOffice 7.4:
    `soffice --headless --convert-to xls ledger.xlsx`, the same with `ods`.
    """
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.merge_range("A2:D2", "重点项目进展情况表")
    sheet.write_row("A3", ["项目名称", "总投资\n（万元）", " 完成比例 ", "开工时间"])
    sheet.write_row("A4", ["滨河路★", 12000])
    sheet.write("C4", 0.853, book.add_format({"num_format": "0.0%"}))
    sheet.write_datetime(
        "D4", datetime.fromisoformat("2018-07-01"), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    )
    sheet.write_row("A5", ["水厂", 3500.5])
    sheet.write("C5", 2025.1, book.add_format({"num_format": "0.00"}))
    sheet.write_formula("D5", "=1/0", None, "#DIV/0!")
    sheet.merge_range("A6:A7", "管网")
    sheet.write("B6", 120000, book.add_format({"num_format": '0\\.0,"万元"'}))
    sheet.write_formula("B7", "=B5*2", None, 7001)
    sheet.write_datetime(
        "C6", datetime.fromisoformat("2018-07-01T09:30"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    )
    sheet.write("C7", 0.25, book.add_format({"num_format": "h:mm"}))
    sheet.write_boolean("D6", True)
    sheet.write_blank("H40", None, book.add_format({"bold": True}))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='台账'!$B$4:$B$6"})
    sheet.insert_chart("F10", chart)
    book.add_worksheet("参数").hide()
    book.get_worksheet_by_name("参数").write("A1", "不看")
    book.add_worksheet("空白")
    second = book.add_worksheet("二表")
    second.write("B2", "x")
    book.close()
    return path


# What write_ledger wrote into its first sheet, as every reader must give it, numbers as floats.
LEDGER = [
    ["", "", "", ""],
    ["重点项目进展情况表", "", "", ""],
    ["项目名称", "总投资\n（万元）", " 完成比例 ", "开工时间"],
    ["滨河路★", 12000.0, 0.853, date(2018, 7, 1)],
    ["水厂", 3500.5, 2025.1, ""],
    ["管网", 120000.0, datetime.fromisoformat("2018-07-01T09:30"), True],
    ["", 7001.0, time(6, 0), ""],
]


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheet: str, **parts: str | bytes) -> bytes:
    """A workbook of one sheet 表, of which `sheet` is the XML, or the rows alone; `parts` by name add or replace."""
    if "<worksheet" not in sheet and "worksheet " not in sheet:
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return package(whole | parts)


def ods(table: str, before: str = "", manifest: str = "") -> bytes:
    """An OpenDocument workbook of one sheet 表 with these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "number", "style", "calcext", "manifest")
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>",
            "content.xml": (
                f"<office:document-content {spaces}>{before}<office:body><office:spreadsheet>"
                f'<table:table table:name="表">{table}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of a workbook of Excel 97 to 2003."""
    return struct.pack("<2H", kind, len(data)) + data


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, style, value))


BEGIN, END = 0x0809, record(0x000A)
BOOK = record(BEGIN, struct.pack("<2H12x", 0x0600, 0x0005))
SHEET = record(BEGIN, struct.pack("<2H12x", 0x0600, 0x0010))
CHART = record(BEGIN, struct.pack("<2H12x", 0x0600, 0x0020))


def xls(*records: bytes, before: bytes = b"", stream: str = "Workbook", first: bytes = SHEET) -> bytes:
    """A workbook of Excel 97 to 2003 of one sheet S with these records; `before` are records of the workbook."""
    start = len(BOOK) + len(before) + 4 + 9 + len(END)
    listed = record(0x0085, struct.pack("<LBBBB", start, 0, 0, 1, 0) + b"S")
    return compound({stream: BOOK + before + listed + END + first + b"".join(records) + END})


def compound(streams: dict[str, bytes], *, circle: bool = False) -> bytes:
    """A compound file of these streams, each filled up to sectors; `circle`: the last sector leads to the first."""
    table: list[int] = [0xFFFFFFFD, 0xFFFFFFFE]
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    body = b""
    for name, content in streams.items():
        first, sectors = len(table), max(8, -(-len(content) // 512))
        entries.append((name, 2, first, max(4096, len(content))))
        table += [*range(first + 1, first + sectors), first if circle else 0xFFFFFFFE]
        body += content.ljust(sectors * 512, b"\0")
    directory = b"".join(
        struct.pack(
            "<64sHBB3L36xLQ", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, *[0xFFFFFFFF] * 3, start, size
        )
        for name, kind, start, size in entries
    )
    header = struct.pack(
        *("<8s16x5H10x8L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6),
        *(1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0),
    )
    assert len(table) <= 128, "one sector for the table"
    fat = struct.pack("<128L", *table, *[0xFFFFFFFF] * (128 - len(table)))
    places = struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    return header + places + fat + directory.ljust(512, b"\0") + body

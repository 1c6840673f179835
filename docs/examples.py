"""Make the sheet that README and docs/sheets.md import: an office's monthly table, as such tables look.

python docs/examples.py            write docs/examples/progress-2025-04.xlsx
python docs/examples.py --check    fail when the file there shows other cells

The zone's projects and figures in it are made up.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

SHEET = Path(__file__).resolve().parent / "examples" / "progress-2025-04.xlsx"
TITLE = "原平经济技术开发区2025年1—4月重点项目进展情况表"
UNIT = "单位：万元"
# Header of two rows: words over several columns stand over all of them.
UPPER = (
    "序号",
    "项目名称",
    "建设规模及内容",
    "总投资",
    "投资完成情况",
    "",
    "",
    "形象进度",
    "计划竣工时间",
    "包联领导",
    "责任单位",
    "用地（亩）",
)
LOWER = ("", "", "", "", "2025年计划", "1—4月完成投资", "占年计划%", "", "", "", "", "")
ROWS: tuple[tuple[object, ...], ...] = (
    ("合计（5个）", "", "", 61_560, 20_800, 6_105, 29.35, "", "", "", "", ""),
    ("一、基础设施项目（3个）", "", "", 27_560, 10_800, 3_305, "", "", "", "", "", ""),
    (
        1,
        "★环城路",
        "路面12公里，桥梁1座",
        12_000,
        5_000,
        2_150,
        43,
        "路基完成80%，桥梁桩基施工",
        "2025年10月底",
        "张主任  李副主任",
        "建设局",
        320,
    ),
    (2, "污水管网二期", "管网8.5公里", 6_560, 2_800, 905, 32.32, "75%", "2025年三季度", "李副主任", "建设局", ""),
    (3, "西区变电站", "", 9_000, 3_000, 250, 8.33, "正在办理前期手续", "2026年", "王副主任", "经发局", 45),
    ("二、工业项目（2个）", "", "", 34_000, 10_000, 2_800, "", "", "", "", "", ""),
    (
        4,
        "标准化厂房\n三期",
        "厂房6.2万平方米",
        "21,000",
        6_000,
        2_800,
        46.67,
        "主体封顶",
        datetime(2025, 12, 31, tzinfo=UTC),
        "张主任",
        "招商局",
        110,
    ),
    (5, "光伏组件生产线", "年产2GW", 13_000, 4_000, "—", "", "未开工", "2026年上半年", "赵副主任", "招商局", 86.5),
)
NOTE = "注：★为省级重点项目。"


def build(path: Path) -> None:
    """Write the sheet to `path`."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": TITLE, "created": datetime(2025, 5, 6, tzinfo=UTC)})
        sheet = book.add_worksheet("进展情况")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        last = len(UPPER) - 1
        sheet.merge_range(0, 0, 0, last, TITLE, title)
        sheet.write(1, last, UNIT)
        sheet.merge_range(2, 4, 2, 6, UPPER[4], head)
        for column, (upper, lower) in enumerate(zip(UPPER, LOWER, strict=True)):
            if lower:
                sheet.write(3, column, lower, head)
            else:
                sheet.merge_range(2, column, 3, column, upper, head)
        for number, row in enumerate(ROWS, 4):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value.replace(tzinfo=None), day)
                elif value != "":
                    sheet.write(number, column, value)
        sheet.write(4 + len(ROWS), 0, NOTE)
        sheet.set_column(1, 2, 18)
        sheet.set_column(3, 6, 10)
        sheet.set_column(7, last, 14)


def cells(path: Path) -> list[list[object]]:
    """Return every cell of the sheet at `path`."""
    from python_calamine import CalamineWorkbook

    found: list[list[object]] = [
        list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]
    return found


def main() -> None:
    """Write the sheet, or with --check compare it."""
    if "--check" not in sys.argv:
        SHEET.parent.mkdir(exist_ok=True)
        build(SHEET)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / SHEET.name
        build(made)
        if not SHEET.is_file() or cells(SHEET) != cells(made):
            sys.exit(f"{SHEET.name} is not what docs/examples.py makes.  Write it anew: ./run docs")


if __name__ == "__main__":
    main()

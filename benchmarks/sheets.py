"""Measure how long a large sheet takes to come in and to go out, as ratios to what its libraries alone need.

One round makes a ledger, imports a sheet of many projects into it, imports the same sheet again, and exports.  The
import is compared with python-calamine's own reading of that sheet plus a raw `executemany` of every row that then
stands in the ledger, journal included, into empty tables of the same schema; the export with XlsxWriter's own writing
of the same cells.  Commands are processes of their own, start-up included; medians of the rounds are compared.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ZONE = "yuanping"
TODAY = "2026-08-03"
# What the installed `zonetrack` script runs; `python -m` would add the price of runpy.
SCRIPT = ("-c", "from zonetrack.cli import main; main()")
# A process that was started by a large one counts the memory of that one as its own peak: a small one goes between.
BETWEEN = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
TITLE = "原平经济技术开发区2026年重点项目推进表"
HEADER = (
    *("序号", "项目名称", "项目代码", "类别", "建设阶段", "建设单位", "责任单位", "包联领导", "总投资（万元）"),
    *("2026年计划投资", "自开工累计完成投资", "形象进度", "计划开工时间", "计划竣工时间", "存在问题"),
)
KINDS = ("装备制造", "新材料", "光伏组件", "食品加工", "生物医药", "铸造", "煤层气利用", "仓储物流")
STAGES = ("前期", "新开工", "在建", "竣工")
OFFICES = ("住房和城乡建设局", "工业和信息化局", "招商投资促进局", "规划和自然资源局", "经济发展部")
LEADERS = ("张建国", "李志强", "王 敏", "赵晓东、孙丽")
PROGRESS = (
    "主体结构施工至三层，设备已订货，正在办理施工许可证",
    "厂房封顶，生产线安装完成60%，外线工程同步推进",
    "场地平整完成，桩基施工，累计完成土方12万立方米",
    "完成立项备案、环评批复，正在办理土地手续",
)
PROBLEMS = ("无", "用地指标尚未落实", "资金缺口约3000万元，银行贷款正在审批", "", "外部供电线路迁改进度滞后")
SYLLABLES = "金盛华源宏达鑫瑞恒泰嘉信永兴海龙天宇中科"


class Run(NamedTuple):
    """What a command took: seconds from start to end, and the most memory it held (MB)."""

    seconds: float
    peak: float


class Round(NamedTuple):
    """What one round measured."""

    calamine: float
    raw: float
    import_: Run
    again: Run
    writer: float
    export: Run


def row(i: int) -> tuple[object, ...]:
    """Return the cells of project number `i`."""
    company = "".join(SYLLABLES[i // 20**power % 20] for power in range(3))
    kind, total = KINDS[i % len(KINDS)], 1200 + i * 37 % 90000
    return (
        i + 1,
        f"山西{company}{kind}有限公司年产{i + 1}吨{KINDS[i // 7 % len(KINDS)]}项目",
        f"2601-140981-04-01-{i:06d}",
        kind,
        STAGES[i % len(STAGES)],
        f"山西{company}{kind}有限公司",
        OFFICES[i % len(OFFICES)],
        LEADERS[i % len(LEADERS)],
        total,
        total // 5,
        total // 3 if i % len(STAGES) else 0,
        PROGRESS[i % len(PROGRESS)],
        f"2025年{i % 12 + 1}月",
        f"2027年{i % 11 + 1}月底",
        PROBLEMS[i % len(PROBLEMS)],
    )


def make_sheet(path: Path, rows: int) -> None:
    """Write a sheet as an office keeps it: title, day and unit above the header, a project a row."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("项目")
        sheet.write_row(0, 0, [TITLE])
        sheet.write_row(1, 0, ["截至2026年7月31日", *[""] * 12, "单位：万元"])
        sheet.write_row(2, 0, HEADER)
        for i in range(rows):
            sheet.write_row(3 + i, 0, row(i))


def timed(body: Callable[[], object]) -> float:
    """Return how many seconds `body` takes."""
    begin = time.perf_counter()
    body()
    return time.perf_counter() - begin


def read_cells(path: Path) -> Sequence[Sequence[object]]:
    """Read the first sheet of a workbook with python-calamine, and do nothing with it."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def write_cells(path: Path, cells: Sequence[Sequence[object]]) -> None:
    """Write cells with XlsxWriter, without any format."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, one in enumerate(cells):
            sheet.write_row(number, 0, one)


def tables_of(ledger: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Yield every table of a ledger with all its rows, one in memory at a time; what is referred to comes first."""
    source = sqlite3.connect(ledger)
    names = source.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall()
    for (name,) in names:
        if not name.startswith("_sqlite"):
            yield name, source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - names of our own tables
    source.close()


def raw_seconds(ledger: Path, copy: Path) -> float:
    """Return how long SQLite takes for all rows of `ledger` in a file of its own, from BEGIN to after COMMIT."""
    from zonetrack.store.db import create
    from zonetrack.store.migrations import migrate

    copy.unlink(missing_ok=True)
    with create(copy) as db:
        db.begin(write=True)
        migrate(db)
        db.commit()
        seconds = timed(lambda: db.begin(write=True))
        for name, rows in tables_of(ledger):
            if rows:
                text = f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})"  # noqa: S608 - as above
                begin = time.perf_counter()
                db.connection.executemany(text, rows)
                seconds += time.perf_counter() - begin
        return seconds + timed(db.commit)


def run(arguments: tuple[str, ...], folder: Path, *, python: tuple[str, ...] = SCRIPT) -> Run:
    """Run a command of zonetrack; one that fails ends the benchmark."""
    environment = {"HOME": str(folder), "PATH": os.defpath, "PYTHONUTF8": "1", "ZONETRACK_LANG": "en"}
    environment |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    said, peak = folder / "said.txt", folder / "peak.txt"
    command = [sys.executable, *python, *arguments, "--db", str(folder / "zonetrack.db"), "--today", TODAY]
    begin = time.perf_counter()
    with said.open("wb") as out:
        code = subprocess.call(
            [sys.executable, "-c", BETWEEN, str(peak), *command],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    seconds = time.perf_counter() - begin
    if code:
        text = said.read_text(encoding="utf-8", errors="replace")
        sys.exit(f"zonetrack {' '.join(arguments)}: exit code {code}\n{text[-4000:]}")
    return Run(seconds, int(peak.read_text()) / (2**20 if sys.platform == "darwin" else 2**10))


def entries(ledger: Path) -> int:
    """Return how many entries a ledger has."""
    connection = sqlite3.connect(ledger)
    try:
        return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
    finally:
        connection.close()


def prepare(folder: Path) -> None:
    """Make a ledger with one zone."""
    (folder / "zonetrack.db").unlink(missing_ok=True)
    run(("init",), folder)
    run(("zone", "add", "原平经济技术开发区", "--slug", ZONE), folder)


def measure(folder: Path, sheet: Path) -> Round:
    """Measure one round."""
    ledger, out = folder / "zonetrack.db", folder / "out.xlsx"
    prepare(folder)
    take_in = ("import", str(sheet), "--zone", ZONE)
    calamine = timed(lambda: read_cells(sheet))
    first = run(take_in, folder)
    known = entries(ledger)
    again = run(take_in, folder)
    if entries(ledger) != known:
        sys.exit("the same sheet a second time changed something")
    raw = raw_seconds(ledger, folder / "raw.db")
    out.unlink(missing_ok=True)
    export = run(("export", "--zone", ZONE, "-o", str(out)), folder)
    cells = read_cells(out)
    return Round(calamine, raw, first, again, timed(lambda: write_cells(folder / "raw.xlsx", cells)), export)


def profile(folder: Path, sheet: Path) -> None:
    """Print in which functions one import spends its time."""
    from pstats import Stats

    prepare(folder)
    found = folder / "profile"
    run(("import", str(sheet), "--zone", ZONE), folder, python=("-m", "cProfile", "-o", str(found), "-m", "zonetrack"))
    Stats(str(found)).sort_stats("tottime").print_stats(40)


def report(rounds: list[Round]) -> list[str]:
    """Return the lines of the table: seconds, ratio, bar, verdict; memory likewise."""
    calamine, raw, writer = (median(getattr(one, name) for one in rounds) for name in ("calamine", "raw", "writer"))
    import_, again, export = (
        median(getattr(one, name).seconds for one in rounds) for name in ("import_", "again", "export")
    )
    held = {name: max(getattr(one, name).peak for one in rounds) for name in ("import_", "again", "export")}
    lines = [f"{'':34}{'seconds':>9}{'ratio':>7}{'bar':>6}{'peak MB':>9}{'bar':>6}"]
    lines.append(f"{'calamine reads the sheet':34}{calamine:9.2f}")
    lines.append(f"{'executemany of every row':34}{raw:9.2f}")
    lines.append(_line("zonetrack import", import_, import_ / (calamine + raw), 4, held["import_"], 400))
    lines.append(_line("zonetrack import, again", again, again / (calamine + raw), 4, held["again"], 400))
    lines.append(f"{'XlsxWriter writes the cells':34}{writer:9.2f}")
    lines.append(_line("zonetrack export", export, export / writer, 2, held["export"], None))
    return lines


def _line(name: str, seconds: float, ratio: float, bar: float, peak: float, most: float | None) -> str:
    over = ratio > bar or (most is not None and peak > most)
    bound = "" if most is None else f"{most:.0f}"
    return f"{name:34}{seconds:9.2f}{ratio:7.2f}{bar:6.1f}{peak:9.0f}{bound:>6}  {'over the bar' if over else 'ok'}"


def main() -> None:
    """Measure and print; with --check, fail where a bar is passed; with --profile, say where an import spends time."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000, help="projects in the sheet (default: 50,000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often all is measured (default: once)")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a ratio or the memory is over its bar")
    parser.add_argument("--profile", action="store_true", help="profile one import instead, by time spent in itself")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="zonetrack-sheets-"))
    try:
        sheet = folder / "sheet.xlsx"
        make_sheet(sheet, given.rows)
        if given.profile:
            profile(folder, sheet)
            return
        lines = report([measure(folder, sheet) for _ in range(given.rounds)])
    finally:
        shutil.rmtree(folder)
    print("\n".join(lines))
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {given.rows} × {len(HEADER)} cells")
    if given.check and any(line.endswith("over the bar") for line in lines):
        sys.exit(1)


if __name__ == "__main__":
    main()

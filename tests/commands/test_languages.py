"""Both languages to the last word: every help page, table and error, read for words of the other language."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from zonetrack.commands.program import COMMANDS
from zonetrack.domain.alarm import KINDS
from zonetrack.words import zh

from .calling import SHIPPED, program

# Runs every call of a list in one process, each a second later: help is put into words once in a process.
WALK = """
import io, json, sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zonetrack.cli import main
said = []
for line in json.load(open(sys.argv[1])):
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(line["input"]), io.StringIO(), io.StringIO()
    now = datetime(2025, 9, 1, 4, tzinfo=UTC) + timedelta(seconds=len(said))
    try:
        main(line["argv"], lambda: now)
    except SystemExit as leave:
        said.append([leave.code, sys.stdout.getvalue(), sys.stderr.getvalue()])
sys.__stdout__.write(json.dumps(said))
"""

GROUPS = {
    "zone": ("add", "list"),
    "milestone": ("add",),
    "rule": ("list", "use", "set", "exempt"),
    "assert": ("add", "list", "drop"),
    "indicator": ("add", "record", "import", "list", "show"),
    "event": ("add", "record", "follow-up", "done", "list", "show"),
}
VERBS = {verb for verbs in GROUPS.values() for verb in verbs}
HELP = [
    ["--help"],
    ["-h"],
    *([name, "--help"] for name in COMMANDS),
    *([name, verb, "--help"] for name, verbs in GROUPS.items() for verb in verbs),
    ["--version"],
]
PAGES = [
    [],
    ["status"],
    ["status", "yuanping"],
    ["status", "shuozhou"],
    ["show", "daiwang-road"],
    ["show", "water-plant"],
    ["show", "fly-ash"],
    ["show", "control-platform"],
    ["show", "wuxiang"],
    ["indicator", "list"],
    ["indicator", "show", "shuozhou/revenue"],
    ["source", "shuozhou/revenue", "single_growth"],
    ["event", "list"],
    ["event", "show", "yongji/policy-briefing"],
    ["source", "yongji/policy-briefing", "orgs"],
    ["source", "wuxiang", "绿农农牧有限公司"],
    ["list", "--wide"],
    ["overdue"],
    ["overdue", "--within", "1"],
    ["slips"],
    ["slips", "xiaohe", "--group-by", "owner", "--since", "2025-06-01"],
    ["show", "daiwang-road", "--chart"],
    ["show", "yuanping", "--chart"],
    ["overdue", "--within", "365"],
    ["report"],
    ["report", "--zone", "yuanping"],
    ["report", "--zone", "yongji"],
    ["check"],
    ["pace"],
    ["pace", "yuanping", "--group-by", "stage"],
    ["rank"],
    ["rank", "--sort", "overdue", "--red-black", "2"],
    ["rule", "list"],
    ["zone", "list"],
    ["list", "--stage", "paused"],
]
ROAD = "xiaohe/daiwang-road"
STORIES = [
    ["history"],
    ["history", ROAD],
    ["source", ROAD],
    ["source", "yuanping", "total_investment"],
    ["changes", "--since", "2025-04-01"],
    ["brief", "--since", "2025-04-01"],
    ["brief", "--zone", "xiaohe", "--as-of", "2025-09-01"],
    ["bulletin", "--month", "2025-04"],
    ["bulletin", "--zone", "yuanping", "--month", "2025-09"],
    ["doctor"],
]
WRITES = [
    ["init", "new.db"],
    ["init", "sample2.db", "--example"],
    ["update", f"{ROAD}/pipes", "85%", "--on", "2025-05-01"],
    ["update", f"{ROAD}/pipes", "80%", "--on", "2025-05-02", "--reason", "0"],
    ["update", f"{ROAD}/pipes", "100%", "--dry-run"],
    ["update", ROAD, "--problem", ""],
    ["reschedule", f"{ROAD}/paving", "--due", "2025-10", "--reason", "0"],
    ["reschedule", f"{ROAD}/paving", "--due", "2025-09", "--reason", "0", "--key", "7"],
    ["reschedule", f"{ROAD}/paving", "--due", "2025-09", "--reason", "0", "--key", "7"],
    ["reschedule", f"{ROAD}/paving", "--start", "2025-12", "--reason", "0"],
    ["stage", ROAD, "construction"],
    ["edit", ROAD, "--tag", "7", "--code", "8", "--category", "9", "--order", "3"],
    ["edit", ROAD, "--untag", "7"],
    ["edit", ROAD, "--untag", "7"],
    ["invested", ROAD, "5万元", "--ytd", "--on", "2025-05-01"],
    ["total", ROAD, "9万元"],
    ["plan", ROAD, "6万元", "--for", "2025"],
    ["plan", ROAD, "1万元", "--for", "2025-Q1"],
    ["plan", ROAD, "2万元", "--for", "2025-Q2"],
    ["rule", "use", "yinchuan", "--after", "2"],
    ["pace"],
    ["pace", ROAD, "--pace", "day"],
    ["source", ROAD, "pace"],
    ["rank", "--group-by", "unit", "--apart"],
    ["report", "--zone", "xiaohe"],
    ["rule", "set", "--measure", "ratio", "--yellow", "9", "--red", "8", "--inclusive", "red"],
    ["pace"],
    ["rule", "exempt", ROAD, "--reason", "0", "--until", "2025-12-31"],
    ["pace", "--wide"],
    ["rule", "use", "none"],
    ["done", f"{ROAD}/roadbed", "--on", "2025-05-01"],
    ["event", "add", "7", "--zone", "xiaohe", "--on", "2025-05-01", "--slug", "day", "--org", "7"],
    ["event", "follow-up", "9", "--event", "xiaohe/day", "--due", "2025-08-01"],
    ["overdue"],
    ["reschedule", "xiaohe/day/9", "--due", "2025-09-01", "--reason", "0"],
    ["event", "done", "xiaohe/day/9"],
    ["procedure", ROAD, "7", "done", "--expires", "2025-09-09"],
    ["show", ROAD],
    ["enterprise", "8", "--zone", "xiaohe", "--chain", "7"],
    ["drop", f"{ROAD}/roadbed", "--reason", "0"],
    ["undo"],
    ["backup", "copy.db"],
    ["report", "-o", "page.csv"],
    ["show", ROAD],
    ["status", "xiaohe"],
    ["undo", "xiaohe#2"],
]
ERRORS = [
    ["notify", "office"],
    ["notify", "办公室", "--report", "overdue"],
    ["nocommand"],
    ["statu"],
    ["status", "--nooption"],
    ["status", "--formt", "csv"],
    ["status", "1", "2"],
    ["status", "--format", "7"],
    ["status", "--table", "7"],
    ["status", "--as-of", "7"],
    ["status", "--as-of", "2025-02-30"],
    ["status", "--as-of", "1900"],
    ["status", "7"],
    ["status", "xiahoe"],
    ["rule", "use", "7"],
    ["rule", "use", "builder", "--after", "2"],
    ["rule", "set", "--measure", "gap", "--yellow", "8", "--red", "7"],
    ["rule", "exempt", "xiaohe/daiwang-road", "--reason", "7", "--until", "2025-01-01"],
    ["rank", "--sort", "slips", "--apart"],
    ["rank", "--sort", "invested", "--red-black", "2"],
    ["show", "7"],
    ["update", "xiaoh", "--say", "7"],
    ["show", "daiwang-roat"],
    ["show", "a"],
    ["add"],
    ["add", "7"],
    ["add", "7", "--zone"],
    ["add", "-7", "--zone", "xiaohe"],
    ["add", "代王路", "--zone", "xiaohe"],
    ["add", "7", "--zone", "xiaohe", "--slug", "?"],
    ["add", "7", "--zone", "xiaohe", "--slug", "daiwang-road"],
    ["add", "7", "--zone", "xiaohe", "-m", "7, ?"],
    ["add", "7", "--zone", "xiaohe", "-m", ""],
    ["add", "7", "--zone", "xiaohe", "-m", "7, 1%, 2%"],
    ["add", "7\u200b", "--zone", "xiaohe"],
    ["add", "7" * 201, "--zone", "xiaohe"],
    ["add", "", "--zone", "xiaohe"],
    ["add", "7", "--zone", "xiaohe", "--total", "7"],
    ["add", "7", "--zone", "xiaohe", "--total", "$7"],
    ["add", "7", "--zone", "xiaohe", "--total", "?"],
    ["add", "7", "--zone", "xiaohe", "--start", "?"],
    ["add", "7", "--zone", "xiaohe", "--stage", "?"],
    ["update"],
    ["update", ROAD],
    ["update", ROAD, "7"],
    ["update", ROAD, "?"],
    ["update", ROAD, "107%"],
    ["update", ROAD, "-7%"],
    ["update", "xiaohe", "7%"],
    ["update", ROAD, "7%", "--on", "2125-01-01"],
    ["update", ROAD, "7%", "--on", "2099-01-01"],
    ["update", ROAD, "7%", "--certainty", "7"],
    ["update", ROAD, "7m", "--measure", "?"],
    ["update", f"{ROAD}/pipes", "7%"],
    ["update", f"{ROAD}/pipes", "7km"],
    ["update", f"{ROAD}/pipes", "7t"],
    ["update", "-"],
    ["stage", f"{ROAD}/pipes", "reserve"],
    ["invested", ROAD, "7万元"],
    ["invested", ROAD, "7万元", "--refund", "--ytd"],
    ["invested", ROAD, "7万元", "--month", "2024-11 to 2025-02"],
    ["invested", "xiaohe", "7万元", "--ytd"],
    ["total", ROAD, "3亿-5亿元"],
    ["total", ROAD, "上亿元"],
    ["total", ROAD, "0.001元"],
    ["total", ROAD, "9999999亿元"],
    ["total", ROAD, "--", "-7万元"],
    *(["milestone", "add", "7", "--project", ROAD, f"--quantity={text}"] for text in ("?", "-7km", "7", "7万元")),
    *(["milestone", "add", "7", "--project", ROAD, f"--weight={text}"] for text in ("?", "0", "7" * 31)),
    *(["update", ROAD, "--", text] for text in ("-7km", "60%-50%", "2/3", "基本完成")),
    *(["reschedule", ROAD, "--reason", "0", "--due", text] for text in ("1月", "2025-08 to 2025-03", "8月前")),
    ["reschedule", ROAD],
    ["procedure", ROAD, "7"],
    ["procedure", ROAD, "7", "8"],
    ["procedure", ROAD, "7:8", "done"],
    ["enterprise", "7", "--zone", "xiaohe"],
    ["event", "record", "yongji/policy-briefing"],
    ["event", "show", "yongji/policy-briefing", "--as-of", "2025-04-01"],
    ["reschedule", ROAD, "--due", "2025-09"],
    ["reschedule", ROAD, "--due", "before August 2027", "--reason", "0"],
    ["drop", ROAD],
    ["edit", ROAD],
    ["edit", ROAD, "--order", "0"],
    ["edit", "xiaohe", "--code", "7"],
    ["undo", "7"],
    ["undo", "xiaohe#99"],
    ["undo", "--user", "7"],
    ["init", "sample.db"],
    ["init", "/proc/7.db"],
    ["init", "7.db", "--timezone", "7"],
    ["backup", "sample.db"],
    ["backup", "7/7.db"],
    ["report", "-o", "7/7.csv"],
    ["report", "-o", "7"],
    ["report", "-o", "sample.db", "--format", "csv", "--force"],
    ["report", "-o", "text.txt"],
    ["report", "-o", ".", "--force", "--format", "csv"],
    ["overdue", "--within", "7x"],
    ["zone", "7"],
    ["--lang", "7", "status"],
    ["--db", "7.db", "status"],
    ["--db", "text.txt", "status"],
    ["--db", "empty.txt", "status"],
    ["--db", ".", "status"],
    ["--db", "newer.db", "status"],
    ["--db", "half.db", "status"],
    ["zone"],
]
LATE_ERRORS = [
    ["undo", "xiaohe#2", "--note", "7"],
    ["invested", ROAD, "500万元", "--since-start"],
    ["invested", ROAD, "7万元", "--month", "2025-04-20 to 2025-05-10"],
    ["total", ROAD, "1万元"],
]
LINES = '7\nxiaohe/daiwang-road\n{\n{"ref":"7","?":"7"}\n{"ref":7}\n{"value":"7"}\nxiaohe/daiwang-road 107%\n'

# Latin words that a Chinese session may show besides commands, options, variables, references, files and units.
CHINESE_MAY_SAY = {
    "zonetrack",
    *("JSON", "TOML", "TAB", "EDTF", "BOM", "UTF-8", "UTC", "GBK", "Excel", "pypinyin"),
    *("zones", "late", "summary", "projects", "overdue", "due_soon", "investment", "zone_figures"),  # for --table
    *("zh", "en", "table", "json", "csv", "tsv", "txt", "md", "html", "xlsx", "docx", "pdf"),
    *("Word", "WPS"),
    *("pip", "install", "apt", "fonts-wqy-microhei"),
    "unit",  # what slips are grouped by
    # codes of stages and kinds, which may be typed and stand in JSON
    *("reserve", "signed", "preparing", "started", "construction", "completed", "operating", "paused", "dropped"),
    *("reported", "verified", "estimated"),
    *("use", "set", "exempt", "none", "gap", "ratio", "shortfall", "days_late"),  # verbs and measures of `rule`
    *("yinchuan", "sanya", "wuhan", "tianjin", "builder"),  # its presets
    *("not_begun", "doing", "not_needed"),  # and of states of procedures
    *("workers", "ref", "value", "say", "next", "problem", "measure", "certainty", "on", "source", "note"),
    # kinds and bases of an indicator, and what its rule may warn of
    *("money", "count", "quantity", "percent", "ytd", "month", "level", "growth", "rate"),
    *("ledger", "yes", "Asia/Shanghai"),  # the journal of zones and settings, and settings as they are stored
    *("office", "chmod", "https", "ca", "private", "true", "security", "ssl", "starttls"),  # notify.toml
}
UNITS = {"km", "m", "m²", "m³", "ha", "t", "kW", "MW", "kg"}
# What an English session may show in Chinese: the unit of the offices' books.
ENGLISH_MAY_SAY = {"元", "万元", "亿元"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[list[str], int, str, str]]]:
    """What every call says, in either language."""
    return {lang: list(walk(lang, tmp_path_factory.mktemp(lang))) for lang in ("zh", "en")}


def walk(lang: str, home: Path) -> Iterator[tuple[list[str], int, str, str]]:
    shutil.copy(SHIPPED, home / "sample.db")
    shutil.copy(SHIPPED, home / "newer.db")
    with closing(sqlite3.connect(home / "newer.db")) as db, db:
        db.execute("PRAGMA user_version = 999")
    (home / "half.db").write_bytes(SHIPPED.read_bytes()[:30_000])
    (home / "text.txt").write_text("7", encoding="utf-8")
    (home / "empty.txt").touch()
    late = [[*page, *(["--as-of", "2025-09-01"] if page and page != ["zone", "list"] else [])] for page in PAGES]
    calls = [
        {"argv": argv, "input": LINES} for argv in [*HELP, *late, *STORIES, *ERRORS, *WRITES, *STORIES, *LATE_ERRORS]
    ]
    (home / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
    env = {"ZONETRACK_DB": "sample.db", "ZONETRACK_LANG": lang, "ZONETRACK_USER": "7"}
    said = program(WALK, home / "calls.json", home=home, env=env)
    assert said.exit_code == 0, said.stderr
    for call, (code, out, err) in zip(calls, json.loads(said.stdout), strict=True):
        yield call["argv"], code, out, err


@pytest.fixture(scope="module")
def ledger_texts() -> list[str]:
    """Every text of the shipped ledger, the longest first."""
    with closing(sqlite3.connect(SHIPPED)) as db, db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for name in tables for row in db.execute(f"SELECT * FROM {name}")]
    said = {text for row in rows for text in row if isinstance(text, str)}
    said |= {part for text in said for part in text.split(":")}  # measures name procedures and enterprises
    texts = {text for text in said if re.search(r"[^\x00-\x7f]", text)}
    return sorted(texts, key=len, reverse=True)


def without(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, " ")
    return text


def latin(text: str, argv: list[str]) -> set[str]:
    """Latin words that are nobody's name: no command, option, variable, reference, file, unit or word just typed."""
    text = re.sub(r"^ {2,}(?:zonetrack|export|-m) .*$", " ", text, flags=re.MULTILINE)  # examples to be typed
    text = re.sub(r"zonetrack(?: [-\w/#.=]+)+", " ", text)
    text = re.sub(r"\[[a-z_]+(?:\|\s*[a-z_]+)*\]|\"[a-z_]+\"", " ", text)  # what may be chosen, or stands in a map
    text = re.sub(r"(?<![\w-])--?[a-z][a-z-]*", " ", text)
    text = re.sub(r"\bZONETRACK_[A-Z_]+\b|<=x<=|x>=|\b\d+d\b|\d-Q\d|\dT[\d:]+Z", " ", text)
    text = re.sub(
        r"[\w./-]*/[\w./#-]*|[\w.-]+\.(?:db|csv|json|txt|toml|xlsx|html)\b|\w[\w-]*#\d+(?: [0-9a-f]{8})?", " ", text
    )
    text = re.sub(r"[（(]\.\w+(?: \.\w+)*[)）]|\.[a-z]+\b|zonetrack\[\w+\]|U\+[0-9A-F]+|\\u\w{4}", " ", text)
    typed = {word for arg in argv for word in re.findall(r"[A-Za-z][\w²³-]*", arg)}
    found = set(re.findall(r"[A-Za-z][\w²³-]*", text))
    return found - CHINESE_MAY_SAY - UNITS - typed - COMMANDS.keys() - VERBS - SLUGS - set(KINDS)


with closing(sqlite3.connect(SHIPPED)) as _db, _db:
    SLUGS = {
        slug
        for table in ("zone", "project", "milestone", "indicator", "event", "followup")
        for (slug,) in _db.execute(f"SELECT slug FROM {table}")
    }


def test_a_chinese_session_is_chinese_to_the_last_word(
    walked: dict[str, list[tuple[list[str], int, str, str]]], ledger_texts: list[str]
) -> None:
    foreign = {
        " ".join(argv): words
        for argv, _, out, err in walked["zh"]
        if (words := latin(without(out + err, ledger_texts), argv))
    }
    assert not foreign


def test_an_english_session_is_english_to_the_last_word(
    walked: dict[str, list[tuple[list[str], int, str, str]]], ledger_texts: list[str]
) -> None:
    foreign = {
        " ".join(argv): han
        for argv, _, out, err in walked["en"]
        if (
            han := set(
                re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", without(out + err, [*ledger_texts, *argv]))
            )
            - ENGLISH_MAY_SAY
        )
    }
    assert not foreign


def test_both_sessions_did_the_same(walked: dict[str, list[tuple[list[str], int, str, str]]]) -> None:
    codes = {lang: [(argv, code) for argv, code, _, _ in said] for lang, said in walked.items()}
    assert codes["zh"] == codes["en"]
    for argv, code, out, err in walked["zh"]:
        assert "程序内部出错" not in err, argv
        assert (code != 0) == (argv in [*ERRORS, *LATE_ERRORS] or argv[0:2] == ["check", "--as-of"]), (argv, out, err)


def test_every_error_there_is_can_be_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that take a broken disk or a missing library to be heard, too."""
    errors = {key: text for key, text in zh.TEXTS.items() if key.startswith(("error.", "cause."))}
    texts = {key: "".join(text) if isinstance(text, tuple) else text for key, text in errors.items()}
    assert not {key: words for key, text in texts.items() if (words := latin(re.sub(r"\{[^{}]*\}", "7", text), []))}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("项目 project 未找到", {"project"}),
        ("没有选项 --foo；见 zonetrack status --help", set()),
        ("条目 xiaohe#2 之后，observation 17 又有改动", {"observation"}),
        ("不能写入 7/7.csv：No such file", {"No", "such", "file"}),
    ],
)
def test_this_test_sees_latin_words(text: str, expected: set[str]) -> None:
    assert latin(text, []) == expected

"""What every writing command has in common: silence on stdout, an echo that says what, where and how to undo it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .calling import Caller, rows

ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/water-plant"
PIPES = f"{ROAD}/pipes"

# Command → its arguments, what its echo must hold besides ledger, entry and undo, and the entry.
WRITES: dict[str, tuple[list[str], list[str], str]] = {
    "zone add": (["zone", "add", "安泽经济技术开发区", "--slug", "anze"], ["anze", "安泽经济技术开发区"], "ledger#4"),
    "add": (
        ["add", "再生水工程", "--zone", "yuanping", "-m", "管网, 3km, 8月底前", "--total", "1.2亿元"],
        [
            "yuanping/zaishengshuigongcheng",
            "yuanping/zaishengshuigongcheng/guanwang",
            "8月底前 → …2025-08-31",
            "1.2亿元",
        ],
        "yuanping#2",
    ),
    "milestone add": (
        ["milestone", "add", "路基", "--project", ROAD, "--due", "7月", "--quantity", "3.9千米", "--weight", "3"],
        [f"{ROAD}/luji", "7月 → 2025-07-01…2025-07-31", "3.9千米"],
        "xiaohe#5",
    ),
    "indicator add": (
        ["indicator", "add", "税收", "--zone", "xiaohe", "--unit", "万元", "--target", "6亿元", "--target-for", "2025"],
        ["xiaohe/shuishou", "目标：6亿元（2025 → 2025-01-01…2025-12-31）"],
        "xiaohe#5",
    ),
    "update": (["update", PIPES, "85%"], [PIPES, "80% ⇒ 85%"], "xiaohe#5"),
    "update in words": (["update", ROAD, "--say", "已过半"], [ROAD, "形象进度：已过半"], "xiaohe#5"),
    "done": (["done", PIPES, "--on", "4月10日"], [PIPES, "竣工", "4月10日 → 2025-04-10"], "xiaohe#5"),
    "stage": (["stage", PLANT, "前期"], [PLANT, "前期"], "yuanping#2"),
    "invested": (["invested", PLANT, "3458万元", "--since-start"], [PLANT, "3458万元"], "yuanping#2"),
    "plan": (["plan", PLANT, "5000万元", "--for", "2025"], [PLANT, "5000万元", "2025-01-01…2025-12-31"], "yuanping#2"),
    "total": (["total", PLANT, "1.1亿元"], [PLANT, "10796.35万元 ⇒ 1.1亿元"], "yuanping#2"),
    "reschedule": (
        ["reschedule", f"{ROAD}/paving", "--due", "10月底前", "--reason", "雨季"],
        [f"{ROAD}/paving", "2025-08-01…2025-08-31 ⇒ 10月底前 → …2025-10-31", "推迟61天"],
        "xiaohe#5",
    ),
    "edit": (["edit", ROAD, "--name", "代王大道"], [ROAD, "代王路 ⇒ 代王大道"], "xiaohe#5"),
    "drop": (["drop", PLANT, "--reason", "并入其他项目"], [PLANT, "退库"], "yuanping#2"),
    "undo": (["undo", "yuanping#1"], ["yuanping#1", "add", "wang"], "yuanping#2"),
}
EVERY = pytest.mark.parametrize("name", WRITES)


@EVERY
def test_a_write_says_what_it_wrote_and_where_and_how_to_undo_it(name: str, run: Caller, own: Path) -> None:
    argv, said, entry = WRITES[name]
    result = run.ok(*argv)
    assert result.stdout == ""
    for words in (*said, str(own), entry, f"zonetrack undo {entry}"):
        assert words in result.stderr
    assert "示例" not in result.stderr
    zone, number = entry.split("#")
    in_file = rows(
        own, "SELECT coalesce((SELECT slug FROM zone z WHERE z.zone_id = e.zone_id), 'ledger'), seq FROM entry e"
    )
    assert (zone, int(number)) in in_file


@EVERY
def test_the_undo_that_the_echo_names_takes_it_back(name: str, run: Caller, own: Path) -> None:
    before = everything(own)
    said = run.ok(*WRITES[name][0]).stderr
    assert everything(own) != before
    run.ok(*re.findall(r"zonetrack (undo \S+)", said)[-1].split())
    assert everything(own) == before


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the ledger; the journal, which only grows, apart."""
    tables = ("setting", "zone", "project", "milestone", "observation", "project_position", "milestone_position")
    return {table: sorted(rows(path, f"SELECT * FROM {table}"), key=str) for table in tables}


@EVERY
def test_quiet_says_nothing(name: str, run: Caller, own: Path) -> None:
    assert run.ok(*WRITES[name][0], "--quiet")[1:] == ("", "")


@EVERY
def test_a_dry_run_says_the_same_and_writes_nothing(name: str, run: Caller, own: Path) -> None:
    argv, said, entry = WRITES[name]
    before = own.read_bytes()
    result = run.ok(*argv, "--dry-run")
    assert own.read_bytes() == before
    assert f"没有写入 {own}" in result.stderr
    assert all(words in result.stderr for words in said)
    assert f"zonetrack undo {entry}" not in result.stderr
    assert result.stdout == ""


@EVERY
def test_the_same_key_twice_changes_nothing(name: str, run: Caller, own: Path) -> None:
    argv, _, entry = WRITES[name]
    run.ok(*argv, "--key", "cron-1")
    before = own.read_bytes()
    again = run.ok(*argv, "--key", "cron-1")
    assert own.read_bytes() == before
    assert "--key" in again.stderr
    assert entry in again.stderr
    assert again.stdout == ""


@EVERY
def test_reason_source_and_note_are_kept_with_the_entry(name: str, run: Caller, own: Path) -> None:
    argv = [word for word in WRITES[name][0] if word not in {"--reason", "雨季", "并入其他项目"}]
    run.ok(*argv, "--reason", "核实", "--source", "月报", "--note", "电话", "--user", "李工")
    newest = "SELECT reason, source, note, author FROM entry ORDER BY command_id DESC LIMIT 1"
    assert rows(own, newest) == [("核实", "月报", "电话", "李工")]


# Command → the measure of the fact that it records.
FACTS = {
    "update": "progress",
    "update in words": "words",
    "done": "stage",
    "stage": "stage",
    "invested": "invested",
    "plan": "planned_investment",
    "total": "total_investment",
    "reschedule": "planned_finish",
    "drop": "stage",
    "add": "planned_finish",
    "milestone add": "weight",
}


@pytest.mark.parametrize("name", FACTS)
def test_the_fact_keeps_its_day_and_source(name: str, run: Caller, own: Path) -> None:
    argv = [word for word in WRITES[name][0] if word not in {"--on", "4月10日"}]
    run.ok(*argv, "--on", "2025-04-02", "--source", "月报", "--note", "电话", "--reason", "核实")
    newest = "SELECT day, source, note FROM observation WHERE measure = ? ORDER BY id DESC LIMIT 1"
    assert rows(own, newest, FACTS[name]) == [("2025-04-02", "月报", "电话")]


@pytest.mark.parametrize(
    "first, second, change",
    [
        (["stage", PLANT, "前期"], ["stage", PLANT, "在建"], "前期 ⇒ 在建"),
        (["invested", PLANT, "5万元", "--since-start"], ["invested", PLANT, "6万元", "--since-start"], "5万元 ⇒ 6万元"),
        (["plan", PLANT, "5万元", "--for", "2025"], ["plan", PLANT, "6万元", "--for", "2025"], "5万元 ⇒ 6万元"),
        (["update", ROAD, "--say", "甲"], ["update", ROAD, "--say", "乙"], "甲 ⇒ 乙"),
        (["update", ROAD, "--problem", "缺料"], ["update", ROAD, "--problem", ""], "缺料 ⇒ （空）"),
        (["update", ROAD, "9人", "--measure", "workers"], ["update", ROAD, "8人", "--measure", "workers"], "9人 ⇒ 8人"),
        (["edit", ROAD, "--tag", "甲"], ["edit", ROAD, "--untag", "甲", "--tag", "乙"], "甲 ⇒ 乙"),
    ],
    ids=lambda argv: argv[0] if isinstance(argv, list) else "",
)
def test_what_was_there_stands_before_what_is(
    first: list[str], second: list[str], change: str, run: Caller, own: Path
) -> None:
    assert "⇒" not in run.ok(*first).stderr or first[0] == "edit"
    assert change in run.ok(*second).stderr


def test_a_fact_is_of_today_unless_told_otherwise(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "90%", today="2025-05-06")
    assert rows(own, "SELECT day, span_edtf FROM observation WHERE value = '90'") == [("2025-05-06", "2025-05-06")]


@pytest.mark.parametrize("lang, word", [("zh", "示例"), ("en", "sample")])
def test_the_shipped_ledger_is_named_as_sample(lang: str, word: str, run: Caller, sample: Path) -> None:
    for more in ((), ("--dry-run",), ("--key", "k"), ("--key", "k")):
        result = run.ok("update", "xiaohe/daiwang-road/pipes", "90%", *more, lang=lang)
        assert f"{sample}" in result.stderr
        assert word in result.stderr


def test_writing_something_that_is_so_already_writes_nothing(run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run.ok("edit", ROAD, "--name", "代王路")
    assert "没有变化" in result.stderr
    assert own.read_bytes() == before


def test_an_edit_names_its_fields_in_the_same_order_every_time(run: Caller, own: Path) -> None:
    said = run.ok(
        "edit", ROAD, "--tag", "道路", "--order", "2", "--code", "7", "--slug", "dw", "--name", "代王大道"
    ).stderr
    fields = [line.partition("：")[0].rpartition("  ")[2] for line in said.splitlines()[:-1]]
    assert fields == ["名称", "简称", "项目代码", "标签", "次序"]


def test_a_command_that_touches_two_zones_has_an_entry_in_each(run: Caller, own: Path) -> None:
    lines = f"{ROAD}\t10%\n{PLANT}\t20%\n"
    said = run.ok("update", "-", stdin=lines).stderr
    assert "xiaohe#5" in said
    assert "yuanping#2" in said
    run.ok("undo", "yuanping#2")
    left = rows(own, "SELECT count(*) FROM observation WHERE value IN ('10', '20')")
    assert left == [(0,)]


# One way for each command to be refused: its exit code, its arguments, what the sentence must name.
REFUSED: dict[str, tuple[int, list[str], str]] = {
    "init": (4, ["init", "{own}"], "{own}"),
    "zone add": (4, ["zone", "add", "潇河新兴产业园区"], "xiaohe"),
    "zone list": (2, ["zone", "list", "--table", "nix"], "nix"),
    "add": (3, ["add", "某项目", "--zone", "nix"], "nix"),
    "milestone add": (3, ["milestone", "add", "路基", "--project", "xiaohe/nix"], "xiaohe/nix"),
    "indicator add": (2, ["indicator", "add", "税收", "--zone", "xiaohe", "--unit", "3 米"], "3 米"),
    "indicator record": (3, ["indicator", "record", "xiaohe/nix", "5", "--for", "2025-03"], "xiaohe/nix"),
    "indicator list": (3, ["indicator", "list", "--zone", "nix"], "nix"),
    "indicator show": (2, ["indicator", "show", ROAD], ROAD),
    "update": (2, ["update", PIPES], PIPES),
    "done": (3, ["done", "xiaohe/nix"], "xiaohe/nix"),
    "stage": (2, ["stage", PLANT, "快了"], "快了"),
    "invested": (2, ["invested", PLANT, "100万元"], "--since-start"),
    "plan": (2, ["plan", PLANT, "100", "--for", "2025"], "100万元"),
    "total": (2, ["total", PLANT, "100 USD"], "USD"),
    "reschedule": (2, ["reschedule", f"{ROAD}/paving", "--due", "10月"], "--reason"),
    "event add": (2, ["event", "add", "会", "--zone", "xiaohe", "--on", "改天"], "改天"),
    "event record": (3, ["event", "record", "xiaohe/nix", "--say", "会"], "xiaohe/nix"),
    "event follow-up": (3, ["event", "follow-up", "事", "--event", "nix", "--due", "2025-08"], "nix"),
    "event done": (3, ["event", "done", "xiaohe/nix"], "xiaohe/nix"),
    "event list": (3, ["event", "list", "--zone", "nix"], "nix"),
    "event show": (3, ["event", "show", "nix"], "nix"),
    "assert add": (2, ["assert", "add", "1 + = 2"], "1 + = 2"),
    "notify": (3, ["notify", "nix"], "nix"),
    "procedure": (2, ["procedure", ROAD, "环评", "快了"], "快了"),
    "enterprise": (2, ["enterprise", "甲公司", "--zone", "xiaohe", "--wanted", "很大"], "很大"),
    "edit": (2, ["edit", ROAD], "--name"),
    "drop": (2, ["drop", PLANT], "--reason"),
    "undo": (3, ["undo", "xiaohe#99"], "xiaohe#99"),
    "status": (3, ["status", "nix"], "nix"),
    "show": (3, ["show", "nix"], "nix"),
    "list": (2, ["list", "--stage", "快了"], "快了"),
    "overdue": (2, ["overdue", "--within", "soon"], "soon"),
    "report": (3, ["report", "--zone", "nix"], "nix"),
    "changes": (2, ["changes"], "--since"),
    "brief": (2, ["brief", "--since", "2030-01-01"], "2030-01-01"),
    "bulletin": (2, ["bulletin", "--month", "2030-01"], "2030-01"),
    "pace": (3, ["pace", "nix"], "nix"),
    "rank": (2, ["rank", "--sort", "nix"], "nix"),
    "rule use": (3, ["rule", "use", "nix"], "nix"),
    "rule set": (2, ["rule", "set", "--measure", "gap", "--yellow", "20", "--red", "10"], "20"),
    "rule exempt": (2, ["rule", "exempt", PLANT], "--reason"),
    "slips": (3, ["slips", "nix"], "nix"),
    "import": (2, ["import", "nix.xlsx"], "nix.xlsx"),
    "export": (2, ["export", "-o", "nix.docx"], "nix.docx"),
    "history": (3, ["history", "nix"], "nix"),
    "source": (3, ["source", "nix"], "nix"),
    "check": (3, ["check", "--zone", "nix"], "nix"),
    "backup": (4, ["backup", "{own}"], "{own}"),
    "restore": (6, ["restore", "nix.db"], "nix.db"),
    "doctor": (6, ["doctor", "--db", "nix.db"], "nix.db"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_has_its_code_and_its_sentence_and_changes_nothing(name: str, run: Caller, own: Path) -> None:
    code, argv, named = REFUSED[name]
    before = own.read_bytes()
    result = run(*(word.format(own=own) for word in argv))
    assert (result.exit_code, result.stdout) == (code, "")
    assert named.format(own=own) in result.stderr
    assert "Traceback" not in result.stderr
    assert own.read_bytes() == before


def test_every_command_is_in_these_tables() -> None:
    from zonetrack.commands.program import COMMANDS

    tried = {name.split()[0] for name in REFUSED}
    assert tried >= COMMANDS.keys(), "a new command: add how it is refused"


def test_init_makes_a_ledger_and_says_what_comes_next(run: Caller, home: Path) -> None:
    result = run.ok("init", "sub/my.db")
    assert result.stdout == ""
    assert "sub/my.db" in result.stderr
    assert "zonetrack zone add" in result.stderr
    assert run.json("status", db=home / "sub/my.db").table("zones") == []
    assert rows(home / "sub/my.db", "SELECT value FROM setting WHERE id = 'timezone'") == [("Asia/Shanghai",)]


def test_init_with_a_time_zone(run: Caller, home: Path) -> None:
    run.ok("init", "my.db", "--timezone", "America/Lima")
    status = run.json("status", db=home / "my.db", today="2025-04-14")  # 23:00 of the day before in Lima
    assert '"as_of": "2025-04-13"' in status.stdout
    assert run("init", "other.db", "--timezone", "Mars/Olympus").exit_code == 2
    assert not (home / "other.db").exists()


def test_the_example_goes_to_the_users_own_folder_unless_told_otherwise(run: Caller, home: Path) -> None:
    run.ok("init", "--example")
    assert (home / ".local/share/zonetrack/zonetrack.db").is_file()
    assert len(run.json("status").table("zones")) == 6
    assert run("init", "--example").exit_code == 4


def test_init_with_the_example(run: Caller, home: Path) -> None:
    result = run.ok("init", "sample.db", "--example")
    assert "sample.db" in result.stderr
    assert len(run.json("status", db=home / "sample.db").table("zones")) == 6
    assert run("init", "sample.db", "--example").exit_code == 4


def test_init_without_a_path_goes_to_the_users_folder(run: Caller, home: Path) -> None:
    run.ok("init")
    assert (home / ".local/share/zonetrack/zonetrack.db").is_file()
    assert run.ok("status").exit_code == 0


def test_init_makes_the_ledger_that_is_named(run: Caller, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONETRACK_DB", str(home / "office.db"))
    run.ok("init")
    run.ok("init", db=home / "option.db")
    assert sorted(path.name for path in home.iterdir()) == ["office.db", "option.db"]
    assert run("init").exit_code == 4
    assert run("init", "").exit_code == 4  # "$UNSET" names no ledger, and least of all another one


def test_backup_is_a_whole_ledger(run: Caller, own: Path, home: Path) -> None:
    result = run.ok("backup", "copy.db")
    assert result.stdout == ""
    assert "copy.db" in result.stderr
    assert run.json("report", db=home / "copy.db").stdout == run.json("report").stdout
    run.ok("update", PIPES, "85%")
    assert run("backup", "copy.db").exit_code == 4
    assert run.json("show", PIPES, db=home / "copy.db").row("milestones", PIPES)["progress"]["low"] == "80"
    run.ok("backup", "copy.db", "--force")
    assert run.json("show", PIPES, db=home / "copy.db").row("milestones", PIPES)["progress"]["low"] == "85"
    assert not [path for path in home.iterdir() if path.name.endswith(".part")]


def test_a_ledger_may_have_any_name(run: Caller, own: Path, tmp_path: Path) -> None:
    for name in ("带空格 的?台账#1.db", "100%.db", "a'b\"c.db"):
        path = tmp_path / name
        shutil.copy(own, path)
        assert str(path) in run.ok("update", PIPES, "85%", db=path).stderr
        assert run.json("show", PIPES, db=path).row("milestones", PIPES)["progress"]["low"] == "85"


def test_a_month_without_a_year_is_of_the_year_of_on(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "5万元", "--month", "1月", "--on", "2025-02-03", today="2026-11-25")
    newest = run.ok("history", PLANT, "--format", "json", today="2026-11-25").table("entries")[0]
    assert newest["span"]["edtf"] == "2025-01"

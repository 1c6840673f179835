"""`update -`: many updates from standard input, all or nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .calling import Caller, process, rows

ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/water-plant"
PIPES, PAVING = f"{ROAD}/pipes", f"{ROAD}/paving"


def told(path: Path) -> list[tuple[str, str]]:
    """What was reported in the newest command: measure and value, in order."""
    return rows(
        path,
        """SELECT measure, value FROM observation o JOIN entry e USING (zone_id, seq)
        WHERE command_id = (SELECT max(command_id) FROM entry) ORDER BY o.id""",
    )


@pytest.mark.parametrize(
    "lines, expected",
    [
        (f"{PIPES}\t85%\n{PAVING}\t10%\n", [("progress", "85"), ("progress", "10")]),
        (f"{PIPES} 85%\n{PAVING}   10 %\n", [("progress", "85"), ("progress", "10")]),
        ("代王路/雨污水管线\t3.5 km\n", [("quantity", "3.5")]),
        (f"# 周报\n\n  \t \n{PIPES}\t85%\n#\n", [("progress", "85")]),
        (f"\ufeff{PIPES}\t85%\n", [("progress", "85")]),
        (f"{PIPES}\t85%\r\n{PAVING}\t10%\r\n", [("progress", "85"), ("progress", "10")]),
        (f"{PIPES}\t85%", [("progress", "85")]),
        (json.dumps({"ref": PIPES, "value": "85%"}), [("progress", "85")]),
        (
            json.dumps({"ref": ROAD, "say": "过半", "next": "路面", "problem": "缺料", "value": None}),
            [("words", "过半"), ("next", "路面"), ("problem", "缺料")],
        ),
        (json.dumps({"ref": PLANT, "value": "12人", "measure": "workers"}), [("workers", "12")]),
    ],
    ids=["tab", "word", "name with a blank", "comments", "mark", "crlf", "no end", "json", "json words", "measure"],
)
def test_lines_are_read(lines: str, expected: list[tuple[str, str]], run: Caller, own: Path) -> None:
    result = run.ok("update", "-", stdin=lines)
    assert told(own) == expected
    assert result.stdout == ""
    assert "zonetrack undo" in result.stderr


def test_lines_of_json_may_have_their_own_day_source_note_and_certainty(run: Caller, own: Path) -> None:
    line = {"ref": PIPES, "value": "85%", "on": "2025-04-14", "source": "月报", "note": "电话", "certainty": "verified"}
    run.ok(
        "update",
        "-",
        "--source",
        "周报",
        "--on",
        "2025-04-10",
        stdin=f"{json.dumps(line)}\n{PAVING}\t10%\n",
        today="2025-04-20",
    )
    newest = "SELECT day, source, note, certainty FROM observation ORDER BY id DESC LIMIT 2"
    assert rows(own, newest) == [("2025-04-10", "周报", "", "reported"), ("2025-04-14", "月报", "电话", "verified")]


def test_the_options_of_the_command_hold_for_every_line_that_does_not_say_otherwise(run: Caller, own: Path) -> None:
    lines = f"{PLANT}\t12家\n" + json.dumps({"ref": ROAD, "value": "3家", "certainty": "reported"})
    run.ok("update", "-", "--measure", "firms", "--certainty", "estimated", "--say", "据统计", stdin=lines)
    newest = "SELECT measure, value, certainty FROM observation ORDER BY id DESC LIMIT 4"
    assert rows(own, newest) == [
        ("words", "据统计", "reported"),
        ("firms", "3", "reported"),
        ("words", "据统计", "estimated"),
        ("firms", "12", "estimated"),
    ]


def test_a_value_of_the_command_holds_for_every_line_without_one(run: Caller, own: Path) -> None:
    run.ok("update", "-", "100%", stdin=f"{PIPES}\n{PAVING}\t10%\n")
    assert told(own) == [("progress", "100"), ("progress", "10")]


BAD = [
    (f"{PIPES}\t70%", "80%"),  # falls
    ("xiaohe/nix\t10%", "xiaohe/nix"),
    (f"{PAVING}\tabc", "abc"),
    (f"{PAVING}", PAVING),
    ('{"ref": "x", "value": ', '{"ref": "x"'),
    ('{"ref": "x", "colour": "red"}', "colour"),
    (f'{{"ref": "{PAVING}", "value": 5}}', "value"),
    ('{"value": "5%"}', "5%"),
    (f'{{"ref": "{PAVING}", "value": NaN}}', "NaN"),
    (f'{{"ref": "{PAVING}", "value": "5%", "on": "2025-05-01"}}', "2025-05-01"),
    (f'{{"ref": "{PAVING}", "value": "5%", "certainty": "sure"}}', "sure"),
    ("{" * 30, "{{{"),
    ("[" * 9000, "[[["),
    ("x" * 20_001, "xxx"),
    ("daiwang\t5%", "daiwang"),
]


def test_all_or_nothing_and_every_bad_line_named(run: Caller, own: Path) -> None:
    good = f"{PAVING}\t10%"
    lines = [line for bad, _ in BAD for line in (good, bad)]
    before = own.read_bytes()
    result = run("update", "-", stdin="\n".join(lines))
    assert (result.exit_code, result.stdout) == (3, "")
    assert own.read_bytes() == before
    assert f"{len(BAD)}行" in result.stderr
    for number, (_, named) in enumerate(BAD):
        [said] = [line for line in result.stderr.splitlines() if f"第{2 * number + 2}行：" in line]
        assert named in said
    assert "第1行" not in result.stderr
    assert len(result.stderr) < 5000


@pytest.mark.parametrize("bad, named", BAD)
def test_each_bad_line_alone(bad: str, named: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run("update", "-", stdin=f"{PLANT}\t10%\n{bad}\n", lang="en")
    assert result.exit_code == (3 if named in ("xiaohe/nix", "daiwang") else 2)
    assert "line 2" in result.stderr
    assert named in result.stderr
    assert "1 line cannot" in result.stderr
    assert own.read_bytes() == before


def test_a_line_is_judged_after_those_above_it(run: Caller, own: Path) -> None:
    assert run("update", "-", stdin=f"{PAVING}\t30%\n{PAVING}\t20%\n").exit_code == 2
    run.ok("update", "-", stdin=f"{PAVING}\t20%\n{PAVING}\t30%\n")


def test_a_reason_serves_for_all_lines(run: Caller, own: Path) -> None:
    run.ok("update", "-", "--reason", "核实", stdin=f"{PIPES}\t70%\n{PAVING}\t10%\n")
    newest = "SELECT value, flags FROM observation ORDER BY id DESC LIMIT 2"
    assert rows(own, newest) == [("10", ""), ("70", "falling")]


@pytest.mark.parametrize("lines", ["", "\n\n", "# nothing\n", "\ufeff"])
def test_nothing_to_write_is_said_and_writes_nothing(lines: str, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    assert "没有变化" in run.ok("update", "-", stdin=lines).stderr
    assert own.read_bytes() == before


def test_one_entry_and_one_undo_for_all_lines(run: Caller, own: Path) -> None:
    before = rows(own, "SELECT count(*) FROM observation")
    run.ok("update", "-", stdin=f"{PIPES}\t85%\n{PAVING}\t10%\n")
    run.ok("undo")
    assert rows(own, "SELECT count(*) FROM observation") == before


@pytest.mark.parametrize("locale", [{}, {"PYTHONIOENCODING": "utf-8"}, {"LC_ALL": "C"}], ids=str)
def test_a_file_that_is_not_utf_8_is_refused(locale: dict[str, str], own: Path, home: Path) -> None:
    """A file of national code from a spreadsheet: nothing is guessed, nothing written."""
    before = own.read_bytes()
    env = {"ZONETRACK_DB": str(own), **locale}
    result = process("update", "-", home=home, env=env, stdin="代王路\t5%\n".encode("gbk"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "UTF-8" in result.stderr
    assert own.read_bytes() == before


def test_a_standard_input_that_is_closed_holds_nothing(own: Path, home: Path) -> None:
    close = "import os, sys; os.close(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    env = {"ZONETRACK_DB": str(own)}
    for argv, said in ((["update", "-"], "没有变化"), (["update", PIPES, "85%"], "85%")):
        result = process(home=home, env=env, argv=[sys.executable, "-c", close, "-m", "zonetrack", *argv])
        assert result.exit_code == 0, result.stderr
        assert said in result.stderr

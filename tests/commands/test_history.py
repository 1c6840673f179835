"""`history` from the command line: corrections, undos, renames, both times, and the whole journal for export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .calling import Caller, rows

ROAD = "xiaohe/daiwang-road"
PIPES = f"{ROAD}/pipes"


def listed(run: Caller, *args: object) -> list[dict[str, Any]]:
    return run.json("history", *args, today="2025-06-30").table("entries")


def steps(run: Caller, *args: object) -> list[tuple[Any, ...]]:
    return [(row["entry"], row["what"], row["old"], row["new"]) for row in listed(run, *args)]


def test_a_correction_shows_the_figure_that_stood_before(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "70%", "--on", "2025-04-13", "--reason", "看错", "--user", "li")
    newest = listed(run, PIPES)[0]
    assert (newest["what"], newest["old"], newest["new"]) == ("progress", "80%", "70%")
    assert (newest["author"], newest["command"], newest["reason"]) == ("li", "update", "看错")
    assert newest["action"] == "added"
    assert (newest["span"]["edtf"], newest["day"], newest["flags"]) == ("2025-04-13", "2025-04-13", ["falling"])
    assert (newest["entry"], newest["ref"]) == ("xiaohe#5", PIPES)


def test_a_back_dated_figure_follows_the_one_that_stood_on_its_day(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "60%", "--on", "2025-03-01")
    run.ok("update", PIPES, "65%", "--on", "2025-03-15")
    assert steps(run, PIPES)[:2] == [("xiaohe#6", "progress", "60%", "65%"), ("xiaohe#5", "progress", None, "60%")]


def test_an_undo_says_what_stands_again_and_both_entries_name_each_other(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%")
    run.ok("undo")
    undo, update = listed(run, PIPES)[:2]
    assert (undo["action"], undo["old"], undo["new"], undo["undoes"]) == ("removed", "85%", "80%", "xiaohe#5")
    assert (update["undone_by"], update["undoes"], undo["undone_by"]) == ("xiaohe#6", None, None)
    run.ok("undo", "xiaohe#6")
    again, undo, update = listed(run, PIPES)[:3]
    assert (again["action"], again["old"], again["new"]) == ("added", "80%", "85%")
    assert (again["undoes"], undo["undone_by"], update["undone_by"]) == ("xiaohe#6", "xiaohe#7", None)


def test_a_rename_keeps_the_history_and_is_in_it(run: Caller, own: Path) -> None:
    before = listed(run, ROAD)
    run.ok("edit", ROAD, "--slug", "daiwang", "--reason", "改短")
    run.ok("edit", "xiaohe/daiwang", "--name", "代王大道")
    for ref in ("xiaohe/daiwang", ROAD, "代王大道"):
        found = listed(run, ref)
        assert len(found) == len(before) + 3
        assert [row["row_id"] for row in found[3:]] == [row["row_id"] for row in before]
        assert {row["ref"].split("/")[1] for row in found} == {"daiwang"}
    name, *slug = [(row["what"], row["old"], row["new"], row["action"]) for row in found[:3]]
    assert name == ("name", "代王路", "代王大道", "changed")
    assert sorted(slug, key=str) == [
        ("alias", None, "daiwang-road", "added"),
        ("slug", "daiwang-road", "daiwang", "changed"),
    ]


def test_two_fields_at_once_stand_side_by_side(run: Caller, own: Path) -> None:
    run.ok("edit", ROAD, "--code", "A1", "--category", "市政")
    row = listed(run, ROAD)[0]
    assert (row["what"], row["old"], row["new"]) == ("project", None, ["市政", "A1"])
    run.ok("edit", ROAD, "--code", "A2", "--category", "")
    row = listed(run, ROAD)[0]
    assert (row["old"], row["new"]) == (["市政", "A1"], ["", "A2"])


def test_a_record_that_was_taken_back_keeps_its_last_reference(run: Caller, own: Path) -> None:
    run.ok("add", "临时工程", "--zone", "xiaohe", "--slug", "shed")
    run.ok("undo")
    gone = [row for row in listed(run, "xiaohe") if row["ref"] == "xiaohe/shed"]
    assert [(row["action"], row["old"], row["new"]) for row in gone] == [
        ("removed", "临时工程", None),
        ("added", None, "临时工程"),
    ]


def test_a_project_and_a_milestone_have_their_own(run: Caller, own: Path) -> None:
    run.ok("add", "别的路", "--zone", "xiaohe", "--slug", "other", "-m", "路基, 2025年6月完成")
    assert {row["ref"] for row in listed(run, ROAD)} == {ROAD, PIPES, f"{ROAD}/paving"}
    assert {row["ref"] for row in listed(run, PIPES)} == {PIPES}
    whole = {row["ref"] for row in listed(run, "xiaohe")}
    assert whole >= {"xiaohe", ROAD, PIPES, "xiaohe/other"}
    assert not [ref for ref in whole if ref.startswith("yuanping")]


def test_since_and_user_narrow_it_and_say_so(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", "--user", "li", today="2025-05-01")
    run.ok("update", PIPES, "90%", today="2025-05-02")
    assert [new for *_, new in steps(run, "--since", "2025-04-30")] == ["90%", "85%"]
    assert [new for *_, new in steps(run, "--since", "xiaohe#5")] == ["90%"]
    assert steps(run, "--since", "2025-05-02", "--user", "wang") == []
    assert [new for *_, new in steps(run, "--user", "li")] == ["85%"]
    # An older figure that is not listed is still the one that stood before.
    assert steps(run, "--user", "li")[0][2] == "80%"
    page = run.ok("history", "--user", "li", "--since", "2025-04-30", today="2025-06-30").stdout
    assert "只列li录入的记载。" in page
    assert "只列2025-04-30之后的记载。" in page
    assert run("history", "--since", "xiaohe#99").exit_code == 3


def test_as_of_leaves_later_days_out_and_says_how_many(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", today="2025-05-01")
    assert steps(run, PIPES)[0][3] == "85%"  # without --as-of nothing is left out, whatever day it is
    assert steps(run, PIPES, "--as-of", "2025-04-30")[0][3] == "80%"
    note = json.loads(run.json("history", PIPES, "--as-of", "2025-04-30").stdout)["notes"]
    assert [(one["key"], one["params"]["n"]) for one in note] == [("history_later", 1)]


def test_known_gives_the_history_as_it_was(run: Caller, own: Path) -> None:
    at = json.loads(run.json("history", ROAD).stdout)["known"]
    before = run.ok("history", ROAD, "--format", "json", "--known", at).stdout
    run.ok("update", PIPES, "85%")
    run.ok("undo")
    run.ok("edit", ROAD, "--slug", "renamed")
    after = run.ok("history", ROAD, "--format", "json", "--known", at).stdout
    assert after == before
    assert {row["undone_by"] for row in json.loads(after)["tables"]["entries"]["rows"]} == {None}


def test_the_whole_journal_goes_out(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", "--key", "k1")
    run.ok("undo")
    found = listed(run)
    kept = rows(
        own,
        "SELECT entry.zone_id, seq, n, command_id, entry.hash, row_table, row_id, before, after"
        " FROM change JOIN entry USING (zone_id, seq) ORDER BY command_id DESC, entry.zone_id, n",
    )
    assert [
        (row["id"], row["command_id"], row["hash"], row["row_table"], row["row_id"], row["before"], row["after"])
        for row in found
    ] == [
        (f"{zone}#{seq}.{n}", command, hash_, table, row_id, *(image and json.loads(image) for image in images))
        for zone, seq, n, command, hash_, table, row_id, *images in kept
    ]
    assert {row["key"] for row in found} == {None, "k1"}
    assert {(row["ref"], row["what"]) for row in found if row["row_table"] == "setting"} == {("ledger", "timezone")}


def test_csv_holds_images_as_json(run: Caller, own: Path) -> None:
    text = run.ok("history", PIPES, "--format", "csv").stdout
    first = next(csv.DictReader(io.StringIO(text)))
    assert json.loads(first["after"])["words"] == first["new"] == "80%"
    assert first["at"].endswith("Z")


def test_times_are_the_ledgers_on_a_page_and_utc_in_data(run: Caller, own: Path) -> None:
    row = listed(run, PIPES)[0]
    assert row["at"].startswith("2025-04-13T04:00:")
    assert "time" not in row
    assert "2025-04-13 12:00" in run.ok("history", PIPES).stdout


def test_the_other_side_of_the_command_means_the_same(run: Caller, own: Path) -> None:
    run.ok("update", PIPES, "85%", "--user", "li")
    assert len(run.json("--user", "li", "history").table("entries")) == 1


def test_help_has_its_own_words_for_user(run: Caller, home: Path) -> None:
    options = [line.split() for line in run.ok("history", "--help").stdout.splitlines() if "  --user " in line]
    assert [words[-1] for words in options] == ["只列这个人录入的"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_golden(run: Caller, own: Path, lang: str, golden: Callable[[str, str], None]) -> None:
    run.ok("update", PIPES, "85%", "--reason", "核对", "--user", "li")
    run.ok("undo", "xiaohe#5", "--reason", "重报")
    run.ok("edit", ROAD, "--name", "代王大道")
    page = run.ok("history", ROAD, lang=lang).stdout
    head, _, rest = page.partition("\n")[2].partition("\n")
    golden(f"history-{lang}.txt", page.replace(head, head.rpartition(" ")[0]) if rest else page)


def test_the_shipped_ledger(run: Caller, sample: Path) -> None:
    found = listed(run, "yuanping")
    assert {row["entry"] for row in found} == {"yuanping#1", "ledger#3"}
    totals = {row["new"] for row in found if row["what"] == "total_investment"}
    assert totals == {"25359.52万元", "10796.35万元"}

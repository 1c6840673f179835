"""Names that scripts rely on: keys of JSON, headers of CSV, shapes of values.  More may be added, none may go."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from .calling import Caller

ROAD, PLANT = "xiaohe/daiwang-road", "yuanping/water-plant"

ITEM = "zone project project_name milestone milestone_name kind due days_late progress owner unit leader"
STATUS = (
    "zone name projects milestones milestones_done overdue due_soon total_investment projects_with_total invested "
    "projects_with_invested invested_rate projects_with_both last_reported"
)
PROJECTS = (
    "project name stage progress milestones milestones_done next_due overdue total_investment invested invested_rate "
    "owner leader last_reported words"
)
CARD = (
    "zone project name stage progress total_investment invested invested_rate start due baseline_due done_on owner "
    "unit leader category code words next problem last_reported"
)
MILESTONES = "milestone name progress quantity start due baseline_due done_on weight light words last_reported"
INVESTMENT = "stage projects projects_with_total total_investment invested invested_rate"

# Command → the tables it promises, each with its keys.
PROMISED: dict[str, dict[str, str]] = {
    "status": {"zones": STATUS, "late": ITEM},
    "status yuanping": {"projects": PROJECTS, "late": ITEM},
    "overdue": {"overdue": ITEM, "due_soon": ITEM},
    f"show {ROAD}": {"project": CARD, "milestones": MILESTONES},
    "report": {
        "summary": STATUS,
        "projects": PROJECTS,
        "overdue": ITEM,
        "due_soon": ITEM,
        "investment": INVESTMENT,
    },
    "report --zone yuanping": {"summary": STATUS, "projects": PROJECTS, "investment": INVESTMENT},
    "list": {"projects": PROJECTS},
    "check --as-of 2025-09-01": {"overdue": ITEM},
    "zone list": {"zones": "zone name projects"},
}
# Every table that may be empty on the day of the test has rows on this one.
DAY = ("--as-of", "2025-06-15")


def call(run: Caller, line: str, *more: str) -> str:
    argv = line.split()
    result = run(*argv, *(() if "--as-of" in argv else DAY), *more)
    assert result.exit_code in (0, 10), result.stderr
    return result.stdout


@pytest.mark.parametrize("line", PROMISED)
def test_json_has_its_promised_keys(line: str, run: Caller, sample: Path) -> None:
    document = json.loads(call(run, line, "--format", "json"))
    assert document.keys() >= {"schema", "report", "as_of", "known", "tables", "notes"}
    assert document["schema"] == 1
    assert re.match(r"[a-z-]+#\d+", document["known"])
    for key, promised in PROMISED[line].items():
        table = document["tables"][key]
        assert table.keys() >= {"rows", "total"}
        assert key == "late" or table["rows"], f"{key} is empty: the test would prove nothing"
        for row in table["rows"]:
            assert row.keys() >= {"id", "ref", *promised.split()}
    for note in document["notes"]:
        assert note.keys() >= {"key", "params", "text"}


@pytest.mark.parametrize("line", PROMISED)
def test_csv_has_its_promised_headers(line: str, run: Caller, sample: Path) -> None:
    for key, promised in PROMISED[line].items():
        headers = next(csv.reader(io.StringIO(call(run, line, "--format", "csv", "--table", key))))
        assert {"id", "ref", *promised.split()} <= set(headers)
        assert len(headers) == len(set(headers))


def test_csv_tables_are_parted_by_an_empty_line(run: Caller, sample: Path) -> None:
    parts = call(run, "report", "--format", "csv").split("\n\n")
    tables = json.loads(call(run, "report", "--format", "json"))["tables"]
    assert [len(list(csv.reader(io.StringIO(part)))) - 1 for part in parts] == [len(t["rows"]) for t in tables.values()]


def test_csv_has_exact_money_and_dates_as_stored(run: Caller, own: Path) -> None:
    run.ok("total", PLANT, "0.12345亿元")
    run.ok("reschedule", PLANT, "--due", "下半年", "--reason", "批复")
    [row] = csv.DictReader(io.StringIO(run.ok("list", "--zone", "yuanping", "--format", "csv").stdout))
    assert (row["total_investment"], row["next_due"]) == ("1234.50", "2025-41")
    [card] = csv.DictReader(io.StringIO(run.ok("show", PLANT, "--format", "csv", "--table", "project").stdout))
    assert (card["due"], card["ref"]) == ("2025-41", PLANT)


def test_a_pipe_has_no_byte_order_mark(run: Caller, own: Path) -> None:
    assert run.ok("list", "--format", "csv").stdout.startswith("zone,")


def project(run: Caller, ref: str) -> dict[str, Any]:
    return run.json("show", ref).row("project", ref)


def test_money_is_exact(run: Caller, own: Path) -> None:
    run.ok("invested", PLANT, "3458万元", "--since-start")
    row = project(run, PLANT)
    assert row["total_investment"] == {"fen": 10_796_350_000, "amount": "10796.35", "unit": "万元"}
    assert row["invested"] == {"fen": 3_458_000_000, "amount": "3458.00", "unit": "万元"}
    assert row["invested_rate"] == "32.03"
    run.ok("total", PLANT, "约1.2亿元")
    assert project(run, PLANT)["total_investment"]["qualifier"] == "about"


@pytest.mark.parametrize(
    "said, low, high, more",
    [
        ("80%", "80", "80", {}),
        ("八成半", "85", "85", {}),
        ("过半", "50", "100", {"low_open": True}),
        ("12.50%", "12.5", "12.5", {}),
    ],
)
def test_progress_is_a_figure_or_two_bounds(
    said: str, low: str, high: str, more: dict[str, object], run: Caller, own: Path
) -> None:
    run.ok("update", PLANT, said)
    progress = project(run, PLANT)["progress"]
    assert (progress["low"], progress["high"], progress["basis"]) == (low, high, "reported")
    assert progress.items() >= more.items()


def test_progress_of_weighted_milestones_is_an_interval(run: Caller, own: Path) -> None:
    for name, weight in (("路基", "3"), ("照明", "1")):
        run.ok("milestone", "add", name, "--project", PLANT, "--weight", weight)
    run.ok("update", f"{PLANT}/luji", "60%")
    progress = project(run, PLANT)["progress"]
    assert (progress["low"], progress["high"], progress["basis"]) == ("45", "70", "weighted")


def test_progress_that_nobody_reported_is_null(run: Caller, own: Path) -> None:
    progress = project(run, PLANT)["progress"]
    assert progress is None or (progress["low"], progress["high"], progress["basis"]) == (None, None, None)
    assert project(run, PLANT)["words"] is None


def test_a_date_has_its_words_its_days_and_its_kind(run: Caller, own: Path) -> None:
    run.ok("reschedule", PLANT, "--due", "预计8月底前", "--start", "2025-06-20", "--reason", "批复")
    row = project(run, PLANT)
    assert (
        row["due"].items()
        >= {"text": "预计8月底前", "edtf": "../2025-08-31", "first": None, "last": "2025-08-31"}.items()
    )
    assert set(row["due"]["qualifier"].split("+")) == {"expected", "before"}
    assert row["start"] == {
        "text": "2025-06-20",
        "edtf": "2025-06-20",
        "first": "2025-06-20",
        "last": "2025-06-20",
        "precision": "day",
        "qualifier": "",
    }


def test_a_quantity_has_done_and_total(run: Caller, own: Path) -> None:
    run.ok("update", f"{ROAD}/pipes", "3500米")
    pipes = run.json("show", ROAD).row("milestones", f"{ROAD}/pipes")
    assert pipes["quantity"].items() >= {"done": "3.5", "done_basis": "reported", "total": "4", "unit": "km"}.items()
    assert run.json("show", ROAD).row("milestones", f"{ROAD}/paving")["quantity"] is None


def test_enumerations_are_english_in_both_languages(run: Caller, own: Path) -> None:
    run.ok("stage", PLANT, "在建")
    for lang in ("zh", "en"):
        assert run.json("show", PLANT, lang=lang).row("project", PLANT)["stage"] == "construction"
        lights = [row["light"] for row in run.json("show", ROAD, lang=lang).table("milestones")]
        assert lights == ["in_progress", "not_reported"]


def test_json_differs_by_language_only_in_the_text_of_notes(run: Caller, sample: Path) -> None:
    chinese, english = (json.loads(run.json("report", lang=lang).stdout) for lang in ("zh", "en"))
    texts = [[note.pop("text") for note in document["notes"]] for document in (chinese, english)]
    assert texts[0] != texts[1]
    assert chinese == english


@pytest.mark.parametrize(
    "light, told",
    [
        ("not_reported", []),
        ("in_progress", [("update", "paving", "20%")]),
        ("not_started", [("update", "paving", "0%")]),
        ("done", [("done", "paving")]),
        ("paused", [("stage", "paving", "停建")]),
        ("dropped", [("drop", "paving", "--reason", "取消")]),
        ("late", [("reschedule", "paving", "--due", "2025-04-13", "--reason", "误期")]),
        ("due_soon", [("reschedule", "paving", "--due", "2025-04-14", "--reason", "误期")]),
    ],
)
def test_lights(light: str, told: list[tuple[str, ...]], run: Caller, own: Path) -> None:
    for verb, milestone, *more in told:
        run.ok(verb, f"{ROAD}/{milestone}", *more)
    assert run.json("show", ROAD).row("milestones", f"{ROAD}/paving")["light"] == light


def test_status_alone_shows_the_five_worst_and_how_many_more(run: Caller, own: Path) -> None:
    for number in range(7):
        run.ok("add", f"项目{number}", "--zone", "yuanping", "--slug", f"p{number}", "--due", f"2025-03-{10 + number}")
    for line in ("status", "status yuanping"):
        document = json.loads(run.json(*line.split()).stdout)
        late = document["tables"]["late"]["rows"]
        assert [row["days_late"] for row in late] == [35, 34, 33, 32, 31]
        [more] = [note for note in document["notes"] if note["key"].startswith("more_late")]
        assert more["params"]["n"] == 2
        assert "另有2项逾期" in run.ok(*line.split()).stdout

"""The JSON Schemas in docs/schema are made from the columns, and real output keeps to them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from zonetrack import api
from zonetrack.render import render
from zonetrack.reports.columns import REPORTS
from zonetrack.reports.rank import Wanted
from zonetrack.values.when import read_when

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.report import Report

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "zonetrack.db"
MADE: dict[str, Callable[[api.View], Report]] = {
    "status": lambda view: view.status(),
    "zones": lambda view: view.zone_list(),
    "zone": lambda view: view.zone_page("yuanping"),
    "show": lambda view: view.show("xiaohe/daiwang-road"),
    "list": lambda view: view.list(),
    "overdue": lambda view: view.overdue(),
    "check": lambda view: view.check(),
    "report": lambda view: view.report(),
    "changes": lambda view: view.changes("2025-04-20"),
    "history": lambda view: view.history("xiaohe/daiwang-road"),
    "source": lambda view: view.source("yuanping"),
    "ledger": lambda view: view.ledger(),
    "pace": lambda view: view.pace(),
    "rank": lambda view: view.rank(Wanted("overdue")),
    "rules": lambda view: view.rules(),
    "slips": lambda view: view.slips(),
    "indicators": lambda view: view.indicator_list(),
    "events": lambda view: view.events(),
    "assertions": lambda view: view.assertions(),
    "brief": lambda view: view.brief().report,
    "bulletin": lambda view: view.bulletin(read_when("2025-04", date(2025, 4, 30), mood="fact")).report,
}


def printed(report: Report) -> dict[str, object]:
    with closing(io.StringIO()) as out:
        render(report, out, format="json")
        found: dict[str, object] = json.loads(out.getvalue())
        return found


def test_the_files_are_what_the_program_gives() -> None:
    run = subprocess.run([sys.executable, "docs/schemas.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()


@pytest.mark.parametrize("day", [date(2025, 4, 1), date(2025, 4, 30), date(2025, 9, 1)])
@pytest.mark.parametrize("key", sorted(MADE))
def test_real_output_keeps_to_its_schema(key: str, day: date) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / f"{key}.json").read_text(encoding="utf-8"))
    with api.look(SAMPLE, as_of=day) as view:
        document = printed(MADE[key](view))
    jsonschema.Draft202012Validator(schema).validate(document)


def test_a_schema_refuses_what_is_not_promised() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "status.json").read_text(encoding="utf-8"))
    with api.look(SAMPLE, as_of=date(2025, 4, 30)) as view:
        document = json.loads(json.dumps(printed(view.status())))
    document["tables"]["zones"]["rows"][0].pop("overdue")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


def test_no_report_that_a_view_gives_is_left_out() -> None:
    """Those of one record stand in the tests of their commands, as those do that need a file."""
    assert set(REPORTS) - MADE.keys() == {"indicator", "event", "doctor", "import"}


def test_every_report_has_a_schema() -> None:
    assert {path.stem for path in (ROOT / "docs" / "schema").glob("*.json")} == set(REPORTS)

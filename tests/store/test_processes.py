"""Writers at once, and writers killed: nothing that was acknowledged is lost, doubled or out of step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zonetrack.store import ledger
from zonetrack.store.db import connect

from . import soundness
from .office import Office

HERE = Path(__file__).parent
WRITERS, WRITES, ROUNDS = 8, 100, 25
# Children find the package where this process found it, installed or not.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

pytestmark = pytest.mark.slow


@pytest.fixture
def shared(path: Path) -> Path:
    """A ledger with a project for each writer."""
    with connect(path, write=True) as db:
        office = Office(db)
        zone = office.zone("yuanping")
        for number in range(max(WRITERS, ROUNDS)):
            for side in "ab":
                office.project(zone, f"{side}-{number}")
    return path


def test_eight_at_once_lose_nothing_and_nobody_fails(shared: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, str(HERE / "writer.py"), str(shared), f"yuanping/a-{number}", str(WRITES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.communicate(timeout=120)[1] for writer in writers] == [""] * WRITERS
    assert [writer.returncode for writer in writers] == [0] * WRITERS

    with ledger.reading(shared) as db:
        written = db.rows(
            "SELECT project.slug, observation.value FROM observation"
            " JOIN project ON project.id = observation.project_id"
        )
        assert sorted(written) == sorted(
            (f"a-{writer}", str(number)) for writer in range(WRITERS) for number in range(1, WRITES + 1)
        )
        soundness.assert_sound(db)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked, which this system cannot do")
def test_fifty_kills_lose_nothing_that_was_acknowledged(shared: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(HERE / "killer.py"), str(shared), str(ROUNDS)],
        capture_output=True,
        text=True,
        timeout=120,
        env=ENVIRONMENT,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["kills"] == 50
    assert told["acknowledged"] >= 75  # each round waits for three at least
    assert told["hot"] > 0  # some died in the middle of it
    with ledger.reading(shared) as db:
        soundness.assert_sound(db)

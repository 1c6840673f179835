"""Several offices at once: real processes on one ledger, none loses what another wrote."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from .calling import command, environment, program, rows, text_of

SHELLS, UPDATES = 4, 10


@pytest.mark.slow
def test_four_shells_lose_nothing(own: Path, home: Path) -> None:
    update = " ".join(command("update", "xiaohe/daiwang-road", "--say", '"$1 $n"', "--user", '"$1"', "--quiet"))
    shell = f"for n in $(seq {UPDATES}); do {update} || exit; done"
    running = [
        subprocess.Popen(
            ["sh", "-c", shell, "sh", f"office{number}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home, ZONETRACK_DB=str(own)),
            cwd=home,
        )
        for number in range(SHELLS)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, text_of(out), text_of(err)) == (0, "", "")
    said = {words for (words,) in rows(own, "SELECT value FROM observation WHERE measure = 'words'")}
    assert said == {f"office{number} {n}" for number in range(SHELLS) for n in range(1, UPDATES + 1)}
    entries = rows(own, "SELECT author, count(*) FROM entry WHERE command = 'update' AND seq > 4 GROUP BY author")
    assert sorted(entries) == [(f"office{number}", UPDATES) for number in range(SHELLS)]
    numbers = [
        seq for (seq,) in rows(own, "SELECT e.seq FROM entry e JOIN zone z USING (zone_id) WHERE slug = 'xiaohe'")
    ]
    assert sorted(numbers) == list(range(1, 4 + SHELLS * UPDATES + 1))


def test_a_reader_beside_a_writer_sees_a_whole_state(own: Path, home: Path) -> None:
    """Reading while a command is under way: the state before it, never half of it, and nobody waits for nobody."""
    with closing(sqlite3.connect(own, isolation_level=None)) as writer, writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE project SET name = '写到一半'")
        run = subprocess.run(
            command("list", "--format", "csv"),
            env=environment(home, ZONETRACK_DB=str(own)),
            cwd=home,
            capture_output=True,
            timeout=20,
            check=True,
        )
        writer.execute("ROLLBACK")
    assert "代王路" in text_of(run.stdout)


# Waits for the ledger a fifth of a second instead of thirty.
SHORT_OF_PATIENCE = """
import sys, zonetrack.cli, zonetrack.store.db
zonetrack.store.db.TIMEOUT = 0.2
zonetrack.cli.main(sys.argv[1:])
"""


def test_a_ledger_that_stays_busy(own: Path, home: Path) -> None:
    before = own.read_bytes()
    with closing(sqlite3.connect(own, isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        result = program(SHORT_OF_PATIENCE, "update", "代王路", "--say", "x", home=home, env={"ZONETRACK_DB": str(own)})
        other.execute("ROLLBACK")
    assert (result.exit_code, result.stdout) == (5, "")
    assert str(own) in result.stderr
    assert own.read_bytes() == before

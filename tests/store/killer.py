"""Writers that are killed while they write, two at a time.  Run by test_processes.py, on systems that can fork.

killer.py LEDGER ROUNDS: in each round two processes write without end, each about its own project, and acknowledge
through a pipe what is kept.  One is killed at a random moment, the other when it has gone on after that.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import soundness
from writer import write

from zonetrack.store import ledger

CHANCE = random.Random(20250630)


class Victim:
    """A process that writes 1, 2, 3 … until it is killed."""

    def __init__(self, path: str, project: str) -> None:
        self.project = project
        self.acknowledged = 0
        self._acks, theirs = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            number = 0
            while True:
                number += 1
                write(path, project, number)
                os.write(theirs, b".")
        os.close(theirs)

    def wait(self, more: int) -> None:
        """Wait until `more` facts are acknowledged."""
        for _ in range(more):
            assert os.read(self._acks, 1) == b".", "a writer ended by itself"
            self.acknowledged += 1

    def kill(self) -> None:
        """Kill it, and count what it had still acknowledged."""
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, f"a writer ended by itself: {status}"
        while rest := os.read(self._acks, 4096):
            self.acknowledged += len(rest)
        os.close(self._acks)

    def assert_kept(self, path: str) -> None:
        """The file opens; what was acknowledged is there, once each, and at most one more."""
        with ledger.reading(path) as db:
            rows = db.rows(
                "SELECT observation.value FROM observation JOIN project ON project.id = observation.project_id"
                " WHERE project.slug = :slug ORDER BY observation.id",
                slug=self.project.split("/")[1],
            )
            kept = [int(value) for (value,) in rows]
            assert kept == list(range(1, len(kept) + 1)), f"{self.project}: {kept}"
            assert self.acknowledged <= len(kept) <= self.acknowledged + 1, (
                f"{self.project}: {self.acknowledged}, {kept}"
            )


def main(path: str, rounds: int) -> None:
    kills = acknowledged = hot = 0
    for number in range(rounds):
        one, other = (Victim(path, f"yuanping/{side}-{number}") for side in ("a", "b"))
        one.wait(1)
        time.sleep(CHANCE.uniform(0, 0.02))
        one.kill()
        hot += Path(f"{path}-journal").exists()
        other.wait(2)  # it heals what the first left, and goes on
        time.sleep(CHANCE.uniform(0, 0.02))
        other.kill()
        hot += Path(f"{path}-journal").exists()
        for victim in (one, other):
            victim.assert_kept(path)
            kills += 1
            acknowledged += victim.acknowledged
        with ledger.reading(path) as db:
            soundness.assert_sound(db)
            assert db.rows("PRAGMA integrity_check") == [("ok",)]
    print(json.dumps({"kills": kills, "acknowledged": acknowledged, "hot": hot}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

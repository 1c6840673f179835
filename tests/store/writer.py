"""One process that writes as the command line does: open, hold, find, record, journal, keep.

Run by test_processes.py.

writer.py LEDGER PROJECT COUNT: says "ready", waits for a line, then records COUNT facts about PROJECT.
"""

from __future__ import annotations

import sys

from office import NOW, command, quantity

from zonetrack.store import journal, ledger
from zonetrack.store.ids import Ids
from zonetrack.store.references import resolve
from zonetrack.store.writing import Writer


def write(path: str, project: str, number: int) -> None:
    """Record that there are `number` people at work; the clock stands still, so that only `after` makes ids rise."""
    with ledger.writing(path) as db:
        newest = journal.newest(db)
        writer = Writer(db, command(), Ids(NOW, after=newest.command_id if newest else ""))
        writer.record(resolve(db, project, exact=True), quantity("workers", f"{number}人", "2025-05-01"))
        writer.finish()


if __name__ == "__main__":
    path, project, count = sys.argv[1:]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(1, int(count) + 1):
        write(path, project, number)

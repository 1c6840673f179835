"""Being killed: a function is run in a process of its own that ends itself by SIGKILL before a chosen step."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

# What changes a folder or makes it durable.
CALLS = ("open", "replace", "rename", "link", "unlink", "fsync", "chmod", "chown", "close")
# Statements before which nobody needs to be killed: they read, or are one of very many that are alike.
PASSED = ("SELECT", "--", "PRAGMA foreign", "PRAGMA integrity", "PRAGMA schema", "PRAGMA page")
ALIKE = ("INSERT INTO milestone_position", "INSERT INTO project_position", "INSERT INTO change")
FAILED = 99


def in_a_child(body: Callable[[], object]) -> int:
    """Run `body` in a child process; return its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            body()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_before_each_step(prepare: Callable[[], object], body: Callable[[], object]) -> Iterator[int]:
    """Yield after each kill, one step later every time, and once more when `body` was not killed at all."""
    for number in count(1):
        prepare()
        code = in_a_child(lambda number=number: _counted(number, body))
        assert code in (0, -signal.SIGKILL)
        yield number
        if code == 0:
            return


def _counted(fatal: int, body: Callable[[], object]) -> None:
    """Run `body`, and be killed before step number `fatal` of those of the system or of SQLite's transactions."""
    steps = count(1)

    def step() -> None:
        if next(steps) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(call: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **kwargs: Any) -> Any:
            step()
            return call(*args, **kwargs)

        return stepped

    for name in CALLS:
        setattr(os, name, before(getattr(os, name)))
    connect = sqlite3.connect

    def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        step()
        connection = connect(*args, **kwargs)
        connection.set_trace_callback(lambda sql: None if sql.startswith((*PASSED, *ALIKE)) else step())
        return connection

    sqlite3.connect = traced
    body()

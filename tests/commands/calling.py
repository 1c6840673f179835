"""How the tests call the program: in this process, or where it matters as a process or at a terminal."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zonetrack import words
from zonetrack.words import click_words

SHIPPED = Path(__file__).parents[2] / "data/zonetrack.db"
ESCAPE = "\x1b"


class Result(NamedTuple):
    """What a command left: its exit code, and each stream apart."""

    exit_code: int
    stdout: str
    stderr: str

    def table(self, key: str) -> list[dict[str, Any]]:
        """The rows of one table of a JSON report."""
        rows: list[dict[str, Any]] = json.loads(self.stdout)["tables"][key]["rows"]
        return rows

    def row(self, key: str, ref: str) -> dict[str, Any]:
        """The row of one record in a table of a JSON report."""
        [found] = [row for row in self.table(key) if row["ref"] == ref]
        return found


class Stream(io.TextIOWrapper):
    """A stream in memory that may say that it is a terminal."""

    def __init__(self, text: str = "", *, tty: bool = False) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8", newline="\n", write_through=True)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    def text(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


class Caller:
    """Calls `zonetrack.cli.main` in this process; each call is a second later than the one before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.seconds = 0

    def __call__(
        self,
        *args: object,
        stdin: str | None = None,
        today: str = "2025-04-14",
        lang: str | None = "zh",
        db: Path | None = None,
        tty: bool = False,
    ) -> Result:
        from zonetrack.cli import main

        self.seconds += 1
        noon = datetime.fromisoformat(f"{today}T04:00").replace(tzinfo=UTC) + timedelta(seconds=self.seconds)
        argv = [*(() if db is None else ("--db", str(db))), *map(str, args)]
        out, err = Stream(), Stream(tty=tty)
        with self.monkeypatch.context() as patch:
            if lang is not None:
                patch.setenv("ZONETRACK_LANG", lang)
            patch.setattr(sys, "stdin", Stream(stdin or "", tty=tty))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                main(argv, lambda: noon)
            except SystemExit as exit_:
                code = exit_.code
        words.use("zh")
        click_words.bind("zh")
        assert isinstance(code, int)
        return Result(code, out.text(), err.text())

    def ok(self, *args: object, **how: Any) -> Result:
        """Call, and insist on exit code 0."""
        result = self(*args, **how)
        assert result.exit_code == 0, result.stderr
        return result

    def json(self, *args: object, **how: Any) -> Result:
        """Call for JSON, and insist on exit code 0."""
        return self.ok(*args, "--format", "json", **how)


def rows(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What the file holds, past the program."""
    with closing(sqlite3.connect(path)) as db, db:
        return db.execute(sql, values).fetchall()


def environment(home: Path, **more: str) -> dict[str, str]:
    """A bare environment, as cron has it."""
    return {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "ZONETRACK_USER": "wang",
        **more,
    }


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "zonetrack", *map(str, args)]


def process(
    *args: object,
    home: Path,
    stdin: str | bytes = "",
    env: dict[str, str] | None = None,
    argv: list[str] | None = None,
    **how: Any,
) -> Result:
    """Run `python -m zonetrack` for real, or `argv`; streams come back as UTF-8, what is not that escaped."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | how
    here = {"env": environment(home, **(env or {})), "cwd": home}
    run = subprocess.run(argv or command(*args), input=given, check=False, **here, **streams)
    return Result(run.returncode, text_of(run.stdout), text_of(run.stderr))


def program(source: str, *args: object, home: Path, env: dict[str, str] | None = None) -> Result:
    """Run a small Python program that calls the command line in a way of its own."""
    return process(home=home, env=env, argv=[sys.executable, "-c", source, *map(str, args)])


def text_of(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "backslashreplace")


def terminal(
    *args: object, home: Path, columns: int = 80, typed: str = "", env: dict[str, str] | None = None
) -> Result:
    """Run it at a real terminal of so many columns; what the terminal shows comes back as `stdout`."""
    fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals need a POSIX system")
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    running = subprocess.Popen(
        command(*args),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(home, **{"TERM": "xterm-256color", **(env or {})}),
        cwd=home,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return Result(running.wait(timeout=30), shown.decode().replace("\r\n", "\n"), "")


def interrupt(running: subprocess.Popen[bytes]) -> Result:
    """Press Ctrl-C, and see what comes."""
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    return Result(running.returncode, text_of(out), text_of(err))

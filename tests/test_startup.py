"""Start-up: what a command does not need, it does not load.  benchmarks/startup.py measures times; this is exact."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

LEDGER = Path(__file__).parents[1] / "data/zonetrack.db"

SLOW_ALWAYS = {"sqlite_utils", "dateutil.parser", "importlib.metadata", "pypinyin", "tomllib", "logging", "asyncio"}
FORBIDDEN = {
    # Help is words and Click: no ledger, no values, no page.
    ("--help",): {
        *SLOW_ALWAYS,
        *("rich", "sqlite3", "dateutil", "dataclasses", "json", "decimal", "hashlib", "subprocess", "pathlib"),
        *("zonetrack.store", "zonetrack.reports", "zonetrack.render", "zonetrack.intake", "zonetrack.report"),
    },
    ("--version",): {*SLOW_ALWAYS, "rich", "sqlite3", "dateutil", "dataclasses", "json", "zonetrack.store"},
    ("status", "--help"): {*SLOW_ALWAYS, "rich", "sqlite3", "dateutil", "zonetrack.store", "zonetrack.render"},
    ("status", "--format", "json"): {*SLOW_ALWAYS, "rich", "dateutil", "dataclasses", "subprocess"},
    ("status", "--format", "csv"): {*SLOW_ALWAYS, "rich", "dateutil", "dataclasses", "json", "subprocess"},
    ("status",): {*SLOW_ALWAYS, "rich.progress", "rich.markdown", "rich.traceback", "pygments", "json"},
}


def modules_of(*command: str, home: Path, language: str = "zh") -> tuple[set[str], str]:
    """Every module that Python loads to run a command in a pipe, and what the command printed."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        env={
            "HOME": str(home),
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONUTF8": "1",
            "ZONETRACK_DB": str(LEDGER),
            "ZONETRACK_LANG": language,
        },
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = run.stderr.splitlines()
    said = "\n".join(line for line in lines if not line.startswith("import time:"))
    assert run.returncode == 0, said
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}, run.stdout


@cache
def modules_of_click(home: Path) -> frozenset[str]:
    return frozenset(modules_of("-c", "import runpy, click", home=home)[0])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("arguments", FORBIDDEN, ids=" ".join)
def test_a_command_loads_only_what_it_needs(arguments: tuple[str, ...], language: str, tmp_path: Path) -> None:
    loaded, printed = modules_of("-m", "zonetrack", *arguments, home=tmp_path, language=language)
    assert printed
    added = loaded - modules_of_click(tmp_path)
    heavy = {one for one in added for name in FORBIDDEN[arguments] if one == name or one.startswith(f"{name}.")}
    assert not heavy


def test_this_test_sees_what_is_loaded(tmp_path: Path) -> None:
    loaded, printed = modules_of("-c", "def f():\n  import json.decoder\nf()\nprint(1)", home=tmp_path)
    assert "json.decoder" in loaded
    assert printed == "1\n"

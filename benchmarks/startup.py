"""Measure how long a command takes to start, as a ratio to importing Click alone.

Each round runs every command once, in turn, so that a busy minute of the machine falls on all of them alike; the
medians are compared.  Output goes into a pipe; HOME is empty, so there is no configuration; a first round, which is
not counted, warms the caches.  Bars: docs/architecture.md, "Reading paths are fast".
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

LEDGER = Path(__file__).resolve().parents[1] / "data" / "zonetrack.db"
BASE = "import click"
# What the installed `zonetrack` script runs; `python -m` would add the price of runpy.
SCRIPT = ("-c", "from zonetrack.cli import main; main()")
# What is run → its arguments to Python, and the highest ratio of its median to that of the first.
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    BASE: (["-c", "import click"], None),
    "zonetrack --help": ([*SCRIPT, "--help"], 1.5),
    "zonetrack status --format json": ([*SCRIPT, "status", "--format", "json"], 1.6),
    "zonetrack status": ([*SCRIPT, "status"], 2.4),
    "TAB": ([*SCRIPT], None),
}
HELP, TAB = "zonetrack --help", "TAB"
# What a shell asks for after `zonetrack show xia` and TAB; to be answered within twice the time of --help.
ASKED = {"_ZONETRACK_COMPLETE": "bash_complete", "COMP_WORDS": "zonetrack show xia", "COMP_CWORD": "2"}


def seconds(arguments: list[str], environment: dict[str, str], folder: str) -> float:
    """Return how long one run of Python takes from start to end; a run that fails ends the benchmark."""
    begin = time.perf_counter()
    run = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    end = time.perf_counter()
    if run.returncode:
        sys.exit(f"python {' '.join(arguments)}: exit code {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return end - begin


def measure(runs: int) -> dict[str, list[float]]:
    """Run every command `runs` times, interleaved, after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": os.defpath, "ZONETRACK_DB": str(LEDGER), "PYTHONUTF8": "1"}
        environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "PYTHONPATH") if name in os.environ}
        for round_ in range(runs + 1):
            for name, (arguments, _) in COMMANDS.items():
                spent = seconds(arguments, environment | (ASKED if name == TAB else {}), home)
                if round_:
                    times[name].append(spent)
    return times


def table(times: dict[str, list[float]]) -> list[str]:
    """Return the lines of the table: median, best, ratio of the medians, bar, verdict."""
    base = median(times[BASE])
    lines = [f"{'':32}{'median ms':>10}{'best ms':>9}{'ratio':>7}{'bar':>6}"]
    for name, (_, fixed) in COMMANDS.items():
        ratio = median(times[name]) / base
        bar = 2 * median(times[HELP]) / base if name == TAB else fixed
        verdict = "" if bar is None else f"{bar:6.1f}  {'ok' if ratio <= bar else 'over the bar'}"
        lines.append(f"{name:32}{median(times[name]) * 1000:10.1f}{min(times[name]) * 1000:9.1f}{ratio:7.2f}{verdict}")
    return lines


def main() -> None:
    """Measure and print; with --check, fail where a bar is passed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=40, help="how often each command is run (default: 40)")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a ratio is over its bar")
    given = parser.parse_args()
    lines = table(measure(max(1, given.runs)))
    print("\n".join(lines))
    print(f"Python {sys.version.split()[0]}, {given.runs} interleaved runs each, ledger {LEDGER.name}")
    if given.check and any(line.endswith("over the bar") for line in lines):
        sys.exit(1)


if __name__ == "__main__":
    main()

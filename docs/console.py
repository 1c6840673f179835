"""Run the console blocks of the documentation, and compare or write what they print.

In a block that is opened by ```console, a line that begins with `$ ` is a command for bash, lines that begin with `> `
continue it, and what follows is everything that it prints.  A line `…` there stands for any lines.  Times of entries
and hashes of the journal differ from run to run: whatever the page has there is right.  The folder and the exported
variables last to the end of the file.  `<!-- console: COMMAND -->` on a line of its own runs a command unseen.

The commands run in a copy of this repository, /home/me/zonetrack to them, with an empty home, 100 columns wide, in
Shanghai's time zone, and without a language.  There, `./run COMMAND` is `zonetrack COMMAND`, without any setting up.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ANY_LINES = "…"
SECONDS = 300

_OPENING = "```console"
_CLOSING = "```"
_UNSEEN = re.compile(r"<!-- console: (.+) -->")
_CHANGING = re.compile(
    r"(?<=#)([0-9]+) [0-9a-f]{8}\b|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}Z| [0-9]{2}:[0-9]{2})"
)
_ZONETRACK = """#!/bin/sh
exec "{python}" -P -c 'import sys; sys.argv[0] = "zonetrack"; from zonetrack.cli import main; sys.exit(main())' "$@"
"""
_RUN = '#!/bin/sh\nexec zonetrack "$@"\n'


class Step(NamedTuple):
    """A command of a page, and the lines [first, last) of the page that hold its output; `shown` is False if unseen."""

    command: str
    first: int
    last: int
    shown: bool = True


class Difference(NamedTuple):
    """A command whose output is not what the page says."""

    step: Step
    expected: list[str]
    printed: list[str]

    def __str__(self) -> str:
        lines = difflib.unified_diff(self.expected, self.printed, "the page", "the program", lineterm="")
        return "\n".join([f"line {self.step.first}: $ {self.step.command}", *lines])


def pages() -> list[Path]:
    """Return the pages whose blocks are run."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def steps_of(lines: list[str]) -> list[Step]:
    """Find the commands of a page and where their output stands."""
    steps: list[Step] = []
    inside = False
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not inside:
            inside = line == _OPENING
            if unseen := _UNSEEN.fullmatch(line):
                steps.append(Step(unseen[1], number, number, shown=False))
        elif line == _CLOSING:
            inside = False
        elif line.startswith("$ "):
            command = [line[2:]]
            while number < len(lines) and lines[number].startswith("> "):
                command.append(lines[number][2:])
                number += 1
            first = number
            while number < len(lines) and lines[number] != _CLOSING and not lines[number].startswith("$ "):
                number += 1
            steps.append(Step("\n".join(command), first, number))
    return steps


def run(steps: list[Step]) -> list[list[str]]:
    """Run the commands one after the other in one shell; return the lines that each printed, without trailing space."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name).resolve()
        clone = _clone(top)
        script = []
        for number, step in enumerate(steps):
            (top / f"{number}.sh").write_text(step.command + "\n", encoding="utf-8")
            script.append(f'. "{top}/{number}.sh" </dev/null >"{top}/{number}.out" 2>&1')
            if not step.shown:
                script.append(f'[ $? = 0 ] || {{ cat "{top}/{number}.out"; exit 1; }}')
        subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", "\n".join([*script, "exit 0"])],
            cwd=clone,
            env=_environment(top),
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
        return [_lines((top / f"{number}.out").read_text(encoding="utf-8"), top) for number in range(len(steps))]


def _clone(top: Path) -> Path:
    """Lay out a home with a clone in it: the shipped ledger as a copy, the rest as links, `./run` without set-up."""
    clone = top / "home" / "me" / "zonetrack"
    clone.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name == "data":
            shutil.copytree(path, clone / "data")
        elif path.name != "run" and not path.name.startswith("."):
            (clone / path.name).symlink_to(path)
    (top / "bin").mkdir()
    for program, text in ((top / "bin" / "zonetrack", _ZONETRACK.format(python=sys.executable)), (clone / "run", _RUN)):
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    return clone


def _environment(top: Path) -> dict[str, str]:
    environment = {
        "COLUMNS": "100",
        "HOME": str(top / "home" / "me"),
        "LOGNAME": "me",
        "PATH": os.pathsep.join([str(top / "bin"), str(Path(sys.executable).parent), os.defpath]),
        "PYTHONUTF8": "1",
        "TZ": "Asia/Shanghai",
        "USER": "me",
    }
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    return environment


def _lines(output: str, top: Path) -> list[str]:
    lines = [line.rstrip() for line in output.replace(str(top), "").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def matches(expected: list[str], printed: list[str]) -> bool:
    """Tell whether the lines are those expected, where a line `…` may stand for any number of them."""
    if ANY_LINES not in expected:
        return expected == printed
    cut = expected.index(ANY_LINES)
    if expected[:cut] != printed[:cut]:
        return False
    rest = expected[cut + 1 :]
    return any(matches(rest, printed[start:]) for start in range(cut, len(printed) + 1))


def steady(lines: list[str]) -> list[str]:
    """Return the lines without what is another in every run: times of entries, hashes behind their numbers."""
    return [_CHANGING.sub(lambda found: f"{found[1] or ''} ~", line) for line in lines]


def differences(page: Path) -> list[Difference]:
    """Run a page's commands; return those that print something else than the page says."""
    lines = page.read_text(encoding="utf-8").split("\n")
    steps = steps_of(lines)
    found = []
    for step, printed in zip(steps, run(steps), strict=True):
        expected = _lines("\n".join(lines[step.first : step.last]), ROOT)
        if step.shown and not matches(steady(expected), steady(printed)):
            found.append(Difference(step, expected, printed))
    return found


def update(page: Path) -> int:
    """Write into a page what its commands print; return how many of them had changed."""
    lines = page.read_text(encoding="utf-8").split("\n")
    found = differences(page)
    for one in reversed(found):
        lines[one.step.first : one.step.last] = one.printed
    if found:
        page.write_text("\n".join(lines), encoding="utf-8")
    return len(found)


def main() -> None:
    """Check the pages, or with --update write them anew."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", type=Path, help="default: README*.md and docs/*.md")
    parser.add_argument("--update", action="store_true", help="write the output into the pages")
    given = parser.parse_args()
    failed = False
    for page in given.pages or pages():
        if given.update:
            print(f"{page}: {update(page)} outputs written")
        else:
            found = differences(page)
            failed = failed or bool(found)
            print(*[f"{page}, {one}" for one in found], sep="\n\n", end="\n" if found else "")
    sys.exit(failed)


if __name__ == "__main__":
    main()

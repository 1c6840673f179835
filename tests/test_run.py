"""./run: what it does before it can do anything else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from zonetrack.commands.program import COMMANDS

ROOT = Path(__file__).parents[1]
RUN = ROOT / "run"


def own_verbs() -> set[str]:
    found = re.search(r"^    (test \|.+)\)$", RUN.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return {"help", *found[1].split(" | ")}


def test_help_names_every_verb() -> None:
    page = subprocess.run([str(RUN), "help"], capture_output=True, encoding="utf-8", check=True).stdout
    missing = [verb for verb in own_verbs() if f"./run {verb}" not in page]
    assert not missing


def test_no_verb_hides_a_command_of_zonetrack() -> None:
    assert own_verbs().isdisjoint(COMMANDS)


@pytest.mark.parametrize(
    "language, said",
    [
        ({}, "没有找到 Python 3.11"),
        ({"LANG": "zh_CN.UTF-8"}, "没有找到 Python 3.11"),
        ({"LANG": "en_GB.UTF-8"}, "No Python 3.11 or newer"),
        ({"LANG": "zh_CN.UTF-8", "ZONETRACK_LANG": "en"}, "No Python 3.11 or newer"),
    ],
)
def test_without_a_python_it_says_so_and_prints_nothing(language: dict[str, str], said: str, tmp_path: Path) -> None:
    for program in ("bash", "dirname", "grep"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    for name in ("run", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    run = subprocess.run(
        [str(tmp_path / "bash"), str(tmp_path / "run"), "status"],
        env={"PATH": str(tmp_path), **language},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert said in run.stderr
    assert not (tmp_path / ".venv").exists()


def test_ci_runs_the_same_tests() -> None:
    assert "exec ./run test" in (ROOT / ".ci/run").read_text(encoding="utf-8")

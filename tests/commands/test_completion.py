"""What the shells propose after TAB, answered by the program itself, and by a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .calling import SHIPPED

SCRIPT = "from zonetrack.cli import main; main()"


def proposals(words: str, shell: str = "bash", **more: str) -> list[str]:
    """What is proposed for the last word of a line; a line that ends in a blank asks for a new word."""
    parts = words.split(" ")
    given = {
        "COMP_WORDS": words,
        "COMP_CWORD": parts[-1] if shell == "fish" else str(len(parts) - 1),
        "_ZONETRACK_COMPLETE": f"{shell}_complete",
        "ZONETRACK_DB": str(SHIPPED),
        "ZONETRACK_LANG": "zh",
    }
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, **given, **more}, capture_output=True, text=True, check=False
    )
    assert not run.stderr
    return run.stdout.split("\n")[:-1]


def plain(lines: list[str]) -> list[str]:
    return [line.removeprefix("plain,") for line in lines]


def test_commands_and_options() -> None:
    assert plain(proposals("zonetrack sta")) == ["status", "stage"]
    assert "--as-of" in plain(proposals("zonetrack status --"))
    assert plain(proposals("zonetrack zone ")) == ["add", "list"]
    assert plain(proposals("zonetrack status --format j")) == ["json"]
    assert plain(proposals("zonetrack export --format ")) == ["xlsx", "csv", "json"]
    assert proposals("zonetrack export -o ") == ["file,"]


def test_zones_projects_and_milestones_of_the_ledger() -> None:
    assert plain(proposals("zonetrack status y")) == ["yuanping", "yongji"]
    assert plain(proposals("zonetrack show xiao")) == ["xiaohe", "xiaohe/daiwang-road"]
    assert plain(proposals("zonetrack update xiaohe/daiwang-road/p")) == [
        "xiaohe/daiwang-road/pipes",
        "xiaohe/daiwang-road/paving",
    ]
    assert plain(proposals("zonetrack overdue --zone an")) == ["anze"]
    assert plain(proposals("zonetrack milestone add x --project yuanping/wat")) == ["yuanping/water-plant"]


def test_the_ledger_named_on_the_line_is_the_one_asked(tmp_path: Path) -> None:
    none = str(tmp_path / "none")
    assert plain(proposals(f"zonetrack --db {SHIPPED} show shuo", ZONETRACK_DB=none))[0] == "shuozhou"
    assert proposals("zonetrack show shuo", ZONETRACK_DB=none) == [""]


def test_names_stand_beside_the_references_where_the_shell_shows_them() -> None:
    assert "plain\nyuanping/water-plant\n净水厂项目" in "\n".join(proposals("zonetrack show yuanping/wat", "zsh"))
    assert "plain,yuanping/water-plant\t净水厂项目" in proposals("zonetrack show yuanping/wat", "fish")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_line_to_install(shell: str) -> None:
    environment = {**os.environ, "_ZONETRACK_COMPLETE": f"{shell}_source"}
    run = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert "_ZONETRACK_COMPLETE" in run.stdout


def test_in_a_real_bash(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    program = tmp_path / "zonetrack"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{SCRIPT}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    story = (
        'eval "$(_ZONETRACK_COMPLETE=bash_source zonetrack)"\n'
        "COMP_WORDS=(zonetrack show xiaohe/daiwang-road/pi) COMP_CWORD=2\n"
        "_zonetrack_completion zonetrack\n"
        'echo "${COMPREPLY[*]}"\n'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "ZONETRACK_DB": str(SHIPPED)}
    run = subprocess.run([bash, "-c", story], env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "xiaohe/daiwang-road/pipes", run.stderr

"""docs/architecture.md: every path that it names is there, every room is in its table, the way has its ten steps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:src|tests|docs|data|benchmarks)/[\w./-]*)`", PAGE)))


def section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("path", PATHS)
def test_what_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_it_names_what_a_newcomer_needs() -> None:
    assert len(PATHS) > 40


def test_its_table_has_every_room() -> None:
    rooms = {path.name for path in (ROOT / "src/zonetrack").iterdir() if (path / "__init__.py").exists()}
    assert set(re.findall(r"^\| `src/zonetrack/(\w+)/`", section("The house"), re.MULTILINE)) == rooms
    assert all(f"{room}/" in section("The house").split("```")[1] for room in rooms)


def test_one_commands_way_has_ten_steps_and_each_names_a_file() -> None:
    steps = re.split(r"\n(?=\d+\. )", section("One command's way"))[1:]
    numbers = [int(step.split(".")[0]) for step in steps]
    assert numbers == list(range(1, 11))
    assert all("`src/zonetrack/" in step or "`Report`" in step for step in steps)


def test_adding_something_takes_four_steps() -> None:
    parts = re.findall(r"\*\*(A \w+)\*\*\n\n((?:.+\n)+)", section("How to add"))
    assert [name for name, _ in parts] == ["A command", "A column", "A format", "A field"]
    assert [len(re.findall(r"^\d\. ", steps, re.MULTILINE)) for _, steps in parts] == [4, 4, 4, 4]

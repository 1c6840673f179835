"""A release in one piece: the version, the changelog, and what is in the wheel."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import zonetrack

ROOT = Path(__file__).parents[1]


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == zonetrack.__version__
    assert len(versions) == len(set(versions))


def test_the_changelog_keeps_to_its_headings() -> None:
    headings = re.findall(r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings
    assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "benchmarks/README.md"])
def test_what_a_page_points_to_exists(page: str) -> None:
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    files = re.findall(r"`((?:tests|docs|data|benchmarks)/[\w./]*)`", text)
    missing = [name for name in links if not (path.parent / name).exists()]
    missing += [name for name in files if not (ROOT / name).exists()]
    assert not missing


@pytest.mark.slow
def test_the_wheel_holds_the_program_its_words_and_the_ledger(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    [path] = tmp_path.glob("*.whl")
    assert path.name.startswith(f"zonetrack-{zonetrack.__version__}-py3-none-any")
    with ZipFile(path) as wheel:
        names = set(wheel.namelist())
        assert wheel.read("zonetrack/data/zonetrack.db") == (ROOT / "data/zonetrack.db").read_bytes()
        [entry_points] = [name for name in names if name.endswith("entry_points.txt")]
        assert b"zonetrack = zonetrack.cli:main" in wheel.read(entry_points)
    source = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*") if path.is_file()}
    kept = {name for name in source if "__pycache__" not in name}
    assert kept <= names
    extra = {name for name in names - kept if ".dist-info/" not in name}
    assert extra == {"zonetrack/data/zonetrack.db"}

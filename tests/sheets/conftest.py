"""A call in an empty home, as the commands' own tests have it, and a ledger with one zone that has no project yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.calling import Caller
from tests.commands.conftest import bare

from zonetrack import words


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    folder = tmp_path / "home"
    folder.mkdir()
    bare(monkeypatch, folder)
    yield Caller(monkeypatch)
    words.use("zh")


@pytest.fixture
def ledger(run: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The calls of a test find it by ZONETRACK_DB."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    run.ok("init", path, today="2010-01-01")
    run.ok("zone", "add", "滨河经济开发区", "--slug", "z", today="2010-01-01")
    return path

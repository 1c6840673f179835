"""A call, a fresh ledger of one's own, a copy of the shipped one; no setting of this machine reaches any of them."""

from __future__ import annotations

import gettext
import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from zonetrack import words
from zonetrack.commands.program import COMMANDS

from .calling import SHIPPED, Caller

LISTENED_TO = ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


def bare(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Leave nothing of the environment that the program would listen to."""
    for name in (*LISTENED_TO, *(name for name in os.environ if name.startswith("ZONETRACK_"))):
        patch.delenv(name, raising=False)
    patch.setenv("HOME", str(home))
    patch.setenv("ZONETRACK_USER", "wang")
    patch.chdir(home)
    # The program changes these two for its own process; here that is also the process of all other tests.
    patch.setattr(gettext, "gettext", gettext.gettext)
    patch.setattr(gettext, "ngettext", gettext.ngettext)


@pytest.fixture(scope="session", autouse=True)
def _commands_in_chinese() -> None:
    """Help is put into words when a command is loaded: once, and always in the same language."""
    words.use("zh")
    for module in dict.fromkeys(COMMANDS.values()):
        import_module(f"zonetrack.commands.{module}")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, which is the working folder too."""
    folder = tmp_path / "home"
    folder.mkdir()
    bare(monkeypatch, folder)
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    yield Caller(monkeypatch)
    words.use("zh")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that `own` copies: two zones, a road with two milestones, a plant with a total investment."""
    path = tmp_path_factory.mktemp("office") / "own.db"
    with pytest.MonkeyPatch.context() as patch:
        bare(patch, path.parent)
        patch.setenv("ZONETRACK_DB", str(path))
        call = Caller(patch)
        for line in (
            ("init", path),
            ("zone", "add", "潇河新兴产业园区", "--slug", "xiaohe"),
            ("zone", "add", "原平经济技术开发区", "--slug", "yuanping"),
            ("add", "代王路", "--zone", "xiaohe", "--slug", "daiwang-road"),
            *(("milestone", "add", *more, "--project", "xiaohe/daiwang-road") for more in MILESTONES),
            ("update", "xiaohe/daiwang-road/pipes", "80%", "--source", "周例会"),
            ("add", "净水厂项目", "--zone", "yuanping", "--slug", "water-plant", "--total", "10796.35万元"),
        ):
            call.ok(*line, today="2025-04-13")
    return path


MILESTONES = (
    ("雨污水管线", "--slug", "pipes", "--quantity", "4km", "--due", "2025年5月"),
    ("路面铺设", "--slug", "paving", "--due", "2025年8月"),
)


@pytest.fixture
def own(run: Caller, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one's own, which the calls of the test find by ZONETRACK_DB."""
    path = tmp_path / "own.db"
    shutil.copy(office, path)
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    return path


@pytest.fixture
def sample(run: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped ledger, which the calls of the test find by ZONETRACK_DB."""
    path = tmp_path / "sample.db"
    shutil.copy(SHIPPED, path)
    monkeypatch.setenv("ZONETRACK_DB", str(path))
    return path

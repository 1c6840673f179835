"""Every example on the API pages is run, in order, on a copy of the shipped ledger."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zonetrack import words

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copy(ROOT / "data" / "zonetrack.db", tmp_path / "sample.db")
    monkeypatch.chdir(tmp_path)
    language = words.language()
    yield
    words.use(language)


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("page", ["api.md", "api.zh-CN.md"])
def test_the_examples_run(page: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)

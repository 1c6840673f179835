"""Both guides list every rule by which `check` holds figures against each other, and every kind of warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zonetrack.commands.check import EXIT_CODES
from zonetrack.domain import alarm, scrutiny

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["guide.md", "guide.zh-CN.md"])
def test_every_rule_and_kind_has_a_line(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    table = text[text.index("| `growth` |") :].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z_]+)` \| [^|]+ \|$", table, re.MULTILINE) == list(scrutiny.RULES)
    codes = dict(re.findall(r"^\| `([a-z]+)` \| [^|]+ \| (\S+) \|$", text, re.MULTILINE))
    assert {kind: codes.get(kind) for kind in alarm.KINDS if kind != "soon"} == {
        kind: str(code) for kind, code in EXIT_CODES.items() if kind in alarm.KINDS
    }

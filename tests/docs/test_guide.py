"""The guide's table of dates, row by row: what it says a date is read as is what it is read as."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from zonetrack.values.errors import Unreadable
from zonetrack.values.when import read_when

ROOT = Path(__file__).parents[2]
SAID_ON = date(2025, 7, 10)
DAY = re.compile(r"(?:(\d{4})[-年])?(\d\d?)[-月](\d\d?)日?")
GUIDES = {
    "guide.md": ("### Dates", "refused", r"\*\*Refused\*\*: (.+)\."),
    "guide.zh-CN.md": ("### 日期", "退回", r"\*\*退回的写法\*\*：(.+)。"),
}


def section(guide: str) -> str:
    heading, _, _ = GUIDES[guide]
    return (ROOT / "docs" / guide).read_text(encoding="utf-8").split(f"\n{heading}\n")[1].split("\n### ")[0]


def rows(guide: str) -> list[tuple[list[str], str, str]]:
    """Words, first day, last day of each row, as written; only rows with one first and one last day for all words."""
    cells = [line.strip("| ").split(" | ") for line in section(guide).splitlines() if line.startswith("| `")]
    return [(re.findall(r"`([^`]+)`", row[0]), row[1], row[2]) for row in cells]


def day_of(text: str, year: int) -> date | None:
    found = DAY.fullmatch(text)
    return date(int(found[1] or year), int(found[2]), int(found[3])) if found else None


@pytest.mark.parametrize("guide", GUIDES)
def test_dates_are_read_as_the_guide_says(guide: str) -> None:
    checked = 0
    for said, first, last in rows(guide):
        for text in said:
            if first == GUIDES[guide][1]:
                with pytest.raises(Unreadable):
                    read_when(text, SAID_ON, mood="plan")
                checked += 1
            elif DAY.fullmatch(first) and DAY.fullmatch(last):
                when = read_when(text, SAID_ON, mood="plan")
                year = when.first.year if when.first else 0
                assert (when.first, when.last) == (day_of(first, year), day_of(last, year)), text
                checked += 1
    assert checked > 30


@pytest.mark.parametrize("guide", GUIDES)
def test_what_the_guide_calls_refused_is_refused(guide: str) -> None:
    found = re.search(GUIDES[guide][2], section(guide))
    assert found is not None
    words = re.findall(r"`([^`]+)`", found[1])
    assert len(words) > 10
    for text in words:
        with pytest.raises(Unreadable):
            read_when(text, SAID_ON, mood="plan")

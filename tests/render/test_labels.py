"""The words over a column: its own, those of a period inside its key, and a header that came with a sheet."""

from __future__ import annotations

import pytest

from zonetrack import words
from zonetrack.render.labels import label


@pytest.mark.parametrize(
    "key, zh, en",
    [
        ("invested", "完成投资", "Invested"),
        ("planned_investment@2025", "2025年计划投资", "Planned investment 2025"),
        ("invested_month@2025-11", "2025年11月完成投资", "Invested in November 2025"),
        (
            "invested_ytd@2025-11",
            "2025年1—11月累计完成投资",
            "Invested in January to November 2025, year to date",
        ),
        ("invested_ytd@2025-01", "2025年1月累计完成投资", "Invested in January 2025, year to date"),
        ("x:用地/已供（亩）", "用地/已供（亩）", "用地/已供（亩）"),
        ("x:联系@电话", "联系@电话", "联系@电话"),
    ],
)
def test_labels(key: str, zh: str, en: str, lang: str) -> None:
    words.use(lang)
    assert label("projects", key) == {"zh": zh, "en": en}[lang]


def test_the_table_has_the_first_word(zh: None) -> None:
    assert label("sheet.projects", "due") == "计划竣工时间"
    assert label("sheet.milestones", "due") == "计划完成时间"
    assert label("elsewhere", "due") == "期限"

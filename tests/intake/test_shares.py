"""Percentages without a sign, and codes that a spreadsheet has rounded: what may mean two things is refused."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.intake.context import context_of
from zonetrack.intake.grid import Grid, Value
from zonetrack.intake.headers import recognise
from zonetrack.intake.layout import Column
from zonetrack.intake.readers import Readers, identity
from zonetrack.values.errors import Refusal


def percents(header: str, *values: Value) -> list[str]:
    """What each of these cells of one column is read as; of a refused one its two readings."""
    heading = recognise((header,))
    assert heading is not None
    grid = Grid("a.xlsx", "表", [["项目名称", header], *(["甲", value] for value in values)])
    context = context_of(("2025年4月",), date(2025, 12, 31), on=None, unit="")
    column = Column(1, (header,), heading)
    readers = Readers(grid, (column,), context)
    found = []
    for row, value in enumerate(values, 1):
        try:
            found += [fact.words for fact in readers.read(column, value, row)]
        except Refusal as refused:
            found.append(f"{refused.params['first']} {refused.params['second']}")
    return found


@pytest.mark.parametrize("values", [(0.853, 0.4, 1.0), ("0.853", "0.4", "1")])
@pytest.mark.parametrize("header", ["完成进度（%）", "完成进度"])
def test_a_column_of_shares_may_be_either(header: str, values: tuple[Value, ...]) -> None:
    assert percents(header, *values) == ["0.853% 85.3%", "0.4% 40%", "1% 100%"]


@pytest.mark.parametrize("values", [(0.853, 85.3, 0.0), ("0.853", "85.3", "0")])
def test_one_above_one_tells_that_all_are_percent(values: tuple[Value, ...]) -> None:
    assert percents("完成进度（%）", *values) == [
        f"{value:g}%" if isinstance(value, float) else value for value in values
    ]


@pytest.mark.parametrize("code", ["2.20514E+17", "2.2E+17", "2e+17"])
def test_a_code_that_was_rounded_is_refused(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        identity(code)
    assert refused.value.word == "sheet.digits_lost"

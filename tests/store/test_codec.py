"""Columns of positions: whatever can stand in one comes back as it was, but for words that the facts keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition
from zonetrack.store import codec
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, decode
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When, read_when

ANCHOR = date(2025, 4, 14)
qualifiers = st.sampled_from(["", "about", "nearly", "over", "about+expected"])
percents = st.builds(
    decode, st.sampled_from(["0", "12.5", "33.33", "100", "(50,100]", "[45,70]", "[0,50)"]), qualifiers
)
quantities = st.tuples(
    st.decimals(0, 10**9, places=3), st.sampled_from(["km", "m3/day", "标准 间", ""]), qualifiers
).map(lambda cells: Quantity(*cells))
texts = st.sampled_from(["2025-05-31", "预计5月份", "8月底前", "2025年上半年", "约5月15日", "2025-03 to 2025-05"])
dates = texts.map(lambda text: read_when(text, ANCHOR, mood="plan")._replace(anchor=None))
moneys = st.tuples(st.integers(-(10**13), 3 * 10**13), st.integers(0, 6), qualifiers).map(lambda cells: Money(*cells))
words = st.none() | st.sampled_from(["住建局", "a - b", "两行\n字"])
BY_TYPE: dict[type, st.SearchStrategy[object]] = {
    When: dates,
    Percent: percents,
    Quantity: quantities,
    Money: moneys,
    Decimal: st.decimals("0.001", 10**6, places=3),
}
FIELDS: dict[str, type] = {
    **dict.fromkeys(("started", "done_on", "start", "due", "baseline_due"), When),
    **dict.fromkeys(("done",), Quantity),
    "progress": Percent,
    "weight": Decimal,
}
COUNTS = {"slips", "aside", "milestones", "milestones_done", "milestones_under_way"}


def positions(record: type, **types: type) -> st.SearchStrategy[tuple[object, ...]]:
    """Positions with anything in any field that may be empty."""
    fields: dict[str, st.SearchStrategy[object]] = {}
    for name in record._fields:
        kind = types.get(name) or FIELDS.get(name)
        if kind:
            fields[name] = st.none() | BY_TYPE[kind]
        elif name in COUNTS:
            fields[name] = st.integers(0, 99)
        else:
            fields[name] = st.just("x") if name.endswith("_id") or name == "flags" else words
    return st.builds(record, **fields)


@given(positions(MilestonePosition, total=Quantity))
def test_milestones(position: MilestonePosition) -> None:
    row = codec.MILESTONE.write(position)
    assert codec.MILESTONE.read([row[column] for column in codec.MILESTONE.columns]) == position


@given(positions(ProjectPosition, total=Money, invested=Money))
def test_projects(position: ProjectPosition) -> None:
    row = codec.PROJECT.write(position)
    assert codec.PROJECT.read([row[column] for column in codec.PROJECT.columns]) == position


@given(st.lists(st.integers(0, 2**60), min_size=12, max_size=12))
def test_zones(counts: list[int]) -> None:
    position = ZonePosition("z", *counts)
    row = codec.ZONE.write(position)
    assert codec.ZONE.read([row[column] for column in codec.ZONE.columns]) == position


@pytest.mark.parametrize("made", [codec.MILESTONE, codec.PROJECT, codec.ZONE])
def test_every_cell_is_a_text_a_whole_number_or_empty(made: codec.Codec) -> None:
    moneys_ = {"total": Money(1, 2), "invested": Money(1, 2)} if made is codec.PROJECT else {}
    position = made.record("z", *("x" for _ in made.record._fields[1:]))._replace(**moneys_)
    if made is codec.MILESTONE:
        position = position._replace(
            progress=decode("80"),
            done=Quantity(Decimal("3.2"), "km"),
            weight=Decimal("2.5"),
            due=read_when("2025-05", ANCHOR, mood="plan"),
        )
    assert {type(cell) for cell in made.write(position).values()} <= {str, int}

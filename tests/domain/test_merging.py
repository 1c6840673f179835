"""What a fact that comes in adds: something new, another figure, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.merging import same, weigh
from zonetrack.domain.records import Fact

from .said import due, flow, level, on_record, progress, text, total, ytd

MARCH, APRIL, MAY = "2025-03-31", "2025-04-30", "2025-05-31"


def news(fact: Fact, *before: Fact, assumed: bool = False, day: str = "") -> bool:
    last = fact.span.last
    assert last is not None
    return weigh(fact, on_record(*before), day or last.isoformat(), assumed=assumed).news


@pytest.mark.parametrize(
    "fact, before, is_news",
    [
        # What does not change from report to report is news only where it differs from what stands.
        (total("12000万元", APRIL), total("12000万元", MARCH), False),
        (total("1.2亿元", APRIL), total("12000万元", MARCH), False),
        (total("约12000万元", APRIL), total("12000万元", MARCH), True),
        (total("12500万元", APRIL), total("12000万元", MARCH), True),
        (text("owner", "住建局", APRIL), text("owner", "住建局", MARCH), False),
        (text("x:用地", "120", APRIL), text("x:用地", "120", MARCH), False),
        (due("2025-12", APRIL), due("2025-12", MARCH), False),
        (due("2026-01", APRIL), due("2025-12", MARCH), True),
        # A plan counts whatever day it was said on.
        (due("2025-12", MARCH), due("2025-12", APRIL), False),
        # A report of another day is news even where it is the same figure; of the same day only where it differs.
        (progress("80%", APRIL), progress("80%", MARCH), True),
        (progress("80%", APRIL), progress("80%", APRIL), False),
        (progress("85%", APRIL), progress("80%", APRIL), True),
        (text("words", "封顶", APRIL), text("words", "封顶", MARCH), True),
        # Periods are one series each; since New Year one for each year.
        (flow("5万元", "2025-04"), flow("5万元", "2025-03"), True),
        (flow("5万元", "2025-04"), flow("5万元", "2025-04"), False),
        (flow("5万元", "2025-04"), level("5万元", "2025-04"), True),
        (ytd("5万元", "2025-01-01/2025-04-30"), ytd("5万元", "2025-01-01/2025-04-30"), False),
        (ytd("5万元", "2025-01-01/2025-04-30"), ytd("5万元", "2025-01-01/2025-03-31"), True),
    ],
)
def test_beside_one_fact(fact: Fact, before: Fact, is_news: bool) -> None:
    assert news(fact, before) is is_news


def test_where_the_day_is_only_assumed_the_figure_must_differ() -> None:
    assert not news(progress("80%", MAY), progress("80%", MARCH), assumed=True)
    assert news(progress("81%", MAY), progress("80%", MARCH), assumed=True)


def test_nothing_is_taken_back_where_nothing_stands() -> None:
    assert not news(text("problem", "", APRIL))
    assert news(text("problem", "", APRIL), text("problem", "管线未迁", MARCH))
    assert not news(text("problem", "", MAY), text("problem", "管线", MARCH), text("problem", "", APRIL), assumed=True)


def test_an_older_report_is_weighed_by_what_stood_then() -> None:
    verdict = weigh(
        total("100万元", APRIL), on_record(total("100万元", MARCH), total("200万元", MAY)), APRIL, assumed=False
    )
    assert not verdict.news
    verdict = weigh(
        total("200万元", APRIL), on_record(total("100万元", MARCH), total("200万元", MAY)), APRIL, assumed=False
    )
    assert verdict.news
    assert verdict.before is not None
    assert verdict.before.value == "100000000"


facts = st.builds(
    lambda kind, value, day: kind(f"{value}", f"2025-0{day}-28"),
    st.sampled_from(
        [lambda v, d: progress(f"{v}%", d), lambda v, d: total(f"{v}万元", d), lambda v, d: text("words", v, d)]
    ),
    st.integers(1, 3),
    st.integers(1, 4),
)


@given(st.lists(facts, max_size=6), facts, st.booleans())
def test_what_was_just_taken_in_is_no_news(before: list[Fact], fact: Fact, assumed: bool) -> None:
    """The same file twice: whatever stands in the ledger, the second time adds nothing."""
    last = fact.span.last
    assert last is not None
    day = last.isoformat()
    stood = sorted(on_record(*before), key=lambda observation: observation.day)
    if not weigh(fact, stood, day, assumed=assumed).news:
        return
    [observation] = on_record(fact)
    after = sorted([*stood, observation], key=lambda one: one.day)
    assert not weigh(fact, after, day, assumed=assumed).news
    assert same(fact, observation)

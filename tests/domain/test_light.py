"""Deadlines and lights: late only after the last day, 应开未开, and what is aside is never late."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain.light import LIGHTS, Deadline, deadline_of, judge, light_of
from zonetrack.domain.records import Fact

from .said import due, milestone, progress, project, quantity, stage, start, text, whole

PAVING = (due("2025-08", "2025-04-14"),)
FIRST_HALF = (start("2025-40", "2025-04-23"),)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    "facts, as_of, side, last, late",
    [
        (PAVING, "2025-08-31", "finish", "2025-08-31", 0),
        (PAVING, "2025-09-01", "finish", "2025-08-31", 1),
        (PAVING, "2025-10-10", "finish", "2025-08-31", 40),
        (FIRST_HALF, "2025-06-30", "start", "2025-06-30", 0),
        (FIRST_HALF, "2025-07-01", "start", "2025-06-30", 1),
        ((*FIRST_HALF, due("2025-07-31", "2025-04-23")), "2025-07-01", "start", "2025-06-30", 1),
        ((*FIRST_HALF, due("2025-06-10", "2025-04-23")), "2025-07-01", "finish", "2025-06-10", 21),  # hides the start
        ((*FIRST_HALF, due("2025-07-10", "2025-04-23")), "2025-06-20", "start", "2025-06-30", 0),  # the earlier one
        ((*FIRST_HALF, due("2025-07-01", "2025-04-23")), "2025-07-01", "start", "2025-06-30", 1),  # due today: not late
    ],
)
def test_the_deadline_that_counts(facts: tuple[Fact, ...], as_of: str, side: str, last: str, late: int) -> None:
    deadline = Deadline(side, day(last), late)
    assert deadline_of(milestone(*facts), day(as_of)) == deadline
    assert deadline_of(project(*facts), day(as_of)) == deadline


@pytest.mark.parametrize(
    "facts",
    [
        (*FIRST_HALF, stage("started", "2025-05-01")),
        (*FIRST_HALF, progress("1%", "2025-05-01")),
        (*PAVING, stage("completed", "2025-08-20")),
        (*PAVING, *FIRST_HALF, stage("paused", "2025-06-01")),
        (*PAVING, *FIRST_HALF, stage("dropped", "2025-06-01")),
        (due("2025-05/..", "2025-04-14"), start("2025-01/..", "2025-04-14")),
        (text("words", "路基铺设完成", "2025-04-14"),),
    ],
)
def test_what_is_never_late(facts: tuple[Fact, ...]) -> None:
    assert deadline_of(milestone(*facts), day("2026-01-01"), within=0) is None
    assert deadline_of(project(*facts), day("2026-01-01"), within=0) is None


def test_soon_is_up_to_30_days_ahead_or_as_many_as_asked_for() -> None:
    assert judge("2025-07-31", None, day("2025-07-01")) == Deadline("finish", day("2025-07-31"), 0)
    assert judge("2025-08-01", None, day("2025-07-01")) is None
    assert judge("2025-08-01", None, day("2025-07-01"), within=31) == Deadline("finish", day("2025-08-01"), 0)
    assert judge("2025-07-01", None, day("2025-07-01"), within=0) == Deadline("finish", day("2025-07-01"), 0)
    assert judge(None, None, day("2025-07-01")) is None


AS_OF = day("2025-09-15")
SHOWN: list[tuple[str, tuple[Fact, ...], str | None]] = [
    ("done", (*PAVING, stage("completed", "2025-08-20")), None),
    ("done", (*PAVING, stage("completed", "2025-09-10")), None),  # late, but done
    ("late", PAVING, None),
    ("late", FIRST_HALF, None),
    ("late", (*PAVING, progress("80%", "2025-09-01")), None),
    ("due_soon", (due("2025-10-15", "2025-04-14"), progress("80%", "2025-09-01")), None),
    ("in_progress", (due("2025-10-16", "2025-04-14"), progress("80%", "2025-09-01")), None),
    ("in_progress", (stage("started", "2025-09-01"),), None),
    ("not_started", (progress("0%", "2025-09-01"),), None),
    ("not_started", (stage("preparing", "2025-09-01"),), None),
    ("not_started", (whole("4 km", "2025-09-01"), quantity("0 km", "2025-09-01")), None),
    ("in_progress", (quantity("0.1 km", "2025-09-01"),), None),
    ("not_reported", (text("words", "前期手续基本完成", "2025-09-01"),), None),  # words alone are not read
    ("not_reported", (due("2025-12", "2025-04-14"),), None),
    ("not_reported", (), None),
    ("paused", (*PAVING, stage("paused", "2025-06-01")), None),
    ("dropped", (*PAVING, stage("dropped", "2025-06-01")), None),
    ("paused", PAVING, "paused"),
    ("dropped", (stage("completed", "2025-05-01"),), "dropped"),
    ("dropped", (stage("dropped", "2025-05-01"),), "paused"),
]


@pytest.mark.parametrize("light, facts, aside", SHOWN)
def test_the_light_of_a_milestone(light: str, facts: tuple[Fact, ...], aside: str | None) -> None:
    assert light_of(milestone(*facts, aside=aside is not None), AS_OF, aside=aside) == light


def test_every_light_is_shown_above() -> None:
    assert {row[0] for row in SHOWN} == set(LIGHTS)

"""Promises: how often and how far a date was put off, and the shares of nodes done, and done in time."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain import slips
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Zone
from zonetrack.domain.slips import Kept, kept, nodes_of
from zonetrack.domain.state import MilestoneState, ProjectState
from zonetrack.values.percent import Ratio

from .said import MILESTONE, PROJECT, due, milestone, on_record, project, stage, start

ZONE = Zone("z", "园区", "园区", "zone", 1)
DAY = date(2025, 9, 1)


def node(*facts, aside=False):
    position = milestone(*facts, as_of=DAY.isoformat(), aside=aside)
    return MilestoneState(MILESTONE, position)


def counted(*nodes, since=None, own=()):
    state = ProjectState(ZONE, PROJECT, project(*own, milestones=tuple(n.position for n in nodes)), nodes)
    return kept(nodes_of([state]), DAY, since)


def moved(*facts, side="finish", as_of=None):
    return slips.slips(Facts(on_record(*facts), as_of), side)


def test_what_was_never_promised_has_no_slips() -> None:
    assert moved(stage("started", "2025-02")) is None
    assert moved(due("2025-08", "2025-04-14"), side="start") is None


def test_a_promise_that_held_has_no_moves() -> None:
    found = moved(due("2025-08", "2025-04-14"), due("2025-08", "2025-05-14"))
    assert found is not None
    assert (found.first.edtf, found.due.edtf, found.moves, found.times, found.days) == ("2025-08", "2025-08", (), 0, 0)


def test_each_move_counts_the_days_between_last_days() -> None:
    found = moved(due("2025-05", "2025-04-14"), due("2025-08", "2025-06-01"), due("2025-07-15", "2025-06-20"))
    assert found is not None
    assert [move.days for move in found.moves] == [92, -47]
    assert (found.times, found.days, found.first.edtf, found.due.edtf) == (1, 45, "2025-05", "2025-07-15")
    assert [move.fact.seq for move in found.moves] == [2, 3]


def test_a_date_with_an_open_end_is_no_number_of_days() -> None:
    found = moved(due("2025-05", "2025-04-14"), due("2025-08-01/..", "2025-06-01"))
    assert found is not None
    assert ([move.days for move in found.moves], found.times, found.days) == ([None], 0, None)


def test_what_was_said_after_the_day_is_not_known_on_it() -> None:
    found = moved(due("2025-05", "2025-04-14"), due("2025-08", "2025-06-01"), as_of="2025-05-31")
    assert found is not None
    assert found.moves == ()


def test_a_start_can_be_put_off_too() -> None:
    found = moved(start("2025-03", "2025-01-01"), start("2025-04", "2025-03-01"), side="start")
    assert found is not None
    assert found.days == 30


DONE_IN_TIME = (due("2025-06", "2025-01-01"), stage("completed", "2025-06-30"))
DONE_LATE = (due("2025-06", "2025-01-01"), stage("completed", "2025-07-01"))
DONE_BY_A_LATER_DAY = (due("2025-06", "2025-01-01"), stage("completed", "../2025-08-01"))
DONE_EARLY = (due("2025-12", "2025-01-01"), stage("completed", "2025-08-01"))
OPEN_AND_DUE = (due("2025-08", "2025-01-01"),)
MOVED_AWAY = (due("2025-08", "2025-01-01"), due("2025-12", "2025-07-01"))
TO_COME = (due("2025-12", "2025-01-01"),)
NO_PLAN = (stage("completed", "2025-03-01"),)


@pytest.mark.parametrize(
    "facts, expected",
    [
        (DONE_IN_TIME, Kept(1, 1, 1, 1, 1, 0)),
        (DONE_LATE, Kept(1, 1, 1, 1, 0, 0)),
        (DONE_BY_A_LATER_DAY, Kept(1, 1, 1, 1, 0, 1)),
        (DONE_EARLY, Kept(1, 1, 0, 0, 0, 0)),
        (OPEN_AND_DUE, Kept(1, 0, 1, 1, 0, 0)),
        (MOVED_AWAY, Kept(1, 0, 1, 1, 0, 0)),  # the baseline counts: a date that is moved away still was promised
        (TO_COME, Kept(1, 0, 0, 0, 0, 0)),
        (NO_PLAN, Kept()),
    ],
)
def test_one_node_against_its_baseline(facts, expected) -> None:
    assert counted(node(*facts)) == expected


def test_the_rates_of_several_nodes() -> None:
    found = counted(*(node(*facts) for facts in (DONE_IN_TIME, DONE_LATE, DONE_EARLY, MOVED_AWAY, TO_COME)))
    assert (found.execution, found.on_time_share) == (Ratio(3, 3), Ratio(1, 3))


def test_early_finishes_may_exceed_what_was_due() -> None:
    found = counted(node(*DONE_IN_TIME), node(*DONE_EARLY))
    assert found.execution is not None
    assert found.execution.percent() == 200


def test_nothing_due_is_no_rate_at_all() -> None:
    found = counted(node(*TO_COME), node(*NO_PLAN))
    assert (found.execution, found.on_time_share) == (None, None)


def test_a_period_counts_what_was_due_in_it() -> None:
    nodes = [node(*facts) for facts in (DONE_IN_TIME, DONE_LATE, OPEN_AND_DUE)]
    found = counted(*nodes, since=date(2025, 7, 1))
    assert (found.due, found.period_due, found.on_time) == (3, 1, 0)
    assert counted(*nodes, since=date(2025, 6, 30)).period_due == 3


def test_the_last_day_itself_is_due_and_in_time() -> None:
    found = counted(node(due("2025-09-01", "2025-01-01"), stage("completed", "2025-09-01")))
    assert found == Kept(1, 1, 1, 1, 1, 0)


def test_what_is_paused_or_dropped_is_in_no_count() -> None:
    for code in ("paused", "dropped"):
        assert counted(node(*OPEN_AND_DUE, stage(code, "2025-07-01"))) == Kept()
        assert counted(node(*OPEN_AND_DUE), own=(stage(code, "2025-07-01"),)) == Kept()


def test_a_project_without_milestones_is_a_node_itself() -> None:
    assert counted(own=OPEN_AND_DUE) == Kept(1, 0, 1, 1, 0, 0)
    assert counted(node(*TO_COME), own=OPEN_AND_DUE) == Kept(1, 0, 0, 0, 0, 0)

"""Reading: a zone in one row for today, the same refolded for an earlier day, and what a report was made at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zonetrack.domain.records import Subject
from zonetrack.store import reading

from .office import TODAY, Office, money, planned, progress, quantity, text


@pytest.fixture
def zone(office: Office) -> Subject:
    return office.zone("yuanping", "原平")


def test_a_zone_without_anything(office: Office, zone: Subject) -> None:
    state = reading.zone_state(office.db, zone.zone, TODAY)
    assert (state.position.projects, state.sums.total, state.last_reported, state.items) == (0, None, None, ())


def test_yuanping_in_one_row(office: Office, zone: Subject) -> None:
    for slug, measure, figure in (
        ("water", "total_investment", "25359.52万元"),
        ("plant", "total_investment", "10796.35万元"),
        ("heat", "invested", "3458万元"),
    ):
        office.say(office.project(zone, slug), money(measure, figure, "2025-04-23"))
    sums = reading.zone_state(office.db, zone.zone, TODAY).sums
    assert sums.total is not None
    assert sums.invested is not None
    assert (sums.total.amount, sums.total.places, sums.with_total) == ("36155.87", 2, 2)
    assert (sums.invested.amount, sums.invested.places, sums.with_invested, sums.both) == ("3458.00", 0, 1, 0)


@pytest.mark.parametrize(
    "figures, qualifier",
    [
        (("近1亿元", "近2亿元"), "nearly"),
        (("近1亿元", "超2亿元"), "about"),
        (("1亿元", "超2亿元"), "about"),
        (("1亿元", "2亿元"), ""),
    ],
)
def test_what_softens_a_sum(office: Office, zone: Subject, figures: tuple[str, str], qualifier: str) -> None:
    for slug, figure in zip("ab", figures, strict=True):
        office.say(office.project(zone, slug), money("total_investment", figure, "2025-04-23"))
    sums = reading.zone_state(office.db, zone.zone, TODAY).sums
    assert sums.total is not None
    assert sums.total.qualifier == qualifier
    assert sums == reading.summed(zone.zone, reading.projects(office.db, zone.zone, TODAY), (), TODAY).sums


@pytest.mark.parametrize("measure, side", [("planned_finish", "finish"), ("planned_start", "start")])
@pytest.mark.parametrize("of_milestone", [False, True])
def test_deadlines_up_to_the_last_day_that_is_soon(
    office: Office, zone: Subject, measure: str, side: str, of_milestone: bool
) -> None:
    road = office.project(zone, "road")
    subject = office.milestone(road, "pipes") if of_milestone else road
    office.say(subject, planned(measure, "2025-08-31", "2025-04-14"))
    day = date(2025, 8, 31)
    found = {
        days: reading.zone_state(office.db, zone.zone, day - timedelta(days)).items for days in (31, 30, 0, -1, -10)
    }
    assert found[31] == ()
    assert [item.deadline.days_late for days in (30, 0, -1, -10) for item in found[days]] == [0, 0, 1, 10]
    assert {(item.ref, item.deadline.side) for items in found.values() for item in items} == {(subject.ref, side)}


def test_deadlines_within_a_project_rest_while_it_is_paused(office: Office, zone: Subject) -> None:
    road = office.project(zone, "road")
    pipes = office.milestone(road, "pipes")
    office.say(pipes, planned("planned_finish", "2025-05-31", "2025-04-14"))

    def late(day: date) -> list[str]:
        return [item.ref for item in reading.zone_state(office.db, zone.zone, day).items]

    assert late(TODAY) == ["yuanping/road/pipes"]
    office.say(road, text("stage", "paused", "2025-06-10"))
    pause = office.entries[0].command_id
    assert late(TODAY) == []
    assert late(date(2025, 6, 9)) == ["yuanping/road/pipes"]
    office.say(road, text("stage", "construction", "2025-06-20"))
    assert late(TODAY) == ["yuanping/road/pipes"]
    assert late(date(2025, 6, 19)) == []
    office.undo(pause)
    assert late(date(2025, 6, 19)) == ["yuanping/road/pipes"]


def test_an_earlier_day_leaves_later_facts_out(office: Office, zone: Subject) -> None:
    road = office.project(zone, "road")
    pipes = office.milestone(road, "pipes")
    office.say(pipes, quantity("quantity_total", "4 km", "2025-04-14"), progress("50%", "2025-04-14"))
    office.say(pipes, progress("80%", "2025-05-14"), text("stage", "completed", "2025-06-14"))
    office.say(zone, quantity("projects", "67个", "2025-04-23"))

    def seen(day: date) -> tuple[str | None, int, int, str | None, int]:
        [state] = reading.projects(office.db, zone.zone, day)
        done = state.milestones[0].position.done
        whole = reading.zone_state(office.db, zone.zone, day)
        return (
            f"{done.number:f}" if done else None,
            whole.position.milestones_done,
            whole.position.milestones_under_way,
            whole.last_reported,
            len(whole.reported),
        )

    assert seen(date(2025, 4, 13)) == (None, 0, 0, None, 0)
    assert seen(date(2025, 4, 14)) == ("2", 0, 1, "2025-04-14", 0)
    assert seen(date(2025, 5, 14)) == ("3.2", 0, 1, "2025-05-14", 1)
    assert seen(date(2025, 6, 14)) == ("4", 1, 0, "2025-06-14", 1)


def test_what_a_zone_says_of_itself_is_its_newest_word_on_each_thing(office: Office, zone: Subject) -> None:
    office.say(zone, quantity("projects", "60个", "2025-03-01"), text("words", "甲", "2025-03-01"))
    office.say(zone, quantity("projects", "67个", "2025-04-23"))

    def said(day: date) -> dict[str, str]:
        return {fact.measure: fact.words for fact in reading.said_by_zone(office.db, zone.zone, day)}

    assert said(TODAY) == {"projects": "67个", "words": "甲"}
    assert said(date(2025, 4, 1)) == {"projects": "60个", "words": "甲"}
    assert said(date(2025, 2, 1)) == {}


def test_facts_within_a_project_are_told_oldest_first(office: Office, zone: Subject) -> None:
    road = office.project(zone, "road")
    office.say(road, progress("80%", "2025-05-14"))
    office.say(office.milestone(road, "pipes"), progress("50%", "2025-04-14"))
    [state] = reading.projects(office.db, zone.zone, TODAY)
    assert [fact.words for fact in reading.facts_within(office.db, state, TODAY)] == ["50%", "80%"]
    assert [fact.words for fact in reading.facts_within(office.db, state, date(2025, 5, 13))] == ["50%"]


def test_one_project_is_as_among_all(office: Office, zone: Subject) -> None:
    road = office.project(zone, "road")
    office.say(office.milestone(road, "pipes"), progress("50%", "2025-04-14"))
    office.project(zone, "other")
    for day in (TODAY, date(2025, 4, 1)):
        states = {state.project.slug: state for state in reading.projects(office.db, zone.zone, day)}
        assert states.keys() == {"road", "other"}
        assert road.project is not None
        assert reading.one_project(office.db, zone.zone, road.project, day) == states["road"]


def test_reports_name_the_entry_that_they_were_made_at(office: Office, zone: Subject) -> None:
    road = office.project(zone, "road")
    other = office.zone("xiaohe")
    office.say(road, progress("80%", "2025-05-14"))
    before, whole = reading.known(office.db, zone.zone), reading.known(office.db)
    assert before[0] == whole[0] == "yuanping#2"
    office.say(other, text("words", "甲", "2025-04-14"))
    assert reading.known(office.db, zone.zone) == before  # another zone's entries do not move it
    assert reading.known(office.db)[0] == "xiaohe#1"
    assert reading.known(office.db)[1] != whole[1]

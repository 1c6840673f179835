"""Writing facts and records: the day they count from, what is kept beside them, rules, names that are taken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetrack.domain.errors import AlreadyThere, RuleBroken
from zonetrack.domain.records import Fact, Subject
from zonetrack.store import facts as on_record
from zonetrack.store import reading
from zonetrack.values import when as whens

from .office import TODAY, Office, money, planned, progress, quantity, text


@pytest.fixture
def road(office: Office) -> Subject:
    return office.project(office.zone("xiaohe"), "daiwang-road", "代王路")


@pytest.fixture
def pipes(office: Office, road: Subject) -> Subject:
    return office.milestone(road, "pipes", "管线")


@pytest.mark.parametrize(
    "fact, day",
    [
        (progress("80%", "2025-04-14"), "2025-04-14"),
        (progress("80%", "2025-05"), "2025-05-31"),
        (progress("80%", "2025-06"), "2025-06-30"),
        (progress("80%", "2025"), "2025-06-30"),  # of a period under way: from today
        (progress("80%", "2025-04-10/.."), "2025-04-10"),
        (progress("80%", "../2025-04-20"), "2025-04-20"),
        (progress("80%", "2025")._replace(day="2025-01-01"), "2025-01-01"),
        (money("planned_investment", "1亿元", "2026", "plan"), "2025-06-30"),
    ],
)
def test_the_day_from_which_a_fact_counts(office: Office, road: Subject, fact: Fact, day: str) -> None:
    [observation] = office.say(road, fact)
    assert observation.day == day
    assert whens.decode(observation.span_edtf) == fact.span._replace(text="", qualifier="")


def test_all_that_was_said_is_kept(office: Office, pipes: Subject) -> None:
    fact = progress("约80%", "2025-04-14")._replace(certainty="verified", source="日报", note="n")
    [observation] = office.say(pipes, fact)
    [kept] = on_record.observations(
        office.db,
        on_record.OF_MILESTONE,
        zone_id=pipes.zone.zone_id,
        project_id=observation.project_id,
        milestone_id=pipes.id,
    )
    assert kept == observation
    assert (kept.measure, kept.value, kept.unit, kept.words, kept.qualifier) == (
        "progress",
        "80",
        "%",
        "约80%",
        "about",
    )
    assert (kept.certainty, kept.source, kept.note, kept.flags) == ("verified", "日报", "n", "")


def test_source_and_note_of_the_command_count_for_facts_without_their_own(office: Office, road: Subject) -> None:
    own = text("next", "乙", "2025-04-14")._replace(source="日报", note="m")
    one, other = office.say(road, text("words", "甲", "2025-04-14"), own, source="月报", note="n")
    assert (one.source, one.note) == ("月报", "n")
    assert (other.source, other.note) == ("日报", "m")
    assert (one.seq, one.n, other.seq, other.n) == (2, 1, 2, 2)


def test_the_second_figure_of_a_day_stands_beside_the_first_and_counts(office: Office, pipes: Subject) -> None:
    office.say(pipes, progress("70%", "2025-04-14"), progress("75%", "2025-04-14"))
    office.say(pipes, progress("80%", "2025-04-14"))
    assert office.db.rows("SELECT value FROM observation ORDER BY seq, n") == [("70",), ("75",), ("80",)]
    [state] = reading.projects(office.db, pipes.zone, TODAY)
    assert state.milestones[0].position.progress == progress_of("80")


def progress_of(value: str) -> object:
    from zonetrack.values.percent import decode

    return decode(value)


class TestRules:
    def test_without_a_reason_nothing_of_the_command_is_kept(self, office: Office, pipes: Subject) -> None:
        office.say(pipes, progress("80%", "2025-04-14"))
        with pytest.raises(RuleBroken) as caught:
            office.say(pipes, text("words", "甲", "2025-05-01"), progress("70%", "2025-05-01"))
        assert (caught.value.word, caught.value.exit_code) == ("rule.falling", 2)
        assert caught.value.params["ref"] == "xiaohe/daiwang-road/pipes"
        assert office.db.rows("SELECT count(*) FROM observation") == [(1,)]

    def test_with_a_reason_it_is_kept_and_flagged(self, office: Office, pipes: Subject) -> None:
        office.say(pipes, progress("80%", "2025-04-14"))
        [observation] = office.say(pipes, progress("70%", "2025-05-01"), reason="返工")
        assert observation.flags == "falling"
        [state] = reading.projects(office.db, pipes.zone, TODAY)
        assert state.milestones[0].position.flags == "falling"

    def test_two_rules_two_flags(self, office: Office, road: Subject) -> None:
        office.say(road, money("total_investment", "1亿元", "2025-01-01"))
        office.say(road, money("invested", "1.2亿元", "2025-02-01"), reason="超概")
        [observation] = office.say(road, money("invested", "1.1亿元", "2025-03-01"), reason="更正")
        assert observation.flags == "above_total,falling"

    def test_more_than_the_whole_can_be_read_again(self, office: Office, pipes: Subject) -> None:
        office.say(pipes, quantity("quantity_total", "4 km", "2025-04-14"))
        office.say(pipes, quantity("quantity", "5 km", "2025-05-01"), reason="增加")
        [state] = reading.projects(office.db, pipes.zone, TODAY)
        position = state.milestones[0].position
        assert position.progress == progress_of("100")
        assert position.done is not None
        assert (position.done.number, position.flags) == (Decimal(5), "above_total")

    def test_the_days_to_come_are_refused_even_with_a_reason(self, office: Office, road: Subject) -> None:
        with pytest.raises(RuleBroken) as caught:
            office.say(road, progress("80%", "2025-07-01"), reason="预报")
        assert caught.value.word == "rule.future"

    def test_each_subject_by_itself(self, office: Office, road: Subject, pipes: Subject) -> None:
        office.say(road, progress("80%", "2025-04-14"))
        office.say(pipes, progress("70%", "2025-05-01"))
        office.say(office.milestone(road, "paving"), progress("10%", "2025-05-01"))

    def test_facts_of_one_command_see_one_another(self, office: Office, pipes: Subject) -> None:
        with pytest.raises(RuleBroken):
            office.say(pipes, progress("80%", "2025-04-14"), progress("70%", "2025-05-01"))


class TestNames:
    @pytest.mark.parametrize(
        "name, other", [("代王路", "代王路"), ("A区(一期)", "ａ区（一期）"), ("a区 (一期)", "A区  （一期）")]
    )
    def test_the_same_name_twice_in_a_zone(self, office: Office, name: str, other: str) -> None:
        zone = office.zone("xiaohe")
        office.project(zone, "a", name)
        with pytest.raises(AlreadyThere) as caught:
            office.project(zone, "b", other)
        assert (caught.value.word, caught.value.exit_code) == ("record.taken", 4)

    def test_the_same_slug_twice(self, office: Office, pipes: Subject) -> None:
        with pytest.raises(AlreadyThere):
            office.project(pipes, "daiwang-road", "别名")
        with pytest.raises(AlreadyThere):
            office.milestone(pipes, "pipes", "别名")
        with pytest.raises(AlreadyThere):
            office.zone("xiaohe", "别名")
        with pytest.raises(AlreadyThere):
            office.zone("other", "XIAOHE")

    def test_the_same_name_and_slug_elsewhere(self, office: Office, pipes: Subject) -> None:
        office.milestone(office.project(office.zone("other"), "daiwang-road", "代王路"), "pipes", "管线")
        office.milestone(office.project(pipes, "other"), "pipes", "管线")

    def test_a_record_may_keep_its_own(self, office: Office, road: Subject) -> None:
        with office.command("edit") as writer:
            writer.update(road.zone, road.zone._replace(name="XiaoHe"))
        assert [zone.name for zone in reading.zones(office.db)] == ["XiaoHe"]


def test_a_plan_counts_from_the_day_it_was_said(office: Office, road: Subject) -> None:
    [observation] = office.say(road, planned("planned_finish", "2026-08", "2025-04-14"))
    assert (observation.day, observation.value) == ("2025-04-14", "2026-08")

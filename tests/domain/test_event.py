"""Events and follow-ups as the facts of their zone tell them; procedures and enterprises by facts that name them."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain import measure
from zonetrack.domain.enterprise import enterprises
from zonetrack.domain.event import EventState, states, true_by
from zonetrack.domain.measure import is_report, kind_of
from zonetrack.domain.procedure import expiring, known_as, procedures, read_name, read_state
from zonetrack.domain.records import Event, Fact, Followup, Observation, Zone
from zonetrack.domain.state import ProjectState
from zonetrack.values import when as whens
from zonetrack.values.errors import Unreadable

from . import said

ZONE = Zone("z", "永济经济技术开发区", "永济经济技术开发区", "yongji", 1)
EVENT = Event("z", "e1", "宣讲会", "宣讲会", "briefing", 1)
FOLLOWUP = Followup("z", "f1", "e1", "汇总问题", "汇总问题", "questions", 1)
TODAY = date(2025, 5, 10)


def of_event(name: str, value: str, day: str) -> Fact:
    return said.text(f"e:e1:{name}", value, day)


def due(value: str, day: str = "2025-04-23") -> Fact:
    return measure.when("f:f1:due", whens.decode(value), whens.decode(day))


def held(*facts: Fact) -> list[EventState]:
    """The events of the zone by these facts, which count as they were entered."""
    return states(ZONE, [EVENT], [FOLLOWUP], said.on_record(*facts))


def test_of_what_there_may_be_several_each_stands_and_of_the_rest_the_newest() -> None:
    (event,) = held(
        of_event("org", "税务局", "2025-04-23"),
        of_event("org", "工业和科技局", "2025-04-23"),
        of_event("org", "税务局", "2025-04-24"),
        of_event("on", "2025-04-23", "2025-04-23"),
        of_event("on", "2025-04-24", "2025-04-24"),
    )
    assert set(event.said.texts("org")) == {"税务局", "工业和科技局"}
    assert event.said.when("on") == whens.decode("2025-04-24", "", "2025-04-24")


def test_an_event_nobody_spoke_of_is_not_there_yet_nor_its_follow_ups() -> None:
    assert held(of_event("on", "2025-04-23", "2025-04-23"))[0].followups == ()
    assert held(due("2025-05-15")) == []


@pytest.mark.parametrize(
    "last, light, late",
    [("2025-05-09", "late", 1), ("2025-05-10", "due_soon", 0), ("2025-06-09", "due_soon", 0)],
)
def test_a_follow_up_is_late_after_its_last_day_only(last: str, light: str, late: int) -> None:
    (event,) = held(of_event("on", "2025-04-23", "2025-04-23"), due(last))
    (one,) = event.followups
    found = one.due(TODAY)
    assert found
    assert (one.light(TODAY), found.deadline.days_late, found.ref) == (light, late, "yongji/briefing/questions")


def test_the_first_day_due_is_known_before_it_was_said_and_no_other_word() -> None:
    told = said.on_record(
        of_event("on", "2025-04-23", "2025-04-23"),
        due("2025-05-01", "2026-01-10"),
        said.text("f:f1:owner", "税务局", "2026-01-10"),
        due("2025-06-01", "2026-01-11"),
    )
    (event,) = states(ZONE, [EVENT], [FOLLOWUP], true_by(told, "2025-05-10"))
    (one,) = event.followups
    found = one.due(TODAY)
    assert found
    assert (found.when.edtf, found.owner) == ("2025-05-01", None)


def test_a_follow_up_that_is_far_off_or_done_is_not_due() -> None:
    (event,) = held(of_event("on", "2025-04-23", "2025-04-23"), due("2025-06-10"))
    assert event.followups[0].due(TODAY) is None
    assert event.followups[0].light(TODAY) == "in_progress"
    (event,) = held(
        of_event("on", "2025-04-23", "2025-04-23"), due("2025-05-01"), said.text("f:f1:done", "done", "2025-05-09")
    )
    assert event.followups[0].due(TODAY) is None
    assert event.followups[0].light(TODAY) == "done"


def own(*facts: Fact) -> list[Observation]:
    return [fact._replace(milestone_id=None) for fact in said.on_record(*facts)]


def valid(name: str, until: str) -> Fact:
    return measure.when(f"p:{name}:expires", whens.decode(until), whens.decode("2025-03-01"))


def test_a_procedure_has_a_state_or_words_alone() -> None:
    found = procedures(
        own(
            said.text("p:环评", "doing", "2025-03-01"),
            said.text("p:前期手续", "said", "2025-03-01")._replace(words="基本完成"),
            said.text("p:环评", "done", "2025-04-01"),
            valid("环评", "2030-03-31"),
        )
    )
    assert [(one.name, one.code, one.expires and one.expires.edtf) for one in found] == [
        ("环评", "done", "2030-03-31"),
        ("前期手续", None, None),
    ]
    assert found[1].state
    assert found[1].state.words == "基本完成"


@pytest.mark.parametrize(
    "until, more, days_late",
    [
        ("2025-05-09", (), [1]),
        ("2025-06-09", (), [0]),
        ("2025-06-10", (), []),
        ("2025-05-09", (said.text("p:环评", "not_needed", "2025-03-02"),), []),
        ("2025-05-09", (said.stage("completed", "2025-04-01"),), []),
        ("2025-05-09", (said.stage("dropped", "2025-04-01"),), []),
    ],
)
def test_what_expires_of_a_project_still_to_be_done(until: str, more: tuple[Fact, ...], days_late: list[int]) -> None:
    facts = own(valid("环评", until), *more)
    state = ProjectState(ZONE, said.PROJECT, said.project(*more), ())
    assert [one.deadline.days_late for one in expiring(state, facts, TODAY, 30)] == days_late


@pytest.mark.parametrize(
    "text, code",
    [
        ("已办", "done"),
        ("办理中", "doing"),
        ("无需", "not_needed"),
        ("not begun", "not_begun"),
        ("not needed", "not_needed"),
        ("under way", "doing"),
    ],
)
def test_states_are_read_from_codes_and_words(text: str, code: str) -> None:
    assert read_state(text) == code


@pytest.mark.parametrize("text", ["基本完成", "said", "", "80%"])
def test_other_words_are_no_state(text: str) -> None:
    with pytest.raises(Unreadable):
        read_state(text)


@pytest.mark.parametrize("text", ["环评:批复", "环评：批复", "名" * 41])
def test_names_that_no_measure_can_hold(text: str) -> None:
    with pytest.raises(Unreadable):
        read_name(text)


def test_a_thing_keeps_the_name_that_it_was_first_given() -> None:
    facts = own(said.text("p:施工许可 EPC", "doing", "2025-03-01"))
    assert known_as("施工许可 epc", measure.PROCEDURE, facts) == "施工许可 EPC"
    assert known_as("立项", measure.PROCEDURE, facts) == "立项"
    assert known_as("施工许可 EPC", measure.ENTERPRISE, facts) == "施工许可 EPC"


def test_enterprises_have_what_stands_of_them() -> None:
    found = enterprises(
        own(
            said.text("n:甲公司:chain", "肉鸡", "2025-03-01"),
            said.text("n:乙公司:words", "已签约", "2025-03-01"),
            said.text("n:乙公司:words", "", "2025-04-01"),
            said.text("n:甲公司:chain", "肉鸭", "2025-04-01"),
        )
    )
    assert [(one.name, one.facts["chain"].value) for one in found] == [("甲公司", "肉鸭")]


@pytest.mark.parametrize(
    "name, kind, reports",
    [
        ("p:环评", "state", True),
        ("p:环评:expires", "when", False),
        ("n:甲公司:wanted", "quantity", False),
        ("n:甲公司:chain", "text", False),
        ("f:f1:done", "state", False),
        ("e:e1:attendees", "quantity", False),
    ],
)
def test_measures_of_things_have_their_kinds(name: str, kind: str, reports: bool) -> None:
    assert (kind_of(name), is_report(name)) == (kind, reports)

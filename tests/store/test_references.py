"""References: the exact path, the exact name, then part by part; old slugs too; several answers are never a guess."""

from __future__ import annotations

import pytest

from zonetrack.domain.errors import Ambiguous, NotFound, RuleBroken, Unreadable
from zonetrack.domain.records import Subject
from zonetrack.store.references import beginning, resolve

from .office import Office

PIPES = "xiaohe/daiwang-road/pipes"


@pytest.fixture
def office(office: Office) -> Office:
    """Two zones that both have a ring road, and one with names that are hard to search for."""
    xiaohe = office.zone("xiaohe", "潇河新兴产业园区")
    daiwang = office.project(xiaohe, "daiwang-road", "代王路")
    office.milestone(daiwang, "pipes", "雨污水管线")
    office.milestone(daiwang, "paving", "路面")
    office.milestone(office.project(xiaohe, "ring-road", "环路"), "paving", "路面")
    yuanping = office.zone("yuanping", "原平经济技术开发区")
    office.project(yuanping, "ring-road", "西环大道")
    office.project(yuanping, "water", "再生水利用工程")
    office.project(yuanping, "half", "甲/乙 100%_!")
    return office


EXACT = [
    ("xiaohe", "xiaohe"),
    ("xiaohe/daiwang-road", "xiaohe/daiwang-road"),
    (PIPES, PIPES),
    ("XiaoHe/Daiwang-Road/PIPES", PIPES),
    (f"  {PIPES} ", PIPES),
    ("潇河新兴产业园区", "xiaohe"),
    ("代王路", "xiaohe/daiwang-road"),
    ("雨污水管线", PIPES),
    ("代王路/雨污水管线", PIPES),
    ("潇河新兴产业园区/代王路/雨污水管线", PIPES),
    ("daiwang-road/pipes", PIPES),
    ("daiwang-road/雨污水管线", PIPES),
    ("pipes", PIPES),
    ("yuanping/ring-road", "yuanping/ring-road"),
    ("西环大道", "yuanping/ring-road"),
    ("环路", "xiaohe/ring-road"),  # a whole name comes before a part of another
    ("甲/乙 100%_!", "yuanping/half"),
]
PARTS = [
    ("daiwang/pipes", PIPES),
    ("代王/管线", PIPES),
    ("xiaohe/daiwang/pip", PIPES),
    ("潇河/代王/雨", PIPES),
    ("再生水", "yuanping/water"),
    ("yuan", "yuanping"),
    ("DAIW", "xiaohe/daiwang-road"),
    ("100%", "yuanping/half"),
    ("%_!", "yuanping/half"),
]


@pytest.mark.parametrize("text, ref", EXACT)
def test_exact_references(office: Office, text: str, ref: str) -> None:
    assert resolve(office.db, text, exact=True).ref == ref
    assert resolve(office.db, text).ref == ref


@pytest.mark.parametrize("text, ref", PARTS)
def test_parts_are_for_people(office: Office, text: str, ref: str) -> None:
    assert resolve(office.db, text).ref == ref
    with pytest.raises(NotFound):
        resolve(office.db, text, exact=True)


def test_an_id_is_a_reference(office: Office) -> None:
    pipes = resolve(office.db, PIPES)
    assert resolve(office.db, pipes.id, exact=True) == pipes


@pytest.mark.parametrize(
    "text, candidates",
    [
        ("ring-road", ["xiaohe/ring-road", "yuanping/ring-road"]),
        ("paving", ["xiaohe/daiwang-road/paving", "xiaohe/ring-road/paving"]),
        ("路面", ["xiaohe/daiwang-road/paving", "xiaohe/ring-road/paving"]),
        ("xiaohe/road/路面", ["xiaohe/daiwang-road/paving", "xiaohe/ring-road/paving"]),
        ("环", ["xiaohe/ring-road", "yuanping/ring-road"]),
    ],
)
def test_several_answers_are_named(office: Office, text: str, candidates: list[str]) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve(office.db, text)
    assert caught.value.exit_code == 4
    assert caught.value.params["n"] == len(candidates)
    assert str(caught.value.params["candidates"]).split() == candidates


def test_a_zone_or_a_kind_settles_it(office: Office) -> None:
    yuanping = resolve(office.db, "yuanping").zone
    assert resolve(office.db, "ring-road", zone=yuanping).ref == "yuanping/ring-road"
    assert resolve(office.db, "环", zone=yuanping).ref == "yuanping/ring-road"
    office.project(Subject(yuanping), "xiaohe", "潇河支线")
    assert resolve(office.db, "xiaohe").ref == "xiaohe"  # the path of a zone
    assert resolve(office.db, "xiaohe", ("project",)).ref == "yuanping/xiaohe"
    with pytest.raises(RuleBroken) as refused:
        resolve(office.db, "daiwang-road", ("milestone",), exact=True)
    assert (refused.value.params["kind"], refused.value.params["kinds"]) == ("project", "milestone")


@pytest.mark.parametrize(
    "text, word, near",
    [
        ("daiwan-raod", "reference.no_record_like", "daiwang-road"),
        ("yuanpin g", "reference.no_record_like", "yuanping"),
        ("完全不同", "reference.no_record", ""),
        ("xiaohe/daiwang-road/pipes/more", "reference.no_record_like", "xiaohe/daiwang-road"),
        ("//", "reference.no_record", ""),
    ],
)
def test_nothing_found_names_what_is_near(office: Office, text: str, word: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(office.db, text)
    assert caught.value.exit_code == 3
    assert caught.value.params["text"] == text
    assert near in str(caught.value.params["candidates"])
    assert caught.value.word == word


def test_a_zone_is_missed_as_a_zone(office: Office) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(office.db, "完全不同", ("zone",))
    assert caught.value.word == "reference.no_zone"


@pytest.mark.parametrize("text", ["", "  ", "代王\u202e路"])
def test_what_is_no_text(office: Office, text: str) -> None:
    with pytest.raises(Unreadable):
        resolve(office.db, text)


def give_slug(office: Office, subject: Subject, slug: str) -> None:
    """`edit REF --slug`: the record gets a new slug, and the old one an alias."""
    old = subject.record
    alias = {
        "zone_id": subject.zone.zone_id,
        "id": office.ids.next(),
        "scope": subject.kind,
        "slug": old.slug,
        "subject_id": subject.id,
    }
    with office.command("edit") as writer:
        writer.update(old, old._replace(slug=slug))
        writer.put("alias", None, alias)


@pytest.mark.parametrize("kind", ["zone", "project", "milestone"])
def test_old_slugs_keep_resolving(office: Office, kind: str) -> None:
    ref = "/".join(PIPES.split("/")[: ("zone", "project", "milestone").index(kind) + 1])
    subject = resolve(office.db, ref)
    give_slug(office, subject, "new")
    assert resolve(office.db, PIPES, exact=True).id == resolve(office.db, "雨污水管线").id
    assert resolve(office.db, ref, exact=True).id == subject.id
    assert resolve(office.db, ref, exact=True).ref.endswith("new")


def test_a_slug_in_use_comes_before_an_old_one(office: Office) -> None:
    daiwang = resolve(office.db, "xiaohe/daiwang-road")
    give_slug(office, daiwang, "first-road")
    other = office.project(Subject(daiwang.zone), "daiwang-road", "二期")
    assert resolve(office.db, "xiaohe/daiwang-road", exact=True).id == other.id
    assert resolve(office.db, "xiaohe/first-road", exact=True).id == daiwang.id


@pytest.fixture
def named(office: Office) -> Office:
    """The same with an indicator and an event of Yuanping, and a follow-up of that."""
    yuanping = resolve(office.db, "yuanping")
    office.indicator(yuanping, "revenue", "一般公共预算收入")
    office.followup(office.event(yuanping, "briefing", "政策宣讲会"), "visits", "逐企走访")
    return office


@pytest.mark.parametrize(
    "text, ref, kind",
    [
        ("yuanping/revenue", "yuanping/revenue", "indicator"),
        ("一般公共预算收入", "yuanping/revenue", "indicator"),
        ("yuanping/briefing", "yuanping/briefing", "event"),
        ("原平经济技术开发区/政策宣讲会", "yuanping/briefing", "event"),
        ("yuanping/briefing/visits", "yuanping/briefing/visits", "followup"),
        ("逐企走访", "yuanping/briefing/visits", "followup"),
        ("政策宣讲会/逐企走访", "yuanping/briefing/visits", "followup"),
    ],
)
def test_indicators_events_and_follow_ups_answer_like_projects(named: Office, text: str, ref: str, kind: str) -> None:
    found = resolve(named.db, text, exact=True)
    assert (found.ref, found.kind) == (ref, kind)


def test_a_project_and_an_indicator_of_one_name_are_two(named: Office) -> None:
    office, yuanping = named, resolve(named.db, "yuanping")
    office.indicator(yuanping, "ring-road", "环路车流")
    with pytest.raises(Ambiguous) as caught:
        resolve(office.db, "yuanping/ring-road", exact=True)
    assert caught.value.exit_code == 4
    for line in str(caught.value.params["candidates"]).splitlines():
        assert resolve(office.db, line.split()[0], exact=True).ref == "yuanping/ring-road"
    assert resolve(office.db, "yuanping/ring-road", ("indicator",)).kind == "indicator"
    with pytest.raises(RuleBroken):
        resolve(office.db, "yuanping/revenue", ("project",))


def test_they_are_proposed_as_they_are_typed(named: Office) -> None:
    kinds = ("project", "indicator", "event", "followup")
    assert [ref for ref, _ in beginning(named.db, "yuanping/re", kinds)] == ["yuanping/revenue"]
    assert [ref for ref, _ in beginning(named.db, "yuanping/briefing", kinds)] == ["yuanping/briefing"]
    assert [ref for ref, _ in beginning(named.db, "yuanping/briefing/", kinds)] == ["yuanping/briefing/visits"]

"""Which project a row means: by id, code, name; what is only alike is doubtful, what differs in a number is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.matching import Matcher, Wanted, alike
from zonetrack.domain.records import Project
from zonetrack.values.text import name_key


def project(name: str, code: str = "", id_: str = "") -> Project:
    return Project("z", id_ or f"id-{name}", name, name_key(name), "s", code, "", "", 1)


ROAD, PLANT, PHASE = project("滨河路改造", "A-1"), project("净水厂", "A-2"), project("标准厂房一期")


def matcher() -> Matcher:
    return Matcher([ROAD, PLANT, PHASE])


@pytest.mark.parametrize(
    "wanted, found, how",
    [
        (Wanted("什么都行", id=PLANT.id), PLANT, "id"),
        (Wanted("滨河路改造", "A-2", PLANT.id), PLANT, "id"),
        (Wanted("净水厂", id="nix"), PLANT, "name"),
        (Wanted("滨河路改造工程", "A-1"), ROAD, "code"),
        (Wanted("滨河路改造", "A-1"), ROAD, "code"),
        (Wanted("净水厂"), PLANT, "name"),
        (Wanted("标准厂房一期", "B-9"), PHASE, "name"),
        (Wanted("学校"), None, "new"),
        (Wanted("学校", "B-9"), None, "new"),
        (Wanted("标准厂房二期"), None, "new"),
        (Wanted("滨河路"), None, "new"),
    ],
)
def test_what_is_certain(wanted: Wanted, found: Project | None, how: str) -> None:
    match = matcher().find(wanted)
    assert (match.project, match.how) == (found, how)


@pytest.mark.parametrize(
    "wanted, candidates",
    [
        (Wanted("医院", "A-1"), {ROAD}),
        (Wanted("净水厂", "A-1"), {ROAD, PLANT}),
        (Wanted("净水厂", "B-9"), {PLANT}),
    ],
)
def test_a_code_and_a_name_that_contradict_each_other(wanted: Wanted, candidates: set[Project]) -> None:
    match = matcher().find(wanted)
    assert (match.project, match.how, set(match.candidates)) == (None, "doubtful", candidates)


def test_names_are_compared_without_width_and_case() -> None:
    assert Matcher([project("A区厂房")]).find(Wanted("ａ区厂房")).how == "name"


def test_near_are_only_those_whom_no_row_means() -> None:
    one = matcher()
    assert one.near("滨河路改造提升") == (ROAD,)
    one = matcher()
    one.find(Wanted("滨河路改造"))
    assert one.near("滨河路改造提升") == ()
    assert one.any_unmet
    one.meet(PLANT)
    one.meet(PHASE)
    assert not one.any_unmet


def test_the_nearest_come_first_and_few() -> None:
    many = [project(f"滨河路东段管网改造{sign}") for sign in "甲乙丙丁戊"]
    found = Matcher([*many, project("滨河路东段管网改造项目")]).near("滨河路东段管网改造")
    assert len(found) == 3
    assert "滨河路东段管网改造项目" in [one.name for one in found]


@pytest.mark.parametrize(
    "one, other",
    [
        ("滨河路改造", "滨河路改造工程"),
        ("滨河路改造", "滨河路 改造项目"),
        ("年产十万吨铝合金建设项目", "年产十万吨铝合金项目"),
        ("净水厂（扩建）", "净水厂扩建"),
        ("开发区净水厂", "净水厂"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    "one, other",
    [
        ("标准厂房一期", "标准厂房二期"),
        ("1号路", "2号路"),
        ("A区道路", "B区道路"),
        ("滨河路东段", "滨河路西段"),
        ("一标段", "二标段"),
        ("净水厂", "污水厂"),
        ("学校", "医院"),
        ("2024年管网改造", "2025年管网改造"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


names = st.text("滨河路改造工程项目一二期东西段AB12（） ", min_size=1, max_size=10).filter(str.strip)


@given(names, names)
def test_likeness_goes_both_ways_and_a_name_is_like_itself(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert alike(one, one)


@given(st.lists(names, min_size=1, max_size=6, unique_by=name_key))
def test_every_project_is_found_by_its_own_name(given: list[str]) -> None:
    all_ = [project(name, id_=str(n)) for n, name in enumerate(given)]
    one = Matcher(all_)
    assert [one.find(Wanted(name)).project for name in given] == all_
    assert not one.any_unmet

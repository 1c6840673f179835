"""Slugs: what may be one, how a Chinese name gets one, and what pinyin alone would read wrongly."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.errors import Unreadable
from zonetrack.domain.slug import LONGEST, PLACES, free, propose, read_slug


@pytest.mark.parametrize(
    "text, slug",
    [
        ("yuanping", "yuanping"),
        ("Daiwang-Road", "daiwang-road"),
        (" a1-2 ", "a1-2"),
        ("ｙｕａｎ", "yuan"),
        ("a" * LONGEST, "a" * LONGEST),
    ],
)
def test_what_may_be_a_slug(text: str, slug: str) -> None:
    assert read_slug(text) == slug


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "a b", "a/b", "a_b", "原平", "é", "a#1", "a" * (LONGEST + 1)])
def test_what_may_not(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_slug(text)
    assert caught.value.word == "slug.unreadable"


@pytest.mark.parametrize("place", PLACES)
def test_place_names_are_read_as_they_are_said(place: str) -> None:
    assert propose(place) == PLACES[place].replace(" ", "")


@pytest.mark.parametrize(
    "name, slug",
    [
        ("长治经济技术开发区", "changzhijingjijishukaifaqu"),
        ("洪洞经济技术开发区", "hongtongjingjijishukaifaqu"),
        ("繁峙经开区", "fanshijingkaiqu"),
        ("单县化工园", "shanxianhuagongyuan"),
        ("解州镇污水站", "xiezhouzhenwushuizhan"),
        ("原平", "yuanping"),
        ("潇河", "xiaohe"),
        ("代王路", "daiwanglu"),
        ("绿化", "lvhua"),
        ("Daiwang Road", "daiwang-road"),
        ("5G 基站（二期）", "5g-jizhan-erqi"),
        ("Ａ区道路", "a-qudaolu"),
        ("（）", None),
    ],
)
def test_a_slug_taken_from_a_name(name: str, slug: str | None) -> None:
    assert propose(name) == slug


def test_a_long_name_is_cut_between_words() -> None:
    slug = propose("Yuanping Economic and Technological Development Zone, Phase Two")
    assert slug == "yuanping-economic-and-technological"
    assert propose("x" * 60) == "x" * LONGEST


def test_without_pypinyin_a_chinese_name_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert propose("原平") is None
    assert propose("Daiwang Road") == "daiwang-road"


def test_the_first_number_that_is_free() -> None:
    assert free("road", set()) == "road"
    assert free("road", {"road"}) == "road-2"
    assert free("road", {"road", "road-2", "road-3"}) == "road-4"


SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda slug: len(slug) <= LONGEST)


@given(SLUGS, st.integers(0, 12))
def test_what_is_free_may_be_a_slug_and_is_not_taken(slug: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others):
        new = free(slug, taken)
        assert read_slug(new) == new
        assert new not in taken
        taken.add(new)


def test_a_number_is_never_set_after_a_hyphen() -> None:
    slug = "a" * 35 + "-bcd"
    assert read_slug(free(slug, {slug})) == "a" * 35 + "-2"


@given(st.text(max_size=80))
def test_whatever_is_proposed_may_be_a_slug(name: str) -> None:
    try:
        slug = propose(name)
    except Unreadable:  # a name that may not be one at all
        return
    assert slug is None or read_slug(slug) == slug

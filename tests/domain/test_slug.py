"""Slugs: what may be one, how a Chinese name gets one, and what pinyin alone would read wrongly."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.errors import Unreadable
from zonetrack.domain.slug import LONGEST, PLACES, Slugs, free, propose, read_slug


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


@given(st.lists(st.sampled_from(["road", "road-2", "road-3", "path", "x" * LONGEST, "x" * 36 + "-yz"])))
def test_many_get_the_slugs_that_they_would_get_one_by_one(wanted: list[str]) -> None:
    taken = {"road", "path-2"}
    slugs = Slugs(taken)
    for slug in wanted:
        expected = free(slug, taken)
        assert slugs.take(slug) == expected
        taken.add(expected)


@pytest.mark.parametrize("stem", ["road", "x" * LONGEST])
def test_tens_of_thousands_of_one_name_get_slugs_that_may_be_slugs(stem: str) -> None:
    slugs = Slugs([])
    found = [slugs.take(stem) for _ in range(11_000)]
    assert len(set(found)) == len(found)
    assert found[-1].endswith("-11000")
    assert [read_slug(slug) for slug in found[-3:]] == found[-3:]


PARTS = [
    "原平",
    "长治",
    "银行",
    "重庆",
    "重点项目",
    "行政中心",
    "长",
    "乐",
    "绿化",
    "的",
    "年产",
    "有限公司",
    "给水",
    "朝阳",
]


@given(
    st.lists(
        st.sampled_from(PARTS) | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1),
        min_size=1,
        max_size=20,
    )
)
def test_words_are_spelt_as_in_their_sentence(parts: list[str]) -> None:
    from pypinyin import lazy_pinyin

    name = "".join(parts)
    propose("原平")  # by now our place names are known
    assert propose(name) == ("".join(lazy_pinyin(name))[:LONGEST] or None)


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

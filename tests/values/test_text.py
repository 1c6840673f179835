"""Text: what may enter the ledger, what is refused by code point and place, and which names are the same."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.values.errors import Unreadable
from zonetrack.values.text import clean, half_width, has_han, name_key, visible


@pytest.mark.parametrize(
    "text, code, position",
    [
        ("\x1b]0;pwned\x07", "U+001B", 1),
        ("停工\x1b[2J", "U+001B", 3),
        ("\x9b31m", "U+009B", 1),
        ("a\rb", "U+000D", 2),
        ("a\bb", "U+0008", 2),
        ("a\x07", "U+0007", 2),
        ("项\u202e目", "U+202E", 2),
        ("项\u200b目", "U+200B", 2),
        ("\ufeff项目", "U+FEFF", 1),
        ("👨\u200d👩", "U+200D", 2),
        ("\udcff\udcfe", "U+DCFF", 1),
        ("a\x00b", "U+0000", 2),
        ("一\n二", "U+000A", 2),
        ("一\t二", "U+0009", 2),
        ("name\n", "U+000A", 5),
        ("a\u2028b", "U+2028", 2),
        ("a\ufffe", "U+FFFE", 2),
        ("\ufdd0", "U+FDD0", 1),
        ("a\U0010ffff", "U+10FFFF", 2),
        ("80\u200b", "U+200B", 3),
        (" \u00ad", "U+00AD", 2),
    ],
)
def test_hidden_characters_are_refused_by_code_and_place(text, code, position):
    with pytest.raises(Unreadable) as refused:
        clean(text)
    assert refused.value.word == "text.character"
    assert (refused.value.params["code"], refused.value.params["position"]) == (code, position)
    assert refused.value.params["text"].replace("\u3000", "").isprintable()


@pytest.mark.parametrize(
    "text",
    ["[red]停工[/red]", "项目[/]", "[link=https://evil.example]官网[/link]", "a:smile:b", "'; DROP TABLE project;--",
     "../../etc", "=cmd|'/C calc'!A0", "𠮷野家", "㎡", "①", "Ａ区（一期）", "-x", "%_\\"],
)  # fmt: skip
def test_odd_but_visible_text_is_kept_as_typed(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "typed, kept",
    [("\u3000代王路 ", "代王路"), ("\u00a080", "80"), ("cafe\u0301", "café"), ("a\u3000b", "a\u3000b")],
)
def test_blanks_around_are_cut_and_the_form_is_nfc(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0\u2003"])
def test_nothing_is_not_a_text(text):
    with pytest.raises(Unreadable) as refused:
        clean(text)
    assert refused.value.word == "text.empty"


def test_length_is_counted_after_cutting_and_refused_beyond_the_limit():
    assert clean(" " + "长" * 200 + " ") == "长" * 200
    for text in ("长" * 201, "x" * 1_000_000):
        with pytest.raises(Unreadable) as refused:
            clean(text)
        assert refused.value.word == "text.long"
        assert (refused.value.params["limit"], refused.value.params["length"]) == (200, len(text))
        assert len(refused.value.params["text"]) <= 60


def test_notes_have_lines_and_tabs_but_nothing_else_hidden():
    assert clean("一\r\n二\t三\n", limit=4000, lines=True) == "一\n二\t三"
    assert clean("字" * 4000, limit=4000, lines=True) == "字" * 4000
    for text in ("一\r二", "一\x1b二", "字" * 4001):
        with pytest.raises(Unreadable):
            clean(text, limit=4000, lines=True)


@pytest.mark.parametrize(
    "text, half",
    [
        ("８０％", "80%"),
        ("１，０００\u3000ｋｍ", "1,000 km"),
        ("Ａ～Ｂ", "A~B"),
        ("²½Ⅷ㎡①￥", "²½Ⅷ㎡①￥"),
        ("plain", "plain"),
    ],
)
def test_half_width_turns_full_width_ascii_and_nothing_more(text, half):
    assert half_width(text) == half


@pytest.mark.parametrize(
    "one, other",
    [
        ("Ａ区（一期）", "A区(一期)"),
        ("e\u0301cole", "École"),
        ("Daiwang  Road", "daiwang road"),
        ("代王路\u3000管线", "代王路 管线"),
        ("STRASSE", "straße"),
    ],
)
def test_two_names_with_one_key_are_the_same(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_have_different_keys():
    assert name_key("代王路一期") != name_key("代王路二期")


@given(st.text(max_size=300))
def test_clean_text_is_printable_and_stays_as_it_is(text):
    with suppress(Unreadable):
        kept = clean(text)
        assert clean(kept) == kept
        assert 1 <= len(kept) <= 200
        assert name_key(name_key(kept)) == name_key(kept)


@given(st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x2FFF), max_size=100))
def test_visible_text_never_holds_a_control_character(text):
    assert all(sign.isprintable() or sign.isspace() for sign in visible(text))
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in visible(text))


@pytest.mark.parametrize(
    "text, expected", [("8月", True), ("二〇二五", True), ("May", False), ("８", False), ("", False)]
)
def test_chinese_is_told_from_the_rest(text, expected):
    assert has_han(text) is expected

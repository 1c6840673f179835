"""Facts files: what is read, what is filled in, and what is refused with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zonetrack import words
from zonetrack.intake import facts

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'slug = "z"\nname = "区"\norder = 1\nsource = "报"\nday = "约2025-04-23"\nday_note = "未注日期"\n'
PROJECT = '[[project]]\nslug = "p"\nname = "项目"\n'
MILESTONE = '[[milestone]]\nproject = "p"\nslug = "m"\nname = "节点"\n'
FACT = '[[fact]]\nsubject = "p/m"\nmeasure = "progress"\nvalue = "80%"\n'


def read(tmp_path: Path, text: str) -> facts.ZoneFacts:
    path = tmp_path / "z.toml"
    path.write_text(text, encoding="utf-8")
    return facts.read(path)


def test_what_a_fact_leaves_out_is_filled_in(tmp_path: Path) -> None:
    zone = read(tmp_path, HEAD + PROJECT + MILESTONE + FACT)
    assert zone.projects == (facts.ProjectFacts("p", "项目", milestones=(facts.MilestoneFacts("p", "m", "节点"),)),)
    assert zone.facts == (
        facts.Fact(
            subject="p/m",
            measure="progress",
            kind="percent",
            value="80%",
            words="80%",
            on="约2025-04-23",
            basis="level",
            certainty="reported",
            source="报",
            note="未注日期",
            room="ledger",
        ),
    )


def test_notes_are_joined_and_the_note_of_the_default_day_stays_with_that_day(tmp_path: Path) -> None:
    extra = 'note = "甲"\nyear_inferred = true\n'
    head = HEAD + 'year_note = "年份推定"\n'
    zone = read(tmp_path, head + PROJECT + MILESTONE + FACT + extra + FACT + 'on = "2025-02-06"\n' + extra)
    assert [fact.note for fact in zone.facts] == ["甲；未注日期；年份推定", "甲；年份推定"]


def test_ledger_facts_leave_other_rooms_out(tmp_path: Path) -> None:
    zone = read(tmp_path, HEAD + PROJECT + MILESTONE + FACT + FACT + 'room = "duties"\n')
    assert len(zone.facts) == 2
    assert facts.ledger_facts(zone) == zone.facts[:1]


REFUSED = [
    ("slug = ", "facts.toml", "z.toml"),
    ("x = 1\n" + HEAD, "facts.unknown_field", "x"),
    (HEAD + PROJECT + 'stage = "started"\n', "facts.unknown_field", "stage"),
    (HEAD + PROJECT + MILESTONE + FACT + 'wods = "x"\n', "facts.unknown_field", "wods"),
    (HEAD.replace("source", "#"), "facts.missing", "source"),
    (HEAD + PROJECT + MILESTONE + FACT.replace("80%", ""), "facts.missing", "value"),
    (HEAD + PROJECT + MILESTONE + FACT + "year_inferred = true\n", "facts.missing", "year_note"),
    (HEAD + "fact = [1]\n", "facts.type", "[[fact]] 1"),
    (HEAD.replace("order = 1", 'order = "1"'), "facts.type", "order"),
    (HEAD + PROJECT + "tags = [1]\n", "facts.type", "tags"),
    (HEAD + PROJECT + FACT, "facts.subject", "p/m"),
    (HEAD + MILESTONE, "facts.subject", "p"),
    (HEAD + PROJECT + PROJECT, "facts.twice", "p"),
    (HEAD + PROJECT + MILESTONE + MILESTONE, "facts.twice", "p/m"),
    (HEAD + PROJECT + MILESTONE + FACT + 'room = "cellar"\n', "facts.code", "cellar"),
    (HEAD + PROJECT + MILESTONE + FACT + 'kind = "colour"\n', "facts.code", "colour"),
    (HEAD + PROJECT + MILESTONE + FACT + 'basis = "weekly"\n', "facts.code", "weekly"),
    (HEAD + PROJECT + MILESTONE + FACT + 'certainty = "sworn"\n', "facts.code", "sworn"),
]


@pytest.mark.parametrize("text, word, named", REFUSED, ids=[f"{word}-{named}" for _, word, named in REFUSED])
def test_refused_with_its_place(tmp_path: Path, text: str, word: str, named: str) -> None:
    with pytest.raises(facts.FactsRefused) as caught:
        read(tmp_path, text)
    assert caught.value.word == word
    assert caught.value.exit_code == 2
    assert caught.value.params["file"] == "z.toml"
    assert named in caught.value.params.values()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_refusal_has_a_sentence(tmp_path: Path, language: str) -> None:
    before = words.language()
    words.use(language)
    try:
        for text, word, named in REFUSED:
            with pytest.raises(facts.FactsRefused) as caught:
                read(tmp_path, text)
            assert named in words.t(f"error.{word}", **caught.value.params)
    finally:
        words.use(before)

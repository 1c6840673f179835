"""A milestone in one line: what splits, what each piece may be, and what is refused by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zonetrack.domain.errors import AmbiguousDate, Unreadable
from zonetrack.domain.milestone import Draft, pieces, read_draft, read_weight
from zonetrack.values.percent import encode
from zonetrack.values.quantity import written

ANCHOR = date(2025, 4, 14)


@pytest.mark.parametrize(
    "line, expected",
    [
        ("管线", ["管线"]),
        ("管线, 4千米, 80%", ["管线", "4千米", "80%"]),
        ("管线，4千米，80%", ["管线", "4千米", "80%"]),
        ("管线,4千米,80%,", ["管线", "4千米", "80%"]),
        ("管线, 1,200米", ["管线", "1,200米"]),
        ("管线，１，２００米", ["管线", "１，２００米"]),
        ("道路、排水、照明, 80%", ["道路、排水、照明", "80%"]),
        ('"Roads, drains", 80%', ['"Roads, drains"', "80%"]),
        ("“道路，排水”，80%", ["“道路，排水”", "80%"]),
        ('6" pipe, 80%', ['6" pipe', "80%"]),  # one mark alone quotes nothing
        (" , ，", []),
    ],
)
def test_where_a_line_splits(line: str, expected: list[str]) -> None:
    assert pieces(line) == expected


@pytest.mark.parametrize(
    "written_, name",
    [
        ("管线", "管线"),
        ("  雨污水 管线 ", "雨污水 管线"),
        ("道路、排水、照明", "道路、排水、照明"),
        ('"Roads, drains"', "Roads, drains"),
        ("“道路，排水”", "道路，排水"),
        ("“一期”管线", "“一期”管线"),
        ("管线“一期”", "管线“一期”"),
        ('6" pipe', '6" pipe'),
    ],
)
def test_the_name_with_and_without_quote_marks(written_: str, name: str) -> None:
    assert read_draft(f"{written_}, 80%", ANCHOR).name == name


def shown(draft: Draft) -> dict[str, str]:
    """What a draft holds besides its name, each as it is printed."""
    kept = {
        "quantity": draft.quantity and written(draft.quantity),
        "progress": draft.progress and encode(draft.progress),
        "start": draft.start and draft.start.edtf,
        "due": draft.due and draft.due.edtf,
        "weight": draft.weight and f"{draft.weight}",
    }
    return {field: value for field, value in kept.items() if value}


@pytest.mark.parametrize(
    "piece, expected",
    [
        ("4 km", {"quantity": "4 km"}),
        ("4千米", {"quantity": "4 km"}),
        ("近60口", {"quantity": "60 well"}),
        ("1,200米", {"quantity": "1200 m"}),
        ("80%", {"progress": "80"}),
        ("８０％", {"progress": "80"}),
        ("八成", {"progress": "80"}),
        ("过半", {"progress": "(50,100]"}),
        ("全部完成", {"progress": "100"}),
        ("due 2025-05", {"due": "2025-05"}),
        ("Due by end of August", {"due": "../2025-08-31"}),
        ("预计5月份完成", {"due": "2025-05"}),
        ("8月底前", {"due": "../2025-08-31"}),
        ("2025年8月竣工", {"due": "2025-08"}),
        ("2025-08", {"due": "2025-08"}),
        ("今年8月份", {"due": "2025-08"}),
        ("from 2025-05", {"start": "2025-05"}),
        ("start 2025-05-10", {"start": "2025-05-10"}),
        ("5月起", {"start": "2025-05"}),
        ("5月开工", {"start": "2025-05"}),
        ("weight 30", {"weight": "30"}),
        ("Weight 12.5", {"weight": "12.5"}),
        ("权重30", {"weight": "30"}),
        ("权重：30", {"weight": "30"}),
    ],
)
def test_each_form_of_a_piece(piece: str, expected: dict[str, str]) -> None:
    assert shown(read_draft(f"管线, {piece}", ANCHOR)) == expected


def test_pieces_come_in_any_order() -> None:
    expected = {"quantity": "4 km", "progress": "80", "start": "2025-02", "due": "2025-05", "weight": "30"}
    one = read_draft("Pipe laying, 4 km, 80%, from 2025-02, due 2025-05, weight 30", ANCHOR)
    other = read_draft("Pipe laying, weight 30, 2025-05, 80%, 4 km, from 2025-02", ANCHOR)
    assert one.name == other.name == "Pipe laying"
    assert shown(one) == shown(other) == expected


def test_words_and_qualifiers_stay() -> None:
    draft = read_draft("降水井, 近60口, 预计5月份完成", ANCHOR)
    assert draft.quantity is not None
    assert draft.due is not None
    assert (draft.quantity.text, draft.quantity.qualifier) == ("近60口", "nearly")
    assert (draft.due.text, draft.due.qualifier) == ("预计5月份", "expected")


@pytest.mark.parametrize(
    "piece, word, named",
    [
        ("尽快", "milestone.piece", "尽快"),
        ("80", "milestone.piece", "80"),
        ("8000万元", "milestone.piece", "8000万元"),
        ("120%", "percent.range", "120%"),
        ("5月前", "when.before", "5月前"),
        ("weight 0", "milestone.weight", "0"),
        ("weight much", "number", "much"),
        ("due soon", "when", "soon"),
        ("due 2025-02-30", "when.calendar", "2025-02-30"),
        ("基本完成", "when", "基本"),
        ("80%, 90%", "milestone.twice", "90%"),
        ("due 2025-05, 2025-06", "milestone.twice", "2025-06"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(piece: str, word: str, named: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_draft(f"管线, 4 km, {piece}", ANCHOR)
    assert (caught.value.word, caught.value.params["text"]) == (word, named)


@pytest.mark.parametrize("line", ["", "  ", ",", " ， ,"])
def test_a_line_without_a_name(line: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_draft(line, ANCHOR)
    assert caught.value.word == "milestone.empty"


@pytest.mark.parametrize("name", ['""', "“”", '" "'])
def test_quote_marks_around_nothing(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_draft(f"{name}, 80%", ANCHOR)
    assert caught.value.word == "text.empty"


def test_a_plan_that_would_be_past_is_asked_about() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read_draft("管线, 2月完成", ANCHOR)
    assert caught.value.params["first_reading"] == "2026-02"


def test_a_weight_is_a_number_above_0() -> None:
    assert read_weight("1,000.5") == Decimal("1000.5")
    assert read_weight("0.5") == Decimal("0.5")
    for wrong in ("0", "-1", "30%", "三十"):
        with pytest.raises(Unreadable):
            read_weight(wrong)

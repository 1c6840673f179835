"""Every refusal of this room has its sentence and its hint, filled in, in both languages."""

from datetime import date

import pytest

from zonetrack.values import money, number, percent, quantity, text, when
from zonetrack.values.errors import Unreadable
from zonetrack.words import en, zh

ANCHOR = date(2025, 7, 10)


def plan(words: str) -> object:
    return when.read_when(words, ANCHOR, mood="plan")


REFUSED = [
    (text.clean, "", "text.empty"),
    (text.clean, "长" * 201, "text.long"),
    (text.clean, "项\u200b目", "text.character"),
    (number.read_number, "八十", "number"),
    (number.read_number, "1" * 31, "number.long"),
    (money.read_money, "若干", "money"),
    (money.read_money, "3458", "money.bare"),
    (lambda words: money.read_money(words, unit="万元"), "¥8000", "money.mark"),
    (money.read_money, "$5", "money.foreign"),
    (money.read_money, "3亿—5亿元", "money.range"),
    (money.read_money, "上亿元", "money.vague"),
    (money.read_money, "0.005元", "money.fraction"),
    (money.read_money, "4000亿元", "money.most"),
    (money.read_money, "-5万", "money.negative"),
    (quantity.read_quantity, "数十口", "quantity"),
    (quantity.read_quantity, "4", "quantity.bare"),
    (quantity.read_quantity, "-4 km", "quantity.negative"),
    (quantity.read_quantity, "10万元", "quantity.money"),
    (lambda words: quantity.read_quantity(words).to("m2"), "4 km", "quantity.unit"),
    (lambda words: quantity.read_quantity(words).to("m2"), "1亩", "quantity.inexact"),
    (percent.read_percent, "1e1%", "percent"),
    (percent.read_percent, "80", "percent.bare"),
    (percent.read_percent, "101%", "percent.range"),
    (percent.read_percent, "三分之二", "percent.fraction"),
    (percent.read_percent, "基本完成", "percent.words"),
    (percent.read_percent, "70%-60%", "percent.order"),
    (plan, "待定", "when"),
    (plan, "5月", "when.year"),
    (plan, "8月前", "when.before"),
    (plan, "2月30日", "when.calendar"),
    (plan, "1899-12-31", "when.years"),
    (plan, "2025年5月至3月", "when.order"),
    (when.decode, "2025-8", "when.stored"),
]


@pytest.mark.parametrize("texts", [zh.TEXTS, en.TEXTS], ids=["zh", "en"])
@pytest.mark.parametrize("read, words, word", REFUSED, ids=[word for _, _, word in REFUSED])
def test_a_refusal_can_be_said(read, words, word, texts):
    with pytest.raises(Unreadable) as refused:
        read(words)
    assert refused.value.word == word
    assert refused.value.exit_code == 2
    params = refused.value.params
    sentence = texts[f"error.{word}"].format(**params)
    assert params["text"] in sentence
    assert all(isinstance(value, str | int) for value in params.values())
    hint = texts.get(f"error.{word}.hint")
    assert hint is None or hint.format(**params) != sentence


def test_every_sentence_of_the_room_has_its_refusal_here():
    rooms = ("error.text", "error.number", "error.money", "error.quantity", "error.percent", "error.when")
    keys = {key.removesuffix(".hint") for key in zh.TEXTS if key.startswith(rooms)}
    assert keys == {f"error.{word}" for _, _, word in REFUSED}

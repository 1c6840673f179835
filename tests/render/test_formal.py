"""Figures inside the sentences of a paper, as GB/T 15835 writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.render import formal
from zonetrack.report import Code, Progress, Sentence
from zonetrack.values.money import read_money
from zonetrack.values.percent import Ratio, decode
from zonetrack.values.when import decode as span
from zonetrack.values.when import read_when

DAY = date(2025, 4, 14)
ZH = [
    (DAY, "2025年4月14日"),
    (read_when("2025-08-31前", DAY, mood="plan"), "2025年8月31日前"),
    (span("2025-01/2025-04"), "2025年1—4月"),
    (span("2025-01-01/2025-08-15"), "2025年1月1日—2025年8月15日"),
    (decode("[63,68]"), "63%～68%"),
    (decode("(50,100]"), ">50%"),
    (decode("80"), "80%"),
    (Progress(decode("[45,70]"), "weighted"), "45%～70%"),
    (Ratio(1, 3), "33.33%"),
    (read_money("25359.52万元"), "25359.52万元"),
    (read_money("6.11亿元"), "6.11亿元"),
    (read_money("61100万元"), "6.11亿元"),
    (read_money("3458万元"), "3458万元"),
    (read_money("10001万元"), "10001万元"),
    (read_money("超3亿元"), "超3亿元"),
    (read_money("12亿元"), "12亿元"),
    (None, "未报"),
    (Code("stage", "started"), "新开工"),
    ((Sentence("changed_moved", {"n": 2}), Sentence("changed_problems", {"n": 1})), "计划调整2项、新报问题1个"),
    (("代王路", "西环大道"), "代王路、西环大道"),
]


@pytest.mark.parametrize("value, said", ZH, ids=[said for _, said in ZH])
def test_in_chinese(zh: None, value: Any, said: str) -> None:
    assert formal.say(value) == said


@pytest.mark.parametrize(
    "value, said",
    [
        (DAY, "14 April 2025"),
        (read_when("2025-08-31前", DAY, mood="plan"), "by 31 August 2025"),
        (decode("[63,68]"), "63–68%"),
        (read_money("25359.52万元"), "25,359.52万元"),
        ((Sentence("changed_moved", {"n": 2}), Sentence("changed_problems", {"n": 1})), "2 rescheduled, 1 new problem"),
    ],
)
def test_in_english(en: None, value: Any, said: str) -> None:
    assert formal.say(value) == said


def test_money_is_never_rounded_to_fit(zh: None) -> None:
    assert formal.say(read_money("100000.01万元")) == "100000.01万元"
    assert formal.say(read_money("10000万元")._replace(fen=-10_000_000_000)) == "-1亿元"

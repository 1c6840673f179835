"""Growth as it is written: a sign or a word for its direction, above 100 and below 0."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetrack.values.errors import Unreadable
from zonetrack.values.growth import read_growth


@pytest.mark.parametrize(
    "text, number, qualifier",
    [
        ("84.9%", "84.9", ""),
        ("+5.3%", "5.3", ""),
        ("-3.2%", "-3.2", ""),
        ("−49.8 %", "-49.8", ""),
        ("２３２．２％", "232.2", ""),
        ("增长5.3%", "5.3", ""),
        ("同比增长84.9%", "84.9", ""),
        ("环比下降49.8%", "-49.8", ""),
        ("降21%", "-21", ""),
        ("同比持平", "0", ""),
        ("增长超5%", "5", "over"),
        ("约增长5%", "5", "about"),
        ("下降近2%", "-2", "nearly"),
        ("up 5.3%", "5.3", ""),
        ("down 21 percent", "-21", ""),
        ("Growth of 5%", "5", ""),
        ("flat", "0", ""),
        ("-0%", "0", ""),
    ],
)
def test_read(text: str, number: str, qualifier: str) -> None:
    found = read_growth(text)
    assert (found.number, found.qualifier, found.text) == (Decimal(number), qualifier, text.strip())


@pytest.mark.parametrize(
    "text", ["5.3", "增长", "下降-3%", "增长五成%", "1e3%", "5%%", "5.3个百分点", "up 3 percentage points", "1,23%"]
)
def test_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_growth(text)

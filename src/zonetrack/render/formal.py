"""Render: figures inside the sentences of a paper as GB/T 15835 writes them: 2025年4月14日, 63%～68%, 6.11亿元."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from zonetrack.render import figures
from zonetrack.report import Progress, Sentence
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.when import When
from zonetrack.words import language, t

if TYPE_CHECKING:
    from collections.abc import Mapping

_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_FEN_IN_YI = 10_000_000_000
_FEN_IN_LAST_PLACE = _FEN_IN_YI // 100  # 亿元 are written with two decimals at most


def sentence(value: Sentence) -> str:
    """Return a sentence in the language in force, filled in."""
    return filled(f"sentence.{value.key}", value.params)


def filled(key: str, params: Mapping[str, object]) -> str:
    """Return the words for `key`, filled with `params`; whole numbers stay numbers, for singular and plural."""
    return t(key, **{name: value if isinstance(value, int) else say(value) for name, value in params.items()})


def say(value: object) -> str:
    """Return any value of a report as it stands inside a sentence of a paper."""
    match value:
        case Sentence():
            return sentence(value)
        case date():
            return day(value)
        case When():
            return _ISO.sub(lambda found: day(date.fromisoformat(found[0])), figures.when(value))
        case Money() if language() == "zh":
            return _money(value)
        case Percent():
            return _percent(value)
        case Progress() if value.percent is not None:
            return _percent(value.percent)
        case Progress():
            return figures.progress(value)
        case tuple() if type(value) is tuple:
            return t("figure.list").join(map(say, value))
        case _:
            return figures.say(value)


def day(value: date) -> str:
    """Return a day in words: 2025年4月14日, 14 April 2025."""
    return t("formal.day", year=value.year, month=t(f"month.{value.month}"), day=value.day)


def _money(value: Money) -> str:
    """Return an amount exactly: in 亿元 where two decimals are enough, else in 万元; neither has thousands commas."""
    if abs(value.fen) >= _FEN_IN_YI and value.fen % _FEN_IN_LAST_PLACE == 0:
        hundredths = value.fen // _FEN_IN_LAST_PLACE
        whole, part = divmod(abs(hundredths), 100)
        digits = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
        return figures.qualified(t("formal.yi", figure=f"-{digits}" if hundredths < 0 else digits), value.qualifier)
    return t("figure.money", figure=figures.money(value).replace(",", ""))


def _percent(value: Percent) -> str:
    text = figures.percent(value)
    low, dash, high = text.partition("–")
    return t("formal.range", low=low, high=high) if dash else text

"""Values: the words that soften a figure or a date (约, 近, 超, 余, 预计, 前), kept as codes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOUT, NEARLY, OVER, EXPECTED, BEFORE = CODES = ("about", "nearly", "over", "expected", "before")

# Longest first where one word begins another.
_LEADING = (
    ("大约", ABOUT),
    ("大概", ABOUT),
    ("约", ABOUT),
    ("将近", NEARLY),
    ("接近", NEARLY),
    ("近", NEARLY),
    ("不足", NEARLY),
    ("不到", NEARLY),
    ("超过", OVER),
    ("超", OVER),
    ("逾", OVER),
    ("预计", EXPECTED),
    ("计划", EXPECTED),
    ("力争", EXPECTED),
    ("确保", EXPECTED),
    ("拟", EXPECTED),
    ("~", ABOUT),
    ("approximately ", ABOUT),
    ("approx. ", ABOUT),
    ("approx ", ABOUT),
    ("about ", ABOUT),
    ("around ", ABOUT),
    ("nearly ", NEARLY),
    ("almost ", NEARLY),
    ("more than ", OVER),
    ("over ", OVER),
    ("expected ", EXPECTED),
    ("planned ", EXPECTED),
)
_TRAILING = (("左右", ABOUT), ("前后", ABOUT), ("上下", ABOUT))
_MARKS = "约近足到超逾余多左右以"


def peel(text: str, allowed: tuple[str, ...] = (ABOUT, NEARLY, OVER, EXPECTED)) -> tuple[set[str], str]:
    """Take qualifying words off both ends of `text`; return their codes and what is left.

    Only codes in `allowed` are taken: 近 before a date is not a qualifier.
    """
    codes: set[str] = set()
    found = True
    while found:
        found = False
        head = text[:16].lower()
        for word, code in _LEADING:
            if code in allowed and head.startswith(word):
                text, found = text[len(word) :].lstrip(), True
                codes.add(code)
                break
    for word, code in _TRAILING:
        if code in allowed and text.endswith(word):
            codes.add(code)
            text = text[: -len(word)].rstrip()
    return codes, text


def join(codes: Iterable[str]) -> str:
    """Return several codes as one text, joined by + in their fixed order; "" for none."""
    present = set(codes)
    return "+".join(code for code in CODES if code in present)


def softens(text: str) -> bool:
    """Tell whether `text` holds a sign of a Chinese qualifier, and so cannot be a plain unit."""
    return any(sign in _MARKS for sign in text)

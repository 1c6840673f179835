"""Domain: a milestone in one line, as it is typed after `-m`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.errors import AmbiguousDate, Unreadable
from zonetrack.values.number import read_number
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.text import clean
from zonetrack.values.when import read_when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from zonetrack.values.percent import Percent
    from zonetrack.values.quantity import Quantity
    from zonetrack.values.when import When


class Draft(NamedTuple):
    """What one line says of a new milestone; None where it does not say."""

    name: str
    quantity: Quantity | None = None
    progress: Percent | None = None
    start: When | None = None
    due: When | None = None
    weight: Decimal | None = None


def pieces(text: str) -> list[str]:
    """Split at commas, but not between digits nor inside quote marks; `、` never splits."""
    parts = re.findall(r'(?:"[^"]*"|“[^”]*”|(?<=\d)[,，](?=\d)|[^,，])+', text)
    return [part.strip() for part in parts if part.strip()]


def read_draft(text: str, anchor: date) -> Draft:
    """Read `NAME[, piece]…`: the first piece is the name, the others in any order are a quantity, a percentage,
    `due WHEN` / `WHEN前` / `WHEN完成` / a bare WHEN, `from WHEN` / `WHEN起`, `weight N` / `权重N`.

    Dates without a year are read against `anchor`.  Raises Unreadable naming the piece.
    """
    parts = pieces(text)
    if not parts:
        raise Unreadable("milestone.empty", text=text)
    quoted = re.fullmatch(r'"([^"]*)"|“([^”]*)”', parts[0])
    name = clean((quoted.group(1) or quoted.group(2) or "") if quoted else parts[0])
    said: dict[str, Any] = {}
    for part in parts[1:]:
        field, value = _piece(part, anchor)
        if field in said:
            raise Unreadable("milestone.twice", text=part, name=name)
        said[field] = value
    return Draft(name, **said)


def read_weight(text: str) -> Decimal:
    """Read a weight: a number above 0.  Raises Unreadable."""
    weight = read_number(text)
    if weight <= 0:
        raise Unreadable("milestone.weight", text=text)
    return weight


def _piece(part: str, anchor: date) -> tuple[str, object]:
    def plan(words: str) -> When:
        return read_when(words, anchor, mood="plan")

    try:  # before the marks of a date: 全部完成 says how much, not by when
        return "progress", read_percent(part)
    except Unreadable as problem:
        if problem.word == "percent.range":
            raise
    marked: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("weight", r"(?:weight\s*|权重\s*[:：]?)(.+)", read_weight),
        ("due", r"due\s+(.+)", plan),
        ("due", r"(.+?)(?:完成|竣工|建成|完工)", plan),
        ("start", r"(?:from|start)\s+(.+)", plan),
        ("start", r"(.+?)(?:起|开工|开始)", plan),
    )
    for field, pattern, read in marked:
        match = re.fullmatch(pattern, part, re.IGNORECASE)
        if match:
            return field, read(match.group(1))
    for field, read in (("due", plan), ("quantity", read_quantity)):
        try:
            return field, read(part)
        except AmbiguousDate:
            raise
        except Unreadable as problem:
            if problem.word == "when.before":
                raise
    raise Unreadable("milestone.piece", text=part)

"""Domain: what an examination of a ledger finds, and how what should be is compared with what is.  Pure."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

# Every check, in the order in which they are made.
CHECKS = ("file", "structure", "references", "schema", "chain", "facts", "positions", "journal")
OK, DAMAGED, UNCHECKED = "ok", "damaged", "unchecked"

Row = Mapping[str, Any]


class Damage(NamedTuple):
    """One thing that is not as it should be.

    `where` is the reference or id of the record, else the name of the file; `field` is empty where a whole row is
    meant.  `expected` is what the journal, the fold or the schema says, `found` what the file holds; None is nothing.
    """

    check: str
    table: str
    where: str
    field: str
    expected: str | None
    found: str | None


class Check(NamedTuple):
    """One check: its result (ok, damaged, unchecked) and how many pages, rows or objects it looked at."""

    name: str
    result: str
    examined: int


class Findings(NamedTuple):
    """What an examination found, check by check; a ledger without damage is sound."""

    checks: tuple[Check, ...]
    damage: tuple[Damage, ...]


def written(value: object) -> str | None:
    """Return a value of a column as text; a whole row as JSON, nothing as None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=repr)
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def compared(check: str, table: str, where: str, expected: Row | None, found: Row | None) -> Iterator[Damage]:
    """Yield the fields in which a row differs from what it should be, or the whole row where only one is there."""
    if expected is None or found is None:
        if expected is not found:
            yield Damage(check, table, where, "", written(expected), written(found))
        return
    for field in dict.fromkeys([*expected, *found]):
        should, is_ = expected.get(field), found.get(field)
        # 1 and True and 1.0 are equal to Python, and not the same in a file.
        if should != is_ or type(should) is not type(is_):
            yield Damage(check, table, where, field, written(should), written(is_))


def gaps(numbers: list[int]) -> list[int]:
    """Return the numbers that are missing from 1, 2, 3 … up to the highest.  At most a thousand are told."""
    there = set(numbers)
    found = (number for number in range(1, max(there, default=0) + 1) if number not in there)
    return [number for number, _ in zip(found, range(1000), strict=False)]

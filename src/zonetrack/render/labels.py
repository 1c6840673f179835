"""Render: the words that stand over a column."""

from __future__ import annotations

from zonetrack.render.periods import period
from zonetrack.values import when
from zonetrack.words import has, t

_OWN = "x:"  # a header that came with a sheet is its own word


def label(table: str, key: str) -> str:
    """Return the words for column `key`: `col.<table>.<key>` goes before `col.<key>`.

    `NAME@EDTF` speaks of a period: `col.NAME@` is filled with `period`, and with `year_to_date`, from New Year on.
    """
    if key.startswith(_OWN):
        return key.removeprefix(_OWN)
    name, at, edtf = key.partition("@")
    special = f"col.{table}.{name}{at}"
    words = special if has(special) else f"col.{name}{at}"
    return t(words, **_periods(edtf)) if at else t(words)


def around(table: str, key: str) -> tuple[str, str]:
    """Return the words over column `key` before and after the period that they name; all before without one."""
    name, at, _ = key.partition("@")
    special = f"col.{table}.{name}{at}"
    words = t(special if has(special) else f"col.{name}{at}", period="\0", year_to_date="\0")
    before, _, after = words.partition("\0")
    return before, after


def _periods(edtf: str) -> dict[str, str]:
    whole = when.decode(edtf)
    year = edtf[:4]
    since = edtf if edtf in (year, f"{year}-01") else f"{year}-01/{edtf}"
    return {"period": period(whole), "year_to_date": period(when.decode(since))}

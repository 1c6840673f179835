"""Intake: what a column holds, as its header says it."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from typing import NamedTuple


class Heading(NamedTuple):
    """What a column holds.

    `key`: one of the fields above, or `extra`.  `basis`: level, ytd, flow or plan, for money.  `span`: the words of its
    period, to be read against the day of the sheet; empty where the header names none.  `unit`: 元, 万元, 亿元 …, %,
    or another unit behind the header.  `doubt`: why a header that looks like a figure was not taken for one.
    """

    key: str
    basis: str = "level"
    span: str = ""
    unit: str = ""
    doubt: str = ""

"""Intake: a column of a table, with the words above it and what they mean."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from typing import NamedTuple

from zonetrack.intake.headers import extra
from zonetrack.intake.headings import Heading


class Column(NamedTuple):
    """A column of a table: its place, the words above it from the outermost in, and what they mean."""

    at: int
    path: tuple[str, ...]
    heading: Heading

    @property
    def header(self) -> str:
        """The words above it, as one text."""
        return "/".join(self.path)

    @property
    def measure(self) -> str:
        """The measure that an extra is kept under."""
        return extra(self.path)

"""Domain: what can go wrong, by kind.  Each kind owns its exit code; sentences stand in words/."""

from __future__ import annotations

from zonetrack.values.errors import AmbiguousDate, Refusal, Unreadable

__all__ = [
    "AlreadyThere",
    "Ambiguous",
    "AmbiguousDate",
    "Busy",
    "CannotWrite",
    "Changed",
    "Failed",
    "NotFound",
    "Refusal",
    "RuleBroken",
    "Unreadable",
    "Unusable",
]


class RuleBroken(Refusal):
    """A value that can be read but may not stand in the ledger (exit 2)."""


class Failed(Refusal):
    """Something outside the ledger is missing or did not work, such as an extra (exit 1)."""

    exit_code = 1


class NotFound(Refusal):
    """No record answers to a reference (exit 3)."""

    exit_code = 3


class Ambiguous(Refusal):
    """Several records answer to a reference (exit 4)."""

    exit_code = 4


class AlreadyThere(Refusal):
    """A record of that name, slug or file stands already (exit 4)."""

    exit_code = 4


class Changed(Refusal):
    """A row is no longer what a command left, so that command cannot be taken back (exit 4)."""

    exit_code = 4


class Busy(Refusal):
    """Another process held the ledger for too long (exit 5)."""

    exit_code = 5


class Unusable(Refusal):
    """The file is missing, foreign, broken or newer than this program (exit 6)."""

    exit_code = 6


class CannotWrite(Refusal):
    """The disk is full, or the file or folder may not be written (exit 7)."""

    exit_code = 7

"""Domain: what is due besides the plans of projects: follow-ups of events, and procedures whose validity ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.light import Deadline, judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.values.when import When

KINDS = ("followup", "expiry")


class Due(NamedTuple):
    """Something of a zone that is late or near: `kind` is one of `KINDS`.

    `of` is the name of the event or project that it belongs to, `ref` what to type to see it, `owner` who answers.
    """

    kind: str
    zone: Zone
    id: str
    ref: str
    name: str
    of: str
    when: When
    owner: str | None
    deadline: Deadline


def deadline(when: When | None, as_of: date, within: int) -> Deadline | None:
    """Return the deadline that the last day of `when` is, where it has passed or comes within `within` days."""
    return judge(when.last.isoformat(), None, as_of, within) if when and when.last else None


def in_order(dues: Iterable[Due]) -> list[Due]:
    """Return the latest first, then by day and reference."""
    return sorted(dues, key=lambda due: (-due.deadline.days_late, due.deadline.day, due.ref, due.name))

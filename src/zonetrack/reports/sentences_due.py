"""Reports: the sentences of papers on what is due besides the plans of projects, and on deadlines of either kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.due import Due
from zonetrack.report import Sentence
from zonetrack.reports import sentences as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.domain.state import Item


def counts(dues: Sequence[Due], within: int) -> tuple[Sentence, ...]:
    """Return how many follow-ups and procedures are late or due within `within` days; nothing where none is.

    Of very many the sources are those that are late longest.
    """
    if not dues:
        return ()
    late = sum(1 for due in dues if due.deadline.days_late)
    soon = len(dues) - late
    word = "dues" if late and soon else "dues_late" if late else "dues_soon"
    rests = tuple(dict.fromkeys(_day(due) for due in dues))[: say.MOST_SOURCES]
    return (Sentence(word, {"late": late, "soon": soon, "within": within}, rests),)


def late(one: Item | Due) -> Sentence:
    """Return by when something should have been done, since when it is late, and who answers."""
    return _said("late", one, one.deadline.days_late) if isinstance(one, Due) else say.late_item(one)


def soon(one: Item | Due) -> Sentence:
    """Return by when something has to be done, and who answers."""
    return _said("due", one) if isinstance(one, Due) else say.due_item(one)


def _said(word: str, due: Due, days: int | None = None) -> Sentence:
    said = {"of": due.of, "name": due.name, "due": say.as_planned(due.when), "owner": due.owner}
    known = said if days is None else said | {"n": days}
    return Sentence(f"{word}_{due.kind}", known, (_day(due), *([(due.ref, "owner")] if due.owner else [])))


def _day(due: Due) -> tuple[str, str]:
    """Return the name by which `source` finds the day: that of a follow-up, or the procedure of a project."""
    return due.ref, "due" if due.kind == "followup" else due.name

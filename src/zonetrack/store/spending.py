"""Store: the facts on which plans, spending and lights of a zone's projects rest, and the rule of the lights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain import signal
from zonetrack.domain.course import Told, course
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import LEDGER, Observation
from zonetrack.store import facts, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.course import Course
    from zonetrack.domain.signal import Rule
    from zonetrack.domain.state import ProjectState
    from zonetrack.store.db import Db
    from zonetrack.store.writing import Writer

OF_PROJECTS = f"""
    SELECT {", ".join(Observation._fields)} FROM observation
    WHERE zone_id = :zone_id AND project_id IS NOT NULL AND milestone_id IS NULL
    AND measure IN ('invested', 'planned_investment', 'exempt') ORDER BY day, seq, n
"""
PLANNED = """
    SELECT id FROM observation
    WHERE zone_id = :zone_id AND project_id IS NOT NULL AND measure = 'planned_investment' LIMIT 1
"""


def told(db: Db, states: Iterable[ProjectState], as_of: date) -> list[Told]:
    """Return each project with its facts of money, plans and exemptions, as of a day.  One query for each zone."""
    by_zone: dict[str, dict[str | None, list[Observation]]] = {}
    found = []
    for state in states:
        zone_id = state.zone.zone_id
        if zone_id not in by_zone:
            own = by_zone.setdefault(zone_id, {})
            for fact in facts.observations(db, OF_PROJECTS, zone_id=zone_id):
                own.setdefault(fact.project_id, []).append(fact)
        found.append(Told(state, Facts(by_zone[zone_id].get(state.project.id, []), as_of.isoformat())))
    return found


def course_of(db: Db, states: Iterable[ProjectState], as_of: date, counted: str | None = None) -> Course:
    """Return how the year of these projects goes, by the ledger's rule of lights; `counted` as in `domain.course`."""
    return course(told(db, states, as_of), as_of, rule(db), counted)


def if_planned(db: Db, states: Sequence[ProjectState], as_of: date) -> Course | None:
    """Return how the year of these projects goes where their zones have any investment plan, else None."""
    zone_ids = dict.fromkeys(state.zone.zone_id for state in states)
    planned = any(db.one(PLANNED, zone_id=zone_id) for zone_id in zone_ids)
    return course_of(db, states, as_of) if planned else None


def rule(db: Db) -> Rule | None:
    """Return the rule of the lights that the ledger goes by; None where there is none."""
    return signal.decode(reading.setting(db, signal.SETTING))


def set_rule(writer: Writer, new: Rule | None) -> None:
    """Make `new` the rule of the ledger, as a change of `writer`'s command; None takes the rule away."""
    old = reading.setting(writer.db, signal.SETTING)
    key = {"zone_id": LEDGER, "id": signal.SETTING}
    writer.put(
        "setting",
        None if old is None else key | {"value": old},
        None if new is None else key | {"value": signal.encode(new)},
    )

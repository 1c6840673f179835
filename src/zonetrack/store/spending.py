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
# The rules of lights stand in settings of their own, one for each day on which one began: `light_rule.2025-01-01`.
RULE = """
    SELECT value FROM setting
    WHERE zone_id = :zone_id AND id >= :since AND id <= :until ORDER BY id DESC LIMIT 1
"""
NEXT_RULE = """
    SELECT id FROM setting WHERE zone_id = :zone_id AND id > :since AND id <= :until ORDER BY id LIMIT 1
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
    """Return how the year of these projects goes, by the rule of lights of the day; `counted` as in `domain.course`."""
    return course(told(db, states, as_of), as_of, rule(db, as_of), counted)


def if_planned(db: Db, states: Sequence[ProjectState], as_of: date) -> Course | None:
    """Return how the year of these projects goes where their zones have any investment plan, else None."""
    zone_ids = dict.fromkeys(state.zone.zone_id for state in states)
    planned = any(db.one(PLANNED, zone_id=zone_id) for zone_id in zone_ids)
    return course_of(db, states, as_of) if planned else None


def rule(db: Db, as_of: date) -> Rule | None:
    """Return the rule of the lights in force on a day, the newest that began by then; None where there is none."""
    row = db.one(RULE, zone_id=LEDGER, since=signal.SETTING, until=_setting(as_of))
    return signal.decode(str(row[0])) if row else None


def next_rule(db: Db, day: date) -> str | None:
    """Return the next day (ISO) after `day` from which a rule holds, or from which none does; None without one."""
    row = db.one(NEXT_RULE, zone_id=LEDGER, since=_setting(day), until=f"{signal.SETTING}9999-12-31")
    return str(row[0]).removeprefix(signal.SETTING) if row else None


def set_rule(writer: Writer, new: Rule | None, day: date) -> None:
    """Make `new` the rule of the ledger from `day` on, as a change of `writer`'s command; None ends the one before it.

    To end what is not in force changes nothing.
    """
    if new is None and rule(writer.db, day) is None:
        return
    old = reading.setting(writer.db, _setting(day))
    key = {"zone_id": LEDGER, "id": _setting(day)}
    writer.put("setting", None if old is None else key | {"value": old}, key | {"value": signal.encode(new)})


def _setting(day: date) -> str:
    return f"{signal.SETTING}{day.isoformat()}"

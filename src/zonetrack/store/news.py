"""Store: what was entered since a command, as it stands now, with its reason and the fact that stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.records import Observation, Zone

if TYPE_CHECKING:
    from zonetrack.store.db import Db

_FACT = ", ".join(f"fact.{field}" for field in Observation._fields)
SINCE = f"""
    SELECT {_FACT}, entry.reason FROM observation AS fact
    JOIN entry ON entry.zone_id = fact.zone_id AND entry.seq = fact.seq
    WHERE fact.zone_id = :zone_id AND entry.command_id > :command_id
    ORDER BY fact.day, fact.seq, fact.n
"""
NEWEST = f"""
    SELECT {_FACT} FROM observation AS fact
    WHERE fact.zone_id = :zone_id AND fact.measure = :measure
        AND COALESCE(fact.milestone_id, fact.project_id, '') = :subject
    ORDER BY fact.day DESC, fact.seq DESC, fact.n DESC LIMIT 1
"""


class News(NamedTuple):
    """A fact entered since, why it was entered (where a reason was given), and the one that stood before it."""

    fact: Observation
    reason: str
    before: Observation | None


def since(db: Db, then: Db, zone: Zone, command_id: str) -> list[News]:
    """Return the facts of `zone` entered after `command_id`; `then` is the ledger as it was known at that command."""
    found = []
    for *fields, reason in db.rows(SINCE, zone_id=zone.zone_id, command_id=command_id):
        fact = Observation._make(fields)
        subject = fact.milestone_id or fact.project_id or ""
        row = then.one(NEWEST, zone_id=zone.zone_id, measure=fact.measure, subject=subject)
        found.append(News(fact, reason, Observation._make(row) if row else None))
    return found

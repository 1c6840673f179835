"""Store: what only leaves the ledger in sheets and as a whole: texts without a position, plans of a year, all facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.records import Observation
from zonetrack.values.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from zonetrack.domain.records import Zone
    from zonetrack.store.db import Db

TOLD = """
    SELECT project_id, measure, day, value, places, qualifier, words FROM observation
    WHERE zone_id = :zone_id AND project_id IS NOT NULL AND milestone_id IS NULL AND day <= :day
    AND (substr(measure, 1, 2) = 'x:' OR measure IN ('nature', 'location', 'scope', 'contact', 'remark')
        OR (measure = 'planned_investment' AND basis = 'plan' AND span_edtf = :year)
        OR (measure = 'invested' AND basis = 'ytd' AND day >= :year))
    ORDER BY day, seq, n
"""
FACTS = f"""
    SELECT {", ".join(Observation._fields)} FROM observation
    WHERE zone_id = :zone_id AND day <= :day ORDER BY seq, n
"""
ALIASES = "SELECT subject_id, slug FROM alias WHERE zone_id = :zone_id ORDER BY id"


class Told(NamedTuple):
    """What the projects of a zone have been said to be besides their positions, each by the id of the project.

    `texts`: measure → standing text, those of headers that nobody knows (`x:…`) included; `planned`: the investment
    planned for the year; `to_date`: last day (ISO) of a month → what was invested by then since New Year.
    """

    texts: Mapping[str, Mapping[str, str]]
    planned: Mapping[str, Money]
    to_date: Mapping[str, Mapping[str, Money]]


def told(db: Db, zone: Zone, as_of: date) -> Told:
    """Return the standing texts of the projects of `zone` on a day, and plan and spending of the year of that day."""
    texts: dict[str, dict[str, str]] = {}
    planned: dict[str, Money] = {}
    to_date: dict[str, dict[str, Money]] = {}
    rows = db.each(TOLD, zone_id=zone.zone_id, day=as_of.isoformat(), year=f"{as_of.year:04d}")
    for project_id, measure, day, value, *more in rows:
        if measure == "planned_investment":
            planned[project_id] = Money(int(value), *more)
        elif measure == "invested":
            to_date.setdefault(project_id, {})[day] = Money(int(value), *more)
        else:
            texts.setdefault(project_id, {})[measure] = value
    standing = {key: {measure: text for measure, text in said.items() if text} for key, said in texts.items()}
    return Told(standing, planned, to_date)


def facts(db: Db, zone: Zone, as_of: date) -> list[Observation]:
    """Return every fact of `zone`, its projects and milestones that is true by a day, in the order of entry."""
    # The driver makes a text of its own for each cell; hundreds of thousands of facts say the same few things.
    same: dict[Any, Any] = {}
    rows = db.each(FACTS, zone_id=zone.zone_id, day=as_of.isoformat())
    return [Observation._make([same.setdefault(value, value) for value in row]) for row in rows]


def aliases(db: Db, zone: Zone) -> dict[str, list[str]]:
    """Return the slugs that records of `zone`, and the zone itself, went by before, by the id of the record."""
    found: dict[str, list[str]] = {}
    for subject_id, slug in db.rows(ALIASES, zone_id=zone.zone_id):
        found.setdefault(subject_id, []).append(slug)
    return found

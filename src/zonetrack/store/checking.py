"""Store: what `check` looks at: deadlines, silence, and every figure of the zones that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain import assertion, figure_lookup, scrutiny, staleness
from zonetrack.domain.alarm import Found
from zonetrack.domain.errors import Refusal
from zonetrack.domain.records import Indicator, Subject
from zonetrack.store import assertions, events, facts, reading, references, source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.agreement import Printed
    from zonetrack.domain.alarm import Asked
    from zonetrack.domain.assertion import Assertion, Figure, Outcome
    from zonetrack.domain.disagreement import Finding
    from zonetrack.domain.due import Due
    from zonetrack.domain.indicator_entry import Warned
    from zonetrack.domain.records import Observation, Zone
    from zonetrack.domain.source import Scope
    from zonetrack.domain.staleness import Silent
    from zonetrack.domain.state import Item
    from zonetrack.domain.zone_figure_rules import Said
    from zonetrack.store.db import Db

INDICATORS = f"SELECT {', '.join(Indicator._fields)} FROM indicator WHERE zone_id = :zone_id ORDER BY position, id"
# The kinds of records that an assertion may name.
ABOUT = ("zone", "project", "milestone", "indicator")
_DATED = frozenset({"late", "soon"})


def found(db: Db, zones: Sequence[Zone], as_of: date, asked: Asked, *, only: Zone | None = None) -> Found:
    """Return what is found of the kinds asked for; `only` keeps to the assertions that are about that zone.

    Cost: deadlines by index; silence a pass over positions; the other kinds a pass over all facts of the zones.
    """
    kinds = asked.kinds
    within = asked.within if "soon" in kinds else 0
    near: list[Item | Due] = []
    if kinds & _DATED:
        near += [item for zone in zones for item in reading.zone_state(db, zone, as_of, within).items]
        near += events.dues(db, zones, as_of, within)
    book = Book(db, as_of)
    return Found(
        late=[item for item in near if item.deadline.days_late] if "late" in kinds else [],
        soon=[item for item in near if not item.deadline.days_late] if "soon" in kinds else [],
        stale=_silent(db, zones, as_of, asked.stale) if "stale" in kinds else [],
        figures=[f for zone in zones for f in book.findings(zone)] if "figures" in kinds else [],
        indicators=[(zone.slug, w) for zone in zones for w in book.warned(zone)] if "indicators" in kinds else [],
        assertions=[o for o in book.outcomes(only) if o.verdict != "consistent"] if "assertions" in kinds else [],
    )


def _silent(db: Db, zones: Iterable[Zone], as_of: date, days: int) -> list[Silent]:
    return staleness.silent((state for zone in zones for state in reading.projects(db, zone, as_of)), as_of, days)


class Book:
    """The figures of a ledger on a day; each zone is read once, and only where it is asked about."""

    def __init__(self, db: Db, as_of: date) -> None:
        self._db = db
        self._day = as_of
        self._scopes: dict[str, Scope] = {}
        self._facts: dict[str, list[Observation]] = {}

    def _scope(self, zone: Zone) -> Scope:
        if zone.zone_id not in self._scopes:
            self._scopes[zone.zone_id] = source.scope(self._db, Subject(zone), self._day)
        return self._scopes[zone.zone_id]

    def _indicators(self, zone: Zone) -> list[Indicator]:
        return [Indicator._make(row) for row in self._db.rows(INDICATORS, zone_id=zone.zone_id)]

    def _told(self, zone: Zone) -> list[Observation]:
        """What is said of the zone and its indicators by the day."""
        if zone.zone_id not in self._facts:
            told = facts.observations(self._db, facts.OF_ZONE, zone_id=zone.zone_id)
            self._facts[zone.zone_id] = [fact for fact in told if fact.day <= self._day.isoformat()]
        return self._facts[zone.zone_id]

    def _said(self, zone: Zone, indicator: Indicator) -> Said:
        return scrutiny.said_of_indicators(self._told(zone)).get(indicator.id, {})

    def findings(self, zone: Zone) -> list[Finding]:
        """Return the figures of a zone that disagree."""
        said = scrutiny.said_of_indicators(self._told(zone))
        indicators = [(one, said.get(one.id, {})) for one in self._indicators(zone)]
        return scrutiny.findings(self._scope(zone), indicators)

    def warned(self, zone: Zone) -> list[Warned]:
        """Return the indicators of a zone past their own rule."""
        from zonetrack.domain.indicator_entry import warnings

        return [w for one in self._indicators(zone) for w in warnings(one, self._told(zone), self._day)]

    def outcomes(self, only: Zone | None = None) -> list[Outcome]:
        """Return every assertion beside the ledger: of all zones, or those about `only`."""
        held = (one for one in assertions.on_record(self._db) if only is None or self._is_about(one, only))
        return [self.held(one) for one in held]

    def held(self, one: Assertion) -> Outcome:
        """Return what becomes of an assertion; a figure whose record is not there any more is unknown."""
        return assertion.hold(one, self._look_up)

    def names(self, subject: Subject) -> tuple[str, ...]:
        """Return the measures of a record that an assertion may name."""
        if subject.indicator:
            return figure_lookup.OF_INDICATOR
        return figure_lookup.names(self._scope(subject.zone) if subject.project is None else self._within(subject))

    def _within(self, subject: Subject) -> Scope:
        return source.scope(self._db, subject, self._day)

    def _is_about(self, one: Assertion, zone: Zone) -> bool:
        subjects = (self._subject(figure) for figure in assertion.figures_of(one))
        return any(subject.zone.zone_id == zone.zone_id for subject in subjects if subject)

    def _subject(self, figure: Figure) -> Subject | None:
        try:
            return references.resolve(self._db, figure.ref, ABOUT, exact=True)
        except Refusal:
            return None

    def _look_up(self, figure: Figure) -> Printed | None:
        subject = self._subject(figure)
        if subject is None:
            return None
        if subject.indicator:
            return figure_lookup.of_indicator(self._said(subject.zone, subject.indicator), figure.measure)
        if subject.project is None:
            return figure_lookup.figure(self._scope(subject.zone), figure.measure)
        return figure_lookup.figure(self._within(subject), figure.measure)

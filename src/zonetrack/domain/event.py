"""Domain: events of a zone with what was said of them by a day, and what is to be followed up after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.due import Due, deadline
from zonetrack.domain.light import SOON
from zonetrack.domain.measure import is_plan, named_by, series_of, span_of, when_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.records import Event, Followup, Observation, Zone
    from zonetrack.values.when import When


class Said(NamedTuple):
    """What stands of one event or follow-up: by what is said of it (on, org, due …), each series once, oldest first."""

    facts: dict[str, list[Observation]]

    def newest(self, said: str) -> Observation | None:
        """Return the fact that stands; an empty value takes an older one back."""
        found = self.facts.get(said, [])
        return found[-1] if found and found[-1].value else None

    def when(self, said: str) -> When | None:
        """Return the date or period that stands."""
        fact = self.newest(said)
        return when_of(fact) if fact else None

    def texts(self, said: str) -> tuple[str, ...]:
        """Return the texts that stand beside each other."""
        return tuple(fact.value for fact in self.facts.get(said, ()) if fact.value)


class FollowupState(NamedTuple):
    """What is to be done after an event, and how far it is."""

    zone: Zone
    event: Event
    followup: Followup
    said: Said

    @property
    def ref(self) -> str:
        """The full reference."""
        return f"{self.zone.slug}/{self.event.slug}/{self.followup.slug}"

    @property
    def owner(self) -> str | None:
        """Who answers for it."""
        fact = self.said.newest("owner")
        return fact.value if fact else None

    @property
    def done(self) -> When | None:
        """The day on which it was done."""
        fact = self.said.newest("done")
        return span_of(fact) if fact and fact.value == "done" else None

    def due(self, as_of: date, within: int = SOON) -> Due | None:
        """Return it where it is open, and late or due within `within` days."""
        when = self.said.when("due")
        near = deadline(when, as_of, within)
        if self.done is not None or when is None or near is None:
            return None
        record = self.followup
        return Due("followup", self.zone, record.id, self.ref, record.name, self.event.name, when, self.owner, near)

    def light(self, as_of: date) -> str:
        """Return the light that it shows, one of `domain.light.LIGHTS`."""
        if self.done is not None:
            return "done"
        due = self.due(as_of)
        if due is None:
            return "in_progress"
        return "late" if due.deadline.days_late else "due_soon"


class EventState(NamedTuple):
    """An event, what stands of it, and its follow-ups in order."""

    zone: Zone
    event: Event
    said: Said
    followups: tuple[FollowupState, ...]

    @property
    def ref(self) -> str:
        """The full reference."""
        return f"{self.zone.slug}/{self.event.slug}"


def states(
    zone: Zone,
    events: Iterable[Event],
    followups: Sequence[Followup],
    facts: Iterable[Observation],
) -> list[EventState]:
    """Return the events of which anything was said, the newest day first, each with its follow-ups of which the same
    holds.

    `facts` are those of the zone that are true by a day, oldest first: of what was not spoken of by then nobody knew.
    """
    known = _by_record(facts)
    found = [
        EventState(
            zone,
            event,
            known[event.id],
            tuple(
                FollowupState(zone, event, one, known[one.id])
                for one in followups
                if one.event_id == event.id and one.id in known
            ),
        )
        for event in events
        if event.id in known
    ]
    return sorted(found, key=_day, reverse=True)


def true_by(facts: Iterable[Observation], day: str) -> list[Observation]:
    """Return those of `facts`, oldest first, that are true by `day` (ISO).

    By when to follow up is a plan: before the first one was said, that first one is the best known.
    """
    known: list[Observation] = []
    said: set[str] = set()
    for fact in facts:
        if fact.day <= day or (is_plan(fact.measure) and fact.measure not in said):
            known.append(fact)
            said.add(fact.measure)
    return known


def _day(state: EventState) -> str:
    on = state.said.when("on")
    return on.last.isoformat() if on and on.last else ""


def _by_record(facts: Iterable[Observation]) -> dict[str, Said]:
    standing: dict[str, dict[tuple[str, str, str], tuple[str, Observation]]] = {}
    for fact in facts:
        named = named_by(fact.measure)
        if named and named.table in ("event", "followup"):
            of_record = standing.setdefault(named.id, {})
            series = series_of(fact)
            of_record.pop(series, None)
            of_record[series] = (named.said, fact)
    return {id_: Said(_by_said(of_record.values())) for id_, of_record in standing.items()}


def _by_said(told: Iterable[tuple[str, Observation]]) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for said, fact in told:
        found.setdefault(said, []).append(fact)
    return found

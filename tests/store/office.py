"""An office that types commands into one ledger, as the command line does, with a fixed clock and fixed ids."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from zonetrack.domain import measure
from zonetrack.domain.records import (
    Entry,
    Event,
    Fact,
    Followup,
    Indicator,
    Milestone,
    Observation,
    Project,
    Subject,
    Zone,
)
from zonetrack.store.db import Db
from zonetrack.store.ids import Ids
from zonetrack.store.writing import Command, Writer
from zonetrack.values import when as whens
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.text import name_key

NOW = datetime(2025, 6, 30, 4, tzinfo=UTC)
TODAY = date(2025, 6, 30)


def command(name: str = "update", author: str = "li", **more: str) -> Command:
    """What stands over the rows of one command."""
    return Command(name, author, NOW, TODAY, **more)


def progress(value: str, day: str) -> Fact:
    return measure.progress(read_percent(value), whens.decode(day))


def quantity(name: str, value: str, day: str) -> Fact:
    return measure.quantity(name, read_quantity(value), whens.decode(day))


def money(name: str, value: str, span: str, basis: str = "level") -> Fact:
    return measure.money(name, read_money(value, negative=True), whens.decode(span), basis)


def planned(name: str, value: str, day: str) -> Fact:
    return measure.when(name, whens.decode(value), whens.decode(day))


def text(name: str, value: str, day: str) -> Fact:
    return measure.text(name, value, whens.decode(day))


class Office:
    """Commands on one open ledger.  `ids` are in order without chance, unless they are given."""

    def __init__(self, db: Db, ids: Ids | None = None) -> None:
        self.db = db
        self.ids = ids or Ids(NOW, chance=lambda: 0)
        self.entries: list[Entry] = []

    @contextmanager
    def command(self, name: str = "update", *, author: str = "li", **more: str) -> Iterator[Writer]:
        """One command: what is done with the writer is kept with its entries, or none of it."""
        self.db.begin(write=True)
        try:
            writer = Writer(self.db, command(name, author, **more), self.ids)
            yield writer
            self.entries = writer.finish()
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise

    def zone(self, slug: str, name: str = "", **more: str) -> Subject:
        """Add a zone; its name is its slug unless one is given."""
        with self.command("zone add", **more) as writer:
            zone = Zone(self.ids.next(), name or slug, name_key(name or slug), slug, 1)
            writer.insert(zone)
        return Subject(zone)

    def project(self, zone: Subject, slug: str, name: str = "", **more: str) -> Subject:
        """Add a project to a zone."""
        name = name or slug
        with self.command("add", **more) as writer:
            project = Project(zone.zone.zone_id, self.ids.next(), name, name_key(name), slug, "", "", "", 1)
            writer.insert(project)
        return zone._replace(project=project)

    def milestone(self, of: Subject, slug: str, name: str = "", **more: str) -> Subject:
        """Add a milestone to a project."""
        assert of.project is not None
        name = name or slug
        with self.command("milestone add", **more) as writer:
            milestone = Milestone(of.zone.zone_id, self.ids.next(), of.project.id, name, name_key(name), slug, "", 1)
            writer.insert(milestone)
        return of._replace(milestone=milestone)

    def indicator(self, zone: Subject, slug: str, name: str = "", **more: str) -> Subject:
        """Add an indicator of money since New Year to a zone."""
        name = name or slug
        with self.command("indicator add", **more) as writer:
            zone_id, id_ = zone.zone.zone_id, self.ids.next()
            indicator = Indicator(zone_id, id_, name, name_key(name), slug, "fen", "money", "ytd", 1)
            writer.insert(indicator)
        return zone._replace(indicator=indicator)

    def event(self, zone: Subject, slug: str, name: str = "", **more: str) -> Subject:
        """Add an event to a zone."""
        name = name or slug
        with self.command("event add", **more) as writer:
            event = Event(zone.zone.zone_id, self.ids.next(), name, name_key(name), slug, 1)
            writer.insert(event)
        return zone._replace(event=event)

    def followup(self, event: Subject, slug: str, name: str = "", **more: str) -> Subject:
        """Add a follow-up to an event."""
        assert event.event is not None
        name = name or slug
        with self.command("event follow-up", **more) as writer:
            followup = Followup(event.zone.zone_id, self.ids.next(), event.event.id, name, name_key(name), slug, 1)
            writer.insert(followup)
        return event._replace(followup=followup)

    def say(self, subject: Subject, *facts: Fact, **more: str) -> list[Observation]:
        """Record facts about one subject in one command."""
        with self.command(**more) as writer:
            return [writer.record(subject, fact) for fact in facts]

    def undo(self, command_id: str, **more: str) -> None:
        """Take a command back."""
        with self.command("undo", **more) as writer:
            writer.take_back(command_id)

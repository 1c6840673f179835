"""Build the shipped ledger, data/zonetrack.db, from the readable files in data/facts.

    python data/build.py            write data/zonetrack.db
    python data/build.py --check    fail when the file is not what the facts give

The clock and the ids are fixed, so that every build is the same.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from zonetrack.domain import measure as measures
from zonetrack.domain.indicator import BASES
from zonetrack.domain.indicator_entry import growth_fact, read_figure, read_unit
from zonetrack.domain.records import LEDGER, Event, Fact, Indicator, Milestone, Project, Subject, Zone
from zonetrack.intake import facts as files
from zonetrack.store import ledger
from zonetrack.store.ids import Ids
from zonetrack.store.writing import Command, Writer
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.text import name_key
from zonetrack.values.when import When, day, read_when

HERE = Path(__file__).resolve().parent
# The day after the latest day that the page names.
NOW = datetime(2025, 4, 24, 1, 0, tzinfo=UTC)
TODAY = date(2025, 4, 24)


def build(path: Path) -> None:
    """Make the sample ledger at `path`."""
    chance = random.Random(2025)  # noqa: S311 - ids need no secrecy
    ids = Ids(NOW, chance=lambda: chance.getrandbits(35))
    command = Command("init", "zonetrack", NOW, TODAY)
    ledger.init(path, command, ids, {"timezone": ledger.TIMEZONE, ledger.SAMPLE: "yes"})
    zones = sorted((files.read(file) for file in (HERE / "facts").glob("*.toml")), key=lambda zone: zone.order)
    for zone in zones:
        with ledger.writing(path) as db:
            writer = Writer(db, command._replace(name="zone add", source=zone.source), ids)
            load(writer, zone)
            writer.finish()
    settle(path)


def load(writer: Writer, source: files.ZoneFacts) -> None:
    """Record a zone with its projects, milestones, indicators and events, and all its facts that the ledger holds."""
    subjects: dict[str, Subject] = {}
    zone = Zone(writer.ids.next(), source.name, name_key(source.name), source.slug, source.order)
    writer.insert(zone)
    subjects[""] = Subject(zone)
    for number, given in enumerate(source.projects, 1):
        project = Project(
            zone.zone_id,
            writer.ids.next(),
            given.name,
            name_key(given.name),
            given.slug,
            given.code,
            given.category,
            "\n".join(sorted(given.tags)),
            number,
        )
        writer.insert(project)
        subjects[given.slug] = Subject(zone, project)
        for place, part in enumerate(given.milestones, 1):
            milestone = Milestone(
                zone.zone_id,
                writer.ids.next(),
                project.id,
                part.name,
                name_key(part.name),
                part.slug,
                part.unit,
                place,
            )
            writer.insert(milestone)
            subjects[f"{given.slug}/{part.slug}"] = Subject(zone, project, milestone)
    declare(writer, source, subjects)
    for place, held in enumerate(source.events, 1):
        event = Event(zone.zone_id, writer.ids.next(), held.name, name_key(held.name), held.slug, place)
        writer.insert(event)
        subjects[held.slug] = Subject(zone, event=event)
    for said in files.ledger_facts(source):
        subject = subjects[said.subject]
        writer.record(subject, fact_of(said, subject))


def declare(writer: Writer, source: files.ZoneFacts, subjects: dict[str, Subject]) -> None:
    """Declare the indicators of a zone, and which of them is a part of which."""
    zone = subjects[""].zone
    for place, given in enumerate(source.indicators, 1):
        unit, kind = read_unit(given.unit)
        identity = (zone.zone_id, writer.ids.next(), given.name, name_key(given.name), given.slug)
        indicator = Indicator(*identity, unit, kind, BASES[given.basis], place)
        writer.insert(indicator)
        subjects[given.slug] = subject = Subject(zone, indicator=indicator)
        if given.part_of:
            whole = subjects[given.part_of]
            part = measures.text(measures.measure_of(subject, "whole"), whole.id, day(TODAY))
            writer.record(subject, part._replace(words=whole.record.name))


def fact_of(said: files.Fact, subject: Subject) -> Fact:
    """Read one fact of a file."""
    span = read_when(said.on, TODAY, mood="fact")
    fact = _read(said, span) if subject.indicator is None else _figure(said, subject, subject.indicator, span)
    if subject.event:
        fact = fact._replace(measure=measures.measure_of(subject, fact.measure))
    return fact._replace(
        words=said.words,
        basis=said.basis,
        certainty=said.certainty,
        source=said.source,
        note=said.note,
    )


def _figure(said: files.Fact, subject: Subject, indicator: Indicator, span: When) -> Fact:
    measure = measures.measure_of(subject, "" if said.measure == "value" else said.measure)
    read = growth_fact if said.measure == "growth" else partial(read_figure, indicator)
    return read(measure, said.value, span, said.basis)


def _read(said: files.Fact, span: When) -> Fact:
    if said.kind == "percent":
        return measures.progress(read_percent(said.value), span)
    if said.kind == "quantity":
        return measures.quantity(said.measure, read_quantity(said.value), span)
    if said.kind == "money":
        return measures.money(said.measure, read_money(said.value), span)
    if said.kind == "when":
        anchor = min(span.last or TODAY, TODAY)
        return measures.when(said.measure, read_when(said.value, anchor, mood="plan"), span)
    return measures.text(said.measure, said.value, span)


def settle(path: Path) -> None:
    """Take away what differs from build to build: when the migrations ran, and free pages."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (NOW.isoformat(sep=" "),))
    connection.execute("VACUUM")
    connection.close()


def content(path: Path) -> list[str]:
    """Return everything in a ledger as SQL text; bytes may differ between versions of SQLite."""
    connection = sqlite3.connect(path)
    marks = [str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")]
    return [*marks, *connection.iterdump()]


def main(arguments: list[str]) -> int:
    """Build, or check; return the exit code."""
    target = HERE / "zonetrack.db"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "zonetrack.db"
        build(fresh)
        same = target.is_file() and content(target) == content(fresh)
        if "--check" in arguments:
            print(f"data/zonetrack.db {'is' if same else 'is NOT'} what data/facts gives ({LEDGER}, facts, positions)")
            return 0 if same else 1
        if not same:
            target.unlink(missing_ok=True)
            target.write_bytes(fresh.read_bytes())
    print("data/zonetrack.db: " + ("unchanged" if same else "written"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

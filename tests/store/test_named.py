"""Indicators, events and follow-ups of a zone: what is said of them are facts of the zone, kept as any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zonetrack.domain.errors import AlreadyThere, Changed
from zonetrack.domain.history import Names, tell
from zonetrack.domain.measure import measure_of
from zonetrack.domain.records import Indicator, Subject
from zonetrack.store import history, ledger, reading, replay, rewind
from zonetrack.store.doctor import examine
from zonetrack.store.facts import facts_of
from zonetrack.store.ids import Ids
from zonetrack.store.writing import Writer

from . import soundness
from .office import NOW, TODAY, Office, command, money, quantity, text

FILES = Path(__file__).parent / "files"


@pytest.fixture
def zone(office: Office) -> Subject:
    return office.zone("shuozhou")


@pytest.fixture
def revenue(office: Office, zone: Subject) -> Subject:
    found = office.indicator(zone, "revenue", "一般公共预算收入")
    office.say(found, money(measure_of(found), "8592万元", "2025-01", "ytd"))
    return found


def test_what_is_said_of_it_is_a_fact_of_the_zone_and_of_nothing_else(office: Office, revenue: Subject) -> None:
    other = office.indicator(revenue._replace(indicator=None), "output")
    [fact] = facts_of(office.db, revenue)
    assert (fact.project_id, fact.value, fact.basis) == (None, "8592000000", "ytd")
    assert facts_of(office.db, other) == []
    assert reading.said_by_zone(office.db, revenue.zone, TODAY) == ()
    soundness.assert_sound(office.db)


def test_references(office: Office, zone: Subject) -> None:
    event = office.event(zone, "show")
    followup = office.followup(event, "visit")
    assert (followup.kind, followup.ref, followup.id) == ("followup", "shuozhou/show/visit", followup.record.id)
    assert (event.kind, event.ref) == ("event", "shuozhou/show")


def test_a_slug_or_name_stands_once(office: Office, zone: Subject) -> None:
    office.indicator(zone, "revenue", "收入")
    for slug, name in (("revenue", "别的"), ("other", "收入")):
        with pytest.raises(AlreadyThere):
            office.indicator(zone, slug, name)
    office.event(zone, "briefing-2024", "政策宣讲会")
    office.event(zone, "briefing-2025", "政策宣讲会")  # every year again
    with pytest.raises(AlreadyThere):
        office.event(zone, "briefing-2025", "别的")


def test_it_is_taken_back_only_when_nothing_is_said_of_it(office: Office, zone: Subject) -> None:
    revenue = office.indicator(zone, "revenue")
    added = office.entries[0].command_id
    office.say(revenue, money(measure_of(revenue), "8592万元", "2025-01", "ytd"))
    said = office.entries[0].command_id
    with pytest.raises(Changed):
        office.undo(added)
    office.undo(said)
    office.undo(added)
    assert office.db.rows("SELECT count(*) FROM indicator") == [(0,)]
    soundness.assert_sound(office.db)
    office.undo(office.entries[0].command_id)
    assert office.db.rows("SELECT slug FROM indicator") == [("revenue",)]
    soundness.assert_sound(office.db)


def test_an_event_stays_while_it_has_follow_ups(office: Office, zone: Subject) -> None:
    event = office.event(zone, "show")
    added = office.entries[0].command_id
    office.followup(event, "visit")
    with pytest.raises(Changed):
        office.undo(added)


def test_the_ledger_of_an_earlier_entry_is_without_it(office: Office, zone: Subject) -> None:
    before = office.entries[0].command_id
    revenue = office.indicator(zone, "revenue")
    office.say(revenue, money(measure_of(revenue), "8592万元", "2025-01", "ytd"))
    with rewind.rewound(office.db, before) as then:
        assert then.rows("SELECT count(*) FROM indicator") == then.rows("SELECT count(*) FROM observation") == [(0,)]
    with rewind.rewound(office.db, office.entries[0].command_id) as then:
        assert then.rows("SELECT slug FROM indicator") == [("revenue",)]


def test_its_history_is_its_own(office: Office, zone: Subject) -> None:
    event = office.event(zone, "show")
    followup = office.followup(event, "visit")
    office.say(followup, text(measure_of(followup, "owner"), "招商局", "2025-03-12"))
    office.say(event, quantity(measure_of(event, "attendees"), "50家", "2025-03-12"))
    office.say(zone, quantity("projects", "67个", "2025-03-12"))
    names = Names({zone.zone.zone_id: "shuozhou"})
    told = tell(history.changes(office.db, event), names)
    assert [(one.change.table, one.ref) for one in told] == [
        ("event", "shuozhou/show"),
        ("followup", "shuozhou/show/visit"),
        ("observation", "shuozhou/show/visit"),
        ("observation", "shuozhou/show"),
    ]


def test_facts_of_a_record_that_is_gone_are_damage(office: Office, revenue: Subject) -> None:
    names = replay.Names(replay.stored(office.db))
    assert replay.facts(replay.stored(office.db), [(revenue.zone.zone_id, 2)], names) == []
    office.db.rows("DELETE FROM indicator")
    tables = replay.stored(office.db)
    [damage] = replay.facts(tables, [(revenue.zone.zone_id, 2)], replay.Names(tables))
    assert (damage.check, damage.table, damage.field, damage.expected) == ("facts", "indicator", "measure", revenue.id)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_files_of_earlier_schemas_take_them(tmp_path: Path, number: int) -> None:
    path = Path(shutil.copy(FILES / f"schema-{number}.db", tmp_path / "zonetrack.db"))
    with ledger.writing(path) as db:
        newest = db.rows("SELECT max(command_id) FROM entry")[0][0]
        zone_id = reading.zones(db)[0].zone_id
        writer = Writer(db, command(), Ids(NOW, after=newest))
        writer.insert(Indicator(zone_id, writer.ids.next(), "收入", "收入", "income", "fen", "money", "ytd", 1))
        writer.finish()
    assert examine(path, deep=True).damage == ()

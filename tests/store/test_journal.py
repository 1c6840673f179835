"""The journal: an entry for each zone a command touched, images whole, chains that show every change."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.errors import RuleBroken
from zonetrack.domain.records import LEDGER, Entry
from zonetrack.store import journal, reading
from zonetrack.store.db import Db

from . import soundness
from .office import Office, progress, text


def numbers(db: Db) -> list[tuple[str, int]]:
    slugs = {zone.zone_id: zone.slug for zone in reading.zones(db)} | {LEDGER: LEDGER}
    return [
        (slugs[zone_id], seq) for zone_id, seq in db.rows("SELECT zone_id, seq FROM entry ORDER BY command_id, seq")
    ]


def test_entries_are_numbered_by_zone(office: Office) -> None:
    one, other = office.zone("yuanping"), office.zone("xiaohe")
    for zone in (one, other, one):
        office.say(zone, text("words", "甲", "2025-04-14"))
    assert numbers(office.db) == [
        ("ledger", 1),
        ("ledger", 2),
        ("ledger", 3),
        ("yuanping", 1),
        ("xiaohe", 1),
        ("yuanping", 2),
    ]
    soundness.assert_sound(office.db)


def test_one_command_in_two_zones_is_two_entries_joined_by_its_id(office: Office) -> None:
    one, other = office.zone("yuanping"), office.zone("xiaohe")
    with office.command("update", reason="更正", source="报", note="n", key="k1") as writer:
        for zone in (one, other):
            writer.record(zone, text("words", "甲", "2025-04-14"))
            writer.record(zone, text("next", "乙", "2025-04-14"))
    first, second = office.entries
    assert journal.of_command(office.db, first.command_id) == [first, second]
    assert {first.zone_id, second.zone_id} == {one.zone.zone_id, other.zone.zone_id}
    assert first._replace(zone_id="", hash="") == second._replace(zone_id="", hash="")
    assert (first.author, first.reason, first.source, first.note, first.at) == (
        "li",
        "更正",
        "报",
        "n",
        "2025-06-30T04:00:00Z",
    )
    assert [len(journal.changes_of(office.db, entry)) for entry in (first, second)] == [2, 2]


def test_images_hold_every_column_before_and_after(office: Office) -> None:
    project = office.project(office.zone("yuanping"), "road")
    assert project.project is not None
    renamed = project.project._replace(name="代王路", name_key="代王路")
    with office.command("edit") as writer:
        writer.update(project.project, renamed)
    [change] = journal.changes_of(office.db, office.entries[0])
    assert change == journal.Change("project", renamed.id, project.project._asdict(), renamed._asdict())
    [added] = journal.changes_of(office.db, journal.find(office.db, renamed.zone_id, 1) or office.entries[0])
    assert (added.before, added.after) == (None, project.project._asdict())


def test_what_changes_nothing_is_no_entry(office: Office) -> None:
    project = office.project(office.zone("yuanping"), "road").project
    assert project is not None
    before = numbers(office.db)
    with office.command("edit") as writer:
        writer.update(project, project)
        assert not writer.changed
    assert (office.entries, numbers(office.db)) == ([], before)


def test_a_refused_command_leaves_no_gap(office: Office) -> None:
    road = office.project(office.zone("yuanping"), "road")
    office.say(road, progress("80%", "2025-04-14"))
    with pytest.raises(RuleBroken):
        office.say(road, text("words", "甲", "2025-04-14"), progress("70%", "2025-05-01"))
    office.say(road, progress("90%", "2025-05-01"))
    assert office.entries[0].seq == 3
    soundness.assert_sound(office.db)


def test_a_command_is_found_by_its_key(office: Office) -> None:
    zone = office.zone("yuanping", key="k0")
    office.say(zone, text("words", "甲", "2025-04-14"), key="k1")
    assert journal.by_key(office.db, "k1") == office.entries
    assert [entry.command for entry in journal.by_key(office.db, "k0")] == ["zone add"]
    assert journal.by_key(office.db, "k2") == []
    with pytest.raises(sqlite3.IntegrityError):  # should a caller not have asked
        office.say(zone, text("words", "乙", "2025-04-14"), key="k1")


def test_heads_and_newest(office: Office) -> None:
    assert journal.head(office.db, "nobody") == (0, "")
    zone = office.zone("yuanping")
    assert journal.newest(office.db) == office.entries[0]
    office.say(zone, text("words", "甲", "2025-04-14"))
    [entry] = office.entries
    assert journal.newest(office.db) == entry
    assert journal.head(office.db, zone.zone.zone_id) == (1, entry.hash)
    assert journal.find(office.db, zone.zone.zone_id, 1) == entry
    assert journal.find(office.db, zone.zone.zone_id, 2) is None


texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ['"', "\\", "\n", "\x1f", "\u2028", "甲", "🏗"]
)
written = st.tuples(texts, texts, st.none() | texts, st.none() | texts)
entries = st.builds(
    Entry,
    *(texts, st.integers(1, 9), texts, texts, texts, texts, texts, texts, texts),
    *(st.none() | texts, st.none() | texts, st.integers(1, 9), texts),
)


@given(texts, entries, st.lists(st.lists(written, max_size=3), max_size=4))
def test_a_hash_is_the_same_however_its_changes_come(
    previous: str, entry: Entry, pieces: list[list[journal.Written]]
) -> None:
    """In one piece, as the first version of the program took it, or in several."""
    changes = [change for piece in pieces for change in piece]
    content = [previous, list(entry[:-1]), [list(change) for change in changes]]
    whole = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    seal = journal.Seal(previous, entry)
    for piece in pieces:
        seal.feed(piece)
    assert seal.digest() == journal.digest(previous, entry, changes) == hashlib.sha256(whole).hexdigest()


@given(st.lists(st.none() | texts | st.integers(), min_size=4, max_size=4))
def test_an_image_is_the_same_from_its_values(row: list[object]) -> None:
    columns = ("zone_id", "id", "name", "a")
    image = dict(zip(columns, row, strict=True))
    expected = json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert journal.texts_of(columns)(row) == expected


def test_an_entry_of_several_chunks_is_one_entry(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "CHUNK", 3)
    road = office.project(office.zone("yuanping"), "road")
    office.say(road, *(text("words", f"第{n}句", "2025-04-14") for n in range(10)))
    [entry] = office.entries
    assert [change.row_id for change in journal.changes_of(office.db, entry)] == [
        row_id for (row_id,) in office.db.rows("SELECT id FROM observation ORDER BY n")
    ]
    soundness.assert_sound(office.db)
    office.undo(entry.command_id)
    assert office.db.rows("SELECT id FROM observation") == []
    soundness.assert_sound(office.db)


# One way to tamper with each thing that a hash covers.
TAMPERED = {
    "an image": "UPDATE change SET after = replace(after, '80', '90') WHERE row_table = 'observation'",
    "an order": "UPDATE change SET n = 10 - n",
    "a row": "DELETE FROM change WHERE n = 2",
    "an author": "UPDATE entry SET author = 'wang' WHERE seq = 2",
    "a time": "UPDATE entry SET at = '2025-07-01T00:00:00Z' WHERE seq = 2",
    "a reason": "UPDATE entry SET reason = 'x' WHERE seq = 1",
    "a hash": "UPDATE entry SET hash = replace(hash, 'a', 'b') WHERE seq = 1",
    "a head": "UPDATE chain SET hash = replace(hash, 'a', 'b')",
    "the last entry": "DELETE FROM entry WHERE seq = 2 AND zone_id <> 'ledger'",
    "the first entry": "DELETE FROM entry WHERE seq = 1",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_the_chain_shows_that_something_was_changed(office: Office, change: str) -> None:
    road = office.project(office.zone("yuanping"), "road")
    office.say(road, progress("80%", "2025-04-14"), text("words", "甲", "2025-04-14"))
    soundness.assert_chains(office.db)
    office.db.rows("PRAGMA foreign_keys=OFF")
    office.db.rows(change)
    with pytest.raises(AssertionError):
        soundness.assert_chains(office.db)


@pytest.mark.parametrize("column", ["value", "day", "words", "flags"])
def test_the_journal_shows_that_a_row_was_changed_beside_it(office: Office, column: str) -> None:
    road = office.project(office.zone("yuanping"), "road")
    office.say(road, progress("80%", "2025-04-14"))
    office.db.rows(f"UPDATE observation SET {column} = '2025-04-15'")
    soundness.assert_chains(office.db)
    assert soundness.replayed(office.db) != soundness.stored(office.db)

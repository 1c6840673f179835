"""Reading the journal: whose rows they are, under which reference, and what stood before."""

from __future__ import annotations

import json

import pytest

from zonetrack.domain.history import Names, Told, tell
from zonetrack.domain.records import Subject
from zonetrack.store import history, schema

from .office import Office, money, progress, text

DAY = "2025-05-01"


@pytest.fixture
def road(office: Office) -> Subject:
    zone = office.zone("xiaohe", "潇河")
    other = office.project(zone, "other", "别的路")
    office.say(other, text("words", "别处", DAY))
    return office.project(zone, "road", "代王路")


def told(office: Office, subject: Subject | None = None) -> list[Told]:
    names = Names({row[0]: row[1] for row in office.db.rows("SELECT zone_id, slug FROM zone")})
    if subject and subject.project:
        names.see("project", subject.project.id, subject.project._asdict())
    return tell(history.changes(office.db, subject), names)


def steps(found: list[Told]) -> list[tuple[str | None, str | None]]:
    return [(one.old and one.old.words, one.new and one.new.words) for one in found if one.old or one.new]


def test_every_change_comes_once_and_in_order(office: Office, road: Subject) -> None:
    office.say(road, progress("40%", DAY), text("words", "路基", DAY))
    found = history.changes(office.db)
    assert len(found) == office.db.rows("SELECT count(*) FROM change")[0][0]
    assert [c.entry.command_id for c in found] == sorted(c.entry.command_id for c in found)
    assert [c.n for c in found[-2:]] == [1, 2]


def test_images_are_as_they_were_written(office: Office, road: Subject) -> None:
    change = history.changes(office.db, road)[0]
    [(text_,)] = office.db.rows("SELECT after FROM change WHERE row_id = :id", id=road.id)
    assert str(change.after) == text_
    assert json.loads(text_) == change.after == change.now
    assert change.before is change.was is None


def test_old_images_are_lifted_and_shown_as_they_were(
    office: Office, road: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(schema.LIFTS, 99, lambda _, image: image | {"name": "lifted"})
    change = history.changes(office.db, road)[0]
    assert change.now is not None
    assert change.after is not None
    assert (change.now["name"], change.after["name"]) == ("lifted", "代王路")


def test_a_record_has_its_own_rows_and_those_of_what_it_holds(office: Office, road: Subject) -> None:
    pipes = office.milestone(road, "pipes", "管线")
    office.say(road, text("words", "路", DAY))
    office.say(pipes, progress("10%", DAY))
    assert {one.ref for one in told(office, road)} == {"xiaohe/road", "xiaohe/road/pipes"}
    assert {one.ref for one in told(office, pipes)} == {"xiaohe/road/pipes"}
    assert len(told(office, pipes)) == 2
    whole = {one.ref for one in told(office, road._replace(project=None))}
    assert whole == {"xiaohe", "xiaohe/other", "xiaohe/road", "xiaohe/road/pipes"}
    assert {one.ref for one in told(office)} == whole | {"ledger"}


def test_another_zone_is_left_alone(office: Office, road: Subject) -> None:
    far = office.zone("yuanping", "原平")
    office.project(far, "road", "代王路")
    assert {one.change.zone_id for one in told(office, far)} == {far.zone.zone_id}
    assert len([one for one in told(office, road) if one.change.table == "project"]) == 1


def test_an_alias_belongs_to_whom_it_names(office: Office, road: Subject) -> None:
    pipes = office.milestone(road, "pipes", "管线")
    for number, (scope, subject) in enumerate((("project", road), ("milestone", pipes))):
        with office.command("edit") as writer:
            alias = {"id": f"alias-{number}", "scope": scope, "slug": f"old-{number}", "subject_id": subject.id}
            writer.put("alias", None, {"zone_id": road.zone.zone_id, **alias})
    assert [one.ref for one in told(office, road) if one.change.table == "alias"] == [
        "xiaohe/road", "xiaohe/road/pipes",
    ]  # fmt: skip
    assert [one.change.row_id for one in told(office, pipes) if one.change.table == "alias"] == ["alias-1"]


def test_references_are_todays_and_the_last_ones_of_what_is_gone(office: Office, road: Subject) -> None:
    assert road.project is not None
    office.say(road, text("words", "路", DAY))
    with office.command("edit") as writer:
        writer.update(road.project, road.project._replace(slug="avenue"))
    assert {one.ref for one in told(office, road)} == {"xiaohe/avenue"}
    office.project(road._replace(project=None), "shed", "工棚")
    office.undo(office.entries[0].command_id)
    assert [one.change.action for one in told(office) if one.ref == "xiaohe/shed"] == ["added", "removed"]


def test_what_stood_before_is_of_its_day_and_kind(office: Office, road: Subject) -> None:
    office.say(road, money("invested", "100万元", "2025-01", "flow"))
    office.say(road, money("invested", "110万元", "2025-02", "flow"))
    office.say(road, money("invested", "120万元", "2025-01", "flow"))
    office.say(road, progress("40%", "2025-05-01"))
    office.say(road, progress("20%", "2025-03-01"))
    office.say(road, progress("30%", "2025-04-01"))
    assert steps(told(office, road)) == [
        (None, "100万元"), (None, "110万元"), ("100万元", "120万元"),
        (None, "40%"), (None, "20%"), ("20%", "30%"),
    ]  # fmt: skip


def test_undo_and_redo(office: Office, road: Subject) -> None:
    office.say(road, progress("40%", DAY))
    office.say(road, progress("50%", DAY))
    said = office.entries[0].command_id
    office.undo(said)
    undo = office.entries[0].command_id
    assert history.undone(office.db) == {said: undo}
    office.say(road, progress("45%", DAY))
    office.undo(undo)
    redo = office.entries[0].command_id
    # 50 % stands again where it stood, before the later entry of the same day.
    assert steps(told(office, road)) == [
        (None, "40%"), ("40%", "50%"), ("50%", "40%"), ("40%", "45%"), ("40%", "50%"),
    ]  # fmt: skip
    assert history.undone(office.db) == {undo: redo}
    assert set(history.numbers(office.db)) == {said, undo, redo}
    assert history.numbers(office.db)[redo] == [(road.zone.zone_id, 8)]


def test_entries_of_facts(office: Office, road: Subject) -> None:
    [fact] = office.say(road, progress("40%", DAY), author="zhao", reason="月报")
    [entry] = history.entries_of(office.db, [fact, fact]).values()
    assert (entry.author, entry.reason, entry.seq) == ("zhao", "月报", fact.seq)

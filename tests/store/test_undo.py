"""Undo: a command is taken back whole, as a new entry, and so is an undo; what changed since is refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from zonetrack.domain.errors import AlreadyThere, Changed, NotFound
from zonetrack.domain.records import Milestone, Project, Subject, Zone
from zonetrack.store import codec, journal, reading
from zonetrack.store.db import Db

from . import soundness
from .office import TODAY, Office, planned, progress, text

State = tuple[object, ...]


def state(db: Db) -> State:
    """All that stands: the journalled tables and the positions."""
    positions = [sorted(rows) for rows in (
        soundness.rows(db, "milestone_position", ("milestone_id", *codec.MILESTONE.columns)),
        soundness.rows(db, "project_position", ("project_id", *codec.PROJECT.columns)),
        soundness.rows(db, "zone_position", codec.ZONE.columns),
    )]  # fmt: skip
    return (soundness.stored(db), repr(positions))


def add(office: Office) -> None:
    """`add` in a zone that the same command makes, with a milestone and facts about both."""
    with office.command("add") as writer:
        zone = Zone(office.ids.next(), "潇河", "潇河", "xiaohe", 1)
        project = Project(zone.zone_id, office.ids.next(), "代王路", "代王路", "daiwang-road", "", "", "", 1)
        milestone = Milestone(zone.zone_id, office.ids.next(), project.id, "管线", "管线", "pipes", "km", 1)
        for record in (zone, project, milestone):
            writer.insert(record)
        writer.record(Subject(zone, project, milestone), progress("80%", "2025-04-14"))
        writer.record(Subject(zone, project), planned("planned_finish", "2025-08", "2025-04-14"))
        writer.record(Subject(zone), text("words", "甲", "2025-04-14"))


def rename(office: Office) -> None:
    """`edit --slug`: the old slug stays as an alias."""
    [zone] = reading.zones(office.db)
    [project] = [state.project for state in reading.projects(office.db, zone, TODAY)]
    with office.command("edit") as writer:
        writer.update(project, project._replace(slug="road"))
        alias = {
            "zone_id": zone.zone_id,
            "id": office.ids.next(),
            "scope": "project",
            "slug": "daiwang-road",
            "subject_id": project.id,
        }
        writer.put("alias", None, alias)


def report(office: Office) -> None:
    [zone] = reading.zones(office.db)
    [one] = reading.projects(office.db, zone, TODAY)
    office.say(Subject(zone, one.project, one.milestones[0].milestone), progress("90%", "2025-05-14"))


@pytest.mark.parametrize(
    "given, doing",
    [([], add), ([add], rename), ([add], report)],
    ids=["a zone with all in it", "a new slug", "a figure"],
)
def test_a_command_its_undo_and_the_undo_of_that(
    office: Office, given: list[Callable[[Office], None]], doing: Callable[[Office], None]
) -> None:
    for one in given:
        one(office)
    before = state(office.db)
    doing(office)
    after, command_id = state(office.db), office.entries[0].command_id
    assert after != before

    office.undo(command_id)
    assert state(office.db) == before
    assert {entry.undoes for entry in office.entries} == {command_id}
    undo = office.entries[0].command_id
    soundness.assert_sound(office.db)

    with pytest.raises(Changed):  # it is taken back already
        office.undo(command_id)
    office.undo(undo)
    assert state(office.db) == after
    soundness.assert_sound(office.db)


class TestOlder:
    """A command that others came after."""

    @pytest.fixture
    def road(self, office: Office) -> Subject:
        return office.project(office.zone("yuanping"), "road")

    def test_what_nobody_touched_since_can_be_taken_back(self, office: Office, road: Subject) -> None:
        office.say(road, progress("80%", "2025-04-14"))
        older = office.entries[0].command_id
        office.say(road, progress("90%", "2025-05-14"))
        office.undo(older)
        assert [value for (value,) in office.db.rows("SELECT value FROM observation")] == ["90"]
        soundness.assert_sound(office.db)

    def test_a_row_that_one_command_changed_twice(self, office: Office, road: Subject) -> None:
        assert road.project is not None
        before = state(office.db)
        with office.command("edit") as writer:
            for old, new in pairwise([road.project._replace(code=code) for code in ("", "A", "B")]):
                writer.update(old, new)
        office.undo(office.entries[0].command_id)
        assert state(office.db) == before
        soundness.assert_sound(office.db)

    def test_a_row_that_changed_since_is_refused_with_both_versions(self, office: Office, road: Subject) -> None:
        assert road.project is not None
        versions = [road.project._replace(code=code) for code in ("", "A", "B")]
        commands = []
        for old, new in pairwise(versions):
            with office.command("edit") as writer:
                writer.update(old, new)
            commands.append(office.entries[0])
        before = state(office.db)
        with pytest.raises(Changed) as caught:
            office.undo(commands[0].command_id)
        assert caught.value.exit_code == 4
        told = caught.value.params
        assert (told["entry"], told["later"]) == ("yuanping#2", "yuanping#3")
        assert (told["row"], told["left"], told["now"]) == ("road", "A", "B")
        assert state(office.db) == before

    @pytest.mark.parametrize("about", ["zone", "project", "milestone"])
    def test_what_others_build_upon_stays(self, office: Office, about: str) -> None:
        zone = office.zone("yuanping")
        road = zone if about == "zone" else office.project(zone, "road")
        subject = office.milestone(road, "pipes") if about == "milestone" else road
        added = office.entries[0].command_id
        office.say(subject, text("words", "甲", "2025-04-14"))
        before = state(office.db)
        with pytest.raises(Changed) as caught:
            office.undo(added)
        assert caught.value.word == "undo.depends"
        assert state(office.db) == before
        said = office.entries[0].command_id
        office.undo(said)
        office.undo(added)
        soundness.assert_sound(office.db)

    def test_a_zone_with_projects_and_a_project_with_milestones_stay(self, office: Office) -> None:
        zone = office.zone("yuanping")
        commands = [office.entries[0].command_id]
        road = office.project(zone, "road")
        commands.append(office.entries[0].command_id)
        office.milestone(road, "pipes")
        for command_id in commands:
            with pytest.raises(Changed):
                office.undo(command_id)


@pytest.mark.parametrize("kind", ["zone", "project", "milestone"])
def test_what_comes_back_may_find_its_name_taken(office: Office, kind: str) -> None:
    def make() -> None:
        if kind == "zone":
            office.zone("b", "同名")
        elif kind == "project":
            office.project(zone, "b", "同名")
        else:
            office.milestone(road, "b", "同名")

    zone = office.zone("yuanping")
    road = office.project(zone, "road")
    make()
    office.undo(office.entries[0].command_id)
    undo = office.entries[0].command_id
    make()
    with pytest.raises(AlreadyThere):
        office.undo(undo)


def test_an_unknown_command(office: Office) -> None:
    with pytest.raises(NotFound) as caught:
        office.undo("0" * 16)
    assert (caught.value.word, caught.value.exit_code) == ("undo.nothing", 3)


class TestNewest:
    """Without an entry `undo` means one's own newest command that stands."""

    @pytest.fixture
    def zone(self, office: Office) -> Subject:
        return office.zone("yuanping", author="wang")

    def say(self, office: Office, zone: Subject, words: str, author: str = "li") -> str:
        office.say(zone, text("words", words, "2025-04-14"), author=author)
        return office.entries[0].command_id

    def newest(self, office: Office, author: str = "li") -> str | None:
        entry = journal.newest_by(office.db, author)
        return entry.command_id if entry else None

    def undo(self, office: Office, command_id: str) -> str:
        office.undo(command_id)
        return office.entries[0].command_id

    def test_ones_own(self, office: Office, zone: Subject) -> None:
        assert self.newest(office) is None
        mine = self.say(office, zone, "甲")
        other = self.say(office, zone, "乙", author="wang")
        assert self.newest(office) == mine
        assert self.newest(office, "wang") == other
        assert self.newest(office, "zhao") is None

    def test_again_and_again_goes_back_one_by_one(self, office: Office, zone: Subject) -> None:
        commands = [self.say(office, zone, words) for words in "甲乙丙"]
        for command_id in reversed(commands):
            assert self.newest(office) == command_id
            self.undo(office, command_id)
        assert self.newest(office) is None

    def test_an_undo_taken_back_takes_nothing_back_however_deep(self, office: Office, zone: Subject) -> None:
        older, command_id = self.say(office, zone, "甲"), self.say(office, zone, "乙")
        last = command_id
        for stands in (False, True, False, True, False):
            last = self.undo(office, last)
            assert self.newest(office) == (command_id if stands else older)

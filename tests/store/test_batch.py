"""Many new projects at once: what is kept is what one by one would have kept, and a refused one leaves no trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonetrack.domain.errors import AlreadyThere, RuleBroken
from zonetrack.domain.records import Fact, Milestone, Observation, Project, Subject, Zone
from zonetrack.store import batch as batches
from zonetrack.store.batch import Batch
from zonetrack.store.db import Db, connect
from zonetrack.store.writing import Writer

from . import soundness
from .killed import in_a_child
from .office import Office, money, planned, progress, text
from .test_positions import of_milestones, of_projects

Draft = tuple[list[Fact], list[list[Fact]]]  # the facts of a project, and those of each of its milestones
drafts: st.SearchStrategy[Draft] = st.tuples(
    st.lists(of_projects, max_size=6), st.lists(st.lists(of_milestones, max_size=4), max_size=2)
)


class Parts(NamedTuple):
    """A project to be added, as `Batch.add` takes it."""

    project: Project
    facts: Sequence[Fact]
    milestones: Sequence[tuple[Milestone, Sequence[Fact]]]


def made(writer: Writer, zone: Zone, number: int, draft: Draft) -> Parts:
    """A project and its milestones by a draft."""
    name = f"p{number}"
    project = Project(zone.zone_id, writer.ids.next(), name, name, name, "", "", "", number)
    milestones = []
    for n, facts in enumerate(draft[1]):
        key = f"m{n}"
        milestones.append((Milestone(zone.zone_id, writer.ids.next(), project.id, key, key, key, "", n), facts))
    return Parts(project, draft[0], milestones)


def one_by_one(writer: Writer, zone: Zone, parts: Parts) -> list[Observation]:
    writer.insert(parts.project)
    subject = Subject(zone, parts.project)
    said = [writer.record(subject, fact) for fact in parts.facts]
    for milestone, facts in parts.milestones:
        writer.insert(milestone)
        said += [writer.record(subject._replace(milestone=milestone), fact) for fact in facts]
    return said


def standing(db: Db, drafts_: Sequence[Draft], reason: str) -> list[Draft]:
    """Those of the drafts that one by one are accepted."""
    office = Office(db)
    zone = office.zone("xiaohe").zone
    found = []
    for number, draft in enumerate(drafts_):
        try:
            with office.command("add", reason=reason) as writer:
                one_by_one(writer, zone, made(writer, zone, number, draft))
        except RuleBroken:
            continue
        found.append(draft)
    return found


def content(db: Db) -> list[str]:
    """Every row of every table."""
    return list(db.connection.iterdump())


@settings(max_examples=40)
@given(st.lists(drafts, max_size=7), st.sampled_from(["", "更正"]))
def test_what_is_kept_is_what_one_by_one_would_have_kept(
    in_memory: Callable[[], Db], drafts_: list[Draft], reason: str
) -> None:
    with in_memory() as db, in_memory() as other, in_memory() as trial, pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "CHUNK", 3)
        kept = standing(trial, drafts_, reason)
        said: dict[Db, list[Observation]] = {db: [], other: []}
        for ledger, found in said.items():
            office = Office(ledger)
            zone = office.zone("xiaohe").zone
            with office.command("import", reason=reason) as writer:
                batch = Batch(writer, zone)
                for number, draft in enumerate(kept):
                    parts = made(writer, zone, number, draft)
                    found.extend(batch.add(*parts) if ledger is db else one_by_one(writer, zone, parts))
        assert said[db] == said[other]
        assert content(db) == content(other)
        soundness.assert_sound(db)


def project(writer: Writer, zone: Zone, name: str) -> Project:
    return Project(zone.zone_id, writer.ids.next(), name, name, name, "", "", "", 1)


FALLING = (progress("80%", "2025-04-14"), progress("70%", "2025-05-14"))


def test_a_refused_project_leaves_no_trace_and_the_next_one_goes_on(office: Office) -> None:
    zone = office.zone("xiaohe").zone
    with office.command("import") as writer:
        batch = Batch(writer, zone)
        batch.add(project(writer, zone, "a"), [progress("80%", "2025-04-14")])
        with pytest.raises(RuleBroken) as caught:
            batch.add(project(writer, zone, "b"), FALLING)
        assert caught.value.params["ref"] == "xiaohe/b"
        milestone = Milestone(zone.zone_id, writer.ids.next(), "?", "m", "m", "m", "", 1)
        with pytest.raises(RuleBroken) as caught:
            batch.add(project(writer, zone, "c"), [], [(milestone, FALLING)])
        assert caught.value.params["ref"] == "xiaohe/c/m"
        batch.add(project(writer, zone, "d"), [text("owner", "住建局", "2025-04-14")])
    assert office.db.rows("SELECT slug FROM project ORDER BY slug") == [("a",), ("d",)]
    assert office.db.rows("SELECT n FROM observation ORDER BY n") == [(1,), (2,)]
    assert office.db.rows("SELECT n FROM change WHERE zone_id <> 'ledger' ORDER BY n") == [(n,) for n in range(1, 5)]
    soundness.assert_sound(office.db)


def test_where_every_project_is_refused_no_number_is_used_up(office: Office) -> None:
    zone = office.zone("xiaohe").zone
    for _ in range(2):
        with office.command("import") as writer:
            batch = Batch(writer, zone)
            with pytest.raises(RuleBroken):
                batch.add(project(writer, zone, "a"), FALLING)
            assert not writer.changed
        assert office.entries == []
        soundness.assert_sound(office.db)
        office.say(Subject(zone), text("words", "甲", "2025-04-14"))
    assert [entry.seq for entry in office.entries] == [2]


@pytest.mark.parametrize("field", ["slug", "name_key"])
@pytest.mark.parametrize("together", [True, False], ids=["in one command", "in two"])
def test_a_name_or_slug_in_use_is_named(office: Office, field: str, together: bool) -> None:
    zone = office.zone("xiaohe").zone
    if not together:
        office.project(Subject(zone), "a")
    before = content(office.db)

    def add_all() -> None:
        with office.command("import") as writer:
            batch = Batch(writer, zone)
            for name in "abcd" if together else "bcd":
                one = project(writer, zone, name)
                batch.add(one._replace(**{field: "a"}) if name == "d" else one, [])

    with pytest.raises(AlreadyThere) as caught:
        add_all()
    assert caught.value.params["name"] == "d"
    assert content(office.db) == before


def test_what_else_a_command_does_stands_beside_a_batch(office: Office) -> None:
    road = office.project(office.zone("xiaohe"), "road")
    zone = road.zone
    with office.command("import") as writer:
        batch = Batch(writer, zone)
        new = project(writer, zone, "a")
        batch.add(new, [money("total_investment", "1亿元", "2025-04-14")])
        writer.record(road, planned("planned_finish", "2025-12", "2025-04-14"), known=())
        batch.flush()
        writer.record(Subject(zone, new), progress("30%", "2025-05-14"))
        batch.add(project(writer, zone, "b"), [progress("20%", "2025-05-14")])
    assert len(office.entries) == 1
    soundness.assert_sound(office.db)


def test_known_facts_are_believed_and_not_read_again(office: Office) -> None:
    road = office.project(office.zone("xiaohe"), "road")
    said = office.say(road, progress("80%", "2025-04-14"))
    lower = progress("70%", "2025-05-14")
    with pytest.raises(RuleBroken), office.command() as writer:
        writer.record(road, lower, known=said)
    with office.command() as writer:
        assert writer.record(road, lower, known=[]).flags == ""


def many(office: Office, zone: Zone, number: int) -> None:
    """A command that adds so many projects, each with three facts."""
    with office.command("import") as writer:
        batch = Batch(writer, zone)
        for n in range(number):
            facts = [
                money("total_investment", f"{n + 1}万元", "2025-04-14"),
                money("invested", f"{n}万元", "2025-04-14"),
                text("words", f"第{n}个项目主体结构施工至三层", "2025-04-14"),
            ]
            batch.add(project(writer, zone, f"p{n}"), facts)


def test_a_batch_that_is_killed_leaves_nothing(
    office_on_disk: Office, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = office_on_disk.zone("xiaohe").zone
    before = content(office_on_disk.db)
    office_on_disk.db.close()

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def add_and_die() -> None:
        with connect(path, write=True) as db:
            many(Office(db), zone, 3000)

    monkeypatch.setattr(Writer, "finish", die)
    assert in_a_child(add_and_die) == -signal.SIGKILL
    assert Path(f"{path}-journal").exists(), "nothing had reached the file yet"
    with connect(path, write=False) as db:
        assert content(db) == before


def test_a_long_entry_is_taken_back_and_brought_back(office: Office) -> None:
    zone = office.zone("xiaohe").zone
    many(office, zone, 2000)
    added = soundness.stored(office.db)
    assert len(added["observation"]) == 6000
    office.undo(office.entries[0].command_id)
    assert not any(soundness.stored(office.db)[table] for table in ("project", "observation"))
    assert office.db.rows("SELECT zone_id FROM project_position") == office.db.rows("SELECT zone_id FROM zone_position")
    office.undo(office.entries[0].command_id)
    assert soundness.stored(office.db) == added
    soundness.assert_sound(office.db)


# What a process says of its memory (KB): after 1,000 projects of a command, and at its end after 20,000.
MEASURED = """
import resource, sys
sys.path[:0] = sys.argv[2:]
from store.office import Office
from store.test_batch import many
from zonetrack.store.db import connect

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

with connect(sys.argv[1], write=True) as db:
    office = Office(db)
    zone = office.zone("xiaohe").zone
    many(office, office.zone("yuanping").zone, 1000)
    first = peak()
    many(office, zone, 20000)
    print(peak() - first)
"""


def test_memory_does_not_grow_with_the_entry(path: Path) -> None:
    pytest.importorskip("resource")
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(Path(__file__).parents[1])],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KB here
    assert int(run.stdout) * unit < 30 * 2**20

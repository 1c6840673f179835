"""Positions = fold: after every command of random histories, what is stored is what all facts on record come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from zonetrack.domain.errors import AlreadyThere, Changed, RuleBroken
from zonetrack.domain.measure import MILESTONE_STAGES, STAGES
from zonetrack.domain.position import zone_position
from zonetrack.domain.records import Fact, Milestone, Project, Subject, Zone
from zonetrack.store import reading
from zonetrack.store.db import Db
from zonetrack.store.rewind import rewound

from . import soundness
from .office import TODAY, Office, money, planned, progress, quantity, text

FIRST_DAY = date(2024, 10, 1)
DAYS = (TODAY - FIRST_DAY).days + 3  # the last two are still to come, and refused

days = st.integers(0, DAYS).map(lambda n: (FIRST_DAY + timedelta(n)).isoformat())
months = st.sampled_from(["2024-11", "2024-12", "2025-01", "2025-03", "2025-05", "2025-06", "2025-33", "2025-34"])
# 2025-07-30 is the last day that is soon.
spans = st.sampled_from(["2025-02", "2025-05", "2025-06-30", "2025-07-30", "2025-40", "../2025-08-31", "2025-03/.."])
percents = st.sampled_from(["0%", "30%", "80%", "约80%", "100%", "过半", "60%—70%"])
lengths = st.sampled_from(["0 km", "1.5 km", "3200米", "约4 km", "5 km", "60口"])
amounts = st.sampled_from(["0元", "3458万元", "约1亿元", "近3亿元", "25359.52万元", "8000元"])
words = st.sampled_from(["", "路基铺设完成", "a  b", "甲"])

of_anything: st.SearchStrategy[Fact] = st.one_of(
    st.builds(progress, percents, days),
    st.builds(quantity, st.sampled_from(["quantity", "quantity_total", "width"]), lengths, days),
    st.builds(planned, st.sampled_from(["planned_start", "planned_finish"]), spans, days),
    st.builds(text, st.sampled_from(["owner", "words", "next", "problem"]), words, days),
)
of_milestones = st.one_of(
    of_anything,
    st.builds(text, st.just("stage"), st.sampled_from(MILESTONE_STAGES), days | st.just("2025-05")),
    st.builds(text, st.just("weight"), st.sampled_from(["10", "2.5"]), days),
    st.builds(planned, st.just("planned_finish"), spans, days),
)
invested = st.one_of(
    st.builds(money, st.just("invested"), amounts, days, st.sampled_from(["level", "ytd"])),
    st.builds(money, st.just("invested"), amounts | st.just("-500万元"), months, st.just("flow")),
)
of_money = st.one_of(
    invested,
    st.builds(money, st.just("total_investment"), amounts, days),
    st.builds(money, st.just("planned_investment"), amounts, st.sampled_from(["2025", "2026"]), st.just("plan")),
)
of_projects = st.one_of(
    of_anything,
    of_money,
    st.builds(text, st.just("stage"), st.sampled_from([*STAGES, "construction", "paused"]), days),
    st.builds(text, st.sampled_from(["unit", "leader"]), words, days),
)
of_zones = st.one_of(of_anything, st.builds(money, st.just("total_investment"), amounts, days))


T = TypeVar("T")


class Step(NamedTuple):
    """One command: what is done, to which subject (counted round), with which facts, and with a reason or not."""

    kind: str
    which: int
    facts: tuple[Fact, ...] = ()
    other: int = 0
    reason: str = ""


which = st.integers(0, 9)
reasons = st.sampled_from(["", "更正"])


def saying(kind: str, facts: st.SearchStrategy[Fact]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(kind), which, st.lists(facts, min_size=1, max_size=3).map(tuple), which, reasons).map(
        lambda given_: Step(*given_)
    )


def doing(*kinds: str) -> st.SearchStrategy[Step]:
    return st.tuples(st.sampled_from(kinds), which, which).map(lambda given_: Step(given_[0], given_[1], (), given_[2]))


steps = st.one_of(
    doing("zone", "project", "milestone", "milestone", "rename"),
    doing("undo", "undo the newest", "undo and take that back"),
    saying("say of a milestone", of_milestones),
    saying("say of a milestone", of_milestones),
    saying("say of a project", of_projects),
    saying("say of a project", of_money),
    saying("say of a zone", of_zones),
    saying("say of two", of_money),
    saying("add", of_milestones),
)
# Every history begins with something to speak of.
BEGINNING = (Step("zone", 0), Step("add", 0), Step("add", 0))


class History:
    """An office that takes steps; refused ones leave no trace."""

    def __init__(self, db: Db) -> None:
        self.db = db
        self.office = Office(db)
        self.commands: list[str] = []
        self.states: list[dict[str, soundness.Table]] = []  # after each command
        self.serial = 0

    def take(self, step: Step) -> None:
        self.serial += 1
        try:
            self._take(step)
        except (RuleBroken, Changed, AlreadyThere):
            pass
        else:
            if self.office.entries:
                self.commands.append(self.office.entries[0].command_id)
                self.states.append(soundness.stored(self.db))

    def _take(self, step: Step) -> None:
        office, slug = self.office, f"r{self.serial}"
        zones, projects, milestones = self.subjects()
        if step.kind == "zone":
            office.zone(slug)
        elif step.kind == "project" and zones:
            office.project(pick(zones, step.which), slug)
        elif step.kind == "milestone" and projects:
            office.milestone(pick(projects, step.which), slug)
        elif step.kind == "add" and zones:
            self.add(pick(zones, step.which), slug, step)
        elif step.kind == "rename" and projects:
            self.rename(pick(projects, step.which), f"n{step.other}")
        elif step.kind == "undo" and self.commands:
            office.undo(pick(self.commands, step.which))
        elif step.kind == "undo the newest" and self.commands:
            office.undo(self.commands[-1])
        elif step.kind == "undo and take that back" and self.commands:
            office.undo(self.commands[-1])
            office.undo(office.entries[0].command_id)
        elif step.kind == "say of two" and projects:
            self.say([pick(projects, step.which), pick(projects, step.other)], step)
        else:
            known = {"say of a zone": zones, "say of a project": projects, "say of a milestone": milestones}
            self.say([pick(known[step.kind], step.which)] if known.get(step.kind) else [], step)

    def say(self, subjects: list[Subject], step: Step) -> None:
        with self.office.command(reason=step.reason) as writer:
            for subject in subjects:
                for fact in step.facts:
                    writer.record(subject, fact)

    def add(self, zone: Subject, slug: str, step: Step) -> None:
        """A project with two milestones, and facts about one of them, all in one command."""
        zone_id = zone.zone.zone_id
        with self.office.command("add", reason=step.reason) as writer:
            project = Project(zone_id, writer.ids.next(), slug, slug, slug, "", "", "", self.serial)
            writer.insert(project)
            for name in ("a", "b"):
                milestone = Milestone(zone_id, writer.ids.next(), project.id, name, name, name, "", 1)
                writer.insert(milestone)
            for fact in step.facts:
                writer.record(Subject(zone.zone, project, milestone), fact)

    def rename(self, subject: Subject, name: str) -> None:
        assert subject.project is not None
        with self.office.command("edit") as writer:
            writer.update(subject.project, subject.project._replace(name=name, name_key=name))

    def assert_known(self) -> None:
        """Rewound to one of the commands, the ledger is as it was after it."""
        which = self.serial % len(self.commands)
        with rewound(self.db, self.commands[which]) as then:
            assert soundness.stored(then) == self.states[which]
            soundness.assert_chains(then)
            soundness.assert_positions(then)

    def subjects(self) -> tuple[list[Subject], list[Subject], list[Subject]]:
        """All zones, projects and milestones on record, in order of their ids."""
        zones = {z.zone_id: Subject(z) for z in sorted(map(Zone._make, soundness.rows(self.db, "zone", Zone._fields)))}
        projects = {
            p.id: zones[p.zone_id]._replace(project=p)
            for p in sorted(map(Project._make, soundness.rows(self.db, "project", Project._fields)))
        }
        milestones = [
            projects[m.project_id]._replace(milestone=m)
            for m in sorted(map(Milestone._make, soundness.rows(self.db, "milestone", Milestone._fields)))
        ]
        return list(zones.values()), list(projects.values()), milestones


def pick(some: list[T], which: int) -> T:
    return some[which % len(some)]


def assert_states(db: Db, day: date) -> None:
    """What is read of a day, for each zone, is what all facts by that day fold to."""
    milestones, projects, _ = soundness.folded(db, day.isoformat())
    parts = {m.milestone_id: m for m in milestones}
    for zone in reading.zones(db):
        states = reading.projects(db, zone, day)
        assert {s.project.id: soundness.columns(s.position) for s in states} == {
            p.project_id: soundness.columns(p) for p in projects if p.zone_id == zone.zone_id
        }
        for state in states:
            for milestone, position in state.milestones:
                assert soundness.columns(position) == soundness.columns(parts[milestone.id])
        by_python = reading.summed(zone, states, reading.said_by_zone(db, zone, day), day)
        by_sql = reading.zone_state(db, zone, day)
        assert by_sql == by_python
        assert by_sql.position == zone_position(zone.zone_id, [p for p in projects if p.zone_id == zone.zone_id])


@settings(max_examples=60)
@given(st.lists(steps, min_size=8, max_size=24), st.lists(st.integers(0, DAYS - 3), min_size=2, max_size=2))
def test_after_every_command_positions_are_what_the_facts_fold_to(
    in_memory: Callable[[], Db], taken: list[Step], ago: list[int]
) -> None:
    with in_memory() as db:
        history = History(db)
        for step in (*BEGINNING, *taken):
            history.take(step)
            soundness.assert_positions(db)
            for days_ago in (0, *ago):
                assert_states(db, TODAY - timedelta(days_ago))
        soundness.assert_sound(db)
        history.assert_known()

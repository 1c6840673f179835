"""A tiny world: zones, projects and milestones made by hand, facts folded by the domain, nothing stored.

`world.say("xiaohe/daiwang-road/pipes", percent="80%")` records facts; `world.zone_state("xiaohe", DAY)` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from zonetrack.domain import measure
from zonetrack.domain.fold import Facts, fold_milestone, fold_project, stage_of
from zonetrack.domain.measure import ASIDE
from zonetrack.domain.position import zone_position
from zonetrack.domain.records import Fact, Milestone, Observation, Project, Zone
from zonetrack.domain.state import MilestoneState, ProjectState, ZoneState, items_of, sums_of
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.text import name_key
from zonetrack.values.when import decode, read_when


class World:
    """Records by full reference, and everything said of them in the order in which it was said."""

    def __init__(self) -> None:
        self.zones: dict[str, Zone] = {}
        self.projects: dict[str, Project] = {}
        self.milestones: dict[str, Milestone] = {}
        self.facts: dict[str, list[Observation]] = {}
        self.told = 0

    def zone(self, slug: str, name: str) -> None:
        self.zones[slug] = Zone(f"z-{slug}", name, name_key(name), slug, len(self.zones))

    def project(self, ref: str, name: str, *, code: str = "", category: str = "", tags: Iterable[str] = ()) -> None:
        zone, slug = ref.split("/")
        self.projects[ref] = Project(
            f"z-{zone}", f"p-{slug}", name, name_key(name), slug, code, category, "\n".join(tags), len(self.projects)
        )

    def milestone(self, ref: str, name: str, unit: str = "") -> None:
        zone, project, slug = ref.split("/")
        self.milestones[ref] = Milestone(
            f"z-{zone}", f"m-{slug}", f"p-{project}", name, name_key(name), slug, unit, len(self.milestones)
        )

    def add(self, ref: str, fact: Fact, flags: str = "") -> None:
        zone, project, milestone = [*ref.split("/"), None, None][:3]
        self.told += 1
        span = fact.span
        self.facts.setdefault(ref, []).append(
            Observation(
                f"z-{zone}",
                f"o-{self.told}",
                project and f"p-{project}",
                milestone and f"m-{milestone}",
                fact.measure,
                fact.basis,
                fact.day or (span.last or span.first or date.min).isoformat(),
                span.edtf,
                span.first and span.first.isoformat(),
                span.last and span.last.isoformat(),
                span.qualifier,
                span.text,
                fact.value,
                fact.unit,
                fact.qualifier,
                fact.places,
                fact.words,
                fact.certainty,
                fact.source,
                fact.note,
                flags,
                self.told,
                1,
            )
        )

    def say(self, ref: str, on: str, *, flags: str = "", source: str = "", basis: str = "level", **said: str) -> None:
        """Record facts that hold on the day or period `on` (EDTF; a leading ~ marks it as approximate)."""
        span = decode(on.removeprefix("~"), "about" if on.startswith("~") else "", on)
        for name, text in said.items():
            fact = self._fact(name, text, span, basis)
            self.add(ref, fact._replace(source=source), flags)

    def _fact(self, name: str, text: str, span: object, basis: str) -> Fact:
        assert isinstance(span, type(decode("2025")))
        match measure.kind_of(name):
            case "percent":
                return measure.progress(read_percent(text), span)
            case "money":
                return measure.money(name, read_money(text), span, basis)
            case "when":
                return measure.when(name, read_when(text, span.last or date(2025, 1, 1), mood="plan"), span)
            case "quantity" if text[:1].isdigit() or text.startswith(("约", "近", "超")):
                if text.endswith("元"):
                    return measure.money(name, read_money(text), span, basis)
                return measure.quantity(name, read_quantity(text), span)._replace(basis=basis)
            case _:
                return measure.text(name, text, span)

    def state(self, ref: str, as_of: date) -> ProjectState:
        zone = self.zones[ref.partition("/")[0]]
        day = as_of.isoformat()
        own = self.facts.get(ref, [])
        aside = stage_of(Facts(own, day))[0] in ASIDE
        inner = {r: m for r, m in self.milestones.items() if r.startswith(f"{ref}/")}
        folded = tuple(
            MilestoneState(m, fold_milestone(m, self.facts.get(r, []), day, aside=aside)) for r, m in inner.items()
        )
        project = self.projects[ref]
        return ProjectState(zone, project, fold_project(project, own, [m.position for m in folded], day), folded)

    def states(self, zone: str, as_of: date) -> list[ProjectState]:
        return [self.state(ref, as_of) for ref in self.projects if ref.startswith(f"{zone}/")]

    def zone_state(self, slug: str, as_of: date, within: int = 30) -> ZoneState:
        zone, states = self.zones[slug], self.states(slug, as_of)
        counted = [s for s in states if not s.position.aside]
        own = Facts(self.facts.get(slug, []), as_of.isoformat())
        return ZoneState(
            zone,
            zone_position(zone.zone_id, (s.position for s in states)),
            sums_of(counted),
            max((s.position.last_reported for s in counted if s.position.last_reported), default=None),
            tuple(items_of(states, as_of, within)),
            tuple(f for m in dict.fromkeys(o.measure for o in own.known) if (f := own.newest(m))),
        )

    def facts_within(self, ref: str, as_of: date) -> list[Observation]:
        found = [f for r, facts in self.facts.items() if r == ref or r.startswith(f"{ref}/") for f in facts]
        return [fact for fact in found if fact.day <= as_of.isoformat()]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def yuanping(world: World) -> World:
    """Yuanping in short: two totals, one figure invested, a third project without any; and what Wuxiang says."""
    page = {"on": "~2025-04-23", "source": "《科学导报》"}
    world.zone("yuanping", "原平经济技术开发区")
    world.zone("wuxiang", "武乡现代农业产业示范区")
    world.project("yuanping/reclaimed-water", "再生水利用工程")
    world.project("yuanping/water-plant", "净水厂项目")
    world.project("yuanping/waste-heat", "余热集中供热")
    world.project("yuanping/coke-gas", "焦炉煤气管道")
    for slug, total in (("reclaimed-water", "25359.52万元"), ("water-plant", "10796.35万元")):
        ref = f"yuanping/{slug}"
        world.say(ref, total_investment=total, stage="preparing", planned_start="预计2025年上半年", **page)
    world.say("yuanping/waste-heat", invested="3458万元", words="工程已实施。", **page)
    world.say("yuanping/coke-gas", stage="operating", length="4800米", **page)
    world.say("wuxiang", projects="67个", signed_projects="6个", signed_investment="6.11亿元", **page)
    world.say("wuxiang", next="建设二期。", **page)
    return world


@pytest.fixture
def daiwang(world: World) -> World:
    """Daiwang Road: pipes 80 % of 4 km due in May, wells done, roadbed and paving unreported, paving due in August."""
    world.zone("xiaohe", "潇河新兴产业园区")
    road = "xiaohe/daiwang-road"
    world.project(road, "代王路", category="市政", tags=["省重点", "道路"])
    world.milestone(f"{road}/pipes", "雨污水管线", "km")
    world.milestone(f"{road}/wells", "降水井", "well")
    world.milestone(f"{road}/roadbed", "路基")
    world.milestone(f"{road}/paving", "路面铺设")
    world.say(road, "2025-02", stage="started")
    world.say(road, "2025-04-14", width="50米", workers="100人左右", owner="园区管委会", leader="王某")
    world.say(f"{road}/pipes", "2025-04-14", progress="80%", quantity_total="4千米", planned_finish="预计5月份")
    world.say(f"{road}/wells", "2025-04-14", quantity="近60口")
    world.say(f"{road}/wells", "../2025-04-14", stage="completed")
    world.say(f"{road}/paving", "2025-04-14", planned_finish="2025年8月")
    return world

"""Facts as the ledger keeps them, each made in one line for the tests of this room."""

from __future__ import annotations

from zonetrack.domain import fold, measure
from zonetrack.domain.position import MilestonePosition, ProjectPosition
from zonetrack.domain.records import Fact, Milestone, Observation, Project
from zonetrack.values import when as whens
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity

PROJECT = Project("z", "p", "代王路", "代王路", "daiwang-road", "", "", "", 1)
MILESTONE = Milestone("z", "m", "p", "管线", "管线", "pipes", "km", 1)


def progress(value: str, day: str) -> Fact:
    return measure.progress(read_percent(value), whens.decode(day))


def quantity(value: str, day: str) -> Fact:
    return measure.quantity("quantity", read_quantity(value), whens.decode(day))


def whole(value: str, day: str) -> Fact:
    return measure.quantity("quantity_total", read_quantity(value), whens.decode(day))


def stage(code: str, day: str) -> Fact:
    return measure.text("stage", code, whens.decode(day))


def start(value: str, day: str) -> Fact:
    return measure.when("planned_start", whens.decode(value), whens.decode(day))


def due(value: str, day: str) -> Fact:
    return measure.when("planned_finish", whens.decode(value), whens.decode(day))


def weight(value: str, day: str = "2025-01-01") -> Fact:
    return measure.text("weight", value, whens.decode(day))


def text(name: str, value: str, day: str) -> Fact:
    return measure.text(name, value, whens.decode(day))


def total(value: str, day: str) -> Fact:
    return measure.money("total_investment", read_money(value), whens.decode(day))


def level(value: str, day: str) -> Fact:
    return measure.money("invested", read_money(value), whens.decode(day))


def ytd(value: str, day: str) -> Fact:
    return measure.money("invested", read_money(value), whens.decode(day), "ytd")


def flow(value: str, period: str) -> Fact:
    return measure.money("invested", read_money(value, negative=True), whens.decode(period), "flow")


def on_record(*facts: Fact, after: int = 0) -> list[Observation]:
    """The facts as they stand once entered in this order, one entry each, numbered from `after` + 1."""
    return [_observation(fact, seq) for seq, fact in enumerate(facts, after + 1)]


def _observation(fact: Fact, seq: int) -> Observation:
    span = fact.span
    first, last = (day.isoformat() if day else None for day in (span.first, span.last))
    return Observation(
        zone_id="z",
        id=f"o{seq}",
        project_id="p",
        milestone_id="m",
        measure=fact.measure,
        basis=fact.basis,
        day=fact.day or last or first or "",
        span_edtf=span.edtf,
        span_first=first,
        span_last=last,
        span_qualifier=span.qualifier,
        span_words=span.text,
        value=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        places=fact.places,
        words=fact.words,
        certainty=fact.certainty,
        source=fact.source,
        note=fact.note,
        flags="",
        seq=seq,
        n=1,
    )


def milestone(*facts: Fact, as_of: str | None = None, aside: bool = False) -> MilestonePosition:
    """Where a milestone stands by these facts, entered in this order."""
    return fold.fold_milestone(MILESTONE, on_record(*facts), as_of, aside=aside)


def project(*facts: Fact, milestones: tuple[MilestonePosition, ...] = (), as_of: str | None = None) -> ProjectPosition:
    """Where a project stands by these facts, entered in this order, and by its milestones."""
    return fold.fold_project(PROJECT, on_record(*facts), milestones, as_of)

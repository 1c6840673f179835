"""Domain: the folds, from the facts of a subject to its position.  Tables of these rules stand in docs/guide.md."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import investment
from zonetrack.domain.measure import (
    ASIDE,
    DONE,
    PLANS,
    STARTED,
    is_report,
    money_of,
    percent_of,
    quantity_of,
    span_of,
    when_of,
)
from zonetrack.domain.position import MilestonePosition, ProjectPosition, has_begun, is_under_way
from zonetrack.values import when as whens
from zonetrack.values.errors import Unreadable
from zonetrack.values.percent import Percent, half_up
from zonetrack.values.qualifier import ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.records import Milestone, Observation, Project
    from zonetrack.values.quantity import Quantity
    from zonetrack.values.when import When

_ORDER = attrgetter("day", "seq", "n")  # as Observation.order has it
HUNDRED = Decimal(100)
ALL_DONE = Percent(HUNDRED, HUNDRED)


class Texts(NamedTuple):
    """Who answers for a subject, and what was said of it in words; the fields are those of the positions."""

    owner: str | None
    words: str | None
    next: str | None
    problem: str | None


class Facts:
    """The facts of one subject that are true by a day, by measure, in the order in which they count."""

    def __init__(self, observations: Iterable[Observation], as_of: str | None = None) -> None:
        self.all = sorted(observations, key=_ORDER)
        self.known = self.all if as_of is None else [o for o in self.all if o.day <= as_of]
        self._by_measure: dict[str, list[Observation]] = {}
        for o in self.known:
            self._by_measure.setdefault(o.measure, []).append(o)
        for o in self.all if as_of else ():
            # A plan holds from the beginning: before the first one was typed, that first one is the best known.
            if o.measure in PLANS:
                self._by_measure.setdefault(o.measure, [o])

    def of(self, measure: str) -> list[Observation]:
        """Return the facts of `measure`, oldest first."""
        return self._by_measure.get(measure, [])

    def newest(self, measure: str) -> Observation | None:
        """Return the fact of `measure` that stands."""
        facts = self.of(measure)
        return facts[-1] if facts else None

    def text(self, measure: str) -> str | None:
        """Return the standing text of `measure`; an empty text takes an older one back."""
        fact = self.newest(measure)
        return fact.value or None if fact else None

    @property
    def texts(self) -> Texts:
        """The standing texts that projects and milestones have alike."""
        return Texts(*(self.text(measure) for measure in Texts._fields))

    def when(self, measure: str) -> When | None:
        """Return the standing date of `measure`."""
        fact = self.newest(measure)
        return when_of(fact) if fact else None

    @property
    def last_reported(self) -> str | None:
        """The day of the newest report on how far the subject is (ISO)."""
        return max((o.day for o in self.known if is_report(o.measure)), default=None)

    @property
    def newest_day(self) -> str | None:
        """The day of the newest fact of any kind (ISO)."""
        return self.all[-1].day if self.all else None

    @property
    def flags(self) -> str:
        """The rules that standing figures broke when they were accepted with a reason, parted by commas."""
        broken = {flag for facts in self._by_measure.values() for flag in facts[-1].flags.split(",") if flag}
        return ",".join(sorted(broken))


class Turns(NamedTuple):
    """The facts that say the stage of a subject, that it started, and that it is done; None where nothing says so."""

    stage: Observation | None
    started: Observation | None
    done: Observation | None


def turns(facts: Facts) -> Turns:
    """Return which facts say where a subject is in its life: the first that said so without another one against it."""
    started: Observation | None = None
    done: Observation | None = None
    for observation in facts.of("stage"):
        if observation.value in STARTED:
            started = started or observation
        elif observation.value not in ASIDE:
            started = None
        done = (done or observation) if observation.value in DONE else None
    return Turns(facts.newest("stage"), started, done)


def stage_of(facts: Facts) -> tuple[str | None, When | None, When | None]:
    """Return the stage, when the subject started and when it was done, each None where nothing says so."""
    stage, started, done = turns(facts)
    return stage.value if stage else None, _happened("started", started), _happened("completed", done)


def _happened(event: str, fact: Observation | None) -> When | None:
    """Return when an event was: the day of the fact that tells of it, or "by" that day.

    What is under way, or built, on a day began or was finished by then; only the event itself has that day as its own.
    """
    if fact is None:
        return None
    span = span_of(fact)
    return span if fact.value == event and ABOUT not in span.qualifier.split("+") else whens.by(span)


def share(done: Quantity, total: Quantity) -> Percent | None:
    """Return `done` ÷ `total` in percent, at most 100, rounded once to two decimals.

    None for units that do not compare and for an empty total.
    """
    try:
        part = done.to(total.unit).number
    except Unreadable:
        return None
    if total.number <= 0:
        return None
    value = half_up(min(part * HUNDRED / total.number, HUNDRED), 2)
    return Percent(value, value, qualifier=done.qualifier or total.qualifier)


class Extent(NamedTuple):
    """How far a subject is, in percent and in quantities; the fields are those of `MilestonePosition`."""

    progress: Percent | None
    progress_basis: str | None
    done: Quantity | None
    done_basis: str | None
    total: Quantity | None


class Plan(NamedTuple):
    """When a subject shall start and finish; the fields are those of the positions."""

    start: When | None
    due: When | None
    baseline_due: When | None
    slips: int


def extent(facts: Facts, *, done: bool) -> Extent:
    """Return progress and quantities: what was said last counts, and the other is computed from it where it can be."""
    said, counted = facts.newest("progress"), facts.newest("quantity")
    whole = facts.newest("quantity_total")
    total = quantity_of(whole) if whole else None
    quantity = quantity_of(counted) if counted else None
    basis = "reported" if quantity else None
    percent = percent_of(said) if said else None
    percent_basis = "reported" if percent else None
    if quantity and total and (said is None or (counted and counted.order > said.order)):
        computed = share(quantity, total)
        if computed:
            percent, percent_basis = computed, "quantity"
    elif percent and percent.exact and total and (counted is None or (said and said.order > counted.order)):
        part = total.number * percent.low / HUNDRED
        quantity = total._replace(number=part, qualifier=percent.qualifier or total.qualifier, text="")
        basis = "computed"
    if done:
        percent, percent_basis = ALL_DONE, "reported"
        if total and basis != "reported":
            quantity, basis = total._replace(text=""), "computed"
    return Extent(percent, percent_basis, quantity, basis, total)


def plan(facts: Facts) -> Plan:
    """Return planned start and finish, the first planned finish ever given, and how often it was put off."""
    finishes = [when_of(o) for o in facts.of("planned_finish")]
    slips = sum(1 for old, new in pairwise(finishes) if old.last and new.last and new.last > old.last)
    return Plan(
        facts.when("planned_start"), finishes[-1] if finishes else None, finishes[0] if finishes else None, slips
    )


class Binding(NamedTuple):
    """The last days (ISO) by which a subject must still finish and start; the fields are those of the positions."""

    finish_due: str | None
    start_due: str | None


def _binding(dates: Plan, *, started: bool, ended: bool) -> Binding:
    start, due = dates.start, dates.due
    finish_due = due.last.isoformat() if due and due.last and not ended else None
    start_due = start.last.isoformat() if start and start.last and not started and not ended else None
    return Binding(finish_due, start_due)


def fold_milestone(
    milestone: Milestone, observations: Iterable[Observation], as_of: str | None = None, *, aside: bool = False
) -> MilestonePosition:
    """Return where a milestone stands by all facts, or by those of days up to `as_of` (ISO).

    `aside` says that its project is paused or dropped: then no deadline binds it.
    """
    facts = Facts(observations, as_of)
    stage, started, done = stage_of(facts)
    reach = extent(facts, done=done is not None)
    dates = plan(facts)
    weight = facts.newest("weight")
    position = MilestonePosition(
        milestone.zone_id,
        milestone.project_id,
        milestone.id,
        stage=stage,
        started=started,
        done_on=done,
        **reach._asdict(),
        **dates._asdict(),
        weight=Decimal(weight.value) if weight else None,
        **facts.texts._asdict(),
        flags=facts.flags,
        last_reported=facts.last_reported,
        newest=facts.newest_day,
    )
    ended = aside or done is not None or stage in ASIDE
    return position._replace(**_binding(dates, started=is_under_way(position), ended=ended)._asdict())


def weighted(milestones: Sequence[MilestonePosition]) -> Percent | None:
    """Return Σ weight × percent ÷ Σ weight, as an interval where some are unreported, rounded once to two decimals.

    None unless every milestone that is not dropped has a weight and some are reported: no percentage is made up.
    """
    if any(m.weight is None for m in milestones) or not any(m.progress for m in milestones):
        return None
    weights = sum((m.weight or Decimal(0) for m in milestones), Decimal(0))
    if weights <= 0:
        return None
    low = sum((m.progress.low * m.weight for m in milestones if m.progress and m.weight), Decimal(0))
    high = sum(((m.progress.high if m.progress else HUNDRED) * (m.weight or 0) for m in milestones), Decimal(0))
    return Percent(half_up(low / weights, 2), half_up(high / weights, 2))


def fold_project(
    project: Project,
    observations: Iterable[Observation],
    milestones: Sequence[MilestonePosition],
    as_of: str | None = None,
) -> ProjectPosition:
    """Return where a project stands by its own facts and the positions of its milestones, all as of one day."""
    facts = Facts(observations, as_of)
    stage, started, done = stage_of(facts)
    counted = [m for m in milestones if m.stage != "dropped"]
    under_way = sum(1 for m in counted if m.done_on is None and is_under_way(m))
    finished = sum(1 for m in counted if m.done_on is not None)
    progress, basis = _progress(facts, counted, done=done is not None)
    invested = investment.fold(facts.of("invested"))
    total = facts.newest("total_investment")
    dates = plan(facts)
    begun = has_begun(progress, started) or under_way + finished > 0
    return ProjectPosition(
        project.zone_id,
        project.id,
        stage=stage,
        aside=int(stage in ASIDE),
        started=started,
        done_on=done,
        progress=progress,
        progress_basis=basis,
        milestones=len(counted),
        milestones_done=finished,
        milestones_under_way=under_way,
        total=money_of(total) if total else None,
        invested=invested.money if invested else None,
        invested_basis=invested.basis if invested else None,
        **dates._asdict(),
        unit=facts.text("unit"),
        leader=facts.text("leader"),
        **facts.texts._asdict(),
        flags=facts.flags,
        last_reported=_latest([facts.last_reported, *(m.last_reported for m in milestones)]),
        newest=_latest([facts.newest_day, *(m.newest for m in milestones)]),
        **_binding(dates, started=begun, ended=stage in ASIDE or done is not None)._asdict(),
    )


def _progress(
    facts: Facts, milestones: Sequence[MilestonePosition], *, done: bool
) -> tuple[Percent | None, str | None]:
    """A project's percentage and its basis: what was reported for it, else the weighted mean of its milestones."""
    reach = extent(facts, done=done)
    mean = weighted(milestones) if reach.progress is None else None
    return (mean, "weighted") if mean else (reach.progress, reach.progress_basis)


def _latest(days: Iterable[str | None]) -> str | None:
    return max((day for day in days if day), default=None)

"""Domain: the facts that a printed figure is made of, those that they replaced, and those that nobody gave.

One function for each kind of figure; what counts is asked of the folds, never decided here again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import investment
from zonetrack.domain.fold import turns
from zonetrack.domain.light import deadline_of
from zonetrack.domain.measure import ASIDE, is_report, series_of, when_of
from zonetrack.domain.state import items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Milestone, Observation, Project, Zone
    from zonetrack.domain.signal import Rule
    from zonetrack.domain.state import Item, MilestoneState, ProjectState


class Part(NamedTuple):
    """A project or one of its milestones, where it stands, and its facts true by a day."""

    state: ProjectState
    milestone: MilestoneState | None
    facts: Facts

    @property
    def position(self) -> ProjectPosition | MilestonePosition:
        """Where it stands."""
        return self.milestone.position if self.milestone else self.state.position

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.milestone.milestone.id if self.milestone else self.state.project.id


class Whole(NamedTuple):
    """A project and its milestones, each with its facts."""

    own: Part
    milestones: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The project first, then its milestones."""
        return (self.own, *self.milestones)


class Scope(NamedTuple):
    """What is asked about on a day: a zone with all its projects, or one project, or one milestone of it (`part`).

    `own` holds what a zone says of itself, `rule` how the ledger gives lights on that day.
    """

    zone: Zone
    as_of: date
    own: Facts | None
    wholes: Sequence[Whole]
    part: Part | None
    rule: Rule | None = None


def record_of(zone: Zone, part: Part | None) -> Zone | Project | Milestone:
    """Return the record itself: the zone where there is no part."""
    if part is None:
        return zone
    return part.milestone.milestone if part.milestone else part.state.project


def ref_of(zone: Zone, part: Part | None) -> str:
    """Return its full reference."""
    if part is None:
        return zone.slug
    return f"{part.state.ref}/{part.milestone.milestone.slug}" if part.milestone else part.state.ref


class Input(NamedTuple):
    """A fact and what became of it in a figure.

    `state` is used, superseded, left_out or not_reported (no fact); `why` a code for the rule.
    """

    part: Part | None
    measure: str
    fact: Observation | None
    state: str
    why: str = ""


def replaced(facts: Sequence[Observation]) -> list[tuple[Observation, bool]]:
    """Return facts of one measure, the newest first, and whether each stands: the last of its series does."""
    last = {series_of(fact): fact for fact in facts}
    return [(fact, last[series_of(fact)] is fact) for fact in reversed(facts)]


def standing(part: Part, measure: str, why: str = "newest") -> list[Input]:
    """Return the facts of `measure`: the newest of each series is used, those before it are superseded."""
    found = [
        Input(part, measure, fact, "used" if stands else "superseded", why if stands else "newer")
        for fact, stands in replaced(part.facts.of(measure))
    ]
    return found or [Input(part, measure, None, "not_reported")]


def demoted(inputs: Iterable[Input], state: str, why: str) -> list[Input]:
    """Return `inputs` that were used as `state`, by the rule `why`; what was not reported is left away."""
    known = [one for one in inputs if one.fact is not None]
    return [one._replace(state=state, why=why) if one.state == "used" else one for one in known]


def progress(part: Part) -> list[Input]:
    """Return what the percentage of a project's own facts, or of a milestone, is made of."""
    said = standing(part, "progress")
    done = turns(part.facts).done
    if done is not None:
        return [Input(part, "stage", done, "used", "done"), *demoted(said, "superseded", "done")]
    if part.position.progress_basis == "quantity":
        counted = [*standing(part, "quantity", "share"), *standing(part, "quantity_total", "share")]
        return [*counted, *demoted(said, "superseded", "newer")]
    return said


def quantity(part: Part) -> list[Input]:
    """Return what the quantity done, and that in all, of a milestone is made of."""
    position = part.position
    total = standing(part, "quantity_total")
    basis = getattr(position, "done_basis", "reported")
    if basis != "computed":
        return [*standing(part, "quantity"), *([one for one in total if one.fact])]
    older = demoted(standing(part, "quantity"), "superseded", "newer")
    done = turns(part.facts).done
    factor = [Input(part, "stage", done, "used", "done")] if done else standing(part, "progress", "product")
    return [*factor, *(one._replace(why="product") if one.state == "used" else one for one in total), *older]


def project_progress(whole: Whole) -> list[Input]:
    """Return what the progress of a project is made of: its own facts, weighted milestones, or milestones counted."""
    position = whole.own.position
    if position.progress_basis == "weighted":
        found = []
        for part in whole.milestones:
            inputs = [*standing(part, "weight", "weighted"), *progress(part)]
            dropped = part.position.stage == "dropped"
            found += demoted(inputs, "left_out", "dropped") if dropped else inputs
        return found
    if position.progress is None and whole.milestones:
        return milestones_done(whole)
    return progress(whole.own)


def milestones_done(whole: Whole) -> list[Input]:
    """Return for each milestone the fact that says how it is counted: done, under way or still to come."""
    return [one for part in whole.milestones for one in _node(part)]


def _node(part: Part) -> list[Input]:
    turn = turns(part.facts)
    if part.position.stage == "dropped":
        return [Input(part, "stage", turn.stage, "left_out", "dropped")]
    if turn.done:
        return [Input(part, "stage", turn.done, "used", "done")]
    for measure in ("progress", "quantity", "stage"):
        if part.facts.of(measure):
            return standing(part, measure, "not_done")
    return [Input(part, "progress", None, "not_reported")]


def nodes(wholes: Iterable[Whole]) -> list[Input]:
    """Return how a zone counts milestones; those of paused and dropped projects are left out."""
    found = []
    for whole in wholes:
        inputs = milestones_done(whole)
        found += demoted(inputs, "left_out", "aside") if whole.own.state.position.aside else inputs
    return found


def said_by_zone(own: Facts, measure: str) -> list[Input]:
    """Return what a zone says of itself."""
    return [
        Input(None, measure, fact, *(("used", "newest") if stands else ("superseded", "newer")))
        for fact, stands in replaced(own.of(measure))
    ]


def next_due(whole: Whole, as_of: date) -> list[Input]:
    """Return the plans of the next deadline to come, of a project or one of its milestones; nothing where none is."""
    today = as_of.isoformat()
    ahead = [
        (last, measure, number)
        for number, part in enumerate(whole.parts)
        for last, measure in ((part.position.finish_due, "planned_finish"), (part.position.start_due, "planned_start"))
        if last is not None and last >= today
    ]
    if not ahead:
        return []
    _, measure, number = min(ahead)
    return standing(whole.parts[number], measure, "due")


def invested(part: Part) -> list[Input]:
    """Return what became of each figure of what is invested, as the fold of domain/investment.py adds them up."""
    found = investment.account(part.facts.of("invested"))
    inputs = [Input(part, "invested", one.observation, one.state, one.rule) for one in found]
    return inputs or [Input(part, "invested", None, "not_reported")]


def money(part: Part, measure: str) -> list[Input]:
    """Return what a project's total investment, or what is invested in it, is made of."""
    return invested(part) if measure == "invested" else standing(part, measure)


def rate(part: Part) -> list[Input]:
    """Return what a project's invested ÷ total is made of; one of the two alone is left out."""
    both = [*money(part, "invested"), *money(part, "total_investment")]
    if all(one.state != "not_reported" for one in both):
        return both
    return [one._replace(state="left_out", why="alone") if one.state == "used" else one for one in both]


def summed(wholes: Iterable[Whole], of: Callable[[Part], list[Input]]) -> list[Input]:
    """Return what a sum over projects is made of; figures of paused and dropped ones are left out."""
    found = []
    for whole in wholes:
        inputs = of(whole.own)
        found += demoted(inputs, "left_out", "aside") if whole.own.state.position.aside else inputs
    return found


def counted(wholes: Iterable[Whole]) -> list[Input]:
    """Return the projects that a zone counts, each with the fact that says its stage."""
    found = []
    for whole in wholes:
        stage = turns(whole.own.facts).stage
        aside = whole.own.state.position.aside
        found.append(Input(whole.own, "stage", stage, *(("left_out", "aside") if aside else ("used", "counted"))))
    return found


def life(part: Part, which: str) -> list[Input]:
    """Return the fact that says since when something is `started` or `done`, and the stages that do not."""
    chosen = getattr(turns(part.facts), which)
    found = [
        Input(part, "stage", fact, *(("used", which) if fact is chosen else ("left_out", "other_stage")))
        for fact in reversed(part.facts.of("stage"))
    ]
    return found or [Input(part, "stage", None, "not_reported")]


def baseline(part: Part) -> list[Input]:
    """Return the first planned finish ever given, and the later ones that do not move it."""
    plans = part.facts.of("planned_finish")
    found = [Input(part, "planned_finish", fact, "left_out", "later_plan") for fact in plans[:0:-1]]
    if not plans:
        return [Input(part, "planned_finish", None, "not_reported")]
    return [Input(part, "planned_finish", plans[0], "used", "first"), *found]


def slips(part: Part) -> list[Input]:
    """Return the planned finishes in the order in which they were given, and which of them put it off."""
    found: list[Input] = []
    before = None
    for fact in part.facts.of("planned_finish"):
        last = when_of(fact).last
        later = before is not None and last is not None and last > before
        state, why = ("used", "put_off") if later else ("used", "first") if not found else ("left_out", "not_later")
        found.append(Input(part, "planned_finish", fact, state, why))
        before = last
    return found or [Input(part, "planned_finish", None, "not_reported")]


def put_off(parts: Iterable[Part]) -> list[Input]:
    """Return `slips` of all these parts; those of paused and dropped ones are left out."""
    told = [part for part in parts if part.facts.of("planned_finish")]
    found: list[Input] = []
    for part in told:
        aside = part.state.position.aside or part.position.stage in ASIDE
        found += demoted(slips(part), "left_out", "aside") if aside else slips(part)
    return found


def deadlines(items: Iterable[Item], parts: Iterable[Part]) -> list[Input]:
    """Return the plans that make items late or due soon, with the plans that they replaced."""
    by_id = {part.id: part for part in parts}
    found = []
    for item in items:
        measure = "planned_finish" if item.deadline.side == "finish" else "planned_start"
        found += standing(by_id[item.id], measure, "late" if item.deadline.days_late else "due_soon")
    return found


def items(whole: Whole, as_of: date) -> list[Item]:
    """Return what of a project is late or due soon, worst first."""
    return items_of([whole.own.state], as_of)


def light(whole: Whole, part: Part, as_of: date) -> list[Input]:
    """Return the facts that a light shows: plans that are late or near, else what was said of how far it is."""
    aside = turns(whole.own.facts).stage if whole.own.state.position.aside else None
    if aside:
        return [Input(whole.own, "stage", aside, "used", "aside")]
    turn = turns(part.facts)
    if part.milestone and part.position.stage in ("paused", "dropped"):
        return [Input(part, "stage", turn.stage, "used", "aside")]
    if part.milestone and (turn.done or deadline_of(part.position, as_of) is None):
        return _node(part)
    near = [item for item in items(whole, as_of) if part.milestone is None or item.id == part.id]
    if turn.done and not any(item.deadline.days_late for item in near):
        return [Input(part, "stage", turn.done, "used", "done")]
    if near:
        return deadlines(near, whole.parts)
    own = [one for one in standing(part, "stage") + progress(part) if one.fact]
    return own or milestones_done(whole) or [Input(part, "stage", None, "not_reported")]


def last_report(parts: Iterable[Part]) -> list[Input]:
    """Return the newest report among `parts` on how far they are."""
    reports = [(fact, part) for part in parts for fact in part.facts.known if is_report(fact.measure)]
    if not reports:
        return []
    fact, part = max(reports, key=lambda report: report[0].order)
    return [Input(part, fact.measure, fact, "used", "newest")]


def flagged(parts: Iterable[Part]) -> list[Input]:
    """Return the standing figures that broke a rule and were accepted with a reason."""
    return [
        Input(part, measure, fact, "used", "flagged")
        for part in parts
        for measure in dict.fromkeys(fact.measure for fact in part.facts.all)
        if (fact := part.facts.newest(measure)) and fact.flags
    ]


def measures(part: Part) -> list[str]:
    """Return the measures of which something stands, in the order in which they were first said."""
    return [m for m in dict.fromkeys(fact.measure for fact in part.facts.all) if part.facts.of(m)]

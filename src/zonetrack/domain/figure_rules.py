"""Domain: the rules by which figures of one project agree, a function for each; docs/guide.md lists them by name."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from zonetrack.domain import agreement, investment
from zonetrack.domain.disagreement import OVER, Clash, held, summed, written
from zonetrack.domain.fold import turns
from zonetrack.domain.measure import ASIDE, STAGES, is_refund, percent_of, when_of
from zonetrack.domain.spending import chain, plan_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zonetrack.domain.agreement import Range
    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Observation
    from zonetrack.domain.source import Part, Whole

APART = 20  # points between money and works from which on it is worth a look
_TOGETHER = timedelta(days=31)  # figures of two days no farther apart speak of one time
_RESTATED = ("words", "progress", "quantity", "invested")  # what a monthly report says anew
_ONE_DAY = timedelta(days=1)


def cumulative(facts: Sequence[Observation]) -> Iterator[Clash]:
    """A cumulative figure is the one before it and the periods between; from New Year on, the periods alone.

    A figure since the start is also that of 31 December with the one since New Year.  `facts` are of one measure,
    oldest first; where periods are missing nothing is held against anything.
    """
    standing = {(o.basis, o.span_first if o.basis == "flow" else "", o.span_last, is_refund(o)): o for o in facts}
    sums = sorted((o for o in standing.values() if o.basis in ("level", "ytd")), key=lambda o: str(o.span_last))
    flows = [o for o in standing.values() if o.basis == "flow"]
    for one in sums:
        pieces = _last_and_since(one, sums, flows) or _since_new_year(one, flows) or _year_on_opening(one, sums)
        if pieces:
            yield from held(one, pieces, summed(pieces), written(pieces))


def _last_and_since(
    one: Observation, sums: Sequence[Observation], flows: Sequence[Observation]
) -> tuple[Observation, ...]:
    """The nearest figure of the same kind before `one` from which periods lead on to it, and those periods."""
    for base in reversed(sums):
        if _year(base) == _year(one) and str(base.span_last) < str(one.span_last):
            periods = _periods(flows, _after(str(base.span_last)), str(one.span_last))
            if periods:
                return (base, *periods)
    return ()


def _year(one: Observation) -> str:
    return str(one.span_last)[:4] if one.basis == "ytd" else ""


def _since_new_year(one: Observation, flows: Sequence[Observation]) -> tuple[Observation, ...]:
    return _periods(flows, f"{_year(one)}-01-01", str(one.span_last)) if one.basis == "ytd" else ()


def _year_on_opening(one: Observation, sums: Sequence[Observation]) -> tuple[Observation, ...]:
    opening = f"{int(str(one.span_last)[:4]) - 1:04d}-12-31"
    before = [o for o in sums if o.basis == "level" and o.span_last == opening]
    year = [o for o in sums if o.basis == "ytd" and o.span_last == one.span_last]
    return (before[-1], year[-1]) if one.basis == "level" and before and year else ()


def _periods(flows: Sequence[Observation], first: str, last: str) -> tuple[Observation, ...]:
    """The periods that follow each other from `first` to exactly `last`, and what came back in that time."""
    inside = [o for o in flows if first <= str(o.span_first) and str(o.span_last) <= last]
    paid = chain([o for o in inside if not is_refund(o)], first, lambda reached: reached == last)
    return (*paid, *(o for o in inside if is_refund(o))) if paid else ()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + _ONE_DAY).isoformat()


def months(whole: Whole) -> Iterator[Clash]:
    """What is invested, cumulative, is the sum of its months."""
    return cumulative(whole.own.facts.of("invested"))


def plan_in_parts(whole: Whole) -> Iterator[Clash]:
    """The plan of a year is the sum of the plans of its parts, where those cover the year."""
    plans = whole.own.facts.of("planned_investment")
    for year, plan in {o.span_edtf: o for o in plans if len(o.span_edtf) == 4}.items():
        parts = plan_parts(plans, int(year), f"{year}-12-31")
        if parts:
            yield from held(plan, parts, summed(parts), written(parts))


def above_total(whole: Whole) -> Iterator[Clash]:
    """What is invested, and what is planned for a year, is not above the total investment."""
    facts = whole.own.facts
    total = facts.newest("total_investment")
    if total is None:
        return
    invested = _invested(facts)
    plans = {o.span_edtf: o for o in facts.of("planned_investment")}
    for spent in ([invested] if invested else []) + [[plan] for plan in plans.values()]:
        computed, figure = summed(spent), agreement.printed(total)
        if computed and figure and computed.low >= figure.range.high:
            yield Clash((total, *spent), "contradiction", written(spent), computed, figure)


def _invested(facts: Facts) -> list[Observation]:
    """The figures that what is invested is the sum of; none where one of them is taken off again."""
    parts = [part for part in investment.account(facts.of("invested")) if part.state == "used"]
    return [] if any(part.rule == "less_year_to_date" for part in parts) else [part.observation for part in parts]


def quantity(whole: Whole) -> Iterator[Clash]:
    """A percentage and a quantity said of one day agree."""
    for part in whole.parts:
        said, done, of = (part.facts.newest(m) for m in ("progress", "quantity", "quantity_total"))
        if said and done and of and said.span_last == done.span_last and done.unit == of.unit:
            yield from held(said, (done, of), _share(done, of), done.words + OVER + of.words)


def _share(part: Observation, whole: Observation) -> Range | None:
    """What part ÷ whole can be in %; the whole was planned and not measured, and so is exact."""
    one, all_ = agreement.printed(part), agreement.printed(whole)
    return agreement.share(one.range, agreement.exact(all_.number)) if one and all_ else None


def full_without_day(whole: Whole) -> Iterator[Clash]:
    """What is at 100 % has a day on which it was finished."""
    for part in whole.parts:
        said = part.facts.newest("progress")
        if said and said.value == "100" and turns(part.facts).done is None:
            yield Clash((said,), "missing")


def done_below_full(whole: Whole) -> Iterator[Clash]:
    """What was finished is not below 100 % on that day or later."""
    for part in whole.parts:
        done, said = turns(part.facts).done, part.facts.newest("progress")
        if done and said and said.day >= done.day and percent_of(said).high < 100:
            yield Clash((said, done), "contradiction")


def day_order(whole: Whole) -> Iterator[Clash]:
    """What is planned to start does so before it is finished; a milestone is due before its project; no stage twice."""
    last = whole.own.facts.newest("planned_finish")
    for part in whole.parts:
        begin, end = part.facts.newest("planned_start"), part.facts.newest("planned_finish")
        if begin and end and _is_after(begin, end):
            yield Clash((end, begin), "contradiction")
        if part.milestone and end and last and part.position.stage != "dropped" and _is_after(end, last):
            yield Clash((end, last), "contradiction")
        stages = [o for o in part.facts.of("stage") if o.value not in ASIDE]
        if len(stages) > 1 and STAGES.index(stages[-1].value) < STAGES.index(stages[-2].value):
            yield Clash((stages[-1], stages[-2]), "contradiction")


def _is_after(one: Observation, other: Observation) -> bool:
    first, last = when_of(one).first, when_of(other).last
    return first is not None and last is not None and first > last


def money_and_works(whole: Whole) -> Iterator[Clash]:
    """Money and works of about one time are no more than 20 points apart; what is finished settles its bills later."""
    facts = whole.own.facts
    said, total, spent = facts.newest("progress"), facts.newest("total_investment"), _invested(facts)
    since_start = bool(spent) and spent[0].basis == "level"
    if not (said and total and since_start) or turns(facts).done:
        return
    if abs(date.fromisoformat(said.day) - date.fromisoformat(max(o.day for o in spent))) > _TOGETHER:
        return
    works, money, of = agreement.printed(said), summed(spent), agreement.printed(total)
    computed = agreement.share(money, of.range) if money and of else None
    if works and computed and _gap(works.range, computed) > APART:
        formula = written(spent) if len(spent) == 1 else f"({written(spent)})"
        yield Clash((said, *spent, total), "unlikely", formula + OVER + total.words, computed, works)


def _gap(one: Range, other: Range) -> Fraction:
    """How far two figures are apart at the least."""
    return max(other.low - one.high, one.low - other.high, Fraction(0))


def copied(whole: Whole) -> Iterator[Clash]:
    """A monthly report says something new: not the same words and figures as the month before (与上月雷同)."""
    if whole.own.state.position.aside or turns(whole.own.facts).done:
        return
    for part in whole.parts:
        told = [o for o in part.facts.known if o.measure in _RESTATED and o.basis != "flow"]
        words = [o for o in told if o.measure == "words" and o.value]
        if not words:
            continue
        month = words[-1].day[:7]
        before = (date.fromisoformat(f"{month}-01") - _ONE_DAY).isoformat()[:7]
        now, then = ({(o.measure, o.basis): o for o in told if o.day[:7] == m} for m in (month, before))
        if then and now.keys() == then.keys() and all(now[key].value == then[key].value for key in now):
            yield Clash((*now.values(), *then.values()), "copied")


# Name → rule, in the order in which they are told.
OF_PROJECTS: dict[str, Callable[[Whole], Iterator[Clash]]] = {
    "cumulative": months,
    "plan_parts": plan_in_parts,
    "above_total": above_total,
    "quantity": quantity,
    "full_without_day": full_without_day,
    "done_below_full": done_below_full,
    "day_order": day_order,
    "money_and_works": money_and_works,
    "copied": copied,
}


def subject_of(whole: Whole, clash: Clash) -> Part:
    """Return the project or milestone that a clash is about: that of its first figure."""
    return next((part for part in whole.parts if part.id == clash.facts[0].milestone_id), whole.own)

"""Domain: the rules on entry.  What can never be is refused; what is unlikely needs a reason and is flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import investment
from zonetrack.domain.errors import RuleBroken, Unreadable
from zonetrack.domain.fold import Facts, extent, share
from zonetrack.domain.measure import ASIDE, DONE, STAGES, money_of, percent_of, quantity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.domain.records import Observation
    from zonetrack.values.money import Money
    from zonetrack.values.percent import Percent
    from zonetrack.values.quantity import Quantity

FLAGS = ("falling", "above_total")


class Breach(NamedTuple):
    """A rule that a new figure breaks: `flag` is kept with the figure, `params` fill `error.rule.<word>`."""

    flag: str
    word: str
    params: dict[str, str]


def not_in_future(observation: Observation, today: str) -> None:
    """Refuse a fact (not a plan) whose day or period has not begun by `today` (ISO).

    Raises RuleBroken.
    """
    first = observation.span_first or observation.span_last
    if observation.basis != "plan" and first is not None and first > today:
        raise RuleBroken("rule.future", day=observation.span_edtf, today=today)


def breaches(new: Observation, others: Sequence[Observation]) -> list[Breach]:
    """Return the rules that `new` breaks beside the other facts of its subject (and of its day or any other).

    A cumulative figure is compared with both neighbours in time.  Raises RuleBroken for money figures that can never
    be added up together.
    """
    if new.measure in ("progress", "quantity", "quantity_total"):
        return _extent_breaches(new, others)
    if new.measure in ("invested", "total_investment"):
        return _money_breaches(new, others)
    return _stage_breaches(new, others) if new.measure == "stage" else []


def _stage_breaches(new: Observation, others: Sequence[Observation]) -> list[Breach]:
    """A project or milestone goes on through its stages; it may be paused, dropped, and taken up again."""
    on_the_way = [o for o in others if o.measure == "stage" and o.value not in ASIDE]
    before, after = _neighbours(new, on_the_way)
    if new.value not in ASIDE:
        for earlier, later in ((before, new), (new, after)):
            if earlier and later and STAGES.index(later.value) < STAGES.index(earlier.value):
                return [_falling(new, earlier if later is new else later)]
    return []


def _neighbours(new: Observation, series: Sequence[Observation]) -> tuple[Observation | None, Observation | None]:
    """The figure that stood before `new` and the one after it; a figure of the same day stands before."""
    ordered = sorted(series, key=lambda o: o.order)
    before = [o for o in ordered if o.day <= new.day]
    after = [o for o in ordered if o.day > new.day]
    return (before[-1] if before else None), (after[0] if after else None)


def _reach(observation: Observation, facts: Facts) -> Percent | None:
    """The percentage that a progress or a quantity stands for, where one can be told."""
    if observation.measure == "progress":
        return percent_of(observation)
    whole = facts.newest("quantity_total")
    return share(quantity_of(observation), quantity_of(whole)) if whole else None


def _extent_breaches(new: Observation, others: Sequence[Observation]) -> list[Breach]:
    found = []
    facts = Facts([*others, new])
    if new.measure != "quantity_total":
        before, after = _neighbours(new, [o for o in others if o.measure in ("progress", "quantity")])
        for earlier, later in ((before, new), (new, after)):
            if earlier and later and _falls(earlier, later, facts):
                other = earlier if later is new else later
                found.append(_falling(new, other))
                break
        found = found or _below_done(new, others, facts)
    reach = extent(facts, done=False)
    counted = reach.done if reach.done_basis == "reported" else None
    if new.measure != "progress" and counted and reach.total and _exceeds(counted, reach.total):
        params = {"done": counted.text, "total": reach.total.text}
        found.append(Breach("above_total", "rule.quantity_above_total", params))
    return found


def _below_done(new: Observation, others: Sequence[Observation], facts: Facts) -> list[Breach]:
    """A figure below 100 % after the subject was reported done."""
    before, _ = _neighbours(new, [o for o in others if o.measure == "stage"])
    reach = _reach(new, facts)
    low = before is not None and before.value in DONE and reach is not None and reach.high < 100
    return [_falling(new, before)] if low and before else []


def _exceeds(done: Quantity, total: Quantity) -> bool:
    try:
        return done.to(total.unit).number > total.number
    except Unreadable:  # units that do not compare
        return False


def _falls(earlier: Observation, later: Observation, facts: Facts) -> bool:
    if earlier.measure == later.measure == "quantity" and earlier.unit == later.unit:
        return quantity_of(later).number < quantity_of(earlier).number
    one, other = _reach(earlier, facts), _reach(later, facts)
    return one is not None and other is not None and other.high < one.low


def _falling(new: Observation, other: Observation) -> Breach:
    params = {"figure": new.words, "day": new.day, "other": other.words, "other_day": other.day}
    params["entry"] = str(other.seq)
    return Breach("falling", "rule.falling" if other.day <= new.day else "rule.above_later", params)


def _money_breaches(new: Observation, others: Sequence[Observation]) -> list[Breach]:
    found = []
    figures = [o for o in others if o.measure == "invested"]
    if new.measure == "invested":
        clash = investment.straddled(new, figures)
        if clash:
            first = clash.span_first if clash.basis == "ytd" else ""
            span = clash.span_words if clash.basis == "flow" else f"{first}…{clash.span_last}"
            raise RuleBroken("rule.straddle", figure=new.words, other=clash.words, span=span)
        if new.basis != "flow" and (other := _falls_in_money(new, figures)):
            found.append(_falling(new, other))
        figures = [*figures, new]
    if not figures:
        return []
    totals = Facts(o for o in [*others, new] if o.measure == "total_investment").of("total_investment")
    sum_ = investment.fold(Facts(figures).of("invested")) if totals else None
    if sum_ and sum_.money.fen > money_of(totals[-1]).fen:
        params = {"invested": _wan(sum_.money), "total": _wan(money_of(totals[-1]))}
        found.append(Breach("above_total", "rule.invested_above_total", params))
    return found


def _falls_in_money(new: Observation, figures: Sequence[Observation]) -> Observation | None:
    """The neighbour against which a figure since the start, or since New Year within its year, falls."""
    series = [o for o in figures if o.basis == new.basis]
    if new.basis == "ytd":
        series = [o for o in series if str(o.span_last)[:4] == str(new.span_last)[:4]]
    before, after = _neighbours(new, series)
    if before and int(new.value) < _stood(new, before, figures):
        return before
    return after if after and int(after.value) < _stood(after, new, figures) else None


def _stood(new: Observation, before: Observation, figures: Sequence[Observation]) -> int:
    """What was invested just before `new` by the figures of its kind and the periods reported after them (分)."""
    known = [o for o in figures if o.basis == "flow" and o.day <= new.day and str(o.span_last) <= str(new.span_last)]
    since = [before, *(o for o in known if str(o.span_first) > str(before.span_last))]
    sum_ = investment.fold(Facts(since).of("invested"))
    return sum_.money.fen if sum_ else 0


def _wan(money: Money) -> str:
    return f"{money.amount} 万元"

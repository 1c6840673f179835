"""Domain: when something will be finished at the pace it has had, as a range, and else what is missing to tell.

`forecast` needs a day on which it began, or two reports on different days; nothing else is assumed.  There is no
forecast of cost here: what is invested by progress is no independent figure of what was spent.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.fold import HUNDRED, share, stage_of
from zonetrack.domain.measure import ASIDE, percent_of, quantity_of, span_of

if TYPE_CHECKING:
    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Observation
    from zonetrack.values.percent import Percent
    from zonetrack.values.when import When

FARTHEST = date(2100, 12, 31)  # the last day that the ledger can write down


class Report(NamedTuple):
    """How far a subject was: the fact, its percentage, and whether that was reported or is a share of a quantity."""

    fact: Observation
    percent: Percent
    basis: str

    @property
    def first(self) -> date:
        """The first day that the figure may be of."""
        return date.fromisoformat(self.fact.span_first or self.fact.day)

    @property
    def last(self) -> date:
        """The last day that the figure may be of."""
        return date.fromisoformat(self.fact.span_last or self.fact.day)


class Start(NamedTuple):
    """When a subject began, and `of`: whether that was said of itself (own) or of its project (project)."""

    when: When
    of: str


class Forecast(NamedTuple):
    """At the pace from `start` (else from the report `before`) to `now`: 100 % between `first` and `last`.

    `last` is None where the slowest pace that the figures allow reaches no end.  `days` are the fewest and the most
    days between the two ends of the pace.
    """

    first: date
    last: date | None
    now: Report
    days: tuple[int, int]
    start: Start | None = None
    before: Report | None = None


class Missing(NamedTuple):
    """Why there is no forecast.

    `why`: no_figure (nobody reported how far it is), nothing_done (0 %), no_start (neither a first day nor a second
    report), same_day, no_growth (the newest report is no higher than the one before), too_far, paused.
    """

    why: str
    now: Report | None = None


def forecast(facts: Facts, project: Facts | None = None) -> Forecast | Missing | None:
    """Return when the subject of `facts` will be finished at its pace; None where it is finished already or dropped.

    `project` are the facts of the project that a milestone belongs to: where nobody said when the milestone began,
    it began with its project at the earliest, and is counted from then.  After a stop only what came later counts.
    """
    stage, _, done = stage_of(facts)
    of_project = stage_of(project) if project else (None, None, None)
    if done or of_project[2] or "dropped" in (stage, of_project[0]):
        return None
    if "paused" in (stage, of_project[0]):
        return Missing("paused")
    known = reports(facts)
    if not known:
        return Missing("no_figure")
    now = known[-1]
    if now.percent.high <= 0:
        return Missing("nothing_done", now)
    resumed = max(filter(None, (_resumed(facts), _resumed(project) if project else None)), default=None)
    if resumed:
        known = [report for report in known if report.fact.day >= resumed]
    start = None if resumed else _start(facts, project)
    return _from_start(start, now) if start else _between(known, now)


def reports(facts: Facts) -> list[Report]:
    """Return every report on how far a subject is that gives a percentage, in the order in which they count."""
    whole = facts.newest("quantity_total")
    total = quantity_of(whole) if whole else None
    found = [Report(fact, percent_of(fact), "reported") for fact in facts.of("progress")]
    for fact in facts.of("quantity") if total else ():
        percent = share(quantity_of(fact), total) if total else None
        if percent:
            found.append(Report(fact, percent, "quantity"))
    return sorted(found, key=lambda report: report.fact.order)


def _start(facts: Facts, project: Facts | None) -> Start | None:
    """Return when the subject began, where its first possible day is known."""
    for of, known in (("own", facts), ("project", project)):
        started = stage_of(known)[1] if known else None
        if started and started.first:
            return Start(started, of)
    return None


def _resumed(facts: Facts) -> str | None:
    """Return the day (ISO) on which a stop was last over; None where there was none."""
    resumed, stopped = None, False
    for fact in facts.of("stage"):
        if stopped and fact.value not in ASIDE:
            resumed = (span_of(fact).first or date.fromisoformat(fact.day)).isoformat()
        stopped = fact.value in ASIDE
    return resumed


def _from_start(start: Start, now: Report) -> Forecast | Missing:
    earliest = start.when.first or now.first
    latest = min(start.when.last or now.first, now.first)
    fewest, most = (now.first - latest).days, (now.last - earliest).days
    if most <= 0:
        return Missing("same_day", now)
    low, high = now.percent.low, now.percent.high
    first = _after(latest, fewest * HUNDRED / high)
    last = _after(earliest, most * HUNDRED / low) if low > 0 else None
    if first is None:
        return Missing("too_far", now)
    return Forecast(max(first, now.first), last, now, (max(fewest, 0), most), start=start)


def _between(known: list[Report], now: Report) -> Forecast | Missing:
    """Forecast from the first report to the newest: a line through both."""
    before = next((report for report in known if report.last < now.first), None)
    if before is None:
        return Missing("same_day" if len(known) > 1 else "no_start", now)
    fewest, most = (now.first - before.last).days, (now.last - before.first).days
    grown_most = now.percent.high - before.percent.low
    grown_least = now.percent.low - before.percent.high
    if grown_most <= 0:
        return Missing("no_growth", now)
    first = _after(now.first, (HUNDRED - now.percent.high) * fewest / grown_most)
    last = _after(now.last, (HUNDRED - now.percent.low) * most / grown_least) if grown_least > 0 else None
    if first is None:
        return Missing("too_far", now)
    return Forecast(first, last, now, (fewest, most), before=before)


def _after(day: date, days: Decimal) -> date | None:
    """Return the day on which so many days after `day` are full; None beyond what the ledger can write down."""
    whole = int(days.to_integral_value(ROUND_CEILING))
    return day + timedelta(days=whole) if whole <= (FARTHEST - day).days else None

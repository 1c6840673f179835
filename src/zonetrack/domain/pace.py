"""Domain: 序时进度, how much of a year's plan is done beside how much of it should be by then.

All arithmetic is exact; a figure is rounded once, when it is printed: 97.158 − 83.333 is 13.8 points, not 97.2 − 83.3.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.spending import plan_parts, plans_of
from zonetrack.values.percent import Points, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Observation
    from zonetrack.domain.spending import Month, Spending

# How time is counted where no plan of parts of the year says it: by months, or by days.
COUNTED = ("month", "day")
# How the part that should be done came about; mixed: the members of a group differ.
BASES = (*COUNTED, "curve", "curve_shared", "mixed")
_HALF_MONTH = 15


class Pace(NamedTuple):
    """A plan of a year, what is done of it, and what should be by then; of a group the sums over `members`.

    `done` and `plan` in 分, `due` the exact part of the plan that should be done (分).  `basis`: month or day (time
    gone by, counted so), curve (plans of parts of the year up to that day), curve_shared (the last part is shared out
    evenly), mixed.  `members` counts the projects that report both plan and figure; `about`: a figure is not exact.
    """

    done: int
    plan: int
    due: Fraction
    basis: str
    members: int = 1
    about: bool = False

    @property
    def rate(self) -> Ratio:
        """What is done of the plan of the year."""
        return Ratio(self.done, self.plan, "about" if self.about else "")

    @property
    def elapsed(self) -> Ratio:
        """What should be done of it by then."""
        share = self.due / self.plan
        return Ratio(share.numerator, share.denominator)

    @property
    def points(self) -> Points:
        """Points ahead (above 0) or behind: done less what should be, in percent of the plan, exact."""
        exact = (self.done - self.due) * 100 / self.plan
        return Points(exact.numerator, exact.denominator)

    @property
    def of_due(self) -> Ratio | None:
        """What is done of what should be done by then; None where nothing should be."""
        if self.due <= 0:
            return None
        share = self.done / self.due
        return Ratio(share.numerator, share.denominator, "about" if self.about else "")


def elapsed(day: date, counted: str = "month") -> Fraction:
    """Return the part of its year that has gone by on `day`, counted by month or by day.

    By month, a month counts in full on its last day and half from the 15th on: 15 August is 7.5/12.
    """
    if counted == "day":
        return Fraction(day.timetuple().tm_yday, 366 if isleap(day.year) else 365)
    return _months(date(day.year, 1, 1), day) / 12


def _months(first: date, day: date) -> Fraction:
    """Months from the first day of a month to `day`, in halves."""
    whole = (day.year - first.year) * 12 + day.month - first.month
    if day.day == monthrange(day.year, day.month)[1]:
        return Fraction(whole + 1)
    return Fraction(2 * whole + 1, 2) if day.day >= _HALF_MONTH else Fraction(whole)


def pace(facts: Facts, spent: Spending, month: Month, counted: str | None = None) -> Pace | None:
    """Return the pace of a project in `month`; None unless a plan above 0 and the figure of that month are known.

    Without `counted` plans of parts of the year say what should be done, where they reach that far, else time by
    months; `counted` (month or day) takes time alone.
    """
    if spent.plan is None or spent.ytd is None or spent.plan.money.fen <= 0:
        return None
    plan, done = spent.plan.money, spent.ytd.money
    about = bool(plan.qualifier or done.qualifier)
    curve = None if counted else _curve(plans_of(facts), month)
    if curve is None:
        counted = counted or "month"
        return Pace(done.fen, plan.fen, plan.fen * elapsed(month.day, counted), counted, about=about)
    due, basis = curve
    return Pace(done.fen, plan.fen, due, basis, about=about)


def _curve(plans: Sequence[Observation], month: Month) -> tuple[Fraction, str] | None:
    """What plans of parts of the year say should be done by a day (分); a part under way is shared out evenly.

    The parts before that day must follow each other from New Year.
    """
    if month.day.isoformat() == month.last:
        exact = plan_parts(plans, month.year, month.last)
        if exact:
            return Fraction(sum(int(o.value) for o in exact)), "curve"
    year, day = f"{month.year:04d}", month.day.isoformat()
    around = [
        o
        for o in {o.span_edtf: o for o in plans}.values()
        if o.span_first and year < o.span_first <= day < str(o.span_last) <= f"{year}-12-31" and o.span_edtf != year
    ]
    for part in sorted(around, key=lambda o: (str(o.span_first), o.span_edtf), reverse=True):
        found = _with_part(plans, part, month)
        if found is not None:
            return found, "curve_shared"
    return None


def _with_part(plans: Sequence[Observation], part: Observation, month: Month) -> Fraction | None:
    """The plans before `part`, and as much of it as its time up to the day; None where those before have a gap."""
    first, last = date.fromisoformat(str(part.span_first)), date.fromisoformat(str(part.span_last))
    before: tuple[Observation, ...] = ()
    if first > date(month.year, 1, 1):
        before = plan_parts(plans, month.year, date.fromordinal(first.toordinal() - 1).isoformat())
        if not before:
            return None
    gone = Fraction((month.day - first).days + 1, (last - first).days + 1)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        gone = _months(first, month.day) / _months(first, last)
    return sum(int(o.value) for o in before) + int(part.value) * gone


def together(paces: Iterable[Pace]) -> Pace | None:
    """Return the pace of a group: Σ ÷ Σ over the members that have one, never a mean of rates; None of nobody."""
    found = list(paces)
    if not found:
        return None
    bases = {one.basis for one in found}
    return Pace(
        sum(one.done for one in found),
        sum(one.plan for one in found),
        sum((one.due for one in found), Fraction(0)),
        bases.pop() if len(bases) == 1 else "mixed",
        sum(one.members for one in found),
        any(one.about for one in found),
    )

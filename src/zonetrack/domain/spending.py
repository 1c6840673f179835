"""Domain: what was planned and spent of a project in a year, up to a month, and how each figure came about.

A figure is as somebody reported it, or it is derived by one of a few rules; where neither gives one it is None (未报).
The figure of another month never stands in for it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import is_refund, money_of
from zonetrack.values import money as moneys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zonetrack.domain.fold import Facts
    from zonetrack.domain.records import Observation
    from zonetrack.values.money import Money

_ONE_DAY = timedelta(days=1)
HOW = ("reported", "sum", "difference", "levels", "parts")


class Figure(NamedTuple):
    """An amount, exact, with the facts that it is made of.

    `how`: reported; sum (of periods that follow each other without a gap); difference (this year-to-date figure less
    that of the month before); levels (a figure since the start less that of 31 December); parts (plans of the parts of
    a year).  `off` are the facts that were taken off.
    """

    money: Money
    how: str
    facts: tuple[Observation, ...]
    off: tuple[Observation, ...] = ()


class Month(NamedTuple):
    """A month up to which figures go: its first and last day (ISO), and `day`, the newest day that anybody reached."""

    first: str
    last: str
    day: date

    @property
    def year(self) -> int:
        """The year of the plan that its figures belong to."""
        return self.day.year

    @property
    def edtf(self) -> str:
        """The month, `2025-04`."""
        return self.first[:7]

    @property
    def reached(self) -> str:
        """What its year-to-date figures reach to: the whole month, `2025-04`, or a day of it, `2025-08-15`."""
        return self.edtf if self.day.isoformat() == self.last else self.day.isoformat()

    @property
    def before(self) -> Month:
        """The month before it, whole."""
        return month_of(date.fromisoformat(self.first) - _ONE_DAY)


class Spending(NamedTuple):
    """The year of a project: planned, done in the month, done since New Year; `to_date` is the plan up to the month.

    `to_date` stands only where plans of parts of the year reach exactly to the month's last day.
    """

    plan: Figure | None
    month: Figure | None
    ytd: Figure | None
    to_date: Figure | None


def month_of(day: date) -> Month:
    """Return the month of `day`, reached up to that day."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Month(day.replace(day=1).isoformat(), last.isoformat(), day)


def newest_month(told: Iterable[Facts], as_of: date) -> Month | None:
    """Return the newest month of which any of these projects reports what was spent; None where nobody does.

    Figures of a period and since New Year count; one since the start counts where its year has an opening figure.
    """
    days = [day for facts in told for day in _reached(facts.of("invested")) if day <= as_of.isoformat()]
    return month_of(date.fromisoformat(max(days))) if days else None


def _reached(invested: Sequence[Observation]) -> list[str]:
    levels = {o.day for o in invested if o.basis == "level"}
    opened = {day for day in levels if f"{int(day[:4]) - 1}-12-31" in levels}
    return [o.day for o in invested if o.basis != "level" or o.day in opened]


def spending(facts: Facts, month: Month) -> Spending:
    """Return plan, month and year to date of a project from its own facts, as of the day those hold for.

    `month` may be an earlier one than the newest: then later figures are left aside.
    """
    invested, plans = facts.of("invested"), plans_of(facts)
    return Spending(
        planned(plans, month.year),
        _in_month(invested, month),
        year_to_date(invested, month),
        planned_to(plans, month),
    )


def plans_of(facts: Facts) -> list[Observation]:
    """Return the plans of years and their parts, oldest first.

    A plan holds from the beginning: of a period for which none was typed by the day, the first one typed later counts.
    """
    known = facts.of("planned_investment")
    periods = {o.span_edtf for o in known}
    later: dict[str, Observation] = {}
    for o in facts.all if len(facts.all) > len(facts.known) else ():
        if o.measure == "planned_investment" and o.span_edtf not in periods:
            later.setdefault(o.span_edtf, o)
    return [*known, *later.values()]


def year_to_date(invested: Sequence[Observation], month: Month) -> Figure | None:
    """Return what was spent from New Year to a month: reported; else the periods after the last such figure, or after
    New Year, if they follow each other up to the month; else the difference of two figures since the start.
    """
    new_year = f"{month.year:04d}-01-01"
    figures = [o for o in invested if o.basis == "ytd" and new_year <= o.day <= month.last]
    base = figures[-1] if figures else None
    if base and base.day >= month.first:
        return Figure(money_of(base), "reported", (base,))
    start = _after(base.day) if base else new_year
    flows = _flows(invested, start, month)
    if flows:
        return _summed(flows if base is None else (base, *flows), "sum")
    return _between_levels(invested, month)


def _between_levels(invested: Sequence[Observation], month: Month) -> Figure | None:
    levels = [o for o in invested if o.basis == "level"]
    now = [o for o in levels if month.first <= o.day <= month.last]
    then = [o for o in levels if o.day == f"{month.year - 1:04d}-12-31"]
    return _less(now[-1:], then[-1:], "levels") if now and then else None


def _in_month(invested: Sequence[Observation], month: Month) -> Figure | None:
    """What was spent in the month alone: reported, or the sum of its parts, or the difference of two figures."""
    flows = _flows(invested, month.first, month)
    if flows:
        whole = all((o.span_first, o.span_last) == (month.first, month.last) for o in flows)
        return _summed(flows, "reported" if whole else "sum")
    ytd = year_to_date(invested, month)
    if ytd is None or month.first[5:7] == "01":
        return ytd
    before = year_to_date(invested, month.before)
    return None if before is None else _less((*ytd.facts, *before.off), (*before.facts, *ytd.off), "difference")


def _flows(invested: Sequence[Observation], start: str, month: Month) -> tuple[Observation, ...]:
    """The figures of periods that follow each other from `start` into `month`, and the refunds between; () for none."""
    flows = [o for o in invested if o.basis == "flow" and start <= str(o.span_first) and str(o.span_last) <= month.last]
    newest = {(o.span_first, o.span_last, is_refund(o)): o for o in flows}
    paid = {key[:2]: o for key, o in newest.items() if not key[2]}
    found = chain(list(paid.values()), start, lambda reached: reached >= month.first)
    if not found:
        return ()
    return (*found, *(o for key, o in newest.items() if key[2] and str(o.span_last) <= str(found[-1].span_last)))


def planned(plans: Sequence[Observation], year: int) -> Figure | None:
    """Return the investment planned for a year: the newest plan of the year, else the plans of parts that make it."""
    whole = [o for o in plans if o.span_edtf == f"{year:04d}"]
    if whole:
        return Figure(money_of(whole[-1]), "reported", (whole[-1],))
    parts = plan_parts(plans, year, f"{year:04d}-12-31")
    return _summed(parts, "parts") if parts else None


def planned_to(plans: Sequence[Observation], month: Month) -> Figure | None:
    """Return the investment planned up to the last day of a month, where plans of parts reach exactly there."""
    parts = plan_parts(plans, month.year, month.last)
    return _summed(parts, "reported" if len(parts) == 1 else "parts") if parts else None


def plan_parts(plans: Sequence[Observation], year: int, last: str) -> tuple[Observation, ...]:
    """Return the plans of parts of a year that follow each other from New Year to exactly `last` (ISO); () for none.

    Where several ways lead there the one with the largest parts is taken.
    """
    new_year = f"{year:04d}-01-01"
    inside = [o for o in plans if o.span_first and new_year <= o.span_first and str(o.span_last) <= last]
    newest = {o.span_edtf: o for o in inside if o.span_edtf != f"{year:04d}"}
    return chain(list(newest.values()), new_year, lambda reached: reached == last)


def chain(
    pieces: Sequence[Observation], start: str, arrived: Callable[[str], bool], dead: set[str] | None = None
) -> tuple[Observation, ...]:
    """Return the pieces that follow each other from `start` (ISO), at least to where `arrived` says so; () for none.

    Larger pieces first; `dead` remembers days from which no way leads on.
    """
    dead = set() if dead is None else dead
    for piece in sorted((o for o in pieces if o.span_first == start), key=lambda o: str(o.span_last), reverse=True):
        following = _after(str(piece.span_last))
        rest = () if following in dead else chain(pieces, following, arrived, dead)
        if rest or arrived(str(piece.span_last)):
            return (piece, *rest)
        dead.add(following)
    return ()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + _ONE_DAY).isoformat()


def _summed(facts: Sequence[Observation], how: str) -> Figure:
    return Figure(moneys.total(money_of(o) for o in facts), how, tuple(facts))


def _less(more: Sequence[Observation], less: Sequence[Observation], how: str) -> Figure:
    taken = [money._replace(fen=-money.fen) for money in map(money_of, less)]
    return Figure(moneys.total([*map(money_of, more), *taken]), how, tuple(more), tuple(less))

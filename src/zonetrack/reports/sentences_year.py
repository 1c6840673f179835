"""Reports: sentences of papers on the plan of the year, what is done of it, and how far that is beside time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.course import pace_of
from zonetrack.report import Sentence
from zonetrack.values import money
from zonetrack.values.when import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.spending import Month
    from zonetrack.reports.sentences import Sources
    from zonetrack.values.when import When


def year(course: Course) -> tuple[Sentence, ...]:
    """Return the plan of the year, what is done of it, and the points ahead or behind; nothing where none is planned.

    What is done, and its rate, are over the projects that report both.
    """
    planned = [one for one in course.goings if one.spent.plan]
    if not planned:
        return ()
    plans = [one.spent.plan.money for one in planned if one.spent.plan]
    said = {"year": decode(f"{course.month.year:04d}"), "n": len(course.goings), "reporting": len(planned)}
    word = "year_plan" if len(planned) == len(course.goings) else "year_plan_some"
    return (Sentence(word, said | {"sum": money.total(plans)}, _of(planned, "planned_investment")), *_done(course))


def _done(course: Course) -> Iterable[Sentence]:
    compared = [one for one in course.goings if one.pace]
    pace = pace_of(compared)
    if pace is None or not course.reported:
        return
    period, sources = _so_far(course.month), _of(compared, "invested", "planned_investment")
    amounts = [one.spent.ytd.money for one in compared if one.spent.ytd]
    said = {"period": period, "n": len(compared), "sum": money.total(amounts), "rate": pace.rate}
    planned = sum(1 for one in course.goings if one.spent.plan)
    yield Sentence("year_done" if len(compared) == planned else "year_done_some", said, sources)
    points = pace.points.rounded(2)
    basis = Sentence(f"by_{pace.basis}")
    if points == 0:
        yield Sentence("pace_even", {"basis": basis}, sources)
    else:
        word = "pace_ahead" if points > 0 else "pace_behind"
        yield Sentence(word, {"basis": basis, "elapsed": pace.elapsed, "points": abs(points)}, sources)


def _so_far(month: Month) -> When:
    """New Year up to the month, or to a day of it: 2025年1—4月."""
    january = f"{month.year:04d}-01"
    if month.reached == january:
        return decode(january)
    return decode(f"{january}/{month.reached}" if month.reached == month.edtf else f"{january}-01/{month.reached}")


def _of(goings: Sequence[Going], *measures: str) -> Sources:
    return tuple((one.state.ref, measure) for one in goings for measure in measures)

"""Reports: what stands under plans beside facts: the month, how time was counted, who did not report, the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.pace import COUNTED, elapsed
from zonetrack.report import Code, Note
from zonetrack.reports.light_rules import bound
from zonetrack.values import when as whens
from zonetrack.values.percent import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.signal import Rule
    from zonetrack.domain.spending import Month
    from zonetrack.values.when import When


def reached(month: Month) -> When:
    """Return what year-to-date figures of a month reach to: the month, or a day of it."""
    return whens.decode(month.reached)


def notes(course: Course) -> list[Note]:
    """Return which month a course goes up to, how time was counted, what was derived, who is missing, and the rule."""
    if not course.goings:
        return []
    month = reached(course.month)
    if not course.reported:
        return [Note("pace_no_month", {"month": month, "n": len(course.goings)}), *_plans(course), *rule(course.rule)]
    return [
        Note("pace_month", {"month": month}),
        *_counted(course),
        *_missing(course, month),
        *_plans(course),
        *_derived(course.goings),
        *rule(course.rule),
    ]


def since_start(goings: Sequence[Going]) -> list[Note]:
    """Name those of whom no sum since the start was reported, and “since the start” is a sum of periods."""
    names = tuple(one.state.project.name for one in goings if one.state.position.invested_basis == "by_period")
    return [Note("by_period", {"n": len(names), "names": names})] if names else []


def grouped(course: Course, by: str) -> list[Note]:
    """Return what is to be known of groups: projects with several tags stand under each."""
    several = tuple(one.state.project.name for one in course.goings if len(one.state.project.tags.splitlines()) > 1)
    return [Note("pace_tags", {"n": len(several), "names": several})] if by == "tag" and several else []


def _counted(course: Course) -> Iterator[Note]:
    """How what should be done by then was told: one note for each way that was taken, with whom it was taken for."""
    found: dict[str, list[str]] = {}
    for one in course.goings:
        if one.pace:
            found.setdefault(one.pace.basis, []).append(one.state.project.name)
    for basis, names in found.items():
        if basis in COUNTED:
            share = elapsed(course.month.day, basis)
            said: dict[str, Any] = {"share": Ratio(share.numerator, share.denominator), "month": reached(course.month)}
            yield Note(f"pace_by_{basis}", said)
        else:
            yield Note(f"pace_{basis}", {"n": len(names), "names": tuple(names)})


def _missing(course: Course, month: When) -> Iterator[Note]:
    planned = [one for one in course.goings if one.spent.plan]
    silent = _names(one for one in planned if one.spent.ytd is None)
    if silent:
        yield Note("pace_silent", {"n": len(silent), "of": len(planned), "month": month, "names": silent})
    day = course.month.day.isoformat()
    earlier = _names(one for one in course.goings if one.day and one.day < day)
    if earlier:
        yield Note("pace_earlier", {"n": len(earlier), "day": course.month.day, "names": earlier})
    paced = [one for one in course.goings if one.pace]
    if len(paced) < len(course.goings):
        yield Note("pace_both" if paced else "pace_none", {"n": len(paced), "of": len(course.goings)})


def _plans(course: Course) -> Iterator[Note]:
    """Who has no plan for the year, of those that are still under way."""
    under_way = [one for one in course.goings if one.state.position.done_on is None]
    without = _names(one for one in under_way if one.spent.plan is None)
    if without:
        year = whens.decode(f"{course.month.year:04d}")
        yield Note("pace_no_plan", {"n": len(without), "of": len(under_way), "year": year, "names": without})


def _derived(goings: Sequence[Going]) -> Iterator[Note]:
    for key, name in (("plan", "plan"), ("ytd", "ytd"), ("month", "month")):
        made = _names(one for one in goings if (f := getattr(one.spent, name)) and f.how != "reported")
        if made:
            yield Note(f"pace_made_{key}", {"n": len(made), "names": made})


def _names(goings: Iterable[Going]) -> tuple[str, ...]:
    return tuple(one.state.project.name for one in goings)


def rule(found: Rule | None) -> list[Note]:
    """Return the rule of the lights: that of a preset by its own sentence, another by its measure and bounds."""
    if found is None:
        return []
    said = [Note("light_rule", {"rule": Code("sentence.preset", found.name)})] if found.name else [_own(found)]
    return [*said, *([Note("light_after", {"n": found.after})] if found.after else [])]


def _own(found: Rule) -> Note:
    said = {"measure": Code("light_measure", found.measure), "yellow": bound(found, "yellow")}
    return Note("light_rule_own", said | {"red": bound(found, "red")})

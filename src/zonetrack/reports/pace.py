"""Reports: `pace`, plan beside fact: planned, done in the month and since New Year, and how far that is beside time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from zonetrack.domain.course import groups, pace_of
from zonetrack.domain.signal import judge
from zonetrack.domain.state import sums_of
from zonetrack.report import NA, Code, Known, Report, Table
from zonetrack.reports import cells, notes, pace_notes, projects
from zonetrack.reports.columns import REPORTS, of_one_zone, where_needed
from zonetrack.reports.pace_light import why
from zonetrack.values import money as moneys
from zonetrack.values.percent import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.pace import Pace
    from zonetrack.domain.signal import Rule, Signal
    from zonetrack.domain.spending import Figure, Month
    from zonetrack.report import Column

# Columns that a page shows only where they say something: where parts of a year are planned, or lights have a rule.
_WHERE_SAID = frozenset({"to_date_rate", "signal", "why", "zone_name"})


def build(course: Course, known: Known | None, title: Mapping[str, str], as_of: date, *, by: str = "project") -> Report:
    """Return the report `pace` of a course: a row for each project, or for each group by one of `domain.course.GROUPS`.

    `title`: the `name` of the zone or project that is asked about.  Of a single project the table is a card.
    """
    single = by == "project" and len(course.goings) == 1 and bool(title)
    found = table(course, total=not single) if by == "project" else _grouped(course, by)
    said = (
        *pace_notes.notes(course),
        *pace_notes.since_start(course.goings),
        *pace_notes.grouped(course, by),
        *notes.aside(course.aside),
    )
    cards = frozenset({"pace"} if single else ())
    return Report("pace", as_of, known, (found,), said, dict(title), cards)


def table(course: Course, *, total: bool = True) -> Table:
    """Return the table `pace`: the projects of a course in their order, and their total."""
    rows = [_row(going, course) for going in course.goings]
    columns = REPORTS["pace"]["pace"]
    if len({going.state.zone.zone_id for going in course.goings}) < 2:
        columns = of_one_zone(columns)
    sums = together(course.goings, course.month, course.rule) if rows and total else None
    return Table("pace", _shown(columns, rows, course.month), rows, sums)


def _grouped(course: Course, by: str) -> Table:
    rows = []
    for name, members in groups(course.goings, by).items():
        key = key_of(name, by, members)
        own = {"id": key, "ref": key, "group": named(name, by), "projects": len(members)}
        rows.append(own | together(members, course.month, course.rule))
    total = {"projects": len(course.goings)} | together(course.goings, course.month, course.rule) if rows else None
    return Table("groups", _shown(REPORTS["pace"]["groups"], rows, course.month), rows, total)


def key_of(name: str | None, by: str, members: Sequence[Going]) -> str:
    """Return what scripts know a group by: its name, the slug of a zone, `none` where nobody said which group."""
    return members[0].state.zone.slug if by == "zone" else name or "none"


def named(name: str | None, by: str) -> Any:
    """Return the name of a group for people; NA where nobody said which group."""
    return NA if name is None else Code("stage", name) if by == "stage" else name


def _shown(columns: Iterable[Column], rows: Sequence[dict[str, Any]], month: Month) -> tuple[Column, ...]:
    """Return columns with the period that they speak of; those without anything to say in data formats only."""
    needed = where_needed(columns, rows, _WHERE_SAID)
    return tuple(column._replace(key=dated(column.key, month)) for column in needed)


def dated(key: str, month: Month) -> str:
    """Return a key that ends in @ with its period: the year of a plan, the month, or what the year to date reaches."""
    if not key.endswith("@"):
        return key
    periods = {"planned_investment@": f"{month.year:04d}", "invested_month@": month.edtf}
    return key + periods.get(key, month.reached)


def _row(going: Going, course: Course) -> dict[str, Any]:
    state, spent = going.state, going.spent
    position = state.position
    how = {f"{name}_how": _how(getattr(spent, name)) for name in ("plan", "month", "ytd")}
    amounts = {name: figure.money if figure else None for name, figure in spent._asdict().items()}
    return {
        **projects.identity(state),
        "stage": position.stage,
        "owner": position.owner,
        "unit": position.unit,
        "leader": position.leader,
        "total_investment": position.total,
        "invested": position.invested,
        "invested_basis": cells.basis(position),
        "invested_rate": cells.rate_of(position),
        **_year(amounts, going.pace, course.month),
        "to_date_rate": _ratio(spent.ytd, spent.to_date),
        **light(going.signal, course.rule, going),
        **how,
        "reached": date.fromisoformat(going.day) if going.day else NA,
        "projects_with_plan": int(spent.plan is not None),
        "projects_with_month": int(spent.month is not None),
        "projects_with_ytd": int(spent.ytd is not None),
        "projects_with_pace": int(going.pace is not None),
        "projects_with_total": int(position.total is not None),
        "projects_with_invested": int(position.invested is not None),
        "projects_with_both": int(position.total is not None and position.invested is not None),
    }


def _year(amounts: Mapping[str, Any], pace: Pace | None, month: Month) -> dict[str, Any]:
    """Return plan, month and year to date under their dated keys, and the pace; NA where it cannot be told."""
    keys = {"plan": "planned_investment@", "month": "invested_month@", "ytd": "invested_ytd@"}
    found = {dated(key, month): amounts[name] for name, key in keys.items()}
    return found | {
        dated("planned_to_date@", month): NA if amounts["to_date"] is None else amounts["to_date"],
        "plan_rate": pace.rate if pace else NA,
        "elapsed": pace.elapsed if pace else NA,
        "points": pace.points if pace else NA,
        "pace_basis": Code("pace_basis", pace.basis) if pace else NA,
    }


def _how(figure: Figure | None) -> Any:
    return Code("how", figure.how) if figure else NA


def _ratio(done: Figure | None, whole: Figure | None) -> Any:
    if done is None or whole is None or whole.money.fen <= 0:
        return NA
    return Ratio(done.money.fen, whole.money.fen, "about" if done.money.qualifier or whole.money.qualifier else "")


def light(signal: Signal | None, rule: Rule | None, going: Going | None = None) -> dict[str, Any]:
    """Return a light with the sentence why; NA where the ledger has no rule, or the rule does not reach."""
    if signal is None or rule is None:
        return {"signal": NA, "why": NA, "running": NA}
    return {"signal": signal.code, "why": why(signal, rule, going), "running": signal.run or NA}


def together(goings: Sequence[Going], month: Month, rule: Rule | None) -> dict[str, Any]:
    """Return the sums over several projects, each with how many report it; rates only over those that report both."""
    spent = [going.spent for going in goings]
    figures = {name: [f for s in spent if (f := getattr(s, name))] for name in ("plan", "month", "ytd", "to_date")}
    amounts = {name: moneys.total(f.money for f in found) if found else None for name, found in figures.items()}
    both = [s for s in spent if s.ytd and s.to_date]
    to_date = sum(s.to_date.money.fen for s in both if s.to_date)
    pace = pace_of(goings)
    missing = "no_figure" if figures["plan"] else "no_plan"
    judged = None if rule is None or rule.measure == "days_late" else judge(rule, pace, None, missing)
    return {
        **_year(amounts, pace, month),
        "to_date_rate": Ratio(sum(s.ytd.money.fen for s in both if s.ytd), to_date) if to_date > 0 else NA,
        **{key: cell for key, cell in light(judged, rule).items() if key != "running"},
        **{f"projects_with_{name}": len(figures[name]) for name in ("plan", "month", "ytd")},
        "projects_with_pace": pace.members if pace else 0,
        **projects.money(sums_of(going.state for going in goings), len(goings)),
        "invested_basis": NA,
    }

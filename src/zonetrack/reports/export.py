"""Reports: `export` and `template`, sheets that leave the office to be worked in and come back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.errors import NotFound
from zonetrack.domain.light import deadline_of
from zonetrack.domain.measure import EXTRA, STAGES
from zonetrack.domain.state import sums_of
from zonetrack.report import Column, Progress, Report, Table
from zonetrack.reports import projects
from zonetrack.reports.export_columns import BLANK, MILESTONES, PROJECTS, SHEETS, TEXTS, TO_FILL, WHERE_SAID
from zonetrack.reports.listing import names
from zonetrack.values import money as moneys
from zonetrack.values import when as whens
from zonetrack.values.span import month_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zonetrack.domain.position import MilestonePosition, ProjectPosition
    from zonetrack.domain.records import Zone
    from zonetrack.domain.state import MilestoneState, ProjectState
    from zonetrack.report import Known
    from zonetrack.values.money import Money

BLANK_ROWS = 20
CANDIDATES = 8  # names that a refusal offers
_SEPARATOR = "、"
_CHOICES = {"stage": STAGES}
_FINISH = {"finish": "due", "start": "start"}  # side of a deadline → the column of its date


class Page(NamedTuple):
    """A zone as a sheet shows it: the entry it is known at, its projects, their texts by id, and plans of the year."""

    zone: Zone
    entry: str
    states: Sequence[ProjectState]
    texts: Mapping[str, Mapping[str, str]]
    planned: Mapping[str, Money]
    to_date: Mapping[str, Mapping[str, Money]] = {}


class Periods(NamedTuple):
    """The columns of a sheet that speak of a period: the year's plan, and the month up to which money is told."""

    plan: str
    to_date: str
    day: str  # the last of that month, ISO; empty where nobody told any


def _periods(pages: Iterable[Page], as_of: date) -> Periods:
    """Return the periods of a sheet: its year, and the newest month by whose end any project told its money."""
    days = {day for page in pages for told in page.to_date.values() for day in told}
    ends = [day for day in days if date.fromisoformat(day) == month_end(int(day[:4]), int(day[5:7]))]
    last = max(ends, default="")
    return Periods(f"planned_investment@{as_of.year:04d}", f"invested_ytd@{last[:7]}", last)


def build(pages: Sequence[Page], as_of: date, known: Known | None) -> Report:
    """Return the report `export`: every project of `pages` with all that a sheet can say of it, and the milestones.

    `version` in each row names the state that the row shows, for whoever takes it in again: `yuanping#42 2025-04-30`.
    """
    periods = _periods(pages, as_of)
    rows: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for page in pages:
        version = f"{page.entry} {as_of.isoformat()}"
        for state in page.states:
            place = {"zone": page.zone.name, "version": version}
            rows.append(_project(page, state, as_of, periods) | place | {"seq": len(rows) + 1})
            steps += [_milestone(state, milestone, as_of) | place for milestone in state.milestones]
    several = len(pages) > 1
    shown = (
        column._replace(key=periods.to_date) if column.key == "invested_ytd@" else column
        for column in PROJECTS[:-2]
        if column.key != "invested_ytd@" or periods.day
    )
    columns = (*_shown(shown, rows, as_of, several), *_extras(rows), *PROJECTS[-2:])
    total = totals(pages, periods) if rows else None
    sections = [Table("projects", columns, rows, total, choices=_CHOICES)]
    if steps:
        sections.append(Table("milestones", tuple(_shown(MILESTONES, steps, as_of, several)), steps))
    title = {} if several or not pages else {"name": pages[0].zone.name}
    return Report("export", as_of, known, tuple(sections), title=title, working=True)


def template(pages: Sequence[Page], as_of: date, known: Known | None, unit: str | None = None) -> Report:
    """Return the report `template`: the open projects of `pages`, what is known of them, and columns to fill.

    `unit`: only projects whose owner or building unit has it in the name; raises NotFound where none has.  Without
    any open project the rows are empty, and all is asked for.
    """
    plan, version = f"planned_investment@{as_of.year:04d}", f"{as_of.isoformat()} template"
    rows: list[dict[str, Any]] = []
    for page in pages:
        for state in _sent(page.states, unit):
            place = {"zone": page.zone.name, "version": f"{page.entry} {version}", "seq": len(rows) + 1}
            rows.append(_known(state, page.planned.get(state.project.id), plan) | place)
    if unit and not rows:
        _refuse_unit(pages, unit)
    columns = SHEETS["template"]["projects"] if rows else BLANK
    shown = tuple(_dated(c, as_of) for c in columns if c.key != "zone" or len(pages) > 1)
    fill = frozenset(_dated(column, as_of).key for column in TO_FILL)
    table = Table("projects", shown, rows or [{"id": "", "ref": ""} for _ in range(BLANK_ROWS)], None, fill, _CHOICES)
    name = pages[0].zone.name if len(pages) == 1 else unit
    month = whens.decode(f"{as_of:%Y-%m}")
    title = {"name": name, "month": month, "unit": unit or ""} if name else {}
    return Report("template", as_of, known, (table,), title=title, working=True)


def _refuse_unit(pages: Sequence[Page], unit: str) -> None:
    """Raise NotFound with whom `unit` may mean, where there is anybody at all."""
    open_ = [state.position for page in pages for state in _sent(page.states, None)]
    found = dict.fromkeys(name for p in open_ for name in (p.owner, p.unit) if name)
    if found:
        known = list(found)
        more = "…" if len(known) > CANDIDATES else ""
        raise NotFound("export.unit", text=unit, known=_SEPARATOR.join(known[:CANDIDATES]) + more)
    if open_:
        raise NotFound("export.no_unit", text=unit)


def _sent(states: Iterable[ProjectState], unit: str | None) -> list[ProjectState]:
    """Return the projects that are neither done nor aside, of `unit` where one is given."""
    return [
        state
        for state in states
        if not state.position.aside
        and state.position.done_on is None
        and (unit is None or names(state.position.owner, unit) or names(state.position.unit, unit))
    ]


def _shown(columns: Iterable[Column], rows: Sequence[dict[str, Any]], as_of: date, several: bool) -> Iterable[Column]:
    """Return `columns` with their periods, without those of `WHERE_SAID` that say nothing."""
    for column in columns:
        needed = several if column.key == "zone" else any(row.get(column.key) for row in rows)
        if needed or column.key not in WHERE_SAID:
            yield _dated(column, as_of)


def _dated(column: Column, as_of: date) -> Column:
    """Return a column whose key ends in @ with the period that it speaks of: the year of a plan, else the month."""
    if not column.key.endswith("@"):
        return column
    return column._replace(key=column.key + f"{as_of:%Y-%m}"[: 4 if column.key.startswith("planned") else 7])


def _extras(rows: Iterable[dict[str, Any]]) -> list[Column]:
    """Return a column for each header that nobody knew when it was taken in, in the order of the projects."""
    found = dict.fromkeys(key for row in rows for key in row if key.startswith(EXTRA))
    return [Column(key, "text") for key in found]


def totals(pages: Iterable[Page], periods: Periods) -> dict[str, Any]:
    """Return the sums of money over the projects that are not paused or dropped."""
    counted = [(page, state) for page in pages for state in projects.counted(page.states)]
    planned = [page.planned[s.project.id] for page, s in counted if s.project.id in page.planned]
    money = projects.money(sums_of(state for _, state in counted), len(counted))
    since_start = [told for _, s in counted if (told := _since_start(s.position)) is not None]
    to_date = [told for page, s in counted if (told := _to_date(page, s, periods)) is not None]
    found = {periods.plan: planned, "invested": since_start} | ({periods.to_date: to_date} if periods.day else {})
    sums = {key: moneys.total(told) if told else None for key, told in found.items()}
    return {"total_investment": money["total_investment"]} | sums


def _since_start(position: ProjectPosition) -> Money | None:
    """Return what was reported as invested since the start; a sum of periods is none of that, and stands elsewhere."""
    return position.invested if position.invested_basis == "since_start" else None


def _to_date(page: Page, state: ProjectState, periods: Periods) -> Money | None:
    return page.to_date.get(state.project.id, {}).get(periods.day)


def _project(page: Page, state: ProjectState, as_of: date, periods: Periods) -> dict[str, Any]:
    """Return the row of a project; what nobody said is None, for a sheet holds no signs for it."""
    project, position = state.project, state.position
    row: dict[str, Any] = {
        "id": project.id,
        "ref": state.ref,
        "name": project.name,
        "code": project.code or None,
        "category": project.category or None,
        "tags": project.tags.replace("\n", _SEPARATOR) or None,
        "stage": position.stage,
        "owner": position.owner,
        "unit": position.unit,
        "leader": position.leader,
        "total_investment": position.total,
        periods.plan: page.planned.get(project.id),
        **({periods.to_date: _to_date(page, state, periods)} if periods.day else {}),
        "invested": _since_start(position),
        "progress": _progress(position),
        "words": position.words,
        "start": position.start,
        "started": position.started,
        "due": position.due,
        "done_on": position.done_on,
        "next": position.next,
        "problem": position.problem,
        "late": _late(position, as_of),
        **dict.fromkeys(TEXTS),
    }
    row.update(page.texts.get(project.id, ()))
    return row


def _known(state: ProjectState, planned: Money | None, plan: str) -> dict[str, Any]:
    """Return the row of a project in a sheet to fill: who it is, and what does not change from month to month."""
    project, position = state.project, state.position
    return {
        "id": project.id,
        "ref": state.ref,
        "name": project.name,
        "code": project.code or None,
        "stage": position.stage,
        "owner": position.owner,
        "leader": position.leader,
        "total_investment": position.total,
        plan: planned,
    }


def _milestone(state: ProjectState, milestone: MilestoneState, as_of: date) -> dict[str, Any]:
    """Return the row of a milestone of `state`."""
    record, position = milestone
    return {
        "id": record.id,
        "ref": f"{state.ref}/{record.slug}",
        "project": state.project.name,
        "name": record.name,
        "total": position.total,
        "done": position.done,
        "progress": _progress(position),
        "start": position.start,
        "due": position.due,
        "done_on": position.done_on,
        "weight": position.weight,
        "owner": position.owner,
        "words": position.words,
        "next": position.next,
        "problem": position.problem,
        "late": _late(position, as_of),
    }


def _progress(position: ProjectPosition | MilestonePosition) -> Progress | None:
    return None if position.progress is None else Progress(position.progress, position.progress_basis)


def _late(position: ProjectPosition | MilestonePosition, as_of: date) -> str | None:
    """Return the column of the date that has passed unmet, as `domain.light` judges; None where none has."""
    if position.finish_due is None and position.start_due is None:
        return None
    deadline = deadline_of(position, as_of, 0)
    return _FINISH[deadline.side] if deadline and deadline.days_late else None

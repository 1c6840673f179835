"""Reports: `bulletin` (通报), a month of a zone or of all in four parts of official form, tables and charts behind.

Nothing stands in it that no figure on record says: what nobody reported has no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.document import Document, Heading, Paragraph, sentences
from zonetrack.domain.light import SOON
from zonetrack.domain.measure import STAGES
from zonetrack.report import Code, Known, Report, Sentence, Table
from zonetrack.reports import annexes, due, on_record, overdue, projects, sentences_due, sentences_year, zones
from zonetrack.reports import sentences as say
from zonetrack.reports.columns import REPORTS, of_one_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from zonetrack.document import Block
    from zonetrack.domain.course import Course
    from zonetrack.domain.due import Due
    from zonetrack.domain.state import ProjectState, ZoneState
    from zonetrack.reports.indicator import Of
    from zonetrack.reports.on_record import Found
    from zonetrack.values.when import When


class Month(NamedTuple):
    """The month of a bulletin, the last day before it, and the day up to which it goes: its last, or today."""

    when: When
    eve: date
    as_of: date


def build(
    pages: Sequence[tuple[ZoneState, Sequence[ProjectState]]],
    changes: Report,
    month: Month,
    known: Known | None,
    course: Course,
    of: Sequence[Of],
    dues: Sequence[Due] = (),
) -> Document:
    """Return the bulletin of `month` on zones with all their projects, `pages`, whose items look `SOON` days ahead.

    `changes` is the report of that name since the day before the month; `course` how the year of the projects goes.
    `of` are the indicators, of which a bulletin of one zone has charts; `dues` what else is late or due soon.
    """
    found = on_record.found(pages, month.as_of, month.eve, dues)
    blocks = (
        *_overall(found, changes, month, sentences_year.year(course)),
        *_progress(pages, month),
        *_issues(found, month),
        *_next(found),
        *annexes.annexes(found, course, of, month.as_of),
    )
    title: dict[str, Any] = {"month": month.when, "name": say.scope(found.zones)}
    report = Report("bulletin", month.as_of, known, _tables(found, blocks, month), (), title)
    return Document(report, blocks, "official")


def _overall(found: Found, changes: Report, month: Month, year: Sequence[Sentence]) -> Iterator[Block]:
    counted = projects.counted(found.states)
    first = (
        say.counts(found.zones, found.late, month.as_of),
        say.stages(counted, found.zones),
        say.aside(found.states),
        *sentences_due.counts(found.dues, SOON),
    )
    yield Heading("overall")
    yield Paragraph(tuple(filter(None, first)))
    if money := (*say.money(found.zones), *year):
        yield Paragraph(money)
    yield Paragraph((say.changed(changes, month.eve, found.zones),))


def _progress(pages: Sequence[tuple[ZoneState, Sequence[ProjectState]]], month: Month) -> Iterator[Block]:
    """Yield the zones one by one; of a single zone its projects, by stage."""
    yield Heading("progress")
    if not pages:
        yield Paragraph((Sentence("no_progress"),))
    if len(pages) != 1:
        for zone, _ in pages:
            yield Heading("zone", 2, {"name": zone.zone.name})
            late = overdue.late(zone.items)
            yield Paragraph((say.counts([zone], late, month.as_of), *say.money([zone])))
        return
    ((zone, states),) = pages
    counted = projects.counted(states)
    for stage in (*STAGES, None):
        of_stage = [state for state in counted if state.position.stage == stage]
        if of_stage:
            word = "stage" if stage else "no_stage"
            yield Heading(word, 2, {"stage": Code("stage", stage or ""), "n": len(of_stage)})
        for state in of_stage:
            yield Paragraph(tuple(_on_project(state)), item=True)
    if not counted:
        yield Paragraph((Sentence("no_progress", {}, ((zone.zone.slug, "projects"),)),))


def _on_project(state: ProjectState) -> Iterator[Sentence]:
    yield Sentence("project", {"name": state.project.name}, ((state.ref, "light"),))
    for said in (say.progress(state), say.invested(state), say.words(state, "words")):
        if said is not None:
            yield said


def _issues(found: Found, month: Month) -> Iterator[Block]:
    yield Heading("issues")
    if late := found.all_late:
        yield Heading("late_items", 2, {"n": len(late)})
        yield from (Paragraph((sentences_due.late(one),), item=True) for one in late)
    if found.problems:
        yield Heading("open_problems", 2, {"n": len(found.problems)})
        yield from (Paragraph((say.problem(row),), item=True) for row in found.problems)
    if found.silent:
        yield Heading("unreported", 2, {"n": len(found.silent)})
        yield Paragraph((say.silent(found.silent, month.eve),))
    if not (late or found.problems or found.silent):
        under_way = any(state.position.done_on is None for state in projects.counted(found.states))
        word = "no_issues_reported" if under_way else "no_issues"
        yield Paragraph((Sentence(word, {}, say.of_zones(found.zones, "overdue", "last_reported")),))


def _next(found: Found) -> Iterator[Block]:
    counted = projects.counted(found.states)
    steps = [(state, said) for state in counted if (said := say.words(state, "next"))]
    yield Heading("next")
    if soon := found.all_soon:
        yield Heading("due_items", 2, {"n": len(soon), "within": SOON})
        yield from (Paragraph((sentences_due.soon(one),), item=True) for one in soon)
    if steps:
        yield Heading("steps", 2, {"n": len(steps)})
        for state, said in steps:
            named = Sentence("project", {"name": state.project.name}, ((state.ref, "light"),))
            yield Paragraph((named, said), item=True)
    if not (soon or steps):
        yield Paragraph((Sentence("no_next", {"within": SOON}, say.of_zones(found.zones, "due_soon")),))


def _tables(found: Found, blocks: tuple[Block, ...], month: Month) -> tuple[Table, ...]:
    columns = REPORTS["bulletin"]
    single = len(found.zones) == 1
    listed = of_one_zone(columns["projects"]) if single else columns["projects"]
    return (
        Table("sentences", columns["sentences"], sentences(blocks)),
        zones.table("zones", of_one_zone(columns["zones"]), found.zones, total=not single),
        projects.table("projects", listed, projects.counted(found.states), month.as_of),
        overdue.table("overdue", columns["overdue"], found.late, month.as_of, one_zone=single),
        overdue.table("due_soon", columns["due_soon"], found.soon, month.as_of, one_zone=single),
        *due.tables(found.dues, month.as_of, one_zone=single),
        Table("open_problems", columns["open_problems"], found.problems),
        Table("unreported", columns["unreported"], found.silent),
    )

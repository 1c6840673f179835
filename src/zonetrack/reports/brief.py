"""Reports: `brief`, what a deputy director reads before a meeting: three sentences, then names, on one sheet of A4.

The paper has as many rows of each list as fit onto the sheet, and its headings say how many there are; the tables of
the report behind it are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.document import Document, Grid, Heading, Paragraph, sentences
from zonetrack.domain.due import Due
from zonetrack.domain.light import SOON
from zonetrack.report import NA, Known, Report, Sentence, Table
from zonetrack.reports import document_columns, due, fitting, on_record, overdue, sentences_due, sentences_year, zones
from zonetrack.reports import sentences as say
from zonetrack.reports.columns import REPORTS, of_one_zone
from zonetrack.values.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from zonetrack.document import Block
    from zonetrack.domain.course import Course
    from zonetrack.domain.state import Item, ProjectState, ZoneState
    from zonetrack.reports.on_record import Found

WEEK = 7
_NAME_LINES, _SHORT_LINES = 3, 2  # that a name or a problem takes at most on the sheet
_LATE = (22, 9, 20, 9, 12, 15, 13)
_PROBLEM = (26, 47, 16, 11)
_ZONES = (26, 8, 16, 8, 8, 17, 17)
# The lists of the sheet: columns, and how many hundredths of its width each takes.
_SHEETS = {
    "late": (document_columns.SHEET_LATE, _LATE),
    "due": (document_columns.SHEET_DUE, _LATE),
    "problems": (document_columns.SHEET_PROBLEMS, _PROBLEM),
    "zones": (document_columns.SHEET_ZONES, _ZONES),
}
# Lines that are always taken: title and day, the three sentences on two lines each, five headings, the silent.
_SILENT, _MOST_SILENT = 3, 9
_HEADING = 2.1
_FIXED = 4.7 + 3 * 2 * 1.06 + 5 * _HEADING + _SILENT
_TOTAL = 1.1  # of a sentence among the totals, and of that on follow-ups and procedures
_HEADERS = {"late": 1.9, "due": 1.9, "problems": 1.1, "zones": 1.9}
_DAY = 30  # cells that the day of the last report takes behind a name


_Rows = dict[str, list[dict[str, Any]]]


class Since(NamedTuple):
    """What the sheet looks back to: the words for it (a day, or an entry) and its day."""

    said: date | str
    day: date


def build(
    pages: Sequence[tuple[ZoneState, Sequence[ProjectState]]],
    changes: Report,
    as_of: date,
    since: Since,
    known: Known | None,
    course: Course,
    dues: Sequence[Due] = (),
) -> Document:
    """Return the brief on zones with all their projects, `pages`, whose items look `SOON` days ahead as `dues` do.

    `changes` is the report of that name since `since`; `course` how the year of the projects goes; `dues` what else
    is late or due soon.
    """
    found = on_record.found(pages, as_of, since.day, dues)
    first = (
        say.counts(found.zones, found.late, as_of),
        say.changed(changes, since.said, found.zones),
        say.risk(found.late, found.soon, as_of, SOON, found.zones),
        *sentences_due.counts(found.dues, SOON),
    )
    totals = (*say.money(found.zones), *sentences_year.year(course))
    sheet = _sheet(found, totals, as_of)
    blocks = (Paragraph(first), *_lists(found, totals, sheet, as_of, since))
    title = {"name": found.zones[0].zone.name} if len(found.zones) == 1 else {}
    report = Report("brief", as_of, known, _tables(found, blocks, as_of), (), title)
    return Document(report, blocks, "page", large=sheet.large)


def _tables(found: Found, blocks: tuple[Block, ...], as_of: date) -> tuple[Table, ...]:
    columns = REPORTS["brief"]
    single = len(found.zones) == 1
    return (
        Table("sentences", columns["sentences"], sentences(blocks)),
        overdue.table("overdue", columns["overdue"], found.late, as_of, one_zone=single),
        overdue.table("due_soon", columns["due_soon"], found.soon, as_of, one_zone=single),
        *due.tables(found.dues, as_of, one_zone=single),
        Table("open_problems", columns["open_problems"], found.problems),
        zones.table("zones", of_one_zone(columns["zones"]), found.zones, total=not single),
        Table("unreported", columns["unreported"], found.silent),
    )


class _Sheet(NamedTuple):
    """The rows of each list that go onto the sheet, who is named as silent, and whether larger print fits, too."""

    rows: dict[str, list[dict[str, Any]]]
    named: list[dict[str, Any]]
    large: bool


def _sheet(found: Found, totals: Sequence[Sentence], as_of: date) -> _Sheet:
    """Return as many rows of each list as fit onto the sheet together; where not all do, names are kept shorter."""
    rows = _rows(found, as_of, _NAME_LINES)
    costs, room = _costs(rows, found, totals)
    if sum(map(sum, costs.values())) > room:
        rows = _rows(found, as_of, _SHORT_LINES)
        costs, room = _costs(rows, found, totals)
    most = fitting.shown(costs, room)
    taken = sum(sum(costs[key][:number]) for key, number in most.items())
    named, more = _named(found.silent, room - taken)
    large = fitting.PAGE - room + taken + more < fitting.LARGE
    return _Sheet({key: of_key[: most[key]] for key, of_key in rows.items()}, named, large)


def _rows(found: Found, as_of: date, most: int) -> _Rows:
    """Return every row of each list, names in them on at most `most` lines."""
    several = found.zones if len(found.zones) > 1 else []
    return {
        "late": [sheet_row(one, as_of, most) for one in found.all_late],
        "due": [sheet_row(one, as_of, most) for one in found.all_soon],
        "problems": [_sheet_problem(row, most) for row in found.problems],
        "zones": [zones.row(zone) | {"name": fitting.cut(zone.zone.name, _ZONES[0], 2)} for zone in several],
    }


def _costs(rows: _Rows, found: Found, totals: Sequence[Sentence]) -> tuple[dict[str, list[float]], float]:
    """Return how many lines each row takes, and how many there are for all."""
    room = fitting.PAGE - _FIXED - _TOTAL * (len(totals) + bool(found.dues)) - (_HEADING if rows["zones"] else 0)
    room -= sum(_HEADERS[key] for key, of_key in rows.items() if of_key)
    return {key: [_cost(key, row) for row in of_key] for key, of_key in rows.items()}, room


def _lists(found: Found, totals: Sequence[Sentence], sheet: _Sheet, as_of: date, since: Since) -> list[Block]:
    """Return the sections under the three sentences."""
    several = len(found.zones) if len(found.zones) > 1 else 0
    week = sum(1 for one in found.all_soon if (one.deadline.day - as_of).days <= WEEK)
    money: list[Block] = [Heading("totals"), Paragraph(tuple(totals))] if totals else []
    blocks: list[Block] = [
        *_section("late", len(found.all_late), sheet),
        *_section("due", len(found.all_soon), sheet, week=week, days=WEEK, within=SOON),
        *_section("problems", len(found.problems), sheet),
        *money,
        *(_section("zones", several, sheet) if several else []),
        _heading("silent", len(found.silent), len(sheet.named), since=since.said),
    ]
    return [*blocks, Paragraph((say.silent(sheet.named, since.said),))] if sheet.named else blocks


def _section(key: str, n: int, sheet: _Sheet, **said: object) -> Iterator[Block]:
    columns, shares = _SHEETS[key]
    rows = sheet.rows[key]
    yield _heading(key, n, len(rows), **said)
    if rows:
        yield Grid(Table(f"sheet_{key}", columns, rows), shares)


def _heading(key: str, n: int, shown: int, **said: object) -> Heading:
    """Return a heading that says how many there are, and how many of them are shown where some are not."""
    word = f"some_{key}" if shown < n else key if n else f"no_{key}"
    return Heading(word, params={"n": n, "shown": shown, **said})


def sheet_row(one: Item | Due, as_of: date, most: int = _NAME_LINES) -> dict[str, Any]:
    """Return what is late or due as a row of the sheet, of at most `most` lines."""
    row = _due_row(one, as_of) if isinstance(one, Due) else _item_row(one, as_of)
    return row | {
        "name": fitting.cut(row["name"], _LATE[0], most),
        "owner": _short(row["owner"], _LATE[5], most),
        "leader": row["leader"] if row["leader"] is NA else _short(row["leader"], _LATE[6], most),
    }


def _due_row(one: Due, as_of: date) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "name": f"{one.of} · {one.name}",
        "kind": one.kind,
        "due": one.when,
        "days_late": one.deadline.days_late,
        "days_left": (one.deadline.day - as_of).days,
        "progress": NA,
        "owner": one.owner,
        "leader": NA,
    }


def _item_row(item: Item, as_of: date) -> dict[str, Any]:
    """Return an item as a line; a project's own progress goes without the milestone reported last."""
    row = overdue.row(item, as_of)
    names = [item.state.project.name, *([item.milestone.milestone.name] if item.milestone else [])]
    progress = row["progress"]
    return row | {
        "name": " · ".join(names),
        "progress": progress and progress._replace(lead=None, lead_percent=None),
        "owner": say.owner(item),
    }


def _sheet_problem(row: Mapping[str, Any], most: int) -> dict[str, Any]:
    return {
        **row,
        "name": fitting.cut(row["name"], _PROBLEM[0], most),
        "problem": fitting.cut(" ".join(row["problem"].split()), _PROBLEM[1], _NAME_LINES, end=0),
        "owner": _short(row["owner"] or row["unit"], _PROBLEM[2], most),
        "leader": _short(row["leader"], _PROBLEM[3], most),
    }


def _short(names: str | None, share: int, most: int) -> str | None:
    return names and fitting.cut(names, share, most, end=0)


def _cost(key: str, row: Mapping[str, Any]) -> float:
    """Return how many lines a row takes."""
    columns, shares = _SHEETS[key]
    texts = [(row[c.key], share) for c, share in zip(columns, shares, strict=True) if c.kind in ("text", "names")]
    tall = [fitting.lines(text, share) if isinstance(text, str) else 1 for text, share in texts]
    when = row.get("due")
    if isinstance(when, When) and (when.qualifier or "/" in when.edtf):
        tall.append(2)  # an expected half of a year is long in English
    return max(tall) + fitting.ROW


def _named(rows: Sequence[dict[str, Any]], left: float) -> tuple[list[dict[str, Any]], float]:
    """Return as many of those who have not reported as there is room for, and how many lines more than usual they take.

    They have `_SILENT` lines, and of those that the lists `left` over as many as one still reads; each name is cut to
    one line.
    """
    line = fitting.CELLS * 0.8
    room = min(_SILENT + left, _MOST_SILENT) * line
    taken = 0.0
    named = []
    for row in rows:
        name = fitting.cut(row["name"], 60, 1)
        taken += fitting.width(name) + _DAY
        if taken > room:
            break
        named.append(row | {"name": name})
    return named, max(0.0, taken / line - _SILENT)

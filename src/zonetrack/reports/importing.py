"""Reports: `import`, what was read of which sheets, what became of it, and what could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.report import NA, Code, Note, Report, Table
from zonetrack.reports import figures
from zonetrack.reports.import_columns import IMPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zonetrack.domain.records import Observation
    from zonetrack.report import Known
    from zonetrack.values.when import When

SHOWN = 100  # rows of a table for people: a sheet of ten thousand rows is not read in a terminal


class SheetRead(NamedTuple):
    """A table of a sheet: where its header is, of which day its figures are and how that is known, its money unit.

    `state` is read, hidden, no_table, not_chosen or empty; of a sheet that was not read only that is known.
    """

    file: str
    sheet: str
    state: str
    header: str = ""
    day: When | None = None
    known_by: str = ""
    unit: str = ""
    sender: str = ""
    encoding: str = ""
    projects: int = 0
    left: int = 0


class ColumnRead(NamedTuple):
    """A column: its header, the field that it was taken for (a code), and of money its basis, period and unit.

    `doubt` says why a header that looks like a figure was kept as an extra: since, plan, forecast, twice; else empty.
    """

    file: str
    sheet: str
    column: str
    header: str
    field: str
    basis: str
    span: When | None
    unit: str
    doubt: str


class ProjectRead(NamedTuple):
    """A row that is a project or milestone: its reference, what became of it (new, changed, same), how it was found."""

    id: str
    ref: str
    name: str
    action: str
    how: str
    place: str
    facts: int


class Changed(NamedTuple):
    """A figure or a name that was another before; `old` is None where nobody had given one."""

    id: str
    ref: str
    name: str
    measure: Code
    old: Any
    new: Any
    span: When | None
    place: str


class Trouble(NamedTuple):
    """A cell that cannot be taken, or was taken in a way that should be known: what, and what to do, in words.

    `code` is the key of the words, for scripts.
    """

    place: str
    name: str
    code: str
    text: str
    hint: str


class SumRead(NamedTuple):
    """A printed sum, count or rate against its rows; verdict agrees, rounded, disagrees, unchecked."""

    place: str
    label: str
    header: str
    printed: str
    computed: str
    difference: str
    verdict: str


class LeftRow(NamedTuple):
    """A row that is no project, and what it is instead."""

    place: str
    kind: str
    text: str


class Returned(NamedTuple):
    """A unit that answers for open projects: how many, how many of them came back, how many with anything filled in.

    `state` is returned, partly, blank or missing.
    """

    unit: str
    projects: int
    returned: int
    filled: int
    files: tuple[str, ...]
    state: str


class Conflict(NamedTuple):
    """Two sheets that say different things of one figure."""

    ref: str
    name: str
    measure: Code
    place: str
    value: Any
    other_place: str
    other_value: Any


class Outcome(NamedTuple):
    """All that an import found; `same` and `unchanged` count the projects and figures that it left as they are."""

    sheets: Sequence[SheetRead]
    columns: Sequence[ColumnRead] = ()
    projects: Sequence[ProjectRead] = ()
    changes: Sequence[Changed] = ()
    problems: Sequence[Trouble] = ()
    remarks: Sequence[Trouble] = ()
    sums: Sequence[SumRead] = ()
    left: Sequence[LeftRow] = ()
    returned: Sequence[Returned] = ()
    conflicts: Sequence[Conflict] = ()
    same: int = 0
    unchanged: int = 0


def build(outcome: Outcome, as_of: date, known: Known | None, *, whole: bool) -> Report:
    """Return the report `import`; for people (not `whole`) tables end after `SHOWN` rows and say so."""
    rows = {
        "sheets": [_plain(one) | {"header": one.header or NA} for one in outcome.sheets],
        "columns": [_plain(one) | {"field": Code("import_field", one.field)} for one in outcome.columns],
        "projects": [_project(one) for one in outcome.projects if one.action != "same" or whole],
        "changes": [one._asdict() | {"project": one.ref, "span": one.span or NA} for one in outcome.changes],
        "faults": [_plain(one) for one in outcome.problems],
        "remarks": [_plain(one) for one in outcome.remarks],
        "conflicts": [_plain(one) for one in outcome.conflicts],
        "sums": [_plain(one) for one in outcome.sums if one.verdict != "agrees" or whole],
        "left": [_plain(one) for one in outcome.left],
        "returned": [_plain(one) for one in outcome.returned],
    }
    notes = [_counted(outcome)]
    if outcome.sums:
        notes.append(Note("import_sums", _verdicts(outcome.sums)))
    sections = []
    for key, columns in IMPORT.items():
        shown = rows[key]
        if not whole and len(shown) > SHOWN:
            notes.append(Note("import_shown", {"table": Code("table", key), "n": SHOWN, "of": len(shown)}))
            shown = shown[:SHOWN]
        if shown or key == "sheets" or whole:
            sections.append(Table(key, columns, shown))
    return Report("import", as_of, known, tuple(sections), tuple(notes), headed=True)


def _plain(one: Any) -> dict[str, Any]:
    """Return a row with its codes as codes, and what does not apply as such."""
    row: dict[str, Any] = one._asdict()
    for field in ("state", "known_by", "basis", "doubt", "verdict", "kind"):
        if field in row:
            row[field] = Code(f"import_{field}", row[field]) if row[field] else NA
    for field, value in row.items():
        if value in ("", None) and field not in ("value", "other_value"):
            row[field] = NA
    return {"id": row.get("place") or "", "ref": row.get("ref") or ""} | row


def _project(one: ProjectRead) -> dict[str, Any]:
    codes = {"action": Code("import_action", one.action), "how": Code("import_how", one.how)}
    return one._asdict() | {"project": one.ref} | codes


def _counted(outcome: Outcome) -> Note:
    new = sum(1 for one in outcome.projects if one.action == "new")
    changed = sum(1 for one in outcome.projects if one.action == "changed")
    return Note(
        "import_counted",
        {"new": new, "changed": changed, "same": outcome.same, "facts": sum(one.facts for one in outcome.projects)},
    )


def _verdicts(sums: Iterable[SumRead]) -> dict[str, int]:
    found = dict.fromkeys(("agrees", "rounded", "disagrees", "unchecked"), 0)
    for one in sums:
        found[one.verdict] += 1
    return {"n": sum(found.values())} | found


def value(fact: Observation | None) -> Any:
    """Return the value of a fact as reports print it; None where there is none, or where a text was taken back."""
    return None if fact is None or fact.value == "" else figures.value(fact)

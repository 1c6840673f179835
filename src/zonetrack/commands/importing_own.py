"""Commands: sheets that a ledger sent out: what they said when they left, so that only what was edited counts.

Each row names the state that it showed: `yuanping#42 2025-04-30`, in a sheet to fill with `template` behind it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zonetrack.domain import measure as measures
from zonetrack.domain.errors import Changed, Refusal
from zonetrack.intake.cells import one_line, people
from zonetrack.intake.readers import IDENTITY
from zonetrack.report import Progress
from zonetrack.values.money import Money
from zonetrack.values.number import plain
from zonetrack.values.percent import Percent, decode, encode
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zonetrack.domain.records import Fact, Observation
    from zonetrack.intake.columns import Column
    from zonetrack.intake.rows import Line, Said
    from zonetrack.intake.sheets import Source
    from zonetrack.store.db import Db

TEMPLATE = "template"
# Columns that are blank in a sheet to fill: what stands there when it comes back is a report, be it the same again.
TO_FILL = frozenset(("progress", "words", "next", "problem"))
# Texts that a cell made empty takes back; a figure is not taken back by silence.
TEXTS = frozenset(
    ("words", "next", "problem", "owner", "unit", "leader", "nature", "location", "scope", "contact", "remark", "extra")
)

Row = dict[str, Any]


class Bases:
    """The rows of sheets as they were sent out, by the version that each row names."""

    def __init__(self, db: Db, today: date, versions: Iterable[str]) -> None:
        self._db = db
        self._today = today
        self._rows: dict[str, dict[str, Row]] = {}
        for version in versions:
            self._rows[version] = self._made(version)

    def _made(self, version: str) -> dict[str, Row]:
        """Return the rows of a version by their ids; none where this ledger knows no such entry."""
        from zonetrack.api import View
        from zonetrack.store import rewind
        from zonetrack.values.when import read_when

        entry, _, rest = version.partition(" ")
        day_text = rest.partition(" ")[0]
        try:
            day = read_when(day_text, self._today, mood="fact").last or self._today
            point = rewind.point_at(self._db, entry, self._today)
        except Refusal:
            return {}
        with rewind.rewound(self._db, point.command_id) as then:
            report = View(then, day, self._today).sheet()
            return {row["id"]: row for table in report.sections for row in table.rows}

    def row(self, version: str, id_: str) -> Row | None:
        """Return what the row of a record said when it left; None where that is not known."""
        return self._rows.get(version, {}).get(id_)

    def untouched(self, source: Source, line: Line, said: Said, base: Row) -> bool:
        """Tell whether a cell still says what it said when the sheet left."""
        key = said.column.heading.key
        if line.version.endswith(TEMPLATE) and (key in TO_FILL or said.column.heading.basis in ("flow", "ytd")):
            return False
        was = [base.get(_key(fact, said.column)) for fact in said.facts]
        if not source.table.grid.sheet:
            was = [_in_csv(value) for value in was]
            return all(_same(_flat(fact), value) for fact, value in zip(said.facts, was, strict=True))
        return all(_same(fact, value) for fact, value in zip(said.facts, was, strict=True))

    @staticmethod
    def emptied(source: Source, line: Line, base: Row) -> Iterator[tuple[Column, str, bool]]:
        """Yield the columns whose cells were made empty since, with their place, and whether that takes a text back."""
        if line.version.endswith(TEMPLATE):
            return
        said = {one.column.at for one in line.said}
        troubled = {problem.place for problem in line.problems}
        for column in source.table.columns:
            key = _base_key(column, source)
            place = source.table.grid.place(line.row, column.at)
            if key is None or column.at in said or place in troubled or base.get(key) in (None, ""):
                continue
            yield column, place, column.heading.key in TEXTS

    @staticmethod
    def refuse_changed_meanwhile(line: Line, base: Row | None, fact: Fact, before: Observation | None) -> None:
        """Raise Changed where the ledger has had another figure since the sheet left that now says yet another.

        What was blank when the sheet left contradicts nothing: a unit may send its figures again, corrected.
        """
        if line.version.endswith(TEMPLATE) and (fact.measure in TO_FILL or fact.basis in ("flow", "ytd")):
            return
        found = re.match(r"[a-z0-9-]+#([0-9]+)", line.version)
        if base is None or before is None or found is None or before.seq <= int(found[1]):
            return
        raise Changed("sheet.meanwhile", text=fact.words or "—", now=before.words or "—", day=before.day)


def _base_key(column: Column, source: Source) -> str | None:
    """Return the key under which a sheet of ours has the column; None for one that it does not have."""
    heading = column.heading
    if heading.key == "extra":
        return column.measure
    if heading.key == "planned_investment":
        return f"planned_investment@{source.rows.readers.spans[column.at].edtf}"
    if (heading.key, heading.basis) == ("invested", "ytd"):
        return _to_date(source.rows.readers.spans[column.at])
    if heading.key in IDENTITY or heading.key in ("ignore", "qualifier"):
        return None
    return {"quantity_total": "total", "quantity": "done"}.get(heading.key, heading.key)


def _to_date(span: When) -> str:
    """Return the key under which a sheet of ours has money since New Year, by the month that it goes up to."""
    return f"invested_ytd@{span.last.isoformat()[:7]}" if span.last else "invested_ytd@"


def _key(fact: Fact, column: Column) -> str:
    if (fact.measure, fact.basis) == ("invested", "ytd"):
        return _to_date(fact.span)
    if fact.measure.startswith(measures.EXTRA):
        return fact.measure
    if fact.measure == "planned_investment":
        return f"planned_investment@{fact.span.edtf}"
    return {"quantity_total": "total", "quantity": "done"}.get(column.heading.key, column.heading.key)


def _in_csv(was: object) -> object:
    """Return what CSV has room for: of a date not how sure it is, of an interval not which of its ends belong to it."""
    match was:
        case When():
            return was._replace(qualifier="")
        case Progress(percent=Percent() as percent):
            return was._replace(percent=percent._replace(low_open=False, high_open=False))
        case _:
            return was


def _flat(fact: Fact) -> Fact:
    """Return a fact as a cell of CSV can say it."""
    match measures.kind_of(fact.measure):
        case "percent":
            return fact._replace(value=encode(decode(fact.value)._replace(low_open=False, high_open=False)))
        case "stage" | "when":
            return fact._replace(qualifier="", span=fact.span._replace(qualifier=""))
        case _:
            return fact


def _same(fact: Fact, was: object) -> bool:
    """Tell whether a fact says what a cell of ours said."""
    match was:
        case Money():
            return (fact.value, fact.qualifier) == (str(was.fen), was.qualifier)
        case Progress():
            return was.percent is not None and (fact.value, fact.qualifier) == (
                encode(was.percent),
                was.percent.qualifier,
            )
        case When():
            said = fact.span if fact.measure == "stage" else None
            edtf, qualifier = (said.edtf, said.qualifier) if said else (fact.value, fact.qualifier)
            return (edtf, qualifier) == (was.edtf, was.qualifier)
        case Quantity():
            return (fact.value, fact.unit, fact.qualifier) == (f"{was.number:f}", was.unit, was.qualifier)
        case Decimal():
            return fact.value == plain(was)
        case str():
            return fact.value in (was, one_line(was), people(was), was.strip())
        case _:
            return False

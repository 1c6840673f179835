"""Commands: what an import has to say: what was read, changed, refused, kept as words, and which sums do not agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.commands.telling import hint, sentence
from zonetrack.domain.errors import Ambiguous, Refusal
from zonetrack.domain.measure import EXTRA
from zonetrack.intake.grid import letters
from zonetrack.report import Code
from zonetrack.reports import importing as report
from zonetrack.reports.figures import value
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact, Subject
    from zonetrack.intake.layout import Table
    from zonetrack.intake.mapping import Map
    from zonetrack.intake.rows import Line
    from zonetrack.intake.sheets import Source, Unread

SECTIONS = ("category", "stage")  # what a section may say of its rows
EVENTS = ("started", "done_on")  # columns of days on which a stage was reached
SERIAL = 5  # digits of the number of a day
SHOWN = 20  # problems that the refusal itself names; the report has all


class Reject(NamedTuple):
    """A row that was left out, and why."""

    source: Source
    line: Line
    why: str


class Findings:
    """The findings of an import, gathered row by row."""

    def __init__(self, sources: Sequence[Source], unread: Sequence[Unread]) -> None:
        self._sources = sources
        self._unread = unread
        self._several = len({source.file for source in sources}) > 1
        self._lines: dict[int, int] = {}
        self._left: list[report.LeftRow] = []
        self._sums: list[report.SumRead] = []
        self._said: dict[tuple[str, ...], tuple[Fact, str]] = {}
        self.problems: list[report.Trouble] = []
        self.refusals: list[Refusal] = []
        self.remarks: list[report.Trouble] = []
        self.projects: list[report.ProjectRead] = []
        self.changes: list[report.Changed] = []
        self.conflicts: list[report.Conflict] = []
        self.rejects: list[Reject] = []
        self.new = self.changed = self.same = self.facts = self.unchanged = 0

    def place(self, source: Source, place: str) -> str:
        """Return the address of a cell, with the file where there are several."""
        return f"{source.file} {place}" if self._several else place

    def seen(self, source: Source) -> None:
        """Count a project row of a source."""
        self._lines[id(source)] = self._lines.get(id(source), 0) + 1

    def read(self, source: Source) -> None:
        """Take in what is known of a source once all its rows were read."""
        rows = source.rows
        self._left += [report.LeftRow(self.place(source, one.place), one.kind, one.text) for one in rows.left]
        self._sums += [report.SumRead(self.place(source, one.place), *one[1:]) for one in rows.sums.checks]

    def trouble(self, source: Source, place: str, name: str, refusal: Refusal) -> None:
        """Keep what is wrong with a cell."""
        told = report.Trouble(self.place(source, place), name, refusal.word, sentence(refusal), hint(refusal) or "")
        self.problems.append(told)
        self.refusals.append(refusal)

    def remark(self, source: Source, place: str, name: str, key: str, **params: object) -> None:
        """Keep something that was taken in and should be known all the same."""
        self.remarks.append(report.Trouble(self.place(source, place), name, key, t(f"import.{key}", **params), ""))

    def remark_on(self, source: Source, line: Line) -> None:
        """Say which cells were read in a way that a person should see: days from bare numbers, words kept as such."""
        for said in line.said:
            for fact in said.facts:
                bare = fact.words.isdecimal() and len(fact.words) == SERIAL
                if fact.measure in ("planned_start", "planned_finish") and bare:
                    self.remark(source, said.place, line.name, "serial", number=fact.words, day=fact.value)
                elif fact.measure.startswith(EXTRA) and said.column.heading.key != "extra":
                    self.remark(source, said.place, line.name, "kept", text=fact.words, header=said.column.header)

    def remark_on_map(self, sources: Iterable[Source], chosen: Map) -> None:
        """Say which headers of a map made by hand no sheet has: they may be written otherwise there."""
        known = {column.header for source in sources for column in source.table.columns}
        for header in chosen.columns:
            if header not in known:
                text = t("import.not_in_sheet", header=header)
                self.remarks.append(report.Trouble("--map", "", "not_in_sheet", text, ""))

    def rejected(self, source: Source, line: Line, why: str) -> None:
        """Keep a row for the file of those that were left out."""
        self.rejects.append(Reject(source, line, why))

    def project(self, read: report.ProjectRead) -> None:
        """Keep what became of a row."""
        self.facts += read.facts
        self.new += read.action == "new"
        self.changed += read.action == "changed"
        self.same += read.action == "same"
        self.projects.append(read)

    def clash(self, subject: Subject, fact: Fact, place: str, source: Source) -> Refusal | None:
        """Return why a figure cannot be taken that another sheet of this import gives otherwise."""
        key = (subject.id, fact.measure, fact.basis, fact.span.edtf)
        other = self._said.setdefault(key, (fact, self.place(source, place)))
        if (other[0].value, other[0].qualifier) == (fact.value, fact.qualifier):
            return None
        here = self.place(source, place)
        measure = Code("measure", fact.measure)
        values = (value(other[0]), value(fact))
        self.conflicts.append(
            report.Conflict(subject.ref, subject.record.name, measure, other[1], values[0], here, values[1])
        )
        return Ambiguous("sheet.conflict", text=fact.words, other=other[0].words, place=other[1])

    def refusal(self) -> Refusal:
        """Return what is said of an import with bad rows."""
        alike = len({refusal.word for refusal in self.refusals}) == 1
        advice = hint(self.refusals[0]) if alike else None
        told: list[str] = []
        advised = {advice}
        for one in self.problems[:SHOWN]:
            told.append(f"  {one.place}  {one.text}")
            if one.hint and not advice and one.hint not in advised:
                told += [f"    {line}" for line in one.hint.split("\n")]
                advised.add(one.hint)
        if len(self.problems) > SHOWN:
            told.append(f"  {t('import.more', n=len(self.problems) - SHOWN)}")
        lines = "\n".join(told)
        word = "import.alike" if advice else "import.bad"
        problem = Refusal(word, n=len(self.problems), lines=lines, advice=advice or "")
        problem.exit_code = max(refusal.exit_code for refusal in self.refusals)
        return problem

    def say(self, recording: Recording) -> None:
        """Say what was taken in, and what was not."""
        recording.note("echo.imported", new=self.new, changed=self.changed, same=self.same, facts=self.facts)
        assumed = next(
            (one.context.day for one in self._sources if one.context.known_by == "assumed" and not one.own), None
        )
        if assumed is not None:
            recording.note("echo.assumed", day=assumed.edtf)
        if self.rejects:
            recording.note("echo.rejected", n=len(self.rejects))
        wrong = sum(1 for one in self._sums if one.verdict == "disagrees")
        if wrong:
            recording.note("echo.sums", n=wrong)

    def outcome(self) -> report.Outcome:
        """Return everything as a report tells it."""
        sheets = [self._sheet(source) for source in self._sources]
        sheets += [report.SheetRead(one.file, one.sheet, one.why) for one in self._unread]
        columns = [read for source in self._sources for read in _columns(source)]
        return report.Outcome(
            sheets,
            columns,
            self.projects,
            self.changes,
            self.problems,
            self.remarks,
            self._sums,
            self._left,
            (),
            self.conflicts,
            self.same,
            self.unchanged,
        )

    def _sheet(self, source: Source) -> report.SheetRead:
        table, context = source.table, source.context
        rows = f"{table.top + 1}" if table.first == table.top + 1 else f"{table.top + 1}–{table.first}"
        return report.SheetRead(
            source.file,
            table.grid.sheet,
            "read",
            rows,
            context.day,
            context.known_by,
            context.unit,
            context.sender,
            table.grid.encoding,
            self._lines.get(id(source), 0),
            len(source.rows.left),
        )

    def refuse_rejects(self, session: Session, *, force: bool) -> None:
        """Raise AlreadyThere where a file stands in the place of rejected rows, unless it may be overwritten."""
        from zonetrack.commands.showing import refuse_taken

        for path in self._by_file():
            refuse_taken(path, force=force, ledger=Path(session.path()))

    def write_rejects(self, session: Session, *, force: bool) -> None:
        """Write the rejected rows of each file beside it: what stands above its table, its headers, the rows, why."""
        from zonetrack.commands.showing import write

        for path, rejects in self._by_file().items():
            write(path, _as_csv(rejects), force=force, ledger=Path(session.path()))
            session.say(t("echo.rejects", n=len(rejects), path=path))

    def _by_file(self) -> dict[Path, list[Reject]]:
        found: dict[Path, list[Reject]] = {}
        for reject in self.rejects:
            path = Path(reject.source.path)
            found.setdefault(path.with_name(f"{path.stem}.rejects.csv"), []).append(reject)
        return found


def _as_csv(rejects: Sequence[Reject]) -> bytes:
    """Return rejected rows as CSV that Excel opens and that can be taken in again once mended."""
    import csv
    import io

    from zonetrack.render.csv_ import BOM, guarded

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    last = None
    given: list[str] = []
    for reject in rejects:
        table, rows = reject.source.table, reject.source.rows
        if reject.source is not last:
            of_sections = [_of_section(one) for one in rejects if one.source is reject.source]
            given = [field for field in SECTIONS if any(said[field] for said in of_sections)]
            writer.writerows([[guarded(line)] for line in table.above])
            writer.writerows(_header(table, given))
            last = reject.source
        cells = [rows.seen(reject.line.row, column.at) for column in table.columns]
        section = _of_section(reject)
        writer.writerow([guarded(cell) for cell in (*cells, *(section[field] for field in given), reject.why)])
    return (BOM + out.getvalue()).encode()


def _header(table: Table, given: Sequence[str]) -> list[list[str]]:
    """Return the header of a table in as many rows as its deepest column has, so that it is read again as it was.

    Behind it stand the fields `given` to its rows by their section.
    """
    from zonetrack.render.csv_ import guarded

    columns = table.columns
    more = [t(f"col.{field}") for field in given]
    depth = max(len(column.path) for column in columns)
    rows = [[guarded(column.path[row]) if row < len(column.path) else "" for column in columns] for row in range(depth)]
    return [[*row, *more, t("import.why")] if number == 0 else row for number, row in enumerate(rows)]


def _of_section(reject: Reject) -> dict[str, str]:
    """Return what the section of a row says of it; nothing of a field that its table has a column for."""
    table, line = reject.source.table, reject.line
    stages = (f for said in line.said if said.column.heading.key not in EVENTS for f in said.facts)
    said = {
        "category": line.category,
        "stage": next((fact.words for fact in stages if fact.measure == "stage"), ""),
    }
    return {field: text if table.column(field) is None else "" for field, text in said.items()}


def _columns(source: Source) -> list[report.ColumnRead]:
    found = []
    for column in source.table.columns:
        heading = column.heading
        money = heading.key in ("total_investment", "planned_investment", "invested")
        unit = heading.unit or (source.context.unit if money else "")
        found.append(
            report.ColumnRead(
                source.file,
                source.table.grid.sheet,
                letters(column.at),
                column.header,
                heading.key,
                heading.basis if heading.key in ("planned_investment", "invested") else "",
                source.rows.readers.spans[column.at] if money else None,
                unit,
                heading.doubt,
            )
        )
    return found

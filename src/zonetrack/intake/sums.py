"""Intake: the sums, counts and rates that a sheet prints of itself, held against the rows that they are of.

A printed figure stands for everything that rounds to it: 301.7 is [301.65, 301.75).  A sum agrees exactly, agrees as
rounded, or disagrees by so much.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import read_stage
from zonetrack.intake.cells import exact, is_blank, one_line
from zonetrack.values.errors import Unreadable
from zonetrack.values.number import decimals, half_up, read_number
from zonetrack.values.text import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zonetrack.domain.records import Fact
    from zonetrack.intake.columns import Column
    from zonetrack.intake.grid import Grid, Value
    from zonetrack.intake.readers import Readers

ZERO = Decimal(0)
_SUMMED = frozenset(("total_investment", "planned_investment", "invested", "quantity", "quantity_total", "extra"))


class Check(NamedTuple):
    """A printed figure, what its rows make, and the verdict: agrees, rounded, disagrees, unchecked.

    `label` are the words of the row, `header` those of the column; a count of projects has no header.
    """

    place: str
    label: str
    header: str
    printed: str
    computed: str
    difference: str
    verdict: str


class _Printed(NamedTuple):
    """What a row of totals prints: its words, its place, how many projects, and by column figure and place."""

    label: str
    place: str
    projects: int | None
    figures: dict[int, tuple[Decimal, str]]


class _Scope:
    """Rows that belong together: a section, the whole table, or what came since the last subtotal."""

    def __init__(self, level: int, name: str, printed: _Printed | None = None) -> None:
        self.level = level
        self.name = name
        self.printed = printed
        self.rows = 0
        self.sums: dict[int, Decimal] = {}

    def add(self, figures: dict[int, Decimal]) -> None:
        """Take in the figures of one row."""
        self.rows += 1
        for at, number in figures.items():
            self.sums[at] = self.sums.get(at, ZERO) + number


class Sums:
    """The running sums of one table."""

    def __init__(self, grid: Grid, columns: Sequence[Column], readers: Readers) -> None:
        self.checks: list[Check] = []
        self._grid = grid
        self._readers = readers
        self._columns = {c.at: c for c in columns if _sums_up(c)}
        self._unsummed: set[int] = set()
        self._whole = _Scope(0, "")
        self._since = _Scope(0, "")  # the last section or subtotal
        self._after_total = _Scope(0, "")  # the last row of totals
        self._open: list[_Scope] = []
        self._named: dict[str, _Scope] = {}
        self._of_which: list[tuple[str, _Printed]] = []
        self._bases = _bases(columns)

    def project(self, row: int, cells: Sequence[Value], category: str, facts: Iterable[Fact]) -> None:
        """Take in a row."""
        figures = self._figures(row, cells, summing=True)
        stage = next((fact.value for fact in facts if fact.measure == "stage"), "")
        for scope in (self._whole, self._since, self._after_total, *self._open):
            scope.add(figures)
        for name in {category, *category.split("/"), stage} - {""}:
            self._named.setdefault(name, _Scope(0, name)).add(figures)

    def section(self, level: int, name: str, place: str, row: int, cells: Sequence[Value], count: int | None) -> None:
        """Begin a section; figures in its own row are the sums of what follows."""
        self._close(level)
        scope = _Scope(level, name, self._printed(name, place, row, cells, count))
        self._open.append(scope)
        self._since = _Scope(level, name)

    def total(self, label: str, place: str, row: int, cells: Sequence[Value], count: int | None, *, part: bool) -> None:
        """Check a row of totals, or keep it until its rows have come.

        `part`: a subtotal, of what came since the last one, or of the section that it opens.
        """
        printed = self._printed(label, place, row, cells, count)
        if part:
            if self._since.rows:
                self._compare(printed, self._likeliest(printed))
            elif self._open:
                self._open[-1].printed = self._open[-1].printed or printed
            self._since, self._after_total = _Scope(0, ""), _Scope(0, "")
        elif self._whole.rows:
            self._compare(printed, self._whole)
        else:
            self._whole.printed = printed

    def _likeliest(self, printed: _Printed) -> _Scope:
        """Return the rows that a subtotal may be of: since the last section or subtotal, or those of an open section.

        Where none of them makes its figures, those since the last section.
        """
        scopes = (self._since, self._after_total, *reversed(self._open))
        return next((scope for scope in scopes if self._fits(printed, scope)), self._since)

    def _fits(self, printed: _Printed, scope: _Scope) -> bool:
        summed = {at: number for at, (number, _) in printed.figures.items() if at not in self._unsummed}
        counted = printed.projects in (None, scope.rows)
        return counted and all(_rounds(scope.sums.get(at, ZERO), number) for at, number in summed.items())

    def of_which(self, name: str, place: str, row: int, cells: Sequence[Value], count: int | None) -> None:
        """Keep a row of which: the rows of that section, category or stage are known at the end."""
        self._of_which.append((name, self._printed(name, place, row, cells, count)))

    def end(self) -> None:
        """Check what waited for its rows."""
        self._close(0)
        if self._whole.printed:
            self._compare(self._whole.printed, self._whole)
        for name, printed in self._of_which:
            scope = self._named.get(name) or self._named.get(_stage(name))
            if scope:
                self._compare(printed, scope)
            else:
                self._say(printed.place, printed.label, "", "", None, "unchecked")

    def _close(self, level: int) -> None:
        """End the sections of this level and below, and check what they print."""
        while self._open and self._open[-1].level >= level:
            scope = self._open.pop()
            self._named.setdefault(scope.name, scope)
            if scope.printed:
                self._compare(scope.printed, scope)

    def _printed(self, label: str, place: str, row: int, cells: Sequence[Value], count: int | None) -> _Printed:
        figures = {at: (n, self._grid.place(row, at)) for at, n in self._figures(row, cells, summing=False).items()}
        return _Printed(one_line(label), place, count, figures)

    def _figures(self, row: int, cells: Sequence[Value], *, summing: bool) -> dict[int, Decimal]:
        """Return the plain numbers of a row; a column in which a project has words in place of one is not summed."""
        found: dict[int, Decimal] = {}
        for at in self._columns:
            value = cells[at]
            if value == "":
                continue
            number = self._number(value, row, at)
            if number is not None:
                found[at] = number
            elif summing and not (isinstance(value, str) and is_blank(value)):
                self._unsummed.add(at)
        return found

    def _number(self, value: Value, row: int, at: int) -> Decimal | None:
        if isinstance(value, bool) or (row, at) in self._grid.errors:
            return None
        if isinstance(value, int | float):
            return exact(value)
        try:
            return read_number(half_width(one_line(value)).strip("*★")) if isinstance(value, str) else None
        except Unreadable:
            return None

    def _compare(self, printed: _Printed, scope: _Scope) -> None:
        if printed.projects is not None:
            verdict = "agrees" if printed.projects == scope.rows else "disagrees"
            self._say(printed.place, printed.label, "", str(printed.projects), Decimal(scope.rows), verdict)
        for at, (number, place) in printed.figures.items():
            header = self._columns[at].header
            if at in self._unsummed:
                self._say(place, printed.label, header, f"{number:f}", None, "unchecked")
                continue
            computed = scope.sums.get(at, ZERO)
            verdict = "agrees" if computed == number else "rounded" if _rounds(computed, number) else "disagrees"
            self._say(place, printed.label, header, f"{number:f}", computed, verdict)

    def _say(self, place: str, label: str, header: str, printed: str, computed: Decimal | None, verdict: str) -> None:
        difference = "" if computed is None or not printed else f"{Decimal(printed) - computed:+f}"
        shown = "" if computed is None else f"{computed:f}"
        self.checks.append(Check(place, label, header, printed, shown, difference, verdict))

    def rate(self, row: int, cells: Sequence[Value], rate: Column) -> bool:
        """Hold a printed rate against part ÷ whole of its own row; a share (0.65) is one too.

        Returns False where it cannot be checked, for want of a column or a figure.
        """
        bases = self._bases.get(rate.heading.key)
        if bases is None:
            return False
        printed = self._number(cells[rate.at], row, rate.at)
        if printed is None and isinstance(cells[rate.at], str):
            printed = self._number(str(cells[rate.at]).strip().rstrip("%％"), row, rate.at)
        part, whole = (self._number(cells[at], row, at) for at in bases)
        if printed is None or part is None or not whole:
            return False
        percent = part * 100 / whole
        if not any(_rounds(percent, shown) or _cuts(percent, shown) for shown in (printed, printed.scaleb(2))):
            place = self._grid.place(row, rate.at)
            self._say(place, "", rate.header, f"{printed:f}", half_up(percent, 2), "disagrees")
        return True


def _sums_up(column: Column) -> bool:
    return column.heading.key in _SUMMED


def _bases(columns: Iterable[Column]) -> dict[str, tuple[int, int]]:
    """Return for each rate the places of the columns that it follows from: what is done, and of what."""
    at = {(c.heading.key, c.heading.basis): c.at for c in columns}
    plan, total = at.get(("planned_investment", "plan")), at.get(("total_investment", "level"))
    ytd, level = at.get(("invested", "ytd")), at.get(("invested", "level"))
    found = {}
    if plan is not None and ytd is not None:
        found["rate_plan"] = (ytd, plan)
    if total is not None and level is not None:
        found["rate_total"] = (level, total)
    return found


def _rounds(exact_: Decimal, printed: Decimal) -> bool:
    return half_up(exact_, decimals(printed)) == printed


def _cuts(exact_: Decimal, printed: Decimal) -> bool:
    """Tell whether `printed` is `exact_` with its last digits cut off."""
    places = decimals(printed)
    return ZERO <= exact_ - printed < Decimal(1).scaleb(-places)


def _stage(name: str) -> str:
    try:
        return read_stage(name)
    except Unreadable:
        return ""

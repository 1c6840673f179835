"""Intake: what the cells of a column say, as facts; each field has its reader, and what it cannot read it refuses."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from zonetrack.domain import measure as measures
from zonetrack.domain.measure import read_stage
from zonetrack.intake.cells import (
    STARS,
    exact,
    foreign_currency,
    is_blank,
    one_line,
    people,
    scale_of,
    shown,
    shown_date,
    shows_month,
)
from zonetrack.intake.dates import Words, ends, read_date
from zonetrack.intake.grid import GENERAL
from zonetrack.intake.layout import QUALIFIER
from zonetrack.intake.spans import spans_of, standing
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.money import Money, money_of, read_money
from zonetrack.values.number import plain, read_number
from zonetrack.values.percent import Percent, read_percent
from zonetrack.values.qualifier import CODES
from zonetrack.values.quantity import read_quantity
from zonetrack.values.text import clean, half_width, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.domain.records import Fact
    from zonetrack.intake.columns import Column
    from zonetrack.intake.context import Context
    from zonetrack.intake.grid import Grid, Value
    from zonetrack.values.when import When

    Facts = tuple[Fact, ...]

TEXT_LIMIT = 4000
_REMEMBERED = 20_000  # texts
_LAST_EXACT = 10**15  # beyond it a spreadsheet has lost digits
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,}")  # how a spreadsheet writes a long number into a CSV
IDENTITY = frozenset(("name", "code", "category", "tags", "zone", "id", "version", "milestone", "seq"))
FIGURES = frozenset(
    ("total_investment", "planned_investment", "invested", "progress", "quantity", "quantity_total", "weight")
)
RATES = frozenset(("rate_plan", "rate_total"))
_LONGEST_PERCENT = 16  # characters of a cell of 形象进度 that may be a percentage and nothing else


class Readers:
    """The readers of one table: they know its day, its units and the number formats of its cells."""

    def __init__(self, grid: Grid, columns: tuple[Column, ...], context: Context) -> None:
        self.grid = grid
        self.context = context
        self.spans = spans_of(columns, context)
        self._standing = standing(context)
        self._known: dict[tuple[int, str], Facts] = {}
        self._units = {c.at: c.heading.unit if c.heading.unit.endswith("元") else context.unit for c in columns}
        qualifiers = {c.header.removesuffix(QUALIFIER): c.at for c in columns if c.heading.key == "qualifier"}
        self._above_one: dict[int, bool] = {}  # whether bare numbers of a column are percent, as far as it was asked
        self._softened = {c.at: qualifiers[c.header] for c in columns if c.header in qualifiers}
        self._by_key: dict[str, Callable[[Column, Value, int], Facts]] = {
            **dict.fromkeys(("total_investment", "planned_investment", "invested"), self._money),
            **dict.fromkeys(("start", "due"), self._plan),
            **dict.fromkeys(("started", "done_on"), self._event),
            **dict.fromkeys(("nature", "location", "scope", "contact", "next", "problem", "remark"), self._text),
            **dict.fromkeys(("owner", "unit"), self._name),
            **dict.fromkeys(("quantity", "quantity_total"), self._quantity),
            **dict.fromkeys(("ignore", "qualifier"), lambda _column, _value, _row: ()),
            "words": self._words,
            "progress": self._progress,
            "years": self._years,
            "stage": self._stage,
            "leader": self._leader,
            "weight": self._weight,
        }

    def read(self, column: Column, value: Value, row: int) -> Facts:
        """Return the facts that a cell states; none for an empty one.  Raises Unreadable, Refusal."""
        if value == "":
            return ()
        facts = self._read(column, value, row)
        softened = self._softened.get(column.at)
        if softened is None or not facts:
            return facts
        return tuple(fact._replace(qualifier=_codes(self.grid.rows[row][softened])) for fact in facts)

    def _read(self, column: Column, value: Value, row: int) -> Facts:
        """Read a cell; texts say the same in every row: units, leaders, dates, stages are written again and again."""
        reader = self._by_key.get(column.heading.key, self.keep)
        if not isinstance(value, str):
            return reader(column, value, row)
        facts = self._known.get((column.at, value))
        if facts is None:
            facts = reader(column, value, row)
            if len(self._known) < _REMEMBERED:
                self._known[column.at, value] = facts
        return facts

    def keep(self, column: Column, value: Value, row: int) -> Facts:
        """Return the text of a cell as an extra of its project, under the words above its column."""
        text = self.seen(value, row, column.at)
        if is_blank(text):
            return ()
        return (self._said(column.measure, text, self.context.day),)

    def seen(self, value: Value, row: int, column: int) -> str:
        """Return what a person sees in a cell: a number as its format shows it, to the last digit that it has.

        Raises Refusal where a number has lost digits.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._date_seen(value, row, column) if isinstance(value, date) else shown(value)
        if abs(value) >= _LAST_EXACT:
            raise Refusal("sheet.digits_lost", text=shown(value))
        if not self.grid.formats_matter:
            return shown(value)
        scale = scale_of(self.grid.format_of(row, column))
        number = exact(value).scaleb(2 if scale.percent else -scale.power)
        return f"{plain(number)}{'%' if scale.percent else scale.unit}"

    def _date_seen(self, value: date, row: int, column: int) -> str:
        """Return what a person sees of a date: no day where its format shows none."""
        number_format = self.grid.format_of(row, column) if self.grid.formats_matter else GENERAL
        return shown_date(value, number_format) if shows_month(number_format) else shown(value)

    def stage(self, words: str) -> Facts:
        """Return the stage that words name, reached by the day of the sheet.  Raises Unreadable for other words."""
        return (measures.text("stage", read_stage(words), self._standing)._replace(words=words.strip()),)

    def _said(self, measure: str, text: str, span: When) -> Fact:
        lines = "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return measures.text(measure, clean(lines, limit=TEXT_LIMIT, lines=True), span)

    def _text(self, column: Column, value: Value, row: int) -> Facts:
        key = column.heading.key
        text = self.seen(value, row, column.at)
        if is_blank(text):
            none = key == "problem" and half_width(text).strip() in ("无", "没有", "暂无")
            return (measures.text(key, "", self.spans[column.at]),) if none else ()
        return (self._said(key, text, self.spans[column.at]),)

    def _name(self, column: Column, value: Value, row: int) -> Facts:
        text = one_line(self.seen(value, row, column.at))
        return () if is_blank(text) else (self._said(column.heading.key, text, self.spans[column.at]),)

    def _leader(self, column: Column, value: Value, row: int) -> Facts:
        text = self.seen(value, row, column.at)
        return () if is_blank(text) else (self._said("leader", people(text), self.spans[column.at]),)

    def _money(self, column: Column, value: Value, row: int) -> Facts:
        amount = self._amount(column, value, row)
        if amount is None:
            return ()
        key, basis = column.heading.key, column.heading.basis
        fact = measures.money(key, amount, self.spans[column.at], basis)
        if basis == "plan":
            fact = fact._replace(day=self.context.anchor.isoformat())
        return (fact,)

    def _amount(self, column: Column, value: Value, row: int) -> Money | None:
        unit = self._units[column.at]
        if isinstance(value, str):
            text = one_line(value).strip(STARS)
            return None if is_blank(text) else read_money(text, unit=unit or None)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unreadable("money", text=visible(shown(value)))
        number = exact(value)
        if self.grid.formats_matter:
            number_format = self.grid.format_of(row, column.at)
            currency = foreign_currency(number_format)
            if currency:
                raise Unreadable("money.foreign", text=plain(number), currency=currency)
            scale = scale_of(number_format)
            if scale.percent:
                raise Unreadable("money", text=f"{plain(number * 100)}%")
            number, unit = number.scaleb(-scale.power), scale.unit or unit
        if not unit and len(self.context.units) > 1:
            raise Refusal("sheet.two_units", text=plain(number), units="、".join(self.context.units))
        if not unit:
            raise Unreadable("money.bare", text=plain(number), number=plain(number))
        return money_of(number, unit, f"{plain(number)}{unit}")

    def _progress(self, column: Column, value: Value, row: int) -> Facts:
        percent = self._percent(column, value, row)
        return () if percent is None else (measures.progress(percent, self.spans[column.at]),)

    def _percent(self, column: Column, value: Value, row: int) -> Percent | None:
        if isinstance(value, str):
            text = one_line(value).strip(STARS)
            bare = column.heading.unit in ("%", "％")
            self._check_share(column, text)
            return None if is_blank(text) else read_percent(text.replace("..", "—") if bare else text, bare=bare)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unreadable("percent", text=visible(shown(value)))
        number = exact(value)
        # A share that a format shows as percent is a number like any other: only its format tells.
        if number and (self.grid.formats_matter or column.heading.unit not in ("%", "％")):
            percent = scale_of(self.grid.format_of(row, column.at)).percent
            number = number * 100 if percent else self._sure(column, number)
        else:
            number = self._sure(column, number)
        return read_percent(f"{plain(number)}%")

    def _sure(self, column: Column, number: Decimal) -> Decimal:
        """Return a bare number as percent; one up to 1 may be a share, unless the header or its column says %."""
        if 0 < number <= 1 and not self._in_percent(column):
            share = plain(number * 100)
            raise Refusal("sheet.share", text=plain(number), first=f"{plain(number)}%", second=f"{share}%")
        return number

    def _check_share(self, column: Column, text: str) -> None:
        """Refuse a text that may be a share: a bare number up to 1."""
        if re.fullmatch(r"[01]?\.[0-9]{1,12}|1", half_width(text)):
            self._sure(column, read_number(half_width(text)))

    def _in_percent(self, column: Column) -> bool:
        """Tell whether bare numbers of a column are surely percent: the header says so, and one of them is above 1.

        The column of our own CSV always is.  A row that numbers the columns does not count.
        """
        if column.heading.unit not in ("%", "％"):
            return False
        if column.at not in self._above_one:
            said = "%" in half_width(column.header)
            numbers = (_bare(row[column.at]) for row in self.grid.rows if column.at < len(row))
            more = any(one > 1 and one not in range(column.at + 2) for one in numbers)
            self._above_one[column.at] = more or not said
        return self._above_one[column.at]

    def _words(self, column: Column, value: Value, row: int) -> Facts:
        if not isinstance(value, str):
            return self._progress(column, value, row)
        text = one_line(value)
        if is_blank(text):
            return ()
        if len(text) <= _LONGEST_PERCENT:
            try:
                percent = read_percent(text)
            except Unreadable as problem:
                if problem.word == "percent.range":
                    raise
            else:
                return (measures.progress(percent, self.spans[column.at]),)
        return (self._said("words", value, self.spans[column.at]),)

    def _plan(self, column: Column, value: Value, row: int) -> Facts:
        measure = {"start": "planned_start", "due": "planned_finish"}[column.heading.key]
        span = self.spans[column.at]
        return self._dated(column, value, row, lambda found: measures.when(measure, found, span))

    def _event(self, column: Column, value: Value, row: int) -> Facts:
        code = {"started": "started", "done_on": "completed"}[column.heading.key]
        return self._dated(
            column, value, row, lambda found: measures.text("stage", code, found)._replace(words=found.text)
        )

    def _dated(self, column: Column, value: Value, row: int, fact_of: Callable[[When], Fact]) -> Facts:
        """Return the fact of a date; words without a figure, such as 已开工, are kept as an extra instead."""
        try:
            found = read_date(value, self.context.anchor, lambda: self._format(value, row, column))
        except Words:
            return self.keep(column, value, row)
        return () if found is None else (fact_of(found),)

    def _format(self, value: Value, row: int, column: Column) -> str:
        """Return the number format of a cell; of a day only where some format of the file says less than the day."""
        matters = self.grid.formats_matter or not isinstance(value, date)
        return self.grid.format_of(row, column.at) if matters else GENERAL

    def _years(self, column: Column, value: Value, row: int) -> Facts:
        try:
            found = read_date(value, self.context.anchor, lambda: self._format(value, row, column))
        except Words:
            return self.keep(column, value, row)
        except Unreadable as problem:
            if problem.word != "when":
                raise
            return self.keep(column, value, row)  # 24个月 is a length of time, and no date
        if found is None:
            return ()
        pair = zip(("planned_start", "planned_finish"), ends(found), strict=True)
        return tuple(measures.when(measure, end, self.spans[column.at]) for measure, end in pair if end is not None)

    def _stage(self, column: Column, value: Value, row: int) -> Facts:
        text = one_line(shown(value)).strip(STARS)
        if is_blank(text):
            return ()
        try:
            return self.stage(text)
        except Unreadable:
            return self.keep(column, value, row)

    def _quantity(self, column: Column, value: Value, row: int) -> Facts:
        text = one_line(self.seen(value, row, column.at)).strip(STARS)
        if is_blank(text):
            return ()
        quantity = read_quantity(text, unit=column.heading.unit or None)
        return (measures.quantity(column.heading.key, quantity, self.spans[column.at]),)

    def _weight(self, column: Column, value: Value, row: int) -> Facts:
        text = self.seen(value, row, column.at)
        if is_blank(text):
            return ()
        number = read_number(text)
        if number <= 0:
            raise Unreadable("milestone.weight", text=visible(text))
        return (measures.text("weight", plain(number), self.spans[column.at]),)


def _bare(value: Value) -> Decimal:
    """Return the number of a cell without a sign behind it, 0 for any other cell."""
    if isinstance(value, str):
        text = half_width(value).strip()
        return read_number(text) if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,12})?", text) else Decimal(0)
    return Decimal(0) if isinstance(value, bool) or not isinstance(value, int | float) else exact(value)


def _codes(value: Value) -> str:
    """Return the codes in a column of qualifiers of our CSV.  Raises Unreadable for what is none."""
    text = shown(value).strip()
    if not set(text.split("+")) <= {"", *CODES}:
        raise Unreadable("whole.value", text=visible(text))
    return text


def identity(value: Value) -> str:
    """Return the text of a cell that says what a project is, on one line; empty where it says nothing.

    Raises Refusal where a number has lost digits: a code kept as a number.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _LAST_EXACT:
        raise Refusal("sheet.digits_lost", text=shown(value))
    if isinstance(value, str) and _ROUNDED.fullmatch(value.strip()):
        raise Refusal("sheet.digits_lost", text=visible(value.strip()))
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    text = one_line(shown(value))
    return "" if is_blank(text) else text

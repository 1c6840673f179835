"""Values: a date as people say it, with its words, its first and last day, and the day it was said on."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from datetime import date, timedelta
from typing import Literal, NamedTuple

from zonetrack.values import span
from zonetrack.values.errors import AmbiguousDate, Unreadable
from zonetrack.values.qualifier import ABOUT, BEFORE, EXPECTED, join, peel
from zonetrack.values.text import clean, half_width, has_han, visible

Mood = Literal["plan", "fact"]
_YEARS_AWAY = 8  # far enough to find another 29 February
_PLANS = ("十二五", "十三五", "十四五", "十五五")
_HAN_DIGITS = "〇零一二三四五六七八九"


class When(NamedTuple):
    """A day or a span of days.  `first` and `last` are days (None: open end); a deadline is its last day.

    `precision`: day, tenday (旬), month, quarter, half, year, range, open.  `qualifier`: "" or codes joined by +.
    `edtf`: the stored form.  `text`: the words as written.  `anchor`: the day against which they were read.
    """

    first: date | None
    last: date | None
    precision: str
    qualifier: str
    edtf: str
    text: str
    anchor: date | None = None

    @property
    def inferred(self) -> bool:
        """Tell whether the year was taken from the day it was said on: the words name none."""
        return bool(self.text) and not _names_year(half_width(self.text))

    def late_by(self, day: date) -> int:
        """Return how many days `day` is after the last day; 0 when it is not, or when there is no last day."""
        return 0 if self.last is None or day <= self.last else (day - self.last).days

    def pack(self) -> str:
        """Return stored form, qualifier and words as one line; `unpack` reads it back (without the anchor)."""
        return f"{self.edtf} {self.qualifier or '-'} {self.text}"


def day(d: date) -> When:
    """Return one day as a When."""
    iso = d.isoformat()
    return When(d, d, "day", "", iso, iso)


def decode(edtf: str, qualifier: str = "", text: str = "", anchor: date | None = None) -> When:
    """Return the When of a stored form.

    Raises Unreadable: `when.stored`, `when.calendar`, `when.years`, `when.order`.
    """
    try:
        first, last, precision = span.decode(edtf)
    except span.NoSuchSpan as fault:
        raise Unreadable(fault.word, text=visible(edtf)) from None
    return When(first, last, precision, qualifier, edtf, text, anchor)


def by(when: When) -> When:
    """Return "by the last day of `when`"; an open end stays as it is."""
    if when.last is None or when.first is None:
        return when
    codes = {*filter(None, when.qualifier.split("+")), BEFORE}
    return decode(span.until(when.edtf), join(codes), when.text, when.anchor)


def unpack(packed: str) -> When:
    """Read back what `When.pack` printed.  Raises Unreadable like `decode`."""
    edtf, _, rest = packed.partition(" ")
    qualifier, _, text = rest.partition(" ")
    return decode(edtf, "" if qualifier == "-" else qualifier, text)


def read_when(text: str, anchor: date, *, mood: Mood) -> When:
    """Read a date in Chinese, English or digits, said on the day `anchor`; see the tables in the guide.

    Without a year it is the anchor's year, unless that makes a plan already past or a fact still to come: then
    AmbiguousDate `when.year` with both readings, likelier first.  Raises Unreadable: `when` (not understood),
    `when.before` (by or before a whole month: two readings), `when.calendar`, `when.years`, `when.order`.
    """
    raw = clean(text)
    codes, core = peel(half_width(raw), (ABOUT, EXPECTED))
    try:
        said = _say(core, anchor)
        if said is None:
            raise Unreadable("when", text=visible(raw))
        found = _frame(said, codes, raw, anchor)
        if _misses(said, anchor, mood):
            raise _ambiguous(core, codes, found, said, mood)
    except span.NoSuchSpan as fault:
        raise Unreadable(fault.word, text=visible(raw)) from None
    return found


def _say(core: str, anchor: date) -> span.Said | None:
    """Let the grammar of the language say what `core` means; grammars are loaded when first needed."""
    if has_han(core):
        from zonetrack.values import when_zh

        return when_zh.say(core, anchor)
    from zonetrack.values import when_en

    return when_en.say(core, anchor)


def _frame(said: span.Said, codes: set[str], raw: str, anchor: date) -> When:
    edtf = said.edtf
    if said.frame == "since":
        edtf = span.since(edtf)
    elif said.frame:
        if said.frame == "strictly" or (said.frame == "before" and not said.end):
            raise _two_ends(said, raw)
        edtf = span.until(edtf)
    if edtf.startswith("../"):
        codes = codes | {BEFORE}
    return decode(edtf, join(codes), raw, anchor)


def _two_ends(said: span.Said, raw: str) -> Unreadable:
    """Build the refusal of 8月前: by the day before its first day, or by its last day?"""
    first, last, _ = span.decode(said.edtf)
    if first is None or last is None:
        return Unreadable("when", text=visible(raw))
    eve = (first - timedelta(days=1)).isoformat()
    return Unreadable("when.before", text=visible(raw), exclusive=eve, inclusive=last.isoformat())


def _misses(said: span.Said, anchor: date, mood: Mood) -> bool:
    """Tell whether the anchor's own year (or month) makes a plan already past, or a fact still to come."""
    if not said.step:
        return False
    first, last, _ = span.decode(said.edtf)
    if mood == "plan":
        return last is not None and last < anchor
    return first is not None and first > anchor


def _ambiguous(core: str, codes: set[str], near: When, said: span.Said, mood: Mood) -> Unreadable:
    """Build the refusal that holds both readings: the one a step away, and the anchor's own."""
    anchor = near.anchor
    other = None if anchor is None else _step_away(core, codes, near.text, anchor, said.step, mood)
    if other is None:
        return Unreadable("when.calendar", text=visible(near.text))
    first, second = _plainly(other), _plainly(near)
    return AmbiguousDate(
        "when.year", (other, near), text=visible(near.text), first_reading=first, second_reading=second
    )


def _plainly(reading: When) -> str:
    """Return the stored form of a reading, with quarters and half-years as people write them: 2027Q1, 2027H1."""
    year, _, part = reading.edtf.partition("-")
    if reading.precision in ("quarter", "half") and part.isdecimal():
        first = 32 if reading.precision == "quarter" else 39
        return f"{year}{'Q' if reading.precision == 'quarter' else 'H'}{int(part) - first}"
    return reading.edtf


def _step_away(core: str, codes: set[str], raw: str, anchor: date, step: int, mood: Mood) -> When | None:
    from dateutil.relativedelta import relativedelta

    direction = step if mood == "plan" else -step
    for away in range(1, _YEARS_AWAY + 1):
        try:
            said = _say(core, anchor + relativedelta(months=direction * away))
        except span.NoSuchSpan:
            continue
        return None if said is None else _frame(said, codes, raw, anchor)
    return None


def _names_year(text: str) -> bool:
    """Tell whether `text` holds four digits in a row (2025, 二〇二五) or a five-year plan (十四五)."""
    if any(plan in text for plan in _PLANS):
        return True
    row = 0
    for sign in text:
        row = row + 1 if sign in _HAN_DIGITS or "0" <= sign <= "9" else 0
        if row == 4:
            return True
    return False

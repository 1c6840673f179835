"""The waist of the hour-glass: a report as plain data, between those who build it and those who print it.

Reports know projects and never formats; renderers know kinds of columns and never projects.
Column keys are the names promised in JSON and CSV.
"""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from zonetrack.values.percent import Percent

if TYPE_CHECKING:
    from zonetrack.chart import Chart

Kind = Literal[
    "text",  # str, ledger text: printed as text, never as markup
    "ref",  # str, a reference made of slugs
    "names",  # str, one or more names of people or organisations
    "when",  # When
    "day",  # datetime.date
    "age",  # datetime.date of the last report; tables print how long ago that is
    "money",  # Money; the unit 万元 stands in the header
    "percent",  # Percent or Ratio
    "points",  # Points, ahead (+) or behind (-)
    "number",  # Decimal without a unit
    "count",  # int
    "alarm",  # int that is bad news when above 0
    "days",  # int, a number of days late
    "quantity",  # Quantity
    "amount",  # Amount: done of total
    "progress",  # Progress
    "nodes",  # Nodes
    "light",  # str code, printed as word and colour
    "stage",  # str code of a project's stage
    "side",  # str code: which end of an item is late, finish or start
    "flags",  # tuple of codes of the rules that a figure broke on entry
    "code",  # Code, printed by its words
    "sentence",  # Sentence, printed by its words
    "sources",  # tuple of (reference, measure): arguments of `zonetrack source`
    "trend",  # Trend, a line of small columns on a terminal, numbers elsewhere
    "bar",  # Bar, on a terminal only: its number stands in another column
    "value",  # any of the above, printed with its unit: figures of many measures in one column
]
Shown = Literal["both", "data", "page"]


class _NotApplicable:
    """A cell to which no figure can belong: printed as a dash, never as 未报."""

    def __repr__(self) -> str:
        return "NA"


NA = _NotApplicable()


class Code(NamedTuple):
    """A code with words of its own: printed as `<of>.<name>` of words/, as the bare name where it has none there.

    A measure that a user named himself (road_width) has no words; data formats always hold the bare name.
    """

    of: str
    name: str


class Sentence(NamedTuple):
    """A sentence of a paper: `sentence.<key>` in words/, filled with `params`; a tuple of sentences is a list of them.

    `sources` are the figures that it rests on: the reference of a record and the name of a measure each.
    """

    key: str
    params: dict[str, Any] = {}
    sources: tuple[tuple[str, str], ...] = ()


class Nodes(NamedTuple):
    """Milestones of something by state: how many are done, under way, still to come."""

    done: int
    under_way: int
    to_come: int


class Progress(NamedTuple):
    """How far something is: a percentage where one is known, else its milestones.

    `percent` may be an interval; `basis` is reported, quantity or weighted; `lead` is the name of the milestone
    under way that reported a percentage last, `lead_percent` that percentage.
    """

    percent: Percent | None
    basis: str | None
    nodes: Nodes | None = None
    lead: str | None = None
    lead_percent: Percent | None = None


class Amount(NamedTuple):
    """A quantity done of a total; `basis` is reported, or computed (percentage × total)."""

    done: Any  # Quantity | None
    basis: str | None
    total: Any  # Quantity | None


class Trend(NamedTuple):
    """Figures one after the other, the newest last; None where there is none.  Money is in 万元."""

    numbers: tuple[Decimal | None, ...]


class Bar(NamedTuple):
    """A figure to be drawn beside others, of which the greatest is `most`, above 0."""

    number: Decimal
    most: Decimal


class Column(NamedTuple):
    """One column: its promised key, its kind, where it is shown and when it may be left out.

    `shown`: both, data (JSON, CSV and --wide only) or page (tables for people only).
    `drop`: 0 never; otherwise the columns with the highest number go first when a table does not fit.
    `blank`: what None means here: `unreported` (未报) or `none` (—).
    """

    key: str
    kind: Kind
    shown: Shown = "both"
    drop: int = 0
    blank: Literal["unreported", "none"] = "unreported"


class Table(NamedTuple):
    """Rows under declared columns.  Each row maps column keys to values and has `id` and `ref` besides.

    In a working sheet: a row may have `late`, the key of the column whose date has passed unmet; `fill` are the keys
    of the columns that the receiver of the sheet is asked to fill; `choices` the codes that a column may hold.
    """

    key: str
    columns: tuple[Column, ...]
    rows: Sequence[dict[str, Any]]
    total: dict[str, Any] | None = None
    fill: frozenset[str] = frozenset()
    choices: Mapping[str, Sequence[str]] = {}


class Note(NamedTuple):
    """A sentence under a table: `note.<key>` in words/, filled with `params` (values are allowed)."""

    key: str
    params: dict[str, Any] = {}


class Known(NamedTuple):
    """What a report was made from: the newest entry it knows (`yuanping#42`), and the short hash that pins it."""

    entry: str
    head: str = ""


class Report(NamedTuple):
    """What a reading command says: sections in order, notes, the day it holds for and the entry it was made at.

    `title` fills the heading `report.<key>`, or is empty where nothing is to be named: `report.<key>.all` where there
    are such words.  `card` tables (one row, read downwards) are those named in `cards`.
    `headed`: every table has its heading, even where it is the only one.
    `working`: a sheet to be edited and taken in again; a workbook of it is laid out for that.
    `charts` stand behind the tables in formats for people; `picture` is the name of a file that shows them instead.
    `flat`: rows for programs, which may be very many: JSON has each on a line of its own.
    """

    key: str
    as_of: date
    known: Known | None
    sections: tuple[Table, ...]
    notes: tuple[Note, ...] = ()
    title: dict[str, Any] = {}
    cards: frozenset[str] = frozenset()
    headed: bool = False
    working: bool = False
    charts: tuple["Chart", ...] = ()
    picture: str = ""
    flat: bool = False

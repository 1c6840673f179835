"""Domain: the records.  They hold identity only; all that changes over time is an observation."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from typing import NamedTuple

from zonetrack.values.when import When

# The pseudo-zone whose journal holds zones and settings themselves.
LEDGER = "ledger"


class Zone(NamedTuple):
    """A development zone."""

    zone_id: str
    name: str
    name_key: str
    slug: str
    position: int


class Project(NamedTuple):
    """A project of a zone.  `tags` are parted by line feeds; empty text is "none"."""

    zone_id: str
    id: str
    name: str
    name_key: str
    slug: str
    code: str
    category: str
    tags: str
    position: int


class Milestone(NamedTuple):
    """A milestone (node) of a project.  `unit` is the canonical unit that its quantities are kept in, or empty."""

    zone_id: str
    id: str
    project_id: str
    name: str
    name_key: str
    slug: str
    unit: str
    position: int


class Indicator(NamedTuple):
    """A declared measure of a zone.

    `kind` is money, count, quantity or percent; `unit` the canonical unit, of money the one that bare figures are
    typed in (万元); `basis` what its figures are as a rule: ytd (since New Year), flow (of one period) or level (as of
    a day).
    """

    zone_id: str
    id: str
    name: str
    name_key: str
    slug: str
    unit: str
    kind: str
    basis: str
    position: int


class Event(NamedTuple):
    """Something that a zone held: a briefing, a showcase, a signing."""

    zone_id: str
    id: str
    name: str
    name_key: str
    slug: str
    position: int


class Followup(NamedTuple):
    """What is to be done after an event of the zone."""

    zone_id: str
    id: str
    event_id: str
    name: str
    name_key: str
    slug: str
    position: int


class Subject(NamedTuple):
    """What a fact is about: a zone, a project of it, or a milestone of that; or an indicator or event of the zone.

    A follow-up stands beside its event.  What is said of these three are facts of the zone, under measures that name
    the record (domain/measure.py).
    """

    zone: Zone
    project: Project | None = None
    milestone: Milestone | None = None
    indicator: Indicator | None = None
    event: Event | None = None
    followup: Followup | None = None

    @property
    def kind(self) -> str:
        """zone, project, milestone, indicator, event or followup."""
        return type(self.record).__name__.lower()

    @property
    def id(self) -> str:
        """The id of the innermost record."""
        record = self.record
        return record.zone_id if isinstance(record, Zone) else record.id

    @property
    def record(self) -> Zone | Project | Milestone | Indicator | Event | Followup:
        """The innermost record."""
        return self.milestone or self.project or self.indicator or self.followup or self.event or self.zone

    @property
    def ref(self) -> str:
        """The full reference: slugs joined by `/`."""
        return "/".join(record.slug for record in self if record)


class Fact(NamedTuple):
    """Something said of a subject, ready to be recorded.

    `value` is canonical text by kind of measure: money in 分, percentages as `80` or `(50,100]`, dates as EDTF,
    quantities as a decimal number of `unit`, stages as codes, everything else as text.  `places` is the number of
    decimals of 万元 that money had as written.  `span` is the day or period the fact speaks of; `day` (ISO) is the day
    from which it counts where that is not the last day of its span, as for a plan.
    """

    measure: str
    value: str
    words: str
    span: When
    basis: str = "level"
    unit: str = ""
    qualifier: str = ""
    places: int = 0
    certainty: str = "reported"
    source: str = ""
    note: str = ""
    day: str = ""


class Observation(NamedTuple):
    """A fact on record.  `day` is the day from which it counts; (`day`, `seq`, `n`) orders the facts of a subject.

    `flags` names the rules that the figure broke when it was accepted with a reason, parted by commas.
    """

    zone_id: str
    id: str
    project_id: str | None
    milestone_id: str | None
    measure: str
    basis: str
    day: str
    span_edtf: str
    span_first: str | None
    span_last: str | None
    span_qualifier: str
    span_words: str
    value: str
    unit: str
    qualifier: str
    places: int
    words: str
    certainty: str
    source: str
    note: str
    flags: str
    seq: int
    n: int

    @property
    def order(self) -> tuple[str, int, int]:
        """The place among the facts of one subject: later days win, then later entries."""
        return (self.day, self.seq, self.n)


class Entry(NamedTuple):
    """One command as one zone's journal holds it."""

    zone_id: str
    seq: int
    command_id: str
    at: str
    author: str
    command: str
    reason: str
    source: str
    note: str
    key: str | None
    undoes: str | None
    schema: int
    hash: str

"""Reports: rows of figures that have no column of their own: width, capacity, workers, planned investment …"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import (
    is_own,
    kind_of,
    money_of,
    percent_of,
    quantity_of,
    series_of,
    span_of,
    spoken,
    when_of,
)
from zonetrack.report import NA, Code, Table
from zonetrack.reports import cells
from zonetrack.values.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.domain.records import Fact, Observation
    from zonetrack.report import Column

# What the card of a project and the table of its milestones show already.
ON_THE_CARD = frozenset(
    {
        "progress",
        "quantity",
        "quantity_total",
        "total_investment",
        "stage",
        "planned_start",
        "planned_finish",
        "weight",
        "owner",
        "unit",
        "leader",
        "words",
        "next",
        "problem",
    }
)


class Of(NamedTuple):
    """Whose figures they are: the reference and name of a zone, project or milestone, and the slug of its zone."""

    zone: str
    ref: str
    name: str


def table(key: str, columns: tuple[Column, ...], figures: Iterable[tuple[Of, Observation]]) -> Table:
    """Return the table of these figures, in their order."""
    return Table(key, columns, [row(of, fact) for of, fact in figures])


def row(of: Of, fact: Observation) -> dict[str, Any]:
    """Return the row of a figure: its exact value, its words as written, what it speaks of and who says so."""
    return {
        "id": fact.id,
        "ref": of.ref,
        "zone": of.zone,
        "subject": of.ref,
        "name": of.name,
        "measure": Code("measure", spoken(fact.measure)),
        "basis": cells.basis_of(fact),
        "value": value(fact),
        "span": span_of(fact),
        "certainty": Code("certainty", fact.certainty),
        "source": fact.source or NA,
        "written": fact.words,
        "note": fact.note or NA,
        "flags": cells.flags(fact.flags),
    }


def value(fact: Fact | Observation) -> Any:
    """Return the value of a fact of any measure: by its unit, else by the kind of its measure, else as text."""
    kind = {"fen": "money", "%": "percent"}.get(fact.unit) or kind_of(fact.measure)
    try:
        match kind:
            case "money":
                return money_of(fact)
            case "percent":
                return percent_of(fact)
            case "when":
                return when_of(fact)
            case "stage":
                return Code("stage", fact.value)
            case "state" if fact.value != "said":
                return Code("procedure", fact.value)
            case "number":
                return Decimal(fact.value)
            case "quantity" if fact.unit:
                return quantity_of(fact)
    except Unreadable:
        # A growth of 120 % is no share of anything: its words stand for it.
        pass
    return fact.words or fact.value


def newest(facts: Iterable[Observation]) -> list[Observation]:
    """Return the figures that stand and have no column of their own, oldest first.

    Of a level the newest; of a period or a plan the newest for that period; since New Year the newest of that year.
    An empty text takes an older one back, and is left out.
    """
    standing: dict[tuple[str | None, tuple[str, str, str]], Observation] = {}
    for fact in sorted(facts, key=lambda f: f.order):
        # The card shows what is invested in sum; the figures that it was put together from stand here.  Procedures have
        # a table of their own.
        if fact.measure in ON_THE_CARD or not is_own(fact.measure):
            continue
        key = (fact.milestone_id, series_of(fact))
        standing.pop(key, None)
        standing[key] = fact
    return [fact for fact in standing.values() if fact.value]

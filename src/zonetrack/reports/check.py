"""Reports: `check`, the warnings (预警) that a nightly job asks for: a table for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.due import Due, in_order
from zonetrack.domain.measure import named_by, spoken
from zonetrack.domain.state import Item
from zonetrack.report import NA, Code, Known, Note, Report, Table
from zonetrack.reports import cells, due, overdue
from zonetrack.reports.amounts import amount, figure
from zonetrack.reports.columns import REPORTS
from zonetrack.values import when as whens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from zonetrack.domain.alarm import Found
    from zonetrack.domain.assertion import Amount, Outcome
    from zonetrack.domain.disagreement import Finding
    from zonetrack.domain.indicator_entry import Warned
    from zonetrack.domain.records import Observation, Zone
    from zonetrack.domain.staleness import Answering, Silent

SCREEN = 10  # rows of a table on a page that is to be read at a glance


def build(
    found: Found, kinds: Collection[str], as_of: date, known: Known | None, *, zone: Zone | None = None
) -> Report:
    """Return the report `check`: the tables of the kinds that were asked for; `zone` is named in the title."""
    from zonetrack.domain.staleness import by_answering

    columns = REPORTS["check"]
    one_zone = zone is not None
    late, soon = (overdue.in_order(i for i in of_kind if isinstance(i, Item)) for of_kind in (found.late, found.soon))
    dues = in_order(one for one in (*found.late, *found.soon) if isinstance(one, Due))
    tables = {
        "late": [overdue.table("overdue", columns["overdue"], late, as_of, one_zone=one_zone)],
        "soon": [overdue.table("due_soon", columns["due_soon"], soon, as_of, one_zone=one_zone)],
        "stale": [
            Table("stale", columns["stale"], [_silent(one) for one in found.stale]),
            Table("stale_by", columns["stale_by"], [_answering(one) for one in by_answering(found.stale)]),
        ],
        "figures": [Table("disagreements", columns["disagreements"], [_finding(one) for one in found.figures])],
        "indicators": [Table("warnings", columns["warnings"], [_warned(*one) for one in found.indicators])],
        "assertions": [Table("assertions", columns["assertions"], outcomes(found.assertions))],
    }
    asked = [table for kind, of_kind in tables.items() if kind in kinds for table in of_kind]
    sections = (*asked, *due.tables(dues, as_of, one_zone=one_zone))
    notes = (Note("check_trace"),) if found.figures else ()
    return Report("check", as_of, known, sections, notes, {"name": zone.name} if zone else {})


def one_screen(report: Report) -> Report:
    """Return a report to be read at a glance: no empty tables, of each the worst rows, and how many more there are."""
    shown = [section for section in report.sections if section.rows]
    left = [Note("check_more", {"n": len(s.rows) - SCREEN, "table": Code("table", s.key)}) for s in shown if _long(s)]
    cut = tuple(section._replace(rows=section.rows[:SCREEN]) for section in shown)
    return report._replace(sections=cut, notes=(*left, *report.notes), headed=True)


def _long(section: Table) -> bool:
    return len(section.rows) > SCREEN


def assertions(found: Iterable[Outcome], as_of: date, known: Known | None) -> Report:
    """Return the report `assertions`: all that users assert, each beside the ledger."""
    table = Table("assertions", REPORTS["assertions"]["assertions"], outcomes(found))
    return Report("assertions", as_of, known, (table,))


def outcomes(found: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Return the rows of assertions beside the ledger."""
    return [_outcome(one) for one in found]


def _outcome(one: Outcome) -> dict[str, Any]:
    number = one.assertion.number
    return {
        "id": f"assertion.{number}",
        "ref": str(number),
        "number": number,
        "assertion": one.assertion.text,
        "left": _side(one.left),
        "right": _side(one.right),
        "verdict": Code("verdict", one.verdict),
    }


def _side(side: Amount | None) -> Any:
    return amount(side.range, side.unit) if side else None


def _silent(one: Silent) -> dict[str, Any]:
    position = one.state.position
    return {
        "id": one.state.project.id,
        "ref": one.state.ref,
        "zone": one.state.zone.slug,
        "subject": one.state.ref,
        "name": one.state.project.name,
        "last_reported": cells.day(one.last),
        "days_silent": one.days,
        "owner": position.owner,
        "unit": position.unit,
        "leader": position.leader,
    }


def _answering(one: Answering) -> dict[str, Any]:
    name = one.name or ""
    return {"id": name, "ref": name, "owner": one.name, "projects": one.projects, "days_silent": one.days}


def _finding(one: Finding) -> dict[str, Any]:
    clash, first = one.clash, one.clash.facts[0]
    computed, unit = clash.computed, clash.printed.unit if clash.printed else ""
    return {
        "id": one.key,
        "ref": one.ref,
        "zone": one.zone,
        "subject": one.ref,
        "name": one.name,
        "rule": Code("disagreement", one.rule),
        "measure": _measure(first),
        "words": first.words,
        "span": whens.decode(first.span_edtf, first.span_qualifier, first.span_words),
        "arithmetic": clash.arithmetic or _others(one) or NA,
        "computed": amount(computed, unit) if computed else NA,
        "computed_low": figure(computed.low, unit) if computed else NA,
        "computed_high": figure(computed.high, unit) if computed else NA,
        "verdict": Code("verdict", clash.verdict),
        "measures": tuple(_measure(fact) for fact in clash.facts),
        "figures": tuple(fact.words for fact in clash.facts),
        "trace": _trace(one, first),
        "traces": tuple(dict.fromkeys(_trace(one, fact) for fact in clash.facts)),
    }


def _measure(fact: Observation) -> Code:
    return Code("measure", spoken(fact.measure))


def _others(one: Finding) -> str:
    """The figures that one is held against where nothing is computed; of a copied report the day of the first."""
    if one.clash.verdict == "copied":
        return one.clash.facts[-1].day
    return " · ".join(fact.words for fact in one.clash.facts[1:])


def _trace(one: Finding, fact: Observation) -> str:
    """What to type behind `source` to see where a figure is from."""
    if fact.project_id is None:
        return one.ref if named_by(fact.measure) else f"{one.ref} {fact.measure}"
    parts = one.ref.split("/")
    return f"{'/'.join(parts if fact.milestone_id else parts[:2])} {fact.measure}"


def _warned(zone: str, one: Warned) -> dict[str, Any]:
    ref = f"{zone}/{one.indicator.slug}"
    number = one.figure.number
    unit = one.figure.facts[0].unit if one.rule.what == "value" else "%"
    last = one.period.last.isoformat()
    return {
        "id": one.indicator.id,
        "ref": ref,
        "zone": zone,
        "subject": ref,
        "name": one.indicator.name,
        "warning": one.rule.text,
        "value": figure(number, unit) if number is not None else None,
        "span": whens.decode(last if one.period.basis == "level" else f"{one.period.first.isoformat()}/{last}"),
    }

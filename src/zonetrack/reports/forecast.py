"""Reports: rows and sentences that say when something ends at its pace, how that was counted, or what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.forecast import Forecast, forecast
from zonetrack.domain.measure import span_of
from zonetrack.domain.source import ref_of
from zonetrack.report import NA, Code, Note, Table
from zonetrack.values import when as whens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zonetrack.domain.forecast import Missing
    from zonetrack.domain.source import Part, Whole
    from zonetrack.report import Column
    from zonetrack.values.when import When


def outlooks(whole: Whole) -> list[tuple[Part, Forecast | Missing]]:
    """Return what can be foreseen of a project and its milestones, or why nothing can.

    Those of which nobody reported how far they are stand in no row: their progress says so already.
    """
    found = []
    for part in whole.parts:
        seen = forecast(part.facts, whole.own.facts if part.milestone else None)
        if seen is not None and seen.now is not None:
            found.append((part, seen))
    return found


def table(columns: tuple[Column, ...], seen: Iterable[tuple[Part, Forecast | Missing]], as_of: date) -> Table:
    """Return the table `forecast` of these outlooks, in their order."""
    return Table("forecast", columns, [row(part, outlook, as_of) for part, outlook in seen])


def row(part: Part, seen: Forecast | Missing, as_of: date) -> dict[str, Any]:
    """Return the row of one outlook."""
    record = part.milestone.milestone if part.milestone else part.state.project
    ref = ref_of(part.state.zone, part)
    now = seen.now
    found = {
        "id": record.id,
        "ref": ref,
        "subject": ref,
        "name": record.name,
        "progress": now.percent if now else None,
        "basis": Code("basis", now.basis) if now else NA,
        "span": span_of(now.fact) if now else None,
        "due": part.position.due,
        "outlook": Code("outlook", outlook(seen, part.position.due, as_of)),
    }
    if not isinstance(seen, Forecast):
        return found | dict.fromkeys(("counted_from", "counted_of", "days_least", "days_most", "forecast"), NA)
    return found | {
        "counted_from": _from(seen),
        "counted_of": Code("counted", seen.start.of if seen.start else "report"),
        "days_least": seen.days[0],
        "days_most": seen.days[1],
        "forecast": when(seen),
    }


def when(seen: Forecast) -> When:
    """Return the days of a forecast: one day, a range, or from a day on where its end is open."""
    if seen.last == seen.first:
        return whens.day(seen.first)
    last = seen.last.isoformat() if seen.last else ".."
    return whens.decode(f"{seen.first.isoformat()}/{last}")


def outlook(seen: Forecast | Missing, due: When | None, as_of: date) -> str:
    """Return what a forecast says beside the present plan: in_time, late, unsure, undated, or passed; else why not.

    passed: the pace would have ended by now, and nobody reported since.
    """
    if not isinstance(seen, Forecast):
        return seen.why
    if seen.last is not None and seen.last < as_of:
        return "passed"
    if due is None or due.last is None:
        return "undated"
    if seen.first > due.last:
        return "late"
    return "in_time" if seen.last is not None and seen.last <= due.last else "unsure"


def notes(seen: Iterable[tuple[Part, Forecast | Missing]], as_of: date) -> list[Note]:
    """Return a sentence for each forecast: from what it was counted, its days, and the promise beside it."""
    return [_note(part, found, as_of) for part, found in seen if isinstance(found, Forecast)]


def _note(part: Part, seen: Forecast, as_of: date) -> Note:
    fewest, most = seen.days
    key = f"forecast_{seen.start.of}" if seen.start else "forecast_report"
    said: dict[str, Any] = {
        "name": part.milestone.milestone.name if part.milestone else part.state.project.name,
        "start": _from(seen),
        "span": span_of(seen.now.fact),
        "percent": seen.now.percent,
        "n": most,
        "days": str(most) if fewest == most else f"{fewest}–{most}",
        "forecast": when(seen),
        "due": part.position.due,
        "outlook": Code("outlook", outlook(seen, part.position.due, as_of)),
    }
    return Note(key, said | ({"before": seen.before.percent} if seen.before else {}))


def _from(seen: Forecast) -> When | None:
    if seen.start:
        return seen.start.when
    return span_of(seen.before.fact) if seen.before else None

"""Domain: the facts that a forecast is made of, as `domain.source` tells other figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.fold import turns
from zonetrack.domain.forecast import Forecast, forecast, reports
from zonetrack.domain.source import Input, standing

if TYPE_CHECKING:
    from zonetrack.domain.source import Part, Whole


def ahead(whole: Whole, part: Part) -> list[Input]:
    """Return the reports between which a pace was taken and what says when work began; other reports are left out.

    Where there is no forecast every report is left out.
    """
    seen = forecast(part.facts, whole.own.facts if part.milestone else None)
    told = [report.fact for report in reversed(reports(part.facts))]
    if not isinstance(seen, Forecast):
        return [Input(part, fact.measure, fact, "left_out", "no_pace") for fact in told] or standing(part, "progress")
    ends = [seen.now.fact, *([seen.before.fact] if seen.before else [])]
    found = [
        Input(part, fact.measure, fact, *(("used", "pace") if fact in ends else ("left_out", "between")))
        for fact in told
    ]
    if any(fact.measure == "quantity" for fact in ends):
        found += standing(part, "quantity_total", "share")
    if seen.start:
        begun = part if seen.start.of == "own" else whole.own
        found.append(Input(begun, "stage", turns(begun.facts).started, "used", "started"))
    return found

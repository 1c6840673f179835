"""Reports: the procedures of a project (前期手续), as its page lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.measure import span_of
from zonetrack.domain.procedure import procedures
from zonetrack.report import NA, Code, Table
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zonetrack.domain.procedure import Procedure
    from zonetrack.domain.records import Observation
    from zonetrack.domain.state import ProjectState


def tables(state: ProjectState, facts: Iterable[Observation]) -> tuple[Table, ...]:
    """Return the table `procedures` of what the facts of a project, oldest first, say of them; nothing without any."""
    rows = [_row(state, one) for one in procedures(facts)]
    return (Table("procedures", REPORTS["show"]["procedures"], rows),) if rows else ()


def _row(state: ProjectState, one: Procedure) -> dict[str, Any]:
    fact = one.state
    told = fact or one.validity
    return {
        "id": f"{state.project.id} {one.name}",
        "ref": state.ref,
        "project": state.ref,
        "name": one.name,
        "state": Code("procedure", one.code) if one.code else NA,
        "words": fact.words if fact else NA,
        "span": span_of(fact) if fact else NA,
        "expires": one.expires or NA,
        "source": (told.source if told else "") or NA,
        "note": (told.note if told else "") or NA,
    }

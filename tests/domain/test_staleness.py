"""Projects of which nobody reported for too long, by project and by who answers."""

from __future__ import annotations

from datetime import date

from zonetrack.domain import fold, staleness
from zonetrack.domain.records import Fact, Zone
from zonetrack.domain.staleness import Answering
from zonetrack.domain.state import ProjectState

from .said import PROJECT, on_record, progress, stage, text, total

ZONE = Zone("z", "潇河", "潇河", "xiaohe", 1)
DAY = date(2025, 4, 30)


def state(slug: str, *facts: Fact) -> ProjectState:
    project = PROJECT._replace(id=slug, slug=slug)
    return ProjectState(ZONE, project, fold.fold_project(project, on_record(*facts), []), ())


def silent(*states: ProjectState, days: int = 30) -> list[tuple[str, str | None, int | None]]:
    return [(one.state.project.slug, one.last, one.days) for one in staleness.silent(states, DAY, days)]


def test_the_last_report_counts_and_a_plan_or_a_total_is_none() -> None:
    states = (
        state("fresh", progress("80%", "2025-04-01")),
        state("old", progress("80%", "2025-03-30")),
        state("never", total("100万元", "2025-03-01")),
        state("empty"),
        state("new", total("100万元", "2025-04-20")),
    )
    assert silent(*states) == [("empty", None, None), ("never", None, 60), ("old", "2025-03-30", 31)]
    assert silent(*states, days=31) == [("empty", None, None), ("never", None, 60)]


def test_what_is_finished_paused_or_dropped_owes_no_report() -> None:
    said = (stage(code, "2025-01-01") for code in ("completed", "paused", "dropped"))
    assert silent(*(state(fact.value, fact) for fact in said)) == []


def test_by_who_answers_the_most_silent_first() -> None:
    old = "2025-01-01"
    states = (
        state("a", progress("80%", old), text("owner", "住建局", old)),
        state("b", progress("80%", old)),
        state("c", progress("80%", "2025-02-01"), text("owner", "住建局", old)),
        state("d", progress("80%", old), text("unit", "水务公司", old)),
    )
    assert staleness.by_answering(staleness.silent(states, DAY)) == [
        Answering("住建局", 2, 119), Answering("水务公司", 1, 119), Answering(None, 1, 119)
    ]  # fmt: skip
    assert [one.key for one in staleness.silent(states[2:3], DAY)] == ["c 2025-02-01"]

"""Domain: all rules over all figures of a zone, one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.disagreement import Clash, Finding
from zonetrack.domain.figure_rules import OF_PROJECTS, subject_of
from zonetrack.domain.measure import named_by
from zonetrack.domain.source import record_of, ref_of
from zonetrack.domain.zone_figure_rules import OF_INDICATORS, OF_ZONES, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.domain.records import Indicator, Observation
    from zonetrack.domain.source import Part, Scope

RULES = (*dict.fromkeys((*OF_INDICATORS, *OF_PROJECTS, *OF_ZONES)),)


def findings(scope: Scope, indicators: Iterable[tuple[Indicator, Said]] = ()) -> list[Finding]:
    """Return the figures of a zone that disagree: of the zone itself, its indicators, its projects that stand."""
    return [*_of_zone(scope), *_of_indicators(scope, indicators), *_of_projects(scope)]


def _of_zone(scope: Scope) -> Iterator[Finding]:
    for name, rule in OF_ZONES.items():
        for clash in rule(scope):
            yield Finding(name, scope.zone.slug, scope.zone.slug, scope.zone.name, clash)


def _of_indicators(scope: Scope, indicators: Iterable[tuple[Indicator, Said]]) -> Iterator[Finding]:
    for indicator, said in indicators:
        ref = f"{scope.zone.slug}/{indicator.slug}"
        for name, rule in OF_INDICATORS.items():
            for clash in rule(said):
                yield Finding(name, scope.zone.slug, ref, indicator.name, clash)


def said_of_indicators(facts: Iterable[Observation]) -> dict[str, Said]:
    """Return by the id of each indicator what a zone's facts, oldest first, say of it."""
    told: dict[str, dict[str, list[Observation]]] = {}
    for fact in facts:
        named = named_by(fact.measure)
        if named and named.table == "indicator":
            told.setdefault(named.id, {}).setdefault(named.said, []).append(fact)
    return dict(told)


def _of_projects(scope: Scope) -> Iterator[Finding]:
    for whole in scope.wholes:
        if whole.own.state.position.stage == "dropped":
            continue
        for name, rule in OF_PROJECTS.items():
            for clash in rule(whole):
                yield _about_project(scope, name, clash, subject_of(whole, clash))


def _about_project(scope: Scope, rule: str, clash: Clash, part: Part) -> Finding:
    name = part.state.project.name
    if part.milestone:
        name = f"{name} · {record_of(scope.zone, part).name}"
    return Finding(rule, scope.zone.slug, ref_of(scope.zone, part), name, clash)

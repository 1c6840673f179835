"""Domain: what `check` is asked for, and what it finds by kind, each with a key that stays until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.light import SOON
from zonetrack.domain.staleness import STALE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from zonetrack.domain.assertion import Outcome
    from zonetrack.domain.disagreement import Finding
    from zonetrack.domain.due import Due
    from zonetrack.domain.indicator_entry import Warned
    from zonetrack.domain.staleness import Silent
    from zonetrack.domain.state import Item

KINDS = ("late", "soon", "stale", "figures", "indicators", "assertions")
# What is wrong whatever anybody asks; the others need a number of days, and are found where one is given.
ALWAYS = frozenset({"late", "figures", "indicators", "assertions"})
# Verdicts that are told and still nothing that disagrees.
MILD = frozenset({"truncated", "unknown"})


class Asked(NamedTuple):
    """The kinds of warnings that are asked for; `within` so many days is soon, silence counts after `stale` days."""

    kinds: frozenset[str] = ALWAYS
    within: int = SOON
    stale: int = STALE


class Found(NamedTuple):
    """What was found, by the kinds of `KINDS` and in their order; indicators with the slug of their zone."""

    late: Sequence[Item | Due] = ()
    soon: Sequence[Item | Due] = ()
    stale: Sequence[Silent] = ()
    figures: Sequence[Finding] = ()
    indicators: Sequence[tuple[str, Warned]] = ()
    assertions: Sequence[Outcome] = ()

    def keys(self) -> set[str]:
        """Return what tells apart all that was found."""
        return {key for kind in self._fields for key, _ in self._keyed(kind)}

    def without(self, told: Collection[str]) -> Found:
        """Return only what is not among the keys `told`."""
        return Found(*([one for key, one in self._keyed(kind) if key not in told] for kind in self._fields))

    def wrong(self) -> list[str]:
        """Return the kinds of which something is wrong; what is only due soon, cut off or unknown is not."""
        disagreeing = {
            "figures": any(one.clash.verdict not in MILD for one in self.figures),
            "assertions": any(one.verdict not in MILD for one in self.assertions),
        }
        return [kind for kind in KINDS if kind != "soon" and disagreeing.get(kind, bool(getattr(self, kind)))]

    def _keyed(self, kind: str) -> Iterator[tuple[str, Any]]:
        for one in getattr(self, kind):
            yield f"{kind} {_KEYS[kind](one)}", one


def _of_item(item: Item | Due) -> str:
    return f"{item.id} {item.deadline.side} {item.deadline.day}"


def _of_warned(one: tuple[str, Warned]) -> str:
    _, warned = one
    return " ".join((warned.indicator.id, warned.rule.text, *(fact.id for fact in warned.figure.facts)))


_KEYS: dict[str, Callable[[Any], str]] = {
    "late": _of_item,
    "soon": _of_item,
    "stale": lambda silent: silent.key,
    "figures": lambda finding: finding.key,
    "indicators": _of_warned,
    "assertions": lambda outcome: outcome.key,
}

"""Domain: enterprises of a zone: their chain, what was said of them, and standard buildings to order for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import ENTERPRISE, thing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zonetrack.domain.records import Observation

# What is said of an enterprise: its industrial chain, where it is, words; the area of standard buildings that it wants,
# and that it was given.
SAID = ("chain", "location", "words", "wanted", "given")


class Enterprise(NamedTuple):
    """An enterprise by its name, and the newest fact of each thing in `SAID` that was said of it."""

    name: str
    facts: Mapping[str, Observation]


def enterprises(facts: Iterable[Observation]) -> list[Enterprise]:
    """Return the enterprises that the facts of a zone speak of, oldest facts first, in the order of first mention.

    An empty text takes an older one back.
    """
    found: dict[str, dict[str, Observation]] = {}
    for fact in facts:
        thing = thing_of(fact.measure)
        if thing and thing.prefix == ENTERPRISE:
            found.setdefault(thing.name, {})[thing.said] = fact
    standing = {name: {said: fact for said, fact in of.items() if fact.value} for name, of in found.items()}
    return [Enterprise(name, said) for name, said in standing.items() if said]

"""Domain: figures that disagree, of a zone and all that is in it: which rule, which figures, by what arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import agreement
from zonetrack.domain.measure import is_refund

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zonetrack.domain.agreement import Printed, Range
    from zonetrack.domain.records import Observation

MINUS, TIMES, OVER = " − ", " × ", " ÷ "


class Clash(NamedTuple):
    """Figures that a rule finds at odds: `facts`, the one that is held against the others first.

    `verdict`: truncated, contradiction, missing (a day that belongs to a figure), unlikely, copied.  `arithmetic` are
    the words of the figures with signs between them; `computed` is what comes out, in the unit of `printed`.
    """

    facts: tuple[Observation, ...]
    verdict: str
    arithmetic: str = ""
    computed: Range | None = None
    printed: Printed | None = None


class Finding(NamedTuple):
    """A clash by the rule of that name, and the record (full reference and name) that it is about."""

    rule: str
    zone: str
    ref: str
    name: str
    clash: Clash

    @property
    def key(self) -> str:
        """What tells it from all others, the same on every day on which the same figures stand."""
        return " ".join((self.rule, self.clash.verdict, *(fact.id for fact in self.clash.facts)))


def held(fact: Observation, others: Sequence[Observation], computed: Range | None, arithmetic: str) -> Iterator[Clash]:
    """Yield a clash where a printed figure does not agree with what `others` make, in the same unit."""
    figure = agreement.printed(fact)
    if figure is None or computed is None:
        return
    verdict = agreement.judge(computed, figure)
    if verdict != "consistent":
        yield Clash((fact, *others), verdict, arithmetic, computed, figure)


def summed(facts: Sequence[Observation]) -> Range | None:
    """Return what the sum of these figures can be; None where one is soft or of another unit."""
    figures = [agreement.printed(fact) for fact in facts]
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(facts) or len({figure.unit for figure in known}) != 1:
        return None
    return agreement.total(figure.range for figure in known)


def written(facts: Sequence[Observation]) -> str:
    """Return a sum by the words of its figures; what came back is taken off."""
    first, *more = facts
    rest = (f"{MINUS}{fact.words.lstrip('-−')}" if is_refund(fact) else f" + {fact.words}" for fact in more)
    return first.words + "".join(rest)

"""Domain: what a fact that comes in adds to those on record: something new, another figure, or nothing.  Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.measure import is_plan, is_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.domain.records import Fact, Observation


class Verdict(NamedTuple):
    """Whether a fact is news, and the one that stood for its day before it, None where there was none."""

    news: bool
    before: Observation | None


def weigh(fact: Fact, known: Sequence[Observation], day: str, *, assumed: bool) -> Verdict:
    """Return what `fact`, which counts from `day` (ISO), adds to the facts `known` of its subject, oldest first.

    What does not change from report to report (total investment, plans, who answers, extras) is news only where it
    differs from what stands.  A report on how far something is, said of another day or period, is news even where it
    is the same figure: somebody reported.  Only where the day itself is `assumed` must the figure differ.
    """
    series = _series(fact.measure, fact.basis, fact.value, fact.span.edtf)
    alike = [o for o in known if _series(o.measure, o.basis, o.value, o.span_edtf) == series]
    standing = [o for o in alike if o.day <= day or is_plan(fact.measure)]
    before = standing[-1] if standing else None
    if before is not None and fact.basis == "level" and (assumed or not is_report(fact.measure)):
        return Verdict(not same(fact, before), before)
    of_day = [o for o in alike if o.span_edtf == fact.span.edtf]
    if of_day and same(fact, of_day[-1]):
        return Verdict(news=False, before=of_day[-1])
    if before is None and fact.value == "":  # nothing is taken back where nothing stands
        return Verdict(news=False, before=None)
    return Verdict(news=True, before=before)


def _series(measure: str, basis: str, value: str, edtf: str) -> tuple[str, str, str]:
    """What a figure stands beside: levels are one series, others one for each period, what came back apart."""
    if basis == "level":
        return measure, basis, ""
    kind = "refund" if basis == "flow" and value.startswith("-") else basis
    return measure, kind, edtf[:4] if basis == "ytd" else edtf


def same(fact: Fact, observation: Observation) -> bool:
    """Tell whether two facts say the same, in whatever words; the decimals of a figure are words."""
    return (fact.value, fact.unit, fact.qualifier) == (observation.value, observation.unit, observation.qualifier)

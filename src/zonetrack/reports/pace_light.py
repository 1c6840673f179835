"""Reports: why a light by rule has its colour, as a sentence, with the figures that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.report import Sentence

if TYPE_CHECKING:
    from zonetrack.domain.course import Going
    from zonetrack.domain.signal import Rule, Signal

_RESTS_ON = {"gap": "pace", "ratio": "pace", "shortfall": "pace", "days_late": "overdue"}


def why(signal: Signal, rule: Rule, going: Going | None = None) -> Sentence:
    """Return the sentence behind a light: that of its measure, or of an exemption, a run, something missing.

    `going` is the project whose light it is, None for a group.
    """
    sources = ((going.state.ref, _RESTS_ON[rule.measure]),) if going else ()
    if signal.code == "exempt":
        return Sentence("light.exempt", {"reason": signal.reason}, ((going.state.ref, "exempt"),) if going else ())
    if signal.code == "unknown":
        return Sentence(f"light.unknown.{signal.why}")
    if signal.why == "running":
        return Sentence("light.running", {"n": signal.run}, sources)
    value, bound = signal.value, signal.bound
    word = "behind" if signal.why == "over" and bound == 0 else signal.why
    said = {"value": None if value is None else abs(value), "bound": bound}
    return Sentence(f"light.{rule.measure}.{word}", said, sources)

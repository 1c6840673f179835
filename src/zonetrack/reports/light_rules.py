"""Reports: `rules`, the rules of lights that a ledger can go by, and the one that it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetrack.domain.signal import PRESETS, sign_of
from zonetrack.report import NA, Code, Known, Note, Report, Sentence, Table
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.domain.signal import Rule

OWN = "own"


def build(in_force: Rule | None, as_of: date, known: Known | None) -> Report:
    """Return the report `rules`: every preset with its sentence, and the ledger's own rule where it has one."""
    found = dict(PRESETS)
    if in_force is not None:
        found[in_force.name or OWN] = in_force
    rows = [_row(name, rule, in_force) for name, rule in found.items()]
    said = () if in_force else (Note("light_no_rule"),)
    return Report("rules", as_of, known, (Table("rules", REPORTS["rules"]["rules"], rows),), said)


def _row(name: str, rule: Rule, in_force: Rule | None) -> dict[str, Any]:
    return {
        "id": name,
        "ref": name,
        "rule": name,
        "in_force": Code("in_force", "yes") if rule == in_force else NA,
        "says": Sentence(f"preset.{name}"),
        "measure": Code("light_measure", rule.measure),
        "yellow": bound(rule, "yellow"),
        "red": bound(rule, "red"),
        "after": rule.after or NA,
    }


def bound(rule: Rule, side: str) -> str:
    """Return a bound with how it is crossed: `>= 10`, in the unit of the rule's measure."""
    return f"{sign_of(rule, side)} {getattr(rule, side):f}"

"""Reports: `doctor`, what an examination of the file found, check by check, and every damage with both values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.report import Code, Known, Note, Report, Table
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.domain.doctor import Check, Damage, Findings


def build(findings: Findings, as_of: date, known: Known | None, *, path: str, backup: str | None, deep: bool) -> Report:
    """Return the report `doctor` on the file `path`; `backup` is a sound automatic backup beside it."""
    columns = REPORTS["doctor"]
    checks = Table("checks", columns["checks"], [_check(check) for check in findings.checks])
    damage = Table("damage", columns["damage"], [_damage(one) for one in findings.damage])
    notes = _notes(findings, backup) if findings.damage else (Note("sound") if deep else Note("sound_so_far"),)
    return Report("doctor", as_of, known, (checks, damage), notes, {"path": path})


def _notes(findings: Findings, backup: str | None) -> tuple[Note, ...]:
    """What to do: look whether it is the right file, upgrade the program, restore."""
    fields = {damage.field for damage in findings.damage if damage.check == "file"}
    how = Note("restore", {"file": backup}) if backup else Note("restore_own")
    if fields & {"application_id", "header"}:
        return Note("no_ledger"), how
    return (Note("newer"), how) if "user_version" in fields else (how,)


def _check(check: Check) -> dict[str, object]:
    return {
        "id": check.name,
        "ref": check.name,
        "check": Code("check", check.name),
        "result": Code("result", check.result),
        "examined": check.examined,
    }


def _damage(damage: Damage) -> dict[str, object]:
    return {
        "id": " ".join(filter(None, (damage.table, damage.where, damage.field))),
        "ref": damage.where,
        "check": Code("check", damage.check),
        "table": damage.table or None,
        "where": damage.where,
        "field": damage.field or None,
        "expected": damage.expected,
        "found": damage.found,
    }

"""Render: a report as counts and references, for where names, amounts and plans may not go."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from zonetrack.render import page
from zonetrack.render.labels import label
from zonetrack.report import Code
from zonetrack.values.when import When
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from zonetrack.report import Column, Report, Table

SHOWN = 20  # references of a table; how many more there are is said
_COUNTS = frozenset({"count", "alarm"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REFERENCE = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


def digest(report: Report, zone: str | None) -> str:
    """Return `report` as text: of each table how many rows it has, of each row its reference and what it counts.

    `zone` is the slug of the only zone.  Nothing but numbers, slugs and our own words comes out of it.
    """
    return "\n".join([title(report, zone), page.dated(report), *_sections(report)]) + "\n"


def title(report: Report, zone: str | None) -> str:
    """Return the heading of the report, with the slug of the only zone for its name; days and our words stay."""
    ours = {
        key: value for key, value in report.title.items() if isinstance(value, date | When | Code) or _is_day(value)
    }
    return page.title(report._replace(title=ours | {"name": zone} if zone else ours))


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def _sections(report: Report) -> Iterator[str]:
    for section in report.sections:
        kinds = {column.kind for column in section.columns}
        if "sentence" in kinds and "ref" not in kinds:
            continue  # sentences are made of names and figures; what they count stands in the tables
        yield ""
        yield t("digest.count", table=t(f"table.{section.key}"), n=len(section.rows))
        lines = list(dict.fromkeys(_rows(section)))
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield t("digest.more", n=len(lines) - SHOWN)


def _rows(section: Table) -> Iterator[str]:
    """Yield a line for each row whose reference is made of slugs; where it is not, it is a name."""
    counts = [column for column in page.columns(section, wide=False) if column.kind in _COUNTS]
    if not any(column.kind == "ref" for column in section.columns):
        return
    for row in section.rows:
        if _REFERENCE.fullmatch(row["ref"]):
            yield f"· {row['ref']}{_counts(section, counts, row)}"


def _counts(section: Table, counts: list[Column], row: dict[str, Any]) -> str:
    """Return the counts of a row with their headers, those of something."""
    told = [
        t("digest.figure", label=label(section.key, column.key), n=n)
        for column in counts
        if isinstance(n := row.get(column.key), int) and n
    ]
    return t("digest.of", figures=t("figure.list").join(told)) if told else ""

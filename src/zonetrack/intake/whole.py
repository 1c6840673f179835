"""Intake: a ledger whole, as `export -o FILE.json` wrote it: records and facts, every value looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import CERTAINTIES, check
from zonetrack.domain.records import Fact
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.when import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 512 * 1024 * 1024  # bytes
SCHEMA = 1
LATER = frozenset({"indicators", "events", "followups"})  # what files of earlier versions do not have
BASES = ("level", "ytd", "flow", "plan")
_TEXTS = {
    "zones": ("id", "ref", "slug", "name"),
    "projects": ("id", "ref", "zone", "slug", "name"),
    "milestones": ("id", "ref", "project", "slug", "name"),
    "indicators": ("id", "ref", "zone", "slug", "name", "unit", "kind", "basis"),
    "events": ("id", "ref", "zone", "slug", "name"),
    "followups": ("id", "ref", "event", "slug", "name"),
    "facts": ("id", "subject_id", "measure", "basis", "day", "span", "words", "certainty"),
}

Row = dict[str, Any]


class Whole(NamedTuple):
    """The rows of a ledger in a file: records in their order, those above others first; facts in the order of entry."""

    zones: list[Row]
    projects: list[Row]
    milestones: list[Row]
    indicators: list[Row]
    events: list[Row]
    followups: list[Row]
    facts: list[Row]


def read_whole(path: Path) -> Whole:
    """Return the ledger that the file at `path` holds.

    Raises Refusal for a file that is not there, too large, not JSON, or another report than `ledger`, and for a row
    without the fields that it needs.
    """
    import json

    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("sheet.large", file=path.name, size=LARGEST // 1024**2)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refusal("sheet.missing", file=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("sheet.unopenable", file=str(path), why=getattr(error, "strerror", None) or "UTF-8") from None
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refusal("whole.json", file=path.name) from None
    if not isinstance(document, dict) or (document.get("schema"), document.get("report")) != (SCHEMA, "ledger"):
        raise Refusal("whole.other", file=path.name)
    return Whole(*(list(_rows(path.name, document, name)) for name in Whole._fields))


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _rows(file: str, document: Row, name: str) -> Iterator[Row]:
    tables = document.get("tables")
    table = tables.get(name) if isinstance(tables, dict) else None
    rows = table.get("rows") if isinstance(table, dict) else [] if table is None and name in LATER else None
    if not isinstance(rows, list):
        raise Refusal("whole.table", file=file, table=name)
    for number, row in enumerate(rows, 1):
        good = isinstance(row, dict) and all(isinstance(row.get(field), str) for field in _TEXTS[name])
        if not good:
            raise Refusal("whole.row", file=file, place=f"{name} {number}")
        yield row


def fact_of(row: Row) -> Fact:
    """Return the fact that a row holds.  Raises Unreadable for a value that its measure cannot have."""
    span = decode(row["span"], row.get("span_qualifier") or "", row.get("span_words") or "")
    places = row.get("places") or 0
    if row["basis"] not in BASES or row["certainty"] not in CERTAINTIES or not isinstance(places, int):
        raise Unreadable("whole.value", text=f"{row['basis']} {row['certainty']} {places}")
    decode(row["day"])
    texts = {field: row.get(field) or "" for field in ("value", "unit", "qualifier", "source", "note")}
    fact = Fact(
        row["measure"],
        texts["value"],
        row["words"],
        span,
        row["basis"],
        texts["unit"],
        texts["qualifier"],
        places,
        row["certainty"],
        texts["source"],
        texts["note"],
        row["day"],
    )
    check(fact)
    return fact

"""Intake: a ledger whole, as `export -o FILE.json` wrote it: records and facts, every value looked at again."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.measure import CERTAINTIES, EXTRA, check, named_by, thing_of
from zonetrack.domain.records import Fact
from zonetrack.domain.rules import FLAGS
from zonetrack.values.errors import Refusal, Unreadable
from zonetrack.values.qualifier import join
from zonetrack.values.text import clean, visible
from zonetrack.values.when import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 512 * 1024 * 1024  # bytes
SCHEMA = 1
LATER = frozenset({"indicators", "events", "followups"})  # what files of earlier versions do not have
BASES = ("level", "ytd", "flow", "plan")
TEXT_LIMIT = 4000
MOST_PLACES = 28  # decimals that a figure may have been given with
_TEXTS = {  # never empty but for the words of a fact
    "zones": ("id", "ref", "slug", "name"),
    "projects": ("id", "ref", "zone", "slug", "name"),
    "milestones": ("id", "ref", "project", "slug", "name"),
    "indicators": ("id", "ref", "zone", "slug", "name", "unit", "kind", "basis"),
    "events": ("id", "ref", "zone", "slug", "name"),
    "followups": ("id", "ref", "event", "slug", "name"),
    "facts": ("id", "subject_id", "measure", "basis", "day", "span", "certainty"),
}
_MAYBE = {  # a text, or null
    "zones": (),
    "projects": ("code", "category"),
    "milestones": ("unit",),
    **dict.fromkeys(LATER, ()),
    "facts": ("value", "unit", "words", "qualifier", "span_qualifier", "span_words", "source", "note", "flags"),
}
_LISTS = ("aliases", "tags")
_ID = re.compile(r"[0-9a-z]{16}")
_MEASURE = re.compile(r"[a-z][a-z0-9_]{0,60}")
_SAID = re.compile(r"[a-z_]{0,20}")  # what a measure says of the record or thing that it names

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
        if not isinstance(row, dict) or not _is_typed(name, row):
            raise Refusal("whole.row", file=file, place=f"{name} {number}")
        yield row


def _is_typed(table: str, row: Row) -> bool:
    """Tell whether the fields of a row are of the kinds that they have in a file of ours."""
    lists = [row.get(field) or [] for field in _LISTS]
    return (
        all(isinstance(row.get(field), str) and row[field] for field in _TEXTS[table])
        and all(row.get(field) is None or isinstance(row[field], str) for field in _MAYBE[table])
        and all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists)
        and _ID.fullmatch(row["id"]) is not None
    )


def _is_measure(text: str) -> bool:
    named, thing = named_by(text), thing_of(text)
    if named:
        return bool(_ID.fullmatch(named.id) and _SAID.fullmatch(named.said))
    if thing:
        return bool(thing.name and _SAID.fullmatch(thing.said))
    return text.startswith(EXTRA) or bool(_MEASURE.fullmatch(text))


def fact_of(row: Row, today: str) -> Fact:
    """Return the fact that a row holds; `today` is the day (ISO) after which nothing can have been said.

    Raises Unreadable for a value that its measure cannot have, Refusal for a day to come.
    """
    span = decode(row["span"], _codes(row, "span_qualifier"), row.get("span_words") or "")
    _look_at(row)
    if date.fromisoformat(row["day"]).isoformat() > today:
        raise Refusal("rule.future", day=row["day"], today=today)
    texts = {field: _text(row, field) for field in ("value", "unit", "words", "source", "note")}
    fact = Fact(
        row["measure"],
        texts["value"],
        texts["words"],
        span,
        row["basis"],
        texts["unit"],
        _codes(row, "qualifier"),
        row.get("places") or 0,
        row["certainty"],
        texts["source"],
        texts["note"],
        row["day"],
    )
    check(fact)
    return fact


def _look_at(row: Row) -> None:
    """Raise Unreadable for a field of a fact that holds none of the words, codes and numbers that it may."""
    places = row.get("places") or 0
    good = {
        "measure": _is_measure(row["measure"]),
        "basis": row["basis"] in BASES,
        "certainty": row["certainty"] in CERTAINTIES,
        "day": re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row["day"]) and decode(row["day"]),
        "places": type(places) is int and 0 <= places <= MOST_PLACES,
        "flags": set((row.get("flags") or "").split(",")) <= {"", *FLAGS},
    }
    for field, is_good in good.items():
        if not is_good:
            raise Unreadable("whole.value", text=visible(str(row[field])))


def _codes(row: Row, field: str) -> str:
    text = row.get(field) or ""
    if join(text.split("+")) != text:
        raise Unreadable("whole.value", text=visible(text))
    return text


def _text(row: Row, field: str) -> str:
    """Return a text of a fact as it may stand in a ledger.  Raises Unreadable for hidden characters in it."""
    text = row.get(field) or ""
    return clean(text, limit=TEXT_LIMIT, lines=True) if text.strip() else ""

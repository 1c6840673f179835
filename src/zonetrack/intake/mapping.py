"""Intake: a map made by hand, from the words above columns to fields and from names to projects, kept as TOML.

`[columns]` holds `"总投资/计划" = "total_investment"`: a field, for money with its basis and the words of its period
(`"invested ytd 1-7月"`), `extra` (kept under its header) or `ignore`.  Fields and bases may be in the words
that people read for them.  `[projects]` holds `"净水厂二期" = "new"`, or the reference of the project that is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.intake.headers import FIELDS
from zonetrack.values.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zonetrack.intake.columns import Column

BASES = ("level", "ytd", "flow", "plan")
NEW = "new"
_ALSO = {"不读": "ignore", "附加项": "extra"}  # what people call these besides


class Labels(NamedTuple):
    """What people read for fields and for bases of money: from each text to its code."""

    fields: Mapping[str, str]
    bases: Mapping[str, str]


NO_LABELS = Labels({}, {})


class Map(NamedTuple):
    """What a person has said about headers, and about rows whose project was doubtful."""

    columns: dict[str, str]
    projects: dict[str, str]


def read_map(path: Path, labels: Labels = NO_LABELS) -> Map:
    """Return the map in the file at `path`, an empty one where there is none; its fields as codes.

    Raises Unreadable for text that is not TOML, a table or field that is not known, and a value that
    is no text.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Map({}, {})
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("map.unreadable", text=str(path), why=getattr(error, "strerror", None) or "UTF-8") from None
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line ([0-9]+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise Unreadable("map.toml", text=str(path), line=line) from None
    unknown = next((name for name in found if name not in Map._fields), None)
    if unknown is not None:
        raise Unreadable("map.table", text=unknown)
    columns, projects = _texts(found, "columns"), _texts(found, "projects")
    return Map({header: _coded(header, chosen, labels) for header, chosen in columns.items()}, projects)


def _coded(header: str, chosen: str, labels: Labels) -> str:
    """Return a field, its basis and its period with codes for the words of people.  Raises Unreadable."""
    key, more = _begun_by(chosen, dict.fromkeys(FIELDS) | _without_brackets(labels.fields) | _ALSO)
    basis, span = _begun_by(more, dict.fromkeys(BASES) | dict(labels.bases)) if more else ("", "")
    if key not in FIELDS or (more and basis not in BASES):
        raise Unreadable("map.field", text=chosen, header=header, known=" ".join(sorted(FIELDS)))
    return " ".join(part for part in (key, basis, span) if part)


def _without_brackets(labels: Mapping[str, str]) -> dict[str, str]:
    """Return labels also as they stand without what they say in brackets: 序号（不读取） as 序号."""
    short = {re.sub(r"\s*[（(].*[)）]$", "", label): code for label, code in labels.items()}
    return short | dict(labels)


def _begun_by(text: str, codes: Mapping[str, str | None]) -> tuple[str, str]:
    """Return the code of the longest words that a text begins with, and what follows; a code itself is without words.

    Codes come before words: `unit` is the field, whatever it means to people.
    """
    known = {word.casefold(): code or word for word, code in reversed(list(codes.items()))}
    parts = text.split()
    for taken in range(len(parts), 0, -1):
        code = known.get(" ".join(parts[:taken]).casefold())
        if code is not None:
            return code, " ".join(parts[taken:])
    return "", text


def _texts(found: dict[str, Any], name: str) -> dict[str, str]:
    table = found.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise Unreadable("map.text", text=name)
    return table


def write_map(columns: Iterable[Column], known: Mapping[str, str], projects: Mapping[str, str]) -> str:
    """Return a map that says what these columns were taken for and which projects names mean, to be corrected.

    What is `known` of headers by hand stays.
    """
    lines = ["[columns]"]
    lines += [f"{_quoted(header)} = {_quoted(chosen)}" for header, chosen in (_chosen(columns) | dict(known)).items()]
    if projects:
        lines += ["", "[projects]", *(f"{_quoted(name)} = {_quoted(ref)}" for name, ref in projects.items())]
    return "\n".join(lines) + "\n"


def _chosen(columns: Iterable[Column]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        key, basis, span, _, _ = column.heading
        if key not in FIELDS:  # belongs to the column before it and is not a person's to choose
            continue
        money = key in ("invested", "planned_investment")
        found.setdefault(column.header, " ".join(part for part in (key, basis, span) if part) if money else key)
    return found


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

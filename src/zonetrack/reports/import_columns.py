"""Reports: the columns of what an import says: sheets, columns, projects, changes, problems, sums, what came back."""

from __future__ import annotations

from zonetrack.report import Column

# Table → columns, in the order in which they are told: first what was understood, last what was left out.
IMPORT: dict[str, tuple[Column, ...]] = {
    "sheets": (
        Column("file", "text", drop=3),
        Column("sheet", "text", blank="none"),
        Column("state", "code"),
        Column("header", "text", blank="none", drop=5),
        Column("day", "when", blank="none"),
        Column("known_by", "code", blank="none", drop=4),
        Column("unit", "text", blank="none"),
        Column("sender", "text", blank="none", drop=2),
        Column("encoding", "text", blank="none", drop=6),
        Column("projects", "count"),
        Column("left", "count", drop=1),
    ),
    "columns": (
        Column("file", "text", "data"),
        Column("sheet", "text", blank="none", drop=3),
        Column("column", "text"),
        Column("header", "text"),
        Column("field", "code"),
        Column("basis", "code", blank="none", drop=2),
        Column("span", "when", blank="none"),
        Column("unit", "text", blank="none", drop=1),
        Column("doubt", "code", blank="none"),
    ),
    "faults": (
        Column("place", "text"),
        Column("name", "text", blank="none", drop=1),
        Column("code", "text", "data"),
        Column("text", "text"),
        Column("hint", "text", blank="none"),
    ),
    "conflicts": (
        Column("name", "text"),
        Column("measure", "code"),
        Column("place", "text"),
        Column("value", "value"),
        Column("other_place", "text"),
        Column("other_value", "value"),
    ),
    "projects": (
        Column("action", "code"),
        Column("name", "text"),
        Column("project", "ref"),
        Column("how", "code", drop=1),
        Column("facts", "count"),
        Column("place", "text", drop=2),
    ),
    "changes": (
        Column("name", "text"),
        Column("project", "ref", "data"),
        Column("measure", "code"),
        Column("old", "value"),
        Column("new", "value"),
        Column("span", "when", blank="none", drop=2),
        Column("place", "text", drop=1),
    ),
    "remarks": (
        Column("place", "text"),
        Column("name", "text", blank="none", drop=1),
        Column("code", "text", "data"),
        Column("text", "text"),
        Column("hint", "text", blank="none"),
    ),
    "sums": (
        Column("place", "text"),
        Column("label", "text", blank="none"),
        Column("header", "text", blank="none"),
        Column("printed", "text", blank="none"),
        Column("computed", "text", blank="none"),
        Column("difference", "text", blank="none"),
        Column("verdict", "code"),
    ),
    "left": (
        Column("place", "text"),
        Column("kind", "code"),
        Column("text", "text", blank="none"),
    ),
    "returned": (
        Column("unit", "text"),
        Column("projects", "count"),
        Column("returned", "count"),
        Column("filled", "count"),
        Column("state", "code"),
        Column("files", "value", blank="none", drop=1),
    ),
}

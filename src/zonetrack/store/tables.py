"""Store: the journalled tables, their columns and the statements that every one of them needs."""

from __future__ import annotations

from typing import NamedTuple

from zonetrack.domain.records import Entry, Event, Followup, Indicator, Milestone, Observation, Project, Zone


class TableTexts(NamedTuple):
    """A journalled table: its name, its columns, the column that identifies a row within a zone, and its statements."""

    name: str
    columns: tuple[str, ...]
    key: str
    insert: str
    update: str
    delete: str
    get: str


def _texts(table: str, columns: tuple[str, ...], key: str) -> TableTexts:
    names = ", ".join(columns)
    values = ", ".join(f":{column}" for column in columns)
    where = "zone_id = :zone_id" if key == "zone_id" else f"zone_id = :zone_id AND {key} = :{key}"
    changes = ", ".join(f"{column} = :{column}" for column in columns if column not in ("zone_id", key))
    return TableTexts(
        table,
        columns,
        key,
        f"INSERT INTO {table} ({names}) VALUES ({values})",
        f"UPDATE {table} SET {changes} WHERE {where}",
        f"DELETE FROM {table} WHERE {where}",
        f"SELECT {names} FROM {table} WHERE {where}",
    )


JOURNALLED = {
    "setting": _texts("setting", ("zone_id", "id", "value"), "id"),
    "zone": _texts("zone", Zone._fields, "zone_id"),
    "project": _texts("project", Project._fields, "id"),
    "milestone": _texts("milestone", Milestone._fields, "id"),
    "indicator": _texts("indicator", Indicator._fields, "id"),
    "event": _texts("event", Event._fields, "id"),
    "followup": _texts("followup", Followup._fields, "id"),
    "alias": _texts("alias", ("zone_id", "id", "scope", "slug", "subject_id"), "id"),
    "observation": _texts("observation", Observation._fields, "id"),
}

ENTRY = _texts("entry", Entry._fields, "seq")
CHANGE = _texts("change", ("zone_id", "seq", "n", "row_table", "row_id", "before", "after"), "n")

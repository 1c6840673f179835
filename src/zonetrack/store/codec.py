"""Store: how the fields of a position stand in its columns.

A date is `EDTF qualifier words`, a quantity `number unit qualifier`, a percentage its canonical text, money three
columns.  One list of fields makes the statements and both directions.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zonetrack.domain.position import MilestonePosition, ProjectPosition, ZonePosition
from zonetrack.values import percent as percents
from zonetrack.values import when as whens
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent
from zonetrack.values.quantity import Quantity
from zonetrack.values.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P = TypeVar("P", MilestonePosition, ProjectPosition, ZonePosition)


def _write_percent(value: Percent) -> str:
    return f"{percents.encode(value)} {value.qualifier or '-'}"


@lru_cache(maxsize=8192)  # few percentages are written differently, and many positions have one
def _read_percent(text: str) -> Percent:
    value, _, qualifier = text.partition(" ")
    return percents.decode(value, "" if qualifier == "-" else qualifier)


def _write_quantity(value: Quantity) -> str:
    return f"{value.number:f} {value.qualifier or '-'} {value.unit}"


def _read_quantity(text: str) -> Quantity:
    number, qualifier, unit = text.split(" ", 2)
    return Quantity(Decimal(number), unit, "" if qualifier == "-" else qualifier)


_CODECS: dict[type, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    When: (When.pack, whens.unpack),
    Percent: (_write_percent, _read_percent),
    Quantity: (_write_quantity, _read_quantity),
    Decimal: (str, Decimal),
}


class Codec(Generic[P]):
    """A position table: its record, its columns and its statements."""

    def __init__(self, table: str, record: type[P], key: tuple[str, ...], money: frozenset[str] = frozenset()) -> None:
        self.record: Any = record
        self.money = money
        self.columns = tuple(column for field in record._fields for column in self._columns_of(field))
        # What `read` has to do, by place, settled once: a ledger has hundreds of thousands of positions.
        readers = _READERS[record]
        self._read = [(self.columns.index(field), reader) for field, reader in readers.items()]
        self._amounts = sorted((self.columns.index(f"{field}_fen") for field in money), reverse=True)
        names = ", ".join(self.columns)
        values = ", ".join(f":{column}" for column in self.columns)
        changes = ", ".join(f"{column} = excluded.{column}" for column in self.columns if column not in key)
        self.select = f"SELECT {names} FROM {table}"
        self.upsert = (
            f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
        )
        self.delete = f"DELETE FROM {table} WHERE {' AND '.join(f'{column} = :{column}' for column in key)}"

    def _columns_of(self, field: str) -> list[str]:
        return [f"{field}_{part}" for part in ("fen", "places", "qualifier")] if field in self.money else [field]

    def write(self, position: P) -> dict[str, object]:
        """Return the columns of a position."""
        row: dict[str, object] = {}
        values: Sequence[Any] = position
        for field, value in zip(self.record._fields, values, strict=True):
            if field in self.money:
                cells = value[:3] if value else (None, None, None)
                row.update(zip(self._columns_of(field), cells, strict=True))
            elif value is None or value.__class__ is str:
                row[field] = value
            else:
                codec = _CODECS.get(type(value))
                row[field] = codec[0](value) if codec else value
        return row

    def read(self, row: Sequence[Any]) -> P:
        """Return the position that a row of `select` holds."""
        cells = list(row)
        for place, reader in self._read:
            value = cells[place]
            if value is not None:
                cells[place] = reader(value)
        for place in self._amounts:  # from the end: three columns become one field
            amount = cells[place : place + 3]
            cells[place : place + 3] = [None if amount[0] is None else Money(*amount)]
        position: P = self.record._make(cells)
        return position


_READERS: dict[type, dict[str, Callable[[str], Any]]] = {
    MilestonePosition: {
        **dict.fromkeys(("started", "done_on", "start", "due", "baseline_due"), whens.unpack),
        "done": _read_quantity,
        "total": _read_quantity,
        "progress": _read_percent,
        "weight": Decimal,
    },
    ProjectPosition: {
        **dict.fromkeys(("started", "done_on", "start", "due", "baseline_due"), whens.unpack),
        "progress": _read_percent,
    },
    ZonePosition: {},
}

MILESTONE = Codec("milestone_position", MilestonePosition, ("zone_id", "milestone_id"))
PROJECT = Codec("project_position", ProjectPosition, ("zone_id", "project_id"), frozenset({"total", "invested"}))
ZONE = Codec("zone_position", ZonePosition, ("zone_id",))

"""Store: what users assert of the figures, kept as settings of the ledger, so that `undo` and `history` know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain import assertion
from zonetrack.domain.errors import NotFound
from zonetrack.domain.records import LEDGER

if TYPE_CHECKING:
    from zonetrack.domain.assertion import Assertion
    from zonetrack.store.db import Db
    from zonetrack.store.writing import Writer

ASSERTIONS = "SELECT id, value FROM setting WHERE zone_id = :zone_id AND id LIKE :pattern ESCAPE '!'"


def on_record(db: Db) -> list[Assertion]:
    """Return all assertions of the ledger, by number."""
    rows = db.rows(ASSERTIONS, zone_id=LEDGER, pattern=f"{assertion.SETTING}%")
    numbered = ((int(name.removeprefix(assertion.SETTING)), text) for name, text in rows)
    return [assertion.read(text, number) for number, text in sorted(numbered)]


def add(writer: Writer, new: Assertion) -> Assertion:
    """Keep an assertion under the next number, as a change of `writer`'s command; return it with that number."""
    number = max((one.number for one in on_record(writer.db)), default=0) + 1
    writer.put("setting", None, _row(number, new.text))
    return new._replace(number=number)


def drop(writer: Writer, number: int) -> Assertion:
    """Take the assertion of that number away, and return it.  Raises NotFound."""
    for one in on_record(writer.db):
        if one.number == number:
            writer.put("setting", _row(number, one.text), None)
            return one
    raise NotFound("assertion.none", number=number)


def _row(number: int, text: str) -> dict[str, str]:
    return {"zone_id": LEDGER, "id": f"{assertion.SETTING}{number}", "value": text}

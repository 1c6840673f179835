"""JSON Schemas of every report, made from the columns that the reports declare.

python docs/schemas.py            write docs/schema/*.json
python docs/schemas.py --check    fail when a file there is not what the program gives
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonetrack.domain.light import LIGHTS
from zonetrack.domain.measure import STAGES
from zonetrack.domain.signal import SIGNALS
from zonetrack.reports.columns import REPORTS

if TYPE_CHECKING:
    from zonetrack.report import Column

FOLDER = Path(__file__).resolve().parent / "schema"
DAY = {"type": "string", "format": "date"}
NUMBER = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
BOUNDS = {"low": NUMBER, "high": NUMBER, "low_open": {"const": True}, "high_open": {"const": True}}


def thing(required: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object whose `required` keys, parted by blanks, are always there, and no key unknown."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a value that may be missing: not reported, or not applicable."""
    return {"anyOf": [schema, {"type": "null"}]}


TEXT = {"type": "string"}
COUNT = {"type": "integer"}
NODES = thing("done under_way to_come", done=COUNT, under_way=COUNT, to_come=COUNT)
DEFINITIONS: dict[str, dict[str, Any]] = {
    "money": thing("fen amount unit", fen=COUNT, amount=NUMBER, unit={"const": "万元"}, qualifier=TEXT),
    "when": thing(
        "text edtf first last precision qualifier",
        text=TEXT,
        edtf=TEXT,
        first=maybe(DAY),
        last=maybe(DAY),
        precision={"enum": ["day", "tenday", "month", "quarter", "half", "year", "range", "open"]},
        qualifier=TEXT,
    ),
    "quantity": thing("value unit qualifier text", value=NUMBER, unit=TEXT, qualifier=TEXT, text=TEXT),
    "amount": thing(
        "done done_basis total unit qualifier",
        done=maybe(NUMBER),
        done_basis=maybe({"enum": ["reported", "computed"]}),
        total=maybe(NUMBER),
        unit=TEXT,
        qualifier=TEXT,
        done_qualifier=TEXT,
    ),
    "progress": thing(
        "low high basis",
        **BOUNDS | {"low": maybe(NUMBER), "high": maybe(NUMBER)},
        basis=maybe({"enum": ["reported", "quantity", "weighted"]}),
        qualifier=TEXT,
        nodes=NODES,
        lead=TEXT,
        lead_percent=maybe(TEXT),
    ),
    "percent": thing("low high", **BOUNDS, qualifier=TEXT),
    "nodes": NODES,
}


def ref(name: str) -> dict[str, Any]:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


KINDS: dict[str, dict[str, Any]] = {
    "when": ref("when"),
    "day": DAY,
    "age": DAY,
    "money": ref("money"),
    "percent": TEXT,
    "points": NUMBER,
    "number": NUMBER,
    "count": COUNT,
    "alarm": COUNT,
    "days": COUNT,
    "quantity": ref("quantity"),
    "amount": ref("amount"),
    "progress": ref("progress"),
    "nodes": NODES,
    "light": {"enum": [*LIGHTS, *SIGNALS]},
    "stage": {"enum": list(STAGES)},
    "side": {"enum": ["finish", "start"]},
    "flags": {"type": "array", "items": TEXT},
    "sources": {"type": "array", "items": {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}},
    "value": {
        "anyOf": [TEXT, COUNT, {"type": "array"}, *(ref(name) for name in DEFINITIONS), {"type": "object"}],
    },
}


def table(columns: tuple[Column, ...]) -> dict[str, Any]:
    """Return the schema of a table with these columns."""
    every = {c.key: maybe(KINDS.get(c.kind, TEXT)) for c in columns if c.shown != "page"}
    cells = {key: cell for key, cell in every.items() if not key.endswith("@")}
    row = thing(" ".join(["id", "ref", *cells]), **{"id": TEXT, "ref": TEXT} | cells)
    total: dict[str, Any] = {"type": "object", "properties": cells, "additionalProperties": False}
    if dated := {f"^{key}[-0-9]+$": cell for key, cell in every.items() if key.endswith("@")}:
        row["patternProperties"] = total["patternProperties"] = dated
    return thing("rows total", rows={"type": "array", "items": row}, total=maybe(total))


def schema(report: str) -> dict[str, Any]:
    """Return the JSON Schema of a report."""
    note = thing("key params text", key=TEXT, params={"type": "object"}, text=TEXT)
    tables = {key: table(columns) for key, columns in REPORTS[report].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"zonetrack report {report}",
        **thing(
            "schema report as_of known head tables notes",
            schema={"const": 1},
            report={"const": report},
            as_of=DAY,
            known=maybe(TEXT),
            head=maybe(TEXT),
            tables={"type": "object", "properties": tables, "additionalProperties": False},
            notes={"type": "array", "items": note},
        ),
        "$defs": DEFINITIONS,
    }


def main() -> None:
    """Write the schemas, or with --check compare them."""
    made = {f"{key}.json": json.dumps(schema(key), ensure_ascii=False, indent=2) + "\n" for key in REPORTS}
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    if found == made:
        return
    if "--check" in sys.argv:
        sys.exit("docs/schema is not what the program gives.  Write it anew: ./run docs")
    FOLDER.mkdir(exist_ok=True)
    for name in found.keys() - made.keys():
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

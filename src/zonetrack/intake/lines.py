"""Intake: many updates from standard input, as plain lines or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.values.errors import Refusal, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELDS = (
    *("ref", "value", "say", "next", "problem", "owner", "unit", "leader", "weight"),
    *("measure", "certainty", "on", "source", "note"),
)
LONGEST = 20_000


class Line(NamedTuple):
    """One update: the number of its line (0 from the command line), the reference, the figure, and the other fields."""

    number: int
    ref: str
    value: str | None
    fields: dict[str, str]


class Read(NamedTuple):
    """The updates that were read, what is wrong with which line, and how many lines came back as they were sent out."""

    lines: list[Line]
    bad: list[tuple[int, Refusal]]
    untouched: int


def read_lines(stream: Iterable[str]) -> Read:
    """Return the updates, and what is wrong with which line.

    A line is `REF TAB VALUE`; without a TAB the first word is the reference and the rest the value; a line that begins
    with `{` is a JSON object with the names of the options.  Blank lines and lines that begin with `#` are skipped, and
    so are lines `REF TAB VALUE TAB LAST VALUE` in which the two are the same: nobody has reported anything there.
    """
    lines: list[Line] = []
    bad: list[tuple[int, Refusal]] = []
    untouched = 0
    for number, text in enumerate(stream, 1):
        stripped = text.removeprefix("\ufeff").strip()
        if not stripped or stripped.startswith("#"):
            continue
        ref, *figures = (part.strip() for part in stripped.split("\t"))
        if len(figures) == 2 and figures[0] == figures[1] and not ref.startswith("{"):
            untouched += 1
            continue
        try:
            lines.append(_read_line(number, stripped))
        except Refusal as refusal:
            bad.append((number, refusal))
    return Read(lines, bad, untouched)


def _read_line(number: int, text: str) -> Line:
    if len(text) > LONGEST:
        raise Unreadable("update.too_long", text=text[:40])
    if text.startswith("{"):
        return _read_object(number, text)
    ref, _, value = text.partition("\t") if "\t" in text else text.partition(" ")
    return Line(number, ref.strip(), value.partition("\t")[0].strip() or None, {})


def _read_object(number: int, text: str) -> Line:
    import json

    def refuse_constant(name: str) -> None:
        raise Unreadable("update.json", text=name)

    try:
        given: Any = json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise Unreadable("update.json", text=text[:80]) from None
    fields = {name: value for name, value in given.items() if value is not None}
    for name, value in fields.items():
        if name not in FIELDS:
            raise Unreadable("update.field", text=name, known=" ".join(FIELDS))
        if not isinstance(value, str):
            raise Unreadable("update.not_text", text=name)
    if "ref" not in fields:
        raise Unreadable("update.no_ref", text=text[:80])
    return Line(number, fields.pop("ref"), fields.pop("value", None), fields)

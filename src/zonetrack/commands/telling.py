"""Commands: what a person is told, on standard error; it never steers a terminal, and never ends in a crash."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from zonetrack.words import has, t

if TYPE_CHECKING:
    from zonetrack.values.errors import Refusal

LONGEST = 200
# Parameters of a refusal that are of use only whole; all others quote what was typed or read.
_WHOLE = frozenset({"candidates", "known", "left", "lines", "now", "path"})


def tell(text: str) -> None:
    """Print `text` on standard error, what could steer a terminal shown by its code.

    Where nobody can be told, nothing is: what was written is written.
    """
    from zonetrack.render.medium import safe

    try:
        print(safe(text, keep="\n\t"), file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Send the rest of a stream nowhere: at exit Python flushes once more, and would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def sentence(refusal: Refusal) -> str:
    """Return what was refused, in one sentence; long texts are quoted by their beginning."""
    return t(f"error.{refusal.word}", **_quoted(refusal))


def hint(refusal: Refusal) -> str | None:
    """Return what to do about it; None where the sentence says it all."""
    key = f"error.{refusal.word}.hint"
    return t(key, **_quoted(refusal)) if has(key) else None


def _quoted(refusal: Refusal) -> dict[str, object]:
    return {name: value if name in _WHOLE else _short(value) for name, value in refusal.params.items()}


def _short(value: object) -> object:
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value

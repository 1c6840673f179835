"""Commands: what a person is told, on standard error; it never steers a terminal, and never ends in a crash."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, TextIO

from zonetrack.words import has, t

if TYPE_CHECKING:
    from zonetrack.values.errors import Refusal

LONGEST = 200
# Parameters of a refusal that are of use only whole; all others quote what was typed or read.
_WHOLE = frozenset({"advice", "candidates", "known", "left", "lines", "now", "path"})
CAUSES = ("EACCES", "EIO", "EISDIR", "ENAMETOOLONG", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS")


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
    quoted = {name: value if name in _WHOLE else _short(value) for name, value in refusal.params.items()}
    quoted |= {name: _unit(quoted[name]) for name in ("unit", "wanted") if name in quoted}
    quoted |= {name: _kinds(quoted[name]) for name in ("kind", "kinds") if name in quoted}
    quoted |= {name: _reading(quoted[name]) for name in ("first_reading", "second_reading") if name in quoted}
    return quoted | ({"why": _cause(quoted["why"])} if "why" in quoted else {})


def _unit(code: object) -> object:
    """Return the code of a unit in the words of the language; what is no code stays as it is."""
    if not has(f"unit.{code}"):
        return code
    return t(f"unit.{code}", n=2)


def _kinds(codes: object) -> str:
    """Return kinds of records, parted by blanks, in the words of the language."""
    return t("figure.list").join(t(f"kind.{code}") for code in str(codes).split())


def _reading(edtf: object) -> object:
    """Return "until a day" as it is typed; all other readings are typed as they are stored."""
    day = str(edtf).removeprefix("../")
    return edtf if day == edtf else t("qualifier.before", figure=day)


def _short(value: object) -> object:
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def _cause(why: object) -> object:
    """Return what the operating system says in English in the words of the language, where we have them."""
    said = {os.strerror(getattr(errno, name)): f"cause.{name}" for name in CAUSES}
    return t(said[why]) if isinstance(why, str) and why in said else why

"""Render: what the stream at the other end can take: harmless text, glyphs of its encoding, writing without errors."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TextIO

# Where a character has a plain spelling that every reader understands, that is used before a question mark is.
SPELLINGS = {
    "万元": "wan-yuan",
    "≥": ">=",
    "≤": "<=",
    "–": "-",
    "—": "-",
    "·": "-",
    "²": "2",
    "³": "3",
    "×": "x",
    "（": "(",
    "）": ")",
    "：": ": ",
    "，": ", ",
    "、": ", ",
    "；": "; ",
    "。": ".",
}


class Glyphs(NamedTuple):
    """The signs that bars are drawn with: what is done, may be done, is not done; milestones by state.

    `levels` are columns from the lowest to the highest; without them a course of figures stays in numbers.
    """

    full: str
    maybe: str
    empty: str
    done: str
    under_way: str
    to_come: str
    line: str
    levels: str


RICH = Glyphs("█", "▒", "░", "●", "◎", "○", "─", "▁▂▃▄▅▆▇█")
PLAIN = Glyphs("#", "+", ".", "#", ">", ".", "-", "")


def is_harmful(char: str) -> bool:
    """Tell whether `char` could steer a terminal, reverse a line, hide, or is no character at all."""
    code = ord(char)
    not_a_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not_a_character or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def escape(char: str) -> str:
    r"""Return `char` as its code: `\x1b`, `\u202e`, `\U000e0001`."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def safe(text: str, keep: str = "") -> str:
    r"""Return `text` with every harmful character shown by its code, those in `keep` untouched.

    What is typed in is refused with such characters; an old or foreign ledger may still hold them.
    """
    if text.isprintable():
        return text
    return "".join(escape(char) if is_harmful(char) and char not in keep else char for char in text)


def encodes(text: str, encoding: str) -> bool:
    """Tell whether `encoding` has all characters of `text`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class Medium:
    """A text stream seen as paper: which signs it takes, and how a text looks on it."""

    def __init__(self, encoding: str | None) -> None:
        """Take the name of the stream's encoding; None (a stream in memory) takes everything."""
        self._encoding = encoding or "utf-8"
        # All or nothing: consoles of older encodings draw the signs that they do have twice as wide.
        self.glyphs = RICH if encodes("".join(RICH), self._encoding) else PLAIN

    def text(self, text: str) -> str:
        """Return `text` on one line, as this stream can show it: measured after this, columns line up."""
        return self.spell(safe(text.replace("\n", " ").replace("\t", " ")))

    def spell(self, text: str) -> str:
        """Return `text` in characters that the encoding has: spelt out where that is possible, else `?`."""
        if encodes(text, self._encoding):
            return text
        for sign, spelling in SPELLINGS.items():
            if sign in text and not encodes(sign, self._encoding):
                text = text.replace(sign, spelling)
        return "".join(char if encodes(char, self._encoding) else "?" for char in text)


def write(out: TextIO, text: str) -> None:
    """Write `text`, putting `?` for whatever the stream cannot encode rather than failing halfway through a report."""
    encoding = getattr(out, "encoding", None)
    if encoding and not encodes(text, encoding):
        text = text.encode(encoding, "replace").decode(encoding)
    out.write(text)

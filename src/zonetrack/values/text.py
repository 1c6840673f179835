"""Values: text as it may enter the ledger, and the key by which two names are the same."""

from __future__ import annotations

import unicodedata

from zonetrack.values.errors import Unreadable

NAME_LIMIT = 200
NOTE_LIMIT = 4000
SHOWN_LIMIT = 60

_BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Turn full-width ASCII (U+FF01–FF5E) and the ideographic space into plain ASCII, and nothing else.

    Deliberately less than NFKC: ², ½ and Ⅷ stay as they are, so that no grammar of numbers takes them for digits.
    """
    return text if text.isascii() else text.translate(_WIDE)


def visible(text: str) -> str:
    """Return `text` fit for an error message: unprintable characters escaped, cut after 60 characters."""
    short = text if len(text) <= SHOWN_LIMIT else text[: SHOWN_LIMIT - 1] + "…"
    if short.isprintable():
        return short
    return "".join(sign if sign.isprintable() or sign in _BLANKS else _escape(sign) for sign in short)


def clean(text: str, *, limit: int = NAME_LIMIT, lines: bool = False) -> str:
    """Return `text` in NFC without blanks around it, fit to be stored.

    `limit` counts characters; `lines` allows line feeds and tabs, as in notes.
    Raises Unreadable: `text.empty`; `text.long` with `limit` and `length`; `text.character` with `code` (U+202E)
    and `position` (from 1) for control and format characters, surrogates, non-characters and line separators.
    """
    if len(text) > limit * 4:  # before anything is done with it: a megabyte is refused for nothing
        raise Unreadable("text.long", text=visible(text), limit=limit, length=len(text))
    if lines:
        text = text.replace("\r\n", "\n")
    if not text.isprintable():
        _refuse_hidden(text, "\n\t" if lines else "")
    text = text.strip(_BLANKS + "\n\t" if lines else _BLANKS)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text:
        raise Unreadable("text.empty", text="")
    if len(text) > limit:
        raise Unreadable("text.long", text=visible(text), limit=limit, length=len(text))
    return text


def name_key(text: str) -> str:
    """Return the key of a name: NFKC, case folded, white space collapsed.  Two names with one key are the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def has_han(text: str) -> bool:
    """Tell whether `text` holds a Chinese character."""
    return not text.isascii() and any("\u4e00" <= sign <= "\u9fff" or sign == "〇" for sign in text)


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _refuse_hidden(text: str, allowed: str) -> None:
    for position, sign in enumerate(text, 1):
        if sign.isprintable() or sign in allowed:
            continue
        code = ord(sign)
        hidden = unicodedata.category(sign) in _REFUSED
        if hidden or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
            raise Unreadable("text.character", text=visible(text), code=f"U+{code:04X}", position=position)

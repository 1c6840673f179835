"""Words: every sentence a user reads, in Chinese and in English, by key.

The language is settled once, before Click is imported (`use`); after that `t` gives the words.
"""

from __future__ import annotations

from importlib import import_module

LANGUAGES = ("zh", "en")

_language = "zh"
_texts: dict[str, str | tuple[str, str]] = {}


def use(language: str) -> None:
    """Make `language` (zh or en) the language of everything printed from now on."""
    global _language, _texts
    _texts = import_module(f"zonetrack.words.{language}").TEXTS
    _language = language


def language() -> str:
    """Return the language in force: zh or en."""
    return _language


def has(key: str) -> bool:
    """Tell whether there are words for `key`."""
    if not _texts:
        use(_language)
    return key in _texts


def t(key: str, /, **params: object) -> str:
    """Return the words for `key`, filled with `params`.

    A pair of texts is a singular and a plural, chosen by the parameter `n`.  A key without words raises KeyError.
    """
    if not _texts:
        use(_language)
    text = _texts[key]
    if isinstance(text, tuple):
        text = text[0] if params.get("n") == 1 else text[1]
    return text.format(**params) if params else text


def named(prefix: str) -> dict[str, str]:
    """Return for every text whose key begins with `prefix`, in every language, the rest of its key: 总投资 → total_…."""
    texts = [import_module(f"zonetrack.words.{language}").TEXTS for language in LANGUAGES]
    return {
        text: key.removeprefix(prefix)
        for known in texts
        for key, text in known.items()
        if key.startswith(prefix) and isinstance(text, str)
    }

"""Values: the root of everything zonetrack refuses to do."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """Something that zonetrack will not do, and the key of the sentence that says why.

    `word` names the sentence `error.<word>` (and its hint `error.<word>.hint`) in `words/`;
    `params` fill both.  Parameters are plain text or integers: no sentence is ever built here.
    """

    exit_code = 2

    def __init__(self, word: str, **params: object) -> None:
        super().__init__(word, params)
        self.word = word
        self.params = params


class Unreadable(Refusal):
    """A text that cannot be read as the value it should be.

    `params` always hold `text` (the offending text as typed).
    """


class AmbiguousDate(Unreadable):
    """A date without a year that has two honest readings; `readings` holds both, likelier first."""

    def __init__(self, word: str, readings: tuple[Any, Any], **params: object) -> None:
        super().__init__(word, **params)
        self.readings = readings

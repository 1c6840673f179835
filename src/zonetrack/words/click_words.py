"""Words: the sentences that Click itself prints, in our language instead of the environment's."""

from __future__ import annotations

import gettext
import os

CATALOGUE = os.path.join(os.path.dirname(__file__), "locale", "zh", "LC_MESSAGES", "messages.mo")

_catalogue = gettext.NullTranslations()


def bind(language: str) -> None:
    """Make Click say its own words in `language`: zh from our catalogue, anything else in its plain English.

    Call it before Click is first imported.  Click takes `gettext` and `ngettext` from the standard module, which
    would ask LANGUAGE, LC_ALL and LANG at every sentence; setting those here would change them for the programs
    that we start, too.  So Click is given two functions that ask only us; a later call changes the language again.
    """
    global _catalogue
    if language == "zh":
        with open(CATALOGUE, "rb") as file:
            _catalogue = gettext.GNUTranslations(file)
    else:
        _catalogue = gettext.NullTranslations()
    gettext.gettext = _gettext
    gettext.ngettext = _ngettext


def _gettext(message: str) -> str:
    return _catalogue.gettext(message)


def _ngettext(msgid1: str, msgid2: str, n: int) -> str:
    return _catalogue.ngettext(msgid1, msgid2, n)

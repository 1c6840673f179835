"""Commands: what a run of `check` of some name has told, so that the next of that name tells only what is new.

It is kept beside the user's own ledger and never in the ledger: who reads changes nothing, may not be allowed to, and
what one reader was told is no fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.domain.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST = 40


class Told:
    """The keys that were told under a name about one ledger, in a file of `folder`."""

    def __init__(self, folder: Path, name: str, ledger: Path) -> None:
        """Raise Unreadable `check.name` for a name that no file can have."""
        import hashlib
        import re

        from zonetrack.values.errors import Unreadable
        from zonetrack.values.text import visible

        if len(name) > LONGEST or not re.fullmatch(r"\w[\w-]*", name):
            raise Unreadable("check.name", text=visible(name), limit=LONGEST)
        self._ledger = ledger.resolve()
        digest = hashlib.sha256(str(self._ledger).encode("utf-8", "surrogateescape")).hexdigest()
        self._path = folder / f"{name}-{digest[:8]}.json"

    def keys(self) -> set[str]:
        """Return what was told by the last run; of a file that cannot be read nothing, so that all is told again."""
        import json

        try:
            return {str(key) for key in json.loads(self._path.read_text(encoding="utf-8"))["told"]}
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def keep(self, keys: Iterable[str]) -> None:
        """Remember these keys in the place of the last ones, whole or not at all.  Raises CannotWrite."""
        import json

        from zonetrack.commands.showing import write

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite("file.unwritable", path=str(self._path), why=error.strerror or "") from None
        content = json.dumps({"told": sorted(keys)}, ensure_ascii=False, indent=1)
        write(self._path, content.encode(), force=True, ledger=self._ledger)

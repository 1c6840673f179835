"""Commands: what every command knows about its call, such as which ledger, whose, on which day, and how loudly."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from zonetrack.commands.telling import tell
from zonetrack.domain.errors import AmbiguousDate, Refusal, Unusable
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import TypeVar

    T = TypeVar("T")


def _folder(windows: str, variable: str, usual: str) -> str:
    """A folder of the user's: by the environment, else where such things usually are."""
    base = os.environ.get(windows, "~") if sys.platform == "win32" else os.environ.get(variable) or usual
    return os.path.join(os.path.expanduser(base), "zonetrack")


def own_ledger() -> str:
    """Return where the user's own ledger is."""
    return os.path.join(_folder("LOCALAPPDATA", "XDG_DATA_HOME", "~/.local/share"), "zonetrack.db")


def own_settings(name: str) -> str:
    """Return where a file of that name is in the folder of the user's settings."""
    return os.path.join(_folder("APPDATA", "XDG_CONFIG_HOME", "~/.config"), name)


def config() -> dict[str, Any]:
    """Return the settings in `config.toml` (db, lang, user); empty without one.  Raises Unusable for a bad file."""
    path = own_settings("config.toml")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except UnicodeDecodeError:
        raise Unusable("config.unreadable", path=path, why="UTF-8") from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        import re

        place = re.search(r"line (\d+), column (\d+)", str(error))
        why = t("config.place", line=place[1], column=place[2]) if place else "TOML"
        raise Unusable("config.unreadable", path=path, why=why) from None


class Session:
    """The global options of one call, and what follows from them.

    The clock comes from outside (`now`, UTC); `--today` puts it at noon of another day.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._day: date | None = None
        self.db: str | None = None
        self.user: str | None = None
        self.today_text: str | None = None
        self.quiet = False
        self.debug = False

    def named(self) -> str | None:
        """Return the ledger that option, environment or config names, be it there or not."""
        said = self.db or os.environ.get("ZONETRACK_DB") or config().get("db")
        return os.path.expanduser(str(said)) if said else None

    def path(self) -> str:
        """Return where the ledger is: the one that is named, else the nearest one upward, else the user's.

        Raises Unusable (exit 6) where there is none.
        """
        named = self.named()
        if named is not None:
            return named
        try:
            folder, above = os.getcwd(), ""
        except OSError:  # the working folder was deleted
            folder = above = ""
        while folder != above:
            path = os.path.join(folder, "data", "zonetrack.db")
            if os.path.isfile(path):
                return path
            folder, above = os.path.dirname(folder), folder
        if os.path.isfile(own_ledger()):
            return own_ledger()
        raise Unusable("ledger.nowhere", own=own_ledger())

    def now(self) -> datetime:
        """Return the time of this call (UTC); with `--today` noon in Shanghai of that day."""
        if self.today_text is None:
            return self._now()
        from datetime import UTC, datetime, time

        from zonetrack.values.when import read_when

        real = self._now()
        said = read_when(self.today_text, real.date(), mood="fact")
        return datetime.combine(said.last or real.date(), time(4), UTC)

    def clock(self) -> datetime:
        """Return what the clock really says (UTC), whatever day `--today` takes for today."""
        return self._now()

    def today(self) -> date:
        """Return the ledger's day."""
        if self._day is None:
            from zonetrack.store import ledger

            with ledger.reading(self.path()) as db:
                self._day = ledger.today(db, self.now())
        return self._day

    def damaged(self) -> str | None:
        """Return the ledger of this call if an examination finds damage in it."""
        from zonetrack.store import doctor

        try:
            path = self.path()
            return path if doctor.examine(path).damage else None
        except (OSError, Refusal):
            return None

    def author(self) -> str:
        """Return who is speaking: `--user`, `ZONETRACK_USER`, config, or the name at log-in."""
        from zonetrack.values.text import clean

        said = self.user or os.environ.get("ZONETRACK_USER") or config().get("user")
        if said:
            return clean(str(said))
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "unknown"

    def say(self, text: str = "") -> None:
        """Tell the person at the terminal something: on standard error, and not with `--quiet`."""
        if not self.quiet:
            tell(text)

    @staticmethod
    def interactive() -> bool:
        """Tell whether there is a person to ask."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, read: Callable[[], T]) -> T:
        """Return what `read` reads; a date with two readings is asked for at a terminal, and refused elsewhere."""
        try:
            return read()
        except AmbiguousDate as ambiguous:
            if not self.interactive():
                raise
            import click

            first, second = ambiguous.readings
            tell(t("ask.which_year", text=ambiguous.params["text"]))
            for number, name in enumerate(("first_reading", "second_reading"), 1):
                tell(f"  {number}  {ambiguous.params[name]}")
            answer = click.prompt(t("ask.choice"), type=click.Choice(["1", "2"]), default="1", err=True)
            chosen: T = first if answer == "1" else second
            return chosen

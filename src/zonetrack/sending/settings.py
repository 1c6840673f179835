"""Sending: the settings of one channel, from a file that only its owner may read, and from the environment."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from zonetrack.domain.errors import NotFound, Refusal
from zonetrack.sending.channel import Mail, Robot, Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zonetrack.sending.channel import Channel

VARIABLE = "ZONETRACK_NOTIFY_"
PORTS = {"ssl": 465, "starttls": 587, "none": 25}
_SHARED = {"channel", "ca", "private"}
_SIGNED = _SHARED | {"url", "secret"}
# Channel → the fields that it may have.
FIELDS = {
    "mail": _SHARED | {"server", "port", "security", "user", "password", "from", "to"},
    "wecom": _SHARED | {"url"},
    "dingtalk": _SIGNED,
    "feishu": _SIGNED,
}
_ALL = frozenset().union(*FIELDS.values())
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_ADDRESS = re.compile(r"[!-~]+@[!-~]+")
_APART = re.compile(r"[\s,;，；]+")
_PLAIN = re.compile(r"[!-~]+")


def read(path: str, environment: Mapping[str, str], name: str) -> Channel:
    """Return the channel `name`: the table of that name in the file, if there is one, overruled by the environment.

    The environment says a field as ZONETRACK_NOTIFY_<NAME>_<FIELD>.  Raises Refusal for a file that others may read,
    and for settings that cannot be used; NotFound where neither has the channel.
    """
    if not _NAME.fullmatch(name):
        raise Refusal("notify.name", name=name)
    prefix = f"{VARIABLE}{name.upper().replace('-', '_')}_"
    said = {field: environment[key] for field in _ALL if environment.get(key := prefix + field.upper())}
    book = _book(path)
    if not said and name not in book:
        raise NotFound("notify.nobody", name=name, path=path, known=", ".join(sorted(book)) or "—")
    table = book.get(name, {})
    if not isinstance(table, dict):
        raise Refusal("notify.table", name=name, path=path)
    return _channel(_Settings(name, {**table, **said}))


def _book(path: str) -> dict[str, Any]:
    """Return what the file holds, nothing where there is none.  What is wrong is told without quoting a word of it."""
    try:
        with Path(path).open("rb") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise Refusal("notify.open_file", path=path)
            content = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Refusal("notify.unreadable", path=path, why=error.strerror or "") from None
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise Refusal("notify.unreadable", path=path, why="UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise Refusal("notify.toml", path=path, line=line[1] if line else "?") from None


class _Settings:
    """The fields of one channel as they were given, and what they must be; refusals name fields and quote nothing."""

    def __init__(self, name: str, fields: Mapping[str, Any]) -> None:
        self.name = name
        self._fields = fields

    def only(self, known: set[str]) -> None:
        """Refuse fields that are not among those known."""
        if unknown := sorted(self._fields.keys() - known):
            raise Refusal("notify.field", name=self.name, field=", ".join(unknown), known=", ".join(sorted(known)))

    def wrong(self, field: str) -> Refusal:
        """Return what to raise where a field cannot be used."""
        return Refusal("notify.value", name=self.name, field=field)

    def text(self, field: str) -> str | None:
        """Return a field of text, None where it is missing or empty."""
        value = self._fields.get(field, "")
        if not isinstance(value, str) or not value.isprintable():
            raise self.wrong(field)
        return value or None

    def needed(self, field: str) -> str:
        """Return a field of text that has to be there."""
        value = self.text(field)
        if value is None:
            raise Refusal("notify.missing", name=self.name, field=field)
        return value

    def plain(self, field: str) -> str | None:
        """Return a field of text in ASCII without blanks, which is what protocols carry."""
        value = self.text(field)
        if value is not None and not _PLAIN.fullmatch(value):
            raise self.wrong(field)
        return value

    def secret(self, field: str) -> Secret | None:
        """Return a field like `plain` that is not for everybody's eyes."""
        value = self.plain(field)
        return None if value is None else Secret(value)

    def choice(self, field: str, known: Mapping[str, object], usual: str | None = None) -> str:
        """Return a field that is one of the words known; `usual` where it is missing."""
        value = self.text(field) or usual or self.needed(field)
        if value not in known:
            raise Refusal("notify.choice", name=self.name, field=field, known=", ".join(known))
        return value

    def flag(self, field: str) -> bool:
        """Return a field that is true or false, in the environment as a word."""
        value = self._fields.get(field, False)
        words = {"true": True, "1": True, "false": False, "0": False}
        found = words.get(value.lower()) if isinstance(value, str) else value
        if not isinstance(found, bool):
            raise self.wrong(field)
        return found

    def port(self, usual: int) -> int:
        """Return the number of the port."""
        value = self._fields.get("port", usual)
        digits = str(value)
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,5}", digits) or not 0 < int(digits) < 65536:
            raise self.wrong("port")
        return int(digits)

    def addresses(self, field: str) -> tuple[str, ...]:
        """Return addresses of mail, given as a list or as one text."""
        value = self._fields.get(field)
        given = _APART.split(value.strip()) if isinstance(value, str) else value
        if not given:
            raise Refusal("notify.missing", name=self.name, field=field)
        if not isinstance(given, list) or not all(isinstance(one, str) and _is_address(one) for one in given):
            raise self.wrong(field)
        return tuple(dict.fromkeys(given))

    def url(self) -> Secret:
        """Return the address of a robot: https, with nothing in it that does not belong there."""
        value = self.needed("url")
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            raise self.wrong("url") from None
        if parts.scheme != "https":
            raise Refusal("notify.https", name=self.name)
        if not _PLAIN.fullmatch(value) or not parts.hostname or "@" in parts.netloc or parts.fragment:
            raise self.wrong("url")
        return Secret(value)


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and text.count("@") == 1 and not set(text) & set('<>(),;:"[]\\')


def _channel(given: _Settings) -> Channel:
    kind = given.choice("channel", FIELDS)
    given.only(FIELDS[kind])
    ca, private = given.text("ca"), given.flag("private")
    if kind != "mail":
        secret = given.secret("secret") if "secret" in FIELDS[kind] else None
        return Robot(given.name, kind, given.url(), secret, ca, private)
    security = given.choice("security", PORTS, "ssl")
    (sender, *more), to = given.addresses("from"), given.addresses("to")
    if more:
        raise given.wrong("from")
    user, password = given.plain("user"), given.secret("password")
    if (user is None) != (password is None):
        raise Refusal("notify.missing", name=given.name, field="password" if user else "user")
    server, port = given.plain("server") or given.needed("server"), given.port(PORTS[security])
    return Mail(given.name, server, port, security, sender, to, user, password, ca, private)

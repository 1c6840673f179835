"""Sending: the ways out as records, with secrets that do not show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from zonetrack.domain.errors import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = "***"
SHORTEST = 4  # characters of a setting that is taken out of what a server answers


class Passing(Failed):
    """A failure that may pass by itself: nobody answered, or too much was sent at once."""


class Secret:
    """A text that whoever prints a record, an error or a traceback does not see."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return MASK

    def reveal(self) -> str:
        """Return the text, for the one place that needs it."""
        return self._text


class Robot(NamedTuple):
    """The robot of a group chat: `kind` is wecom, dingtalk or feishu; its address is its password.

    `ca`: a file of certificates to trust instead of the system's; `private`: it may be within a private network.
    """

    name: str
    kind: str
    url: Secret
    secret: Secret | None = None
    ca: str | None = None
    private: bool = False


class Mail(NamedTuple):
    """A mail server and who writes to whom; `security` is ssl, starttls or none, `ca` and `private` as of a Robot."""

    name: str
    server: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    password: Secret | None = None
    ca: str | None = None
    private: bool = False


Channel = Robot | Mail


class Message(NamedTuple):
    """What is to be said: `subject` heads a mail, `text` is all of it in lines."""

    subject: str
    text: str


def where(channel: Channel) -> str:
    """Return where messages go, as far as everybody may see it."""
    if isinstance(channel, Mail):
        return f"{channel.sender} → {', '.join(channel.to)}"
    return f"https://{urlsplit(channel.url.reveal()).hostname}/{MASK}"


def hidden(channel: Channel, text: str) -> str:
    """Return what a server said without any of our settings that it may have repeated."""
    for setting in sorted(_settings(channel), key=len, reverse=True):
        if len(setting) >= SHORTEST:
            text = text.replace(setting, MASK)
    return text


def _settings(channel: Channel) -> Iterator[str]:
    if isinstance(channel, Mail):
        yield from (channel.server, channel.sender, *channel.to)
        yield from (channel.user or "", channel.password.reveal() if channel.password else "")
        return
    address = urlsplit(channel.url.reveal())
    yield from (channel.url.reveal(), address.netloc, address.query, *address.path.split("/"))
    yield from (value for pair in address.query.split("&") for value in pair.split("=")[1:])
    yield channel.secret.reveal() if channel.secret else ""

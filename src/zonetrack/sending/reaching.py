"""Sending: which machines may be reached, and how they prove who they are."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from zonetrack.domain.errors import Failed, Refusal
from zonetrack.sending.channel import Mail, Passing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.sending.channel import Channel

SECONDS = 10  # that a machine may take for each step


def trust(channel: Channel) -> ssl.SSLContext:
    """Return how certificates are checked: by the channel's own file, else as this system does.  Raises Refusal."""
    try:
        return ssl.create_default_context(cafile=channel.ca)
    except OSError:  # no such file, or no certificates in it
        raise Refusal("notify.ca", name=channel.name) from None


def refuse_hidden(channel: Channel, host: str, port: int, *, own: bool = False) -> None:
    """Raise Failed where `host` is within a private network and the channel may not go there.

    `own`: it has to be this machine.
    """
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        refuse_address(channel, str(address[0]), own=own)


def refuse_address(channel: Channel, address: str, *, own: bool = False) -> None:
    """Raise what `refuse_hidden` raises, for where a connection really arrived: names may answer twice."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if own and not found.is_loopback:
        raise Failed("notify.unprotected", name=channel.name)
    if not (own or channel.private or found.is_global):
        raise Failed("notify.private", name=channel.name)


def check(channel: Channel) -> None:
    """Raise what sending would raise, as far as that is known before anybody is connected to.

    A name is looked up only where it has to be this machine; of others only an address, and localhost, is judged.
    """
    if isinstance(channel, Mail):
        host, own = channel.server, channel.security == "none"
    else:
        host, own = urlsplit(channel.url.reveal()).hostname or "", False
    if not own:
        trust(channel)
    try:
        flags = 0 if own or host.lower() == "localhost" else socket.AI_NUMERICHOST
        found = {str(address[0]) for *_, address in socket.getaddrinfo(host, None, flags=flags)}
    except (OSError, UnicodeError):
        if own:
            raise Failed("notify.unprotected", name=channel.name) from None
        return
    for address in found:
        refuse_address(channel, address, own=own)


@contextmanager
def told(channel: Channel) -> Iterator[None]:
    """Turn what a network does into refusals that quote nothing of the settings."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise Failed("notify.certificate", name=channel.name) from None
    except (socket.gaierror, UnicodeError):  # a name that nobody has, or none that anybody can have
        raise Passing("notify.no_host", name=channel.name) from None
    except TimeoutError:
        raise Passing("notify.silent", name=channel.name, seconds=SECONDS) from None
    except OSError:
        raise Passing("notify.unreachable", name=channel.name) from None

"""Sending: a message delivered, however often that has to be tried."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from zonetrack.sending.channel import Mail, Passing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from zonetrack.sending.channel import Channel, Message

# Seconds before the second, third and last attempt; the longest lets the minute pass that robots count messages by.
WAITS = (2, 10, 60)


def parts(channel: Channel, message: Message) -> list[str]:
    """Return the texts that go out, one by one; a mail is never cut.  Raises Failed where there are too many."""
    if isinstance(channel, Mail):
        return [message.text]
    from zonetrack.sending import robots

    return robots.parts(channel, message.text)


def deliver(
    channel: Channel, message: Message, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Iterator[int]:
    """Yield the number of each part as soon as it is delivered.

    `clock` gives the time (UTC), `sleep` waits so many seconds.  What was not confirmed is sent again, so that a
    message may arrive twice rather than not at all.  Raises Failed.
    """
    if isinstance(channel, Mail):
        from zonetrack.sending import mail

        made = mail.letter(channel, message, clock())
        _try(lambda _: mail.post(channel, made), clock, sleep)
        yield 1
        return
    from zonetrack.sending import robots

    for number, text in enumerate(robots.parts(channel, message.text), 1):
        if number > 1:
            sleep(robots.MANNERS[channel.kind].pause)
        _try(partial(robots.say, channel, text), clock, sleep)
        yield number


def _try(attempt: Callable[[datetime], None], clock: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
    """Attempt it at the time that it is then, again and again as long as the failure may pass."""
    for seconds in WAITS:
        try:
            attempt(clock())
        except Passing:
            sleep(seconds)
        else:
            return
    attempt(clock())

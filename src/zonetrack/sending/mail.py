"""Sending: one mail, over a connection that nobody listens to, or to the mail server of this very machine."""

from __future__ import annotations

import smtplib
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING

from zonetrack.domain.errors import Failed
from zonetrack.sending.channel import Passing, hidden
from zonetrack.sending.reaching import SECONDS, refuse_address, refuse_hidden, told, trust

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zonetrack.sending.channel import Mail, Message

# What we call ourselves to the server: the name of this machine is nobody's business.
_OURSELVES = "[127.0.0.1]"


def letter(mail: Mail, message: Message, now: datetime) -> EmailMessage:
    """Return the mail as it is sent, and as it is sent again where that is needed: its number stays the same."""
    made = EmailMessage(policy=SMTP)
    made["From"] = mail.sender
    made["To"] = ", ".join(mail.to)
    made["Subject"] = " ".join(message.subject.split())
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=mail.sender.partition("@")[2])
    # Programs that answer mail by themselves leave this one alone.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text, charset="utf-8")
    return made


def post(mail: Mail, made: EmailMessage) -> None:
    """Hand the mail to the server.  Raises Passing where it may help to try again, else Failed."""
    with told(mail), _explained(mail), _line(mail) as line:
        if mail.user and mail.password:
            line.login(mail.user, mail.password.reveal())
        refused = line.send_message(made)
    if refused:
        raise Failed("notify.some_refused", name=mail.name, n=len(refused), of=len(mail.to))


@contextmanager
def _line(mail: Mail) -> Iterator[smtplib.SMTP]:
    """Yield a line to the server, secured as the settings ask and to where it may go."""
    own = mail.security == "none"
    refuse_hidden(mail, mail.server, mail.port, own=own)
    if mail.security == "ssl":
        line: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port, _OURSELVES, timeout=SECONDS, context=trust(mail))
    else:
        line = smtplib.SMTP(mail.server, mail.port, _OURSELVES, timeout=SECONDS)
    try:
        if line.sock is not None:
            refuse_address(mail, str(line.sock.getpeername()[0]), own=own)
        if mail.security == "starttls":
            line.starttls(context=trust(mail))
        yield line
        # The mail is under way: a server that does not say good-bye must not have it sent again.
        with suppress(smtplib.SMTPException, OSError):
            line.quit()
    finally:
        line.close()


@contextmanager
def _explained(mail: Mail) -> Iterator[None]:
    """Turn what a mail server answers into refusals that quote nothing of the settings."""
    try:
        yield
    except smtplib.SMTPNotSupportedError:
        raise Failed("notify.unable", name=mail.name) from None
    except smtplib.SMTPRecipientsRefused as refused:
        kind = Passing if all(code < 500 for code, _ in refused.recipients.values()) else Failed
        raise kind("notify.some_refused", name=mail.name, n=len(refused.recipients), of=len(mail.to)) from None
    except smtplib.SMTPAuthenticationError as error:
        kind = Passing if error.smtp_code < 500 else Failed
        raise kind("notify.login", name=mail.name) from None
    except smtplib.SMTPResponseException as error:
        kind = Passing if error.smtp_code < 500 else Failed
        answer = error.smtp_error
        text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        raise kind("notify.answer", name=mail.name, code=error.smtp_code, answer=hidden(mail, text)) from None
    except smtplib.SMTPException:
        raise Passing("notify.garbled", name=mail.name) from None

"""Take one mail on this machine and write it down, as people read it: the mail server of docs/notify.md.

python docs/smtp_sink.py FILE     print the port, wait a minute at most for a mail, write it to FILE
"""

from __future__ import annotations

import email
import email.policy
import socket
import sys
from pathlib import Path

SECONDS = 60
SHOWN = ("From", "To", "Subject")


def take(line: socket.socket) -> bytes:
    """Return the first mail that comes over `line`, speaking just enough SMTP for it."""
    mail = b""
    with line.makefile("rb") as heard, line.makefile("wb", 0) as said:
        said.write(b"220 localhost\r\n")
        while command := heard.readline():
            verb = command[:4].upper()
            if verb == b"DATA":
                said.write(b"354 go on\r\n")
                mail = b"".join(iter(heard.readline, b".\r\n"))
            said.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")
            if verb == b"QUIT":
                break
    return mail


def readable(mail: bytes) -> str:
    """Return the mail as a reader of mail shows it."""
    read = email.message_from_bytes(mail, policy=email.policy.default)
    text = read.get_content().replace("\r\n", "\n")
    return "\n".join([*(f"{name}: {read[name]}" for name in SHOWN), "", text])


def main() -> None:
    """Wait for one mail."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(SECONDS)
        print(server.getsockname()[1], flush=True)
        line, _ = server.accept()
        with line:
            line.settimeout(SECONDS)
            Path(sys.argv[1]).write_text(readable(take(line)), encoding="utf-8")


if __name__ == "__main__":
    main()

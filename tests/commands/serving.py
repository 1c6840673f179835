"""Servers that tests send to: a robot behind HTTPS and a mail server, on this machine, each for one test."""

from __future__ import annotations

import email
import email.policy
import shutil
import socketserver
import ssl
import subprocess
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SECONDS = 5  # a connection that hangs ends the test rather than the patience of whoever runs it


def certificate(folder: Path) -> Path:
    """A key and a certificate for localhost, signed by itself, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(cert)]
    subprocess.run([openssl, *made, *names, *files], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(SECONDS)
        server.server_close()


class Posted(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes


class RobotServer(ThreadingHTTPServer):
    """Answers as it is told to: a status and a body each, the last of them for all that follow."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, cert: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Robot)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.answers: list[tuple[int, str]] = [(200, '{"errcode":0,"errmsg":"ok"}')]
        self.posted: list[Posted] = []
        self.connections = 0

    @property
    def url(self) -> str:
        return f"https://localhost:{self.server_port}/send?key=topsecret"

    def get_request(self) -> tuple[Any, Any]:
        self.connections += 1
        connection, address = super().get_request()
        connection.settimeout(SECONDS)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Robot(BaseHTTPRequestHandler):
    server: RobotServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append(Posted(self.path, dict(self.headers), body))
        answers = self.server.answers
        status, answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if status == 0:  # hang up without a word
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", answer)
        self.end_headers()
        self.wfile.write(answer.encode())

    def do_GET(self) -> None:
        self.server.posted.append(Posted(self.path, dict(self.headers), b""))

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail; `answers` are what it says to a verb instead of what it should, each once.

    TAKEN stands for the end of a mail; an empty answer hangs up.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, cert: Path | None = None, *, ssl_at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.context: ssl.SSLContext | None = None
        if cert is not None:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(cert)
        self.ssl_at_once = ssl_at_once
        self.answers: list[tuple[str, str]] = []
        self.mails: list[EmailMessage] = []
        self.heard: list[str] = []  # verbs, "TLS" where the line became secret

    @property
    def port(self) -> int:
        port: int = self.server_address[1]
        return port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Post(socketserver.StreamRequestHandler):
    server: MailServer
    timeout = SECONDS

    def handle(self) -> None:
        if self.server.ssl_at_once:
            self._secure()
        self._say("220 localhost")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            self.server.heard.append(verb.upper())
            if not self._answer(verb.upper(), rest):
                return

    def _answer(self, verb: str, rest: str) -> bool:
        told = self._told(verb)
        if told is not None:
            if told:
                self._say(told)
            return bool(told)
        match verb:
            case "EHLO":
                plain = self.server.context is not None and "TLS" not in self.server.heard
                self._say(*(f"250-{one}" for one in ("localhost", *["STARTTLS"] * plain, "AUTH PLAIN")), "250 8BITMIME")
            case "STARTTLS":
                self._say("220 go on")
                self._secure()
            case "AUTH":
                right = b64decode(rest.rsplit(maxsplit=1)[-1]) == b"\0zonetrack\0topsecret"
                self._say("235 welcome" if right else f"535 {rest} is wrong for zonetrack: topsecret?")
            case "DATA":
                self._say("354 go on")
                self._take()
                self._say(self._told("TAKEN") or "250 taken")
            case "QUIT":
                self._say("221 bye")
                return False
            case _:
                self._say("250 fine")
        return True

    def _told(self, verb: str) -> str | None:
        """What the test wants to be said, once; an empty text hangs up."""
        found = next((one for one in self.server.answers if one[0] == verb), None)
        if found is None:
            return None
        self.server.answers.remove(found)
        return found[1]

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def _secure(self) -> None:
        assert self.server.context is not None
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.server.heard.append("TLS")
        self.rfile.close()
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the server itself closes only what was accepted

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.server.mails.append(mail)

"""Sending: the robots of WeCom, DingTalk and Feishu: what each takes, how it is signed, and what it answers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus, urlsplit

from zonetrack.domain.errors import Failed
from zonetrack.sending import cutting
from zonetrack.sending.channel import Passing, Secret, hidden
from zonetrack.sending.reaching import SECONDS, refuse_address, refuse_hidden, told, trust

if TYPE_CHECKING:
    from datetime import datetime

    from zonetrack.sending.channel import Robot
    from zonetrack.sending.cutting import Measure

_LONGEST_ANSWER = 65_536
_TOO_MANY = 429


class Manner(NamedTuple):
    """How one kind of robot is spoken to.

    `limit` bytes of text as `measure` counts them; `pause` seconds between two messages, so that no more go in a
    minute than it takes; `busy`: codes that ask to come back later.
    """

    limit: int
    measure: Measure
    pause: float
    busy: frozenset[int]


MANNERS = {
    "wecom": Manner(2048, cutting.plain, 3, frozenset({-1, 45009})),
    # Of 20 kB for the whole body a part is left for what stands around the text.
    "dingtalk": Manner(19_000, cutting.quoted, 3, frozenset({-1, 130101, 410100})),
    "feishu": Manner(19_000, cutting.quoted, 1, frozenset({9499, 11232})),
}
# What would call people in a chat rather than be read there.
_CALLS = {"<at": "＜at", "<@": "＜@"}


class Request(NamedTuple):
    """What is posted: the address, with a signature where one belongs there, and the body."""

    url: Secret
    body: bytes


def parts(robot: Robot, text: str) -> list[str]:
    """Return `text` as messages that the robot takes.  Raises Failed for too many."""
    manner = MANNERS[robot.kind]
    for call, harmless in _CALLS.items():
        text = text.replace(call, harmless)
    return cutting.cut(text, manner.limit, manner.measure)


def request(robot: Robot, text: str, now: datetime) -> Request:
    """Return what to post at `now`, which is signed along where the robot has a secret."""
    body: dict[str, Any] = {"msgtype": "text", "text": {"content": text}}
    url = robot.url
    if robot.kind == "feishu":
        body = {"msg_type": "text", "content": {"text": text}}
        if robot.secret:
            stamp = str(int(now.timestamp()))
            # The robot has it this way round: the secret is part of the key, and nothing is signed with it.
            body |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{robot.secret.reveal()}", "")}
    elif robot.secret:
        url = _dated(url, robot.secret, str(int(now.timestamp() * 1000)))
    return Request(url, json.dumps(body, ensure_ascii=False).encode())


def _dated(url: Secret, secret: Secret, stamp: str) -> Secret:
    """Return the address of a DingTalk robot with time and signature."""
    sign = quote_plus(_signed(secret.reveal(), f"{stamp}\n{secret.reveal()}"))
    joint = "&" if urlsplit(url.reveal()).query else "?"
    return Secret(f"{url.reveal()}{joint}timestamp={stamp}&sign={sign}")


def _signed(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def say(robot: Robot, text: str, now: datetime) -> None:
    """Have the robot say `text`, which is one of `parts`.  Raises Passing where it may help to try again, Failed."""
    with told(robot):
        try:
            status, answer = _post(robot, request(robot, text, now))
        except http.client.HTTPException:
            raise Passing("notify.garbled", name=robot.name) from None
    _judge(robot, status, answer)


def _post(robot: Robot, what: Request) -> tuple[int, bytes]:
    """Return the status and what was answered.  No redirect is followed: it would take the secret elsewhere."""
    address = urlsplit(what.url.reveal())
    host, port = address.hostname or "", address.port or 443
    refuse_hidden(robot, host, port)
    line = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=trust(robot))
    try:
        line.connect()
        refuse_address(robot, str(line.sock.getpeername()[0]))
        target = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "zonetrack"}
        line.request("POST", target, what.body, headers)
        answer = line.getresponse()
        return answer.status, answer.read(_LONGEST_ANSWER)
    finally:
        line.close()


def _judge(robot: Robot, status: int, answer: bytes) -> None:
    """Raise Failed unless the robot says that it has said it."""
    if 300 <= status < 400:
        raise Failed("notify.redirect", name=robot.name)
    if status == _TOO_MANY or status >= 500:
        raise Passing("notify.status", name=robot.name, status=status)
    try:
        said = json.loads(answer)
        code = next(said[key] for key in ("errcode", "code", "StatusCode") if key in said)
    except (ValueError, TypeError, StopIteration, RecursionError):
        said, code = {}, None
    if code == 0 and status == 200:
        return
    if not code:
        raise Failed("notify.status" if status != 200 else "notify.no_robot", name=robot.name, status=status)
    why = next((str(said[key]) for key in ("errmsg", "msg", "StatusMessage") if said.get(key)), "")
    kind = Passing if code in MANNERS[robot.kind].busy else Failed
    raise kind("notify.answer", name=robot.name, code=hidden(robot, str(code)), answer=hidden(robot, why))

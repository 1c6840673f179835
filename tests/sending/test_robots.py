"""Robots are posted what they take, signed as each of them has it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from zonetrack.sending.channel import Robot, Secret, hidden, where
from zonetrack.sending.robots import request

NOW = datetime(2025, 9, 1, 1, 2, 3, 456_000, tzinfo=UTC)
KEY = "693a91f6-7xxx-4bc4"


def robot(kind: str, url: str = f"https://example.com/send?access_token={KEY}", secret: str | None = "SECabc") -> Robot:
    return Robot("group", kind, Secret(url), Secret(secret) if secret else None)


def test_wecom() -> None:
    url, body = request(robot("wecom", secret=None), "逾期：4", NOW)
    assert url.reveal() == f"https://example.com/send?access_token={KEY}"
    assert json.loads(body) == {"msgtype": "text", "text": {"content": "逾期：4"}}
    assert "逾期".encode() in body


def test_dingtalk_signs_in_the_address_in_milliseconds() -> None:
    url, body = request(robot("dingtalk"), "逾期：4", NOW)
    said = parse_qs(urlsplit(url.reveal()).query)
    stamp = "1756688523456"
    expected = hmac.digest(b"SECabc", f"{stamp}\nSECabc".encode(), "sha256")
    assert said == {"access_token": [KEY], "timestamp": [stamp], "sign": [base64.b64encode(expected).decode()]}
    assert json.loads(body) == {"msgtype": "text", "text": {"content": "逾期：4"}}


def test_a_sign_is_quoted_so_that_no_plus_becomes_a_blank() -> None:
    signs = {
        request(robot("dingtalk"), "", datetime.fromtimestamp(second, UTC)).url.reveal().split("&sign=")[1]
        for second in range(50)
    }
    assert any("%2B" in sign for sign in signs)
    assert not any(set(sign) & set("+/=") for sign in signs)


def test_feishu_signs_nothing_with_a_key_of_time_and_secret() -> None:
    url, body = request(robot("feishu", "https://example.com/hook/x"), "逾期：4", NOW)
    expected = hmac.new(b"1756688523\nSECabc", b"", hashlib.sha256).digest()
    assert url.reveal() == "https://example.com/hook/x"
    assert json.loads(body) == {
        "msg_type": "text",
        "content": {"text": "逾期：4"},
        "timestamp": "1756688523",
        "sign": base64.b64encode(expected).decode(),
    }


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_without_a_secret_nothing_is_signed(kind: str) -> None:
    url, body = request(robot(kind, secret=None), "x", NOW)
    assert url.reveal() == f"https://example.com/send?access_token={KEY}"
    assert b"sign" not in body


def test_no_record_shows_a_secret() -> None:
    made = robot("dingtalk")
    shown = f"{made!r} {made} {made._asdict()} {request(made, 'x', NOW)!r} {where(made)}"
    assert KEY not in shown
    assert "SECabc" not in shown
    assert where(made) == "https://example.com/***"


@pytest.mark.parametrize(
    "said", [f"invalid key {KEY}", "token=SECabc!", f"https://example.com/send?access_token={KEY}"]
)
def test_what_a_server_repeats_of_the_settings_is_taken_out(said: str) -> None:
    shown = hidden(robot("dingtalk"), said)
    assert "***" in shown
    assert KEY not in shown
    assert "SECabc" not in shown

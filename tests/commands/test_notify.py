"""`notify` against real servers on this machine: what goes out, what never does, and what happens when it cannot."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .calling import Caller, Result
from .serving import MailServer, RobotServer, certificate, serving

OVERDUE = "2025-09-01"
HUSHED = ("雨污水", "代王路", "净水厂", "潇河", "万元", "2025年5月", "代建", "80%", "13800000000", "王")


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def robot(cert: Path) -> Iterator[RobotServer]:
    server = RobotServer(cert)
    with serving(server):
        yield server


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every wait of the program, none of which is waited for."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


Settings = Callable[..., None]


@pytest.fixture
def settings(home: Path, cert: Path) -> Settings:
    """Writes notify.toml: fields of the channel `office`."""

    def write(**fields: Any) -> None:
        folder = home / ".config/zonetrack"
        folder.mkdir(parents=True, exist_ok=True)
        given = {"ca": str(cert), "private": True} | fields
        lines = [f"{key.rstrip('_')} = {json.dumps(value)}" for key, value in given.items() if value is not None]
        path = folder / "notify.toml"
        path.write_text("\n".join(["[office]", *lines, ""]), encoding="utf-8")
        path.chmod(0o600)

    return write


@pytest.fixture
def mail(settings: Settings) -> Callable[..., None]:
    def write(server: MailServer, security: str, **more: Any) -> None:
        named = {"from_": "zonetrack@example.com", "to": ["office@example.com", "deputy@example.com"]}
        settings(channel="mail", server="localhost", port=server.port, security=security, **named, **more)

    return write


def kept(result: Result) -> None:
    """The report was printed, whole, and the exit code says that it went nowhere."""
    assert result.exit_code == 1
    assert "雨污水管线" in result.stdout


# Robots.


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_a_robot_is_told_counts_and_references(
    kind: str, robot: RobotServer, settings: Settings, own: Path, run: Caller
) -> None:
    settings(channel=kind, url=robot.url, secret=None if kind == "wecom" else "SECtopsecret")
    robot.answers = [(200, '{"StatusCode":0,"StatusMessage":"success"}' if kind == "feishu" else '{"errcode":0}')]
    result = run.ok("notify", "office", "--report", "overdue", today=OVERDUE)
    [posted] = robot.posted
    body = json.loads(posted.body)
    text = body["content"]["text"] if kind == "feishu" else body["text"]["content"]
    assert "逾期：2\n· xiaohe/daiwang-road/pipes\n· xiaohe/daiwang-road/paving\n" in text
    assert not [word for word in HUSHED if word in text]
    assert posted.headers["Content-Type"] == "application/json; charset=utf-8"
    assert ("timestamp=" in posted.path) == (kind == "dingtalk")
    assert ("sign" in body) == (kind == "feishu")
    assert result.stdout == ""
    assert "（office）" in result.stderr


def test_details_are_a_choice(robot: RobotServer, settings: Settings, own: Path, run: Caller) -> None:
    settings(channel="wecom", url=robot.url)
    run.ok("notify", "office", "--report", "overdue", "--details", today=OVERDUE)
    assert "雨污水管线" in json.loads(robot.posted[0].body)["text"]["content"]


@pytest.mark.parametrize(
    "report", ["check", "overdue", "status", "report", "list", "changes", "pace", "rank", "brief", "bulletin"]
)
@pytest.mark.parametrize("zone", [None, "xiaohe"])
def test_no_report_says_more_than_counts_and_references(
    report: str, zone: str | None, settings: Settings, own: Path, run: Caller
) -> None:
    ref = "xiaohe/daiwang-road"
    run.ok(
        "update", ref, "--say", "形象进度保密", "--problem", "问题保密", "--owner", "单位保密", "--leader", "领导保密"
    )
    run.ok("total", ref, "12345万元")
    run.ok("update", "xiaohe", "7人", "--measure", "workers", "--note", "备注保密 13800000000")
    settings(channel="wecom", url="https://example.com/send?key=topsecret")
    more = ("--zone", zone) if zone else ()
    shown = run.ok("notify", "office", "--report", report, "--dry-run", *more, today=OVERDUE).stdout
    assert "daiwang-road" in shown
    assert not [word for word in (*HUSHED, "保密", "12345", "12,345", "topsecret") if word in shown]


@pytest.mark.parametrize("report", ["check", "status", "changes", "rank", "brief", "bulletin"])
def test_the_only_zone_goes_by_its_slug(report: str, settings: Settings, run: Caller, home: Path) -> None:
    run.ok("init", "one.db")
    ledger = home / "one.db"
    run.ok("zone", "add", "保密开发区", "--slug", "one", db=ledger)
    run.ok("add", "甲", "--zone", "one", "--slug", "first", "--on", "2025-04-01", db=ledger)
    settings(channel="wecom", url="https://example.com/send?key=topsecret")
    result = run("notify", "office", "--report", report, "--dry-run", db=ledger, today=OVERDUE)
    assert (result.exit_code, "保密" in result.stdout) == (0, False), result.stderr


def test_a_long_text_goes_out_in_numbered_parts_and_not_all_at_once(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    for number in range(60):
        run.ok("add", f"项目{number}", "--zone", "xiaohe", "--slug", f"p-{number}", "--due", "2025-08-01")
    settings(channel="wecom", url=robot.url)
    run.ok("notify", "office", "--report", "overdue", "--details", today=OVERDUE)
    texts = [json.loads(posted.body)["text"]["content"] for posted in robot.posted]
    assert len(texts) > 2
    assert all(len(text.encode()) <= 2048 for text in texts)
    assert [text.split("\n")[0] for text in texts] == [f"({n}/{len(texts)})" for n in range(1, len(texts) + 1)]
    assert all(f"项目{number}\n" in "\n".join(texts) for number in range(60))
    assert slept == [3] * (len(texts) - 1)


def test_counts_name_only_so_many_and_say_how_many_more(settings: Settings, own: Path, run: Caller) -> None:
    for number in range(30):
        run.ok("add", f"项目{number}", "--zone", "xiaohe", "--slug", f"p-{number}", "--due", "2025-08-01")
    settings(channel="wecom", url="https://example.com/")
    shown = run.ok("notify", "office", "--report", "overdue", "--dry-run", today=OVERDUE).stdout
    assert "逾期：32\n" in shown
    assert "· 另有12项\n" in shown


BUSY = ['{"errcode":45009,"errmsg":"api freq out of limit"}', '{"errcode":-1}']


@pytest.mark.parametrize("answer", [(500, "oops"), (429, ""), (0, ""), *((200, busy) for busy in BUSY)])
def test_what_may_pass_is_tried_again(
    answer: tuple[int, str], robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    settings(channel="wecom", url=robot.url)
    robot.answers = [answer, answer, (200, '{"errcode":0}')]
    run.ok("notify", "office", today=OVERDUE)
    assert len(robot.posted) == 3
    assert slept == [2, 10]


def test_what_does_not_pass_ends_and_the_report_is_printed(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    settings(channel="wecom", url=robot.url)
    robot.answers = [(503, "")]
    result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "503" in result.stderr
    assert len(robot.posted) == 4
    assert slept == [2, 10, 60]


@pytest.mark.parametrize(
    "answer, word",
    [
        ((200, '{"errcode":93000,"errmsg":"invalid webhook url key=topsecret"}'), "93000"),
        ((200, '{"code":19021,"msg":"sign match fail"}'), "19021"),
        ((400, '{"code":9499000,"msg":"no"}'), "9499000"),
        ((200, "<html>log in</html>"), "不是群机器人"),
        ((200, "[]"), "不是群机器人"),
        ((200, "{}"), "不是群机器人"),
        ((200, '{"errcode":null}'), "不是群机器人"),
        ((404, ""), "404"),
        ((302, "/elsewhere"), "没有照办"),
        ((307, "http://localhost/elsewhere"), "没有照办"),
    ],
)
def test_a_refusal_is_told_at_once_without_any_secret(
    answer: tuple[int, str],
    word: str,
    robot: RobotServer,
    settings: Settings,
    own: Path,
    run: Caller,
    slept: list[float],
) -> None:
    settings(channel="wecom", url=robot.url)
    robot.answers = [answer]
    result = run("notify", "office", "--debug", today=OVERDUE)
    kept(result)
    assert word in result.stderr
    assert "topsecret" not in result.stdout + result.stderr
    assert len(robot.posted) == 1
    assert slept == []


def test_what_was_delivered_of_several_parts_is_said(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    for number in range(60):
        run.ok("add", f"项目{number}", "--zone", "xiaohe", "--slug", f"p-{number}", "--due", "2025-08-01")
    settings(channel="wecom", url=robot.url)
    robot.answers = [(200, '{"errcode":0}'), (404, "")]
    result = run("notify", "office", "--report", "overdue", "--details", today=OVERDUE)
    kept(result)
    assert "条中已发出1条" in result.stderr


def test_a_certificate_that_nobody_vouches_for_is_refused(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    settings(channel="wecom", url=robot.url, ca=None)
    result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "证书" in result.stderr
    assert (robot.posted, slept) == ([], [])


def test_a_certificate_of_another_name_is_refused(
    robot: RobotServer, settings: Settings, own: Path, run: Caller
) -> None:
    settings(channel="wecom", url=robot.url.replace("localhost", "127.0.0.1"))
    result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "证书" in result.stderr
    assert robot.posted == []


def test_a_private_address_has_to_be_allowed(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]
) -> None:
    settings(channel="wecom", url=robot.url, private=False)
    result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "private = true" in result.stderr
    assert (robot.connections, slept) == (0, [])


@pytest.mark.parametrize(
    "host", ["10.1.2.3", "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0"]
)
def test_addresses_that_are_private(host: str, settings: Settings, own: Path, run: Caller) -> None:
    settings(channel="wecom", url=f"https://{host}/x", private=False)
    result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "private = true" in result.stderr


def test_a_name_that_answers_otherwise_the_second_time_is_found_out(
    robot: RobotServer, settings: Settings, own: Path, run: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zonetrack.sending import robots

    settings(channel="wecom", url=robot.url, private=False)
    monkeypatch.setattr(robots, "refuse_hidden", lambda *_: None)
    kept(run("notify", "office", today=OVERDUE))
    assert robot.connections == 1
    assert robot.posted == []


def test_nobody_there(robot: RobotServer, settings: Settings, own: Path, run: Caller, slept: list[float]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        settings(channel="wecom", url=f"https://localhost:{port}/?key=topsecret")
        result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "连接不上" in result.stderr
    assert slept == [2, 10, 60]


def test_a_server_that_says_nothing_is_not_waited_for(
    settings: Settings, own: Path, run: Caller, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    from zonetrack.sending import robots

    monkeypatch.setattr(robots, "SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings(channel="wecom", url=f"https://localhost:{mute.getsockname()[1]}/?key=topsecret")
        result = run("notify", "office", today=OVERDUE)
    kept(result)
    assert "没有应答" in result.stderr
    assert slept == [2, 10, 60]


# Mail.


@pytest.mark.parametrize("security", ["ssl", "starttls", "none"])
def test_mail(security: str, cert: Path, mail: Callable[..., None], own: Path, run: Caller) -> None:
    secret = security != "none"
    server = MailServer(cert if secret else None, ssl_at_once=security == "ssl")
    with serving(server):
        mail(server, security, **({"user": "zonetrack", "password": "topsecret"} if secret else {"private": None}))
        run.ok("notify", "office", "--report", "overdue", today=OVERDUE)
    [got] = server.mails
    assert got["Subject"] == "逾期和临近期限的事项 2025-09-01"
    assert (got["From"], got["To"]) == ("zonetrack@example.com", "office@example.com, deputy@example.com")
    assert got["Date"].datetime.isoformat() > "2025-09-01"
    assert got["Message-ID"].endswith("@example.com>")
    assert "逾期：2\n· xiaohe/daiwang-road/pipes\n" in got.get_content().replace("\r\n", "\n")
    assert not [word for word in HUSHED if word in got.get_content()]
    if secret:
        assert server.heard.index("TLS") < server.heard.index("AUTH") < server.heard.index("MAIL")


def test_mail_in_english_with_details(cert: Path, mail: Callable[..., None], own: Path, run: Caller) -> None:
    server = MailServer(cert, ssl_at_once=True)
    with serving(server):
        mail(server, "ssl")
        run.ok("notify", "office", "--report", "overdue", "--zone", "xiaohe", "--details", today=OVERDUE, lang="en")
    [got] = server.mails
    assert got["Subject"] == "潇河新兴产业园区: late and soon due, 2025-09-01"
    assert "雨污水管线" in got.get_content()


def test_no_password_goes_over_a_line_that_is_not_secret(
    mail: Callable[..., None], own: Path, run: Caller, slept: list[float]
) -> None:
    server = MailServer(None)
    with serving(server):
        mail(server, "starttls", user="zonetrack", password="topsecret")
        result = run("notify", "office", "--report", "overdue", today=OVERDUE)
    kept(result)
    assert "不支持" in result.stderr
    assert not {"AUTH", "MAIL"} & {*server.heard}
    assert slept == []


def test_a_wrong_password_is_told_and_not_shown(
    cert: Path, mail: Callable[..., None], own: Path, run: Caller, slept: list[float]
) -> None:
    server = MailServer(cert, ssl_at_once=True)
    with serving(server):
        mail(server, "ssl", user="zonetrack", password="topsecret2")
        result = run("notify", "office", "--report", "overdue", "--debug", today=OVERDUE)
    kept(result)
    assert "用户名和密码" in result.stderr
    assert "topsecret" not in result.stdout + result.stderr
    assert slept == []


@pytest.mark.parametrize(
    "verb, answer, passes",
    [
        ("MAIL", "451 try later", True),
        ("DATA", "452 no room just now", True),
        ("EHLO", "", True),
        ("DATA", "554 topsecret of zonetrack is spam", False),
        ("MAIL", "550 not you, zonetrack@example.com", False),
    ],
)
def test_what_a_mail_server_says(
    verb: str,
    answer: str,
    passes: bool,
    cert: Path,
    mail: Callable[..., None],
    own: Path,
    run: Caller,
    slept: list[float],
) -> None:
    server = MailServer(cert, ssl_at_once=True)
    server.answers = [(verb, answer)]
    with serving(server):
        mail(server, "ssl", user="zonetrack", password="topsecret")
        result = run("notify", "office", "--report", "overdue", today=OVERDUE)
    assert len(server.mails) == passes
    assert slept == [2] * passes
    if passes:
        assert result.exit_code == 0
    else:
        kept(result)
        assert answer[:3] in result.stderr
        assert "topsecret" not in result.stderr
        assert "zonetrack@example.com" not in result.stderr


def test_a_server_that_does_not_say_good_bye_has_the_mail_all_the_same(
    cert: Path, mail: Callable[..., None], own: Path, run: Caller, slept: list[float]
) -> None:
    server = MailServer(cert, ssl_at_once=True)
    server.answers = [("QUIT", "")]
    with serving(server):
        mail(server, "ssl")
        run.ok("notify", "office", "--report", "overdue", today=OVERDUE)
    assert len(server.mails) == 1
    assert slept == []


def test_a_mail_that_is_sent_again_has_the_same_number(
    cert: Path, mail: Callable[..., None], own: Path, run: Caller, slept: list[float]
) -> None:
    server = MailServer(cert, ssl_at_once=True)
    server.answers = [("TAKEN", "451 was that all?")]
    with serving(server):
        mail(server, "ssl")
        run.ok("notify", "office", "--report", "overdue", today=OVERDUE)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("refused, delivered", [(1, 1), (2, 0)])
def test_addresses_that_a_server_does_not_know(
    refused: int, delivered: int, cert: Path, mail: Callable[..., None], own: Path, run: Caller
) -> None:
    server = MailServer(cert, ssl_at_once=True)
    server.answers = [("RCPT", "550 who is office@example.com?")] * refused
    with serving(server):
        mail(server, "ssl")
        result = run("notify", "office", "--report", "overdue", today=OVERDUE)
    kept(result)
    assert f"2个收件地址中有{refused}个" in result.stderr
    assert "office@example.com" not in result.stderr
    assert len(server.mails) == delivered


def test_without_encryption_mail_stays_on_this_machine(settings: Settings, own: Path, run: Caller) -> None:
    named = {"from_": "a@example.com", "to": "b@example.com"}
    settings(channel="mail", server="10.1.2.3", security="none", **named)
    result = run("notify", "office", "--report", "overdue", today=OVERDUE)
    kept(result)
    assert '"ssl"' in result.stderr


# What surrounds sending.


def test_nothing_to_tell_is_not_told(robot: RobotServer, settings: Settings, own: Path, run: Caller) -> None:
    settings(channel="wecom", url=robot.url)
    result = run.ok("notify", "office", today="2025-04-14")
    assert robot.posted == []
    assert result.stdout == ""
    assert "未发送" in result.stderr


def test_settings_that_are_wrong_do_not_lose_the_report(home: Path, settings: Settings, own: Path, run: Caller) -> None:
    settings(channel="wecom", url="https://example.com/send?key=topsecret")
    path = home / ".config/zonetrack/notify.toml"
    path.chmod(0o644)
    result = run("notify", "office", today=OVERDUE)
    assert result.exit_code == 2
    assert f'chmod 600 "{path}"' in result.stderr
    assert "雨污水管线" in result.stdout
    path.chmod(0o600)
    assert run("notify", "nobody", today=OVERDUE).exit_code == 3


def test_dry_run_shows_what_would_go_and_no_secret(
    robot: RobotServer, settings: Settings, own: Path, run: Caller
) -> None:
    settings(channel="dingtalk", url=robot.url, secret="SECtopsecret")
    result = run.ok("notify", "office", "--report", "overdue", "--dry-run", today=OVERDUE)
    assert result.stdout.startswith("钉钉：https://localhost/***\n\n逾期和临近期限的事项\n")
    assert "topsecret" not in result.stdout + result.stderr
    assert "没有发送" in result.stderr
    assert robot.connections == 0


@pytest.mark.parametrize(
    "fields, why",
    [
        ({"channel": "wecom", "url": "https://10.0.0.1/send?key=topsecret"}, "private"),
        ({"channel": "wecom", "url": "https://[::1]/send?key=topsecret"}, "private"),
        ({"channel": "wecom", "url": "https://localhost/send?key=topsecret"}, "private"),
        ({"channel": "mail", "server": "192.168.1.9", "security": "ssl"}, "private"),
        ({"channel": "mail", "server": "8.8.8.8", "security": "none"}, "security"),
        ({"channel": "mail", "server": "smtp.nowhere.invalid", "security": "none"}, "security"),
        ({"channel": "wecom", "url": "https://example.com/", "ca": "nowhere.pem"}, "ca"),
    ],
)
def test_dry_run_refuses_what_sending_would_and_connects_to_nobody(
    fields: dict[str, str], why: str, settings: Settings, own: Path, run: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = socket.getaddrinfo

    def offline(host: str, port: int | None, **more: int) -> Any:
        return asked(host, port, **more | ({} if host == "localhost" else {"flags": socket.AI_NUMERICHOST}))

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    people = {"from_": "a@example.com", "to": ["b@example.com"]} if fields["channel"] == "mail" else {}
    settings(**{"private": None, "ca": None, **fields, **people})
    refused = run("notify", "office", "--report", "overdue", "--dry-run", today=OVERDUE)
    assert refused.exit_code != 0
    assert refused.stdout == ""
    assert why in refused.stderr
    assert "topsecret" not in refused.stderr


def test_the_ledger_is_not_touched(robot: RobotServer, settings: Settings, own: Path, run: Caller) -> None:
    settings(channel="wecom", url=robot.url)
    before = own.read_bytes()
    run.ok("notify", "office", today=OVERDUE)
    run("notify", "nobody", today=OVERDUE)
    assert own.read_bytes() == before


def test_all_from_the_environment(
    robot: RobotServer, cert: Path, own: Path, run: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"CHANNEL": "wecom", "URL": robot.url, "CA": str(cert), "PRIVATE": "true"}
    for field, value in said.items():
        monkeypatch.setenv(f"ZONETRACK_NOTIFY_OFFICE_{field}", value)
    run.ok("notify", "office", today=OVERDUE)
    assert len(robot.posted) == 1


def test_signatures_are_of_the_real_time(robot: RobotServer, settings: Settings, sample: Path, run: Caller) -> None:
    settings(channel="dingtalk", url=robot.url, secret="SEC")
    run.ok("notify", "office", "--today", OVERDUE, today="2025-04-14")
    [stamp] = [part for part in robot.posted[0].path.split("&") if part.startswith("timestamp=")]
    # Noon in Shanghai of the day that the clock has, not of the day that the call takes for today.
    assert stamp.removeprefix("timestamp=").startswith("17446032")


def test_every_reference_of_the_shipped_ledger_is_made_of_slugs(settings: Settings, run: Caller, sample: Path) -> None:
    settings(channel="wecom", url="https://example.com/")
    shown = run.ok("notify", "office", "--report", "report", "--dry-run", today=OVERDUE).stdout
    assert "yuanping" in shown
    assert not [word for word in (*HUSHED, "原平", "朔州", "永济", "产业") if word in shown]

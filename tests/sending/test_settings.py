"""Settings: from a file for its owner's eyes and from the environment; refusals quote no word of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zonetrack.domain.errors import NotFound, Refusal
from zonetrack.sending.channel import Mail, Robot
from zonetrack.sending.settings import read

MAIL = """
[office]
channel = "mail"
server = "smtp.example.gov.cn"
from = "zonetrack@example.gov.cn"
to = ["a@example.gov.cn", "b@example.gov.cn"]
user = "zonetrack"
password = "topsecret"
"""
ROBOT = '[group]\nchannel = "wecom"\nurl = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=topsecret"\n'


def written(tmp_path: Path, text: str, mode: int = 0o600) -> str:
    path = tmp_path / "notify.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return str(path)


def test_mail(tmp_path: Path) -> None:
    found = read(written(tmp_path, MAIL), {}, "office")
    assert isinstance(found, Mail)
    assert (found.server, found.port, found.security) == ("smtp.example.gov.cn", 465, "ssl")
    assert found.to == ("a@example.gov.cn", "b@example.gov.cn")
    assert found.password is not None
    assert found.password.reveal() == "topsecret"
    assert "topsecret" not in repr(found)


@pytest.mark.parametrize("security, port", [("ssl", 465), ("starttls", 587), ("none", 25)])
def test_the_port_is_the_usual_one_unless_it_is_said(security: str, port: int, tmp_path: Path) -> None:
    path = written(tmp_path, f'{MAIL}security = "{security}"\n')
    found = read(path, {}, "office")
    said = read(path, {"ZONETRACK_NOTIFY_OFFICE_PORT": "2525"}, "office")
    assert isinstance(found, Mail)
    assert isinstance(said, Mail)
    assert (found.port, said.port) == (port, 2525)


def test_all_may_be_in_the_environment(tmp_path: Path) -> None:
    prefix = "ZONETRACK_NOTIFY_NIGHT_SHIFT_"
    said = {
        "CHANNEL": "mail",
        "SERVER": "mx.example.com",
        "FROM": "a@example.com",
        "TO": "b@example.com，c@example.com",
    }
    environment = {f"{prefix}{key}": value for key, value in said.items()}
    found = read(str(tmp_path / "none.toml"), environment, "night-shift")
    assert isinstance(found, Mail)
    assert found.to == ("b@example.com", "c@example.com")
    assert not found.private
    assert read(str(tmp_path / "none.toml"), {**environment, f"{prefix}PRIVATE": "true"}, "night-shift").private


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    url = "https://example.com/other"
    found = read(written(tmp_path, ROBOT), {"ZONETRACK_NOTIFY_GROUP_URL": url}, "group")
    assert isinstance(found, Robot)
    assert found.url.reveal() == url


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o620, 0o601])
def test_a_file_that_others_may_touch_is_refused(mode: int, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, ROBOT, mode), {}, "group")
    assert refused.value.word == "notify.open_file"
    assert refused.value.params == {"path": str(tmp_path / "notify.toml")}


@pytest.mark.parametrize("name", ["", "Office", "办公室", "a_b", "-a", "a" * 41, "../x", "a b"])
def test_names_that_are_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"notify\.name"):
        read(written(tmp_path, ROBOT), {}, name)


def test_a_name_that_nobody_has(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refused:
        read(written(tmp_path, MAIL + ROBOT), {}, "nobody")
    assert refused.value.params["known"] == "group, office"


@pytest.mark.parametrize(
    "old, new, word",
    [
        ('"wecom"', '"wechat"', "notify.choice"),
        ('channel = "wecom"\n', "", "notify.missing"),
        ("https://", "http://", "notify.https"),
        ("https://", "file://", "notify.https"),
        ("https://", "", "notify.https"),
        ("https://", "https://topsecret:x@", "notify.value"),
        ("https://qyapi.weixin.qq.com/", "https:///", "notify.value"),
        ("weixin.qq.com/", "weixin.qq.com:99999/", "notify.value"),
        ("key=", "key= ", "notify.value"),
        ("key=", "key=密", "notify.value"),
        ("send?", "send#?", "notify.value"),
        ('url = "', 'secret = "topsecret"\nurl = "', "notify.field"),
        ('url = "', 'adress = "topsecret"\nurl = "', "notify.field"),
        ('url = "', 'private = "topsecret"\nurl = "', "notify.value"),
        ('url = "', 'private = 1\nurl = "', "notify.value"),
        ('url = "', 'ca = 1\nurl = "', "notify.value"),
        ("[group]", '["group"', "notify.toml"),
        ("[group]", "topsecret", "notify.toml"),
        ("[group]", "group = 'topsecret'\n[other]", "notify.table"),
    ],
)
def test_settings_of_robots_that_are_refused(old: str, new: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, ROBOT.replace(old, new, 1)), {}, "group")
    assert refused.value.word == word
    assert "topsecret" not in str(refused.value)


@pytest.mark.parametrize(
    "old, new, word",
    [
        ('server = "smtp.example.gov.cn"\n', "", "notify.missing"),
        ("smtp.example.gov.cn", "smtp example", "notify.value"),
        ('from = "zonetrack@example.gov.cn"', "", "notify.missing"),
        ('from = "zonetrack@example.gov.cn"', 'from = "a@example.com b@example.com"', "notify.value"),
        ('"a@example.gov.cn"', '"a@example.gov.cn\\nBcc: topsecret@example.com"', "notify.value"),
        ('"a@example.gov.cn"', '"topsecret"', "notify.value"),
        ('"a@example.gov.cn"', '"办公室@example.gov.cn"', "notify.value"),
        ('["a@example.gov.cn", "b@example.gov.cn"]', "[]", "notify.missing"),
        ('["a@example.gov.cn", "b@example.gov.cn"]', "7", "notify.value"),
        ('user = "zonetrack"\n', "", "notify.missing"),
        ('password = "topsecret"\n', "", "notify.missing"),
        ('password = "topsecret"', 'password = "topsecret密"', "notify.value"),
        ("[office]", "[office]\nport = 0", "notify.value"),
        ("[office]", "[office]\nport = 65536", "notify.value"),
        ("[office]", "[office]\nport = true", "notify.value"),
        ("[office]", '[office]\nsecurity = "topsecret"', "notify.choice"),
        ("[office]", '[office]\nurl = "topsecret"', "notify.field"),
    ],
)
def test_settings_of_mail_that_are_refused(old: str, new: str, word: str, tmp_path: Path) -> None:
    changed = MAIL.replace(old, new, 1)
    assert changed != MAIL
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, changed), {}, "office")
    assert refused.value.word == word
    assert "topsecret" not in str(refused.value)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = Path(written(tmp_path, ""))
    path.write_bytes("[办公室]\n".encode("gb18030"))
    with pytest.raises(Refusal, match=r"notify\.unreadable"):
        read(str(path), {}, "group")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"notify\.unreadable"):
        read(str(tmp_path), {}, "group")

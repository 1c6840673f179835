"""Which ledger a command takes, and what it makes of a file that is none."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from .calling import SHIPPED, Caller, process, program, rows

PIPES = "xiaohe/daiwang-road/pipes"


def zones(run: Caller, *argv: str) -> list[str]:
    return [row["zone"] for row in run.json("zone", "list", *argv).table("zones")]


def test_where_the_ledger_is(run: Caller, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option, environment, config, the nearest data/zonetrack.db upward, the user's own: the first that there is."""
    work = home / "work/deep/deeper"
    places = {
        "own": home / ".local/share/zonetrack/zonetrack.db",
        "farther": home / "work/data/zonetrack.db",
        "nearer": home / "work/deep/data/zonetrack.db",
        "config": home / "config.db",
        "environment": home / "environment.db",
        "option": home / "option.db",
    }
    for name, path in places.items():
        run.ok("init", path)
        run.ok("zone", "add", name, "--slug", name, db=path)
    (home / "work/deep/data/deep").mkdir()
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("ZONETRACK_DB", str(places["environment"]))
    settings = home / ".config/zonetrack/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'db = "{places["config"]}"\n', encoding="utf-8")
    assert zones(run, "--db", str(places["option"])) == ["option"]
    assert zones(run) == ["environment"]
    monkeypatch.setenv("ZONETRACK_DB", "")  # as a cron line leaves it that sets nothing
    assert zones(run) == ["config"]
    settings.unlink()
    assert zones(run) == ["nearer"]
    places["nearer"].unlink()
    assert zones(run) == ["farther"]
    places["farther"].unlink()
    assert zones(run) == ["own"]
    places["own"].unlink()
    for argv in (["zone", "list"], ["status"], ["update", PIPES, "5%"], ["undo"], ["backup", "x.db"]):
        result = run(*argv)
        assert (result.exit_code, result.stdout) == (6, "")
        assert "zonetrack init" in result.stderr
    assert not list(work.iterdir())


def test_other_folders_for_settings_and_data(run: Caller, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "d"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "c"))
    run.ok("init")
    assert (home / "d/zonetrack/zonetrack.db").is_file()
    (home / "c/zonetrack").mkdir(parents=True)
    (home / "c/zonetrack/config.toml").write_text('db = "~/nix.db"\n', encoding="utf-8")
    result = run("status")
    assert result.exit_code == 6
    assert f"{home}/nix.db" in result.stderr


def test_a_ledger_that_was_named_is_not_sought_elsewhere(run: Caller, own: Path, home: Path) -> None:
    for argv in (["status"], ["update", PIPES, "5%"]):
        result = run(*argv, db=home / "nix.db")
        assert result.exit_code == 6
        assert "nix.db" in result.stderr
        assert "zonetrack init" in result.stderr
    assert not list(home.iterdir())


def test_a_configuration_that_cannot_be_read_is_named(run: Caller, home: Path) -> None:
    settings = home / ".config/zonetrack/config.toml"
    settings.parent.mkdir(parents=True)
    for content in (b"db = ", b"\xff\xfe"):
        settings.write_bytes(content)
        for lang in ("zh", None):
            result = run("status", lang=lang)
            assert (result.exit_code, result.stdout) == (6, "")
            assert str(settings) in result.stderr


def test_the_user_comes_from_option_environment_or_config(
    run: Caller, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = "SELECT author FROM entry ORDER BY command_id DESC LIMIT 1"
    settings = home / ".config/zonetrack/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('user = "配置"\n', encoding="utf-8")
    run.ok("update", PIPES, "81%", "--user", "选项")
    assert rows(own, author) == [("选项",)]
    run.ok("update", PIPES, "82%")
    assert rows(own, author) == [("wang",)]
    monkeypatch.delenv("ZONETRACK_USER")
    run.ok("update", PIPES, "83%")
    assert rows(own, author) == [("配置",)]


def test_zonetrack_alone_with_and_without_a_ledger(run: Caller, home: Path) -> None:
    begin = run.ok()
    assert "zonetrack init" in begin.stdout
    assert "--example" in begin.stdout
    shutil.copytree(SHIPPED.parent, home / "data", ignore=shutil.ignore_patterns("*.py", "facts"))
    assert run.ok().stdout == run.ok("status").stdout
    assert run.ok().stderr == ""


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE zone (a)")


def newer(path: Path) -> None:
    shutil.copy(SHIPPED, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA user_version = 999")


# What may stand where a ledger should be.
NOT_LEDGERS = {
    "text": lambda path: path.write_text("项目,进度\n代王路,80%\n" * 200, encoding="utf-8"),
    "short text": lambda path: path.write_text("x", encoding="utf-8"),
    "empty": lambda path: path.touch(),
    "zip": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(5000)),
    "only the header": lambda path: path.write_bytes(SHIPPED.read_bytes()[:16]),
    "cut in the first page": lambda path: path.write_bytes(SHIPPED.read_bytes()[:100]),
    "cut in half": lambda path: path.write_bytes(SHIPPED.read_bytes()[: SHIPPED.stat().st_size // 2]),
    "overwritten": lambda path: path.write_bytes(SHIPPED.read_bytes()[:4096] + b"\xa5" * 200_000),
    "another program's": foreign,
    "newer": newer,
}


@pytest.mark.parametrize("kind", NOT_LEDGERS)
def test_what_is_no_ledger_is_refused_and_left_alone(kind: str, run: Caller, home: Path) -> None:
    path = home / "bad.db"
    NOT_LEDGERS[kind](path)
    before = path.read_bytes()
    calls = (["status"], ["show", PIPES], ["report", "--format", "json"], ["update", PIPES, "85%"], ["backup", "b.db"])
    for argv in calls:
        result = run(*argv, db=path)
        assert (result.exit_code, result.stdout) == (6, ""), argv
        assert str(path) in result.stderr
        assert "Traceback" not in result.stderr
    assert path.read_bytes() == before
    assert [left.name for left in home.iterdir()] == ["bad.db"]


def test_a_folder_is_no_ledger(run: Caller, home: Path) -> None:
    for argv in (["status"], ["update", PIPES, "85%"]):
        assert run(*argv, db=home).exit_code == 6
    assert run("init", home).exit_code == 4


def test_init_never_overwrites(run: Caller, home: Path) -> None:
    (home / "notes.txt").write_text("x", encoding="utf-8")
    (home / "dangling").symlink_to(home / "nowhere")
    for name in ("notes.txt", "dangling"):
        assert run("init", name).exit_code == 4
        assert run("init", name, "--example").exit_code == 4
    assert (home / "notes.txt").read_text(encoding="utf-8") == "x"
    assert not (home / "nowhere").exists()


def test_init_where_nothing_can_be_made(run: Caller, home: Path) -> None:
    (home / "file").touch()
    for target in ("file/my.db", "/proc/zonetrack/my.db"):
        for more in ((), ("--example",)):
            result = run("init", target, *more)
            assert result.exit_code == 7, (target, more, result.stderr)
            assert target in result.stderr


# Takes from root what lets it write anywhere; then runs zonetrack.
WITHOUT_PRIVILEGES = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-m", "zonetrack", *sys.argv[1:]])
"""


@pytest.fixture(params=["file", "folder"])
def read_only(request: pytest.FixtureRequest, own: Path, home: Path, tmp_path: Path) -> Path:
    """A ledger that may be read and not written: the file, or the folder that it lies in."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only on Linux can root be kept from writing")
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "own.db"
    shutil.copy(own, path)
    path.chmod(0o644 if request.param == "folder" else 0o444)
    folder.chmod(0o555 if request.param == "folder" else 0o755)
    probe = "import os, sys; sys.exit(os.access(sys.argv[1], os.W_OK) and os.access(sys.argv[2], os.W_OK))"
    as_we_run = WITHOUT_PRIVILEGES.replace('"-m", "zonetrack"', f'"-c", {probe!r}')
    if program(as_we_run, path, folder, home=home).exit_code:
        pytest.skip("this user may write where nobody may")
    return path


def test_a_read_only_ledger_can_be_read_and_not_written(read_only: Path, home: Path) -> None:
    before = read_only.read_bytes()
    status = program(WITHOUT_PRIVILEGES, "--db", read_only, "status", home=home)
    assert status.exit_code == 0, status.stderr
    assert "潇河新兴产业园区" in status.stdout
    update = program(WITHOUT_PRIVILEGES, "--db", read_only, "update", PIPES, "85%", home=home)
    assert (update.exit_code, update.stdout) == (7, "")
    assert str(read_only) in update.stderr
    assert "未保存" in update.stderr
    assert read_only.read_bytes() == before
    assert [path.name for path in read_only.parent.iterdir()] == ["own.db"]


# Fills a tiny disk up to the last blocks, then writes to the ledger on it until that fails.
FULL_DISK = """
import contextlib, io, os, pathlib, shutil, subprocess, sys
from zonetrack.cli import main
folder, ledger = pathlib.Path(sys.argv[1]), sys.argv[2]
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder]).returncode:
    sys.exit(99)
path = folder / "own.db"
shutil.copy(ledger, path)
with contextlib.suppress(OSError), (folder / "filler").open("wb", 0) as filler:
    while filler.write(b"x" * 4096) == 4096:
        pass

def call(*argv):
    try:
        main(["--db", str(path), *argv])
    except SystemExit as code:
        return code.code

written = 0
while not (code := call("update", "xiaohe/daiwang-road/paving", f"{written + 1}%", "--quiet", "--say", "说" * 900)):
    written += 1
import sqlite3
count = sqlite3.connect(path).execute("SELECT count(*) FROM observation WHERE measure = 'words'").fetchone()[0]
sound = sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()[0]
exported = call("report", "-o", str(folder / "report.json"))
left = sorted(one.name for one in folder.iterdir())
print(code, written == count, sound, call("status", "--table", "zones", "--quiet"), exported, left)
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="a full disk is made with unshare(1) and a tmpfs")
def test_a_full_disk_loses_nothing(own: Path, home: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    argv = ["unshare", "-rm", sys.executable, "-c", FULL_DISK, str(disk), str(own)]
    result = process(home=home, argv=argv)
    if result.exit_code == 99 or "unshare:" in result.stderr:
        pytest.skip(f"no tmpfs can be mounted here: {result.stderr.strip()}")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "7 True ok 0 7 ['filler', 'own.db']"
    assert "磁盘已满" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a Linux device")
def test_a_full_disk_behind_standard_output(own: Path, home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = process("list", home=home, env={"ZONETRACK_DB": str(own)}, stdout=full)
    assert result.exit_code == 7
    assert len(result.stderr.splitlines()) == 1
    assert "磁盘已满" in result.stderr


def test_a_write_counts_even_where_nobody_can_be_told(own: Path, home: Path) -> None:
    """Standard error on a full disk, or both streams closed: what is written is written, and the exit code says so."""
    env = {"ZONETRACK_DB": str(own)}
    close = "import os, sys; os.close(1); os.close(2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    closed = process(home=home, env=env, argv=[sys.executable, "-c", close, "-m", "zonetrack", "update", PIPES, "85%"])
    assert closed.exit_code == 0
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            assert process("update", PIPES, "86%", home=home, env=env, stderr=full) == (0, "", "")
    assert rows(own, "SELECT value FROM observation ORDER BY id DESC LIMIT 1")[0][0] in ("85", "86")


def test_only_standard_error_closed(own: Path, home: Path) -> None:
    """What belongs on standard error must not slip to standard output."""
    close = "import os, sys; os.close(2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    argv = [sys.executable, "-c", close, "-m", "zonetrack", "update", PIPES, "85%"]
    assert process(home=home, env={"ZONETRACK_DB": str(own)}, argv=argv) == (0, "", "")

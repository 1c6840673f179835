"""What nobody foresaw, Ctrl-C, and what each library is there for: without it one thing fails and others work."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from zonetrack.commands.recording import Recording

from .calling import Caller, Result, command, environment, program, rows, text_of

PIPES = "xiaohe/daiwang-road/pipes"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the middle of the program."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("zonetrack.store.writing.Writer.record", fail)
    monkeypatch.setattr("zonetrack.reports.status.build", fail)


@pytest.mark.parametrize("argv", [["status"], ["update", PIPES, "85%", "--say", "it's [red]"]], ids=" ".join)
def test_a_fault_of_ours_is_one_sentence(argv: list[str], broken: None, run: Caller, own: Path) -> None:
    before = own.read_bytes()
    result = run(*argv)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    assert "程序内部出错" in result.stderr
    assert "zonetrack --debug" in result.stderr
    assert own.read_bytes() == before


def test_the_sentence_gives_a_command_that_can_be_pasted(broken: None, run: Caller, own: Path) -> None:
    import shlex

    argv = ["update", PIPES, "85%", "--say", "it's [red] $HOME"]
    said = run(*argv).stderr.splitlines()[-1]
    assert shlex.split(said) == ["zonetrack", "--debug", *argv]


@pytest.mark.parametrize("side", ["before", "after"])
def test_debug_shows_what_happened(side: str, broken: None, run: Caller, own: Path) -> None:
    argv = ["--debug", "status"] if side == "before" else ["status", "--debug"]
    with pytest.raises(ZeroDivisionError, match="nobody foresaw this"):
        run(*argv)


def test_ctrl_c_before_anything_is_written(own: Path, home: Path) -> None:
    before = own.read_bytes()
    running = subprocess.Popen(
        command("update", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home, ZONETRACK_DB=str(own)),
        cwd=home,
    )
    assert running.stdin
    running.stdin.write(f"{PIPES}\t85%\n".encode())
    running.stdin.flush()
    _wait_until_it_reads(running.pid)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert text_of(err).split() == ["已中断，没有写入未完成的内容。"]
    assert own.read_bytes() == before


def _wait_until_it_reads(pid: int) -> None:
    """Wait until a process has loaded everything and sleeps in read(0)."""
    for _ in range(600):
        try:
            if Path(f"/proc/{pid}/syscall").read_text().startswith("0 0x0 "):
                return
        except OSError:
            pass
        time.sleep(0.02)


def test_ctrl_c_while_it_is_committed_waits_for_the_echo(
    run: Caller, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses it too late must not take for undone what was done."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    finish = Recording.finish

    def press(recording: Recording) -> object:
        signal.raise_signal(signal.SIGINT)
        return finish(recording)

    monkeypatch.setattr(Recording, "finish", press)
    try:
        result = run("update", PIPES, "85%")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (result.exit_code, "xiaohe#" in result.stderr) == (130, True)
    assert "85%" in run.ok("show", PIPES).stdout


def test_ctrl_c_while_a_report_is_made(run: Caller, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zonetrack.reports.status.build", press)
    result = run("status")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "Traceback" not in result.stderr


# Runs zonetrack where one library cannot be imported.
WITHOUT = """
import sys
class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == sys.argv[1]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nowhere())
import zonetrack.cli
zonetrack.cli.main(sys.argv[2:])
"""


def without(library: str, *argv: object, own: Path, home: Path) -> Result:
    result = program(WITHOUT, library, *argv, home=home, env={"ZONETRACK_DB": str(own)})
    assert "Traceback" not in result.stderr
    return result


# Library → a call that needs it, and calls that do without.
NEEDS: dict[str, tuple[list[str], list[list[str]]]] = {
    "click": (["--help"], []),
    "rich": (
        ["status"],
        [["status", "--format", "json"], ["list", "--format", "csv"], ["update", PIPES, "85%"]],
    ),
    "sqlite_utils": (["init", "new.db"], [["status"], ["update", PIPES, "85%"], ["backup", "copy.db"]]),
    "dateutil": (
        ["reschedule", PIPES, "--due", "下月底", "--reason", "雨季"],
        [["status"], ["reschedule", PIPES, "--due", "2025-06-30", "--reason", "雨季"], ["update", PIPES, "85%"]],
    ),
}


@pytest.mark.parametrize("library", NEEDS)
def test_each_library_does_real_work(library: str, own: Path, home: Path) -> None:
    needing, others = NEEDS[library]
    assert without("nothing", *needing, own=own, home=home).exit_code == 0
    (home / "new.db").unlink(missing_ok=True)
    before = own.read_bytes()
    failed = without(library, *needing, own=own, home=home)
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert failed.stderr
    assert own.read_bytes() == before
    assert not list(home.glob("new.db*"))
    for argv in others:
        done = without(library, *argv, own=own, home=home)
        assert done.exit_code == 0, done.stderr
        assert bool(done.stdout) == (argv[0] in ("status", "list"))


def test_a_month_is_counted_by_dateutil(run: Caller, own: Path) -> None:
    """下月底 said at the end of January is the end of February: the arithmetic that dateutil is there for."""
    run.ok("reschedule", PIPES, "--due", "下月底", "--reason", "雨季", today="2026-01-31")
    [(value,)] = rows(own, "SELECT value FROM observation WHERE measure = 'planned_finish' ORDER BY id DESC LIMIT 1")
    assert value == "2026-02-21/2026-02-28"


# Deletes the folder that it works in, then runs zonetrack.
GONE = """
import os, sys
os.mkdir("gone")
os.chdir("gone")
os.rmdir("../gone")
os.execv(sys.executable, [sys.executable, "-m", "zonetrack", *sys.argv[1:]])
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a system where the working folder may vanish")
def test_a_working_folder_that_is_gone(own: Path, home: Path) -> None:
    assert program(GONE, "--db", own, "status", home=home).exit_code == 0
    lost = program(GONE, "status", home=home)
    assert lost.exit_code == 6
    assert "zonetrack init" in lost.stderr

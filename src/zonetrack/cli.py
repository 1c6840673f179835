"""The only door: settles the language, finds the command, and turns every error into a sentence and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

from zonetrack import words
from zonetrack.commands.telling import hint, let_go, sentence, tell
from zonetrack.domain.errors import Refusal, Unreadable, Unusable
from zonetrack.words import click_words, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import click

BUG = 1
CANNOT_WRITE = 7
INTERRUPTED = 130
COMPLETING = "_ZONETRACK_COMPLETE"  # set by the shell that asks what a half-typed word may become
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def main(argv: Sequence[str] | None = None, now: Callable[[], datetime] | None = None) -> NoReturn:
    """Run one command and leave with its exit code.  The clock (`now`, UTC) is read here and nowhere else."""
    # A command lives for milliseconds: looking for cycles of garbage would cost more than it frees.
    gc.set_threshold(100_000)
    given = list(sys.argv[1:] if argv is None else argv)
    _make_sure_of_streams()
    try:
        words.use(_language(given))
        click_words.bind(words.language())
        code = _run(given, now or (lambda: datetime.now(UTC)))
        sys.stdout.flush()
    except Refusal as refusal:
        code = _show(refusal)
    except (KeyboardInterrupt, EOFError):
        code = _interrupted()
    except BrokenPipeError:
        # The reader has seen enough.
        let_go(sys.stdout)
        code = 0
    except Exception as error:
        if "--debug" in given:
            raise
        code = _explain(error, given)
    sys.exit(code)


def _make_sure_of_streams() -> None:
    """Have a standard output and error that take every text: a daemon closes them, an old console is narrow."""
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)


def _language(argv: Sequence[str]) -> str:
    """Return the language: `--lang`, ZONETRACK_LANG, config, locale; Chinese where none of them says."""
    option = None
    for here, after in zip(argv, [*argv[1:], None], strict=False):
        if here == "--lang" or here.startswith("--lang="):
            option = here[7:] if here.startswith("--lang=") else after
    for said in (option, os.environ.get("ZONETRACK_LANG")):
        if said in words.LANGUAGES:
            return said
    said = _configured_language() or _locale()
    return said if said in words.LANGUAGES else "zh"


def _configured_language() -> str | None:
    from zonetrack.commands.session import config

    try:
        lang = config().get("lang")
    except Refusal:  # said again, in the right language, by whatever needs the file
        return None
    return lang if isinstance(lang, str) else None


def _locale() -> str | None:
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if said.partition(".")[0] in ("", "C", "POSIX"):
        return None
    return "zh" if said.startswith("zh") else "en"


def _run(argv: list[str], now: Callable[[], datetime]) -> int:
    import click

    from zonetrack.commands.program import program
    from zonetrack.commands.session import Session

    session = Session(now)
    made, holder = program(), {"session": session}
    if COMPLETING in os.environ:
        made.main(argv, prog_name="zonetrack", obj=holder)
    try:
        # Not by `made.main`, whose exit code for a closed pipe is 1: `set -o pipefail` takes that for a failure.
        with made.make_context("zonetrack", list(argv), obj=holder) as context:
            result = made.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort:
        return _interrupted()
    except click.ClickException as error:
        return _usage(error)
    except BrokenPipeError:
        raise
    except Exception as error:
        # What looks like a fault of ours, or like a value that nobody typed, may be damage.
        typed = isinstance(error, Refusal) and not _is_foreign(error, argv)
        if not typed and "--debug" not in argv and (path := session.damaged()):
            raise Unusable("ledger.broken", path=path) from error
        raise
    return result if isinstance(result, int) else 0


def _is_foreign(refusal: Refusal, argv: Sequence[str]) -> bool:
    """Tell whether a value that cannot be read was typed by nobody."""
    text = str(refusal.params.get("text", ""))
    return isinstance(refusal, Unreadable) and not any(text in word for word in argv)


def _usage(error: click.ClickException) -> int:
    """Say what is wrong with the call, in Click's words."""
    import io

    shown = io.StringIO()
    error.show(shown)
    tell(shown.getvalue().rstrip("\n"))
    option = getattr(error, "option_name", "--")
    if option.startswith("-") and not option.startswith("--"):
        tell(t("error.dash"))
    return error.exit_code


def _show(refusal: Refusal) -> int:
    """Say what was refused and what to do, on standard error; return the exit code."""
    tell(t("error", text=sentence(refusal)))
    if advice := hint(refusal):
        tell(advice)
    return refusal.exit_code


def _interrupted() -> int:
    tell(f"\n{t('error.interrupted')}")
    return INTERRUPTED


def _explain(error: Exception, argv: list[str]) -> int:
    """Say what happened that nobody foresaw, and how to report it; a disk full of our own output was foreseen."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        let_go(sys.stdout)
        tell(t("error", text=t("error.output.full")))
        return CANNOT_WRITE
    import shlex

    tell(t("error.bug", command=shlex.join(["zonetrack", "--debug", *argv])))
    return BUG

"""The only door: settles the language, finds the command, and turns every error into a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

from zonetrack import words
from zonetrack.values.errors import Refusal
from zonetrack.words import click_words, has, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUG = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None, now: Callable[[], datetime] | None = None) -> NoReturn:
    """Run one command and leave with its exit code.  The clock (`now`, UTC) is read here and nowhere else."""
    # A command lives for milliseconds: looking for cycles of garbage would cost more than it frees.
    gc.set_threshold(100_000)
    given = list(sys.argv[1:] if argv is None else argv)
    _survive_narrow_encodings()
    try:
        words.use(_language(given))
        click_words.bind(words.language())
        code = _run(given, now or (lambda: datetime.now(UTC)))
        sys.stdout.flush()
    except Refusal as refusal:
        code = _show(refusal)
    except (KeyboardInterrupt, EOFError):
        print(f"\n{t('error.interrupted')}", file=sys.stderr)
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough.  Python would complain again at exit while flushing to the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception:
        if "--debug" in given:
            raise
        print(t("error.bug", command=" ".join(["zonetrack", *given, "--debug"])), file=sys.stderr)
        code = BUG
    sys.exit(code)


def _survive_narrow_encodings() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def _language(argv: Sequence[str]) -> str:
    """Return the language: `--lang`, ZONETRACK_LANG, config, locale; Chinese where none of them says."""
    said = None
    for here, after in zip(argv, [*argv[1:], None], strict=False):
        if here == "--lang" or here.startswith("--lang="):
            said = here[7:] if here.startswith("--lang=") else after
    said = said or os.environ.get("ZONETRACK_LANG") or _configured_language() or _locale()
    return said if said in words.LANGUAGES else "zh"


def _configured_language() -> str | None:
    from zonetrack.commands.session import config

    lang = config().get("lang")
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
    try:
        result = program().main(argv, prog_name="zonetrack", standalone_mode=False, obj={"session": session})
    except click.exceptions.Abort:
        print(t("error.interrupted"), file=sys.stderr)
        return INTERRUPTED
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    return result if isinstance(result, int) else 0


def _show(refusal: Refusal) -> int:
    """Say what was refused and what to do, on standard error; return the exit code."""
    print(t("error", text=t(f"error.{refusal.word}", **refusal.params)), file=sys.stderr)
    hint = f"error.{refusal.word}.hint"
    if has(hint):
        print(t(hint, **refusal.params), file=sys.stderr)
    return refusal.exit_code

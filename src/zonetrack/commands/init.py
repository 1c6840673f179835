"""Commands: `init`, a new ledger, empty or with the shipped figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zonetrack.commands.options import argument, option, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("init", "init")
@argument("path", required=False)
@option("--example", is_flag=True)
@option("--timezone", default="Asia/Shanghai", show_default=True, metavar="TZ")
def init_command(session: Session, path: str | None, example: bool, timezone: str) -> None:
    from zonetrack.commands.session import own_ledger
    from zonetrack.store import ledger
    from zonetrack.words import t

    target = Path(path if path is not None else session.named() or own_ledger()).expanduser()
    if example:
        ledger.init_example(target)
    else:
        _make(session, target, timezone)
    session.say(t("echo.example" if example else "echo.made", path=target))
    session.say(t("echo.next_example" if example else "echo.next", path=target.resolve()))


def _make(session: Session, target: Path, timezone: str) -> None:
    from zonetrack.domain.errors import Unreadable
    from zonetrack.store import ledger
    from zonetrack.store.ids import Ids
    from zonetrack.store.writing import Command

    try:
        from zoneinfo import ZoneInfo

        today = session.now().astimezone(ZoneInfo(timezone)).date()
    except (KeyError, ValueError, OSError):
        raise Unreadable("init.timezone", text=timezone) from None
    command = Command("init", session.author(), session.now(), today)
    ledger.init(target, command, Ids(session.now()), {"timezone": timezone})

"""Commands: `backup`, a checked copy of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zonetrack.commands.options import argument, option, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("backup", "backup")
@argument("file")
@option("--force", is_flag=True)
def backup_command(session: Session, file: str, force: bool) -> None:
    from zonetrack.store import ledger
    from zonetrack.words import t

    target = Path(file).expanduser()
    ledger.backup(session.path(), target, force=force)
    session.say(t("echo.backup", path=target, ledger=session.path()))

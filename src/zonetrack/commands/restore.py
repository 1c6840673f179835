"""Commands: `restore`, a checked backup takes the place of the ledger, and what it replaces is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zonetrack.commands.options import argument, verb

if TYPE_CHECKING:
    from zonetrack.commands.session import Session


@verb("restore", "restore")
@argument("file")
def restore_command(session: Session, file: str) -> None:
    from zonetrack.store import ledger, reading
    from zonetrack.store.restore import restore
    from zonetrack.words import t

    path, source = session.path(), Path(file).expanduser()
    restored = restore(path, source, session.now())
    with ledger.reading(path) as db:
        entry, head = reading.known(db)
    session.say(t("echo.restored", path=path, file=source, entry=f"{entry} {head}"))
    if restored.kept:
        session.say(t("echo.kept" if restored.checked else "echo.kept_raw", path=restored.kept))

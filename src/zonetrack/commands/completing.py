"""Commands: what the shell proposes after TAB: zones, projects and milestones of the ledger that would be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from zonetrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection

    import click

    from zonetrack.commands.session import Session


def references(context: click.Context, incomplete: str, kinds: Collection[str]) -> list[CompletionItem[str]]:
    """Return the references of `kinds` that begin with `incomplete`, with their names; none without a ledger."""
    from zonetrack.store import ledger
    from zonetrack.store.references import beginning

    session: Session = context.find_root().obj["session"]
    try:
        with ledger.reading(session.path()) as db:
            return [CompletionItem(ref, help=name) for ref, name in beginning(db, incomplete, kinds)]
    except Refusal:
        return []


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Leave the names of files to the shell."""
    return [CompletionItem(incomplete, type="file")]

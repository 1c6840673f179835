"""Commands: `zone add` and `zone list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import (
    Folder,
    Moment,
    Output,
    Said,
    argument,
    moment_options,
    option,
    output_options,
    verb,
    writing_options,
)

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session

zone_command = Folder("zone")


@zone_command.add_verb
@verb("add", "zone")
@argument("name")
@option("--slug", metavar="SLUG")
@writing_options
def add_command(session: Session, name: str, slug: str | None, said: Said) -> None:
    from zonetrack.commands.adding import add_zone, naming
    from zonetrack.commands.recording import carry_out

    named = naming(session, name, slug)

    def body(recording: Recording) -> None:
        add_zone(recording, named)

    carry_out(session, said, "zone add", body)


@zone_command.add_verb
@verb("list", "zone")
@moment_options
@output_options
def list_command(session: Session, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.zone_list()), output)

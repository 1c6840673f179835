"""Commands: `zone add` and `zone list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Folder, Output, Said, argument, option, output_options, verb, writing_options

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
@output_options
def list_command(session: Session, output: Output) -> None:
    from zonetrack.commands.showing import show
    from zonetrack.reports import zones
    from zonetrack.store import ledger, reading

    with ledger.reading(session.path()) as db:
        today = ledger.today(db, session.now())
        states = [reading.zone_state(db, zone, today) for zone in reading.zones(db)]
        known = reading.known(db)
    show(session, zones.build(states, today, known), output)

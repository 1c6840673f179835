"""Commands: `milestone add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Folder, Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session

milestone_command = Folder("milestone")


@milestone_command.add_verb
@verb("add", "milestone")
@argument("name")
@option("--project", required=True, metavar="PROJECT")
@option("--quantity", metavar="QUANTITY")
@option("--start", metavar="WHEN")
@option("--due", metavar="WHEN")
@option("--weight", metavar="N")
@option("--slug", metavar="SLUG")
@writing_options
def add_command(session: Session, name: str, project: str, slug: str | None, said: Said, **values: str | None) -> None:
    from zonetrack.commands.adding import add_draft, naming
    from zonetrack.commands.recording import carry_out, plan_date, span_of
    from zonetrack.domain.milestone import Draft, read_weight
    from zonetrack.values.quantity import read_quantity
    from zonetrack.values.text import clean

    span = span_of(session, said)
    quantity, start, due, weight = (values[field] for field in ("quantity", "start", "due", "weight"))
    draft = Draft(
        clean(name),
        quantity=read_quantity(quantity) if quantity is not None else None,
        start=plan_date(session, start, span) if start is not None else None,
        due=plan_date(session, due, span) if due is not None else None,
        weight=read_weight(weight) if weight is not None else None,
    )
    named = naming(session, name, slug)

    def body(recording: Recording) -> None:
        add_draft(recording, recording.find(project, ("project",)), draft, named, span)

    carry_out(session, said, "milestone add", body)

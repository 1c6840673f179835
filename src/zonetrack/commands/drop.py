"""Commands: `drop`, a project or milestone leaves the list (退库); nothing is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Said, argument, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session


@verb("drop", "drop")
@argument("ref")
@writing_options
def drop_command(session: Session, ref: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, need_reason, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.words import t

    need_reason(said, "drop")
    span = span_of(session, said)

    def body(recording: Recording) -> None:
        subject = recording.find(ref, ("project", "milestone"))
        fact = measures.text("stage", "dropped", span)
        recording.record(subject, fact._replace(words=t("stage.dropped")))

    carry_out(session, said, "drop", body)

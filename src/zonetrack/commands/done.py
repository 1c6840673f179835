"""Commands: `done`, a milestone or project is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Said, argument, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session


@verb("done", "done")
@argument("ref")
@writing_options
def done_command(session: Session, ref: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.words import t

    span = span_of(session, said)

    def body(recording: Recording) -> None:
        subject = recording.find(ref, ("project", "milestone"))
        fact = measures.text("stage", "completed", span)
        recording.record(subject, fact._replace(words=t("stage.completed")))
        recording.warn_open(subject)

    carry_out(session, said, "done", body)

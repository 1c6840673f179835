"""Commands: `stage`, the stage that a project or milestone has reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Said, argument, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session


@verb("stage", "stage")
@argument("ref")
@argument("stage")
@writing_options
def stage_command(session: Session, ref: str, stage: str, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, span_of, words_of
    from zonetrack.domain import measure as measures

    span = span_of(session, said)
    measures.read_stage(stage)

    def body(recording: Recording) -> None:
        subject = recording.find(ref, ("project", "milestone"))
        code = measures.read_stage(stage, milestone=subject.milestone is not None)
        recording.record(subject, measures.text("stage", code, span)._replace(words=words_of(stage, 200)))
        if code in measures.DONE:
            recording.warn_open(subject)

    carry_out(session, said, "stage", body)

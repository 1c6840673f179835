"""Commands: `reschedule`, a planned start or finish is moved; the first one stays as the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session


@verb("reschedule", "reschedule")
@argument("ref")
@option("--start", metavar="WHEN")
@option("--due", metavar="WHEN")
@writing_options
def reschedule_command(session: Session, ref: str, start: str | None, due: str | None, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, need_reason, plan_date, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.words import t

    if start is None and due is None:
        raise click.UsageError(t("error.reschedule.nothing"))
    need_reason(said, "reschedule")
    span = span_of(session, said)
    given = {"planned_start": start, "planned_finish": due}
    dates = {measure: plan_date(session, text, span) for measure, text in given.items() if text is not None}
    facts = [measures.when(measure, date, span) for measure, date in dates.items()]

    def body(recording: Recording) -> None:
        subject = recording.find(ref, ("project", "milestone", "followup"))
        if subject.followup and (start is not None or not facts):
            raise click.UsageError(t("error.reschedule.start"))
        for fact in facts:
            own = fact._replace(measure=measures.measure_of(subject, "due")) if subject.followup else fact
            recording.move(subject, own)

    carry_out(session, said, "reschedule", body)

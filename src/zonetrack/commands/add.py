"""Commands: `add`, a project with its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zonetrack.commands.adding import Naming
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.milestone import Draft
    from zonetrack.domain.records import Fact
    from zonetrack.values.when import When

TEXTS = ("owner", "unit", "leader")


@verb("add", "add")
@argument("name")
@option("--zone", required=True, metavar="ZONE")
@option("--slug", metavar="SLUG")
@option("--total", metavar="MONEY")
@option("--start", metavar="WHEN")
@option("--due", metavar="WHEN")
@option("--stage", metavar="STAGE")
@option("--owner", metavar="ORG")
@option("--unit", metavar="ORG")
@option("--leader", metavar="PERSON")
@option("--category", default="", metavar="TEXT")
@option("--code", default="", metavar="CODE")
@option("--tag", "tags", multiple=True, metavar="TAG")
@option("-m", "--milestone", "milestones", multiple=True, metavar="MILESTONE")
@writing_options
def add_command(
    session: Session,
    name: str,
    zone: str,
    slug: str | None,
    category: str,
    code: str,
    tags: Sequence[str],
    milestones: Sequence[str],
    said: Said,
    **values: str | None,
) -> None:
    from zonetrack.commands.adding import add_draft, add_project, naming
    from zonetrack.commands.recording import anchor_day, carry_out, span_of
    from zonetrack.domain.milestone import read_draft

    span = span_of(session, said)
    anchor = anchor_day(session, span)
    named = naming(session, name, slug)
    facts = list(_facts(session, span, values))

    def read(line: str) -> tuple[Draft, Naming]:
        draft = session.ask(lambda: read_draft(line, anchor))
        return draft, naming(session, draft.name, numbered=True)

    parts = [read(line) for line in milestones]

    def body(recording: Recording) -> None:
        subject = recording.find(zone, ("zone",))
        project = add_project(recording, subject.zone, named, code=code, category=category, tags=tags)
        recording.record(project, *facts)
        for draft, name_ in parts:
            add_draft(recording, project, draft, name_, span)

    carry_out(session, said, "add", body)


def _facts(session: Session, span: When, values: dict[str, str | None]) -> Iterator[Fact]:
    """Turn the options that say something of the new project into facts."""
    from zonetrack.commands.recording import plan_date
    from zonetrack.domain import measure as measures
    from zonetrack.values.money import read_money
    from zonetrack.values.text import clean

    if values["total"] is not None:
        yield measures.money("total_investment", read_money(values["total"]), span)
    for field, measure in (("start", "planned_start"), ("due", "planned_finish")):
        text = values[field]
        if text is not None:
            yield measures.when(measure, plan_date(session, text, span), span)
    if values["stage"] is not None:
        yield measures.text("stage", measures.read_stage(values["stage"]), span)._replace(words=values["stage"])
    for field in TEXTS:
        text = values[field]
        if text is not None:
            yield measures.text(field, clean(text), span)

"""Commands: `enterprise`, what is said of an enterprise of a zone: its chain, standard buildings to order for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact
    from zonetrack.values.when import When


@verb("enterprise", "enterprise")
@argument("name")
@option("--zone", required=True, metavar="ZONE")
@option("--chain", metavar="TEXT")
@option("--location", metavar="TEXT")
@option("--wanted", metavar="QUANTITY")
@option("--given", metavar="QUANTITY")
@option("--say", of="enterprise", metavar="TEXT")
@writing_options
def enterprise_command(session: Session, name: str, zone: str, said: Said, **texts: str | None) -> None:
    from zonetrack.commands.recording import carry_out, span_of
    from zonetrack.domain.measure import ENTERPRISE
    from zonetrack.domain.procedure import known_as, read_name
    from zonetrack.words import t

    given = {said: text for said, text in texts.items() if text is not None}
    if not given:
        raise click.UsageError(t("error.enterprise.nothing"))
    firm = read_name(name)
    facts = list(_facts(given, span_of(session, said)))

    def body(recording: Recording) -> None:
        from zonetrack.store.facts import facts_of

        subject = recording.find(zone, ("zone",))
        measure = ENTERPRISE + known_as(firm, ENTERPRISE, facts_of(recording.db, subject))
        recording.record(subject, *(fact._replace(measure=f"{measure}:{fact.measure}") for fact in facts))

    carry_out(session, said, "enterprise", body)


def _facts(given: Mapping[str, str], span: When) -> Iterator[Fact]:
    """Yield what is said of an enterprise; an empty text takes the last one back."""
    from zonetrack.commands.recording import words_of
    from zonetrack.domain import measure as measures
    from zonetrack.values.quantity import read_quantity

    for said, text in given.items():
        if said in ("wanted", "given"):
            yield measures.quantity(said, read_quantity(text), span)
        else:
            yield measures.text("words" if said == "say" else said, words_of(text), span)

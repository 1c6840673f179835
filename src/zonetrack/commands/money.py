"""Commands: `invested`, `plan` and `total`: money, always with the span that it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact


def _record(session: Session, said: Said, name: str, ref: str, fact: Fact) -> None:
    from zonetrack.commands.recording import carry_out

    def body(recording: Recording) -> None:
        recording.record(recording.find(ref, ("project",)), fact)

    carry_out(session, said, name, body)


@verb("invested", "money")
@argument("ref")
@argument("money")
@option("--since-start", is_flag=True)
@option("--ytd", is_flag=True)
@option("--month", metavar="MONTH")
@option("--refund", is_flag=True)
@writing_options
def invested_command(
    session: Session, ref: str, money: str, since_start: bool, ytd: bool, month: str | None, refund: bool, said: Said
) -> None:
    from zonetrack.commands.recording import anchor_day, month_of, span_of, year_to
    from zonetrack.domain import measure as measures
    from zonetrack.values.money import read_money

    if since_start + ytd + (month is not None) != 1:
        raise click.UsageError(_words("error.invested.basis"))
    if refund and month is None:
        raise click.UsageError(_words("error.invested.refund"))
    amount = read_money(money, negative=refund)
    if refund:
        amount = amount._replace(fen=-abs(amount.fen), text=f"-{amount.text.lstrip('-')}")
    span = span_of(session, said)
    if month is not None:
        period = month_of(session, month, anchor_day(session, span))
        fact = measures.money("invested", amount, period, "flow")
    elif ytd:
        fact = measures.money("invested", amount, year_to(span), "ytd")
    else:
        fact = measures.money("invested", amount, span)
    _record(session, said, "invested", ref, fact)


@verb("plan", "money")
@argument("ref")
@argument("money")
@option("--for", "period", required=True, metavar="PERIOD")
@writing_options
def plan_command(session: Session, ref: str, money: str, period: str, said: Said) -> None:
    from zonetrack.commands.recording import anchor_day, period_of, span_of
    from zonetrack.domain import measure as measures
    from zonetrack.values.money import read_money

    day = anchor_day(session, span_of(session, said))
    fact = measures.money("planned_investment", read_money(money), period_of(session, period, day), "plan")
    _record(session, said, "plan", ref, fact._replace(day=day.isoformat()))


@verb("total", "money")
@argument("ref")
@argument("money")
@writing_options
def total_command(session: Session, ref: str, money: str, said: Said) -> None:
    from zonetrack.commands.recording import span_of
    from zonetrack.domain import measure as measures
    from zonetrack.values.money import read_money

    _record(session, said, "total", ref, measures.money("total_investment", read_money(money), span_of(session, said)))


def _words(key: str) -> str:
    from zonetrack.words import t

    return t(key)

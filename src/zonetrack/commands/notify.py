"""Commands: `notify`, a report sent by mail or to the robot of a group chat; what cannot be sent is printed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import click

from zonetrack.commands.options import Moment, Output, argument, option, verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonetrack.api import View
    from zonetrack.commands.session import Session
    from zonetrack.document import Document
    from zonetrack.report import Report
    from zonetrack.reports.rank import Wanted
    from zonetrack.sending.channel import Channel, Message
    from zonetrack.values.when import When

WEEK = timedelta(days=7)
# Report → how a view makes it for a zone or for all.
REPORTS: dict[str, Callable[[View, str | None], Report]] = {
    "check": lambda view, zone: view.check(zone),
    "overdue": lambda view, zone: view.overdue(zone),
    "status": lambda view, zone: view.zone_page(zone) if zone else view.status(),
    "report": lambda view, zone: view.report(zone),
    "list": lambda view, zone: view.list(zone),
    "changes": lambda view, zone: view.changes((view.day - WEEK).isoformat(), zone),
    "pace": lambda view, zone: view.pace(zone),
    "rank": lambda view, zone: view.rank(_by_pace(), zone),
    "slips": lambda view, zone: view.slips(zone),
    "indicators": lambda view, zone: view.indicator_list(zone),
    "events": lambda view, zone: view.events(zone),
}
PAPERS: dict[str, Callable[[View, str | None], Document]] = {
    "brief": lambda view, zone: view.brief(zone),
    "bulletin": lambda view, zone: view.bulletin(_month_of(view), zone),
}
SETTINGS = "notify.toml"
PHONE = 40  # cells of a line that a telephone shows without folding it


def _by_pace() -> Wanted:
    from zonetrack.reports.rank import Wanted

    return Wanted("pace")


def _month_of(view: View) -> When:
    """Return the month of a view's day, which a bulletin is on so far."""
    from zonetrack.values.when import decode

    return decode(f"{view.day:%Y-%m}")


class _Told(NamedTuple):
    """A report, the slug of the only zone that it is on, and the paper that is made of it where there is one."""

    report: Report
    zone: str | None
    paper: Document | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not any(section.rows for section in self.report.sections)


@verb("notify", "notify")
@argument("name")
@option("--report", type=click.Choice((*REPORTS, *PAPERS)), default="check", show_default=True)
@option("--zone", metavar="ZONE")
@option("--details", is_flag=True)
@option("--dry-run", of="notify", is_flag=True)
def notify_command(session: Session, name: str, report: str, zone: str | None, *, details: bool, dry_run: bool) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.domain.errors import Refusal

    def looked(view: View) -> _Told:
        zones = view.zones(zone)
        only = zones[0].slug if len(zones) == 1 else None
        if report in PAPERS:
            paper = PAPERS[report](view, zone)
            return _Told(paper.report, only, paper)
        return _Told(REPORTS[report](view, zone), only)

    told = look(session, Moment(None, None), looked)
    try:
        _notify(session, name, told, details=details, dry_run=dry_run)
    except Refusal:
        # Whatever stands in the way: cron mails this to whoever it belongs to, and nothing is lost.
        if not (told.empty or dry_run):
            show(session, told.report, Output(None, None, force=False, wide=False, table=None))
        raise


def _notify(session: Session, name: str, told: _Told, *, details: bool, dry_run: bool) -> None:
    """Send what is to be told to the channel `name`, or with `dry_run` print it.  Raises Refusal."""
    import os

    from zonetrack.commands.session import own_settings
    from zonetrack.sending import settings
    from zonetrack.words import t

    channel = settings.read(own_settings(SETTINGS), os.environ, name)
    if dry_run:
        from zonetrack.sending.reaching import check

        check(channel)
    if told.empty:
        session.say(t("notify.nothing"))
        return
    message = _message(told, channel, details=details)
    if dry_run:
        _print(channel, message)
        session.say(t("notify.dry_run"))
    else:
        _send(session, channel, message)


def _message(told: _Told, channel: Channel, *, details: bool) -> Message:
    """Return the message: counts and references, with `details` the text of the report, narrow for a telephone."""
    from zonetrack.render import digest, page
    from zonetrack.sending.channel import Message
    from zonetrack.words import t

    title = page.title(told.report) if details else digest.title(told.report, told.zone)
    text = _details(told, channel) if details else digest.digest(told.report, told.zone)
    return Message(t("notify.subject", title=title, day=told.report.as_of.isoformat()), text)


def _details(told: _Told, channel: Channel) -> str:
    from io import StringIO

    from zonetrack.render import render, render_paper
    from zonetrack.reports import check
    from zonetrack.sending.channel import Robot

    text, width = StringIO(), PHONE if isinstance(channel, Robot) else None
    if told.paper is not None:
        render_paper(told.paper, text, format="table", width=width)
    else:
        shown = check.one_screen(told.report) if told.report.key == "check" else told.report
        render(shown, text, format="table", width=width)
    return text.getvalue()


def _print(channel: Channel, message: Message) -> None:
    """Print what would go out; an address that is a password, and all passwords, stay hidden."""
    from zonetrack.sending.channel import Mail, where
    from zonetrack.sending.delivery import parts
    from zonetrack.words import t

    for text in parts(channel, message):
        print(t("notify.to", channel=_kind(channel), where=where(channel)))
        if isinstance(channel, Mail):
            print(t("notify.headed", subject=message.subject))
        print(f"\n{text.rstrip()}\n")


def _send(session: Session, channel: Channel, message: Message) -> None:
    import time

    from zonetrack.domain.errors import Refusal
    from zonetrack.sending.delivery import deliver, parts
    from zonetrack.words import t

    of, n = len(parts(channel, message)), 0
    try:
        for number in deliver(channel, message, session.clock, time.sleep):
            n = number
    except Refusal:
        if n:
            session.say(t("notify.some", n=n, of=of))
        raise
    session.say(t("notify.sent", channel=_kind(channel), n=n, name=channel.name))


def _kind(channel: Channel) -> str:
    """Return the kind of a channel in the words of the language."""
    from zonetrack.sending.channel import Robot
    from zonetrack.words import t

    return t(f"channel.{channel.kind if isinstance(channel, Robot) else 'mail'}")

"""The ledger for Python programs: open it, look at it as of a day, record facts.  The command line stands on this too.

from zonetrack import api

with api.look("my.db") as view:
report = view.report("yuanping")
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.errors import NotFound, RuleBroken
from zonetrack.domain.light import SOON
from zonetrack.domain.measure import PREFIXES

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence
    from datetime import date

    from zonetrack.document import Document
    from zonetrack.domain.alarm import Asked, Found
    from zonetrack.domain.course import Course
    from zonetrack.domain.due import Due
    from zonetrack.domain.records import Fact, Subject, Zone
    from zonetrack.domain.state import Item, ProjectState, ZoneState
    from zonetrack.report import Known, Report, Table
    from zonetrack.reports import indicator
    from zonetrack.reports.export import Page as SheetPage
    from zonetrack.reports.listing import Filters
    from zonetrack.reports.rank import Wanted
    from zonetrack.reports.slips import Counting
    from zonetrack.store.db import Db
    from zonetrack.values.when import When


class View(NamedTuple):
    """One state of the ledger, as it is or as it was known at an entry, and the day that reports hold for.

    Every method that ends in a Report reads what it needs at once; references may be parts of slugs or names, and
    raise NotFound or Ambiguous.
    """

    db: Db
    day: date
    today: date

    def zone(self, text: str) -> Zone:
        """Return the zone that `text` refers to."""
        from zonetrack.store import references

        return references.resolve(self.db, text, ("zone",)).zone

    def zones(self, text: str | None = None) -> list[Zone]:
        """Return the one zone that `text` refers to, or all."""
        from zonetrack.store import reading

        return [self.zone(text)] if text else reading.zones(self.db)

    def known(self, zone: Zone | None = None) -> Known:
        """Return the entry that a report on `zone` or on all is made at, and the hash that pins it."""
        from zonetrack.report import Known
        from zonetrack.store import reading

        return Known(*reading.known(self.db, zone))

    def pages(self, text: str | None, within: int = SOON) -> list[tuple[ZoneState, list[ProjectState]]]:
        """Return the zone meant, or all zones, each with every project of it."""
        from zonetrack.store import reading

        pages = []
        for zone in self.zones(text):
            states = reading.projects(self.db, zone, self.day)
            said = reading.said_by_zone(self.db, zone, self.day)
            pages.append((reading.summed(zone, states, said, self.day, within), states))
        return pages

    def items(self, text: str | None, within: int = SOON) -> list[Item]:
        """Return what is late or due within `within` days in the zone meant, or in all."""
        from zonetrack.store import reading

        states = (reading.zone_state(self.db, zone, self.day, within) for zone in self.zones(text))
        return [item for state in states for item in state.items]

    def status(self) -> Report:
        """Return the report `status`: all zones in one table."""
        from zonetrack.reports import status
        from zonetrack.store import reading

        states = [reading.zone_state(self.db, zone, self.day) for zone in self.zones()]
        return status.build(states, self.day, self.known(), dues=len(self.dues(within=-1)))

    def zone_list(self) -> Report:
        """Return the report `zones`: the zones, with the slugs to type."""
        from zonetrack.reports import zones
        from zonetrack.store import reading

        states = [reading.zone_state(self.db, zone, self.day) for zone in self.zones()]
        return zones.build(states, self.day, self.known())

    def zone_page(self, text: str) -> Report:
        """Return the report `zone`: the projects of one zone."""
        from zonetrack.reports import zone

        ((state, projects),) = self.pages(text)
        measured = self._measured(state.zone.slug)
        late = len(self.dues(state.zone.slug, within=-1))
        return zone.build(state, projects, self.day, self.known(state.zone), measured=measured, dues=late)

    def show(self, ref: str, *, charted: bool = False) -> Report:
        """Return the report `show` of a project or milestone, `indicator`, or `event`; of a zone its page.

        `charted`: with the charts of the project, zone or indicator.
        """
        from zonetrack.reports import chart, forecast, show
        from zonetrack.store import references, source

        subject = references.resolve(self.db, ref)
        if subject.event:
            return self.event(f"{subject.zone.slug}/{subject.event.slug}")
        if subject.indicator:
            return self.indicator(subject.ref, charted=charted)
        if subject.project is None:
            page = self.zone_page(subject.zone.slug)
            states = self.projects(subject.zone.slug) if charted else ()
            return page._replace(charts=chart.of_zone(states, subject.zone.name, self.day)) if charted else page
        (whole,) = source.scope(self.db, subject, self.day).wholes
        project = whole.own.state
        chosen = next((m for m in project.milestones if m.milestone == subject.milestone), None)
        facts = [fact for part in whole.parts for fact in part.facts.known]
        seen = [(part, one) for part, one in forecast.outlooks(whole) if chosen in (None, part.milestone)]
        made = show.build(project, facts, self.day, self.known(subject.zone), chosen, seen)
        return made._replace(charts=chart.of_project(project, whole.own.facts, self.day)) if charted else made

    def slips(self, ref: str | None = None, counting: Counting | None = None) -> Report:
        """Return the report `slips`, of a zone, a project, or all: what was put off, and how promises were kept."""
        from zonetrack.domain.records import Subject
        from zonetrack.reports import slips
        from zonetrack.store import history, references, source

        subject = references.resolve(self.db, ref, ("zone", "project")) if ref else None
        asked = [subject] if subject else [Subject(zone) for zone in self.zones()]
        wholes = [whole for one in asked for whole in source.scope(self.db, one, self.day).wholes]
        entries = history.entries_of(self.db, slips.moved(wholes))
        known = self.known(subject.zone if subject else None)
        title = {"name": subject.record.name} if subject else {}
        return slips.build(wholes, self.day, known, entries, counting or slips.Counting(), title)

    def projects(self, zone: str | None = None) -> list[ProjectState]:
        """Return the projects of one zone or of all, with where they stand."""
        from zonetrack.store import reading

        return [state for one in self.zones(zone) for state in reading.projects(self.db, one, self.day)]

    def list(self, zone: str | None = None, filters: Filters | None = None) -> Report:
        """Return the report `list`: projects by many filters."""
        from zonetrack.reports import listing

        one = self.zone(zone) if zone else None
        return listing.build(self.projects(zone), self.day, self.known(one), filters)

    def _measured(self, zone: str | None) -> indicator.Measured | None:
        found = self.indicators(zone)
        if not found:
            return None
        from zonetrack.reports import indicator

        return indicator.measured(found, self.day)

    def indicators(self, zone: str | None = None) -> Sequence[indicator.Of]:
        """Return the indicators of one zone or of all, each with what was said of it."""
        from zonetrack.store import indicators

        known = [(one, indicators.readings(self.db, one, self.day)) for one in self.zones(zone)]
        if not any(of_zone for _, of_zone in known):
            return []
        from zonetrack.reports.indicator import Of

        return [Of(one, readings) for one, of_zone in known for readings in of_zone]

    def indicator_list(self, zone: str | None = None) -> Report:
        """Return the report `indicators`: the newest figures of each indicator of one zone or of all."""
        from zonetrack.reports import indicator

        one = self.zone(zone) if zone else None
        return indicator.build(self.indicators(zone), self.day, self.known(one), one)

    def indicator(self, ref: str, *, charted: bool = False) -> Report:
        """Return the report `indicator`: one of them period by period; `charted`: with its chart."""
        from zonetrack.reports import indicator, indicator_chart
        from zonetrack.store import references

        subject = references.resolve(self.db, ref, ("indicator",))
        found = self.indicators(subject.zone.slug)
        one = next(one for one in found if one.readings.indicator == subject.indicator)
        made = indicator.show(one, self.day, self.known(subject.zone))
        return made._replace(charts=(indicator_chart.series(one, self.day),)) if charted else made

    def overdue(self, zone: str | None = None, within: int = SOON) -> Report:
        """Return the report `overdue`: what is late, and what is due within `within` days."""
        from zonetrack.reports import overdue

        one = self.zone(zone) if zone else None
        dues = self.dues(zone, within)
        return overdue.build(self.items(zone, within), self.day, self.known(one), within, zone=one, dues=dues)

    def dues(self, zone: str | None = None, within: int = SOON) -> Sequence[Due]:
        """Return the follow-ups and procedures that are late, or due within `within` days (-1: those late alone)."""
        from zonetrack.store import reading

        if not reading.has_dues(self.db):  # most ledgers have none, and most pages ask
            return ()
        from zonetrack.store import events

        return events.dues(self.db, self.zones(zone), self.day, within)

    def warnings(self, zone: str | None = None, asked: Asked | None = None) -> Found:
        """Return what is wrong or due in the zone meant, or in all; without `asked` what needs no number of days."""
        from zonetrack.domain.alarm import Asked
        from zonetrack.store import checking

        only = self.zone(zone) if zone else None
        return checking.found(self.db, self.zones(zone), self.day, asked or Asked(), only=only)

    def check(self, zone: str | None = None, asked: Asked | None = None, found: Found | None = None) -> Report:
        """Return the report `check`: what is wrong, by kind; `found` is what `warnings` gave, or a part of that."""
        from zonetrack.domain.alarm import Asked
        from zonetrack.reports import check

        wanted, one = asked or Asked(), self.zone(zone) if zone else None
        told = self.warnings(zone, wanted) if found is None else found
        return check.build(told, wanted.kinds, self.day, self.known(one), zone=one)

    def assertions(self) -> Report:
        """Return the report `assertions`: all that users assert of the figures, each beside the ledger."""
        from zonetrack.reports import check
        from zonetrack.store import checking

        return check.assertions(checking.Book(self.db, self.day).outcomes(), self.day, self.known())

    def report(self, zone: str | None = None, within: int = SOON) -> Report:
        """Return the report `report`: the whole page of one zone or of all."""
        from zonetrack.reports import page
        from zonetrack.store import spending

        pages = self.pages(zone, within)
        known = self.known(pages[0][0].zone if zone else None)
        course = spending.if_planned(self.db, [state for _, projects in pages for state in projects], self.day)
        more = page.More(course, self._measured(zone), self._told(zone))
        return page.build(pages, self.day, known, within, more)

    def course(self, ref: str | None = None, counted: str | None = None) -> tuple[Course, Known, dict[str, str]]:
        """Return how the year goes of the projects of a zone, of one project, or of all; what it is known at; a title.

        `counted`: time by month or by day alone; without it plans of parts of the year go first.
        """
        from zonetrack.store import reading, references, spending

        subject = references.resolve(self.db, ref, ("zone", "project")) if ref else None
        one, zone = (subject.project, subject.zone) if subject else (None, None)
        states = [reading.one_project(self.db, zone, one, self.day)] if zone and one else self.projects(ref)
        title = {"name": subject.record.name} if subject else {}
        return spending.course_of(self.db, states, self.day, counted), self.known(zone), title

    def pace(self, ref: str | None = None, *, by: str = "project", counted: str | None = None) -> Report:
        """Return the report `pace`: plan beside fact, of a zone, a project or all, by one of `domain.course.GROUPS`."""
        from zonetrack.reports import pace

        return pace.build(*self.course(ref, counted), self.day, by=by)

    def rank(self, wanted: Wanted, zone: str | None = None, counted: str | None = None) -> Report:
        """Return the report `rank`: projects or groups of a zone, or of all, in the order of one figure."""
        from zonetrack.reports import rank

        return rank.build(*self.course(zone, counted), self.day, wanted)

    def rules(self) -> Report:
        """Return the report `rules`: the rules of lights to choose from, and the one that the ledger goes by."""
        from zonetrack.reports import light_rules
        from zonetrack.store import spending

        return light_rules.build(spending.rule(self.db, self.day), self.day, self.known())

    def _told(self, zone: str | None) -> Sequence[Table]:
        from zonetrack.store import events

        known = [(one, events.told(self.db, one, self.day)) for one in self.zones(zone)]
        if not any(any(told) for _, told in known):
            return ()
        from zonetrack.reports import event

        held = [state for _, told in known for state in told.events]
        return event.sections(held, [(one, firm) for one, told in known for firm in told.enterprises], self.day)

    def events(self, zone: str | None = None) -> Report:
        """Return the report `events`: what one zone or all held, and what is to be done after it."""
        from zonetrack.reports import event
        from zonetrack.store import events

        one = self.zone(zone) if zone else None
        held = [state for of in self.zones(zone) for state in events.events(self.db, of, self.day)]
        return event.build(held, self.day, self.known(one), one)

    def event(self, ref: str) -> Report:
        """Return the report `event`.  Raises NotFound where nobody spoke of it by the day."""
        from zonetrack.reports import event
        from zonetrack.store import events, references

        subject = references.resolve(self.db, ref, ("event",))
        held = events.events(self.db, subject.zone, self.day)
        one = next((state for state in held if state.event == subject.event), None)
        if one is None:
            raise NotFound("event.not_yet", ref=subject.ref, day=self.day.isoformat())
        return event.show(one, self.day, self.known(subject.zone))

    def sheet(self, zone: str | None = None) -> Report:
        """Return the report `export`: the working sheet of one zone or of all, to be edited and taken in again."""
        from zonetrack.reports import export

        return export.build(self._sheets(zone), self.day, self._known_of(zone))

    def template(self, zone: str | None = None, unit: str | None = None) -> Report:
        """Return the report `template`: a sheet to send out, of the open projects of `unit` where one is given.

        Raises NotFound where no open project has such an owner or building unit.
        """
        from zonetrack.reports import export

        return export.template(self._sheets(zone), self.day, self._known_of(zone), unit)

    def ledger(self, zone: str | None = None) -> Report:
        """Return the report `ledger`: every record and every fact of one zone or of all, true by the day."""
        from zonetrack.reports import ledger
        from zonetrack.store import exporting, indicators, reading

        books = (
            ledger.Book(
                one,
                reading.projects(self.db, one, self.day),
                exporting.facts(self.db, one, self.day),
                exporting.aliases(self.db, one),
                indicators.named(self.db, one),
            )
            for one in self.zones(zone)
        )
        return ledger.build(books, self.day, self._known_of(zone))

    def _known_of(self, zone: str | None) -> Known:
        return self.known(self.zone(zone) if zone else None)

    def _sheets(self, zone: str | None) -> Sequence[SheetPage]:
        from zonetrack.reports.export import Page
        from zonetrack.store import exporting, reading

        return [
            Page(
                one,
                self.known(one).entry,
                reading.projects(self.db, one, self.day),
                *exporting.told(self.db, one, self.day),
            )
            for one in self.zones(zone)
        ]

    def changes(self, since: str, zone: str | None = None) -> Report:
        """Return the report `changes`: what differs from the ledger as it was at entry or day `since`."""
        from zonetrack.reports import changes
        from zonetrack.store import indicators, news, reading, rewind

        zones = self.zones(zone)
        point = rewind.point_at(self.db, since, self.today)
        if point.day > self.today:
            raise RuleBroken("changes.future", day=point.day.isoformat(), today=self.today.isoformat())
        day = min(point.day, self.day)
        with rewind.rewound(self.db, point.command_id) as then:
            known = {one.zone_id for one in reading.zones(then)}
            old = [s for one in zones if one.zone_id in known for s in reading.projects(then, one, day)]
            entered = [n for one in zones for n in news.since(self.db, then, one, point.command_id)]
        by_id = {one.zone_id: one for one in zones}
        named = {subject.id: subject for one in zones for subject in indicators.named(self.db, one)}
        return changes.build(
            changes.Side(by_id, old, day),
            [s for one in zones for s in reading.projects(self.db, one, day)],
            changes.Side(by_id, self.projects(zone), self.day, named),
            [changes.Entered(*one) for one in entered if one.fact.day <= self.day.isoformat()],
            since,
            self.known(zones[0] if zone else None),
        )

    def brief(self, zone: str | None = None, since: str | None = None) -> Document:
        """Return the paper `brief`: one page before a meeting, looking back to entry or day `since`, else 30 days."""
        from zonetrack.reports import brief
        from zonetrack.store import rewind, spending

        text = since or min(self.day - timedelta(days=SOON), self.today).isoformat()
        day = rewind.point_at(self.db, text, self.today).day
        back = brief.Since(text if "#" in text else day, day)
        pages = self.pages(zone)
        course = spending.course_of(self.db, [state for _, states in pages for state in states], self.day)
        said = self._known_of(zone), course, self.dues(zone)
        return brief.build(pages, self.changes(text, zone), self.day, back, *said)

    def bulletin(self, month: When, zone: str | None = None) -> Document:
        """Return the paper `bulletin` (通报) of `month`, as of the day of this view, which lies in it."""
        from zonetrack.reports import bulletin
        from zonetrack.store import spending

        eve = (month.first or self.day) - timedelta(days=1)
        pages = self.pages(zone)
        of = bulletin.Month(month, eve, self.day)
        changes = self.changes(eve.isoformat(), zone)
        course = spending.course_of(self.db, [state for _, states in pages for state in states], self.day)
        said = self._known_of(zone), course, self.indicators(zone), self.dues(zone)
        return bulletin.build(pages, changes, of, *said)

    def history(
        self, ref: str | None = None, *, since: str | None = None, user: str | None = None, by: date | None = None
    ) -> Report:
        """Return the report `history`: who said what when, of the whole ledger or of a record, the newest first.

        `since`: only what came after an entry or day; `user`: only what this author entered; `by`: only facts that
        count by this day.
        """
        from zonetrack.domain.history import Names, tell
        from zonetrack.reports import history as report
        from zonetrack.store import history, ledger, reading, references, rewind

        subject = references.resolve(self.db, ref) if ref else None
        after = rewind.command_at(self.db, since, self.today) if since is not None else None
        name = subject.record.name if subject else None
        wanted = report.Chosen(name, after, since, user, by.isoformat() if by else None)
        names = Names({zone.zone_id: zone.slug for zone in self.zones()})
        if subject and subject.project:
            names.see("project", subject.project.id, subject.project._asdict())
        if subject and subject.event:
            names.see("event", subject.event.id, subject.event._asdict())
        told = tell(history.changes(self.db, subject), names)
        clock = ledger.zone_info(reading.setting(self.db, "timezone"))
        book = report.Book(names, clock, history.undone(self.db), history.numbers(self.db))
        return report.build(told, self.day, self.known(subject.zone if subject else None), book, wanted)

    def source(self, ref: str, measure: str | None = None) -> Report:
        """Return the report `source`: what the figure `measure` of a record is made of, or every one that stands.

        Raises Unreadable for a measure that the record does not have.
        """
        from zonetrack.reports import source as report
        from zonetrack.store import history, ledger, reading, references, source

        subject = references.resolve(self.db, ref)
        if subject.kind in PREFIXES:
            return self._source_named(subject, measure)
        scope = source.scope(self.db, subject, self.day)
        found = report.traced(scope, measure)
        told = [one.fact for inputs in found.values() for one in inputs if one.fact]
        added = source.added(self.db, subject.zone) if "projects" in found else {}
        clock = ledger.zone_info(reading.setting(self.db, "timezone"))
        papers = report.Papers(history.entries_of(self.db, told), added, clock)
        return report.build(scope, found, self.known(subject.zone), papers)

    def _source_named(self, subject: Subject, measure: str | None) -> Report:
        from zonetrack.domain.event import true_by
        from zonetrack.reports import source, source_named
        from zonetrack.store import history, indicators, ledger, reading
        from zonetrack.store.facts import facts_of

        said = true_by(facts_of(self.db, subject), self.day.isoformat())
        known = indicators.readings(self.db, subject.zone, self.day) if subject.indicator else []
        readings = next((one for one in known if one.indicator == subject.indicator), None)
        told = source_named.Told(subject, said, readings)
        found = source_named.traced(told, measure)
        entries = history.entries_of(self.db, [one.fact for one in found[0] if one.fact])
        papers = source.Papers(entries, {}, ledger.zone_info(reading.setting(self.db, "timezone")))
        return source_named.build(told, found, measure, self.day, self.known(subject.zone), papers)


@contextmanager
def look(
    path: str | os.PathLike[str],
    *,
    as_of: date | None = None,
    known: str | None = None,
    today: date | None = None,
) -> Iterator[View]:
    """Open the ledger at `path` for reading, and let it go at the end of the `with` block.

    `as_of`: the day that reports hold for, today without it; `known`: an entry (`yuanping#42`) or a day up to which
    the ledger is believed; `today`: another day to take for today.  Raises Unusable, Busy, NotFound.
    """
    from zonetrack.store import ledger

    with ledger.reading(path) as db:
        now = today or ledger.today(db, datetime.now(UTC))
        if known is None:
            yield View(db, as_of or now, now)
            return
        from zonetrack.store import rewind

        with rewind.rewound(db, rewind.command_at(db, known, now)) as then:
            yield View(then, as_of or now, now)


def record(
    path: str | os.PathLike[str], ref: str, *facts: Fact, author: str, reason: str = "", source: str = ""
) -> list[str]:
    """Record `facts` (made by zonetrack.domain.measure) about the record `ref`, exactly named, as one entry.

    Returns the names of the entries written (`yuanping#42`).  Raises NotFound, Ambiguous, RuleBroken for a figure that
    may not stand or that needs a `reason`, Busy, CannotWrite, Unusable; then nothing is written.
    """
    from zonetrack.store import journal, ledger, references
    from zonetrack.store.ids import Ids
    from zonetrack.store.writing import Command, Writer

    now = datetime.now(UTC)
    with ledger.writing(path) as db:
        newest = journal.newest(db)
        command = Command("record", author, now, ledger.today(db, now), reason, source)
        writer = Writer(db, command, Ids(now, after=newest.command_id if newest else ""))
        subject = references.resolve(db, ref, exact=True)
        for fact in facts:
            writer.record(subject, fact)
        return journal.names(db, writer.finish())

"""Commands: one command that writes, from its options to its echo."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from zonetrack.domain import investment
from zonetrack.domain import measure as measures
from zonetrack.domain.errors import RuleBroken
from zonetrack.domain.fold import Facts
from zonetrack.domain.records import LEDGER, Subject
from zonetrack.values.text import clean
from zonetrack.values.when import When, day, decode, read_when
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from zonetrack.commands.options import Said
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Entry, Fact, Observation, Zone
    from zonetrack.store.db import Db
    from zonetrack.store.writing import Command, Writer


class Recording:
    """A command under way: the ledger held for writing, what it changes, and what it will say about it."""

    def __init__(self, session: Session, db: Db, writer: Writer) -> None:
        self.session = session
        self.db = db
        self.writer = writer
        self.lines: list[str] = []
        self._planned: dict[str, Subject] = {}

    def find(self, text: str, kinds: Collection[str], zone: Zone | None = None) -> Subject:
        """Return the record that `text` refers to: without a person to see the echo, an exact reference only.

        Raises NotFound, Ambiguous, and RuleBroken for a record of another kind than the command is for.
        """
        from zonetrack.store import references

        return references.resolve(self.db, text, kinds, exact=not self.session.interactive(), zone=zone)

    def record(self, subject: Subject, *facts: Fact) -> None:
        """Record facts about `subject`, and note for the echo what each figure was and is."""
        from zonetrack.store.facts import facts_of

        for fact in facts:
            known = facts_of(self.db, subject)
            observation = self.writer.record(subject, fact)
            # A month does not take the place of a sum since the start, nor of another month.
            series = measures.series_of(observation)
            alike = [o for o in known if measures.series_of(o) == series]
            self._note(subject, fact, observation, alike)
            self._warn(subject, observation, [*known, observation])
            if fact.measure in ("planned_start", "planned_finish"):
                self._planned[subject.ref] = subject

    def _note(self, subject: Subject, fact: Fact, now: Observation, alike: Sequence[Observation]) -> None:
        """Say what the figure was on that day and is; one of an earlier day than the newest changes nothing now."""
        before = [o for o in alike if o.day <= now.day]
        label = measure_label(fact.measure)
        shown = t("echo.change", old=said(before[-1]), new=said(now)) if before else said(now)
        self.lines.append(t("echo.fact", ref=subject.ref, measure=label, shown=shown, day=reading_of(fact.span)))
        if alike and alike[-1].day > now.day:
            self.remark("echo.backdated", current=said(alike[-1]), day=alike[-1].day)
        if now.flags:
            self.lines.append("  " + t("echo.flagged", flags=", ".join(t(f"flag.{f}") for f in now.flags.split(","))))

    def _warn(self, subject: Subject, new: Observation, known: Sequence[Observation]) -> None:
        """Point out what is allowed and still odd."""
        facts = Facts(known)
        if new.measure == "invested":
            figures = facts.of("invested")
            before = investment.left_out([o for o in figures if o.id != new.id])
            for part in investment.left_out(figures):
                if part not in before:
                    key = "echo.refund_alone" if part.rule == "only_refunds" else "echo.left_out"
                    self.remark(key, figure=part.observation.words)
        stage = facts.newest("stage")
        if new.measure != "stage" and stage and stage.value in measures.ASIDE:
            self.remark("echo.aside", ref=subject.ref, stage=t(f"stage.{stage.value}"))

    def warn_open(self, subject: Subject) -> None:
        """Point out the milestones that are still open when their project is done."""
        from zonetrack.store import reading

        if subject.project is None or subject.milestone is not None:
            return
        state = reading.one_project(self.db, subject.zone, subject.project, self.session.today())
        left = (m for m in state.milestones if m.position.done_on is None and m.position.stage != "dropped")
        still = [part.milestone.name for part in left]
        if still:
            self.remark("echo.open_milestones", n=len(still), names=t("figure.list").join(still))

    def move(self, subject: Subject, fact: Fact) -> None:
        """Record a planned date, and say by how many days it was moved from the one that stood."""
        from zonetrack.store.facts import facts_of

        old = Facts(facts_of(self.db, subject)).when(fact.measure)
        self.record(subject, fact)
        new = decode(fact.value)
        if old and old.last and new.last and old.last != new.last:
            days = (new.last - old.last).days
            self.note("echo.later" if days > 0 else "echo.earlier", n=abs(days))

    def _point_out(self, subject: Subject) -> None:
        """Say so where the planned finish now lies before the planned start: allowed, but hardly meant."""
        from zonetrack.store.facts import facts_of

        facts = Facts(facts_of(self.db, subject))
        start, due = facts.when("planned_start"), facts.when("planned_finish")
        if start and due and start.first and due.last and due.last < start.first:
            self.note("echo.finish_before_start", ref=subject.ref, start=reading_of(start), due=reading_of(due))

    def finish(self) -> list[Entry]:
        """Write the entries of the command; a command that changed nothing has none."""
        for subject in self._planned.values():
            self._point_out(subject)
        return self.writer.finish()

    def remark(self, key: str, **params: object) -> None:
        """Add a sentence about the line before it."""
        self.lines.append(f"  {t(key, **params)}")

    def note(self, key: str, **params: object) -> None:
        """Add a sentence to the echo."""
        self.lines.append(t(key, **params))


def carry_out(session: Session, said_: Said, name: str, body: Callable[[Recording], None]) -> None:
    """Hold the ledger while `body` writes; afterwards say what was written, where, and how to undo it.

    With a `--key` that is known already `body` is not called; after `--dry-run` nothing is kept.  Both say so.
    """
    from zonetrack.store import journal, ledger
    from zonetrack.store.ids import Ids
    from zonetrack.store.writing import Writer

    path, command = session.path(), command_of(session, said_, name)
    with ExitStack() as held:
        with ledger.writing(path, dry_run=said_.dry_run, migrated=lambda copy: _migrated(session, copy)) as db:
            newest = journal.newest(db)
            done = journal.by_key(db, command.key) if command.key else []
            ids = Ids(command.at, after=newest.command_id if newest else "")
            under_way = Recording(session, db, Writer(db, command, ids))
            if not done:
                body(under_way)
            held.enter_context(_uninterrupted())
            entries = done or under_way.finish()
            names = journal.names(db, entries)
            where = t("echo.sample", path=path) if ledger.is_sample(db) else path
        if done:
            session.say(t("echo.repeated", entry=", ".join(names), where=where))
        else:
            _echo(session, under_way.lines, names, where, dry_run=said_.dry_run)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: what is being committed is also said, or somebody would take it for undone."""
    import signal

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    asked: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if asked:
        raise KeyboardInterrupt


def command_of(session: Session, said_: Said, name: str) -> Command:
    """Return who says what, when, and what was given with it."""
    from zonetrack.store.writing import Command

    return Command(
        name,
        session.author(),
        session.now(),
        session.today(),
        words_of(said_.reason),
        words_of(said_.source),
        words_of(said_.note),
        clean(said_.key) if said_.key else None,
    )


def _migrated(session: Session, copy: str) -> None:
    session.say(t("echo.migrated", path=copy))


def _echo(session: Session, lines: Sequence[str], names: Sequence[str], where: str, *, dry_run: bool) -> None:
    for line in lines:
        session.say(line)
    if not names:
        session.say(t("echo.nothing"))
    elif dry_run:
        session.say(t("echo.dry_run", where=where))
    else:
        # The entry of a zone is the one to name; that of the ledger itself only where it stands alone.
        name = next((n for n in names if not n.startswith(f"{LEDGER}#")), names[0])
        session.say(t("echo.written", where=where, entry=", ".join(names), name=name))


def measure_label(measure: str) -> str:
    """Return the words for a measure; one that the user named, or the header of a sheet, is its own words."""
    from zonetrack.render.figures import code
    from zonetrack.report import Code

    return code(Code("measure", measures.spoken(measure)))


def said(observation: Observation) -> str:
    """Return a fact for the echo: its words, and for dates how they were read."""
    kind = measures.kind_of(observation.measure)
    if kind == "stage":
        return t(f"stage.{observation.value}")
    if kind == "when":
        return reading_of(measures.when_of(observation))
    return observation.words or t("echo.empty")


def reading_of(when: When) -> str:
    """Return `8月 → 2025-08-01…2025-08-31`: what was written, and the days that it was read as."""
    first = when.first.isoformat() if when.first else ""
    last = when.last.isoformat() if when.last else ""
    days = first if first == last else f"{first}…{last}"
    return days if when.text in (first, days, "") else f"{when.text} → {days}"


def span_of(session: Session, said_: Said) -> When:
    """Return the day or period of `--on`, today without it.  Raises Unreadable, RuleBroken for one still to come."""
    today = session.today()
    text = said_.on
    if text is None:
        return day(today)
    span = session.ask(lambda: read_when(text, today, mood="fact"))
    first = span.first or span.last
    if first and first > today:
        raise RuleBroken("rule.future", day=text, today=today.isoformat())
    return span


def plan_date(session: Session, text: str, anchor: When) -> When:
    """Read a planned date against the day on which the plan is said."""
    return session.ask(lambda: read_when(text, anchor_day(session, anchor), mood="plan"))


def anchor_day(session: Session, span: When) -> date:
    """Return the day against which dates without a year are read."""
    return min(span.last or session.today(), session.today())


def words_of(text: str, limit: int = 4000) -> str:
    """Return a text such as 形象进度 as it may stand in the ledger; empty takes the last one back."""
    return clean(text, limit=limit, lines=True) if text.strip() else ""


def need_reason(said_: Said, command: str) -> None:
    """Raise RuleBroken where a command that always needs a reason has none."""
    if not said_.reason.strip():
        raise RuleBroken("rule.reason", command=command)


def period_of(session: Session, text: str, anchor: date) -> When:
    """Read a period such as `2025` or `2025-Q1`; one without a year is of the year of `anchor`."""
    return session.ask(lambda: read_when(text, anchor, mood="plan"))


def month_of(session: Session, text: str, anchor: date) -> When:
    """Read the period of a flow, without a year of that of `anchor`; it may not reach over a year.

    Raises Unreadable, RuleBroken.
    """
    period = session.ask(lambda: read_when(text, anchor, mood="fact"))
    if period.first is None or period.last is None or period.first.year != period.last.year:
        raise RuleBroken("rule.one_year", period=text)
    return period


def indicator_span(session: Session, text: str, anchor: date, basis: str) -> When:
    """Read the period of a figure of an indicator: since New Year to its end, the period itself, or as of its end.

    Without a year it is of that of `anchor`.  `basis` is ytd, flow or level.

    Raises Unreadable, RuleBroken for one still to come or over a year's end.
    """
    period = month_of(session, text, anchor)
    if basis != "ytd" or period.first is None or period.last is None:
        return period
    if period.last.replace(day=1) > session.today():
        raise RuleBroken("rule.future", day=text, today=session.today().isoformat())
    if (period.first.month, period.first.day) == (1, 1):
        return period
    month_ends = (period.last + timedelta(days=1)).day == 1
    end = f"{period.last:%Y-%m}" if month_ends else period.last.isoformat()
    start = f"{period.last.year}-01" if month_ends else f"{period.last.year}-01-01"
    return decode(f"{start}/{end}", period.qualifier, period.text, period.anchor)


def year_to(span: When) -> When:
    """Return the span from New Year to the last day of `span`, in its words."""
    if span.last is None:
        raise RuleBroken("rule.one_year", period=span.text)
    edtf = f"{span.last.year}-01-01/{span.last.isoformat()}"
    return decode(edtf, span.qualifier, span.text, span.anchor)

"""Commands: `rule list`, `rule use`, `rule set`, `rule exempt`: by which rule lights are given, and to whom none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import (
    Folder,
    Moment,
    Output,
    Said,
    argument,
    moment_options,
    option,
    output_options,
    verb,
    writing_options,
)
from zonetrack.words import t

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Fact
    from zonetrack.domain.signal import Rule

MEASURES = ("gap", "ratio", "shortfall", "days_late")  # as in domain/, which help pages do not load
NONE = "none"

rule_command = Folder("rule")


@rule_command.add_verb
@verb("list", "rule")
@moment_options
@output_options
def list_command(session: Session, moment: Moment, output: Output) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show

    show(session, look(session, moment, lambda view: view.rules()), output)


def _presets(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Propose the presets, and none."""
    from click.shell_completion import CompletionItem

    from zonetrack.domain.signal import PRESETS

    found = [CompletionItem(name, help=t(f"sentence.preset.{name}")) for name in PRESETS if name.startswith(incomplete)]
    return [*found, *([CompletionItem(NONE)] if NONE.startswith(incomplete) else [])]


@rule_command.add_verb
@verb("use", "rule")
@click.argument("preset", metavar=t("metavar.PRESET"), shell_complete=_presets)
@option("--after", type=click.IntRange(2, 60), metavar="N")
@writing_options
def use_command(session: Session, preset: str, after: int | None, said: Said) -> None:
    from zonetrack.domain.errors import NotFound, RuleBroken
    from zonetrack.domain.signal import PRESETS

    if preset == NONE:
        _set(session, said, "rule use", None)
        return
    rule = PRESETS.get(preset.strip().lower())
    if rule is None:
        raise NotFound("signal.preset", text=preset, known=" ".join((*PRESETS, NONE)))
    if after and rule.measure == "days_late":
        raise RuleBroken("signal.after")
    _set(session, said, "rule use", rule._replace(after=after or 0))


@rule_command.add_verb
@verb("set", "rule")
@option("--measure", of="rule", type=click.Choice(MEASURES), required=True)
@option("--yellow", required=True, metavar="N")
@option("--red", required=True, metavar="N")
@option("--inclusive", multiple=True, type=click.Choice(["yellow", "red"]))
@option("--after", type=click.IntRange(2, 60), metavar="N")
@writing_options
def set_command(
    session: Session, measure: str, yellow: str, red: str, inclusive: tuple[str, ...], after: int | None, said: Said
) -> None:
    from zonetrack.domain import signal
    from zonetrack.values.number import read_number

    rule = signal.make(measure, read_number(yellow), read_number(red), inclusive, after or 0)
    _set(session, said, "rule set", rule)


def _set(session: Session, said: Said, name: str, rule: Rule | None) -> None:
    from zonetrack.commands.recording import anchor_day, carry_out, span_of
    from zonetrack.store import spending

    span = span_of(session, said)
    day = span.first or anchor_day(session, span)

    def body(recording: Recording) -> None:
        spending.set_rule(recording.writer, rule, day)
        for key, params in _told(rule):
            recording.note(key, **params, day=day.isoformat())
        if later := spending.next_rule(recording.db, day):
            recording.remark("echo.rule_until", day=later)

    carry_out(session, said, name, body)


def _told(rule: Rule | None) -> list[tuple[str, dict[str, object]]]:
    """Return the sentences of the echo: the rule as it will judge."""
    if rule is None:
        return [("echo.no_rule", {})]
    from zonetrack.render.figures import note
    from zonetrack.reports import pace_notes

    return [("echo.rule", {"rule": note(one.key, one.params)}) for one in pace_notes.rule(rule)]


@rule_command.add_verb
@verb("exempt", "rule")
@argument("project")
@option("--until", metavar="DAY")
@writing_options
def exempt_command(session: Session, project: str, until: str | None, said: Said) -> None:
    from zonetrack.commands.recording import carry_out, need_reason

    need_reason(said, "rule exempt")
    fact = _exemption(session, until, said)

    def body(recording: Recording) -> None:
        recording.record(recording.find(project, ("project",)), fact)

    carry_out(session, said, "rule exempt", body)


def _exemption(session: Session, until: str | None, said: Said) -> Fact:
    """Return the fact that a project is exempt from the day of `--on`, and until when.  Raises RuleBroken."""
    from zonetrack.commands.recording import anchor_day, period_of, span_of, words_of
    from zonetrack.domain import measure
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.domain.signal import EXEMPT
    from zonetrack.values.when import decode

    day = anchor_day(session, span_of(session, said))
    span = decode(f"{day.isoformat()}/..")
    if until is not None:
        last = period_of(session, until, day).last
        if last is None or last < day:
            raise RuleBroken("signal.until", until=until, day=day.isoformat())
        span = decode(f"{day.isoformat()}/{last.isoformat()}" if last > day else day.isoformat())
    return measure.text(EXEMPT, words_of(said.reason), span)._replace(day=day.isoformat())

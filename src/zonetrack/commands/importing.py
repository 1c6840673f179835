"""Commands: `import`, sheets of an office into the ledger: understood, checked, matched, and written as one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from zonetrack.commands.options import Output, Said, option, output_options, verb, writing_options
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zonetrack.commands.importing_rows import Taking
    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.intake.mapping import Map
    from zonetrack.intake.sheets import Reading, Source, Unread

UNITS = ("万元", "亿元", "元")


class Wish(NamedTuple):
    """What was asked of an import beside the files: zone, sheet, map, unit of money, and to leave out bad rows."""

    zone: str | None
    sheet: str | None
    map: str | None
    unit: str
    skip_bad: bool


@verb("import", "importing")
@click.argument("files", nargs=-1, required=True, metavar=t("metavar.FILES"))
@option("--zone", metavar="ZONE")
@option("--sheet", metavar="SHEET")
@option("--map", metavar="FILE")
@click.option("--unit", type=click.Choice(UNITS), help=t("option.import.unit"))
@option("--skip-bad", is_flag=True)
@writing_options
@output_options
def import_command(
    session: Session,
    files: Sequence[str],
    zone: str | None,
    sheet: str | None,
    map: str | None,
    unit: str | None,
    skip_bad: bool,
    said: Said,
    output: Output,
) -> None:
    from zonetrack.commands import importing_whole

    wish = Wish(zone, sheet, map, unit or "", skip_bad)
    if any(importing_whole.is_whole(file) for file in files):
        _refuse_options(wish, said, output)
        importing_whole.take_in(session, files, said)
        return
    _sheets(session, files, wish, said, output)


def _refuse_options(wish: Wish, said: Said, output: Output) -> None:
    """Raise Refusal for an option that says how to read sheets or report on them: a ledger whole says all itself."""
    from zonetrack.domain.errors import Refusal

    given = {
        "--zone": wish.zone,
        "--sheet": wish.sheet,
        "--map": wish.map,
        "--unit": wish.unit,
        "--skip-bad": wish.skip_bad,
        "--on": said.on,
        "--format": output.format,
        "--output": output.file,
    }
    for name, value in given.items():
        if value:
            raise Refusal("whole.option", option=name)


def _sheets(session: Session, files: Sequence[str], wish: Wish, said: Said, output: Output) -> None:
    from zonetrack.commands.importing_rows import Taking
    from zonetrack.commands.importing_steps import take_step
    from zonetrack.commands.recording import carry_out
    from zonetrack.commands.showing import refuse_early, show
    from zonetrack.domain.errors import Refusal
    from zonetrack.reports.columns import REPORTS

    refuse_early(session, output)
    if output.table not in (None, *REPORTS["import"]):
        raise Refusal("render.table", text=output.table, known=", ".join(REPORTS["import"]))
    reading = _reading(session, wish, said)
    sources, unread = _read(files, reading)
    _settle(session, sources, wish, reading.map)
    taking: list[Taking] = []

    def body(recording: Recording) -> None:
        one = Taking(recording, sources, unread, wish.zone, reading.map)
        taking.append(one)
        one.take(take_step)
        if one.outcome.problems and not wish.skip_bad:
            raise one.refusal()
        if not said.dry_run:
            one.refuse_rejects(session, force=output.force)
        one.say()

    def tell() -> None:
        if taking:
            whole = output.format not in (None, "table", "md") or bool(output.file)
            show(session, taking[0].report(whole=whole), output)
            _save_map(session, wish, sources, taking[0])

    try:
        carry_out(session, said, "import", body)
    except Refusal:
        tell()
        raise
    tell()
    if taking and wish.skip_bad and not said.dry_run:
        taking[0].write_rejects(session, force=output.force)


def _reading(session: Session, wish: Wish, said: Said) -> Reading:
    from pathlib import Path

    from zonetrack.commands.recording import span_of
    from zonetrack.intake.mapping import Map
    from zonetrack.intake.sheets import Reading

    on = span_of(session, said) if said.on is not None else None
    chosen = _map_in(Path(wish.map).expanduser()) if wish.map else Map({}, {})
    return Reading(session.today(), on, wish.unit, wish.sheet, chosen)


def _map_in(path: Path) -> Map:
    """Return the map in a file, whose fields may be written as any language shows them."""
    from zonetrack.intake.mapping import Labels, read_map
    from zonetrack.words import named

    return read_map(path, Labels(named("import_field."), named("import_basis.")))


def _read(files: Sequence[str], reading: Reading) -> tuple[list[Source], list[Unread]]:
    """Read all files.  Raises Refusal for one that cannot be read, and where none has a table of projects."""
    from pathlib import Path

    from zonetrack.domain.errors import Refusal
    from zonetrack.intake.files import read_workbook
    from zonetrack.intake.sheets import sources_of

    sources: list[Source] = []
    unread: list[Unread] = []
    for file in files:
        path = Path(file).expanduser()
        found, rest = sources_of(path, read_workbook(path), reading)
        sources += found
        unread += rest
        if not found:
            raise Refusal("sheet.no_table", file=path.name)
    return sources, unread


def _settle(session: Session, sources: Sequence[Source], wish: Wish, chosen: Map) -> None:
    """Ask about doubtful rows before the ledger is held; without a person to ask they are refused later."""
    if not session.interactive():
        return
    from zonetrack.commands.importing_match import Matching
    from zonetrack.store import ledger

    with ledger.reading(session.path()) as db:
        matching = Matching(db, sources, wish.zone, chosen)
        for doubt in matching.doubts():
            chosen.projects[doubt.name] = _asked(doubt.name, [subject.ref for subject in doubt.candidates])


def _asked(name: str, refs: Sequence[str]) -> str:
    from zonetrack.commands.telling import tell
    from zonetrack.intake.mapping import NEW

    tell(t("ask.which_project", name=name))
    tell(f"  0  {t('ask.new_project')}")
    for number, ref in enumerate(refs, 1):
        tell(f"  {number}  {ref}")
    answers = [str(number) for number in range(len(refs) + 1)]
    answer = int(click.prompt(t("ask.choice"), type=click.Choice(answers), err=True))
    return refs[answer - 1] if answer else NEW


def _save_map(session: Session, wish: Wish, sources: Sequence[Source], taking: Taking) -> None:
    """Write what the columns were taken for where `--map` names a new file, or there is something to add to it."""
    if not wish.map:
        return
    from pathlib import Path

    from zonetrack.commands.showing import write
    from zonetrack.intake.mapping import write_map

    path = Path(wish.map).expanduser()
    known = _map_in(path)
    columns = [column for source in sources for column in source.table.columns]
    new_headers = {column.header for column in columns} - known.columns.keys()
    if path.exists() and not new_headers and taking.chosen.projects == known.projects:
        return
    text = write_map(columns, known.columns, taking.chosen.projects)
    write(path, text.encode(), force=True, ledger=Path(session.path()))
    session.say(t("echo.map", path=path))

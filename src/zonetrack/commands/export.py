"""Commands: `export`, the ledger as a sheet to work in, as a sheet to send out, or whole."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from zonetrack.commands.options import Moment, Output, moment_options, option, verb
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zonetrack.api import View
    from zonetrack.commands.session import Session
    from zonetrack.report import Report

FORMATS = ("xlsx", "csv", "json")


@verb("export", "export")
@option("--zone", metavar="ZONE")
@option("--template", is_flag=True)
@option("--unit", metavar="ORG", of="export")
@moment_options
@option("--format", "format_", type=click.Choice(FORMATS), of="export")
@option("-o", "--output", "file", metavar="FILE", of="export")
@option("--force", is_flag=True)
@option("--table", metavar="TABLE")
def export_command(
    session: Session,
    zone: str | None,
    template: bool,
    unit: str | None,
    moment: Moment,
    format_: str | None,
    file: str | None,
    force: bool,
    table: str | None,
) -> None:
    from zonetrack.commands.reading import look
    from zonetrack.commands.showing import show
    from zonetrack.domain.errors import Refusal

    name = format_ or _by_ending(file)
    if template and name != "xlsx":
        raise Refusal("export.template")
    if unit and not template:
        raise Refusal("export.alone")

    def made(view: View) -> Report:
        if template:
            return view.template(zone, unit)
        return view.ledger(zone) if name == "json" else view.sheet(zone)

    with _uncollected():
        report = look(session, moment, made)
        if name == "csv":  # several tables in one file are nobody's sheet
            table = table or report.sections[0].key
        show(session, report, Output(name, file, force, wide=False, table=table))
    if not any(section.rows for section in report.sections):
        session.say(t("export.empty"))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: the rows of a sheet stay to its end and point at nothing but values."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _by_ending(file: str | None) -> str:
    """Return the format that the name of a file asks for.  Raises Refusal without a file, or for another ending."""
    from pathlib import Path

    from zonetrack.domain.errors import Refusal

    if file is None:
        raise Refusal("export.nowhere")
    name = Path(file).suffix.lower().removeprefix(".")
    if name not in FORMATS:
        raise Refusal("output.ending", path=file, known=" ".join(f".{known}" for known in FORMATS))
    return name

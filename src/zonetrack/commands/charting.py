"""Commands: sending what has charts where it is wanted: as text, inside a page, beside a page, or alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zonetrack.commands import showing
from zonetrack.domain.errors import AlreadyThere, Failed, Refusal
from zonetrack.render import FORMATS
from zonetrack.words import t

if TYPE_CHECKING:
    from zonetrack.commands.options import Output, Paper
    from zonetrack.commands.session import Session
    from zonetrack.document import Document
    from zonetrack.report import Report

_PICTURES = (".svg", ".png")
_PAGES = ("table", "md", "html")


def show(session: Session, report: Report, output: Output, font: str | None) -> None:
    """Print `report` with its charts, or write the charts alone to a file that ends in .svg or .png.

    In a Markdown file they are a picture beside it, of the same name: GitHub and Pandoc show no other kind.
    Raises Refusal for formats that hold no pictures, AlreadyThere for such a picture that is there already, Failed
    where the extra `png` is missing.
    """
    target = Path(output.file) if output.file else None
    ending = target.suffix.lower() if target else ""
    if target and output.format is None and ending in _PICTURES:
        _write(session, target, _png(report, font) if ending == ".png" else _svg(report), output)
        return
    endings = {wanted.ending: key for key, wanted in FORMATS.items()}
    if target and output.format is None and ending not in endings:
        known = [one for one, key in endings.items() if key in _PAGES]
        raise Refusal("output.ending", path=output.file, known=" ".join([*known, *_PICTURES]))
    name = output.format or endings.get(ending, "table")
    if name not in _PAGES:
        raise Refusal("chart.format", name=name)
    if target is None or name != "md":
        showing.show(session, report, output)
        return
    beside = _beside(target, output)
    showing.show(session, report._replace(picture=beside.name), output)
    _write(session, beside, _svg(report), output)


def show_paper(session: Session, document: Document, paper: Paper) -> None:
    """Print a paper as `showing.show_paper` does; charts of a Markdown file are a picture beside it, as with `show`."""
    target = Path(paper.file) if paper.file else None
    markdown = target and (paper.format == "md" or (paper.format is None and target.suffix.lower() == ".md"))
    if target is None or not markdown or paper.table is not None or not document.charts:
        showing.show_paper(session, document, paper)
        return
    beside = _beside(target, paper)
    showing.show_paper(session, document._replace(picture=beside.name), paper)
    _write(session, beside, _svg(document), paper)


def _beside(target: Path, output: Output | Paper) -> Path:
    """Return the picture beside a page.  Raises AlreadyThere before anything is written."""
    beside = target.with_suffix(".svg")
    if os.path.lexists(beside) and not output.force:
        raise AlreadyThere("file.exists", path=str(beside))
    return beside


def _svg(shown: Report | Document) -> bytes:
    from zonetrack.render.svg import sheet

    return sheet(shown.charts).encode()


def _png(report: Report, font: str | None) -> bytes:
    from zonetrack.render.png import png
    from zonetrack.render.svg import sheet

    try:
        return png(sheet(report.charts), font)
    except ModuleNotFoundError as missing:
        if missing.name != "resvg_py":
            raise
        raise Failed("output.extra", name="png", extra="png") from None


def _write(session: Session, target: Path, content: bytes, output: Output | Paper) -> None:
    showing.write(target, content, force=output.force, ledger=Path(session.path()))
    session.say(t("echo.file", path=str(target)))

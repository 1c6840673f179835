"""Render: prints a report in one of the formats, each of which is loaded only when it is asked for."""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.values.errors import Refusal

if TYPE_CHECKING:
    from typing import TextIO

    from zonetrack.document import Document
    from zonetrack.report import Report


class Format(NamedTuple):
    """A format: the module that prints it, how names of its files end, and which options of `render` it takes.

    `binary`: it is made of bytes, which go to `out.buffer`; `extra`: the extra of zonetrack that it needs, and
    `library`: the module which that extra brings.
    """

    module: str
    ending: str
    takes: tuple[str, ...] = ()
    binary: bool = False
    extra: str = ""
    library: str = ""


FORMATS = {
    "table": Format("zonetrack.render.table", ".txt", ("width", "colour", "wide")),
    "json": Format("zonetrack.render.json_", ".json"),
    "csv": Format("zonetrack.render.csv_", ".csv", ("bom",)),
    "tsv": Format("zonetrack.render.tsv", ".tsv", ("bom",)),
    "md": Format("zonetrack.render.markdown", ".md", ("wide",)),
    "html": Format("zonetrack.render.html_", ".html", ("wide",)),
    "xlsx": Format("zonetrack.render.xlsx", ".xlsx", ("wide",), binary=True, extra="excel", library="xlsxwriter"),
}

# How papers are printed; in the formats for scripts they are the report behind them.
PAPERS = {
    **FORMATS,
    "table": Format("zonetrack.render.document_text", ".txt", ("width", "colour")),
    "md": Format("zonetrack.render.document_md", ".md"),
    "html": Format("zonetrack.render.document_html", ".html"),
    "docx": Format("zonetrack.render.docx", ".docx", ("template",), binary=True, extra="docx", library="docx"),
    "pdf": Format("zonetrack.render.document_pdf", ".pdf", binary=True, extra="pdf", library="typst"),
}


def render_paper(
    document: "Document",
    out: "TextIO",
    *,
    format: str,
    table: str | None = None,
    template: tuple[str, bytes] | None = None,
    **options: Any,
) -> None:
    """Print a paper on `out` in `format`, one of `PAPERS`; `table` prints one table of the report behind it instead.

    `template`: the name of a Word file to write into, and what is in it; `options` are those of `render`.
    Raises what that does, and Refusal `render.table_paper` for a table in a format of papers alone.
    """
    wanted = PAPERS[format]
    if table is not None and format not in FORMATS:
        raise Refusal("render.table_paper", name=format)
    if table is not None or wanted is FORMATS.get(format):
        render(document.report, out, format=format, table=table, **options)
        return
    known = options | {"template": template}
    import_module(wanted.module).render(document, out, **{name: known[name] for name in wanted.takes if name in known})


def render(
    report: "Report",
    out: "TextIO",
    *,
    format: str,
    width: int | None = None,
    colour: bool = False,
    wide: bool = False,
    table: str | None = None,
    bom: bool = False,
) -> None:
    """Print `report` on `out` in `format`, one of `FORMATS`; `table` is the key of the only table to print.

    For people: `wide` shows every column.  For tables: `width` is that of the terminal in cells, None where there is
    none (nothing is then cut or wrapped); `colour` allows escape codes.  For csv and tsv: `bom` puts the mark in front
    that Excel needs.  Raises Refusal `render.table` where the report has no such table, ModuleNotFoundError where the
    library of a format is not installed.
    """
    wanted = FORMATS[format]
    if table is not None:
        report = _only(report, table)
    options: dict[str, Any] = {"width": width, "colour": colour, "wide": wide, "bom": bom}
    import_module(wanted.module).render(report, out, **{name: options[name] for name in wanted.takes})


def _only(report: "Report", table: str) -> "Report":
    """Return `report` with that one of its tables."""
    sections = tuple(section for section in report.sections if section.key == table)
    if not sections:
        raise Refusal("render.table", text=table, known=", ".join(section.key for section in report.sections))
    return report._replace(sections=sections)

"""Render: a report as one HTML file that needs nothing else: it reads on a desk, on a telephone and on A4."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from zonetrack.render import html_cells, page
from zonetrack.render.cells import Pen
from zonetrack.render.html_cells import escaped
from zonetrack.render.medium import Medium, encodes
from zonetrack.words import language, t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from zonetrack.report import Report, Table

# Nothing is loaded, nothing runs; the icon keeps browsers from asking a server for one.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
_PORTRAIT = 100  # cells that a table may need on upright A4; a wider one turns the paper


def render(report: Report, out: TextIO, *, wide: bool = False) -> None:
    """Print `report` on `out` as one page without script, picture file, font or link."""
    write(out, _Page(report, wide=wide).lines())


def write(out: TextIO, lines: Iterable[str]) -> None:
    """Write the lines of a page so that every stream shows it whole."""
    text = "".join(f"{line}\n" for line in lines)
    # The page says that it is UTF-8; a stream of another encoding gets references, which read the same in all.
    if (out.encoding or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8") or not encodes(text, "utf-8"):
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    out.write(text)


def head(title: str, style: str) -> Iterator[str]:
    """Yield all that stands before the body; `title` is escaped, `style` the sheet of styles."""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGUAGES[language()]}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{title}</title>"
    yield "<style>"
    yield style.rstrip("\n")
    yield "</style>"
    yield "</head>"


class _Page:
    """A report being written as HTML."""

    def __init__(self, report: Report, *, wide: bool) -> None:
        self.report = report
        self.wide = wide
        self.pen = Pen(Medium(None), report.as_of, drawn=False)
        self.tables = {
            section.key: page.fields(self.pen, section, wide=wide)
            for section in report.sections
            if section.rows and section.key not in report.cards
        }

    def lines(self) -> Iterator[str]:
        """Yield the document from top to bottom."""
        titles = [page.title(self.report), *(page.heading(self.report, section) for section in self.report.sections)]
        title = self._say(next(filter(None, titles), ""))
        wide = any(sum(map(html_cells.width, fields)) > _PORTRAIT for fields in self.tables.values())
        yield from head(title, _style() + ("@page { size: A4 landscape; }" if wide else ""))
        yield "<body>"
        yield "<main>"
        yield "<header>"
        yield f'<h1 id="title">{title}</h1>'
        yield f'<p class="dated">{self._say(page.dated(self.report))}</p>'
        yield "</header>"
        for section in self.report.sections:
            yield from self._section(section)
        yield from self._charts()
        yield from self._notes()
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def _section(self, section: Table) -> Iterator[str]:
        heading = page.heading(self.report, section)
        name = f"table-{escaped(section.key)}" if heading else "title"
        yield f'<section aria-labelledby="{name}">'
        if heading:
            yield f'<h2 id="{name}">{self._say(heading)}</h2>'
        if not section.rows:
            yield f'<p class="empty">{self._say(page.empty(section))}</p>'
        elif section.key in self.report.cards:
            yield from self._cards(section)
        else:
            yield from self._table(section, name)
        if footnote := page.footnote(section, page.columns(section, wide=self.wide)) if section.rows else "":
            yield f'<p class="foot">{self._say(footnote)}</p>'
        yield "</section>"

    def _table(self, section: Table, name: str) -> Iterator[str]:
        fields = self.tables[section.key]
        writers = [html_cells.Writer(field, first=field is fields[0]) for field in fields]
        yield f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">'
        yield "<table>"
        yield "<thead><tr>" + "".join(writer.header() for writer in writers) + "</tr></thead>"
        yield "<tbody>"
        for number, row in enumerate(section.rows):
            cells = (writer.cell(writer.field.cells[number], row.get(writer.field.column.key)) for writer in writers)
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody>"
        if (total := section.total) is not None:
            cells = (writer.cell(writer.field.total, total.get(writer.field.column.key)) for writer in writers)
            yield f"<tfoot><tr>{''.join(cells)}</tr></tfoot>"
        yield "</table>"
        yield "</div>"

    def _cards(self, section: Table) -> Iterator[str]:
        for row in section.rows:
            yield '<dl class="card">'
            for column in page.columns(section, wide=self.wide):
                value = row.get(column.key)
                label = self.pen.label(section.key, column, unit=False)
                yield html_cells.pair(label, self.pen.cell(column, value, unit=True), value)
            yield "</dl>"

    def _charts(self) -> Iterator[str]:
        if self.report.charts:
            from zonetrack.render.svg import svg

            for chart in self.report.charts:
                yield f'<section class="picture">{svg(chart)}</section>'

    def _notes(self) -> Iterator[str]:
        if self.report.notes:
            yield '<section class="notes" aria-labelledby="notes">'
            yield f'<h2 id="notes">{self._say(t("page.notes"))}</h2>'
            yield "<ul>"
            for note in page.notes(self.report):
                yield f"<li>{self._say(note)}</li>"
            yield "</ul>"
            yield "</section>"

    def _say(self, text: str) -> str:
        return escaped(self.pen.medium.text(text))


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text("utf-8")

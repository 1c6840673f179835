"""Render: a report as tables for people, on a terminal or in a file; blocks of lines where no table fits."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from zonetrack.render import blocks, fit, lines, page
from zonetrack.render.cells import Pen
from zonetrack.render.medium import RICH, Medium, write
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from rich.console import RenderableType

    from zonetrack.render.cells import Cell
    from zonetrack.render.page import Field
    from zonetrack.report import Report, Table

_PLAIN_BOX = box.Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)


def render(report: Report, out: TextIO, *, width: int | None = None, colour: bool = False, wide: bool = False) -> None:
    """Print `report` on `out`, at most `width` cells wide; without `width` at its natural width."""
    printed(Page(report, Medium(out.encoding), width, wide=wide).pieces(), out, colour=colour)


def printed(pieces: Iterable[RenderableType], out: TextIO, *, colour: bool) -> None:
    """Print what was laid out, in lines that end in no blanks."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=1_000_000,  # fit.py has measured everything; rich must not fold or cut
        height=25,  # with both given, rich does not ask the terminal
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for piece in pieces:
        console.print(piece, soft_wrap=True)
    write(out, "".join(f"{line.rstrip(' ')}\n" for line in paper.getvalue().splitlines()))


class Page:
    """A report being laid out for one stream and one width."""

    def __init__(self, report: Report, medium: Medium, width: int | None, *, wide: bool) -> None:
        self.report = report
        self.pen = Pen(medium, report.as_of, sparks=width is not None)
        self.width = width
        self.wide = wide

    def pieces(self) -> Iterator[RenderableType]:
        """Yield the page from top to bottom: title, day and entry, sections, notes."""
        if title := page.title(self.report):
            yield from self.sentence(title, "bold")
        yield from self.sentence(page.dated(self.report), "dim")
        for section in self.report.sections:
            yield Text("")
            if heading := page.heading(self.report, section):
                yield from self.sentence(heading, "bold")
            yield from self.section(section)
        yield from self._charts()
        if self.report.notes:
            yield Text("")
        for note in page.notes(self.report):
            yield from self.sentence(f"· {note}", hang="  ")

    def sentence(self, text: str, style: str = "", hang: str = "") -> Iterator[Text]:
        """Yield `text` in as many lines as the page needs, those after the first behind `hang`."""
        text = self.pen.medium.text(text)
        broken = [text] if self.width is None else lines.wrap(lines.atoms(text), self.width - len(hang))
        for number, line in enumerate(broken):
            yield Text(hang * (number > 0) + line, style)

    def section(self, section: Table) -> Iterator[RenderableType]:
        """Yield a table, or blocks of lines where there is no room for one, and what explains it."""
        if not section.rows:
            yield from self.sentence(page.empty(section), "dim")
            return
        fields = [fit.pointed(field) for field in page.fields(self.pen, section, wide=self.wide)]
        card = section.key in self.report.cards
        layout = None if card else fit.fit(fields, self.width, may_drop=not self.wide)
        shown = [field.column for field in (layout.fields if layout else fields)]
        if layout is None:
            yield from blocks.blocks(self.pen, section, shown, self.width, card=card)
        else:
            yield _grid(layout, lined=self.pen.medium.glyphs == RICH)
            yield from self._missing(section, layout)
        if footnote := page.footnote(section, shown):
            yield from self.sentence(footnote, "dim")

    def _charts(self) -> Iterator[Text]:
        if self.report.charts:
            from zonetrack.render.chart_text import chart_lines

            for chart in self.report.charts:
                yield Text("")
                yield from chart_lines(chart, self.pen.medium, self.width)

    def _missing(self, section: Table, layout: fit.Layout) -> Iterator[Text]:
        """Yield the line that names the columns for which there was no room."""
        if layout.dropped:
            labels = [self.pen.label(section.key, field.column, unit=False) for field in layout.dropped]
            yield from self.sentence(t("page.dropped", columns=t("figure.list").join(labels)), "dim")


def _grid(layout: fit.Layout, *, lined: bool) -> RichTable:
    """Return the table as rich draws it: every cell is already as wide as its column."""
    grid = RichTable(
        box=box.SIMPLE if lined else _PLAIN_BOX,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        footer_style="bold",
        show_footer=layout.fields[0].total is not None,
    )
    broken = [
        lines.wrap(fit.label_pieces(field.label), width, fold=False)
        for field, width in zip(layout.fields, layout.widths, strict=True)
    ]
    height = max(len(label) for label in broken)
    for field, width, label in zip(layout.fields, layout.widths, broken, strict=True):
        low = [""] * (height - len(label)) + label
        header = Text("\n".join(_aligned(line, width, right=field.right) for line in low))
        footer = Text("") if field.total is None else _text(field, field.total, width)
        grid.add_column(header, footer, no_wrap=True, width=width)
    for number in range(len(layout.fields[0].cells)):
        columns = zip(layout.fields, layout.widths, strict=True)
        grid.add_row(*(_text(field, field.cells[number], width) for field, width in columns))
    return grid


def _text(field: Field, cell: Cell, width: int) -> Text:
    """Return a cell as rich text in lines of exactly `width` cells."""
    wrapped = lines.broken(cell, width)
    return lines.styled(cell, "\n".join(_aligned(line, width, right=field.right) for line in wrapped))


def _aligned(line: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cell_len(line))
    return blanks + line if right else line + blanks

"""Render: a report as Markdown (GFM) that pastes into a document, ledger text as text and never as markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zonetrack.render import page
from zonetrack.render.cells import Pen
from zonetrack.render.medium import Medium, write
from zonetrack.words import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from zonetrack.chart import Chart
    from zonetrack.render.page import Field
    from zonetrack.report import Report, Table


def render(report: Report, out: TextIO, *, wide: bool = False) -> None:
    """Print `report` on `out`: headings, a table per section, cards as tables of two columns, notes as a list."""
    pen = Pen(Medium(out.encoding), report.as_of, drawn=False)
    blocks = "\n\n".join("\n".join(block) for block in _blocks(report, pen, wide=wide))
    write(out, f"{blocks}\n")


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is: no emphasis, link, code, HTML, list or cell comes of it."""
    return _markup().sub(r"\\\g<0>", text.strip(" "))


@cache
def _markup() -> re.Pattern[str]:
    """Return the pattern of the signs that Markdown reads; what looks like an address would become a link."""
    anywhere = r"[\\`*_{}\[\]<>&#|~$]"
    first = "|".join([r"^[-+=]", *(rf"(?<=^\d{{{digits}}})[.)](?=\s|$)" for digits in range(1, 10))])
    address = r":(?=//)|(?<=\w)\.(?=[^\W\d_])|(?<=\S)@(?=\S)"
    return re.compile(f"{anywhere}|{first}|{address}")


def _blocks(report: Report, pen: Pen, *, wide: bool) -> Iterator[list[str]]:
    """Yield the lines of each block; an empty line parts them."""

    def say(text: str) -> str:
        return escaped(pen.medium.text(text))

    if title := page.title(report):
        yield [f"# {say(title)}"]
    yield [say(page.dated(report))]
    for section in report.sections:
        if heading := page.heading(report, section):
            yield [f"## {say(heading)}"]
        if not section.rows:
            yield [say(page.empty(section))]
            continue
        if section.key in report.cards:
            yield from _cards(pen, section, wide=wide)
        else:
            yield grid(page.fields(pen, section, wide=wide))
        if footnote := page.footnote(section, page.columns(section, wide=wide)):
            yield [say(footnote)]
    yield from charted(report.charts, report.picture, pen.medium)
    if report.notes:
        yield [f"## {say(t('page.notes'))}"]
        yield [f"- {say(note)}" for note in page.notes(report)]


def grid(fields: list[Field]) -> list[str]:
    """Return a table: headers, the side on which figures stand, rows, the total in bold."""
    lines = [_row([field.label for field in fields])]
    lines.append("| " + " | ".join("---:" if field.right else "---" for field in fields) + " |")
    rows = range(len(fields[0].cells))
    lines += (_row([field.cells[number].text for field in fields]) for number in rows)
    if fields[0].total is not None:
        lines.append(_row([field.total.text if field.total else "" for field in fields], mark="**"))
    return lines


def charted(charts: Sequence[Chart], picture: str, medium: Medium) -> Iterator[list[str]]:
    """Yield the picture that shows the charts, or without one the charts as text in which every blank counts."""
    if charts and picture:
        from zonetrack.render import chart_words

        titles = t("figure.list").join(chart_words.title(chart) for chart in charts)
        yield [f"![{escaped(medium.text(titles))}](<{_address(picture)}>)"]
    elif charts:
        from zonetrack.render.chart_text import chart_lines

        for chart in charts:
            shown = [line.plain for line in chart_lines(chart, medium)]
            fence = "`" * max(3, 1 + max(len(run) for line in shown for run in _ticks().findall(line) or [""]))
            yield [f"{fence}text", *shown, fence]


def _address(name: str) -> str:
    """Return the name of a file as it stands between angle brackets."""
    from urllib.parse import quote

    return quote(name, safe="")


@cache
def _ticks() -> re.Pattern[str]:
    return re.compile("`+")


def _cards(pen: Pen, section: Table, *, wide: bool) -> Iterator[list[str]]:
    """Yield a table of labels and values for each row."""
    head = [_row([t("page.field"), t("page.value")]), "| --- | --- |"]
    for row in section.rows:
        pairs = (
            (pen.label(section.key, column, unit=False), pen.cell(column, row.get(column.key), unit=True).text)
            for column in page.columns(section, wide=wide)
        )
        yield [*head, *(_row(pair) for pair in pairs)]


def _row(texts: Sequence[str], mark: str = "") -> str:
    cells = (escaped(text) for text in texts)
    return "| " + " | ".join(f"{mark}{cell}{mark}" if cell else "" for cell in cells) + " |"

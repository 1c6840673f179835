"""A paper as plain data, beside report.py: headings, sentences, tables and charts in the order in which they are read.

Those who build it choose sentences and never words; those who print it know words and never projects.
"""

# No `from __future__ import annotations` here: typing would compile every annotation of a record, at each start.

from typing import Any, Literal, NamedTuple

from zonetrack.chart import Chart
from zonetrack.report import Report, Sentence, Table


class Heading(NamedTuple):
    """A heading: `heading.<key>` in words/, filled with `params`.  Level 1 holds level 2; official papers number both.

    `annex`: a table or charts behind the paper, on a page of its own; annexes are numbered apart.
    """

    key: str
    level: int = 1
    params: dict[str, Any] = {}
    annex: bool = False


class Paragraph(NamedTuple):
    """Sentences that are printed one after the other; `item`: one of a list, and marked so."""

    sentences: tuple[Sentence, ...]
    item: bool = False


class Grid(NamedTuple):
    """A table as the paper has it; `shares` says how many hundredths of its width each column for people takes."""

    table: Table
    shares: tuple[int, ...]


class Figure(NamedTuple):
    """Charts that stand under each other; each has its title in it.  A paper has at most one such place."""

    charts: tuple[Chart, ...]


Block = Heading | Paragraph | Grid | Figure


class Document(NamedTuple):
    """A paper, and the same as a report: whole tables and sentences with their sources, for scripts.

    `form`: page is one sheet for a desk; official is laid out as GB/T 9704 has it.  `large`: there is room on the one
    sheet for larger print.  `picture` is the name of a file that shows the charts, beside a page that cannot hold them.
    """

    report: Report
    blocks: tuple[Block, ...]
    form: Literal["page", "official"]
    large: bool = False
    picture: str = ""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the paper, in order."""
        return tuple(chart for block in self.blocks if isinstance(block, Figure) for chart in block.charts)


def sentences(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Return a row for each sentence that rests on facts, in order: the heading over it, its words, its sources.

    `source` holds the arguments of `zonetrack source`, a reference and a measure each.
    """
    rows: list[dict[str, Any]] = []
    part = "summary"
    for block in blocks:
        if isinstance(block, Heading):
            part = block.key
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                if sentence.sources:
                    rows.append(_row(len(rows) + 1, part, sentence))
    return rows


def _row(number: int, part: str, sentence: Sentence) -> dict[str, Any]:
    ref, _ = sentence.sources[0]
    return {
        "id": f"{sentence.key}.{number}",
        "ref": ref,
        "part": part,
        "sentence": sentence.key,
        "text": sentence,
        "source": sentence.sources,
    }

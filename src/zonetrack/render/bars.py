"""Render: progress as a bar of ten cells where a percentage is known, and as a row of milestones where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.render import figures

if TYPE_CHECKING:
    from decimal import Decimal

    from rich.text import Text

    from zonetrack.render.medium import Glyphs
    from zonetrack.report import Bar, Nodes, Progress
    from zonetrack.values.percent import Percent

CELLS = 10


def progress(value: Progress, glyphs: Glyphs) -> str:
    """Return how far something is: `████████░░  80%`, else `●◎○○ 1/4 节点 · 管线 80%`, else 未报."""
    text = figures.progress(value)
    if value.percent is not None:
        return f"{percent_bar(value.percent, glyphs)} {text:>4}"
    return f"{node_bar(value.nodes, glyphs)} {text}" if value.nodes and sum(value.nodes) else text


def pieces(text: str) -> list[str]:
    """Return the parts of a bar's text between which a line may end."""
    *firsts, last = text.split(figures.BETWEEN)
    return [first + figures.BETWEEN for first in firsts] + [last]


def colour(text: Text) -> None:
    """Give the signs of a bar their colours: green is done, cyan under way or possible, dim to come."""
    text.highlight_regex("[█●]+", "green")
    text.highlight_regex("[▒◎]+", "cyan")
    text.highlight_regex("[░○]+", "dim")


def percent_bar(value: Percent, glyphs: Glyphs) -> str:
    """Return ten cells: what is done at least, what may be done, what is not."""
    low, high = _cells(value.low), _cells(value.high)
    return glyphs.full * low + glyphs.maybe * (high - low) + glyphs.empty * (CELLS - high)


def bar(value: Bar, glyphs: Glyphs) -> str:
    """Return up to ten cells, as many as the greatest figure beside it would have ten; at least one above 0."""
    return glyphs.full * (max(int(value.number * CELLS / value.most), 1) if value.number > 0 else 0)


def _cells(percent: Decimal) -> int:
    """Return the cells for `percent`: none only for 0, all only for 100."""
    if percent <= 0 or percent >= 100:
        return CELLS if percent > 0 else 0
    return min(max(int(percent * CELLS / 100), 1), CELLS - 1)


def nodes(value: Nodes, glyphs: Glyphs) -> str:
    """Return milestones done, under way and to come as a row of signs, and the count: `●◎○○ 1/4 节点`."""
    return f"{node_bar(value, glyphs)} {figures.nodes(value)}"


def node_bar(value: Nodes, glyphs: Glyphs) -> str:
    """Return one sign for each milestone, at most ten."""
    signs = (glyphs.done, glyphs.under_way, glyphs.to_come)
    return "".join(sign * count for sign, count in zip(signs, node_counts(value), strict=True))


def node_counts(value: Nodes) -> list[int]:
    """Return how many signs each state gets; more than ten are scaled to ten, so that no state that occurs is lost."""
    counts, whole = list(value), sum(value)
    if whole > CELLS:
        counts = [max(count * CELLS // whole, 1) if count else 0 for count in value]
        counts[counts.index(max(counts))] += CELLS - sum(counts)
    return counts

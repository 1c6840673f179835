"""Render: a sheet on which a picture is drawn in SVG: shapes, texts that are texts, and the colours of the page.

Every colour has a pattern or a word beside it, so that a picture reads the same printed black on white.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from rich.cells import cell_len

from zonetrack.render import lines
from zonetrack.render.chart_words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 960
MARGIN = 28
INK, SOFT, GRID, FAINT = "#1b2530", "#5b6774", "#d9dfe5", "#f2f5f8"
BAR, MAY, REST, EDGE = "#2f6ea5", "#a9c8e3", "#e2e8ee", "#8fa3b5"
LATE, DONE, WARN = "#b3261e", "#1d7044", "#8a5a00"
LIGHTS = {
    "done": DONE,
    "late": LATE,
    "late_within": LATE,
    "due_soon": WARN,
    "soon_within": WARN,
    "in_progress": BAR,
}
FONTS = (
    "'Segoe UI', system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_NARROW = 0.56  # width of a Latin letter in ems, on the safe side; a Han character has one


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """Return `text` for an element or a quoted attribute."""
    return html.escape(clean(text), quote=True)


def measured(text: str, size: float) -> float:
    """Return about how many pixels `text` takes at a font size."""
    wide = cell_len(text) - len(text)  # each of them counts two cells
    return size * (wide + (len(text) - wide) * _NARROW)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Return `text` on lines of about `room` pixels; nothing is ever cut."""
    return lines.wrap(lines.atoms(clean(text)), max(int(room / (size * _NARROW)), 4))


class Paper:
    """A picture being drawn, `WIDTH` pixels wide; `key` keeps the names in it apart from those of other pictures."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.shapes: list[str] = []
        self.hatched: set[str] = set()

    def hatch(self, colour: str) -> str:
        """Return what fills a shape with slanting lines of a colour."""
        self.hatched.add(colour)
        return f"url(#{self._hatch(colour)})"

    def rect(self, x: float, y: float, width: float, height: float, fill: str, more: str = "") -> None:
        """Draw a bar."""
        if width > 0:
            size = f'width="{number(width)}" height="{number(height)}"'
            self.shapes.append(f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"{_more(more)}/>')

    def line(self, start: tuple[float, float], end: tuple[float, float], stroke: str, more: str = "") -> None:
        """Draw a line."""
        ends = "{} {} L{} {}".format(*map(number, (*start, *end)))
        self.shapes.append(f'<path d="M{ends}" stroke="{stroke}"{_more(more)}/>')

    def path(self, points: Sequence[tuple[float, float]], stroke: str, more: str = "") -> None:
        """Draw a line through several points."""
        through = " L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.shapes.append(f'<path d="M{through}" fill="none" stroke="{stroke}"{_more(more)}/>')

    def diamond(self, x: float, y: float, fill: str, stroke: str, size: float = 6) -> None:
        """Draw the sign of a deadline around a point."""
        shape = f"M{number(x)} {number(y - size)}l{size} {size}l-{size} {size}l-{size} -{size}z"
        self.shapes.append(f'<path d="{shape}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>')

    def dot(self, x: float, y: float, fill: str, stroke: str, size: float = 4) -> None:
        """Draw a dot around a point."""
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(size)}"'
        self.shapes.append(f'<circle {place} fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>')

    def text(self, x: float, y: float, text: str, size: float, fill: str = INK, more: str = "") -> None:
        """Write one line; `y` is where the letters stand."""
        place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        self.shapes.append(f'<text {place} fill="{fill}"{_more(more)}>{escaped(text)}</text>')

    def heading(self, title: str, dated: str) -> float:
        """Write the heading, and return where it ends."""
        y = 24.0
        for part in wrapped(title, 18, WIDTH - 2 * MARGIN):
            y += 24
            self.text(MARGIN, y - 8, part, 18, more='font-weight="600"')
        self.text(MARGIN, y + 12, dated, 12.5, SOFT)
        return y + 30

    def document(self, title: str, described: str, height: float, language: str) -> str:
        """Return the whole picture, `height` pixels high, with the words for those who do not see it."""
        name, text = f"{self.key}-title", f"{self.key}-desc"
        size = f'width="{WIDTH}" height="{number(height)}" viewBox="0 0 {WIDTH} {number(height)}"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} role="img" lang="{_LANGUAGES[language]}" '
            f'aria-labelledby="{name} {text}" font-family="{FONTS}">'
        )
        says = f'<title id="{name}">{escaped(title)}</title><desc id="{text}">{escaped(described)}</desc>'
        patterns = "".join(self._pattern(colour) for colour in sorted(self.hatched))
        paper = f'<rect width="{WIDTH}" height="{number(height)}" fill="#ffffff"/>'
        defs = f"<defs>{patterns}</defs>" if patterns else ""
        return "\n".join([head, says, defs + paper, *self.shapes, "</svg>"])

    def _hatch(self, colour: str) -> str:
        return f"{self.key}-hatch-{colour.removeprefix('#')}"

    def _pattern(self, colour: str) -> str:
        return (
            f'<pattern id="{self._hatch(colour)}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
            f'<rect width="2.2" height="6" fill="{colour}"/></pattern>'
        )


def _more(more: str) -> str:
    return f" {more}" if more else ""

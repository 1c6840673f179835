"""Commands: help pages in which Chinese lines up: Click counts letters, a terminal counts cells."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from zonetrack.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDEST_TERM = 30


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` at spaces, and anywhere between Chinese characters, into lines of at most `width` cells."""
    lines, line = [], ""
    for word in _words(text):
        if line and cells(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def _words(text: str) -> list[str]:
    """Split into pieces that may not be broken: a Latin word with its space, a Chinese character with its comma."""
    pieces: list[str] = []
    for letter in " ".join(text.split()):
        closing = letter in "，。；：、）”》"
        latin = cells(letter) == 1
        if pieces and (closing or (latin and cells(pieces[-1][-1]) == 1 and pieces[-1][-1] != " ")):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


class Formatter(click.HelpFormatter):
    """Writes paragraphs and lists of terms by cells."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of the language."""
        self.write(f"{' ' * self.current_indent}{heading}{'：' if language() == 'zh' else ':'}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; a Chinese colon has its own blank."""
        super().write_usage(prog, args, "用法：" if language() == "zh" and prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """Write paragraphs, wrapped and indented."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            for line in wrap(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_TERM, col_spacing: int = 2) -> None:
        """Write terms with what they mean in a second column."""
        rows = list(rows)
        column = min(max((cells(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in rows:
            lines = wrap(meaning, max(self.width - self.current_indent - column, 10))
            beside = cells(term) <= column - col_spacing
            first = f"{term}{' ' * (column - cells(term))}{lines.pop(0)}".rstrip() if beside else term
            self.write(f"{indent}{first}\n")
            for line in lines:
                self.write(f"{indent}{' ' * column}{line}\n")

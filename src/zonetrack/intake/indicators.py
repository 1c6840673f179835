"""Intake: a month's table of indicators: which row names which, and what each cell says of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.bounds import Unsheetlike
from zonetrack.intake.cells import exact, is_blank, one_line, scale_of, shown
from zonetrack.values.errors import Refusal
from zonetrack.values.number import plain
from zonetrack.values.text import half_width, name_key, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zonetrack.intake.grid import Grid, Value

_NAMES = frozenset({"指标名称", "指标", "主要指标", "主要指标名称", "indicator"})
_UNITS = frozenset({"单位", "计量单位", "unit"})
# Header → what the column says and on which basis; a growth or increase without a basis is that of the figure before.
_FIGURES = {
    **dict.fromkeys(("本月", "当月", "本月数", "当月数", "本月完成", "当月完成", "month"), ("", "flow")),
    **dict.fromkeys(
        ("累计", "本年累计", "累计数", "累计完成", "年初以来累计", "本月止累计", "1至本月累计", "year to date"),
        ("", "ytd"),
    ),
    **dict.fromkeys(("期末", "期末数", "期末值", "时点数", "level"), ("", "level")),
    **dict.fromkeys(("本月同比", "当月同比", "本月同比增长", "当月同比增长"), ("growth", "flow")),
    **dict.fromkeys(("累计同比", "累计同比增长", "累计增长"), ("growth", "ytd")),
    **dict.fromkeys(("同比", "同比增长", "同比增幅", "增长", "增幅", "增速", "growth"), ("growth", "")),
    **dict.fromkeys(("同比增量", "同比增收", "同比增减", "同比增加", "increase"), ("increase", "")),
}


class Cell(NamedTuple):
    """What a cell says: `said` as of an indicator (empty: its figure), `basis`, the text, and where it stands."""

    said: str
    basis: str
    text: str
    place: str


class Row(NamedTuple):
    """An indicator as a sheet names it, the unit given there (or empty), its figures, and where its name stands."""

    name: str
    unit: str
    cells: tuple[Cell, ...]
    place: str


class _Columns(NamedTuple):
    name: int
    unit: int | None
    figures: dict[int, tuple[str, str]]


def read_rows(grids: Sequence[Grid]) -> list[Row]:
    """Return the indicators of the first sheet that has such a table.

    Raises Unsheetlike `indicator.table` where no sheet has a header with names and figures of indicators; Refusal
    `indicator.nameless` with `place` for figures without a name, `indicator.twice` with `place` and `other`.
    """
    for grid in grids:
        for number, cells in enumerate(grid.rows):
            columns = _columns(cells)
            if columns is not None:
                return _each_once(_rows(grid, number + 1, columns))
    raise Unsheetlike("indicator.table", file=grids[0].file if grids else "")


def _each_once(rows: Iterable[Row]) -> list[Row]:
    """Return the rows; which one counts, of two of one indicator, only the office can tell."""
    found: dict[str, Row] = {}
    for row in rows:
        other = found.setdefault(name_key(row.name), row)
        if other is not row:
            raise Refusal("indicator.twice", place=other.place, other=row.place, text=visible(row.name))
    return list(found.values())


def _key(value: Value) -> str:
    """Return the words of a header: without blanks, and without the unit in brackets behind it."""
    text = re.sub(r"\s+", " " if str(value).isascii() else "", half_width(one_line(shown(value)))).strip().casefold()
    return re.sub(r"[(（](?:%|±%|万元|亿元|元)[)）]$|[±]?%$", "", text)


def _columns(cells: Sequence[Value]) -> _Columns | None:
    keys = [_key(value) for value in cells]
    name = next((place for place, key in enumerate(keys) if key in _NAMES), None)
    figures: dict[int, tuple[str, str]] = {}
    before = ""
    for place, key in enumerate(keys):
        said, basis = _FIGURES.get(key, (None, ""))
        if said is None or not (basis or before):
            continue
        before = basis or before
        figures[place] = (said, before)
    if name is None or not any(said == "" for said, _ in figures.values()):
        return None
    return _Columns(name, next((place for place, key in enumerate(keys) if key in _UNITS), None), figures)


def _rows(grid: Grid, first: int, columns: _Columns) -> Iterator[Row]:
    for number in range(first, len(grid.rows)):
        values = grid.rows[number]
        name, unit = _named(one_line(shown(values[columns.name])))
        if _footnote().match(name):
            continue
        own = one_line(shown(values[columns.unit])) if columns.unit is not None else ""
        cells = [
            Cell(said, basis, text, grid.place(number, column))
            for column, (said, basis) in columns.figures.items()
            if (text := _text(grid, number, column))
        ]
        if is_blank(name):
            _refuse_figures(cells)
        elif cells:
            unit = unit if is_blank(own) else own
            yield Row(name, unit, tuple(cells), grid.place(number, columns.name))


def _refuse_figures(cells: Iterable[Cell]) -> None:
    """Refuse a row without a name that has figures; the second line of a header and the day of a signature are none."""
    for cell in cells:
        text = half_width(cell.text)
        if re.search("[0-9]", text) and not re.search("[年月日:]", text):
            raise Refusal("indicator.nameless", place=cell.place, text=visible(cell.text))


@cache
def _footnote() -> re.Pattern[str]:
    return re.compile(r"(?:注|说明|备注|填报人|负责人)[:：]")


def _named(text: str) -> tuple[str, str]:
    """Return the name of an indicator and the unit in brackets behind it; numbering and 其中 in front are taken off."""
    bare = re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.、])\s*", "", text)
    bare = re.sub(r"^其中[:：]?\s*|[#＃*]\s*", "", bare)
    found = re.fullmatch(r"(.+?)\s*[(（](?:单位[:：])?([^()（）]{1,12})[)）]", bare)
    return (found[1], found[2]) if found and _is_unit(found[2]) else (bare, "")


def _is_unit(text: str) -> bool:
    from zonetrack.values.money import UNITS as MONEY
    from zonetrack.values.quantity import UNITS, unit_code

    return text in MONEY or half_width(text) == "%" or unit_code(half_width(text)) in UNITS


def _text(grid: Grid, row: int, column: int) -> str:
    """Return what a person sees in a cell; empty where nothing is reported."""
    value = grid.rows[row][column]
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = one_line(shown(value))
        return "" if is_blank(text) else text
    number = exact(value)
    if not grid.formats_matter:
        return plain(number)
    scale = scale_of(grid.format_of(row, column))
    if scale.percent:
        return f"{plain(number * 100)}%"
    return plain(number.scaleb(-scale.power)) + scale.unit

"""Columns beside each other: which of two that mean the same counts, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zonetrack.intake.columns import Column
from zonetrack.intake.grid import Grid, Workbook
from zonetrack.intake.layout import tables
from zonetrack.intake.mapping import Map
from zonetrack.intake.sheets import Reading, sources_of
from zonetrack.values.errors import Refusal


def columns(headers: str, title: str = "2025年4月（单位：万元）", **by_hand: str) -> list[Column]:
    """The columns of a sheet of one project with these headers, as they are imported."""
    words = headers.split()
    grid = Grid("a.xlsx", "表", [[title, *[""] * (len(words) - 1)], [*words], ["东路", *[1.0] * (len(words) - 1)]], ())
    [source], _ = sources_of(
        Path("a.xlsx"), Workbook((grid,), ()), Reading(date(2025, 5, 6), None, "", None, Map(by_hand, {}))
    )
    return list(source.table.columns)


def doubts(headers: str, title: str = "2025年4月（单位：万元）", **by_hand: str) -> list[str]:
    return [column.heading.doubt for column in columns(headers, title, **by_hand)[1:]]


@pytest.mark.parametrize(
    "headers, expected",
    [
        ("2025年计划投资 本年计划投资", ["", "twice"]),
        ("本月完成投资 4月完成投资", ["", "twice"]),
        ("1-4月完成投资 今年累计完成投资", ["", "twice"]),
        ("2025年计划投资 全年预计完成投资", ["", "forecast"]),
        ("预计全年完成投资 2025年计划投资", ["forecast", ""]),
        ("2025年计划投资 2026年计划投资", ["", ""]),
        ("3月完成投资 4月完成投资", ["", ""]),
        ("累计完成投资 自开工累计完成投资", ["since", ""]),
        ("自开工累计完成投资 累计完成投资", ["", "since"]),
        ("总投资 概算总投资", ["", "twice"]),
        ("预计总投资 2025年计划投资", ["", ""]),
    ],
)
def test_of_two_columns_that_mean_the_same_one_counts(headers: str, expected: list[str]) -> None:
    found = columns(f"项目名称 {headers}")[1:]
    assert [column.heading.doubt for column in found] == expected
    assert [column.heading.key == "extra" for column in found] == [bool(doubt) for doubt in expected]


def test_a_month_and_this_month_in_a_sheet_of_a_day() -> None:
    assert doubts("项目名称 本月完成投资 4月完成投资", "截至2025年4月25日（单位：万元）") == ["", "twice"]
    assert doubts("项目名称 4月上旬完成投资 4月完成投资", "截至2025年4月25日（单位：万元）") == ["", ""]


def test_what_a_person_said_of_a_column_comes_before_what_is_guessed_of_another() -> None:
    headers = "项目名称 2025年计划投资 全年预计完成投资"
    assert doubts(headers, 全年预计完成投资="planned_investment plan 2025年") == ["twice", ""]
    assert doubts("项目名称 2025年计划投资 累计完成投资", 累计完成投资="invested level") == ["", ""]


def test_two_tables_side_by_side_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        columns("项目名称 总投资 备注 项目名称 总投资")
    assert (refused.value.word, refused.value.params["place"]) == ("sheet.side_by_side", "表!D2")


def test_two_columns_of_names_beside_each_other_are_no_two_tables() -> None:
    [table] = tables(Grid("a.xlsx", "表", [["项目名称", "工程名称", "总投资"], ["东路", "一标", 1.0]], ()))
    assert [column.heading.doubt for column in table.columns] == ["", "twice", ""]


def test_a_second_table_without_a_day_or_unit_has_those_above() -> None:
    second: list[list[str | float]] = [["项目名称", "2024年计划投资", "总投资"], ["乙", 300.0, 3000.0]]
    first: list[list[str | float]] = [
        ["2025年4月（单位：万元）", "", ""],
        ["项目名称", "总投资", "备注"],
        ["甲", 1.0, ""],
    ]
    titled: list[list[str | float]] = [["2025年5月（单位：亿元）", "", ""]]
    for between, month, unit in (([], "2025-04", "万元"), (titled, "2025-05", "亿元")):
        grid = Grid("a.xlsx", "表", [*first, *between, *second], ())
        found, _ = sources_of(
            Path("a.xlsx"), Workbook((grid,), ()), Reading(date(2026, 5, 6), None, "", None, Map({}, {}))
        )
        assert [source.context.day.edtf for source in found] == ["2025-04", month]
        assert [source.context.unit for source in found] == ["万元", unit]

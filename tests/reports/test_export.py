"""`export` and `template`: what a sheet says of each project, what it leaves empty, whom it is sent to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zonetrack.domain.errors import NotFound
from zonetrack.report import Known, Progress
from zonetrack.reports import export
from zonetrack.values.money import Money
from zonetrack.values.percent import decode

DAY = date(2025, 9, 1)
KNOWN = Known("yuanping#42")
NOTHING: dict[str, Any] = {}


def page(world: Any, slug: str, texts: Any = NOTHING, planned: Any = NOTHING, day: date = DAY) -> export.Page:
    return export.Page(world.zones[slug], f"{slug}#42", world.states(slug, day), texts, planned)


def keys(table: Any) -> list[str]:
    return [column.key for column in table.columns]


def test_every_project_in_the_order_of_the_ledger(yuanping: Any) -> None:
    report = export.build([page(yuanping, "yuanping")], DAY, KNOWN)
    [table] = report.sections
    assert (report.key, report.working, report.title) == ("export", True, {"name": "原平经济技术开发区"})
    assert [(row["seq"], row["name"]) for row in table.rows] == [
        (1, "再生水利用工程"), (2, "净水厂项目"), (3, "余热集中供热"), (4, "焦炉煤气管道"),
    ]  # fmt: skip
    first, third = table.rows[0], table.rows[2]
    assert first["total_investment"] == Money(25_359_520_000, 2, "", "25359.52万元")
    assert (first["stage"], first["start"].edtf, first["start"].qualifier) == ("preparing", "2025-40", "expected")
    assert (first["invested"], first["due"], first["words"]) == (None, None, None)
    assert third["invested"].fen == 3_458_000_000
    assert {row["version"] for row in table.rows} == {"yuanping#42 2025-09-01"}
    assert first["id"] == "p-reclaimed-water"


def test_a_sheet_has_the_columns_that_it_needs(yuanping: Any) -> None:
    [table] = export.build([page(yuanping, "yuanping")], DAY, KNOWN).sections
    assert keys(table) == [
        "seq", "name", "code", "category", "tags", "stage", "owner", "unit", "leader", "total_investment",
        "planned_investment@2025", "invested", "progress", "words", "start", "started", "due", "done_on", "next",
        "problem", "id", "version",
    ]  # fmt: skip
    texts = {"p-water-plant": {"location": "经四路", "x:用地（亩）": "120"}, "p-coke-gas": {"x:联络员": "李某"}}
    said = export.build([page(yuanping, "yuanping", texts)], DAY, KNOWN).sections[0]
    assert keys(said)[6] == "location"
    assert keys(said)[-4:] == ["x:用地（亩）", "x:联络员", "id", "version"]
    assert [row.get("location") for row in said.rows] == [None, "经四路", None, None]
    assert said.rows[1]["x:用地（亩）"] == "120"


def test_several_zones_are_named_in_each_row(yuanping: Any, daiwang: Any) -> None:
    report = export.build([page(yuanping, "yuanping"), page(daiwang, "xiaohe")], DAY, Known("xiaohe#42"))
    projects, milestones = report.sections
    assert report.title == {}
    assert keys(projects)[1] == keys(milestones)[0] == "zone"
    assert [row["zone"] for row in projects.rows][-2:] == ["原平经济技术开发区", "潇河新兴产业园区"]
    assert projects.rows[-1]["version"] == "xiaohe#42 2025-09-01"
    assert [row["seq"] for row in projects.rows] == [1, 2, 3, 4, 5]


def test_milestones_have_a_sheet_of_their_own(daiwang: Any) -> None:
    projects, milestones = export.build([page(daiwang, "xiaohe")], DAY, KNOWN).sections
    assert projects.rows[0]["tags"] == "省重点、道路"
    assert keys(milestones)[:3] == ["project", "name", "total"]
    pipes = milestones.rows[0]
    assert (pipes["project"], pipes["name"], pipes["id"]) == ("代王路", "雨污水管线", "m-pipes")
    assert (pipes["total"].number, pipes["done"].number, pipes["done"].unit) == (4, Decimal("3.2"), "km")
    assert pipes["progress"] == Progress(decode("80", text="80%"), "reported")
    assert [row["late"] for row in milestones.rows] == ["due", None, None, "due"]


def test_a_late_start_is_not_a_late_finish(yuanping: Any) -> None:
    late = [row["late"] for row in export.build([page(yuanping, "yuanping")], DAY, KNOWN).sections[0].rows]
    assert late == ["start", "start", None, None]
    early = date(2025, 6, 30)
    [table] = export.build([page(yuanping, "yuanping", day=early)], early, KNOWN).sections
    assert {row["late"] for row in table.rows} == {None}


def test_money_since_new_year_is_not_called_invested_since_the_start(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-06-30", basis="ytd", invested="500万元")
    to_date = {"p-water-plant": {"2025-06-30": Money(500_000_000, 0), "2025-07-15": Money(600_000_000, 0)}}
    [table] = export.build([page(yuanping, "yuanping")._replace(to_date=to_date)], DAY, KNOWN).sections
    second = table.rows[1]
    assert (second["invested"], second["invested_ytd@2025-06"].fen) == (None, 500_000_000)
    assert table.total is not None
    assert (table.total["invested"].fen, table.total["invested_ytd@2025-06"].fen) == (3_458_000_000, 500_000_000)
    assert keys(table).index("invested_ytd@2025-06") == keys(table).index("invested") - 1


def test_sums_leave_out_what_is_paused(yuanping: Any) -> None:
    planned = {"p-water-plant": Money(100, 0), "p-coke-gas": Money(20, 0)}
    total = export.build([page(yuanping, "yuanping", planned=planned)], DAY, KNOWN).sections[0].total
    assert total is not None
    assert {key: value.fen for key, value in total.items()} == {
        "total_investment": 36_155_870_000, "invested": 3_458_000_000, "planned_investment@2025": 120,
    }  # fmt: skip
    yuanping.say("yuanping/water-plant", "2025-08-01", stage="paused")
    less = export.build([page(yuanping, "yuanping", planned=planned)], DAY, KNOWN).sections[0].total
    assert less is not None
    assert (less["total_investment"].fen, less["planned_investment@2025"].fen) == (25_359_520_000, 20)
    without = export.build([page(yuanping, "yuanping")], DAY, KNOWN).sections[0].total
    assert without == less | {"planned_investment@2025": None}


def test_a_zone_without_projects_has_no_sums(yuanping: Any) -> None:
    [table] = export.build([page(yuanping, "wuxiang")], DAY, KNOWN).sections
    assert (list(table.rows), table.total) == ([], None)


def test_a_template_asks_for_the_month_of_open_projects(yuanping: Any) -> None:
    yuanping.say("yuanping/water-plant", "2025-08-01", stage="paused")
    report = export.template([page(yuanping, "yuanping", NOTHING, {"p-waste-heat": Money(7)})], DAY, KNOWN)
    [table] = report.sections
    assert [row["name"] for row in table.rows] == ["再生水利用工程", "余热集中供热"]
    assert keys(table) == [
        "seq", "name", "code", "stage", "owner", "leader", "total_investment", "planned_investment@2025",
        "invested_month@2025-09", "invested_ytd@2025-09", "progress", "words", "next", "problem", "id", "version",
    ]  # fmt: skip
    assert table.fill == set(keys(table)[8:14])
    assert not [key for row in table.rows for key in table.fill if row.get(key) is not None]
    assert table.rows[1]["planned_investment@2025"] == Money(7)
    assert {row["version"] for row in table.rows} == {"yuanping#42 2025-09-01 template"}
    assert table.total is None


def test_a_template_for_one_unit(daiwang: Any) -> None:
    pages = [page(daiwang, "xiaohe")]
    report = export.template(pages, DAY, KNOWN, "管委会")
    assert [row["name"] for row in report.sections[0].rows] == ["代王路"]
    assert (report.title["unit"], report.title["name"]) == ("管委会", "潇河新兴产业园区")
    with pytest.raises(NotFound) as refused:
        export.template(pages, DAY, KNOWN, "水务局")
    assert (refused.value.word, refused.value.params["known"]) == ("export.unit", "园区管委会")


def test_a_template_where_nobody_answers(yuanping: Any) -> None:
    with pytest.raises(NotFound) as refused:
        export.template([page(yuanping, "yuanping")], DAY, KNOWN, "水务局")
    assert refused.value.word == "export.no_unit"


def test_a_template_for_a_new_zone_asks_for_everything(yuanping: Any) -> None:
    [table] = export.template([page(yuanping, "wuxiang")], DAY, KNOWN, "水务局").sections
    assert len(table.rows) == 20
    assert not [row[key] for row in table.rows for key in keys(table) if row.get(key)]
    assert {"name", "code", "category", "location", "scope", "unit", "start", "due", "invested_month@2025-09"} <= set(
        keys(table)
    )

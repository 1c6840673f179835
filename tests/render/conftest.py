"""One report with every kind of column, for the goldens: what `show` and `overdue` look like, and then some."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from zonetrack import api
from zonetrack.report import NA, Amount, Column, Known, Nodes, Note, Progress, Report, Table
from zonetrack.reports import doctor
from zonetrack.store.doctor import examine
from zonetrack.values import when
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Ratio, decode
from zonetrack.values.quantity import Quantity

D = Decimal


def percent(stored: str, qualifier: str = "") -> Percent:
    return decode(stored, qualifier)


ZONES = Table(
    "zones",
    (
        Column("zone", "ref"),
        Column("name", "text"),
        Column("projects", "count"),
        Column("nodes", "nodes", shown="page", drop=2),
        Column("milestones", "count", shown="data"),
        Column("overdue", "alarm"),
        Column("due_soon", "count", drop=1),
        Column("total_investment", "money"),
        Column("invested", "money"),
        Column("invested_rate", "percent", drop=3, blank="none"),
        Column("last_reported", "age", drop=4),
    ),
    (
        {
            "id": "0000000000000001",
            "ref": "yuanping",
            "zone": "yuanping",
            "name": "原平经济技术开发区",
            "projects": 13,
            "nodes": Nodes(2, 3, 8),
            "milestones": 13,
            "overdue": 2,
            "due_soon": 0,
            "total_investment": Money(36_155_870_000),
            "invested": Money(3_458_000_000, 0),
            "invested_rate": NA,
            "last_reported": date(2025, 4, 23),
        },
        {
            "id": "0000000000000002",
            "ref": "xiaohe",
            "zone": "xiaohe",
            "name": "潇河新兴产业园区",
            "projects": 1,
            "nodes": Nodes(1, 1, 2),
            "milestones": 4,
            "overdue": 0,
            "due_soon": 1,
            "total_investment": None,
            "invested": None,
            "invested_rate": None,
            "last_reported": date(2025, 9, 1),
        },
        {
            "id": "0000000000000003",
            "ref": "wuxiang",
            "zone": "wuxiang",
            "name": "武乡现代农业产业示范区",
            "projects": 6,
            "nodes": None,
            "milestones": None,
            "overdue": 0,
            "due_soon": 0,
            "total_investment": Money(61_100_000_000, 0, "about"),
            "invested": Money(12_345, 4),
            "invested_rate": Ratio(3, 22),
            "last_reported": None,
        },
    ),
    {
        "projects": 20,
        "overdue": 2,
        "due_soon": 1,
        "total_investment": Money(97_255_870_000, 2, "about"),
        "invested": Money(3_458_012_345, 4),
        "invested_rate": Ratio(12_345, 61_100_000_000),
    },
)
PROJECT = Table(
    "project",
    (
        Column("project", "ref"),
        Column("name", "text"),
        Column("stage", "stage"),
        Column("progress", "progress"),
        Column("total_investment", "money"),
        Column("start", "when"),
        Column("due", "when"),
        Column("owner", "names"),
        Column("leader", "names"),
        Column("category", "text", blank="none"),
        Column("words", "text"),
        Column("next", "text"),
        Column("last_reported", "age"),
        Column("flags", "flags", blank="none"),
    ),
    (
        {
            "id": "0000000000000010",
            "ref": "xiaohe/daiwang-road",
            "project": "xiaohe/daiwang-road",
            "name": "代王路（紫林路—文源路）",
            "stage": "construction",
            "progress": Progress(None, None, Nodes(1, 1, 2), "管线", percent("80")),
            "total_investment": None,
            "start": when.decode("2025-02", "", "今年2月"),
            "due": when.decode("../2025-08-31", "expected+before", "预计8月底前"),
            "owner": "潇河新兴产业园区管理委员会",
            "leader": None,
            "category": None,
            "words": "雨污水管线全长总计4千米，已完成80%，预计5月份完成敷设和回填；降水井近60口已打完。",
            "next": "根据需要增加人员、材料和机械，确保按期完工。",
            "last_reported": date(2025, 4, 14),
            "flags": ("falling", "unheard_of"),
        },
    ),
)
MILESTONES = Table(
    "milestones",
    (
        Column("milestone", "ref", shown="data"),
        Column("name", "text"),
        Column("light", "light"),
        Column("progress", "progress"),
        Column("quantity", "amount", drop=1),
        Column("due", "when"),
        Column("baseline_due", "when", drop=3, blank="none"),
        Column("done_on", "when", drop=2, blank="none"),
        Column("weight", "number", drop=4, blank="none"),
        Column("words", "text", drop=6),
        Column("last_reported", "age", drop=5),
    ),
    (
        {
            "id": "0000000000000011",
            "ref": "xiaohe/daiwang-road/pipes",
            "milestone": "xiaohe/daiwang-road/pipes",
            "name": "雨污水管线",
            "light": "late",
            "progress": Progress(percent("80"), "reported"),
            "quantity": Amount(Quantity(D("3.2"), "km"), "computed", Quantity(D(4), "km")),
            "due": when.decode("2025-05", "expected", "预计5月份"),
            "baseline_due": when.decode("2025-04-21/2025-04-30", "", "4月下旬"),
            "done_on": NA,
            "weight": D("2.5"),
            "words": "敷设、回填",
            "last_reported": date(2025, 4, 14),
        },
        {
            "id": "0000000000000012",
            "ref": "xiaohe/daiwang-road/wells",
            "milestone": "xiaohe/daiwang-road/wells",
            "name": "降水井",
            "light": "done",
            "progress": Progress(percent("100"), "reported"),
            "quantity": Amount(Quantity(D(60), "well"), "reported", Quantity(D(60), "well", "nearly")),
            "due": NA,
            "baseline_due": NA,
            "done_on": when.decode("../2025-04-14", "before", "4月14日前"),
            "weight": D(10),
            "words": None,
            "last_reported": date(2025, 4, 14),
        },
        {
            "id": "0000000000000013",
            "ref": "xiaohe/daiwang-road/roadbed",
            "milestone": "xiaohe/daiwang-road/roadbed",
            "name": "路基",
            "light": "in_progress",
            "progress": Progress(percent("[45,70]"), "weighted"),
            "quantity": Amount(Quantity(D(800), "m", "about"), "reported", Quantity(D(1), "km", "about")),
            "due": when.decode("2025-41", "", "下半年"),
            "baseline_due": when.decode("2025-35", "", "三季度"),
            "done_on": NA,
            "weight": None,
            "words": "随管线进度推进，分段压实，已过半。",
            "last_reported": date(2025, 8, 31),
        },
        {
            "id": "0000000000000014",
            "ref": "xiaohe/daiwang-road/paving",
            "milestone": "xiaohe/daiwang-road/paving",
            "name": "路面摊铺",
            "light": "not_reported",
            "progress": None,
            "quantity": Amount(None, None, Quantity(D(31000), "m2")),
            "due": when.decode("2025-08", "", "今年8月份"),
            "baseline_due": when.decode("2025-03/2025-05", "", "3-5月"),
            "done_on": NA,
            "weight": None,
            "words": None,
            "last_reported": None,
        },
        {
            "id": "0000000000000015",
            "ref": "xiaohe/daiwang-road/lights",
            "milestone": "xiaohe/daiwang-road/lights",
            "name": "照明与交通工程 Lighting",
            "light": "due_soon",
            "progress": Progress(percent("(50,100]", "over"), "reported"),
            "quantity": Amount(Quantity(D(50), "firm", "over"), "reported", None),
            "due": when.decode("2025-09-30", "", "9月30日"),
            "baseline_due": when.decode("2025/2026", "", "2025-2026"),
            "done_on": NA,
            "weight": None,
            "words": "[red]x[/red] :smile:",
            "last_reported": date(2025, 9, 1),
        },
    ),
)
OVERDUE = Table(
    "overdue",
    (
        Column("project_name", "text"),
        Column("milestone_name", "text", blank="none"),
        Column("kind", "side"),
        Column("due", "day"),
        Column("days_late", "days"),
        Column("quantity", "quantity", drop=2),
        Column("owner", "names", drop=1),
    ),
    (
        {
            "id": "0000000000000011",
            "ref": "xiaohe/daiwang-road/pipes",
            "project_name": "代王路（紫林路—文源路）",
            "milestone_name": "雨污水管线",
            "kind": "finish",
            "due": date(2025, 5, 31),
            "days_late": 93,
            "quantity": Quantity(D(200000), "t/year"),
            "owner": "潇河新兴产业园区管理委员会",
        },
        {
            "id": "0000000000000020",
            "ref": "yuanping/reclaimed-water",
            "project_name": "再生水利用工程",
            "milestone_name": NA,
            "kind": "start",
            "due": date(2025, 6, 30),
            "days_late": 1,
            "quantity": Quantity(D("1234.50"), "m3/day", "over"),
            "owner": None,
        },
    ),
)
SOON = Table("due_soon", OVERDUE.columns, ())
SAMPLE = Report(
    "show",
    date(2025, 9, 1),
    Known("xiaohe#42", "2a9b2f98"),
    (ZONES, PROJECT, MILESTONES, OVERDUE, SOON),
    (Note("with_total", {"n": 2, "of": 13, "total": Money(36_155_870_000)}),),
    {"name": "代王路", "zone": "潇河新兴产业园区"},
    frozenset({"project"}),
)


@pytest.fixture
def sample() -> Report:
    return SAMPLE


LEDGER = Path(__file__).parents[2] / "data/zonetrack.db"
# Reports of the shipped ledger on a day when something is late.  Their entries are named without the hash that pins
# them: pages here are about looks, and the ledger may be built anew.
SHIPPED: dict[str, Callable[[api.View], Report]] = {
    "status": lambda view: view.status(),
    "zones": lambda view: view.zone_list(),
    "zone": lambda view: view.zone_page("yuanping"),
    "show": lambda view: view.show("xiaohe/daiwang-road"),
    "list": lambda view: view.list(),
    "overdue": lambda view: view.overdue(),
    "check": lambda view: view.check(),
    "report": lambda view: view.report(),
    "report-yuanping": lambda view: view.report("yuanping"),
    "changes": lambda view: view.changes("2025-04-20"),
    "history": lambda view: view.history("xiaohe/daiwang-road"),
    "source": lambda view: view.source("yuanping", "total_investment"),
    "doctor": lambda view: doctor.build(
        examine(LEDGER, deep=True), view.day, view.known(), path="zonetrack.db", backup=None, deep=True
    ),
}


@functools.cache
def shipped(name: str) -> Report:
    with api.look(LEDGER, as_of=date(2025, 9, 1)) as view:
        report = SHIPPED[name](view)
    return report if report.known is None else report._replace(known=Known(report.known.entry, "0123abcd"))


@pytest.fixture(params=["sample", *SHIPPED])
def named_report(request: pytest.FixtureRequest) -> tuple[str, Report]:
    """Each report that is printed as a golden in every format, with its name."""
    return request.param, SAMPLE if request.param == "sample" else shipped(request.param)


@pytest.fixture
def yuanping() -> Report:
    """`report --zone yuanping` of the shipped ledger."""
    return shipped("report-yuanping")

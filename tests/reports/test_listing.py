"""`list`: filters that agree with how people name things, and totals over what is listed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.report import NA, Known, Note
from zonetrack.reports import listing
from zonetrack.reports.listing import Filters

DAY = date(2025, 9, 1)
ROAD = "xiaohe/daiwang-road"


@pytest.fixture
def ledger(yuanping: Any, daiwang: Any) -> Any:
    assert yuanping is daiwang
    daiwang.say("yuanping/coke-gas", "2025-04-23", unit="Haoyuan Gas")
    daiwang.say(f"{ROAD}/paving", "2025-04-23", owner="路面公司")
    return daiwang


def listed(world: Any, filters: Filters | None = None) -> Any:
    return listing.build([s for slug in world.zones for s in world.states(slug, DAY)], DAY, Known("ledger#9"), filters)


def refs(report: Any) -> list[str]:
    return [row["ref"] for row in report.sections[0].rows]


@pytest.mark.parametrize(
    "filters, expected",
    [
        (Filters(zone="xiaohe"), [ROAD]),
        (Filters(stage="preparing"), ["yuanping/reclaimed-water", "yuanping/water-plant"]),
        (Filters(owner="管委会"), [ROAD]),
        (Filters(owner="路面"), [ROAD]),
        (Filters(leader="王"), [ROAD]),
        (Filters(unit="ｈａｏｙｕａｎ"), ["yuanping/coke-gas"]),
        (Filters(category="市政"), [ROAD]),
        (Filters(category="市"), []),
        (Filters(tag="道路"), [ROAD]),
        (Filters(tag="道"), []),
        (Filters(zone="yuanping", owner="管委会"), []),
        (Filters(unreported=date.min), []),
        (Filters(unreported=date(2025, 4, 20)), [ROAD]),
    ],
)
def test_filters(ledger: Any, filters: Filters, expected: list[str]) -> None:
    assert refs(listed(ledger, filters)) == expected


def test_a_project_never_reported_on_is_unreported_and_a_paused_one_is_not(ledger: Any) -> None:
    ledger.project("yuanping/flats", "职工公寓")
    ledger.say("yuanping/flats", "2025-04-01", owner="公寓公司")
    ledger.project("yuanping/base", "培训基地")
    ledger.say("yuanping/base", "2025-04-01", stage="paused")
    assert refs(listed(ledger, Filters(unreported=date.min))) == ["yuanping/flats"]
    assert "yuanping/base" not in refs(listed(ledger, Filters(unreported=date(2025, 12, 1))))


def test_any_limit_is_said(ledger: Any) -> None:
    assert Note("chosen", {"n": 1, "of": 5}) in listed(ledger, Filters(zone="xiaohe")).notes
    assert "chosen" not in {note.key for note in listed(ledger).notes}


def test_totals_are_over_what_is_listed(ledger: Any) -> None:
    report = listed(ledger, Filters(stage="preparing"))
    assert report.sections[0].total["total_investment"].amount == "36155.87"
    assert (report.sections[0].total["invested"], report.sections[0].total["invested_rate"]) == (None, NA)


def test_paused_projects_come_last_and_are_not_summed(ledger: Any) -> None:
    ledger.say("yuanping/reclaimed-water", "2025-05-01", stage="paused")
    report = listed(ledger)
    assert refs(report)[-1] == "yuanping/reclaimed-water"
    assert report.sections[0].total["total_investment"].amount == "10796.35"
    assert Note("aside", {"n": 1}) in report.notes


def test_a_list_of_paused_projects_only_has_no_sums(ledger: Any) -> None:
    ledger.say("yuanping/reclaimed-water", "2025-05-01", stage="paused")
    report = listed(ledger, Filters(stage="paused"))
    assert refs(report) == ["yuanping/reclaimed-water"]
    assert (report.sections[0].total["total_investment"], report.sections[0].total["overdue"]) == (NA, 0)


def test_nothing_found_is_an_empty_table(ledger: Any) -> None:
    report = listed(ledger, Filters(zone="nowhere"))
    assert (refs(report), report.sections[0].total) == ([], None)

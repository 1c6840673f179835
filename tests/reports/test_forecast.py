"""Forecasts in `show`: the days, what they were counted from, and what the promise beside them says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zonetrack.domain.fold import Facts
from zonetrack.domain.source import Part, Whole
from zonetrack.report import NA
from zonetrack.reports import forecast

ROAD = "xiaohe/daiwang-road"
MAY = date(2025, 5, 1)


def whole(world: Any, day: date) -> Whole:
    state = world.state(ROAD, day)
    known = day.isoformat()
    parts = [Part(state, m, Facts(world.facts.get(f"{ROAD}/{m.milestone.slug}", []), known)) for m in state.milestones]
    return Whole(Part(state, None, Facts(world.facts[ROAD], known)), tuple(parts))


def row(world: Any, slug: str = "pipes", day: date = MAY) -> dict[str, Any]:
    seen = forecast.outlooks(whole(world, day))
    table = forecast.table((), seen, day)
    [found] = [row for row in table.rows if row["ref"] == f"{ROAD}/{slug}"]
    return found


def test_pipes_of_daiwang_road(daiwang: Any) -> None:
    """Begun some day in February, at 80 % on 14 April: done between 26 April and 2 May, promised by 31 May."""
    found = row(daiwang)
    assert (found["forecast"].edtf, found["outlook"].name) == ("2025-04-26/2025-05-02", "in_time")
    assert (found["counted_from"].edtf, found["counted_of"].name) == ("2025-02", "project")
    assert (found["days_least"], found["days_most"], found["due"].edtf) == (45, 72, "2025-05")
    assert (found["progress"].low, found["span"].edtf, found["basis"].name) == (80, "2025-04-14", "reported")


def test_the_sentence_says_what_it_was_counted_from(daiwang: Any) -> None:
    [note] = forecast.notes(forecast.outlooks(whole(daiwang, MAY)), MAY)
    assert (note.key, note.params["days"], note.params["n"]) == ("forecast_project", "45–72", 72)
    daiwang.say(f"{ROAD}/pipes", "2025-02-01", stage="started")
    [note] = forecast.notes(forecast.outlooks(whole(daiwang, MAY)), MAY)
    assert (note.key, note.params["days"], note.params["forecast"].edtf) == ("forecast_own", "72", "2025-05-02")


@pytest.mark.parametrize(
    "due, day, expected",
    [
        ("2025-05-02", MAY, "in_time"),
        ("2025-05-01", MAY, "unsure"),
        ("2025-04-25", MAY, "late"),
        ("2025-05-02", date(2025, 5, 2), "in_time"),
        ("2025-05-31", date(2025, 5, 3), "passed"),
    ],
)
def test_outlooks(due: str, day: date, expected: str, daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-04-20", planned_finish=due)
    assert row(daiwang, day=day)["outlook"].name == expected


def test_without_a_deadline_there_is_nothing_to_compare(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/roadbed", "2025-04-14", progress="50%")
    assert row(daiwang, "roadbed")["outlook"].name == "undated"


def test_an_open_end_may_be_late(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/paving", "2025-04-14", progress="近半")
    found = row(daiwang, "paving")
    assert (found["forecast"].last, found["outlook"].name) == (None, "unsure")


def test_what_is_missing_stands_in_place_of_the_days(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/paving", "2025-04-14", progress="0%")
    found = row(daiwang, "paving")
    assert (found["forecast"], found["counted_from"], found["outlook"].name) == (NA, NA, "nothing_done")


def test_who_reported_no_progress_stands_in_no_row(daiwang: Any) -> None:
    seen = forecast.outlooks(whole(daiwang, MAY))
    assert [part.milestone.milestone.slug for part, _ in seen if part.milestone] == ["pipes"]

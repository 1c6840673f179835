"""Forecasts: at the pace so far, done between two days; without two ends of a pace, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain.fold import Facts
from zonetrack.domain.forecast import Forecast, Missing, forecast

from .said import due, on_record, progress, quantity, stage, whole

APRIL = "2025-04-14"


def told(*facts, project=None, as_of=None):
    own = Facts(on_record(*facts), as_of)
    above = Facts(on_record(*project), as_of) if project is not None else None
    return forecast(own, above)


def days(found):
    assert isinstance(found, Forecast), found
    return (found.first.isoformat(), found.last and found.last.isoformat())


def why(found):
    assert isinstance(found, Missing), found
    return found.why


def test_pipes_of_daiwang_road_begun_on_the_first_of_february() -> None:
    """Published: 4 km, 80 % on 14 April; begun on 1 February it took 72 days, and ends on 2 May."""
    found = told(stage("started", "2025-02-01"), progress("80%", APRIL))
    assert days(found) == ("2025-05-02", "2025-05-02")
    assert (found.days, found.start.of, found.now.basis) == ((72, 72), "own", "reported")


def test_a_start_some_day_in_february_makes_a_range() -> None:
    found = told(progress("80%", APRIL), project=[stage("started", "2025-02")])
    assert days(found) == ("2025-04-26", "2025-05-02")
    assert (found.days, found.start.of) == ((45, 72), "project")


def test_the_milestones_own_start_goes_before_that_of_its_project() -> None:
    found = told(stage("started", "2025-03-05"), progress("80%", APRIL), project=[stage("started", "2025-02-01")])
    assert days(found) == ("2025-04-24", "2025-04-24")


def test_the_pace_of_quantities() -> None:
    found = told(stage("started", "2025-02-01"), whole("4千米", APRIL), quantity("3.2千米", APRIL))
    assert (days(found), found.now.basis) == (("2025-05-02", "2025-05-02"), "quantity")


def test_a_quantity_without_a_total_is_no_pace() -> None:
    assert why(told(stage("started", "2025-02-01"), quantity("3.2千米", APRIL))) == "no_figure"


def test_figures_between_bounds_make_a_range() -> None:
    found = told(stage("started", "2025-02-01"), progress("60%-80%", APRIL))
    assert days(found) == ("2025-05-02", "2025-06-01")


def test_less_than_a_half_may_never_end() -> None:
    assert days(told(stage("started", "2025-02-01"), progress("近半", APRIL))) == ("2025-06-25", None)


def test_a_figure_of_a_month_is_of_some_day_in_it() -> None:
    found = told(stage("started", "2025-02-01"), progress("50%", "2025-04"))
    assert days(found) == ("2025-05-30", "2025-07-27")


def test_two_reports_do_without_a_start() -> None:
    found = told(progress("40%", "2025-03-01"), progress("60%", "2025-03-21"), progress("80%", "2025-04-10"))
    assert days(found) == ("2025-04-30", "2025-04-30")
    assert (found.start, found.before.fact.seq, found.days) == (None, 1, (40, 40))


@pytest.mark.parametrize(
    "facts, expected",
    [
        ([], "no_figure"),
        ([stage("started", "2025-02-01")], "no_figure"),
        ([stage("started", "2025-02-01"), progress("0%", APRIL)], "nothing_done"),
        ([progress("80%", APRIL)], "no_start"),
        # Under way by a day: nobody knows since when.
        ([stage("construction", "2025-03-01"), progress("80%", APRIL)], "no_start"),
        ([stage("started", APRIL), progress("80%", APRIL)], "same_day"),
        ([progress("80%", APRIL), progress("85%", APRIL)], "same_day"),
        ([progress("80%", "2025-03-01"), progress("80%", APRIL)], "no_growth"),
        ([progress("80%", "2025-03-01"), progress("70%", APRIL)], "no_growth"),
        ([stage("started", "2025-02-01"), progress("0.01%", APRIL)], "too_far"),
        ([stage("started", "2025-02-01"), progress("80%", APRIL), stage("paused", "2025-05-01")], "paused"),
    ],
)
def test_what_is_missing(facts, expected) -> None:
    assert why(told(*facts)) == expected


def test_what_is_finished_or_given_up_needs_no_forecast() -> None:
    begun = (stage("started", "2025-02-01"), progress("80%", APRIL))
    assert told(*begun, stage("completed", "2025-05-01")) is None
    assert told(*begun, stage("dropped", "2025-05-01")) is None
    assert told(*begun, project=[stage("completed", "2025-05-01")]) is None
    assert why(told(*begun, project=[stage("paused", "2025-05-01")])) == "paused"


def test_after_a_winter_stop_only_what_came_later_is_a_pace() -> None:
    stopped = (
        *(stage("started", "2024-09-01"), progress("40%", "2024-11-10")),
        *(stage("paused", "2024-11-15"), stage("construction", "2025-03-15"), progress("50%", "2025-04-01")),
    )
    assert why(told(*stopped)) == "no_start"
    found = told(*stopped, progress("60%", "2025-04-21"))
    assert days(found) == ("2025-07-10", "2025-07-10")


def test_a_stop_of_the_project_stops_its_milestones() -> None:
    above = [stage("started", "2024-09-01"), stage("paused", "2024-11-15"), stage("construction", "2025-03-15")]
    assert why(told(progress("50%", "2025-04-01"), project=above)) == "no_start"


def test_only_what_is_known_on_the_day_counts() -> None:
    facts = (stage("started", "2025-02-01"), progress("80%", APRIL), progress("85%", "2025-06-01"))
    assert days(told(*facts, as_of="2025-05-01")) == ("2025-05-02", "2025-05-02")
    assert told(*facts, due("2025-05", APRIL)).first == date(2025, 6, 23)

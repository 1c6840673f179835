"""The folds: stage, progress, quantities, plans and the weighted mean, as the tables of the guide have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zonetrack.domain.position import MilestonePosition, ProjectPosition
from zonetrack.domain.records import Fact
from zonetrack.values.percent import encode
from zonetrack.values.quantity import written
from zonetrack.values.when import read_when

from . import said
from .said import due, level, milestone, progress, project, quantity, stage, start, text, total, weight, whole

STAGES = [
    ("", None, None, None),
    ("reserve 1-01", "reserve", None, None),
    ("signed 1-01, preparing 1-05, started 2-06", "started", "2-06", None),
    ("construction 3-01", "construction", "by 3-01", None),  # under way on that day: begun by then
    ("started 2-06, construction 3-01, completed 6-01, operating 6-20", "operating", "2-06", "6-01"),
    ("completed 6-01", "completed", "by 6-01", "6-01"),
    ("operating 6-20", "operating", "by 6-20", "by 6-20"),
    ("started 2-06, completed 6-01, construction 6-15", "construction", "2-06", None),
    ("started 2-06, completed 6-01, construction 6-15, completed 6-30", "completed", "2-06", "6-30"),
    ("started 2-06, paused 3-01", "paused", "2-06", None),
    ("started 2-06, paused 3-01, construction 4-01", "construction", "2-06", None),
    ("preparing 1-05, dropped 3-01", "dropped", None, None),
    ("started 2-06, preparing 3-01", "preparing", None, None),
    ("started 2-06, preparing 3-01, started 4-01", "started", "4-01", None),
    ("construction 3-01, started 2-06", "construction", "2-06", None),  # typed later, true earlier
    ("started 2-06, reserve 2-06", "reserve", None, None),  # of one day the later entry counts
]


@pytest.mark.parametrize("run, code, started, done", STAGES)
def test_a_run_of_stages(run: str, code: str | None, started: str | None, done: str | None) -> None:
    facts = [stage(one.split()[0], f"2025-0{one.split()[1]}") for one in run.split(", ") if one]
    stood = milestone(*facts)
    assert stood.stage == code
    assert (stood.started and stood.started.edtf) == edtf(started)
    assert (stood.done_on and stood.done_on.edtf) == edtf(done)


def edtf(day: str | None) -> str | None:
    return day and (f"../2025-0{day[3:]}" if day.startswith("by ") else f"2025-0{day}")


def test_what_was_built_about_some_day_was_done_by_then() -> None:
    stood = milestone(
        stage("completed", "2025-04-23")._replace(span=read_when("约2025-04-23", date(2025, 4, 24), mood="fact"))
    )
    assert stood.done_on is not None
    assert (stood.done_on.edtf, stood.done_on.qualifier) == ("../2025-04-23", "about+before")


def test_a_stage_said_of_a_month_is_done_in_that_month() -> None:
    stood = milestone(stage("completed", "2025-05"))
    assert stood.done_on is not None
    assert (stood.done_on.first, stood.done_on.last) == (date(2025, 5, 1), date(2025, 5, 31))


EXTENTS: list[tuple[str, tuple[Fact, ...], str]] = [
    ("nothing said", (), "- - | - - | -"),
    ("a percentage", (progress("80%", "2025-04-14"),), "80 reported | - - | -"),
    ("a quantity", (quantity("3.2 km", "2025-04-14"),), "- - | 3.2 km reported | -"),
    (
        "80 % of 4 km is 3.2 km, computed",
        (whole("4 km", "2025-04-14"), progress("80%", "2025-04-14")),
        "80 reported | 3.2 km computed | 4 km",
    ),
    (
        "3.2 of 4 km is 80 %, by quantity",
        (whole("4 km", "2025-04-14"), quantity("3.2 km", "2025-04-14")),
        "80 quantity | 3.2 km reported | 4 km",
    ),
    (
        "in another unit of length",
        (whole("4 km", "2025-04-14"), quantity("3200米", "2025-04-14")),
        "80 quantity | 3200 m reported | 4 km",
    ),
    (
        "wells are no part of a length",
        (whole("4 km", "2025-04-14"), quantity("60口", "2025-04-14")),
        "- - | 60 well reported | 4 km",
    ),
    (
        "the later quantity counts",
        (whole("4 km", "2025-04-01"), progress("50%", "2025-04-01"), quantity("3 km", "2025-05-01")),
        "75 quantity | 3 km reported | 4 km",
    ),
    (
        "the later percentage counts",
        (whole("4 km", "2025-04-01"), quantity("3 km", "2025-04-01"), progress("90%", "2025-05-01")),
        "90 reported | 3.6 km computed | 4 km",
    ),
    (
        "typed later, true earlier",
        (whole("4 km", "2025-04-01"), progress("90%", "2025-05-01"), quantity("3 km", "2025-04-01")),
        "90 reported | 3.6 km computed | 4 km",
    ),
    (
        "of one day the later entry counts",
        (whole("4 km", "2025-04-01"), progress("50%", "2025-04-01"), quantity("3 km", "2025-04-01")),
        "75 quantity | 3 km reported | 4 km",
    ),
    (
        "no quantity is made from a bound",
        (whole("4 km", "2025-04-01"), progress("过半", "2025-04-01")),
        "(50,100] reported | - - | 4 km",
    ),
    (
        "rounded once, half up",
        (whole("3 km", "2025-04-01"), quantity("2 km", "2025-04-01")),
        "66.67 quantity | 2 km reported | 3 km",
    ),
    (
        "less than one whole",
        (whole("0.8 km", "2025-04-01"), quantity("0.2 km", "2025-04-01")),
        "25 quantity | 0.2 km reported | 0.8 km",
    ),
    (
        "the total that stands",
        (whole("4 km", "2025-04-01"), quantity("4 km", "2025-04-01"), whole("5 km", "2025-05-01")),
        "80 quantity | 4 km reported | 5 km",
    ),
    (
        "nothing is a part of nothing",
        (whole("0 km", "2025-04-01"), quantity("0 km", "2025-04-01")),
        "- - | 0 km reported | 0 km",
    ),
    (
        "done is 100 %",
        (progress("80%", "2025-04-14"), stage("completed", "2025-05-20")),
        "100 reported | - - | -",
    ),
    (
        "done is all of it, computed",
        (whole("4 km", "2025-04-14"), progress("80%", "2025-04-14"), stage("completed", "2025-05-20")),
        "100 reported | 4 km computed | 4 km",
    ),
    (
        "done keeps the quantity that was reported",
        (whole("4 km", "2025-04-14"), quantity("3.9 km", "2025-05-14"), stage("completed", "2025-05-20")),
        "100 reported | 3.9 km reported | 4 km",
    ),
]


@pytest.mark.parametrize("facts, expected", [row[1:] for row in EXTENTS], ids=[row[0] for row in EXTENTS])
def test_progress_and_quantities(facts: tuple[Fact, ...], expected: str) -> None:
    stood = milestone(*facts)
    percent = f"{encode(stood.progress) if stood.progress else '-'} {stood.progress_basis or '-'}"
    counted = f"{written(stood.done) if stood.done else '-'} {stood.done_basis or '-'}"
    assert f"{percent} | {counted} | {written(stood.total) if stood.total else '-'}" == expected


@pytest.mark.parametrize(
    "facts",
    [
        (whole("4 km", "2025-04-01"), progress("约80%", "2025-04-01")),
        (whole("约4 km", "2025-04-01"), progress("80%", "2025-04-01")),
    ],
)
def test_a_figure_computed_from_about_is_about(facts: tuple[Fact, ...]) -> None:
    stood = milestone(*facts)
    assert stood.done is not None
    assert stood.done.qualifier == "about"
    by_quantity = milestone(whole("4 km", "2025-04-01"), quantity("约3.2 km", "2025-04-01"))
    assert by_quantity.progress is not None
    assert by_quantity.progress.qualifier == "about"


def test_reopened_is_no_longer_100() -> None:
    stood = milestone(
        progress("80%", "2025-04-14"), stage("completed", "2025-05-20"), stage("construction", "2025-06-01")
    )
    assert stood.progress is not None
    assert encode(stood.progress) == "80"


class TestAsOf:
    """`as_of` leaves later facts out, but a plan holds from the beginning."""

    FACTS = (
        due("2025-05", "2025-04-14"),
        whole("4 km", "2025-04-14"),
        progress("80%", "2025-04-14"),
        text("owner", "住建局", "2025-04-14"),
        due("2025-06", "2025-05-20"),
        progress("90%", "2025-05-20"),
    )

    @pytest.mark.parametrize(
        "as_of, percent, finish, slips, owner",
        [
            ("2024-01-01", None, "2025-05", 0, None),
            ("2025-04-13", None, "2025-05", 0, None),
            ("2025-04-14", "80", "2025-05", 0, "住建局"),
            ("2025-05-19", "80", "2025-05", 0, "住建局"),
            ("2025-05-20", "90", "2025-06", 1, "住建局"),
            (None, "90", "2025-06", 1, "住建局"),
        ],
    )
    def test_what_was_true_then(
        self, as_of: str | None, percent: str | None, finish: str, slips: int, owner: str | None
    ) -> None:
        stood = milestone(*self.FACTS, as_of=as_of)
        assert (stood.progress and encode(stood.progress)) == percent
        assert stood.due is not None
        assert stood.baseline_due is not None
        assert (stood.due.edtf, stood.baseline_due.edtf, stood.slips) == (finish, "2025-05", slips)
        assert stood.owner == owner
        assert stood.total is not None

    def test_weights_and_planned_starts_hold_from_the_beginning_too(self) -> None:
        stood = milestone(weight("30", "2025-04-14"), start("2025-03", "2025-04-14"), as_of="2025-01-01")
        assert stood.weight == Decimal(30)
        assert stood.start_due == "2025-03-31"

    def test_what_is_newest_is_known_on_every_day(self) -> None:
        assert milestone(*self.FACTS, as_of="2025-01-01").newest == "2025-05-20"


@pytest.mark.parametrize(
    "finishes, slips",
    [
        (["2025-05"], 0),
        (["2025-05", "2025-06"], 1),
        (["2025-06", "2025-05"], 0),
        (["2025-05", "2025-05-31"], 0),  # said more exactly: the last day is the same
        (["2025-05", "2025-08", "2025-06", "2025-07"], 2),
        (["2025-05", "2025-06/..", "2025-07"], 0),  # open at its end: no day to slip from
    ],
)
def test_baseline_and_slips(finishes: list[str], slips: int) -> None:
    stood = milestone(*(due(finish, f"2025-04-{day:02}") for day, finish in enumerate(finishes, 1)))
    assert stood.due is not None
    assert stood.baseline_due is not None
    assert (stood.due.edtf, stood.baseline_due.edtf) == (finishes[-1], finishes[0])
    assert stood.slips == slips


def test_an_empty_text_takes_the_older_one_back() -> None:
    said_ = text("problem", "征地未完", "2025-04-14")
    assert milestone(said_).problem == "征地未完"
    assert milestone(said_, text("problem", "", "2025-05-01")).problem is None


@pytest.mark.parametrize(
    "fact, last",
    [
        (progress("80%", "2025-04-14"), "2025-04-14"),
        (text("words", "路基铺设完成", "2025-04-14"), "2025-04-14"),
        (stage("started", "2025-04-14"), "2025-04-14"),
        (due("2025-05", "2025-04-14"), None),
        (whole("4 km", "2025-04-14"), None),
        (text("owner", "住建局", "2025-04-14"), None),
        (total("1亿元", "2025-04-14"), None),
    ],
)
def test_plans_and_duties_are_no_report(fact: Fact, last: str | None) -> None:
    assert milestone(fact).last_reported == last
    assert milestone(fact).newest == "2025-04-14"


def test_flags_are_those_of_the_figures_that_stand() -> None:
    first, fallen, later = said.on_record(
        progress("80%", "2025-04-14"), progress("70%", "2025-05-01"), progress("75%", "2025-06-01")
    )
    fallen = fallen._replace(flags="falling")
    assert said.fold.fold_milestone(said.MILESTONE, [first, fallen]).flags == "falling"
    assert said.fold.fold_milestone(said.MILESTONE, [first, fallen, later]).flags == ""


def part(share: str | None, percent: str | None, *more: Fact) -> MilestonePosition:
    """A milestone with a weight and a percentage, where given."""
    facts = [weight(share)] if share else []
    return milestone(*facts, *([progress(percent, "2025-04-14")] if percent else []), *more)


ROAD = (part("10", "100%"), part("30", "80%"), part("25", "0%"), part("25", "0%"), part("10", "0%"))
WEIGHTED = [
    ("a road in five works", ROAD, "34"),
    ("weights are relative", (part("1", "100%"), part("2", "40%")), "60"),
    ("one unreported at the end", (part("45", "100%"), part("55", None)), "[45,100]"),
    ("one unreported among others", (part("45", "100%"), part("25", None), part("30", "0%")), "[45,70]"),
    ("a bound", (part("1", "过半"), part("1", "100%")), "[75,100]"),
    ("rounded once", (part("1", "100%"), part("2", "0%")), "33.33"),
    ("no weights", (part(None, "100%"), part(None, "80%")), None),
    ("one weight missing", (part("10", "100%"), part(None, "80%")), None),
    ("a dropped one needs none", (part("10", "50%"), part(None, "80%", stage("dropped", "2025-05-01"))), "50"),
    ("nothing reported", (part("10", None), part("20", None)), None),
    ("weights of nothing", (part("0", "100%"), part("0", "50%")), None),
    ("no milestones", (), None),
]


@pytest.mark.parametrize("parts, expected", [row[1:] for row in WEIGHTED], ids=[row[0] for row in WEIGHTED])
def test_the_weighted_mean(parts: tuple[MilestonePosition, ...], expected: str | None) -> None:
    stood = project(milestones=parts)
    assert (stood.progress and encode(stood.progress)) == expected
    assert stood.progress_basis == ("weighted" if expected else None)


def test_what_is_reported_for_the_project_comes_before_the_mean() -> None:
    stood = project(progress("40%", "2025-04-14"), milestones=ROAD)
    assert stood.progress is not None
    assert (encode(stood.progress), stood.progress_basis) == ("40", "reported")


def test_milestones_are_counted_without_the_dropped() -> None:
    parts = (
        milestone(stage("completed", "2025-04-01")),
        milestone(progress("80%", "2025-04-14")),
        milestone(stage("started", "2025-04-14")),
        milestone(progress("0%", "2025-04-14")),
        milestone(due("2025-08", "2025-04-14")),
        milestone(progress("80%", "2025-04-14"), stage("dropped", "2025-05-01")),
    )
    stood = project(milestones=parts)
    assert (stood.milestones, stood.milestones_done, stood.milestones_under_way) == (5, 1, 2)


def test_money_of_a_project() -> None:
    stood = project(total("25359.52万元", "2025-04-23"), level("3458万元", "2025-04-23"))
    assert stood.total is not None
    assert stood.invested is not None
    assert (stood.total.amount, stood.invested.amount) == ("25359.52", "3458.00")
    assert (stood.total.places, stood.invested.places, stood.invested_basis) == (2, 0, "since_start")


PLANNED = (start("2025-40", "2025-04-23"), due("2025-12", "2025-04-23"))
BINDING: list[tuple[str, ProjectPosition, str | None, str | None]] = [
    ("both bind", project(*PLANNED), "2025-12-31", "2025-06-30"),
    ("started", project(*PLANNED, stage("started", "2025-05-01")), "2025-12-31", None),
    ("some progress", project(*PLANNED, progress("1%", "2025-05-01")), "2025-12-31", None),
    ("no progress yet", project(*PLANNED, progress("0%", "2025-05-01")), "2025-12-31", "2025-06-30"),
    ("a part under way", project(*PLANNED, milestones=(part(None, "5%"),)), "2025-12-31", None),
    (
        "one done, one under way",
        project(*PLANNED, milestones=(part(None, "5%"), part(None, None, stage("completed", "2025-05-01")))),
        "2025-12-31",
        None,
    ),
    ("a part not begun", project(*PLANNED, milestones=(part(None, "0%"),)), "2025-12-31", "2025-06-30"),
    ("completed", project(*PLANNED, stage("completed", "2025-05-01")), None, None),
    ("paused", project(*PLANNED, stage("paused", "2025-05-01")), None, None),
    ("dropped", project(*PLANNED, stage("dropped", "2025-05-01")), None, None),
    ("open at its end", project(start("2025-03/..", "2025-01-01"), due("2025-03/..", "2025-01-01")), None, None),
]


@pytest.mark.parametrize("stood, finish, begin", [row[1:] for row in BINDING], ids=[row[0] for row in BINDING])
def test_which_deadlines_bind(stood: ProjectPosition, finish: str | None, begin: str | None) -> None:
    assert (stood.finish_due, stood.start_due) == (finish, begin)


def test_no_deadline_binds_in_a_project_that_is_aside() -> None:
    facts = (start("2025-03", "2025-01-01"), due("2025-05", "2025-01-01"))
    assert milestone(*facts).finish_due == "2025-05-31"
    assert milestone(*facts, aside=True).finish_due is None
    assert milestone(*facts, aside=True).start_due is None


def test_a_project_was_reported_when_a_part_of_it_was() -> None:
    stood = project(text("words", "开工", "2025-02-06"), milestones=(part(None, "80%"), part("10", None)))
    assert stood.last_reported == "2025-04-14"
    assert stood.newest == "2025-04-14"

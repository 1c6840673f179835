"""Facts: each kind of value comes back from the ledger's canonical text as it went in."""

from __future__ import annotations

from datetime import date

import pytest

from zonetrack.domain import measure
from zonetrack.domain.errors import Unreadable
from zonetrack.domain.measure import KINDS, MILESTONE_STAGES, NOT_REPORTS, PLANS, STAGES
from zonetrack.domain.records import LEDGER, Subject, Zone
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.when import day, read_when

from . import said

DAY = day(date(2025, 4, 14))


@pytest.mark.parametrize("text", ["80%", "约80%", "过半", "60%—70%", "12.5%"])
def test_percentages(text: str) -> None:
    value = read_percent(text)
    assert measure.percent_of(said.on_record(measure.progress(value, DAY))[0]) == value


@pytest.mark.parametrize("text", ["4千米", "近60口", "年处理20万吨", "1000m³/天", "0.125 km"])
def test_quantities(text: str) -> None:
    value = read_quantity(text)
    assert measure.quantity_of(said.on_record(measure.quantity("capacity", value, DAY))[0]) == value


@pytest.mark.parametrize("text", ["25359.52万元", "6.11亿元", "近3亿元", "8000元"])
def test_money(text: str) -> None:
    value = read_money(text)
    [observation] = said.on_record(measure.money("invested", value, DAY, "ytd"))
    assert measure.money_of(observation) == value
    assert (observation.value, observation.unit, observation.basis) == (str(value.fen), "fen", "ytd")


@pytest.mark.parametrize("text", ["预计5月份", "8月底前", "2025年上半年", "约5月15日"])
def test_dates(text: str) -> None:
    value = read_when(text, date(2025, 4, 14), mood="plan")
    [observation] = said.on_record(measure.when("planned_finish", value, DAY))
    assert measure.when_of(observation) == value._replace(anchor=None)
    assert measure.span_of(observation) == DAY


def test_what_is_not_listed_is_a_quantity() -> None:
    assert measure.kind_of("progress") == "percent"
    assert measure.kind_of("design_speed") == "quantity"
    assert measure.kind_of("workers") == "quantity"


def test_lists_of_measures_and_stages_agree() -> None:
    assert KINDS.keys() >= NOT_REPORTS
    assert PLANS <= NOT_REPORTS
    assert set(MILESTONE_STAGES) <= set(STAGES)
    assert set(STAGES) >= measure.STARTED | measure.DONE | measure.ASIDE
    assert not measure.ASIDE & measure.STARTED


@pytest.mark.parametrize(
    "text, code",
    [("在建", "construction"), ("construction", "construction"), ("Paused", "paused"), (" 竣工 ", "completed")],
)
def test_a_stage_is_read_from_its_code_or_its_word(text: str, code: str) -> None:
    assert measure.read_stage(text) == measure.read_stage(text, milestone=True) == code


def test_a_stage_that_is_none_or_not_of_milestones() -> None:
    assert measure.read_stage("签约") == "signed"
    for text, milestone, word in (("签约", True, "stage.milestone"), ("快了", False, "stage.unreadable")):
        with pytest.raises(Unreadable) as caught:
            measure.read_stage(text, milestone=milestone)
        assert caught.value.word == word


def test_every_word_for_a_stage_means_one() -> None:
    assert set(measure.STAGE_WORDS.values()) == set(STAGES)


def test_a_newer_figure_replaces_the_older_one_of_its_series() -> None:
    facts = (
        said.level("1万元", "2025-03-31"),
        said.level("2万元", "2024-12-31"),
        said.ytd("3万元", "2025-03-31"),
        said.ytd("4万元", "2025-04-30"),
        said.ytd("5万元", "2024-12-31"),
        said.flow("6万元", "2025-03"),
        said.flow("7万元", "2025-04"),
    )
    series = [measure.series_of(observation) for observation in said.on_record(*facts)]
    assert [series.index(one) for one in series] == [0, 0, 2, 2, 4, 5, 6]


def test_a_subject_is_its_innermost_record() -> None:
    zone = Zone("z", "潇河", "潇河", "xiaohe", 1)
    assert [(s.kind, s.id, s.ref) for s in (
        Subject(zone),
        Subject(zone, said.PROJECT),
        Subject(zone, said.PROJECT, said.MILESTONE),
    )] == [
        ("zone", "z", "xiaohe"),
        ("project", "p", "xiaohe/daiwang-road"),
        ("milestone", "m", "xiaohe/daiwang-road/pipes"),
    ]  # fmt: skip
    assert Subject(zone, said.PROJECT, said.MILESTONE).record is said.MILESTONE
    assert LEDGER == "ledger"

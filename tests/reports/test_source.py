"""`source`: what becomes of every fact in a figure, and the sentence that says so."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

import pytest

from zonetrack.domain.fold import Facts
from zonetrack.domain.records import Entry
from zonetrack.domain.source import Part, Scope, Whole
from zonetrack.report import NA, Known, Report
from zonetrack.reports import page, show, source, status
from zonetrack.reports.columns import REPORTS
from zonetrack.values.errors import Unreadable

ROAD = "xiaohe/daiwang-road"
DAY = date(2025, 9, 1)
ENTRY = Entry("z-xiaohe", 1, "c1", "2025-04-14T20:30:00Z", "li", "update", "月报", "例会", "", None, None, 2, "h")


def whole(world: Any, ref: str, day: date) -> Whole:
    state, iso = world.state(ref, day), day.isoformat()
    parts = [Part(state, m, Facts(world.facts.get(f"{ref}/{m.milestone.slug}", []), iso)) for m in state.milestones]
    return Whole(Part(state, None, Facts(world.facts.get(ref, []), iso)), tuple(parts))


def scope(world: Any, ref: str, day: date = DAY) -> Scope:
    zone, *inner = ref.split("/")
    if not inner:
        wholes = [whole(world, r, day) for r in world.projects if r.startswith(f"{zone}/")]
        return Scope(world.zones[zone], day, Facts(world.facts.get(zone, []), day.isoformat()), wholes, None)
    found = whole(world, "/".join([zone, inner[0]]), day)
    part = next((p for p in found.milestones if p.milestone and p.milestone.milestone.slug == inner[-1]), found.own)
    return Scope(world.zones[zone], day, None, [found], part)


def built(world: Any, ref: str, measure: str | None = None, day: date = DAY) -> Report:
    asked = scope(world, ref, day)
    found = source.traced(asked, measure)
    facts = [fact for told in world.facts.values() for fact in told]
    entries = {(f.zone_id, f.seq): ENTRY._replace(zone_id=f.zone_id, seq=f.seq) for f in facts}
    return source.build(asked, found, Known("xiaohe#9"), source.Papers(entries, {}, UTC))


def told(world: Any, ref: str, measure: str, day: date = DAY) -> list[tuple[Any, ...]]:
    return [
        (
            row["ref"].removeprefix(f"{ROAD}/"),
            *(row[key].name for key in ("measure", "state", "why") if row[key] is not NA),
        )
        for row in built(world, ref, measure, day).sections[0].rows
    ]


def keys(world: Any, ref: str, measure: str, day: date = DAY) -> list[str]:
    return [note.key for note in built(world, ref, measure, day).notes]


def test_every_row_fills_every_column(yuanping: Any, daiwang: Any) -> None:
    declared = REPORTS["source"]["inputs"]
    for ref in ("yuanping", "wuxiang", "xiaohe", ROAD, f"{ROAD}/pipes", "yuanping/waste-heat"):
        [table] = built(daiwang, ref).sections
        assert [c.key for c in table.columns] == [c.key for c in declared]
        assert table.rows
        for row in table.rows:
            assert not {"id", "ref", *(c.key for c in declared)} - row.keys()


@pytest.mark.parametrize("day", [date(2025, 4, 20), date(2025, 5, 20), DAY])
def test_every_cell_of_every_page_can_be_asked_for(yuanping: Any, daiwang: Any, day: date) -> None:
    world, known = daiwang, Known("xiaohe#9")
    zones = [world.zone_state(slug, day) for slug in world.zones]
    pages = [(zone, world.states(zone.zone.slug, day)) for zone in zones]
    shown = show.build(world.state(ROAD, day), world.facts_within(ROAD, day), day, known)
    said = {"project", "name", "zone", "zone_name", "category", "code", "tags", "milestone", "next_kind", "aside"}
    counts = {"projects_with_total", "projects_with_invested", "projects_with_both"}
    for report in (status.build(zones, day, known), page.build(pages, day, known), shown):
        for table in report.sections:
            if table.key in ("summary", "zones", "projects", "project", "milestones"):
                for column in table.columns:
                    for row in table.rows:
                        if column.key not in said | counts:
                            assert built(world, row["ref"], column.key, day).sections[0].key == "inputs"


def test_the_time_is_that_of_the_ledger_and_the_place_is_named(daiwang: Any) -> None:
    row = built(daiwang, f"{ROAD}/pipes", "progress").sections[0].rows[0]
    assert (row["time"], row["at"], row["author"], row["reason"]) == (
        "2025-04-14 20:30", "2025-04-14T20:30:00Z", "li", "月报",
    )  # fmt: skip
    assert (row["entry"].startswith("xiaohe#"), row["words"], row["name"]) == (True, "80%", "雨污水管线")


def test_words_are_not_said_twice(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-05-01", words="路基施工")
    row = built(daiwang, ROAD, "words").sections[0].rows[0]
    assert (row["value"], row["words"]) == ("路基施工", NA)


def test_a_percentage_from_quantities_has_both_and_replaces_the_older_one(daiwang: Any) -> None:
    pipes = f"{ROAD}/pipes"
    daiwang.say(pipes, "2025-05-01", quantity="3.6千米")
    assert told(daiwang, pipes, "progress") == [
        ("pipes", "quantity", "used", "share"),
        ("pipes", "quantity_total", "used", "share"),
        ("pipes", "progress", "superseded", "newer"),
    ]
    assert keys(daiwang, pipes, "progress") == ["made_share", "made_newest"]
    assert told(daiwang, pipes, "quantity")[0] == ("pipes", "quantity", "used", "newest")


def test_what_is_done_is_done_whatever_was_said_before(daiwang: Any) -> None:
    pipes = f"{ROAD}/pipes"
    daiwang.say(pipes, "2025-05-28", stage="completed")
    assert told(daiwang, pipes, "progress") == [
        ("pipes", "stage", "used", "done"),
        ("pipes", "progress", "superseded", "done"),
    ]
    assert keys(daiwang, pipes, "progress") == ["made_done"]
    assert told(daiwang, pipes, "quantity")[:2] == [
        ("pipes", "stage", "used", "done"),
        ("pipes", "quantity_total", "used", "product"),
    ]
    assert told(daiwang, pipes, "light") == [("pipes", "stage", "used", "done")]


def test_milestones_are_counted_by_what_was_said_of_them(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/roadbed", "2025-05-01", stage="dropped")
    counted = [
        ("pipes", "progress", "used", "not_done"),
        ("wells", "stage", "used", "done"),
        ("roadbed", "stage", "left_out", "dropped"),
        ("paving", "progress", "not_reported"),
    ]
    assert told(daiwang, ROAD, "milestones_done") == told(daiwang, ROAD, "progress") == counted
    [note] = built(daiwang, ROAD, "milestones_done").notes
    assert note.params == {"n": 1, "of": 3}


def test_a_slip_names_the_plan_that_put_it_off_and_the_baseline_stays(daiwang: Any) -> None:
    paving = f"{ROAD}/paving"
    daiwang.say(paving, "2025-07-01", planned_finish="2025年10月")
    daiwang.say(paving, "2025-07-15", planned_finish="2025年9月")
    day = date(2025, 7, 20)
    assert [why for *_, why in told(daiwang, paving, "slips", day)] == ["first", "put_off", "not_later"]
    assert [why for *_, why in told(daiwang, paving, "baseline_due", day)] == ["first", "later_plan", "later_plan"]
    due = built(daiwang, paving, "planned_finish", day).sections[0].rows
    assert [(row["value"].edtf, row["state"].name) for row in due] == [
        ("2025-09", "used"), ("2025-10", "superseded"), ("2025-08", "superseded"),
    ]  # fmt: skip
    assert keys(daiwang, paving, "planned_finish", day) == ["made_plan", "made_newest"]


def test_the_day_of_a_start_is_the_first_fact_that_says_so(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-05-01", stage="construction")
    assert told(daiwang, ROAD, "started") == [
        (ROAD, "stage", "used", "started"),
        (ROAD, "stage", "left_out", "other_stage"),
    ]
    [first, _] = built(daiwang, ROAD, "started").sections[0].rows
    assert first["span"].edtf == "2025-02"


def test_figures_since_the_start_and_of_periods(yuanping: Any) -> None:
    plant = "yuanping/water-plant"
    yuanping.say(plant, "2024-12", invested="500万元", basis="flow")
    yuanping.say(plant, "2024-12-31", invested="1000万元")
    yuanping.say(plant, "2025-03", invested="30万元", basis="flow")
    assert [row[2:] for row in told(yuanping, plant, "invested")] == [
        ("used", "level"), ("used", "later_period"), ("superseded", "in_level"),
    ]  # fmt: skip
    assert keys(yuanping, plant, "invested") == ["made_since_start"]
    assert keys(yuanping, plant, "invested_rate") == ["made_rate"]
    basis = next(c for c in built(yuanping, plant, "invested").sections[0].columns if c.key == "basis")
    assert basis.shown == "both"


def test_a_rate_uses_only_projects_that_report_both(yuanping: Any) -> None:
    states = {row[2:] for row in told(yuanping, "yuanping", "invested_rate")}
    assert states == {("left_out", "alone"), ("not_reported",)}
    assert keys(yuanping, "yuanping", "invested_rate")[0] == "no_both"
    yuanping.say("yuanping/waste-heat", "2025-05-01", total_investment="6916万元")
    used = [row for row in told(yuanping, "yuanping", "invested_rate") if row[2] == "used"]
    assert used == [
        ("yuanping/waste-heat", "invested", "used", "level"),
        ("yuanping/waste-heat", "total_investment", "used", "newest"),
    ]
    note = built(yuanping, "yuanping", "invested_rate").notes[0]
    assert (note.key, note.params["n"], note.params["of"]) == ("made_rate_of", 1, 4)
    assert note.params["value"].percent(2) == 50


def test_flags_lead_to_the_figures_that_have_them(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/pipes", "2025-05-01", progress="70%", flags="falling")
    assert told(daiwang, ROAD, "flags") == [("pipes", "progress", "used", "flagged")]
    assert told(daiwang, "xiaohe", "flags") == [("pipes", "progress", "used", "flagged")]


def test_the_newest_report_and_the_next_deadline(daiwang: Any) -> None:
    daiwang.say(f"{ROAD}/wells", "2025-05-05", words="完工")
    daiwang.say(ROAD, "2025-05-09", owner="住建局")  # a name is no report
    day = date(2025, 5, 20)
    assert told(daiwang, ROAD, "last_reported", day) == [("wells", "words", "used", "newest")]
    assert told(daiwang, "xiaohe", "last_reported", day) == [("wells", "words", "used", "newest")]
    assert told(daiwang, ROAD, "next_due", day) == [("pipes", "planned_finish", "used", "due")]
    assert told(daiwang, ROAD, "next_due", DAY) == []


def test_a_taken_back_text_leaves_its_older_one_superseded(daiwang: Any) -> None:
    daiwang.say(ROAD, "2025-05-01", problem="拆迁")
    daiwang.add(ROAD, daiwang._fact("problem", "", scope_span("2025-05-02"), "level"))
    [now, before] = built(daiwang, ROAD, "problem").sections[0].rows
    assert (now["value"], now["state"].name) == (NA, "used")
    assert (before["value"], before["state"].name) == ("拆迁", "superseded")


def scope_span(day: str) -> Any:
    from zonetrack.values.when import decode

    return decode(day)


def test_an_unknown_measure_names_those_there_are(daiwang: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        source.traced(scope(daiwang, f"{ROAD}/pipes"), "total_investment")
    assert refused.value.exit_code == 2
    assert refused.value.params["known"].split()[:3] == ["light", "stage", "progress"]

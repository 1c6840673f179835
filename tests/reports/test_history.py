"""`history`: a row for each change, the newest entry first, each telling what was and what is."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from typing import Any

from zonetrack.domain.history import Change, Image, Names, taken_back, tell
from zonetrack.domain.records import Entry, Milestone, Observation, Project, Zone
from zonetrack.report import NA, Code, Known, Report
from zonetrack.reports import history
from zonetrack.reports.columns import REPORTS
from zonetrack.values.money import Money

DAY = date(2025, 6, 30)
ZONE = Zone("z1", "潇河", "潇河", "xiaohe", 1)
ROAD = Project("z1", "p1", "代王路", "代王路", "road", "", "", "省重点\n道路", 1)
PIPES = Milestone("z1", "m1", "p1", "管线", "管线", "pipes", "km", 1)
FACT = Observation(
    "z1", "o1", "p1", "m1", "progress", "level", "2025-05-01", "2025-05-01", "2025-05-01", "2025-05-01", "", "5月1日",
    "80", "%", "", 0, "八成", "reported", "", "", "", 2, 1,
)  # fmt: skip


def entry(seq: int, *, zone: str = "z1", at: str = "2025-05-01T16:30:00Z", **more: Any) -> Entry:
    made = Entry(zone, seq, f"c{seq}", at, "li", "update", "", "", "", None, None, 2, f"hash{seq}")
    return made._replace(**more)


def change(of: Entry, table: str, before: Any, after: Any, n: int = 1) -> Change:
    images = [image and Image(image._asdict() if hasattr(image, "_asdict") else image) for image in (before, after)]
    row = images[1] or images[0]
    assert row
    return Change(of, n, table, row.get("id") or row["zone_id"], *images, *images)


STORY = [
    change(entry(1), "project", None, ROAD),
    change(entry(1), "milestone", None, PIPES, 2),
    change(entry(2, source="周例会", note="估的"), "observation", None, FACT),
]


def built(changes: list[Change], chosen: history.Chosen | None = None, **book: Any) -> Report:
    names = Names({"z1": "xiaohe"})
    usual = {"clock": timezone(timedelta(hours=8)), "undone": {}, "entries": {}}
    made = history.Book(names=names, **usual | book)
    return history.build(tell(changes, names), DAY, Known("xiaohe#2"), made, chosen)


def rows(*args: Any, **more: Any) -> list[dict[str, Any]]:
    return list(built(*args, **more).sections[0].rows)


def test_every_row_fills_every_column_and_has_an_id_of_its_own() -> None:
    declared = REPORTS["history"]["entries"]
    [table] = built(STORY).sections
    assert [c.key for c in table.columns] == [c.key for c in declared]
    assert len({row["id"] for row in table.rows}) == len(table.rows) == 3
    for row in table.rows:
        assert not {"id", "ref", *(c.key for c in declared)} - row.keys()


def test_the_newest_entry_first_and_its_rows_in_order() -> None:
    assert [(row["entry"], row["n"]) for row in rows(STORY)] == [("xiaohe#2", 1), ("xiaohe#1", 1), ("xiaohe#1", 2)]


def test_a_fact_says_its_words_its_day_and_where_it_is_from() -> None:
    row = rows(STORY)[0]
    assert (row["ref"], row["what"], row["action"].name) == ("xiaohe/road/pipes", Code("measure", "progress"), "added")
    assert (row["old"], row["new"], row["span"].text, row["day"]) == (NA, "八成", "5月1日", date(2025, 5, 1))
    assert (row["source"], row["note"], row["reason"]) == ("周例会", "估的", NA)
    assert (row["time"], row["at"]) == ("2025-05-02 00:30", "2025-05-01T16:30:00Z")


def test_what_a_fact_says_of_its_source_goes_before_its_entry() -> None:
    [row] = rows([change(entry(2, source="周例会"), "observation", None, FACT._replace(source="月报", note="核实"))])
    assert (row["source"], row["note"]) == ("月报", "核实")


def test_dates_and_stages_are_shown_as_they_were_read() -> None:
    due = FACT._replace(id="o2", measure="planned_finish", value="2025-08", unit="", words="八月")
    stage = FACT._replace(id="o3", measure="stage", value="completed", unit="", words="完工")
    silent = FACT._replace(id="o4", measure="total_investment", value="100000000", unit="fen", words="")
    found = rows([change(entry(2), "observation", None, fact, n) for n, fact in enumerate((due, stage, silent), 1)])
    assert found[0]["new"].edtf == "2025-08"
    assert found[1]["new"] == Code("stage", "completed")
    assert found[2]["new"] == Money(100000000, 0)


def test_an_empty_text_takes_back_the_one_before() -> None:
    problem = FACT._replace(measure="problem", value="拆迁", unit="", words="拆迁")
    gone = problem._replace(id="o2", seq=3, value="", words="")
    found = rows([change(entry(2), "observation", None, problem), change(entry(3), "observation", None, gone)])
    assert (found[0]["old"], found[0]["new"]) == ("拆迁", NA)


def test_a_record_comes_and_goes_by_its_name() -> None:
    came, went = rows([change(entry(1), "project", None, ROAD), change(entry(2), "project", ROAD, None)])[::-1]
    assert (came["what"], came["old"], came["new"]) == (Code("kind", "project"), NA, "代王路")
    assert (went["old"], went["new"], went["action"].name, went["ref"]) == ("代王路", NA, "removed", "xiaohe/road")


def test_a_field_is_named_where_it_is_the_only_one() -> None:
    tags = ROAD._replace(tags="道路")
    both = ROAD._replace(code="A1", category="市政")
    one, two = rows([change(entry(1), "project", ROAD, tags), change(entry(2), "project", ROAD, both)])[::-1]
    assert (one["what"], one["old"], one["new"]) == (Code("field", "tags"), "省重点, 道路", "道路")
    assert (two["what"], two["old"], set(two["new"])) == (Code("kind", "project"), NA, {"A1", "市政"})


def test_settings_and_old_slugs_have_names_too() -> None:
    setting = change(entry(1, zone="ledger"), "setting", None, {"zone_id": "ledger", "id": "timezone", "value": "UTC"})
    alias = {"zone_id": "z1", "id": "a1", "scope": "project", "slug": "old", "subject_id": "p1"}
    found = rows([setting, STORY[0], change(entry(2), "alias", None, alias)])
    by_table = {row["row_table"]: (row["ref"], row["what"].name, row["new"]) for row in found}
    assert by_table["setting"] == ("ledger", "timezone", "UTC")
    assert by_table["alias"] == ("xiaohe/road", "alias", "old")


def test_undone_entries_name_the_one_in_their_own_zone() -> None:
    entries = {"c3": [("ledger", 9), ("z1", 3)], "c2": [("z1", 2)]}
    undo = change(entry(3, undoes="c2", command="undo"), "observation", FACT, None)
    found = rows([*STORY, undo], undone={"c2": "c3"}, entries=entries)
    assert [(row["undone_by"], row["undoes"]) for row in found[:2]] == [(NA, "xiaohe#2"), ("xiaohe#3", NA)]


def test_an_undo_that_was_undone_takes_nothing_back() -> None:
    assert taken_back([("c5", "c4"), ("c4", "c2"), ("c3", "c1")]) == {"c4": "c5", "c1": "c3"}
    assert taken_back([("c6", "c5"), ("c5", "c4"), ("c4", "c2")]) == {"c5": "c6", "c2": "c4"}


def test_narrowing_says_what_is_left_out() -> None:
    later = change(entry(3), "observation", None, FACT._replace(id="o2", day="2025-06-20", seq=3))
    story = [*STORY, later]
    assert [r["entry"] for r in rows(story, history.Chosen(after="c2", since="xiaohe#2"))] == ["xiaohe#3"]
    assert rows(story, history.Chosen(author="wang")) == []
    report = built(story, history.Chosen(by="2025-05-31", author="li"))
    assert [row["entry"] for row in report.sections[0].rows] == ["xiaohe#2", "xiaohe#1", "xiaohe#1"]
    assert {note.key: note.params.get("n") for note in report.notes} == {"history_user": None, "history_later": 1}


def test_columns_without_anything_stay_off_the_page() -> None:
    def shown(changes: list[Change], **more: Any) -> set[str]:
        return {c.key for c in built(changes, **more).sections[0].columns if c.shown != "data"}

    assert {"undone_by", "undoes", "reason"}.isdisjoint(shown(STORY))
    assert {"source", "note", "span", "time"} <= shown(STORY)
    assert "reason" in shown([change(entry(1, reason="更正"), "project", None, ROAD)])

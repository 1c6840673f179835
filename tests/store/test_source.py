"""What figures may be made of, read from the ledger: all facts by a day, and which entry brought each project."""

from __future__ import annotations

from datetime import date

from zonetrack.store import source

from .office import Office, money, planned, progress, text

DAY = date(2025, 5, 31)


def test_a_zone_with_all_its_projects(office: Office) -> None:
    zone = office.zone("xiaohe")
    office.say(zone, text("words", "园区自述", "2025-05-01"))
    roads = [office.project(zone, slug) for slug in ("road", "other")]
    pipes = office.milestone(roads[0], "pipes")
    office.say(roads[0], money("total_investment", "5亿元", "2025-05-01"))
    office.say(pipes, progress("40%", "2025-05-01"), progress("60%", "2025-06-15"))
    scope = source.scope(office.db, zone, DAY)
    assert scope.own is not None
    assert [fact.words for fact in scope.own.known] == ["园区自述"]
    assert [[len(part.facts.known) for part in whole.parts] for whole in scope.wholes] == [[1, 1], [0]]
    assert scope.part is None


def test_a_milestone_within_its_project(office: Office) -> None:
    road = office.project(office.zone("xiaohe"), "road")
    pipes = office.milestone(road, "pipes")
    office.say(pipes, planned("planned_finish", "2025-08", "2025-06-20"))
    scope = source.scope(office.db, pipes, DAY)
    assert scope.part is not None
    assert scope.part.id == pipes.id
    # The first plan holds before it was said, here as in the folds.
    assert [fact.value for fact in scope.part.facts.of("planned_finish")] == ["2025-08"]
    assert scope.part.position.due is not None
    whole = source.scope(office.db, road, DAY)
    assert whole.part is whole.wholes[0].own


def test_who_added_a_project(office: Office) -> None:
    zone = office.zone("xiaohe")
    road = office.project(zone, "road", author="zhao")
    office.say(road, text("words", "路", "2025-05-01"))
    far = office.project(office.zone("yuanping"), "plant", author="qian")
    assert {key: entry.author for key, entry in source.added(office.db, zone.zone).items()} == {road.id: "zhao"}
    assert far.id not in source.added(office.db, zone.zone)

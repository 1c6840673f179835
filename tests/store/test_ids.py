"""Ids: short, in the order of time, rising whatever the clock does, and never met twice."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from zonetrack.store.ids import LENGTH, Ids

NOW = datetime(2025, 6, 30, 4, tzinfo=UTC)
HIGHEST = (1 << 35) - 1


def test_sixteen_letters_and_digits_that_cannot_be_mistaken() -> None:
    ids = Ids(NOW)
    for one in (ids.next() for _ in range(200)):
        assert len(one) == LENGTH == 16
        assert set(one) <= set("0123456789abcdefghjkmnpqrstvwxyz")


@pytest.mark.parametrize("chance", [0, 12345, HIGHEST])
def test_each_is_greater_than_the_one_before(chance: int) -> None:
    ids = Ids(NOW, chance=lambda: chance)
    made = [ids.next() for _ in range(100)]
    assert made == sorted(set(made))


def test_they_sort_by_time_whatever_chance_brings() -> None:
    earlier = Ids(NOW, chance=lambda: HIGHEST)
    later = Ids(NOW + timedelta(milliseconds=1), chance=lambda: 0)
    assert earlier.next() < later.next()


def test_chance_keeps_two_offices_apart() -> None:
    assert Ids(NOW).next() != Ids(NOW).next()


def test_the_luckiest_chance_leaves_room_for_the_ids_of_a_long_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: (1 << bits) - 1)
    ids = Ids(NOW)
    command, *rows = [ids.next() for _ in range(2000)]
    assert Ids(NOW - timedelta(days=1), after=command).next() > rows[-1]


def test_ids_go_on_where_their_letters_carry_over() -> None:
    ids = Ids(NOW, chance=lambda: (1 << 20) - 3)
    made = [ids.next() for _ in range(6)]
    assert made == sorted(set(made))
    assert len({one[:12] for one in made}) == 2
    assert {len(one) for one in made} == {LENGTH}


@pytest.mark.parametrize("step", [timedelta(0), timedelta(seconds=1), timedelta(hours=-1), timedelta(days=-400)])
@pytest.mark.parametrize("chance", [lambda: 0, lambda: HIGHEST - 99, lambda: secrets.randbits(35)])
def test_the_next_command_passes_by_all_ids_of_the_one_before(step: timedelta, chance: Callable[[], int]) -> None:
    newest, used = "", set[str]()
    now = NOW
    for _ in range(20):
        ids = Ids(now, after=newest, chance=chance)
        command, *rows = [ids.next() for _ in range(10)]
        assert command > newest
        assert not used & {command, *rows}
        assert min(rows) > command
        used |= {command, *rows}
        newest, now = command, now + step

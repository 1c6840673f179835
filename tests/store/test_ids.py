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

"""The sheet of a brief: what is cut, what is left out, and that a long list leaves room for a short one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zonetrack.reports import fitting


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert fitting.width("代王路 80%") == 10
    assert fitting.width("“”—…") == 8  # as wide as characters in a Chinese font


@given(st.text(max_size=300), st.integers(5, 100), st.integers(1, 4))
def test_what_is_cut_goes_over_no_more_lines(text: str, share: int, most: int) -> None:
    short = fitting.cut(text, share, most)
    assert fitting.lines(short, share) <= most
    head, mark, end = short.rpartition("…")
    assert short == text or (mark and text.startswith(head) and text.endswith(end))


def test_names_that_differ_in_their_end_can_be_told_apart() -> None:
    names = [f"智能制造产业园基础设施配套及标准化厂房建设项目第{n}期" for n in (11, 12)]
    assert [fitting.shortened(name, 30) for name in names] == [
        "智能制造产业园基础…项目第11期", "智能制造产业园基础…项目第12期",
    ]  # fmt: skip
    assert fitting.cut(names[0], 22, 2).endswith("第11期")
    assert fitting.cut(names[0], 22, 2, end=0).endswith("…")


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.floats(0.5, 4), max_size=40), max_size=4), st.floats(0, 60))
def test_what_is_shown_fits(lists: dict[str, list[float]], room: float) -> None:
    shown = fitting.shown(lists, room)
    assert shown.keys() == lists.keys()
    assert sum(sum(lists[key][:number]) for key, number in shown.items()) <= room + 1e-9
    assert all(0 <= number <= len(lists[key]) for key, number in shown.items())


def test_a_long_list_leaves_room_for_a_short_one() -> None:
    assert fitting.shown({"late": [1.0] * 50, "due": [1.0] * 2, "problems": [2.0] * 30}, 12) == {
        "late": 6, "due": 2, "problems": 2,
    }  # fmt: skip
    assert fitting.shown({"late": [], "due": [9.0]}, 5) == {"late": 0, "due": 0}

"""Long texts are cut at the ends of lines, by bytes, and nothing of them is lost."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.domain.errors import Failed
from zonetrack.sending import cutting
from zonetrack.sending.channel import Robot, Secret
from zonetrack.sending.robots import parts

MEASURES = {"wecom": (2048, cutting.plain), "feishu": (19_000, cutting.quoted)}


def test_what_fits_goes_out_as_it_is() -> None:
    assert cutting.cut("代王路\n80%\n", 2048, cutting.plain) == ["代王路\n80%"]


def test_the_limit_is_one_of_bytes_and_not_of_characters() -> None:
    text = "代" * 682 + "ab"
    assert len(text.encode()) == 2048
    assert cutting.cut(text, 2048, cutting.plain) == [text]
    assert len(cutting.cut(text + "c", 2048, cutting.plain)) == 2


def test_parts_are_numbered_and_end_where_lines_end() -> None:
    lines = [f"第{number}行：净水厂项目" for number in range(170)]
    cut = cutting.cut("\n".join(lines), 2048, cutting.plain)
    assert [part.split("\n")[0] for part in cut] == ["(1/3)", "(2/3)", "(3/3)"]
    assert [line for part in cut for line in part.split("\n")[1:]] == lines


@pytest.mark.parametrize("measure", MEASURES)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=3000))
def test_no_part_is_too_large_and_no_character_is_lost(measure: str, text: str) -> None:
    _, size = MEASURES[measure]
    limit = 700
    try:
        cut = cutting.cut(text, limit, size)
    except Failed as refused:
        assert refused.word == "notify.too_long"
        assert size(text) > limit * 10
        return
    assert all(size(part) <= limit for part in cut)
    bodies = cut if len(cut) == 1 else [re.sub(r"\A\(\d+/\d+\)\n", "", part) for part in cut]
    assert "".join(bodies).replace("\n", "") == text.replace("\n", "")


def test_a_line_that_is_too_long_is_cut_between_characters() -> None:
    cut = cutting.cut("原平" * 700, 2048, cutting.plain)
    assert len(cut) == 3
    assert "".join(part.split("\n", 1)[1] for part in cut) == "原平" * 700


def test_a_book_is_refused() -> None:
    with pytest.raises(Failed, match="too_long"):
        cutting.cut("净水厂\n" * 100_000, 2048, cutting.plain)


@pytest.mark.parametrize("kind, limit", [("dingtalk", 20_000), ("feishu", 20_000)])
def test_quotes_and_line_ends_count_as_they_are_sent(kind: str, limit: int) -> None:
    from datetime import UTC, datetime

    from zonetrack.sending.robots import request

    robot = Robot("group", kind, Secret("https://example.com/hook/" + "x" * 200), Secret("s" * 64))
    cut = parts(robot, '"引号"\n\t' * 5000)
    assert len(cut) > 1
    bodies = [request(robot, part, datetime(2025, 9, 1, tzinfo=UTC)).body for part in cut]
    assert all(limit * 0.8 < len(body) <= limit for body in bodies[:-1])
    assert all(json.loads(body) for body in bodies)


@pytest.mark.parametrize("text", ['<at user_id="all">所有人</at>', "<@all>"])
def test_no_name_calls_everybody(text: str) -> None:
    [said] = parts(Robot("group", "feishu", Secret("https://example.com/")), text)
    assert "<" not in said.split(">")[0]
    assert said.startswith("＜")

"""Many updates from standard input: what a line says, and which lines say nothing."""

from __future__ import annotations

from zonetrack.intake.lines import Line, read_lines


def test_lines_with_a_tab_with_a_blank_and_as_objects() -> None:
    read = read_lines(["\ufeffa/b\t80%\n", "a/c 3.2 km\n", "\n", "# a/d\t5%\n", '{"ref": "a/e", "say": "开挖"}\n'])
    assert read.lines == [
        Line(1, "a/b", "80%", {}),
        Line(2, "a/c", "3.2 km", {}),
        Line(5, "a/e", None, {"say": "开挖"}),
    ]
    assert read.bad == []


def test_a_line_that_comes_back_as_it_was_sent_out_reports_nothing() -> None:
    read = read_lines(["a/b\t80%\t80%\n", "a/c\t85%\t80%\n", "a/d\t80%\n"])
    assert [line.ref for line in read.lines] == ["a/c", "a/d"]
    assert [line.value for line in read.lines] == ["85%", "80%"]
    assert read.untouched == 1

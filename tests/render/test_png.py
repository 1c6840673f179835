"""Bitmaps: only with a font that has the characters; a font file is used alone."""

from __future__ import annotations

import shutil
import struct
import subprocess
from datetime import date
from pathlib import Path

import pytest

from zonetrack.chart import Gantt, Line
from zonetrack.render import png
from zonetrack.render.svg import svg
from zonetrack.values.errors import Refusal

pytest.importorskip("resvg_py", reason="the extra png is not installed")
CHART = Gantt("gantt", date(2025, 9, 1), (Line("代王路", "in_progress"),), {"name": "代王路"})


def font_files(pattern: str) -> list[str]:
    if shutil.which("fc-list") is None:
        return []
    found = subprocess.run(["fc-list", pattern, "file"], capture_output=True, encoding="utf-8", check=True).stdout
    return [line.strip().removesuffix(":") for line in found.splitlines()]


@pytest.fixture
def chinese() -> str:
    found = font_files(":lang=zh-cn")
    return found[0] if found else pytest.skip("no font for Chinese here")


def size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def test_a_bitmap_is_twice_as_large_and_shows_the_texts(chinese: str, zh: None) -> None:
    named = png.png(svg(CHART))
    other = png.png(svg(CHART._replace(lines=(Line("文源路", "in_progress"),))))
    assert size(named)[0] == 1920
    assert named != other


def test_a_font_file_serves_alone(chinese: str, monkeypatch: pytest.MonkeyPatch, zh: None) -> None:
    monkeypatch.setattr(png, "_FAMILIES", ())
    assert size(png.png(svg(CHART), chinese))[0] == 1920


def test_without_a_font_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, zh: None) -> None:
    monkeypatch.setattr(png, "_FAMILIES", ("No Such Family", "Nor This"))
    with pytest.raises(Refusal) as caught:
        png.png(svg(CHART))
    assert caught.value.word == "png.no_font"


@pytest.mark.parametrize(
    "content", [b"", b"ttcf", b"no font", b"\0\1\0\0\0\1\0\0\0\0\0\0name\0\0\0\0\0\0\0\x10\0\0\0\1"]
)
def test_what_is_no_font_is_refused(content: bytes, tmp_path: Path, zh: None) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(content)
    for file in (path, tmp_path / "missing.ttf"):
        with pytest.raises(Refusal) as caught:
            png.png(svg(CHART), str(file))
        assert caught.value.word == "png.font"


def test_a_font_without_han_characters_is_refused(zh: None) -> None:
    latin = set(font_files(":lang=de")) - set(font_files(":lang=zh-cn"))
    if not latin:
        pytest.skip("no font without Chinese here")
    with pytest.raises(Refusal) as caught:
        png.png(svg(CHART), min(latin))
    assert caught.value.word == "png.font"

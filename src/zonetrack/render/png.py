"""Render: a picture of ours as a bitmap, with a font that has its characters, or not at all.

The library draws no text where the font lacks it, and says nothing.  So it is first asked to draw two Han characters:
only a font that shows them, and each of them as its own, is used.
"""

from __future__ import annotations

import struct
from pathlib import Path

from zonetrack.values.errors import Refusal

_ZOOM = 2.0  # sharp on paper and on good screens
_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimSun",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "AR PL UMing CN",
    "FangSong",
)
_TRIAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="16" font-size="16" font-family="sans-serif">{char}</text></svg>'
)
_NAMES = (1, 16)  # the records of a font that hold the name of its family
_WINDOWS = 3  # the platform whose names are UTF-16


def png(svg: str, font: str | None = None) -> bytes:
    """Return the bytes of a PNG of `svg`, made by `render.svg`, twice as large; `font` is a font file to use alone.

    Raises ModuleNotFoundError where the extra `png` is not installed, Refusal: `png.no_font` where this machine has no
    font for Chinese, `png.font` for a file that is none.
    """
    family = _own_family(font) if font else next(filter(_shows, _FAMILIES), None)
    if family is None:
        raise Refusal("png.font", path=font) if font else Refusal("png.no_font")
    return _drawn(svg, family, font, zoom=_ZOOM)


def _drawn(svg: str, family: str, font: str | None, *, zoom: float = 1) -> bytes:
    """Return the bytes of a bitmap, with `family` for what no named font has; a font file is used alone."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        sans_serif_family=family,
        font_files=[font] if font else None,
        skip_system_fonts=font is not None,
    )


def _shows(family: str, font: str | None = None) -> bool:
    """Tell whether a family has Han characters: two of them are drawn, and differ."""
    first, second = (_drawn(_TRIAL.format(char=char), family, font) for char in "国中")
    return first != second


def _own_family(font: str) -> str | None:
    """Return the name of a family in a font file that has Han characters; None where there is none."""
    try:
        data = Path(font).read_bytes()
        names = _families(data)
    except (OSError, struct.error, UnicodeDecodeError):
        return None
    return next((name for name in names if _shows(name, font)), None)


def _families(data: bytes) -> list[str]:
    """Return the names of families in a font file (TrueType, OpenType, or a collection of them)."""
    starts: tuple[int, ...] = (0,)
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        starts = struct.unpack_from(f">{min(count, 99)}I", data, 12)
    return list(dict.fromkeys(name for start in starts for name in _names_of(data, start)))


def _names_of(data: bytes, start: int) -> list[str]:
    (tables,) = struct.unpack_from(">H", data, start + 4)
    found = []
    for at in range(start + 12, start + 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, at)
        if tag != b"name":
            continue
        _, count, texts = struct.unpack_from(">HHH", data, offset)
        for record in range(offset + 6, offset + 6 + 12 * count, 12):
            platform, _, _, name, length, place = struct.unpack_from(">6H", data, record)
            if platform == _WINDOWS and name in _NAMES:
                begin = offset + texts + place
                found.append(data[begin : begin + length].decode("utf-16-be"))
    return found

"""Domain: slugs, the short names for typing, and how a Chinese name gets one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zonetrack.domain.errors import Failed, Unreadable
from zonetrack.values.text import clean, half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

LONGEST = 40

# Place names that dictionaries of pinyin read by their commonest sound; Shanxi first, then names often met elsewhere.
PLACES = {
    "长治": "chang zhi",
    "长子": "zhang zi",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
    "解州": "xie zhou",
    "隰县": "xi xian",
    "岢岚": "ke lan",
    "代县": "dai xian",
    "应县": "ying xian",
    "盂县": "yu xian",
    "万荣": "wan rong",
    "曲沃": "qu wo",
    "襄垣": "xiang yuan",
    "夏县": "xia xian",
    "临汾": "lin fen",
    "长春": "chang chun",
    "长沙": "chang sha",
    "重庆": "chong qing",
    "厦门": "xia men",
    "单县": "shan xian",
    "莘县": "shen xian",
    "东阿": "dong e",
    "乐亭": "lao ting",
    "乐清": "yue qing",
    "井陉": "jing xing",
    "六安": "lu an",
    "亳州": "bo zhou",
    "涡阳": "guo yang",
    "番禺": "pan yu",
    "铅山": "yan shan",
    "台州": "tai zhou",
    "丽水": "li shui",
    "浚县": "xun xian",
    "荥阳": "xing yang",
    "中牟": "zhong mu",
    "泌阳": "bi yang",
}


def read_slug(text: str) -> str:
    """Return `text` as a slug: 1–40 of a–z, 0–9 and inner hyphens.  Raises Unreadable."""
    slug = half_width(text).strip().lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > LONGEST:
        raise Unreadable("slug.unreadable", text=text)
    return slug


def propose(name: str) -> str | None:
    """Return a slug taken from `name`, or None where it has Chinese in it and pypinyin is not installed.

    Latin words are kept; Chinese is spelt in pinyin without tones, ü as v, our own table of place names first.
    """
    plain = half_width(clean(name)).lower()
    if re.search(r"[^\x00-\x7f]", plain):
        try:
            plain = _pinyin(plain)
        except Failed:
            return None
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or None


def _pinyin(name: str) -> str:
    """Spell the Chinese in `name`: the syllables of one run are written together.  Raises Failed without pypinyin."""
    try:
        from pypinyin import load_phrases_dict
        from pypinyin.contrib.mmseg import seg
    except ImportError:
        raise Failed("slug.no_pinyin", text=name) from None
    _teach_places(load_phrases_dict)
    return re.sub(r"[\u3400-\u9fff]+", lambda run: f" {''.join(map(_spelt, seg.cut(run.group())))} ", name)


@cache
def _teach_places(learn: Callable[[dict[str, list[list[str]]]], None]) -> None:
    """Have pypinyin know our place names: once, as it then goes through its whole dictionary."""
    learn({place: [[syllable] for syllable in sound.split()] for place, sound in PLACES.items()})


@cache
def _spelt(word: str) -> str:
    """Spell one word, as pypinyin parts them: names of projects are made of the same few thousand."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(word, style=Style.NORMAL))


def free(slug: str, taken: Container[str]) -> str:
    """Return `slug`, or the first of `slug-2`, `slug-3` … that is not taken."""
    return slug if slug not in taken else _numbered(slug, taken, 2)[0]


def _numbered(slug: str, taken: Container[str], number: int) -> tuple[str, int]:
    """Return the first numbered slug from `number` on that is not taken, and its number."""
    while True:
        stem = slug[: LONGEST - max(4, len(str(number)) + 1)].rstrip("-")
        if f"{stem}-{number}" not in taken:
            return f"{stem}-{number}", number
        number += 1


class Slugs:
    """The slugs of a zone while many are added: however many have one stem, the next number is found at once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, slug: str) -> str:
        """Return what `free` returns, and count it as taken."""
        found = slug
        if slug in self._taken:
            found, self._last[slug] = _numbered(slug, self._taken, self._last.get(slug, 2))
        self._taken.add(found)
        return found

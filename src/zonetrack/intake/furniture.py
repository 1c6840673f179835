"""Intake: what rows look like that are no projects: sums, notes, signatures, foot lines, rows that number columns."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from zonetrack.intake.cells import one_line
from zonetrack.values.text import half_width

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMERAL = r"[一二三四五六七八九十百]+"
# How sections are numbered, by their level: 一、工业; （一）在建; 1●
_NUMBERED = (
    re.compile(rf"^(?:第{NUMERAL}(?:部分|类|批)\s*[、.．：:]?|{NUMERAL}[、.．,，：:\s])\s*"),
    re.compile(rf"^[（(]\s*{NUMERAL}\s*[)）]\s*、?\s*"),
    re.compile(r"^[0-9]{1,3}\s*[●◆■▲○◎]\s*"),
)
_COUNT = re.compile(
    r"[（(]\s*共?\s*([0-9]{1,6})\s*(?:个|项|家)?(?:项目)?\s*[)）]|共\s*([0-9]{1,6})\s*(?:个|项)(?:项目)?"
)
_TOTAL = re.compile(
    r"^(?:.{0,12}?)(?:合计|总计|共计|小计)数?[:：]?(?:[（(].*[)）]|[0-9]+[个项家].*)?[:：]?$"
    r"|^(?:累计数?|汇总数?|计|总数|共[0-9]{1,6}[个项家](?:项目)?)[:：]?$"
    r"|^(?:(?:sub|grand)-?)?totals?(?![a-z]).*$|^sum[:：]?$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"^(?:平均(?:数|值)?|均值|average|mean)[:：]?$", re.IGNORECASE)
_OF_WHICH = re.compile(r"^其\s*中\s*[:：]?\s*|^of\s?which\s*:?\s*", re.IGNORECASE)
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表说明|附注|注释|(?:数据|资料)?来源|notes?|(?:data)?sources?)\s*[:：]|^注[0-9一二]?[.、]|^\*\s?[^*]",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:填报人|制表人|填表人|审核人|负责人|审签|签字|盖章|填报日期|填报单位|联系电话|分管领导签)\s*[:：(（]"
    r"|^(?:填报|填表|制表|编制|报送|审核|复核|校对|审定|签发|打印)(?:人|单位|时间|日期)?\s*[:：]"
    r"|^(?:preparedby|checkedby|approvedby|signed)\s*[:：]",
    re.IGNORECASE,
)
# Words that say alone in their row what a page or sheet is: 第1页 共2页, （接下页）, 2025年5月6日, 1.本表…, a sentence.
_FOOT = re.compile(
    r"第[0-9一二三四五六七八九十]+页.*|共[0-9]+页|page[0-9]+.*|[(]?(?:接|转|续|见)(?:上|下)?(?:页|表)[)]?"
    r"|[12][0-9]{3}(?:年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[-./][0-9]{1,2}[-./][0-9]{1,2})"
    r"|(?:[0-9]{1,2}[.、])?本表.*|[★☆※▲●].{0,20}(?:省|市|区|县|国家)?级?重[点大]项目|.{6,}[。;]",
    re.IGNORECASE,
)
_NUMBERS_ARE = ("栏次", "列次", "栏号", "列号", "栏目")
_STEMS, _LETTERS, _CIRCLED = "甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER = re.compile(r"[(]?([0-9]{1,2})(?:\.0)?[)]?(?:[=÷/+\-][=÷/+\-0-9()]*)?")


def plain(text: str) -> str:
    """Return words without blanks and full-width forms, as the patterns of this module read them."""
    return re.sub(r"\s+", "", half_width(text))


def is_sum(text: str) -> bool:
    """Tell whether words name a row of sums: 合计, 小计, 累计, 共3个项目, Grand total."""
    return bool(_TOTAL.match(plain(text)))


def is_part(text: str) -> bool:
    """Tell whether words that name sums name those of a part: 小计, Subtotal."""
    return "小计" in plain(text) or plain(text).lower().startswith("sub")


def is_average(text: str) -> bool:
    """Tell whether words name a row of averages."""
    return bool(_AVERAGE.match(plain(text)))


def is_of_which(text: str) -> bool:
    """Tell whether words begin a row of which: 其中：续建."""
    return bool(_OF_WHICH.match(plain(text)))


def after_of_which(text: str) -> str:
    """Return the words behind 其中."""
    return _OF_WHICH.sub("", text)


def is_note(text: str) -> bool:
    """Tell whether words begin a footnote."""
    return bool(_NOTE.match(plain(text)))


def is_foot(text: str) -> bool:
    """Tell whether words that stand alone in their row are of the page and no name: a day, 第1页, 续表, a sentence."""
    return bool(_FOOT.fullmatch(plain(text)))


def is_signed(text: str) -> bool:
    """Tell whether words say who filled in a sheet, or when."""
    return bool(_SIGNED.search(plain(text)))


def is_beneath(text: str) -> bool:
    """Tell whether words belong beneath a table: a note, who filled it in, the page."""
    return is_note(text) or is_signed(text) or is_foot(text)


def count_of(label: str) -> int | None:
    """Return how many projects words say that there are: 工业项目（12个）."""
    found = _COUNT.search(half_width(label))
    return int(found[1] or found[2]) if found else None


def without_count(label: str) -> str:
    """Return words without a count of projects."""
    return _COUNT.sub("", label)


def is_numbered(label: str) -> bool:
    """Tell whether words are numbered as a section is: 一、工业."""
    return any(pattern.match(label) for pattern in _NUMBERED)


def level_of(label: str) -> int:
    """Return how deep a section is, by its numbering; one without a number is of the first level."""
    return next((level for level, pattern in enumerate(_NUMBERED, 1) if pattern.match(label)), 1)


def section_name(label: str) -> str:
    """Return the words of a section without its number and its count: 一、工业项目（12个） is 工业项目."""
    text = without_count(one_line(label))
    for pattern in _NUMBERED:
        found = pattern.match(text)
        if found and len(text) > found.end():
            text = text[found.end() :]
            break
    return text.strip(" :：;、")


def numbers_columns(cells: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row number its columns: 1 2 3 …, 甲 乙 1 2 …, 栏次 1 2, 1 2 3=1+2.

    They count one by one, over at least three cells: 甲 120 85 is a project.
    """
    texts = [half_width(cell) if cell not in _CIRCLED else str(_CIRCLED.index(cell) + 1) for cell in cells]
    rest = texts[1:] if texts and plain(texts[0]) in _NUMBERS_ARE else texts
    for names in (_STEMS, _LETTERS):
        if rest[:1] == [names[0]]:
            counted = sum(1 for _ in _leading(rest, names))
            starts = (1, counted + 1) if counted > 1 else (1,)
            return len(texts) >= 3 and (counted == len(rest) or _count_on(rest[counted:], starts))
    return len(texts) >= 3 and _count_on(rest, (1,))


def _leading(texts: Sequence[str], names: str) -> list[str]:
    found: list[str] = []
    for text, name in zip(texts, names, strict=False):
        if text != name:
            break
        found.append(text)
    return found


def _count_on(texts: Sequence[str], starts: tuple[int, ...]) -> bool:
    """Tell whether texts are numbers that count one by one from one of `starts`."""
    matches = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match]
    return (
        len(numbers) == len(texts)
        and numbers[:1] != []
        and numbers[0] in starts
        and all(b == a + 1 for a, b in pairwise(numbers))
    )

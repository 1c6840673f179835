"""Intake: headers of money: which amount, of which span, by every word of them; one that is not understood is none.

A header is taken only where all of its words are: 其中：中央投资 and 完成固定资产投资 are figures of another kind.
"""

from __future__ import annotations

import re

from zonetrack.intake.headings import Heading

# Words of periods that an office leaves to the reader: what they mean follows from the sheet's own day.
_RELATIVE = r"上年度?|去年|本年度?|今年|当年|全年|年度|本月|当月|本季度?|当季|本旬|本周"
PERIOD = re.compile(
    r"(?P<year>[12][0-9]{3})年?度?(?:底|末)?(?P<rest>(?:第?[一二三四1-4]季度?|上半年|下半年|前三季度"
    r"|[0-9元]{1,2}月?[-—–~～至到]+[0-9]{1,2}月份?|[0-9]{1,2}月(?:份|[上中下]旬)?)?)"
    r"|(?P<range>[0-9元]{1,2}月?[-—–~～至到]+[0-9]{1,2}月份?)"
    r"|(?P<month>[0-9]{1,2}月(?:份|[上中下]旬)?)"
    r"|(?P<part>第?[一二三四1-4]季度|前三季度|上半年|下半年)"
    rf"|(?P<near>{_RELATIVE})"
)
_YEAR_END = re.compile(
    r"(?:截?[至止]到?|累计[至到])?(?P<year>[12][0-9]{3}年?|上年度?|去年)年?(?:底|末)"
    r"|(?P<before>[12][0-9]{3})年?(?:底|末)?(?:以前|之前|前)"
)
_SINCE_START = re.compile(r"自?(?:项目)?开工(?:以来|至今|建设以来|后)?累计|自开工|开工以来|开工至今|建设以来|开建以来")
_SINCE_NEW_YEAR = re.compile(r"年初|今年(?:以来)?|本年度?|当年|年度累计|年内")
_MONEY_UNIT = re.compile(r"百万元|千万元|亿元|万元|千元|元")
_RATE = re.compile(r"占.{0,6}(?:计划|投资)|(?:投资|计划)\S{0,4}率|完成投资率|为年度?计划%?$")
_TOTAL = re.compile(r"总投资|投资总|概算投资|估算投资|投资估算|投资概算")
_PLANNED = re.compile(r"计划|目标|任务|安排|拟")
_FORECAST = re.compile(r"预计|预测|预期|预估|力争")  # what an office expects is no plan and not done
_CAPTION = re.compile(r"(?:项目|工程)?投资(?:及?完成)?情况")  # above what is planned and done alike
_TO_BE_DONE = re.compile(r"(?:计划|拟|预计|目标)(?:累计)?完成|完成(?:计划|目标|任务)")
# Every word that a header of money may have; what is left when they are taken away was not understood.
_WORDS = re.compile(
    r"总投资额?|投资总额|投资规模|投资额|投资|概算|估算|计划|安排|目标|任务|拟|预计|预测|预期|预估|力争"
    r"|完成情况|完成额|完成|实际|累计|自|项目|工程|开工|开建|以来|至今|建设|情况|进展|金额|数额|年初|今年|本年度?|年度|当年|全年|年内|上年度?|去年|截?至|截止到?|到|底|末|止"
    r"|之前|以前|前|后|已|的|合计|总额|总|本月|当月|本季度?|当季|本旬|本周|上半年|下半年|前三季度|第?[一二三四1-4]季度?"
    r"|[12][0-9]{3}年?度?|[0-9元]{1,2}月?[-—–~～至到]+[0-9]{1,2}月份?|[0-9]{1,2}月(?:份|[上中下]旬)?|年|月|额|数|[:、,]"
)


def rate(words: list[str], unit: str) -> Heading | None:
    """Read the header of a rate of investment, which follows from other columns."""
    text = "".join(words)
    if _MONEY_UNIT.fullmatch(unit) or not _RATE.search(text):
        return None
    return Heading("rate_total" if "总投资" in text else "rate_plan", unit="%")


def money(words: list[str], unit: str) -> Heading | None:
    """Read the header of an amount of investment; its last part says what it is, those above it of what and when."""
    text, leaf = "".join(words), words[-1]
    in_money = bool(_MONEY_UNIT.fullmatch(unit))
    if "投资" not in text and not (in_money and "完成" in text):
        return _english(text, unit)
    if _WORDS.sub("", text):
        return None
    if _CAPTION.fullmatch("".join(words[:-1])) and _TOTAL.search(leaf) and _period(leaf) is None:
        text = leaf
    if _FORECAST.search(text) and ("完成" in text or not _TOTAL.search(text) or _period(text)):
        return Heading("extra", unit=unit, doubt="forecast")
    part = leaf if re.search(r"完成|计划|目标|任务|安排", leaf) else text
    if "完成" in part and not _TO_BE_DONE.search(part):
        return (
            Heading("extra", unit=unit, doubt="plan")
            if part is text and _PLANNED.search(text)
            else _invested(text, unit)
        )
    period = _period(text)
    if _TOTAL.search(text) and period is None:
        return Heading("total_investment", unit=unit)
    if _PLANNED.search(part) or _TO_BE_DONE.search(part):
        if period is None:
            return Heading("extra", unit=unit, doubt="plan")
        return Heading("planned_investment", "plan", period_words(period), unit)
    return Heading("total_investment", unit=unit) if text in ("投资", "投资额", "投资规模") else None


def _invested(text: str, unit: str) -> Heading:
    """Read which span an amount of 完成投资 is said of; where the words leave it open, say so."""
    end = _YEAR_END.search(text)
    if end:
        year = (end["year"] or end["before"]).removesuffix("年")
        return Heading("invested", "level", f"{'上年' if year.startswith(('上', '去')) else f'{year}年'}12月31日", unit)
    if _SINCE_START.search(text):
        return Heading("invested", "level", "", unit)
    period = _period(text)
    if period is None or (period["near"] == "全年"):
        if _SINCE_NEW_YEAR.search(text):
            return Heading("invested", "ytd", "", unit)
        return Heading("invested", "level", "", unit, doubt="" if period is None and "累计" in text else "since")
    words = period_words(period)
    since_new_year = _SINCE_NEW_YEAR.search(text) or period["near"] in ("本年", "本年度", "今年", "当年", "年度")
    if period["range"] or "至" in (period["rest"] or "") or re.search(r"[-—–~～到]", period["rest"] or ""):
        return Heading("invested", "ytd" if re.match(r"(?:[0-9]{4}年)?度?(?:0?1|元)月?[-—–~～至到]", words) else "flow",
                       words, unit)  # fmt: skip
    if re.search(r"上半年|前三季度|第?[一1]季度", words):
        return Heading("invested", "ytd", words, unit)
    if re.search(r"截?[至止]", text) and not since_new_year:
        return Heading("extra", unit=unit, doubt="since")
    if period["month"] or re.search(r"月", words) or period["part"] or period["near"] in _FLOWS:
        return Heading("invested", "ytd" if since_new_year and period["month"] else "flow", words, unit)
    if period["year"] and not period["rest"]:
        return Heading("invested", "ytd", f"{period['year']}年", unit)
    return Heading("invested", "ytd" if since_new_year else "flow", "" if since_new_year else words, unit)


_FLOWS = ("本月", "当月", "本季", "本季度", "当季", "本旬", "本周")


def _period(text: str) -> re.Match[str] | None:
    """Return the period that a header names: a year and what stands elsewhere of it belong together."""
    found = PERIOD.search(text)
    if found is not None and found["year"] and not found["rest"]:
        more = PERIOD.search(text, found.end())
        if more is not None and (more["range"] or more["month"] or more["part"]):
            return PERIOD.search(f"{found['year']}年{more.group()}")
    return found


def period_words(period: re.Match[str]) -> str:
    """Return the words of a period as values/when.py reads them."""
    if period["year"]:
        return f"{period['year']}年{period['rest'] or ''}"
    near = period["near"]
    if near:
        return {"全年": "今年", "年度": "今年", "当年": "今年", "本年度": "今年", "本年": "今年", "上年度": "去年",
                "上年": "去年", "当月": "本月", "当季": "本季度", "本季": "本季度"}.get(near, near)  # fmt: skip
    return period.group()


def _english(text: str, unit: str) -> Heading | None:
    low = text.casefold()
    year = re.search(r"(?:19|20)[0-9]{2}", low)
    if "plannedinvestment" in low or "investmentplan" in low:
        return Heading("planned_investment", "plan", year.group() if year else "今年", unit)
    months = re.search(r"investedin([a-z]+?)(?:to([a-z]+))?((?:19|20)[0-9]{2})", low)
    if months:
        first, last, of = months.groups()
        span = f"{first} to {last} {of}" if last else f"{first} {of}"
        return Heading("invested", "ytd" if "yeartodate" in low else "flow", span, unit)
    if "investedthisyear" in low or "yeartodate" in low or low.startswith("ytd"):
        return Heading("invested", "ytd", "", unit)
    if "investedthismonth" in low:
        return Heading("invested", "flow", "本月", unit)
    if "investedsincestart" in low or low in ("invested", "investedtodate"):
        return Heading("invested", "level", "", unit)
    return Heading("total_investment", unit=unit) if "totalinvestment" in low else None

"""Intake: what the words above a column mean: which field, of which period, in which unit.

The words are those that offices of zones, counties and provinces use in their monthly sheets; the guide lists them.
What is not understood is None here, and becomes an extra of the project: it is never guessed.
"""

from __future__ import annotations

import re
from functools import cache

from zonetrack.domain.measure import EXTRA
from zonetrack.intake import headers_money
from zonetrack.intake.headings import Heading
from zonetrack.values.text import half_width

# Headers that are read as they stand, in Chinese and English; the keys of our own CSV among them.
_EXACT = {
    "name": "项目名称 工程名称 工程项目名称 建设项目 建设项目名称 项目工程名称 重点项目名称 项目 工程 "
    "project project-name name",
    "milestone": "节点 节点名称 关键节点 里程碑 里程碑节点 节点任务 任务名称 milestone milestone-name",
    "code": "项目代码 项目编号 项目编码 赋码 投资项目代码 code project-code",
    "seq": "序号 编号 序 no no. number # 项次",
    "zone": "所属开发区 开发区 开发区名称 园区 所属园区 园区名称 zone zone-name 所属区",
    "category": "行业 产业类别 项目类别 类别 所属行业 行业类别 项目类型 产业 领域 分类 category sector type",
    "tags": "标签 tags tag",
    "stage": "项目阶段 建设阶段 项目状态 建设状态 阶段 状态 项目建设阶段 stage status",
    "nature": "建设性质 项目性质 nature kind-of-works",
    "location": "建设地点 项目地址 建设地址 项目地点 建设位置 location place",
    "scope": "建设内容及规模 建设规模及内容 主要建设内容 建设内容 建设规模 建设规模及主要建设内容 主要建设内容及规模 "
    "项目建设内容 建设规模及主要内容 建设内容和规模 建设规模和内容 建设内容与规模 scope scope-of-works description",
    "owner": "责任单位 牵头单位 责任部门 主管单位 主管部门 牵头责任单位 responsible responsible-unit owner",
    "unit": "建设单位 业主单位 项目业主 项目单位 投资主体 实施单位 企业名称 业主 建设主体 项目法人 投资单位 "
    "built-by unit developer company",
    "leader": "包联领导 挂钩领导 挂点领导 包保领导 责任领导 联系领导 分管领导 包抓领导 挂联领导 帮扶领导 牵头领导 "
    "区级领导 县级领导 市级领导 leader lead",
    "contact": "联系人 联系电话 联系人及电话 联系人及联系电话 联系方式 联系人电话 contact",
    "words": "形象进度 工程进展 进展情况 项目进展 目前进展 本月进展 工作进展 工程形象进度 项目进展情况 工程进展情况 "
    "目前进展情况 形象进度情况 当前进展 最新进展 进度情况 progress-in-words words status-report",
    "progress": "完成比例 工程进度 完成进度 进度 总体进度 完成百分比 progress percent-complete",
    "next": "下步计划 下一步工作 下步工作安排 下一步打算 下月计划 下步工作 下一步计划 下一步工作安排 下一步工作计划 "
    "下一步 下步安排 下步工作计划 next-step next next-steps",
    "problem": "存在问题 存在的问题 问题和建议 需协调解决的问题 存在困难 存在问题及困难 存在的主要问题 需协调事项 "
    "存在问题和困难 主要问题 需要协调解决的问题 存在的困难和问题 存在的问题和困难 问题 problem problems issues",
    "remark": "备注 说明 remark remarks note notes",
    "start": "计划开始时间 开始时间 计划开工时间 拟开工时间 预计开工时间 开工时间 计划开工日期 开工日期 计划开工 "
    "开工年月 拟开工日期 计划开工年月 planned-start start start-date",
    "due": "计划竣工时间 计划完工时间 预计竣工时间 竣工时间 建成时间 完工时间 计划竣工日期 竣工日期 计划竣工 竣工年月 "
    "计划建成时间 预计建成时间 计划完成时间 完成时限 计划投产时间 预计投产时间 投产时间 完成时间 计划完成 时间节点 "
    "预计完工时间 拟竣工时间 计划建成投产时间 due due-date planned-finish finish",
    "started": "实际开工时间 实际开工日期 实际开工 已开工时间 started actual-start",
    "done_on": "实际竣工时间 实际竣工日期 实际竣工 实际完工时间 实际完成时间 实际建成时间 done-on done actual-finish "
    "实际完成日期",
    "years": "建设年限 建设起止年限 建设工期 建设起止时间 起止年限 建设期限 建设周期 建设时间 起止时间 "
    "construction-period",
    "quantity_total": "工程量 总工程量 总量 quantity total-quantity",
    "quantity": "完成工程量 完成量 累计完成量 累计完成工程量 done-quantity quantity-done",
    "weight": "权重 weight",
    "total_investment": "总投资 计划总投资 项目总投资 投资总额 概算总投资 估算总投资 总投资额 投资额 总投资规模 "
    "total-investment total",
    "invested": "invested invested-since-start 自开工累计完成投资",
    "planned_investment": "",
    "ignore": "未写入原因 why-not",
    "id": "id",
    "version": "version",
}
_MONEY_UNIT = re.compile(r"(百万元|千万元|亿元|万元|千元|元)")
# Units of money as they are written beside those above, blanks left out.
_OTHER_WORDS = {
    "亿": "亿元",
    "万": "万元",
    "yuan": "元",
    "10kyuan": "万元",
    "millionyuan": "百万元",
    "cny": "元",
    "rmb": "元",
    "millioncny": "百万元",
    "cnymillion": "百万元",
}
# What only a unit of money has, be it one of ours or not.
_SOME_UNIT = re.compile(
    r"[元亿万$€£¥￥]|百万|千万|^千$|美金|英镑|币种|港币|外币|yuan|million|billion|thousand|cny|rmb|usd|eur|hkd|gbp|jpy|dollar|euro"
    r"|^[0-9,]*[km]$",
    re.IGNORECASE,
)
_AMOUNTS = frozenset(("total_investment", "planned_investment", "invested"))
_UNIT_BEHIND = re.compile(r"[/,:、]?(?:单位:?)?(百万元|千万元|亿元|万元|千元)$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LEADER = re.compile(r"(?:包联|挂钩|挂点|包保|责任|联系|分管|包抓|挂联|帮扶|牵头|督办).{0,4}领导$")
# Fields whose figures would be wrong under words that set them apart: 一期/总投资, 其中：市级/总投资.
_FIGURES = frozenset(
    ("total_investment", "planned_investment", "invested", "progress", "quantity", "quantity_total", "weight")
)
_NEUTRAL = re.compile(
    r"项目|基本|情况|概况|信息|投资|建设|工程|规模|资金|主要|指标|单位|内容|进展|进度|形象|总体|完成|[及和与、:]"
)
_NAME = re.compile(r"(?:项目|工程)\S{0,4}名称$")


# Everything that a column can be said to hold in a map made by hand.
FIELDS = frozenset((*_EXACT, "rate_plan", "rate_total", "extra"))


def compact(text: str) -> str:
    """Return header words without blanks, line breaks, stars and full-width forms, by which they are compared."""
    return re.sub(r"[\s\u200b*★☆※●▲]+", "", half_width(text)).strip(":;,。")


def extra(path: tuple[str, ...]) -> str:
    """Return the measure of an extra: its header, a path joined by `/`."""
    # The key of an extra in our own CSV has the mark already.
    return EXTRA + "/".join(re.sub(r"\s+", "", part).strip("*★☆※") for part in path).removeprefix(EXTRA)[:180]


def recognise(path: tuple[str, ...]) -> Heading | None:
    """Return what a column under the header `path` (上级, 下级 …) holds; None where nothing is understood.

    The whole path is read first, then its last part alone: 计划开竣工时间/开工 needs both, 项目基本情况/项目名称 one.
    """
    parts = [compact(part) for part in path if compact(part)]
    if not parts:
        return None
    own = _keyed(path[-1])
    if own:
        return own
    unit, words = _unit_of(parts)
    found = _found(words, unit)
    if found is not None and found.key in _AMOUNTS and _in_another_unit(parts, unit):
        return None
    return found


def _found(words: list[str], unit: str) -> Heading | None:
    whole = _named("".join(words))
    if whole:
        return Heading(whole, unit=unit)
    readers = (headers_money.rate, headers_money.money, _dated, _last, _alike, _said_of)
    return next((found for read in readers if (found := read(words, unit))), None)


def _in_another_unit(parts: list[str], unit: str) -> bool:
    """Tell whether the header of an amount names a unit that is none of ours: 万美元, 万元/亩, 亩."""
    if unit and not unit.endswith("元"):
        return True
    inside = (one for part in parts for one in _BRACKETS.findall(part))
    return any(not _as_unit(one) and _SOME_UNIT.search(one) for one in inside)


def _unit_of(parts: list[str]) -> tuple[str, list[str]]:
    """Take units off the parts of a header: in brackets, or behind a money header; the innermost counts."""
    unit, words = "", []
    for part in parts:
        text = part
        for inside in _BRACKETS.findall(part):
            found = _as_unit(inside)
            if found:
                unit = found
                text = text.replace(f"({inside})", "")
        behind = _UNIT_BEHIND.search(text)
        if behind and len(text) > len(behind.group()):
            unit, text = behind.group(1), text[: behind.start()]
        words.append(text.replace("(", "").replace(")", "") if _named(_without_brackets(text)) is None else
                     _without_brackets(text))  # fmt: skip
    return unit, [word for word in words if word] or [""]


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)


def _as_unit(inside: str) -> str:
    inside = inside.removeprefix("单位:").removeprefix("单位").strip(":")
    bare = re.sub(r"^人民币|人民币$", "", inside)
    money = _MONEY_UNIT.fullmatch(bare)
    if money:
        return money[1]
    if bare.casefold() in _OTHER_WORDS:
        return _OTHER_WORDS[bare.casefold()]
    return inside if inside in _OTHER_UNITS else ""


_OTHER_UNITS = frozenset(
    (
        *("%", "％", "个", "亩", "公顷", "平方米", "㎡", "m²", "万平方米", "公里", "千米", "km", "米", "m"),
        *("吨", "万吨", "t", "人", "家", "户", "套", "项", "天", "年", "月"),
    )
)


@cache
def _names() -> dict[str, str]:
    return {word.replace("-", ""): key for key, words in _EXACT.items() for word in words.split()}


def _named(text: str) -> str | None:
    return _names().get(text.casefold().replace("_", "").replace("-", ""))


def _keyed(header: str) -> Heading | None:
    """Read a key of our own CSV: `invested_ytd@2025-11`, `planned_investment@2025`, `x:用地`."""
    key, _, span = header.strip().partition("@")
    bases = {
        "planned_investment": ("planned_investment", "plan"),
        "invested_ytd": ("invested", "ytd"),
        "invested_month": ("invested", "flow"),
        "invested": ("invested", "level"),
    }
    if key in bases and span:
        return Heading(bases[key][0], bases[key][1], span, "万元")
    if key in ("total_investment", "invested"):
        return Heading(key, unit="万元")
    return Heading("extra") if header.startswith(EXTRA) else None


def _last(words: list[str], unit: str) -> Heading | None:
    """Read the last part alone: 责任分工/责任单位.  What stands above a figure must not make another figure of it."""
    found = _named(words[-1])
    if words[-1] in ("姓名", "名单") and len(words) > 1:
        found = _named(words[-2]) or ("leader" if _LEADER.search(words[-2]) else None)
    if found in _FIGURES and _NEUTRAL.sub("", "".join(words[:-1])):
        return None
    if found in ("start", "due") and "实际" in "".join(words):
        return Heading("started" if found == "start" else "done_on")
    return Heading(found, unit=unit) if found else None


def _dated(words: list[str], _unit: str) -> Heading | None:
    """Read 计划开竣工时间/开工, 建设起止时间/止: the last part says which end, the whole whether it was or shall be."""
    whole, leaf = "".join(words), words[-1]
    if not re.search(r"时间|日期|年月|年限|工期|开工|竣工", whole) or len(whole) > 20:
        return None
    actual = "实际" in whole
    if re.fullmatch(r".{0,6}(?:开工|开始|起|开工时间|开工日期)", leaf) and not re.search(r"竣|完|止", leaf):
        return Heading("started" if actual else "start")
    if re.fullmatch(r".{0,6}(?:竣工|完工|结束|止|建成|竣工时间|竣工日期|完成)", leaf) and "开" not in leaf:
        return Heading("done_on" if actual else "due")
    return None


def _said_of(words: list[str], _unit: str) -> Heading | None:
    """Read 6月形象进度: what is said in words of a period."""
    text = "".join(words)
    period = headers_money.PERIOD.match(text)
    key = _named(text[period.end() :].lstrip("的")) if period else None
    if period is None or key not in ("words", "progress", "next", "problem"):
        return None
    return Heading(key, "level", headers_money.period_words(period))


def _alike(words: list[str], unit: str) -> Heading | None:
    leaf = words[-1]
    if _LEADER.search(leaf):
        return Heading("leader")
    if _NAME.search(leaf):
        return Heading("name")
    return Heading("progress", unit="%") if unit in ("%", "％") and re.search(r"进度|进展|完成", leaf) else None

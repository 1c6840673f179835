"""Header words: what each is taken for, and what is left alone rather than guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zonetrack import words
from zonetrack.intake.headers import FIELDS, compact, extra, recognise
from zonetrack.intake.headings import Heading
from zonetrack.render.labels import label
from zonetrack.reports.export_columns import BLANK, SHEETS
from zonetrack.words import t

FIELD_HEADERS = {
    "name": "项目名称 项目 工程名称 建设项目 项目（工程）名称 项目名称★ 项　目　名　称 项目⏎名称 "
    "Project Project⏎name ＰＲＯＪＥＣＴ",
    "milestone": "节点 节点名称 里程碑",
    "code": "项目代码 项目编号 赋码 Code 投资项目代码",
    "seq": "序号 编号 No. 序⏎号",
    "zone": "所属开发区 开发区 园区 所属园区 Zone",
    "category": "行业 产业类别 项目类别 类别 所属行业 项目类型 Category",
    "stage": "项目阶段 建设阶段 项目状态 建设状态 阶段 Stage",
    "nature": "建设性质",
    "location": "建设地点 项目地址 建设地址",
    "scope": "建设内容及规模 建设规模及内容 主要建设内容 建设内容 建设规模 建设规模及主要建设内容",
    "owner": "责任单位 牵头单位 责任部门 主管单位",
    "unit": "建设单位 业主单位 项目业主 项目单位 投资主体 实施单位 企业名称",
    "leader": "包联领导 挂钩领导 挂点领导 包保领导 责任领导 联系领导 分管领导 联系县领导 挂钩市领导",
    "contact": "联系人 联系电话 联系人及电话",
    "words": "形象进度 工程进展 进展情况 项目进展 目前进展 本月进展 工作进展",
    "progress": "完成比例 工程进度 完成进度 进度（%） 完成进度（％）",
    "next": "下步计划 下一步工作 下步工作安排 下一步打算 下月计划",
    "problem": "存在问题 存在的问题 问题和建议 需协调解决的问题 存在困难",
    "remark": "备注",
    "start": "计划开工时间 拟开工时间 预计开工时间 开工时间",
    "due": "计划竣工时间 计划完工时间 预计竣工时间 竣工时间 建成时间 完工时间",
    "started": "实际开工时间",
    "done_on": "实际竣工时间",
    "years": "建设年限 建设起止年限 建设工期 建设起止时间",
    "total_investment": "总投资 计划总投资 项目总投资 投资总额 概算总投资 估算总投资 总投资额 总投资（万元）",
    "rate_plan": "占年计划% 年计划完成率 投资完成率",
    "rate_total": "占总投资%",
}


@pytest.mark.parametrize(
    "header, key",
    [(header, key) for key, headers in FIELD_HEADERS.items() for header in headers.split(" ")],
)
def test_a_field(header: str, key: str) -> None:
    found = recognise((header.replace("⏎", "\n"),))
    assert found is not None
    assert (found.key, found.doubt) == (key, "")


PLAN, LEVEL, YTD, FLOW = (
    ("planned_investment", "plan"),
    ("invested", "level"),
    ("invested", "ytd"),
    ("invested", "flow"),
)
MONEY = (
    ("2018年计划投资", PLAN, "2018年", ""),
    ("2018年度计划投资（万元）", PLAN, "2018年", "万元"),
    ("2018年投资计划（亿元）", PLAN, "2018年", "亿元"),
    ("本年计划投资", PLAN, "今年", ""),
    ("年度计划投资", PLAN, "今年", ""),
    ("今年计划投资", PLAN, "今年", ""),
    ("2018年第一季度计划投资", PLAN, "2018年第一季度", ""),
    ("投资完成情况/2018年计划", PLAN, "2018年", ""),
    ("至2009年底累计完成投资", LEVEL, "2009年12月31日", ""),
    ("截至2009年底完成投资", LEVEL, "2009年12月31日", ""),
    ("截至上年底累计完成投资", LEVEL, "上年12月31日", ""),
    ("自开工累计完成投资", LEVEL, "", ""),
    ("开工以来累计完成投资（万元）", LEVEL, "", "万元"),
    ("累计完成投资", LEVEL, "", ""),
    ("1-7月完成投资", YTD, "1-7月", ""),
    ("1—7月累计完成投资", YTD, "1—7月", ""),
    ("2018年1-7月完成投资（万元）", YTD, "2018年1-7月", "万元"),
    ("年初以来累计完成投资", YTD, "", ""),
    ("今年累计完成投资", YTD, "", ""),
    ("本年累计完成投资", YTD, "", ""),
    ("本年完成投资", YTD, "", ""),
    ("上半年完成投资", YTD, "上半年", ""),
    ("投资完成情况/1-7月", YTD, "1-7月", ""),
    ("7月完成投资", FLOW, "7月", ""),
    ("本月完成投资", FLOW, "本月", ""),
    ("当月完成投资⏎（万元）", FLOW, "本月", "万元"),
    ("本季完成投资", FLOW, "本季度", ""),
    ("3-5月完成投资", FLOW, "3-5月", ""),
    ("投资完成情况/总投资（万元）", ("total_investment", "level"), "", "万元"),
    ("总投资/万元", ("total_investment", "level"), "", "万元"),
)


@pytest.mark.parametrize("header, what, span, unit", MONEY, ids=[case[0] for case in MONEY])
def test_money(header: str, what: tuple[str, str], span: str, unit: str) -> None:
    path = (header,) if header == "总投资/万元" else tuple(header.replace("⏎", "\n").split("/"))
    assert recognise(path) == Heading(*what, span, unit)


PATHS = (
    ("计划开竣工时间/开工", "start"),
    ("计划开竣工时间/竣工", "due"),
    ("实际开竣工时间/开工时间", "started"),
    ("实际开竣工时间/竣工时间", "done_on"),
    ("建设起止时间/起", "start"),
    ("建设起止时间/止", "due"),
    ("项目基本情况/项目名称", "name"),
    ("责任分工/责任单位", "owner"),
    ("责任分工/包联领导", "leader"),
    ("6月形象进度", "words"),
)


@pytest.mark.parametrize("header, key", PATHS)
def test_a_header_of_several_rows(header: str, key: str) -> None:
    found = recognise(tuple(header.split("/")))
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "header, doubt",
    [
        ("投资计划", "plan"),
        ("完成投资", "since"),
        ("计划完成投资", "plan"),
        ("截至7月底完成投资", "since"),
        ("全年完成投资", "since"),
    ],
)
def test_what_a_header_leaves_open_is_said(header: str, doubt: str) -> None:
    found = recognise((header,))
    assert found is not None
    assert found.doubt == doubt


@pytest.mark.parametrize(
    "header",
    [
        "用地（亩）",
        "其中：中央投资",
        "总投资/其中：银行贷款",
        "已到位资金（万元）",
        "完成固定资产投资（万元）",
        "预计年产值（亿元）",
        "年税收（万元）",
        "计划新增就业（人）",
        "本周工作重点",
        "★",
        "",
        "备 忘",
        "审批手续/环评",
    ],
)
def test_what_is_not_understood_is_not_guessed(header: str) -> None:
    found = recognise(tuple(header.split("/")))
    assert found is None or found.doubt


def test_units_behind_a_header() -> None:
    for unit in ("万元", "亿元", "元"):
        for shape in ("总投资（{}）", "总投资({})", "总投资（单位：{}）", "总投资⏎（ {} ）", "总投资，{}"):
            if unit == "元" and shape == "总投资，{}":
                continue
            found = recognise((shape.format(unit).replace("⏎", "\n"),))
            assert found == Heading("total_investment", unit=unit), shape


def test_the_keys_of_our_own_csv() -> None:
    assert recognise(("planned_investment@2025",)) == Heading("planned_investment", "plan", "2025", "万元")
    assert recognise(("invested_ytd@2025-11",)) == Heading("invested", "ytd", "2025-11", "万元")
    assert recognise(("invested_month@2025-11",)) == Heading("invested", "flow", "2025-11", "万元")
    assert recognise(("invested",)) == Heading("invested", unit="万元")
    assert recognise(("x:用地（亩）",)) == Heading("extra")


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    words.use(request.param)
    yield request.param
    words.use("zh")


# Column of a sheet of ours → the field that it must come back as, where that has another name.
RENAMED = {
    ("milestones", "project"): "name",
    ("milestones", "name"): "milestone",
    ("milestones", "total"): "quantity_total",
    ("milestones", "done"): "quantity",
}
DATED = {
    "planned_investment@": ("2025", "planned_investment", "plan"),
    "invested_month@": ("2025-04", "invested", "flow"),
    "invested_ytd@": ("2025-04", "invested", "ytd"),
}


def test_every_label_of_our_own_sheets_is_read_as_its_field(lang: str) -> None:
    sheets = [*((table, c) for tables in SHEETS.values() for table, c in tables.items()), ("projects", BLANK)]
    for table, columns in sheets:
        for column in columns:
            if column.shown == "data":
                continue
            period, key, basis = DATED.get(column.key, ("", column.key, "level"))
            header = label(f"sheet.{table}", column.key + period)
            if column.kind == "money":
                header = "*" + t("figure.header", label=header, unit=t("unit.wan"))
            found = recognise((header,))
            assert found is not None, header
            assert (found.key, found.basis) == (RENAMED.get((table, key), key), basis), header
            assert bool(found.span) is bool(period), header
            assert found.unit == ("万元" if column.kind == "money" else ""), header


def test_every_field_has_words_in_both_languages(lang: str) -> None:
    assert all(words.has(f"import_field.{field}") for field in FIELDS)


def test_headers_are_compared_without_what_lays_them_out() -> None:
    assert compact(" ★项目\n名 称：") == "项目名称"
    assert extra(("用地情况", "面积\n（亩）★")) == "x:用地情况/面积（亩）"
    assert len(extra(("长" * 500,))) <= 182


@pytest.mark.parametrize(
    "header, unit",
    [
        ("总投资（亿）", "亿元"),
        ("总投资（万）", "万元"),
        ("总投资（万元人民币）", "万元"),
        ("总投资（人民币万元）", "万元"),
        ("Total investment (yuan)", "元"),
        ("Total investment (million yuan)", "百万元"),
        ("总投资（含税）", ""),
    ],
)
def test_a_unit_of_money_in_other_words(header: str, unit: str) -> None:
    found = recognise((header,))
    assert found is not None
    assert (found.key, found.unit) == ("total_investment", unit)


@pytest.mark.parametrize(
    "unit",
    ["万美元", "美元", "USD", "万欧元", "港币万元", "十亿元", "k", "万元/亩", "亩", "USD million", "CNY 10k", "%", "$"],
)
@pytest.mark.parametrize("header", ["总投资", "2018年计划投资", "1-7月完成投资", "Total investment", "投资额"])
def test_an_amount_in_a_unit_that_is_not_ours_is_none(header: str, unit: str) -> None:
    found = recognise((f"{header}（{unit}）",))
    assert found is None or found.key in ("extra", "rate_total", "rate_plan")
    above = recognise((f"投资情况（{unit}）", header))
    assert above is None or above.key in ("extra", "rate_total", "rate_plan")

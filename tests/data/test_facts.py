"""The shipped ledger says what the newspaper page says: nothing missing, nothing extra, everything with its origin.

What is expected was copied out by hand from the page's figures, not from the files under test.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from zonetrack.domain import measure
from zonetrack.intake import facts
from zonetrack.values.money import read_money
from zonetrack.values.percent import read_percent
from zonetrack.values.quantity import read_quantity
from zonetrack.values.when import read_when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zonetrack.domain.records import Fact as Canonical

DATA = Path(__file__).parents[2] / "data"
ZONES = ("shuozhou", "yuanping", "xiaohe", "yongji", "anze", "wuxiang")
UNDATED = "2025-04-23~"  # the page bears no date; this is the latest day it names, marked approximate

# path → name and, for a milestone with quantities, unit
RECORDS = {
    "shuozhou": ("朔州经济开发区", ""),
    "shuozhou/fly-ash": ("年处理20万吨粉煤灰项目", ""),
    "shuozhou/zero-carbon-park": ("零碳园区", ""),
    "shuozhou/heavy-truck-park": ("晋北新能源重卡制造园区", ""),
    "shuozhou/eco-agriculture-park": ("现代生态农业示范园区", ""),
    "yuanping": ("原平经济技术开发区", ""),
    "yuanping/reclaimed-water": ("再生水利用工程", ""),
    "yuanping/water-plant": ("净水厂项目", ""),
    "yuanping/waste-heat": ("余热集中供热", ""),
    "yuanping/sewage-station": ("工业污水处理站", ""),
    "yuanping/emergency-works": ("化工园区水污染应急工程", ""),
    "yuanping/west-ring-avenue": ("西环大道", ""),
    "yuanping/coke-gas-pipeline": ("焦炉煤气管道", ""),
    "yuanping/railway-siding": ("大牛店站铁路专用线", ""),
    "yuanping/incubator": ("双创孵化基地", ""),
    "yuanping/staff-flats": ("职工公寓", ""),
    "yuanping/factory-buildings": ("标准化厂房", ""),
    "yuanping/training-base": ("应急能力和化工安全培训基地", ""),
    "xiaohe": ("潇河新兴产业园区", ""),
    "xiaohe/daiwang-road": ("代王路", ""),
    "xiaohe/daiwang-road/pipes": ("雨污水管线", "km"),
    "xiaohe/daiwang-road/wells": ("降水井", "well"),
    "xiaohe/daiwang-road/roadbed": ("路基", ""),
    "xiaohe/daiwang-road/paving": ("路面铺设", ""),
    "yongji": ("永济经济技术开发区", ""),
    "yongji/policy-briefing": ("2025年企业政策宣讲会", ""),
    "shuozhou/truck-showcase": ("远程新能源重卡品鉴会", ""),
    "anze": ("安泽经济技术开发区", ""),
    "anze/control-platform": ("化工园区管控平台升级", ""),
    "wuxiang": ("武乡现代农业产业示范区", ""),
    "shuozhou/revenue": ("一般公共预算收入", "万元"),
    "yuanping/factory-area": ("标准化厂房建成面积", "m2"),
    "yuanping/factory-area-in-use": ("标准化厂房投用面积", "m2"),
    "yuanping/flats": ("职工公寓套数", "set"),
    "anze/connected": ("规上企业接入率", "%"),
    "anze/digital-cost": ("企业数字化转型平均成本降幅", "%"),
    "wuxiang/approvals": ("办理审批手续的项目", "item"),
    "wuxiang/deregistrations": ("办理注销的企业", "firm"),
}


class Row(NamedTuple):
    """One fact as it must stand; `words` empty: the words are the value itself."""

    zone: str
    subject: str
    measure: str
    basis: str
    value: str
    unit: str
    qualifier: str
    span: str
    words: str = ""


PLANNED = "列入谋划。"
BASICALLY = "前期手续基本完成。"
DAIWANG = "紫林路—文源路段，城市主干路；含道路、交通、排水、照明工程，服务太重工程机械公司和太重起重机园区。"
PIPELINE = "昊元燃气有限公司的管道已建成，正向企业供气。"
SIDING = "专用线通往北同蒲线大牛店站，项目已核准立项。"
MODULES = "与中国电信临汾合作完成；核心模块列出园区运营、企业服务、安全管控、危货车辆监测四个。"

# zone, subject, measure, basis, value, unit, qualifier, day, words
LEDGER = [
    Row("shuozhou", "fly-ash", "capacity", "level", "200000", "t/year", "", UNDATED, "年处理20万吨粉煤灰"),
    Row("shuozhou", "fly-ash", "owner", "level", "朔州绿净新材料科技有限公司", "", "", UNDATED),
    Row("shuozhou", "fly-ash", "stage", "level", "started", "", "", "2025-02-06", "开工"),
    Row("shuozhou", "zero-carbon-park", "words", "level", PLANNED, "", "", UNDATED),
    Row("shuozhou", "heavy-truck-park", "words", "level", PLANNED, "", "", UNDATED),
    Row("shuozhou", "eco-agriculture-park", "words", "level", PLANNED, "", "", UNDATED),
    Row("yuanping", "", "water_per_year", "level", "7000000", "t/year", "over", UNDATED, "超700万吨"),
    Row("yuanping", "", "words", "level", "“1+N”平台公司以源盛泓建设发展有限公司为核心。", "", "", UNDATED),
    Row("yuanping", "reclaimed-water", "total_investment", "level", "25359520000", "fen", "", UNDATED, "25359.52万元"),
    Row("yuanping", "reclaimed-water", "stage", "level", "preparing", "", "", UNDATED, "前期手续基本完成"),
    Row("yuanping", "reclaimed-water", "words", "level", BASICALLY, "", "", UNDATED),
    Row(
        "yuanping",
        "reclaimed-water",
        "planned_start",
        "level",
        "2025-40",
        "",
        "expected",
        UNDATED,
        "预计2025年上半年开工",
    ),
    Row("yuanping", "water-plant", "total_investment", "level", "10796350000", "fen", "", UNDATED, "10796.35万元"),
    Row("yuanping", "water-plant", "stage", "level", "preparing", "", "", UNDATED, "前期手续基本完成"),
    Row("yuanping", "water-plant", "words", "level", BASICALLY, "", "", UNDATED),
    Row(
        "yuanping", "water-plant", "planned_start", "level", "2025-40", "", "expected", UNDATED, "预计2025年上半年开工"
    ),
    Row("yuanping", "waste-heat", "invested", "level", "3458000000", "fen", "", UNDATED, "已投资3458万元"),
    Row("yuanping", "waste-heat", "words", "level", "工程已实施。", "", "", UNDATED),
    Row("yuanping", "sewage-station", "capacity", "level", "1000", "m3/day", "", UNDATED, "1000m³"),
    Row("yuanping", "sewage-station", "stage", "level", "started", "", "", UNDATED, "开工"),
    Row("yuanping", "emergency-works", "stage", "level", "started", "", "", UNDATED, "开工"),
    Row("yuanping", "west-ring-avenue", "stage", "level", "construction", "", "", UNDATED, "路基已铺设"),
    Row("yuanping", "west-ring-avenue", "words", "level", "路基已铺设，其余工程随后实施。", "", "", UNDATED),
    Row("yuanping", "coke-gas-pipeline", "length", "level", "4800", "m", "", UNDATED, "4800米"),
    Row("yuanping", "coke-gas-pipeline", "stage", "level", "operating", "", "", UNDATED, "建成供气"),
    Row("yuanping", "coke-gas-pipeline", "words", "level", PIPELINE, "", "", UNDATED),
    Row("yuanping", "railway-siding", "stage", "level", "preparing", "", "", UNDATED, "已核准立项"),
    Row("yuanping", "railway-siding", "words", "level", SIDING, "", "", UNDATED),
    Row("yuanping", "incubator", "area", "level", "40000", "m2", "", UNDATED, "4万平方米"),
    Row("yuanping", "incubator", "stage", "level", "operating", "", "", UNDATED, "投入运营"),
    Row("yuanping", "staff-flats", "words", "level", "公寓已配套到位。", "", "", UNDATED),
    Row("yuanping", "factory-buildings", "stage", "level", "completed", "", "", UNDATED, "建成"),
    Row("yuanping", "factory-buildings", "next", "level", "为签约企业定制建设厂房。", "", "", UNDATED),
    Row("yuanping", "training-base", "stage", "level", "completed", "", "", UNDATED, "建成"),
    Row("xiaohe", "", "words", "level", "位于山西转型综合改革示范区。", "", "", UNDATED),
    Row("xiaohe", "daiwang-road", "length", "level", "1", "km", "about", "2025-04-14", "约1千米"),
    Row("xiaohe", "daiwang-road", "width", "level", "50", "m", "", "2025-04-14", "50米"),
    Row("xiaohe", "daiwang-road", "design_speed", "level", "50", "km/h", "", "2025-04-14", "50千米/小时"),
    Row("xiaohe", "daiwang-road", "stage", "level", "started", "", "", "2025-02", "今年2月"),
    Row("xiaohe", "daiwang-road", "workers", "level", "100", "person", "about", "2025-04-14", "100人左右"),
    Row("xiaohe", "daiwang-road", "words", "level", DAIWANG, "", "", "2025-04-14"),
    Row("xiaohe", "daiwang-road", "next", "level", "视需要增加人员、材料和机械，按期完工。", "", "", "2025-04-14"),
    Row("xiaohe", "daiwang-road/pipes", "progress", "level", "80", "%", "", "2025-04-14", "已完成80%"),
    Row("xiaohe", "daiwang-road/pipes", "quantity_total", "level", "4", "km", "", "2025-04-14", "全长总计4千米"),
    Row(
        "xiaohe",
        "daiwang-road/pipes",
        "planned_finish",
        "level",
        "2025-05",
        "",
        "expected",
        "2025-04-14",
        "预计5月份完成",
    ),
    Row("xiaohe", "daiwang-road/pipes", "words", "level", "管线铺设和回填预计5月份完成。", "", "", "2025-04-14"),
    Row("xiaohe", "daiwang-road/wells", "quantity", "level", "60", "well", "nearly", "2025-04-14", "近60口"),
    Row("xiaohe", "daiwang-road/wells", "stage", "level", "completed", "", "", "../2025-04-14", "已完成"),
    Row("xiaohe", "daiwang-road/roadbed", "words", "level", "待管线完成后施工。", "", "", "2025-04-14"),
    Row("xiaohe", "daiwang-road/paving", "planned_finish", "level", "2025-08", "", "", "2025-04-14", "今年8月份"),
    Row("anze", "control-platform", "stage", "level", "completed", "", "", UNDATED, "近日完成"),
    Row("anze", "control-platform", "core_modules", "level", "6", "item", "", UNDATED, "6个"),
    Row("anze", "control-platform", "words", "level", MODULES, "", "", UNDATED),
    Row("yuanping", "reclaimed-water", "p:前期手续", "level", "said", "", "", UNDATED, "基本完成"),
    Row("yuanping", "water-plant", "p:前期手续", "level", "said", "", "", UNDATED, "基本完成"),
    Row("yuanping", "railway-siding", "p:立项", "level", "done", "", "", UNDATED, "已核准立项"),
    Row("anze", "", "next", "level", "建设县域工业互联网赋能中心。", "", "", UNDATED),
    Row("wuxiang", "", "projects", "level", "67", "item", "", UNDATED, "67个"),
    Row("wuxiang", "", "signed_projects", "level", "6", "item", "", UNDATED, "6个"),
    Row("wuxiang", "", "signed_investment", "level", "61100000000", "fen", "", UNDATED, "总投资6.11亿元"),
    Row("wuxiang", "", "rating", "level", "连续三年被评为优秀。", "", "", UNDATED),
]

INDICATORS = [
    Row("shuozhou", "revenue", "value", "ytd", "8592000000", "fen", "", "2025-01", "8592万元"),
    Row("shuozhou", "revenue", "growth", "ytd", "5.3", "%", "", "2025-01", "5.3%"),
    Row("shuozhou", "revenue", "increase", "ytd", "434000000", "fen", "", "2025-01", "434万元"),
    Row("shuozhou", "revenue", "value", "ytd", "20116000000", "fen", "", "2025-01/2025-02", "20116万元"),
    Row("shuozhou", "revenue", "growth", "ytd", "73", "%", "", "2025-01/2025-02", "73%"),
    Row("shuozhou", "revenue", "increase", "ytd", "8489000000", "fen", "", "2025-01/2025-02", "8489万元"),
    Row("shuozhou", "revenue", "value", "ytd", "25898000000", "fen", "", "2025-01/2025-03", "25898万元"),
    Row("shuozhou", "revenue", "growth", "ytd", "84.9", "%", "", "2025-01/2025-03", "84.9%"),
    Row("shuozhou", "revenue", "increase", "ytd", "11890000000", "fen", "", "2025-01/2025-03", "11890万元"),
    Row("yuanping", "factory-area", "value", "level", "310000", "m2", "", UNDATED, "31万平方米"),
    Row("yuanping", "factory-area-in-use", "value", "level", "152000", "m2", "", UNDATED, "15.2万平方米"),
    Row("yuanping", "flats", "value", "level", "612", "set", "", UNDATED, "612套"),
    Row("anze", "connected", "value", "level", "100", "%", "", UNDATED, "100%"),
    Row("anze", "digital-cost", "value", "level", "21", "%", "", UNDATED, "21%"),
    Row("wuxiang", "approvals", "value", "flow", "11", "item", "", "2024", "11个"),
    Row("wuxiang", "deregistrations", "value", "flow", "4", "firm", "", "2024", "4家"),
]

EVENTS = [
    Row("shuozhou", "truck-showcase", "on", "level", "2025-03-12", "", "", "2025-03-12"),
    *(
        Row("yongji", "policy-briefing", measure, "level", value, unit, qualifier, "2025-04-23", words)
        for measure, value, unit, qualifier, words in (
            ("on", "2025-04-23", "", "", ""),
            ("attendees", "50", "firm", "over", "50余家"),
            ("words", "参加的是重点企业。", "", "", ""),
            ("org", "人力资源和社会保障局", "", "", ""),
            ("org", "工业和科技局", "", "", ""),
            ("org", "税务局", "", "", ""),
            ("org", "民营经济促进中心", "", "", ""),
            ("topic", "人力资源和社会保障局：就业创业扶持、岗位补贴、社会保险减免", "", "", ""),
            ("topic", "工业和科技局：技术改造补贴、高新技术企业奖励、研发补贴", "", "", ""),
            ("topic", "税务局：研发费用加计扣除、小微企业减免、增值税留抵退税", "", "", ""),
            ("words", "宣布提供常态化政策跟踪服务。", "", "", ""),
        )
    ),
]

DUTIES = [
    Row("wuxiang", "", "responsibility", "level", "67个项目实行三级分包、台账管理、挂图作战。", "", "", UNDATED),
    Row("wuxiang", "", "responsibility", "level", "大项目设专班，其他项目由领导包联。", "", "", UNDATED),
    Row("wuxiang", "", "cadence", "level", "每周召开例会。", "", "", UNDATED),
    Row("wuxiang", "", "cadence", "level", "每月讲评。", "", "", UNDATED),
    Row("wuxiang", "", "cadence", "level", "每季观摩。", "", "", UNDATED),
    Row("wuxiang", "", "service_officer", "level", "首席服务官制：园区领导每月至少到每个项目一次。", "", "", UNDATED),
    Row("wuxiang", "", "service_officer", "level", "首席服务官制：各部门每周至少到每个项目一次。", "", "", UNDATED),
    Row("wuxiang", "", "ticket_flow", "level", "企业提出，园区派单，部门受理，最后评价。", "", "", UNDATED),
]

ENTERPRISES = [
    Row("wuxiang", "", "n:绿农农牧有限公司:chain", "level", "肉鸡", "", "", UNDATED),
    Row("wuxiang", "", "n:绿农农牧有限公司:location", "level", "丰州镇曹村", "", "", UNDATED),
    Row("wuxiang", "", "n:太行沃土有限公司:chain", "level", "谷子", "", "", UNDATED),
    Row("wuxiang", "", "n:太行沃土有限公司:words", "level", "与山西农业大学合作。", "", "", "2024"),
]

ROOMS = {"ledger": LEDGER, "indicators": INDICATORS, "events": EVENTS, "duties": DUTIES, "enterprises": ENTERPRISES}


def differences(found: Iterable[Row], expected: Iterable[Row]) -> dict[str, list[Row]]:
    """What is there too often and what too seldom: both empty when all is well."""
    there = Counter(found)
    wanted = Counter(row._replace(words=row.words or row.value) for row in expected)
    return {"extra": sorted((there - wanted).elements()), "missing": sorted((wanted - there).elements())}


@pytest.fixture(scope="module")
def ledger() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{(DATA / 'zonetrack.db').as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def files() -> dict[str, facts.ZoneFacts]:
    return {path.stem: facts.read(path) for path in sorted((DATA / "facts").glob("*.toml"))}


def canonical(fact: facts.Fact) -> Canonical:
    """The fact as the ledger's rooms would write it down, read by the kind that the file gives it."""
    span = read_when(fact.on, date(2025, 4, 23), mood="fact")
    match fact.kind:
        case "money":
            return measure.money(fact.measure, read_money(fact.value), span, fact.basis)
        case "quantity":
            return measure.quantity(fact.measure, read_quantity(fact.value), span)
        case "percent":
            return measure.progress(read_percent(fact.value), span)
        case "when":
            anchor = span.last or date(2025, 4, 23)
            return measure.when(fact.measure, read_when(fact.value, anchor, mood="plan"), span)
        case _:
            return measure.text(fact.measure, fact.value, span)


def row_of(zone: str, fact: facts.Fact) -> Row:
    read = canonical(fact)
    span = read.span.edtf + ("~" if read.span.qualifier == "about" else "")
    return Row(zone, fact.subject, fact.measure, fact.basis, read.value, read.unit, read.qualifier, span, fact.words)


ALL_FACTS = """
    SELECT z.slug,
           coalesce(p.slug, i.slug, e.slug, '') || coalesce('/' || m.slug, ''),
           CASE WHEN e.id IS NOT NULL THEN substr(o.measure, length('e:' || e.id || ':') + 1)
                WHEN i.id IS NULL THEN o.measure WHEN o.measure = 'i:' || i.id THEN 'value'
                ELSE substr(o.measure, length('i:' || i.id || ':') + 1) END,
           o.basis, o.value, coalesce(o.unit, ''), coalesce(o.qualifier, ''),
           o.span_edtf || CASE o.span_qualifier WHEN 'about' THEN '~' ELSE '' END,
           o.words
      FROM observation o
      JOIN zone z ON z.zone_id = o.zone_id
      LEFT JOIN project p ON p.zone_id = o.zone_id AND p.id = o.project_id
      LEFT JOIN milestone m ON m.zone_id = o.zone_id AND m.id = o.milestone_id
      LEFT JOIN indicator i ON i.zone_id = o.zone_id AND o.measure LIKE 'i:' || i.id || '%'
      LEFT JOIN event e ON e.zone_id = o.zone_id AND o.measure LIKE 'e:' || e.id || ':%'
"""
# What is declared and not said by the page: of which indicator another is a part.
DECLARED = {("yuanping", "factory-area-in-use", "标准化厂房建成面积")}

ALL_RECORDS = """
    SELECT slug, name, '' FROM zone
    UNION ALL
    SELECT z.slug || '/' || p.slug, p.name, '' FROM project p JOIN zone z ON z.zone_id = p.zone_id
    UNION ALL
    SELECT z.slug || '/' || p.slug || '/' || m.slug, m.name, coalesce(m.unit, '')
      FROM milestone m
      JOIN project p ON p.zone_id = m.zone_id AND p.id = m.project_id
      JOIN zone z ON z.zone_id = m.zone_id
    UNION ALL
    SELECT z.slug || '/' || i.slug, i.name, i.unit FROM indicator i JOIN zone z ON z.zone_id = i.zone_id
    UNION ALL
    SELECT z.slug || '/' || e.slug, e.name, '' FROM event e JOIN zone z ON z.zone_id = e.zone_id
"""


def test_ledger_holds_exactly_the_facts_of_the_page(ledger: sqlite3.Connection) -> None:
    rows = [Row(*row) for row in ledger.execute(ALL_FACTS)]
    found = [row for row in rows if row.measure != "whole"]
    assert differences(found, [*LEDGER, *INDICATORS, *EVENTS, *ENTERPRISES]) == {"extra": [], "missing": []}
    assert {(row.zone, row.subject, row.words) for row in rows if row.measure == "whole"} == DECLARED


def test_ledger_holds_exactly_the_records_of_the_page(ledger: sqlite3.Connection) -> None:
    rows = ledger.execute(ALL_RECORDS).fetchall()
    assert {path: (name, unit) for path, name, unit in rows} == RECORDS
    assert len(rows) == len(RECORDS)


def test_every_fact_in_the_ledger_has_source_words_and_day(ledger: sqlite3.Connection) -> None:
    bare = ledger.execute(
        "SELECT * FROM observation WHERE coalesce(source, '') = '' OR coalesce(words, '') = ''"
        " OR coalesce(day, '') = '' OR coalesce(span_edtf, '') = '' OR coalesce(span_words, '') = ''"
    ).fetchall()
    assert bare == []


def test_ledger_keeps_the_notes_of_the_files(ledger: sqlite3.Connection, files: dict[str, facts.ZoneFacts]) -> None:
    found = Counter(ledger.execute("SELECT words, coalesce(note, '') FROM observation").fetchall())
    said = (fact for zone in files.values() for fact in facts.ledger_facts(zone))
    declared = ((words, "") for _, _, words in DECLARED)
    assert found == Counter([*((fact.words, fact.note) for fact in said), *declared])


@pytest.mark.parametrize("room", ROOMS)
def test_files_hold_exactly_the_facts_of_the_page(room: str, files: dict[str, facts.ZoneFacts]) -> None:
    found = [row_of(zone.slug, fact) for zone in files.values() for fact in zone.facts if fact.room == room]
    assert differences(found, ROOMS[room]) == {"extra": [], "missing": []}


def test_files_name_the_six_zones_in_order(files: dict[str, facts.ZoneFacts]) -> None:
    assert [zone.slug for zone in sorted(files.values(), key=lambda zone: zone.order)] == list(ZONES)
    assert all(stem == zone.slug for stem, zone in files.items())


def test_every_fact_in_the_files_has_source_words_and_day(files: dict[str, facts.ZoneFacts]) -> None:
    for zone in files.values():
        assert all(fact.source and fact.words and fact.on for fact in zone.facts), zone.slug


def test_files_say_where_a_day_or_a_year_is_not_printed(files: dict[str, facts.ZoneFacts]) -> None:
    for zone in files.values():
        for fact in zone.facts:
            if fact.on == "约2025-04-23":
                assert "原文未注日期" in fact.note, fact
            elif zone.slug != "yongji" and fact.room != "enterprises":
                assert "推定" in fact.note, fact


# Names and terms of the page that stand in no figure: each must be said somewhere in its zone.
TERMS = {
    "shuozhou": "绿净新材料 粉煤灰 远程 品鉴会 零碳 新能源重卡制造 生态农业",
    "yuanping": "昊元燃气有限公司 大牛店站 北同蒲线 源盛泓建设发展有限公司 1+N 发黑余热 核准立项 签约企业",
    "xiaohe": "山西转型综合改革示范区 紫林路 文源路 城市主干路 红线 太重 起重机 道路 交通 排水 照明 回填",
    "yongji": "就业 创业 岗位补贴 社会保险 技术改造 高新技术企业 研发补贴 加计扣除 小微 留抵退税 跟踪服务 重点企业",
    "anze": "中国电信临汾 园区运营 企业服务 安全管控 危货车辆 工业互联网赋能中心 近日",
    "wuxiang": "绿农农牧 曹村 丰州镇 太行沃土 谷子 山西农业大学 首席服务官 专班 包联 台账 挂图 连续三年 接单 派单",
}


@pytest.mark.parametrize("zone", TERMS)
def test_files_name_what_the_page_names(zone: str, files: dict[str, facts.ZoneFacts]) -> None:
    said = "\n".join(
        [record.name for record in (*files[zone].projects, *files[zone].events)]
        + [f"{fact.measure} {fact.value} {fact.words} {fact.note}" for fact in files[zone].facts]
    )
    assert [term for term in TERMS[zone].split() if term not in said] == []


def test_computed_length_of_pipes_is_not_on_record(ledger: sqlite3.Connection) -> None:
    done = ledger.execute(
        "SELECT o.value FROM observation o JOIN milestone m ON m.zone_id = o.zone_id AND m.id = o.milestone_id"
        " WHERE m.slug = 'pipes' AND o.measure = 'quantity'"
    ).fetchall()
    assert done == []

"""茅箭区 (Shiyan, Hubei), the district's direct reporting of investment and projects, July 2018: a plain CSV.

Public shape: the export of its 投资和项目直报平台 has seventeen columns with neither title nor unit, in the encoding
that Excel writes in China; the office's own clean-up scripts tell what is in the cells: line breaks inside names,
several 包联领导 parted by blanks or commas, years with a blank behind them, plain 万元 as text.  What the file cannot
say is said beside it: the day (locked on the 25th) and the unit.  A stage that nobody knows (谋划) is kept as it is.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2018-07-25"

SHEET = Sheet(
    "",
    rows("""
R1> 项目编号 | 项目名称 | 建设性质 | 建设内容 | 总投资 | 今年计划投资 | 今年累计完成投资 | 本月完成投资 | 计划开工时间 \
 | 计划竣工时间 | 包联领导 | 责任单位 | 服务单位 | 项目类型 | 建设阶段 | 本月进展 | 问题和建议
R2> MJ18001 | 汉江新城⏎二期 | 续建 | 住宅、商业及配套 | 250000 | 40000 | 23000 | 3200 | 2016␠ | 2020␠ | 王常委  李部长 \
 | 住建局 | 政务中心 | 城建 | 续建 | 3号楼主体施工，2号楼封顶 | 无
R3> MJ18002 | 东环路改造 | 改扩建 | 道路4.2公里，"白改黑" | 12,600 | 8000 | 4100.5 | 900 | 2017.10 | 2018年12月 \
 | 王常委,赵局长 | 住建局 | | 基础设施 | 在建 | 路面铺设 | 管线迁改需电力部门配合
R4> MJ18003 | 马家河生态治理 | 新建 | | 9800 | 3000 | 0 | 0 | 201805 | 2019 | 赵局长 | 水利局 | 环保局 | 生态环保 \
 | 新开工项目 | 已进场 | -
R5> MJ18004 | 车桥零部件⏎智能工厂 | 新建 | 生产线3条 | 36000 | 10000 | 6200 | | 2018年5月底 | 2019.06 | 陈主任⏎周主任 \
 | 经信局 | 招商局 | 工业 | 已开工 | 设备基础 | 融资缺口约2000万元
R6> MJ18005 | 武当山珍产业园 | 新建 | 一期厂房 | 18000 | 5000 | — | — | 2018年四季度 | 2020年6月 | 陈主任；周主任 \
 | 农业局 | 招商局 | 农业 | 前期项目 | 土地平整方案已评审 | 暂无
R7> MJ18006 | 茅塔河小镇 | 新建 | 文旅 | 62000 | | | | 2019 | 2022 | | 旅游局 | | 旅游 | 谋划 | |
R8> MJ18007 | 铝轮毂技改 | 技改 | 压铸单元 | 7600 | 7600 | 7600 | 100 | 2017 | 2018.6 | 李部长 | 经信局 | | 工业 \
 | 竣工投产 | 已投产 | 无
"""),
    aside={1: "header"},
    identity="ABN",
)

TRUTH = """
name | category | code | nature | scope | total_investment | planned_investment plan 2018 \
 | invested ytd 2018-01-01/2018-07-25 | invested flow 2018-07-01/2018-07-25 | planned_start | planned_finish | leader \
 | owner | x:服务单位 | stage | x:建设阶段 | words | problem
R2> 汉江新城二期 | 城建 | MJ18001 | 续建 | 住宅、商业及配套 | 250000 | 40000 | 23000 | 3200 | 2016 | 2020 \
 | 王常委、李部长 | 住建局 | 政务中心 | construction | | 3号楼主体施工，2号楼封顶 |
R3> 东环路改造 | 基础设施 | MJ18002 | 改扩建 | 道路4.2公里，"白改黑" | 12600 | 8000 | 4100.5 | 900 | 2017-10 | 2018-12 \
 | 王常委、赵局长 | 住建局 | | construction | | 路面铺设 | 管线迁改需电力部门配合
R4> 马家河生态治理 | 生态环保 | MJ18003 | 新建 | | 9800 | 3000 | 0 | 0 | 2018-05 | 2019 | 赵局长 | 水利局 | 环保局 \
 | started | | 已进场 |
R5> 车桥零部件智能工厂 | 工业 | MJ18004 | 新建 | 生产线3条 | 36000 | 10000 | 6200 | | 2018-05-21/2018-05-31 | 2019-06 \
 | 陈主任、周主任 | 经信局 | 招商局 | construction | | 设备基础 | 融资缺口约2000万元
R6> 武当山珍产业园 | 农业 | MJ18005 | 新建 | 一期厂房 | 18000 | 5000 | | | 2018-36 | 2020-06 | 陈主任、周主任 | 农业局 \
 | 招商局 | preparing | | 土地平整方案已评审 |
R7> 茅塔河小镇 | 旅游 | MJ18006 | 新建 | 文旅 | 62000 | | | | 2019 | 2022 | | 旅游局 | | | 谋划 | |
R8> 铝轮毂技改 | 工业 | MJ18007 | 技改 | 压铸单元 | 7600 | 7600 | 7600 | 100 | 2017 | 2018-06 | 李部长 | 经信局 | \
 | operating | | 已投产 |
"""

LAYOUT = Layout(
    key="maojian",
    file="项目台账.csv",
    sheets=(SHEET,),
    today="2018-08-01",
    day=DAY,
    projects=truth(DAY, "", TRUTH),
    options=("--on", DAY, "--unit", "万元"),
    spoiled={"E2": "二十五万", "I3": "2017年13月", "G4": "-300"},
    encoding="gb18030",
)

"""濮阳市 (Henan), provincial and city key projects, January to July 2020: two tables and a summary in one file.

Public shape: the city tells of its 省、市重点项目 by count, by money of 1-7月 against the year's plan, and by how many
are built, building and preparing, by industry.  Here: a sheet for each level and one that only sums up and is no table
of projects; stages in words of their own; real days of start and end; rates to be checked.
Its traps: a percentage that is only shown as one, as 85.3 under （%）, and in words; 其中 rows; zeros beside blanks; a
rate that is wrong and one that cannot be checked, which stays as what the sheet says.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2020-07"

SUMMARY = Sheet(
    "汇总",
    rows("""
R1> 2020年1-7月全市重点项目汇总
R2> 级别 | 个数 | 完成投资（亿元）
R3> 省重点 | =5 | =7.85
R4> 市重点 | =4 | =2.4
R5> 合计 | =9 | =10.25
"""),
    table=False,
)

PROVINCE = Sheet(
    "省重点",
    rows("""
R1> 2020年1-7月濮阳市省重点项目进展情况表
R2> 单位：万元、%
R3> 序号 | 项目名称 | 行业 | 项目状态 | 总投资 | 年度计划投资 | 1-7月完成投资 | 占年计划% | 自开工累计完成投资 \
 | 占总投资% | 完成比例 | 实际开工时间 | 实际竣工时间 | 责任领导 | 牵头单位 | 下一步工作
R4> =1 | 惠成电子材料扩产 | 工业 | 在建 | =62000 | =20000 | =13500 | =0.675{0.0%} | =31500 | =0.508{0.0%} \
 | =0.853{0.0%} | @2019-03-18 | | 副市长万 | 工信局 | 9月设备调试
R5> =2 | 濮阳引黄灌区⏎渠村闸 | 农业 | 未开工 | =35000 | =6000 | =0 | =0{0.0%} | | | | | | 副市长万 | 水利局 | 8月开工
R6> =3 | 濮卫高速连接线 | 交通能源 | 已开工 | =148000 | =50000 | =42000.5 | =0.84{0%} | =42000.5 | =0.284{0.0%} | 30% \
 | 2020年2月 | | 副市长丁 | 交通局 | 完成路基
R7> =4 | 龙丰纸业热电 | 交通能源 | 已竣工 | =24000 | =9000 | =9000 | =1{0%} | =23800 | =0.992{0.0%} | 100% | 2018.10.8 \
 | 2020年6月 | 副市长丁 | 发改委 |
R8> =5 | 东北庄杂技小镇 | 服务业 | 停工 | =80000 | =15000 | =14000 | =0.733{0.0%} | =52000 | =0.65{0.0%} | 六成 \
 | @2017-11-02 | — | 副市长丁 | 文旅局 | 复工协调
R9> 合计 | 5个 | | | =349000 | =100000 | =78500.5 | =0.785{0.0%} | =149300.5 | | | | | | |
R10> 其中：工业 | 1个 | | | =62000 | =20000 | =13500 | | | | | | | | |
"""),
    merges=("A1:P1", "A2:P2"),
    aside={1: "title", 2: "furniture", 3: "header", 9: "total", 10: "total"},
    quiet="AHJ",
    identity="BC",
)

CITY = Sheet(
    "市重点",
    rows("""
R1> 2020年1-7月濮阳市市重点项目进展情况表
R2> 单位：万元
R3> 序号 | 项目名称 | 行业 | 项目状态 | 总投资 | 年度计划投资 | 1-7月完成投资 | 投资完成率（%） | 进度（%） | 形象进度 \
 | 责任领导 | 牵头单位 | 备注
R4> =1 | 市第七中学 | 社会事业 | 在建项目 | =18000 | =8000 | =6100 | =76.25 | =85.3 | 外墙施工，占比约60% | 副市长戚 \
 | 教育局 |
R5> =2 | 澶州坊街区 | 城建 | 已投产 | =52000 | =12000 | =12000 | =100 | 100 | 开街运营 | 副市长戚 | 住建局 |
R6> =3 | 第二水厂迁建 | 城建 | 拟建 | =26000 | =3000 | =0 | =0 | | 土地组卷 | 副市长戚 | 城管局 | 待省批
R7> =4 | 豫能生物质 | 交通能源 | 储备项目 | =9000 | — | — | 12 | — | 谋划 | | 发改委 |
R8> 合计 | | | | =105000 | =23000 | =18100
"""),
    merges=("A1:M1", "A2:M2", "A8:D8"),
    aside={1: "title", 2: "furniture", 3: "header", 8: "total"},
    quiet="AH",
    identity="BC",
)

TRUTH_PROVINCE = """
name | category | stage | total_investment | planned_investment plan 2020 | invested ytd 2020-01-01/2020-07-31 \
 | invested | progress | started | done | leader | owner | next
R4> 惠成电子材料扩产 | 工业 | construction | 62000 | 20000 | 13500 | 31500 | 85.3 | 2019-03-18 | | 副市长万 | 工信局 \
 | 9月设备调试
R5> 濮阳引黄灌区渠村闸 | 农业 | preparing | 35000 | 6000 | 0 | | | | | 副市长万 | 水利局 | 8月开工
R6> 濮卫高速连接线 | 交通能源 | construction | 148000 | 50000 | 42000.5 | 42000.5 | 30 | 2020-02 | | 副市长丁 | 交通局 \
 | 完成路基
R7> 龙丰纸业热电 | 交通能源 | completed | 24000 | 9000 | 9000 | 23800 | 100 | 2018-10-08 | 2020-06 | 副市长丁 | 发改委 \
 |
R8> 东北庄杂技小镇 | 服务业 | paused | 80000 | 15000 | 14000 | 52000 | 60 | 2017-11-02 | | 副市长丁 | 文旅局 \
 | 复工协调
"""

TRUTH_CITY = """
name | category | stage | total_investment | planned_investment plan 2020 | invested ytd 2020-01-01/2020-07-31 \
 | progress | x:投资完成率 | words | leader | owner | remark
R4> 市第七中学 | 社会事业 | construction | 18000 | 8000 | 6100 | 85.3 | | 外墙施工，占比约60% | 副市长戚 | 教育局 |
R5> 澶州坊街区 | 城建 | operating | 52000 | 12000 | 12000 | 100 | | 开街运营 | 副市长戚 | 住建局 |
R6> 第二水厂迁建 | 城建 | preparing | 26000 | 3000 | 0 | | | 土地组卷 | 副市长戚 | 城管局 | 待省批
R7> 豫能生物质 | 交通能源 | reserve | 9000 | | | | 12 | 谋划 | | 发改委 |
"""

LAYOUT = Layout(
    key="puyang",
    file="濮阳重点项目7月.xlsx",
    sheets=(SUMMARY, PROVINCE, CITY),
    today="2020-08-05",
    day=DAY,
    projects=truth(DAY, "省重点", TRUTH_PROVINCE) + truth(DAY, "市重点", TRUTH_CITY),
    wrong=("省重点!H8",),
    spoiled={"省重点!K4": "=1.853{0.0%}", "市重点!I4": "=853", "省重点!L6": "2020年2月30日"},
)

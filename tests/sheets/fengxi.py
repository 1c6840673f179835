"""沣西新城 (Shaanxi), progress of key projects, July 2018: two columns for each month.

Public shape: the export of its project system writes the title into the second row (the first is merged and
empty), 报送部门 and 单位：万元 into the third, one header row with 6月形象进度, 6月实际完成投资, 7月形象进度 … side by
side, and ends with 合计：N 个 over merged cells.  Who builds is called 投资主体, years are `2017/2019`.
Its traps: the day is the one of reporting, the 25th; a month that is named in a header ends after it, and the figure
since the start then goes to that month's end too.  The sum of one column is 100 too low.  A date cell that shows a
month says that month, not its first day.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2018-07-25"

SHEET = Sheet(
    "sheet",
    rows("""
R2> 沣西新城重点项目建设进度表
R3> 报送部门：规划建设局　报送时间：2018年7月25日 | | | | | | | | | | | | | 单位：万元
R4> 序号 | 项目名称 | 投资主体 | 建设起止年限 | 总投资 | 年度计划投资 | 年计划形象进度 | 6月形象进度 | 6月完成投资 \
 | 7月形象进度 | 7月完成投资 | 自开工累计完成投资 | 存在问题 | 实际开工时间 | 土地征收及前期手续办理情况 | 资金来源 \
 | 备注
R5> =1 | 西部云谷三期 | 沣西发展集团 | 2017/2019 | =86000 | =25000 | 主体封顶 | 5层 | =2100 | 7层 | =2350.8 | =31200.8 \
 | 砂石料紧缺 | @2017-03-15 | 用地手续齐全 | 自筹 | 省重点
R6> =2 | 同德佳苑 | 沣西城投公司 | 2016/2018 | =128000 | =40000 | 竣工 | 装饰装修⏎完成30% | =3600 | 装饰装修⏎完成45% \
 | =3900 | =109500 | | @2016-06-01 | 已办施工许可 | 银行贷款 |
R7> =3 | 康定路综合管廊 | 沣西城投公司 | 2018/2019 | =14500 | =6000 | 完成2.1公里 | | =0 | 围挡进场 | =120 | =120 \
 | 管线未迁 | @2018-07-01{yyyy"年"m"月"} | 立项已批，可研在审 | 政府投资 | 原名康定路管廊
R8> =4 | 信息港幼儿园 | 教育卫体局 | 2018/2018 | =3800 | =3800 | 8月底前交付 | 室外工程 | =410 | 设备采购 | =260 \
 | =3350 | 无 | @2017-09-20 | 齐全 | 政府投资 |
R9> =5 | 沙河湿地公园 | 沣西城投公司 | 2019/2021 | =22000 | =500 | 完成可研 | 方案设计 | | 方案设计 | | — | 资金未落实 \
 | | 正在选址 | |
R10> =6 | 新河综合治理 | 水务集团 | 2017/2020 | =56800 | =15000 | 完成堤防3公里 | 堤防1.2公里 | =980.5 | 堤防1.6公里 \
 | =1120 | =20980.5 | 无 | @2017-11-01 | 环评已批 | 专项债 |
R11> 合计：6 个 | | | | =311100 | =90300 | | | =7090.5 | | =7650.8 | =165151.3
"""),
    merges=("A1:Q1", "A2:Q2", "A3:M3", "N3:Q3", "A11:C11"),
    aside={2: "title", 3: "furniture", 4: "header", 11: "total"},
    quiet="A",
    identity="B",
)

TRUTH = """
name | unit | planned_start | planned_finish | total_investment | planned_investment plan 2018 | x:年计划形象进度 \
 | words 2018-06 | invested flow 2018-06 | words 2018-07 | invested flow 2018-07 | invested 2018-07 | problem \
 | started | x:土地征收及前期手续办理情况 | x:资金来源 | remark
R5> 西部云谷三期 | 沣西发展集团 | 2017 | 2019 | 86000 | 25000 | 主体封顶 | 5层 | 2100 | 7层 | 2350.8 | 31200.8 \
 | 砂石料紧缺 | 2017-03-15 | 用地手续齐全 | 自筹 | 省重点
R6> 同德佳苑 | 沣西城投公司 | 2016 | 2018 | 128000 | 40000 | 竣工 | 装饰装修⏎完成30% | 3600 | 装饰装修⏎完成45% | 3900 \
 | 109500 | | 2016-06-01 | 已办施工许可 | 银行贷款 |
R7> 康定路综合管廊 | 沣西城投公司 | 2018 | 2019 | 14500 | 6000 | 完成2.1公里 | | 0 | 围挡进场 | 120 | 120 | 管线未迁 \
 | 2018-07 | 立项已批，可研在审 | 政府投资 | 原名康定路管廊
R8> 信息港幼儿园 | 教育卫体局 | 2018 | 2018 | 3800 | 3800 | 8月底前交付 | 室外工程 | 410 | 设备采购 | 260 | 3350 | \
 | 2017-09-20 | 齐全 | 政府投资 |
R9> 沙河湿地公园 | 沣西城投公司 | 2019 | 2021 | 22000 | 500 | 完成可研 | 方案设计 | | 方案设计 | | | 资金未落实 | \
 | 正在选址 | |
R10> 新河综合治理 | 水务集团 | 2017 | 2020 | 56800 | 15000 | 完成堤防3公里 | 堤防1.2公里 | 980.5 | 堤防1.6公里 | 1120 \
 | 20980.5 | | 2017-11-01 | 环评已批 | 专项债 |
"""

LAYOUT = Layout(
    key="fengxi",
    file="沣西新城7月进度.xlsx",
    sheets=(SHEET,),
    today="2018-08-01",
    day=DAY,
    projects=truth(DAY, "sheet", TRUTH),
    wrong=("sheet!K11",),
    spoiled={"sheet!N7": "2018年13月", "sheet!F9": "五百"},
)

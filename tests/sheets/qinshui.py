"""沁水县 (Jincheng, Shanxi), key works of the province, city and county, January to November 2021: four header rows.

Public shape: the county reports its 省、市、县 works by these three levels, building apart from preparing, each with
count, estimate, the year's plan, what was done since New Year and 投资完成率, in 亿元.  Here: the month is in the
title; the levels are rows 一、, one of them with its sums, under another 建设项目 and 前期项目; 小计 closes a level,
合计 and 其中 close the table; one leader's cell is merged down over several works.
Its traps: 前期项目 is a stage and 建设项目 is none; the plan of a year is read from 2021年 over 计划投资; 小计 of one
level is wrong; one rate is wrong.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2021-11"

SHEET = Sheet(
    "重点工程",
    rows("""
R1> 沁水县2021年1-11月省市县重点工程进展情况表
R2> 填报单位：县发改局 | | | | | | | | | | 单位：亿元
R3> 序号 | 项目名称 | 建设性质 | 投资情况 | | | | | | 工程进展 | 责任单位 | 包联领导 | 备注
R4> | | | 总投资 | 截至上年底累计完成投资 | 2021年 | | | | | | |
R5> | | | | | 计划投资 | 完成投资 | | | | | |
R6> | | | | | | 1-11月 | 11月 | 投资完成率 | | | |
R7> 一、省级重点工程（3项） | | | =140.2 | =47.5 | =19 | =25.02 | =2.11 | | | | |
R8> =1 | 端氏煤层气抽采 | 续建 | =86.5 | =31.2 | =9.5 | =14.3 | =1.02 | =150.53 | 钻井完成210口 | 能源局 | 县委马书记 \
 |
R9> =2 | 中村煤矿矿井 | 续建 | =42.1 | =16.3 | =6 | =8.02 | =0.84 | =133.67 | 井筒到底 | 能源局 | | 省重点
R10> =3 | 嘉峰调蓄水库 | 新建 | =11.6 | =0 | =3.5 | =2.7 | =0.25 | =77.14 | 坝基开挖 | 水务局 | |
R11> 小计 | | | =140.2 | =47.5 | =19 | =25.12 | =2.11 | | | | |
R12> 二、市级重点工程（3项）
R13> （一）建设项目（2项）
R14> =4 | 沁河生态廊道 | 新建 | =5.16 | =0 | =1.67 | =1.4 | =0.1 | =83.83 | 绿道18公里 | 水务局 | 赵县长⏎钱副县长 |
R15> =5 | 龙港大道 | 新建 | =3.6 | =0.45 | =1 | =0.9 | | =90 | 沥青铺设 | 住建局 | 赵县长、 钱副县长 |
R16> （二）前期项目（1项）
R17> =6 | 历山旅游公路 | 新建 | =12.9 | | =0.05 | =0.05 | =0 | =100 | 可研批复 | 交通局 | 孙副县长 | —
R18> 小计 | | | =21.66 | =0.45 | =2.72 | =2.35 | =0.1 | | | | |
R19> 三、县级重点工程（2项）
R20> =7 | 县医院迁建 | 续建 | =2.72 | =1.1 | =0.9 | =0.9 | =0.06 | =98 | 装修 | 卫健局 | 孙副县长 |
R21> =8 | 梅杏片区改造 | 续建 | =6 | =2.25 | =1.7 | =1.49 | =0.12 | =87.65 | 回迁楼封顶 | 住建局 | 孙副县长 | 含配套
R22> 小计 | | | =8.72 | =3.35 | =2.6 | =2.39 | =0.18 | | | | |
R23> 合计 | 8项 | | =170.58 | =51.3 | =24.32 | =29.76 | =2.39 | | | | |
R24> 其中：新建 | 4项 | | =33.26 | =0.45 | =6.22 | =5.05 | =0.35 | | | | |
R26> 填报人：秦科员 | | | | | 审核人：侯股长
"""),
    merges=(
        *("A1:M1", "A3:A6", "B3:B6", "C3:C6", "D3:I3", "D4:D6", "E4:E6", "F4:I4", "F5:F6", "G5:I5", "J3:J6"),
        *("K3:K6", "L3:L6", "M3:M6", "L8:L10", "A12:M12", "A13:M13", "A16:M16", "A19:M19", "A7:C7"),
    ),
    aside={
        **dict.fromkeys((1, 2), "furniture"),
        **dict.fromkeys((3, 4, 5, 6), "header"),
        **dict.fromkeys((7, 12, 13, 16, 19), "section"),
        **dict.fromkeys((11, 18, 22), "subtotal"),
        **dict.fromkeys((23, 24), "total"),
        26: "signature",
    },
    quiet="AI",
    identity="B",
)

TRUTH = """
name | category | nature | stage | total_investment | invested 2020-12-31 | planned_investment plan 2021 \
 | invested ytd 2021-01-01/2021-11-30 | invested flow 2021-11 | words | owner | leader | remark
R8> 端氏煤层气抽采 | 省级重点工程 | 续建 | | 865000 | 312000 | 95000 | 143000 | 10200 | 钻井完成210口 | 能源局 \
 | 县委马书记 |
R9> 中村煤矿矿井 | 省级重点工程 | 续建 | | 421000 | 163000 | 60000 | 80200 | 8400 | 井筒到底 | 能源局 | 县委马书记 \
 | 省重点
R10> 嘉峰调蓄水库 | 省级重点工程 | 新建 | | 116000 | 0 | 35000 | 27000 | 2500 | 坝基开挖 | 水务局 | 县委马书记 |
R14> 沁河生态廊道 | 市级重点工程/建设项目 | 新建 | | 51600 | 0 | 16700 | 14000 | 1000 | 绿道18公里 | 水务局 \
 | 赵县长、钱副县长 |
R15> 龙港大道 | 市级重点工程/建设项目 | 新建 | | 36000 | 4500 | 10000 | 9000 | | 沥青铺设 | 住建局 | 赵县长、钱副县长 \
 |
R17> 历山旅游公路 | 市级重点工程 | 新建 | preparing | 129000 | | 500 | 500 | 0 | 可研批复 | 交通局 | 孙副县长 |
R20> 县医院迁建 | 县级重点工程 | 续建 | | 27200 | 11000 | 9000 | 9000 | 600 | 装修 | 卫健局 | 孙副县长 |
R21> 梅杏片区改造 | 县级重点工程 | 续建 | | 60000 | 22500 | 17000 | 14900 | 1200 | 回迁楼封顶 | 住建局 | 孙副县长 \
 | 含配套
"""

LAYOUT = Layout(
    key="qinshui",
    file="沁水县重点工程.xlsx",
    sheets=(SHEET,),
    today="2021-12-06",
    day=DAY,
    projects=truth(DAY, "重点工程", TRUTH),
    wrong=("重点工程!G11", "重点工程!I20"),
    spoiled={"重点工程!G9": "8.02%", "重点工程!D17": "12-13"},
)

"""泰州市 (Jiangsu), major projects of province and city, 2023: a flat list with 元, 万元 and 亿元 in one sheet.

Public shape: the city's platform exports one header row with a unit on each header: 企业名称, 项目名称, 所属板块,
融资需求, what was invested by the end of the year before, the year's plan, expected 销售, the park, the stage and the
class of industry.  Here one column is shown scaled: what a person sees in it is 万元 and 亿元.
Its traps: a number format changes the amount; a date format shows only a month; text numbers with commas; a stage that
nobody knows; a zone in each row; line breaks in the headers; sums of floats.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2023-09-15"

SHEET = Sheet(
    "省市重大项目",
    rows("""
R1> 2023年省市重大项目（截至2023年9月15日）
R2> 级别 | 企业名称 | 项目名称 | 建设内容⏎及规模 | 所属园区 | 融资需求（万元） | 总投资 \
 | 至2022年底累计⏎完成投资（万元） | 2023年计划投资（亿元） | 今年累计⏎完成投资（元） | 预计销售（万元） \
 | 计划开工时间 | 计划竣工时间 | 项目阶段 | 行业 | 完成比例
R3> 省 | 泰连江海船舶 | 绿色船舶基地 | 船台2座 | 滨河经济开发区 | =20000 | =1250000000{0!.0,"万元"} | =36000 | =4.5 \
 | =215000000 | =180000 | @2021-05-01{yyyy-mm} | @2024-12-01{yyyy-mm} | 在建 | 装备制造 | =0.51{0%}
R4> 省 | 扬子江生物 | 抗体药物⏎产业化 | 生产线4条 | 滨河经济开发区 | | =860125000{0!.0,"万元"} | 12,000.50 | =2.8 \
 | 98,500,000 | 150,000 | @2022-03-01{yyyy-mm} | @2025-06-30 | 在建 | 生物医药 | 24.8%
R5> 市 | 兴达线缆 | 特高压线缆扩能 | | 滨河经济开发区 | =0 | =365000000{0!.00,,"亿元"} | =0 | =1.2 \
 | =0.1+0.2→0.30000000000000004 | | @2023-04-18 | 2024 | 新开工 | 电工电气 | 近一半
R6> 市 | 凤城食品 | 预制菜中央厨房 | 年产3万吨 | 滨河经济开发区 | =3500 | =98000000{0!.0,"万元"} | | =0.4 | =0 \
 | =42000 | 2023年四季度 | 2024年底 | 前期 | 食品 | -
R7> 市 | 海陵新材 | 光学薄膜二期 | 年产1.2亿平方米 | 滨河经济开发区 | — | =512300000{0!.0,"万元"} | =50000 | =0.123 \
 | =1230000.25 | =66000.5 | =2020.5 | =2023.6 | 竣工投产 | 新材料 | 全部完成
R8> 市 | 里下河农业 | 智慧粮库 | 仓容10万吨 | 滨河经济开发区 | | =76000000{0!.0,"万元"} | =1500 | =0.3 | =12000000 \
 | =0 | @2022-10-01{yyyy"年"m"月"} | @2023-12-31 | 续建结转 | 农业 | 0.5%
"""),
    merges=("A1:P1",),
    aside={1: "title", 2: "header"},
    identity="CEO",
)

TRUTH = """
name | category | x:级别 | unit | scope | x:融资需求 | total_investment | invested 2022-12-31 \
 | planned_investment plan 2023 | invested ytd 2023-01-01/2023-09-15 | x:预计销售 | planned_start | planned_finish \
 | stage | x:项目阶段 | progress
R3> 绿色船舶基地 | 装备制造 | 省 | 泰连江海船舶 | 船台2座 | 20000 | 125000 | 36000 | 45000 | 21500 | 180000 | 2021-05 \
 | 2024-12 | construction | | 51
R4> 抗体药物产业化 | 生物医药 | 省 | 扬子江生物 | 生产线4条 | | 86012.5 | 12000.5 | 28000 | 9850 | 150,000 | 2022-03 \
 | 2025-06-30 | construction | | 24.8
R5> 特高压线缆扩能 | 电工电气 | 市 | 兴达线缆 | | 0 | 36500 | 0 | 12000 | 0.00003 | | 2023-04-18 | 2024 | started | \
 | [0,50) ~nearly
R6> 预制菜中央厨房 | 食品 | 市 | 凤城食品 | 年产3万吨 | 3500 | 9800 | | 4000 | 0 | 42000 | 2023-36 | 2024-12 \
 | preparing | |
R7> 光学薄膜二期 | 新材料 | 市 | 海陵新材 | 年产1.2亿平方米 | | 51230 | 50000 | 1230 | 123.000025 | 66000.5 | 2020-05 \
 | 2023-06 | operating | | 100
R8> 智慧粮库 | 农业 | 市 | 里下河农业 | 仓容10万吨 | | 7600 | 1500 | 3000 | 1200 | 0 | 2022-10 | 2023-12-31 | \
 | 续建结转 | 0.5
"""

LAYOUT = Layout(
    key="taizhou",
    file="省市重大项目.xlsx",
    sheets=(SHEET,),
    today="2023-09-20",
    day=DAY,
    projects=truth(DAY, "省市重大项目", TRUTH),
    spoiled={
        "省市重大项目!G6": "=98000000",
        "省市重大项目!J8": "=0.001",
        "省市重大项目!P3": "=0.51",
        "省市重大项目!M7": "=2023.1",
    },
)

"""青海省, the province's plan for key construction in 2010, kept as .ods: classes of works, continued and new.

Public shape: the plan has six classes of works (农林水利, 交通, 能源, 工业, 社会事业, 环境保护), each with count, total
and the plan of 2010, continued works apart from new ones, with years of building and who answers, in 亿元.  Here: the
table begins in column C under empty rows; 合计 comes first; the classes are rows with their own sums; 续建 and 新开工
under them are rows of one word; 责任单位 is merged down.
Its traps: a bare year in the title is not the day (it is said beside the file); a number that is text with full-width
digits; a section of a class ends the stage of the section before; the count of one class is wrong.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2010-03-31"

SHEET = Sheet(
    "投资计划",
    rows("""
R3> | | 2010年全省重点建设项目投资计划及目标责任
R4> | | | | | | | | 计量单位：亿元
R5> | | 序号 | 项目名称 | 建设规模 | 建设年限 | 总投资 | 2010年计划投资 | 责任单位 | 备注
R6> | | 合计 | | | | =106.55 | =22.9 | |
R7> | | 一、交通项目（3项） | | | | =71.4 | =13.7 | |
R8> | | （一）续建
R9> | | =1 | 共和至玉树公路改线 | 改线48公里 | 2008-2011 | =26.4 | =6.2 | 省交通厅 | 国道
R10> | | =2 | 西宁南绕城 | 全长６３公里 | 2009－2013 | ３８.５ | =5 | |
R11> | | （二）新开工
R12> | | =3 | 德令哈机场 | 跑道3000米 | 2010-2012 | =6.5 | =2.5 | 民航办 | 含空管
R14> | | 二、能源项目（4项） | | | | =31.95 | =8 | |
R15> | | （一）续建项目
R16> | | =4 | 拉西瓦送出线路 | 330千伏 | 2009-2010 | =11.3 | =4 | 省电力公司 |
R17> | | =5 | 黄丰水电站 | 22.5万千瓦 | 2008-2012 | =17.8 | =3.2 | 省电力公司 | 争取提前
R18> | | （二）新开工项目
R19> | | =6 | 格尔木光伏⏎示范电站 | 20兆瓦 | 2010 | =2.85 | =0.8 | 省电力公司 | /
R20> | | 三、环境保护项目（1项） | | | | =3.2 | =1.2 | |
R21> | | =7 | 湟水河流域治理 | — | 2010-2011 | =3.2 | =1.2 | 省环保厅 |
R23> | | 注：总投资以批复概算为准。
"""),
    merges=("C3:J3", "C6:F6", "C7:F7", "C14:F14", "C20:F20", "C8:J8", "C11:J11", "C15:J15", "C18:J18", "I9:I10"),
    aside={
        **dict.fromkeys((3, 4), "furniture"),
        5: "header",
        6: "total",
        **dict.fromkeys((7, 8, 11, 14, 15, 18, 20), "section"),
        23: "footnote",
    },
    quiet="C",
    identity="D",
)

TRUTH = """
name | category | stage | scope | planned_start | planned_finish | total_investment | planned_investment plan 2010 \
 | owner | remark
R9> 共和至玉树公路改线 | 交通项目 | construction | 改线48公里 | 2008 | 2011 | 264000 | 62000 | 省交通厅 | 国道
R10> 西宁南绕城 | 交通项目 | construction | 全长６３公里 | 2009 | 2013 | 385000 | 50000 | 省交通厅 |
R12> 德令哈机场 | 交通项目 | started | 跑道3000米 | 2010 | 2012 | 65000 | 25000 | 民航办 | 含空管
R16> 拉西瓦送出线路 | 能源项目 | construction | 330千伏 | 2009 | 2010 | 113000 | 40000 | 省电力公司 |
R17> 黄丰水电站 | 能源项目 | construction | 22.5万千瓦 | 2008 | 2012 | 178000 | 32000 | 省电力公司 | 争取提前
R19> 格尔木光伏示范电站 | 能源项目 | started | 20兆瓦 | 2010 | 2010 | 28500 | 8000 | 省电力公司 |
R21> 湟水河流域治理 | 环境保护项目 | | | 2010 | 2011 | 32000 | 12000 | 省环保厅 |
"""

LAYOUT = Layout(
    key="qinghai",
    file="青海省2010年投资计划.ods",
    sheets=(SHEET,),
    today="2010-04-12",
    day=DAY,
    projects=truth(DAY, "投资计划", TRUTH),
    options=("--on", DAY),
    wrong=("投资计划!C14",),
    spoiled={"投资计划!G16": "11.3-12", "投资计划!F17": "2012-2008"},
)

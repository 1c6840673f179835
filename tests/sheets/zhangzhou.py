"""漳州 (Fujian), the development zones' campaign of 2010: one detailed list of all projects, kept as .xls.

Public shape: the import page of the city's key-project system names the columns of its 明细表, from 建设起止时间 and
至2009年底累计完成投资 over money of ten-day periods to 挂钩领导.  Here: a title, a line with 填报日期, a header of two
rows, units in the header, sections 一、 with （一） under them as merged rows, 合计 last, a footnote and signatures.
Its traps: a 旬 is no period that the ledger has a name for; a target (目标) is no progress; an open range of years;
numbers as text; one count of a section that is wrong.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2010-08-20"

SHEET = Sheet(
    "明细表",
    rows("""
R1> 漳州市开发区重点项目明细表
R2> 填报单位：开发区管委会（盖章） | | | | | | | | | 填报日期：2010年8月20日
R4> 序号 | 项目名称 | 建设内容及规模 | 建设起止时间 | 总投资⏎（万元） | 至2009年底⏎累计完成投资⏎（万元） \
 | 2010年计划投资（万元） | 投资完成情况（万元） | | 后五个月关键节点的目标情况说明 | 项目业主 | 责任单位 | 挂钩领导 \
 | 备注
R5> | | | | | | | 1-7月 | 8月上旬 | | | | |
R6> 一、工业项目（4项）
R7> （一）续建项目
R8> =1 | 华阳纺织机械⏎二期扩建 | 新建厂房3.2万平方米 | 2009-2011 | =12000 | =3500 | =6000 | =3800 | =210 \
 | 10月主体封顶 | 华阳纺织机械有限公司 | 经济发展局 | 陈副市长 |
R9> =2 | 南靖食品冷链中心★ | 2万吨冷库⏎配套道路 | 2010- | 8,600 | =0 | ５０００ | =2600.5 | - | 11月设备安装 \
 | 闽南食品股份公司 | 经济发展局 | 林主任、黄副主任 | 省重点
R10> =3 | 角美光电产业园   一期 | — | 2008－2010 | =45000 | =38000 | =7000 | =6900 | =100 | | 角美光电公司 | 招商局 \
 | 陈副市长,吴局长 | /
R11> （二）新开工项目
R12> =4 | 龙池⏎生物制药 | 年产原料药120吨 | 2010 | =9800 | | =3000 | =0 | =0 | 12月桩基完成 | | 招商局 | 张 三 | 无
R13> 二、基础设施项目（4项）
R14> =5 | 古雷疏港公路 | 全长18.6公里 | 2009-2012 | =136000 | =22000 | =40000 | =21500 | =1350.25 | 年底路基完成60% \
 | 古雷公用公司 | 交通局 | 刘副主任  何处长 |
R15> =6 | *招银污水处理厂 | 日处理5万吨 | 2009-2010␠ | =11800 | =4200 | =5600 | =3100 | =400 | 10月试运行 \
 | 招银水务公司 | 建设局 | 刘副主任 | 市重点
R16> =7 | 东山港区（二期）码头 | 5万吨级泊位2个 | 2010-2013 | =52000 | =0 | =8000 | =2450 | =120 | | 东山港务公司 \
 | 交通局 | 何处长/吴局长 |
R17> 合计 | | | | =SUM(E8:E16)→275200 | =67700 | =74600 | =40350.5 | =2180.25
R18> 注：8月上旬数为快报数。
R19> 填报人：王科长 | | | | 负责人：李主任
"""),
    merges=(
        *("A1:N1", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:G5", "H4:I4", "J4:J5", "K4:K5"),
        *("L4:L5", "M4:M5", "N4:N5", "A6:N6", "A7:N7", "A11:N11", "A13:N13", "A17:D17", "A18:N18"),
    ),
    aside={
        **dict.fromkeys((1, 2), "furniture"),
        **dict.fromkeys((4, 5), "header"),
        **dict.fromkeys((6, 7, 11, 13), "section"),
        17: "total",
        **dict.fromkeys((18, 19), "footnote"),
    },
    quiet="A",
    identity="B",
)

TRUTH = """
name | category | tags | stage | scope | planned_start | planned_finish | total_investment | invested 2009-12-31 \
 | planned_investment plan 2010 | invested ytd 2010-01-01/2010-07-31 | invested flow 2010-08-01/2010-08-10 \
 | x:后五个月关键节点的目标情况说明 | unit | owner | leader | remark
R8> 华阳纺织机械二期扩建 | 工业项目 | | construction | 新建厂房3.2万平方米 | 2009 | 2011 | 12000 | 3500 | 6000 | 3800 \
 | 210 | 10月主体封顶 | 华阳纺织机械有限公司 | 经济发展局 | 陈副市长 |
R9> 南靖食品冷链中心 | 工业项目 | ★ | construction | 2万吨冷库⏎配套道路 | 2010 | | 8600 | 0 | 5000 | 2600.5 | \
 | 11月设备安装 | 闽南食品股份公司 | 经济发展局 | 林主任、黄副主任 | 省重点
R10> 角美光电产业园 一期 | 工业项目 | | construction | | 2008 | 2010 | 45000 | 38000 | 7000 | 6900 | 100 | \
 | 角美光电公司 | 招商局 | 陈副市长、吴局长 |
R12> 龙池生物制药 | 工业项目 | | started | 年产原料药120吨 | 2010 | 2010 | 9800 | | 3000 | 0 | 0 | 12月桩基完成 | \
 | 招商局 | 张三 |
R14> 古雷疏港公路 | 基础设施项目 | | | 全长18.6公里 | 2009 | 2012 | 136000 | 22000 | 40000 | 21500 | 1350.25 \
 | 年底路基完成60% | 古雷公用公司 | 交通局 | 刘副主任、何处长 |
R15> 招银污水处理厂 | 基础设施项目 | * | | 日处理5万吨 | 2009 | 2010 | 11800 | 4200 | 5600 | 3100 | 400 | 10月试运行 \
 | 招银水务公司 | 建设局 | 刘副主任 | 市重点
R16> 东山港区（二期）码头 | 基础设施项目 | | | 5万吨级泊位2个 | 2010 | 2013 | 52000 | 0 | 8000 | 2450 | 120 | \
 | 东山港务公司 | 交通局 | 何处长、吴局长 |
"""

LAYOUT = Layout(
    key="zhangzhou",
    file="漳州市开发区重点项目明细表.xls",
    sheets=(SHEET,),
    today="2010-09-01",
    day=DAY,
    projects=truth(DAY, "明细表", TRUTH),
    wrong=("明细表!A13",),
    spoiled={"明细表!H8": "三千八", "明细表!D9": "2010-2008", "明细表!E16": "待核5200"},
)

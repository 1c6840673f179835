"""灌南县 (Lianyungang, Jiangsu), works that county leaders look after, April 2017: amounts carry their units.

Public shape: the county's supervision office reports 县领导挂钩重点工程 by kind (建设工程, 产业项目, 工作事项 …), each
with who leads and who answers, planned money of the year, what was done since New Year and the state of the works, as
of the end of a month.  Here, in a workbook with macros: sections `1●`, a column 类别 of its own, so that the section is
only a tag; leader, kind and builder merged down; the day stands below the table; no unit anywhere but in the cells.
Its traps: 亿元, 万元 and 元 in one column; 约, 近, 超; leaders parted in five ways; an empty row inside a section;
存在问题 that is 无; a header with stars and blanks.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2017-04-30"

SHEET = Sheet(
    "挂钩表",
    rows("""
R1> 2017年县领导挂钩重点工程进展情况表
R3> 序 号 | ★项目名称 | 类别 | 挂钩领导 | 责 任⏎单 位 | 建设单位 | 计划总投资 | 本年计划投资 | 1-4月完成投资 \
 | 目前进展 | 存在的问题 | 下步计划
R4> 1●建设工程（4个）
R5> 1 | 新港大道拓宽★ | 道路 | 于书记、单县长 | 交通局 | 灌南交投公司 | 3.2亿元 | 1.5亿元 | 4200万元 | 路基基本完成 \
 | 无 | 5月铺设水稳
R6> 2 | 苏中灌溉⏎泵站改造 | 水利 | 于书记 单县长 | 水利局 | | 约6500万元 | 3000万元 | 0元 | 招标 | 资金未到位 \
 | 完成招标
R7> 3 | 人民路小学 | 教育 | 单县长⏎孟主任 | 教育局 | 灌南城投公司 | 8,800万元 | 5000万元 | 1,250.5万元 | 主体3层 | — \
 | 主体封顶
R9> 4 | 硕项湖　湿地 | 生态 | | 水利局 | | 近2亿元 | 6000万元 | 超1000万元 | 土方完成45% | 拆迁户12户 | 完成土方
R10> 2●产业项目（3个）
R11> 5 | 亚邦酿造二期 | 食品 | 孟主任，柳主席 | 经信局 | 亚邦酿造公司 | 5亿元 | 2亿元 | 98000000元 | 设备安装 | 暂无 \
 | 试生产
R12> 6 | 裕灌双孢菇扩建 | | 孟主任;柳主席 | 农委 | 裕灌农业公司 | 1.86亿元 | 1.86亿元 | 6000.25万元 | 3座菇房投用 | … \
 | 再建2座
R13> 7 | 海西化工园热源点 | 能源 | 柳主席 | 园区管委会 | | 2.4亿 | 800万 | - | 环评 | 环评未批 |
R15> 截至2017年4月底
R16> 审核：郁局长 | | | | 制表：花科员
"""),
    merges=("A1:L1", "A4:L4", "A10:L10", "F5:F6", "D7:D9", "F7:F9", "C11:C12", "A15:L15"),
    aside={
        1: "title",
        3: "header",
        **dict.fromkeys((4, 10), "section"),
        15: "furniture",
        16: "signature",
    },
    quiet="A",
    identity="BC",
)

TRUTH = """
name | category | tags | leader | owner | unit | total_investment | planned_investment plan 2017 \
 | invested ytd 2017-01-01/2017-04-30 | words | problem | next
R5> 新港大道拓宽 | 道路 | ★ 建设工程 | 于书记、单县长 | 交通局 | 灌南交投公司 | 32000 | 15000 | 4200 | 路基基本完成 | \
 | 5月铺设水稳
R6> 苏中灌溉泵站改造 | 水利 | 建设工程 | 于书记、单县长 | 水利局 | 灌南交投公司 | 6500 ~about | 3000 | 0 | 招标 \
 | 资金未到位 | 完成招标
R7> 人民路小学 | 教育 | 建设工程 | 单县长、孟主任 | 教育局 | 灌南城投公司 | 8800 | 5000 | 1250.5 | 主体3层 | \
 | 主体封顶
R9> 硕项湖 湿地 | 生态 | 建设工程 | 单县长、孟主任 | 水利局 | 灌南城投公司 | 20000 ~nearly | 6000 | 1000 ~over \
 | 土方完成45% | 拆迁户12户 | 完成土方
R11> 亚邦酿造二期 | 食品 | 产业项目 | 孟主任、柳主席 | 经信局 | 亚邦酿造公司 | 50000 | 20000 | 9800 | 设备安装 | \
 | 试生产
R12> 裕灌双孢菇扩建 | 食品 | 产业项目 | 孟主任、柳主席 | 农委 | 裕灌农业公司 | 18600 | 18600 | 6000.25 | 3座菇房投用 | \
 | 再建2座
R13> 海西化工园热源点 | 能源 | 产业项目 | 柳主席 | 园区管委会 | | 24000 | 800 | | 环评 | 环评未批 |
"""

LAYOUT = Layout(
    key="guannan",
    file="县领导挂钩工程.xlsm",
    sheets=(SHEET,),
    today="2017-05-10",
    day=DAY,
    projects=truth(DAY, "挂钩表", TRUTH),
    spoiled={"挂钩表!H12": "=18600", "挂钩表!G5": "3.2亿港元", "挂钩表!I7": "1250.5"},
)

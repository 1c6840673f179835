"""南平 (Fujian), the monthly report on investment of 2011: three header rows, 合计 first, a sub-total by industry.

Public shape: the province's key-project system as deployed there keeps 当月完成, 年初至报告期累计, 占年计划,
开工至报告期累计 and 占总投资 for each month, and prints 合计 first and industries numbered 一、二、 with their sums.
Here the number of an industry stands in the column 序号 and its name among the names; the unit is in a line
计量单位：万元; under the header stands a row of column numbers.
Its traps: one sub-total is 1,000 too high, one rate is wrong, and rates are no facts.  A cell of 形象进度 that is only
a percentage is progress.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2011-05"

SHEET = Sheet(
    "月报",
    rows("""
R1> 2011年5月重点项目投资完成情况月报表
R2> 报送单位：市发改委 | | | | | | | | | 计量单位：万元、%
R4> 序号 | 项目名称 | 总投资 | 2011年计划投资 | 完成投资 | | | | | 形象进度 | 存在问题 | 挂点领导
R5> | | | | 5月 | 年初以来累计 | | 自开工累计 | | | |
R6> | | | | | 完成投资 | 占年计划% | 完成投资 | 占总投资% | | |
R7> 甲 | 乙 | =1 | =2 | =3 | =4 | =5 | =6 | =7 | =8 | =9 | =10
R8> 合计 | | =235300.5 | =50000 | =3310.25 | =F9+F13+F16→17450.75 | =34.9{0.00} | =88851.25 | =37.76 | | |
R9> 一 | 工业项目（3个） | =55800.5 | =18000 | =520 | =3550 | =19.72 | =12550.5 | =22.49 | | |
R10> =1 | 建阳竹木加工园 | =15000 | =6000 | =520 | =2350 | =39.17 | =8350 | =55.67 | 4号厂房封顶 | 用地指标不足 \
 | 李副市长
R11> =2 | 邵武有机硅材料 | =32000.5 | =9000 | =0 | =1200 | =13.33 | =4200.5 | =13.13 | 13% | 无 | 周局长
R12> =3 | 浦城再生纸⏎生产线 | =8800 | =3000 | — | — | — | — | — | 办理前期手续 | 无 | 周局长
R13> 二 | 交通项目（2个） | =171000 | =28000 | =2490.25 | =12400.75 | =44.29 | =72400.75 | | | |
R14> =4 | 延平至顺昌快速通道 | =126000 | =20000 | =1850 | =9300 | =46.5 | =61300 | =48.65 | 路基完成七成 \
 | 征迁滞后⏎剩余32户 | 郑副市长
R15> =5 | 武夷新区连接线 | =44000 | =8000 | =640.25 | =3100.75 | =83.76 | =11100.75 | =25.23 | 约25% | 暂无 | 郑副市长
R16> 三 | 社会事业项目（1个） | =9500 | =4000 | =300 | =1500 | =37.5 | =3900 | =41.05 | | |
R17> =6 | 市第二医院门诊楼 | 9500 | 4000 | 300 | 1500 | 37.50 | 3900 | 41.05 | 40% | | 李副市长
R19> 说明：1.占年计划%=年初以来累计÷年计划。2.自开工累计含往年。
"""),
    merges=(
        *("A1:L1", "A4:A6", "B4:B6", "C4:C6", "D4:D6", "E4:I4", "E5:E6", "F5:G5", "H5:I5", "J4:J6", "K4:K6"),
        *("L4:L6", "A8:B8", "A19:L19"),
    ),
    aside={
        **dict.fromkeys((1, 2), "furniture"),
        **dict.fromkeys((4, 5, 6), "header"),
        7: "column numbers",
        8: "total",
        **dict.fromkeys((9, 13, 16), "section"),
        19: "footnote",
    },
    quiet="AGI",
    identity="B",
)

TRUTH = """
name | category | total_investment | planned_investment plan 2011 | invested flow 2011-05 \
 | invested ytd 2011-01-01/2011-05-31 | invested | words | progress | problem | leader
R10> 建阳竹木加工园 | 工业项目 | 15000 | 6000 | 520 | 2350 | 8350 | 4号厂房封顶 | | 用地指标不足 | 李副市长
R11> 邵武有机硅材料 | 工业项目 | 32000.5 | 9000 | 0 | 1200 | 4200.5 | | 13 | | 周局长
R12> 浦城再生纸生产线 | 工业项目 | 8800 | 3000 | | | | 办理前期手续 | | | 周局长
R14> 延平至顺昌快速通道 | 交通项目 | 126000 | 20000 | 1850 | 9300 | 61300 | 路基完成七成 | | 征迁滞后⏎剩余32户 \
 | 郑副市长
R15> 武夷新区连接线 | 交通项目 | 44000 | 8000 | 640.25 | 3100.75 | 11100.75 | | 25 ~about | | 郑副市长
R17> 市第二医院门诊楼 | 社会事业项目 | 9500 | 4000 | 300 | 1500 | 3900 | | 40 | | 李副市长
"""

LAYOUT = Layout(
    key="nanping",
    file="2011年5月投资完成情况.xlsx",
    sheets=(SHEET,),
    today="2011-06-08",
    day=DAY,
    projects=truth(DAY, "月报", TRUTH),
    wrong=("月报!C13", "月报!G15"),
    spoiled={"月报!E10": "520亩", "月报!H14": "=61300.0000001"},
)

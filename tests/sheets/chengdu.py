"""成都 (Sichuan), projects of the industrial functional zones, 2020: a sheet for each zone, 亿元 and 万元 side by side.

Public shape: the list by 产业功能区 begins each group with a row such as 2020年实施类（N个） in the name column, names
money of two years, its sources, land and 2020年底要达到的主要工程形象进度, and who builds and who answers.  Here: two
sheets of projects, a sheet that only explains, a hidden one with old data; an empty row above and an empty column in
front; a line 截至2020年3月底; sections without a number.
Its traps: the target for the year's end is no progress; what is hidden is not read; the units are those of each header.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2020-03-31"

HEADER = """
R2> | 2020年产业功能区重点项目表
R3> | 截至2020年3月底
R5> | 项目名称 | 建设地址 | 建设批次 | 主要建设内容及规模 | 建设年限 | 总投资（亿元） | 2020年计划完成投资（万元） \
 | 资金来源（万元） | | | 2020年用地需求（亩） | 2019年底累计完成投资（万元） | 2020年底要达到的主要工程形象进度 \
 | 业主单位 | 责任单位
R6> | | | | | | | | 中省补助 | 本级财政资金 | 其他 | | | | |
"""

KNOWN = {
    "merges": (
        *("B2:P2", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:G6", "H5:H6", "I5:K5", "L5:L6", "M5:M6"),
        *("N5:N6", "O5:O6", "P5:P6"),
    ),
    "identity": "B",
}
FURNITURE = {2: "title", 3: "furniture", 5: "header", 6: "header"}

NOTES = Sheet(
    "填表说明",
    rows("""
R1> 填表说明
R2> 1. | 项目名称应与立项文件一致。
R3> 2. | 总投资按概算填写，单位为亿元，保留两位小数。
R4> 3. | 每月5日前报送。
"""),
    table=False,
)

EAST = Sheet(
    "简州新城",
    rows(
        HEADER
        + """
R7> | 2020年实施类（4个）
R8> | 简州大道二期 | 简州片区 | 第一批 | 道路5.6公里⏎含管网 | 2019-2021 | =8.65 | =20000 | =1500 | =6000 | =12500 \
 | =312.5 | =31000 | 路基成型 | 简州建设公司 | 交通运输局
R9> | 新能源汽车零部件园 | 石板凳片区 | 第一批 | 标准厂房12万平方米 | 2018-2020 | =12.3 | =35000 | | | =35000 | =0 \
 | =82500.5 | 竣工验收 | 简阳工投公司 | 经信局
R10> | 海螺河水环境治理 | 简州片区 | 第二批 | | 2020-2021 | =1.05 | =4200 | =800 | =3400 | | - | =0 | 完成60% \
 | 简州建设公司 | 水务局
R11> | 职教园区综合楼★ | 养马片区 | 第二批 | 建筑面积3.1万平方米 | 2019-2020 | =1.5 | =6000 | | =6000 | | | =9000 \
 | 投入使用 | 教育局 | 教育局
R12> | 2020年前期类（2个）
R13> | 智能驾驶测试场 | 石板凳片区 | — | 封闭道路8公里 | 2021- | =6 | =300 | | =300 | | =800 | | 完成可研 \
 | 简阳工投公司 | 经信局
R14> | 三岔湖⏎旅游码头 | 三岔片区 | — | 泊位6个 | 2021-2022 | =0.85 | =0 | | | | =20 | =0 | 完成选址 | 文旅公司 \
 | 文广旅局
"""
    ),
    aside={**FURNITURE, 7: "section", 12: "section"},
    **KNOWN,
)

SOUTH = Sheet(
    "天府新区",
    rows(
        HEADER
        + """
R7> | 2020年实施类（2个）
R8> | 科学城污水厂扩建 | 兴隆片区 | 第一批 | 日处理10万吨 | 2019-2020 | 4.2 | 15,000 | 0 | 0 | 15,000 | 35 | 18,600 \
 | 通水 | 天投水务公司 | 环水局
R9> | 鹿溪河生态区 | 兴隆片区 | 第一批 | 湿地1200亩 | 2018-2020 | 9.36 | 22,000 | 2,000 | 20,000 | / | / | 61,500 \
 | 全面完成 | 天投公司 | 环水局
"""
    ),
    aside={**FURNITURE, 7: "section"},
    **KNOWN,
)

OLD = Sheet(
    "2019年底稿",
    rows("""
R1> 项目名称 | 总投资（亿元） | 责任单位
R2> 简州大道一期 | =5.2 | 交通运输局
R3> 简州大道二期 | =7.9 | 交通运输局
"""),
    hidden=True,
)

KEYS = """
name | category | tags | location | x:建设批次 | scope | planned_start | planned_finish | total_investment \
 | planned_investment plan 2020 | x:资金来源/中省补助 | x:资金来源/本级财政资金 | x:资金来源/其他 | x:2020年用地需求 \
 | invested 2019-12-31 | x:2020年底要达到的主要工程形象进度 | unit | owner
"""

TRUTH_EAST = """
R8> 简州大道二期 | 2020年实施类 | | 简州片区 | 第一批 | 道路5.6公里⏎含管网 | 2019 | 2021 | 86500 | 20000 | 1500 | 6000 \
 | 12500 | 312.5 | 31000 | 路基成型 | 简州建设公司 | 交通运输局
R9> 新能源汽车零部件园 | 2020年实施类 | | 石板凳片区 | 第一批 | 标准厂房12万平方米 | 2018 | 2020 | 123000 | 35000 | | \
 | 35000 | 0 | 82500.5 | 竣工验收 | 简阳工投公司 | 经信局
R10> 海螺河水环境治理 | 2020年实施类 | | 简州片区 | 第二批 | | 2020 | 2021 | 10500 | 4200 | 800 | 3400 | | | 0 \
 | 完成60% | 简州建设公司 | 水务局
R11> 职教园区综合楼 | 2020年实施类 | ★ | 养马片区 | 第二批 | 建筑面积3.1万平方米 | 2019 | 2020 | 15000 | 6000 | | 6000 \
 | | | 9000 | 投入使用 | 教育局 | 教育局
R13> 智能驾驶测试场 | 2020年前期类 | | 石板凳片区 | | 封闭道路8公里 | 2021 | | 60000 | 300 | | 300 | | 800 | \
 | 完成可研 | 简阳工投公司 | 经信局
R14> 三岔湖旅游码头 | 2020年前期类 | | 三岔片区 | | 泊位6个 | 2021 | 2022 | 8500 | 0 | | | | 20 | 0 | 完成选址 \
 | 文旅公司 | 文广旅局
"""

TRUTH_SOUTH = """
R8> 科学城污水厂扩建 | 2020年实施类 | | 兴隆片区 | 第一批 | 日处理10万吨 | 2019 | 2020 | 42000 | 15000 | 0 | 0 \
 | 15,000 | 35 | 18600 | 通水 | 天投水务公司 | 环水局
R9> 鹿溪河生态区 | 2020年实施类 | | 兴隆片区 | 第一批 | 湿地1200亩 | 2018 | 2020 | 93600 | 22000 | 2,000 | 20,000 | | \
 | 61500 | 全面完成 | 天投公司 | 环水局
"""

LAYOUT = Layout(
    key="chengdu",
    file="产业功能区项目.xlsx",
    sheets=(NOTES, EAST, SOUTH, OLD),
    today="2020-04-08",
    day=DAY,
    projects=truth(DAY, "简州新城", KEYS + TRUTH_EAST) + truth(DAY, "天府新区", KEYS + TRUTH_SOUTH),
    spoiled={"简州新城!G9": "12.3万亿元", "天府新区!H8": "15,00", "天府新区!M9": "-61500"},
)

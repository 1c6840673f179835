"""苏州工业园区 (Jiangsu), the park's list in English, June 2024: a CSV in UTF-8 with a mark, English headers.

Public shape: a park that was founded with Singapore publishes in English too: project, sector, stage, builder, officer
in charge.  Here the headers are the words that the program itself prints in English, as a page of it would come back;
the unit and the day are said beside the file.
Its traps: the mark before the first header; quoted commas and line breaks; English dates, stages and names; an
apostrophe that guards a text; `N/A`.
"""

from __future__ import annotations

from .sheet import Layout, Sheet, rows, truth

DAY = "2024-06-30"

SHEET = Sheet(
    "",
    rows("""
R1> No. | Project name | Code | Category | Stage | Total investment | Invested | Progress | Built by | Responsible \
 | Leader | Planned start | Due | Progress in words | Problem
R2> 1 | Jinji Lake Innovation Tower | SIP-001 | Services | construction | 86,000 | 31,250.5 | 42% \
 | Lakeside Development Co., Ltd. | Planning Bureau | Deputy Director Lim | 2022-03 | Dec 2025 | Core reached level 18 \
 | None of the cranes certified⏎before July
R3> 2 | Biobay Phase VI | SIP-002 | Biomedicine | completed | 54,000 | 54,000 | 100% | Biobay | Investment Bureau \
 | Deputy Director Lim | 2021-06-01 | 2024-05 | Handed over | N/A
R4> 3 | Nano-materials Pilot Line | SIP-003 | New materials | preparing | 12,500 | 0 | | Nanopolis | Investment Bureau \
 | Director Ong | 2024-10 | 2026 | Design review | -
R5> 4 | Suzhou River Pumping Station | SIP-004 | Infrastructure | under construction | 7,300 | 2,900 | 35% \
 | Water Board | Public Works | Director Ong | 2023-09 | 2025-03-31 | Piling done | Power supply late
R6> 5 | 独墅湖学校扩建 | SIP-005 | Education | started | 9,800 | 650 | 5% | 教育局 | Public Works | 王主任 | 2024-05 \
 | 2025-08 | 土方 |
R7> 6 | '-5 °C Cold Store | SIP-006 | Logistics | reserve | 4,100 | | N/A | Port Logistics | Investment Bureau | \
 | 2025 | 2026 | |
"""),
    aside={1: "header"},
    quiet="A",
    identity="BCD",
)

TRUTH = """
name | code | category | stage | total_investment | invested | progress | unit | owner | leader | planned_start \
 | planned_finish | words | problem
R2> Jinji Lake Innovation Tower | SIP-001 | Services | construction | 86000 | 31250.5 | 42 \
 | Lakeside Development Co., Ltd. | Planning Bureau | Deputy Director Lim | 2022-03 | 2025-12 | Core reached level 18 \
 | None of the cranes certified⏎before July
R3> Biobay Phase VI | SIP-002 | Biomedicine | completed | 54000 | 54000 | 100 | Biobay | Investment Bureau \
 | Deputy Director Lim | 2021-06-01 | 2024-05 | Handed over |
R4> Nano-materials Pilot Line | SIP-003 | New materials | preparing | 12500 | 0 | | Nanopolis | Investment Bureau \
 | Director Ong | 2024-10 | 2026 | Design review |
R5> Suzhou River Pumping Station | SIP-004 | Infrastructure | construction | 7300 | 2900 | 35 | Water Board \
 | Public Works | Director Ong | 2023-09 | 2025-03-31 | Piling done | Power supply late
R6> 独墅湖学校扩建 | SIP-005 | Education | started | 9800 | 650 | 5 | 教育局 | Public Works | 王主任 | 2024-05 \
 | 2025-08 | 土方 |
R7> -5 °C Cold Store | SIP-006 | Logistics | reserve | 4100 | | | Port Logistics | Investment Bureau | | 2025 | 2026 | \
 |
"""

LAYOUT = Layout(
    key="suzhou",
    file="park-projects.csv",
    sheets=(SHEET,),
    today="2024-07-03",
    day=DAY,
    projects=truth(DAY, "", TRUTH),
    options=("--on", DAY, "--unit", "万元"),
    spoiled={"F3": "USD 7,500,000", "M5": "31/02/2025", "H6": "105%"},
    encoding="utf-8-sig",
)

"""What the tests of papers share: a crowded ledger, and the plain text of a paper in any of its formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from pathlib import Path

    from .calling import Caller, Result

PROBLEM = "征地拆迁尚有一百二十户未签协议，涉及跨区调地，须由市自然资源局会同管委会协调；" * 6


def crowd(run: Caller, folder: Path, zones: int, projects: int) -> Path:
    """Make and return a ledger in which every project is late, due soon, in trouble and called by a long name."""
    path = folder / "crowded.db"
    run.ok("init", path)
    number = 0
    for zone in range(zones):
        called = f"第{zone + 1}现代装备制造与新材料产业集聚示范园区（东西扩展片）"
        run.ok("zone", "add", called, "--slug", f"z{zone}", db=path)
        for _ in range(projects):
            number += 1
            name = f"WWWW MAXIMUM {number}号年产二十万吨高端合金材料及其配套的铁路专用线、变电站和污水处理工程"
            run.ok(
                *("add", (name * 2)[:190], "--zone", f"z{zone}", "--slug", f"p{number}", "--total", "1234567.89万元"),
                *("--due", "预计2025年上半年", "--owner", "园区规划建设和自然资源管理工作部（重点项目推进专班）"),
                *("--leader", "欧阳震华、上官婉儿、司马相如"),
                *("-m", f"主体结构封顶及设备安装调试（第{number}批）, 2025-09-20前完成"),
                *("-m", f"竣工验收备案（第{number}批）, 2025-08-31前完成"),
                db=path,
            )
            run.ok("update", f"z{zone}/p{number}", "45%", "--problem", PROBLEM, "--on", "2025-04-13", db=path)
    return path


def many(run: Caller, folder: Path) -> Path:
    """Make and return a ledger of three zones with sixty projects, most of them late, in trouble, or both."""
    path = folder / "many.db"
    run.ok("init", path)
    for zone in range(3):
        run.ok("zone", "add", f"第{zone + 1}经济技术开发区", "--slug", f"z{zone}", db=path)
    for n in range(60):
        name = f"智能制造产业园基础设施配套及标准化厂房建设项目第{n}期"
        due = f"2025-{7 + n % 4:02}-{10 + n % 18}"
        asked = ("--owner", "规划建设部", "--leader", "王建国", "--total", "2亿元")
        run.ok("add", name, "--zone", f"z{n % 3}", "--slug", f"p{n}", "--due", due, *asked, db=path)
        trouble = ("--problem", "征地拆迁尚有十二户未签协议，须由市自然资源局协调。") if n % 4 == 0 else ()
        run.ok("update", f"z{n % 3}/p{n}", f"{n}%", *trouble, today="2025-08-13", db=path)
    return path


def markdown(text: str) -> str:
    """The text that a reader of Markdown sees, without marks and blanks; the words behind a picture are not seen."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    parts = (child for token in tokens for child in token.children or ())
    seen = "".join(part.content for part in parts if part.type != "image")
    return squeezed(seen)


def drawn(picture: str) -> str:
    """The text that is written in an SVG picture, without blanks; what only stands for the picture is not."""
    root = ET.fromstring(picture)
    return squeezed("".join("".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text")))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufeff]+", "", text)


def sentences(result: Result) -> list[dict[str, Any]]:
    return result.table("sentences")

"""All layouts, in the order of their years."""

from __future__ import annotations

from . import chengdu, fengxi, maojian, nanping, qinghai, qinshui, shanghai, zhangzhou

LAYOUTS = (
    qinghai.LAYOUT,
    zhangzhou.LAYOUT,
    nanping.LAYOUT,
    shanghai.LAYOUT,
    maojian.LAYOUT,
    fengxi.LAYOUT,
    chengdu.LAYOUT,
    qinshui.LAYOUT,
)
CONVERTED = tuple(layout for layout in LAYOUTS if layout.file.endswith((".xls", ".ods")))

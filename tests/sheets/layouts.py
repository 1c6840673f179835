"""All layouts, in the order of their years."""

from __future__ import annotations

from . import chengdu, fengxi, guannan, maojian, nanping, puyang, qinghai, qinshui, shanghai, suzhou, taizhou, zhangzhou

LAYOUTS = (
    qinghai.LAYOUT,
    zhangzhou.LAYOUT,
    nanping.LAYOUT,
    shanghai.LAYOUT,
    guannan.LAYOUT,
    maojian.LAYOUT,
    fengxi.LAYOUT,
    chengdu.LAYOUT,
    puyang.LAYOUT,
    qinshui.LAYOUT,
    taizhou.LAYOUT,
    suzhou.LAYOUT,
)
CONVERTED = tuple(layout for layout in LAYOUTS if layout.file.endswith((".xls", ".ods")))

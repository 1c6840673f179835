"""All layouts, in the order of their years."""

from __future__ import annotations

from . import fengxi, maojian, nanping, zhangzhou

LAYOUTS = (zhangzhou.LAYOUT, nanping.LAYOUT, maojian.LAYOUT, fengxi.LAYOUT)
CONVERTED = tuple(layout for layout in LAYOUTS if layout.file.endswith((".xls", ".ods")))

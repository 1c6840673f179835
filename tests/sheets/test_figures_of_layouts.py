"""`check` over the sheets of a dozen offices: each finding was judged by hand, and there is no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.calling import Caller

from .layouts import LAYOUTS
from .sheet import Layout

JUDGED = {
    "fengxi": [("copied", "沙河湿地公园")],  # 方案设计 in June and again in July
    "puyang": [("money_and_works", "惠成电子材料扩产")],  # 31,500 of 62,000 spent, and 85.3 % of the works done
    "taizhou": [("money_and_works", "智慧粮库")],  # 0.5% stands where half is meant: 2,700 of 7,600 are spent
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.key for layout in LAYOUTS])
def test_nothing_is_found_but_what_is_odd(layout: Layout, run: Caller, ledger: Path, tmp_path: Path) -> None:
    run.ok("import", layout.build(tmp_path), "--zone", "z", *layout.options, today=layout.today)
    result = run("check", "--only", "figures", "--format", "json", today=layout.today)
    found = [(row["rule"], row["name"]) for row in result.table("disagreements")]
    assert found == JUDGED.get(layout.key, [])
    assert result.exit_code == (12 if found else 0)

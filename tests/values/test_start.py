"""Start-up: the values room loads nothing heavy and compiles no pattern until something is read."""

import json
import subprocess
import sys

SCRIPT = """
import json, re, sys
compiled = []
original = re.compile
re.compile = lambda *args, **names: compiled.append(args[0]) or original(*args, **names)
from zonetrack.values import money, number, percent, quantity, text, when
before = [list(compiled), sorted(sys.modules)]
percent.decode("80"); when.decode("2025-08"); when.unpack("../2025-08-31 before 8月底前")
print(json.dumps([*before, sorted(sys.modules)]))
"""


def test_importing_the_room_and_decoding_what_is_stored_is_light():
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, encoding="utf-8")
    compiled, modules, after = json.loads(ran.stdout)
    assert compiled == []
    heavy = {"dateutil", "dataclasses", "calendar", "inspect", "fractions", "zonetrack.values.when_zh"}
    assert not heavy & {*modules, *after}
    assert {name for name in modules if name.startswith("zonetrack.")} == {
        "zonetrack.values",
        *(
            f"zonetrack.values.{name}"
            for name in ["errors", "money", "number", "percent", "qualifier", "quantity", "span", "text", "when"]
        ),
    }

"""Every console block of the documentation is run, and prints what the page says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("console", ROOT / "docs/console.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


console = load()


@pytest.mark.parametrize("page", console.pages(), ids=lambda page: page.name)
def test_console_blocks_print_what_the_page_says(page: Path) -> None:
    found = console.differences(page)
    assert not found, "\n\n".join(f"{page.name}, {one}" for one in found)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_readmes_show_the_program_at_work(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").split("\n")
    shown = [step.command for step in console.steps_of(lines) if step.shown]
    assert len(shown) >= 3
    assert any(command.startswith(("zonetrack ", "./run ")) for command in shown)


def test_no_block_is_overlooked() -> None:
    """A fence that is indented or has something behind it would be shown, and never run."""
    for page in console.pages():
        lines = page.read_text(encoding="utf-8").split("\n")
        assert not [line for line in lines if "```console" in line and line != "```console"], page.name


PAGE = """\
# A page
<!-- console: export WHO=world -->

```console
$ cd data && NUMBER=1
$ echo hello $WHO $NUMBER; echo wrong >&2
hello world 1
wrong
$ cat <<END
> one
> $(basename "$PWD")
> END
one
data
```

```sh
$ false
```

```console
$ seq 9; echo; echo "$HOME"   # the folder outlives the block
1
…
8
9

/home/me
$ basename "$PWD"
data
```
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_true_page_passes(page: Path) -> None:
    assert console.differences(page) == []


@pytest.mark.parametrize(
    "true, false", [("hello world 1", "hello world 2"), ("wrong\n", ""), ("8\n", "7\n"), ("one\ndata", "one\n…\nmore")]
)
def test_a_false_page_does_not_and_is_mended(page: Path, true: str, false: str) -> None:
    head, _, tail = PAGE.rpartition(true)
    page.write_text(head + false + tail, encoding="utf-8")
    [difference] = console.differences(page)
    assert "the program" in str(difference)
    assert console.update(page) == 1
    assert console.differences(page) == []


def test_updating_leaves_what_is_true_as_it_is_written(page: Path) -> None:
    assert console.update(page) == 0
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    "expected, printed, same",
    [
        ("", "", True),
        ("…", "", True),
        ("…", "a b", True),
        ("a …", "a", True),
        ("a … c", "a b c", True),
        ("a … c", "a b", False),
        ("… b … d", "a b c b d", True),
        ("… b", "a b c", False),
        ("a", "a b", False),
    ],
)
def test_what_an_ellipsis_stands_for(expected: str, printed: str, *, same: bool) -> None:
    assert console.matches(expected.split(), printed.split()) is same


@pytest.mark.parametrize(
    "expected, printed, same",
    [
        ("ledger at yuanping#7 73a1f541", "ledger at yuanping#7 9ee64ff3", True),
        ("ledger at yuanping#7 73a1f541", "ledger at yuanping#8 73a1f541", False),
        ("entry x#2 (update, me, 2026-11-23T18:14:36Z)", "entry x#2 (update, me, 2027-01-01T00:00:00Z)", True),
        ("x#2  2026-11-24 02:14  me  update", "x#2  2027-01-01 00:00  me  update", True),
        ("x#2  2026-11-24 02:14  me  update", "x#2  2026-11-25  me  update", False),
        ("entry x#2 (update, me, 2026-11-23T18:14:36Z)", "entry x#2 (done, me, 2026-11-23T18:14:36Z)", False),
    ],
)
def test_times_and_hashes_may_differ_and_nothing_else(expected: str, printed: str, *, same: bool) -> None:
    assert (console.steady([expected]) == console.steady([printed])) is same

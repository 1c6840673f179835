"""The drawing of docs/architecture.md as a test: which room may import which, and nothing goes round in circles."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[1] / "src/zonetrack"

# Room → the rooms it may import, and what it may import from outside.  A dotted name stands for itself and all below.
# `zonetrack` is the package itself, which holds only the version.
OURS = {
    "values": {"values"},
    "report": {"values", "chart"},
    "chart": {"values"},
    "document": {"report", "chart"},
    "domain": {"domain", "values"},
    "store": {"store", "domain", "values"},
    "intake": {"intake", "domain", "values"},
    "sending": {"sending", "domain", "values"},
    "reports": {"reports", "domain", "report", "chart", "document", "values"},
    "render": {"render", "report", "chart", "document", "values", "words"},
    "words": {"words"},
    "api": {"domain", "store", "reports", "report", "chart", "document", "values"},
    "commands": {
        *("commands", "api", "intake", "store", "reports", "render", "sending", "report", "document", "domain"),
        *("values", "words"),
        "zonetrack",
    },
    "cli": {"commands", "words", "domain.errors", "values.errors", "zonetrack"},
    "__main__": {"cli"},
    "zonetrack": set(),
}  # fmt: skip
OUTSIDE = {
    "values": {"dateutil.relativedelta"},
    "domain": {"dateutil.relativedelta", "dateutil.rrule", "pypinyin"},
    "store": {"sqlite3", "sqlite_utils"},
    "intake": {"python_calamine"},
    "sending": {"http", "smtplib", "socket", "ssl"},
    "render": {"docx", "resvg_py", "rich", "typst", "xlsxwriter"},
    "commands": {"click"},
    "cli": {"click"},
}
# Costly or optional: imported inside the functions that need them, never when a module is loaded.
LAZY = {"dateutil", "docx", "pypinyin", "python_calamine", "resvg_py", "sqlite_utils", "typst", "xlsxwriter"}
# Parts of the standard library that belong to one room only.
GUARDED = {"sqlite3", "http", "smtplib", "socket", "ssl"}
# No room may touch these: ledger text is not for a guessing parser, one SQL text serves two databases, and what is
# sent goes where it was meant to go, without redirects and proxies.
NEVER = {"dateutil.parser", "sqlite_utils.cli", "urllib.request"}


class Import(NamedTuple):
    module: str  # who imports, without the leading "zonetrack."
    target: str  # what, dotted, in full
    line: int
    lazy: bool

    @property
    def room(self) -> str:
        return self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.module}, line {self.line}: {self.target}"


@cache
def modules() -> dict[str, Path]:
    """Every module by its name without the leading "zonetrack."; the package itself is "zonetrack"."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "zonetrack"] = path
    return found


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for name, path in modules().items() for found in imports_of(name, path))


def imports_of(module: str, path: Path) -> Iterator[Import]:
    """Every import of a module: plain, inside functions, for types only, and by name in a text (lazy tables)."""
    tree = ast.parse(path.read_text(encoding="utf-8"), path)
    late = {id(inner) for outer in ast.walk(tree) if runs_late(outer) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        for target in targets_of(node, module, is_package=path.name == "__init__.py"):
            yield Import(module, target, getattr(node, "lineno", 0), id(node) in late)


def runs_late(node: ast.AST) -> bool:
    """Whether what is inside does not run when the module is loaded."""
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    return isinstance(node, ast.FunctionDef | ast.Lambda)


def targets_of(node: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=source, names=names, level=level):
            if level:
                package = ["zonetrack", *module.split(".")][
                    : None if is_package and level == 1 else -level + is_package
                ]
                source = ".".join([*package, *([source] if source else [])])
            for alias in names:
                yield f"{source}.{alias.name}" if is_module(f"{source}.{alias.name}") else str(source)
        case ast.Constant(value=str(text)) if name := re.fullmatch(r"(zonetrack\.(\w+)(?:\.\w+)*)\.?(?::\w+)?", text):
            if name[2] in OURS:
                yield name[1]


def is_module(name: str) -> bool:
    """Whether a dotted name is a module rather than something in one (of ours; elsewhere only where it matters)."""
    return name.removeprefix("zonetrack.") in modules() or name in {"dateutil.relativedelta", "dateutil.rrule", *NEVER}


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def ours(target: str) -> str | None:
    """`zonetrack.store.db` → `store.db`; None for what is not ours."""
    return target.removeprefix("zonetrack.") if within(target, {"zonetrack"}) else None


def test_every_module_is_in_a_room() -> None:
    assert {name.split(".")[0] for name in modules()} <= OURS.keys()


def test_rooms_import_only_the_rooms_below_them() -> None:
    wrong = [i for i in imports() if (to := ours(i.target)) and not within(to, OURS[i.room])]
    assert not wrong, "\n".join(map(str, wrong))


def test_what_is_imported_of_ours_exists() -> None:
    missing = [i for i in imports() if (to := ours(i.target)) and to not in modules()]
    assert not missing, "\n".join(map(str, missing))


def test_rooms_import_only_their_own_libraries() -> None:
    free = sys.stdlib_module_names - GUARDED
    wrong = [
        i
        for i in imports()
        if ours(i.target) is None
        and i.target.split(".")[0] not in free
        and not within(i.target, OUTSIDE.get(i.room, set()))
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_what_no_room_may_import() -> None:
    wrong = [i for i in imports() if within(i.target, NEVER)]
    assert not wrong, "\n".join(map(str, wrong))


def test_costly_libraries_are_imported_where_they_are_used() -> None:
    wrong = [i for i in imports() if not i.lazy and i.target.split(".")[0] in LAZY]
    assert not wrong, "\n".join(map(str, wrong))


def test_nothing_is_imported_by_star() -> None:
    stars = [
        f"{name}: {ast.unparse(node)}"
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert not stars


def test_no_import_goes_round_in_a_circle() -> None:
    arrows: dict[str, set[str]] = {name: set() for name in modules()}
    for one in imports():
        if (to := ours(one.target)) and to != one.module:
            arrows[one.module].add(to)
    # Take away, again and again, the modules that import nothing which is still there: circles remain.
    left = dict(arrows)
    while leaves := [name for name, to in left.items() if not to & left.keys()]:
        for name in leaves:
            del left[name]
    assert not left, "\n".join(f"{name} → {', '.join(sorted(to & left.keys()))}" for name, to in sorted(left.items()))


@pytest.mark.parametrize(
    "source, expected",
    [
        ("import zonetrack.store.db", ["zonetrack.store.db"]),
        ("from zonetrack.values import errors", ["zonetrack.values.errors"]),
        ("from zonetrack.values.errors import Refusal", ["zonetrack.values.errors"]),
        ("def f():\n    from .values import errors", ["zonetrack.values.errors"]),
        ("from dateutil import parser", ["dateutil.parser"]),
        ("from dateutil.relativedelta import relativedelta", ["dateutil.relativedelta"]),
        ("TABLE = {'status': 'zonetrack.commands.status:status'}", ["zonetrack.commands.status"]),
        ("import_module(f'zonetrack.words.{language}')", ["zonetrack.words"]),
        ("DEFAULT = 'zonetrack.db'", []),
        ("'''See zonetrack.words for more.'''", []),
    ],
)
def test_this_test_sees_every_way_to_import(source: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "cli.py"
    path.write_text(source, encoding="utf-8")
    assert [found.target for found in imports_of("cli", path)] == expected

"""Sizes: a module, a function and a list of parameters that outgrow their cap are a decision, made here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULE, FUNCTION, PARAMETERS = 400, 40, 9

# What may be larger, up to which number, and why.  `path` for a module, `path::name` for a function,
# `path::name()` for its parameters.
EXCEPTIONS: dict[str, tuple[int, str]] = {
    "src/zonetrack/api.py": (540, "one method for each command that reads: the one place to look for them"),
    "src/zonetrack/words/zh.py": (2600, "one sentence a line: a catalogue, not code"),
    "src/zonetrack/words/en.py": (2600, "one sentence a line: a catalogue, not code"),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
SQL = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|REPLACE|PRAGMA)\b")


def sources() -> list[Path]:
    folders = ("src", "benchmarks", "data", "docs")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Every function, methods and inner ones too, by its name with those of what it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = prefix
        if isinstance(child, Function):
            yield f"{prefix}{child.name}", child
        if isinstance(child, Function | ast.ClassDef):
            inner = f"{prefix}{child.name}."
        yield from functions(child, inner)


def length(function: Function) -> int:
    """Lines of a function without its decorators, its docstring and the lines that SQL text fills."""
    lines = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    for node in ast.walk(function):
        if isinstance(node, ast.Constant | ast.JoinedStr) and SQL.match(text_of(node)):
            lines -= set(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def text_of(node: ast.Constant | ast.JoinedStr) -> str:
    while isinstance(node, ast.JoinedStr):
        node = node.values[0] if node.values and isinstance(node.values[0], ast.Constant) else ast.Constant("")
    return str(node.value)


def parameters(function: Function) -> int:
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def is_click_callback(function: Function) -> bool:
    return any(re.search(r"\b(?:command|group|verb)\(", ast.unparse(one)) for one in function.decorator_list)


def measures() -> dict[str, tuple[int, int]]:
    """Everything that has a cap: its name as in EXCEPTIONS → its size and its cap."""
    found: dict[str, tuple[int, int]] = {}
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        found[name] = len(text.splitlines()), MODULE
        for inner, function in functions(ast.parse(text, path)):
            found[f"{name}::{inner}"] = length(function), FUNCTION
            if not is_click_callback(function):
                found[f"{name}::{inner}()"] = parameters(function), PARAMETERS
    return found


def test_nothing_outgrows_its_cap() -> None:
    grown = [
        f"{name}: {size}, cap {EXCEPTIONS.get(name, (cap,))[0]}"
        for name, (size, cap) in measures().items()
        if size > EXCEPTIONS.get(name, (cap,))[0]
    ]
    assert not grown, "\n".join(grown)


def test_exceptions_are_still_needed() -> None:
    found = measures()
    words = {name for name in EXCEPTIONS if name.startswith("src/zonetrack/words/")}
    needless = [name for name in EXCEPTIONS.keys() - words if name not in found or found[name][0] <= found[name][1]]
    assert not needless


def test_how_length_is_counted() -> None:
    source = '''
@decorated(
    "twice",
)
def f(a, *, b):
    """One.

    Two.
    """
    rows = db.execute(
        """
        SELECT a
        FROM b
        """,
    )
    return rows
'''
    [(name, function)] = functions(ast.parse(source))
    assert (name, parameters(function)) == ("f", 2)
    assert length(function) == 5

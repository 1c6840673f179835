"""Write the reference pages from the program itself: commands, exit codes, keys, codes, schema.

    python docs/generate.py            write docs/reference.md and docs/reference.zh-CN.md
    python docs/generate.py --check    fail when a page is not what the program gives

What the pages say besides stands in reference.toml.  Commands take their language while they are loaded, so each page
is made by a process of its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, get_args

from zonetrack import words
from zonetrack.words import click_words, en, t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).resolve().parent
PAGES = {"en": HERE / "reference.md", "zh": HERE / "reference.zh-CN.md"}
WIDTH = 100
DRAWN = frozenset({"trend", "bar"})  # kinds of pictures, which data formats do not have
# Kinds of which no cell is ever empty.
FULL = frozenset({"ref", "count", "alarm", "days", "side", "light"})


@cache
def prose() -> dict[str, Any]:
    """Return the words of these pages."""
    return tomllib.loads((HERE / "reference.toml").read_text(encoding="utf-8"))


def say(key: str, *values: object) -> str:
    """Return the words for `key`, dotted, in the language of the page."""
    said = prose()
    for part in key.split("."):
        said = said[part]
    return str(said[words.language()]).format(*values)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a Markdown table."""
    for row in (headers, ["---"] * len(headers), *rows):
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"
    yield ""


def fenced(text: str, language: str) -> Iterator[str]:
    """Yield a block of code."""
    yield from (f"```{language}", text.strip("\n"), "```", "")


def help_of(*command: str) -> str:
    """Return the help page of a command, `WIDTH` columns wide."""
    import click.formatting

    from zonetrack.cli import main

    click.formatting.FORCED_WIDTH = WIDTH
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*command, "--lang", words.language(), "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def verbs() -> list[tuple[str, ...]]:
    """Return every command, each group followed by its verbs."""
    from importlib import import_module

    from zonetrack.commands.options import Folder
    from zonetrack.commands.program import COMMANDS

    found: list[tuple[str, ...]] = []
    for name, module in COMMANDS.items():
        command = getattr(import_module(f"zonetrack.commands.{module}"), f"{name}_command")
        found.append((name,))
        if isinstance(command, Folder):
            found += [(name, verb) for verb in command.commands]
    return found


def commands() -> Iterator[str]:
    """Yield the help of every command."""
    yield from (f"## {say('commands')}", "", "### zonetrack", "", *fenced(help_of(), "text"))
    for verb in verbs():
        yield from (f"### zonetrack {' '.join(verb)}", "", *fenced(help_of(*verb), "text"))


def exit_codes() -> Iterator[str]:
    """Yield the table of exit codes; fails when the program has others than are explained."""
    from zonetrack import cli
    from zonetrack.commands import check
    from zonetrack.domain import errors

    kinds_ = [getattr(errors, name) for name in errors.__all__]
    used = {0, cli.BUG, cli.INTERRUPTED, *(kind.exit_code for kind in kinds_), *check.EXIT_CODES.values()}
    known = {int(code) for code in prose()["exit"]}
    if used != known:
        sys.exit(f"reference.toml explains the exit codes {sorted(known)}, the program has {sorted(used)}")
    yield from (f"## {say('exits')}", "")
    yield from table([say("exits.code"), say("exits.meaning")], [(code, say(f"exit.{code}")) for code in sorted(used)])
    yield from (say("exits.more"), "")


def keys() -> Iterator[str]:
    """Yield the columns of every table of every report."""
    from zonetrack.reports.columns import OPTIONAL, REPORTS

    yield from (f"## {say('keys')}", "", say("keys.more"), "")
    seen: dict[tuple[Any, ...], str] = {}
    headers = [say(f"keys.{name}") for name in ("key", "label", "kind", "shown", "blank")]
    for report, tables in REPORTS.items():
        yield from (f"### {report}", "")
        for name, columns in tables.items():
            yield f"**`{name}`**" + (f" ({say('keys.optional')})" if name in OPTIONAL else "")
            yield ""
            if columns in seen:
                yield from (say("keys.same", seen[columns]), "")
            else:
                seen[columns] = f"{report}.{name}"
                yield from table(headers, [_column(name, column) for column in columns])


def _period(key: str) -> str:
    """Return the period that a key whose @ has none is shown with."""
    return "" if not key.endswith("@") else "2025" if key == "planned_investment@" else "2025-11"


def _column(table_: str, column: Any) -> tuple[str, ...]:
    from zonetrack.render.labels import label as label_of

    label = label_of(table_, column.key + _period(column.key))
    full = column.kind in FULL or column.key.endswith("name")
    blank = "" if full and column.blank != "none" else t(f"blank.{column.blank}")
    return f"`{column.key}{_period(column.key)}`", label, f"`{column.kind}`", say(f"keys.{column.shown}"), blank


def sheets() -> Iterator[str]:
    """Yield the columns of sheets that leave to come back, by their headers in a workbook and their keys in CSV."""
    from zonetrack.render.labels import label
    from zonetrack.reports.export_columns import SHEETS

    yield from (f"### {say('sheets')}", "", say("sheets.more"), "")
    for sheet, tables in SHEETS.items():
        for name, columns in tables.items():
            yield from (f"**`{sheet}` · `{name}`**", "")
            rows = []
            for column in columns:
                period = _period(column.key)
                shown = column.key if column.shown == "data" else label(f"sheet.{name}", column.key + period)
                rows.append((f"`{column.key}{period}`", shown, f"`{column.kind}`"))
            yield from table([say("keys.key"), say("sheets.header"), say("keys.kind")], rows)


def examples() -> dict[str, Any]:
    """Return a value of each kind of column."""
    from zonetrack.report import Amount, Code, Nodes, Progress, Sentence
    from zonetrack.values.money import read_money
    from zonetrack.values.percent import Points, Ratio, read_percent
    from zonetrack.values.quantity import read_quantity
    from zonetrack.values.when import read_when

    day = date(2025, 4, 14)
    nodes = Nodes(1, 1, 2)
    return {
        "text": "代王路",
        "ref": "xiaohe/daiwang-road/pipes",
        "names": "代建公司",
        "when": read_when("预计5月份", day, mood="plan"),
        "day": day,
        "age": day,
        "money": read_money("超25359.52万元"),
        "percent": Ratio(345_800, 2_535_952),
        "points": Points(22, 3),
        "number": Decimal(30),
        "count": 12,
        "alarm": 2,
        "days": 93,
        "quantity": read_quantity("近60口"),
        "amount": Amount(read_quantity("3.2km"), "computed", read_quantity("4千米")),
        "progress": Progress(read_percent("过半"), "reported", nodes, "管线", read_percent("80%")),
        "nodes": nodes,
        "light": "late",
        "stage": "construction",
        "side": "finish",
        "flags": ("above_total", "falling"),
        "code": Code("basis", "since_start"),
        "value": read_quantity("50千米/小时"),
        "sentence": Sentence("project", {"name": "代王路"}),
        "sources": (("xiaohe/daiwang-road", "stage"), ("xiaohe/daiwang-road/pipes", "progress")),
    }


def kinds() -> Iterator[str]:
    """Yield what each kind of column looks like in the data formats, as the renderers print it."""
    from zonetrack.report import Kind

    values = examples()
    if values.keys() != set(get_args(Kind)) - DRAWN:
        sys.exit(f"docs/generate.py shows the kinds {sorted(values)}, report.py has {sorted(get_args(Kind))}")
    yield from (f"### {say('kinds')}", "", say("kinds.more"), "")
    headers = [say("keys.kind"), say("kinds.json"), say("kinds.csv")]
    yield from table(headers, [_shapes(kind, value) for kind, value in values.items()])


def _shapes(kind: Any, value: object) -> tuple[str, str, str]:
    from zonetrack.render import render
    from zonetrack.report import Column, Report, Table

    sample = Table("sample", (Column("cell", kind),), [{"id": "1", "ref": "r", "cell": value}])
    shown = {}
    for name in ("json", "csv"):
        out = io.StringIO()
        render(Report("sample", date(2025, 4, 14), None, (sample,)), out, format=name)
        shown[name] = out.getvalue()
    cell = json.loads(shown["json"])["tables"]["sample"]["rows"][0]["cell"]
    line = shown["csv"].splitlines()[1].removesuffix(",r,1")
    return f"`{kind}`", f"`{json.dumps(cell, ensure_ascii=False)}`", f"`{line}`"


def dates() -> Iterator[str]:
    """Yield the stored form of dates of each precision."""
    from zonetrack.values.when import read_when

    yield from (f"### {say('edtf')}", "")
    rows = []
    for text in ("2025-08-31", "8月上旬", "8月", "三季度", "下半年", "2025年", "2025年3-5月", "8月底前", "2025年3月起"):
        when = read_when(text, date(2025, 7, 10), mood="plan")
        rows.append((f"`{text}`", f"`{when.edtf}`", f"`{when.precision}`", when.first or "—", when.last or "—"))
    yield from table(["text", "edtf", "precision", "first", "last"], rows)


def measures() -> Iterator[str]:
    """Yield the measures and the stages."""
    from zonetrack.domain import measure

    code, said = say("codes.code"), say("codes.words")
    yield from (f"## {say('measures')}", "", say("measures.more"), "")
    rows = [(f"`{name}`", t(f"measure.{name}"), kind) for name, kind in measure.KINDS.items()]
    yield from table([code, said, say("keys.kind")], rows)
    yield from (f"## {say('stages')}", "")
    stages = []
    for stage in measure.STAGES:
        typed = t("figure.list").join(word for word, meant in measure.STAGE_WORDS.items() if meant == stage)
        of_milestone = say("codes.yes") if stage in measure.MILESTONE_STAGES else ""
        stages.append((f"`{stage}`", t(f"stage.{stage}"), typed, of_milestone))
    yield from table([code, said, say("codes.typed"), say("codes.milestone")], stages)


def codes() -> Iterator[str]:
    """Yield the lists of codes that have no more than words."""
    from zonetrack.domain import light, measure, rules, signal
    from zonetrack.intake.facts import BASES
    from zonetrack.values import qualifier

    for name, prefix, found in (
        ("bases", "basis", (*BASES, "since_start", "by_period")),
        ("lights", "light", (*light.LIGHTS, *signal.SIGNALS)),
        ("certainties", "certainty", measure.CERTAINTIES),
        ("flags", "flag", rules.FLAGS),
        ("qualifiers", "qualifier", qualifier.CODES),
    ):
        yield from (f"## {say(name)}", "")
        yield from _coded(prefix, found)
    for name, prefix in (
        ("actions", "action"),
        ("states", "state"),
        ("rules", "why"),
        ("checks", "check"),
        ("results", "result"),
    ):
        yield from (f"## {say(name)}", "")
        yield from _coded(prefix, [key.partition(".")[2] for key in en.TEXTS if key.startswith(f"{prefix}.")])


def _coded(prefix: str, found: Iterable[str]) -> Iterator[str]:
    rows = [(f"`{code}`", t(f"{prefix}.{code}", figure="…")) for code in found]
    yield from table([say("codes.code"), say("codes.words")], rows)


def units() -> Iterator[str]:
    """Yield the units that are known by several names."""
    from zonetrack.values.quantity import UNITS

    yield from (f"## {say('units')}", "", say("units.more"), "")
    rows = [(f"`{unit.code}`", f"`{unit.dimension}`", t("figure.list").join(unit.aliases)) for unit in UNITS.values()]
    yield from table([say("codes.code"), say("units.dimension"), say("units.names")], rows)


def schema() -> Iterator[str]:
    """Yield the statements that make a ledger."""
    from zonetrack.store.db import APPLICATION_ID, VERSION
    from zonetrack.store.schema import MIGRATIONS, statements

    yield from (f"## {say('schema')}", "", say("schema.more", f"0x{APPLICATION_ID:08X}", VERSION), "")
    for number, _ in MIGRATIONS:
        texts = [dedent(statement).strip() + ";" for statement in statements(number)]
        if texts:  # without any, positions are folded anew and no table changes
            yield from (f"### {say('schema.version', number)}", "", *fenced("\n\n".join(texts), "sql"))


def page(language: str) -> str:
    """Return the reference page in a language: the first one that a process asks for."""
    words.use(language)
    click_words.bind(language)
    lines = [f"# {say('title')}", "", say("made"), ""]
    for part in (commands, exit_codes, keys, sheets, kinds, dates, measures, codes, units, schema):
        lines += part()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def made(language: str) -> str:
    """Return the reference page in a language, made by a process of its own."""
    command = [sys.executable, __file__, "--print", language]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8", check=True).stdout


def main() -> None:
    """Write the pages, or with --check compare them; with --print LANGUAGE print one."""
    if sys.argv[1:2] == ["--print"]:
        sys.stdout.buffer.write(page(sys.argv[2]).encode())
        return
    stale = []
    for language, path in PAGES.items():
        text = made(language)
        if not path.exists() or path.read_bytes().decode() != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_bytes(text.encode())
    if stale and "--check" in sys.argv:
        sys.exit(f"Not what the program gives: {', '.join(stale)}. Write them anew: ./run docs")


if __name__ == "__main__":
    main()

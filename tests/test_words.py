"""The two languages side by side: the same keys, the same placeholders, nothing missing and nothing left over."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from zonetrack.commands.program import COMMANDS
from zonetrack.domain.alarm import KINDS
from zonetrack.words import en, zh

SOURCE = Path(__file__).parents[1] / "src/zonetrack"
CATALOGUES = {SOURCE / "words/zh.py", SOURCE / "words/en.py"}

# Keys that the program puts together: the prefix, and what follows it.
# None: every part of what follows is a literal somewhere in src, be it as an option; a pattern: computed, like this.
DYNAMIC: dict[str, str | None] = {
    "basis.": None,
    "blank.": None,
    "certainty.": None,
    "chart.": None,
    "outlook.": None,
    "counted.": None,
    "col.": None,
    "col.annex_": None,
    "col.sheet_": None,
    "disagreement.": None,
    "empty.": None,
    "error.": None,
    "error.reference.no_": r"(zone|record)(_like)?",
    "example.": r"[a-z_]+\.[a-z-]+",
    "procedure.": None,
    "due_kind.": None,
    "field.": None,
    "formal.": None,
    "flag.": None,
    "foot.": None,
    "head.": None,
    "heading.": None,
    "heading.annex_": None,
    "heading.annex_ranked_": None,
    "heading.no_": None,
    "heading.some_": None,
    "help.": None,
    "import_action.": None,
    "import_basis.": None,
    "import_doubt.": None,
    "import_field.": None,
    "import_how.": None,
    "import_kind.": None,
    "import_known_by.": None,
    "import_state.": None,
    "import_verdict.": None,
    "import.": None,
    "light.": None,
    "measure.": r"([iefpn]:)?[a-z_]*",  # an indicator has the name that the ledger gives it
    "metavar.": None,
    "month.": r"[1-9]|1[0-2]",
    "note.": None,
    "note.apart_": None,
    "note.no_": None,
    "note.with_": None,
    "option.": None,
    "period.": r"q[1-4]|h[12]|early|middle|late",
    "qualifier.": None,
    "report.": None,
    **dict.fromkeys(
        (
            *("sentence.", "sentence.all_", "sentence.by_", "sentence.changed_", "sentence.due_", "sentence.late_"),
            *("sentence.next_", "sentence.no_", "sentence.progress_", "sentence.project_", "sentence.some_"),
            *("sentence.sorted_", "sentence.worst_"),
        )
    ),
    "sheet.": None,
    "short.": None,
    "side.": None,
    "stage.": None,
    "table.": None,
    "action.": None,
    "cause.": None,
    "channel.": None,
    "check.": None,
    "result.": None,
    "kind.": None,
    "note.forecast_": None,
    "note.light_": None,
    "note.light_late_": None,
    "note.light_soon_": None,
    "note.made_": None,
    "state.": None,
    "why.": None,
    "why_not.": None,
    "indicator_basis.": None,
    "unit.": None,
    "pace_basis.": None,
    "how.": None,
    "light_measure.": None,
    "group_by.": None,
    "rank_list.": None,
    "in_force.": None,
    "sentence.preset.": None,
    "note.pace_": None,
    "note.pace_by_": None,
    "note.pace_made_": None,
    "note.rank_lists_": None,
    "sentence.light.": None,
    "verdict.": None,
}
# What follows a key to make its companions.
COMPANIONS = (".hint", ".all", "_unsourced")
# Constructors whose first argument names words.
NAMED_WORDS = {"Note": "note.", "Column": "col."}

# Latin words that a Chinese sentence may hold.
NAMES = {
    "apt",
    "install",
    "pypinyin",
    "zonetrack",
    "run",
    "SQLite",
    "PostgreSQL",
    "Excel",
    "Word",
    "WPS",
    "Python",
    "Bash",
}
FORMATS = {
    "table",
    "json",
    "csv",
    "tsv",
    "txt",
    "md",
    "html",
    "png",
    "svg",
    "xlsx",
    "docx",
    "pdf",
    "xlsm",
    "xls",
    "ods",
    "JSON",
    "CSV",
    "TOML",
    "TAB",
    "EDTF",
    "BOM",
    "UTC",
}
UNITS = {"km", "m", "m²", "m³", "ha", "kg", "t", "kW", "MW", "MWh", "h", "d"}
# Examples of what a user may type: an indicator, a field of a line of JSON.
EXAMPLES = {"workers", "ref", "office", "value", "growth", "rate", "kind", "quantity"}
# What is typed for a rule of lights.
RULES = {"gap", "ratio", "shortfall", "days", "late", "none"}
MAPS = {"columns", "projects", "new", "total", "investment"}  # what stands in a map made by hand
# Fields of notify.toml, and what may stand in them.
SETTINGS = {"ca", "private", "security", "https", "ssl", "starttls", "true"}
ALLOWED = EXAMPLES | RULES | SETTINGS | NAMES | FORMATS | UNITS | MAPS | {*COMMANDS, *KINDS}
# What English says in Chinese: the units of the offices' books.
ALLOWED_HAN = {"万元", "亿元", "项目名称", "节点名称", "总投资"}  # and headers as they stand there
# Texts that join others or stand under them, and so begin or end with a space.
JOINTS = {"figure.list", "echo.later", "echo.earlier", "echo.complete", "update.bad_line"}


def texts_of(value: str | tuple[str, str]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def placeholders(value: str | tuple[str, str]) -> set[str]:
    return {
        name for text in texts_of(value) for _, name, _, _ in string.Formatter().parse(text) if name is not None
    } - {"n" if isinstance(value, tuple) else ""}


@cache
def trees() -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text(encoding="utf-8"), path)
        for path in sorted(SOURCE.rglob("*.py"))
        if path not in CATALOGUES
    }


@cache
def literals() -> frozenset[str]:
    return frozenset(
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


class Call(NamedTuple):
    """A call whose first argument is a literal text; `given` is None where parameters are passed on unseen."""

    place: str
    name: str
    text: str
    given: set[str] | None


@cache
def calls() -> tuple[Call, ...]:
    return tuple(
        Call(
            f"{path.relative_to(SOURCE)}:{node.lineno}",
            ast.unparse(node.func).split(".")[-1],
            node.args[0].value,
            names if None not in (names := {keyword.arg for keyword in node.keywords}) else None,
        )
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


@cache
def refusals() -> set[str]:
    """Names of the classes that descend from Refusal."""
    found = {"Refusal"}
    classes = [node for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in classes:
        found |= {one.name for one in classes if {ast.unparse(base).split(".")[-1] for base in one.bases} & found}
    return found


def is_used(key: str) -> bool:
    for companion in COMPANIONS:
        key = key.removesuffix(companion)
    return key in literals() or any(is_put_together(key, prefix) for prefix in DYNAMIC if key.startswith(prefix))


def is_put_together(key: str, prefix: str) -> bool:
    rest, pattern = key.removeprefix(prefix), DYNAMIC[prefix]
    if pattern is not None:
        return re.fullmatch(pattern, rest) is not None
    # An option is named in src with its dashes, and what stands for a value in small letters.
    return not {rest, f"--{rest}", rest.lower()}.isdisjoint(literals()) or all(
        not {part, f"--{part}"}.isdisjoint(literals()) for part in rest.split(".")
    )


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(zh.TEXTS) == list(en.TEXTS)


def test_both_languages_fill_in_the_same_things() -> None:
    different = {
        key: (placeholders(zh.TEXTS[key]), placeholders(en.TEXTS[key]))
        for key in zh.TEXTS.keys() & en.TEXTS.keys()
        # A plural may be told by its number alone, which Chinese has to print or leave out as it sounds right.
        if placeholders(zh.TEXTS[key]) - {"n"} != placeholders(en.TEXTS[key]) - {"n"}
    }
    assert not different


@pytest.mark.parametrize("catalogue", [zh, en], ids=["zh", "en"])
def test_no_key_is_written_twice(catalogue: object) -> None:
    tree = ast.parse(Path(str(catalogue.__file__)).read_text(encoding="utf-8"))
    keys = [ast.literal_eval(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys if key]
    assert not {key for key in keys if keys.count(key) > 1}


@pytest.mark.parametrize("catalogue", [zh, en], ids=["zh", "en"])
def test_no_text_is_empty_or_padded(catalogue: object) -> None:
    assert not [
        key
        for key, value in catalogue.TEXTS.items()
        for text in texts_of(value)
        if not text or (text != text.strip() and key not in JOINTS)
    ]


def asked_for(call: Call) -> list[str]:
    """The keys whose words a call needs: a refusal that of its sentence, and that of its hint where there is one."""
    if call.name in {"t", "has"}:
        return [call.text]
    if call.name in refusals():
        key = f"error.{call.text}"
        return [key, *(f"{key}{tail}" for tail in COMPANIONS if f"{key}{tail}" in zh.TEXTS)]
    return []


def test_words_asked_for_exist() -> None:
    missing = [f"{call.place}: {key}" for call in calls() for key in asked_for(call) if key not in zh.TEXTS]
    assert not missing, "\n".join(missing)


def test_words_asked_for_are_filled_in() -> None:
    empty = [
        f"{call.place}: {key} needs {', '.join(sorted(needed))}"
        for call in calls()
        if call.given is not None and call.name != "has"
        for key in asked_for(call)
        if key in zh.TEXTS and (needed := placeholders(zh.TEXTS[key]) | placeholders(en.TEXTS[key])) - call.given
    ]
    assert not empty, "\n".join(empty)


def test_every_hint_has_its_sentence() -> None:
    hints = [key for key in zh.TEXTS if key.startswith("error.") and key.endswith(".hint")]
    assert not [key for key in hints if key.removesuffix(".hint") not in zh.TEXTS]


def test_every_note_and_every_column_has_its_words() -> None:
    missing = [
        f"{call.place}: {NAMED_WORDS[call.name]}{call.text}"
        for call in calls()
        if call.name in NAMED_WORDS
        and not any(key.startswith(NAMED_WORDS[call.name]) and key.endswith(f".{call.text}") for key in zh.TEXTS)
    ]
    assert not missing, "\n".join(missing)


def test_no_words_are_left_over() -> None:
    assert not [key for key in zh.TEXTS if not is_used(key)]


def latin(text: str) -> list[str]:
    """Latin words of a Chinese text that are no placeholder, option, command line, variable, path or slug."""
    text = re.sub(r"\{[^{}]*\}", " ", text)
    text = re.sub(r"(?:zonetrack|pip|export|chmod) [^。；，）”\n]*", " ", text)
    text = re.sub(r"(?<![\w-])--?[A-Za-z][\w-]*", " ", text)
    text = re.sub(r"\b[A-Z]+_[A-Z_]+\b|[\w.-]*/[\w./-]+|[\w-]+\.(?:db|toml|py|csv|xlsx|md)\b", " ", text)
    text = re.sub(r"\b[a-z]+(?:-[a-z]+)+\b|\b[a-z]+#\d+|\d-Q\d", " ", text)
    return [word for word in re.findall(r"[A-Za-z]+[²³]?", text) if word not in ALLOWED]


def test_chinese_is_chinese_to_the_last_word() -> None:
    foreign = {key: words for key, value in zh.TEXTS.items() for text in texts_of(value) if (words := latin(text))}
    assert not foreign


def test_english_is_english_to_the_last_word() -> None:
    found = {key: set(re.findall(r"[\u3000-\u9fff]+", " ".join(texts_of(value)))) for key, value in en.TEXTS.items()}
    assert not {key: han - ALLOWED_HAN for key, han in found.items() if han - ALLOWED_HAN}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("项目 project 未找到", ["project"]),
        ("用 --as-of DAY 指定日期", ["DAY"]),
        ("例：zonetrack add 代王路 --due 2025-08。请重试", []),
        ("见 {file}，单位 km，变量 ZONETRACK_DB", []),
    ],
)
def test_this_test_sees_latin_words(text: str, expected: list[str]) -> None:
    assert latin(text) == expected

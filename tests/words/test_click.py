"""Click's own words: complete in Chinese, plain English otherwise, whatever the environment says."""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

from zonetrack.words.click_words import CHINESE

# Click translates these from a variable; each says which words the variable can hold.
FROM_VARIABLES = {"extra['required']": "required"}
# Click fills these with English names of its own types, which it does not translate: Chinese leaves them out.
ENGLISH_ONLY = {"{number_type}", "{param_type}"}


def sentences_of_click() -> dict[str, str]:
    """Every msgid of the installed Click, with its plural or, where it has none, itself."""
    found: dict[str, str] = {}
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                texts = [text_of(argument) for argument in node.args[:2]]
                found[texts[0]] = texts[-1] if node.func.id == "ngettext" else texts[0]
    return found


def text_of(argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant):
        return str(argument.value)
    return FROM_VARIABLES.get(ast.unparse(argument), f"not a literal: {ast.unparse(argument)}")


def placeholders(text: str) -> Counter[str]:
    braces = (
        f"{{{name}{'!' + conversion if conversion else ''}}}"
        for _, name, _, conversion in string.Formatter().parse(text)
        if name is not None
    )
    return Counter([*braces, *re.findall(r"%\(\w+\)\w", text)])


SENTENCES = sentences_of_click()


def test_click_still_marks_its_sentences_the_way_we_look_for_them() -> None:
    assert len(SENTENCES) > 60
    assert {"Usage:", "No such option {name!r}.", "required"} <= SENTENCES.keys()


@pytest.mark.parametrize("singular", SENTENCES)
def test_every_sentence_of_click_is_said_in_chinese(singular: str) -> None:
    plural = SENTENCES[singular]
    said = CHINESE.get(singular, "")
    assert re.search(r"[\u4e00-\u9fff]", said), f"not translated: {singular!r}"
    expected = placeholders(plural)
    for name in ENGLISH_ONLY - placeholders(said).keys():
        del expected[name]
    assert placeholders(said) == expected


PROGRAM = """
import sys
from zonetrack.words import click_words
click_words.bind(sys.argv.pop(1))
import click

@click.group(options_metavar="…", subcommand_metavar="…")
@click.version_option("9", prog_name="zt")
def program(): pass

@program.command(options_metavar="…")
@click.argument("ref", metavar="…")
@click.option("--name", required=True, metavar="…")
@click.option("--size", type=click.IntRange(1, 5), default=3, show_default=True, metavar="…")
@click.option("--colour", type=click.Choice(["1", "2"]))
@click.option("--yes/--no", default=None)
def paint(**given): raise click.Abort

for arguments in sys.argv[1:]:
    try:
        program(arguments.split(), prog_name="zt")
    except SystemExit:
        print("\\f", end="", flush=True)
"""
CALLS = {
    "--help": ("Show this message and exit.", "显示本帮助后退出。"),
    "--version": ("version 9", "版本 9"),
    "paint --help": ("[default: 3; 1<=x<=5]", "[默认：3; 1<=x<=5]"),
    "paint": ("Missing argument", "缺少参数"),
    "paint 0": ("Missing option '--name'", "缺少选项 '--name'"),
    "paint 0 --name": ("requires an argument", "需要 1 个值"),
    "paint 0 --colou 1": (
        "No such option '--colou'. Did you mean '--colour'?",
        "没有选项 '--colou'。 是否指 '--colour'？",
    ),
    "paint 0 1 2 --name 1": ("unexpected extra arguments (1 2)", "多出了不认识的参数（1 2）"),
    "paint 0 --name 1 --colour 3": ("'3' is not one of '1', '2'", "'3' 不是可选的值；可选：'1', '2'"),
    "paint 0 --name 1 --size 9": ("9 is not in the range 1<=x<=5", "9 不在允许的范围 1<=x<=5 内"),
    "paint 0 --name 1 --size !": ("'!' is not a valid integer", "'!' 不是有效的数字"),
    "paint 0 --name 1 --yes=1": ("does not take a value", "不带值"),
    "paint 0 --name 1": ("Aborted!", "已中止。"),
    "pain": ("No such command 'pain'", "没有命令 'pain'"),
}
# Names of commands and options, and the x of a range.
OURS = re.compile(r"\bzt\b|\bpaint?\b|--[a-z]+|\bx\b")


def answers(language: str, **environment: str) -> dict[str, str]:
    """What the program says to each of CALLS, all in one process."""
    kept = {k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"}}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, language, *CALLS],
        env={**kept, "PYTHONUTF8": "1", "NO_COLOR": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return dict(zip(CALLS, run.stdout.split("\f")[:-1], strict=True))


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, str]]:
    return {language: answers(language) for language in ("zh", "en")}


@pytest.mark.parametrize("arguments", CALLS)
def test_a_chinese_session_shows_no_english(arguments: str, said: dict[str, dict[str, str]]) -> None:
    assert CALLS[arguments][1] in said["zh"][arguments]
    assert not re.findall(r"[A-Za-z]+", OURS.sub("", said["zh"][arguments]))


@pytest.mark.parametrize("arguments", CALLS)
def test_an_english_session_shows_no_chinese(arguments: str, said: dict[str, dict[str, str]]) -> None:
    assert CALLS[arguments][0] in said["en"][arguments]
    assert not re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", said["en"][arguments])


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LANG": "en_US.UTF-8"},
        {"LC_ALL": "zh_CN.UTF-8"},
        {"LANGUAGE": "zh_CN:zh"},
        {"LANGUAGE": "en", "LANG": "zh_CN.UTF-8"},
    ],
    ids=str,
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_environment_has_no_say(
    language: str, environment: dict[str, str], said: dict[str, dict[str, str]]
) -> None:
    assert answers(language, **environment) == said[language]


def test_the_language_can_change_after_click_was_imported() -> None:
    program = PROGRAM.replace("for arguments", "click_words.bind('en')\nfor arguments")
    run = subprocess.run(
        [sys.executable, "-c", program, "zh", "paint"], capture_output=True, encoding="utf-8", check=False
    )
    assert "Missing argument" in run.stderr


def test_programs_that_we_start_do_not_inherit_the_choice() -> None:
    code = "import os; before = dict(os.environ); from zonetrack.words import click_words as w; w.bind('zh')"
    subprocess.run([sys.executable, "-c", f"{code}; assert dict(os.environ) == before"], check=True)

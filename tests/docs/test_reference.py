"""The reference pages are what the program gives, and leave nothing out in either language."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from zonetrack.reports.columns import REPORTS
from zonetrack.words import en, zh

ROOT = Path(__file__).parents[2]
PAGES = {"en": "reference.md", "zh": "reference.zh-CN.md"}
CATALOGUES = {"en": en.TEXTS, "zh": zh.TEXTS}


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = load()


def page(language: str) -> str:
    return (ROOT / "docs" / PAGES[language]).read_text(encoding="utf-8")


def helps(language: str) -> dict[str, str]:
    """Command → its help page, from the reference page."""
    return dict(re.findall(r"^### zonetrack ?(.*)\n\n```text\n((?:.*\n)*?)```$", page(language), re.MULTILINE))


def test_the_pages_are_what_the_program_gives() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr


def test_a_page_that_is_not_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "reference.md"
    stale.write_text("# Reference\n", encoding="utf-8")
    monkeypatch.setattr(generate, "PAGES", {"en": stale})
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit, match=r"reference\.md"):
        generate.main()
    assert stale.read_text(encoding="utf-8") == "# Reference\n"


@pytest.mark.parametrize("language", PAGES)
def test_every_command_is_there_with_help_and_an_example(language: str) -> None:
    shown = helps(language)
    commands = {" ".join(verb) for verb in generate.verbs()}
    assert shown.keys() == {"", *commands}
    groups = {name.split()[0] for name in commands if " " in name}
    heading = str(CATALOGUES[language]["help.examples"])
    for name in commands - groups:
        description, _, examples = shown[name].partition(f"{heading}")
        assert re.search(r"^  \S", description, re.MULTILINE), name
        assert f"zonetrack {name}" in examples, name


@pytest.mark.parametrize("language", PAGES)
def test_help_is_in_the_language(language: str) -> None:
    for name, text in helps(language).items():
        description = text.split("\n\n")[1]
        said = re.sub(r"[\d.]+[万亿]元", "", description)  # an amount as it is typed, in either language
        assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (language == "zh"), name


@pytest.mark.parametrize("language", PAGES)
def test_every_key_of_every_report_is_there(language: str) -> None:
    text = page(language)
    keys = {column.key for tables in REPORTS.values() for columns in tables.values() for column in columns}
    missing = [
        key for key in keys if not re.search(rf"\| `{re.escape(key)}(?<=@)[-\d]+` \||\| `{re.escape(key)}` \|", text)
    ]
    assert not missing


def test_both_languages_say_as_much() -> None:
    sections = [re.findall(r"^#+ ", page(language), re.MULTILINE) for language in PAGES]
    rows = [len(re.findall(r"^\|", page(language), re.MULTILINE)) for language in PAGES]
    assert sections[0] == sections[1]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("name", ["README", "docs/guide", "docs/notify"])
def test_translated_pages_have_the_same_parts(name: str) -> None:
    """As many headings, commands, blocks and items: neither language is the poorer one."""
    texts = [(ROOT / f"{name}{ending}").read_text(encoding="utf-8") for ending in (".md", ".zh-CN.md")]
    for pattern in (r"^#+ ", r"^\$ ", r"^```", r"^- "):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in texts]
        assert counts[0] == counts[1], pattern


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
)
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def anchors(path: Path) -> set[str]:
    """The anchors that a page of Markdown has: its headings, lower case, without punctuation, hyphens for blanks."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

"""Maps made by hand: read, refused, and written so that they are read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack.intake.grid import Grid
from zonetrack.intake.headers import FIELDS
from zonetrack.intake.layout import tables
from zonetrack.intake.mapping import Labels, Map, read_map, write_map
from zonetrack.values.errors import Refusal
from zonetrack.words import named


def put(folder: Path, text: str) -> Path:
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_map_is_an_empty_one(tmp_path: Path) -> None:
    assert read_map(tmp_path / "m.toml") == Map({}, {})
    assert read_map(put(tmp_path, "")) == Map({}, {})


def test_a_map(tmp_path: Path) -> None:
    text = '[columns]\n"总投资/计划" = "total_investment"\n"完成" = "invested ytd 1-7月"\n[projects]\n"水厂" = "new"\n'
    assert read_map(put(tmp_path, text)) == Map(
        {"总投资/计划": "total_investment", "完成": "invested ytd 1-7月"}, {"水厂": "new"}
    )


LABELS = Labels(named("import_field."), named("import_basis."))


@pytest.mark.parametrize(
    "written, code",
    [
        ("总投资", "total_investment"),
        ("Total investment", "total_investment"),
        ("total_investment", "total_investment"),
        ("不读", "ignore"),
        ("不读取", "ignore"),
        ("not read", "ignore"),
        ("按原样保留", "extra"),
        ("序号", "seq"),
        ("number (not read)", "seq"),
        ("unit", "unit"),
        ("built by", "unit"),
        ("progress in words", "words"),
        ("progress", "progress"),
        ("完成投资 本年累计 1-7月", "invested ytd 1-7月"),
        ("invested year to date Jan to Jul 2025", "invested ytd Jan to Jul 2025"),
        ("planned investment plan 2025", "planned_investment plan 2025"),
    ],
)
def test_fields_in_the_words_of_people(tmp_path: Path, written: str, code: str) -> None:
    assert read_map(put(tmp_path, f'[columns]\nx = "{written}"'), LABELS).columns == {"x": code}


def test_every_field_is_read_as_both_languages_show_it(tmp_path: Path) -> None:
    for label, code in LABELS.fields.items():
        if code in FIELDS:
            assert read_map(put(tmp_path, f'[columns]\nx = "{label}"'), LABELS).columns == {"x": code}


@pytest.mark.parametrize(
    "text, word",
    [
        ("[columns", "map.toml"),
        ('[columns]\nx = "nix"', "map.field"),
        ('[columns]\nx = ""', "map.field"),
        ('[columns]\nx = "invested since"', "map.field"),
        ("[columns]\nx = 3", "map.text"),
        ("columns = 3", "map.text"),
        ('[column]\nx = "name"', "map.table"),
        ('x = "name"', "map.table"),
        ("[projects]\nx = true", "map.text"),
    ],
)
def test_a_map_that_is_none(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_map(put(tmp_path, text))
    assert refused.value.word == word


def test_a_folder_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_map(tmp_path)
    assert refused.value.word == "map.unreadable"


def test_a_map_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes('[columns]\n"总投资" = "name"'.encode("gb18030"))
    with pytest.raises(Refusal) as refused:
        read_map(tmp_path / "m.toml")
    assert refused.value.word == "map.unreadable"


def test_what_is_written_says_what_columns_were_taken_for(tmp_path: Path) -> None:
    head = ["项目名称", "2018年计划投资", "1-7月完成投资", "本月完成投资", "自开工累计完成投资", "总投资", "用地"]
    [table] = tables(Grid("a.xlsx", "表", [head, ["东路", *[1.0] * 6]]))
    text = write_map(table.columns, {}, {})
    found = read_map(put(tmp_path, text))
    assert found.columns == {
        "项目名称": "name",
        "2018年计划投资": "planned_investment plan 2018年",
        "1-7月完成投资": "invested ytd 1-7月",
        "本月完成投资": "invested flow 本月",
        "自开工累计完成投资": "invested level",
        "总投资": "total_investment",
        "用地": "extra",
    }
    [again] = tables(table.grid, found.columns)
    assert [column.heading for column in again.columns] == [column.heading for column in table.columns]


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4))
def test_every_name_is_read_back(tmp_path_factory: pytest.TempPathFactory, projects: dict[str, str]) -> None:
    path = put(tmp_path_factory.mktemp("maps"), write_map((), {"总投资": "extra"}, projects))
    assert read_map(path) == Map({"总投资": "extra"}, projects)

"""Sheets of a dozen offices, imported without a map: every cell arrives, and nothing arrives that no cell says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.commands.calling import Caller, Result, rows

from .layouts import CONVERTED, LAYOUTS
from .sheet import ENCODINGS, Expect, Layout, Said, Sheet, address, letters, spoil, write

BLANK = {"-", "—", "——", "/", "\\", "…", "无", "暂无", "未定", "待定", "N/A"}
NAMES = [layout.key for layout in LAYOUTS]

layouts = pytest.mark.parametrize("layout", LAYOUTS, ids=NAMES)


def take_in(run: Caller, layout: Layout, path: Path, *more: str) -> Result:
    return run("import", path, "--zone", "z", *layout.options, *more, today=layout.today)


@pytest.fixture
def imported(run: Caller, ledger: Path, tmp_path: Path, layout: Layout) -> Result:
    """What `import --format json` reports of the layout."""
    result = take_in(run, layout, layout.build(tmp_path), "--format", "json")
    assert result.exit_code == 0, result.stderr
    return result


def held(ledger: Path) -> dict[str, tuple[str, str, frozenset[str]]]:
    """The projects in the ledger: name → category, code, tags."""
    found = rows(ledger, "SELECT name, category, code, tags FROM project")
    return {name: (category, code, frozenset(tags.split())) for name, category, code, tags in found}


def facts(ledger: Path) -> list[tuple[str, Said, str, str]]:
    """The facts in the ledger: name of the project, what is said, source, note."""
    found = rows(
        ledger,
        """
        SELECT p.name, o.measure, o.basis, o.span_edtf, o.value, o.qualifier, o.source, o.note
        FROM observation o JOIN project p ON p.zone_id = o.zone_id AND p.id = o.project_id
        WHERE o.milestone_id IS NULL
        """,
    )
    return [(name, Said(*said), source, note) for name, *said, source, note in found]


def plain(said: Said) -> Said:
    """An extra under the bare name of its column: whether a unit stays with it is not what is judged here."""
    if not said.measure.startswith("x:"):
        return said
    bare = said.measure.replace("（", "(").replace("）", ")").replace(" ", "")
    return said._replace(measure=re.sub(r"\((?:万元|亿元|元|%|个|亩|公里)\)(?=/|$)", "", bare))


def differences(expected: Iterable[tuple[str, Said]], found: Iterable[tuple[str, Said]]) -> list[str]:
    """What is missing, surplus or wrong, a line each: wrong are two values under one heading."""
    wanted, got = set(expected), set(found)
    missing = {_heading(name, said): said for name, said in wanted - got}
    surplus = {_heading(name, said): said for name, said in got - wanted}
    lines = []
    for heading in sorted(missing.keys() | surplus.keys()):
        kind = "wrong" if heading in missing and heading in surplus else "missing" if heading in missing else "surplus"
        lines.append(f"{kind}: {heading}: expected {_value(missing, heading)}, found {_value(surplus, heading)}")
    return lines


def _heading(name: str, said: Said) -> str:
    return f"{name} · {said.measure} {said.basis} {said.span}"


def _value(of: dict[str, Said], heading: str) -> str:
    return repr(" ~".join(filter(None, of[heading][3:]))) if heading in of else "nothing"


@layouts
def test_projects_are_those_of_the_sheet(imported: Result, ledger: Path, layout: Layout) -> None:
    assert held(ledger) == {one.name: (one.category, one.code, one.tags) for one in layout.projects}


@layouts
def test_no_figure_is_wrong_missing_or_surplus(imported: Result, ledger: Path, layout: Layout) -> None:
    expected = [(one.name, plain(said)) for one in layout.projects for said in one.facts]
    found = [(name, plain(said)) for name, said, _, _ in facts(ledger)]
    lines = differences(expected, found)
    assert not lines, f"{len(lines)} cells:\n" + "\n".join(lines)
    assert len(found) == len(set(found)), "the same fact twice"


@layouts
def test_every_fact_names_its_file_and_its_cell(imported: Result, ledger: Path, layout: Layout) -> None:
    sheets = {sheet.name: sheet for sheet in layout.sheets}
    of_name = {one.name: one for one in layout.projects}
    for name, said, source, note in facts(ledger):
        assert source == layout.file
        sheet, _, cell = note.rpartition("!")
        assert says(sheets[sheet], of_name[name], *address(cell)), f"{name}: {said} from {note}"


def says(sheet: Sheet, project: Expect, row: int, column: int) -> bool:
    """Whether a cell can speak of a project: one of its row, merged down to its row, or of a section above it."""
    if row == project.row or (sheet.aside.get(row) == "section" and row < project.row):
        return True
    return any(top <= row <= project.row <= bottom and left == column for top, left, bottom in _merged(sheet))


def _merged(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    for merge in sheet.merges:
        first, last = merge.split(":")
        yield *address(first), address(last)[0]


@layouts
def test_no_cell_vanishes(imported: Result, ledger: Path, layout: Layout) -> None:
    noted = {note for _, _, _, note in facts(ledger)}
    noted |= {row["place"] for table in ("faults", "remarks") for row in imported.table(table)}
    lost = []
    for sheet in layout.sheets:
        if sheet.hidden or not sheet.table:
            continue
        for row, column, cell in sheet.cells():
            quiet = row in sheet.aside or letters(column) in [*sheet.quiet, *sheet.identity]
            nothing = isinstance(cell.value, str) and cell.value.strip() in BLANK
            if not quiet and not nothing and sheet.place(row, column) not in noted:
                lost.append(f"{sheet.place(row, column)}: {cell.value!r}")
    assert not lost, "\n".join(lost)


@layouts
def test_sums_that_disagree_are_named_and_no_others(imported: Result, layout: Layout) -> None:
    disagree = [row["place"] for row in imported.table("sums") if row["verdict"] == "disagrees"]
    assert sorted(disagree) == sorted(layout.wrong)


@layouts
def test_what_each_sheet_was_taken_for_is_said(imported: Result, layout: Layout) -> None:
    told = imported.table("sheets")
    assert {row["sheet"] or "" for row in told} == {sheet.name for sheet in layout.sheets}
    read = [row for row in told if row["projects"]]
    assert sum(row["projects"] for row in read) == len(layout.projects)
    for row in read:
        assert row["file"] == layout.file
        assert row["day"]["edtf"] == layout.day
        if layout.file.endswith(".csv"):
            assert row["encoding"] == ENCODINGS[layout.encoding]


@layouts
def test_the_same_file_again_changes_nothing(
    imported: Result, run: Caller, ledger: Path, tmp_path: Path, layout: Layout
) -> None:
    before = ledger.read_bytes()
    again = take_in(run, layout, tmp_path / layout.file, "--format", "json")
    assert again.exit_code == 0, again.stderr
    assert again.table("changes") == []
    assert ledger.read_bytes() == before


@layouts
def test_undo_gives_the_empty_zone_back(imported: Result, run: Caller, ledger: Path, layout: Layout) -> None:
    assert rows(ledger, "SELECT count(*) FROM entry WHERE command = 'import'") == [(1,)]
    run.ok("undo", today=layout.today)
    assert held(ledger) == {}
    assert facts(ledger) == []


@layouts
def test_a_dry_run_says_the_same_and_writes_nothing(run: Caller, ledger: Path, tmp_path: Path, layout: Layout) -> None:
    before = ledger.read_bytes()
    path = layout.build(tmp_path)
    tried = take_in(run, layout, path, "--dry-run", "--format", "json")
    assert tried.exit_code == 0, tried.stderr
    assert ledger.read_bytes() == before
    done = take_in(run, layout, path, "--format", "json")
    for table in ("columns", "changes", "faults", "sums"):
        assert len(tried.table(table)) == len(done.table(table))


SPOILED = [(layout, place) for layout in LAYOUTS for place in layout.spoiled]


@pytest.mark.parametrize("layout, place", SPOILED, ids=[f"{one.key}-{place}" for one, place in SPOILED])
def test_one_bad_cell_stops_all_and_is_named(
    run: Caller, ledger: Path, tmp_path: Path, layout: Layout, place: str
) -> None:
    before = ledger.read_bytes()
    file = Path(layout.file).with_suffix(".xlsx") if layout in CONVERTED else layout.file
    path = write(tmp_path / file, spoil(layout.sheets, place, layout.spoiled[place]), layout.encoding)
    result = take_in(run, layout, path)
    assert result.exit_code == 2, result.stderr
    assert place in result.stderr
    assert "Traceback" not in result.stderr
    assert ledger.read_bytes() == before


BOOKS = [layout for layout in LAYOUTS if not layout.file.endswith((".csv", ".tsv"))]


@pytest.mark.parametrize("layout", BOOKS, ids=[layout.key for layout in BOOKS])
def test_workbooks_hold_what_their_layouts_say(tmp_path: Path, layout: Layout) -> None:
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path(str(layout.build(tmp_path)))
    for sheet in layout.sheets:
        grid = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        found = {(r, c): value for r, cells in enumerate(grid, 1) for c, value in enumerate(cells) if value != ""}
        assert found == {(row, column): cell.value for row, column, cell in sheet.cells()}


def test_truths_are_whole() -> None:
    """Six to twenty-five projects, nothing said twice, and of every row it is known what it is."""
    assert len(LAYOUTS) >= 10
    for layout in LAYOUTS:
        assert 6 <= len(layout.projects) <= 25, layout.key
        for project in layout.projects:
            headings = [said[:3] for said in project.facts]
            assert len(headings) == len(set(headings)), f"{layout.key}: {project.name}"
        for sheet in layout.sheets:
            if sheet.table and not sheet.hidden:
                spoken_of = {one.row for one in layout.projects if one.sheet == sheet.name}
                assert spoken_of.isdisjoint(sheet.aside), layout.key
                assert spoken_of | sheet.aside.keys() == sheet.rows.keys(), layout.key

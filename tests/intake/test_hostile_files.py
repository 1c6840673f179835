"""Hostile and damaged files: each is refused in a sentence, soon and at little cost; none ends the program."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from zonetrack.intake.bounds import CELLS, Unsheetlike
from zonetrack.intake.files import read_workbook

from . import office

SECONDS, MEGABYTES = 2.0, 300

# Reads one file in a process of its own, and tells what came of it, how long it took, and how much memory: what
# Linux has for the process itself, since resource counts its parent's in.
CHILD = """
import json, re, sys, time
from pathlib import Path
import python_calamine
from zonetrack.intake.files import read_workbook
from zonetrack.values.errors import Refusal
began = time.perf_counter()
try:
    word = "; ".join(f"{len(grid.rows)}x{len(grid.rows[0])}" for grid in read_workbook(Path(sys.argv[1])).grids)
except Refusal as refusal:
    word = refusal.word
spent = time.perf_counter() - began
try:
    peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
except FileNotFoundError:
    peak = 0
print(json.dumps([word, spent, peak]))
"""


def outcome(path: Path) -> tuple[str, float, float]:
    """What comes of a file: the word of its refusal or the size of its sheets, seconds, megabytes."""
    run = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    word, seconds, megabytes = json.loads(run.stdout)
    return word, seconds, megabytes


def saved(folder: Path, content: bytes, name: str = "a.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def word_of(path: Path) -> str:
    with pytest.raises(Unsheetlike) as refused:
        read_workbook(path)
    assert refused.value.exit_code == 2
    return refused.value.word


def filled(path: Path, name: str, piece: bytes, megabytes: int) -> Path:
    """A workbook in which the part `name` is `piece` over and over, between the ends of its kind."""
    kind, rows = ("worksheet", "sheetData") if "sheet1" in name else ("sst", "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with zipfile.ZipFile(saved(path.parent, office.xlsx(""), "good.xlsx")) as good:
            for one in good.namelist():
                if one != name:
                    archive.writestr(one, good.read(one))
        with archive.open(name, "w", force_zip64=False) as part:
            part.write(f'<{kind} xmlns="{office.MAIN}">'.encode() + (b"<sheetData>" if rows else b""))
            block = piece * (1024 * 1024 // len(piece))
            for _ in range(megabytes):
                part.write(block)
            part.write((b"</sheetData>" if rows else b"") + f"</{kind}>".encode())
    return path


def lied(path: Path, size: int = 1000) -> Path:
    """The file, in which the largest part is said to have so many bytes, and their checksum."""
    with zipfile.ZipFile(path) as archive:
        member = max(archive.infolist(), key=lambda one: one.file_size)
        with archive.open(member) as part:
            checksum = zlib.crc32(part.read(size))
    content = bytearray(path.read_bytes())
    directory = content.rfind(b"PK\1\2", 0, content.rfind(member.filename.encode()))
    for at in (member.header_offset + 14, directory + 16):
        struct.pack_into("<L", content, at, checksum)
        struct.pack_into("<L", content, at + 8, size)
    path.write_bytes(content)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, piece",
    [
        ("xl/worksheets/sheet1.xml", b'<row r="1"><c r="A1"><v>1</v></c></row>'),
        ("xl/sharedStrings.xml", b"<si><t>" + b"x" * 100 + b"</t></si>"),
    ],
)
def test_bombs_are_refused_soon_and_at_little_cost(tmp_path: Path, name: str, piece: bytes) -> None:
    """600 MB in a small file; then the same, said to be 1,000 bytes: only unpacking shows what it is."""
    bomb = filled(tmp_path / "a.xlsx", name, piece, 600)
    assert bomb.stat().st_size < 8 * 1024 * 1024
    for change, word in ((Path, "sheet.bomb"), (lied, "sheet.broken")):
        found, seconds, megabytes = outcome(change(bomb))
        assert found == word
        assert seconds < SECONDS
        assert megabytes < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, piece",
    [
        ("xl/worksheets/sheet1.xml", b'<c r="A1"><v/><v>1</v></c>'),
        ("xl/worksheets/sheet1.xml", b"<c><v/></c>"),
        ("xl/sharedStrings.xml", b"<si><t/></si>"),
    ],
)
def test_many_small_things_in_one_place_are_refused(tmp_path: Path, name: str, piece: bytes) -> None:
    """One cell ten million times, or as many empty texts: within the sizes of parts, but not of memory."""
    path = saved(tmp_path, b"")
    noise = random.Random(1)
    varied = b"".join(piece.replace(b"/>", b" a='%d'/>" % noise.randrange(1000), 1) for _ in range(3000))
    word, _, megabytes = outcome(filled(path, name, varied, 300))
    assert word in {"sheet.bomb", "sheet.broken", "sheet.far"}
    assert megabytes < MEGABYTES


@pytest.mark.slow
def test_as_many_rows_as_promised_are_read(tmp_path: Path) -> None:
    letters = "BCDEFGHIJKLMNO"
    rows = "".join(
        row(
            f'<c r="A{number}" t="inlineStr"><is><t>某开发区第{number}号项目</t></is></c>'
            + "".join(f'<c r="{letter}{number}"><v>{number}</v></c>' for letter in letters),
            number,
        )
        for number in range(1, 200_001)
    )
    assert outcome(saved(tmp_path, office.xlsx(rows)))[0] == "200000x15"


def row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


FIRST = row('<c r="A1"><v>1</v></c>')
PREFIXED = (
    f'<x:worksheet xmlns:x="{office.MAIN}"><x:sheetData><x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>"
)
FAR = {
    "the last cell there is": (FIRST + row('<c r="XFD1048576"><v>1</v></c>', 1048576), "XFD1048576"),
    "one row too many": (FIRST + row('<c r="A200001"><v>1</v></c>', 200001), "A200001"),
    "one column too many": (row('<c r="A1"><v>1</v></c><c r="ALM1"><v>1</v></c>'), "ALM1"),
    "too much between": (FIRST + row('<c r="CV100000"><v>1</v></c>', 100000), "CV100000"),
    "in the wrong row": (FIRST + row('<c r="XFD1048576"><v>1</v></c>', 2), "XFD1048576"),
    "without an address": (FIRST + row("<c><v>1</v></c>", 1048576), "A1048576"),
    "in small letters": (FIRST + row('<c r="xfd1048576"><v>1</v></c>', 2), "XFD1048576"),
    "in other quotes": (FIRST + row("<c r='XFD1048576'><v>1</v></c>", 2), "XFD1048576"),
    "behind another attribute": (FIRST + row('<c s="0" r="XFD1048576"><v>1</v></c>', 2), "XFD1048576"),
    "behind a sign that ends no tag": (FIRST + row('<c s=">" r="XFD1048576"><v>1</v></c>', 2), None),
    "after a comment": (FIRST + row('<!-- <c r="A2"> --><c\tr="XFD1048576"><v>1</v></c>', 2), "XFD1048576"),
    "with a prefix": (PREFIXED, "XFD1048576"),
}


@pytest.mark.parametrize("way", FAR)
def test_far_cells_are_refused_by_their_address(tmp_path: Path, way: str) -> None:
    rows, cell = FAR[way]
    with pytest.raises(Unsheetlike) as refused:
        read_workbook(saved(tmp_path, office.xlsx(rows)))
    if cell is None:
        assert refused.value.word in {"sheet.far", "sheet.broken"}
        return
    assert (refused.value.word, refused.value.params["cell"], refused.value.params["sheet"]) == (
        "sheet.far",
        cell,
        "表",
    )


@pytest.mark.parametrize(
    "cell",
    ['<c r="AAAA1"><v>1</v></c>', '<c r="A99999999"><v>1</v></c>', '<c r="A0"><v>1</v></c>', '<c r=""><v>1</v></c>'],
)
def test_addresses_that_no_cell_has(tmp_path: Path, cell: str) -> None:
    assert word_of(saved(tmp_path, office.xlsx(row(cell)))) in {"sheet.broken", "sheet.far"}


def test_a_far_cell_of_a_hidden_sheet_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("见").write(0, 0, 1)
    hidden = book.add_worksheet("不见")
    hidden.write(1048575, 16383, 1)
    hidden.hide()
    book.close()
    [grid] = read_workbook(path).grids
    assert list(grid.rows) == [[1.0]]


def test_sheets_that_are_too_large_only_together(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in "甲乙":
        book.add_worksheet(name).write(CELLS // 40 - 1, 25, 1)
    book.close()
    assert word_of(path) == "sheet.many"


DECLARED = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "name",
    [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
@pytest.mark.parametrize("declared", [DECLARED, DECLARED.lower(), '<?xml version="1.0" encoding="utf-16"?>'])
def test_declarations_are_refused_in_every_part(tmp_path: Path, name: str, declared: str) -> None:
    good = office.xlsx(FIRST, **{"xl/sharedStrings.xml": "<sst/>", "xl/styles.xml": "<styleSheet/>"})
    with zipfile.ZipFile(saved(tmp_path, good, "good.xlsx")) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert read_workbook(saved(tmp_path, office.package(parts))).grids
    parts[name] = declared.encode() + parts[name]
    assert word_of(saved(tmp_path, office.package(parts))) == "sheet.broken"


def test_an_entity_is_refused_in_an_opendocument_workbook(tmp_path: Path) -> None:
    content = office.ods("")
    with zipfile.ZipFile(saved(tmp_path, content, "good.ods")) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts["content.xml"] = DECLARED.encode() + parts["content.xml"]
    assert word_of(saved(tmp_path, office.package(parts), "a.ods")) == "sheet.broken"


def test_utf_16_inside_a_workbook_is_refused_not_passed_over(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{office.MAIN}"><sheetData>{FIRST}</sheetData></worksheet>'
    content = office.xlsx("", **{"xl/worksheets/sheet1.xml": sheet.encode("utf-16")})
    assert word_of(saved(tmp_path, content)) == "sheet.broken"


def test_a_member_outside_of_the_folder_is_left_where_it_is(tmp_path: Path) -> None:
    content = office.xlsx(FIRST, **{"../../evil": "evil", "xl/media/../../../evil.xml": "<evil/>"})
    (tmp_path / "in").mkdir()
    assert read_workbook(saved(tmp_path / "in", content)).grids
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_of_too_many_members_or_two_of_one_name(tmp_path: Path) -> None:
    many = {f"xl/media/{number}.png": b"" for number in range(2000)}
    assert word_of(saved(tmp_path, office.xlsx(FIRST, **many))) == "sheet.bomb"
    assert word_of(saved(tmp_path, office.xlsx(FIRST, **{"XL/Worksheets/SHEET1.XML": "<evil/>"}))) == "sheet.broken"


def test_a_second_directory_of_a_zip_is_not_followed(tmp_path: Path) -> None:
    """Readers that look for the end of a zip from its beginning and from its end find two different workbooks."""
    good, other = office.xlsx(FIRST), office.xlsx(row('<c r="A1"><v>2</v></c>'))
    assert word_of(saved(tmp_path, other + good)) == "sheet.broken"
    assert word_of(saved(tmp_path, good + b"more")) == "sheet.broken"


def test_a_sheet_that_many_names_share_is_read_once_or_not(tmp_path: Path) -> None:
    listed = "".join(f'<sheet name="{number}" r:id="r1"/>' for number in range(500))
    book = f'<workbook xmlns="{office.MAIN}" xmlns:r="{office.RELATIONS}"><sheets>{listed}</sheets></workbook>'
    assert word_of(saved(tmp_path, office.xlsx(FIRST, **{"xl/workbook.xml": book}))) == "sheet.broken"


def open_row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def open_cells(repeated: int = 1, about: str = 'office:value-type="float" office:value="1"', inside: str = "") -> str:
    return f'<table:table-cell {about} table:number-columns-repeated="{repeated}">{inside}</table:table-cell>'


BLANKS = '<text:p><text:s text:c="9999999"/><text:s text:c="9999999"/></text:p>'


@pytest.mark.parametrize(
    "rows, word",
    [
        (open_row(open_cells(16384), 1048576), "sheet.far"),
        (open_row(open_cells(), 200_001), "sheet.far"),
        (open_row(open_cells(1_001)), "sheet.far"),
        (open_row(open_cells(), 99_999_999), "sheet.broken"),
        (open_row(open_cells(), -1), "sheet.broken"),
        (open_row(open_cells(16_000, "") + open_cells(1, "")) * 400, "sheet.far"),
        (open_row(open_cells(1, 'office:value-type="string"', BLANKS)), "sheet.bomb"),
        (open_row(open_cells(1, 'office:value-type="string" calcext:value-type="error"'), 60_000), "sheet.failures"),
    ],
)
def test_what_is_repeated_in_an_opendocument_workbook_is_bounded(tmp_path: Path, rows: str, word: str) -> None:
    assert word_of(saved(tmp_path, office.ods(rows), "a.ods")) == word


def test_more_failed_formulas_than_anybody_can_have_meant(tmp_path: Path) -> None:
    cells = "".join(row(f'<c r="A{number}" t="e"><v>#N/A</v></c>', number) for number in range(1, 50_002))
    assert word_of(saved(tmp_path, office.xlsx(cells))) == "sheet.failures"


# Workbooks of Excel 97 to 2003


@pytest.mark.parametrize(
    "records, word",
    [
        ([office.number(0, 0, 1.0), office.number(65535, 255, 1.0)], "sheet.far"),
        # Dimensions from the last row to the first: the reader makes room for minus many.
        ([office.record(0x0200, struct.pack("<2L2HH", 9, 0xFFFFFFF0, 9, 1, 0)), office.number(0, 0, 1.0)], None),
        ([office.record(0x0203, b"\0")], "sheet.broken"),
        ([office.record(0x00E5, b"\xff\xff")], None),
        # As many texts as there can be, of which none comes.
        ([office.record(0x00FC, struct.pack("<LL", 0x7FFFFFFF, 0x7FFFFFFF)), office.number(0, 0, 1.0)], None),
        ([office.SHEET], "sheet.broken"),
    ],
)
def test_hostile_records_are_refused(tmp_path: Path, records: list[bytes], word: str | None) -> None:
    path = saved(tmp_path, office.xls(*records), "a.xls")
    try:
        read_workbook(path)
    except Unsheetlike as refused:
        assert word in {None, refused.word}
    else:
        assert word is None


def test_sectors_that_lead_in_a_circle(tmp_path: Path) -> None:
    content = office.compound({"Workbook": office.BOOK}, circle=True)
    assert word_of(saved(tmp_path, content, "a.xls")) == "sheet.broken"


def test_a_sheet_without_beginning_or_end(tmp_path: Path) -> None:
    assert word_of(saved(tmp_path, office.xls(first=office.number(0, 0, 1.0)), "a.xls")) == "sheet.broken"


def damaged(content: bytes, times: int) -> Iterator[bytes]:
    """The file cut off, and with bytes changed, the same way in every run."""
    noise = random.Random(content[:64])
    for turn in range(times):
        if turn % 3 == 0:
            yield content[: noise.randrange(len(content))]
            continue
        changed = bytearray(content)
        for _ in range(noise.choice([1, 3, 10])):
            changed[noise.randrange(len(changed))] = noise.choice([0, 255, noise.randrange(256)])
        yield bytes(changed)


def ledger(ending: str, folder: Path) -> Path:
    if ending == "xlsx":
        return office.write_ledger(folder / "ledger.xlsx")
    return Path(__file__).parent / "files" / f"ledger.{ending}"


def read_or_refused(folder: Path, contents: Iterator[bytes], ending: str) -> tuple[int, int]:
    """How many of these files were read, and how many refused."""
    read = refused = 0
    for content in contents:
        try:
            read_workbook(saved(folder, content, f"a.{ending}"))
            read += 1
        except Unsheetlike:
            refused += 1
    return read, refused


@pytest.mark.slow
@pytest.mark.parametrize("ending, times", [("xlsx", 200), ("ods", 200), ("xls", 60)])
def test_no_damage_of_a_file_comes_through(
    tmp_path: Path, ending: str, times: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every damaged file is read or refused, and the reader's last words are not heard."""
    content = ledger(ending, tmp_path).read_bytes()
    _, refused = read_or_refused(tmp_path, damaged(content, times), ending)
    assert refused > times // 4
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_no_damage_inside_of_a_zip_comes_through(
    tmp_path: Path, ending: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same with damages that the zip itself does not show."""
    with zipfile.ZipFile(ledger(ending, tmp_path)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    inside = [name for name in parts if name.endswith((".xml", ".rels")) and ("xl/w" in name or "content" in name)]
    inside += [
        name for name in parts if name in {"xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"}
    ]
    contents = (office.package(parts | {name: changed}) for name in inside for changed in damaged(parts[name], 150))
    read, refused = read_or_refused(tmp_path, contents, ending)
    assert min(read, refused) > 10
    assert capfd.readouterr() == ("", "")

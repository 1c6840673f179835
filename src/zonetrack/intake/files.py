"""Intake: a file of sheets into a workbook of grids; what it is, is told by its content and not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.intake.bounds import Unsheetlike

if TYPE_CHECKING:
    from pathlib import Path

    from zonetrack.intake.grid import Workbook

# More than an office has: 200,000 rows of 15 columns are 20 MB as a workbook and 100 MB as text.
LARGEST = 128 * 1024 * 1024  # bytes
TEXTS = (".csv", ".tsv")
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(path: Path) -> Workbook:
    """Return the sheets that a person sees in the file at `path`: .xlsx, .xlsm, .xls, .ods, .csv or .tsv.

    Raises Unsheetlike for a file that is missing, too large, protected, broken, hostile or something else, and Failed
    where the extra `excel` is needed and not installed.
    """
    content = _content(path)
    ending = path.suffix.lower()
    if content.startswith(_ZIP):
        from zonetrack.intake.spreadsheet import read_zipped

        return read_zipped(path.name, content)
    if content.startswith(_OLE):
        from zonetrack.intake.spreadsheet import read_compound

        return read_compound(path.name, content)
    _refuse_markup(path.name, content)
    if ending not in TEXTS:
        raise Unsheetlike("sheet.text" if ending in SPREADSHEETS else "sheet.ending", file=path.name)
    from zonetrack.intake.delimited import read_delimited

    return read_delimited(path.name, content)


def _content(path: Path) -> bytes:
    """Return the bytes of a file, of which there are some and not too many."""
    try:
        if path.is_dir():
            raise Unsheetlike("sheet.folder", file=path.name)
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unsheetlike("sheet.missing", file=str(path)) from None
    except OSError as error:
        raise Unsheetlike("sheet.unopenable", file=str(path), why=error.strerror or str(error)) from None
    if not content:
        raise Unsheetlike("sheet.empty", file=path.name)
    if len(content) > LARGEST:
        raise Unsheetlike("sheet.large", file=path.name, size=LARGEST // 1024**2)
    return content


def _refuse_markup(file: str, content: bytes) -> None:
    """Refuse web pages and their kin, which web systems send as .xls and .csv."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<head", b"<table", b"<meta", b"<style", b"<?xml", b"mime-version:")):
        raise Unsheetlike("sheet.markup", file=file)

"""LibreOffice without a window: opens a workbook and writes each sheet as the text that a person sees."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("soffice", "libreoffice")
SECONDS = 120
# Comma, quotes, UTF-8, from line 1; cells as they are shown; every sheet in a file of its own.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


def find() -> str | None:
    """LibreOffice, if it is there; where CI says that it is required, its absence is a failure."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("OFFICE") == "required":
        raise FileNotFoundError(f"none of {', '.join(NAMES)} is on PATH")
    return found


def converted(office: str, book: Path, folder: Path, kind: str) -> Path:
    """Open `book` and save it anew as `kind`, a file ending, in `folder`; return its path."""
    folder.mkdir()
    subprocess.run(
        [
            *(office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--convert-to", kind, "--outdir", folder, book),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return folder / f"{book.stem}.{kind}"


def sheets(office: str, book: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Open `book`, and return the cells of each sheet by its name; all that LibreOffice writes is in `folder`."""
    folder.mkdir()
    subprocess.run(
        [
            *(office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--convert-to", CSV, "--outdir", folder, book),
        ],
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # names of sheets become names of files
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix(f"{book.stem}-")] = list(csv.reader(file))
    return found

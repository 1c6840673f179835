"""Make the pictures that the docs show, from the shipped ledger: schedule, brief and bulletin, in both languages.

python docs/pictures.py            write docs/pictures/*.png anew; then look at them

Needs a browser (chromium), LibreOffice Writer (soffice) and poppler (pdftoppm) on PATH, a font for Chinese, and
zonetrack with the extras docx and png.  Fonts differ between machines, and so do pictures: nothing compares them.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEDGER = HERE.parent / "data" / "zonetrack.db"
PICTURES = HERE / "pictures"
LANGUAGES = ("zh", "en")
SCHEDULE = ("show", "xiaohe/daiwang-road", "--as-of", "2025-04-26", "--chart")
BRIEF = ("brief", "--zone", "xiaohe", "--as-of", "2025-09-01")
BULLETIN = ("bulletin", "--zone", "xiaohe", "--month", "2025-04")
TOOLS = {
    "browser": ("chromium", "chromium-browser", "google-chrome", "chrome"),
    "office": ("soffice", "libreoffice"),
    "poppler": ("pdftoppm",),
}
DOTS = 110  # per inch
LARGEST = 120_000  # bytes of a picture
COLOURS = 256
EDGE = 24  # rows kept below the last print

Rows = list[bytes]  # of a picture, three bytes a dot


def tools() -> dict[str, str]:
    """Return the programs that are needed; end where one is missing, and say which."""
    found = {part: next(filter(None, map(shutil.which, names)), "") for part, names in TOOLS.items()}
    if missing := [" or ".join(TOOLS[part]) for part, path in found.items() if not path]:
        sys.exit(f"not on PATH: {'; '.join(missing)}")
    return found


def call(*argv: object) -> None:
    """Run a program in silence; end with what it says where it fails."""
    done = subprocess.run(
        [str(one) for one in argv], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{Path(str(argv[0])).name} failed: {done.stderr or done.stdout}")


def written(path: Path, lang: str, *asked: str) -> Path:
    """Let zonetrack write a file about the shipped ledger."""
    call(sys.executable, "-m", "zonetrack", *asked, "--db", LEDGER, "--lang", lang, "-o", path, "--force")
    return path


def printed(browser: str, page: Path) -> Path:
    """Print a page with the browser; return the PDF."""
    pdf = page.with_suffix(".pdf")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    flags = ("--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-pdf-header-footer")
    profile = f"--user-data-dir={page.parent / 'browser'}"
    call(browser, *flags, *sandbox, profile, f"--print-to-pdf={pdf}", page.as_uri())
    return pdf


def converted(office: str, paper: Path) -> Path:
    """Open a Word file with LibreOffice; return the PDF."""
    profile = f"-env:UserInstallation={(paper.parent / 'office').as_uri()}"
    call(office, "--headless", profile, "--convert-to", "pdf", "--outdir", paper.parent, paper)
    pdf = paper.with_suffix(".pdf")
    return pdf if pdf.exists() else sys.exit("LibreOffice is here without Writer")


def first_page(poppler: str, pdf: Path) -> Rows:
    """Return the first page of a PDF as a picture."""
    call(poppler, "-r", DOTS, "-f", 1, "-l", 1, "-singlefile", pdf, pdf.with_suffix(""))
    _, size, _, dots = pdf.with_suffix(".ppm").read_bytes().split(b"\n", 3)
    width = int(size.split()[0]) * 3
    return [dots[at : at + width] for at in range(0, len(dots), width)]


def trimmed(rows: Rows) -> Rows:
    """Return a picture without the empty paper below its print."""
    last = max(number for number, row in enumerate(rows) if row.strip(b"\xff"))
    return rows[: last + EDGE]


def packed(rows: Rows) -> bytes:
    """Return a picture as PNG with a palette: its commonest shades, and the nearest of them for every other."""
    dots = [[row[at : at + 3] for at in range(0, len(row), 3)] for row in rows]
    counted = Counter(dot for row in dots for dot in row)
    palette = [dot for dot, _ in counted.most_common(COLOURS)]
    place = {dot: number for number, dot in enumerate(palette)}
    for dot in counted:
        place.setdefault(dot, min(range(len(palette)), key=lambda number: distance(palette[number], dot)))
    body = b"".join(b"\0" + bytes(place[dot] for dot in row) for row in dots)
    head = struct.pack(">IIBBBBB", len(dots[0]), len(dots), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def distance(one: bytes, other: bytes) -> int:
    """Return how far two shades are from each other."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def main() -> None:
    """Write the pictures."""
    found = tools()
    PICTURES.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        written(PICTURES / f"schedule.{lang}.png", lang, *SCHEDULE)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            brief = printed(found["browser"], written(folder / "brief.html", lang, *BRIEF))
            bulletin = converted(found["office"], written(folder / "bulletin.docx", lang, *BULLETIN))
            for pdf in (brief, bulletin):
                page = packed(trimmed(first_page(found["poppler"], pdf)))
                (PICTURES / f"{pdf.stem}.{lang}.png").write_bytes(page)
    for path in sorted(PICTURES.glob("*.png")):
        size = path.stat().st_size
        print(f"{path.name}: {size:,} bytes{'' if size <= LARGEST else ', too large'}")


if __name__ == "__main__":
    main()

"""A browser without a window: prints a page, and tells which addresses the page asked for."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pypdf

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SECONDS = 120
# Nothing leaves this machine: the proxy is a port on which nobody listens.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)
BY_ITSELF = "not an origin"  # who asked, where it was the browser and no page


class Printed(NamedTuple):
    """A page on paper, and every address that it asked for."""

    pdf: pypdf.PdfReader
    asked_for: list[str]


def find() -> str | None:
    """The browser, if there is one; where CI says that one is required, its absence is a failure."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CHROMIUM") == "required":
        raise FileNotFoundError(f"none of {', '.join(NAMES)} is on PATH")
    return found


def print_page(browser: str, page: Path, folder: Path) -> Printed:
    """Open `page` over file:// and print it, with everything that the browser writes in `folder`."""
    pdf, log = folder / "page.pdf", folder / "net.json"
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    subprocess.run(
        [
            *(browser, *FLAGS, *sandbox, f"--user-data-dir={folder / 'profile'}"),
            *(f"--log-net-log={log}", f"--print-to-pdf={pdf}", page.as_uri()),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return Printed(
        pypdf.PdfReader(io.BytesIO(pdf.read_bytes())), requests_in(json.loads(log.read_text(encoding="utf-8")))
    )


def requests_in(log: Any) -> list[str]:
    """The addresses in a log of the browser that a page asked for: whatever it is made of, or scripts of it fetch."""
    start = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    asked = (event["params"] for event in log["events"] if event["type"] == start and "url" in event.get("params", {}))
    return [params["url"] for params in asked if params.get("initiator") != BY_ITSELF]

"""Goldens: one report with every kind of column, in each format and language, at the widths people have."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from zonetrack.render import render
from zonetrack.report import Report

Golden = Callable[[str, str], None]


def printed(report: Report, **options: object) -> str:
    out = io.StringIO()
    render(report, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200, None])
def test_table(sample: Report, width: int | None, lang: str, golden: Golden) -> None:
    text = printed(sample, format="table", width=width)
    golden(f"table-{lang}-{width or 'pipe'}.txt", text)
    assert width is None or max(map(cell_len, text.splitlines())) <= width


def test_wide_table(sample: Report, lang: str, golden: Golden) -> None:
    text = printed(sample, format="table", width=80, wide=True, table="zones")
    golden(f"wide-{lang}-80.txt", text)


def test_coloured_table(sample: Report, lang: str, golden: Golden) -> None:
    text = printed(sample, format="table", width=120, colour=True, table="milestones")
    golden(f"colour-{lang}-120.txt", text)
    assert "\x1b[1;31m" in text


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_older_encodings(sample: Report, encoding: str, lang: str, golden: Golden) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    render(sample, out, format="table", width=120)
    out.flush()
    golden(f"{encoding}-{lang}-120.txt", raw.getvalue().decode(encoding))


def test_json(sample: Report, lang: str, golden: Golden) -> None:
    text = printed(sample, format="json")
    golden(f"sample-{lang}.json", text)
    assert list(json.loads(text)) == ["schema", "report", "as_of", "known", "head", "tables", "notes"]


def test_csv_is_the_same_in_every_language(sample: Report, lang: str, golden: Golden) -> None:
    golden("sample.csv", printed(sample, format="csv"))


@pytest.mark.parametrize("kind, ending", [("table", "txt"), ("json", "json"), ("csv", "csv")])
def test_every_report(named_report: tuple[str, Report], kind: str, ending: str, lang: str, golden: Golden) -> None:
    name, report = named_report
    golden(f"{kind}/{name}-{lang}.{ending}", printed(report, format=kind))

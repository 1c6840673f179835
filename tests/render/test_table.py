"""Tables: figures whole at every width, points under each other, what was left out said."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from zonetrack import words
from zonetrack.render import lines, render
from zonetrack.render.cells import BREAKABLE, Pen
from zonetrack.render.medium import Medium
from zonetrack.report import NA, Amount, Code, Column, Known, Nodes, Note, Progress, Report, Table
from zonetrack.values import when
from zonetrack.values.errors import Refusal
from zonetrack.values.money import Money
from zonetrack.values.percent import Percent, Points, Ratio
from zonetrack.values.quantity import Quantity

DAY = date(2025, 9, 1)
D = Decimal

counts = st.integers(0, 10**6)
qualifiers = st.sampled_from(["", "about", "nearly", "over", "expected"])
percents = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda p: Percent(D(min(p)), D(max(p))))
quantities = st.builds(
    Quantity, st.decimals(0, 10**7, places=2), st.sampled_from(["km", "m2", "well", "t/year", "摊位"]), qualifiers
)
kilometres = st.builds(Quantity, st.decimals(0, 10**4, places=1), st.just("km"), qualifiers)
nodes = st.builds(Nodes, st.integers(0, 9), st.integers(0, 9), st.integers(1, 30))
stored = st.sampled_from(
    ["2025", "2025-05", "2025-41", "2025-08-21/2025-08-31", "../2025-08-31", "2010/..", "2025-08-31"]
)
names = st.text("管线工程路项目 ab，（）12%", min_size=1, max_size=60).filter(str.strip)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": names,
    "names": names,
    "ref": st.from_regex(r"[a-z]{2,8}(/[a-z0-9]{1,8}){0,2}", fullmatch=True),
    "when": st.builds(when.decode, stored, st.sampled_from(["", "expected"])),
    "day": st.dates(date(1990, 1, 1), DAY),
    "age": st.dates(date(1990, 1, 1), DAY),
    "money": st.builds(Money, st.integers(0, 3 * 10**13), st.integers(0, 4), qualifiers),
    "percent": percents | st.builds(Ratio, counts, counts),
    "points": st.builds(Points, st.integers(-(10**6), 10**6), st.integers(1, 10**4)),
    "number": st.decimals(0, 10**6, places=3),
    "count": counts,
    "alarm": counts,
    "days": counts,
    "quantity": quantities,
    "amount": st.builds(Amount, kilometres, st.sampled_from(["reported", "computed"]), kilometres),
    "progress": st.builds(Progress, percents, st.just("reported"))
    | st.builds(Progress, st.none(), st.none(), nodes, names, percents),
    "nodes": nodes,
    "light": st.sampled_from(["done", "late", "due_soon", "in_progress", "not_started", "paused"]),
    "stage": st.sampled_from(["reserve", "construction", "dropped"]),
    "side": st.sampled_from(["finish", "start"]),
    "value": st.sampled_from([Money(1, 4), Percent(D(80), D(80)), D("2.5"), Code("light", "done"), Nodes(1, 1, 2), 13]),
    "code": st.just(Code("measure", "road_width")),
    "flags": st.lists(st.sampled_from(["falling", "above_total"]), max_size=2).map(tuple),
}
KEYS = {
    "text": "name", "names": "owner", "ref": "project", "when": "due", "day": "done_on", "age": "last_reported",
    "money": "invested", "percent": "invested_rate", "points": "points", "number": "weight", "count": "projects",
    "alarm": "overdue", "days": "days_late", "quantity": "quantity", "amount": "category", "progress": "progress",
    "nodes": "nodes",
    "light": "light", "stage": "stage", "side": "kind", "flags": "flags",
    "value": "total_investment", "code": "code",
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=10, unique=True))
    columns = tuple(Column(KEYS[kind], kind, drop=draw(st.integers(0, 3))) for kind in kinds)
    row = {KEYS[kind]: VALUES[kind] | st.none() | st.just(NA) for kind in kinds}
    rows = draw(st.lists(st.fixed_dictionaries(row), min_size=1, max_size=4))
    return Table("projects", columns, [{"id": str(n), "ref": str(n), **row} for n, row in enumerate(rows)])


def printed(report: Report, **options: Any) -> str:
    out = io.StringIO()
    render(report, out, format="table", **options)
    return out.getvalue()


def of(*sections: Table, cards: frozenset[str] = frozenset()) -> Report:
    return Report("list", DAY, None, sections, cards=cards)


@settings(max_examples=200)
@given(tables(), st.sampled_from([10, 20, 40, 60, 80, 120, 200, None]), st.booleans(), st.sampled_from(words.LANGUAGES))
def test_no_figure_is_ever_cut(table: Table, width: int | None, card: bool, language: str) -> None:
    words.use(language)
    text = printed(of(table, cards=frozenset({"projects"} if card else ())), width=width)
    pen = Pen(Medium(None), DAY)
    shown = text.splitlines()
    missing = re.sub(r"\s", "", text)
    for column in table.columns:
        label = re.sub(r"\s", "", pen.label(table.key, column, unit=False))
        if column.kind in BREAKABLE or (column.drop and re.search(f"[：、:,]{label}", missing)):
            continue
        for row in table.rows:
            for piece in lines.pieces(pen.cell(column, row[column.key])):
                whole = re.compile(rf"(?<![\d.,]){re.escape(piece.strip())}(?![\d.,])")
                assert any(whole.search(line) for line in shown), piece
    words.use("zh")


@settings(max_examples=100)
@given(tables(), st.sampled_from([60, 80, 120, 200]), st.booleans())
def test_no_line_is_wider_than_the_terminal(table: Table, width: int, wide: bool) -> None:
    text = printed(of(table), width=width, wide=wide)
    pen = Pen(Medium(None), DAY)
    figures = [
        cell_len(piece)
        for column in table.columns
        if column.kind not in BREAKABLE
        for row in table.rows
        for piece in lines.pieces(pen.cell(column, row[column.key], unit=True))
    ]
    assert max(map(cell_len, text.splitlines())) <= max(width, *(figure + 4 for figure in figures), 0)


def money_table(*amounts: Money | None) -> Table:
    columns = (Column("name", "text"), Column("invested", "money"))
    rows = [{"id": str(n), "ref": str(n), "name": "甲", "invested": amount} for n, amount in enumerate(amounts)]
    return Table("projects", columns, rows, {"invested": Money(25_359_520_000)})


def test_points_stand_under_each_other(zh: None) -> None:
    text = printed(
        of(money_table(Money(61_100_000_000, 0), Money(345_800, 4), None, Money(25_359_520_000, 2, "about")))
    )
    body = [line for line in text.splitlines() if line.startswith(("甲", "合计"))]
    assert body[0].endswith(" 61,100")
    points = {cell_len(line[: line.rindex(".")]) for line in body if "." in line}
    assert points == {cell_len(body[0])}
    assert "约25,359.52" in body[3]
    assert len(body) == 5


def test_a_heading_is_printed_where_there_are_several_tables(sample: Report, zh: None) -> None:
    text = printed(sample)
    for heading in ("各开发区", "项目概况", "节点", "逾期", "临近期限"):
        assert heading in text.splitlines()


def test_an_empty_table_says_so(lang: str) -> None:
    columns = (Column("name", "text"),)
    text = printed(of(Table("overdue", columns, ()), Table("investment", columns, ())))
    assert words.t("empty.overdue") in text
    assert words.t("empty") in text
    assert words.t("table.investment") in text
    assert words.t("col.name") not in text


def test_columns_go_in_their_declared_order_and_are_named(zh: None) -> None:
    columns = (Column("name", "text"), Column("owner", "text", drop=1), Column("leader", "text", drop=2))
    row = {"id": "1", "ref": "1", "name": "名" * 10, "owner": "甲" * 10, "leader": "乙" * 10}
    report = of(Table("projects", columns, (row,)))
    assert "未显示" not in printed(report, width=64)
    two = printed(report, width=63)
    assert "未显示：包联领导（" in two
    assert "甲" * 10 in two
    one = printed(report, width=41)
    assert "未显示：责任单位、包联领导（" in re.sub(r"\s", "", one)
    everything = printed(report, width=41, wide=True)
    assert "未显示" not in everything
    assert "乙" * 10 in everything


def test_where_no_table_fits_nothing_is_left_out(zh: None) -> None:
    columns = (
        Column("name", "text"),
        Column("invested", "money"),
        Column("due", "when"),
        Column("leader", "text", drop=1),
    )
    row = {
        "id": "1",
        "ref": "1",
        "name": "再生水利用工程",
        "invested": Money(1),
        "leader": "某",
        "due": when.decode("2025-41"),
    }
    text = printed(of(Table("projects", columns, (row, row))), width=20)
    assert (
        text.count("再生水利用工程\n  完成投资\n    0.000001万元\n  期限\n    2025年下半年\n  包联领导\n    某\n") == 2
    )


def test_texts_wrap_and_figures_in_them_stay_whole(zh: None) -> None:
    said = "雨污水管线全长总计4千米，已完成80%，预计2025年5月份完成，总投资25,359.52万元。"
    for width in range(16, 60):
        wrapped = lines.wrap(lines.atoms(said), width)
        assert "".join(wrapped) == said
        assert max(map(cell_len, wrapped)) <= width
        for figure in ("4千", "80%", "2025年5月", "25,359.52万元"):
            assert any(figure in line for line in wrapped), (width, figure)
        assert not any(line.startswith(("，", "。")) for line in wrapped)


def test_data_columns_are_for_wide_only_and_page_columns_for_people(sample: Report, zh: None) -> None:
    assert "节点数" not in printed(sample, table="zones")
    assert "节点数" in printed(sample, table="zones", wide=True)
    assert "●◎◎○○○○○○○ 2/13 节点" in printed(sample, table="zones")


def test_the_star_of_a_computed_figure_is_explained_where_it_is_shown(sample: Report, zh: None) -> None:
    legend = words.t("page.computed", mark="*")
    assert legend in printed(sample, table="milestones")
    assert legend not in printed(sample, table="milestones", width=60)
    assert legend not in printed(sample, table="overdue")


def test_notes_are_sentences_with_their_figures(lang: str) -> None:
    note = Note("with_total", {"n": 2, "of": 13, "total": Money(36_155_870_000)})
    text = printed(of(money_table(Money(1)))._replace(notes=(note,)))
    assert "36,155.87万元" in text.splitlines()[-1]
    assert "13" in text.splitlines()[-1]


def test_the_page_names_its_day_and_entry(zh: None) -> None:
    report = of(money_table(Money(1)))
    assert "截至2025-09-01" in printed(report).splitlines()
    assert "yuanping#42 2a9b2f98" in printed(report._replace(known=Known("yuanping#42", "2a9b2f98")))


def test_colour_never_stands_alone(sample: Report, lang: str) -> None:
    plain = printed(sample, width=120)
    coloured = printed(sample, width=120, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()
    assert "\x1b" not in plain
    assert re.search(rf"\x1b\[1;31m{words.t('light.late')}", coloured)
    assert re.search(rf"\x1b\[33m{words.t('light.due_soon')}", coloured)


def test_blank_not_reported_and_not_applicable_are_told_apart(zh: None) -> None:
    columns = (
        Column("name", "text"),
        Column("due", "when"),
        Column("done_on", "when", blank="none"),
        Column("start", "when"),
    )
    row = {"id": "1", "ref": "1", "name": "甲", "due": None, "done_on": None, "start": NA}
    assert re.search(r"甲 +未报 +— +—$", printed(of(Table("projects", columns, (row,)))), re.MULTILINE)


def test_an_unknown_table_is_refused_with_the_known_ones(sample: Report) -> None:
    with pytest.raises(Refusal) as refused:
        printed(sample, table="zone")
    assert refused.value.word == "render.table"
    assert refused.value.params == {"text": "zone", "known": "zones, project, milestones, overdue, due_soon"}


def test_every_code_has_words_in_both_languages(lang: str) -> None:
    for light in ("done", "late", "due_soon", "in_progress", "not_started", "not_reported", "paused", "dropped"):
        assert words.has(f"light.{light}")
    for stage in ("reserve", "signed", "preparing", "started", "construction", "completed", "operating"):
        assert words.has(f"stage.{stage}")


def test_a_column_of_many_measures_names_the_units_and_breaks_only_texts(zh: None) -> None:
    said = "一" * 40
    values = (Money(3_458_000_000, 0), Percent(D(80), D(80)), Quantity(D(50), "m"), Code("stage", "started"), said)
    rows = [{"id": str(n), "ref": str(n), "name": "项", "category": value} for n, value in enumerate(values)]
    text = printed(of(Table("projects", (Column("name", "text"), Column("category", "value")), rows)), width=40)
    for shown in ("3,458万元", "80%", "50米", "新开工"):
        assert re.search(rf"^项    {shown}$", text, re.MULTILINE)
    assert re.sub(r"\s", "", text).endswith(said)

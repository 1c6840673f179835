"""Figures: each kind of value as people read it, exact, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetrack import words
from zonetrack.render import bars, figures, periods
from zonetrack.render.medium import PLAIN, RICH
from zonetrack.report import Amount, Code, Nodes, Progress
from zonetrack.values import when
from zonetrack.values.money import MOST_FEN, Money, read_money
from zonetrack.values.percent import Ratio, decode, read_percent
from zonetrack.values.quantity import Quantity, read_quantity
from zonetrack.values.span import LAST_YEAR

D = Decimal
DAY = date(2025, 9, 1)
days = st.dates(date(1990, 1, 1), date(LAST_YEAR - 1, 12, 31))


@pytest.mark.parametrize(
    "value, zh, en",
    [
        (Money(61_100_000_000, 0), "61,100", "61,100"),
        (Money(61_100_000_000, 2), "61,100.00", "61,100.00"),
        (Money(25_359_520_000, 2), "25,359.52", "25,359.52"),
        (Money(25_359_520_000, 0), "25,359.52", "25,359.52"),
        (Money(800_000, 4), "0.80", "0.80"),
        (Money(12_345, 4), "0.012345", "0.012345"),
        (Money(1, 6), "0.000001", "0.000001"),
        (Money(0, 0), "0", "0"),
        (Money(-3_458_000_000, 0), "-3,458", "-3,458"),
        (Money(3_000_000_000, 0, "nearly"), "近3,000", "nearly 3,000"),
        (Money(3_000_000_000, 0, "over+expected"), "预计超3,000", "expected over 3,000"),
        (Money(30_000_000_000_000, 0), "30,000,000", "30,000,000"),
    ],
)
def test_money(value: Money, zh: str, en: str, lang: str) -> None:
    assert figures.money(value) == (zh if lang == "zh" else en)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_money_is_exact(fen: int, places: int) -> None:
    text = figures.money(Money(fen, places))
    assert D(text.replace(",", "")) * 1_000_000 == fen
    _, _, decimals = text.partition(".")
    assert len(decimals) >= min(places, 2)


@pytest.mark.parametrize(
    "text, zh, en",
    [
        ("80%", "80%", "80%"),
        ("12.50%", "12.5%", "12.5%"),
        ("100%", "100%", "100%"),
        ("[45,70]", "45–70%", "45–70%"),
        ("[45,100]", "≥45%", "≥45%"),
        ("[0,70]", "≤70%", "≤70%"),
        ("[0,70)", "<70%", "<70%"),
        ("[0,100]", "0–100%", "0–100%"),
        ("过半", ">50%", ">50%"),
        ("近半", "近50%", "nearly 50%"),
        ("约80%", "约80%", "about 80%"),
    ],
)
def test_percent(text: str, zh: str, en: str, lang: str) -> None:
    assert figures.percent(read_percent(text)) == (zh if lang == "zh" else en)


@pytest.mark.parametrize(
    "ratio, text", [(Ratio(3, 22), "13.64%"), (Ratio(1, 8), "12.50%"), (Ratio(1, 0), "—"), (Ratio(30, 2), "1,500.00%")]
)
def test_ratio(ratio: Ratio, text: str, lang: str) -> None:
    assert figures.ratio(ratio) == text


@pytest.mark.parametrize(
    "text, zh, en",
    [
        ("4 km", "4千米", "4 km"),
        ("31万平方米", "31万平方米", "310,000 m²"),
        ("近60口", "近60口", "nearly 60 wells"),
        ("1口", "1口", "1 well"),
        ("1000m³/天", "1,000立方米/天", "1,000 m³/day"),
        ("年处理20万吨", "20万吨/年", "200,000 t/year"),
        ("50千米/小时", "50千米/小时", "50 km/h"),
        ("3.50 公里", "3.5千米", "3.5 km"),
        ("21 percent", "21%", "21%"),
        ("3 摊位", "3摊位", "3 摊位"),
    ],
)
def test_quantity(text: str, zh: str, en: str, lang: str) -> None:
    assert figures.quantity(read_quantity(text)) == (zh if lang == "zh" else en)


@pytest.mark.parametrize(
    "value, zh, en",
    [
        (Amount(Quantity(D("3.2"), "km"), "computed", Quantity(D(4), "km")), "3.2/4千米*", "3.2/4 km*"),
        (Amount(Quantity(D("3.20"), "km"), "reported", Quantity(D(4), "km")), "3.2/4千米", "3.2/4 km"),
        (Amount(Quantity(D(800), "m"), "reported", Quantity(D(4), "km")), "0.8/4千米", "0.8/4 km"),
        (Amount(None, None, Quantity(D(4), "km")), "未报/4千米", "not reported/4 km"),
        (Amount(Quantity(D(0), "km"), "reported", Quantity(D(4), "km")), "0/4千米", "0/4 km"),
        (Amount(Quantity(D(50), "firm", "over"), "reported", None), "超50家", "over 50 firms"),
        (Amount(None, None, None), "未报", "not reported"),
    ],
)
def test_amount(value: Amount, zh: str, en: str, lang: str) -> None:
    assert figures.amount(value) == (zh if lang == "zh" else en)


@pytest.mark.parametrize(
    "edtf, qualifier, zh, en",
    [
        ("2025", "", "2025年", "2025"),
        ("2025-05", "", "2025年5月", "May 2025"),
        ("2025-05", "expected", "预计2025年5月", "expected May 2025"),
        ("2025-05", "about+expected", "预计约2025年5月", "expected about May 2025"),
        ("2025-40", "", "2025年上半年", "H1 2025"),
        ("2025-36", "", "2025年四季度", "Q4 2025"),
        ("2025-08-21/2025-08-31", "", "2025年8月下旬", "late August 2025"),
        ("2025-02-11/2025-02-20", "", "2025年2月中旬", "mid February 2025"),
        ("2025-08-31", "", "2025-08-31", "2025-08-31"),
        ("../2025-08-31", "before", "2025-08-31前", "by 2025-08-31"),
        ("2010/..", "", "2010年起", "from 2010"),
        ("2009/2011", "", "2009—2011年", "2009 to 2011"),
        ("2025-03/2025-05", "", "2025年3—5月", "March to May 2025"),
        ("2024-11/2025-02", "", "2024年11月—2025年2月", "November 2024 to February 2025"),
        ("2025-03-01/2025-03-15", "", "2025-03-01—2025-03-15", "2025-03-01 to 2025-03-15"),
    ],
)
def test_when(edtf: str, qualifier: str, zh: str, en: str, lang: str) -> None:
    assert figures.when(when.decode(edtf, qualifier)) == (zh if lang == "zh" else en)


@given(
    days, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-33", "%Y-36", "%Y-40", "%Y-41", "../%Y-%m-%d", "%Y-%m/.."])
)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_printed_period_reads_back(language: str, day: date, form: str) -> None:
    words.use(language)
    edtf = day.strftime(form)
    text = figures.when(when.decode(edtf, "before" if form.startswith("..") else ""))
    words.use("zh")
    assert when.read_when(text, date(1989, 1, 1), mood="plan").edtf == edtf


@given(st.integers(0, MOST_FEN))
def test_a_printed_amount_reads_back(fen: int) -> None:
    assert read_money(figures.say(Money(fen, 0))).fen == fen


@pytest.mark.parametrize(
    "day, zh, en",
    [
        (DAY, "今天", "today"),
        (date(2025, 8, 31), "1天前", "1 day ago"),
        (date(2024, 3, 9), "541天前", "541 days ago"),
        (date(2020, 9, 1), "1,826天前", "1,826 days ago"),
        (date(2025, 9, 2), "2025-09-02", "2025-09-02"),
    ],
)
def test_age(day: date, zh: str, en: str, lang: str) -> None:
    assert periods.age(day, DAY) == (zh if lang == "zh" else en)


@pytest.mark.parametrize(
    "stored, bar",
    [
        ("0", "░░░░░░░░░░   0%"),
        ("0.1", "█░░░░░░░░░ 0.1%"),
        ("80", "████████░░  80%"),
        ("99.9", "█████████░ 99.9%"),
        ("100", "██████████ 100%"),
        ("[45,70]", "████▒▒▒░░░ 45–70%"),
        ("[45,100]", "████▒▒▒▒▒▒ ≥45%"),
        ("[0,100]", "▒▒▒▒▒▒▒▒▒▒ 0–100%"),
    ],
)
def test_percent_bar(stored: str, bar: str) -> None:
    assert bars.progress(Progress(decode(stored), "reported"), RICH) == bar


def test_a_bar_of_nodes_where_no_percent_exists(zh: None) -> None:
    value = Progress(None, None, Nodes(1, 1, 2), "管线", decode("80"))
    assert bars.progress(value, RICH) == "●◎○○ 1/4 节点 · 管线 80%"
    assert bars.progress(value, PLAIN) == "#>.. 1/4 节点 · 管线 80%"
    assert bars.progress(value._replace(lead=None), RICH) == "●◎○○ 1/4 节点"
    assert bars.progress(Progress(None, None), RICH) == "未报"
    assert bars.progress(Progress(None, None, Nodes(0, 0, 0)), RICH) == "未报"


def test_nodes_in_english(en: None) -> None:
    assert bars.nodes(Nodes(1, 0, 0), RICH) == "● 1/1 node"
    value = Progress(None, None, Nodes(1, 1, 2), "pipes", decode("80"))
    assert bars.progress(value, RICH) == "●◎○○ 1/4 nodes · pipes 80%"


@given(st.builds(Nodes, *[st.integers(0, 500)] * 3))
def test_a_bar_of_nodes_has_at_most_ten_signs_and_loses_no_state(value: Nodes) -> None:
    bar = bars.node_bar(value, RICH)
    assert len(bar) == min(sum(value), bars.CELLS)
    assert [sign in bar for sign in "●◎○"] == [count > 0 for count in value]


def test_figures_inside_sentences(zh: None) -> None:
    assert figures.say(Money(36_155_870_000)) == "36,155.87万元"
    assert figures.say(decode("[45,70]")) == "45–70%"
    assert figures.say((Quantity(D(4), "km"), None, D("2.50"), "x")) == "4千米、未报、2.5、x"
    assert figures.names_of(("falling", "new_rule"), "flag") == "数字回落、new_rule"
    assert figures.say(Code("stage", "started")) == "新开工"
    assert figures.say(Code("measure", "road_width")) == "road_width"
    assert figures.say(Amount(None, None, Quantity(D(4), "km"))) == "未报/4千米"

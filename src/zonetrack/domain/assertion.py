"""Domain: what a user asserts of the figures, such as `total_investment(yuanping) = 3.62亿元`, read and held to.

Figures are those of the ledger, `MEASURE(REF)`, and those typed, with the precision as written; + - × ÷ and brackets
join them.  `=` holds where both sides meet as they are rounded, `<=` and `>=` where they can.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain import agreement
from zonetrack.domain.agreement import HUNDRED, Printed
from zonetrack.values import money as moneys
from zonetrack.values import quantity as quantities
from zonetrack.values.errors import Unreadable
from zonetrack.values.number import read_number
from zonetrack.values.qualifier import softens
from zonetrack.values.text import clean, half_width, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zonetrack.domain.agreement import Range

SETTING = "assertion."  # the number of an assertion follows
LIMIT = 300
DEEPEST = 20
_TOKEN = re.compile(
    r"\s*(?:(?P<figure>[^\W\d]\w*)\s*\(\s*(?P<ref>[^()]+?)\s*\)|(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?\s*[^\s+\-*/()=<>]*)"
    r"|(?P<sign><=|>=|[-+*/()=]))"
)
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "≤": "\0", "≥": "\1"})


class Figure(NamedTuple):
    """A figure of the ledger: a measure of the record that `ref` refers to."""

    measure: str
    ref: str


class Operation(NamedTuple):
    """Two sides joined by + - * or /."""

    sign: str
    left: Term
    right: Term


Term = Figure | Printed | Operation


class Assertion(NamedTuple):
    """What should hold between two terms; `relation` is = <= or >=.  `number` is 0 while it is not on record."""

    text: str
    left: Term
    relation: str
    right: Term
    number: int = 0


class Amount(NamedTuple):
    """What a term comes to, in 分, %, a unit, or without one; `printed` where it is one figure and not computed."""

    range: Range
    unit: str
    printed: Printed | None = None


class Outcome(NamedTuple):
    """An assertion beside the ledger: `left` and `right` as they come out, None where a figure of theirs is unknown.

    `verdict`: consistent, truncated, contradiction; unknown where a figure is not reported or not exact; units where
    the two sides cannot be compared.
    """

    assertion: Assertion
    left: Amount | None
    right: Amount | None
    verdict: str

    @property
    def key(self) -> str:
        """What tells it from all others, the same while the figures stay the same."""
        sides = (f"{side.range.low} {side.range.high}" if side else "" for side in (self.left, self.right))
        return " ".join((str(self.assertion.number), self.verdict, *sides))


class _Units(Exception):
    """Two figures of units that do not go together."""


class _Reader:
    """Reads the tokens of one assertion from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def next_is(self, signs: str | tuple[str, ...]) -> bool:
        """Tell whether the next token is one of these signs."""
        return self._at < len(self._tokens) and self._tokens[self._at] in signs

    def take(self) -> Term | str:
        """Return the next token.  Raises Unreadable at the end."""
        if self._at == len(self._tokens):
            raise Unreadable("assertion", text=visible(self._text))
        self._at += 1
        return self._tokens[self._at - 1]

    def side(self) -> Term:
        """Read a sum."""
        left = self._product()
        while self.next_is(("+", "-")):
            sign = str(self.take())
            left = Operation(sign, left, self._product())
        return left

    def _product(self) -> Term:
        left = self._factor()
        while self.next_is(("*", "/")):
            sign = str(self.take())
            left = Operation(sign, left, self._factor())
        return left

    def _factor(self) -> Term:
        found = self.take()
        if found == "(" and self._depth < DEEPEST:
            self._depth += 1
            inner = self.side()
            if self.take() == ")":
                self._depth -= 1
                return inner
        if isinstance(found, str):
            raise Unreadable("assertion", text=visible(self._text))
        return found

    @property
    def ended(self) -> bool:
        """Whether all was read."""
        return self._at == len(self._tokens)


def read(text: str, number: int = 0) -> Assertion:
    """Read `total_investment(yuanping) = 3.62亿元`, `129 / 270 = 47%`, `invested(a/b) <= total_investment(a/b)`.

    Raises Unreadable: `assertion`, `assertion.soft` for 约, 近 and the like, and what money and quantities raise.
    """
    text = clean(text, limit=LIMIT)
    reader = _Reader(text)
    left = reader.side()
    relation = reader.take()
    if relation not in ("=", "<=", ">="):
        raise Unreadable("assertion", text=visible(text))
    right = reader.side()
    if not reader.ended:
        raise Unreadable("assertion", text=visible(text))
    return Assertion(text, left, str(relation), right, number)


def _tokens(text: str) -> Iterator[Term | str]:
    plain = half_width(text).translate(_SIGNS).replace("\0", "<=").replace("\1", ">=").strip()
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise Unreadable("assertion.soft" if softens(plain[at:]) else "assertion", text=visible(text))
        at = found.end()
        if found["figure"]:
            yield Figure(found["figure"], found["ref"])
        else:
            yield found["sign"] or _literal(found["number"].strip())


def _literal(words: str) -> Printed:
    """Read a figure as typed: money, a percentage of any size, a quantity, or a bare number."""
    if words.endswith("%"):
        number, unit = Fraction(read_number(words[:-1].strip())), "%"
    elif re.fullmatch(r"[0-9.,]+", words):
        number, unit = Fraction(read_number(words)), ""
    else:
        try:
            number, unit = Fraction(moneys.read_money(words).fen), "fen"
        except Unreadable as fault:
            if fault.word not in ("money", "money.bare"):
                raise
            quantity = quantities.read_quantity(words)
            number, unit = Fraction(quantity.number), quantity.unit
    found = agreement.as_written(number, unit, words)
    if found is None or softens(words):
        raise Unreadable("assertion.soft", text=visible(words))
    return found


def figures_of(one: Assertion) -> list[Figure]:
    """Return the figures of the ledger that an assertion names, in the order in which it does."""
    return [*_figures(one.left), *_figures(one.right)]


def renamed(text: str, names: Iterable[str]) -> str:
    """Return the text of an assertion with the measures of the ledger's figures replaced by `names`, in their order."""
    each = iter(names)
    return re.sub(r"[^\W\d]\w*(?=\s*[(（])", lambda _: next(each), text)


def _figures(term: Term) -> list[Figure]:
    if isinstance(term, Operation):
        return [*_figures(term.left), *_figures(term.right)]
    return [term] if isinstance(term, Figure) else []


def hold(assertion: Assertion, look_up: Callable[[Figure], Printed | None]) -> Outcome:
    """Return what becomes of an assertion by the figures that `look_up` gives; it gives None for an unknown one."""
    try:
        left, right = (_amount(term, look_up) for term in (assertion.left, assertion.right))
        if left is None or right is None:
            return Outcome(assertion, left, right, "unknown")
        left, right = _alike(left, right)
    except _Units:
        return Outcome(assertion, None, None, "units")
    return Outcome(assertion, left, right, _verdict(assertion.relation, left, right))


def _verdict(relation: str, left: Amount, right: Amount) -> str:
    if relation == "<=":
        return "contradiction" if left.range.low > right.range.high else "consistent"
    if relation == ">=":
        return "contradiction" if right.range.low > left.range.high else "consistent"
    if right.printed:
        return agreement.judge(left.range, right.printed)
    if left.printed:
        return agreement.judge(right.range, left.printed)
    return "consistent" if left.range.meets(right.range) else "contradiction"


def _amount(term: Term, look_up: Callable[[Figure], Printed | None]) -> Amount | None:
    if isinstance(term, Operation):
        left, right = _amount(term.left, look_up), _amount(term.right, look_up)
        return _joined(term.sign, left, right) if left and right else None
    found = look_up(term) if isinstance(term, Figure) else term
    return Amount(found.range, found.unit, found) if found else None


def _joined(sign: str, left: Amount, right: Amount) -> Amount | None:
    if sign in "+-":
        left, right = _alike(left, right)
        second = right.range if sign == "+" else agreement.negative(right.range)
        return Amount(agreement.total((left.range, second)), left.unit)
    unit = left.unit
    if sign == "/" and left.unit == right.unit:
        unit = ""
    elif right.unit == "%" or (sign == "*" and left.unit == "%"):
        percent, other = (right, left) if right.unit == "%" else (left, right)
        share = agreement.scaled(percent.range, 1 / HUNDRED)
        return _joined(sign, other._replace(printed=None), Amount(share, ""))
    elif right.unit:
        if sign == "/" or left.unit:
            raise _Units
        unit = right.unit
    formula = (lambda a, b: a * b) if sign == "*" else (lambda a, b: a / b)
    if sign == "/" and right.range.low <= 0 <= right.range.high:
        return None
    found = agreement.bounds(formula, left.range, right.range)
    return Amount(found, unit) if found else None


def _alike(left: Amount, right: Amount) -> tuple[Amount, Amount]:
    """Return two amounts in one unit: a ratio is a percentage beside one, a bare number counts what the other does.

    Raises _Units where they do not go together.
    """
    if left.unit == right.unit:
        return left, right
    if "" not in (left.unit, right.unit) or "fen" in (left.unit, right.unit):
        raise _Units
    if "%" in (left.unit, right.unit):
        return _percent(left), _percent(right)
    unit = left.unit or right.unit
    return left._replace(unit=unit), right._replace(unit=unit)


def _percent(amount: Amount) -> Amount:
    if amount.unit == "%" or amount.printed:
        return amount._replace(unit="%")
    return Amount(agreement.scaled(amount.range, HUNDRED), "%")
